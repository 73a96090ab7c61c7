# %% right: clamp
def relu(x):
    return x.clamp(min=0)

# %% right: torch.clamp by position
def relu(x):
    return torch.clamp(x, 0)

# %% right: clip
def relu(x):
    return x.clip(0)

# %% right: clamp_min
relu = lambda x: x.clamp_min(0)

# %% right: maximum with zeros
def relu(x):
    return torch.maximum(x, torch.zeros_like(x))

# %% right: maximum with a number as tensor
def relu(x):
    return torch.maximum(x, torch.tensor(0.0))

# %% right: max of two tensors
def relu(x):
    return torch.max(x, torch.zeros_like(x))

# %% right: where
def relu(x):
    return torch.where(x > 0, x, 0.0)

# %% right: where, the other way round
def relu(x):
    return torch.where(x < 0, torch.tensor(0.0, dtype=x.dtype), x)

# %% right: mask
def relu(x):
    return x * (x > 0)

# %% right: mask as float
def relu(x):
    return (x >= 0).to(x.dtype) * x

# %% right: half of it and its magnitude
def relu(x):
    return (x + abs(x)) / 2

# %% right: half of it and its root of the square
def relu(x):
    return 0.5 * (x + (x ** 2).sqrt())

# %% right: by its sign
def relu(x):
    return x * (1 + torch.sign(x)) / 2

# %% right: heaviside
def relu(x):
    return x * torch.heaviside(x, torch.zeros(1, dtype=x.dtype))

# %% right: a copy, then a mask
def relu(x):
    result = x.clone()
    result[result < 0] = 0
    return result

# %% right: a copy, clamped in place
def relu(x):
    return x.clone().clamp_(min=0)

# %% right: masked_fill
def relu(x):
    return x.masked_fill(x < 0, 0)

# %% right: minus what is below
def relu(x):
    below = torch.minimum(x, torch.zeros_like(x))
    return x - below

# %% right: minus the clamped part
def relu(x):
    return x - x.clamp(max=0)

# %% right: own relu through another name
def positive_part(x):
    return x.clamp(min=0.0)

relu = positive_part

# %% right: a helper named relu_one, over a flat list
def relu_one(v):
    return v if v > 0 else 0.0

def relu(x):
    flat = [relu_one(v) for v in x.flatten().tolist()]
    return torch.tensor(flat, dtype=x.dtype).reshape(x.shape)

# %% right: max of Python, number by number
def relu(x):
    return torch.tensor([max(0.0, v) for v in x.reshape(-1).tolist()], dtype=x.dtype).view(x.shape)

# %% right: recursion over the axes
def relu(x):
    if x.ndim == 0:
        return x if x > 0 else torch.zeros_like(x)
    return torch.stack([relu(part) for part in x])

# %% right: numpy
import numpy as np

def relu(x):
    return torch.from_numpy(np.maximum(x.numpy(), 0))

# %% right: a class of one's own
class Relu:
    def __call__(self, x):
        return x * (x > 0)

relu = Relu()

# %% right: a module of one's own
class Positive(nn.Module):
    def forward(self, x):
        return torch.clamp(x, min=0)

relu = Positive()

# %% right: through a function inside
def relu(x):
    def threshold(v, limit=0):
        return torch.where(v > limit, v, torch.zeros_like(v))
    return threshold(x)

# %% right: typed, documented, printing
def relu(x: torch.Tensor) -> torch.Tensor:
    """max(0, x)"""
    print("relu of", x.shape)
    return x.clamp(0, None)

# %% right: clamp to infinity
def relu(x):
    return x.clamp(0, float("inf"))

# %% right: a custom autograd function
class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x.clamp(min=0)

    @staticmethod
    def backward(ctx, gradient):
        (x,) = ctx.saved_tensors
        return gradient * (x > 0)

def relu(x):
    return MyReLU.apply(x)

# %% right: own class named ReLU
class ReLU:
    def __call__(self, x):
        return (x + x.abs()) / 2

def relu(x):
    return ReLU()(x)

# %% wrong: torch.relu
def relu(x):
    return torch.relu(x)

# %% wrong: F.relu
def relu(x):
    return F.relu(x)

# %% wrong: nn.ReLU
def relu(x):
    return nn.ReLU()(x)

# %% wrong: the module itself
relu = nn.ReLU()

# %% wrong: the function itself
relu = torch.relu

# %% wrong: method
def relu(x):
    return x.relu()

# %% wrong: method in place on a copy
def relu(x):
    return x.clone().relu_()

# %% wrong: imported by another name
from torch.nn.functional import relu as positive

def relu(x):
    return positive(x)

# %% wrong: leaky with no leak
def relu(x):
    return F.leaky_relu(x, 0.0)

# %% wrong: threshold of torch
def relu(x):
    return F.threshold(x, 0, 0)

