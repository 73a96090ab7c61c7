"""The shape of the fast net, and what it reaches."""

import time

import pytest
import torch

from course_lib.mnist import learner_of, recipe, strided_model


@pytest.mark.parametrize("outputs", [1, 10])
def test_each_layer_halves_the_image(outputs):
    net = strided_model(outputs)
    sizes, x = [], torch.rand(2, 28, 28)
    for layer in net:
        x = layer(x)
        sizes += [tuple(x.shape[1:])] if isinstance(layer, torch.nn.ReLU) else []
    assert sizes == [(16, 14, 14), (32, 7, 7), (64, 4, 4)] and x.shape == (2, outputs)
    assert sum(p.numel() for p in net.parameters()) == 23_664 + 1025 * outputs


@pytest.mark.slow
def test_an_epoch_brings_99_percent_of_ten_digits_on_average_over_five_seeds(digits):
    reached = {}
    for seed in range(5):
        learner = learner_of(recipe("conv", "all"), digits, generator=torch.Generator().manual_seed(seed))
        start = time.process_time()
        learner.fit(1, recipe("conv", "all").lr)
        reached[seed] = learner.history[-1]["accuracy"]
        print(f"seed {seed}: {reached[seed]:.4f} in {time.process_time() - start:.1f} s of CPU")
    assert sum(reached.values()) / 5 >= 0.990, reached
