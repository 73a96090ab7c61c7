"""The cells of cells_to_compare.txt by their names, in their order."""

from pathlib import Path

_PARTS = Path(__file__).with_suffix(".txt").read_text().split("### ")[1:]
CELLS = {name: source.strip("\n") for name, _, source in (part.partition("\n") for part in _PARTS)}
