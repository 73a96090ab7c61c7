"""The two models, checked against the loop of numpy that they stand for."""

import numpy as np
import pytest
import torch

from course_lib.demos.zero_grad import LAST, NEVER, RIGHT, TOO_SOON, ZeroGrad
from course_lib.demos.zero_grad_view import LEVELS, MAP, rings


def gradient(demo, place):
    """Of the mean squared error, written out."""
    x, y = demo.points.x.numpy()[:, 0], demo.points.y.numpy()[:, 0]
    error = place[0] * x + place[1] - y
    return np.array([2 * np.mean(error * x), 2 * np.mean(error)])


def walked(demo, steps, forgotten=()):
    """Where gradient descent comes to, and what is stored then, where in some steps nothing is cleared."""
    place, kept = np.array([demo.weight, demo.bias]), np.zeros(2)
    for step in range(1, steps + 1):
        kept = (kept if step in forgotten else 0) + gradient(demo, place)
        place = place - demo.rate * kept
    return place, kept


def ran(demo, steps):
    for _ in range(steps):
        demo.step()
    return demo.numbers()


def used(preset, steps=0):
    demo = ZeroGrad()
    demo.use(preset)
    ran(demo, steps)
    return demo


def right(model, xb, yb, loss_func, lr):
    for p in model.parameters():
        p.grad = None
    return forgetful(model, xb, yb, loss_func, lr)


def forgetful(model, xb, yb, loss_func, lr):
    loss = loss_func(model(xb), yb)
    loss.backward()
    with torch.no_grad():
        for p in model.parameters():
            p.add_(p.grad, alpha=-lr)
    return loss.item()


@pytest.mark.parametrize("steps", [1, 2, 7])
@pytest.mark.parametrize("order, forgotten", [(NEVER, range(100)), (RIGHT, ())])
def test_both_models_go_where_the_arithmetic_says(steps, order, forgotten):
    demo = ZeroGrad(order=order)
    found = ran(demo, steps)
    for name, left_out in (("first", ()), ("other", forgotten)):
        place, kept = walked(demo, steps, left_out)
        assert found[f"{name} place"] == pytest.approx(place) and found[f"{name} stored"] == pytest.approx(kept)


def test_the_stored_gradient_is_the_sum_of_all_that_was_added():
    demo, total = ZeroGrad(), np.zeros(2)
    for _ in range(5):
        here = demo.numbers()["other place"]
        found = ran(demo, 1)
        assert found["other added"] == pytest.approx(gradient(demo, here))
        total += found["other added"]
    assert found["other stored"] == pytest.approx(total)


def test_the_first_step_is_the_same_for_both():
    found = ran(ZeroGrad(), 1)
    assert found["apart"] == 0 and ran(ZeroGrad(), 2)["apart"] > 0.1


def test_never_cleared_it_never_rests():
    demo = used("Never cleared, it never rests", 400)
    losses = [ran(demo, 1)["other loss"] for _ in range(40)]
    assert max(losses) > 1 and demo.numbers()["first loss"] < 0.06


def test_forgotten_once_it_makes_a_detour():
    demo = used("Forgotten once: a detour", 2)
    assert demo.numbers()["other place"] == pytest.approx(walked(demo, 2, {2})[0])
    apart = demo.numbers()["apart"]
    assert apart > 0.3 and ran(demo, 40)["apart"] < 0.01


def test_cleared_too_soon_it_stands():
    demo = used("Cleared too soon: it stands", 40)
    assert demo.numbers()["steps"] == 10 and demo.other.place == (-0.7, 2.0) and demo.first.place != (-0.7, 2.0)


def test_cleared_first_or_last_it_is_the_same():
    demo = used("Cleared first or last: the same", 40)
    found = demo.numbers()
    assert found["apart"] == 0 and found["other stored"] == (0, 0) != found["first stored"]


@pytest.mark.parametrize("order", [RIGHT, TOO_SOON, LAST, NEVER])
def test_four_lines_make_a_step(order):
    by_line, whole = ZeroGrad(order=order, by="a line"), ZeroGrad(order=order)
    assert ran(by_line, 3)["steps"] == 0
    assert ran(by_line, 9) == ran(whole, 3)


