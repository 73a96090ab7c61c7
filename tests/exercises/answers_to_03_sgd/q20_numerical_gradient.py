"""Answers to q20_numerical_gradient."""
# ruff: noqa

# %% right: clone and loop
def numerical_gradient(f, x, eps=1e-4):
    x = x.double()
    grad = torch.zeros_like(x)
    for i in range(len(x)):
        up, down = x.clone(), x.clone()
        up[i] += eps
        down[i] -= eps
        grad[i] = (f(up) - f(down)) / (2 * eps)
    return grad

# %% right: eye
def numerical_gradient(f, x, eps=1e-4):
    x = x.to(torch.float64)
    return torch.stack([(f(x + eps * e) - f(x - eps * e)) / (2 * eps) for e in torch.eye(len(x), dtype=torch.float64)])

# %% right: one_hot
def numerical_gradient(f, x, eps=1e-4):
    x = x.detach().double()
    n = x.shape[0]
    out = torch.empty(n, dtype=torch.double)
    for i in range(n):
        h = F.one_hot(torch.tensor(i), n).double() * eps
        out[i] = (f(x + h) - f(x - h)) / eps / 2
    return out

# %% right: python lists
def numerical_gradient(f, x, eps=1e-4):
    values = x.tolist()
    def at(i, d):
        return float(f(torch.tensor([v + d * (j == i) for j, v in enumerate(values)], dtype=torch.float64)))
    return torch.tensor([(at(i, eps) - at(i, -eps)) / (2 * eps) for i in range(len(values))], dtype=torch.float64)

# %% right: shifted and back on a copy
def numerical_gradient(f, x, eps=1e-4):
    x = x.clone().double()
    grad = []
    for i in range(x.numel()):
        old = x[i].clone()
        x[i] = old + eps
        a = f(x).item()
        x[i] = old - eps
        b = f(x).item()
        x[i] = old
        grad.append((a - b) / (2 * eps))
    return torch.tensor(grad).double() if False else torch.tensor(grad, dtype=torch.float64)

# %% right: no_grad
@torch.no_grad()
def numerical_gradient(f, x, eps=1e-4):
    x64 = torch.tensor(x.tolist(), dtype=torch.float64)
    steps = torch.diag(torch.full((len(x),), eps, dtype=torch.float64))
    ups = torch.stack([f(x64 + s) for s in steps])
    downs = torch.stack([f(x64 - s) for s in steps])
    return (ups - downs) / (2 * eps)

# %% right: vmap
def numerical_gradient(f, x, eps=1e-4):
    x = x.double()
    e = eps * torch.eye(len(x)).to(x)
    g = torch.vmap(f)
    return (g(x + e) - g(x - e)) / (2 * eps)

# %% right: numpy
import numpy as np
def numerical_gradient(f, x, eps=1e-4):
    base = x.numpy().astype(np.float64)
    out = np.zeros(len(base))
    for i in range(len(base)):
        step = np.zeros(len(base))
        step[i] = eps
        out[i] = (f(torch.from_numpy(base + step)).item() - f(torch.from_numpy(base - step)).item()) / (2 * eps)
    return torch.from_numpy(out)

# %% right: index_put
def numerical_gradient(f, x, eps=1e-4):
    x = x.double()
    def nudged(i, d):
        return x.index_add(0, torch.tensor([i]), torch.tensor([d], dtype=x.dtype))
    return torch.tensor([float(f(nudged(i, eps)) - f(nudged(i, -eps))) / (2 * eps) for i in range(len(x))], dtype=x.dtype)

# %% right: scatter and class
class Numerical:
    def __init__(self, dtype):
        self.dtype = dtype

    def __call__(self, f, x, eps=1e-4):
        x = x.to(self.dtype)
        g = x.new_zeros(len(x))
        for i, e in enumerate(torch.eye(len(x), dtype=self.dtype)):
            g[i] = 0.5 * (f(x + e * eps) - f(x - e * eps)) / eps
        return g

numerical_gradient = Numerical(torch.float64)

# %% right: where
def numerical_gradient(f, x, eps=1e-4):
    x, at = x.double(), torch.arange(len(x))
    return torch.stack([(f(torch.where(at == i, x + eps, x)) - f(torch.where(at == i, x - eps, x))) / (2 * eps) for i in at])

# %% wrong: float32
def numerical_gradient(f, x, eps=1e-4):
    x = x.float()
    return torch.stack([(f(x + eps * e) - f(x - eps * e)) / (2 * eps) for e in torch.eye(len(x))])

# %% wrong: returned in float32
def numerical_gradient(f, x, eps=1e-4):
    x = x.double()
    return torch.stack([(f(x + eps * e) - f(x - eps * e)) / (2 * eps) for e in torch.eye(len(x)).double()]).float()

