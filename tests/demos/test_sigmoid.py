"""The sigmoid's demo, against `math` and plain loops."""

import math

import pytest
import torch

from course_lib.demos.one_number_digits import image_of, one_number_digits
from course_lib.demos.sigmoid import Sigmoid
from course_lib.demos.sigmoid_panel import OVER_INPUT
from course_lib.mnist.data import threes_and_sevens


def _sigmoid(score):
    return 1 / (1 + math.exp(-score))


def _loss(demo, w, b):
    pairs = zip(demo.inputs.tolist(), demo.targets.tolist())
    return sum(abs(target - _sigmoid(w * x + b)) for x, target in pairs) / len(demo.inputs)


def _slopes(demo, w, b, eps=1e-5):
    return ((_loss(demo, w + eps, b) - _loss(demo, w - eps, b)) / (2 * eps), (_loss(demo, w, b + eps) - _loss(demo, w, b - eps)) / (2 * eps))


@pytest.mark.parametrize("weight, bias, x", [(2.0, 0.0, 0.8), (-6.0, 6.0, -2.0), (0.0, 0.5, 1.0), (3.0, -4.0, 0.1)])
def test_score_probability_and_slope_of_the_point(weight, bias, x):
    found = Sigmoid(weight=weight, bias=bias, x=x).numbers()
    score = weight * x + bias
    assert found["score"] == pytest.approx(score)
    assert found["probability"] == pytest.approx(_sigmoid(score))
    assert found["slope"] == pytest.approx((_sigmoid(score + 1e-4) - _sigmoid(score - 1e-4)) / 2e-4, abs=1e-8)


def test_saturated_right_and_loss_are_counted_over_the_digits():
    demo = Sigmoid(weight=5.0, bias=-1.0, seed=2)
    found, scores = demo.numbers(), [5 * x - 1 for x in demo.inputs.tolist()]
    assert found["digits"] == 40 == len(scores)
    assert found["saturated"] == sum(_sigmoid(score) * (1 - _sigmoid(score)) < 0.01 for score in scores) > 0
    assert found["right"] == sum((score > 0) == (target == 1) for score, target in zip(scores, demo.targets.tolist()))
    assert found["loss"] == pytest.approx(_loss(demo, 5, -1))


def test_the_digits_are_twenty_of_each_and_the_seed_draws_them():
    demo = Sigmoid()
    assert demo.targets.tolist() == [1.0] * 20 + [0.0] * 20
    x, y = one_number_digits()
    assert torch.equal(demo.inputs, x[demo.digits]) and torch.equal(demo.targets, y[demo.digits])
    assert Sigmoid().numbers() == demo.numbers() != Sigmoid(seed=1).numbers()


def test_the_picture_of_a_digit_is_that_of_its_number():
    digits = threes_and_sevens()
    assert torch.equal(image_of(5), digits.train_threes[5]) and torch.equal(image_of(512 + 7), digits.train_sevens[7])


def test_a_step_goes_against_the_slope_of_the_loss():
    demo = Sigmoid(weight=1.0, bias=0.5)
    down = _slopes(demo, 1.0, 0.5)
    demo.step()
    assert (demo.w, demo.b) == (pytest.approx(1 - 4 * down[0], abs=1e-6), pytest.approx(0.5 - 4 * down[1], abs=1e-6))
    for _ in range(200):
        demo.step()
    assert abs(demo.w) <= 6 and abs(demo.b) <= 6
    demo.reset()
    assert (demo.w, demo.b, demo.steps) == (1.0, 0.5, 0)


def test_the_mouse_moves_the_point_along_both_curves():
    demo = Sigmoid(weight=4.0, bias=1.0)
    demo.press(130 + 880 * (3 + 12) / 24, 300)
    assert demo.score == pytest.approx(3.0) and demo.x == pytest.approx(0.5)
    demo.drag(130 + 880 * (1 + 12) / 24, 640)
    assert demo.x == pytest.approx(0.0)
    demo.drag(1000, 640)
    assert demo.x == 2.0
    demo.press(OVER_INPUT.at(-1.5, 0)[0], 650)
    assert demo.x == pytest.approx(-1.5)
    demo.press(1300, 100)
    assert demo.x == pytest.approx(-1.5)


