# %% right: their own class called Matrix
class Matrix:
    def __init__(self, rows):
        self.rows = rows
    def __mul__(self, other):
        if len(self.rows[0]) != len(other.rows):
            raise ValueError("shapes")
        return Matrix([[sum(p * q for p, q in zip(row, col)) for col in zip(*other.rows)] for row in self.rows])

def matmul(a, b):
    return torch.tensor((Matrix(a.tolist()) * Matrix(b.tolist())).rows)

# %% right: a function dot inside
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    def dot(u, v):
        return (u * v).sum()
    return torch.stack([torch.stack([dot(row, col) for col in b.T]) for row in a])

# %% right: vmap of their own dot
def dot(u, v):
    return (u * v).sum()

rows_by_columns = torch.vmap(torch.vmap(dot, (None, 1)), (0, None))

def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    return rows_by_columns(a, b)

# %% right: recursion over the inner axis
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    first = a[:, :1] * b[:1]
    return first if a.shape[1] == 1 else first + matmul(a[:, 1:], b[1:])

# %% right: three loops
def matmul(a, b):
    n, k = a.shape
    k2, m = b.shape
    if k != k2:
        raise ValueError("shapes do not fit")
    c = torch.zeros(n, m)
    for i in range(n):
        for j in range(m):
            for l in range(k):
                c[i, j] += a[i, l] * b[l, j]
    return c

# %% right: two loops
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError(f"{a.shape} {b.shape}")
    c = torch.zeros(a.shape[0], b.shape[1])
    for i in range(a.shape[0]):
        for j in range(b.shape[1]):
            c[i, j] = (a[i, :] * b[:, j]).sum()
    return c

# %% right: one loop
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError
    c = torch.zeros(a.shape[0], b.shape[1])
    for i in range(len(a)):
        c[i] = (a[i].unsqueeze(-1) * b).sum(dim=0)
    return c

# %% right: broadcasting
def matmul(a, b):
    if a.size(-1) != b.size(0):
        raise ValueError("inner sizes differ")
    return (a.unsqueeze(2) * b.unsqueeze(0)).sum(1)

# %% right: sum of outer products
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("no")
    total = 0
    for column, row in zip(a.T, b):
        total = total + column[:, None] * row[None, :]
    return total

# %% right: strict zip
def matmul(a, b):
    return torch.stack([sum(p * row for p, row in zip(line, b, strict=True)) for line in a])

# %% right: lists
def matmul(a, b):
    rows, cols = a.tolist(), b.t().tolist()
    if len(rows[0]) != len(cols[0]):
        raise ValueError("columns of a, rows of b")
    return torch.tensor([[math.fsum(p * q for p, q in zip(r, c)) for c in cols] for r in rows])

# %% right: torch mul and sum
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    return torch.sum(torch.mul(a[:, None, :], b.T[None, :, :]), dim=-1)

# %% right: own dot
def dot(u, v):
    total = 0.0
    for p, q in zip(u, v):
        total += p * q
    return total

def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    return torch.stack([torch.stack([dot(row, col) for col in b.T]) for row in a])

# %% right: own class with a method dot
class Vector:
    def __init__(self, items):
        self.items = items
    def dot(self, other):
        return sum(p * q for p, q in zip(self.items, other.items))

def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    rows, cols = [Vector(r) for r in a.tolist()], [Vector(c) for c in b.T.tolist()]
    return torch.tensor([[r.dot(c) for c in cols] for r in rows])

# %% right: vmap
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    return torch.vmap(lambda row: (row[:, None] * b).sum(0))(a)

# %% right: numpy without its products
def matmul(a, b):
    import numpy as np
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    p, q = a.numpy(), b.numpy()
    return torch.from_numpy(np.sum(p[:, :, np.newaxis] * q[np.newaxis], axis=1))

# %% right: addcmul
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    c = torch.zeros(a.shape[0], b.shape[1])
    for i in range(a.shape[1]):
        c = torch.addcmul(c, a[:, i:i + 1], b[i:i + 1])
    return c