# %% wrong: cast at the end
def numerical_gradient(f, x, eps=1e-4):
    x = x.float()
    return torch.stack([(f(x + eps * e) - f(x - eps * e)) / (2 * eps) for e in torch.eye(len(x))]).double()

# %% wrong: in the dtype of x
def numerical_gradient(f, x, eps=1e-4):
    return torch.stack([(f(x + eps * e) - f(x - eps * e)) / (2 * eps) for e in torch.eye(len(x), dtype=x.dtype)])

# %% wrong: autograd
def numerical_gradient(f, x, eps=1e-4):
    x = x.detach().double().clone().requires_grad_()
    return torch.autograd.grad(f(x), x)[0]

# %% wrong: eps ignored
def numerical_gradient(f, x, eps=1e-4):
    x, eps = x.double(), 1e-4
    return torch.stack([(f(x + eps * e) - f(x - eps * e)) / (2 * eps) for e in torch.eye(len(x)).double()])

# %% wrong: another default
def numerical_gradient(f, x, eps=1e-2):
    x = x.double()
    return torch.stack([(f(x + eps * e) - f(x - eps * e)) / (2 * eps) for e in torch.eye(len(x)).double()])

# %% wrong: sign
def numerical_gradient(f, x, eps=1e-4):
    x = x.double()
    return torch.stack([(f(x - eps * e) - f(x + eps * e)) / (2 * eps) for e in torch.eye(len(x)).double()])

# %% wrong: a list
def numerical_gradient(f, x, eps=1e-4):
    x = x.double()
    return [float(f(x + eps * e) - f(x - eps * e)) / (2 * eps) for e in torch.eye(len(x)).double()]

# %% wrong: a column
def numerical_gradient(f, x, eps=1e-4):
    x = x.double()
    return torch.stack([(f(x + eps * e) - f(x - eps * e)) / (2 * eps) for e in torch.eye(len(x)).double()])[:, None]

# %% wrong: not divided
def numerical_gradient(f, x, eps=1e-4):
    x = x.double()
    return torch.stack([f(x + eps * e) - f(x - eps * e) for e in torch.eye(len(x)).double()])

# %% wrong: only the first coordinate
def numerical_gradient(f, x, eps=1e-4):
    x = x.double()
    e = torch.eye(len(x)).double()[0]
    return (f(x + eps * e) - f(x - eps * e)) / (2 * eps) * e

# %% wrong: half the step
def numerical_gradient(f, x, eps=1e-4):
    x = x.double()
    return torch.stack([(f(x + eps / 2 * e) - f(x - eps / 2 * e)) / eps for e in torch.eye(len(x)).double()])

# %% wrong: four points
def numerical_gradient(f, x, eps=1e-4):
    x = x.double()
    return torch.stack([(8 * (f(x + eps * e) - f(x - eps * e)) - f(x + 2 * eps * e) + f(x - 2 * eps * e)) / (12 * eps)
                        for e in torch.eye(len(x)).double()])

# %% mistake: one-sided | forward
def numerical_gradient(f, x, eps=1e-4):
    x = x.double()
    return torch.stack([(f(x + eps * e) - f(x)) / eps for e in torch.eye(len(x)).double()])

# %% mistake: one-sided | backward
def numerical_gradient(f, x, eps=1e-4):
    x = x.double()
    return torch.stack([(f(x) - f(x - eps * e)) / eps for e in torch.eye(len(x)).double()])

# %% mistake: one-sided | loop
def numerical_gradient(f, x, eps=1e-4):
    x = x.to(torch.float64)
    base = f(x)
    grad = torch.zeros(len(x), dtype=torch.float64)
    for i in range(len(x)):
        moved = x.clone()
        moved[i] += eps
        grad[i] = (f(moved) - base) / eps
    return grad

# %% mistake: one-sided | vmap
def numerical_gradient(f, x, eps=1e-4):
    x = x.double()
    return (torch.vmap(f)(x + eps * torch.eye(len(x)).double()) - f(x)) / eps

# %% mistake: one-sided | divided by two
def numerical_gradient(f, x, eps=1e-4):
    x = x.double()
    return torch.stack([(f(x + eps * e) - f(x)) / (2 * eps) for e in torch.eye(len(x)).double()])

# %% mistake: one-sided | two steps forward
def numerical_gradient(f, x, eps=1e-4):
    x = x.double()
    steps = 2 * eps * torch.eye(len(x), dtype=torch.float64)
    return torch.stack([(f(x + step) - f(x)) / (2 * eps) for step in steps])

# %% mistake: all coordinates at once | one number
def numerical_gradient(f, x, eps=1e-4):
    x = x.double()
    return (f(x + eps) - f(x - eps)) / (2 * eps)

# %% mistake: all coordinates at once | repeated
def numerical_gradient(f, x, eps=1e-4):
    x = x.double()
    return ((f(x + eps) - f(x - eps)) / (2 * eps)).expand(len(x))

