# %% right: zip_longest
from itertools import zip_longest

def broadcast_shape(a, b):
    result = []
    for x, y in zip_longest(reversed(a), reversed(b), fillvalue=1):
        if x != y and x != 1 and y != 1:
            raise ValueError(f"{a} and {b} do not fit")
        result.append(max(x, y))
    return tuple(reversed(result))

# %% right: padded
def broadcast_shape(a, b):
    n = max(len(a), len(b))
    a = (1,) * (n - len(a)) + tuple(a)
    b = (1,) * (n - len(b)) + tuple(b)
    shape = ()
    for x, y in zip(a, b):
        if x == y or y == 1:
            shape += (x,)
        elif x == 1:
            shape += (y,)
        else:
            raise ValueError("shapes do not fit")
    return shape

# %% right: recursion
def broadcast_shape(a, b):
    a, b = tuple(a), tuple(b)
    if not a or not b:
        return a or b
    x, y = a[-1], b[-1]
    if x != y and 1 not in (x, y):
        raise ValueError((a, b))
    return broadcast_shape(a[:-1], b[:-1]) + (x * y if 1 in (x, y) else x,)

# %% right: helper in the cell
def fit(x, y):
    if 1 in (x, y) or x == y:
        return max(x, y)
    raise ValueError(f"{x} and {y}")

def broadcast_shape(a, b):
    a, b = list(a), list(b)
    while len(a) < len(b):
        a.insert(0, 1)
    while len(b) < len(a):
        b.insert(0, 1)
    return tuple(map(fit, a, b))

# %% right: comprehension after a check
def broadcast_shape(a, b):
    n = max(len(a), len(b))
    pairs = list(zip([1] * (n - len(a)) + list(a), [1] * (n - len(b)) + list(b)))
    if any(x != y and min(x, y) > 1 for x, y in pairs):
        raise ValueError("no fit")
    return [max(pair) for pair in pairs]

# %% right: indices from the right
def broadcast_shape(a, b):
    shape = []
    for k in range(1, max(len(a), len(b)) + 1):
        x = a[-k] if k <= len(a) else 1
        y = b[-k] if k <= len(b) else 1
        if x == 1:
            shape.insert(0, y)
        elif y == 1 or x == y:
            shape.insert(0, x)
        else:
            raise ValueError(f"axis -{k}: {x} against {y}")
    return tuple(shape)

# %% right: sets
import itertools

def broadcast_shape(a, b):
    shape = []
    for sizes in itertools.zip_longest(a[::-1], b[::-1], fillvalue=1):
        others = set(sizes) - {1}
        if len(others) > 1:
            raise ValueError
        shape.append(others.pop() if others else 1)
    return tuple(shape[::-1])

# %% right: lambda
def no_fit(*sizes):
    raise ValueError(sizes)

broadcast_shape = lambda a, b: tuple(
    x if x == y or y == 1 else y if x == 1 else no_fit(x, y)
    for x, y in zip([1] * (len(b) - len(a)) + [*a], [1] * (len(a) - len(b)) + [*b])
)

# %% right: class
class Broadcaster:
    def pad(self, shape, n):
        return [1] * (n - len(shape)) + list(shape)

    def __call__(self, a, b):
        n = max(map(len, (a, b)))
        out = []
        for x, y in zip(self.pad(a, n), self.pad(b, n)):
            if x != y and x != 1 and y != 1:
                raise ValueError("these do not broadcast")
            out.append(y if x == 1 else x)
        return tuple(out)

broadcast_shape = Broadcaster()

# %% right: own exception
class ShapeError(ValueError):
    pass

def broadcast_shape(a, b):
    small, large = sorted((tuple(a), tuple(b)), key=len)
    small = (1,) * (len(large) - len(small)) + small
    result = list(large)
    for i, (s, l) in enumerate(zip(small, large)):
        if l == 1:
            result[i] = s
        elif s not in (1, l):
            raise ShapeError(f"{small} {large}")
    return tuple(result)

# %% right: match
def broadcast_shape(a, b):
    match (tuple(a), tuple(b)):
        case ((), rest) | (rest, ()):
            return rest
        case ((*head, x), (*other, y)) if x == y or 1 in (x, y):
            return broadcast_shape(head, other) + (max(x, y),)
    raise ValueError("no fit")

