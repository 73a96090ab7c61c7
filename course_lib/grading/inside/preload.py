"""What is done before the forks, so that no child has to do it again: imports, and caches filled."""

import importlib
import io
import pkgutil
import string
import sys

from course_lib.cells.figure import PAGE

_NEEDED = (
    "IPython.core.application", "IPython.core.completer", "IPython.core.debugger", "IPython.core.logger",
    "IPython.core.magics", "IPython.core.oinspect", "IPython.core.pylabtools", "IPython.display",
    "IPython.utils.timing", "ipywidgets", "matplotlib.backends.backend_agg", "matplotlib.pyplot",
    "matplotlib_inline.backend_inline", "pexpect", "PIL.GifImagePlugin", "PIL.JpegImagePlugin",
    "PIL.PngImagePlugin", "PIL.PpmImagePlugin", "pygments.formatters.html", "pygments.styles.default",
    "sqlite3", "stack_data",
    "course_lib.grading.inside.descriptors", "course_lib.grading.inside.figures", "course_lib.grading.inside.streams",
    "course_lib.grading.inside.notebook_shell", "course_lib.grading.inside.widgets",
)


def preload() -> None:
    """Import all that a shell will need and fill its caches, before the forks; makes no shell, starts no thread."""
    for name in _NEEDED:
        importlib.import_module(name)
    for magics in pkgutil.iter_modules(sys.modules["IPython.core.magics"].__path__):
        importlib.import_module(f"IPython.core.magics.{magics.name}")
    _draw_once()
    _tell_an_error_once()


def _draw_once() -> None:
    """What matplotlib works out at the first figure, its fonts, its letters and how to read 10 to the power of n, and
    then remembers: a quarter of a second of every child that draws."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.backends.registry import backend_registry
    from matplotlib.figure import Figure

    backend_registry.list_all()
    figure = Figure((40, 8), layout="constrained")
    FigureCanvasAgg(figure)
    plain, powers, picture = figure.subplots(1, 3)
    plain.plot([0, 1], "o--", label=string.printable.replace("$", "").strip())
    plain.set(title="-0.5 × 1", xlabel="x", ylabel="y")
    plain.legend(frameon=False)
    powers.loglog([1e-9, 1e9], [1e-9, 1e9])
    powers.set(xticks=(every := [10.0**power for power in range(-9, 10)]), yticks=every)
    picture.imshow([[0, 1]], cmap="gray")
    picture.set_axis_off()
    picture.text(0, 0, string.digits, fontsize=7)
    for size in (9, 11, 12):
        picture.text(0, 0, string.ascii_letters, fontsize=size)
    figure.savefig(io.BytesIO(), format="png", dpi=PAGE)


def _tell_an_error_once() -> None:
    """The colours of a traceback are worked out at the first."""
    from IPython.core.ultratb import AutoFormattedTB

    teller = AutoFormattedTB(mode="Context", theme_name="neutral")
    try:
        raise ValueError
    except ValueError as error:
        teller.structured_traceback(ValueError, error, error.__traceback__)
