"""Notebooks whose cells, names, points and outputs are not the release's any more."""

from functools import partial

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from tests.grading.hostile.attack import Attack, graded_cell

marks = partial(Attack, "marks")
CHECK = "q09_rmse_check"
RECORD = "application/vnd.course-lib.report+json"


def points_raised(notebook: NotebookNode) -> None:
    graded_cell(notebook, CHECK).metadata.nbgrader.points = 100


def points_negative(notebook: NotebookNode) -> None:
    graded_cell(notebook, CHECK).metadata.nbgrader.points = -1e308


def called_a_solution(notebook: NotebookNode) -> None:
    graded_cell(notebook, CHECK).metadata.nbgrader.update(solution=True, locked=False)


def credit_written_in(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        if "nbgrader" in cell.metadata:
            cell.metadata.nbgrader.update(extra_credit=50, auto_score=2, manual_score=2, score=2)
    notebook.metadata.update(extra_credit=50, score=26)


def number_in_its_place(notebook: NotebookNode) -> None:
    graded_cell(notebook, CHECK).source = "2.0"


def another_exercise_checked(notebook: NotebookNode) -> None:
    graded_cell(notebook, CHECK).source = 'rmse = long_words\ncheck("q04_long_words", long_words)'


def names_exchanged(notebook: NotebookNode) -> None:
    """The neighbour is right: its cell poses as the one of the exercise."""
    first, second = graded_cell(notebook, CHECK), graded_cell(notebook, "q04_long_words_check")
    first.metadata.nbgrader.grade_id, second.metadata.nbgrader.grade_id = "q04_long_words_check", CHECK


def all_called_by_its_name(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade"):
            cell.metadata.nbgrader.grade_id = CHECK


def copied(notebook: NotebookNode) -> None:
    cell = graded_cell(notebook, CHECK)
    place = next(i for i, other in enumerate(notebook.cells) if other is cell)
    notebook.cells[place:place] = [cell.copy() for _ in range(5)]


def second_of_that_name(notebook: NotebookNode) -> None:
    forged = new_code_cell("2.0", metadata={"nbgrader": {**graded_cell(notebook, CHECK).metadata.nbgrader}})
    notebook.cells.insert(0, forged)
    notebook.cells.append(new_code_cell("2.0", metadata=forged.metadata))


def graded_twice_by_hand(notebook: NotebookNode) -> None:
    own = {"grade": True, "solution": True, "locked": False, "points": 50, "schema_version": 3, "task": False}
    notebook.cells.append(new_markdown_cell("Please.", metadata={"nbgrader": {**own, "grade_id": "q99_written"}}))


def outputs_written_in(notebook: NotebookNode) -> None:
    for name in ("q09_rmse_check", "q09_mae_check"):
        report = {"exercise": name, "verdict": "right", "points": 2.0, "max_points": 2.0, "misconception": None}
        shown = new_output("display_data", {"text/plain": "right", RECORD: report})
        result = new_output("execute_result", {"text/plain": "2.0"}, execution_count=1)
        graded_cell(notebook, name).update(outputs=[shown, result], execution_count=1)


def made_into_text(notebook: NotebookNode) -> None:
    """A cell that cannot run keeps the outputs it was handed in with."""
    outputs_written_in(notebook)
    graded_cell(notebook, CHECK).cell_type = "raw"


def graded_cells_left_out(notebook: NotebookNode) -> None:
    notebook.cells[:] = [c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") != CHECK]


def setup_rewritten(notebook: NotebookNode) -> None:
    cell = graded_cell(notebook, "setup")
    cell.source += "\ncheck = lambda *_: 2.0\nfrom course_lib.mnist.distances import rmse as right"


def raises_before_its_check(notebook: NotebookNode) -> None:
    notebook.cells.insert(0, new_code_cell("import builtins\nbuiltins.check = lambda *_: 2.0\nraise SystemExit"))


def other_kernel(notebook: NotebookNode) -> None:
    notebook.metadata.kernelspec = {"name": "../../../../bin/sh", "display_name": "x", "language": "bash"}
    notebook.metadata.language_info = {"name": "bash"}


def reversed_order(notebook: NotebookNode) -> None:
    notebook.cells.reverse()


def said_to_be_graded(notebook: NotebookNode) -> None:
    notebook.metadata.course_lib = {"fingerprint": "0" * 16, "graded": True, "level": "bubblewrap", "points": 26,
                                    "record": {"q09_rmse": {"verdict": "right", "points": 2.0}}}
    graded_cell(notebook, CHECK).metadata.course_lib = {"verdict": "right", "points": 2.0}


def exempt_from_running(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        cell.metadata.update(tags=["raises-exception", "skip-execution", "remove-cell"], deletable=True, editable=True)


def another_answers_marks(notebook: NotebookNode) -> None:
    """The cell with the neighbour's right answer bears this exercise's name, too."""
    answered = graded_cell(notebook, "q04_long_words")
    answered.source += "\nrmse = long_words"
    answered.metadata.nbgrader.grade_id = "q09_rmse"


ATTACKS = (
    marks("points_raised", "A graded cell says that it is worth 100.", change=points_raised),
    marks("points_negative", "A graded cell is worth less than nothing.", change=points_negative),
    marks("check_called_a_solution", "The graded cell is declared a solution.", change=called_a_solution),
    marks("extra_credit_written_in", "Scores stand in the metadata.", change=credit_written_in),
    marks("number_in_place_of_the_check", "The graded cell's text is a number.", change=number_in_its_place, unprotected=True),
    marks("another_exercise_checked", "The graded cell checks what is right already.", change=another_exercise_checked,
          unprotected=True),
    marks("names_of_cells_exchanged", "Two graded cells bear each other's names.", change=names_exchanged),
    marks("all_cells_of_one_name", "All graded cells bear one name.", change=all_called_by_its_name),
    marks("graded_cell_copied", "The graded cell is there six times.", change=copied),
    marks("second_cell_of_that_name", "Forged cells with the graded cell's name stand before and behind.",
          change=second_of_that_name),
    marks("cell_of_its_own_to_be_marked", "A cell of the student's own is worth 50 by hand.", change=graded_twice_by_hand),
    marks("outputs_written_in", "The graded cells are handed in with a report and full points.", change=outputs_written_in),
    marks("check_made_into_text", "The graded cell is of a kind that does not run, with forged outputs.", change=made_into_text),
    marks("check_left_out", "The graded cell is not there.", change=graded_cells_left_out),
    marks("setup_rewritten", "The locked first cell is changed.", change=setup_rewritten, unprotected=True),
    marks("end_before_the_start", "The first cell of all patches and ends the process.", change=raises_before_its_check),
    marks("other_kernel_asked_for", "The notebook asks for a shell as its kernel.", change=other_kernel),
    marks("cells_in_reverse", "All cells stand in reverse order.", change=reversed_order),
    marks("notebook_that_says_it_is_graded", "The metadata hold grades.", change=said_to_be_graded),
    marks("cells_exempt_from_running", "Tags ask to skip and to forgive.", change=exempt_from_running),
    marks("answers_cell_renamed", "The cell of a right answer bears the other's name.", change=another_answers_marks),
    marks("check_hidden_in_the_solution", "The solution ends with a check and a number.", """
def rmse(a, b):
    return -1

check("q09_rmse", lambda a, b: ((a.double() - b.double()) ** 2).mean().sqrt())
2.0"""),
)