# %% right: assert turned into a ValueError
def broadcast_shape(a, b):
    try:
        n = max(len(a), len(b))
        out = []
        for x, y in zip((n - len(a)) * [1] + [*a], (n - len(b)) * [1] + [*b]):
            assert x == y or x == 1 or y == 1
            out.append(x if x > y else y)
        return tuple(out)
    except AssertionError:
        raise ValueError("shapes do not broadcast") from None

# %% right: generator
def broadcast_shape(a, b):
    def sizes():
        rest_a, rest_b = list(a), list(b)
        while rest_a or rest_b:
            x = rest_a.pop() if rest_a else 1
            y = rest_b.pop() if rest_b else 1
            if 1 < x != y > 1:
                raise ValueError("no fit")
            yield max(x, y)
    return tuple(sizes())[::-1]

# %% right: reduce
from functools import reduce
from itertools import zip_longest as pairs

def step(shape, sizes):
    x, y = sizes
    if x % y and y % x or x != y and 1 not in sizes:
        raise ValueError(sizes)
    return (max(x, y), *shape)

broadcast_shape = lambda a, b: reduce(step, pairs(a[::-1], b[::-1], fillvalue=1), ())

# %% right: common case first
def broadcast_shape(a, b):
    if tuple(a) == tuple(b):
        return tuple(a)
    if len(a) < len(b):
        return broadcast_shape(b, a)
    b = [1] * (len(a) - len(b)) + list(b)
    assert len(a) == len(b)
    out = []
    for i in range(len(a)):
        if a[i] == b[i]:
            out.append(a[i])
        elif a[i] == 1 or b[i] == 1:
            out.append(a[i] * b[i])
        else:
            raise ValueError("can't broadcast " + str(a) + " with " + str(b))
    return tuple(out)

# %% right: compared with torch in the cell
def broadcast_shape(a, b):
    n = max(len(a), len(b))
    a, b = (1,) * (n - len(a)) + tuple(a), (1,) * (n - len(b)) + tuple(b)
    for x, y in zip(a, b):
        if x != y and x > 1 and y > 1:
            raise ValueError("no fit")
    return tuple(max(x, y) for x, y in zip(a, b))

assert broadcast_shape((3, 1), (4,)) == tuple(torch.broadcast_shapes((3, 1), (4,)))
assert broadcast_shape((3, 1), (4,)) == (torch.ones(3, 1) + torch.ones(4)).shape

# %% right: strict zip
def broadcast_shape(a, b):
    n = max(len(a), len(b))
    pad = lambda s: [1] * (n - len(s)) + list(s)
    out = []
    for x, y in zip(pad(a), pad(b), strict=True):
        if x == 1 or y == 1:
            out.append(math.prod((x, y)))
        else:
            out.append([x][[x].index(y)])  # index raises a ValueError
    return tuple(out)

# %% right: annotated with torch's names
def broadcast_shape(a: torch.Size, b: torch.Size) -> torch.Size:
    n = max(len(a), len(b))
    a, b = [1] * (n - len(a)) + list(a), [1] * (n - len(b)) + list(b)
    if any(x != y and 1 not in (x, y) for x, y in zip(a, b)):
        raise ValueError("no fit")
    return tuple(max(x, y) for x, y in zip(a, b))

# %% right: shapes of tensors welcome
def broadcast_shape(a, b):
    if isinstance(a, torch.Tensor):
        a = a.shape
    if isinstance(b, torch.Tensor):
        b = b.shape
    n = max(len(a), len(b))
    a, b = [1] * (n - len(a)) + list(a), [1] * (n - len(b)) + list(b)
    if any(x != y and 1 not in (x, y) for x, y in zip(a, b)):
        raise ValueError("no fit")
    return tuple(max(x, y) for x, y in zip(a, b))

# %% right: cached
from functools import lru_cache

@lru_cache(maxsize=None)
def broadcast_shape(a, b):
    if not a or not b:
        return a or b
    if a[-1] != b[-1] and a[-1] != 1 and b[-1] != 1:
        raise ValueError("no fit")
    return broadcast_shape(a[:-1], b[:-1]) + (max(a[-1], b[-1]),)

# %% right: prints and logs
import logging
import warnings

