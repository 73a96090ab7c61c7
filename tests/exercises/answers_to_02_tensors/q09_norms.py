# %% right: plain
def norms(x):
    return x.abs().sum(), (x**2).sum().sqrt()

# %% right: torch functions
def norms(x):
    return torch.sum(torch.abs(x)), torch.sqrt(torch.sum(torch.square(x)))

# %% right: vector norm
def norms(x):
    return torch.linalg.vector_norm(x, ord=1), torch.linalg.vector_norm(x)

# %% right: norm method
def norms(x):
    return x.norm(p=1), x.norm()

# %% right: floats
def norms(x):
    return x.abs().sum().item(), x.pow(2).sum().sqrt().item()

# %% right: list
def norms(x):
    l1 = float(x.abs().sum())
    l2 = math.sqrt(float((x * x).sum()))
    return [l1, l2]

# %% right: lambda
norms = lambda x: tuple(x.flatten().norm(p) for p in (1, 2))

# %% right: python loop
def norms(x):
    l1 = l2 = 0.0
    for value in x.flatten().tolist():
        l1 += abs(value)
        l2 += value * value
    return l1, l2**0.5

# %% right: hypot
def norms(x):
    values = x.reshape(-1).tolist()
    return sum(map(abs, values)), math.hypot(*values)

# %% right: fsum
def norms(x):
    values = [v.item() for v in x.flatten()]
    return math.fsum(abs(v) for v in values), math.sqrt(math.fsum(v**2 for v in values))

# %% right: numpy
import numpy as np

def norms(x):
    v = x.detach().numpy().ravel().astype(np.float64)
    return float(np.abs(v).sum()), float(np.linalg.norm(v))

# %% right: numpy tensors
import numpy as np

def norms(x):
    v = np.asarray(x, dtype=np.float64).ravel()
    return torch.tensor(np.linalg.norm(v, 1)), torch.tensor(np.linalg.norm(v, 2))

# %% right: dot product
def norms(x):
    v = x.double().flatten()
    return v.abs().sum(), torch.dot(v, v) ** 0.5

# %% right: matrix product
def norms(x):
    v = x.ravel()
    return v @ v.sign(), (v @ v).sqrt()

# %% right: einsum
def norms(x):
    v = x.reshape(-1)
    return torch.einsum("i->", v.abs()), torch.einsum("i,i->", v, v).sqrt()

# %% right: losses against zero
def norms(x):
    zero = torch.zeros_like(x)
    return F.l1_loss(x, zero, reduction="sum"), F.mse_loss(x, zero, reduction="sum").sqrt()

# %% right: dist to zero
def norms(x):
    zero = torch.zeros_like(x)
    return torch.dist(x, zero, p=1), torch.dist(x, zero, p=2)

# %% right: a tensor and a float
def norms(x):
    return x.abs().sum(), float(x.square().sum()) ** 0.5

# %% right: class
class Norms:
    def p_norm(self, x, p):
        return (x.abs() ** p).sum() ** (1 / p)

    def __call__(self, x):
        return self.p_norm(x, 1), self.p_norm(x, 2)

norms = Norms()

# %% right: nested helper
def norms(x):
    def norm(p):
        return x.double().abs().pow(p).sum().pow(1 / p)
    return norm(1), norm(2)

# %% right: partial
from functools import partial

l1 = partial(torch.linalg.vector_norm, ord=1)
l2 = partial(torch.linalg.vector_norm, ord=2)

def norms(x):
    return l1(x), l2(x)

# %% right: named tuple
from typing import NamedTuple

class Norms(NamedTuple):
    l1: torch.Tensor
    l2: torch.Tensor

def norms(x):
    return Norms(l2=torch.norm(x), l1=torch.norm(x, p=1))

# %% right: means times n
def norms(x):
    n = x.numel()
    return x.abs().mean() * n, x.pow(2).mean().sqrt() * n**0.5

# %% right: walrus
def norms(x):
    return (m := x.abs()).sum(), (m * m).sum().sqrt()

# %% wrong: swapped
def norms(x):
    return x.norm(), x.norm(p=1)

# %% wrong: signed sum
def norms(x):
    return x.sum(), x.norm()

# %% wrong: magnitude of the sum
def norms(x):
    return x.sum().abs(), x.norm()

# %% wrong: root forgotten
def norms(x):
    return x.abs().sum(), (x**2).sum()

# %% wrong: root of every square
def norms(x):
    return x.abs().sum(), (x**2).sqrt().sum()

# %% wrong: root of the magnitudes
def norms(x):
    return x.abs().sum(), x.abs().sum().sqrt()

# %% wrong: matrix norms
def norms(x):
    return torch.linalg.norm(x, 1), torch.linalg.norm(x, 2)

# %% wrong: along the last axis
def norms(x):
    return x.abs().sum(-1), x.pow(2).sum(-1).sqrt()

# %% wrong: along the first axis
def norms(x):
    return torch.linalg.vector_norm(x, ord=1, dim=0), torch.linalg.vector_norm(x, dim=0)

# %% wrong: sum of the rows' norms
def norms(x):
    return x.abs().sum(), x.norm(dim=-1).sum()

# %% wrong: only l1
def norms(x):
    return x.abs().sum()

# %% wrong: only l2
def norms(x):
    return x.norm()

# %% wrong: squares added before
def norms(x):
    return x.abs().sum(), (x.sum() ** 2).sqrt()

# %% wrong: largest magnitude
def norms(x):
    return x.abs().sum(), x.abs().max()

# %% wrong: l2 and l3
def norms(x):
    return torch.linalg.vector_norm(x, 2), torch.linalg.vector_norm(x, 3)

# %% wrong: dictionary
def norms(x):
    return {"l1": x.abs().sum(), "l2": x.norm()}

# %% wrong: three of them
def norms(x):
    return x.abs().sum(), x.norm(), x.abs().max()

# %% wrong: elements counted
def norms(x):
    return (x != 0).sum(), x.norm()

# %% wrong: changed in place
def norms(x):
    x.abs_()
    return x.sum(), x.norm()

# %% wrong: mean by rows
def norms(x):
    return x.abs().sum() / len(x), x.norm() / len(x)

# %% wrong: text
def norms(x):
    return f"{x.abs().sum():.4f}", f"{x.norm():.4f}"

# %% mistake: mean in place of sum | plain
def norms(x):
    return x.abs().mean(), (x**2).mean().sqrt()

# %% mistake: mean in place of sum | losses against zero
def norms(x):
    zero = torch.zeros_like(x)
    return F.l1_loss(x, zero), F.mse_loss(x, zero).sqrt()

# %% mistake: mean in place of sum | divided by hand
def norms(x):
    n = x.numel()
    return torch.linalg.vector_norm(x, ord=1) / n, torch.linalg.vector_norm(x) / math.sqrt(n)

# %% mistake: mean in place of sum | numpy
import numpy as np

def norms(x):
    v = x.numpy()
    return float(np.mean(np.abs(v))), float(np.sqrt(np.mean(v**2)))

# %% mistake: mean in place of sum | loop
norms = lambda x: (
    sum(abs(v) for v in x.flatten().tolist()) / x.numel(),
    math.sqrt(sum(v * v for v in x.flatten().tolist()) / x.numel()),
)