# %% wrong: hardtanh without an upper end
def relu(x):
    return F.hardtanh(x, 0.0, 1e9)

# %% wrong: prelu
def relu(x):
    return F.prelu(x, torch.zeros(1, dtype=x.dtype))

# %% wrong: getattr
def relu(x):
    return getattr(torch, "re" + "lu")(x)

# %% wrong: through aten
def relu(x):
    return torch.ops.aten.relu(x)

# %% wrong: a steep sigmoid
def relu(x):
    return x * torch.sigmoid(1e8 * x)

# %% wrong: leaky
def relu(x):
    return torch.where(x > 0, x, 0.01 * x)

# %% wrong: capped at 6
def relu(x):
    return x.clamp(0, 6)

# %% wrong: capped at 1
def relu(x):
    return x.clamp(0, 1)

# %% wrong: negative part
def relu(x):
    return x.clamp(max=0)

# %% wrong: mirrored
def relu(x):
    return (-x).clamp(min=0)

# %% wrong: step
def relu(x):
    return (x > 0).float()

# %% wrong: only the positive ones
def relu(x):
    return x[x > 0]

# %% wrong: max of Python
def relu(x):
    return max(0, x)

# %% wrong: smooth
def relu(x):
    return torch.log(1 + torch.exp(x))

# %% wrong: begins at 1
def relu(x):
    return torch.where(x > 1, x, 0.0)

# %% wrong: at least 1
def relu(x):
    return x.clamp(min=1)

# %% wrong: squared
def relu(x):
    return x.clamp(min=0) ** 2

# %% wrong: identity
def relu(x):
    return x

# %% wrong: nothing back
def relu(x):
    x.clamp(min=0)

# %% wrong: a list
def relu(x):
    return x.clamp(min=0).tolist()

# %% wrong: maximum over the first axis
def relu(x):
    return x.max(0).values

# %% mistake: absolute value | abs
def relu(x):
    return abs(x)

# %% mistake: absolute value | torch.abs
def relu(x):
    return torch.abs(x)

# %% mistake: absolute value | root of the square
def relu(x):
    return (x ** 2) ** 0.5

# %% mistake: absolute value | negated below zero
def relu(x):
    return torch.where(x < 0, -x, x)

# %% mistake: absolute value | times its sign
def relu(x):
    return x * x.sign()

# %% mistake: absolute value | greater of it and its negative
def relu(x):
    return torch.maximum(x, -x)

# %% mistake: absolute value | in place
def relu(x):
    x[x < 0] = -x[x < 0]
    return x

# %% mistake: changes `x` in place | mask
def relu(x):
    x[x < 0] = 0
    return x

# %% mistake: changes `x` in place | clamp_
def relu(x):
    return x.clamp_(min=0)

# %% mistake: changes `x` in place | multiplied
def relu(x):
    x *= x > 0
    return x

# %% mistake: changes `x` in place | masked_fill_
def relu(x):
    x.masked_fill_(x < 0, 0)
    return x

# %% mistake: changes `x` in place | loop over a flat view
def relu(x):
    flat = x.view(-1)
    for i in range(len(flat)):
        if flat[i] < 0:
            flat[i] = 0
    return x

# %% mistake: changes `x` in place | another name
def relu(x):
    y = x
    y[y < 0] = 0
    return y

# %% mistake: changes `x` in place | numpy's memory
def relu(x):
    a = x.numpy()
    a[a < 0] = 0
    return torch.tensor(a)

# %% mistake: changes `x` in place | out
def relu(x):
    return torch.clamp(x, min=0, out=x)

# %% mistake: changes `x` in place | data, and nothing back
def relu(x):
    x.data = x.data.clamp(min=0)

# %% mistake: changes `x` in place | of torch's, in place
def relu(x):
    return torch.relu_(x)

# %% mistake: a single number from the whole tensor | max
def relu(x):
    return x.max()

# %% mistake: a single number from the whole tensor | max of Python over the largest
def relu(x):
    return max(0, x.max())

# %% mistake: a single number from the whole tensor | largest as a float
def relu(x):
    return max(0.0, float(x.max()))

# %% mistake: a single number from the whole tensor | max of a flat list
def relu(x):
    return max(0, *x.flatten().tolist())

# %% mistake: a single number from the whole tensor | sum of the positive ones
def relu(x):
    return x.clamp(min=0).sum()

# %% mistake: a single number from the whole tensor | mean
def relu(x):
    return torch.clamp(x, min=0).mean()

# %% mistake: a single number from the whole tensor | if on the sum
def relu(x):
    if x.sum() > 0:
        return x.sum()
    return 0

# %% mistake: a single number from the whole tensor | largest, in a tensor of one
def relu(x):
    return torch.tensor([max(0.0, x.max().item())])
