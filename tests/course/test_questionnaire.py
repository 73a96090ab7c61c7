"""The questionnaire's own answers, where they are code: the right ones pass, those of the errata fail."""

import pytest
import torch

from course_lib import examine


def rank_from_shape(shape):
    return len(shape)


def rank_and_shape(t):
    return t.ndim, t.shape


def doubled_corner():
    tensor_3x3 = torch.Tensor(list(range(1, 10))).view(3, 3)
    tensor_doubled = 2 * tensor_3x3
    return tensor_3x3, tensor_doubled, tensor_doubled[1:, 1:]


def pair_up(a, b):
    return list(zip(a, b))  # noqa: B905


@pytest.mark.parametrize("exercise, answer", [
    ("q07_rank_and_shape", rank_and_shape),
    ("q08_rank_from_shape", rank_from_shape),
    ("q11_doubled_corner", doubled_corner),
    ("q28_pair_up", pair_up),
])
def test_a_published_answer_that_is_right_passes(exercise, answer):
    assert examine(exercise, answer).right


def odds_doubled(numbers):
    return [3 * i for i in numbers if i % 2 == 1]


def rmse(a, b):  # "RMSE, also called the L2 norm"
    return (a.float() - b.float()).norm()


def norms(x):  # MAE and RMSE "are" the norms
    return x.abs().mean(), x.square().mean().sqrt()


def broadcast_shape(a, b):  # "the tensor of smaller rank is expanded"
    return tuple(max(a, b, key=len))


def train_epoch(model, dl, loss_func, opt):
    for inputs, targets in dl:
        pred = model(inputs)
        loss = loss_func(pred, targets)
        loss.backward()
        opt.step()  # and never clears


def published_step(model, dl, loss_func, opt):
    for inputs, targets in dl:
        loss_func(model(inputs), targets).backward()
        model.params -= model.params.grad * 0.1


def training_loop(model, dl, n_epochs, lr, loss_func):
    def training_step(batch):
        for inputs, targets in batch:
            loss = loss_func(model(inputs), targets)
            loss.backward()
            model.params.data -= lr * model.params.gradient.data
            model.params.grad = None

    for _ in range(n_epochs):
        for batch in dl:
            training_step(batch)


def grad_after(f, x, times):  # "it returns the current gradients"
    for _ in range(times):
        gradient = f(x.detach().requires_grad_()).backward()
    return gradient


@pytest.mark.parametrize("exercise, answer, verdict, misconception", [
    ("q05_odds_doubled", odds_doubled, "known mistake", "tripled"),
    ("q09_rmse", rmse, "known mistake", "summed"),
    ("q09_norms", norms, "known mistake", "mean in place of sum"),
    ("q12_broadcast_shape", broadcast_shape, "known mistake", "only missing axes, not axes of 1"),
    ("q27_train_epoch", train_epoch, "known mistake", "gradients pile up"),
    ("q27_train_epoch", published_step, "crashed", None),
    ("q33_grad_after", grad_after, "known mistake", "returns what `backward()` returns"),
    ("q36_training_loop", training_loop, "known mistake", "batch iterated twice"),
])
def test_a_published_answer_that_is_wrong_fails(exercise, answer, verdict, misconception):
    report = examine(exercise, answer)
    assert (report.verdict, report.misconception) == (verdict, misconception)
