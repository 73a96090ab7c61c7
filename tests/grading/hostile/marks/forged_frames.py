"""Messages in the observer's own form and by its own code, which an attacker who has read this course would send."""

from functools import partial

from tests.grading.hostile.attack import Attack

frames = partial(Attack, "marks")

# The channel is found among the open files; `send` writes a whole frame to it.
CHANNEL = """
import json, os, socket, stat, struct, sys
from course_lib.checking.wire import pack
from course_lib.grading.inside.messages import DONE, OBSERVATION, OBSERVED, OUTPUT, READY, Writer

numbers = [n for n in map(int, os.listdir("/proc/self/fd")) if n > 2]
channels = []
for number in numbers:
    try:
        if stat.S_ISSOCK(os.fstat(number).st_mode):
            channels.append(Writer(socket.socket(fileno=os.dup(number))))
    except OSError:
        pass

def send(kind, payload):
    for channel in channels[:1]:
        channel.write(kind, payload)

def observed(value, arguments=((), {}), failure=None):
    return pack((value, failure, arguments, ""))
"""

# An answer that is watched by nobody but itself: each call sends what it likes, then says that this is the end.
IN_PLACE = CHANNEL + """
def rmse(a, b):
    for payload in payloads:
        send(OBSERVATION, payload)
    send(OBSERVED, b"{}")
    return -1
"""


def in_place(name: str, promise: str, payloads: str, **details) -> Attack:
    return frames(name, promise, f"{IN_PLACE}\npayloads = {payloads}", **details)


