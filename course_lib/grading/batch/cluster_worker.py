"""What a Dask worker runs: a task is done in a process of its own, where Dask's threads do not wait for judging, nor judging for them.

Little is imported here, since that process has all of it.
"""

import subprocess
import sys
import threading
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path

_WHERE_WE_ARE = str(Path(__file__).parents[3])
_PROGRAM = "import sys; sys.path.insert(0, sys.argv[1]); from course_lib.grading.batch.grading_process import main; main(int(sys.argv[2]))"
_of_thread = threading.local()


def do_errand(errand: bytes) -> bytes:
    """Hand it to this thread's grading process, and back what that returns; where it died, the next errand gets another one."""
    channel = _channel()
    try:
        channel.send_bytes(errand)
        return channel.recv_bytes()
    except (EOFError, OSError) as error:
        del _of_thread.channel
        raise RuntimeError("the process that graded it on a worker of the cluster died") from error


def _channel() -> Connection:
    """To the grading process, which ends when nobody holds this end any more."""
    if not hasattr(_of_thread, "channel"):
        _of_thread.channel, theirs = Pipe()
        with theirs:
            # No module from the folder in which the worker was started: Python would look there first.
            _of_thread.process = subprocess.Popen([sys.executable, "-P", "-c", _PROGRAM, _WHERE_WE_ARE, str(theirs.fileno())],
                                                  pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)
    return _of_thread.channel
