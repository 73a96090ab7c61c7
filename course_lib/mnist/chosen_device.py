"""The device that a person names, where there is one."""

import torch

from course_lib.mnist.device import best_device
from course_lib.mnist.failure import PipelineError


def chosen_device(name: str) -> torch.device:
    """Return the device of that name, the best for "auto"; raise `PipelineError` where this machine has none such."""
    if name == "auto":
        return best_device()
    device = _device(name)
    if device is None or device.type not in ("cpu", best_device().type):
        way_out = f"leave --device out, which means {best_device()} here"
        raise PipelineError(f"this machine has no device {name!r} for torch; {way_out}")
    return device


def _device(name: str) -> torch.device | None:
    try:
        return torch.empty(0, device=name).device
    except (RuntimeError, AssertionError):  # no such name; no such device; torch was built without
        return None
