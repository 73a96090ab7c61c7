"""Processes that end in the middle, in all ways."""

from functools import partial

from tests.grading.hostile.attack import Attack

dies = partial(Attack, "resources")
CALLED = "def rmse(a, b):\n    import ctypes, os, signal, sys\n    "

ATTACKS = (
    dies("ends_at_once", "os._exit(0), which looks like success.", "import os\nos._exit(0)", ends_in=("Stopped",)),
    dies("ends_at_once_when_called", "The same in the call.", CALLED + "os._exit(0)"),
    dies("ends_at_a_later_probe", "The same, once it meets whole numbers.", CALLED + """if not a.is_floating_point():
        os._exit(0)
    return (a - b).square().mean().sqrt()"""),
    dies("aborts", "os.abort().", "import os\nos.abort()", ends_in=("Stopped",)),
    dies("segmentation_fault", "A read from address 0.", "import ctypes\nctypes.string_at(0)", ends_in=("Stopped",)),
    dies("segmentation_fault_when_called", "The same in the call.", CALLED + "ctypes.string_at(0)"),
    dies("illegal_write_to_the_interpreter", "Python's own objects are overwritten.", """
import ctypes
ctypes.memset(id(None), 0, 64)
ctypes.memset(id(int), 255, 400)""", ends_in=("Stopped",)),
    dies("kills_itself", "SIGKILL to itself.", "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"),
    dies("kills_its_group", "SIGKILL to its process group, where that is its own.", """
import os, signal
os.setpgid(0, 0) if os.getpgid(0) != os.getpid() and os.getsid(0) != os.getpid() else None
os.killpg(os.getpid(), signal.SIGKILL)""", ends_in=("ProcessLookupError",)),
    dies("leaves_by_exit", "sys.exit, with a text.", "import sys\nsys.exit('bye')", ends_in=("SystemExit",)),
    dies("leaves_by_exit_when_called", "The same in the call.", CALLED + "sys.exit(0)"),
    dies("interrupts_itself", "KeyboardInterrupt in the cell.", "raise KeyboardInterrupt", ends_in=("KeyboardInterrupt",)),
    dies("raises_what_is_no_exception", "A BaseException of its own.", """
class Own(BaseException):
    pass

raise Own("own")""", ends_in=("Own",)),
    dies("raises_the_graders_own_time_limit", "The exception by which a limit is told.", """
def rmse(a, b):
    from course_lib.checking.time_limit import TimeIsUp
    raise TimeIsUp"""),
    dies("recursion_without_end", "A function that calls itself.", "def forever():\n    forever()\n\nforever()",
         slow=True, ends_in=("RecursionError", "KeyboardInterrupt", "Stopped")),  # IPython takes seconds to show such a traceback
    dies("recursion_beyond_the_stack", "The same, with the interpreter's limit lifted.", """
import sys
sys.setrecursionlimit(10**9)
import ctypes

def forever(x):
    return sorted([1, 2], key=lambda y: forever(y))

forever(1)""", ends_in=("Stopped",)),
    dies("ends_in_a_thread", "A thread ends the process a moment later.", """
import os, threading
threading.Timer(0.05, os._exit, [0]).start()
import time
time.sleep(1)""", ends_in=("Stopped",)),
    dies("ends_by_an_alarm", "An alarm without a handler.", """
import signal, time
signal.signal(signal.SIGALRM, signal.SIG_DFL)
signal.setitimer(signal.ITIMER_REAL, 0.05)
time.sleep(1)"""),
    dies("replaced_by_another_program", "exec: another program in the same process.", """
import os
os.execv("/bin/sh", ["sh", "-c", "echo '{\\"verdict\\": \\"right\\", \\"points\\": 2.0}'; exit 0"])""", ends_in=("Stopped",)),
    dies("replaced_by_another_python", "exec: a fresh Python that prints a good report.", """
import os, sys
os.execv(sys.executable, [sys.executable, "-c", "print('2.0')"])""", ends_in=("Stopped",)),
    dies("output_closed", "Standard output and error are closed.", """
import os, sys
sys.stdout.close()
sys.stderr.close()
os.close(1), os.close(2)"""),
    dies("dies_in_every_cell", "Each cell that follows ends the process, too.",
         "import os\nos._exit(1)", after="import os\nos._exit(1)", ends_in=("Stopped",)),
)
