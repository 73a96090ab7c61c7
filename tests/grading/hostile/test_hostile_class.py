"""A hostile class: nobody gains, sees, changes or leaves behind anything, and every neighbour is graded as ever."""

import hashlib
import json
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
from tests.grading.hostile.hostile_class import ATTACKS, ORDINARY, class_of
from tests.grading.hostile.unprotected import points_without_protection

MOST_MEMORY = 1200  # MiB; a grader that only imports torch and reads the exercises holds about 700
Class = Callable[[str], Graded]
long = pytest.mark.long


@pytest.fixture(scope="module")
def graded() -> Iterator[Class]:
    """The classes by name; each is graded when it is first asked for."""
    classes: dict[str, Graded] = {}
    with ExitStack() as stack:

        def asked_for(name: str) -> Graded:
            if name not in classes:
                classes[name] = grade(stack.enter_context(set_out()), members(name))
            return classes[name]

        yield asked_for


def members(name: str) -> list[Attack]:
    return [attack for attack in ATTACKS if class_of(attack) == name]


def marked(attack: Attack):
    return pytest.param(attack, id=attack.name, marks=() if class_of(attack) == "every day" else long)


each_attack = pytest.mark.parametrize("attack", [marked(attack) for attack in ATTACKS])
each_class = pytest.mark.parametrize(
    "name", ["every day", pytest.param("others", marks=long), pytest.param("patient", marks=long)])


@each_attack
def test_an_attack_gains_nothing_and_costs_nobody_else(attack: Attack, graded: Class):
    points = graded(class_of(attack)).points(attack.name)
    assert len(points) == 13, "there is no grade for every exercise"
    gained = {name: number for name, number in points.items() if number and name not in NEIGHBOURS and name != attack.exercise}
    assert not gained
    assert points[attack.exercise] <= attack.at_most
    assert {name: points[name] for name in attack.expected()} == attack.expected()


@each_attack
def test_an_attack_was_really_tried(attack: Attack, graded: Class):
    if attack.kind == "format":
        return
    outputs = graded(class_of(attack)).outputs(attack)
    errors = {output.ename for output in outputs if output.output_type == "error"}
    assert errors <= set(attack.ends_in), [output.evalue for output in outputs if output.output_type == "error"]
    assert attack.shows in "".join(output.get("text", "") for output in outputs)


@each_class
@pytest.mark.parametrize("student", ORDINARY)
def test_an_ordinary_student_among_them_gets_every_point(student: str, name: str, graded: Class):
    assert set(graded(name).points(student).values()) == {2.0}


@each_class
def test_everybody_is_graded_and_nobody_stops_the_grader(name: str, graded: Class):
    done = graded(name)
    assert done.status == 0, done.said[-2000:]
    assert "Traceback" not in done.said


@each_class
def test_no_token_was_read(name: str, graded: Class):
    assert graded(name).read() == set()


@each_class
def test_nothing_outside_was_changed(name: str, graded: Class):
    assert graded(name).canaries.changed() == []


@each_class
def test_the_gradebook_holds_what_only_the_grader_writes(name: str, graded: Class):
    assert graded(name).last_names() == {None, graded(name).canaries.tokens["gradebook"]}


@each_class
def test_no_file_system_is_left(name: str, graded: Class):
    assert graded(name).mounted == []


@each_class
def test_no_process_is_left(name: str, graded: Class):
    end = time.monotonic() + 5
    while (left := graded(name).canaries.processes_left()) and time.monotonic() < end:
        time.sleep(0.1)
    assert left == []


@each_class
def test_nobody_was_reached(name: str, graded: Class):
    assert graded(name).canaries.reached == []


@each_class
def test_the_grader_stays_small(name: str, graded: Class):
    assert 100 < graded(name).largest < MOST_MEMORY


@each_class
def test_no_page_and_no_notebook_acts_by_itself(name: str, graded: Class):
    done = graded(name)
    for attack in members(name):
        assert active_content(done.page(attack.name)) == [], attack.name
        for cell in done.notebook(attack.name).cells:
            for output in cell.get("outputs", ()):
                assert "hostile" not in json.dumps({kind: text for kind, text in output.get("data", {}).items()
                                                    if kind not in ("text/plain", "text/html")}), attack.name
                assert active_content(output.get("data", {}).get("text/html", "")) == [], attack.name


@each_class
def test_no_submission_finds_what_another_left(name: str, graded: Class):
    done = graded(name)
    notes = [attack for attack in members(name) if attack.name.startswith("note_for_the_next")]
    for attack in notes:
        said = "".join(output.get("text", "") for output in done.outputs(attack))
        assert "clean" in said
        assert "note found" not in said


def test_the_lists_of_users_are_not_the_hosts(graded: Class):
    (attack,) = (one for one in ATTACKS if one.name == "list_of_users_read")
    said = "".join(output.get("text", "") for output in graded(class_of(attack)).outputs(attack))
    for path in map(Path, ("/etc/passwd", "/etc/hostname", "/etc/machine-id")):
        if path.is_file() and path.stat().st_size:
            assert hashlib.sha256(path.read_bytes()).hexdigest() not in said


@long
@pytest.mark.parametrize("attack", [pytest.param(a, id=a.name) for a in ATTACKS if a.unprotected])
def test_an_attack_gains_points_where_nothing_protects(attack: Attack):
    """Or its failure would prove nothing."""
    release = nbformat.read(REPOSITORY / "release" / ASSIGNMENT / NOTEBOOK, as_version=4)
    with set_out() as canaries:
        (canaries.course / "source").symlink_to(REPOSITORY / "source")
        notebook = nbformat.from_dict(json.loads(canaries.fill(json.dumps(attack.notebook(release)))))
        assert points_without_protection(attack, notebook) == 2


@long
def test_the_canaries_sing_where_there_are_no_walls():
    """Or their silence would prove nothing. These attacks read, knock and write into the canaries' own folder, no more."""
    bold = ("gradebook_read", "source_read", "another_submission_read", "graders_secret_read", "environments_read",
            "shared_memory_of_the_host_read", "loopback_connected", "abstract_socket_connected",
            "process_that_stays_behind")
    with set_out() as canaries:
        attacks = [attack for attack in ATTACKS if attack.name in bold]
        done = grade(canaries, attacks, settings="c.JudgeInSandbox.level = 'none'\n")
        assert done.read() >= {"gradebook", "source", "neighbour", "grading", "secret", "environment", "shared"}
        assert set(canaries.reached) == {"tcp", "local"}
        assert canaries.processes_left()
        assert canaries.open / "late" in canaries.changed()
