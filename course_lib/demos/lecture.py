"""`course-lib lecture`: the demos as web pages, for the projector or for the phones of the class."""

import os
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

from course_lib.demos import DEMOS, find

_MEGABYTES = 350  # that a kernel takes which has imported torch
# Voilà's page asks another machine for icons that no demo has.
_OWN_ONLY = "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob: ws: wss:"
_IDLE = 600  # seconds without a sign of life after which a kernel is ended


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("demo", nargs="?", choices=list(DEMOS), metavar="DEMO", help=f"one of {', '.join(DEMOS)} (a list of all)")
    parser.add_argument("--course-dir", type=Path, default=Path("."), help="the folder of the course, which has lectures/ (here)")
    parser.add_argument("--port", type=int, default=8866, help="%(default)s")
    parser.add_argument("--host", default="127.0.0.1", help="0.0.0.0 lets the phones of the class in (this machine only)")
    parser.add_argument("--visitors", type=int, default=16, metavar="N", help="so many at a time, each with a kernel (%(default)s)")
    parser.add_argument("--dark", action="store_true", help="on a dark page")


def run(arguments: Namespace) -> int:
    """Serve until interrupted."""
    if arguments.visitors < 1:
        print(f"course-lib lecture: --visitors {arguments.visitors}: at least one has to be let in", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="course-lectures-") as spare:
        pages = _pages(arguments.course_dir, Path(spare))
        _tell(arguments)
        _serve(pages / f"{arguments.demo}.ipynb" if arguments.demo else pages, arguments)
    return 0


def _pages(course: Path, spare: Path) -> Path:
    """The folder of the lecture notebooks; where the course has none, one page a demo without words, made in `spare`."""
    folder = course / "lectures"
    if any(folder.glob("*.ipynb")):
        return folder.resolve()
    for name, demo in DEMOS.items():
        cells = [nbformat.v4.new_markdown_cell(f"# {find(name).title}"), new_code_cell(f"from course_lib.demos import {demo}\n\n{demo}()")]
        notebook = new_notebook(cells=cells)
        notebook.metadata.kernelspec = {"display_name": "Python 3", "language": "python", "name": "python3"}
        nbformat.write(notebook, spare / f"{name}.ipynb")
    return spare


def _tell(arguments: Namespace) -> None:
    print(f"http://{arguments.host}:{arguments.port}/  shows {arguments.demo or 'all demos'}; Ctrl-C ends it")
    print(f"Each visitor has a kernel of its own, of about {_MEGABYTES} MB; at most {arguments.visitors} at a time, which is "
          f"{arguments.visitors * _MEGABYTES / 1000:.1f} GB. A kernel ends when its page is closed, or after ten idle minutes.")
    if arguments.host not in ("127.0.0.1", "localhost"):
        print("Whoever reaches this address can use the demos. They take no code from a visitor.")
    sys.stdout.flush()


def _serve(page: Path, arguments: Namespace) -> None:
    from traitlets.config import Config
    from voila.app import Voila

    os.environ.setdefault("OMP_NUM_THREADS", "1")  # the kernels share this machine
    kernels = {"most": arguments.visitors, "cull_idle_timeout": _IDLE, "cull_interval": 30, "cull_connected": True}
    look = {"theme": "dark" if arguments.dark else "light", "classic_tree": True, "file_allowlist": []}
    server = {"port": arguments.port, "ip": arguments.host, "port_retries": 0, "open_browser": False,
              "tornado_settings": {"headers": {"Content-Security-Policy": _OWN_ONLY}}}
    settings = {
        "Voila": server, "Seats": kernels,
        "VoilaConfiguration": {**look, "multi_kernel_manager_class": "course_lib.demos.seats.Seats"},
    }
    Voila.launch_instance([str(page)], config=Config(settings))
