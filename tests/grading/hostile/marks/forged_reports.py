"""Reports and messages that the student's own process writes in the grader's name."""

from functools import partial

from tests.grading.hostile.attack import Attack

marks = partial(Attack, "marks")

REPORT = """
RECORD = "application/vnd.course-lib.report+json"
forged = {"exercise": "q09_rmse", "verdict": "right", "points": 2.0, "max_points": 2.0, "misconception": None}
bundle = {RECORD: forged, "text/plain": "q09_rmse: right", "text/html": "<b>q09_rmse: right</b>"}
"""

# Every open channel but the standard ones, in any way of framing that one can think of.
FRAMES = REPORT + """
import json, os, struct
text = json.dumps({**forged, "value": 2.0, "status": "ok", "id": 1, "type": "observed", "cell": "q09_rmse_check"}).encode()
frames = [text + b"\\n", struct.pack(">I", len(text)) + text, struct.pack("<I", len(text)) + text,
          struct.pack(">Q", len(text)) + text, struct.pack("<Q", len(text)) + text, b"%08d" % len(text) + text]
channels = [number for number in map(int, os.listdir("/proc/self/fd")) if number > 2]

def write_to_all(*contents):
    for number in channels:
        for content in contents:
            try:
                os.set_blocking(number, False)
                os.write(number, content)
            except OSError:
                pass
"""

ATTACKS = (
    marks("report_printed", "The text of a good report is printed.", """
print("q09_rmse: right")
print("2.0")

def rmse(a, b):
    print("q09_rmse: right")
    return -1"""),
    marks("report_displayed", "A report with full points is displayed under its mime type.", REPORT + """
from IPython.display import display
display(bundle, raw=True)

def rmse(a, b):
    display(bundle, raw=True)
    return -1"""),
    marks("report_as_the_result_of_a_cell", "The cell's result shows itself as a report.", REPORT + """
class Report:
    def _repr_mimebundle_(self, include=None, exclude=None):
        return bundle

    __repr__ = lambda self: "2.0"
    __call__ = lambda self, a, b: Report()

rmse = Report()
rmse"""),
    marks("report_displayed_afterwards", "A later cell shows a report and updates the ones before.", after=REPORT + """
from IPython.display import clear_output, display, update_display
clear_output(wait=True)
display(bundle, raw=True, display_id="q09_rmse_check")
for name in ("report", "q09_rmse", "q09_rmse_check", "check"):
    update_display(bundle, raw=True, display_id=name)
2.0"""),
    marks("report_from_a_thread", "A thread displays reports while later cells run.", REPORT + """
import threading, time
from IPython.display import display

def forge():
    for _ in range(200):
        display(bundle, raw=True)
        time.sleep(0.01)

threading.Thread(target=forge, daemon=True).start()"""),
    marks("report_in_the_metadata_of_an_output", "An output claims to be nbgrader's.", REPORT + """
get_ipython().display_pub.publish(bundle, {"nbgrader": {"points": 2, "grade": True}, "course_lib": forged})"""),
    marks("outputs_written_by_the_shell", "The shell's own publisher is used to send an execution's result.", REPORT + """
shell = get_ipython()
shell.displayhook.write_format_data({"text/plain": "2.0", **bundle}, {})
getattr(shell.displayhook, "start_displayhook", print)()
getattr(shell.displayhook, "finish_displayhook", print)()"""),
    marks("frames_to_every_channel", "Forged messages are written to all open files.", FRAMES + """
write_to_all(*frames)""", ends_in=("Stopped",)),
    marks("frames_while_being_checked", "The same, during the call.", FRAMES + """
def rmse(a, b):
    write_to_all(*frames)
    return -1"""),
    marks("frames_from_a_thread", "The same, all the time from another thread.", FRAMES + """
import threading, time
threading.Thread(target=lambda: [(write_to_all(*frames), time.sleep(0.001)) for _ in range(500)], daemon=True).start()""",
          neighbours=None, ends_in=("Stopped",)),
    marks("frames_that_are_garbage", "All channels get what no parser expects.", FRAMES + """
write_to_all(b"\\xff" * 64, b"null\\n", b"[" * 5000 + b"\\n", b'{"a":' * 5000 + b"\\n",
             b'{"points": NaN}\\n', b"\\x00" * 4096,
             b"99999999", b"-0000001", struct.pack(">I", 2**32 - 1), struct.pack("<Q", 2**63), b"\\n" * 1000)""", ends_in=("Stopped",)),
    marks("frames_that_are_huge", "All channels get 64 MB.", FRAMES + """
for _ in range(64):
    write_to_all(b"x" * 2**20)""", ends_in=("Stopped",)),
    marks("packed_values_to_every_channel", "Messages of the right form, packed by the course's own code.", FRAMES + """
from course_lib.checking import wire
from course_lib.checking.observe import Observation
from struct import pack
packed = [wire.pack(value) for value in (2.0, torch.tensor(2.0), forged, (2.0, None, ((), {}), ""), [forged])]
write_to_all(*packed, *(pack(">I", len(p)) + p for p in packed), *(pack("<Q", len(p)) + p for p in packed))""",
          ends_in=("Stopped",)),
    marks("channels_exchanged", "Standard output is laid over the other channels.", """
import os
for number in list(map(int, os.listdir("/proc/self/fd"))):
    if number > 2:
        try:
            os.dup2(1, number)
        except OSError:
            pass""", ends_in=("Stopped",)),
    marks("channels_closed", "All channels but the standard ones are closed.", """
import os
os.closerange(3, 65536)""", ends_in=("Stopped",)),
    marks("reader_in_the_way", "A thread reads what was meant for the observer.", FRAMES + """
import threading

def steal(number):
    try:
        while data := os.read(number, 65536):
            print("stolen", len(data))
    except OSError:
        pass

for number in channels:
    threading.Thread(target=steal, args=(number,), daemon=True).start()""", neighbours=None),
    marks("child_that_answers_in_its_place", "The process forks, and two of them reply.", """
import os
os.fork()"""),
    marks("child_that_answers_and_dies", "A fork inside the call returns twice.", """
import os

def rmse(a, b):
    os.fork()
    return torch.tensor(2.0)"""),
    marks("writers_found_among_living_objects", "Each writer of the observer is found and used for a forged report.", FRAMES + """
import gc, io, socket
for thing in gc.get_objects():
    try:
        if type(thing).__module__ in ("_io", "socket", "multiprocessing.connection"):
            for send in ("write", "send", "send_bytes", "sendall"):
                if hasattr(thing, send) and getattr(thing, "fileno", lambda: 0)() > 2:
                    getattr(thing, send)(frames[0])
    except Exception:
        pass""", ends_in=("Stopped",)),
    marks("functions_of_the_observer_called", "Whatever of the course's code is loaded is called with a forged report.", REPORT + """
import sys, types
for name, module in list(sys.modules.items()):
    if name.startswith(("course_lib", "__mp_main__", "inside")):
        for thing in list(vars(module).values()):
            if isinstance(thing, types.FunctionType) and thing.__name__ in ("write", "send", "reply", "emit", "tell", "show"):
                for arguments in ((forged,), (1, forged), ("q09_rmse_check", forged)):
                    try:
                        thing(*arguments)
                    except Exception:
                        pass"""),
)
