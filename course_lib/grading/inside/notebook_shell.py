"""IPython's shell as a kernel has it, without the kernel: no sockets, history file, configuration or terminal."""

from __future__ import annotations

import os
import subprocess
import tempfile
import zlib
from typing import TYPE_CHECKING, Any

import pexpect
from IPython.core import page
from IPython.core.compilerop import CachingCompiler
from IPython.core.error import UsageError
from IPython.core.history import HistoryManager
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.process import system
from traitlets import Type

from course_lib.grading.inside.outputs import text_of
from course_lib.grading.inside.publishing import Displays, Results
from course_lib.grading.inside.transcript import Transcript
from course_lib.grading.inside.widgets import NoKernel

if TYPE_CHECKING:
    from course_lib.grading.inside.rehearsal import Remembered


class CellCompiler(CachingCompiler):
    """Names a cell as a kernel does: a path in the temporary folder, which warnings tell. A rehearsed cell keeps its name."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = f"{tempfile.gettempdir()}/ipykernel_{os.getpid()}"

    def get_code_name(self, raw_code: str, transformed_code: str, number: int) -> str:
        return f"{self._folder}/{zlib.crc32(raw_code.encode(errors='replace'))}.py"


class NotebookShell(InteractiveShell):
    """Bears the name of a kernel's class: people ask for it to learn whether they are in a notebook."""

    displayhook_class = Type(Results)
    display_pub_class = Type(Displays)

    def __init__(self, transcript: Transcript, **settings: Any):
        self.transcript = transcript
        self.failed_to_display = False
        self.known: Remembered | None = None  # what the next cell will bring, where a rehearsal has told
        self.transformed: tuple[str, str] | None = None  # a cell and what it becomes, for the next time that somebody asks
        super().__init__(compiler_class=CellCompiler, **settings)
        self.kernel = NoKernel()
        self.db = {}  # IPython would keep it in the home folder
        self.config.IPKernelApp.tqdm = "in a notebook"  # where tqdm looks

    def init_ipython_dir(self, ipython_dir: str | None) -> None:
        """No folder is needed."""

    def init_profile_dir(self, profile_dir: Any) -> None:
        """None, and no configuration."""

    def init_history(self) -> None:
        self.history_manager = HistoryManager(shell=self, parent=self, enabled=False, hist_file=":memory:")
        self.configurables.append(self.history_manager)

    def init_completer(self) -> None:
        """Nobody types."""
        self.Completer = None

    def init_virtualenv(self) -> None:
        """A kernel looks for none."""

    def init_environment(self) -> None:
        os.environ |= {"TERM": "xterm-color", "CLICOLOR": "1", "FORCE_COLOR": "1", "CLICOLOR_FORCE": "1",
                       "PAGER": "cat", "GIT_PAGER": "cat"}

    def init_hooks(self) -> None:
        super().init_hooks()
        self.set_hook("show_in_pager", page.as_hook(lambda *_, **__: None), 99)  # nbclient shows no pages

    def transform_cell(self, raw_cell: str) -> str:
        """Python from IPython's dialect. Each cell is asked about twice, and that takes as long as to run a small one."""
        known, self.transformed = self.transformed, None
        return known[1] if known and known[0] is raw_cell else super().transform_cell(raw_cell)

    async def run_ast_nodes(self, *arguments: Any, **keywords: Any) -> bool:
        """True where it failed. What is known already is brought without being run."""
        if self.known is None:
            return await super().run_ast_nodes(*arguments, **keywords)
        known, self.known = self.known, None
        known.bring(self.user_ns)
        for output in known.outputs:
            if output["output_type"] == "execute_result":
                self.displayhook.update_user_ns(known.result)
                self.displayhook.fill_exec_result(known.result)
            self.transcript.show(output)
        return False

    def enable_gui(self, gui: str | None = None) -> None:
        if gui not in (None, "inline"):
            raise UsageError(f"Invalid GUI request {gui!r}, valid ones are: inline.")

    def ask_exit(self) -> None:
        """`exit` ends a kernel, and all cells after it; here they still run."""

    def get_parent(self) -> dict:
        return self.kernel.get_parent()

    def set_parent(self, parent: dict) -> None:
        """There is one cell at a time."""

    def system_piped(self, cmd: str) -> None:
        """Run a command in a terminal of its own, as a kernel does, and print what it writes."""
        if cmd.rstrip().endswith("&"):
            raise OSError("Background processes not supported.")
        command = self.var_expand(cmd, depth=1)
        try:
            status = system(command)
        except (OSError, pexpect.ExceptionPexpect):  # no terminal to be had
            status = subprocess.run(command, shell=True, stderr=subprocess.STDOUT).returncode
        self.user_ns["_exit_code"] = status

    system = system_piped

    def _showtraceback(self, etype: type, evalue: BaseException, stb: list[str]) -> None:
        self.failed_to_display |= self.displayhook.in_work
        self.transcript.show({"output_type": "error", "ename": etype.__name__, "evalue": text_of(evalue),
                              "traceback": [text_of(line) for line in stb]})


NotebookShell.__name__ = NotebookShell.__qualname__ = "ZMQInteractiveShell"
NotebookShell.__module__ = "ipykernel.zmqshell"
