"""The hinges and the folds, checked against numpy and against counting."""

import numpy as np
import pytest
import torch

from course_lib.demos import depth_view, hinge_frame, width_view
from course_lib.demos.relu_hinges import ReluHinges
from course_lib.demos.target_curves import GRID, POINTS

DEEP = "deep: fold again and again"
X = np.linspace(-1, 1, 201)


def relu(x):
    return torch.where(x > 0, x, torch.zeros_like(x))


def by_numpy(demo):
    """The sum of the hinges, from the net's numbers."""
    w, b, a = (numbers.numpy() for numbers in (demo.hinges.w, demo.hinges.b, demo.hinges.a))
    return np.maximum(X[:, None] * w + b, 0) @ a + demo.hinges.offset.item()


def after(demo, *names):
    for name in names:
        demo.key(name)
    return demo.numbers()


@pytest.mark.parametrize("target, curve", [
    ("wave", 0.8 * np.sin(1.5 * np.pi * X)),
    ("bump", 1.6 * np.exp(-((X / 0.3) ** 2)) - 0.8),
    ("parabola", 1.6 * X**2 - 0.8),
    ("sawtooth", np.interp(X, np.linspace(-1, 1, 9), [-0.8, 0.8] * 4 + [-0.8])),
])
def test_the_sum_is_the_least_squares_fit_of_the_target(target, curve):
    demo = ReluHinges(units=6, target=target)
    w, b = demo.hinges.w.numpy(), demo.hinges.b.numpy()
    columns = np.column_stack([np.maximum(X[:, None] * w + b, 0), np.ones(201)])
    best = columns @ np.linalg.lstsq(columns, curve, rcond=None)[0]
    assert np.allclose(demo.sum, best, atol=1e-8) and np.allclose(demo.sum, by_numpy(demo))
    assert demo.numbers()["rmse"] == pytest.approx(np.sqrt(np.mean((best - curve) ** 2)))


@pytest.mark.parametrize("units", [1, 2, 17, 50])
def test_each_hinge_bends_once_and_makes_a_piece_more(units):
    found = ReluHinges(units=units, target="bump").numbers()
    assert len(found["bends"]) == units and found["pieces"] == units + 1
    assert np.allclose(np.diff(found["bends"]), 2 / (units + 1))


def test_a_step_adds_a_hinge_and_fits_anew_until_there_are_fifty():
    demo = ReluHinges(units=4)
    before = demo.numbers()["rmse"]
    for _ in range(60):
        demo.step()
    found = demo.numbers()
    assert found["hinges"] == 50 and found["rmse"] < before / 50 and found["steps"] == 46


def test_a_step_by_hand_sets_one_hinge_to_its_best_height():
    demo = ReluHinges(units=3, fit="by hand")
    assert demo.numbers()["heights"] == [0, 0, 0]
    demo.step()
    hinge, curve = np.maximum(2 * X + 1, 0), 0.8 * np.sin(1.5 * np.pi * X)
    heights = demo.numbers()["heights"]
    assert heights == pytest.approx([curve @ hinge / (hinge @ hinge), 0, 0]) and demo.numbers()["chosen"] == 2


def test_gradient_steps_are_those_of_autograd():
    demo = ReluHinges(units=6, fit="gradient steps", seed=5)
    start = [numbers.clone() for numbers in (demo.hinges.w, demo.hinges.b, demo.hinges.a, demo.hinges.offset)]
    demo.step()
    w, b, a, offset = (numbers.numpy() for numbers in start)
    for _ in range(25):
        before = X[:, None] * w + b
        error = 2 * (np.maximum(before, 0) @ a + offset - demo.goal.numpy()) / 201
        back = error[:, None] * a * (before > 0)
        w, b, a, offset = (w - 0.1 * (X @ back), b - 0.1 * back.sum(0), a - 0.1 * (error @ np.maximum(before, 0)), offset - 0.1 * error.sum())
    assert np.allclose(demo.hinges.a, a) and np.allclose(demo.hinges.w, w) and np.allclose(demo.numbers()["bends"], -b / w)


def test_the_seed_alone_decides_where_gradients_begin():
    first, again, other = (ReluHinges(fit="gradient steps", seed=seed).numbers()["heights"] for seed in (1, 1, 2))
    assert first == again != other


@pytest.mark.parametrize("units", [1, 8, 50])
@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("bent", [True, False])
def test_gradient_steps_never_fly_away(units, bias, bent):
    demo = ReluHinges(units=units, target="step", fit="gradient steps", bias=bias, relu=bent)
    before = demo.numbers()["rmse"]
    for _ in range(10):
        demo.step()
    assert demo.numbers()["rmse"] < before


