"""The digit and its numbers: what is shown is what memory holds, and every way of changing it."""

import pytest
import torch

from course_lib.demos.pixels import Pixels
from course_lib.mnist.data import mnist

LEFT, TOP, PIXEL = 70, 90, 24  # of the digit on the sheet


def middle(row: int, column: int) -> tuple[float, float]:
    return LEFT + (column + 0.5) * PIXEL, TOP + (row + 0.5) * PIXEL


def first_three() -> torch.Tensor:
    digits = mnist()
    return digits.train_images[digits.train_labels.tolist().index(3)]


def at(demo: Pixels, row: int, column: int) -> dict:
    demo.hover(*middle(row, column))
    return demo.numbers()


@pytest.mark.parametrize("row, column", [(0, 0), (14, 14), (13, 9), (27, 27)])
def test_the_mouse_reads_the_number_under_it(row, column):
    found = at(Pixels(), row, column)
    assert (found["row"], found["column"], found["value"]) == (row, column, int(first_three()[row, column]))


def test_bytes_and_floats_differ_in_type_and_size():
    whole, divided = Pixels().numbers(), Pixels(divided=True).numbers()
    assert (whole["dtype"], whole["shape"], whole["bytes"]) == ("torch.uint8", [28, 28], 784)
    assert (divided["dtype"], divided["bytes"]) == ("torch.float32", 4 * 784)
    assert divided["value"] == pytest.approx(253 / 255) and whole["value"] == 253


def test_bytes_wrap_round_and_floats_do_not():
    demo = Pixels(plus=130)
    assert demo.numbers()["value"] == (253 + 130) % 256
    demo.set(divided=True)
    assert demo.numbers()["value"] == pytest.approx(383 / 255)


def test_colour_is_three_times_as_many_numbers():
    found = Pixels(channels="colour").numbers()
    assert (found["shape"], found["bytes"]) == ([3, 28, 28], 3 * 784)
    assert found["value"] == [round(253 * light / 255) for light in (80, 180, 255)]


def test_red_ink_is_in_the_first_channel_alone():
    assert Pixels(channels="colour", ink="red").numbers()["value"] == [253, 0, 0]


def test_the_arrows_go_one_pixel_on_and_stop_at_the_edge():
    demo = Pixels()
    for key, place in {"ArrowLeft": (14, 13), "ArrowUp": (13, 13), "ArrowRight": (13, 14), "ArrowDown": (14, 14)}.items():
        demo.key(key)
        assert (demo.numbers()["row"], demo.numbers()["column"]) == place
    for _ in range(30):
        demo.key("ArrowDown")
    assert demo.numbers()["row"] == 27


def test_a_step_goes_on_as_memory_does():
    demo = Pixels()
    at(demo, 3, 27)
    demo.step()
    assert (demo.numbers()["row"], demo.numbers()["column"]) == (4, 0)
    at(demo, 27, 27)
    demo.step()
    assert (demo.numbers()["row"], demo.numbers()["column"]) == (0, 0)


def test_the_mouse_draws_and_wipes():
    demo = Pixels(mouse="draws")
    demo.take_empty()
    assert demo.numbers()["sum"] == 0
    demo.press(*middle(5, 4))
    demo.drag(*middle(5, 20))
    demo.release()
    assert [at(demo, 5, column)["value"] for column in (4, 12, 20)] == [255, 255, 255]
    assert at(demo, 5, 23)["value"] == 0 and at(demo, 8, 12)["value"] == 0
    demo.set(mouse="wipes")
    demo.press(*middle(5, 12))
    assert at(demo, 5, 12)["value"] == 0 and at(demo, 5, 4)["value"] == 255


def test_two_strokes_are_not_joined():
    demo = Pixels(mouse="draws")
    demo.take_empty()
    for row in (4, 20):
        demo.press(*middle(row, 10))
        demo.release()
    assert at(demo, 12, 10)["value"] == 0


def test_the_keys_draw_and_wipe():
    demo = Pixels()
    at(demo, 1, 1)
    demo.key("Enter")
    assert demo.numbers()["value"] == 255
    demo.key("Backspace")
    assert demo.numbers()["value"] == 0


def test_pointing_changes_no_number_and_a_press_beside_the_digit_does_nothing():
    demo = Pixels()
    demo.press(*middle(2, 2))
    assert demo.numbers()["sum"] == int(first_three().sum())
    demo.set(mouse="draws")
    demo.press(1200, 400)
    demo.drag(*middle(2, 2))
    assert demo.numbers()["sum"] == int(first_three().sum())


def test_another_digit_is_another_of_the_same_kind():
    demo = Pixels(digit="7")
    first = demo.numbers()["sum"]
    demo.take_another()
    assert demo.numbers()["sum"] != first and "A 7" in demo.told()
    assert Pixels(digit="7", seed=1).numbers() == demo.numbers()


def test_the_presets_make_their_points():
    demo, found = Pixels(), {}
    for name in demo.presets:
        demo.use(name)
        found[name] = demo.numbers()
    assert found["A digit is 784 numbers"]["bytes"] == 784
    assert (found["Divide by 255: 0 to 1"]["lowest"], found["Divide by 255: 0 to 1"]["highest"]) == (0, 1)
    assert found["uint8 wraps round at 256"]["value"] < 130
    assert found["Floats don't wrap"]["highest"] > 1.5
    assert len(found["Colour is three pictures"]["value"]) == 3


def test_a_right_own_function_agrees():
    found = Pixels(lambda image: (255 - image.int()).to(torch.uint8)).numbers()
    assert found["own differs at"] == 0 and found["own inverted"] == found["inverted"] == 255 - 253


def test_a_minus_sign_alone_is_one_off_everywhere():
    demo = Pixels(lambda image: -image)
    assert demo.numbers()["own differs at"] == 784 and demo.numbers()["own inverted"] == 3
    assert "784 of your numbers differ" in demo.told()


def test_an_own_function_that_changes_its_argument_leaves_the_digit_alone():
    demo = Pixels(lambda image: image.fill_(7))
    demo.picture()
    assert demo.numbers()["value"] == 253


def test_an_own_function_that_raises_is_told():
    demo = Pixels(lambda image: 1 / 0)
    assert "own inverted" not in demo.numbers() and "ZeroDivisionError" in demo.line()
    assert "ZeroDivisionError" in demo.picture().svg()


def test_the_picture_shows_the_numbers():
    demo = Pixels(plus=130)
    assert ">127<" in demo.picture().svg() and "253 + 130 = 127" in demo.told()