# %% mistake: all coordinates at once | in a loop
def numerical_gradient(f, x, eps=1e-4):
    x = x.double()
    grad = torch.zeros_like(x)
    for i in range(len(x)):
        grad[i] = (f(x + eps) - f(x - eps)) / (2 * eps)
    return grad

# %% mistake: all coordinates at once | times ones
def numerical_gradient(f, x, eps=1e-4):
    x = x.double()
    step = torch.ones_like(x) * eps
    return torch.ones_like(x) * (f(x + step) - f(x - step)) / (2 * eps)

# %% mistake: all coordinates at once | a float
def numerical_gradient(f, x, eps=1e-4):
    x = x.double()
    return ((f(x + eps) - f(x - eps)) / (2 * eps)).item()

# %% mistake: all coordinates at once | one-sided too
def numerical_gradient(f, x, eps=1e-4):
    x = x.double()
    return (f(x + eps) - f(x)) / eps

# %% mistake: divided by `eps` | eye
def numerical_gradient(f, x, eps=1e-4):
    x = x.double()
    return torch.stack([(f(x + eps * e) - f(x - eps * e)) / eps for e in torch.eye(len(x)).double()])

# %% mistake: divided by `eps` | brackets forgotten
def numerical_gradient(f, x, eps=1e-4):
    x = x.double()
    grad = torch.zeros_like(x)
    for i in range(len(x)):
        h = torch.zeros_like(x)
        h[i] = eps
        grad[i] = (f(x + h) - f(x - h)) / eps
    return grad

# %% mistake: divided by `eps` | lists
def numerical_gradient(f, x, eps=1e-4):
    v = x.tolist()
    at = lambda i, d: f(torch.tensor([u + d * (j == i) for j, u in enumerate(v)], dtype=torch.float64)).item()
    return torch.tensor([(at(i, eps) - at(i, -eps)) / eps for i in range(len(v))], dtype=torch.float64)

# %% mistake: divided by `eps` | vmap
def numerical_gradient(f, x, eps=1e-4):
    x = x.double()
    e = eps * torch.eye(len(x)).double()
    return (torch.vmap(f)(x + e) - torch.vmap(f)(x - e)) / eps

# %% mistake: changes `x` | up and never back
def numerical_gradient(f, x, eps=1e-4):
    grad = torch.zeros(len(x), dtype=torch.float64)
    for i in range(len(x)):
        x[i] += eps
        up = f(x)
        x[i] -= 2 * eps
        grad[i] = (up - f(x)) / (2 * eps)
    return grad

# %% mistake: changes `x` | back by arithmetic
def numerical_gradient(f, x, eps=1e-4):
    grad = torch.zeros(len(x), dtype=torch.float64)
    for i in range(len(x)):
        x[i] += eps
        up = f(x).double()
        x[i] -= 2 * eps
        down = f(x).double()
        x[i] += eps
        grad[i] = (up - down) / (2 * eps)
    return grad

# %% mistake: changes `x` | double is taken for a copy
def numerical_gradient(f, x, eps=1e-4):
    x = x.double()
    grad = torch.zeros_like(x)
    for i in range(len(x)):
        x[i] += eps
        up = f(x)
        x[i] -= 2 * eps
        down = f(x)
        x[i] += eps
        grad[i] = (up - down) / (2 * eps)
    return grad

# %% mistake: changes `x` | one name for two
def numerical_gradient(f, x, eps=1e-4):
    x = x.to(torch.float64)
    grad = []
    for i in range(len(x)):
        up = x
        up[i] = up[i] + eps
        a = f(up)
        down = x
        down[i] = down[i] - 2 * eps
        grad.append((a - f(down)) / (2 * eps))
    return torch.stack(grad)

# %% mistake: changes `x` | in place by methods
def numerical_gradient(f, x, eps=1e-4):
    x = x.double()
    grad = torch.zeros_like(x)
    for i, e in enumerate(torch.eye(len(x)).double()):
        up = f(x.add_(eps * e))
        down = f(x.sub_(2 * eps * e))
        grad[i] = (up - down) / (2 * eps)
    return grad

# %% mistake: one-sided | in the dtype of x
def numerical_gradient(f, x, eps=1e-4):
    return torch.stack([(f(x + eps * e) - f(x)) / eps for e in torch.eye(len(x), dtype=x.dtype)])

# %% mistake: all coordinates at once | in the dtype of x
def numerical_gradient(f, x, eps=1e-4):
    return (f(x + eps) - f(x - eps)) / (2 * eps)

# %% mistake: divided by `eps` | in float32
def numerical_gradient(f, x, eps=1e-4):
    grad = torch.zeros(len(x))
    for i in range(len(x)):
        h = torch.zeros_like(x)
        h[i] = eps
        grad[i] = (f(x + h) - f(x - h)) / eps
    return grad
