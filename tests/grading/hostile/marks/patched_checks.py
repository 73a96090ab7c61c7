"""`check`, its parts and the shell replaced from inside the student's process."""

from functools import partial

from tests.grading.hostile.attack import Attack

marks = partial(Attack, "marks")

ATTACKS = (
    marks("check_of_its_own", "The name `check` is bound anew.", "check = lambda *_: 2.0", unprotected=True),
    marks("check_replaced_at_home", "`check` is replaced in the modules it comes from.", """
import course_lib
from course_lib import cells
course_lib.check = cells.check = check = lambda *_: 2.0
import builtins
builtins.check = check""", unprotected=True),
    marks("observer_replaced", "The observer reports a good result without a look.", """
import sys
module = sys.modules["course_lib.checking.observe"]

def forged(watch, given, answer, seconds=0):
    return module.Observation(value=torch.tensor(2.0), arguments=(given.arguments, given.keywords))

module.observe = sys.modules["course_lib.checking.judge"].observe = forged""", neighbours=None),
    marks("observer_given_other_code", "The observer stays in place, with another body.", """
from course_lib.checking.observe import Observation, observe

def forged(watch, given, answer, seconds=0):
    return Observation(value=2.0)

observe.__code__, observe.__defaults__ = forged.__code__, (0,)""", neighbours=None),
    marks("plain_replaced", "What turns values into data turns them into the wanted one.", """
import sys
modules = sys.modules["course_lib.checking.plain"], sys.modules["course_lib.checking.observe"]
modules[0].plain = modules[1].plain = lambda value: 2.0
modules[0]._Reading.read = lambda self, value, depth: 2.0""", neighbours=None),
    marks("wire_replaced", "What packs messages packs a forged report.", """
import json
from course_lib.checking import wire
wire.pack = lambda value: json.dumps({"verdict": "right", "points": 2.0, "max_points": 2.0}).encode()
wire._node = lambda value, tensors: {"dict": [["verdict", "right"], ["points", {"float": "0x1.0p+1"}]]}""", neighbours=None),
    marks("judge_replaced", "The judge finds everything right.", """
import sys
judge = sys.modules["course_lib.checking.judge"]
judge.judge = lambda exercise, observed, code, seed: judge._report(exercise, "right", 2.0)
sys.modules["course_lib.checking"].judge = judge.judge
judge._mismatches = lambda exercise, observed, seed: [None] * len(observed.probes)""", unprotected=True),
    marks("every_number_is_right", "The comparison of values finds them alike.", """
import sys
judge, likeness = sys.modules["course_lib.checking.judge"], sys.modules["course_lib.checking.likeness"]
likeness.first_mismatch = judge.first_mismatch = lambda *_, **__: None""", unprotected=True),
    marks("answers_swapped_when_watched", "The watch is given another answer than the student's.", """
import sys
observe = sys.modules["course_lib.checking.observe"]
original = observe.with_names_kept

def swapped(work, answer, *arguments, **keywords):
    return original(lambda *_: -1, *arguments, **keywords)

observe.with_names_kept = swapped""", neighbours=None),
    marks("clock_that_stands_still", "Time limits never end.", """
import signal, time
signal.setitimer = signal.alarm = signal.signal = lambda *_: None
time.monotonic = time.perf_counter = time.time = lambda: 0.0"""),
    marks("syntax_tree_rewritten", "The shell's transformers turn each call of `check` into 2.0.", """
import ast

class Rewritten(ast.NodeTransformer):
    def visit_Call(self, node):
        self.generic_visit(node)
        return ast.Constant(2.0) if getattr(node.func, "id", "") == "check" else node

get_ipython().ast_transformers.append(Rewritten())""", unprotected=True),
    marks("input_rewritten", "The shell reads `2.0` where a graded cell stands.", """
rewritten = lambda lines: ["2.0\\n"] if any(line.startswith("check(") for line in lines) else lines
get_ipython().input_transformers_post.append(rewritten)
get_ipython().input_transformers_cleanup.append(rewritten)""", unprotected=True),
    marks("result_rewritten_by_an_event", "What a cell gave is replaced once it has run.", """
def rewritten(result):
    result.result = 2.0

get_ipython().events.register("post_run_cell", rewritten)
get_ipython().events.register("pre_run_cell", lambda info: print("2.0"))
get_ipython().events.register("post_execute", lambda: print("2.0"))"""),
    marks("run_cell_replaced", "The shell runs nothing any more and says that it did.", """
shell = get_ipython()
original = shell.run_cell

def replaced(raw_cell, *arguments, **keywords):
    return original("2.0" if raw_cell.startswith("check") else raw_cell, *arguments, **keywords)

shell.run_cell = replaced
shell.run_cell_async = shell.run_code = shell.run_ast_nodes = None""", neighbours=None),
    marks("kernel_replaced", "The kernel's `do_execute` answers with a result of its own.", """
kernel = getattr(get_ipython(), "kernel", None) or type("Kernel", (), {})()

async def do_execute(code, silent, *_, **__):
    get_ipython().displayhook(2.0)
    return {"status": "ok", "execution_count": 1, "payload": [], "user_expressions": {}}

kernel.do_execute = type(kernel).do_execute = do_execute"""),
    marks("get_ipython_replaced", "Another shell stands under the name.", """
import builtins, IPython
from unittest.mock import MagicMock
IPython.get_ipython = builtins.get_ipython = get_ipython = MagicMock()
IPython.core.getipython.get_ipython = get_ipython"""),
    marks("display_hook_called_in_the_cell", "The number is shown before the check shows its own.", """
def rmse(a, b):
    import sys
    sys.displayhook(2.0)
    get_ipython().displayhook(2.0)
    return -1"""),
    marks("numbers_formatted_anew", "Every float is shown as 2.0.", """
get_ipython().display_formatter.formatters["text/plain"].for_type(float, lambda value, printer, cycle: printer.text("2.0"))
get_ipython().displayhook.compute_format_data = lambda result: ({"text/plain": "2.0"}, {})""", unprotected=True),
    marks("namespace_that_answers_by_itself", "The namespace is a dict that holds a right answer to no name.", """
class Names(dict):
    def __getitem__(self, name):
        return (lambda *_: 2.0) if name == "check" else super().__getitem__(name)
    get = __getitem__

get_ipython().user_ns = Names(get_ipython().user_ns)"""),
    marks("next_cell_replaced", "The shell is asked to put another text into the next cell.", """
get_ipython().set_next_input("2.0", replace=True)
get_ipython().payload_manager.write_payload({"source": "set_next_input", "text": "2.0", "replace": True})"""),
    marks("standard_error_counts_no_more", "Streams are replaced by ones that rewrite.", """
import sys

class Rewriting:
    def __getattr__(self, name):
        return getattr(sys.__stdout__, name)

    def write(self, text):
        sys.__stdout__.write(str(text).replace("not yet", "right"))

sys.stdout = sys.stderr = Rewriting()"""),
)
