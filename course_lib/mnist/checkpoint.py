"""Checkpoints: a learner in a file, from which training goes on bit for bit; reading one runs no code."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save as packed
from torch import Tensor

from course_lib.mnist.failure import BadFile
from course_lib.mnist.learner import Learner


class CheckpointError(BadFile):
    """A file that is no checkpoint, or one of something else: `path` says which, the message why, and the way out."""


@dataclass(frozen=True)
class Checkpoint:
    """What a file holds, its tensors on the CPU: the model's `state_dict`, the history, what was said `about` it."""

    path: Path
    about: dict[str, str]
    model: dict[str, Tensor]
    history: list[dict[str, float]]
    fit: dict[str, float]  # n_epochs, epochs_done, steps and lr of the fit under way
    optimiser: dict | None  # the optimiser's `state_dict`, if it has one
    generators: dict[str, Tensor]  # states

    def restore(self, learner: Learner) -> None:
        """Bring a learner of the same making to where the saved one stood; `learner.resume()` ends its fit.

        That sets the states of the loaders' generators, and of torch's own on the CPU, from which dropout draws.
        Raises `CheckpointError` where the learner's model, optimiser or loaders are others.
        """
        learner.begin(self.fit["n_epochs"], self.fit["lr"])
        learner.epochs_done, learner.steps = self.fit["epochs_done"], self.fit["steps"]
        learner.history = [dict(epoch) for epoch in self.history]
        try:
            learner.model.load_state_dict(self.model)
            if self.optimiser is not None:
                learner.opt.load_state_dict(self.optimiser)
                _lay_out_like_parameters(learner.opt)
            for name, generator in _generators(learner).items():
                generator.set_state(self.generators[name])
        except (RuntimeError, ValueError, AttributeError, KeyError) as error:
            way_out = "make the learner as the saved one was made"
            raise CheckpointError(self.path, "does not fit this model, optimiser and loader", way_out) from error


def save(path: Path, learner: Learner, about: Mapping[str, str] | None = None) -> None:
    """Write model, optimiser, generators, history and the position in the fit, whole or not at all.

    To be called between epochs, as a hook `after_epoch` is. `about` is what a reader of the file must know, such as
    the model's name and its digits.
    """
    tensors = {f"model/{name}": tensor for name, tensor in learner.model.state_dict().items()}
    tensors |= {f"generator/{name}": one.get_state() for name, one in _generators(learner).items()}
    state = learner.opt.state_dict() if hasattr(getattr(learner, "opt", None), "state_dict") else None
    told = {
        "about": dict(about or {}),
        "history": learner.history,
        "fit": {name: getattr(learner, name) for name in ("n_epochs", "epochs_done", "steps", "lr")},
        "optimiser": _taken_apart(state, "optimiser", tensors),
    }
    # a copy of each: two names of one tensor, as tied weights are, have no place in the format
    copies = {name: tensor.detach().cpu().clone().contiguous() for name, tensor in tensors.items()}
    _write(Path(path), packed(copies, {"told": json.dumps(told)}))


def load(path: Path) -> Checkpoint:
    """Return what the file holds; raise `CheckpointError` where it cannot be read, or is no checkpoint."""
    path = Path(path)
    way_out = "name a file that `course-lib train --save` wrote"
    try:
        with safe_open(path, framework="pt") as file:
            metadata, tensors = file.metadata() or {}, {name: file.get_tensor(name) for name in file.keys()}
    except (OSError, SafetensorError) as error:
        raise CheckpointError(path, f"cannot be read ({_reason(error)})", way_out) from error
    try:
        return _checkpoint(path, json.loads(metadata["told"]), tensors)
    except (ValueError, KeyError, TypeError) as error:
        raise CheckpointError(path, "is no checkpoint of this course", way_out) from error


def _checkpoint(path: Path, told: dict, tensors: dict[str, Tensor]) -> Checkpoint:
    optimiser = _put_together(told["optimiser"], tensors)
    model, generators = _part("model/", tensors), _part("generator/", tensors)
    return Checkpoint(path, told["about"], model, told["history"], told["fit"], optimiser, generators)


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def _lay_out_like_parameters(opt: torch.optim.Optimizer) -> None:
    """Give what the optimiser keeps for a parameter the parameter's order in memory, which fused steps rely on."""
    for parameter, kept in opt.state.items():
        for name, value in kept.items():
            if isinstance(value, Tensor) and value.shape == parameter.shape:
                kept[name] = torch.empty_like(parameter, dtype=value.dtype).copy_(value).detach()


def _generators(learner: Learner) -> dict[str, torch.Generator]:
    loaders = {"train": learner.dls.train, "valid": learner.dls.valid}
    own = {name: getattr(loader, "generator", None) for name, loader in loaders.items()}
    return {"torch": torch.default_generator} | {name: one for name, one in own.items() if one is not None}


def _part(prefix: str, tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
    return {name.removeprefix(prefix): tensor for name, tensor in tensors.items() if name.startswith(prefix)}


def _taken_apart(thing: object, name: str, tensors: dict[str, Tensor]) -> object:
    """The thing as JSON can tell it, with the tensors in it laid aside under names."""
    if isinstance(thing, Tensor):
        tensors[name] = thing
        return {"tensor": name}
    if isinstance(thing, dict):  # as pairs, because JSON's keys are strings and an optimiser's are numbers
        return {"pairs": [[key, _taken_apart(value, f"{name}/{key}", tensors)] for key, value in thing.items()]}
    if isinstance(thing, list | tuple):
        return [_taken_apart(value, f"{name}/{place}", tensors) for place, value in enumerate(thing)]
    return thing


def _put_together(told: object, tensors: Mapping[str, Tensor]) -> object:
    if isinstance(told, list):
        return [_put_together(value, tensors) for value in told]
    if isinstance(told, dict) and "tensor" in told:
        return tensors[told["tensor"]]
    if isinstance(told, dict):
        return {key: _put_together(value, tensors) for key, value in told["pairs"]}
    return told


def _write(path: Path, contents: bytes) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(contents)
        beside.replace(path)  # all or nothing
    finally:
        beside.unlink(missing_ok=True)