# %% right: operator and map
import operator

def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    return torch.tensor([[sum(map(operator.mul, r, c)) for c in zip(*b.tolist())] for r in a.tolist()])

# %% right: expand and assert beside
def matmul(a, b):
    n, k = a.shape
    if b.shape[0] != k:
        raise ValueError(f"cannot multiply {tuple(a.shape)} @ {tuple(b.shape)}")
    m = b.shape[1]
    return (a[..., None].expand(n, k, m) * b.expand(n, k, m)).sum(dim=-2)

assert torch.allclose(matmul(torch.ones(2, 3), torch.ones(3, 4)), torch.ones(2, 3) @ torch.ones(3, 4))

# %% right: a subclass of ValueError
class ShapeError(ValueError):
    pass

def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ShapeError
    return (a[:, :, None] * b[None, :, :]).sum(dim=1)

# %% mistake: elementwise product | star
def matmul(a, b):
    return a * b

# %% mistake: elementwise product | torch mul
def matmul(a, b):
    return torch.mul(a, b)

# %% mistake: elementwise product | checked first
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes do not fit")
    return a * b

# %% mistake: elementwise product | equal shapes wanted
def matmul(a, b):
    if a.shape != b.shape:
        raise ValueError("shapes do not fit")
    return a * b

# %% mistake: elementwise product | loops
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes do not fit")
    n, m = a.shape[0], b.shape[1]
    out = torch.zeros(n, m)
    for i in range(n):
        for j in range(m):
            out[i, j] = a[i, j] * b[i, j]
    return out

# %% mistake: elementwise product | error made a ValueError
def matmul(a, b):
    try:
        return a * b
    except RuntimeError as error:
        raise ValueError(str(error))

# %% mistake: `b` transposed | rows with rows
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    return (a[:, None, :] * b[None, :, :]).sum(-1)

# %% mistake: `b` transposed | loops with the indices exchanged
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    n, k, m = a.shape[0], a.shape[1], b.shape[1]
    out = torch.zeros(n, m)
    for i in range(n):
        for j in range(m):
            for p in range(k):
                out[i, j] += a[i, p] * b[j, p]
    return out

# %% mistake: `b` transposed | no check
def matmul(a, b):
    return torch.stack([torch.stack([(r * s).sum() for s in b]) for r in a])

# %% mistake: `b` transposed | checked the other way
def matmul(a, b):
    if a.shape[1] != b.shape[1]:
        raise ValueError("shapes")
    return torch.stack([torch.stack([(r * s).sum() for s in b]) for r in a])

# %% mistake: `b` transposed | lists
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    return torch.tensor([[sum(p * q for p, q in zip(r, s)) for s in b.tolist()] for r in a.tolist()])

# %% mistake: `b` transposed | transposed explicitly
def matmul(a, b):
    b = b.T
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    return (a[:, :, None] * b[None]).sum(1)

# %% wrong: at
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    return a @ b

# %% wrong: torch matmul
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    return torch.matmul(a, b)

# %% wrong: mm as a method
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    return a.mm(b)

# %% wrong: einsum under another name
from torch import einsum as combine

def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    return combine("ik,kj->ij", a, b)

# %% wrong: dot of rows and columns
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    return torch.stack([torch.stack([torch.dot(r, c) for c in b.T]) for r in a])

# %% wrong: mv
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    return torch.stack([a.mv(c) for c in b.T], 1)

# %% wrong: inner
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    return torch.inner(a, b.T)

# %% wrong: tensordot
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    return torch.tensordot(a, b, 1)

# %% wrong: bmm
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    return torch.bmm(a[None], b[None])[0]

# %% wrong: linear
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    return F.linear(a, b.T)

# %% wrong: a linear layer
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    layer = nn.Linear(b.shape[0], b.shape[1], bias=False)
    layer.weight.data = b.T
    return layer(a)

# %% wrong: addmm
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    return torch.addmm(torch.zeros(a.shape[0], b.shape[1]), a, b)

# %% wrong: operator matmul
import operator

