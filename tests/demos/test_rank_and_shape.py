"""Rank and shape: what is revealed is what torch gives, and nothing is revealed before."""

import math

import pytest
import torch

from course_lib.demos import RankAndShape
from course_lib.mnist import archetype, threes_and_sevens


def revealed(**values) -> dict:
    demo = RankAndShape(**values)
    demo.reveal_outcome()
    return demo.numbers()


def row_after_row(shape) -> tuple[int, ...]:
    """The strides of a tensor whose numbers stand in the order of their indices."""
    return tuple(math.prod(shape[axis + 1:]) for axis in range(len(shape)))


# its arithmetic


@pytest.mark.parametrize(("tensor", "shape"), [
    ("a number", ()), ("a row of pixels", (28,)), ("an image", (28, 28)), ("a stack of images", (6, 28, 28)),
    ("a colour image", (3, 28, 28)), ("a colour batch", (6, 3, 28, 28)),
])
def test_each_tensor_has_the_rank_the_shape_and_the_strides_of_its_kind(tensor: str, shape):
    found = RankAndShape(tensor=tensor).numbers()
    assert (found["rank"], found["shape"], found["strides"]) == (len(shape), shape, row_after_row(shape))


@pytest.mark.parametrize(("values", "shape", "strides", "is_view"), [
    ({"operation": "take one"}, (28, 28), (28, 1), True),
    ({"operation": "mean over an axis", "axis": 0}, (28, 28), (28, 1), False),
    ({"operation": "mean over an axis", "axis": 1}, (6, 28), (28, 1), False),
    ({"operation": "mean over an axis", "axis": 2, "keepdim": True}, (6, 28, 1), (28, 1, 1), False),
    ({"operation": "reshape", "to": "6, -1"}, (6, 784), (784, 1), True),
    ({"operation": "reshape", "to": "[2, 3, 28, 28]"}, (2, 3, 28, 28), (2352, 784, 28, 1), True),
    ({"operation": "swap the last two axes"}, (6, 28, 28), (784, 1, 28), True),
], ids=lambda value: " ".join(map(str, value.values())) if isinstance(value, dict) else "")
def test_each_operation_on_a_stack_gives_what_its_code_says(values: dict, shape, strides, is_view: bool):
    found = revealed(**values)
    assert (found["rank of y"], found["shape of y"], found["strides of y"], found["is a view"]) == (len(shape), shape, strides, is_view)


def test_the_shown_code_is_what_is_done():
    threes = threes_and_sevens().train_threes
    for tensor in RankAndShape.controls["tensor"].names:
        for operation in RankAndShape.controls["operation"].names:
            demo = RankAndShape(tensor=tensor, operation=operation, to="-1, 1", axis=0)
            x = eval(demo.x.code, {"threes": threes, "ink": torch.tensor([1.0, 0.8, 0.6])[:, None, None]})
            assert torch.equal(x, demo.x.tensor)
            if demo.y is None:
                with pytest.raises(IndexError):
                    eval(demo.code, {"x": x})
            else:
                assert torch.equal(eval(demo.code, {"x": x}), demo.y.tensor)


def test_the_mean_over_axis_0_is_the_ideal_3():
    demo = RankAndShape()
    demo.use("Mean over axis 0: the ideal 3")
    assert torch.allclose(demo.y.tensor, archetype(threes_and_sevens().train_threes[:6]))


# what is done to it


def test_nothing_of_the_outcome_is_shown_before_it_is_revealed():
    demo = RankAndShape(tensor="a colour batch", axis=1)
    assert "6, 28, 28]" not in demo.told() and "not revealed" in demo.told() and "shape of y" not in demo.numbers()
    assert demo.picture().svg().count("<image") == 18 and ">?</text>" in demo.picture().svg()
    demo.key("Enter")
    assert "[6, 28, 28]" in demo.told() and demo.numbers()["shape of y"] == (6, 28, 28)
    assert demo.picture().svg().count("<image") == 24


def test_changing_the_question_hides_the_answer_and_guessing_does_not():
    demo = RankAndShape()
    demo.step()
    demo.set(guess="28, 28")
    assert demo.numbers()["revealed"]
    demo.set(axis=1)
    assert not demo.numbers()["revealed"]


@pytest.mark.parametrize(("guess", "right"), [("28, 28", True), ("[28,28]", True), ("28", False), ("six", False), ("6, 28", False)])
def test_a_guess_is_judged_once_it_is_revealed(guess: str, right: bool):
    demo = RankAndShape(guess=guess)
    assert "guessed right" not in demo.numbers() and f"your guess: {guess}" in demo.picture().svg()
    demo.step()
    assert demo.numbers()["guessed right"] == right
    assert f"The guess {guess} is {'right' if right else 'not right'}" in demo.told()


def test_who_guesses_an_error_can_be_right():
    assert revealed(operation="reshape", to="5, -1", guess="error")["guessed right"]
    assert not revealed(operation="reshape", to="6, -1", guess="error")["guessed right"]