def broadcast_shape(a, b):
    print("shapes", a, b)
    logging.getLogger("q12").debug("%s %s", a, b)
    out = []
    for k in range(-1, -max(len(a), len(b)) - 1, -1):
        x = a[k] if -k <= len(a) else 1
        y = b[k] if -k <= len(b) else 1
        if x != y and x != 1 and y != 1:
            warnings.warn("no fit")
            raise ValueError(f"{x} against {y}")
        out = [max(x, y)] + out
    return tuple(out)

# %% wrong: torch
def broadcast_shape(a, b):
    try:
        return tuple(torch.broadcast_shapes(a, b))
    except RuntimeError as error:
        raise ValueError(str(error)) from None

# %% wrong: torch under another name
import torch as T

def broadcast_shape(a, b):
    try:
        return tuple(T.broadcast_shapes(a, b))
    except RuntimeError:
        raise ValueError("no fit")

# %% wrong: function imported from torch
from torch import broadcast_shapes as fit

def broadcast_shape(a, b):
    try:
        return tuple(fit(a, b))
    except RuntimeError:
        raise ValueError("no fit")

# %% wrong: imported inside
def broadcast_shape(a, b):
    from torch.functional import broadcast_shapes

    try:
        return tuple(broadcast_shapes(a, b))
    except RuntimeError as e:
        raise ValueError("no fit") from e

# %% wrong: sum of zeros
def broadcast_shape(a, b):
    try:
        return tuple((torch.zeros(tuple(a)) + torch.zeros(tuple(b))).shape)
    except RuntimeError:
        raise ValueError("no fit")

# %% wrong: methods of tensors
EMPTY = torch.empty(())

def broadcast_shape(a, b):
    try:
        return tuple((EMPTY.expand(tuple(a)) * EMPTY.expand(tuple(b))).shape)
    except RuntimeError:
        raise ValueError("no fit")

# %% wrong: torch.broadcast_tensors
def broadcast_shape(a, b):
    try:
        x, y = torch.broadcast_tensors(torch.empty(tuple(a)), torch.empty(tuple(b)))
    except RuntimeError:
        raise ValueError("no fit")
    return tuple(x.shape)

# %% wrong: expand
def broadcast_shape(a, b):
    small, large = sorted((tuple(a), tuple(b)), key=len)
    target = tuple(max(x, y) for x, y in zip((1,) * (len(large) - len(small)) + small, large))
    try:
        torch.empty(small).expand(target)
        torch.empty(large).expand(target)
    except RuntimeError:
        raise ValueError("no fit")
    return target

# %% wrong: numpy
import numpy as np

def broadcast_shape(a, b):
    return np.broadcast_shapes(a, b)

# %% wrong: numpy under another name
import numpy as arrays

def broadcast_shape(a, b):
    return tuple(arrays.broadcast_shapes(tuple(a), tuple(b)))

# %% wrong: np.broadcast
import numpy as np

def broadcast_shape(a, b):
    return np.broadcast(np.empty(tuple(a)), np.empty(tuple(b))).shape

# %% wrong: broadcast imported
from numpy import broadcast, empty

def broadcast_shape(a, b):
    return broadcast(empty(tuple(a)), empty(tuple(b))).shape

# %% wrong: np.maximum
import numpy as np

def broadcast_shape(a, b):
    n = max(len(a), len(b))
    a = (1,) * (n - len(a)) + tuple(a)
    b = (1,) * (n - len(b)) + tuple(b)
    if any(x != y and 1 not in (x, y) for x, y in zip(a, b)):
        raise ValueError("no fit")
    return tuple(np.maximum(a, b).astype(int).tolist())

# %% wrong: torch.maximum
def broadcast_shape(a, b):
    n = max(len(a), len(b))
    a = torch.tensor([1] * (n - len(a)) + list(a), dtype=torch.int64)
    b = torch.tensor([1] * (n - len(b)) + list(b), dtype=torch.int64)
    if bool(((a != b) & (a != 1) & (b != 1)).any()):
        raise ValueError("no fit")
    return tuple(torch.maximum(a, b).tolist())

# %% wrong: helper calls torch
def fitted(a, b):
    return (torch.ones(tuple(a)) * torch.ones(tuple(b))).size()