def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    return operator.matmul(a, b)

# %% wrong: dunder
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    return a.__matmul__(b)

# %% wrong: getattr
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    return getattr(torch, "m" + "m")(a, b)

# %% wrong: eval
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    return eval("a @ b")

# %% wrong: numpy at
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    return torch.from_numpy(a.numpy() @ b.numpy())

# %% wrong: numpy dot
import numpy as np

def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    return torch.tensor(np.dot(a.numpy(), b.numpy()))

# %% wrong: numpy method dot
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    return torch.tensor(a.numpy().dot(b.numpy()))

# %% wrong: numpy einsum
import numpy as np

def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    return torch.tensor(np.einsum("ik,kj->ij", np.asarray(a), np.asarray(b)))

# %% wrong: numpy matmul imported
def matmul(a, b):
    from numpy import matmul as product
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    return torch.tensor(product(a.numpy(), b.numpy()))

# %% wrong: numpy matrix
import numpy as np

def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    return torch.tensor(np.asarray(np.matrix(a.numpy()) * np.matrix(b.numpy())))

# %% wrong: numpy getattr
import numpy as np

def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    return torch.tensor(getattr(np, "dot")(a.numpy(), b.numpy()))

# %% wrong: numpy at in a helper
def product(p, q):
    return p @ q

def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    return torch.from_numpy(product(a.numpy(), b.numpy()))

# %% wrong: numpy at in a method
class Multiplier:
    def __call__(self, a, b):
        if a.shape[1] != b.shape[0]:
            raise ValueError("shapes")
        return torch.from_numpy(self.product(a.numpy(), b.numpy()))
    def product(self, p, q):
        return p @ q
matmul = Multiplier()

# %% wrong: numpy at in a comprehension
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    return torch.tensor([[float(r @ c) for c in b.numpy().T] for r in a.numpy()])

# %% wrong: traced
product = torch.jit.trace(lambda p, q: p @ q, (torch.ones(2, 3), torch.ones(3, 2)))

def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    return product(a, b)

# %% wrong: vmap of dot
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    return torch.vmap(torch.vmap(torch.dot, (None, 1)), (0, None))(a, b)

# %% wrong: convolution
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    return F.conv1d(a[:, :, None], b.T[:, :, None])[:, :, 0]

# %% wrong: multi dot
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    return torch.linalg.multi_dot([a, b])

# %% wrong: no check
def matmul(a, b):
    return (a[:, :, None] * b[None]).sum(1)

# %% wrong: another error
def matmul(a, b):
    assert a.shape[1] == b.shape[0]
    return (a[:, :, None] * b[None]).sum(1)

# %% wrong: type error
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise TypeError("shapes")
    return (a[:, :, None] * b[None]).sum(1)

# %% wrong: none for shapes that do not fit
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        return None
    return (a[:, :, None] * b[None]).sum(1)

# %% wrong: error returned
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        return ValueError("shapes")
    return (a[:, :, None] * b[None]).sum(1)

# %% wrong: zip that cuts off
def matmul(a, b):
    return torch.stack([sum(p * row for p, row in zip(line, b)) for line in a])

# %% wrong: checks equal shapes only
def matmul(a, b):
    if a.shape != b.T.shape:
        raise ValueError("shapes")
    return (a[:, :, None] * b[None]).sum(1)

# %% wrong: not summed
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    return a[:, :, None] * b[None]

# %% wrong: result transposed
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    return (a[:, :, None] * b[None]).sum(1).T

# %% wrong: a list
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    return (a[:, :, None] * b[None]).sum(1).tolist()

# %% wrong: integers
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    return (a[:, :, None] * b[None]).sum(1).long()

# %% wrong: mean
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    return (a[:, :, None] * b[None]).mean(1)

# %% wrong: last term only
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    c = torch.zeros(a.shape[0], b.shape[1])
    for i in range(a.shape[0]):
        for j in range(b.shape[1]):
            for k in range(a.shape[1]):
                c[i, j] = a[i, k] * b[k, j]
    return c
