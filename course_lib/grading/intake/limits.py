"""How much of a submission is looked at; what goes beyond is left out, with a note."""

from dataclasses import dataclass

_MIB = 2**20


@dataclass(frozen=True)
class Limits:
    """Bounds in bytes, characters or pieces. An honest submission stays far below each of them."""

    notebook_bytes: int = 24 * _MIB  # a notebook with 10 MB of outputs passes
    file_bytes: int = 16 * _MIB
    all_files_bytes: int = 64 * _MIB
    files: int = 200
    entries: int = 2_000  # looked at in all folders together
    depth: int = 5  # folders within folders
    cells: int = 2_000
    source_characters: int = 400_000  # of one cell
    attachment_characters: int = 3 * _MIB  # of one cell; base64, so 2 MB of picture
    candidates: int = 12  # notebooks under other names that are opened


LIMITS = Limits()