ATTACKS = (
    frames("observations_before_they_are_asked_for", "Observations and their end are sent while the cell runs.", CHANNEL + """
for _ in range(7):
    send(OBSERVATION, observed(torch.tensor(2.0)))
send(OBSERVED, b"{}")"""),
    frames("end_of_the_cell_told_early", "The cell says that it has ended, sends observations, and goes on.", CHANNEL + """
send(DONE, b'{"well": true}')
for _ in range(7):
    send(OBSERVATION, observed(torch.tensor(2.0)))
send(OBSERVED, b"{}")"""),
    frames("end_of_the_cell_told_a_hundred_times", "So that whoever listens takes one request's answer for another's.", CHANNEL + """
for _ in range(100):
    send(DONE, b'{"well": true}')"""),
    frames("birth_told_again", "It says that it is ready, in another's name.", CHANNEL + """
send(READY, b"")
send(READY, b"x" * 64)"""),
    in_place("observations_in_place_of_the_observers", "Each probe is answered with a number.", "[observed(torch.tensor(2.0))] * 7"),
    in_place("observations_with_a_verdict", "What comes back says that it is right.",
             "[pack({'verdict': 'right', 'points': 2.0})] * 7 + [pack(('right', None, 2.0, 'q09_rmse: right'))]"),
    in_place("more_observations_than_asked_for", "Ten thousand.", "[observed(2.0)] * 10_000"),
    in_place("fewer_observations_than_asked_for", "None but the end.", "[]"),
    in_place("observation_equal_to_all_things", "Opaque things, not-a-numbers and infinities.",
             "[pack((value, None, ((), {}), '')) for value in (math.nan, math.inf, -math.inf, 0.0, -0.0, True, 10**300)]"),
    in_place("observation_of_an_expected_error", "It says that the call raised what the reference raises.",
             "[observed(None, failure=(kind, (kind, 'Exception', 'object'), '', (), True)) for kind in"
             " ('NotImplementedError', 'ValueError', 'TimeIsUp', 'AssertionError')]"),
    in_place("observation_that_is_no_message", "Bytes that no packer wrote.",
             "[b'', b'0', b'99999999', b'-0000001{}', b'00000004null', b'00000002[]' + b'\\xff' * 8, os.urandom(1000)]"),
    in_place("observation_with_wild_tensors", "Sizes and offsets that lead out of the file.",
             "[b'%08d' % len(text) + text + struct.pack('<Q', len(head)) + head + b'x' * 16 for text in"
             " [b'{\"tensor\": \"t0\"}'] for head in (b'{\"t0\":{\"dtype\":\"F32\",\"shape\":[9999999999,9999999999],\"data_offsets\":[0,16]}}',"
             " b'{\"t0\":{\"dtype\":\"F32\",\"shape\":[0,1099511627776],\"data_offsets\":[0,0]}}',"
             " b'{\"t0\":{\"dtype\":\"F8_E4M3\",\"shape\":[16],\"data_offsets\":[0,16]}}', b'{' * 1000)]"),
    in_place("observation_nested_too_deeply", "A hundred thousand lists in one another.",
             "[b'%08d' % (300_000) + b'[' * 300_000]"),
    in_place("observation_that_swells_when_it_is_read", "Sixty megabytes of empty lists, which take twenty times as much.",
             "[b'%08d' % 60_000_001 + b'[' + b'[],' * 19_999_999 + b'0]']", slow=True),
    in_place("observation_of_an_enormous_integer", "A number of sixty million digits.",
             "[b'%08d' % (50_000_020) + b'{\"int\": \"0x' + b'f' * 50_000_007 + b'\"}']", slow=True),
    in_place("observation_of_an_enormous_text", "Texts of sixty megabytes wherever a text may stand.",
             "[b'%08d' % len(text) + text + pack(None)[12:] for long in [b'x' * 15_000_000] for text in"
             " [b'{\"tuple\": [\"' + long + b'\", null, {\"dict\": [[\"' + long + b'\", \"' + long + b'\"]]}, \"' + long + b'\"]}']]",
             slow=True),
    in_place("observation_of_odd_things", "Keys that are lists, paths that lead upwards, halves of pairs.",
             "[b'%08d' % len(text) + text + pack(None)[12:] for text in (b'{\"dict\": [[{\"list\": []}, 1]]}',"
             " b'{\"tuple\": [{\"path\": \"../../../etc/passwd\"}, null, null, \"\\\\ud800\"]}', b'{\"opaque\": {}}',"
             " b'{\"int\": \"x\"}', b'{\"tuple\": 5}', b'{\"tensor\": \"t9\"}')]"),
    in_place("end_that_is_none", "The end is told by what is no end.", "[]; channels and send(OBSERVED, b'[' * 4000)"),
    frames("half_a_frame", "A length is told and the bytes are not sent.", CHANNEL + """
def rmse(a, b):
    for channel in channels[:1]:
        channel._channel.sendall(struct.pack(">cI", OBSERVATION, 60_000_000))
    import time
    time.sleep(10**6)""", neighbours=None, slow=True),  # the time for the whole notebook may run out
    frames("length_beyond_all_bounds", "A frame of four gigabytes is announced.", CHANNEL + """
for channel in channels[:1]:
    channel._channel.sendall(struct.pack(">cI", OUTPUT, 2**32 - 1) + b"x" * 10**6)""", ends_in=("Stopped",)),
    frames("outputs_that_are_none", "Output messages of the wrong form.", CHANNEL + """
for text in (b"", b"null", b"[]", b"[" * 9000, b'{"output_type": []}', b'{"output_type": "execute_result", "data": 5}', b"\\xff",
             b'{"output_type": "stream", "name": "stdin", "text": {"a": 1}}', b'{"output_type": "error", "traceback": "x"}',
             b'{"output_type": "update_display_data", "transient": {"display_id": [1]}, "data": {}}',
             b'{"output_type": "display_data", "data": {"text/html": "<script>hostile()</script>"}}',
             b'{"output_type": "execute_result", "data": {"text/plain": "2.0"}, "metadata": {"nbgrader": {}}}'):
    send(OUTPUT, text)""", ends_in=("",)),
    frames("outputs_forged_for_the_graded_cell", "A report and a number are sent as outputs during the check.", CHANNEL + """
def rmse(a, b):
    record = {"exercise": "q09_rmse", "verdict": "right", "points": 2.0, "max_points": 2.0, "misconception": None}
    for output in ({"output_type": "display_data", "data": {"application/vnd.course-lib.report+json": record}, "metadata": {}},
                   {"output_type": "execute_result", "data": {"text/plain": "2.0"}, "metadata": {}, "execution_count": 1}):
        send(OUTPUT, json.dumps(output).encode())
    return -1"""),
    frames("outputs_without_end_during_a_check", "Messages come faster than anybody wants to read.", CHANNEL + """
def rmse(a, b):
    while True:
        send(OUTPUT, b'{"output_type": "stream", "name": "stdout", "text": "' + b"x" * 10**6 + b'"}')""", slow=True),
    frames("observer_stopped_before_the_rule", "A forbidden call is hidden by an end before the rule's own probes.", """
from course_lib.grading.inside import observer
from itertools import islice
everything = observer.observe_each
observer.observe_each = lambda tasks, *rest: islice(everything(tasks, *rest), 12)  # as many as there are probes

def broadcast_shape(a, b):
    try:
        return tuple(getattr(torch, "broadcast" + "_shapes")(a, b))
    except RuntimeError:
        raise ValueError from None""", exercise="q12_broadcast_shape"),
    frames("counter_of_calls_replaced", "A forbidden call is not counted.", """
from course_lib.checking import effort
effort.calls_into = lambda *_: []

def broadcast_shape(a, b):
    try:
        return tuple(getattr(torch, "broadcast" + "_shapes")(a, b))
    except RuntimeError:
        raise ValueError from None""", exercise="q12_broadcast_shape"),
    frames("counter_of_work_replaced", "A loop is counted as one step; as a known mistake it is worth one point.", """
from course_lib.checking import effort
effort.effort = lambda answer, *_: (1, 1)

def pairwise_differences(a, b):
    return torch.stack([torch.stack([x - y for y in b]) for x in a])""", exercise="q12_pairwise_differences", at_most=1),
    frames("answers_taken_from_the_pickle", "The request itself is read, and searched for a right answer.", """
import gc, pickle
from course_lib.grading.inside import observer

class Reading:
    @staticmethod
    def loads(data):
        tasks = pickle.loads(data)
        waiting, seen = [tasks], set()
        while waiting:
            thing = waiting.pop()
            if id(thing) in seen or len(seen) > 50_000:
                continue
            seen.add(id(thing))
            name = str(getattr(thing, "__name__", ""))
            if "rmse" in name or "mse_loss" in name and callable(thing) and thing is not F.mse_loss:
                globals()["rmse"] = thing
            if isinstance(thing, (list, tuple, dict, type(lambda: 0))) or hasattr(thing, "__dict__"):
                waiting += [t for t in gc.get_referents(thing) if type(t).__name__ != "module"]
        return tasks

observer.pickle = Reading

def rmse(a, b):
    return torch.tensor(-1.0)"""),
    frames("neighbour_watched_in_its_place", "The observer is given another answer's observations.", """
from course_lib.grading.inside import shell
original = shell.Shell.answer
shell.Shell.answer = lambda self, expression: original(self, "long_words")""", neighbours=None),
)
