"""The drawings are read back: which points, which curve, under which name."""

import pytest
import torch

from course_lib.mnist.curves import draw_lines, draw_paths


def points(line) -> list[list[float]]:
    return torch.tensor(line.get_xydata()).tolist()


def test_a_path_lies_on_its_curve_in_its_order():
    (axes,) = draw_paths(torch.square, {"down": [3.0, -1.0, 0.5]}, -4, 4).axes
    curve, path, start = axes.lines
    assert points(path) == [[3, 9], [-1, 1], [0.5, 0.25]]
    assert points(start) == [[3, 9]]
    assert points(curve)[0] == [-4, 16] and points(curve)[-1] == [4, 16]


def test_each_path_has_a_panel_of_its_own_under_its_name():
    figure = draw_paths(torch.square, {"left": [-1.0], "right": [1.0], "still": [0.0]}, -2, 2)
    assert [axes.get_title() for axes in figure.axes] == ["left", "right", "still"]


def test_a_path_that_flies_off_leaves_the_view_on_the_curve():
    (axes,) = draw_paths(torch.square, {"away": [1.0, -30.0, 900.0]}, -2, 2).axes
    assert axes.get_xlim() == (-2, 2)
    assert axes.get_ylim()[1] < 5


def test_lines_start_at_zero_and_are_named():
    (axes,) = draw_lines({"train": [0.5, 0.3], "valid": [0.6, 0.4, 0.7]}, "epoch", "loss").axes
    assert [points(line) for line in axes.lines] == [[[0, 0.5], [1, 0.3]], [[0, 0.6], [1, 0.4], [2, 0.7]]]
    assert [text.get_text() for text in axes.get_legend().get_texts()] == ["train", "valid"]
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("epoch", "loss")


def test_lines_can_be_told_apart_without_their_colours():
    (axes,) = draw_lines({name: [0, 1] for name in "abcd"}, "x", "y").axes
    assert len({line.get_linestyle() for line in axes.lines}) == 4


def test_a_path_needs_a_panel_and_there_is_none_without_paths():
    with pytest.raises(ValueError):
        draw_paths(torch.square, {}, -1, 1)
