"""Answers to q21_gradient."""
# ruff: noqa

# %% right: copy and backward
def gradient(f, x):
    x = x.detach().clone().requires_grad_()
    f(x).backward()
    return x.grad

# %% right: autograd.grad
def gradient(f, x):
    leaf = x.detach().requires_grad_()
    return torch.autograd.grad(f(leaf), leaf)[0]

# %% right: func.grad
def gradient(f, x):
    return torch.func.grad(f)(x)

# %% right: lambda
gradient = lambda f, x: torch.autograd.functional.jacobian(f, x)

# %% right: new tensor
def gradient(f, x):
    y = torch.tensor(x.tolist(), dtype=x.dtype, requires_grad=True)
    f(y).backward()
    return y.grad.detach()

# %% right: vjp
def gradient(f, x):
    value, pull = torch.func.vjp(f, x.detach())
    return pull(torch.ones_like(value))[0]

# %% right: Parameter
def gradient(f, x):
    p = nn.Parameter(x.detach().clone())
    f(p).backward()
    return p.grad

# %% right: enable_grad
def gradient(f, x):
    with torch.enable_grad():
        z = x.clone().detach().requires_grad_(True)
        y = f(z)
    (g,) = torch.autograd.grad(y, [z])
    return g.clone()

# %% right: graph on the copy
def gradient(f, x):
    z = x.data.clone()
    z.requires_grad = True
    return torch.autograd.grad(f(z), z, create_graph=True)[0]

# %% right: flags put back
def gradient(f, x):
    before, kept = x.requires_grad, x.grad
    x.requires_grad_(True)
    (g,) = torch.autograd.grad(f(x), x)
    x.requires_grad_(before)
    return g

# %% right: zeros plus x
def gradient(f, x):
    d = torch.zeros_like(x).requires_grad_()
    f(x.detach() + d).backward()
    return d.grad

# %% wrong: the value
def gradient(f, x):
    return f(x.detach())

# %% wrong: value and gradient
def gradient(f, x):
    z = x.detach().clone().requires_grad_()
    y = f(z)
    return torch.autograd.grad(y, z)[0], y

# %% wrong: tuple
def gradient(f, x):
    z = x.detach().clone().requires_grad_()
    return torch.autograd.grad(f(z), z)

# %% wrong: numbers
def gradient(f, x):
    z = x.detach().clone().requires_grad_()
    return torch.autograd.grad(f(z), z)[0].tolist()

# %% wrong: coarse difference
def gradient(f, x):
    flat = x.detach().flatten().clone()
    g = []
    for i in range(len(flat)):
        up = flat.clone()
        up[i] += 0.1
        g.append((f(up.view(x.shape)) - f(flat.view(x.shape))) / 0.1)
    return torch.stack(g).view(x.shape)

# %% wrong: summed
def gradient(f, x):
    z = x.detach().clone().requires_grad_()
    return torch.autograd.grad(f(z), z)[0].sum()

# %% wrong: minus
def gradient(f, x):
    z = x.detach().clone().requires_grad_()
    return -torch.autograd.grad(f(z), z)[0]

# %% wrong: twice at once
def gradient(f, x):
    z = x.detach().clone().requires_grad_()
    f(z).backward()
    f(z).backward()
    return z.grad

# %% wrong: the flagged copy
def gradient(f, x):
    z = x.detach().clone().requires_grad_()
    f(z).backward()
    return z

# %% wrong: changes x
def gradient(f, x):
    z = x.detach().clone().requires_grad_()
    f(z).backward()
    x.data -= 0.1 * z.grad
    return z.grad

# %% wrong: without a flag
def gradient(f, x):
    y = f(x)
    y.backward()
    return x.grad

# %% wrong: flag taken away
def gradient(f, x):
    x.requires_grad_()
    g, = torch.autograd.grad(f(x), x)
    x.requires_grad_(False)
    return g

# %% wrong: at zero
def gradient(f, x):
    z = torch.zeros_like(x).requires_grad_()
    f(z).backward()
    return z.grad

# %% mistake: flags the caller's tensor | autograd.grad
def gradient(f, x):
    x.requires_grad_()
    return torch.autograd.grad(f(x), x)[0]

# %% mistake: flags the caller's tensor | attribute
def gradient(f, x):
    x.requires_grad = True
    (g,) = torch.autograd.grad(f(x), [x])
    return g

# %% mistake: flags the caller's tensor | cleared before
def gradient(f, x):
    x.requires_grad_()
    x.grad = None
    f(x).backward()
    return x.grad

# %% mistake: flags the caller's tensor | cleared after
def gradient(f, x):
    x.requires_grad_(True)
    f(x).backward()
    g = x.grad.clone()
    x.grad = None
    return g

# %% mistake: flags the caller's tensor | zeroed
def gradient(f, x):
    x.requires_grad_(True)
    if x.grad is not None:
        x.grad.zero_()
    f(x).backward()
    return x.grad.clone()

# %% mistake: returns what `backward()` returns | copy
def gradient(f, x):
    x = x.detach().clone().requires_grad_()
    return f(x).backward()

# %% mistake: returns what `backward()` returns | flagged
def gradient(f, x):
    x.requires_grad_()
    return f(x).backward()

# %% mistake: returns what `backward()` returns | named
def gradient(f, x):
    z = x.clone().detach().requires_grad_(True)
    y = f(z)
    grad = y.backward()
    return grad

# %% mistake: returns what `backward()` returns | autograd.backward
def gradient(f, x):
    z = x.detach().clone().requires_grad_()
    return torch.autograd.backward(f(z))

# %% mistake: accumulates | plain
def gradient(f, x):
    x.requires_grad_()
    f(x).backward()
    return x.grad

# %% mistake: accumulates | clone
def gradient(f, x):
    x.requires_grad_(True)
    y = f(x)
    y.backward()
    return x.grad.clone()

# %% mistake: accumulates | flags put back
def gradient(f, x):
    before = x.requires_grad
    x.requires_grad_()
    f(x).backward()
    x.requires_grad_(before)
    return x.grad.clone()

# %% mistake: accumulates | flag where there is none
def gradient(f, x):
    if not x.requires_grad:
        x.requires_grad = True
    f(x).backward()
    return x.grad.detach().clone()

# %% mistake: accumulates | a leaf kept between the calls
leaves = {}
def gradient(f, x):
    leaf, _ = leaves.setdefault(id(x), (x.detach().clone().requires_grad_(), x))
    f(leaf).backward()
    return leaf.grad.clone()

# %% mistake: accumulates | its own only where it must
def gradient(f, x):
    z = x if x.requires_grad else x.clone().requires_grad_()
    f(z).backward()
    return z.grad.clone()
