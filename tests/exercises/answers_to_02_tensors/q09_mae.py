# %% right: float first
def mae(a, b):
    return (a.float() - b.float()).abs().mean()

# %% right: double
def mae(a, b):
    return torch.mean(torch.abs(a.double() - b.double()))

# %% right: l1_loss
def mae(a, b):
    return F.l1_loss(a.float(), b.float())

# %% right: L1Loss module
mae = lambda a, b: nn.L1Loss()(a.to(torch.float64), b.to(torch.float64))

# %% right: module with forward
class MAE(nn.Module):
    def forward(self, a, b):
        return (a.double() - b.double()).abs().mean()

mae = MAE()

# %% right: class with __call__
class Mae:
    dtype = torch.float32

    def __call__(self, a, b):
        diff = a.to(self.dtype) - b.to(self.dtype)
        return diff.abs().sum() / diff.numel()

mae = Mae()

# %% right: larger minus smaller
def mae(a, b):
    return torch.where(a > b, a - b, b - a).double().mean()

# %% right: maximum minus minimum
def mae(a, b):
    return (torch.maximum(a, b) - torch.minimum(a, b)).to(torch.float64).mean()

# %% right: python loop
def mae(a, b):
    total, n = 0, 0
    for x, y in zip(a.flatten().tolist(), b.flatten().tolist()):
        total += abs(x - y)
        n += 1
    return torch.tensor(total / n)

# %% right: comprehension
def mae(a, b):
    errors = [abs(x.item() - y.item()) for x, y in zip(a.reshape(-1), b.reshape(-1))]
    return torch.tensor(sum(errors) / len(errors), dtype=torch.float64)

# %% right: numpy
import numpy as np

def mae(a, b):
    return torch.tensor(np.abs(a.numpy().astype(np.float64) - b.numpy().astype(np.float64)).mean())

# %% right: numpy scalar on the way
import numpy as np

def mae(a, b):
    x, y = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    return torch.as_tensor(np.float64(np.mean(np.absolute(x - y))))

# %% right: whole numbers where they are whole
def mae(a, b):
    if not a.is_floating_point():
        a, b = a.long(), b.long()
    return (a - b).abs().double().mean()

# %% right: times one point zero
def mae(a, b):
    return (a * 1.0 - b * 1.0).abs().mean()

# %% right: division makes floats
def mae(a, b):
    return torch.abs(a / 1 - b / 1).mean()

# %% right: vector norm
def mae(a, b):
    return torch.linalg.vector_norm(a.double() - b.double(), ord=1) / a.numel()

# %% right: dist
def mae(a, b):
    return torch.dist(a.double(), b.double(), p=1).div(a.numel())

# %% right: cdist
def mae(a, b):
    return torch.cdist(a.double().reshape(1, -1), b.double().reshape(1, -1), p=1)[0, 0] / a.numel()

# %% right: vmap
def mae(a, b):
    return torch.vmap(lambda x, y: (x - y).abs())(a.double().flatten(), b.double().flatten()).mean()

# %% right: einsum
def mae(a, b):
    e = (a.double() - b.double()).abs().flatten()
    return torch.einsum("i->", e) / len(e)

# %% right: sign times difference
def mae(a, b):
    d = a.double() - b.double()
    return (d * d.sign()).mean()

# %% right: root of the square
def mae(a, b):
    return ((a.double() - b.double()) ** 2).sqrt().mean()

# %% right: helpers and reduce
from functools import reduce

def as_float(t):
    return t.type(torch.FloatTensor)

def mae(a, b):
    a, b = map(as_float, (a, b))
    return reduce(lambda x, f: f(x), [torch.abs, torch.mean], a - b)

# %% right: mean with a dtype
def mae(a, b):
    return torch.mean((a.to(torch.float32) - b.to(torch.float32)).abs(), dtype=torch.float64)

# %% right: one promoted by the other
def mae(a, b):
    return (a - b.double()).abs().mean()

# %% right: walrus and a check
def mae(a, b):
    assert a.shape == b.shape
    return (d := a.float().sub(b.float())).abs_().mean()

# %% right: clone then in place
def mae(a, b):
    d = a.double().clone()
    d -= b
    return d.abs().mean()

# %% right: smooth l1 without smoothness
def mae(a, b):
    return F.smooth_l1_loss(a.double(), b.double(), beta=0.0)

# %% wrong: rmse
def mae(a, b):
    return (a.double() - b.double()).pow(2).mean().sqrt()

# %% wrong: mse
def mae(a, b):
    return F.mse_loss(a.float(), b.float())

# %% wrong: median
def mae(a, b):
    return (a.double() - b.double()).abs().median()

# %% wrong: largest
def mae(a, b):
    return (a.double() - b.double()).abs().max()

