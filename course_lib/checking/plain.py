"""Plain data: what an observation is made of, and the only thing that passes from observe to judge.

Plain are None, bool, int, float, str, bytes, relative paths, tuples, lists, dicts and tensors on the CPU, nested;
anything else becomes an `Opaque`: its kind, and no more. What `plain` returns has exactly these types, so nothing that an
answer made can act later on.
"""

import numbers
from dataclasses import dataclass
from pathlib import PurePath, PurePosixPath
from typing import Any

import torch

MAX_ITEMS = 20_000
MAX_ELEMENTS = 4_000_000
MAX_CHARACTERS = 100_000
MAX_DEPTH = 20


@dataclass(frozen=True)
class Opaque:
    """A thing that is not plain data, known by its kind alone: "generator", "ndarray", "a huge tensor"."""

    kind: str


def plain(value: Any) -> Any:
    """The value as plain data; raises only what the value's own methods raise."""
    return _Reading().read(value, 0)


class _Reading:
    """One pass over a value, which stops at bounds in place of following a cycle or a million items."""

    def __init__(self):
        self.items = 0

    def read(self, value: Any, depth: int) -> Any:
        self.items += 1
        if depth > MAX_DEPTH:
            return Opaque("something nested too deeply")
        if self.items > MAX_ITEMS:
            return Opaque("more than could be looked at")
        # By type and through the base class: an object could lie about its class, a subclass about its items.
        for base in (tuple, list):
            if issubclass(type(value), base):
                return base(self.read(item, depth + 1) for item in self.first(base.__iter__(value)))
        if issubclass(type(value), dict):
            return {_key(key): self.read(item, depth + 1) for key, item in self.first(dict.items(value))}
        return _single(value)

    def first(self, items):
        for item in items:
            if self.items > MAX_ITEMS:
                break
            yield item


def _key(key: Any) -> Any:
    key = _single(key)
    return Opaque("a tensor") if isinstance(key, torch.Tensor) else key


def _single(value: Any) -> Any:
    kind = type(value)
    if value is None or kind is bool:
        return value
    if issubclass(kind, torch.Tensor):
        return _tensor(value)
    if issubclass(kind, str):
        return str.__getitem__(value, slice(MAX_CHARACTERS))
    if issubclass(kind, bytes):
        return bytes.__getitem__(value, slice(MAX_CHARACTERS))
    if issubclass(kind, PurePath):
        return PurePosixPath(PurePath.as_posix(value))
    return _number(value, kind)


def _number(value: Any, kind: type) -> Any:
    if kind.__module__ == "numpy" and kind.__name__ in ("bool", "bool_"):
        return bool(value)
    if issubclass(kind, numbers.Integral):
        whole = int.__add__(value if issubclass(kind, int) else int(value), 0)
        return whole if whole.bit_length() < 10_000 else Opaque("an enormous integer")
    if issubclass(kind, numbers.Real):
        return float.__add__(value if issubclass(kind, float) else float(value), 0.0)
    return Opaque(kind.__name__)


def _tensor(value: torch.Tensor) -> torch.Tensor | Opaque:
    with torch._C.DisableTorchFunctionSubclass(), torch.no_grad():
        if torch.Tensor.layout.__get__(value) is not torch.strided or torch.Tensor.is_nested.__get__(value):
            return Opaque("a tensor of an unusual layout")
        value = torch.Tensor.as_subclass(torch.Tensor.detach(value), torch.Tensor)
        if value.is_quantized or value.device.type == "meta":
            return Opaque("an unusual tensor")
        if value.is_complex():
            return Opaque("a complex tensor")
        if value.numel() > MAX_ELEMENTS:
            return Opaque(f"a huge tensor of shape {tuple(value.shape)}")
        if value.numel() and _reach(value) > value.untyped_storage().nbytes():  # to read it would end the process
            return Opaque("a tensor whose memory is gone")
        return value.cpu().resolve_neg().clone(memory_format=torch.contiguous_format)


def _reach(value: torch.Tensor) -> int:
    """How many bytes of its storage a tensor's last number needs."""
    last = value.storage_offset() + sum((size - 1) * step for size, step in zip(value.shape, value.stride(), strict=True))
    return (last + 1) * value.element_size()
