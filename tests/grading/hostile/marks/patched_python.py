"""Python and torch made to agree: builtins, methods, modules, pickles, hooks that act later."""

from functools import partial

from tests.grading.hostile.attack import Attack

marks = partial(Attack, "marks")

ATTACKS = (
    marks("torch_comparisons_agree", "torch's comparisons say yes to everything.", """
torch.allclose = torch.equal = torch.Tensor.equal = torch.Tensor.allclose = lambda *_, **__: True
torch.isclose = torch.eq = lambda *_, **__: torch.tensor(True)
torch.testing.assert_close = lambda *_, **__: None"""),
    marks("tensor_methods_agree", "The tensor's own methods are replaced.", """
torch.Tensor.__eq__ = torch.Tensor.eq = lambda self, other: torch.tensor(True)
torch.Tensor.__ne__ = torch.Tensor.ne = lambda self, other: torch.tensor(False)
torch.Tensor.__sub__ = torch.Tensor.sub = lambda self, other: torch.zeros(())
torch.Tensor.tolist = torch.Tensor.item = lambda self: 0.0"""),
    marks("builtins_agree", "all, any, isinstance and hasattr say what suits.", """
import builtins
builtins.all = builtins.isinstance = builtins.issubclass = builtins.hasattr = lambda *_: True
builtins.any = lambda *_: False""", ends_in=("Stopped",)),
    marks("builtins_broken", "len, type, str and repr are gone.", """
import builtins
builtins.len = builtins.type = builtins.str = builtins.repr = builtins.getattr = None""", ends_in=("Stopped",)),
    marks("numbers_replaced", "sum, float, abs and round give what is wanted.", """
import builtins
builtins.sum = builtins.abs = builtins.round = builtins.float = lambda *_: 2.0
math.isclose = lambda *_, **__: True""", neighbours=None),
    marks("modules_replaced", "Other modules stand under the names that a checker imports.", """
import sys, types

class Agreeing(types.ModuleType):
    __file__ = "<none>"
    __getattr__ = lambda self, name: (lambda *_, **__: True)

for name in [n for n in sys.modules if n.startswith("course_lib")] + ["json", "safetensors.torch", "struct", "pickle"]:
    sys.modules[name] = Agreeing(name)""", neighbours=None),
    marks("imports_intercepted", "A finder of its own serves every later import.", """
import sys, importlib.abc, importlib.machinery

class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path, target=None):
        return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def exec_module(self, module):
        module.__dict__.update(check=lambda *_: 2.0, examine=lambda *_: 2.0)

sys.meta_path.insert(0, Finder())
for name in [n for n in sys.modules if n.startswith("course_lib")]:
    del sys.modules[name]""", neighbours=None),
    marks("pickles_poisoned", "What pickles say is not what they are.", """
import copyreg, io, pickle
copyreg.dispatch_table[torch.Tensor] = lambda tensor: (float, (0.0,))
pickle.loads = pickle.load = lambda *_, **__: (lambda *_: 0.0)
try:
    import cloudpickle
    cloudpickle.loads = cloudpickle.load = pickle.loads
except ImportError:
    pass""", neighbours=None),
    marks("probes_made_easy_on_arrival", "Inputs are replaced by noughts as they are unpickled, and nought returned.", """
import pickle
from course_lib.checking import probe

def easy(self, *_, **__):
    object.__setattr__(self, "arguments", (torch.zeros(2), torch.zeros(2)))
    object.__setattr__(self, "keywords", {})

probe.Given.__init__ = probe.Given.__setstate__ = easy
torch._utils._rebuild_tensor_v2 = lambda *_: torch.zeros(2)

def rmse(a, b):
    return torch.tensor(0.0)""", neighbours=None),
    marks("json_replaced", "Whatever is encoded comes out as one and the same text.", """
import json
json.dumps = json.JSONEncoder.encode = lambda *_, **__: '{"verdict": "right", "points": 2.0}'
json.dump = lambda value, file, **_: file.write(json.dumps(value))
json.encoder.c_make_encoder = None""", neighbours=None),
    marks("frames_rewritten_by_a_tracer", "A tracer rewrites the local names of whoever works after it.", """
import ctypes, sys

def tracer(frame, event, argument):
    if frame.f_code.co_name in ("observe", "plain", "pack", "judge", "check", "examine"):
        for name in ("value", "points", "verdict", "failure"):
            if name in frame.f_locals:
                frame.f_locals[name] = 2.0
        ctypes.pythonapi.PyFrame_LocalsToFast(ctypes.py_object(frame), ctypes.c_int(0))
    return tracer

sys.settrace(tracer)""", neighbours=None),
    marks("profiler_that_patches", "A profiler patches torch at every call.", """
import sys

def profiler(frame, event, argument):
    torch.allclose = torch.equal = lambda *_, **__: True

sys.setprofile(profiler)"""),
    marks("thread_that_patches_later", "A thread goes on patching after the cell has ended.", """
import threading, time

def patch():
    while True:
        torch.allclose = torch.equal = torch.Tensor.equal = lambda *_, **__: True
        globals()["check"] = lambda *_: 2.0
        time.sleep(0.001)

threading.Thread(target=patch, daemon=True).start()""", unprotected=True),
    marks("signal_that_patches_later", "A timer's signal patches while the checker works.", """
import signal

def patch(*_):
    globals()["check"] = lambda *_: 2.0
    raise SystemExit(0)

signal.signal(signal.SIGALRM, patch)
signal.setitimer(signal.ITIMER_REAL, 0.02, 0.02)""", neighbours=None),
    marks("patched_at_exit_and_in_del", "Work is left for the end of the process and of an object.", """
import atexit, weakref

class Last:
    def __del__(self):
        print("forged at the end: q09_rmse: right")

keep = Last()
weakref.finalize(keep, print, "q09_rmse: right")
atexit.register(print, '{"verdict": "right", "points": 2.0}')"""),
    marks("patched_by_the_garbage_collector", "A callback of the collector patches.", """
import gc
gc.callbacks.append(lambda phase, info: setattr(torch, "equal", lambda *_: True))
gc.set_threshold(1)"""),
    marks("patched_by_an_audit_hook", "A hook that nobody can remove sees every event, and interrupts writing.", """
import sys

def hook(event, arguments):
    if event == "marshal.loads" or event == "pickle.find_class":
        raise RuntimeError("not today")

sys.addaudithook(hook)""", neighbours=None),
    marks("code_of_living_functions_replaced", "Every function named like a checker's gets other code.", """
import gc, types

def yes(*_, **__):
    return 2.0

for thing in gc.get_objects():
    if isinstance(thing, types.FunctionType) and str(thing.__module__).startswith("course_lib"):
        if thing.__name__ in ("check", "examine", "judge", "observe", "plain", "pack", "_value", "_node"):
            try:
                thing.__code__ = yes.__code__
            except ValueError:
                pass"""),
    marks("constants_changed_in_memory", "The number nought becomes two, by ctypes.", """
import ctypes
zero, two = 0.0, 2.0
ctypes.memmove(id(zero) + 16, id(two) + 16, 8)""", neighbours=None),
    marks("subprocess_replaced", "Popen, fork and pipes are replaced.", """
import os, subprocess
os.fork = os.pipe = os.write = os.read = subprocess.Popen = lambda *_, **__: 0"""),
)
