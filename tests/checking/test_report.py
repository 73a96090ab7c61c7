"""What a student reads."""

import re

import pytest
import torch

from course_lib.checking import Exercise, Misconception, Probe, examine_exercise


def numbers(*shape):
    return Probe(f"x of shape {shape}", lambda draw: (draw.floats(*shape),))


def text_of(answer, *probes, reference=lambda x: 2 * x, **changes):
    return examine_exercise(Exercise("q00_double", reference, probes or [numbers(2)], **changes), answer)


def labels(report):
    return [label for label, _ in report.lines]


def test_a_right_answer_gets_one_line():
    assert text_of(lambda x: x + x).text == "q00_double: right"


def test_an_untouched_cell_says_not_answered_yet_and_nothing_more():
    def double(x):
        raise NotImplementedError()

    assert text_of(double).text == "q00_double: not answered yet"


def test_shapes_are_told_before_values():
    report = text_of(lambda x: x[:1])
    assert dict(report.lines)["expected"] == "a tensor of shape (2,)"


def test_at_most_six_numbers_and_one_position_are_told():
    report = text_of(lambda x: x, numbers(50, 40))
    returned = dict(report.lines)["returned"]
    assert "at [0, 0]" in returned and "2000 of 2000 numbers differ" in returned
    assert all(len(re.findall(r"\d+\.\d+", line)) <= 6 for line in report.text.splitlines())
    assert "with" not in labels(report)


def test_two_numbers_that_differ_late_are_told_with_digits_enough():
    lines = dict(text_of(lambda x: x + 0.0002, reference=lambda x: x + 0).lines)
    assert lines["returned"] != lines["expected"]


def test_an_exception_is_told_with_the_students_line():
    report = text_of(lambda x: x @ torch.ones(3))
    assert labels(report)[:3] == ["called", "with", "raised"]
    assert "x @ torch.ones(3)" in report.trace[-1]


def test_nothing_returned_asks_for_a_return():
    assert "Is there a `return`" in text_of(lambda x: None).text


def test_what_was_printed_can_be_unfolded():
    report = text_of(lambda x: print("look <here>"))
    assert "look &lt;here&gt;" in report._repr_html_()


def test_the_html_twin_says_the_same_words_escaped():
    def evil(x):
        raise ValueError("<script>alert(1)</script>")

    page = text_of(evil)._repr_html_()
    assert "<script>" not in page and "&lt;script&gt;alert(1)" in page


def test_a_small_tensor_is_drawn_as_numbers_and_an_image_as_a_picture_with_alt_text():
    assert "<figcaption" in text_of(lambda x: x)._repr_html_()
    page = text_of(lambda x: 0 * x, numbers(12, 10))._repr_html_()
    assert page.count("<img alt=") == 3
    assert re.search(r'alt="expected: 12 by 10, from [-\d.]+ to [\d.]+, \d+ of 120 not zero"', page)


def test_a_hint_is_one_question():
    hint = "Which number is two?"
    mistake = Misconception("same", hint, wrong=[lambda x: x])
    report = text_of(lambda x: x, misconceptions=[mistake])
    assert report.hint == hint and report.text.count("?") == 1


def test_no_score_is_talked_about():
    for answer in (lambda x: x, lambda x: x + x):
        assert not re.search(r"point|score|\d/\d", text_of(answer).text)


@pytest.mark.parametrize("answer, asked", [
    (lambda x: x.long().mean(), "To which type of number"),
    (lambda x: x @ torch.ones(3), "Two sizes do not fit"),
    (lambda x: 2 * y, "does not know that name"),  # noqa: F821
    (lambda x, y: 2 * x, "does your `def` ask for"),
    (lambda x: x.requires_grad_().numpy(), "take part in gradients"),
])
def test_what_beginners_run_into_gets_a_question(answer, asked):
    assert asked in text_of(answer).hint
