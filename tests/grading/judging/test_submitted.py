"""What a name means, told from the text: the same as after a run, which the tests do and the reader never does."""

import dis
import subprocess
import sys

import pytest
import torch

from course_lib.checking.written import students_own, written
from course_lib.grading.judging.submitted import Submitted, written_in

IMPORTS = "import functools, math, torch\nimport numpy as np\nfrom torch import nn\nimport torch.nn.functional as F"
F_AND_G = "def f(x): return x + 1\n\ndef g(x): return torch.relu(x)"

FORMS = {
    "a function": "def answer(x): return x",
    "a lambda": "answer = lambda x: x",
    "the second lambda of a line": "other, answer = (lambda x: x), (lambda y: torch.relu(y))",
    "another name": f"{F_AND_G}\nanswer = f = g",
    "an annotated name": f"{F_AND_G}\nanswer: object = g",
    "the last of two": "def answer(x): return x\ndef answer(x): return -x",
    "a partial": f"{F_AND_G}\nfrom functools import partial as p\nanswer = p(p(g), 1)",
    "a decorator's function": (
        "def deco(f):\n    def inner(*args):\n        return f(*args)\n    return inner\n@deco\n"
        "def answer(x): return x"
    ),
    "what a decorator wraps":
        "def deco(f):\n    @functools.wraps(f)\n    def inner(*args): return f(*args)\n    return inner\n"
                              "@deco\n@deco\ndef answer(x): return x",
    "updated by hand": (
        "def answer(x): return x\ndef inner(x): return answer(x)\n"
        "functools.update_wrapper(inner, answer)\nanswer = inner"
    ),
    "a decorator with arguments":
        "def times(n):\n    def deco(f):\n        return lambda x: n * f(x)\n    return deco\n"
                                  "@times(3)\ndef answer(x): return x",
    "a decorator that keeps": (
        "KEPT = []\ndef keep(f):\n    KEPT.append(f)\n    return f\n@keep\ndef answer(x): return x"
    ),
    "cached": "@functools.cache\ndef answer(x): return x",
    "cached, with a size": "@functools.lru_cache(maxsize=None)\ndef answer(x): return x",
    "without gradients": "@torch.no_grad()\ndef answer(x): return x",
    "mapped by torch": "answer = torch.vmap(lambda x: x + 1)",
    "from a factory": (
        "def make(change):\n    def answer(x):\n        return change(x)\n    return answer\n"
        "answer = make(torch.relu)"
    ),
    "from a factory with ways": (
        "def make(kind='a'):\n    if kind == 'b':\n        return lambda x: x\n"
        "    return lambda x: torch.relu(x)\nanswer = make()"
    ),
    "a callable object": "class A:\n    def __call__(self, x): return x\nanswer = A()",
    "a callable object of a derived class": (
        "class A:\n    def __call__(self, x): return x\nclass B(A, dict):\n    pass\nanswer = B()"
    ),
    "a bound method": "class A:\n    def run(self, x): return x\nanswer = A().run",
    "a static method": "class A:\n    @staticmethod\n    def run(x): return x\nanswer = A.run",
    "a class method": "class A:\n    @classmethod\n    def run(cls, x): return x\nanswer = A.run",
    "a static method of an object": "class A:\n    run = staticmethod(lambda x: x)\nanswer = A().run",
    "an object's attribute": (
        "class A:\n    def __init__(self, change): self.change = change\nanswer = A(lambda x: x).change"
    ),
    "a method set later": "class A:\n    pass\nA.run = lambda self, x: x\nanswer = A().run",
    "set by setattr": "class A:\n    pass\nsetattr(A, '__call__', lambda self, x: x)\nanswer = A()",
    "another code": f"{F_AND_G}\nf.__code__ = g.__code__\nanswer = f",
    "a conditional expression": f"{F_AND_G}\nanswer = g if True else f",
    "an or": f"{F_AND_G}\nanswer = None or g",
    "unpacked": f"{F_AND_G}\n(answer, *rest), other = (g, f, f), 3\nother, answer = f, g",
    "a walrus": "print(answer := lambda x: x)",
    "a walrus in a condition": "if (answer := lambda x: x):\n    pass",
    "in a dictionary": f"{F_AND_G}\nfs = {{'a': f, 'b': g}}\nanswer = fs['b']",
    "in a list": f"{F_AND_G}\nanswer = [f, g][-1]",
    "through globals": "globals()['answer'] = lambda x: x",
    "through globals' update": "globals().update(answer=lambda x: x)",
    "through a function that says global": "def setup():\n    global answer\n    answer = lambda x: x\nsetup()",
    "from exec": "exec('def answer(x):\\n    return x')",
    "from exec in parts": "text = 'def answer(x):'\ntext2 = text + '\\n    return x'\nexec(text2)",
    "from exec elsewhere": "ns = {}\nexec('def answer(x): return x', ns)\nanswer = ns['answer']",
    "from eval": "answer = eval('lambda x: x')",
    "under if": "if 1:\n    def answer(x): return x\nelse:\n    def answer(x): return -x",
    "under the name of the program": (
        "if __name__ == '__main__':\n    def answer(x): return x\nelse:\n    answer = None"
    ),
    "under with": "with torch.no_grad():\n    answer = lambda x: x",
    "under for": f"{F_AND_G}\nfor answer in [g]:\n    pass",
    "under try": "try:\n    import no_such_thing as answer\nexcept ImportError:\n    def answer(x): return x",
    "under try, needless": (
        "try:\n    from math import sin\nexcept ImportError:\n    def sin(x): return x\n"
        "def answer(x): return sin(x)"
    ),
    "deleted and made again": "answer = 3\ndel answer\nanswer = lambda x: x",
    "nested in a class": "class A:\n    class B:\n        def run(self): return super().run()\nanswer = A.B.run",
    "a type made by hand": "A = type('A', (), {'__call__': lambda self, x: x})\nanswer = A()",
    "names with two underscores": "class A:\n    def __run(self, x): return x\n    answer = __run\nanswer = A.answer",
    "after a raise": "answer = lambda x: x\ndef unused(): raise ValueError",
    "async": "async def answer(x): return x",
    "a generator": "def answer(x): yield x",
    "nothing of theirs": "answer = torch.relu",
    "a library's object": "answer = nn.ReLU()",
    "a module of theirs": "class Net(nn.Module):\n    def forward(self, x): return x\nanswer = Net()",
    "a class": "class answer(torch.optim.SGD):\n    def step(self): super().step()",
    "a class with slots": "class A:\n    __slots__ = ('x',)\n    def __call__(self, x): return x\nanswer = A()",
    "a number": "answer = 3",
    "its own recursion": "def answer(n): return 1 if n < 2 else n * answer(n - 1)\nprint(answer(5))",
    "a helper's closure": (
        "def make():\n    def answer(x): return helper(x)\n    def helper(x): return F.relu(x)\n"
        "    return answer\nanswer = make()"
    ),
}


