"""A picture in a notebook, with words for whoever cannot see it."""

from __future__ import annotations

import base64
import html
import io
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PAGE = 96  # pixels of a page to the inch
CARD = "box-sizing:border-box;max-width:100%;height:auto;padding:10px;background:#fff;border-radius:10px"


def show(figure: Figure | Axes, alt: str) -> None:
    """Display the figure as an image whose alt text is `alt`, and close it.

    Outside IPython nothing is displayed. Raises ValueError for an empty `alt`, TypeError for what is no figure.
    """
    from matplotlib import pyplot

    whole = _whole_figure(figure)
    if not isinstance(alt, str) or not alt.strip():
        raise ValueError(f"a figure needs an alt text, got {alt!r}: tell in a sentence what the data do")
    if _ipython_runs():
        from IPython.display import display

        display({"text/html": _card(_png(whole), alt), "text/plain": alt}, raw=True)
    pyplot.close(whole)  # or the inline backend would draw it a second time


def _whole_figure(figure: Figure | Axes) -> Figure:
    from matplotlib.artist import Artist

    if not isinstance(figure, Artist) or figure.figure is None:
        raise TypeError(f"show draws a matplotlib Figure or Axes, got {type(figure).__name__}")
    return figure.figure.figure  # Axes -> SubFigure -> Figure; a Figure's own figure is itself


def _ipython_runs() -> bool:
    ipython = sys.modules.get("IPython")  # not imported means not running
    return ipython is not None and ipython.get_ipython() is not None


def _dots_per_inch() -> int:
    """Twice a page's, crisp on a dense screen; where nobody looks on, as in grading, the environment may ask for fewer."""
    return int(os.environ.get("COURSE_LIB_DOTS_PER_INCH", 2 * PAGE))


def _png(figure: Figure) -> bytes:
    margins = {} if _has_its_margins(figure) else {"bbox_inches": "tight", "pad_inches": 0.05}
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=_dots_per_inch(), facecolor="white", pil_kwargs={"compress_level": 3}, **margins)
    return file.getvalue()


def _has_its_margins(figure: Figure) -> bool:
    """Whether it lays itself out, or its axes fill it; for another, a second drawing that finds them out is worth its time."""
    return bool(figure.get_layout_engine()) or [axes.get_position().bounds for axes in figure.axes] == [(0, 0, 1, 1)]


def _card(png: bytes, alt: str) -> str:
    # PNG's header tells the size; 20 is the card's padding. With both sides told, the page does not jump as it loads.
    width, height = (int.from_bytes(png[start : start + 4], "big") * PAGE // _dots_per_inch() + 20 for start in (16, 20))
    data = base64.b64encode(png).decode("ascii")
    return f'<img src="data:image/png;base64,{data}" alt="{html.escape(alt)}" width="{width}" height="{height}" style="{CARD}">'
