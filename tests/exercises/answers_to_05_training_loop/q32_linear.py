# %% right: their own class called Linear
class Linear:
    def __init__(self, w, b):
        self.w, self.b = w, b
    def __call__(self, x):
        return x @ self.w + self.b

def linear(x, w, b):
    return Linear(w, b)(x)

# %% right: at
def linear(x, w, b):
    return x @ w + b

# %% right: matmul
def linear(x, w, b):
    return torch.matmul(x, w) + b

# %% right: method
def linear(x, w, b):
    return x.matmul(w).add(b)

# %% right: mm
def linear(x, w, b):
    return torch.mm(x, w) + b.view(1, -1)

# %% right: lambda
linear = lambda x, w, b: b + x @ w

# %% right: transposes
def linear(x, w, b):
    return (w.T @ x.T).T + b

# %% right: ones column
def linear(x, w, b):
    return torch.cat([x, torch.ones(len(x), 1)], 1) @ torch.cat([w, b.unsqueeze(0)], 0)

# %% right: row by row
def linear(x, w, b):
    return torch.stack([row @ w + b for row in x])

# %% right: bias expanded
def linear(x, w, b):
    out = x @ w
    return out + b.expand_as(out)

# %% right: in place on its own tensor
def linear(x, w, b):
    out = x @ w
    out += b
    return out

# %% right: own matmul
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError
    return (a[:, :, None] * b[None]).sum(1)

def linear(x, w, b):
    return matmul(x, w) + b

# %% right: einsum
def linear(x, w, b):
    return torch.einsum("nd,dm->nm", x, w) + b

# %% right: a class of their own with at
class Layer:
    def __init__(self, w, b):
        self.w, self.b = w, b
    def linear(self, x):
        return x @ self.w + self.b

def linear(x, w, b):
    return Layer(w, b).linear(x)

# %% right: a module of their own with at
class Affine(nn.Module):
    def __init__(self, w, b):
        super().__init__()
        self.w, self.b = nn.Parameter(w), nn.Parameter(b)
    def forward(self, x):
        return x @ self.w + self.b

def linear(x, w, b):
    return Affine(w, b)(x)

# %% right: operator
from operator import matmul as times

def linear(x, w, b):
    return times(x, w) + b[None]

# %% right: compared with nn.Linear outside
def linear(x, w, b):
    return x @ w + b

layer = nn.Linear(3, 2)
assert torch.allclose(layer(torch.ones(4, 3)), linear(torch.ones(4, 3), layer.weight.T, layer.bias), atol=1e-5)

# %% mistake: `w` transposed | T
def linear(x, w, b):
    return x @ w.T + b

# %% mistake: `w` transposed | t
def linear(x, w, b):
    return torch.matmul(x, w.t()) + b

# %% mistake: `w` transposed | transpose
def linear(x, w, b):
    return x.mm(w.transpose(0, 1)) + b

# %% mistake: `w` transposed | other side
def linear(x, w, b):
    return (w @ x.T).T + b

# %% mistake: `w` transposed | row by row
def linear(x, w, b):
    return torch.stack([w @ row + b for row in x])

# %% mistake: bias per row | column
def linear(x, w, b):
    return x @ w + b[:, None]

# %% mistake: bias per row | unsqueeze
def linear(x, w, b):
    return torch.matmul(x, w) + b.unsqueeze(1)

# %% mistake: bias per row | view
def linear(x, w, b):
    return x @ w + b.view(-1, 1)

# %% mistake: bias per row | on the transposed
def linear(x, w, b):
    return (w.T @ x.T + b).T

# %% mistake: bias per row | loop over rows
def linear(x, w, b):
    out = x @ w
    for i in range(len(out)):
        out[i] += b[i]
    return out

# %% wrong: functional
def linear(x, w, b):
    return F.linear(x, w.T, b)

# %% wrong: module
def linear(x, w, b):
    layer = nn.Linear(w.shape[0], w.shape[1])
    layer.weight.data, layer.bias.data = w.T, b
    return layer(x)

# %% wrong: functional imported under another name
from torch.nn.functional import linear as ready

def linear(x, w, b):
    return ready(x, w.t(), b)

# %% wrong: functional by getattr
def linear(x, w, b):
    return getattr(F, "lin" + "ear")(x, w.T, b)

# %% wrong: functional without bias
def linear(x, w, b):
    return F.linear(x, w.T) + b

# %% wrong: functional call
def linear(x, w, b):
    layer = nn.Linear(w.shape[0], w.shape[1])
    return torch.func.functional_call(layer, {"weight": w.T, "bias": b}, (x,))

# %% wrong: lazy
def linear(x, w, b):
    layer = nn.LazyLinear(w.shape[1])
    layer(x)
    layer.weight.data, layer.bias.data = w.T, b
    return layer(x)

# %% wrong: private door
def linear(x, w, b):
    return torch._C._nn.linear(x, w.T, b)

# %% wrong: derived
class Mine(nn.Linear):
    pass

def linear(x, w, b):
    layer = Mine(w.shape[0], w.shape[1])
    layer.weight.data, layer.bias.data = w.T, b
    return layer(x)

# %% wrong: no bias
def linear(x, w, b):
    return x @ w

# %% wrong: bias twice
def linear(x, w, b):
    return x @ w + b + b

# %% wrong: bias subtracted
def linear(x, w, b):
    return x @ w - b

# %% wrong: bias multiplied
def linear(x, w, b):
    return x @ w * b

# %% wrong: transposed
def linear(x, w, b):
    return (x @ w + b).T

# %% wrong: elementwise
def linear(x, w, b):
    return x * w + b

# %% wrong: summed bias
def linear(x, w, b):
    return x @ w + b.sum()

# %% wrong: first bias for all
def linear(x, w, b):
    return x @ w + b[0]

# %% wrong: relu on top
def linear(x, w, b):
    return (x @ w + b).relu()

# %% wrong: in place on w
def linear(x, w, b):
    w += 0.5
    return x @ (w - 0.5) + b

# %% wrong: a list
def linear(x, w, b):
    return (x @ w + b).tolist()

# %% wrong: only the first sample
def linear(x, w, b):
    return x[0] @ w + b
