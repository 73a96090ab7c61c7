# %% right: float first
def rmse(a, b):
    return ((a.float() - b.float()) ** 2).mean().sqrt()

# %% right: double
def rmse(a, b):
    return torch.sqrt(torch.mean(torch.square(a.double() - b.double())))

# %% right: mse_loss
def rmse(a, b):
    return F.mse_loss(a.float(), b.float()).sqrt()

# %% right: MSELoss module
rmse = lambda a, b: nn.MSELoss()(a.double(), b.double()) ** 0.5

# %% right: module with forward
class RMSE(nn.Module):
    def __init__(self):
        super().__init__()
        self.mse = nn.MSELoss()

    def forward(self, a, b):
        return torch.sqrt(self.mse(a.double(), b.double()))

rmse = RMSE()

# %% right: class with __call__
class Rmse:
    def __call__(self, a, b):
        d = a.to(torch.float64) - b.to(torch.float64)
        return (d * d).mean().pow(0.5)

rmse = Rmse()

# %% right: vector norm
def rmse(a, b):
    return torch.linalg.vector_norm(a.double() - b.double()) / math.sqrt(a.numel())

# %% right: dist
def rmse(a, b):
    return torch.dist(a.double(), b.double()) / a.numel() ** 0.5

# %% right: dot product
def rmse(a, b):
    d = (a.double() - b.double()).flatten()
    return (d @ d / len(d)).sqrt()

# %% right: einsum
def rmse(a, b):
    d = (a.double() - b.double()).reshape(-1)
    return torch.sqrt(torch.einsum("i,i->", d, d) / d.shape[0])

# %% right: python loop
def rmse(a, b):
    total = 0
    pairs = list(zip(a.flatten().tolist(), b.flatten().tolist()))
    for x, y in pairs:
        total += (x - y) ** 2
    return torch.tensor(math.sqrt(total / len(pairs)))

# %% right: generator
def rmse(a, b):
    xs, ys = a.flatten().tolist(), b.flatten().tolist()
    return torch.tensor((sum((x - y) ** 2 for x, y in zip(xs, ys)) / len(xs)) ** 0.5, dtype=torch.float64)

# %% right: numpy
import numpy as np

def rmse(a, b):
    return torch.tensor(np.sqrt(np.mean((a.numpy().astype(float) - b.numpy().astype(float)) ** 2)))

# %% right: larger minus smaller
def rmse(a, b):
    d = torch.where(a > b, a - b, b - a)
    return d.double().square().mean().sqrt()

# %% right: whole numbers where they are whole
def rmse(a, b):
    if not a.dtype.is_floating_point:
        a, b = a.to(torch.int64), b.to(torch.int64)
    return ((a - b) ** 2).double().mean().sqrt()

# %% right: cdist
def rmse(a, b):
    return torch.cdist(a.double().reshape(1, -1), b.double().reshape(1, -1)).squeeze() / a.numel() ** 0.5

# %% right: expanded square
def rmse(a, b):
    a, b = a.double(), b.double()
    return (a * a - 2 * a * b + b * b).mean().clamp(min=0).sqrt()

# %% right: complex magnitude
def rmse(a, b):
    return torch.mean((a.double() - b.double()).abs() ** 2) ** (1 / 2)

# %% right: helper functions
def mse(a, b):
    return ((a - b) ** 2).mean()

def rmse(a, b):
    return mse(a * 1.0, b * 1.0).sqrt()

# %% right: vmap
def rmse(a, b):
    return torch.vmap(lambda x, y: (x - y) ** 2)(a.double().ravel(), b.double().ravel()).mean().sqrt()

# %% right: compose
import functools

def compose(*functions):
    return functools.reduce(lambda f, g: lambda x: g(f(x)), functions)

root_mean_square = compose(torch.square, torch.mean, torch.sqrt)
rmse = lambda a, b: root_mean_square(a.double() - b.double())

# %% right: hypot
def rmse(a, b):
    d = (a.double() - b.double()).flatten().tolist()
    return torch.tensor(math.hypot(*d) / math.sqrt(len(d)))

# %% wrong: mae
def rmse(a, b):
    return (a.double() - b.double()).abs().mean()

# %% wrong: signed mean
def rmse(a, b):
    return ((a.double() - b.double()).mean() ** 2).sqrt()

# %% wrong: a plain number
def rmse(a, b):
    return math.sqrt(F.mse_loss(a.double(), b.double()))

# %% wrong: one element, not a scalar
def rmse(a, b):
    return (a.double() - b.double()).square().mean().sqrt().view(1)

# %% wrong: mean along one axis
def rmse(a, b):
    return ((a.double() - b.double()) ** 2).mean(-1).sqrt()

# %% wrong: mean of the rows' roots
def rmse(a, b):
    return ((a.double() - b.double()) ** 2).mean(-1).sqrt().mean()

# %% wrong: crashes on whole numbers
def rmse(a, b):
    return ((a - b) ** 2).mean().sqrt()

