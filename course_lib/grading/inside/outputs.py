"""What a cell shows as plain data, which JSON can hold."""

import base64
import math
from typing import Any


def plain_bundle(data: dict) -> dict[str, Any]:
    """A mime bundle that JSON can hold: bytes as base64, what is no data as its repr."""
    return {str(kind): _plain(value) for kind, value in data.items()}


def text_of(thing: object) -> str:
    """What `str` gives, whatever it raises."""
    try:
        return str(thing).encode(errors="replace").decode()
    except BaseException as error:
        return f"<unprintable {type(thing).__name__}: its str() raises {type(error).__name__}>"


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return text_of(value)
    if isinstance(value, (bytes, bytearray)):
        return base64.b64encode(value).decode()
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else repr(value)
    if isinstance(value, dict):
        return plain_bundle(value)
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return repr(value)
