"""Loss and accuracy over one weight, against numpy and the digits themselves."""

from functools import cache

import numpy as np
import pytest
import torch

from course_lib.demos.loss_against_accuracy import LossAgainstAccuracy
from course_lib.mnist.data import threes_and_sevens
from course_lib.mnist.losses import mnist_loss


def _scores(demo, w):
    """From the pixels, with all 784 weights in place."""
    three, seven = _means()
    weights = 0.25 * (three - seven)
    bias = -(weights * (three + seven) / 2).sum()
    weights[demo.row, demo.column] = w
    return np.einsum("nij,ij->n", demo.model.images.numpy(), weights) + bias


@cache
def _means():
    digits = threes_and_sevens()
    return tuple(stack.numpy().astype(np.float64).mean(0) for stack in (digits.train_threes, digits.train_sevens))


def _loss(demo, w):
    probabilities, is_three = 1 / (1 + np.exp(-_scores(demo, w))), demo.model.targets.numpy() == 1
    return np.where(is_three, 1 - probabilities, probabilities).mean()


def _right(demo, w):
    return int(((_scores(demo, w) > 0) == (demo.model.targets.numpy() == 1)).sum())


@pytest.mark.parametrize("w", [-7.3, -1.5, 0.0, 2.25, 8.0])
@pytest.mark.parametrize("pixel", [{}, {"row": 9, "column": 18}], ids=["the pixel at the start", "another pixel"])
def test_loss_slope_and_accuracy_are_those_of_the_whole_model(w, pixel):
    demo = LossAgainstAccuracy(weight=w, digits=40, seed=3, **pixel)
    found = demo.numbers()
    assert found["loss"] == pytest.approx(_loss(demo, w), abs=1e-6)
    assert found["loss slope"] == pytest.approx((_loss(demo, w + 1e-4) - _loss(demo, w - 1e-4)) / 2e-4, abs=1e-6)
    assert found["accuracy"] == _right(demo, w) / 40
    assert found["accuracy slope"] == 0


def test_half_of_the_digits_are_threes_and_the_seed_draws_them():
    demo = LossAgainstAccuracy(digits=30)
    assert demo.model.targets.sum() == 15
    assert demo.numbers() == LossAgainstAccuracy(digits=30).numbers() != LossAgainstAccuracy(digits=30, seed=1).numbers()


def test_each_flat_piece_of_the_staircase_has_the_accuracy_of_its_middle():
    demo = LossAgainstAccuracy(digits=50)
    assert len(demo.flats) > 10
    assert demo.flats[0][0] == -8 and demo.flats[-1][1] == 8
    for start, end, count in demo.flats:
        assert count == _right(demo, (start + end) / 2), (start, end)


def test_a_stair_is_one_digit_that_changes_sides():
    demo = LossAgainstAccuracy()
    for stair in demo.model.stairs[5:20]:
        before, after = (_scores(demo, stair.weight + aside)[stair.digit] for aside in (-1e-6, 1e-6))
        assert before < 0 < after


def test_on_a_stair_the_accuracy_has_a_cliff():
    demo = LossAgainstAccuracy(digits=10)
    stair = next(stair for stair in demo.model.stairs if -8 < stair.weight < 8)
    assert abs(demo.model.accuracy_slope(stair.weight)) == pytest.approx(0.1 / 2e-6)


def test_steps_go_down_the_loss_and_take_the_accuracy_along():
    demo = LossAgainstAccuracy()
    first = demo.numbers()
    demo.step()
    assert demo.w == pytest.approx(-5 - 10 * first["loss slope"])
    for _ in range(11):
        demo.step()
    last = demo.numbers()
    assert last["steps"] == 12
    assert last["loss"] < first["loss"] / 3 and last["accuracy"] > first["accuracy"] + 0.3
    demo.reset()
    assert demo.numbers() == first


def test_the_mouse_and_the_arrows_move_the_weight():
    demo = LossAgainstAccuracy()
    demo.press(160 + 840 * 0.75, 200)
    assert demo.w == pytest.approx(4.0)
    demo.drag(160 + 840 * 0.25, 600)
    assert demo.w == pytest.approx(-4.0)
    demo.key("ArrowRight")
    assert demo.w == pytest.approx(-3.8)
    demo.key("ArrowLeft")
    demo.key("ArrowLeft")
    assert demo.w == pytest.approx(-4.2)
    demo.press(1040, 30)
    assert demo.w == pytest.approx(-4.2)


