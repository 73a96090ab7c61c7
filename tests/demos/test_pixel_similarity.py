"""Pixel similarity: means, distances and wrong digits, counted anew with numpy, and every way of changing the digit."""

import numpy as np
import pytest

from course_lib.demos.pixel_similarity import PixelSimilarity
from course_lib.mnist.data import threes_and_sevens

LEFT, TOP, PIXEL = 40, 92, 14  # of the digit on the sheet
STRIP_LEFT, STRIP_TOPS, THUMB = 480, (716, 796), 66


def middle(row: int, column: int) -> tuple[float, float]:
    return LEFT + (column + 0.5) * PIXEL, TOP + (row + 0.5) * PIXEL


@pytest.fixture(scope="module")
def digits() -> list[np.ndarray]:
    return [stack.double().numpy() for stack in threes_and_sevens()]


def moved_down(images: np.ndarray, by: int) -> np.ndarray:
    return np.concatenate([np.zeros_like(images[..., :by, :]), images[..., : 28 - by, :]], axis=-2)


def distances(images: np.ndarray, mean: np.ndarray) -> np.ndarray:
    return np.abs(images - mean).reshape(len(images), -1).mean(axis=1)


def test_the_two_distances_are_mean_absolute_differences(digits):
    found = PixelSimilarity(number=15).numbers()["distances"]
    assert found == pytest.approx([distances(digits[2][15:16], stack.mean(0))[0] for stack in digits[:2]], abs=1e-6)


@pytest.mark.parametrize("down", [0, 2, 4])
def test_the_wrong_ones_are_counted_on_moved_digits(digits, down):
    mean3, mean7 = digits[0].mean(0), digits[1].mean(0)
    found = PixelSimilarity(down=down).numbers()
    threes, sevens = (moved_down(stack, down) for stack in digits[2:])
    assert found["wrong threes"] == (distances(threes, mean3) >= distances(threes, mean7)).sum()
    assert found["wrong sevens"] == (distances(sevens, mean3) < distances(sevens, mean7)).sum()
    assert found["accuracy"] == pytest.approx(1 - (found["wrong threes"] + found["wrong sevens"]) / 2038)


def test_with_all_images_it_has_the_accuracy_of_the_book():
    assert PixelSimilarity().numbers()["accuracy"] == pytest.approx(0.9514, abs=1e-4)


def test_one_image_is_its_own_mean_and_another_seed_takes_another():
    demo = PixelSimilarity(images=1)
    assert (demo.means[0] == demo.stacks[0][0]).all() and demo.numbers()["images"] == [1, 1]
    assert PixelSimilarity(images=1, seed=1).numbers() != demo.numbers() == PixelSimilarity(images=1).numbers()


def test_a_step_makes_the_stacks_grow_and_begins_again_after_the_last():
    demo, sizes = PixelSimilarity(images=1), []
    for _ in range(100):
        demo.step()
        sizes.append(demo.numbers()["images"])
    assert sizes[:3] == [[2, 2], [3, 3], [4, 4]] and [6131, 6265] in sizes
    assert [1, 1] in sizes


@pytest.mark.parametrize("right, down", [(3, 0), (-2, 0), (0, 4), (0, -1), (-4, 4)])
def test_a_move_takes_the_ink_with_it(right, down):
    demo = PixelSimilarity(right=right, down=down)
    before = PixelSimilarity().seen().numpy()
    assert (demo.seen().numpy() == np.roll(before, (down, right), (0, 1))).all()  # this digit has wide margins


def test_what_leaves_the_sheet_is_lost():
    demo = PixelSimilarity(kind="drawing", mouse="draws")
    demo.press(*middle(27, 14))
    demo.set(down=4)
    assert demo.seen().sum() == 0


def test_the_mouse_draws_where_it_is_also_on_a_moved_digit():
    demo = PixelSimilarity(right=3, down=-2)
    demo.take_empty()
    demo.press(*middle(10, 12))
    demo.drag(*middle(10, 20))
    demo.release()
    assert (demo.seen()[10, 12:21] == 1).all() and demo.seen()[14].sum() == 0
    assert demo.numbers()["digit"] == "drawing"


