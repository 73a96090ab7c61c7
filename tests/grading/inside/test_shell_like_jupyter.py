"""The same cells through a kernel and through a Shell: the outputs are the same, but for what is listed here."""

import base64
import io
import re
from pathlib import Path

import nbformat
import pytest
from cells_to_compare import CELLS
from gathered import Outputs
from PIL import Image
from shell_runs import run_in_shell

pytestmark = pytest.mark.slow

# What differs, and why it may.
DEVIATIONS = {
    "both streams": "a kernel gathers each stream by itself for a fifth of a second; here their order is kept",
    "an error whose str raises": "a kernel shows how its own code failed to tell it; here it is told",
    "sys.stdout put back": "a kernel's stream has lost the cell that it belongs to, and nbclient drops the text",
    "no text that is text": "a kernel can't send half a surrogate pair, and logs that; here a question mark stands",
    "a nan in a bundle": "a kernel warns in the cell that its messages can't hold a nan; the data are the same",
    "printf in C": "C's buffer never reaches a kernel's notebook; here it is emptied where a cell ends",
    "a subprocess with our stdout": "a kernel gives the program the log of the server; here the notebook's stream",
    "an Output": "nbclient keeps what it collects as a widget's state; here nobody draws widgets, and it stays",
    "interact": "as an Output, which it writes to",
}
# Only what lies between the cell and the error differs: the frames are those of a kernel's code, and of ours.
OTHER_FRAMES = {"input", "getpass", "writing no text", "pdb", "a very deep recursion"}


@pytest.fixture(scope="module")
def by_jupyter() -> dict[str, list]:
    from nbclient import NotebookClient

    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in CELLS.values()])
    client = NotebookClient(notebook, kernel_name="python3", allow_errors=True, timeout=60)
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PYTEST_CURRENT_TEST", raising=False)  # a kernel that finds it watches no file descriptors
        patch.setenv("PYTHONUNBUFFERED", "")  # or C has no buffer
        client.execute()
    return dict(zip(CELLS, [normal(cell.outputs) for cell in notebook.cells], strict=True))


@pytest.fixture(scope="module")
def by_shell() -> dict[str, list]:
    return dict(zip(CELLS, [normal(cell["outputs"]) for cell in run_in_shell([*CELLS.values()])["cells"]], strict=True))


@pytest.mark.parametrize("name", CELLS)
def test_outputs_are_jupyters(name: str, by_jupyter: dict, by_shell: dict) -> None:
    ours, theirs = by_shell[name], by_jupyter[name]
    if name in OTHER_FRAMES:
        ours, theirs = _without_frames(ours), _without_frames(theirs)
    if name in DEVIATIONS:
        assert ours != theirs, "it deviates no more; take it from the list"
    else:
        assert ours == theirs


def test_deviations_are_of_cells_there_are() -> None:
    assert OTHER_FRAMES | set(DEVIATIONS) <= set(CELLS)


def _without_frames(outputs: list[dict]) -> list[dict]:
    return [output | {"traceback": output["traceback"][:3]} if "traceback" in output else output for output in outputs]


def normal(outputs: list[dict]) -> list[dict]:
    """Without what differs from run to run: addresses, numbers of processes and ids, times, the bytes of pictures."""
    together = Outputs()
    for output in outputs:
        together.add(output)
    return [{key: _normal(value) for key, value in output.items()} for output in together.cell]


def _normal(value: object) -> object:
    if isinstance(value, dict):
        pictures = {kind: _size(part) for kind, part in value.items() if kind == "image/png" and isinstance(part, str)}
        return {kind: _normal(part) for kind, part in value.items()} | pictures
    if isinstance(value, list):
        return [_normal(part) for part in value]
    return _without_chance(value) if isinstance(value, str) else value


def _size(part: str) -> object:
    try:
        return Image.open(io.BytesIO(base64.b64decode(part))).size
    except OSError:
        return part


def _without_chance(text: str) -> str:
    text = text.replace(str(Path.home()), "~")  # the shell runs without a home
    text = re.sub(r"0x[0-9a-f]{6,}", "0xADDRESS", text)
    text = re.sub(r"ipykernel_\d+/\d+\.py", "ipykernel_N/N.py", text)
    text = re.sub(r"\(\d{6,}\.py, line", "(N.py, line", text)
    text = re.sub(r"\(\d+ times\)", "(N times)", text)
    text = re.sub(r"[\d.e+]+ (ns|µs|μs|us|ms|s)\b", "TIME", text)
    text = re.sub(r"[0-9a-f]{32}", "ID", text)
    return re.sub(r"<dc:date>.*</dc:date>|(id|href|clip-path)=\"[^\"]*[mp][0-9a-f]{10}[^\"]*\"", "", text)
