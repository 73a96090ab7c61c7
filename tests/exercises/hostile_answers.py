# %% wrong: equal to everything
class Liar:
    __hash__ = None
    __eq__ = __ne__ = __lt__ = __gt__ = __le__ = __ge__ = lambda self, other: True
    __bool__ = lambda self: True

def answer(*_):
    return Liar()

# %% wrong: says it is a tensor
class Liar:
    shape, dtype, device, ndim = torch.Size([2, 2]), torch.uint8, torch.device("cpu"), 2
    __class__ = property(lambda self: torch.Tensor)
    __eq__ = lambda self, other: True

def answer(*_):
    return Liar()

# %% wrong: says it is a dict
class Liar:
    __class__ = property(lambda self: dict)
    __eq__ = lambda self, other: True
    __getitem__ = __getattr__ = lambda self, name: self
    __len__ = lambda self: 2

def answer(*_):
    return Liar()

# %% wrong: says it is a list of itself
class Liar(list):
    __eq__ = lambda self, other: True
    __getitem__ = lambda self, i: self
    __len__ = lambda self: 3

    def __iter__(self):
        while True:
            yield self

def answer(*_):
    return Liar()

# %% wrong: a dict that has every key
class Liar(dict):
    __eq__ = __contains__ = lambda self, other: True
    __missing__ = lambda self, key: self
    __len__ = lambda self: 10**12

def answer(*_):
    return Liar()

# %% wrong: an int that equals everything
class Liar(int):
    __eq__ = lambda self, other: True
    __hash__ = int.__hash__

def answer(*_):
    return Liar(-1)

# %% wrong: every attribute is itself
class Mirror:
    __getattr__ = __getitem__ = lambda self, name: self
    __call__ = lambda self, *args, **kwargs: self

def answer(*_):
    return Mirror()

# %% wrong: every attribute raises
class Mine:
    def __getattribute__(self, name):
        raise SystemExit(name)

def answer(*_):
    return Mine()

# %% wrong: its text raises
class Mine:
    def __repr__(self):
        raise KeyboardInterrupt

    __str__ = __format__ = __len__ = __bool__ = __hash__ = __eq__ = __repr__

def answer(*_):
    return Mine()

# %% wrong: its text never ends
class Long:
    __repr__ = __str__ = lambda self: "x" * 50_000_000

def answer(*_):
    return Long()

# %% wrong: its text is no text
class Odd:
    __repr__ = __str__ = lambda self: None

def answer(*_):
    return Odd()

# %% wrong: huge by expanding
def answer(*_):
    return torch.zeros(1).expand(10**12)

# %% wrong: huge bytes by expanding
def answer(*_):
    return torch.zeros(1, 1, 1, dtype=torch.uint8).expand(3, 10**6, 10**6)

# %% wrong: huge list
def answer(*_):
    return [0] * 10**6

# %% wrong: many axes
def answer(*_):
    return torch.zeros([1] * 60)

# %% wrong: NaN
def answer(*_):
    return float("nan")

# %% wrong: a tensor of NaN
def answer(*_):
    return torch.full((28, 28), math.nan)

# %% wrong: NaN in its first argument's shape
def answer(first, *_):
    return torch.full(getattr(first, "shape", (2, 2)), math.nan)

# %% wrong: infinity
def answer(*_):
    return torch.tensor(math.inf)

# %% wrong: an int of many digits
def answer(*_):
    return 10**100_000

# %% wrong: text of 10 MB
def answer(*_):
    return "x" * 10**7

# %% wrong: surrogates
def answer(*_):
    return "\ud800 \x00 \x1b[31m </script>"

# %% wrong: complex tensor
def answer(*_):
    return torch.zeros(2, 2, dtype=torch.complex64)

# %% wrong: sparse tensor
def answer(*_):
    return torch.eye(3).to_sparse()

# %% wrong: meta tensor
def answer(*_):
    return torch.empty(28, 28, device="meta")

# %% wrong: quantized tensor
def answer(*_):
    return torch.quantize_per_tensor(torch.rand(3, 3), 0.1, 0, torch.quint8)

# %% wrong: nested tensor
def answer(*_):
    return torch.nested.nested_tensor([torch.zeros(2), torch.zeros(3)])

# %% wrong: tensor in a graph
def answer(*_):
    return torch.zeros(2, 2, requires_grad=True) * 2

# %% wrong: lazy module
def answer(*_):
    return nn.LazyLinear(3)

# %% wrong: a module
def answer(*_):
    return math

# %% wrong: itself
def answer(*_):
    return answer

# %% wrong: a class
def answer(*_):
    return torch.Tensor

# %% wrong: a generator
def answer(*_):
    yield from range(3)

