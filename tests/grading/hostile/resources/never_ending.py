"""Cells and answers that hang, and will not be stopped."""

from functools import partial

from tests.grading.hostile.attack import CAGED, Attack

hangs = partial(Attack, "resources", slow=True, ends_in=("KeyboardInterrupt", "CancelledError", "Stopped"))

ATTACKS = (
    hangs("endless_loop_in_a_cell", "A loop of plain Python, in the cell.", "while True:\n    pass"),
    hangs("endless_loop_in_an_answer", "The same, once the answer is called.", """
def rmse(a, b):
    while True:
        pass"""),
    hangs("endless_loop_at_the_last_probe", "The answer works until it meets a single number.", """
def rmse(a, b):
    while a.numel() == 1:
        pass
    return ((a.double() - b.double()) ** 2).mean().sqrt()"""),
    hangs("endless_work_in_c", "A power that takes years, where no signal is looked at.", "10 ** 10 ** 9"),
    hangs("endless_regular_expression", "A pattern that backtracks for ever.", """
import re
re.match(r"(a|aa)+$", "a" * 100 + "b")"""),
    hangs("endless_sum_in_an_answer", "C code that loops over an endless iterator.", """
def rmse(a, b):
    import itertools
    return sum(itertools.repeat(0))"""),
    hangs("sleep_for_ever", "It only waits.", "import time\ntime.sleep(10**8)"),
    hangs("interrupts_ignored", "Signals are ignored, blocked and handled.", """
import signal
for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
while True:
    pass"""),
    hangs("interrupts_caught", "Every exception is caught, in the cell and again.", """
while True:
    try:
        while True:
            pass
    except BaseException:
        continue"""),
    hangs("interrupts_caught_in_an_answer", "The same in the call, and it returns a number in the end.", """
def rmse(a, b):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass"""),
    hangs("handlers_taken_away", "The handlers and timers of a limit are replaced, then it loops.", """
def rmse(a, b):
    import signal
    for number in (signal.SIGALRM, signal.SIGPROF, signal.SIGINT):
        signal.signal(number, lambda *_: None)
    for timer in (signal.ITIMER_REAL, signal.ITIMER_PROF, signal.ITIMER_VIRTUAL):
        signal.setitimer(timer, 0)
    while True:
        pass"""),
    hangs("stopped_by_itself", "The process stops itself.", "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)"),
    hangs("thread_joined_for_ever", "It waits for a thread that waits for it.", """
import threading
lock = threading.Lock()
lock.acquire()
lock.acquire()"""),
    hangs("returned_object_that_hangs", "Whatever is asked of the object that is returned takes for ever.", """
class Slow:
    def __getattribute__(self, name):
        while True:
            pass
    __iter__ = __len__ = __eq__ = __float__ = __repr__ = __hash__ = lambda self, *_: self.x

def rmse(a, b):
    return Slow()"""),
    hangs("answer_whose_look_hangs", "The answer is an object that hangs when it is looked at.", """
class Slow:
    def __getattribute__(self, name):
        while True:
            pass

rmse = Slow()"""),
    hangs("number_that_hangs", "Its conversion to a float does not end.", """
import numbers

@numbers.Real.register
class Slow:
    def __float__(self):
        while True:
            pass

def rmse(a, b):
    return Slow()"""),
    hangs("result_that_hangs_as_it_is_shown", "The cell's result never finishes its repr.", """
class Slow:
    def __repr__(self):
        while True:
            pass

Slow()"""),
    hangs("exception_that_hangs_as_it_is_shown", "The text of an exception takes for ever.", """
class Slow(Exception):
    def __str__(self):
        while True:
            pass
    __repr__ = __str__

raise Slow"""),
    hangs("object_that_hangs_as_it_is_deleted", "Its `__del__` does not end.", """
class Slow:
    def __del__(self):
        while True:
            pass

def rmse(a, b):
    Slow()
    return -1"""),
    hangs("hangs_at_exit", "What is registered for the end of the process does not end.", """
import atexit, threading
atexit.register(lambda: [None for _ in iter(int, 1)])
threading.Thread(target=lambda: [None for _ in iter(int, 1)]).start()"""),
    hangs("waits_for_input", "Input that nobody types, by all ways of asking.", """
import getpass, sys
for ask in (input, getpass.getpass, sys.stdin.read, lambda: open("/dev/tty").read(), lambda: open(0).read()):
    try:
        ask()
    except BaseException as error:
        print(type(error).__name__)"""),
    hangs("endless_wait_for_a_coroutine", "A cell awaits what never comes.", """
import asyncio
await asyncio.Event().wait()"""),
    hangs("each_call_just_below_the_limit", "Every probe takes its time.", """
def rmse(a, b):
    import time
    time.sleep(3)
    return -1"""),
    hangs("switching_of_threads_turned_off", "No other thread ever gets its turn.", """
import sys, gc
sys.setswitchinterval(10**8)
gc.disable()
while True:
    pass"""),
    hangs("parent_and_child_hang", "A fork of it hangs as well, in a session of its own.", CAGED + """
if os.fork() == 0:
    os.setsid()
while True:
    pass"""),
)
