"""Recipes: each model for each choice of digits."""

import pytest
import torch

from course_lib.mnist import Digits, class_targets, learner_of, recipe
from course_lib.mnist.recipes import MODELS


def outputs(classes: tuple[int, ...]) -> int:
    return {2: 1}.get(len(classes), len(classes))


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("digits", ["3,7", "0,4,9", "all"])
def test_each_model_takes_images_and_its_loss_takes_what_it_says(model, digits):
    usual = recipe(model, digits)
    net = usual.make_model(torch.Generator().manual_seed(0))
    activations = net(torch.rand(6, 28, 28))
    assert activations.shape == (6, outputs(usual.classes))
    labels = torch.tensor(usual.classes)[torch.arange(6) % len(usual.classes)]
    loss = usual.loss_func(activations, class_targets(labels, usual.classes))
    usual.make_optimiser(net.parameters(), usual.lr).zero_grad()
    loss.backward()
    assert loss.shape == () and loss.item() > 0
    assert all(parameter.grad is not None for parameter in net.parameters())


@pytest.mark.parametrize("model", MODELS)
def test_the_generator_alone_decides_the_first_weights(model):
    make = recipe(model, "all").make_model
    one, same, other = (make(torch.Generator().manual_seed(seed)).state_dict() for seed in (0, 0, 1))
    assert all(one[name].equal(same[name]) for name in one)
    assert any(not one[name].equal(other[name]) for name in one)


def test_an_unknown_model_is_told_with_those_that_there_are():
    with pytest.raises(ValueError, match="no such model: 'mlp'; there are linear, simple, conv, resnet18"):
        recipe("mlp", "all")


def test_a_learner_trains_and_validates_on_the_digits_of_its_recipe(digits):
    few = Digits(*(part[:200] for part in digits))
    learner = learner_of(recipe("linear", "3,7"), few, generator=torch.Generator().manual_seed(0))
    learner.fit(1, 0.1)
    assert list(learner.history[0]) == ["train_loss", "valid_loss", "accuracy"]
    chosen = torch.isin(few.train_labels, torch.tensor([3, 7]))
    assert sum(len(x) for x, _ in learner.dls.train) == chosen.sum()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("model", "choice", "reached"),
    [("linear", "3,7", 0.97), ("simple", "3,7", 0.98), ("linear", "all", 0.915), ("simple", "all", 0.955),
     ("conv", "3,7", 0.995), ("conv", "all", 0.991)],
)
def test_a_recipe_reaches_what_it_says(model, choice, reached, digits):
    usual = recipe(model, choice)
    learner = learner_of(usual, digits, generator=torch.Generator().manual_seed(0))
    learner.fit(usual.epochs, usual.lr)
    assert learner.history[-1]["accuracy"] >= reached
