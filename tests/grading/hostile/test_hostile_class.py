"""A hostile class: nobody gains, sees, changes or leaves behind anything, and every neighbour is graded as ever."""

import json
import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import nbformat
import pytest

from tests.grading.hostile.active_content import active_content
from tests.grading.hostile.attack import ASSIGNMENT, NEIGHBOURS, NOTEBOOK, Attack
from tests.grading.hostile.canaries import REPOSITORY, set_out
from tests.grading.hostile.grading import Graded, grade
from tests.grading.hostile.hostile_class import ATTACKS, ORDINARY
from tests.grading.hostile.unprotected import points_without_protection

MOST_MEMORY = 1200  # MiB; a grader that only imports torch and reads the exercises holds about 600
Class = Callable[[bool], Graded]
slow = pytest.mark.slow


@pytest.fixture(scope="module")
def graded() -> Iterator[Class]:
    """The class without, or with nobody but, those whose attack takes its time; each is graded when it is first asked for."""
    classes: dict[bool, Graded] = {}
    with ExitStack() as stack:
        before = Path("/proc/self/mountinfo").read_text()

        def asked_for(patient: bool) -> Graded:
            if patient not in classes:
                chosen = [attack for attack in ATTACKS if attack.slow == patient]
                classes[patient] = grade(stack.enter_context(set_out()), chosen)
            return classes[patient]

        yield asked_for
        assert Path("/proc/self/mountinfo").read_text() == before


each_attack = pytest.mark.parametrize("attack", [pytest.param(a, marks=slow if a.slow else (), id=a.name) for a in ATTACKS])
each_class = pytest.mark.parametrize("patient", [pytest.param(False, id="quick"), pytest.param(True, id="slow", marks=slow)])


@each_attack
def test_an_attack_gains_nothing_and_costs_nobody_else(attack: Attack, graded: Class):
    points = graded(attack.slow).points(attack.name)
    assert len(points) == 13, "there is no grade for every exercise"
    gained = {name: number for name, number in points.items() if number and name not in NEIGHBOURS and name != attack.exercise}
    assert not gained
    assert points[attack.exercise] <= attack.at_most
    assert {name: points[name] for name in attack.expected()} == attack.expected()


@each_attack
def test_an_attack_was_really_tried(attack: Attack, graded: Class):
    if attack.kind == "format":
        return
    outputs = graded(attack.slow).outputs(attack)
    errors = {output.ename for output in outputs if output.output_type == "error"}
    assert errors <= set(attack.ends_in), [output.evalue for output in outputs if output.output_type == "error"]
    assert attack.shows in "".join(output.get("text", "") for output in outputs)


@each_class
@pytest.mark.parametrize("student", ORDINARY)
def test_an_ordinary_student_among_them_gets_every_point(student: str, patient: bool, graded: Class):
    assert set(graded(patient).points(student).values()) == {2.0}


@each_class
def test_everybody_is_graded_and_nobody_stops_the_grader(patient: bool, graded: Class):
    done = graded(patient)
    assert done.status == 0, done.said[-2000:]
    assert "Traceback" not in done.said


@each_class
def test_no_token_was_read(patient: bool, graded: Class):
    done = graded(patient)
    tokens = {token.encode(): place for place, token in done.canaries.tokens.items()}
    found = {(path, place) for path in done.written() for token, place in tokens.items() if token in path.read_bytes()}
    assert not found


@each_class
def test_nothing_outside_was_changed(patient: bool, graded: Class):
    assert graded(patient).canaries.changed() == []


@each_class
def test_the_gradebook_knows_only_what_the_grader_wrote(patient: bool, graded: Class):
    course = graded(patient).canaries.course
    told = (course / "gradebook.db").read_bytes()
    assert b"forged" not in told
    assert graded(patient).canaries.tokens["gradebook"].encode() in told


@each_class
def test_no_process_is_left(patient: bool, graded: Class):
    end = time.monotonic() + 5
    while (left := graded(patient).canaries.processes_left()) and time.monotonic() < end:
        time.sleep(0.1)
    assert left == []


@each_class
def test_nobody_was_reached(patient: bool, graded: Class):
    assert graded(patient).canaries.reached == []


@each_class
def test_the_grader_stays_small(patient: bool, graded: Class):
    assert 100 < graded(patient).largest < MOST_MEMORY


@each_class
def test_no_page_and_no_notebook_acts_by_itself(patient: bool, graded: Class):
    done = graded(patient)
    for attack in (one for one in ATTACKS if one.slow == patient):
        assert active_content(done.page(attack.name)) == [], attack.name
        for cell in done.notebook(attack.name).cells:
            for output in cell.get("outputs", ()):
                assert "hostile" not in json.dumps({kind: text for kind, text in output.get("data", {}).items()
                                                    if kind not in ("text/plain", "text/html")}), attack.name
                assert active_content(output.get("data", {}).get("text/html", "")) == [], attack.name


@each_class
def test_no_submission_finds_what_another_left(patient: bool, graded: Class):
    done = graded(patient)
    notes = [attack for attack in ATTACKS if attack.name.startswith("note_for_the_next") and attack.slow == patient]
    for attack in notes:
        said = "".join(output.get("text", "") for output in done.outputs(attack))
        assert "clean" in said
        assert "note found" not in said


def test_the_lists_of_users_are_not_the_hosts(graded: Class):
    import hashlib

    (attack,) = (one for one in ATTACKS if one.name == "list_of_users_read")
    said = "".join(output.get("text", "") for output in graded(False).outputs(attack))
    for path in map(Path, ("/etc/passwd", "/etc/hostname", "/etc/machine-id")):
        if path.is_file() and path.stat().st_size:
            assert hashlib.sha256(path.read_bytes()).hexdigest() not in said


@slow
@pytest.mark.parametrize("attack", [pytest.param(a, id=a.name) for a in ATTACKS if a.unprotected])
def test_an_attack_gains_points_where_nothing_protects(attack: Attack):
    """Or its failure would prove nothing."""
    release = nbformat.read(REPOSITORY / "release" / ASSIGNMENT / NOTEBOOK, as_version=4)
    with set_out() as canaries:
        (canaries.course / "source").symlink_to(REPOSITORY / "source")
        notebook = nbformat.from_dict(json.loads(canaries.fill(json.dumps(attack.notebook(release)))))
        assert points_without_protection(attack, notebook) == 2
