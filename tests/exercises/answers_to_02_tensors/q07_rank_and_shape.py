# %% right: plain
def rank_and_shape(t):
    return t.ndim, tuple(t.shape)

# %% right: a Size
def rank_and_shape(t):
    return (t.dim(), t.shape)

# %% right: size called
def rank_and_shape(t):
    shape = t.size()
    return len(shape), shape

# %% right: lists
def rank_and_shape(t):
    return [t.ndim, list(t.shape)]

# %% right: lambda
rank_and_shape = lambda t: (t.ndimension(), tuple(t.size()))

# %% right: one size at a time
def rank_and_shape(t):
    return t.ndim, tuple(t.size(axis) for axis in range(t.ndim))

# %% right: starred
def rank_and_shape(x):
    return len(x.shape), (*x.shape,)

# %% right: numpy
def rank_and_shape(t):
    array = t.detach().cpu().numpy()
    return array.ndim, array.shape

# %% right: by indexing
def rank_and_shape(t):
    shape = []
    while t.ndim > 0:
        shape.append(len(t))
        t = t[0]
    return len(shape), tuple(shape)

# %% right: recursion
def rank_and_shape(t):
    if t.dim() == 0:
        return 0, ()
    rank, shape = rank_and_shape(t[0])
    return rank + 1, (t.shape[0],) + shape

# %% right: named tuple
from collections import namedtuple

Answer = namedtuple("Answer", "rank shape")

def rank_and_shape(t):
    return Answer(rank=t.ndim, shape=tuple(t.shape))

# %% right: walrus
def rank_and_shape(t):
    return len(s := tuple(t.shape)), s

# %% right: class
class RankAndShape:
    def __call__(self, t):
        self.t = t
        return self.rank(), self.shape()

    def rank(self):
        return self.t.ndim

    def shape(self):
        return tuple(int(n) for n in self.t.shape)

rank_and_shape = RankAndShape()

# %% right: nested list of the tensor
def rank_and_shape(t):
    def shape(x):
        return (len(x),) + shape(x[0]) if isinstance(x, list) else ()
    found = shape(t.tolist())
    return len(found), found

# %% right: strides
def rank_and_shape(t):
    return len(t.stride()), torch.Size(t.shape)

# %% right: counted
def rank_and_shape(t):
    n = 0
    for _ in t.shape:
        n += 1
    return n, t.shape

# %% right: early return
def rank_and_shape(t):
    if t.numel() == 1 and t.ndim == 0:
        return 0, ()
    return t.ndim, tuple(t.shape)

# %% right: torch functions
def rank_and_shape(t):
    return torch.tensor(t.shape).numel(), tuple(torch.tensor(t.shape, dtype=torch.int64).tolist())

# %% wrong: swapped
def rank_and_shape(t):
    return tuple(t.shape), t.ndim

# %% wrong: only the rank
def rank_and_shape(t):
    return t.ndim

# %% wrong: only the shape
def rank_and_shape(t):
    return tuple(t.shape)

# %% wrong: reversed shape
def rank_and_shape(t):
    return t.ndim, tuple(t.shape)[::-1]

# %% wrong: strides
def rank_and_shape(t):
    return t.ndim, t.stride()

# %% wrong: number of elements as shape
def rank_and_shape(t):
    return t.ndim, t.numel()

# %% wrong: without axes of 1
def rank_and_shape(t):
    t = t.squeeze()
    return t.ndim, tuple(t.shape)

# %% wrong: one too many
def rank_and_shape(t):
    return t.ndim + 1, tuple(t.shape)

# %% wrong: last axis as rank
def rank_and_shape(t):
    return (t.shape[-1] if t.ndim else 0), tuple(t.shape)

# %% wrong: sum of the sizes
def rank_and_shape(t):
    return sum(t.shape), tuple(t.shape)

# %% wrong: dim not called
def rank_and_shape(t):
    return t.dim, t.shape

# %% wrong: text
def rank_and_shape(t):
    return str(t.ndim), str(tuple(t.shape))

# %% wrong: a dictionary
def rank_and_shape(t):
    return {"rank": t.ndim, "shape": tuple(t.shape)}

# %% wrong: always two
def rank_and_shape(t):
    return 2, tuple(t.shape)

# %% wrong: linear-algebra rank
def rank_and_shape(t):
    t = t.double()
    return (int(torch.linalg.matrix_rank(t)) if t.ndim == 2 else t.ndim), tuple(t.shape)

# %% wrong: changed in place
def rank_and_shape(t):
    answer = t.ndim, tuple(t.shape)
    t.unsqueeze_(0)
    return answer

# %% wrong: shape one short
def rank_and_shape(t):
    return t.ndim, tuple(t.shape[1:])

# %% wrong: printed
def rank_and_shape(t):
    print(t.ndim, t.shape)

# %% mistake: number of elements as rank | numel
def rank_and_shape(t):
    return t.numel(), tuple(t.shape)

# %% mistake: number of elements as rank | product
def rank_and_shape(t):
    return math.prod(t.shape), t.shape

# %% mistake: number of elements as rank | flattened
def rank_and_shape(t):
    return len(t.flatten()), tuple(t.size())

# %% mistake: number of elements as rank | counted
def rank_and_shape(t):
    rank = sum(1 for _ in t.reshape(-1))
    return rank, list(t.shape)

# %% mistake: number of elements as rank | nelement
rank_and_shape = lambda t: (t.nelement(), t.shape)

# %% mistake: first axis as rank | len
def rank_and_shape(t):
    return len(t), tuple(t.shape)

# %% mistake: first axis as rank | shape
def rank_and_shape(t):
    return t.shape[0], t.shape

# %% mistake: first axis as rank | size
rank_and_shape = lambda t: (t.size(0), tuple(t.size()))

# %% mistake: first axis as rank | no axis by hand
def rank_and_shape(t):
    if t.ndim == 0:
        return 0, ()
    return t.shape[0], tuple(t.shape)

# %% mistake: first axis as rank | of the list
def rank_and_shape(t):
    values = t.tolist()
    return (len(values) if isinstance(values, list) else 0), tuple(t.shape)
