"""The odd cases of a sample class: what a student hands in beside right answers and well-known mistakes."""

import ast
import textwrap

# All that costs marks on stock nbgrader although the answer is right: stderr from Python and from C; and prints.
_NOISE = """\
print("called with", *map(type, locals().values()))
warnings.warn("this is only a warning")
logging.getLogger("answer").error("this is only logged")
os.write(2, b"this comes from the C level\\n")
"""
_NOISE_IMPORTS = "import logging\nimport os\nimport warnings"


def noisy(text: str) -> str:
    """The same answer, and it prints, warns, logs and writes to stderr on its way."""
    definition = ast.parse(text).body[-1]  # helpers stand above it
    function = next(node for node in ast.walk(definition) if isinstance(node, ast.FunctionDef))
    first = function.body[1] if ast.get_docstring(function) and len(function.body) > 1 else function.body[0]
    lines = text.split("\n")
    noise = textwrap.indent(_NOISE, " " * first.col_offset).rstrip()
    return "\n".join([_NOISE_IMPORTS, "", *lines[: first.lineno - 1], noise, *lines[first.lineno - 1 :]])


def crashing(header: str) -> str:
    """An answer with a slip of the pen that shows when it runs; `header` is its first line, `def invert(image):`."""
    return f"{header}\n    answer = answr\n    return answer"


def misspelt(header: str) -> str:
    """An answer that Python can't even read."""
    return f"{header.rstrip(':')}\n    return None"
