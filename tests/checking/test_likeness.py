"""A mismatch is told in the order in which a person debugs: type, shape, dtype, value."""

import pytest
import torch

from course_lib.checking.likeness import Likeness, alike, first_mismatch
from course_lib.checking.plain import Opaque

EXACT = Likeness()


def kind(expected, actual, like=EXACT):
    mismatch = first_mismatch(expected, actual, like)
    return mismatch and mismatch.kind


@pytest.mark.parametrize("expected, actual, told", [
    (torch.ones(2, 3), [[1.0]], "type"),
    (torch.ones(2, 3), torch.zeros(3, 2), "shape"),
    (torch.ones(2, 3), torch.ones(1, 3), "shape"),
    (torch.ones(3).bool(), torch.ones(3), "dtype"),
    (torch.ones(3), torch.ones(3, dtype=torch.int64), "dtype"),
    (torch.ones(3), torch.ones(3).double(), None),
    (torch.ones(3), torch.tensor([1.0, 1.0, 1.1]), "value"),
    (torch.ones(3), torch.tensor([1.0, 1.0, float("nan")]), "value"),
    (torch.tensor(float("nan")), torch.tensor(float("nan")), None),
    (3, 3.0, "type"),
    (3, True, "type"),
    (1, True, "type"),
    (3.0, 3, None),
    (3.0, 10**400, "value"),
    (0.5, None, "type"),
    (float("inf"), 1e300, "value"),
    ((1, 2), [1, 2], None),
    ((1, 2), [1, 2, 3], "shape"),
    ([1, "a"], [1, 2], "type"),
    ({"a": 1}, {"a": 1, "b": 2}, "shape"),
    ({"a": 1}, {"a": 2}, "value"),
    (5, Opaque("generator"), "type"),
    (torch.tensor(0.5), 0.5, "type"),
])
def test_the_first_mismatch_is(expected, actual, told):
    assert kind(expected, actual) == told


def test_a_scalar_tensor_may_stand_for_a_number_where_the_contract_says_so():
    either = Likeness(either=True)
    assert kind((torch.tensor(0.5), 2.0), (0.5, torch.tensor(2.0)), either) is None
    assert kind(torch.tensor(0.5), torch.tensor([0.5]), either) == "type"


def test_a_strict_comparison_tells_tuples_from_lists():
    assert kind([(1, 2)], [[1, 2]], Likeness(strict=True)) == "type"


def test_the_place_of_a_mismatch_reads_like_python():
    assert first_mismatch({"train": [1, (2, 3)]}, {"train": [1, (2, 4)]}, EXACT).where == "['train'][1][1]"


def test_wrong_values_look_alike_whatever_their_number_type():
    assert alike(torch.tensor([1, 2]), torch.tensor([1.0, 2.0]))
    assert alike(torch.tensor(2.0), 2)
    assert not alike(torch.tensor([1, 2]), torch.tensor([2, 1]))
