"""What can be told of a student's text without running it, even where it does not parse."""

import ast
import re
import warnings
from collections.abc import Iterator

_LONGEST_CHECK = 1_000
_MAGIC = re.compile(r"^([ \t]*)[%!].*", re.MULTILINE)
_BEGINS_BLOCK = re.compile(r"(?:@|def\s|class\s|async\s+def\s|check\()")


def essence(text: str) -> str:
    """The text without white space; the same for two texts that an editor has saved differently."""
    return "".join(text.split())


def checked(source: str) -> str:
    """The exercise whose check is all that this source calls, or an empty string."""
    if "check(" not in source or len(source) > _LONGEST_CHECK:
        return ""
    tree = parsed(source)
    if tree is None or [type(statement) for statement in tree.body] != [ast.Expr]:
        return ""
    match tree.body[0].value:
        case ast.Call(func=ast.Name(id="check"), args=[ast.Constant(value=str(exercise)), *_]):
            return exercise
    return ""


def binds(source: str, name: str) -> bool:
    """Whether the source seems to define or assign the name at its top level."""
    if not name or name not in source:
        return False
    escaped = re.escape(name)
    statement = rf"^(?:(?:async[ \t]+)?(?:def|class)[ \t]+{escaped}\b|{escaped}[ \t]*(?::[^=\n]+)?=(?!=))"
    return re.search(statement, source, re.MULTILINE) is not None


def parsed(source: str) -> ast.Module | None:
    """The syntax tree, or None. A line of IPython's magic counts as `pass`."""
    return _tree(source) or _tree(_MAGIC.sub(r"\1pass", source))


def blocks(source: str) -> Iterator[str]:
    """The source cut between top-level statements; where it does not parse, before definitions and checks."""
    lines = source.split("\n")
    tree = parsed(source)
    cuts = _before_definitions(lines) if tree is None else sorted({statement.end_lineno for statement in tree.body})
    begin = 0
    for end in [*cuts[: None if tree is None else -1], len(lines)]:
        yield "\n".join(lines[begin:end])
        begin = end


def _before_definitions(lines: list[str]) -> list[int]:
    starts = [number for number, line in enumerate(lines) if _BEGINS_BLOCK.match(line)]
    return [number for number in starts if number and not lines[number - 1].startswith("@")]


def _tree(source: str) -> ast.Module | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a student's "\d" is no business of the grader's terminal
            return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
