"""What of a notebook runs, what is checked, and what is refused."""

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from release_of_tensors import index_of, whole

from course_lib import exercises
from course_lib.grading.failure import GradingError
from course_lib.grading.judging.plan import Check, Run, plan


def graded(source: str, grade_id: str = "q09_rmse_check") -> NotebookNode:
    cell = new_code_cell(source)
    cell.metadata.nbgrader = {"grade": True, "solution": False, "grade_id": grade_id}
    return cell


def test_the_release_is_run_in_order_and_every_exercise_is_checked_once():
    notebook = whole()
    steps = plan(notebook)
    assert [step.index for step in steps] == [index for index, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    checks = [step for step in steps if isinstance(step, Check)]
    assert [check.exercise for check in checks] == [exercise.id for exercise in exercises.of_assignment("02_tensors")]
    assert all(check.id == check.exercise and check.expression == exercises.find(check.exercise).name for check in checks)


def test_markdown_is_passed_over_and_a_solution_that_earns_points_is_run():
    written = new_markdown_cell("text")
    written.metadata.nbgrader = {"grade": True, "solution": True, "grade_id": "q09_written"}
    both = new_code_cell("x = 1")
    both.metadata.nbgrader = {"grade": True, "solution": True, "grade_id": "free"}
    assert plan(new_notebook(cells=[written, both])) == [Run(1, "x = 1")]


def test_the_answer_may_be_any_expression():
    (check,) = plan(new_notebook(cells=[graded("check('q09_rmse', answers['root'])", "second_check")]))
    assert (check.id, check.exercise, check.expression) == ("second", "q09_rmse", "answers['root']")


@pytest.mark.parametrize("source", [
    "", "pass", "rmse", "check()", 'check("q09_rmse")', 'check("q09_rmse", rmse, 1)', 'check("q09_rmse", answer=rmse)',
    'check("no_such_exercise", rmse)', "check(name, rmse)", "check(1, rmse)", 'examine("q09_rmse", rmse)',
    'check("q09_rmse", rmse)\nprint()', 'check("q09_rmse", ', 'course_lib.check("q09_rmse", rmse)', "\0",
])
def test_a_graded_cell_that_is_no_check_is_refused_and_named(source: str):
    with pytest.raises(GradingError, match="q09_rmse_check"):
        plan(new_notebook(cells=[graded(source)]))


def test_one_exercise_alone_needs_what_stands_before_it():
    notebook = whole()
    steps = plan(notebook, "q05_odds_doubled")
    assert [step.exercise for step in steps if isinstance(step, Check)] == ["q05_odds_doubled"]
    assert steps[-1].index == index_of(notebook, "q05_odds_doubled_check")
    runs = [step.index for step in plan(notebook) if isinstance(step, Run) and step.index < steps[-1].index]
    assert [step.index for step in steps[:-1]] == runs


def test_an_exercise_that_is_not_asked_for_needs_nothing():
    assert plan(whole(), "q01_invert") == []
