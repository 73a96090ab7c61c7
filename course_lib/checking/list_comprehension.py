"""Whether a function's value is built by a single list comprehension, read from its source, else from its bytecode."""

import ast
import dis
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
        return "two" if "two" in wrong else self.loop_or_none()

    def loop_or_none(self) -> str:
        return "loop" if any(isinstance(node, ast.For | ast.While) for node in self.body) else "none"

    def returned(self, nodes: list[ast.AST]) -> list[ast.AST]:
        return [node.value for node in nodes if isinstance(node, ast.Return) and node.value is not None]

    def built_by(self, value: ast.AST, seen: frozenset[str]) -> list[str]:
        """What builds a value: "one" comprehension, "two", an "empty" list, or something "else"."""
        if isinstance(value, ast.ListComp):
            return ["two" if self.feeds_on_comprehension(value) else "one"]
        if isinstance(value, ast.List):
            return self.built_by_list(value, seen)
        if isinstance(value, ast.Name):
            return self.built_by_name(value.id, seen)
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

    def built_by_list(self, value: ast.List, seen: frozenset[str]) -> list[str]:
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
        if not isinstance(call.func, ast.Name):
            return ["else"]
        name = call.func.id
        if name == "list" and len(call.args) == 1:
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
        return ["one"] if breach is None else ["two"] if breach == "two" else ["else"]

    def feeds_on_comprehension(self, comprehension: ast.ListComp) -> bool:
        return any(self.holds_comprehension(part.iter) for part in comprehension.generators)

    def holds_comprehension(self, iterable: ast.AST) -> bool:
        names = [node.id for node in ast.walk(iterable) if isinstance(node, ast.Name)]
        direct = any(isinstance(node, ast.ListComp) for node in ast.walk(iterable))
        named = (value for name in names for value in self.assigned.get(name, ()))
        return direct or any(isinstance(value, ast.ListComp) for value in named)


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
                if isinstance(target, ast.Name):
                    made.setdefault(target.id, []).append(node.value)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
            if node.func.attr in ("append", "extend", "insert"):
                value = node.args[0] if node.func.attr == "extend" and len(node.args) == 1 else node
                made.setdefault(node.func.value.id, []).append(value)
    return made


def _bytecode_breach(written: Written, hops: int) -> str | None:
    """The same from the code object alone; in doubt, no breach: no answer is refused for lack of source."""
    steps = [step for step in dis.get_instructions(written.code) if step.opname not in ("CACHE", "NOP", "RESUME")]
    ends = _comprehension_ends(steps)
    inner = [constant for constant in written.code.co_consts if isinstance(constant, CodeType)]
    appends = {"append", "insert"} & {name for code in [written.code, *inner] for name in code.co_names}
    loops = any(step.opname == "FOR_ITER" for step in steps) and not _inlined(steps)
    if not ends and not _inlined(steps):
        return None if _helped(written, inner, hops) else "loop" if loops or appends else "none"
    if appends:
        return "loop" if loops else "none"
    return "two" if any(_fed_by(steps, end, ends) for end in ends) else _last_use(steps, ends, loops)


def _inlined(steps: list[dis.Instruction]) -> bool:
    """Python 3.12 and later write a comprehension's loop into the function itself."""
    return any(step.opname == "LIST_APPEND" for step in steps)


def _comprehension_ends(steps: list[dis.Instruction]) -> list[int]:
    """The positions of the calls that run a list comprehension, in Python 3.11's bytecode."""
    ends, open_kinds = [], []
    for index, step in enumerate(steps):
        if isinstance(step.argval, CodeType) and step.argval.co_name.startswith("<") and step.argval.co_name != "<lambda>":
            open_kinds.append(step.argval.co_name)
        runs = step.opname == "CALL" and step.arg == 0 and steps[index - 2].opname == "GET_ITER"
        if runs and open_kinds and open_kinds.pop() == "<listcomp>":
            ends.append(index)
    return ends


def _fed_by(steps: list[dis.Instruction], end: int, ends: list[int]) -> bool:
    source = steps[end - 3]
    if end - 3 in ends:
        return True
    stored = {steps[other + 1].argval for other in ends if steps[other + 1].opname.startswith("STORE_")}
    return source.opname.startswith("LOAD_") and source.argval in stored


def _last_use(steps: list[dis.Instruction], ends: list[int], loops: bool) -> str | None:
    """A comprehension that serves something else does not count: its value must reach a `return`."""
    stored = {steps[end + 1].argval for end in ends if steps[end + 1].opname.startswith("STORE_")}
    returned = [steps[index - 1] for index, step in enumerate(steps) if step.opname == "RETURN_VALUE"]
    grown = [step for step in steps if step.opname == "BINARY_OP" and "=" in step.argrepr]
    reached = any(steps.index(step) in ends or step.argval in stored or step.opname == "CALL" for step in returned)
    return None if reached or _inlined(steps) or not (loops and grown) else "loop"


def _helped(written: Written, inner: list[CodeType], hops: int) -> bool:
    helpers = [helper for name in written.code.co_names if (helper := written.helper(name))]
    own = any(_comprehension_ends(list(dis.get_instructions(code))) for code in inner)
    return own or (hops > 0 and any(_bytecode_breach(helper, hops - 1) is None for helper in helpers))
