from types import SimpleNamespace

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from course_lib.authoring import verify as verify_module
from course_lib.authoring.course import source_path
from course_lib.authoring.playback import Playback, noise, pictures_without_words, play
from course_lib.authoring.verify import Proof, verify


def examine(exercise_id, answer):
    """Unanswered if the call raises NotImplementedError, as the real one has it."""
    try:
        answer() if isinstance(answer, type) else answer([1])
    except NotImplementedError:
        return SimpleNamespace(verdict="unanswered", points=0)
    return SimpleNamespace(verdict="right", points=2)


PROOF = Proof(examine, lambda exercise, seeds: [])


def told(course, proof=PROOF, **options):
    return "\n".join(map(str, verify(course, proof, **{"quick": True, **options})))


def change(course, file, old, new):
    path = course.root / file
    content = path.read_text("utf-8")
    assert old in content
    path.write_text(content.replace(old, new), "utf-8")


def test_a_consistent_course_has_no_fault_quickly(course):
    assert told(course) == ""


def test_a_consistent_course_has_no_fault_when_its_notebooks_are_run(course):
    lines = []
    assert told(course, chosen=["01_images"], quick=False, say=lines.append) == ""
    assert "01_images: the instructor's notebook, top to bottom" in lines


def test_each_exercise_of_a_chosen_assignment_is_proven(course):
    seen = []
    told(course, Proof(examine, lambda exercise, seeds: seen.append(exercise.id) or []), chosen=["01_images"])
    assert seen == ["q01_invert", "q01_Stack"]


def test_an_exercise_whose_assignment_has_no_text_yet_is_proven_too(course):
    (course.root / "notebooks/02_tensors.py").unlink()
    seen = []
    told(course, Proof(examine, lambda exercise, seeds: seen.append(exercise.id) or []))
    assert seen == ["q01_invert", "q01_Stack", "q04_double"]


@pytest.mark.parametrize("options, counted", [
    ({"seeds": 20}, 3), ({"seeds": 2}, 2), ({"seeds": 20, "quick": False}, 20),
], ids=["quick", "fewer than quick", "full"])
def test_an_exercise_is_proven_over_as_many_seeds_as_the_level_says(course, monkeypatch, options, counted):
    monkeypatch.setattr(verify_module, "_notebook_faults", lambda *arguments: [])
    seen = []
    told(course, Proof(examine, lambda exercise, seeds: seen.append(len(seeds)) or []), **options)
    assert seen == [counted] * 3


def test_an_inconsistent_exercise_is_told(course):
    odd = {"q04_double": ["exercise 'q04_double': it is odd; mend it"]}
    proof = Proof(examine, lambda exercise, seeds: odd.get(exercise.id, []))
    assert told(course, proof).startswith("course_lib/exercises: q04_double: it is odd; mend it")


def test_an_exercise_with_a_broken_probe_does_not_hide_the_rest(course):
    def broken(*arguments):
        raise ValueError("no inputs")

    text = told(course, Proof(broken, broken), chosen=["02_tensors"])
    assert text.split("\n") == [
        "course_lib/exercises: q04_double: its proof raises ValueError('no inputs'); mend its probes",
        "notebooks/02_tensors.py: q04_double: to examine its stub raises ValueError('no inputs'); mend its probes",
    ]


def test_a_stale_file_is_told(course):
    change(course, "release/02_tensors/02_tensors.ipynb", "YOUR CODE", "MY CODE")
    assert told(course).startswith("release/02_tensors/02_tensors.ipynb: not what its text says; run 'course-lib")


def test_two_broken_texts_are_told_both(course):
    change(course, "notebooks/01_images.py", "# %% setup", "# %% step")
    change(course, "notebooks/02_tensors.py", "## 4", "## 5")
    text = told(course)
    assert "notebooks/01_images.py: line 8" in text
    assert "notebooks/02_tensors.py: q04: the question has no section" in text


def test_a_broken_text_does_not_hide_what_is_stale_elsewhere(course):
    change(course, "notebooks/01_images.py", "# %% setup", "# %% step")
    change(course, "release/02_tensors/02_tensors.ipynb", "YOUR CODE", "MY CODE")
    first, second = told(course).split("\n")
    assert "notebooks/01_images.py: line 8" in first and "release/02_tensors/02_tensors.ipynb: not what" in second


def test_a_stub_that_counts_as_an_answer_is_told(course):
    def generous(exercise_id, answer):
        return SimpleNamespace(verdict="wrong", points=1)

    text = told(course, Proof(generous, PROOF.inconsistencies), chosen=["02_tensors"])
    assert "notebooks/02_tensors.py: q04_double: its stub is judged 'wrong', not 'unanswered'" in text
    assert "its stub earns 1 points" in text


