"""The same errors under both measures, worked out anew without torch, and every way of changing them."""

import math

import pytest

from course_lib.demos.l1_against_rmse import L1AgainstRMSE

LEFT, TOP, CELL, HEIGHT = 120, 176, 56, 290  # of the errors on the sheet


def place(pixel: float, error: float, limit: float = 1) -> tuple[float, float]:
    return LEFT + (pixel + 0.5) * CELL, TOP + HEIGHT * (1 - (error / limit + 1) / 2)


def assert_measured(found: dict) -> None:
    errors = found["errors"]
    total, squares = sum(abs(error) for error in errors), sum(error**2 for error in errors)
    assert found["mae"] == pytest.approx(total / 16)
    assert found["rmse"] == pytest.approx(math.sqrt(squares / 16))
    assert found["shares of mae"] == pytest.approx([abs(error) / total for error in errors])
    assert found["shares of rmse"] == pytest.approx([error**2 / squares for error in errors])


@pytest.mark.parametrize("spread", range(1, 17))
def test_piling_up_leaves_mae_and_raises_rmse(spread):
    found = L1AgainstRMSE(spread=spread).numbers()
    assert_measured(found)
    assert sum(error != 0 for error in found["errors"]) == spread
    assert found["mae"] == pytest.approx(1 / 16)
    assert found["rmse"] == pytest.approx(1 / math.sqrt(16 * spread))


@pytest.mark.parametrize("times", [1, 2.5, 16])
def test_an_outlier_is_scaled_alone(times):
    found = L1AgainstRMSE(outlier=times, signs=False).numbers()
    assert_measured(found)
    assert sorted(found["errors"]) == pytest.approx([1 / 16] * 15 + [times / 16])
    assert found["errors"][found["pixel"]] == pytest.approx(times / 16)


def test_both_signs_cancel_in_the_sum():
    assert sum(L1AgainstRMSE().numbers()["errors"]) == 0
    assert sum(L1AgainstRMSE(signs=False).numbers()["errors"]) == 1


def test_a_step_piles_up_on_one_pixel_less_and_spreads_again_at_the_end():
    demo, spreads = L1AgainstRMSE(), []
    for _ in range(16):
        demo.step()
        spreads.append(sum(error != 0 for error in demo.numbers()["errors"]))
    assert spreads == [*range(15, 0, -1), 16]


@pytest.mark.parametrize("beside", [-0.45, 0, 0.45])
def test_dragging_sets_the_error_under_the_mouse(beside):
    demo = L1AgainstRMSE()
    demo.press(*place(3 + beside, 0.5))
    demo.drag(*place(3, -0.75))
    assert demo.numbers()["errors"][3] == pytest.approx(-0.75, abs=1e-3) and demo.numbers()["pixel"] == 3
    assert_measured(demo.numbers())


def test_dragging_across_draws_over_several_pixels_and_ends_at_the_edges():
    demo = L1AgainstRMSE()
    demo.press(*place(5, 0.2))
    demo.drag(*place(6, 0.4))
    demo.drag(*place(40, 7))
    assert demo.numbers()["errors"][5:7] == pytest.approx([0.2, 0.4], abs=1e-3)
    assert demo.numbers()["errors"][15] == 1


def test_a_press_beside_the_errors_changes_nothing():
    demo = L1AgainstRMSE()
    demo.press(1300, 300)
    demo.drag(*place(3, 0.5))
    assert demo.numbers() == L1AgainstRMSE().numbers()


def test_the_keys_point_and_change():
    demo = L1AgainstRMSE(spread=1)
    for key in ("ArrowRight", "ArrowUp", "ArrowUp"):
        demo.key(key)
    assert (demo.numbers()["pixel"], demo.numbers()["errors"][9]) == (9, pytest.approx(0.1))
    demo.key("ArrowLeft")
    demo.key("ArrowDown")
    assert demo.numbers()["errors"][8] == pytest.approx(0.95)
    demo.key("0")
    assert demo.numbers()["errors"][8] == 0


def test_no_error_at_all_is_zero_under_both():
    demo = L1AgainstRMSE(spread=1)
    demo.key("0")
    found = demo.numbers()
    assert (found["mae"], found["rmse"], sum(found["shares of rmse"])) == (0, 0, 0)
    assert "as large" in demo.told() and demo.picture().svg()


@pytest.mark.parametrize("controls", [{"spread": 1, "outlier": 16}, {"outlier": 16}, {"spread": 2, "outlier": 3.3}])
def test_every_error_fits_into_its_frame(controls):
    demo = L1AgainstRMSE(**controls)
    assert max(map(abs, demo.numbers()["errors"])) <= demo.limit
    error = max(demo.numbers()["errors"])
    demo.press(*place(8, error, demo.limit))
    assert demo.numbers()["errors"][8] == pytest.approx(error, rel=1e-3)


def test_the_presets_make_their_points():
    demo, found = L1AgainstRMSE(), {}
    for name in demo.presets:
        demo.use(name)
        found[name] = demo.numbers()
    ratios = {name: numbers["rmse"] / numbers["mae"] for name, numbers in found.items()}
    assert ratios["Spread evenly, both agree"] == pytest.approx(1)
    assert ratios["Piled up, only RMSE grows"] == pytest.approx(math.sqrt(8))
    assert ratios["All in one pixel: four times"] == pytest.approx(4)
    outlier = found["One outlier rules RMSE"]
    assert outlier["shares of mae"][8] < 0.5 and outlier["shares of rmse"][8] > 0.9


def test_a_right_own_function_agrees():
    demo = L1AgainstRMSE(lambda a, b: abs(a - b).sum() / len(a), outlier=3)
    assert demo.numbers()["own mae"] == pytest.approx(demo.numbers()["mae"]) and "Yours agrees" in demo.told()


def test_an_own_function_without_absolute_value_finds_nothing_wrong():
    demo = L1AgainstRMSE(lambda a, b: (a - b).mean())
    assert demo.numbers()["own mae"] == 0 and demo.numbers()["mae"] == 1 / 16
    assert "Yours differs" in demo.told()


@pytest.mark.parametrize("wrong", [math.nan, math.inf, -1e300])
def test_an_own_function_that_gives_no_measure_is_drawn_all_the_same(wrong):
    picture = L1AgainstRMSE(lambda a, b: wrong).picture().svg()
    assert '"nan"' not in picture and '"inf"' not in picture
    assert all(len(words.split("<")[0]) < 80 for words in picture.split(">"))


def test_an_own_function_that_gives_a_number_for_each_pixel_is_told():
    demo = L1AgainstRMSE(lambda a, b: (a - b).abs())
    assert "own mae" not in demo.numbers() and "shape (16,)" in demo.line()


def test_an_own_function_that_changes_its_arguments_changes_nothing_here():
    assert L1AgainstRMSE(lambda a, b: a.zero_().sum()).numbers()["mae"] == 1 / 16
