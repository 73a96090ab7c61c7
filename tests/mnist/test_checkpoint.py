"""What a checkpoint brings back: everything, bit for bit; and what is no checkpoint."""

import json
import pickle
from functools import partial
from pathlib import Path

import pytest
import torch
import torch.nn.functional as F
from safetensors.torch import save_file
from torch import nn

from course_lib.mnist import (
    BasicOptim,
    Callback,
    CheckpointError,
    DataLoaders,
    Learner,
    Resident,
    one_cycle,
    strided_model,
)
from course_lib.mnist.checkpoint import load, save

SGD = partial(torch.optim.SGD, momentum=0.9, nesterov=True, weight_decay=1e-3, fused=True)
OPTIMISERS = {"BasicOptim": BasicOptim, "SGD": SGD, "Adam": torch.optim.Adam, "AdamW": torch.optim.AdamW}


def learner(make_optimiser=SGD, callbacks=(), seed: int = 0, model: nn.Module | None = None) -> Learner:
    """A net with all that has a state: batch norm, dropout, momentum, a generator, a schedule."""
    generator = torch.Generator().manual_seed(seed)
    images = torch.randint(256, (60, 28, 28), generator=generator).to(torch.uint8)
    data = Resident(images, torch.randint(10, (60,), generator=generator))
    torch.manual_seed(seed)
    model = model or nn.Sequential(*strided_model()[:-1], nn.Dropout(0.3), nn.Linear(1024, 10))
    dls = DataLoaders(data.batches(16, generator, shift=1), data.batches(60, shuffle=False))
    return Learner(dls, model, make_optimiser, F.cross_entropy, callbacks=[one_cycle(), *callbacks])


def same_bits(one: Learner, other: Learner) -> bool:
    states = (learner.model.state_dict() for learner in (one, other))
    return one.history == other.history and all(a.equal(b) for a, b in zip(*(s.values() for s in states), strict=True))


@pytest.mark.parametrize("name", OPTIMISERS)
def test_a_resumed_fit_is_the_uninterrupted_one_bit_for_bit(name, tmp_path: Path):
    path = tmp_path / "model.safetensors"
    whole = learner(OPTIMISERS[name])
    whole.fit(4, 0.05)

    save_after_two = Callback(after_epoch=lambda learn: save(path, learn) if learn.epochs_done == 2 else None)
    learner(OPTIMISERS[name], [save_after_two]).fit(4, 0.05)
    resumed = learner(OPTIMISERS[name], seed=5)  # other weights, another place of the generator
    resumed.dls.train.data, resumed.dls.valid.data = whole.dls.train.data, whole.dls.valid.data
    load(path).restore(resumed)
    assert len(resumed.history) == 2
    resumed.resume()
    assert same_bits(whole, resumed) and len(resumed.history) == 4


def test_a_fit_after_a_fit_goes_on_bit_for_bit_too(tmp_path: Path):
    whole, first, second = learner(), learner(), learner(seed=1)
    second.dls.train.data = second.dls.valid.data = first.dls.train.data
    torch.manual_seed(7)
    whole.fit(2, 0.05)
    whole.fit(1, 0.02)
    torch.manual_seed(7)
    first.fit(2, 0.05)
    save(tmp_path / "model", first)
    load(tmp_path / "model").restore(second)
    second.resume()  # nothing is left of that fit
    second.fit(1, 0.02)
    assert same_bits(whole, second)


def test_what_is_loaded_is_what_was_saved(tmp_path: Path):
    learn = learner()
    learn.fit(2, 0.05)
    learn.history[0]["valid_loss"] = float("nan")
    save(tmp_path / "model", learn, {"model": "conv", "digits": "3,7"})
    checkpoint = load(tmp_path / "model")
    assert checkpoint.about == {"model": "conv", "digits": "3,7"} and checkpoint.path == tmp_path / "model"
    assert str(checkpoint.history) == str(learn.history)
    assert checkpoint.fit == {"n_epochs": 2, "epochs_done": 2, "steps": 8, "lr": 0.05}
    assert all(checkpoint.model[name].equal(value) for name, value in learn.model.state_dict().items())


def test_a_learner_that_was_never_fitted_can_be_saved(tmp_path: Path):
    learn, other = learner(), learner(seed=1)
    save(tmp_path / "model", learn)
    load(tmp_path / "model").restore(other)
    assert same_bits(learn, other)


def test_tied_weights_can_be_saved(tmp_path: Path):
    def tied() -> nn.Sequential:
        first, second = nn.Linear(784, 784), nn.Linear(784, 784)
        second.weight = first.weight
        return nn.Sequential(nn.Flatten(), first, second)

    learn, other = learner(model=tied()), learner(seed=1, model=tied())
    save(tmp_path / "model", learn)
    load(tmp_path / "model").restore(other)
    assert other.model[1].weight is other.model[2].weight and other.model[1].weight.equal(learn.model[1].weight)


def test_saving_replaces_the_file_whole_and_leaves_nothing_else(tmp_path: Path):
    path = tmp_path / "model"
    path.write_text("old")
    save(path, learner())
    load(path)
    assert [file.name for file in tmp_path.iterdir()] == ["model"]


def test_what_is_no_number_fails_to_save_and_the_old_file_stays(tmp_path: Path):
    learn = learner()
    save(tmp_path / "model", learn)
    learn.history = [{"train_loss": object()}]
    with pytest.raises(TypeError):
        save(tmp_path / "model", learn)
    assert load(tmp_path / "model").history == []


def test_another_model_or_optimiser_is_told(tmp_path: Path):
    learn = learner()
    learn.fit(1, 0.05)
    save(tmp_path / "model", learn)
    for other in (learner(model=nn.Linear(3, 2)), learner(BasicOptim)):
        with pytest.raises(CheckpointError, match="does not fit") as caught:
            load(tmp_path / "model").restore(other)
        assert caught.value.path == tmp_path / "model"


def written(path: Path, kind: str) -> Path:
    if kind == "a folder":
        path.mkdir()
    elif kind == "text":
        path.write_text("no checkpoint at all, and long enough to be taken for one")
    elif kind == "an empty file":
        path.touch()
    elif kind == "half a checkpoint":
        save(path, learner())
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    elif kind == "a pickle":
        path.write_bytes(pickle.dumps(Evil(path.with_name("ran"))))
    elif kind == "tensors of something else":
        save_file({"weight": torch.ones(2)}, path)
    elif kind == "tensors with odd words":
        save_file({"weight": torch.ones(2)}, path, {"told": json.dumps({"optimiser": {"tensor": "x"}})})
    elif kind == "tensors with words that are no JSON":
        save_file({"weight": torch.ones(2)}, path, {"told": "{"})
    return path


class Evil:
    """Would write a file where somebody unpickles it."""

    def __init__(self, path: Path):
        self.path = path

    def __reduce__(self) -> tuple:
        return Path.touch, (self.path,)


@pytest.mark.parametrize(
    "kind",
    ["nothing", "a folder", "text", "an empty file", "half a checkpoint", "a pickle", "tensors of something else",
     "tensors with odd words", "tensors with words that are no JSON"],
)
def test_what_is_no_checkpoint_is_told_and_runs_nothing(kind, tmp_path: Path):
    path = written(tmp_path / "model", kind)
    with pytest.raises(CheckpointError, match=r"cannot be read|is no checkpoint") as caught:
        load(path)
    assert str(path) in str(caught.value) and "course-lib train --save" in str(caught.value)
    assert not (tmp_path / "ran").exists()
