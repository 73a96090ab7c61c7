"""`course-lib report`: the numbers, their grouping, and a page that is safe to open."""

import base64
import hashlib
import json
import re
import time
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from made_up_records import made_up_class

from course_lib.__main__ import main
from course_lib.grading.insight.page import page
from course_lib.grading.insight.plots import binned
from course_lib.grading.insight.style import CLASSES, DARK, LIGHT
from course_lib.grading.insight.summary import summarise
from course_lib.grading.insight.unmatched import what_it_says
from course_lib.grading.insight.wording import duration, visible
from course_lib.grading.records import Outcome, Record, save

HOSTILE = "</pre><script>alert(1)</script><img src=x onerror=alert(2)> & \"quoted\" 'too' \x1b[2J \u202e \ud800"


def outcome(exercise: str, verdict: str, said: str = "", **more) -> Outcome:
    points = 2 if verdict == "right" else 0
    text = f"{exercise}: {'right' if verdict == 'right' else 'not yet'}" + (f"\n{said}" if said else "")
    return replace(Outcome(exercise, verdict, points, 2, None, text, f"def {exercise}(): ...", 0.05), **more)


def record(student: str, *outcomes: Outcome, **more) -> Record:
    filled = Record("01_images", student, "5f", "bubblewrap", 0.5, outcomes, (), "2026-03-01T12:00:00+00:00")
    return replace(filled, **more)


NEGATED = outcome("q01_invert", "known mistake", points=1, misconception="`-image`", seconds=1.5)
CLASS = (
    record("ada", outcome("q01_invert", "right"), outcome("q01_solid_color", "right", seconds=0.2)),
    record("blaise", NEGATED, outcome("q01_solid_color", "crashed", "  raised    NameError: x"), notes=("renamed",)),
    record("emmy", NEGATED, outcome("q01_solid_color", "right")),
    record("zoe", outcome("q01_invert", "unanswered", seconds=0), outcome("q01_solid_color", "right"), level="docker"),
)


def summary_of(*records: Record, not_graded: tuple[str, ...] = ()):
    return summarise("01_images", {record.student: record for record in records}, not_graded)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    for each in CLASS:
        save(tmp_path, each)
    (tmp_path / "submitted" / "vera" / "01_images").mkdir(parents=True)
    return tmp_path


def test_the_table_tells_verdicts_mistakes_times_and_who_is_missing(course: Path, capsys):
    assert main(["report", "01_images", "--course-dir", str(course)]) == 0
    assert capsys.readouterr().out == f"""\
01_images: 4 submissions graded, 1 not graded
points: 2.5 in the middle, from 1 to 4, of 4; written answers apart

hardest first    right  known  wrong  crashed  unanswered  median  slowest
q01_invert           1      2      0        0           1  775 ms    1.5 s
q01_solid_color      3      0      0        1           0   50 ms   200 ms

known: a mistake with a name, told below   wrong, crashed: none that is known

Known mistakes
  q01_invert
      2  `-image`

Not graded
  vera
  'course-lib grade 01_images' does it

Noted at intake
  renamed: blaise

Sandbox, not the same for all
  docker: zoe
  bubblewrap: all others

The page with plots: {course}/.grading/01_images.html
"""