@pytest.mark.parametrize(("values", "told"), [
    ({"operation": "reshape", "to": "5, -1"}, "invalid for input of size 4704"),
    ({"operation": "reshape", "to": "-1, -1"}, "only one dimension"),
    ({"operation": "reshape", "to": "six"}, "“six” is no size"),
    ({"operation": "mean over an axis", "axis": 3}, "out of range"),
    ({"operation": "take one", "tensor": "a number"}, "invalid index"),
    ({"operation": "swap the last two axes", "tensor": "a row of pixels"}, "out of range"),
], ids=lambda value: value if isinstance(value, str) else "")
def test_what_fails_is_told_only_when_revealed(values: dict, told: str):
    demo = RankAndShape(**values)
    assert told not in demo.line()
    demo.step()
    assert told in demo.line() and "✗" in demo.picture().svg() and told in demo.numbers()["error"]


def test_steps_take_axis_after_axis_away_and_begin_anew():
    demo, shapes = RankAndShape(), []
    demo.use("Each index takes an axis away")
    for _ in range(12):
        shapes.append(demo.numbers()["shape"])
        demo.step()
    assert shapes[::2] == [(6, 3, 28, 28), (3, 28, 28), (28, 28), (28,), (), (6, 3, 28, 28)]


@pytest.mark.parametrize("preset", ["Reshaping moves no number", "Swapping axes swaps strides", "Mean over axis 0: the ideal 3"])
def test_a_shape_that_stays_or_a_failure_ends_the_row_of_steps(preset: str):
    demo = RankAndShape()
    demo.use(preset)
    codes = []
    for _ in range(10):
        codes.append(demo.x.code)
        demo.step()
    assert codes[0] == "threes[:6]" and "threes[:6]" in codes[2:]


def test_a_click_on_an_axis_takes_the_mean_over_it():
    demo = RankAndShape(operation="reshape")
    demo.press(40 + 132 + 145 * 1.5, 150.0)
    assert (demo.operation, demo.axis) == ("mean over an axis", 1) and not demo.revealed
    demo.press(40 + 132 + 145 * 3.5, 150.0)
    assert demo.axis == 1, "x has three axes"
    demo.press(1200.0, 500.0)
    assert demo.numbers()["shape of y"] == (6, 28)


def test_arrows_choose_the_tensor_and_the_axis():
    demo = RankAndShape()
    demo.key("ArrowLeft")
    assert demo.tensor == "an image"
    for _ in range(3):
        demo.key("ArrowRight")
    assert demo.tensor == "a colour batch"
    demo.key("ArrowDown")
    demo.key("k")
    assert (demo.axis, demo.keepdim) == (1, True)
    demo.key("ArrowUp")
    demo.key("ArrowUp")
    assert demo.axis == 3


# what it shows


def test_an_axis_keeps_its_name_and_colour_where_it_goes():
    demo = RankAndShape(operation="swap the last two axes")
    assert (demo.x.names, demo.y.names) == (("images", "rows", "columns"), ("images", "columns", "rows"))
    assert RankAndShape(tensor="a colour batch", axis=1).y.names == ("images", "rows", "columns")
    assert RankAndShape(tensor="a colour batch", axis=1, keepdim=True).y.names == ("images", "channels", "rows", "columns")
    assert RankAndShape(operation="reshape").y.names == ("", "")


def test_keepdim_leaves_an_axis_of_1():
    demo = RankAndShape()
    demo.use("keepdim leaves an axis of 1")
    demo.step()
    assert demo.numbers()["shape of y"] == (6, 1, 28, 28)


def test_reshaping_and_swapping_move_no_number():
    for preset in ("Reshaping moves no number", "Swapping axes swaps strides"):
        demo = RankAndShape()
        demo.use(preset)
        demo.step()
        assert demo.numbers()["is a view"] and "a view of x" in demo.told()


@pytest.mark.parametrize("to", ["4704", "4704, 1", "1, 1, 1, 4704", "784, 2, 3", "49, 2, 6, 8", "2, 1176, 2, 1"])
def test_any_shape_is_drawn_on_the_sheet(to: str):
    demo = RankAndShape(operation="reshape", to=to)
    demo.step()
    assert demo.y is not None and len(demo.picture().svg()) < 60_000


# a student's own


def test_an_own_right_function_agrees_on_x_and_y():
    demo = RankAndShape(lambda t: [t.dim(), list(t.shape)])
    assert demo.numbers()["own answer"] == "rank 3, [6, 28, 28]" and demo.told().count("the same") == 1
    demo.step()
    assert demo.numbers()["own answer on y"] == "rank 2, [28, 28]" and "the same" in demo.told() and not demo.own.trouble


def test_an_own_function_that_counts_numbers_differs():
    demo = RankAndShape(lambda t: (t.numel(), tuple(t.shape)), tensor="an image")
    assert demo.numbers()["own answer"] == "rank 784, [28, 28]" and "which differs" in demo.told()


@pytest.mark.parametrize("answer", [None, 3, "three", (3,), (None, None), torch.zeros(2)])
def test_an_own_answer_of_another_kind_is_shown_as_it_is(answer):
    demo = RankAndShape(lambda t: answer)
    demo.step()
    assert "which differs" in demo.told() and demo.picture().svg()


def test_an_own_function_cannot_change_the_digits():
    def wipe(t):
        t.zero_()
        return t.ndim, tuple(t.shape)

    demo = RankAndShape(wipe)
    demo.step()
    assert demo.x.tensor.max() > 0.9 and RankAndShape().x.tensor.max() > 0.9


def test_an_own_function_that_raises_is_told():
    demo = RankAndShape(lambda t: t.ranks)
    assert "your rank_and_shape raised AttributeError" in demo.line() and demo.picture().svg()
