"""A written answer: one cell in the text, two in the notebook.

nbgrader empties a solution cell as a whole, so a mark scheme inside it would be lost for the person who marks. It
stands in a locked cell above the answer: the release shows only an invitation, and autograding puts the scheme back.
"""

import re

from course_lib.authoring.fault import refuse

INVITATION = "*Write your answer in the cell below; a few sentences are enough. A person reads and marks it: 1 point.*"
BEGIN, END = "=== BEGIN MARK SCHEME ===", "=== END MARK SCHEME ==="

_WRITTEN = re.compile(rf"(?P<answer>.*?)\n?{BEGIN}\n(?P<scheme>.*)\n{END}", re.DOTALL)


def split_written(source: str, file: str, name: str) -> tuple[str, str]:
    """The model answer and the mark scheme."""
    match = _WRITTEN.fullmatch(source.strip())
    if not match or not match["answer"].strip() or not match["scheme"].strip():
        way_out = f"write the answer first, then the scheme between '{BEGIN}' and '{END}', and nothing after it"
        raise refuse(file, name, "a written answer needs a model answer and a mark scheme", way_out)
    return match["answer"].strip(), match["scheme"].strip()


def join_written(answer: str, scheme: str) -> str:
    """The text of a written answer, from its two halves."""
    return f"{answer.strip()}\n\n{BEGIN}\n{scheme.strip()}\n{END}"


def rubric_source(scheme: str) -> str:
    """The locked cell above the answer, as the instructor sees it."""
    return f"{INVITATION}\n\n{BEGIN}\n{scheme}\n{END}"


def scheme_in(rubric: str, file: str, name: str) -> str:
    """The mark scheme in a locked cell that may have been edited."""
    invitation, begin, rest = rubric.partition(BEGIN)
    scheme, end, after = rest.partition(END)
    if not (begin and end) or invitation.strip() != INVITATION or after.strip():
        way_out = "edit only what stands between its two marks, or build the notebook again"
        raise refuse(file, name, "the invitation above the mark scheme is generated and was changed", way_out)
    return scheme.strip()