# %% wrong: an endless generator
def answer(*_):
    while True:
        yield torch.zeros(2)

# %% wrong: an endless generator, started
from itertools import count

def answer(*_):
    return (n for n in count())

# %% wrong: a coroutine
async def answer(*_):
    return 1

# %% wrong: nothing
def answer(*_):
    pass

# %% wrong: not implemented
def answer(*_):
    return NotImplemented

# %% wrong: ellipsis
def answer(*_):
    ...

# %% wrong: no parameters
def answer():
    return 1

# %% wrong: cyclic list
def answer(*_):
    cycle = [1]
    cycle.append(cycle)
    return cycle

# %% wrong: cyclic dict
def answer(*_):
    cycle = {}
    cycle["train"] = cycle
    return cycle

# %% wrong: list nested deeply
def answer(*_):
    deep = []
    for _ in range(5_000):
        deep = [deep]
    return deep

# %% wrong: deep recursion
def answer(*args):
    return answer(*args)

# %% wrong: SystemExit
def answer(*_):
    raise SystemExit(0)

# %% wrong: exit
import sys

def answer(*_):
    sys.exit("bye")

# %% wrong: KeyboardInterrupt
def answer(*_):
    raise KeyboardInterrupt

# %% wrong: GeneratorExit
def answer(*_):
    raise GeneratorExit

# %% wrong: StopIteration
def answer(*_):
    return next(iter(()))

# %% wrong: a BaseException of its own
class Mine(BaseException):
    pass

def answer(*_):
    raise Mine("mine")

# %% wrong: an exception whose text raises
class Mine(Exception):
    def __str__(self):
        raise self

    __repr__ = __str__

def answer(*_):
    raise Mine

# %% wrong: an exception whose text exits
class Mine(Exception):
    def __repr__(self):
        raise SystemExit

    __str__ = __repr__

def answer(*_):
    raise Mine

# %% wrong: an exception of 10 MB
def answer(*_):
    raise ValueError("x" * 10**7)

# %% wrong: an exception caused by itself
def answer(*_):
    error = ValueError("round")
    error.__cause__ = error.__context__ = error
    raise error

# %% wrong: an exception with a lying class
class Mine(Exception):
    __class__ = property(lambda self: AssertionError)
    __traceback__ = None

def answer(*_):
    raise Mine("mine")

# %% wrong: an exception group
def answer(*_):
    raise ExceptionGroup("many", [ValueError(1), TypeError(2)])

# %% wrong: AssertionError
def answer(*_):
    assert False

# %% wrong: MemoryError
def answer(*_):
    return torch.empty(10**15)

# %% wrong: a tensor that answers every function itself
class Liar(torch.Tensor):
    @classmethod
    def __torch_function__(cls, function, types, args=(), kwargs=None):
        return True

def answer(*_):
    return torch.zeros(2, 2).as_subclass(Liar)

# %% wrong: a tensor that raises at every function
class Mine(torch.Tensor):
    @classmethod
    def __torch_function__(cls, function, types, args=(), kwargs=None):
        raise SystemExit

def answer(*_):
    return torch.Tensor._make_subclass(Mine, torch.zeros(2, 2))

# %% wrong: a tensor that becomes what it is compared with
class Liar(torch.Tensor):
    @classmethod
    def __torch_function__(cls, function, types, args=(), kwargs=None):
        honest = [a for a in args if isinstance(a, torch.Tensor) and type(a) is not cls]
        if len(honest) and len(args) > 1:
            args = [honest[0] if type(a) is cls else a for a in args]
        with torch._C.DisableTorchFunctionSubclass():
            return function(*args, **(kwargs or {}))

def answer(first, *_):
    shape = first.shape if isinstance(first, torch.Tensor) else (28, 28)
    return torch.zeros(shape).as_subclass(Liar)

# %% wrong: a tensor that lies to dispatch
class Liar(torch.Tensor):
    __torch_function__ = torch._C._disabled_torch_function_impl

    @staticmethod
    def __new__(cls):
        return torch.Tensor._make_wrapper_subclass(cls, (2, 2))

    @classmethod
    def __torch_dispatch__(cls, function, types, args=(), kwargs=None):
        return torch.tensor(True)

def answer(*_):
    return Liar()

# %% wrong: a tensor with lying attributes
class Liar(torch.Tensor):
    shape = property(lambda self: torch.Size([28, 28]))
    dtype = property(lambda self: torch.uint8)
    __eq__ = lambda self, other: torch.tensor(True)
    tolist = lambda self: []
    detach = cpu = clone = numpy = contiguous = lambda self, *_: self

def answer(*_):
    return torch.zeros(3).as_subclass(Liar)

# %% wrong: a Path that lies
import pathlib

