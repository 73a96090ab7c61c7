"""Broadcasting: what the demo says of two shapes is what torch does with them."""

import itertools

import pytest
import torch

from course_lib.demos import Broadcasting
from course_lib.demos.stretched_grids import can_draw
from course_lib.demos.typed_shape import in_brackets, shape_in

SIZES = [shape for rank in range(4) for shape in itertools.product((1, 2, 3), repeat=rank)]


def typed(shape) -> str:
    return ", ".join(map(str, shape))


def summed(a, b) -> torch.Tensor:
    """What torch makes of the demo's numbers."""
    unit = 10 ** len(str(b.numel()))
    return unit * (1 + torch.arange(a.numel())).view(a.shape) + 1 + torch.arange(b.numel()).view(b.shape)


def from_the_left(a, b):
    rank = max(len(a), len(b))
    a, b = [(*shape, *[1] * (rank - len(shape))) for shape in (a, b)]
    return tuple(max(sizes) for sizes in zip(a, b))


# its arithmetic


def test_the_result_is_the_one_of_torch_for_all_small_shapes():
    demo = Broadcasting()
    for a, b in itertools.product(SIZES, repeat=2):
        try:
            expected = tuple(torch.broadcast_shapes(a, b))
        except RuntimeError:
            expected = None
        demo.set(a=typed(a), b=typed(b))
        assert demo.numbers()["result"] == expected, (a, b)


@pytest.mark.parametrize(("a", "b"), [
    ((3, 4), (4,)), ((4, 1), (3,)), ((2, 1, 3), (4, 1)), ((), (2, 3)), ((3, 1, 5), (3, 1)), ((1,), (1, 1)), ((), ()),
])
def test_each_number_and_its_sources_are_those_of_torch(a, b):
    x, y = torch.zeros(a), torch.zeros(b)
    expected, demo = summed(x, y), Broadcasting(a=typed(a), b=typed(b))
    seen = []
    for _ in range(expected.numel()):
        found = demo.numbers()
        assert found["sum"] == expected[found["index"]].item()
        marked = torch.zeros(a).index_put(tuple(map(torch.tensor, found["source in a"])), torch.tensor(1.0)) if a else torch.ones(())
        assert (marked + y).expand(expected.shape)[found["index"]] == 1, "the source in a is the one that torch reads"
        last = found["index"][len(expected.shape) - len(b):]
        assert found["source in b"] == tuple(0 if size == 1 else place for place, size in zip(last, b))
        seen.append(found["index"])
        demo.step()
    assert len(set(seen)) == expected.numel() and demo.numbers()["index"] == seen[0]


def test_a_shape_is_read_however_it_is_written():
    assert shape_in("4, 1") == shape_in("[4, 1]") == shape_in("(4,1)") == shape_in(" 4 1 ") == shape_in("4 × 1") == (4, 1)
    assert shape_in("") == shape_in("[]") == () and in_brackets((4, 1)) == "[4, 1]"


# what is done to it


@pytest.mark.parametrize(("text", "told"), [
    ("2, k", "“k” is no size"), ("six", "“six” is no size"), ("0, 3", "size 0"), ("-1", "no size"), ("1 1 1 1 1", "5 axes"), ("99999", "size 99999"),
])
def test_what_is_no_shape_is_told_and_can_be_mended(text: str, told: str):
    demo = Broadcasting()
    demo.set(a=text)
    assert told in demo.told() and told in demo.picture().svg()
    for do in (demo.step, demo.append_axis, *(lambda name=name: demo.key(name) for name in demo.keys)):
        do()
    demo.set(a="2", b="2")
    assert demo.numbers()["result"] == (2,)


def test_arrows_go_along_rows_and_columns_and_come_round():
    demo = Broadcasting(a="4, 1", b="3")
    places = []
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "ArrowLeft"):
        demo.key(key)
        places.append(demo.numbers()["index"])
    assert places == [(0, 1), (1, 1), (1, 0), (0, 0), (3, 2)]


@pytest.mark.parametrize("do", ["hover", "press", "drag"])
def test_the_mouse_traces_the_number_under_it_in_any_of_the_three_grids(do: str):
    demo = Broadcasting(a="6, 1", b="6")
    width, height = 460 / 6, 60
    for left in (40, 570, 1100):
        demo.place = 0
        getattr(demo, do)(left + 2.5 * width, 500 + 4.5 * height)
        assert demo.numbers()["index"] == (4, 2)
    getattr(demo, do)(300, 20)
    assert demo.numbers()["index"] == (4, 2)


