"""Texts that would crash, hang or take over whoever reads them carelessly."""

import collections.abc
import gc
import resource
import sys
import time

import pytest
import torch

from course_lib.cells.borrowed import borrowed
from course_lib.grading.judging.submitted import Submitted, cell, written_in

N = 99_000
TEXTS = {
    "brackets": "(" * N,
    "minus signs": "-" * N + "1",
    "nots": "not " * (N // 4) + "1",
    "sums": "1" + "+1" * (N // 2),
    "dots": "a" + ".a" * (N // 2),
    "calls": "f" + "()" * (N // 2),
    "indices": "a" + "[0]" * (N // 3),
    "lambdas": "lambda:" * (N // 7) + "1",
    "powers": "1" + "**1" * (N // 3),
    "conditions": "1 if 1 else " * (N // 12) + "1",
    "elifs": "if a: pass\n" + "elif a: pass\n" * (N // 13),
    "indents": "\n".join(" " * i + "if 1:" for i in range(300)),
    "f-strings": "f'{" * (N // 3),
    "decorators": "@a\n" * (N // 3) + "def f(): pass",
    "targets": "a=" * (N // 2) + "1",
    "comparisons": "1" + "<1" * (N // 2),
    "comprehensions": "[x " + "for x in y " * (N // 11) + "]",
    "handlers": "try: pass\n" + "except A: pass\n" * (N // 15),
    "patterns": "match x:\n case a" + ".a" * (N // 2) + ": pass",
    "statements": "f=g\n" * (N // 4),
    "digits": "9" * N,
    "a huge power": "x = 2 ** 9999 ** 9999",
    "a null byte": "a\0b",
    "a surrogate": "\ud800",
    "five megabytes": "x = [" + "1," * 2_500_000 + "]",
    "many magics": "%ls\n" * 400 + "x = 1\n" * 100,
    "doubling text": "a = 'x' * 9\n" + "a = a + a\n" * 90,
    "doubling calls": "def f0(): return 1\n" + "\n".join(
        f"def f{i}(): return [{f'f{i - 1}(), ' * 9}]" for i in range(1, 60)) + "\nf = f59()",
    "endless recursion": "def f(): return f()\ng = f()",
    "exec of itself": "s = 'exec(s)'\nexec(s)",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_hostile_text_neither_raises_nor_takes_long_nor_hides_another_cell(text):
    start = time.process_time()
    submitted = Submitted([text, "def answer(x): return x"])
    for name in ("f", "g", "a", "x", text, text[:400]):
        if found := submitted.written(name):
            list(found.reached())
    assert submitted.written("answer")
    assert time.process_time() - start < 5


def test_a_cell_that_is_not_read_is_named():
    submitted = Submitted(["def a(x): return x", "x = 1 #" + "x" * cell.MAX_CHARACTERS, "def b(x): return x"])
    assert submitted.unread == {1} and submitted.written("a") and submitted.written("b")


def test_a_function_that_calls_itself_is_no_reason_to_stop_reading():
    text = "def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)\nprint(fib(9), [fib(n) for n in range(9)])"
    submitted = Submitted([text])
    assert submitted.written("fib") and submitted.unread == set()


def test_many_long_cells_are_read_up_to_a_bound():
    submitted = Submitted(["f = g\n" * 10_000] * 20)
    assert submitted.unread == set(range(5, 20))


TRAPS = """
import collections.abc, enum, os, sys, torch, builtins
def trap(*args, **keywords): sys.modules["trapped"] = os
class M(type):
    __getattribute__ = __instancecheck__ = __call__ = mro = __prepare__ = trap
class D:
    __set_name__ = __get__ = __getattr__ = __getattribute__ = __call__ = __eq__ = __hash__ = __del__ = __repr__ = trap
    __mro_entries__ = __init__ = __new__ = __bool__ = __len__ = __iter__ = __enter__ = __fspath__ = trap
    __class__ = __name__ = __wrapped__ = __func__ = __self__ = property(trap)
    __init_subclass__ = __class_getitem__ = __subclasshook__ = classmethod(trap)
class E(D, metaclass=M):
    x, y, __slots__ = D(), D, ("x",)
    __mro__ = __dict__ = __lineage__ = __module__ = __qualname__ = __doc__ = D()
class H(collections.abc.Iterable):
    __subclasshook__ = classmethod(trap)
class N(enum.Enum):
    A = enum.auto()
    _generate_next_value_ = __new__ = trap
class T(torch.Tensor):
    __torch_function__ = classmethod(trap)
d, e, n = D(), E(), N("A")
E.q, E.__bases__, E.__class__ = d, (D,), M
torch.relu = torch.Tensor.relu = d
setattr(torch, "tanh", d)
torch.__dict__["exp"] = vars(torch)["exp"] = builtins.__dict__["len"] = d
sys.modules["math"] = d
sys.modules.update(math=d)
os.environ["TRAPPED"] = "yes"
os.environ.update(TRAPPED="yes")
__builtins__ = {"len": trap}
table = {d: 1, e: 2}
def answer(x): return [d, e, D, E, H, N, T, E.x, E.y, E.q, d.x, E[0]]
same = d == e or d in (e, D) or E[3] or f"{d}" or [*d] or -d
with d as opened: pass
for one in d: pass
@D
def g(x): return x
@d
class K(d): pass
trap()
"""


@pytest.mark.filterwarnings("error")
def test_nothing_of_the_text_is_run_and_nothing_of_the_grader_changed():
    modules, names, builtin = dict(sys.modules), dict(vars(torch)), dict(vars(__import__("builtins")))
    submitted = Submitted([TRAPS])
    for name in "answer d e n D E H N T M K g E.x E.q d.anything same E[0] -d D()".split():
        found = submitted.written(name)
        assert borrowed("q09_mae", submitted.answer(name)) is None
        list(found.reached() if found else ())
    isinstance(3, collections.abc.Iterable), issubclass(range, collections.abc.Iterable)
    gc.collect()
    assert "trapped" not in sys.modules
    assert all(sys.modules[name] is module for name, module in modules.items())
    assert dict(vars(torch)) == names and dict(vars(__import__("builtins"))) == builtin
    assert "TRAPPED" not in __import__("os").environ


def test_memory_stays_flat_over_many_submissions():
    def read(number: int) -> None:
        cells = [f"class A{number}:\n    def run(self, x): return x + {number}", f"f = A{number}().run",
                 "def make():\n    return lambda x: f(x)\ng = make()"]
        assert list(written_in(cells * 5, "g").reached())

    for number in range(300):
        read(number)
    gc.collect()
    before, objects = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, len(gc.get_objects())
    for number in range(300, 1300):
        read(number)
    gc.collect()
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000  # KB
    assert len(gc.get_objects()) - objects < 3_000