def test_a_solution_around_a_name_leaves_no_stub(course):
    stub = "# YOUR CODE HERE\nraise NotImplementedError()"
    (_, _), = found = list(verify_module.stub_faults(course.exercises[0], stub, examine))
    assert "raises NotImplementedError() before it is called" in found[0][0]


def test_a_leak_is_told_with_the_line(course, monkeypatch):
    monkeypatch.setattr(verify_module, "leaked", lambda text, release: [("q04_double", "return 2 * x")])
    assert "02_tensors.ipynb: q04_double: it shows the solution's line 'return 2 * x'; say it" in told(course)


def test_all_that_a_run_must_not_show_is_told(course):
    source = nbformat.read(course.root / source_path("01_images"), as_version=4)
    source.cells += [
        new_code_cell("import sys; print('careful', file=sys.stderr)"),
        new_code_cell("1 / 0"),
        new_code_cell("from IPython.display import display, HTML; display(HTML('<img src=x>'))"),
    ]
    by_id = {cell.id: cell for cell in source.cells}
    by_id["q01_invert"].source = by_id["q01_invert"].source.replace("return", "raise NotImplementedError()  #")
    playback = play(source, course.root)
    assert [fact for _, fact in noise(playback)] == [
        "it wrote to stderr: 'careful'", "it raised ZeroDivisionError: division by zero",
    ]
    assert [subject[:7] for subject in pictures_without_words(playback)] == ["cell 15"]
    assert playback.scores() == {"q01_invert": 0.0, "q01_Stack": 1.5}
    assert "not answered yet" in playback.shown("q01_invert")
    facts = [fact for _, fact, _ in verify_module._full_marks(course, "01_images")(playback)]
    assert facts == ["our own solution earns 0.0 of 2 points"]
    untouched = [(id, fact) for id, fact, _ in verify_module.untouched_faults(playback)]
    assert untouched == [
        ("q01_Stack", "untouched, its graded cell returns 1.5, not 0"),
        ("q01_Stack", "untouched, its graded cell doesn't say 'not answered yet'"),
    ]


@pytest.mark.parametrize("data, metadata, described", [
    ({"image/png": "aa"}, {}, False),
    ({"image/png": "aa"}, {"alt": "a 3"}, True),
    ({"image/png": "aa"}, {"image/png": {"alt": "a 3"}}, True),
    ({"image/png": "aa", "text/html": '<img alt="a 3">'}, {}, True),
    ({"text/html": '<p><img src="x" alt=""></p>'}, {}, False),
    ({"text/html": '<svg role="img"><title>a 3</title></svg>'}, {}, True),
    ({"text/html": "<svg></svg>"}, {}, False),
    ({"text/html": '<svg aria-hidden="true"></svg>'}, {}, True),
    ({"image/svg+xml": "<svg><title>a 3</title></svg>"}, {}, True),
    ({"text/plain": "<img>"}, {}, True),
], ids=[
    "bare png", "alt", "alt of the type", "page instead", "empty alt", "svg with title", "bare svg", "hidden",
    "svg file", "text",
])
def test_a_picture_needs_words(data, metadata, described):
    cell = new_code_cell("x", outputs=[new_output("display_data", data=data, metadata=metadata)])
    assert bool(list(pictures_without_words(Playback(new_notebook(cells=[cell]), 1)))) is not described


def test_a_slow_notebook_is_told(course):
    slow = Playback(new_notebook(), 61.0)
    fault, = verify_module._playing_faults(source_path("01_images"), slow, lambda playback: [])
    assert "it takes 61 s, more than 60" in str(fault)


@pytest.mark.parametrize("found, status", [([], 0), (["a fault"], 1)], ids=["consistent", "inconsistent"])
def test_the_command_tells_its_steps_and_its_outcome(course, monkeypatch, capsys, found, status):
    proof = Proof(examine, lambda exercise, seeds: found)
    monkeypatch.setattr(verify_module.Course, "at", classmethod(lambda cls, root: course))
    monkeypatch.setattr(verify_module.Proof, "of_the_course", classmethod(lambda cls: proof))
    arguments = SimpleNamespace(course_dir=course.root, assignments=[], seeds=1, quick=True)
    assert verify_module.run(arguments) == status
    out, err = capsys.readouterr()
    assert "q01_invert: 0 alternatives and 0 misconceptions over 1 seeds" in out
    assert ("3 faults, told above" in out and "q04_double: a fault" in err) if found else out.endswith("consistent\n")
