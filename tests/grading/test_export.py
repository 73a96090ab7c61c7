"""`course-lib export`: rows for a spreadsheet, with what a person marked."""

import csv
import io
import os
import shutil
import sys
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from small_course import REPOSITORY

from course_lib.__main__ import main
from course_lib.grading.export import Row, csv_text
from course_lib.grading.records import Outcome, Record, save

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # nbgrader's own
CELLS = {"q01_invert_check": "code", "q02_count_images_check": "code", "q02_written": "markdown"}
HEADS = "assignment,student,exercise,question,verdict,misconception,points,max_points,seconds,level"


def outcome(exercise: str, verdict: str, points: float, misconception: str | None = None) -> Outcome:
    return Outcome(exercise, verdict, points, 2, misconception, "", "", 0.123456)


def record(student: str, *outcomes: Outcome) -> Record:
    return Record("01_images", student, "5f", "bubblewrap", 0.5, outcomes, (), "2026-03-01T12:00:00+00:00")


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """ada was marked by hand, emmy left the written answer as it was, zoe waits for a mark, vera has no record."""
    course = tmp_path_factory.mktemp("course")
    shutil.copy(REPOSITORY / "nbgrader_config.py", course)
    wrong = outcome("q02_count_images", "known mistake", 1, "the folder counted, too")
    for student in ("ada", "emmy", "zoe"):
        save(course, record(student, outcome("q01_invert", "right", 2), wrong))
    (course / "submitted" / "vera" / "01_images").mkdir(parents=True)
    before = os.environ["PATH"]
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), before])  # nbgrader calls alembic
    try:
        _gradebook(course)
    finally:
        os.environ["PATH"] = before
    return course


def _gradebook(course: Path) -> None:
    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        for assignment in ("01_images", "02_tensors"):
            gradebook.add_assignment(assignment)
            gradebook.add_notebook(assignment, assignment)
            for cell, kind in CELLS.items():
                gradebook.add_grade_cell(cell, assignment, assignment, max_score=2, cell_type=kind)
        for student, mark in {"ada": (True, 0.5), "emmy": (False, None), "zoe": (True, None)}.items():
            gradebook.add_student(student)
            gradebook.add_submission("01_images", student)
            _mark(gradebook, student, "q02_written", 0 if student == "emmy" else None, *mark)
            _mark(gradebook, student, "q01_invert_check", 2, False, None)
            _mark(gradebook, student, "q02_count_images_check", 1, False, 1.5 if student == "ada" else None)
        gradebook.add_submission("02_tensors", "ada")  # of which nothing is to be told
        gradebook.db.commit()


def _mark(gradebook, student: str, cell: str, points: float | None, wants_marking: bool, manual: float | None) -> None:
    grade = gradebook.find_grade(cell, "01_images", "01_images", student)
    grade.auto_score, grade.manual_score = points, manual
    grade.needs_manual_grade = wants_marking and manual is None


@pytest.mark.slow  # nbgrader takes seconds to set up a gradebook
def test_the_rows_have_the_marks_of_persons_and_those_of_the_records(course: Path, capsys):
    assert main(["export", "01_images", "--course-dir", str(course)]) == 0
    told = capsys.readouterr()
    assert told.out == f"""\
{HEADS}
01_images,ada,q01_invert,q01,right,,2,2,0.1235,bubblewrap
01_images,ada,q02_count_images,q02,known mistake,"the folder counted, too",1.5,2,0.1235,bubblewrap
01_images,ada,q02_written,q02,,,0.5,2,,
01_images,emmy,q01_invert,q01,right,,2,2,0.1235,bubblewrap
01_images,emmy,q02_count_images,q02,known mistake,"the folder counted, too",1,2,0.1235,bubblewrap
01_images,emmy,q02_written,q02,unanswered,,0,2,,
01_images,zoe,q01_invert,q01,right,,2,2,0.1235,bubblewrap
01_images,zoe,q02_count_images,q02,known mistake,"the folder counted, too",1,2,0.1235,bubblewrap
01_images,zoe,q02_written,q02,,,,2,,
"""
    assert told.err == "not graded, so not in it: vera\n"


@pytest.mark.slow
def test_rows_go_to_a_file_where_one_is_named(course: Path, tmp_path: Path, capsys):
    path = tmp_path / "rows.csv"
    assert main(["export", "01_images", "--to", str(path), "--course-dir", str(course)]) == 0
    assert capsys.readouterr().out == f"9 rows in {path}\n"
    with open(path, newline="", encoding="utf-8") as file:
        assert [row["points"] for row in csv.DictReader(file)] == ["2", "1.5", "0.5", "2", "1", "0", "2", "1", ""]


@pytest.mark.slow
def test_a_file_that_cannot_be_written_is_told(course: Path, tmp_path: Path, capsys):
    assert main(["export", "01_images", "--to", str(tmp_path), "--course-dir", str(course)]) == 1
    assert "--to" in capsys.readouterr().err


def test_a_class_without_grades_is_told_the_command(tmp_path: Path, capsys):
    (tmp_path / "source" / "02_tensors").mkdir(parents=True)
    assert main(["export", "02_tensors", "--course-dir", str(tmp_path)]) == 1
    assert "course-lib grade 02_tensors" in capsys.readouterr().err


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\n=1", "＝1", '=HYPERLINK("//x","y")']


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_begins_as_a_formula_does(text: str):
    row = Row("01_images", text, text, text, text, text, -1, 2, None, text)
    (_, cells) = csv.reader(io.StringIO(csv_text([row])))
    assert cells[6] == "-1"  # a number stays one
    assert all(cell.startswith("'") for cell in (*cells[1:6], cells[9]))


def test_other_cells_stay_as_they_are():
    row = Row("01_images", "ada-b", "q04", "q04", "wrong", "`>` for `>=`, quoted \"so\"", 0.5, 2, 0.1, "plain process")
    (_, cells) = csv.reader(io.StringIO(csv_text([row])))
    assert cells[1:6] == ["ada-b", "q04", "q04", "wrong", '`>` for `>=`, quoted "so"']