def test_a_drawn_seven_reads_as_a_seven_and_wiped_it_is_gone():
    demo = PixelSimilarity()
    demo.take_empty()
    demo.press(*middle(8, 7))
    demo.drag(*middle(8, 19))
    demo.drag(*middle(23, 13))
    demo.release()
    assert demo.numbers()["reads as"] == "7" and demo.numbers()["ink"] > 20
    demo.set(mouse="wipes")
    demo.press(*middle(8, 7))
    demo.drag(*middle(8, 19))
    demo.drag(*middle(23, 13))
    assert demo.numbers()["ink"] == 0


def test_the_keys_point_draw_and_wipe():
    demo = PixelSimilarity()
    demo.take_empty()
    for key in ("ArrowLeft", "ArrowUp", "ArrowUp", "Enter"):
        demo.key(key)
    assert demo.seen()[12, 13] == 1
    demo.key("Backspace")
    assert demo.numbers()["ink"] == 0


def test_keys_change_the_number_of_images():
    demo = PixelSimilarity(images=100)
    demo.key("+")
    assert demo.numbers()["images"] == [120, 120]
    demo.key("-")
    assert demo.numbers()["images"] == [100, 100]


@pytest.mark.parametrize("line, kind", [(0, "3"), (1, "7")])
def test_a_click_on_a_wrong_one_picks_it(line, kind):
    demo = PixelSimilarity()
    demo.press(STRIP_LEFT + 2.5 * THUMB, STRIP_TOPS[line] + 20)
    found = demo.numbers()
    assert found["digit"] == kind and found["reads as"] != kind
    assert found["number"] == demo.wrong[line][2]


def test_a_click_beside_the_strips_picks_nothing():
    demo = PixelSimilarity()
    demo.press(STRIP_LEFT + 15.5 * THUMB, STRIP_TOPS[1] + 20)  # there are fifteen sevens
    demo.press(200, 880)
    assert (demo.numbers()["digit"], demo.numbers()["number"]) == ("3", 205)


def test_the_key_n_goes_through_all_wrong_ones():
    demo = PixelSimilarity(down=4)
    seen = set()
    for _ in range(1003 + 281):
        demo.key("n")
        seen.add((demo.kind, demo.number))
    assert len(seen) == 1003 + 281


def test_the_presets_make_their_points():
    demo, found = PixelSimilarity(), {}
    for name in demo.presets:
        demo.use(name)
        found[name] = demo.numbers()
    assert found["The nearer mean decides"]["reads as"] == "3"
    assert found["One image in place of a mean"]["accuracy"] < 0.9
    assert found["A 3 that reads as a 7"]["reads as"] == "7"
    assert found["A 7 that reads as a 3"]["reads as"] == "3"
    assert found["Down by 4: worse than guessing"]["accuracy"] < 0.5


def test_a_right_own_function_agrees():
    demo = PixelSimilarity(lambda a, b: ((a - b) ** 2).sqrt().mean((-1, -2)))
    found = demo.numbers()
    assert found["own distances"] == pytest.approx(found["distances"], abs=1e-6)
    assert found["own wrong threes"] == found["wrong threes"] and "Yours agrees" in demo.told()


def test_an_own_distance_without_absolute_value_is_wrong_nearly_everywhere_for_one_kind():
    demo = PixelSimilarity(lambda a, b: (a - b).mean((-1, -2)))
    found = demo.numbers()
    assert found["own wrong threes"] + found["own wrong sevens"] > 900 and "Yours differs" in demo.told()


def test_an_own_function_that_averages_over_all_is_told_and_changes_nothing():
    demo = PixelSimilarity(lambda a, b: (a - b).abs().mean())
    assert "own distances" not in demo.numbers() and "gave a single number" in demo.line()
    assert demo.numbers() == PixelSimilarity().numbers()


def test_an_own_function_that_changes_its_arguments_changes_nothing_here():
    demo = PixelSimilarity(lambda a, b: ((a - b).abs().mean((-1, -2)), a.zero_(), b.zero_())[0])
    demo.set(down=1)
    demo.set(down=0)
    found = demo.numbers()
    assert found["own distances"] == found["distances"] == PixelSimilarity().numbers()["distances"]
    assert found["wrong threes"] == 84


def test_an_own_function_is_not_called_to_draw():
    calls = []
    demo = PixelSimilarity(lambda a, b: calls.append(1) or (a - b).abs().mean((-1, -2)))
    before = len(calls)
    demo.picture()
    demo.told()
    assert len(calls) == before