def live(cells: list[str], name: str):
    namespace = {"__name__": "__main__"}
    for cell in cells:
        exec(compile(cell, "<cell>", "exec"), namespace)
    return written(eval(name, namespace))


def told(found) -> tuple | None:
    """What a rule could see of it, as data."""
    if found is None:
        return None
    steps = [step.argrepr.split(" at ")[0] for step in dis.get_instructions(found.code)]
    return found.code.co_qualname, found.code.co_firstlineno, steps, names_reached(found)


def names_reached(found) -> set[str]:
    return {getattr(thing, "__name__", "") for thing in found.reached() if not students_own(thing)}


@pytest.mark.parametrize("source", FORMS.values(), ids=FORMS)
def test_the_text_tells_the_function_that_a_run_would_bind(source, capsys):
    assert told(written_in([IMPORTS, source], "answer")) == told(live([IMPORTS, source], "answer"))


def test_the_expression_may_be_dotted():
    cells = ["class A:\n    def run(self, x): return x\na = A()"]
    assert told(written_in(cells, "a.run")) == told(live(cells, "a.run"))


def test_a_name_that_is_bound_nowhere_is_no_answer():
    assert written_in([IMPORTS, "other = lambda x: x"], "answer") is None
    assert written_in(["answer = lambda x: x\ndel answer"], "answer") is None
    assert written_in(["raise ValueError\nanswer = lambda x: x"], "answer") is None
    assert written_in([], "") is None


def test_helpers_mean_what_they_mean_after_the_last_cell_that_ran():
    helpers = [f"def helper(x): return torch.{name}(x)" for name in ("relu", "tanh")]
    submitted = Submitted([IMPORTS, "def answer(x): return helper(x)", *helpers])
    reached = [names_reached(submitted.written("answer", upto)) for upto in (2, 3, 4)]
    assert [names & {"relu", "tanh"} for names in reached] == [set(), {"relu"}, {"tanh"}]


