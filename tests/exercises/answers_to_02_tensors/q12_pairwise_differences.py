# %% right: None
def pairwise_differences(a, b):
    return a[:, None] - b

# %% right: both
def pairwise_differences(a, b):
    return a[:, None] - b[None, :]

# %% right: unsqueeze
def pairwise_differences(a, b):
    return a.unsqueeze(1) - b.unsqueeze(0)

# %% right: view
def pairwise_differences(a, b):
    return a.view(-1, 1) - b.view(1, -1)

# %% right: reshape
pairwise_differences = lambda a, b: a.reshape(len(a), 1) - b

# %% right: sub
def pairwise_differences(a, b):
    return torch.sub(torch.unsqueeze(a, -1), b)

# %% right: expand
def pairwise_differences(a, b):
    n, m = len(a), len(b)
    return a[:, None].expand(n, m) - b[None].expand(n, m)

# %% right: repeat
def pairwise_differences(a, b):
    return a.repeat(len(b), 1).T - b.repeat(len(a), 1)

# %% right: meshgrid
def pairwise_differences(a, b):
    x, y = torch.meshgrid(a, b, indexing="ij")
    return x - y

# %% right: meshgrid the other way
def pairwise_differences(a, b):
    x, y = torch.meshgrid(a, b, indexing="xy")
    return (x - y).T

# %% right: cartesian product
def pairwise_differences(a, b):
    pairs = torch.cartesian_prod(a, b)
    return (pairs[:, 0] - pairs[:, 1]).reshape(len(a), len(b))

# %% right: repeat_interleave
def pairwise_differences(a, b):
    return (a.repeat_interleave(len(b)) - b.repeat(len(a))).view(len(a), -1)

# %% right: outer products
def pairwise_differences(a, b):
    return torch.outer(a, torch.ones_like(b)) - torch.outer(torch.ones_like(a), b)

# %% right: einsum
def pairwise_differences(a, b):
    return torch.einsum("i,j->ij", a, torch.ones_like(b)) - torch.einsum("i,j->ij", torch.ones_like(a), b)

# %% right: matrix product
def pairwise_differences(a, b):
    left = torch.stack([a, torch.ones_like(a)], dim=1)
    right = torch.stack([torch.ones_like(b), -b])
    return left @ right

# %% right: vmap
def pairwise_differences(a, b):
    return torch.vmap(lambda x: x - b)(a)

# %% right: vmap twice
def pairwise_differences(a, b):
    row = torch.vmap(torch.sub, in_dims=(None, 0))
    return torch.vmap(row, in_dims=(0, None))(a, b)

# %% right: numpy outer
import numpy as np

def pairwise_differences(a, b):
    return torch.from_numpy(np.subtract.outer(a.numpy(), b.numpy()))

# %% right: numpy
import numpy as np

def pairwise_differences(a, b):
    return torch.tensor(a.numpy()[:, np.newaxis] - b.numpy())

# %% right: plus the negative
def pairwise_differences(a, b):
    return a[..., None] + (-b)

# %% right: minus the other
def pairwise_differences(a, b):
    return -(b[None] - a[:, None])

# %% right: transposed back
def pairwise_differences(a, b):
    return (a - b[:, None]).T

# %% right: class
class Differences:
    def __call__(self, a, b):
        assert a.ndim == b.ndim == 1
        column, row = a[:, None], b[None]
        return torch.add(column, row, alpha=-1)

pairwise_differences = Differences()

# %% right: helpers
def column(v):
    return v.unflatten(0, (-1, 1))

def row(v):
    return v[None]

def pairwise_differences(a, b):
    a, b = column(a), row(b)
    return a - b

# %% right: broadcast_tensors
def pairwise_differences(a, b):
    return torch.sub(*torch.broadcast_tensors(a[:, None], b))

# %% right: loops elsewhere in the cell
def pairwise_differences(a, b):
    return a[:, None] - b

x, y = torch.tensor([1.0, 2.0]), torch.tensor([3.0, 4.0, 5.0])
for i in range(2):
    for j in range(3):
        assert pairwise_differences(x, y)[i, j] == x[i] - y[j]

# %% right: into an empty tensor
def pairwise_differences(a, b):
    out = a.new_zeros(len(a), len(b))
    out += a[:, None]
    out -= b
    return out

# %% right: early return
def pairwise_differences(a, b):
    if len(a) == 1:
        return (a - b)[None]
    return a.reshape(-1, 1) - b

