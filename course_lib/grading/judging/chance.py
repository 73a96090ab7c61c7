"""Chance that nobody can foresee and that two gradings share: drawn from a secret and from what was handed in."""

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from course_lib.grading.failure import GradingError

_SIZE = 32


def secret() -> bytes:
    """The grader's secret, made where there is none: outside of every course's folder, readable by its owner alone.

    It lies in the file that `COURSE_LIB_SECRET` names, else in the user's state folder.
    """
    path = _path()
    try:
        return _found(path) or _made(path)
    except OSError as error:
        raise GradingError(
            f"the secret from which hidden tests are drawn cannot be kept in {path} ({error.strerror}); "
            "set COURSE_LIB_SECRET to a file that can be written"
        ) from error


def seed_of(secret: bytes, *parts: str | bytes) -> str:
    """A seed that only the secret's owner can work out; each part counts with its length."""
    digest = hmac.new(secret, digestmod=hashlib.sha256)
    for part in parts:
        part = part.encode() if isinstance(part, str) else part
        digest.update(b"%d:" % len(part) + part)
    return digest.hexdigest()


def _path() -> Path:
    if named := os.environ.get("COURSE_LIB_SECRET"):
        return Path(named)
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(state, "course-lib", "secret")


def _found(path: Path) -> bytes | None:
    try:
        found = path.read_bytes()
    except FileNotFoundError:
        return None
    if len(found) < _SIZE:
        raise GradingError(f"{path} is no secret, it holds {len(found)} bytes; remove it, and another is made")
    return found


def _made(path: Path) -> bytes:
    """All or nothing, and the same for several processes at once: the first link wins."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    own = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    with os.fdopen(os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(secrets.token_bytes(_SIZE))
    try:
        os.link(own, path)
    except FileExistsError:
        pass
    finally:
        own.unlink()
    return path.read_bytes()
