"""A student's function in a demo: whatever it does, a sentence comes of it."""

import sys

import pytest
import torch

from course_lib.demos.own import Own


def of(function) -> Own:
    return Own(function, "mae")


def test_a_result_of_the_right_form_passes_through():
    own = of(lambda a, b: (a - b).abs().mean())
    result = own.tried(lambda mae: mae(torch.ones(2), torch.zeros(2)), like=torch.tensor(0.5))
    assert result == 1 and own.trouble == ""


@pytest.mark.parametrize("value, like, said", [
    (torch.zeros(2, 3), torch.zeros(3, 2), "gave a tensor of numbers of shape (2, 3); a tensor of numbers of shape (3, 2) is expected"),
    (torch.zeros(2), torch.tensor(0.0), "gave a tensor of numbers of shape (2,); a single number is expected"),
    (torch.zeros(2, dtype=torch.bool), torch.zeros(2), "gave a tensor of booleans of shape (2,); a tensor of numbers"),
    (torch.zeros(2, dtype=torch.int64), torch.zeros(2), "gave a tensor of whole numbers"),
    (None, torch.tensor(0.0), "gave None; a single number is expected"),
    ((1, 2), (1, 2, 3), "gave a tuple of 2; a tuple of 3 is expected"),
    ("seven", 7.0, "gave something of type str"),
    (True, 1.0, "gave True or False; a single number is expected"),
])
def test_another_form_is_told_beside_the_expected_one(value, like, said: str):
    own = of(lambda: value)
    assert own.tried(lambda mae: mae(), like=like) is None
    assert own.trouble.startswith(f"your mae {said}")


def test_python_numbers_and_tensors_of_one_number_are_alike():
    assert of(lambda: 3).tried(lambda mae: mae(), like=torch.tensor(0.5)) == 3


def test_a_long_error_is_cut_and_one_whose_text_raises_is_named():
    class Nasty(Exception):
        def __str__(self) -> str:
            raise ValueError

    def nasty():
        raise Nasty

    def wordy():
        raise ValueError("x " * 500)

    own = of(nasty)
    own.tried(lambda mae: mae())
    assert own.trouble == "your mae raised Nasty"
    own = of(wordy)
    own.tried(lambda mae: mae())
    assert len(own.trouble) < 200 and own.trouble.endswith("…")


def test_what_it_prints_goes_nowhere(capsys: pytest.CaptureFixture):
    of(lambda: (print("here"), print("there", file=sys.stderr))).tried(lambda mae: mae())
    assert capsys.readouterr() == ("", "")


def test_the_stop_button_still_stops():
    def interrupted():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        of(interrupted).tried(lambda mae: mae())


def test_without_a_function_nothing_is_called():
    own = of(None)
    assert not own and own.tried(lambda mae: mae()) is None and own.trouble == ""
