"""Archives from a learning platform: what is sound comes out, what is a trap does not, and none stops the others."""

import gzip
import io
import logging
import os
import stat
import struct
import tarfile
import zipfile
from pathlib import Path

import pytest

from course_lib.grading.intake import archive as extractor
from course_lib.grading.intake.archive_limits import ArchiveLimits

LIMITS = ArchiveLimits(
    unpacked_bytes=3_000_000, inner_bytes=2_000_000, member_bytes=1_500_000, members=60, inner_members=30,
    ratio_matters_from=200_000, folder_depth=4,
)  # fmt: skip


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packing) as archive:
        for name, content in members:
            archive.writestr(name, content, packing)
    return file.getvalue()


def tarred(*members: tuple[str | tarfile.TarInfo, bytes]) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, content in members:
            info = tarfile.TarInfo(name) if isinstance(name, str) else name
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return file.getvalue()


def special(name: str, kind: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, (kind | 0o777) << 16
    return info


def tar_special(name: str, kind: bytes, target: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


def noise(size: int) -> bytes:
    return os.urandom(size)


def encrypted() -> bytes:
    data = bytearray(zipped(("secret.ipynb", b"x"), ("open.ipynb", b"y")))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    return bytes(data)


def with_wrong_checksum() -> bytes:
    data = bytearray(zipped(("a.ipynb", b"hello " * 9), ("b.ipynb", b"y"), packing=zipfile.ZIP_STORED))
    data[data.index(b"hello")] ^= 1
    return bytes(data)


def huge_tar_header() -> bytes:
    info = tarfile.TarInfo("pax")
    info.type, info.size = tarfile.XHDTYPE, 10**9
    return gzip.compress(info.tobuf(tarfile.USTAR_FORMAT) + bytes(50_000_000))


@pytest.fixture
def take(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture):
    """Unpack files given by name; what came out by name, and the warnings."""
    monkeypatch.setattr(extractor, "ARCHIVE_LIMITS", LIMITS)

    def unpack(files: dict[str, bytes]) -> tuple[dict[str, bytes], str]:
        for name, content in files.items():
            path = tmp_path / "archive" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        log = logging.getLogger("archives")
        with caplog.at_level(logging.WARNING, "archives"):
            plugin = extractor.BoundedExtractor(log=log)
            plugin.extract(str(tmp_path / "archive"), str(tmp_path / "extracted"))
        out = {path for path in tmp_path.rglob("*") if not path.is_dir() and tmp_path / "archive" not in path.parents}
        inside = {path.relative_to(tmp_path).as_posix().removeprefix("extracted/"): path for path in out}
        assert all(stat.S_ISREG(path.lstat().st_mode) for path in out)
        return {name: path.read_bytes() for name, path in inside.items()}, caplog.text

    return unpack


@pytest.mark.parametrize("name", ["ada.zip", "ada.tar", "ada.tar.gz", "ada.tgz"])
def test_an_archive_is_unpacked_into_a_folder_of_its_name(take, name: str):
    content = (("02_tensors.ipynb", b"{}"), ("data/a b.png", b"png"), ("__MACOSX/x", b"no"))
    packed = zipped(*content) if name.endswith("zip") else tarred(*content)
    found, warnings = take({name: gzip.compress(packed) if name.endswith("gz") else packed})
    assert (found, warnings) == ({"ada/02_tensors.ipynb": b"{}", "ada/data/a b.png": b"png"}, "")


def test_other_files_are_copied_and_archives_in_archives_unpacked(take):
    inner = zipped(("02_tensors.ipynb", b"ada's"))
    outer = zipped(("ada.zip", inner), ("blaise.tar.gz", gzip.compress(tarred(("x.ipynb", b"blaise's")))))
    found, warnings = take({"class/all.zip": outer, "class/late.ipynb": b"late"})
    names = {"all/ada/02_tensors.ipynb": b"ada's", "all/blaise/x.ipynb": b"blaise's", "late.ipynb": b"late"}
    assert (found, warnings) == ({f"class/{name}": content for name, content in names.items()}, "")


TRAPS = {
    "zeros in a zip": (zipped(("a", bytes(1_400_000))), "200 times its size"),
    "zeros in a tar": (gzip.compress(tarred(("a", bytes(1_400_000)))), "200 times its size"),
    "many zeros": (gzip.compress(tarred(*((str(n), bytes(190_000)) for n in range(9)))), "far beyond its size"),
    "a large member": (zipped(("a", noise(1_600_000))), "it has more than"),
    "much in all": (zipped(*((str(n), noise(700_000)) for n in range(5))), "MB come out of it"),
    "many members": (zipped(*((str(n), b"") for n in range(61))), "more than 60 members"),
    "many in a tar": (tarred(*((str(n), b"") for n in range(61))), "more than 60 members"),
    "a long table": (zipped(*((f"{n:0>60000}", b"") for n in range(80))), "table of contents"),
    "a huge tar header": (huge_tar_header(), "grows far beyond its size"),
    "no archive": (b"hello" * 500, "no archive that is known"),
    "nothing": (b"", "no archive that is known"),
    "a broken zip": (zipped(("a", noise(5000)))[:-30], "no archive that is known"),
    "plain gzip": (gzip.compress(b"hello" * 500), "no archive that is known"),
    "a tar that breaks off": (tarred(("a", noise(5000)))[:3000], "damaged"),
}


@pytest.mark.parametrize("trap", TRAPS)
def test_a_trap_is_refused_leaves_nothing_and_stops_nobody(take, trap: str):
    content, reason = TRAPS[trap]
    sound = zipped(("02_tensors.ipynb", b"{}"))
    name = "m.tar.gz" if content[:2] == b"\x1f\x8b" else "m.zip"
    found, warnings = take({"a.zip": sound, name: content, "z.zip": sound})
    assert found == {"a/02_tensors.ipynb": b"{}", "z/02_tensors.ipynb": b"{}"}
    assert f"{name}: " in warnings and reason in warnings


def test_a_trap_within_a_class_archive_costs_its_own_student_alone(take):
    many = zipped(*((str(n), b"") for n in range(31)))
    large = zipped(*((str(n), noise(340_000)) for n in range(4)), *((f"{n}b", bytes(190_000)) for n in range(4)))
    zeros = zipped(("a", bytes(1_400_000)))
    traps = [("many.zip", many), ("large.zip", large), ("zeros.zip", zeros), ("none.zip", b"x")]
    bomb = ("m.ipynb", bytes(1_400_000))
    found, warnings = take({"all.zip": zipped(bomb, *traps, ("z.zip", zipped(("02_tensors.ipynb", b"{}"))))})
    assert found == {"all/z/02_tensors.ipynb": b"{}"}
    told = ("many.zip: it has more than 30 members", "large.zip: more than", "none.zip: it is damaged", "'m.ipynb' of")
    assert all(words in warnings for words in told)


BAD_NAMES = ["../out", "/tmp/out", "a/../../out", "C:/out", "..\\out", "a//b", "two\nlines", "a/b/c/d/e", "x" * 250]


def test_what_comes_out_of_inner_archives_counts_for_the_whole(take):
    inner = [(f"{number}.zip", zipped(("x", bytes(190_000)), (f"y{number}", noise(50_000)))) for number in range(14)]
    found, warnings = take({"all.zip": zipped(*inner)})
    assert sum(map(len, found.values())) <= LIMITS.unpacked_bytes
    assert "all/0/x" in found and "more than" in warnings


@pytest.mark.parametrize("name", BAD_NAMES)
@pytest.mark.parametrize("pack", [zipped, tarred])
def test_a_member_with_a_bad_name_is_left_out_and_told(take, name: str, pack):
    found, warnings = take({"ada.zip": pack((name, b"out"), ("02_tensors.ipynb", b"{}"))})
    assert found == {"ada/02_tensors.ipynb": b"{}"}
    assert "Left out" in warnings


@pytest.mark.parametrize(
    "packed",
    [
        zipped((special("a", stat.S_IFLNK), b"/etc/passwd"), ("b", b"y")),
        zipped((special("a", stat.S_IFIFO), b""), ("b", b"y")),
        zipped((special("a", stat.S_IFCHR), b""), ("b", b"y")),
        tarred((tar_special("a", tarfile.SYMTYPE, "/etc"), b""), ("a/passwd", b"x"), ("b", b"y")),
        tarred((tar_special("a", tarfile.LNKTYPE, "/etc/passwd"), b""), ("b", b"y")),
        tarred((tar_special("a", tarfile.FIFOTYPE), b""), ("b", b"y")),
        tarred((tar_special("a", tarfile.CHRTYPE), b""), ("b", b"y")),
    ],
)
def test_links_and_devices_are_left_out_and_told(take, packed: bytes):
    found, warnings = take({"ada.zip": packed})
    found.pop("ada/a/passwd", None)  # a plain file, in a folder of its own
    assert found == {"ada/b": b"y"}
    assert "it is a link, a device or the like" in warnings


def test_an_encrypted_a_damaged_and_an_unusual_member_are_left_out_and_told(take):
    unusual = zipped(("x", b"x"), packing=zipfile.ZIP_LZMA)
    found, warnings = take({"a.zip": encrypted(), "b.zip": with_wrong_checksum(), "c.zip": unusual})
    assert found == {"a/open.ipynb": b"y", "b/b.ipynb": b"y"}
    for reason in ("it is encrypted", "it is damaged (BadZipFile)", "packed in an unusual way"):
        assert reason in warnings


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("pack", [zipped, tarred])
@pytest.mark.parametrize("second", ["a.ipynb", "A.ipynb", "a.ipynb/b"])
def test_of_members_with_one_name_the_first_counts(take, pack, second: str):
    found, warnings = take({"ada.zip": pack(("a.ipynb", b"first"), (second, b"second"))})
    assert found == {"ada/a.ipynb": b"first"}
    assert f"Left out '{second}'" in warnings


def test_archives_may_lie_three_deep(take):
    packed = zipped(("x", b"deep"))
    for name in ("c.zip", "b.zip", "a.zip"):
        packed = zipped((name, packed), (f"beside {name[0]}", b"y"))
    found, warnings = take({"all.zip": packed})
    assert found == {"all/beside a": b"y", "all/a/beside b": b"y", "all/a/b/beside c": b"y"}
    assert "archives may lie 3 deep in each other" in warnings


def test_overlapping_members_are_counted_as_they_come_out(take):
    """The zip bomb of members that share their bytes: the table of contents names one place many times."""
    data = zipped(("a", noise(100_000)), packing=zipfile.ZIP_STORED)
    table = data.index(b"PK\x01\x02")
    entry, end = data[table : data.index(b"PK\x05\x06")], bytearray(data[data.index(b"PK\x05\x06") :])
    struct.pack_into("<HHI", end, 8, 50, 50, len(entry) * 50)
    found, warnings = take({"m.zip": data[:table] + entry * 50 + bytes(end)})
    assert found == {} or sum(map(len, found.values())) == 100_000
    assert "a member of that name came before" in warnings


def test_a_link_among_the_downloads_is_not_followed(take, tmp_path: Path):
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "else.keep").write_bytes(zipped(("secret", b"y")))
    (tmp_path / "archive" / "a.zip").symlink_to("else.keep")
    (tmp_path / "archive" / "b").symlink_to("/etc")
    found, warnings = take({"z.zip": zipped(("x", b"y"))})
    assert set(found) == {"z/x", "else.keep"}
