# %% right: formula
def sigmoid(x):
    return 1 / (1 + torch.exp(-x))

# %% right: method
def sigmoid(x): return 1 / (1 + (-x).exp())

# %% right: e to a power
def sigmoid(x):
    return 1 / (1 + math.e ** -x)

# %% right: inverse power
def sigmoid(x):
    return (1 + torch.exp(-x)) ** -1

# %% right: growth over growth
def sigmoid(x):
    e = torch.exp(x)
    return e / (1 + e)

# %% right: stable where
def sigmoid(x):
    z = torch.exp(-torch.abs(x))
    return torch.where(x >= 0, 1 / (1 + z), z / (1 + z))

# %% right: reciprocal
def sigmoid(x):
    return torch.reciprocal(torch.exp(-x).add(1))

# %% right: double inside
def sigmoid(x):
    return (1.0 / (1.0 + torch.exp(-x.to(torch.float64)))).to(x.dtype)

# %% right: hyperbolic sine by hand
def sigmoid(x):
    up, down = torch.exp(x / 2), torch.exp(-x / 2)
    return 0.5 * (1 + (up - down) / (up + down))

# %% right: torch functions
def sigmoid(x):
    return torch.div(torch.ones_like(x), torch.add(torch.ones_like(x), torch.exp(torch.neg(x))))

# %% right: logarithm first
def sigmoid(x):
    return torch.exp(-torch.log1p(torch.exp(-x)))

# %% right: expm1
def sigmoid(x):
    return 1 / (2 + torch.expm1(-x))

# %% right: exp2
def sigmoid(x):
    return 1 / (1 + torch.exp2(-x / math.log(2)))

# %% right: pow
def sigmoid(x):
    return torch.pow(1 + torch.pow(torch.tensor(math.e, dtype=x.dtype), -x), -1)

# %% right: masks
def sigmoid(x):
    result = torch.empty_like(x)
    positive = x >= 0
    result[positive] = 1 / (1 + torch.exp(-x[positive]))
    e = torch.exp(x[~positive])
    result[~positive] = e / (1 + e)
    return result

# %% right: helper called tanh
def tanh(x):
    return (torch.exp(2 * x) - 1) / (torch.exp(2 * x) + 1)

def sigmoid(x):
    x = x.double()
    return (tanh(x / 2) + 1) / 2

# %% right: lambda
sigmoid = lambda x: 1 / (1 + torch.exp(-x))