# %% wrong: magnitude of the mean
def mae(a, b):
    return (a.double() - b.double()).mean().abs()

# %% wrong: difference of magnitudes
def mae(a, b):
    return (a.double().abs() - b.double().abs()).mean()

# %% wrong: a plain number
def mae(a, b):
    return (a.double() - b.double()).abs().mean().item()

# %% wrong: one element, not a scalar
def mae(a, b):
    return (a.double() - b.double()).abs().flatten().mean(0, keepdim=True)

# %% wrong: mean along one axis
def mae(a, b):
    return (a.double() - b.double()).abs().mean(0)

# %% wrong: every error
def mae(a, b):
    return (a.double() - b.double()).abs()

# %% wrong: crashes on whole numbers
def mae(a, b):
    return (a - b).abs().mean()

# %% wrong: crashes on whole numbers by l1_loss
def mae(a, b):
    return F.l1_loss(a, b)

# %% wrong: fractions lost
def mae(a, b):
    return (a.long() - b.long()).abs().double().mean()

# %% wrong: rounded down
def mae(a, b):
    d = (a.double() - b.double()).abs()
    return d.sum() // d.numel()

# %% wrong: by rows only
def mae(a, b):
    return (a.double() - b.double()).abs().sum() / len(a)

# %% wrong: relative
def mae(a, b):
    return ((a.double() - b.double()).abs() / (b.double().abs() + 1)).mean()

# %% wrong: changes a float argument
def mae(a, b):
    return a.float().sub_(b.float()).abs().mean()

# %% wrong: changes its argument
def mae(a, b):
    a -= b
    return a.abs().double().mean()

# %% wrong: numpy number
import numpy as np

def mae(a, b):
    return np.abs(a.double().numpy() - b.double().numpy()).mean()

# %% wrong: smooth l1
def mae(a, b):
    return F.smooth_l1_loss(a.double(), b.double())

# %% wrong: bytes squeezed into signed bytes
def mae(a, b):
    if a.dtype == torch.uint8:
        a, b = a.to(torch.int8), b.to(torch.int8)
    return (a.double() - b.double()).abs().mean()

# %% wrong: scaled to 0..1
def mae(a, b):
    return (a.double() / 255 - b.double() / 255).abs().mean()

# %% mistake: signed | plain
def mae(a, b):
    return (a.float() - b.float()).mean()

# %% mistake: signed | difference of means
def mae(a, b):
    return a.double().mean() - b.double().mean()

# %% mistake: signed | the other way round
mae = lambda a, b: torch.mean(b.double() - a.double())

# %% mistake: signed | sum by number
def mae(a, b):
    return (a.double() - b.double()).sum() / a.numel()

# %% mistake: signed | loop
def mae(a, b):
    xs, ys = a.flatten().tolist(), b.flatten().tolist()
    return torch.tensor(sum(x - y for x, y in zip(xs, ys)) / len(xs))

# %% mistake: summed | plain
def mae(a, b):
    return (a.float() - b.float()).abs().sum()

# %% mistake: summed | l1_loss
def mae(a, b):
    return F.l1_loss(a.double(), b.double(), reduction="sum")

# %% mistake: summed | dist
mae = lambda a, b: torch.dist(a.double(), b.double(), p=1)

# %% mistake: summed | vector norm
def mae(a, b):
    return torch.linalg.vector_norm(a.double() - b.double(), ord=1)

# %% mistake: summed | loop
def mae(a, b):
    total = 0.0
    for x, y in zip(a.flatten().tolist(), b.flatten().tolist()):
        total += abs(x - y)
    return torch.tensor(total)

# %% mistake: `uint8` wrap-round | float after abs
def mae(a, b):
    return (a - b).abs().float().mean()

# %% mistake: `uint8` wrap-round | float after the difference
def mae(a, b):
    return (a - b).float().abs().mean()

# %% mistake: `uint8` wrap-round | double at the end
mae = lambda a, b: torch.abs(a - b).double().mean()

# %% mistake: `uint8` wrap-round | mean with a dtype
def mae(a, b):
    return torch.mean(torch.abs(a - b), dtype=torch.float32)

# %% mistake: `uint8` wrap-round | the other way round
def mae(a, b):
    return torch.sub(b, a).abs().to(torch.float64).mean()

# %% mistake: `uint8` wrap-round | numpy
import numpy as np

def mae(a, b):
    return torch.tensor(np.abs(a.numpy() - b.numpy()).mean())

# %% mistake: `uint8` wrap-round | sum by number
def mae(a, b):
    return (a - b).abs().sum() / a.numel()

# %% mistake: `uint8` wrap-round | l1_loss
def mae(a, b):
    return F.l1_loss((a - b).double(), torch.zeros_like(a).double())
