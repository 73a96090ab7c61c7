# %% right: len
def rank_from_shape(shape):
    return len(shape)

# %% right: the function itself
rank_from_shape = len

# %% right: lambda
rank_from_shape = lambda shape: len(shape)

# %% right: dunder
def rank_from_shape(shape):
    return shape.__len__()

# %% right: counted
def rank_from_shape(shape):
    rank = 0
    for _ in shape:
        rank += 1
    return rank

# %% right: sum of ones
def rank_from_shape(shape):
    return sum(1 for size in shape)

# %% right: sum of a list of ones
def rank_from_shape(shape):
    return sum([1 for _ in shape])

# %% right: recursion
def rank_from_shape(shape):
    if len(shape) == 0:
        return 0
    return 1 + rank_from_shape(shape[1:])

# %% right: reduce
from functools import reduce

def rank_from_shape(shape):
    return reduce(lambda n, _: n + 1, shape, 0)

# %% right: a tensor of that shape
def rank_from_shape(shape):
    return torch.empty(tuple(shape)).ndim

# %% right: a Size
def rank_from_shape(shape):
    return len(torch.Size(shape))

# %% right: numpy
import numpy as np

def rank_from_shape(shape):
    return np.empty(tuple(shape)).ndim

# %% right: last index
def rank_from_shape(shape):
    rank = 0
    for rank, _ in enumerate(shape, 1):
        pass
    return rank

# %% right: class
class Rank:
    def __call__(self, shape):
        return len(list(shape))

rank_from_shape = Rank()

# %% right: early return
def rank_from_shape(shape):
    if not shape:
        return 0
    *rest, last = shape
    return len(rest) + 1

# %% right: while
def rank_from_shape(shape):
    sizes = list(shape)
    rank = 0
    while sizes:
        sizes.pop()
        rank += 1
    return rank

# %% right: length of a tensor
def rank_from_shape(shape):
    return torch.tensor(list(shape)).numel()

# %% right: method as attribute
import operator

rank_from_shape = operator.methodcaller("__len__")

# %% right: indices until the end
def rank_from_shape(shape):
    i = 0
    try:
        while True:
            shape[i]
            i += 1
    except IndexError:
        return i

# %% wrong: last size
def rank_from_shape(shape):
    return shape[-1] if len(shape) else 0

# %% wrong: largest size
def rank_from_shape(shape):
    return max(shape, default=0)

# %% wrong: smallest size
def rank_from_shape(shape):
    return min(shape, default=0)

# %% wrong: one too many
def rank_from_shape(shape):
    return len(shape) + 1

# %% wrong: one too few
def rank_from_shape(shape):
    return len(shape) - 1

# %% wrong: last index
def rank_from_shape(shape):
    i = 0
    for i, _ in enumerate(shape):
        pass
    return i

# %% wrong: distinct sizes
def rank_from_shape(shape):
    return len(set(shape))

# %% wrong: axes longer than 1
def rank_from_shape(shape):
    return sum(1 for n in shape if n > 1)

# %% wrong: rank of the shape
def rank_from_shape(shape):
    return torch.tensor(shape).ndim

# %% wrong: ndim of it
def rank_from_shape(shape):
    return shape.ndim

# %% wrong: only tuples
def rank_from_shape(shape):
    if not isinstance(shape, tuple):
        raise TypeError("a tuple, please")
    return len(shape)

# %% wrong: takes a list apart
def rank_from_shape(shape):
    if isinstance(shape, list):
        rank = 0
        while shape:
            shape.pop()
            rank += 1
        return rank
    return len(shape)

# %% wrong: commas
def rank_from_shape(shape):
    return str(shape).count(",")

# %% wrong: itself
def rank_from_shape(shape):
    return shape

# %% wrong: a tensor
def rank_from_shape(shape):
    return torch.zeros(tuple(shape))

# %% wrong: text
def rank_from_shape(shape):
    return str(len(shape))

# %% wrong: squares
def rank_from_shape(shape):
    return sum(n * n for n in shape)

# %% mistake: product | math
def rank_from_shape(shape):
    return math.prod(shape)

# %% mistake: product | loop
def rank_from_shape(shape):
    n = 1
    for size in shape:
        n *= size
    return n

# %% mistake: product | numel of a Size
def rank_from_shape(shape):
    return torch.Size(shape).numel()

# %% mistake: product | numel
rank_from_shape = lambda shape: torch.zeros(tuple(shape)).numel()

# %% mistake: product | reduce
import functools, operator

def rank_from_shape(shape):
    return functools.reduce(operator.mul, shape, 1)

# %% mistake: sum | sum
def rank_from_shape(shape):
    return sum(shape)

# %% mistake: sum | the function itself
rank_from_shape = sum

# %% mistake: sum | loop
def rank_from_shape(shape):
    total = 0
    for size in shape:
        total += size
    return total

# %% mistake: sum | tensor
def rank_from_shape(shape):
    return int(torch.tensor(list(shape)).sum())

# %% mistake: sum | numpy
import numpy as np

rank_from_shape = lambda shape: int(np.sum(shape))

# %% mistake: first size | index
def rank_from_shape(shape):
    return shape[0]

# %% mistake: first size | no axis by hand
def rank_from_shape(shape):
    return shape[0] if len(shape) > 0 else 0

# %% mistake: first size | next
def rank_from_shape(shape):
    return next(iter(shape), 0)

# %% mistake: first size | unpacked
def rank_from_shape(shape):
    first, *rest = shape
    return first

# %% mistake: first size | len of the tensor
rank_from_shape = lambda shape: len(torch.zeros(tuple(shape)))