# %% right: autograd function of one's own
class OwnSigmoid(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        y = 1 / (1 + torch.exp(-x))
        ctx.save_for_backward(y)
        return y

    @staticmethod
    def backward(ctx, grad):
        (y,) = ctx.saved_tensors
        return grad * y * (1 - y)

def sigmoid(x):
    return OwnSigmoid.apply(x)

# %% right: autograd function called Sigmoid
class Sigmoid(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        y = 1 / (1 + torch.exp(-x))
        ctx.save_for_backward(y)
        return y

    @staticmethod
    def backward(ctx, grad):
        (y,) = ctx.saved_tensors
        return grad * y * (1 - y)

sigmoid = Sigmoid.apply

# %% right: autograd function called Sigmoid, called by a function
class Sigmoid(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        y = 1 / (1 + torch.exp(-x))
        ctx.save_for_backward(y)
        return y

    @staticmethod
    def backward(ctx, grad):
        (y,) = ctx.saved_tensors
        return grad * y * (1 - y)

def sigmoid(x):
    return Sigmoid.apply(x)

# %% right: a module called Sigmoid
class Sigmoid(nn.Module):
    def forward(self, x):
        return 1 / (1 + torch.exp(-x))

def sigmoid(x):
    return Sigmoid()(x)

# %% right: a variable called tanh
def sigmoid(x):
    e = torch.exp(-x)
    tanh = (1 - e) / (1 + e)
    return (1 + tanh) / 2

# %% right: module
class Squash(nn.Module):
    def forward(self, x):
        return 1 / (1 + torch.exp(-x))

sigmoid = Squash()

# %% right: logaddexp
def sigmoid(x):
    return torch.exp(-torch.logaddexp(torch.zeros_like(x), -x))

# %% right: cosh over
def sigmoid(x):
    return 0.5 + 0.5 * torch.sinh(x / 2) / torch.cosh(x / 2)

# %% right: one element at a time
def sigmoid(x):
    return torch.stack([1 / (1 + torch.exp(-v)) for v in x.reshape(-1)]).reshape(x.shape)

# %% wrong: torch sigmoid
def sigmoid(x):
    return torch.sigmoid(x)

# %% wrong: method sigmoid
def sigmoid(x):
    return x.sigmoid()

# %% wrong: torch's own, renamed
sigmoid = torch.sigmoid

# %% wrong: expit
def sigmoid(x):
    return torch.special.expit(x)

# %% wrong: functional
from torch.nn.functional import sigmoid as squash

def sigmoid(x):
    return squash(x)

# %% wrong: module Sigmoid
sigmoid = nn.Sigmoid()

# %% wrong: module made inside
def sigmoid(x):
    layer = nn.Sigmoid()
    return layer(x)

# %% wrong: tanh
def sigmoid(x):
    return (torch.tanh(x / 2) + 1) / 2

# %% wrong: tanh by name
def sigmoid(x):
    return 0.5 * (1 + getattr(x / 2, "ta" + "nh")())

# %% wrong: exp of logsigmoid
def sigmoid(x):
    return F.logsigmoid(x).exp()

# %% wrong: softplus
def sigmoid(x):
    return torch.exp(-F.softplus(-x))

# %% wrong: softplus with a slope
def sigmoid(x):
    return torch.exp(-nn.Softplus()(-x))

# %% wrong: softmax
def sigmoid(x):
    return torch.softmax(torch.stack([torch.zeros_like(x), x]), dim=0)[1]

# %% wrong: log_softmax
def sigmoid(x):
    return F.log_softmax(torch.stack([x, torch.zeros_like(x)], -1), -1)[..., 0].exp()

# %% wrong: silu
def sigmoid(x):
    safe = torch.where(x == 0, torch.ones_like(x), x)
    return torch.where(x == 0, x + 0.5, F.silu(safe) / safe)

# %% wrong: glu
def sigmoid(x):
    return F.glu(torch.stack([torch.ones_like(x), x]), dim=0)[0]

# %% wrong: cross entropy
def sigmoid(x):
    return torch.exp(-F.binary_cross_entropy_with_logits(x, torch.ones_like(x), reduction="none"))

# %% wrong: Bernoulli
def sigmoid(x):
    return torch.distributions.Bernoulli(logits=x).probs

# %% wrong: math.tanh in a function of autograd
def forward(x):
    return torch.tensor([0.5 + 0.5 * math.tanh(v / 2) for v in x.flatten().tolist()], dtype=x.dtype).view(x.shape)

class Squash(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        y = forward(x)
        ctx.save_for_backward(y)
        return y

    @staticmethod
    def backward(ctx, grad):
        (y,) = ctx.saved_tensors
        return grad * y * (1 - y)

def sigmoid(x):
    return Squash.apply(x)

# %% wrong: numpy
import numpy as np

def sigmoid(x):
    return torch.from_numpy(1 / (1 + np.exp(-x.detach().numpy())))

# %% wrong: math in a loop
def sigmoid(x):
    return torch.tensor([1 / (1 + math.exp(-v)) for v in x.flatten().tolist()]).view(x.shape)

# %% wrong: detached
def sigmoid(x):
    return 1 / (1 + torch.exp(-x.detach()))

# %% wrong: overflows in the gradient
def sigmoid(x):
    return torch.exp(2 * x) / (torch.exp(2 * x) + torch.exp(x))

# %% wrong: sum below the line
def sigmoid(x):
    return torch.exp(x) / torch.exp(x).sum()

# %% wrong: of the mean
def sigmoid(x):
    return 1 / (1 + torch.exp(-x.mean()))

# %% wrong: a minus below
def sigmoid(x):
    return 1 / (1 - torch.exp(-x))

# %% wrong: clamped hard
def sigmoid(x):
    return (x / 4 + 0.5).clamp(0, 1)

# %% wrong: hardsigmoid
def sigmoid(x):
    return F.hardsigmoid(x)

# %% wrong: in place
def sigmoid(x):
    return x.neg_().exp_().add_(1).reciprocal_()

# %% wrong: base two
def sigmoid(x):
    return 1 / (1 + 2 ** -x)

# %% wrong: backward without the chain
class Squash(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        y = 1 / (1 + torch.exp(-x))
        ctx.save_for_backward(y)
        return y

    @staticmethod
    def backward(ctx, grad):
        (y,) = ctx.saved_tensors
        return y * (1 - y)

def sigmoid(x):
    return Squash.apply(x)

# %% wrong: prints
def sigmoid(x):
    print(1 / (1 + torch.exp(-x)))

# %% wrong: tanh in shape
def sigmoid(x):
    return 2 / (1 + torch.exp(-2 * x)) - 1

# %% mistake: `exp(x)` for `exp(-x)` | formula
def sigmoid(x):
    return 1 / (1 + torch.exp(x))

# %% mistake: `exp(x)` for `exp(-x)` | power
def sigmoid(x):
    return 1 / (1 + math.e ** x)

# %% mistake: `exp(x)` for `exp(-x)` | decay over decay
def sigmoid(x):
    e = torch.exp(-x)
    return e / (1 + e)

# %% mistake: `exp(x)` for `exp(-x)` | stable, mirrored
def sigmoid(x):
    z = torch.exp(-x.abs())
    return torch.where(x < 0, 1 / (1 + z), z / (1 + z))

# %% mistake: `exp(x)` for `exp(-x)` | two minus signs
def sigmoid(x):
    return (1 + (-(-x)).exp()).reciprocal()

# %% mistake: missing parentheses | plain
def sigmoid(x):
    return 1 / 1 + torch.exp(-x)

# %% mistake: missing parentheses | power of e
def sigmoid(x):
    return 1 / 1 + math.e ** -x

# %% mistake: missing parentheses | growth
def sigmoid(x):
    return torch.exp(x) / 1 + torch.exp(x)

# %% mistake: missing parentheses | growth, one added last
def sigmoid(x):
    return x.exp() / x.exp() + 1

# %% mistake: missing parentheses | inverse power
def sigmoid(x):
    return 1 + torch.exp(-x) ** -1

# %% mistake: missing parentheses | one and exp turned round
def sigmoid(x):
    return 1 / torch.exp(-x) + 1

# %% mistake: missing parentheses | reciprocal of one
def sigmoid(x):
    one = torch.ones_like(x)
    return one.reciprocal() + (-x).exp()

# %% mistake: missing parentheses | both formulas
def sigmoid(x):
    return torch.where(x >= 0, 1 / 1 + torch.exp(-x), torch.exp(x) / 1 + torch.exp(x))
