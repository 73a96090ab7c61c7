# %% right: loop
def index_count(nested):
    count = 0
    while isinstance(nested, list):
        nested = nested[0]
        count += 1
    return count

# %% right: recursion
def index_count(nested):
    if not isinstance(nested, list):
        return 0
    return 1 + index_count(nested[0])

# %% right: one line
index_count = lambda nested: 1 + index_count(nested[0]) if isinstance(nested, list) else 0

# %% right: tensor
def index_count(nested):
    return torch.tensor(nested).ndim

# %% right: tensor dim
def index_count(nested):
    t = torch.as_tensor(nested, dtype=torch.float64)
    return t.dim()

# %% right: length of the shape
def index_count(nested):
    return len(torch.tensor(nested).shape)

# %% right: numpy
import numpy as np

def index_count(nested):
    return np.array(nested).ndim

# %% right: numpy without an array
from numpy import ndim

def index_count(nested):
    return ndim(nested)

# %% right: opening brackets
def index_count(nested):
    text = str(nested)
    return len(text) - len(text.lstrip("["))

# %% right: try
def index_count(nested):
    n = 0
    while True:
        try:
            nested = nested[0]
        except TypeError:
            return n
        n += 1

# %% right: any number ends it
def index_count(nested):
    depth = 0
    level = nested
    while not isinstance(level, (int, float)):
        level = level[0]
        depth = depth + 1
    return depth

# %% right: deepest element
def index_count(nested):
    if isinstance(nested, (int, float)):
        return 0
    return 1 + max(index_count(x) for x in nested)

# %% right: hasattr
def index_count(nested):
    return 1 + index_count(nested[-1]) if hasattr(nested, "__len__") else 0

# %% right: match
def index_count(nested):
    match nested:
        case [first, *_]:
            return 1 + index_count(first)
        case _:
            return 0

# %% right: helper with an accumulator
def index_count(nested):
    def walk(x, depth):
        return walk(x[0], depth + 1) if type(x) is list else depth
    return walk(nested, 0)

# %% right: class
class Counter:
    def __init__(self):
        self.kind = list

    def __call__(self, nested):
        return 0 if not isinstance(nested, self.kind) else 1 + self(nested[0])

index_count = Counter()

# %% right: itertools
import itertools

def index_count(nested):
    for depth in itertools.count():
        if not isinstance(nested, list):
            return depth
        nested = nested[0]

# %% right: flattened level by level
def index_count(nested):
    level, depth = [nested], 0
    while isinstance(level[0], list):
        level = [x for sub in level for x in sub]
        depth += 1
    return depth

# %% right: iterator
def index_count(nested):
    steps = 0
    while hasattr(nested, "__iter__"):
        nested = next(iter(nested))
        steps += 1
    return steps

# %% right: shape by hand
def shape(x):
    return (len(x),) + shape(x[0]) if isinstance(x, list) else ()

def index_count(nested):
    return len(shape(nested))

# %% right: memoised by id
def index_count(nested, depth=0):
    if not isinstance(nested, list):
        return depth
    return index_count(nested[0], depth=depth + 1)

# %% right: brackets at the end
import itertools
import json

def index_count(nested):
    text = json.dumps(nested).replace(" ", "")
    return sum(1 for _ in itertools.takewhile(lambda c: c == "]", reversed(text)))

# %% wrong: one too many
def index_count(nested):
    n = 1
    while isinstance(nested, list):
        nested, n = nested[0], n + 1
    return n

# %% wrong: one too few
def index_count(nested):
    return torch.tensor(nested).ndim - 1

# %% wrong: a number needs one
def index_count(nested):
    return max(1, torch.tensor(nested).ndim)

# %% wrong: two at most
def index_count(nested):
    if not isinstance(nested, list):
        return 0
    return 2 if isinstance(nested[0], list) else 1

# %% wrong: only whole numbers end it
def index_count(nested):
    return 0 if isinstance(nested, int) else 1 + index_count(nested[0])

# %% wrong: all brackets
def index_count(nested):
    return str(nested).count("[")

# %% wrong: no bare number
def index_count(nested):
    if isinstance(nested[0], list):
        return 1 + index_count(nested[0])
    return 1

# %% wrong: sum of the sizes
def index_count(nested):
    return sum(torch.tensor(nested).shape)

# %% wrong: last size
def index_count(nested):
    while isinstance(nested, list) and isinstance(nested[0], list):
        nested = nested[0]
    return len(nested) if isinstance(nested, list) else 0

# %% wrong: the shape
def index_count(nested):
    return tuple(torch.tensor(nested).shape)

# %% wrong: dim not called
def index_count(nested):
    return torch.tensor(nested).dim

# %% wrong: floating point
def index_count(nested):
    return float(torch.tensor(nested).ndim)

# %% wrong: a sentence
def index_count(nested):
    return f"{torch.tensor(nested).ndim}"

# %% wrong: always two
def index_count(nested):
    return 2

# %% wrong: takes the list apart
def index_count(nested):
    n = 0
    while isinstance(nested, list):
        nested = nested.pop(0)
        n += 1
    return n

# %% wrong: largest size
def index_count(nested):
    return max(torch.tensor(nested).shape, default=0)

# %% wrong: number of lists
def index_count(nested):
    return 1 + sum(index_count(x) for x in nested) if isinstance(nested, list) else 0

# %% wrong: printed
def index_count(nested):
    print(torch.tensor(nested).ndim)

# %% mistake: `len` | plain
def index_count(nested):
    return len(nested)

# %% mistake: `len` | a bare number by hand
def index_count(nested):
    if isinstance(nested, list):
        return len(nested)
    return 0

# %% mistake: `len` | first size
def index_count(nested):
    return torch.tensor(nested).shape[0]

# %% mistake: `len` | counted
def index_count(nested):
    n = 0
    for _ in nested:
        n += 1
    return n

# %% mistake: `len` | len of the tensor
def index_count(nested):
    try:
        return len(torch.tensor(nested))
    except TypeError:
        return 0

# %% mistake: `len` | lambda
index_count = lambda nested: len(nested) if hasattr(nested, "__len__") else 0

# %% mistake: `len` | or one
def index_count(nested):
    return len(nested) if type(nested) is list else 1

# %% mistake: number of elements | numel
def index_count(nested):
    return torch.tensor(nested).numel()

# %% mistake: number of elements | recursion
def index_count(nested):
    if not isinstance(nested, list):
        return 1
    return sum(index_count(x) for x in nested)

# %% mistake: number of elements | numpy size
import numpy as np

index_count = lambda nested: int(np.size(nested))

# %% mistake: number of elements | a bare number by hand
def index_count(nested):
    if isinstance(nested, (int, float)):
        return 0
    return math.prod(torch.tensor(nested).shape)

# %% mistake: number of elements | commas
def index_count(nested):
    return str(nested).count(",") + 1

# %% mistake: number of elements | flattened
def index_count(nested):
    return len(torch.tensor(nested).flatten())