def test_many_hinges_follow_a_curve():
    demo = ReluHinges()
    demo.use("Many hinges follow a curve")
    assert demo.numbers()["rmse"] < 0.01 < ReluHinges().numbers()["rmse"]


def test_without_relu_one_line_is_left():
    demo = ReluHinges()
    demo.use("No ReLU: one line is left")
    slope, offset = np.polyfit(X, 0.8 * np.sign(np.round(X, 9)), 1)
    assert demo.numbers()["pieces"] == 1 and np.allclose(demo.sum, slope * X + offset)
    assert demo.hinges.line() == pytest.approx((slope, offset)) and f"{slope:.2f}·x" in demo.told()


def test_without_bias_all_bend_at_zero_and_the_sum_is_zero_there():
    demo = ReluHinges()
    demo.use("No bias: all bend at 0")
    assert demo.numbers()["bends"] == [0] * 6 and demo.numbers()["pieces"] == 2 and abs(demo.sum[100]) < 1e-12
    columns, curve = np.column_stack([np.maximum(X, 0), np.maximum(-X, 0)]), 1.6 * np.exp(-((X / 0.3) ** 2)) - 0.8
    assert np.allclose(demo.sum, columns @ np.linalg.lstsq(columns, curve, rcond=None)[0])
    assert "bend at x = 0" in demo.told()


def test_gradients_move_the_bends():
    demo = ReluHinges()
    demo.use("Gradients move the bends")
    before = demo.numbers()
    for _ in range(60):
        demo.step()
    assert demo.numbers()["rmse"] < 0.1 * before["rmse"]
    assert np.abs(np.subtract(demo.numbers()["bends"], before["bends"])).max() > 0.1


def test_depth_doubles_the_pieces():
    demo = ReluHinges()
    demo.use("Depth doubles the pieces")
    found = []
    for _ in range(4):
        found.append(demo.numbers()["pieces"])
        demo.step()
    assert found == [16, 32, 64, 128] and demo.numbers()["layers"] == 7


@pytest.mark.parametrize("depth", [1, 3, 7])
def test_the_teeth_are_those_of_the_triangle_map(depth):
    y = np.linspace(0, 1, 1025)
    for _ in range(depth):
        y = 1 - np.abs(1 - 2 * y)
    assert np.allclose(depth_view.teeth(depth), y)
    assert depth_view.bends(depth_view.teeth(depth)) == list(range(1024 >> depth, 1024, 1024 >> depth))


def test_a_point_goes_through_the_layers():
    demo = ReluHinges(view=DEEP, depth=3)
    assert demo.numbers()["path"] == pytest.approx([0.3, 0.6, 0.8, 0.4])
    demo.press(100 + 960 / 4, 500)
    assert demo.numbers()["path"] == pytest.approx([0.25, 0.5, 1, 0]) and "0.25 → 0.50" in demo.told()
    demo.drag(5000, 500)
    assert demo.numbers()["path"][0] == 1
    assert after(demo, "ArrowLeft", "ArrowUp")["path"] == pytest.approx([0.99, 0.02, 0.04, 0.08, 0.16])
    assert after(demo, "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown")["layers"] == 1


def test_a_bend_is_dragged_and_the_heights_follow():
    demo = ReluHinges(units=4)
    bends, before = demo.numbers()["bends"], demo.numbers()["heights"]
    demo.press(*hinge_frame.FRAME.at(bends[2] + 0.02, 0))
    demo.drag(*hinge_frame.FRAME.at(0.4, 0))
    demo.release()
    demo.drag(*hinge_frame.FRAME.at(-0.4, 0))
    assert demo.numbers()["bends"][2] == pytest.approx(0.4) and demo.numbers()["chosen"] == 3
    assert demo.numbers()["heights"] != before and demo.fit == "least squares"
    assert np.allclose(demo.sum, by_numpy(demo))


def test_the_end_of_the_chosen_hinge_is_dragged_to_another_height():
    demo = ReluHinges(units=4, fit="least squares")
    frame = hinge_frame.frame_of(demo.hinges)
    demo.press(*frame.at(*hinge_frame.shapes(demo.hinges)[0][-1]))
    demo.drag(*frame.at(1, 2.0))
    assert demo.fit == "by hand" and demo.numbers()["heights"][0] * (2 * 1 + 1.2) == pytest.approx(2.0)


def test_the_frame_stands_still_while_an_end_is_dragged():
    demo = ReluHinges(units=1, fit="by hand")
    after(demo, *["ArrowUp"] * 5)
    frame = demo.frame
    demo.press(*frame.at(1, 1.0))
    for _ in range(3):
        demo.drag(*frame.at(1, 0.4))
    assert demo.numbers()["heights"] == pytest.approx([0.2]) and demo.frame == frame
    demo.release()
    assert demo.frame.up == (-0.5, 0.5)


