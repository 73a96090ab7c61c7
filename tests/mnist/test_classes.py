"""Which digits are told apart, and what an answer means."""

import pytest
import torch

from course_lib.mnist import accuracy, class_targets, parse_classes, predicted_digits, residents
from course_lib.mnist.classes import outputs


@pytest.mark.parametrize(
    ("text", "classes"), [("3,7", (3, 7)), ("7, 3", (7, 3)), ("0,4,9", (0, 4, 9)), ("all", tuple(range(10)))]
)
def test_a_choice_of_digits_is_read(text, classes):
    assert parse_classes(text) == classes


@pytest.mark.parametrize("text", ["", "3", "3,3", "3,10", "3;7", "three,seven", "3,-7", "²,3", "ALL"])
def test_what_is_no_choice_is_refused_by_its_name(text):
    with pytest.raises(ValueError, match="no such choice of digits: " + repr(text)[:3]):
        parse_classes(text)


@pytest.mark.parametrize("classes", [(3, 7), (7, 3), (4, 0, 9), tuple(range(10))])
def test_an_answer_that_hits_the_target_means_the_label(classes):
    labels = torch.tensor(classes)[torch.arange(25) % len(classes)]
    targets = class_targets(labels, classes)
    sure = targets[:, None] * 2 - 1 if len(classes) == 2 else torch.eye(len(classes))[targets]
    assert sure.shape == (25, outputs(classes))
    assert predicted_digits(sure, classes).equal(labels)
    assert accuracy(sure, targets) == 1
    assert accuracy(-sure, targets) == 0


def test_the_first_of_two_digits_is_the_one_that_is_above_zero():
    assert class_targets(torch.tensor([3, 7, 3]), (3, 7)).tolist() == [1, 0, 1]
    assert predicted_digits(torch.tensor([[0.1], [-2.0]]), (3, 7)).tolist() == [3, 7]


def test_accuracy_is_the_share_of_right_answers():
    activations = torch.tensor([[0.1, 0.9, 0], [5, 1, 2], [0, 0, 1], [0, 3, 1]])
    assert accuracy(activations, torch.tensor([1, 0, 0, 1])).item() == 0.75


def test_residents_hold_the_digits_of_the_classes(digits):
    train, valid = residents(digits, (3, 7))
    assert (len(train), len(valid)) == (12_396, 2038)
    assert int(train.labels.sum()) == 6131 and int(valid.labels.sum()) == 1010
    assert train.images[0].equal(digits.train_images[torch.isin(digits.train_labels, torch.tensor([3, 7]))][0])