# %% right: indices
def pairwise_differences(a, b):
    k = torch.arange(len(a) * len(b))
    return (a[k // len(b)] - b[k % len(b)]).view(len(a), len(b))

# %% right: sliced add
from functools import partial

minus = partial(torch.subtract, other=torch.tensor(0))
pairwise_differences = lambda a, b: torch.subtract(minus(a)[:, None], b)

# %% right: kron
def pairwise_differences(a, b):
    return torch.kron(a[:, None], torch.ones(1, len(b), dtype=a.dtype)) - b

# %% right: index arrays
def pairwise_differences(a, b):
    i, j = torch.meshgrid(torch.arange(len(a)), torch.arange(len(b)), indexing="ij")
    return a[i] - b[j]

# %% right: numpy ix
import numpy as np

def pairwise_differences(a, b):
    x, y = np.ix_(a.numpy(), b.numpy())
    return torch.from_numpy(x - y)

# %% right: tile
def pairwise_differences(a, b):
    return a.reshape(-1, 1).tile(1, b.numel()).subtract(b.tile(a.numel(), 1))

# %% right: lerp
def pairwise_differences(a, b):
    n, m = a.shape[0], b.shape[0]
    left, right = a.expand(m, n).transpose(0, 1), b.expand(n, m)
    return torch.lerp(left, left - right, 1.0)

# %% right: strided views
def pairwise_differences(a, b):
    assert (n := a.numel()) and (m := b.numel())
    return torch.as_strided(a, (n, m), (1, 0)) - torch.as_strided(b, (n, m), (0, 1))

# %% wrong: magnitudes
def pairwise_differences(a, b):
    return (a[:, None] - b).abs()

# %% wrong: cdist
def pairwise_differences(a, b):
    return torch.cdist(a[:, None], b[:, None], p=1)

# %% wrong: sums
def pairwise_differences(a, b):
    return a[:, None] + b

# %% wrong: products
def pairwise_differences(a, b):
    return torch.outer(a, b)

# %% wrong: squares
def pairwise_differences(a, b):
    return (a[:, None] - b) ** 2

# %% wrong: transposed and swapped
def pairwise_differences(a, b):
    return b[:, None] - a

# %% wrong: flat
def pairwise_differences(a, b):
    return (a[:, None] - b).flatten()

# %% wrong: an axis too many
def pairwise_differences(a, b):
    return (a[:, None] - b)[..., None]

# %% wrong: element by element
def pairwise_differences(a, b):
    return a - b

# %% wrong: cut to the shorter
def pairwise_differences(a, b):
    n = min(len(a), len(b))
    return a[:n] - b[:n]

# %% wrong: both columns
def pairwise_differences(a, b):
    return a[:, None] - b[:, None]

# %% wrong: reshaped, not transposed
def pairwise_differences(a, b):
    return (a - b[:, None]).reshape(len(a), len(b))

# %% wrong: a against itself
def pairwise_differences(a, b):
    return a[:, None] - a

# %% wrong: a list
def pairwise_differences(a, b):
    return (a[:, None] - b).tolist()

# %% wrong: numpy array
import numpy as np

def pairwise_differences(a, b):
    return np.subtract.outer(a.numpy(), b.numpy())

# %% wrong: mean taken
def pairwise_differences(a, b):
    return (a[:, None] - b).mean(1)

# %% wrong: meshgrid as xy
def pairwise_differences(a, b):
    x, y = torch.meshgrid(b, a, indexing="xy")
    return x - y

# %% wrong: changes its argument
def pairwise_differences(a, b):
    out = a[:, None] - b
    a -= b[0]
    return out

# %% wrong: whole numbers
def pairwise_differences(a, b):
    return a.long()[:, None] - b.long()

# %% mistake: transposed | None
def pairwise_differences(a, b):
    return a - b[:, None]

# %% mistake: transposed | T
def pairwise_differences(a, b):
    return (a[:, None] - b).T

# %% mistake: transposed | unsqueeze
pairwise_differences = lambda a, b: a.unsqueeze(0) - b.unsqueeze(1)

# %% mistake: transposed | meshgrid
def pairwise_differences(a, b):
    x, y = torch.meshgrid(a, b, indexing="xy")
    return x - y

# %% mistake: transposed | vmap
def pairwise_differences(a, b):
    return torch.vmap(lambda y: a - y)(b)

# %% mistake: sign swapped | None
def pairwise_differences(a, b):
    return b - a[:, None]

# %% mistake: sign swapped | view
def pairwise_differences(a, b):
    return b.view(1, -1) - a.view(-1, 1)

# %% mistake: sign swapped | negated
pairwise_differences = lambda a, b: -(a[:, None] - b)

# %% mistake: sign swapped | meshgrid
def pairwise_differences(a, b):
    x, y = torch.meshgrid(a, b, indexing="ij")
    return y - x

# %% mistake: sign swapped | vmap
def pairwise_differences(a, b):
    return torch.vmap(lambda x: b - x)(a)

# %% mistake: loop | two loops
def pairwise_differences(a, b):
    out = torch.zeros(len(a), len(b))
    for i in range(len(a)):
        for j in range(len(b)):
            out[i, j] = a[i] - b[j]
    return out

# %% mistake: loop | comprehension of rows
def pairwise_differences(a, b):
    return torch.stack([x - b for x in a])

# %% mistake: loop | comprehension of columns
def pairwise_differences(a, b):
    return torch.stack([a - y for y in b], dim=1)

# %% mistake: loop | comprehension of numbers
def pairwise_differences(a, b):
    return torch.tensor([[x - y for y in b] for x in a])

# %% mistake: loop | plain numbers
def pairwise_differences(a, b):
    return torch.tensor([[x - y for y in b.tolist()] for x in a.tolist()])

# %% mistake: loop | plain numbers in fors
def pairwise_differences(a, b):
    rows = []
    ys = b.tolist()
    for x in a.tolist():
        row = []
        for y in ys:
            row.append(x - y)
        rows.append(row)
    return torch.tensor(rows)

# %% mistake: loop | map
def pairwise_differences(a, b):
    return torch.stack(list(map(lambda x: x - b, a)))

# %% mistake: loop | generator
def pairwise_differences(a, b):
    return torch.vstack(tuple(x - b for x in a))

# %% mistake: loop | product
import itertools

def pairwise_differences(a, b):
    return torch.tensor([x - y for x, y in itertools.product(a.tolist(), b.tolist())]).view(len(a), len(b))

# %% mistake: loop | recursion
def pairwise_differences(a, b):
    first = (a[0] - b)[None]
    return first if len(a) == 1 else torch.cat([first, pairwise_differences(a[1:], b)])

# %% mistake: loop | np.vectorize
import numpy as np

def pairwise_differences(a, b):
    f = np.vectorize(lambda x, y: x - y)
    return torch.tensor(f(a.numpy()[:, None], b.numpy()))

# %% mistake: loop | reduce
from functools import reduce

def pairwise_differences(a, b):
    return reduce(lambda out, x: torch.cat([out, (x - b)[None]]), a, torch.zeros(0, len(b)))

# %% mistake: loop | while
def pairwise_differences(a, b):
    out, i = a.new_empty(len(a), len(b)), 0
    while i < len(a):
        out[i] = a[i] - b
        i += 1
    return out

# %% mistake: loop | numpy loop
import numpy as np

def pairwise_differences(a, b):
    x, y = a.numpy(), b.numpy()
    out = np.zeros((len(x), len(y)), dtype=x.dtype)
    for i in range(len(x)):
        out[i] = x[i] - y
    return torch.from_numpy(out)

# %% mistake: loop | a helper loops
def rows(a, b):
    for x in a:
        yield x - b

def pairwise_differences(a, b):
    return torch.stack(list(rows(a, b)))

# %% mistake: loop | chunks
def pairwise_differences(a, b):
    return torch.cat([part[:, None] - b for part in a.split(2)])

# %% mistake: loop | fromfunction of a vectorize
import numpy as np

def pairwise_differences(a, b):
    x, y = a.tolist(), b.tolist()
    f = np.vectorize(lambda i, j: x[int(i)] - y[int(j)])
    return torch.tensor(np.fromfunction(f, (len(x), len(y))))

# %% mistake: loop | columns in a for
def pairwise_differences(a, b):
    out = torch.empty(len(a), len(b))
    for j, y in enumerate(b):
        out[:, j] = a - y
    return out

# %% mistake: loop | map of built-in functions
import itertools
import operator

def pairwise_differences(a, b):
    flat = list(itertools.starmap(operator.sub, itertools.product(a.tolist(), b.tolist())))
    return torch.tensor(flat).reshape(len(a), len(b))
