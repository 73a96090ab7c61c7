"""How an implementation in an exercise's file reads as a student's cell."""

import ast
import inspect
import re
import sys
import textwrap
from collections.abc import Callable, Collection, Iterator
from types import FunctionType, ModuleType

from course_lib.grading.failure import GradingError

_LAMBDA = "_lambda_"  # the name a lambda bears until it gets the student's


def cell_text(implementation: Callable, name: str, imported: Collection[str] = ()) -> str:
    """The implementation under the name that a student gives it, after all that it uses from its file.

    `imported` are import statements that stand earlier in the notebook, one name each, as `imports_in` tells them.
    Raises GradingError where the source can't be had.
    """
    own_name, own = _definition(implementation)
    pieces: dict[str, str] = {}
    _collect(own, own_name, _names_around(implementation), sys.modules[implementation.__module__], pieces)
    pieces[own_name] = own
    if own_name != name:
        pieces = _renamed(pieces, name, f"_{name}")  # the file's own function of that name: the reference, mostly
        pieces = _renamed(pieces, own_name, name)
    imports = [text for text in pieces.values() if _is_import(text)]
    definitions = [text for text in pieces.values() if not _is_import(text)]
    missing = sorted(set(imports) - set(imported), key=lambda text: (text.startswith("from"), text))
    return "\n\n\n".join([*(["\n".join(missing)] if missing else []), *definitions])


def imports_in(source: str) -> set[str]:
    """The imports at the top level of a piece of Python, each as a statement for one name; none if it doesn't parse."""
    try:
        statements = ast.parse(source).body
    except SyntaxError:
        return set()
    return {text for statement in statements for text in _single_imports(statement).values()}


def _definition(implementation: Callable) -> tuple[str, str]:
    """The name and the text of a function or class where it is defined."""
    try:
        text = textwrap.dedent(inspect.getsource(implementation)).strip()
    except (OSError, TypeError) as error:
        fact = f"the source of {implementation!r} is not to be found; define it in the exercise's file with def"
        raise GradingError(fact) from error
    if implementation.__name__ == "<lambda>":
        return _LAMBDA, _lambda_as_function(implementation)
    return implementation.__name__, text


def _lambda_as_function(implementation: FunctionType) -> str:
    source = inspect.getsource(sys.modules[implementation.__module__])
    known = (position for position in implementation.__code__.co_positions() if None not in position)
    line, end, start_column, end_column = next(place for place in known if place[2] != place[3])
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Lambda):
            continue
        if _spans(node.body, line, start_column) and _spans(node.body, end, end_column):
            return f"def {_LAMBDA}({ast.unparse(node.args)}):\n    return {ast.unparse(node.body)}"
    place = f"line {line} of {implementation.__module__}"
    raise GradingError(f"the lambda at {place} is not to be found; write it with def")


def _spans(node: ast.expr, line: int, column: int) -> bool:
    return (node.lineno, node.col_offset) <= (line, column) <= (node.end_lineno, node.end_col_offset)


def _names_around(implementation: Callable) -> dict[str, object]:
    """What a function made inside another one has from there."""
    closure = getattr(implementation, "__closure__", None) or ()
    names = implementation.__code__.co_freevars if closure else ()
    return {name: cell.cell_contents for name, cell in zip(names, closure, strict=True)}


def _collect(text: str, own_name: str, around: dict, module: ModuleType, pieces: dict[str, str]) -> None:
    """Put what the text uses into `pieces`, each after what it uses itself."""
    bound = _bound_in(module)
    for name in _used_names(text):
        if name in pieces or name == own_name:
            continue
        if name in around:
            _collect_value(name, around[name], pieces)
        elif name in bound and bound[name].startswith("from course_lib"):
            _collect_import(name, bound[name], module, pieces)  # a student can't import our answers
        elif name in bound:
            if not _is_import(bound[name]):
                _collect(bound[name], name, {}, module, pieces)
            pieces[name] = bound[name]


def _collect_import(name: str, statement: str, module: ModuleType, pieces: dict[str, str]) -> None:
    value = getattr(module, name)
    if isinstance(value, FunctionType | type):
        return _collect_value(name, value, pieces)
    home = sys.modules[ast.parse(statement).body[0].module]
    text = _bound_in(home)[name]
    _collect(text, name, {}, home, pieces)
    pieces[name] = text


def _collect_value(name: str, value: object, pieces: dict[str, str]) -> None:
    if not isinstance(value, FunctionType | type):
        pieces[name] = f"{name} = {value!r}"
        return
    defined_as, text = _definition(value)
    text = _renamed({defined_as: text}, defined_as, name)[name]
    _collect(text, name, _names_around(value), sys.modules[value.__module__], pieces)
    pieces[name] = text


def _bound_in(module: ModuleType) -> dict[str, str]:
    """The statements at the top level of a module, by the name that they bind."""
    source = inspect.getsource(module)
    bound: dict[str, str] = {}
    for statement in ast.parse(source).body:
        text = ast.get_source_segment(source, statement)
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            bound[statement.name] = "".join(f"@{ast.unparse(d)}\n" for d in statement.decorator_list) + text
        elif isinstance(statement, ast.Assign | ast.AnnAssign):
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            bound |= {node.id: text for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)}
        bound |= _single_imports(statement)
    return bound


def _single_imports(statement: ast.stmt) -> dict[str, str]:
    if not isinstance(statement, ast.Import | ast.ImportFrom):
        return {}
    singles = {}
    for alias in statement.names:
        single = ast.Import([alias])
        if isinstance(statement, ast.ImportFrom):
            single = ast.ImportFrom(statement.module, [alias], statement.level)
        singles[alias.asname or alias.name.split(".")[0]] = ast.unparse(single)
    return singles


def _is_import(text: str) -> bool:
    return text.startswith(("import ", "from "))


def _used_names(text: str) -> list[str]:
    """The names that a definition takes from outside, in the order of their first use."""
    tree = ast.parse(text)
    own = {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    own |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)}
    own |= {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node not in tree.body}
    used = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)]
    return [name for name in dict.fromkeys(used) if name not in own]


def _renamed(pieces: dict[str, str], old: str, new: str) -> dict[str, str]:
    return {new if name == old else name: _rename(text, old, new) for name, text in pieces.items()}


def _rename(text: str, old: str, new: str) -> str:
    lines = text.split("\n")
    for node in sorted(_places(text, old), key=lambda node: (node.lineno, node.col_offset), reverse=True):
        line = lines[node.lineno - 1].encode()  # ast counts columns in bytes
        start, rest = line[: node.col_offset].decode(), line[node.col_offset :].decode()
        lines[node.lineno - 1] = start + re.sub(rf"\b{old}\b", new, rest, count=1)
    return "\n".join(lines)


def _places(text: str, name: str) -> Iterator[ast.AST]:
    tree = ast.parse(text)
    yield from (node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == name)
    used_from_outside = name in _used_names(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id == name and (used_from_outside or _is_constant(tree, node)):
            yield node


def _is_constant(tree: ast.Module, node: ast.Name) -> bool:
    return any(isinstance(statement, ast.Assign) and node in statement.targets for statement in tree.body)
