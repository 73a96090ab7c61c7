"""Plain data as bytes and back: JSON for the structure, safetensors for the tensors; reading them runs no code."""

import base64
import json
import struct
from pathlib import PurePosixPath
from typing import Any

import safetensors.torch
import torch

from course_lib.checking.plain import MAX_DEPTH, Opaque

MAX_BYTES = 64 * 2**20
MAX_TEXT = 8 * 2**20  # of JSON, and of what safetensors writes about tensors: as objects they take thirty times as much
_MAX_DIGITS = 2_600  # of an integer; plain data has none with more


class TooLarge(ValueError):
    """Plain data of more bytes than `unpack` reads."""


def pack(value: Any) -> bytes:
    """The bytes of plain data: eight digits of JSON's length, the JSON, the tensors. `TooLarge` beyond the bounds."""
    tensors: dict[str, torch.Tensor] = {}
    text = json.dumps(_node(value, tensors), allow_nan=False).encode()
    if len(text) > MAX_TEXT or len(text) + sum(tensor.nbytes + 200 for tensor in tensors.values()) > MAX_BYTES:
        raise TooLarge("more than a message may hold")
    return b"%08d" % len(text) + text + safetensors.torch.save(tensors)


def unpack(message: bytes) -> Any:
    """The plain data of a message; `ValueError` for a message that `pack` did not write."""
    if len(message) > MAX_BYTES:
        raise ValueError(f"a message of {len(message)} bytes; at most {MAX_BYTES} are read")
    try:
        length = int(message[:8])
        (header,) = struct.unpack_from("<Q", message, 8 + length)
        if max(length, header) > MAX_TEXT:
            raise TooLarge("more text than is read")
        node = json.loads(message[8 : 8 + length])
        return _value(node, safetensors.torch.load(message[8 + length :]), 0)
    except Exception as error:
        raise ValueError(f"not a message of plain data: {type(error).__name__}") from error


def _node(value: Any, tensors: dict[str, torch.Tensor]) -> Any:
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, int):
        return {"int": hex(value)}
    if isinstance(value, float):
        return {"float": value.hex()}
    if isinstance(value, bytes):
        return {"bytes": base64.b64encode(value).decode()}
    if isinstance(value, PurePosixPath):
        return {"path": str(value)}
    if isinstance(value, torch.Tensor):
        tensors[f"t{len(tensors)}"] = value.clone()  # safetensors refuses two names for the same memory
        return {"tensor": f"t{len(tensors) - 1}"}
    if isinstance(value, Opaque):
        return {"opaque": value.kind}
    if isinstance(value, dict):
        return {"dict": [[_node(key, tensors), _node(item, tensors)] for key, item in value.items()]}
    if isinstance(value, (tuple, list)):
        return {"tuple" if isinstance(value, tuple) else "list": [_node(item, tensors) for item in value]}
    raise TypeError(f"{type(value).__name__} is not plain data; pass it through `plain` first")


def _value(node: Any, tensors: dict[str, torch.Tensor], depth: int) -> Any:
    if depth > 2 * MAX_DEPTH:
        raise ValueError("nested too deeply")
    if node is None or isinstance(node, (bool, str)):
        return node
    (kind, content), = node.items()
    if kind in ("tuple", "list"):
        items = [_value(item, tensors, depth + 1) for item in content]
        return tuple(items) if kind == "tuple" else items
    if kind == "dict":
        return {_value(key, tensors, depth + 1): _value(item, tensors, depth + 1) for key, item in content}
    read = {
        "int": _whole,
        "float": float.fromhex,
        "bytes": lambda text: base64.b64decode(text, validate=True),
        "path": PurePosixPath,
        "opaque": lambda text: Opaque(str(text)),
        "tensor": tensors.pop,  # `pack` names none twice; a million times the same one would be judged a million times
    }
    return read[kind](content)


def _whole(text: str) -> int:
    if len(text) > _MAX_DIGITS:
        raise ValueError("an enormous integer")
    return int(text, 16)
