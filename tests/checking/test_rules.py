"""Rules about how an answer is written, with its source at hand and without."""

import linecache

import pytest
import torch

from course_lib.checking import ByHand, Exercise, Forbid, NoLoop, OneListComprehension, Probe, examine_exercise


def answer_from(source: str, with_source: bool, name: str = "f"):
    """The function that a cell defines, as after `exec`, or as Jupyter runs it."""
    filename = f"<cell {abs(hash(source))}>"
    if with_source:
        linecache.cache[filename] = (len(source), None, source.splitlines(True), filename)
    namespace = {"torch": torch}
    exec(compile(source, filename if with_source else "<string>", "exec"), namespace)
    return namespace[name]


sourced = pytest.mark.parametrize("with_source", [True, False], ids=["with source", "without source"])

LISTS = Exercise("q00_f", lambda xs: [2 * x for x in xs], [Probe("xs", lambda draw: ([3, 1, 2],))],
                 rules=[OneListComprehension()])

KEPT = [
    "def f(xs): return [2 * x for x in xs]",
    "f = lambda xs: [2 * x for x in xs]",
    "def f(xs):\n    out = [2 * x for x in xs]\n    return out",
    "def f(xs):\n    assert all([x > 0 for x in xs])\n    return [2 * x for x in xs]",
    "def g(xs): return [2 * x for x in xs]\ndef f(xs): return g(xs)",
    "def f(xs):\n    def twice(x): return 2 * x\n    return [twice(x) for x in xs]",
    "def f(xs): return list([2 * x for x in xs])",
    "def f(xs):\n    for x in xs: print(x)\n    return [2 * x for x in xs]",
    "def f(xs):\n    if not xs:\n        return []\n    return [x + x for x in xs]",
]
BROKEN = {
    "loop": "def f(xs):\n    out = []\n    for x in xs: out.append(2 * x)\n    return out",
    "generator in list": "def f(xs): return list(2 * x for x in xs)",
    "map": "def f(xs): return list(map(lambda x: 2 * x, xs))",
    "two stages": "def f(xs):\n    ys = [x for x in xs]\n    return [2 * y for y in ys]",
    "nested": "def f(xs): return [2 * y for y in [x for x in xs]]",
    "loop beside a comprehension": "def f(xs):\n    ys = [x for x in xs]\n    out = []\n    for y in ys: out.append(2 * y)\n    return out",
}


@sourced
@pytest.mark.parametrize("source", KEPT)
def test_one_list_comprehension_is_seen(source, with_source):
    assert examine_exercise(LISTS, answer_from(source, with_source)).right


@sourced
@pytest.mark.parametrize("source", BROKEN.values(), ids=BROKEN)
def test_what_is_no_single_list_comprehension_is_refused(source, with_source):
    report = examine_exercise(LISTS, answer_from(source, with_source))
    assert report.verdict == "wrong" and "list comprehension" in report.text


def vectors(draw, large):
    return (draw.floats(53 if large else 3),)


ROWS = Exercise("q00_f", lambda x: x * 2, [Probe("x", lambda draw: (draw.floats(3),))], rules=[NoLoop(vectors)])


@pytest.mark.parametrize("source", [
    "def f(x): return x + x",
    "def f(x):\n    for _ in range(3): x = x + 0\n    return 2 * x",
    "def f(x): return torch.vmap(lambda one: 2 * one)(x)",
])
def test_work_that_does_not_grow_is_no_loop(source):
    assert examine_exercise(ROWS, answer_from(source, False)).right


@pytest.mark.parametrize("source", [
    "def f(x): return torch.stack([2 * one for one in x])",
    "def f(x): return torch.tensor([2 * one for one in x.tolist()])",
    "def f(x): return torch.tensor(list(map(float.__add__, x.tolist(), x.tolist())))",
    "def f(x): return x if len(x) == 0 else torch.cat([2 * x[:1], f(x[1:])])",
    "def f(x):\n    import numpy as np\n    return torch.from_numpy(np.vectorize(lambda v: 2 * v)(x.numpy()))",
    "def f(x): return torch.cat([2 * part for part in x.split(8)])",
    "def f(x):\n    i, out = 0, x.clone()\n    while i < len(x):\n        out[i] *= 2\n        i += 1\n    return out",
])
def test_work_that_grows_with_the_data_is_a_loop(source):
    assert "grows with the data" in examine_exercise(ROWS, answer_from(source, False)).text


SHAPES = Exercise("q00_f", lambda a: tuple(a), [Probe("a", lambda draw: ((2, 3),))],
                  rules=[ByHand(lambda draw: ((4, 5),), "torch", "numpy")])


@pytest.mark.parametrize("source, right", [
    ("def f(a): return tuple(a)", True),
    ("def f(a): return tuple(a) if not isinstance(a, torch.Tensor) else a.shape", True),
    ("def f(a: torch.Size) -> torch.Size: return [max(1, s) for s in a]", True),
    ("def f(a): return tuple(torch.empty(a).shape)", False),
    ("def f(a): return torch.broadcast_shapes(a, a)", False),
    ("from torch import broadcast_shapes as mine\ndef f(a): return mine(a)", False),
    ("def f(a):\n    import numpy as n\n    return n.broadcast_shapes(a)", False),
    ("import numpy\ndef f(a): return tuple(numpy.maximum(s, 1).item() for s in a)", False),
    ("def g(a): return getattr(torch, 'broadcast_' + 'shapes')(a)\ndef f(a): return g(a)", False),
])
def test_by_hand_means_no_call_into_the_libraries_under_any_name(source, right):
    assert examine_exercise(SHAPES, answer_from(source, False)).right == right


SIGMOID = Exercise("q00_f", lambda x: 1 / (1 + torch.exp(-x)), [Probe("x", lambda draw: (draw.floats(3),))], rules=[
    Forbid(lambda draw: (draw.floats(4),), "sigmoid", "expit", "softmax", "tanh", "log_sigmoid", instead="Write it out.")])


@pytest.mark.parametrize("source, right", [
    ("def f(x): return 1 / (1 + (-x).exp())", True),
    ("def sigmoid(x): return 1 / (1 + torch.exp(-x))\ndef f(x): return sigmoid(x)", True),
    ("def f(x): return torch.sigmoid(x)", False),
    ("def f(x): return x.sigmoid()", False),
    ("from torch.special import expit as e\ndef f(x): return e(x)", False),
    ("def f(x): return torch.nn.Sigmoid()(x)", False),
    ("def f(x): return torch.nn.functional.logsigmoid(x).exp()", False),
    ("def f(x): return (torch.tanh(x / 2) + 1) / 2", False),
    ("import math\ndef f(x): return torch.tensor([(math.tanh(v / 2) + 1) / 2 for v in x.tolist()])", False),
])
def test_a_forbidden_function_is_found_under_any_name(source, right):
    assert examine_exercise(SIGMOID, answer_from(source, False)).right == right