# %% wrong: crashes on whole numbers by mse_loss
def rmse(a, b):
    return F.mse_loss(a, b).sqrt()

# %% wrong: fractions lost
def rmse(a, b):
    return ((a.long() - b.long()) ** 2).double().mean().sqrt()

# %% wrong: standard deviation
def rmse(a, b):
    return (a.double() - b.double()).std()

# %% wrong: population deviation
def rmse(a, b):
    return (a.double() - b.double()).std(correction=0)

# %% wrong: divided by n after the root
def rmse(a, b):
    return ((a.double() - b.double()) ** 2).sum().sqrt() / a.numel()

# %% wrong: n minus one
def rmse(a, b):
    return (((a.double() - b.double()) ** 2).sum() / max(a.numel() - 1, 1)).sqrt()

# %% wrong: difference of squares
def rmse(a, b):
    return (a.double() ** 2 - b.double() ** 2).abs().mean().sqrt()

# %% wrong: largest
def rmse(a, b):
    return (a.double() - b.double()).abs().max()

# %% wrong: root twice
def rmse(a, b):
    return F.mse_loss(a.double(), b.double()).sqrt().sqrt()

# %% wrong: changes a float argument
def rmse(a, b):
    return a.float().sub_(b.float()).pow(2).mean().sqrt()

# %% wrong: numpy number
import numpy as np

def rmse(a, b):
    return np.sqrt(np.mean((a.double().numpy() - b.double().numpy()) ** 2))

# %% wrong: cube root
def rmse(a, b):
    return F.mse_loss(a.double(), b.double()) ** (1 / 3)

# %% wrong: root in whole numbers
def rmse(a, b):
    return F.mse_loss(a.double(), b.double()).sqrt().long()

# %% mistake: root forgotten | plain
def rmse(a, b):
    return ((a.float() - b.float()) ** 2).mean()

# %% mistake: root forgotten | mse_loss
def rmse(a, b):
    return F.mse_loss(a.double(), b.double())

# %% mistake: root forgotten | module
rmse = lambda a, b: nn.MSELoss()(a.double(), b.double())

# %% mistake: root forgotten | dot product
def rmse(a, b):
    d = (a.double() - b.double()).flatten()
    return d.dot(d) / d.numel()

# %% mistake: root forgotten | loop
def rmse(a, b):
    xs, ys = a.flatten().tolist(), b.flatten().tolist()
    return torch.tensor(sum((x - y) ** 2 for x, y in zip(xs, ys)) / len(xs))

# %% mistake: root before the mean | plain
def rmse(a, b):
    return ((a.float() - b.float()) ** 2).sqrt().mean()

# %% mistake: root before the mean | torch functions
def rmse(a, b):
    return torch.mean(torch.sqrt(torch.square(a.double() - b.double())))

# %% mistake: root before the mean | powers
rmse = lambda a, b: torch.mean(((a.double() - b.double()) ** 2) ** 0.5)

# %% mistake: root before the mean | mse_loss without reduction
def rmse(a, b):
    return F.mse_loss(a.double(), b.double(), reduction="none").sqrt().mean()

# %% mistake: root before the mean | loop
def rmse(a, b):
    xs, ys = a.flatten().tolist(), b.flatten().tolist()
    return torch.tensor(sum(math.sqrt((x - y) ** 2) for x, y in zip(xs, ys)) / len(xs))

# %% mistake: summed | plain
def rmse(a, b):
    return ((a.float() - b.float()) ** 2).sum().sqrt()

# %% mistake: summed | mse_loss
def rmse(a, b):
    return F.mse_loss(a.double(), b.double(), reduction="sum").sqrt()

# %% mistake: summed | norm
rmse = lambda a, b: (a.double() - b.double()).norm()

# %% mistake: summed | dist
def rmse(a, b):
    return torch.dist(a.double(), b.double())

# %% mistake: summed | hypot
def rmse(a, b):
    return torch.tensor(math.hypot(*(a.double() - b.double()).flatten().tolist()))

# %% mistake: `uint8` wrap-round | float after the square
def rmse(a, b):
    return ((a - b) ** 2).float().mean().sqrt()

# %% mistake: `uint8` wrap-round | float after the difference
def rmse(a, b):
    return (a - b).float().pow(2).mean().sqrt()

# %% mistake: `uint8` wrap-round | mean with a dtype
rmse = lambda a, b: torch.sqrt(torch.mean((a - b) ** 2, dtype=torch.float64))

# %% mistake: `uint8` wrap-round | product
def rmse(a, b):
    d = a - b
    return (d * d).double().mean() ** 0.5

# %% mistake: `uint8` wrap-round | numpy
import numpy as np

def rmse(a, b):
    return torch.tensor(np.sqrt(((a.numpy() - b.numpy()) ** 2).mean()))

# %% mistake: `uint8` wrap-round | abs first
def rmse(a, b):
    return torch.abs(a - b).double().square().mean().sqrt()

# %% mistake: `uint8` wrap-round | the other way round
def rmse(a, b):
    return (b - a).double().square().mean().sqrt()
