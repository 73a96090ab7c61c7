"""Nobody can foresee the hidden inputs, and two gradings draw the same."""

import hashlib
import hmac
import stat
import threading
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from course_lib.grading.failure import GradingError
from course_lib.grading.judging.chance import secret, seed_of

part = st.one_of(st.text(max_size=8), st.binary(max_size=8))


def as_bytes(parts: list[str | bytes]) -> list[bytes]:
    return [part.encode() if isinstance(part, str) else part for part in parts]


@given(st.lists(part.filter(lambda one: "\ud800" not in one if isinstance(one, str) else True), max_size=4), st.lists(part, max_size=4))
def test_other_parts_give_another_seed_wherever_they_are_cut(parts, others):
    assume(as_bytes(parts) != as_bytes(others))
    assert seed_of(b"s" * 32, *parts) == seed_of(b"s" * 32, *parts) != seed_of(b"s" * 32, *others)


def test_the_seed_is_an_hmac():
    assert seed_of(b"key", "ab", b"c") == hmac.new(b"key", b"2:ab1:c", hashlib.sha256).hexdigest()
    assert seed_of(b"key", "ab") != seed_of(b"yek", "ab")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "state" / "secret"
    monkeypatch.setenv("COURSE_LIB_SECRET", str(path))
    return path


def test_it_is_made_once_and_for_its_owner_alone(place: Path):
    made = secret()
    assert len(made) == 32 and secret() == made == place.read_bytes()
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) & 0o077 == 0
    assert [path.name for path in place.parent.iterdir()] == ["secret"]


def test_another_place_holds_another(place: Path, monkeypatch: pytest.MonkeyPatch):
    first = secret()
    monkeypatch.setenv("COURSE_LIB_SECRET", str(place.with_name("other")))
    assert secret() != first


def test_without_a_place_of_its_own_it_lies_with_the_users_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("COURSE_LIB_SECRET", raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert secret() == (tmp_path / "course-lib" / "secret").read_bytes()


def test_all_who_make_it_at_the_same_time_get_the_same(place: Path):
    found, start = [], threading.Barrier(16)

    def ask() -> None:
        start.wait()
        found.append(secret())

    threads = [threading.Thread(target=ask) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 16 and set(found) == {place.read_bytes()}


def test_a_short_one_is_refused(place: Path):
    place.parent.mkdir()
    place.write_bytes(b"short")
    with pytest.raises(GradingError, match="is no secret, it holds 5 bytes"):
        secret()


def test_where_it_cannot_be_kept_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("COURSE_LIB_SECRET", str(tmp_path / "file" / "secret"))
    with pytest.raises(GradingError, match="set COURSE_LIB_SECRET"):
        secret()