def test_a_click_on_the_weights_chooses_the_pixel():
    demo = LossAgainstAccuracy()
    demo.press(1060 + 250 * 18.5 / 28, 445 + 250 * 9.5 / 28)
    assert (demo.row, demo.column) == (9, 18)
    assert demo.numbers()["loss"] == pytest.approx(_loss(demo, -5), abs=1e-6)


def test_zoom_keeps_the_weight_in_sight_and_the_steps_made():
    demo = LossAgainstAccuracy()
    demo.step()
    demo.key("ArrowUp")
    assert demo.zoom == 1.5 and demo.steps == 1
    demo.set(zoom=200.0)
    assert demo.high - demo.low == pytest.approx(16 / 200)
    assert demo.low < demo.w < demo.high
    demo.set(weight=7.99)
    assert demo.low < demo.w < demo.high == pytest.approx(8)
    demo.key("ArrowDown")
    assert demo.zoom == pytest.approx(200 / 1.5)


def test_the_next_stair_is_right_after_the_weight_one_after_the_other():
    demo = LossAgainstAccuracy(zoom=200.0)
    for stair in [stair for stair in demo.model.stairs if stair.weight > -4.98][:3]:
        demo.key("s")
        assert demo.w == pytest.approx(stair.weight - 16 / 200 / 16)
    demo.set(weight=8.0)
    demo.to_next_stair()
    assert demo.w == pytest.approx(min(s.weight for s in demo.model.stairs if s.weight > -8) - 0.005)


def test_without_ink_there_is_no_stair_and_no_slope():
    demo = LossAgainstAccuracy(row=0, column=0)
    demo.to_next_stair()
    found = demo.numbers()
    assert (found["stairs in sight"], found["loss slope"], found["accuracy slope"]) == (0, 0, 0)
    assert "no stair" in demo.picture().svg()


def test_the_presets_make_their_points():
    demo = LossAgainstAccuracy()
    demo.use("Zoom into a stair")
    zoomed = demo.numbers()
    assert zoomed["stairs in sight"] == 1 and zoomed["loss slope"] < -0.01 and zoomed["accuracy slope"] == 0
    demo.use("Steps by accuracy stand still")
    demo.step()
    assert (demo.w, demo.steps) == (-5, 1)
    demo.use("More digits, smaller stairs")
    assert demo.numbers()["stairs in sight"] > 300
    demo.use("A slope against a staircase")
    assert demo.numbers() == LossAgainstAccuracy().numbers()


def test_an_own_right_loss_agrees_and_goes_along():
    demo = LossAgainstAccuracy(lambda predictions, targets: (targets - 1 / (1 + (-predictions).exp())).abs().mean())
    for _ in range(3):
        demo.step()
    found = demo.numbers()
    assert found["own loss"] == pytest.approx(found["loss"]) and found["own slope"] == pytest.approx(found["loss slope"])
    assert found["own weight"] == pytest.approx(found["weight"])
    assert "agrees" in demo.told()


@pytest.mark.parametrize("plain", [False, True], ids=["as a tensor", "as a number"])
def test_an_own_loss_without_a_slope_stands_still(plain):
    def share_wrong(predictions, targets):
        wrong = ((predictions > 0) != (targets == 1)).double().mean()
        return wrong.item() if plain else wrong

    demo = LossAgainstAccuracy(share_wrong)
    demo.step()
    found = demo.numbers()
    assert found["own weight"] == -5 < found["weight"]
    assert found["own slope"] is None and found["own loss"] == pytest.approx(1 - _right(demo, -5) / 60)
    assert "no slope" in demo.told() and "differs" in demo.told()


def test_an_own_loss_with_targets_swapped_walks_the_other_way():
    demo = LossAgainstAccuracy(lambda predictions, targets: mnist_loss(predictions, 1 - targets))
    demo.step()
    assert demo.numbers()["own weight"] < -5 < demo.numbers()["weight"]


def test_an_own_loss_that_raises_spoils_its_arguments_or_has_another_form_breaks_nothing():
    def spoils(predictions, targets):
        targets.zero_()
        predictions.detach().zero_()
        return mnist_loss(predictions, targets)

    reference = LossAgainstAccuracy().numbers()
    for own in (spoils, lambda predictions, targets: 1 / 0, lambda predictions, targets: predictions, lambda predictions, targets: torch.tensor(float("nan"))):
        demo = LossAgainstAccuracy(own)
        demo.step()
        demo.reset()
        assert demo.picture().svg() and demo.told()
        assert {name: demo.numbers()[name] for name in reference} == reference
    assert "ZeroDivisionError" in LossAgainstAccuracy(lambda predictions, targets: 1 / 0).line()
