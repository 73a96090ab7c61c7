"""Whether a function's value is built by a single list comprehension, read from its source, else from its bytecode."""

import ast
import builtins
import dis
from dataclasses import dataclass
from types import CodeType

from course_lib.checking.written import Written

MAX_HOPS = 4  # an answer may hand the work to a helper function, and that one to another


def comprehension_breach(written: Written) -> str | None:
    """What is wrong: "none" builds the value, "two" do, or a "loop" does; None where a single comprehension builds it."""
    return _Source(written).breach() if written.tree is not None else _bytecode_breach(written, MAX_HOPS)


class _Source:
    """The flow of values in one function's syntax tree, as far as it matters here."""

    def __init__(self, written: Written, hops: int = MAX_HOPS):
        self.written, self.hops = written, hops
        self.body = _own_nodes(written.tree)
        self.inner = {node.name: node for node in self.body if isinstance(node, ast.FunctionDef)}
        self.assigned = _assignments(self.body)

    def breach(self) -> str | None:
        tree = self.written.tree
        returned = [tree.body] if isinstance(tree, ast.Lambda) else self.returned(self.body)
        if any(isinstance(node, ast.Yield | ast.YieldFrom) for node in self.body):
            return "none"
        kinds = [kind for value in returned for kind in self.built_by(value, frozenset())]
        wrong = {kind for kind in kinds if kind not in ("one", "empty")}
        if not wrong and "one" in kinds:
            return None
        loops = any(isinstance(node, ast.For | ast.While) for node in self.body)
        return "two" if "two" in wrong else "loop" if loops or "loop" in wrong else "none"

    def returned(self, nodes: list[ast.AST]) -> list[ast.AST]:
        return [node.value for node in nodes if isinstance(node, ast.Return) and node.value is not None]

    def built_by(self, value: ast.AST, seen: frozenset[str]) -> list[str]:
        """What builds a value: "one" comprehension, "two", an "empty" list, a helper's "loop", or something "else"."""
        if isinstance(value, ast.ListComp):
            return ["two" if self.feeds_on_comprehension(value) else "one"]
        if isinstance(value, ast.List | ast.Tuple):
            return self.built_by_list(value, seen)
        if isinstance(value, ast.Name | ast.Attribute):
            return self.built_by_name(ast.unparse(value), seen)
        if isinstance(value, ast.IfExp):
            return self.built_by(value.body, seen) + self.built_by(value.orelse, seen)
        if isinstance(value, ast.BoolOp):
            return [kind for part in value.values for kind in self.built_by(part, seen)]
        if isinstance(value, ast.NamedExpr):
            return self.built_by(value.value, seen)
        if isinstance(value, ast.Call):
            return self.built_by_call(value, seen)
        if isinstance(value, ast.Subscript) and isinstance(value.slice, ast.Slice):
            return self.built_by(value.value, seen)
        if isinstance(value, ast.BinOp):
            return self.built_by_sum(value, seen)
        return ["else"]

    def built_by_list(self, value: ast.List | ast.Tuple, seen: frozenset[str]) -> list[str]:
        if not value.elts:
            return ["empty"]
        if len(value.elts) == 1 and isinstance(value.elts[0], ast.Starred):
            return self.built_by(value.elts[0].value, seen)
        return ["else"]

    def built_by_name(self, name: str, seen: frozenset[str]) -> list[str]:
        if name in seen or name not in self.assigned:
            return ["else"]
        return [kind for value in self.assigned[name] for kind in self.built_by(value, seen | {name})]

    def built_by_sum(self, value: ast.BinOp, seen: frozenset[str]) -> list[str]:
        kinds = self.built_by(value.left, seen) + self.built_by(value.right, seen)
        return ["two"] if kinds.count("one") > 1 else kinds

    def built_by_call(self, call: ast.Call, seen: frozenset[str]) -> list[str]:
        if isinstance(call.func, ast.Attribute) and call.func.attr == "copy" and not call.args:
            return self.built_by(call.func.value, seen)
        if isinstance(call.func, ast.Attribute):
            return self.built_by_helper(call.func.attr)
        if not isinstance(call.func, ast.Name):
            return ["else"]
        name = call.func.id
        if name in ("list", "tuple") and len(call.args) == 1:
            return self.built_by(call.args[0], seen)
        if name in self.inner:
            return [kind for value in self.returned(_own_nodes(self.inner[name])) for kind in self.built_by(value, seen)]
        if name in self.assigned and all(isinstance(value, ast.Lambda) for value in self.assigned[name]):
            return [kind for value in self.assigned[name] for kind in self.built_by(value.body, seen)]
        return self.built_by_helper(name)

    def built_by_helper(self, name: str) -> list[str]:
        helper = self.written.helper(name)
        if helper is None or self.hops == 0:
            return ["else"]
        breach = _Source(helper, self.hops - 1).breach() if helper.tree else _bytecode_breach(helper, self.hops - 1)
        return [{None: "one", "none": "else"}.get(breach, breach)]

    def feeds_on_comprehension(self, comprehension: ast.ListComp) -> bool:
        sources = [node for part in comprehension.generators for node in (part.iter, *_own_nodes(part.iter))]
        return any({"one", "two"} & set(self.built_by(source, frozenset())) for source in sources)


