"""The page of errata is made of the notebooks' notes and their proofs."""

from types import SimpleNamespace

from course_lib.authoring.errata import PAGE, errata, errata_page
from course_lib.authoring.text import read_text

NOTED = """\
# %% [markdown]
# ## 7 · What is seven?
#
# Some prose.

# %% [markdown]
# **Mind the difference.** It is said to be six.
#
# It is not.
#
# ### Exercise: seven

# %% answer q07_seven
def seven(): ...

# %%
assert 7 != 6
"""


def course(text: str):
    return SimpleNamespace(assignments=lambda: ["01_small"], text=lambda name: read_text(text, name))


def test_a_note_comes_with_its_question_and_the_next_given_cell():
    (erratum,) = errata(course(NOTED))
    assert (erratum.question, erratum.note) == ("7 · What is seven?", "It is said to be six.\n\nIt is not.")
    assert erratum.proof == "assert 7 != 6"


def test_the_page_holds_note_and_proof():
    page = errata_page(course(NOTED))[PAGE].decode()
    assert "## 7 · What is seven?\n\nIt is said to be six." in page and "```python\nassert 7 != 6\n```" in page


def test_a_course_without_notes_has_no_page():
    assert errata_page(course("# %% [markdown]\n# # Title\n")) == {}
