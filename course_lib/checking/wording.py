"""How inputs, values and mismatches are told to a student: six numbers at most, one position, plain words."""

from pathlib import PurePosixPath
from typing import Any

import torch
from torch import Tensor

from course_lib.checking.likeness import Mismatch, kind_of
from course_lib.checking.observe import Failure
from course_lib.checking.plain import Opaque, plain
from course_lib.checking.probe import Given

MAX_NUMBERS = 6
MAX_TEXT = 120


def told_inputs(names: list[str], given: Given) -> str:
    """The arguments that are short enough to be read, `a = [1, 2], b = 3`."""
    values = [*zip(names, given.arguments, strict=False), *given.keywords.items()]
    told = [f"{name} = {text}" for name, value in values if (text := short(_readable(value))) is not None]
    return ", ".join(told) if len(told) == len(values) and len(", ".join(told)) <= MAX_TEXT else ""


def sides(mismatch: Mismatch) -> tuple[str, str]:
    """What was returned and what was expected, so that the difference can be seen."""
    returned, expected = mismatch.returned, mismatch.expected
    place = f" at {mismatch.where}" if mismatch.where else ""
    if mismatch.kind == "value" and isinstance(expected, Tensor):
        return _tensor_sides(returned, expected, place)
    if mismatch.kind == "dtype":
        return _typed(returned) + place, _typed(expected) + place
    if mismatch.kind in ("type", "shape") and isinstance(expected, Tensor):
        return with_value(returned) + place, kind_of(expected) + place
    if mismatch.kind == "error":
        return raised_or_value(returned), raised_or_value(expected)
    if mismatch.kind == "type":
        return with_value(returned) + place, with_value(expected) + place
    texts = _distinct(returned, expected)
    return texts[0] + place, texts[1] + place


def raised_or_value(side: Any) -> str:
    """One side of a call that should have raised, or should not have."""
    return side.kind if isinstance(side, Failure) else with_value(side)


def raised(failure: Failure) -> str:
    """An exception in one line."""
    if failure.kind == "TimeIsUp":
        return "nothing: it did not finish and was stopped"
    first = failure.message.strip().splitlines()[0] if failure.message.strip() else ""
    return f"{failure.kind}: {first}" if first else failure.kind


def with_value(value: Any) -> str:
    """The kind of a value, and the value where it is short."""
    text = short(value)
    if value is None or isinstance(value, Opaque) or text is None:
        return kind_of(value) + (f", {_dtype(value)}" if isinstance(value, Tensor) else "")
    return f"{text}, {kind_of(value)}"


def short(value: Any, digits: int = 5) -> str | None:
    """A value in at most six numbers or `MAX_TEXT` characters; None where that is not enough."""
    if isinstance(value, Opaque):
        return kind_of(value)
    if isinstance(value, Tensor):
        if value.numel() > MAX_NUMBERS:
            return None
        return short(value.tolist(), digits) if value.numel() else f"an empty tensor of shape {tuple(value.shape)}"
    if isinstance(value, bool | int | str) or value is None:
        text = repr(value)
    elif isinstance(value, float):
        text = f"{value:.{digits}g}"
    elif isinstance(value, PurePosixPath):
        text = f"Path({str(value)!r})"
    else:
        text = _short_items(value, digits)
    return text if text is not None and len(text) <= MAX_TEXT else None


def _short_items(value: Any, digits: int) -> str | None:
    if isinstance(value, dict):
        parts = [(short(key, digits), short(item, digits)) for key, item in value.items()]
        texts = [None if None in pair else f"{pair[0]}: {pair[1]}" for pair in parts]
    else:
        texts = [short(item, digits) for item in value]
    if None in texts:
        return None
    inside = ", ".join(texts)
    if isinstance(value, tuple):
        return f"({inside},)" if len(texts) == 1 else f"({inside})"
    return f"{{{inside}}}" if isinstance(value, dict) else f"[{inside}]"


def _distinct(returned: Any, expected: Any) -> tuple[str, str]:
    for digits in (5, 8, 12, 17):
        texts = [short(side, digits) for side in (returned, expected)]
        if texts[0] != texts[1]:
            break
    return tuple(text if text is not None else _long(side) for text, side in zip(texts, (returned, expected), strict=True))


def _long(value: Any) -> str:
    if isinstance(value, tuple | list | dict):
        return f"{kind_of(value)} of {len(value)} items"
    return kind_of(value)


def _tensor_sides(returned: Tensor, expected: Tensor, place: str) -> tuple[str, str]:
    wide = returned.double(), expected.double()
    wrong = (~torch.isclose(*wide, rtol=1e-4, atol=1e-5, equal_nan=True)).nonzero()
    if not len(wrong):
        wrong = (returned.double() != expected.double()).nonzero()
    position = wrong[0].tolist() if len(wrong) else [0] * expected.ndim
    if 1 < expected.numel() <= MAX_NUMBERS or not position:
        return tuple(text + place for text in _distinct(returned, expected))
    pair = _distinct(returned[tuple(position)].item(), expected[tuple(position)].item())
    more = f" ({len(wrong)} of {expected.numel()} numbers differ)"
    return f"{pair[0]} at {position}{place}{more}", f"{pair[1]} at {position}{place}"


def _typed(value: Tensor) -> str:
    text = short(value)
    return f"numbers of type {_dtype(value)}" if text is None else f"{text}, numbers of type {_dtype(value)}"


def _dtype(value: Tensor) -> str:
    return str(value.dtype).removeprefix("torch.")


def _readable(value: Any) -> Any:
    """An argument as plain data; for a thing that is none, its kind would say little."""
    read = plain(value)
    return value.__name__ if isinstance(read, Opaque) and callable(value) and hasattr(value, "__name__") else read