def test_a_last_axis_mends_what_fits_on_the_left():
    demo = Broadcasting(a="3, 4", b="3")
    assert demo.numbers()["result"] is None and "b[:, None] they fit: [3, 4]" in demo.picture().svg()
    demo.key("n")
    assert demo.b == "3, 1" and demo.numbers()["result"] == (3, 4)


def test_swapping_exchanges_the_shapes():
    demo = Broadcasting(a="4, 1", b="3")
    demo.key("s")
    assert (demo.a, demo.b) == ("3", "4, 1") and demo.numbers()["result"] == (4, 3)


def test_axes_are_not_added_beyond_what_can_be_read():
    demo = Broadcasting(b="2")
    for _ in range(9):
        demo.append_axis()
    assert demo.numbers()["b"] == (2, 1, 1, 1)


# what it shows


def test_the_reason_names_each_axis_that_fails_from_the_right():
    demo = Broadcasting(a="2, 3, 4", b="5, 3, 6")
    assert demo._reasons() == ["axis −1: 4 against 6, and neither is 1", "axis −3: 2 against 5, and neither is 1"]
    assert "don't fit: axis −1: 4 against 6" in demo.told() and "✗" in demo.picture().svg()


def test_the_trap_has_n_times_n_numbers_and_the_diagonal_is_meant():
    demo = Broadcasting()
    demo.use("[n, 1] against [n]: the trap")
    assert demo.numbers()["result"] == (6, 6) and "only the diagonal" in demo.told()
    assert demo.picture().svg().count('stroke="var(--demo-green)"') == 5, "six, one of them traced"
    demo.append_axis()
    assert demo.numbers()["result"] == (6, 1) and "only the diagonal" not in demo.told()


def test_only_a_column_against_a_row_as_long_is_the_trap():
    for a, b, trap in (("6", "6, 1", True), ("6, 1", "5", False), ("1, 1", "1", False), ("6", "6", False), ("", "", False)):
        assert Broadcasting(a=a, b=b).is_trap == trap, (a, b)


def test_stretched_cells_are_dashed():
    assert Broadcasting(a="3, 4", b="3, 4").picture().svg().count("dasharray") == 0
    dashed = Broadcasting(a="4, 1", b="3").picture().svg().count("dasharray")
    assert dashed == 2 + (12 - 4) + (12 - 3), "two axes of the table, and each copy; the traced number is none"


def test_a_thousand_threes_share_one_mean():
    demo = Broadcasting()
    demo.use("1010 threes and one mean")
    assert demo.numbers()["result"] == (1010, 28, 28) and "b 784" in demo.told() and not can_draw(demo.result)
    assert demo.picture().svg().count("<image") == 18


# a student's own


@pytest.mark.parametrize(("a", "b"), [("4, 1", "3"), ("3, 4", "3"), ("", "2")])
def test_an_own_right_function_agrees(a: str, b: str):
    def right(a, b):
        try:
            return list(torch.broadcast_shapes(a, b))
        except RuntimeError:
            raise ValueError("no") from None

    demo = Broadcasting(right, a=a, b=b)
    assert "the same" in demo.told() and not demo.own.trouble


def test_an_own_rule_from_the_left_differs():
    demo = Broadcasting(from_the_left, a="3, 4", b="3")
    assert demo.numbers()["own result"] == "[3, 4]" and demo.numbers()["result"] is None and "which differs" in demo.told()
    demo.set(b="4")
    assert demo.numbers()["own result"] == "[4, 4]" != in_brackets(demo.numbers()["result"])


@pytest.mark.parametrize("answer", [None, "four", torch.zeros(2, 3), (2.0, 3.0)])
def test_an_own_answer_of_another_kind_is_shown_as_it_is(answer):
    demo = Broadcasting(lambda a, b: answer)
    assert "which differs" in demo.told() and len(demo.numbers()["own result"]) <= 30 and demo.picture().svg()


def test_an_own_function_is_called_once_for_a_pair_of_shapes():
    calls = []

    def counting(a, b):
        calls.append((a, b))
        return a

    demo = Broadcasting(counting)
    for _ in range(5):
        demo.step()
        demo.picture()
    assert calls == [((4, 1), (3,))]


def test_an_own_function_that_raises_is_told():
    demo = Broadcasting(lambda a, b: a[7])
    assert "your broadcast_shape raised IndexError" in demo.line() and demo.numbers()["own result"] is None
