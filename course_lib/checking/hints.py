"""Hints for wrong answers that are nobody's named misconception: a question about what can be seen from outside."""

import re

import torch
from torch import Tensor

from course_lib.checking.likeness import Mismatch
from course_lib.checking.observe import Failure
from course_lib.checking.plain import Opaque


# What beginners run into most often, by a pattern of what Python and torch say.
_ERRORS = {
    r"could not infer output dtype|only be calculated for.* floating|expected.*floating point":
        "A mean of whole numbers is seldom whole. To which type of number could they go first?",
    r"cannot be multiplied|must match the size of tensor|shape .* is invalid|inconsistent tensor size":
        "Two sizes do not fit. Which shapes meet in that line?",
    r"^(NameError|UnboundLocalError)":
        "Python does not know that name there. Where is it made, and is it spelt alike?",
    r"TypeError: .*\(\) (takes|missing) .*argument":
        "The check calls it as is shown above. Which arguments does your `def` ask for?",
    r"requires grad|does not require grad":
        "Which tensors take part in gradients there, and which ones should?",
}


def general_hint(mismatch: Mismatch) -> str:
    """A question that fits the mismatch, or nothing."""
    tell = {"type": _type_hint, "shape": _shape_hint, "dtype": _dtype_hint, "error": _error_hint, "inputs": _inputs_hint}
    return tell.get(mismatch.kind, lambda _: "")(mismatch)


def _type_hint(mismatch: Mismatch) -> str:
    returned, expected = mismatch.returned, mismatch.expected
    if returned is None and not mismatch.where:
        return "Nothing came back. Is there a `return` on every path?"
    if isinstance(returned, Opaque) and returned.kind in ("generator", "zip", "map", "filter"):
        return "That hands out its items once, when asked. What would turn it into a list?"
    if isinstance(returned, Opaque) and returned.kind == "ndarray":
        return "That is a NumPy array. Which function of torch takes one?"
    if isinstance(expected, Tensor) and isinstance(returned, int | float):
        return "That is a Python number. Which step took it out of its tensor?"
    if isinstance(returned, Tensor) and isinstance(expected, int | float):
        return "That is a tensor that holds one number. How do you get the Python number out of it?"
    return ""


def _shape_hint(mismatch: Mismatch) -> str:
    returned, expected = mismatch.returned, mismatch.expected
    if not (isinstance(returned, Tensor) and isinstance(expected, Tensor)):
        return ""
    if sorted(returned.shape) == sorted(expected.shape):
        return "The sizes are right, their order is not. Which axis comes first?"
    if returned.ndim > expected.ndim:
        return "There is an axis too many. Which one should be gone, and which step would take it away?"
    if returned.ndim < expected.ndim:
        return "There is an axis too few. Over which axes did you reduce?"
    return ""


def _dtype_hint(mismatch: Mismatch) -> str:
    if mismatch.expected.dtype == torch.bool:
        return "The task asks for yes or no. Which comparison gives it?"
    if mismatch.expected.dtype == torch.uint8:
        return "Bytes are asked for, 0 to 255. Which step left them?"
    return ""


def _error_hint(mismatch: Mismatch) -> str:
    if not isinstance(mismatch.returned, Failure):
        return f"Here the call should raise {mismatch.expected.kind}. When do these arguments not fit?"
    if mismatch.returned.kind == "TimeIsUp":
        return "It was stopped. Does every loop come nearer to its end?"
    told = f"{mismatch.returned.kind}: {mismatch.returned.message}"
    return next((hint for pattern, hint in _ERRORS.items() if re.search(pattern, told)), "")


def _inputs_hint(mismatch: Mismatch) -> str:
    return "Whoever called you still needs that argument. Which step writes into it, in place of making something new?"