def _own_nodes(tree: ast.AST) -> list[ast.AST]:
    """All nodes of a function but those inside functions and lambdas that it defines."""
    nodes, waiting = [], list(ast.iter_child_nodes(tree))
    while waiting:
        node = waiting.pop(0)
        nodes.append(node)
        if not isinstance(node, ast.FunctionDef | ast.Lambda | ast.ClassDef):
            waiting += ast.iter_child_nodes(node)
    return nodes


def _assignments(nodes: list[ast.AST]) -> dict[str, list[ast.AST]]:
    """What each name is made of: by `=`, `:=`, `+=`, `.extend(...)`; an `.append(...)` counts as something else."""
    made: dict[str, list[ast.AST]] = {}
    for node in nodes:
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign | ast.NamedExpr) and node.value is not None:
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                made.setdefault(ast.unparse(target), []).append(node.value)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in ("append", "extend", "insert"):
                value = node.args[0] if node.func.attr == "extend" and len(node.args) == 1 else node
                made.setdefault(ast.unparse(node.func.value), []).append(value)
    return made


def _bytecode_breach(written: Written, hops: int) -> str | None:
    """The same from the code object alone; in doubt, no breach: no answer is refused for lack of source."""
    steps = [step for step in dis.get_instructions(written.code) if step.opname not in ("CACHE", "NOP", "PRECALL", "RESUME")]
    inner = [constant for constant in written.code.co_consts if isinstance(constant, CodeType)]
    inlined = any(step.opname == "LIST_APPEND" for step in steps)  # as Python 3.12 and later write a comprehension
    loops = any(step.opname == "FOR_ITER" for step in steps) and not inlined
    runs = [run for run in _runs(steps) if run.goes_on]
    if any("append" in code.co_names for code in inner if code.co_name == "<listcomp>"):
        return "none"  # a comprehension for its side effect
    if not runs and not inlined:
        return _helpers_breach(written, inner, hops, "loop" if loops or "append" in written.code.co_names else "none")
    if loops and ({"append", "insert"} & set(written.code.co_names) or _grows(steps)):
        return "loop"
    stored = {run.stored for run in runs if run.stored}
    return "two" if any(_feeds(steps, run, stored, written, hops) for run in runs) else None


@dataclass(frozen=True)
class _Run:
    """Where a list comprehension is made and called; whether its list is kept or returned, and under what name."""

    start: int
    end: int
    goes_on: bool
    stored: str | None


def _runs(steps: list[dis.Instruction]) -> list[_Run]:
    """The list comprehensions that run, in Python 3.11's bytecode; those handed to a function like `all` don't go on."""
    runs, open_ones = [], []
    for index, step in enumerate(steps):
        if isinstance(step.argval, CodeType) and step.argval.co_name in ("<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>"):
            open_ones.append(index)
        if step.opname == "CALL" and step.arg == 0 and steps[index - 1].opname == "GET_ITER" and open_ones:
            start = open_ones.pop()
            if steps[start].argval.co_name == "<listcomp>":
                runs.append(_run(steps, start, index))
    return runs


def _run(steps: list[dis.Instruction], start: int, end: int) -> _Run:
    callee = steps[start - 1].argval if start and steps[start - 1].opname == "LOAD_GLOBAL" else None
    after = steps[end + 2 if callee in ("list", "tuple") else end + 1]
    stored = after.argval if after.opname.startswith("STORE_") else None
    return _Run(start, end, callee in ("list", "tuple") or callee not in vars(builtins), stored)


def _feeds(steps: list[dis.Instruction], run: _Run, stored: set[str], written: Written, hops: int) -> bool:
    """Whether a comprehension goes over another one's list, and its own is stored or returned."""
    source = steps[run.start + 2 : run.end - 1]
    if not run.stored and steps[run.end + 1].opname not in ("RETURN_VALUE", "CALL"):
        return False
    named = any(step.opname.startswith("LOAD_") and step.argval in stored for step in source)
    nested = any(isinstance(step.argval, CodeType) and step.argval.co_name == "<listcomp>" for step in source)
    helper = written.helper(source[0].argval) if source and source[0].opname == "LOAD_GLOBAL" else None
    helped = helper is not None and hops > 0 and _bytecode_breach(helper, hops - 1) is None
    return named or nested or helped


def _grows(steps: list[dis.Instruction]) -> bool:
    return any(step.opname == "BINARY_OP" and "=" in step.argrepr for step in steps)


def _helpers_breach(written: Written, inner: list[CodeType], hops: int, otherwise: str) -> str | None:
    """A function or lambda inside, or a helper, may build the list in its stead."""
    if any(run.goes_on for code in inner for run in _runs(list(dis.get_instructions(code)))):
        return None
    helpers = [helper for name in written.code.co_names if hops and (helper := written.helper(name))]
    breaches = [_bytecode_breach(helper, hops - 1) for helper in helpers]
    return next((breach for breach in (None, "two", "loop") if breach in breaches), otherwise)
