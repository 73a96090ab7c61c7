# %% right: half precision
def tensor_of_rank(rank):
    return torch.zeros([2] * rank, dtype=torch.bfloat16)

# %% right: zeros
def tensor_of_rank(rank):
    return torch.zeros([2] * rank)

# %% right: random of threes
def tensor_of_rank(rank):
    return torch.rand((3,) * rank)

# %% right: a different length for each axis
def tensor_of_rank(rank):
    return torch.ones(tuple(range(2, rank + 2)))

# %% right: arange reshaped
def tensor_of_rank(rank):
    return torch.arange(2**rank).reshape([2] * rank)

# %% right: view of bytes
def tensor_of_rank(rank):
    return torch.arange(2**rank, dtype=torch.uint8).view((2,) * rank)

# %% right: stacked
def tensor_of_rank(rank):
    t = torch.tensor(1.0)
    for _ in range(rank):
        t = torch.stack([t, t])
    return t

# %% right: recursion
def tensor_of_rank(rank):
    if rank == 0:
        return torch.tensor(7)
    smaller = tensor_of_rank(rank - 1)
    return torch.stack((smaller, smaller + 1))

# %% right: nested list
def tensor_of_rank(rank):
    nested = 0.5
    for _ in range(rank):
        nested = [nested, nested]
    return torch.tensor(nested)

# %% right: numpy
import numpy as np

def tensor_of_rank(rank):
    return torch.from_numpy(np.zeros((2,) * rank))

# %% right: expanded scalar
def tensor_of_rank(rank):
    return torch.tensor(1.0).expand([2] * rank)

# %% right: full of booleans
def tensor_of_rank(rank):
    return torch.full([2 for _ in range(rank)], True)

# %% right: lambda
tensor_of_rank = lambda rank: torch.empty(size=(2,) * rank)

# %% right: a loop makes the shape
def tensor_of_rank(rank):
    shape = []
    while len(shape) < rank:
        shape.append(2)
    return torch.randn(shape)

# %% right: integers
def tensor_of_rank(rank):
    return torch.randint(0, 10, (2,) * rank)

# %% right: outer products
import functools

def tensor_of_rank(rank):
    v = torch.tensor([1.0, 2.0])
    return functools.reduce(lambda t, _: t[..., None] * v, range(rank), torch.tensor(1.0))

# %% right: unsqueezed and repeated
def tensor_of_rank(rank):
    t = torch.tensor(3.0)
    for axis in range(rank):
        t = t.unsqueeze(axis).repeat_interleave(2, dim=axis)
    return t

# %% right: class
class Maker:
    def __init__(self, size):
        self.size = size

    def __call__(self, rank):
        return torch.zeros(*[[self.size] * rank])

tensor_of_rank = Maker(2)

# %% right: parameter
def tensor_of_rank(rank):
    return nn.Parameter(torch.zeros([2] * rank))

# %% right: early returns
def tensor_of_rank(rank):
    if rank == 0:
        return torch.tensor(0.0)
    if rank == 1:
        return torch.tensor([1, 2, 3])
    if rank == 2:
        return torch.tensor([[1, 2], [3, 4]])
    return torch.zeros(*(2,) * rank)

# %% right: complex numbers
def tensor_of_rank(rank):
    return torch.zeros([2] * rank, dtype=torch.complex64)

# %% right: a Size
def tensor_of_rank(rank):
    return torch.ones(torch.Size([2] * rank), dtype=torch.int64)

# %% right: requires grad
def tensor_of_rank(rank):
    t = torch.rand([2] * rank, requires_grad=True)
    assert t.ndim == rank and all(n >= 2 for n in t.shape)
    return t

# %% wrong: one axis too many
def tensor_of_rank(rank):
    return torch.zeros([2] * (rank + 1))

# %% wrong: one axis too few
def tensor_of_rank(rank):
    return torch.zeros([2] * max(rank - 1, 0))

# %% wrong: as long as the rank
def tensor_of_rank(rank):
    return torch.zeros([rank] * rank)

# %% wrong: from 1
def tensor_of_rank(rank):
    return torch.zeros(list(range(1, rank + 1)))

