"""Digits on the device: what a batch holds, in which order, and what is left alone."""

import pytest
import torch

from course_lib.mnist import Resident, best_device


def numbered(n: int, height: int = 5, width: int = 4) -> Resident:
    """Image i is i all over, and so is its label."""
    values = torch.arange(n, dtype=torch.uint8)
    return Resident(values[:, None, None].expand(n, height, width).clone(), values.long())


def seeded(seed: int) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


@pytest.mark.parametrize("shuffle", [True, False], ids=["shuffled", "in order"])
@pytest.mark.parametrize(("n", "size", "count"), [(10, 3, 4), (12, 4, 3), (2, 5, 1)])
def test_each_digit_comes_once_a_pass_with_its_label(n, size, count, shuffle):
    batches = numbered(n).batches(size, seeded(0), shuffle=shuffle)
    for _ in range(2):
        passed = list(batches)
        assert len(passed) == len(batches) == count
        assert all(len(x) == len(y) == size for x, y in passed[:-1])
        labels = torch.cat([y for _, y in passed])
        assert sorted(labels.tolist()) == list(range(n))
        assert shuffle or labels.tolist() == list(range(n))
        assert all(torch.equal((x * 255).round().long()[:, 0, 0], y) for x, y in passed)


def test_values_are_those_of_the_stacks_to_the_bit():
    every = Resident(torch.arange(256, dtype=torch.uint8).view(256, 1, 1), torch.zeros(256))
    for shuffle in (True, False):
        ((x, _),) = every.batches(256, seeded(0), shuffle=shuffle)
        assert x.dtype == torch.float32
        assert x.flatten().sort().values.equal(torch.arange(256, dtype=torch.uint8).float() / 255)


def test_the_bytes_stay_as_they_are():
    data = numbered(6)
    for _ in data.batches(2, shuffle=False, dtype=torch.float64):
        pass
    assert data.images[:, 0, 0].tolist() == list(range(6)) and data.images.dtype == torch.uint8


def test_the_generator_alone_decides_the_order_and_each_pass_has_its_own():
    one, same = (numbered(50).batches(50, seeded(3)) for _ in range(2))
    orders = [next(iter(batches))[1].tolist() for batches in (one, one, same)]
    torch.manual_seed(99)
    assert orders[0] == orders[2] == next(iter(numbered(50).batches(50, seeded(3))))[1].tolist()
    assert orders[0] != orders[1]


def test_a_shift_moves_each_image_in_every_direction_over_background():
    image = torch.zeros(7, 6, dtype=torch.uint8)
    image[3, 2] = 255
    data = Resident(image.expand(400, 7, 6), torch.zeros(400))
    (x, _), *_ = data.batches(400, seeded(0), shift=1)
    assert x.shape == (400, 7, 6)
    places = {tuple(place[1:]) for place in x.nonzero().tolist()}
    assert places == {(row, column) for row in (2, 3, 4) for column in (1, 2, 3)}
    assert x.sum() == 400


def test_a_shift_keeps_label_and_image_together():
    for x, y in numbered(20).batches(6, seeded(0), shift=2):
        assert (x * 255).round().amax(dim=(1, 2)).long().equal(y)


@pytest.mark.gpu
@pytest.mark.parametrize("shift", [0, 2])
def test_on_a_gpu_the_same_seed_gives_the_same_batches(shift):
    here = numbered(30)
    there = Resident(here.images, here.labels, best_device())
    pairs = zip(here.batches(8, seeded(1), shift=shift), there.batches(8, seeded(1), shift=shift), strict=True)
    for (x, y), (x_there, y_there) in pairs:
        assert x_there.device.type == best_device().type
        assert x.equal(x_there.cpu()) and y.equal(y_there.cpu())
