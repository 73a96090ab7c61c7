"""SGD on x²: each step multiplies x by 1 − 2·rate."""

import pytest
import torch

from course_lib.demos import LearningRate
from course_lib.demos.learning_rate import _VALLEY
from course_lib.mnist import sgd_step


def after(steps: int, **controls) -> dict:
    demo = LearningRate(controls.pop("own", None), **controls)
    for _ in range(steps):
        demo.step()
    return demo.numbers()


@pytest.mark.parametrize("rate", [0.01, 0.3, 0.85, 1.05])
def test_each_step_shrinks_or_stretches_by_one_factor(rate: float):
    assert after(7, rate=rate, start=2.0)["positions"] == [pytest.approx(2 * (1 - 2 * rate) ** 7, rel=1e-4)]


def test_each_preset_makes_its_point():
    ends = {}
    for preset in LearningRate.presets:
        demo = LearningRate()
        demo.use(preset)
        for _ in range(20):
            demo.step()
        ends[preset] = [abs(x) for x in demo.numbers()["positions"]]
    assert ends["Too small crawls"][0] > 1.5
    assert ends["Just right"][0] < 1e-6
    assert 0.001 < ends["Past a half, it bounces"][0] < 0.1
    assert ends["Past one, it flies away"][0] > 3
    crawls, wins, bounces = ends["Three rates race"]
    assert wins < bounces < crawls or wins < crawls < bounces


def test_the_ball_is_dragged_by_the_mouse_and_moved_by_keys():
    demo = LearningRate(start=1.0)
    demo.step()
    demo.press(*_VALLEY.at(-1.5, 4.0))
    assert demo.numbers() == {"steps": 0, "positions": [pytest.approx(-1.5)], "slopes": [pytest.approx(-3.0)]}
    demo.key("ArrowRight")
    assert demo.start == pytest.approx(-1.4)
    demo.press(1500.0, 400.0)
    assert demo.start == pytest.approx(-1.4), "beside the valley"


def test_a_ball_out_of_sight_stays_where_it_is_told():
    demo = LearningRate(rate=2.0, start=3.0)
    for _ in range(200):
        demo.step()
    assert "out of sight" in demo.told() and demo.picture().svg()


def test_an_own_right_step_rolls_along_and_a_wrong_one_away():
    def uphill(params, lr):
        with torch.no_grad():
            for p in params:
                p += lr * p.grad

    found = after(5, own=sgd_step, rate=0.2)
    assert found["own position"] == pytest.approx(found["positions"][0])
    found = after(5, own=uphill, rate=0.2, start=0.5)
    assert abs(found["own position"]) > 1 > abs(found["positions"][0])