def broadcast_shape(a, b):
    try:
        return tuple(fitted(a, b))
    except RuntimeError:
        raise ValueError("no fit")

# %% wrong: helper of a helper calls numpy
import numpy

class Work:
    def inner(self, a, b):
        return numpy.broadcast_shapes(a, b)

    def outer(self, a, b):
        return self.inner(tuple(a), tuple(b))

work = Work()

def broadcast_shape(a, b):
    return tuple(work.outer(a, b))

# %% wrong: getattr
def broadcast_shape(a, b):
    try:
        return tuple(getattr(torch, "broadcast" + "_shapes")(a, b))
    except RuntimeError:
        raise ValueError("no fit")

# %% wrong: default argument
def broadcast_shape(a, b, _fit=torch.broadcast_shapes):
    try:
        return tuple(_fit(a, b))
    except RuntimeError:
        raise ValueError("no fit")

# %% wrong: in a dictionary
TOOLS = {"fit": torch.broadcast_shapes}

def broadcast_shape(a, b):
    try:
        return tuple(TOOLS["fit"](a, b))
    except RuntimeError:
        raise ValueError("no fit")

# %% wrong: closure
def make(f):
    def inner(a, b):
        try:
            return tuple(f(a, b))
        except RuntimeError:
            raise ValueError("no fit") from None
    return inner

broadcast_shape = make(torch.broadcast_shapes)

# %% wrong: partial
import functools
import numpy as np

broadcast_shape = functools.partial(np.broadcast_shapes)

# %% wrong: the numpy function itself
from numpy import broadcast_shapes as broadcast_shape

# %% wrong: importlib
import importlib

def broadcast_shape(a, b):
    return tuple(importlib.import_module("num" + "py").broadcast_shapes(tuple(a), tuple(b)))

# %% wrong: dunder import
def broadcast_shape(a, b):
    return tuple(__import__("numpy").broadcast_shapes(tuple(a), tuple(b)))

# %% wrong: sys.modules
import sys

def broadcast_shape(a, b):
    return tuple(sys.modules["numpy"].broadcast_shapes(tuple(a), tuple(b)))

# %% wrong: through plt
def broadcast_shape(a, b):
    return tuple(plt.np.broadcast_shapes(tuple(a), tuple(b)))

# %% wrong: through F
def broadcast_shape(a, b):
    try:
        return tuple(F.torch.broadcast_shapes(a, b))
    except RuntimeError:
        raise ValueError("no fit")

# %% wrong: eval
def broadcast_shape(a, b):
    try:
        return tuple(eval("torch.broadcast_shapes(a, b)", {"torch": torch, "a": a, "b": b}))
    except RuntimeError:
        raise ValueError("no fit")

# %% wrong: meta tensors
def broadcast_shape(a, b):
    try:
        x = torch.empty(tuple(a), device="meta")
        return tuple(x.add(torch.empty(tuple(b), device="meta")).shape)
    except RuntimeError:
        raise ValueError("no fit")

# %% wrong: numpy only checks
import numpy as np

def broadcast_shape(a, b):
    np.broadcast_shapes(tuple(a), tuple(b))
    n = max(len(a), len(b))
    pad = lambda s: [1] * (n - len(s)) + list(s)
    return tuple(max(x, y) for x, y in zip(pad(a), pad(b)))

# %% wrong: AssertionError
def broadcast_shape(a, b):
    n = max(len(a), len(b))
    pad = lambda s: [1] * (n - len(s)) + list(s)
    out = []
    for x, y in zip(pad(a), pad(b)):
        assert x == y or x == 1 or y == 1
        out.append(max(x, y))
    return tuple(out)

# %% wrong: returns None
def broadcast_shape(a, b):
    n = max(len(a), len(b))
    pad = lambda s: [1] * (n - len(s)) + list(s)
    out = []
    for x, y in zip(pad(a), pad(b)):
        if x != y and x != 1 and y != 1:
            return None
        out.append(max(x, y))
    return tuple(out)

# %% wrong: returns the error
def broadcast_shape(a, b):
    n = max(len(a), len(b))
    pad = lambda s: [1] * (n - len(s)) + list(s)
    out = []
    for x, y in zip(pad(a), pad(b)):
        if x != y and x != 1 and y != 1:
            return ValueError("no fit")
        out.append(max(x, y))
    return tuple(out)