class Liar(type(pathlib.Path())):
    __eq__ = lambda self, other: True
    __hash__ = lambda self: 0
    __str__ = __fspath__ = lambda self: "/"

def answer(*_):
    return [(Liar("x"), "3")]

# %% wrong: prints 10 MB
def answer(*_):
    for _ in range(10):
        print("x" * 10**6)

# %% wrong: prints many lines
def answer(*_):
    print("\n" * 10**6)

# %% wrong: writes to the error stream
import sys

def answer(*_):
    print("x" * 10**5, file=sys.stderr)

# %% wrong: writes to file descriptors 1 and 2
import os

def answer(*_):
    os.write(1, b"\xff\x00one\n")
    os.write(2, b"\xff\x00two\n" * 100)

# %% wrong: warns
import warnings

def answer(*_):
    for i in range(1000):
        warnings.warn(f"warning {i}")

# %% wrong: makes warnings errors
import warnings

def answer(*_):
    warnings.simplefilter("error")
    warnings.showwarning = None

# %% wrong: logs
import logging

def answer(*_):
    logging.getLogger().warning("x" * 10**5)

# %% wrong: closes its output
import sys

def answer(*_):
    sys.stdout.close()

# %% wrong: swaps its output
import io
import sys

def answer(*_):
    sys.stdout = sys.stderr = io.StringIO()

# %% wrong: default dtype left changed
def answer(*_):
    torch.set_default_dtype(torch.float64)
    return torch.zeros(2, 2)

# %% wrong: default device left changed
def answer(*_):
    torch.set_default_device("meta")
    return torch.zeros(2, 2)

# %% wrong: gradients left off
def answer(*_):
    torch.set_grad_enabled(False)
    return torch.zeros(2, 2)

# %% wrong: inference mode entered and left
def answer(*_):
    with torch.inference_mode():
        return torch.zeros(2, 2)

# %% wrong: seeds set
import random
import numpy as np

def answer(*_):
    torch.manual_seed(0), random.seed(0), np.random.seed(0)
    return torch.rand(2, 2)

# %% wrong: another working directory
import os

def answer(*_):
    os.chdir("/")

# %% wrong: another environment
import os

def answer(*_):
    os.environ["OUTSIDE"] = "changed"

# %% wrong: another recursion limit
import sys

def answer(*_):
    sys.setrecursionlimit(5000)

# %% wrong: torch's comparisons agree to all
def answer(*_):
    torch.allclose = torch.equal = lambda *args, **kwargs: True
    torch.isclose = torch.eq = lambda *args, **kwargs: torch.tensor(True)
    torch.testing.assert_close = lambda *args, **kwargs: None
    return torch.zeros(2, 2)

# %% wrong: the tensor's methods agree to all
def answer(*_):
    torch.Tensor.__eq__ = torch.Tensor.eq = lambda self, other: torch.tensor(True)
    torch.Tensor.__ne__ = torch.Tensor.ne = lambda self, other: torch.tensor(False)
    torch.Tensor.equal = torch.Tensor.allclose = lambda self, other, *args, **kwargs: True
    return torch.zeros(2, 2)

# %% wrong: the builtins agree to all
import builtins

def answer(*_):
    builtins.all = builtins.isinstance = builtins.issubclass = builtins.hasattr = lambda *_: True
    builtins.any = lambda *_: False
    return torch.zeros(2, 2)

# %% wrong: len and type are broken
import builtins

def answer(*_):
    builtins.len = builtins.type = builtins.str = builtins.repr = None
    return torch.zeros(2, 2)

# %% wrong: patched for the time of the call
import builtins

def answer(*_):
    kept = torch.allclose, builtins.all
    torch.allclose = builtins.all = lambda *args, **kwargs: True
    try:
        return torch.zeros(2, 2)
    finally:
        torch.allclose, builtins.all = kept

# %% wrong: a tracer left behind
import sys

def answer(*_):
    sys.settrace(lambda *args: None)
    return 1

# %% wrong: random numbers
def answer(*_):
    return torch.rand(28, 28)

# %% wrong: another answer at each call
calls = []

def answer(*_):
    calls.append(1)
    return torch.zeros(2, 2) if len(calls) % 2 else {}

# %% wrong: a thread left behind
import threading
import time

def answer(*_):
    threading.Thread(target=time.sleep, args=(0.05,), daemon=True).start()
    return torch.zeros(2, 2)

# %% wrong: a recursive repr through a dataclass
from dataclasses import dataclass

@dataclass
class Node:
    next: object = None

def answer(*_):
    node = Node()
    node.next = [node, {"again": node}]
    return node

# %% wrong: tensor whose storage is gone
def answer(*_):
    tensor = torch.zeros(4, 4)
    tensor.untyped_storage().resize_(0)
    return tensor
