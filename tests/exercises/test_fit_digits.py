"""Training as an exercise: what earns points, on small digits in place of MNIST's."""

import pytest
import torch

from course_lib.checking import observe
from course_lib.exercises.capstone.fit_digits import earned, fitting
from course_lib.mnist import Digits
from tests.exercises.answers import run_cell

# Each digit is a bright row at its own height.


def striped() -> Digits:
    generator = torch.Generator().manual_seed(0)

    def part(n: int) -> tuple[torch.Tensor, torch.Tensor]:
        labels = torch.arange(n) % 10
        images = torch.randint(0, 60, (n, 28, 28), generator=generator)
        images[torch.arange(n), 4 + 2 * labels] = 255
        return images.to(torch.uint8), labels

    return Digits(*part(300), *part(500))


FITTING = fitting(striped)


def points(cell: str, seed: int = 0):
    answer = run_cell(cell, "fit_digits")
    (probe,) = FITTING.probes
    return FITTING.earned((observe(probe.watch, probe.given(seed), answer),), seed)


FIT = """
def fit_digits(model, train_x, train_y):
    optimiser = torch.optim.Adam(model.parameters(), lr=0.01)
    history = []
    for epoch in range(15):
        loss = F.cross_entropy(model(train_x), train_y)
        optimiser.zero_grad(); loss.backward(); optimiser.step()
        history.append({"train_loss": loss.item()})
    return history
"""
LINEAR = """
def digit_model():
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 10))
"""


@pytest.mark.parametrize("seed", [0, "another"])
def test_training_earns_all_points_on_the_students_own_model_or_on_ours(seed):
    for cell in (FIT, FIT + LINEAR):
        assert points(cell, seed).points == 4, points(cell, seed)


def test_the_model_is_the_students_own_where_there_is_one_that_works():
    tell = FIT.replace("    return history", "    return [{'train_loss': sum(p.numel() for p in model.parameters())}]")
    (probe,) = FITTING.probes
    counts = []
    for own in ("", LINEAR, LINEAR.replace("784, 10", "784, 7"), "def digit_model():\n    raise NotImplementedError"):
        value = observe(probe.watch, probe.given(0), run_cell(tell + own, "fit_digits")).value
        counts.append(value["history"][0]["train_loss"])
    assert counts == [52266, 7850, 52266, 52266]


@pytest.mark.parametrize(
    ("cell", "told"),
    {
        "nothing is trained": (FIT.replace("optimiser.step()", "pass"), "none reached; the next one at 90 %"),
        "a copy is trained": (
            FIT.replace("    optimiser", "    model = __import__('copy').deepcopy(model)\n    optimiser", 1),
            "none reached",
        ),
        "no history": (FIT.replace("return history", "return None"), "no list of dicts"),
        "an empty history": (FIT.replace("return history", "return []"), "no list of dicts"),
        "losses alone": (FIT.replace('{"train_loss": loss.item()}', "loss.item()"), "no list of dicts"),
        "another name": (FIT.replace("train_loss", "loss"), "train_loss"),
        "text for a loss": (FIT.replace("loss.item()}", "'low'}"), "train_loss"),
        "an error": (FIT.replace("model(train_x)", "model(train_x) / (1 // 0)"), "raised"),
    }.values(),
)
def test_what_is_no_training_earns_nothing_and_is_told_why(cell, told):
    result = points(cell)
    assert result.points == 0
    assert told in str(result.lines)


def observation_of(share: float, seconds: float = 10.0):
    """What is observed of a training after which this share of 1000 predictions is right."""
    labels = torch.arange(1000) % 10
    predictions = torch.where(torch.arange(1000) < round(1000 * share), labels, (labels + 1) % 10)
    seen = {"history": [{"train_loss": 0.1}], "CPU seconds": seconds, "predictions": predictions}
    return observe(lambda answer: seen, FITTING.probes[0].given(0).__class__(), None), labels


@pytest.mark.parametrize(
    ("share", "expected"), [(0.899, 0), (0.9, 1), (0.949, 1), (0.95, 2), (0.97, 3), (0.979, 3), (0.98, 4), (1.0, 4)]
)
def test_each_threshold_is_worth_a_point(share, expected):
    result = earned(*observation_of(share))
    assert result.points == expected
    assert bool(result.hint) == (expected < 4)


def test_a_training_that_takes_too_long_earns_nothing():
    result = earned(*observation_of(0.99, seconds=121.0))
    assert result.points == 0 and "too long" in str(result.lines)


def test_predictions_of_another_shape_are_no_accuracy():
    observation, labels = observation_of(1.0)
    assert earned(observation, labels[:10]).points == 0


def test_validation_images_come_without_labels_and_in_another_order_under_another_seed():
    (probe,) = FITTING.probes
    (train_x, train_y, first, _), (_, _, second, _) = (probe.given(seed).arguments for seed in (0, 1))
    assert train_x.equal(striped().train_images) and train_y.equal(striped().train_labels)
    assert not first.equal(second)
    assert first.float().mean() == pytest.approx(second.float().mean().item())
    assert probe.given(0).arguments[2].equal(first)


@pytest.mark.slow
@pytest.mark.parametrize("answer", [FITTING.reference, *FITTING.alternatives], ids=lambda answer: answer.__name__)
def test_our_own_training_earns_all_points_on_the_real_digits(answer):
    from course_lib.exercises.capstone.fit_digits import c01_fit_digits

    (probe,) = c01_fit_digits.probes
    observation = observe(probe.watch, probe.given(0), answer, seconds=c01_fit_digits.seconds)
    assert c01_fit_digits.earned((observation,), 0).points == 4, observation.failure