# %% wrong: from 0
def tensor_of_rank(rank):
    return torch.zeros(list(range(rank)))

# %% wrong: last axis of 1
def tensor_of_rank(rank):
    return torch.zeros(([2] * rank)[:-1] + [1] * (rank > 0))

# %% wrong: the rank itself
def tensor_of_rank(rank):
    return torch.tensor(rank)

# %% wrong: two rows
def tensor_of_rank(rank):
    return torch.zeros(2, rank)

# %% wrong: always a matrix
def tensor_of_rank(rank):
    return torch.zeros(2, 2)

# %% wrong: numpy array
import numpy as np

def tensor_of_rank(rank):
    return np.zeros((2,) * rank)

# %% wrong: nested list
def tensor_of_rank(rank):
    nested = 0
    for _ in range(rank):
        nested = [nested, nested]
    return nested

# %% wrong: a shape
def tensor_of_rank(rank):
    return torch.zeros([2] * rank).shape

# %% wrong: ranks to three by hand
def tensor_of_rank(rank):
    return [torch.tensor(1), torch.ones(2), torch.ones(2, 2), torch.ones(2, 2, 2)][min(rank, 3)]

# %% wrong: flattened
def tensor_of_rank(rank):
    return torch.arange(2**rank)

# %% wrong: vector of twice as many
def tensor_of_rank(rank):
    return torch.zeros(2 * rank)

# %% wrong: empty axes
def tensor_of_rank(rank):
    return torch.zeros([0] * rank)

# %% mistake: axes of length 1 | ones in the shape
def tensor_of_rank(rank):
    return torch.zeros([1] * rank)

# %% mistake: axes of length 1 | unsqueezed
def tensor_of_rank(rank):
    t = torch.tensor(5.0)
    for _ in range(rank):
        t = t.unsqueeze(0)
    return t

# %% mistake: axes of length 1 | None
tensor_of_rank = lambda rank: torch.tensor(1)[(None,) * rank]

# %% mistake: axes of length 1 | reshaped
def tensor_of_rank(rank):
    return torch.rand(1).reshape((1,) * rank)

# %% mistake: axes of length 1 | nested list
def tensor_of_rank(rank):
    nested = 1
    for _ in range(rank):
        nested = [nested]
    return torch.tensor(nested)

# %% mistake: axes of length 1 | all but the first
def tensor_of_rank(rank):
    return torch.zeros([2] + [1] * (rank - 1))

# %% mistake: a vector of `rank` elements | zeros
def tensor_of_rank(rank):
    return torch.zeros(rank)

# %% mistake: a vector of `rank` elements | arange
def tensor_of_rank(rank):
    return torch.arange(rank)

# %% mistake: a vector of `rank` elements | random
tensor_of_rank = lambda rank: torch.rand(rank)

# %% mistake: a vector of `rank` elements | list
def tensor_of_rank(rank):
    return torch.tensor([n for n in range(1, rank + 1)])

# %% mistake: a vector of `rank` elements | linspace
def tensor_of_rank(rank):
    return torch.linspace(0, 1, steps=rank)

# %% mistake: a matrix of that linear-algebra rank | identity
def tensor_of_rank(rank):
    return torch.eye(rank)

# %% mistake: a matrix of that linear-algebra rank | diagonal
def tensor_of_rank(rank):
    return torch.diag(torch.arange(1, rank + 1))

# %% mistake: a matrix of that linear-algebra rank | random square
tensor_of_rank = lambda rank: torch.rand(rank, rank)

# %% mistake: a matrix of that linear-algebra rank | padded identity
def tensor_of_rank(rank):
    t = torch.zeros(8, 8)
    for i in range(rank):
        t[i, i] = 1
    return t

# %% mistake: a matrix of that linear-algebra rank | checked
def tensor_of_rank(rank):
    t = torch.randn(rank, rank + 2)
    if rank:
        assert torch.linalg.matrix_rank(t) == rank
    return t

# %% mistake: a matrix of that linear-algebra rank | product of two
def tensor_of_rank(rank):
    return torch.randn(9, rank) @ torch.randn(rank, 9)
