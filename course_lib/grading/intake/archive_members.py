"""The plain files in a zip or tar archive, one after the other, and the reasons for leaving out the rest."""

import gzip
import stat
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from course_lib.grading.intake.archive_limits import BoundedFile, Budget, Refused

_CHUNK = 2**16
_PLAIN_PACKING = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # LZMA can ask for gigabytes before it gives a byte
_CLUTTER = ("__MACOSX", ".DS_Store")
_LONGEST_NAME = 240

Member = tuple[str, Iterator[bytes]]
LeaveOut = Callable[[str, str], None]


def members(archive: Path, budget: Budget, leave_out: LeaveOut) -> Iterator[Member]:
    """Name and content of each plain file; the content must be read before the next one is asked for.

    Raises Refused for an archive that is none or a trap; `leave_out` gets the name of a member passed over, and why.
    """
    try:
        with archive.open("rb") as file:
            is_zip = zipfile.is_zipfile(BoundedFile(file, budget.limits.index_bytes))
            file.seek(0)
            found = _zip_members if is_zip else _tar_members
            yield from _named_once(found(file, budget, leave_out), budget, leave_out)
    except (Refused, GeneratorExit, OSError):
        raise
    except Exception as error:  # the libraries raise a dozen kinds for bytes that are no archive
        raise Refused(f"it is damaged, or no archive that is known here ({type(error).__name__})") from error


def _named_once(found: Iterator[Member], budget: Budget, leave_out: LeaveOut) -> Iterator[Member]:
    seen: set[str] = set()
    for name, content in found:
        name = name.replace("\\", "/")  # as Windows writes it
        if any(part in _CLUTTER for part in name.split("/")):
            continue
        if reason := _unsafe(name, budget):
            leave_out(name, reason)
        elif name.casefold() in seen:
            leave_out(name, "a member of that name came before")
        else:
            seen.add(name.casefold())
            yield name, content


def _unsafe(name: str, budget: Budget) -> str | None:
    parts = name.split("/")
    if name.startswith("/") or ":" in parts[0] or any(part in ("", ".", "..") for part in parts):
        return "the path leads out of the archive's folder"
    if not name.isprintable() or len(name) > _LONGEST_NAME:
        return "the name is not one that a file should have"
    if len(parts) > budget.limits.folder_depth:
        return f"folders may lie {budget.limits.folder_depth} deep"
    return None


def _zip_members(file: BinaryIO, budget: Budget, leave_out: LeaveOut) -> Iterator[Member]:
    with zipfile.ZipFile(BoundedFile(file, budget.limits.index_bytes)) as archive:
        for info in archive.infolist():
            budget.count_member()
            kind = stat.S_IFMT(info.external_attr >> 16)
            if info.is_dir() and kind in (0, stat.S_IFDIR):
                continue
            if kind not in (0, stat.S_IFREG):
                leave_out(info.filename, "it is a link, a device or the like")
            elif info.flag_bits & 0x1:
                leave_out(info.filename, "it is encrypted")
            elif info.compress_type not in _PLAIN_PACKING:
                leave_out(info.filename, "it is packed in an unusual way")
            elif reason := budget.limits.against(info.file_size, info.compress_size):
                leave_out(info.filename, reason)
            else:
                yield info.filename, budget.counted(_zip_chunks(archive, info))


def _zip_chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(info) as member:
        while chunk := member.read(_CHUNK):
            yield chunk


def _tar_members(file: BinaryIO, budget: Budget, leave_out: LeaveOut) -> Iterator[Member]:
    packed = Path(file.name).stat().st_size
    gzipped = file.read(2) == b"\x1f\x8b"
    file.seek(0)
    with ExitStack() as stack:
        stream = stack.enter_context(gzip.GzipFile(fileobj=file)) if gzipped else file
        # Headers count, too: one of them may say that it is gigabytes long.
        most = min(budget.limits.unpacked_bytes, max(budget.limits.ratio * packed, budget.limits.ratio_matters_from))
        bounded = BoundedFile(stream, budget.limits.index_bytes, most)
        archive = stack.enter_context(tarfile.open(fileobj=bounded, mode="r|"))
        for info in archive:
            budget.count_member()
            archive.members = []  # else tarfile keeps all of them
            if info.isdir():
                continue
            if info.type not in (tarfile.REGTYPE, tarfile.AREGTYPE) or info.issparse():
                leave_out(info.name, "it is a link, a device or the like")
            elif reason := budget.limits.against(info.size, packed):
                leave_out(info.name, reason)
            else:
                yield info.name, budget.counted(_tar_chunks(archive, info))


def _tar_chunks(archive: tarfile.TarFile, info: tarfile.TarInfo) -> Iterator[bytes]:
    member = archive.extractfile(info)
    while member and (chunk := member.read(_CHUNK)):
        yield chunk
