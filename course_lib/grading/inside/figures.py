"""matplotlib's figures at the end of a cell, as `%matplotlib inline` shows them."""

import os
import sys

from IPython.core.interactiveshell import InteractiveShell

_BACKEND = "module://matplotlib_inline.backend_inline"


def show_inline(shell: InteractiveShell) -> None:
    """Whatever backend pyplot was imported with, figures now become displays of `shell`."""
    os.environ["MPLBACKEND"] = _BACKEND
    if "matplotlib.pyplot" not in sys.modules:
        return  # the variable does it
    from IPython.core.pylabtools import activate_matplotlib
    from matplotlib_inline.backend_inline import configure_inline_support

    activate_matplotlib(_BACKEND)
    configure_inline_support(shell, _BACKEND)
