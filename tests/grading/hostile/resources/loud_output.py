"""Output without measure."""

from functools import partial

from tests.grading.hostile.attack import CAGED, Attack

loud = partial(Attack, "resources", ends_in=("KeyboardInterrupt", "Stopped"))  # where the time runs out

ATTACKS = (
    loud("prints_300_megabytes", "As fast as it can.", "for _ in range(300):\n    print('x' * 2**20)", slow=True),
    loud("prints_300_megabytes_at_a_pace", "A little at a time.", """
import time
for _ in range(3000):
    print("x" * 100_000)
    time.sleep(0.0005)""", slow=True),
    loud("prints_one_line_of_100_megabytes", "Without an end of line.", "print('x' * 10**8, end='')"),
    loud("prints_a_million_lines", "Many short ones.", "for i in range(1_000_000):\n    print(i)", slow=True),
    loud("errors_of_100_megabytes", "The error stream is flooded.",
         "import sys\nfor _ in range(100):\n    sys.stderr.write('x' * 2**20)"),
    loud("floods_below_python", "File descriptors 1 and 2 are written to.", """
import os
for _ in range(1000):
    os.write(1, b"x" * 65536)
    os.write(2, b"x" * 65536)"""),
    loud("floods_from_a_child", "A child process floods the inherited output.", """
import subprocess
subprocess.Popen(["sh", "-c", "head -c 200000000 /dev/zero | tr '\\\\0' x"], start_new_session=True).wait()"""),
    loud("displays_100_megabytes", "One display of a huge text.", """
from IPython.display import display
display({"text/plain": "x" * 10**8}, raw=True)"""),
    loud("displays_ten_thousand_times", "Many small displays.", """
from IPython.display import display
for i in range(10_000):
    display({"text/plain": str(i), "image/png": "eA=="}, raw=True)""", slow=True),
    loud("clears_ten_thousand_times", "clear_output, again and again.", """
from IPython.display import clear_output
for i in range(10_000):
    print(i)
    clear_output(wait=i % 2 == 0)""", slow=True),
    loud("updates_ten_thousand_times", "One display is updated again and again.", """
from IPython.display import display
handle = display("x", display_id=True)
for i in range(10_000):
    handle.update({"text/plain": "x" * 1000}, raw=True)""", slow=True),
    loud("floods_when_called", "The answer prints 100 MB in each call.", """
def rmse(a, b):
    for _ in range(100):
        print("x" * 2**20)
    return -1""", slow=True),
    loud("picture_of_100_megabytes", "A figure of a hundred million pixels.", """
figure = plt.figure(figsize=(100, 100), dpi=100)
figure.savefig("large.png")
plt.show()""", slow=True),
    loud("hundred_figures", "Figures that nobody closed.", """
for _ in range(100):
    plt.figure()""", slow=True),
    loud("traceback_of_ten_megabytes", "The text of an exception is huge.", "raise ValueError('x' * 10**7)"),
    loud("traceback_of_a_hundred_causes", "Exceptions caused by exceptions.", """
error = None
for i in range(100):
    try:
        raise ValueError(i) from error
    except ValueError as caught:
        error = caught
raise error""", ends_in=("ValueError",)),
    loud("result_of_100_megabytes", "The cell's result has a huge repr.", "'x' * 10**8"),
    loud("warnings_without_end", "A hundred thousand warnings and log lines.", """
import logging, warnings
for i in range(20_000):
    warnings.warn(str(i))
    logging.warning(i)""", slow=True),
    loud("child_that_goes_on_printing", "A child keeps the output open and writes for ever.", CAGED + """
if os.fork() == 0:
    while True:
        os.write(1, b"still here\\n" * 100)"""),
    loud("core_dumped", "A dump of the memory is asked for.", """
import faulthandler, os, resource
resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
faulthandler.enable()
os.abort()""", ends_in=("Stopped",)),
)