def test_one_may_change_over_to_whole_steps_in_the_middle_of_one():
    demo = ZeroGrad(by="a line")
    ran(demo, 2)
    demo.set(by="a whole step")
    assert ran(demo, 1)["steps"] == 1 and ran(demo, 1)["steps"] == 2


@pytest.mark.parametrize("order", [RIGHT, LAST])
def test_forget_once_leaves_out_the_next_clearing_and_no_other(order):
    demo = ZeroGrad(order=order)
    ran(demo, 2)
    demo.key("f")
    found = ran(demo, 3)
    left_over_in = 3 if order == RIGHT else 4  # the step that finds something
    assert found["other place"] == pytest.approx(walked(demo, 5, {left_over_in})[0])


def test_a_clearing_that_is_left_out_is_struck_out():
    demo = ZeroGrad(order=RIGHT)
    assert "demo-red" not in demo.picture().svg()
    demo.forget_once()
    assert "demo-red" in demo.picture().svg()
    ran(demo, 1)
    assert "demo-red" in demo.picture().svg()
    ran(demo, 1)
    assert "demo-red" not in demo.picture().svg()


def test_the_start_is_dragged_and_moved_by_keys():
    demo = ZeroGrad()
    ran(demo, 3)
    demo.press(*MAP.at(0.5, -1.0))
    assert demo.numbers()["steps"] == 0 and demo.first.place == demo.other.place == pytest.approx((0.5, -1.0))
    demo.drag(9999, -9999)
    assert demo.first.place == (5.0, 4.0)
    for name in ("ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowRight", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"):
        demo.key(name)
    assert demo.other.place == pytest.approx((4.8, 3.8))


def test_a_press_beside_the_map_moves_nothing():
    demo = ZeroGrad()
    demo.press(1500, 500)
    demo.drag(400, 400)
    assert demo.first.place == (-0.7, 2.0)


def test_the_rings_are_lines_of_equal_loss():
    demo = ZeroGrad()
    x, y = demo.points.x.numpy()[:, 0], demo.points.y.numpy()[:, 0]
    least = np.mean((np.polyval(np.polyfit(x, y, 1), x) - y) ** 2)
    for ring, level in zip(rings(demo.points), LEVELS, strict=True):
        assert np.allclose([np.mean((w * x + b - y) ** 2) for w, b in ring], least + level)


def test_the_seed_decides_the_points():
    assert ran(ZeroGrad(seed=3), 4) == ran(ZeroGrad(seed=3), 4) != ran(ZeroGrad(seed=4), 4)


def test_a_right_step_of_your_own_agrees_with_the_model_that_clears():
    demo = ZeroGrad(right)
    assert ran(demo, 8)["own apart"] < 1e-9 and "Yours agrees" in demo.told()


def test_a_forgetful_step_of_your_own_goes_the_way_of_the_other():
    demo = ZeroGrad(forgetful)
    found = ran(demo, 8)
    assert found["own apart"] > 0.5 and found["own place"] == pytest.approx(found["other place"])
    assert "from the first" in demo.told() and "purple" in demo.picture().svg()


def test_a_step_that_gives_a_tensor_is_told_so():
    demo = ZeroGrad(lambda *all: "much")
    ran(demo, 2)
    assert "a single number is expected" in demo.line() and demo.first.place != demo.other.place


def test_a_step_that_spoils_its_model_and_its_data_harms_nothing():
    def spoiling(model, xb, yb, loss_func, lr):
        xb.zero_(), yb.zero_()
        model.weight = None
        return 0.0

    demo = ZeroGrad(spoiling)
    found = ran(demo, 3)
    assert "raised" in demo.own.trouble and demo.picture().svg()
    assert found["other place"] == ran(ZeroGrad(), 3)["other place"]


@pytest.mark.parametrize("rate", [0.01, 0.6])
def test_a_long_run_keeps_its_picture_small(rate):
    demo = ZeroGrad(forgetful, rate=rate, weight=5.0, bias=-3.0)
    ran(demo, 200)
    assert len(demo.picture().svg()) < 60_000