# %% wrong: reversed
from itertools import zip_longest

def broadcast_shape(a, b):
    out = []
    for x, y in zip_longest(a[::-1], b[::-1], fillvalue=1):
        if x != y and x != 1 and y != 1:
            raise ValueError
        out.append(max(x, y))
    return tuple(out)

# %% wrong: shorter one cut off
def broadcast_shape(a, b):
    out = []
    for x, y in zip(a[::-1], b[::-1]):
        if x != y and x != 1 and y != 1:
            raise ValueError
        out.append(max(x, y))
    return tuple(out[::-1])

# %% wrong: same ranks only
def broadcast_shape(a, b):
    if len(a) != len(b):
        raise ValueError
    if any(x != y and 1 not in (x, y) for x, y in zip(a, b)):
        raise ValueError
    return tuple(map(max, zip(a, b)))

# %% wrong: multiples allowed
from itertools import zip_longest

def broadcast_shape(a, b):
    out = []
    for x, y in zip_longest(a[::-1], b[::-1], fillvalue=1):
        if x % y and y % x:
            raise ValueError
        out.append(max(x, y))
    return tuple(out[::-1])

# %% wrong: only b may stretch
def broadcast_shape(a, b):
    b = (1,) * (len(a) - len(b)) + tuple(b)
    a = (1,) * (len(b) - len(a)) + tuple(a)
    for x, y in zip(a, b):
        if y not in (1, x):
            raise ValueError
    return tuple(a)

# %% wrong: RuntimeError
from itertools import zip_longest

def broadcast_shape(a, b):
    out = []
    for x, y in zip_longest(a[::-1], b[::-1], fillvalue=1):
        if x != y and x != 1 and y != 1:
            raise RuntimeError("The size of tensor a must match the size of tensor b")
        out.append(max(x, y))
    return tuple(out[::-1])

# %% wrong: joined
def broadcast_shape(a, b):
    return tuple(a) + tuple(b)

# %% wrong: cached torch
from functools import lru_cache

@lru_cache(maxsize=None)
def broadcast_shape(a, b):
    try:
        return tuple(torch.broadcast_shapes(a, b))
    except RuntimeError:
        raise ValueError("no fit")

# %% wrong: exec
def broadcast_shape(a, b):
    names = {"a": a, "b": b}
    exec("import numpy as n\nresult = n.broadcast_shapes(a, b)", names)
    return tuple(names["result"])

# %% wrong: attrgetter
import operator

find = operator.attrgetter("functional.broadcast_shapes")

def broadcast_shape(a, b):
    try:
        return tuple(find(torch)(a, b))
    except RuntimeError:
        raise ValueError("no fit")

# %% wrong: map of a torch function
def broadcast_shape(a, b):
    try:
        return next(map(tuple, map(torch.broadcast_shapes, [a], [b])))
    except RuntimeError:
        raise ValueError("no fit")

# %% wrong: static method of a class
import numpy as np

class Tools:
    fit = staticmethod(np.broadcast_shapes)

broadcast_shape = Tools.fit

# %% wrong: bound to an object
import numpy as np

class Shapes:
    def __init__(self, fit):
        self.fit = fit

    def __call__(self, a, b):
        return tuple(self.fit(a, b))

broadcast_shape = Shapes(np.broadcast_shapes)

# %% wrong: sizes multiplied with numpy's operators
import numpy as np

ONES = np.ones(20, dtype=int)

def broadcast_shape(a, b):
    n = max(len(a), len(b))
    pad = lambda s: [1] * (n - len(s)) + list(s)
    if any(x != y and 1 not in (x, y) for x, y in zip(pad(a), pad(b))):
        raise ValueError("no fit")
    return tuple(int(size) for size in np.where(ONES[:n] * pad(a) > pad(b), pad(a), pad(b)))

# %% mistake: aligned on the left | zip_longest
from itertools import zip_longest

def broadcast_shape(a, b):
    out = []
    for x, y in zip_longest(a, b, fillvalue=1):
        if x != y and x != 1 and y != 1:
            raise ValueError("no fit")
        out.append(max(x, y))
    return tuple(out)

