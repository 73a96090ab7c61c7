# %% right: torch sigmoid
def sigmoid_slope(x):
    s = torch.sigmoid(x)
    return s * (1 - s)

# %% right: own sigmoid
def sigmoid(x):
    return 1 / (1 + torch.exp(-x))

def sigmoid_slope(x):
    return sigmoid(x) * (1 - sigmoid(x))

# %% right: quotient
def sigmoid_slope(x):
    return torch.exp(-x) / (1 + torch.exp(-x)) ** 2

# %% right: growth quotient
def sigmoid_slope(x):
    return x.exp() / (1 + x.exp()).square()

# %% right: cosh
def sigmoid_slope(x):
    return 1 / (4 * torch.cosh(x / 2) ** 2)

# %% right: symmetric
def sigmoid_slope(x):
    return 1 / (2 + torch.exp(x) + torch.exp(-x))

# %% right: tanh
def sigmoid_slope(x):
    return (1 - torch.tanh(x / 2) ** 2) / 4

# %% right: mirrored product
def sigmoid_slope(x):
    return x.sigmoid() * (-x).sigmoid()

# %% right: less its square
def sigmoid_slope(x):
    s = torch.sigmoid(x)
    return s - s**2

# %% right: backward
def sigmoid_slope(x):
    x = x.detach().clone().requires_grad_()
    torch.sigmoid(x).sum().backward()
    return x.grad

# %% right: autograd of own
def sigmoid_slope(x):
    z = x.clone().requires_grad_(True)
    s = 1 / (1 + torch.exp(-z))
    (g,) = torch.autograd.grad(s, z, torch.ones_like(s))
    return g

# %% right: torch.func
def sigmoid_slope(x):
    return torch.func.grad(lambda t: torch.sigmoid(t).sum())(x)

# %% right: vmap
def sigmoid_slope(x):
    return torch.vmap(torch.func.grad(torch.sigmoid))(x.reshape(-1)).reshape(x.shape)

# %% right: central difference in float64
def sigmoid_slope(x):
    h = 1e-5
    x = x.double()
    return (torch.sigmoid(x + h) - torch.sigmoid(x - h)) / (2 * h)

# %% right: central difference in float32
def sigmoid_slope(x):
    h = 5e-3
    return (torch.sigmoid(x + h) - torch.sigmoid(x - h)) / (2 * h)

# %% right: second slope of softplus
def sigmoid_slope(x):
    p = torch.exp(-F.softplus(-x))
    return p * (1 - p)

# %% wrong: sigmoid itself
def sigmoid_slope(x):
    return torch.sigmoid(x)

# %% wrong: plus
def sigmoid_slope(x):
    s = torch.sigmoid(x)
    return s * (1 + s)

# %% wrong: square
def sigmoid_slope(x):
    s = torch.sigmoid(x)
    return s * s

# %% wrong: factor
def sigmoid_slope(x):
    return 1 - torch.tanh(x) ** 2

# %% wrong: a constant
def sigmoid_slope(x):
    return torch.full_like(x, 0.25)

# %% wrong: not finite
def sigmoid_slope(x):
    e = torch.exp(2 * x)
    return e / (torch.exp(x) + e) ** 2 * torch.exp(x)

# %% wrong: scalar
def sigmoid_slope(x):
    s = torch.sigmoid(x)
    return (s * (1 - s)).sum()

# %% wrong: twice squashed
def sigmoid_slope(x):
    s = torch.sigmoid(torch.sigmoid(x))
    return s * (1 - s)

# %% wrong: backward's return
def sigmoid_slope(x):
    x = x.clone().requires_grad_()
    return torch.sigmoid(x).sum().backward()

# %% wrong: mirrored sign
def sigmoid_slope(x):
    s = torch.sigmoid(x)
    return s * (s - 1)

# %% wrong: hat
def sigmoid_slope(x):
    return (0.25 - x.abs() / 16).clamp(min=0)

# %% wrong: bell
def sigmoid_slope(x):
    return 0.25 * torch.exp(-(x**2) / 4)

# %% wrong: forgot the square
def sigmoid_slope(x):
    return torch.exp(-x) / (1 + torch.exp(-x))

# %% wrong: one-sided with a large step
def sigmoid_slope(x):
    return (torch.sigmoid(x + 0.1) - torch.sigmoid(x)) / 0.1

# %% wrong: slope of tanh
def sigmoid_slope(x):
    return 1 / torch.cosh(x) ** 2

# %% mistake: `x * (1 - x)`, which wants the sigmoid's value for `x` | formula
def sigmoid_slope(x):
    return x * (1 - x)

# %% mistake: `x * (1 - x)`, which wants the sigmoid's value for `x` | less the square
def sigmoid_slope(x):
    return x - x**2

# %% mistake: `x * (1 - x)`, which wants the sigmoid's value for `x` | through a name
def sigmoid_slope(x):
    s = x
    return torch.mul(s, 1 - s)

# %% mistake: `x * (1 - x)`, which wants the sigmoid's value for `x` | one of two
def sigmoid_slope(x):
    return torch.sigmoid(x) * (1 - x)

# %% mistake: `x * (1 - x)`, which wants the sigmoid's value for `x` | the other of two
def sigmoid_slope(x):
    return (1 - torch.sigmoid(x)) * x

# %% mistake: `x * (1 - x)`, which wants the sigmoid's value for `x` | lambda
sigmoid_slope = lambda x: -(x**2) + x

# %% mistake: `x * (1 - x)`, which wants the sigmoid's value for `x` | in float64
def sigmoid_slope(x):
    return (1 - x.double()) * x
