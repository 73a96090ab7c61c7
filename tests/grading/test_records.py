"""What came out for a submission, kept in a file."""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.grading.failure import GradingError
from course_lib.grading.records import Outcome, Record, graded_class, load, load_all, not_graded, save

OUTCOME = Outcome("q01_invert", "known mistake", 1, 2, "`-image`", "q01_invert: not yet", "def invert(x): ...", 0.25)
MOMENT = "2026-03-01T12:00:00+00:00"
RECORD = Record("01_images", "ada", "5f", "bubblewrap", 0.75, (OUTCOME,), ("kernel renamed",), MOMENT)


def file_of(course: Path) -> Path:
    (path,) = (course / ".grading" / "01_images").iterdir()
    return path


def test_a_record_comes_back_as_it_was_written(tmp_path: Path):
    save(tmp_path, RECORD)
    assert load(tmp_path, "01_images", "ada") == RECORD
    assert file_of(tmp_path) == tmp_path / ".grading" / "01_images" / "ada.json"
    assert (RECORD.points, RECORD.max_points) == (1, 2)


@given(student=st.text(min_size=1, max_size=85), text=st.text(), note=st.text(), seconds=st.floats(0, 1e9))
def test_any_student_and_any_text_come_back(tmp_path_factory, student: str, text: str, note: str, seconds: float):
    course = tmp_path_factory.mktemp("course")
    outcome = replace(OUTCOME, text=text, answer=text, seconds=seconds)
    record = replace(RECORD, student=student, outcomes=(outcome,), notes=(note,))
    save(course, record)
    assert load(course, "01_images", student) == record
    assert load_all(course, "01_images") == {student: record}


ODD = ["../../ada", "..", ".", "a/b", "a\\b", "ada\0", "é" * 120, os.fsdecode(b"\xff\xfe")]


@pytest.mark.parametrize("student", ODD)
def test_no_name_of_a_student_leads_out_of_the_folder(tmp_path: Path, student: str):
    save(tmp_path, replace(RECORD, student=student))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [file_of(tmp_path)]
    assert load_all(tmp_path, "01_images").keys() == {student}


def test_a_later_record_takes_the_place_of_the_earlier_one(tmp_path: Path):
    save(tmp_path, RECORD)
    save(tmp_path, replace(RECORD, digest="60"))
    assert load_all(tmp_path, "01_images") == {"ada": replace(RECORD, digest="60")}


def test_writing_that_stops_half_way_leaves_the_earlier_record_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    save(tmp_path, RECORD)
    monkeypatch.setattr(os, "fsync", lambda number: os.strerror(None))  # TypeError before the file takes its place
    with pytest.raises(TypeError):
        save(tmp_path, replace(RECORD, digest="60"))
    assert load(tmp_path, "01_images", "ada") == RECORD
    assert file_of(tmp_path).name == "ada.json"


def test_a_reader_of_the_earlier_record_reads_it_to_its_end(tmp_path: Path):
    save(tmp_path, RECORD)
    with open(file_of(tmp_path)) as reader:
        save(tmp_path, replace(RECORD, digest="60"))
        assert json.load(reader)["digest"] == "5f"


def test_what_a_killed_writer_left_is_no_record(tmp_path: Path):
    save(tmp_path, RECORD)
    file_of(tmp_path).rename(tmp_path / ".grading" / "01_images" / "ada.json.77.new")
    assert load_all(tmp_path, "01_images") == {}


def test_the_cut_is_at_two_and_four_thousand_characters():
    long = replace(OUTCOME, text="t" * 9_999, answer="a" * 9_999)
    assert (len(long.text), len(long.answer)) == (2_000, 4_000)


DATA = {**vars(RECORD), "outcomes": [vars(OUTCOME)], "notes": ["kernel renamed"]}
DAMAGED = {
    "half a file": json.dumps(DATA)[:200],
    "nothing": "",
    "bytes that are no text": "\udcff",
    "a list": "[1]",
    "what an earlier program kept": json.dumps({"ada": "5f"}),
    "a field too few": json.dumps({name: value for name, value in DATA.items() if name != "level"}),
    "a field too many": json.dumps({**DATA, "extra": 1}),
    "points that are no number": json.dumps({**DATA, "outcomes": [{**vars(OUTCOME), "points": "2"}]}),
    "points that are nan": json.dumps({**DATA, "outcomes": [{**vars(OUTCOME), "points": float("nan")}]}),
    "points that are true": json.dumps({**DATA, "outcomes": [{**vars(OUTCOME), "points": True}]}),
    "a number beyond all floats": json.dumps({**DATA, "seconds": 10**400}),
    "a verdict that there is not": json.dumps({**DATA, "outcomes": [{**vars(OUTCOME), "verdict": "splendid"}]}),
    "notes that are no text": json.dumps({**DATA, "notes": [1]}),
    "brackets without end": "[" * 100_000,
    "somebody else's": json.dumps({**DATA, "student": "emmy"}),
    "another assignment's": json.dumps({**DATA, "assignment": "02_tensors"}),
}


@pytest.mark.parametrize("label", DAMAGED)
def test_a_damaged_or_foreign_file_counts_as_none(tmp_path: Path, label: str):
    save(tmp_path, RECORD)
    file_of(tmp_path).write_bytes(DAMAGED[label].encode("utf-8", "surrogateescape"))
    assert load(tmp_path, "01_images", "ada") is None
    assert load_all(tmp_path, "01_images") == {}


def test_without_the_damage_the_same_file_is_read(tmp_path: Path):
    save(tmp_path, RECORD)
    file_of(tmp_path).write_text(json.dumps(DATA))
    assert load(tmp_path, "01_images", "ada") == RECORD


def test_an_unknown_assignment_is_told_with_those_there_are(tmp_path: Path):
    (tmp_path / "source" / "01_images").mkdir(parents=True)
    with pytest.raises(GradingError, match="no source/09_none in this course; there are 01_images"):
        graded_class(tmp_path, "09_none")


def test_an_assignment_without_grades_is_told_with_the_command(tmp_path: Path):
    (tmp_path / "source" / "01_images").mkdir(parents=True)
    with pytest.raises(GradingError, match="'course-lib grade 01_images'"):
        graded_class(tmp_path, "01_images")


def test_a_folder_that_is_no_course_is_told(tmp_path: Path):
    with pytest.raises(GradingError, match="--course-dir"):
        graded_class(tmp_path, "01_images")


def test_who_handed_in_and_has_no_record_is_not_graded(tmp_path: Path):
    save(tmp_path, RECORD)
    for student in ("ada", "zoe"):
        (tmp_path / "submitted" / student / "01_images").mkdir(parents=True)
    (tmp_path / "submitted" / "emmy" / "02_tensors").mkdir(parents=True)
    assert not_graded(tmp_path, "01_images", load_all(tmp_path, "01_images")) == ["zoe"]
