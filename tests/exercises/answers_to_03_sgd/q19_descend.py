"""Answers to q19_descend."""
# ruff: noqa

# %% right: append
def descend(x0, lr, n_steps):
    xs = [x0]
    x = x0
    for _ in range(n_steps):
        x -= lr * 2 * x
        xs.append(x)
    return xs

# %% right: closed form
def descend(x0, lr, n_steps):
    return [x0 * (1 - 2 * lr) ** k for k in range(n_steps + 1)]

# %% right: autograd
def descend(x0, lr, n_steps):
    x = torch.tensor(float(x0), requires_grad=True)
    path = [x.item()]
    for _ in range(n_steps):
        (x**2).backward()
        with torch.no_grad():
            x -= lr * x.grad
        x.grad.zero_()
        path.append(x.item())
    return path

# %% right: recursion
def descend(x0, lr, n_steps):
    return [float(x0)] + (descend(x0 - 2 * lr * x0, lr, n_steps - 1) if n_steps else [])

# %% right: accumulate
from itertools import accumulate, repeat
def descend(x0, lr, n_steps):
    return list(accumulate(repeat(lr, n_steps), lambda x, lr: x - 2 * lr * x, initial=x0))

# %% right: tensor to list
def descend(x0, lr, n_steps):
    return (x0 * (1 - 2 * lr) ** torch.arange(n_steps + 1, dtype=torch.float64)).tolist()

# %% right: walrus
def descend(x0, lr, n_steps):
    x = x0
    return [x0] + [x := x * (1 - 2 * lr) for _ in range(n_steps)]

# %% right: filled in
def descend(x0, lr, n_steps):
    xs = [x0] * (n_steps + 1)
    for i in range(n_steps):
        xs[i + 1] = xs[i] - lr * (2 * xs[i])
    return xs

# %% right: tuple
def descend(x0, lr, n_steps):
    xs = (x0,)
    while len(xs) <= n_steps:
        xs += (xs[-1] - lr * 2 * xs[-1],)
    return xs

# %% right: int at first where it is one
def descend(x0, lr, n_steps):
    x, xs = x0, []
    for _ in range(n_steps + 1):
        xs.append(int(x) if x == int(x) else x)
        x = x - lr * (x + x)
    return xs

# %% right: numpy
import numpy as np
def descend(x0, lr, n_steps):
    x = np.empty(n_steps + 1)
    x[0] = x0
    for i in range(n_steps):
        x[i + 1] = x[i] - lr * 2 * x[i]
    return list(x)

# %% wrong: uphill
def descend(x0, lr, n_steps):
    xs = [x0]
    for _ in range(n_steps):
        xs.append(xs[-1] + lr * 2 * xs[-1])
    return xs

# %% wrong: gradient at the start
def descend(x0, lr, n_steps):
    xs = [x0]
    for _ in range(n_steps):
        xs.append(xs[-1] - lr * 2 * x0)
    return xs

# %% wrong: heights
def descend(x0, lr, n_steps):
    x, ys = x0, []
    for _ in range(n_steps + 1):
        ys.append(x**2)
        x -= lr * 2 * x
    return ys

# %% wrong: tensor
def descend(x0, lr, n_steps):
    return x0 * (1 - 2 * lr) ** torch.arange(n_steps + 1)

# %% wrong: list of tensors
def descend(x0, lr, n_steps):
    return list(x0 * (1 - 2 * lr) ** torch.arange(n_steps + 1))

# %% wrong: last position only
def descend(x0, lr, n_steps):
    for _ in range(n_steps):
        x0 -= lr * 2 * x0
    return x0

# %% wrong: one too many
def descend(x0, lr, n_steps):
    return [x0 * (1 - 2 * lr) ** k for k in range(n_steps + 2)]

# %% wrong: the start twice
def descend(x0, lr, n_steps):
    xs, x = [x0], x0
    for _ in range(n_steps):
        xs.append(x)
        x -= lr * 2 * x
    return xs

# %% wrong: gradients pile up
def descend(x0, lr, n_steps):
    x = torch.tensor(float(x0), requires_grad=True)
    xs = [x.item()]
    for _ in range(n_steps):
        (x**2).backward()
        x.data -= lr * x.grad
        xs.append(x.item())
    return xs

# %% wrong: stops at zero
def descend(x0, lr, n_steps):
    xs = [x0]
    for _ in range(n_steps):
        xs.append(max(0.0, xs[-1] - lr * 2 * xs[-1]))
    return xs

# %% wrong: sign only
def descend(x0, lr, n_steps):
    xs = [x0]
    for _ in range(n_steps):
        xs.append(xs[-1] - lr * math.copysign(1, xs[-1]))
    return xs

# %% wrong: backwards
def descend(x0, lr, n_steps):
    return [x0 * (1 - 2 * lr) ** k for k in range(n_steps + 1)][::-1]

# %% mistake: gradient `x` for `2x` | append
def descend(x0, lr, n_steps):
    xs = [x0]
    for _ in range(n_steps):
        xs.append(xs[-1] - lr * xs[-1])
    return xs

# %% mistake: gradient `x` for `2x` | closed form
def descend(x0, lr, n_steps):
    return [x0 * (1 - lr) ** k for k in range(n_steps + 1)]

# %% mistake: gradient `x` for `2x` | half the square
def descend(x0, lr, n_steps):
    x = torch.tensor(float(x0), requires_grad=True)
    xs = [x.item()]
    for _ in range(n_steps):
        g, = torch.autograd.grad(x**2 / 2, x)
        x = (x - lr * g).detach().requires_grad_()
        xs.append(x.item())
    return xs

# %% mistake: gradient `x` for `2x` | named slope
def descend(x0, lr, n_steps):
    slope = lambda x: x
    xs = [float(x0)]
    while len(xs) < n_steps + 1:
        xs.append(xs[-1] - slope(xs[-1]) * lr)
    return xs

# %% mistake: one position short | start missing
def descend(x0, lr, n_steps):
    xs, x = [], x0
    for _ in range(n_steps):
        x -= lr * 2 * x
        xs.append(x)
    return xs

# %% mistake: one position short | end missing
def descend(x0, lr, n_steps):
    xs, x = [], x0
    for _ in range(n_steps):
        xs.append(x)
        x -= lr * 2 * x
    return xs

# %% mistake: one position short | closed form
def descend(x0, lr, n_steps):
    return [x0 * (1 - 2 * lr) ** k for k in range(n_steps)]

# %% mistake: one position short | while
def descend(x0, lr, n_steps):
    xs = [x0]
    while len(xs) < n_steps:
        xs.append(xs[-1] * (1 - 2 * lr))
    return xs

# %% mistake: one position short | range from one
def descend(x0, lr, n_steps):
    xs = [x0]
    for _ in range(1, n_steps):
        xs.append(xs[-1] - 2 * lr * xs[-1])
    return xs
