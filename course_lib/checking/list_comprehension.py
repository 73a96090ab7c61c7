"""Whether a function's value is built by a single list comprehension, read from its source, else from its bytecode."""

import ast

from course_lib.checking.comprehension_bytecode import bytecode_breach
from course_lib.checking.written import Written

MAX_HOPS = 4  # an answer may hand the work to a helper function, and that one to another


def comprehension_breach(written: Written) -> str | None:
    """What is wrong: "none" builds the value, "two" do, or a "loop" does; None where a single comprehension builds it."""
    return _Source(written, written.tree).breach() if written.tree else bytecode_breach(written, MAX_HOPS)


class _Source:
    """The flow of values in one function's syntax tree, as far as it matters here; `around` is the one it is inside of."""

    def __init__(self, written: Written, tree: ast.AST, hops: int = MAX_HOPS, around: "_Source | None" = None):
        self.written, self.tree, self.hops = written, tree, hops
        self.body = _own_nodes(tree)
        inner = {node.name: node for node in self.body if isinstance(node, ast.FunctionDef)}
        self.inner = {**around.inner, **inner} if around else inner
        self.assigned = {**around.assigned, **_assignments(self.body)} if around else _assignments(self.body)

    def breach(self) -> str | None:
        returned = [self.tree.body] if isinstance(self.tree, ast.Lambda) else [
            node.value for node in self.body if isinstance(node, ast.Return) and node.value is not None]
        if any(isinstance(node, ast.Yield | ast.YieldFrom) for node in self.body):
            return "none"
        kinds = [kind for value in returned for kind in self.built_by(value, frozenset())]
        wrong = {kind for kind in kinds if kind not in ("one", "empty")}
        if not wrong and "one" in kinds:
            return None
        loops = any(isinstance(node, ast.For | ast.While) for node in self.body)
        return "two" if "two" in wrong else "loop" if loops or "loop" in wrong else "none"

    def built_by(self, value: ast.AST, seen: frozenset[str]) -> list[str]:
        """What builds a value: "one" comprehension, "two", an "empty" list, a helper's "loop", or something "else"."""
        if isinstance(value, ast.ListComp):
            return ["two" if self.feeds_on_comprehension(value, seen) else "one"]
        if isinstance(value, ast.List | ast.Tuple):
            return self.built_by_list(value, seen)
        if isinstance(value, ast.IfExp):
            return self.built_by(value.body, seen) + self.built_by(value.orelse, seen)
        if isinstance(value, ast.BoolOp):
            return [kind for part in value.values for kind in self.built_by(part, seen)]
        if isinstance(value, ast.Call):
            return self.built_by_call(value, seen)
        if isinstance(value, ast.NamedExpr) or isinstance(value, ast.Subscript) and isinstance(value.slice, ast.Slice):
            return self.built_by(value.value, seen)
        if isinstance(value, ast.Name | ast.Attribute | ast.Subscript):
            return self.built_by_name(ast.unparse(value), seen)
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
        function = self.meant(call.func)
        name = getattr(function, "id", getattr(function, "attr", ""))
        if name in ("list", "tuple", "copy", "deepcopy") and len(call.args) == 1:
            return self.built_by(call.args[0], seen)
        if name == "copy" and isinstance(function, ast.Attribute):
            return self.built_by(function.value, seen)
        if isinstance(function, ast.Lambda) or name in self.inner:
            return self.built_by_inner(self.inner.get(name, function))
        return self.built_by_helper(name)

    def meant(self, function: ast.AST) -> ast.AST:
        """The function behind a local name or a `partial`."""
        for _ in range(MAX_HOPS):
            if isinstance(function, ast.Name) and function.id in self.assigned:
                function = self.assigned[function.id][-1]
            if isinstance(function, ast.Call) and ast.unparse(function.func).endswith("partial") and function.args:
                function = function.args[0]
        return function

    def built_by_inner(self, tree: ast.AST) -> list[str]:
        return _kinds(_Source(self.written, tree, self.hops - 1, around=self).breach()) if self.hops else ["else"]

    def built_by_helper(self, name: str) -> list[str]:
        helper = self.written.helper(name)
        if helper is None or not self.hops:
            return ["else"]
        by_source = helper.tree and _Source(helper, helper.tree, self.hops - 1)
        return _kinds(by_source.breach() if by_source else bytecode_breach(helper, self.hops - 1))

    def feeds_on_comprehension(self, comprehension: ast.ListComp, seen: frozenset[str]) -> bool:
        sources = [node for part in comprehension.generators for node in (part.iter, *_own_nodes(part.iter))]
        again = (value for source in sources if isinstance(source, ast.Name) and source.id in seen
                 for value in self.assigned[source.id] if value.lineno < comprehension.lineno)
        return any(isinstance(value, ast.ListComp) for value in again) or any(
            {"one", "two"} & set(self.built_by(source, seen)) for source in sources)


def _kinds(breach: str | None) -> list[str]:
    """How a value is built that a function with this breach returns."""
    return [{None: "one", "none": "else"}.get(breach, breach)]


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
                unpacked = isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple)
                for part, value in zip(target.elts, node.value.elts) if unpacked else [(target, node.value)]:
                    made.setdefault(ast.unparse(part), []).append(value)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in ("append", "extend", "insert"):
                value = node.args[0] if node.func.attr == "extend" and len(node.args) == 1 else node
                made.setdefault(ast.unparse(node.func.value), []).append(value)
    return made