def test_what_was_told_stays_as_it_was():
    submitted = Submitted(["def answer(x): return helper(x)", "def helper(x): return 1", "def helper(x): return 2"])
    first = submitted.written("answer", 2)
    submitted.written("answer", 3)
    assert first.helper("helper").code.co_consts == (None, 1)


@pytest.mark.parametrize("source", [
    "if open('x'):\n    def answer(x): return torch.relu(x)\nelse:\n    def answer(x): return torch.tanh(x)",
    "def make(fast):\n    if fast: return torch.relu\n    return lambda x: torch.tanh(x)\nanswer = make(1 > 0)",
    "try:\n    answer = torch.compile(lambda x: torch.relu(x))\nexcept OSError:\n    answer = lambda x: torch.tanh(x)",
    "answer = (lambda x: torch.relu(x)) if torch.rand(1) > 0 else torch.tanh",
])
def test_where_ways_part_all_that_a_name_may_mean_counts(source):
    assert {"relu", "tanh"} <= names_reached(written_in([IMPORTS, source], "answer"))


def test_a_stub_that_both_ways_replace_does_not_count():
    ways = "if torch.rand(1) > 0:\n    def answer(x): return 1\nelse:\n    def answer(x): return 2"
    found = written_in([IMPORTS, "def answer(x): raise NotImplementedError", ways], "answer")
    assert NotImplementedError not in [*found.reached()]


def test_a_way_that_ends_in_an_error_leaves_what_was_before():
    ways = "def answer(x): return torch.relu(x)\nif open('x'):\n    answer = torch.tanh\n    raise ValueError"
    assert "tanh" not in names_reached(written_in([IMPORTS, ways], "answer"))


def test_the_wrapper_of_a_wrapped_answer_counts_too():
    wrapper = "def deco(f):\n    @functools.wraps(f)\n    def inner(x): return torch.relu(x)\n    return inner"
    found = written_in([IMPORTS, wrapper, "@deco\ndef answer(x): return x"], "answer")
    assert found.code.co_firstlineno == 1 and torch.relu in [*found.reached()]


@pytest.mark.parametrize("cell", [
    "%%time\ndef answer(x): return x", "%time answer = lambda x: x", "%matplotlib inline\nanswer = lambda x: x",
    "torch.relu?\nanswer = lambda x: x",
    "files = !ls\nanswer = lambda x: x",
    "%%capture out\n!ls\nanswer = lambda x: x", ">>> answer = lambda x: x", "  answer = lambda x: x",
    "await other()\nanswer = lambda x: x",
    "get_ipython().run_cell('answer = lambda x: x')",
    "get_ipython().user_ns['answer'] = lambda x: x",
])
def test_cells_may_be_ipythons(cell):
    assert written_in([IMPORTS, cell], "answer")


@pytest.mark.parametrize("first_line", ["%%timeit", "%%bash", "%%html", "return", "(((", "raise ValueError"])
def test_what_binds_nothing_in_a_notebook_binds_nothing(first_line):
    assert written_in([f"{first_line}\nanswer = lambda x: x"], "answer") is None


def test_nothing_is_imported_but_what_is_known_to_be_harmless(tmp_path, monkeypatch):
    (tmp_path / "trap.py").write_text(f"open({str(tmp_path / 'sprung')!r}, 'w')")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert written_in(["import trap, trap.inner\nfrom trap import *\nfrom trap import f as answer"], "answer") is None
    assert not (tmp_path / "sprung").exists()


def test_the_courses_own_answers_are_imported_only_where_they_are_named():
    code = ("import sys; from course_lib.grading.judging.submitted import Submitted; cells = ['def f(x): return x', "
            "'from course_lib.mnist import mae\\nfrom course_lib.mnist.losses import *\\ng = mae']; "
            "Submitted(cells[:1]).written('f'); print('course_lib.mnist' in sys.modules); "
            "answer = Submitted(cells).answer('g'); print(answer.__module__, 'course_lib.mnist.losses' in sys.modules)")
    told = subprocess.check_output([sys.executable, "-c", code], text=True).split()
    assert told == ["False", "course_lib.mnist.distances", "True"]