def test_with_no_weight_the_score_cannot_be_dragged():
    demo = Sigmoid(weight=0.0)
    demo.press(900, 300)
    assert demo.x == 0.8


def test_the_keys_move_the_point_the_weight_and_the_bias():
    demo = Sigmoid()
    demo.key("ArrowRight")
    assert demo.x == pytest.approx(0.85)
    demo.key("ArrowLeft")
    assert demo.x == pytest.approx(0.8)
    demo.key("ArrowUp")
    demo.key("b")
    assert (demo.w, demo.b) == (pytest.approx(2.2), pytest.approx(0.2))
    for _ in range(60):
        demo.key("ArrowDown")
        demo.key("v")
    assert (demo.w, demo.b) == (-6, -6)


def test_moving_the_point_keeps_what_was_learned():
    demo = Sigmoid()
    demo.step()
    learned = demo.w
    demo.key("ArrowLeft")
    assert (demo.w, demo.steps) == (learned, 1)
    demo.set(bias=1.0)
    assert (demo.w, demo.steps) == (2.0, 0)


def _learned(preset, steps=10):
    demo = Sigmoid()
    demo.use(preset)
    before = demo.numbers()
    for _ in range(steps):
        demo.step()
    return before, demo.numbers()


def test_the_presets_make_their_points():
    small, learned = _learned("A small weight cannot decide")
    assert 0.4 < small["probability"] < 0.6 and small["saturated"] == 0
    gained = small["loss"] - learned["loss"]
    wrong, still = _learned("Sure and wrong: it hardly learns")
    assert wrong["right"] < 8 and wrong["saturated"] > 20 and wrong["probability"] < 0.01
    assert wrong["loss"] - still["loss"] < gained / 5
    sure, _ = _learned("A large weight is always sure")
    assert sure["saturated"] > 20 and sure["probability"] > 0.99
    moved, _ = _learned("The bias moves the border")
    assert moved["right"] == 20 and moved["score"] == pytest.approx(2 * 0.8 - 4)
    plain, _ = _learned("A score becomes a probability")
    assert plain["right"] > 30 and plain["saturated"] < 10


def test_an_own_right_sigmoid_agrees_with_its_slope():
    found = (demo := Sigmoid(lambda x: 0.5 + 0.5 * torch.tanh(x / 2))).numbers()
    assert found["own probability"] == pytest.approx(found["probability"]) and found["own slope"] == pytest.approx(found["slope"])
    assert demo.agrees and "agrees" in demo.told()


def test_an_own_sigmoid_with_the_wrong_sign_falls():
    found = (demo := Sigmoid(lambda x: 1 / (1 + torch.exp(x)))).numbers()
    assert found["own probability"] == pytest.approx(1 - found["probability"]) and found["own slope"] == pytest.approx(-found["slope"])
    assert "differs" in demo.told() and "stroke=\"var(--demo-purple)\"" in demo.picture().svg()


def test_an_own_sigmoid_that_is_cut_from_its_argument_has_no_slope():
    demo = Sigmoid(lambda x: torch.sigmoid(x.detach()))
    assert demo.numbers()["own slope"] is None and demo.agrees
    assert "none" in demo.picture().svg()


def test_an_own_sigmoid_that_raises_spoils_its_argument_or_has_another_form_breaks_nothing():
    reference = Sigmoid()
    reference.step()
    for own, trouble in ((lambda x: x.zero_(), ""), (lambda x: 1 / 0, "ZeroDivisionError"), (lambda x: x.sum(), "shape"), (lambda x: x / 0, "")):
        demo = Sigmoid(own)
        demo.step()
        assert demo.picture().svg() and trouble in demo.own.trouble and bool(trouble) == bool(demo.own.trouble)
        assert {name: demo.numbers()[name] for name in reference.numbers()} == reference.numbers()