def test_keys_do_what_the_mouse_does_to_a_hinge():
    demo = ReluHinges(units=4)
    bends = demo.numbers()["bends"]
    assert after(demo, "n", "ArrowRight")["bends"][1] == pytest.approx(bends[1] + 0.05)
    assert after(demo, "b", "ArrowLeft")["bends"][0] == pytest.approx(bends[0] - 0.05)
    height, offset = demo.numbers()["heights"][0], demo.numbers()["offset"]
    found = after(demo, "ArrowUp", "PageDown")
    assert found["heights"][0] == pytest.approx(height + 0.1) and found["offset"] == pytest.approx(offset - 0.05)
    assert demo.fit == "by hand" and np.allclose(demo.sum, by_numpy(demo))


@pytest.mark.parametrize("places", [[(-0.5, 0.0), (0.5, 1.0)], [(0.5, 1.0), (-0.5, 0.0)]], ids=["to the right", "to the left"])
def test_a_target_is_drawn_by_mouse(places):
    demo = ReluHinges(units=50)
    demo.press(*width_view.SUM.at(*places[0]))
    demo.drag(*width_view.SUM.at(*places[1]))
    demo.release()
    middle = (X >= -0.5) & (X <= 0.5)
    assert demo.target == "drawn" and np.allclose(demo.goal[torch.from_numpy(middle)], X[middle] + 0.5)
    assert np.allclose(demo.goal[::5][POINTS < -0.5], 0.8 * np.sin(1.5 * np.pi * X[::5][:10]))
    demo.set(units=20)
    assert demo.goal[100] == pytest.approx(0.5), "a drawn target outlasts new hinges"


def test_a_target_is_moved_point_by_point_with_keys():
    demo = ReluHinges(target="parabola")
    after(demo, "t", "ArrowRight")
    assert demo.target == "parabola"
    after(demo, "ArrowUp", "ArrowUp")
    place = int((GRID - 0.05).abs().argmin())
    assert demo.target == "drawn" and demo.goal[place] == pytest.approx(1.6 * 0.05**2 - 0.8 + 0.2)
    assert "x = 0.05, now -0.60" in demo.told()


def test_switching_relu_off_and_on_keeps_the_bends():
    demo = ReluHinges(units=3)
    demo.key("ArrowRight")
    before = demo.numbers()
    demo.set(relu=False)
    demo.set(relu=True)
    assert demo.numbers() == before


@pytest.mark.parametrize("settings", [{}, {"view": DEEP, "depth": 7}])
def test_a_right_relu_of_your_own_agrees(settings):
    demo = ReluHinges(relu, **settings)
    assert demo.numbers()["own difference"] < 1e-9 and "Yours agrees" in demo.told() and "purple" in demo.picture().svg()


@pytest.mark.parametrize("wrong", [torch.abs, lambda x: x, lambda x: x.clamp(max=0)])
@pytest.mark.parametrize("settings", [{}, {"view": DEEP}])
def test_a_wrong_relu_of_your_own_differs(wrong, settings):
    demo = ReluHinges(wrong, **settings)
    assert demo.numbers()["own difference"] > 0.3 and "differs by up to" in demo.told()


def test_a_relu_that_changes_its_input_harms_nothing():
    demo = ReluHinges(lambda x: x.mul_(0), fit="gradient steps")
    plain = ReluHinges(fit="gradient steps")
    for _ in range(3):
        demo.step(), plain.step()
    assert demo.numbers()["bends"] == plain.numbers()["bends"]
    demo.set(view=DEEP)
    assert ReluHinges(view=DEEP).numbers()["pieces"] == demo.numbers()["pieces"] == 8


@pytest.mark.parametrize("settings", [{}, {"view": DEEP}])
def test_a_relu_that_gives_one_number_is_told_so(settings):
    demo = ReluHinges(lambda x: x.clamp(min=0).sum(), **settings)
    assert "own difference" not in demo.numbers() and "a single number" in demo.line() and demo.picture().svg()


@pytest.mark.parametrize("settings", [{"units": 50, "target": "step"}, {"view": DEEP, "depth": 7}, {"units": 1, "relu": False, "bias": False}])
def test_the_picture_stays_small(settings):
    assert len(ReluHinges(relu, **settings).picture().svg()) < 60_000


def test_a_long_run_keeps_its_picture_small():
    demo = ReluHinges(fit="by hand", units=2)
    for _ in range(1000):
        demo.step()
    assert len(demo.picture().svg()) < 30_000 and demo.numbers()["steps"] == 1000
