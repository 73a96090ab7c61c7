"""What of the course is not there while a notebook is graded: asked for, it is refused with a sentence."""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.machinery import ModuleSpec, PathFinder

_sentences: dict[str, str] = {}


class Refusing:
    """Finds the course's modules in the course's own folder, or nowhere; refuses those that were left out."""

    @staticmethod
    def find_spec(name: str, path: Sequence[str] | None = None, target: object = None) -> ModuleSpec | None:
        """Raise ImportError for what was left out; `from course_lib.mnist import rmse` comes by here, too."""
        if not name.startswith("course_lib."):
            return None
        if name in _sentences:
            raise ImportError(_sentences[name], name=name)
        found = PathFinder.find_spec(name, path)
        if found is None:  # a later finder, as of an editable install, would look for the whole course
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return found


def leave_out(sentences: Mapping[str, str]) -> None:
    """From here on refuse these dotted names of modules, and of what lies in packages."""
    _sentences.update(sentences)
    sys.meta_path.insert(0, Refusing)


def refusing(package: str, lazy: Callable[[str], object]) -> Callable[[str], object]:
    """The package's `__getattr__`, which tells an AttributeError by its sentence where something was left out."""

    def __getattr__(name: str) -> object:
        if (dotted := f"{package}.{name}") in _sentences:
            raise AttributeError(_sentences[dotted])
        return lazy(name)

    return __getattr__


def still_here(package: str, names: Iterable[str]) -> list[str]:
    """The names that `from package import *` can bind."""
    return [name for name in names if f"{package}.{name}" not in _sentences]