def test_the_numbers_as_json(course: Path, capsys):
    path = str(course / "new" / "page.html")
    assert main(["report", "01_images", "--json", "--html", path, "--course-dir", str(course)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["graded"], told["not_graded"], told["points"]["median"]) == (4, ["vera"], 2.5)
    assert told["exercises"][0]["misconceptions"] == {"`-image`": 2}
    assert told["exercises"][1]["unmatched"] == [{"count": 1, "report": CLASS[1].outcomes[1].text}]
    assert told["page"] == path
    assert told["levels"] == {"bubblewrap": 3, "docker": 1}
    assert Path(path).read_text("utf-8").startswith("<!DOCTYPE html>")


def test_a_class_without_grades_is_told_the_command(tmp_path: Path, capsys):
    (tmp_path / "source" / "01_images").mkdir(parents=True)
    assert main(["report", "01_images", "--course-dir", str(tmp_path)]) == 1
    assert "course-lib grade 01_images" in capsys.readouterr().err


def test_an_assignment_of_written_answers_alone_is_told(tmp_path: Path, capsys):
    save(tmp_path, record("ada"))
    assert main(["report", "01_images", "--course-dir", str(tmp_path)]) == 1
    assert "only written answers" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_told(course: Path, capsys):
    assert main(["report", "01_images", "--html", str(course), "--course-dir", str(course)]) == 1
    assert "--html" in capsys.readouterr().err


def wrong(returned: str, label: str = "returned") -> str:
    called = f"called    rmse(a, b), 2 pixels\n  with      a = [{len(returned)}]"
    return f"q09_rmse: not yet\n  {called}\n  {label:<9} {returned}"


SAME = {
    "other numbers": (wrong("3.2948"), wrong("-1e-05")),
    "other shapes": (wrong("a tensor of shape (2, 3)"), wrong("a tensor of shape (5, 4, 1)")),
    "longer lists": (wrong("[[1, 2], [3, 4]] at [0]"), wrong("[[1, 2, 3]] at [7]")),
    "other inputs": (wrong("3", "with"), wrong("3", "with").replace("[1]", "['a', 'b']")),
    "other words": (wrong("'jm', a string"), wrong("'bvpq', a string")),
    "other sizes in an error": (wrong("E: tensor a (3)", "raised"), wrong("E: tensor a (4)", "raised")),
}
DIFFERENT = {
    "another kind": (wrong("3.2948"), wrong("None")),
    "another dtype": (wrong("numbers of type float32"), wrong("numbers of type float64")),
    "another name in an error": (wrong("NameError: name 'x'", "raised"), wrong("NameError: name 'y'", "raised")),
    "another probe": (wrong("3"), wrong("3").replace("2 pixels", "4 pixels")),
}


@pytest.mark.parametrize("label", SAME)
def test_reports_that_the_seed_alone_makes_differ_say_the_same(label: str):
    assert what_it_says(SAME[label][0]) == what_it_says(SAME[label][1])


@pytest.mark.parametrize("label", DIFFERENT)
def test_reports_of_different_mistakes_do_not_say_the_same(label: str):
    assert what_it_says(DIFFERENT[label][0]) != what_it_says(DIFFERENT[label][1])


def test_alike_wrong_answers_are_one_group_with_the_shortest_as_its_sample():
    answers = {"ada": "long answer", "blaise": "", "emmy": "short"}
    said = {student: outcome("q09_rmse", "wrong", f"  returned  {len(answer)}") for student, answer in answers.items()}
    records = [record(student, replace(said[student], answer=answers[student])) for student in answers]
    records += [record("zoe", outcome("q09_rmse", "crashed", "  returned  1"))]
    (exercise,) = summary_of(*records).exercises
    assert [(group.students, group.sample.answer) for group in exercise.unmatched] == [
        (("ada", "blaise", "emmy"), "short"), (("zoe",), "def q09_rmse(): ..."),
    ]  # fmt: skip


class Tags(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self, text: str):
        super().__init__()
        self.found: list[tuple[str, dict]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list) -> None:
        self.found.append((tag, dict(attributes)))


def hostile_page() -> str:
    answer = outcome("q01_invert", "wrong", f"  returned  {HOSTILE}", answer=HOSTILE)
    known = outcome(HOSTILE, "known mistake", misconception=HOSTILE)
    hostile = record(HOSTILE, answer, known, notes=(HOSTILE,), level=HOSTILE)
    return page(summary_of(hostile, not_graded=(HOSTILE,)), names=True)


def test_nothing_that_a_student_writes_becomes_a_tag_or_a_hidden_character():
    text = hostile_page()
    tags = Tags(text).found
    assert {tag for tag, _ in tags} & {"script", "img", "iframe", "object", "link", "form", "base"} == set()
    assert not [name for _, attributes in tags for name in attributes if name.startswith("on") or name == "style"]
    assert text.count("&lt;script&gt;alert(1)") >= 7
    text.encode("utf-8")
    assert "\x1b" not in text and "\u202e" not in text


def test_the_policy_lets_in_the_pages_own_style_and_nothing_else():
    text = hostile_page()
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = (attributes["content"] for _, attributes in Tags(text).found if "http-equiv" in attributes)
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_every_plot_tells_in_words_what_the_data_do():
    text = page(summary_of(*CLASS))
    told = re.findall(r'<svg class="plot" role="img"[^>]*><title>(.*?)</title>', text)
    assert told == [
        "Verdicts by exercise, the hardest first: q01_invert 1 right, 2 known mistake, 1 unanswered; "
        "q01_solid_color 3 right, 1 crashed.",
        "Points of 4 submissions, of 4: from 1 to 4, 2.5 in the middle; most often 1 (1 submission).",
        "Known mistakes, the most frequent first: q01_invert, `-image`: 2.",
        "Time by exercise, the longest first: q01_invert 775 ms in the middle, 1.5 s at most; "
        "q01_solid_color 50 ms in the middle, 200 ms at most.",
    ]


def test_students_are_named_only_when_asked_for():
    summary = summary_of(*CLASS, not_graded=("vera",))
    students = ("ada", "blaise", "emmy", "zoe", "vera")
    assert not [student for student in students if student in page(summary)]
    assert all(student in page(summary, names=True) for student in ("blaise", "vera"))


def test_a_class_in_which_all_is_right_has_a_page_too():
    unpaid = outcome("q01_invert", "right", seconds=0, points=0, max_points=0)
    (_, body) = page(summary_of(record("ada", unpaid, seconds=0))).split("<body>")
    assert body.count('role="img"') == 3
    assert "Everybody" in body and "Known mistakes" not in body and '"nan' not in body


@pytest.mark.parametrize("max_points", [0, 0.5, 3, 26, 100, 5_000])
def test_every_total_is_in_a_bin_and_there_are_not_too_many(max_points: float):
    width, counts = binned([0, max_points / 3, max_points], max_points)
    assert sum(counts) == 3 and counts[-1] >= 1
    assert len(counts) <= 21 and (len(counts) - 1) * width <= max_points < len(counts) * width


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_colours_stand_out_from_what_lies_behind_them(palette: dict[str, str]):
    for name in (*CLASSES.values(), "text", "muted", "accent"):
        assert contrast(palette[name], palette["ground"]) >= 4.5, name  # figures on a bar have the ground's colour
    for name in ("text", "muted"):
        assert contrast(palette[name], palette["panel"]) >= 4.5, name


def contrast(one: str, other: str) -> float:
    """WCAG's ratio of two colours."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(color: str) -> float:
    parts = (int(color[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_times_are_told_in_the_unit_that_fits():
    told = [duration(seconds) for seconds in (0, 0.0344, 0.9996, 9.94, 9.96, 119, 600)]
    assert told == ["0 ms", "34 ms", "1.0 s", "9.9 s", "10 s", "119 s", "10 min"]


def test_hidden_characters_are_spelt_out_and_letters_stay():
    assert visible("é ü 漢 😀\n\tx") == "é ü 漢 😀\n\tx"
    assert visible("\x1b[2J\u202e\u200b\ud800\x00") == "\\x1b[2J\\u202e\\u200b\\ud800\\x00"


def test_a_thousand_submissions_are_told_in_three_seconds(tmp_path: Path, capsys):
    for each in made_up_class("02_tensors", 1000):
        save(tmp_path, each)
    began = time.perf_counter()
    assert main(["report", "02_tensors", "--course-dir", str(tmp_path)]) == 0
    assert time.perf_counter() - began < 3
    assert "1000 submissions graded" in capsys.readouterr().out
    assert (tmp_path / ".grading" / "02_tensors.html").stat().st_size < 1_000_000


def test_the_made_up_class_is_the_same_for_the_same_seed():
    assert list(made_up_class("01_images", 3, seed=5)) == list(made_up_class("01_images", 3, seed=5))
    assert list(made_up_class("01_images", 3, seed=5)) != list(made_up_class("01_images", 3, seed=6))