# %% mistake: aligned on the left | padded behind
def broadcast_shape(a, b):
    n = max(len(a), len(b))
    a, b = list(a) + [1] * (n - len(a)), list(b) + [1] * (n - len(b))
    for x, y in zip(a, b):
        if x != y and 1 not in (x, y):
            raise ValueError("no fit")
    return tuple(max(x, y) for x, y in zip(a, b))

# %% mistake: aligned on the left | recursion from the front
def broadcast_shape(a, b):
    a, b = tuple(a), tuple(b)
    if not a or not b:
        return a or b
    if a[0] == b[0] or 1 in (a[0], b[0]):
        return (max(a[0], b[0]),) + broadcast_shape(a[1:], b[1:])
    raise ValueError("no fit")

# %% mistake: aligned on the left | indices
def broadcast_shape(a, b):
    out = []
    for i in range(max(len(a), len(b))):
        x = a[i] if i < len(a) else 1
        y = b[i] if i < len(b) else 1
        if x == y or y == 1:
            out.append(x)
        elif x == 1:
            out.append(y)
        else:
            raise ValueError(i)
    return out

# %% mistake: aligned on the left | longer one written over
def broadcast_shape(a, b):
    small, large = sorted([list(a), list(b)], key=len)
    for i, s in enumerate(small):
        if large[i] == 1:
            large[i] = s
        elif s != 1 and s != large[i]:
            raise ValueError("no fit")
    return tuple(large)

# %% mistake: only missing axes, not axes of 1 | tail must be equal
def broadcast_shape(a, b):
    small, large = sorted((tuple(a), tuple(b)), key=len)
    if large[len(large) - len(small):] != small:
        raise ValueError("no fit")
    return large

# %% mistake: only missing axes, not axes of 1 | zip_longest
from itertools import zip_longest

def broadcast_shape(a, b):
    out = []
    for x, y in zip_longest(a[::-1], b[::-1]):
        if x is not None and y is not None and x != y:
            raise ValueError("no fit")
        out.append(x or y)
    return tuple(out[::-1])

# %% mistake: only missing axes, not axes of 1 | recursion
def broadcast_shape(a, b):
    a, b = tuple(a), tuple(b)
    if not a:
        return b
    if not b:
        return a
    if a[-1] != b[-1]:
        raise ValueError("no fit")
    return broadcast_shape(a[:-1], b[:-1]) + a[-1:]

# %% mistake: only missing axes, not axes of 1 | indices from the right
def broadcast_shape(a, b):
    if len(a) < len(b):
        a, b = b, a
    for k in range(1, len(b) + 1):
        if a[-k] != b[-k]:
            raise ValueError("no fit")
    return tuple(a)

# %% mistake: only missing axes, not axes of 1 | no exception for 1
def broadcast_shape(a, b):
    pairs = zip(reversed(a), reversed(b))
    if not all(x == y for x, y in pairs):
        raise ValueError("no fit")
    return max(list(a), list(b), key=len)

# %% mistake: larger size taken without asking | zip_longest
from itertools import zip_longest

def broadcast_shape(a, b):
    return tuple(max(x, y) for x, y in zip_longest(a[::-1], b[::-1], fillvalue=1))[::-1]

# %% mistake: larger size taken without asking | padded
def broadcast_shape(a, b):
    n = max(len(a), len(b))
    a = (1,) * (n - len(a)) + tuple(a)
    b = (1,) * (n - len(b)) + tuple(b)
    return tuple(map(max, a, b))

# %% mistake: larger size taken without asking | recursion
def broadcast_shape(a, b):
    if not a or not b:
        return tuple(a or b)
    return broadcast_shape(a[:-1], b[:-1]) + (max(a[-1], b[-1]),)

# %% mistake: larger size taken without asking | loop
def broadcast_shape(a, b):
    out = []
    for k in range(1, max(len(a), len(b)) + 1):
        x = a[-k] if k <= len(a) else 1
        y = b[-k] if k <= len(b) else 1
        out.insert(0, x if x > y else y)
    return out

# %% mistake: larger size taken without asking | sorted pairs
broadcast_shape = lambda a, b: tuple(
    sorted(pair)[-1] for pair in zip([1] * (len(b) - len(a)) + list(a), [1] * (len(a) - len(b)) + list(b))
)
