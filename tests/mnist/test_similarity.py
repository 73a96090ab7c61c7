"""Pixel similarity, up to the book's figures."""

import pytest
import torch

from course_lib.mnist import archetype, is_three, pixel_distance, threes_and_sevens


def test_the_archetype_is_the_mean_of_each_pixel():
    images = torch.tensor([[[0.0, 1, 2], [3, 4, 5]], [[2, 3, 4], [5, 6, 9]]])  # (2, 2, 3)
    assert archetype(images).tolist() == [[1, 2, 3], [4, 5, 7]]


def test_pixel_distance_takes_magnitudes_before_the_mean():
    assert pixel_distance(torch.tensor([[1.0, -3.0]]), torch.tensor([[2.0, 0.0]])) == 2


@pytest.mark.parametrize(
    ("a", "b", "result"),
    [((4, 5), (4, 5), ()), ((3, 4, 5), (4, 5), (3,)), ((4, 5), (3, 4, 5), (3,)), ((2, 1, 4, 5), (3, 4, 5), (2, 3))],
    ids=["two images", "a stack and an image", "an image and a stack", "every pair"],
)
def test_pixel_distance_keeps_the_axes_before_the_last_two(a, b, result):
    assert pixel_distance(torch.rand(a), torch.rand(b)).shape == result


def test_is_three_answers_for_each_image():
    mean3, mean7 = torch.zeros(2, 3), torch.ones(2, 3)
    images = torch.stack([torch.full((2, 3), 0.4), torch.full((2, 3), 0.6), torch.zeros(2, 3)])
    answers = is_three(images, mean3, mean7)
    assert answers.dtype == torch.bool
    assert answers.tolist() == [True, False, True]


@pytest.mark.parametrize("full_ink", [1, 255])
def test_the_figures_are_the_books(full_ink):
    stacks = [stack * full_ink for stack in threes_and_sevens()]
    mean3, mean7 = archetype(stacks[0]), archetype(stacks[1])
    on_threes = is_three(stacks[2], mean3, mean7).float().mean().item()
    on_sevens = 1 - is_three(stacks[3], mean3, mean7).float().mean().item()
    assert round(on_threes, 4) == 0.9168
    assert round(on_sevens, 4) == 0.9854
    assert round((on_threes + on_sevens) / 2, 4) == 0.9511
