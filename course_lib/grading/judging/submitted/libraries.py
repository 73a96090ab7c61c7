"""What a text names of libraries: the real thing, looked up and never called."""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

from course_lib.grading.judging.submitted.shadows import UNKNOWN

# What is not loaded yet is imported if it is one of these: importing a module can do anything.
_SAFE = frozenset("""
    math cmath random itertools functools operator statistics collections collections.abc contextlib copy dataclasses
    types typing string textwrap fractions decimal heapq bisect numpy numpy.linalg PIL PIL.Image PIL.ImageOps
    PIL.ImageChops torch torch.nn torch.nn.functional torch.nn.init torch.special torch.linalg torch.fft torch.func
    torch.autograd torch.optim torch.optim.lr_scheduler torch.utils torch.utils.data torchvision torchvision.transforms
    torchvision.transforms.functional torchvision.transforms.v2 torchvision.transforms.v2.functional
    torchvision.datasets torchvision.ops torchvision.utils matplotlib matplotlib.pyplot matplotlib.mlab
    scipy scipy.special scipy.linalg scipy.stats
    scipy.optimize scipy.spatial scipy.spatial.distance course_lib course_lib.mnist course_lib.exercises
""".split())
_OURS = ("course_lib.mnist.", "course_lib.exercises.")


def module(name: str) -> Any:
    """The library module of that name; `UNKNOWN` for one that is neither loaded nor known to be harmless."""
    if name in ("__main__", "__mp_main__"):
        return UNKNOWN  # the student's is not the grader's
    if name not in sys.modules and (name in _SAFE or name.startswith(_OURS)):
        try:
            import_module(name)
        except BaseException:  # not installed, or broken
            return UNKNOWN
    found = sys.modules.get(name)
    return found if isinstance(found, ModuleType) else UNKNOWN


def attribute(owner: ModuleType, name: str) -> Any:
    """What a module holds under that name; only ours are asked for what they load when it is needed."""
    if name in vars(owner):
        return vars(owner)[name]
    inner = module(f"{owner.__name__}.{name}")
    if inner is UNKNOWN and owner.__name__.split(".")[0] == "course_lib":
        return getattr(owner, name, UNKNOWN)
    return inner


def public_names(owner: ModuleType) -> dict[str, Any]:
    """What `from owner import *` binds."""
    listed = vars(owner).get("__all__")
    names = listed if isinstance(listed, (list, tuple)) else [name for name in vars(owner) if not name.startswith("_")]
    return {name: attribute(owner, name) for name in names if isinstance(name, str)}
