import re
from pathlib import Path

import nbformat
import pytest

from course_lib.__main__ import main
from course_lib.demos import DEMOS, find
from course_lib.demos.lecture import _pages

REPOSITORY = Path(__file__).parents[2]


def test_a_course_without_lecture_notebooks_has_pages_all_the_same(tmp_path: Path):
    assert _pages(REPOSITORY, tmp_path) == REPOSITORY / "lectures"
    folder = _pages(tmp_path / "elsewhere", tmp_path)
    assert sorted(path.stem for path in folder.glob("*.ipynb")) == sorted(DEMOS)
    for path in folder.glob("*.ipynb"):
        nbformat.validate(nbformat.read(path, as_version=4))


def test_every_demo_has_its_lecture_with_a_still_picture_and_words():
    for name in DEMOS:
        notebook = nbformat.read(REPOSITORY / "lectures" / f"{name}.ipynb", as_version=4)
        stills = [output.data["text/html"] for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
        assert len(stills) >= 2 and all('<img src="data:image/svg+xml' in still and 'alt="' in still for still in stills), name
        said = " ".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
        assert "**Ask the room.**" in said and 30 < len(said.split()) < 400, name


def test_what_cannot_be_served_is_told(capsys: pytest.CaptureFixture):
    assert main(["lecture", "--visitors", "0"]) == 2
    assert "at least one has to be let in" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["lecture", "nonsense"])
    assert "invalid choice: 'nonsense'" in capsys.readouterr().err


def test_the_page_of_the_demos_shows_each_with_words():
    page = (REPOSITORY / "docs" / "demos.md").read_text()
    for name in DEMOS:
        assert re.search(rf"!\[[A-Z][^\]]{{30,}}\]\(demos/{name}_light\.png\)", page), name
        assert (REPOSITORY / "docs" / "demos" / f"{name}_light.png").stat().st_size > 10_000
        assert f"Yours: `{find(name).own_name}`" in page
