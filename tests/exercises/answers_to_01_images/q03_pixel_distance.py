# %% right: abs and mean
def pixel_distance(a, b):
    return (a - b).abs().mean((-1, -2))

# %% right: torch functions
pixel_distance = lambda a, b: torch.mean(torch.abs(a - b), dim=(-2, -1))

# %% right: mean twice
def pixel_distance(a, b):
    return (b - a).abs().mean(-1).mean(-1)

# %% right: flattened
def pixel_distance(a, b):
    return (a - b).abs().flatten(-2).mean(-1)

# %% right: sum over count
def pixel_distance(a, b):
    h, w = a.shape[-2:]
    return (a - b).abs().sum((-2, -1)) / (h * w)

# %% right: l1_loss
def pixel_distance(a, b):
    a, b = torch.broadcast_tensors(a, b)
    return F.l1_loss(a, b, reduction="none").mean(dim=[-1, -2])

# %% right: L1Loss and vmap over a flat batch
def pixel_distance(a, b):
    a, b = torch.broadcast_tensors(a, b)
    lead = a.shape[:-2]
    flat = torch.vmap(nn.L1Loss())(a.reshape(-1, *a.shape[-2:]), b.reshape(-1, *b.shape[-2:]))
    return flat.reshape(lead)

# %% right: vector_norm
def pixel_distance(a, b):
    return torch.linalg.vector_norm(a - b, ord=1, dim=(-2, -1)) / (a.shape[-1] * a.shape[-2])

# %% right: torch.norm p=1
def pixel_distance(x, y):
    difference = (x - y).flatten(start_dim=-2)
    return torch.norm(difference, p=1, dim=-1) / difference.shape[-1]

# %% right: root of squares per pixel
def pixel_distance(a, b):
    return ((a - b) ** 2).sqrt().mean((-2, -1))

# %% right: maximum minus minimum
def pixel_distance(a, b):
    return (torch.maximum(a, b) - torch.minimum(a, b)).mean((-2, -1))

# %% right: relu both ways
def pixel_distance(a, b):
    return (F.relu(a - b) + F.relu(b - a)).mean((-2, -1))

# %% right: where
def pixel_distance(a, b):
    d = a - b
    return torch.where(d < 0, -d, d).mean((-2, -1))

# %% right: sign
def pixel_distance(a, b):
    d = a.sub(b)
    return d.mul(d.sign()).mean(-1).mean(-1)

# %% right: numpy
import numpy as np

def pixel_distance(a, b):
    return torch.tensor(np.abs(a.numpy() - b.numpy()).mean(axis=(-2, -1)))

# %% right: einsum
def pixel_distance(a, b):
    d = (a - b).abs()
    return torch.einsum("...hw->...", d) / d[..., :, :].shape[-2:].numel()

# %% right: matrix products with ones
def pixel_distance(a, b):
    d = (a - b).abs()
    h, w = d.shape[-2:]
    down, across = torch.ones(1, h, dtype=d.dtype) / h, torch.ones(w, 1, dtype=d.dtype) / w
    return (down @ d @ across).squeeze(-1).squeeze(-1)

# %% right: broadcast, then loop over flat images
def pixel_distance(a, b):
    a, b = torch.broadcast_tensors(a, b)
    out = []
    for one, other in zip(a.reshape(-1, *a.shape[-2:]), b.reshape(-1, *b.shape[-2:])):
        total = 0.0
        for p, q in zip(one.flatten().tolist(), other.flatten().tolist()):
            total += abs(p - q)
        out.append(total / one.numel())
    return torch.tensor(out, dtype=a.dtype).reshape(a.shape[:-2])

# %% right: recursion over the leading axes
def pixel_distance(a, b):
    if a.shape != b.shape:
        return pixel_distance(*torch.broadcast_tensors(a, b))
    if a.dim() == 2:
        return (a - b).abs().mean()
    return torch.stack([pixel_distance(p, q) for p, q in zip(a, b)])

# %% right: in float64
def pixel_distance(a, b):
    return (a.double() - b.double()).abs().mean((-1, -2))

# %% right: back to float32
def pixel_distance(a, b):
    return torch.absolute(torch.subtract(a.to(torch.float64), b)).mean(axis=(-1, -2)).float()

# %% right: logsumexp-free hypot
def pixel_distance(a, b):
    d = a - b
    return torch.hypot(d, torch.zeros_like(d)).mean((-2, -1))

# %% right: a module
class PixelDistance(nn.Module):
    def forward(self, a, b):
        return (a - b).abs().mean([-2, -1])

pixel_distance = PixelDistance()

# %% right: smooth_l1 with beta 0
def pixel_distance(a, b):
    return F.smooth_l1_loss(*torch.broadcast_tensors(a, b), reduction="none", beta=0.0).mean((-1, -2))

# %% right: cdist in 1-norm
def pixel_distance(a, b):
    a, b = torch.broadcast_tensors(a, b)
    return torch.cdist(a.flatten(-2).unsqueeze(-2), b.flatten(-2).unsqueeze(-2), p=1)[..., 0, 0] / a[..., :, :].flatten(-2).shape[-1]

# %% right: nested helpers and reduce
from functools import reduce

def pixel_distance(a, b):
    def mean_last(t):
        return t.sum(-1) / t.shape[-1]
    return reduce(lambda t, step: step(t), [torch.abs, mean_last, mean_last], a - b)

# %% right: abs_ on the fresh difference
def pixel_distance(a, b):
    return a.sub(b).abs_().view(*torch.broadcast_shapes(a.shape, b.shape)[:-2], -1).mean(-1)

# %% right: average pooling
def pixel_distance(a, b):
    d = (a - b).abs()
    lead, size = d.shape[:-2], tuple(d.shape[-2:])
    return F.avg_pool2d(d.reshape(-1, 1, *size), size).reshape(lead)

# %% right: counted axes
def pixel_distance(a, b):
    d = torch.abs(a - b)
    return d.mean(dim=(d.ndim - 2, d.ndim - 1))

# %% wrong: mean squared error
def pixel_distance(a, b):
    return ((a - b) ** 2).mean((-1, -2))

# %% wrong: sum, not mean
def pixel_distance(a, b):
    return (a - b).abs().sum((-1, -2))

# %% wrong: only the last axis
def pixel_distance(a, b):
    return (a - b).abs().mean(-1)

# %% wrong: the first two axes
def pixel_distance(a, b):
    return (a - b).abs().mean((0, 1))

# %% wrong: axes 1 and 2
def pixel_distance(a, b):
    return (a - b).abs().mean((1, 2))

# %% wrong: only the first axis
def pixel_distance(a, b):
    return (a - b).abs().mean(0)

# %% wrong: no mean
def pixel_distance(a, b):
    return (a - b).abs()

# %% wrong: absolute of the mean
def pixel_distance(a, b):
    return (a - b).mean((-1, -2)).abs()

# %% wrong: difference of the absolutes
def pixel_distance(a, b):
    return (a.abs() - b.abs()).mean((-1, -2)).abs()

# %% wrong: difference of the means
def pixel_distance(a, b):
    return (a.mean((-1, -2)) - b.mean((-1, -2))).abs()

# %% wrong: median
def pixel_distance(a, b):
    return (a - b).abs().flatten(-2).median(-1).values

# %% wrong: largest difference
def pixel_distance(a, b):
    return (a - b).abs().amax((-1, -2))

# %% wrong: Euclidean distance
def pixel_distance(a, b):
    return ((a - b) ** 2).sum((-1, -2)).sqrt()

# %% wrong: keepdim
def pixel_distance(a, b):
    return (a - b).abs().mean((-1, -2), keepdim=True)

# %% wrong: only the positive part
def pixel_distance(a, b):
    return F.relu(a - b).mean((-1, -2))

# %% wrong: divided by the height alone
def pixel_distance(a, b):
    return (a - b).abs().sum((-1, -2)) / a.shape[-2]

# %% wrong: divided by 784
def pixel_distance(a, b):
    return (a - b).abs().sum((-1, -2)) / 784

# %% wrong: divided by all the numbers of a
def pixel_distance(a, b):
    return (a - b).abs().sum((-1, -2)) / a.numel()

# %% wrong: times 255
def pixel_distance(a, b):
    return (a - b).abs().mean((-1, -2)) * 255

# %% wrong: one minus, a likeness
def pixel_distance(a, b):
    return 1 - (a - b).abs().mean((-1, -2))

# %% wrong: negated
def pixel_distance(a, b):
    return -(a - b).abs().mean((-1, -2))

# %% wrong: added
def pixel_distance(a, b):
    return (a + b).abs().mean((-1, -2))

# %% wrong: refuses to broadcast
def pixel_distance(a, b):
    assert a.shape == b.shape
    return (a - b).abs().mean((-1, -2))

# %% wrong: zip instead of broadcasting
def pixel_distance(a, b):
    return torch.stack([(one - other).abs().mean() for one, other in zip(a, b)])

# %% wrong: loops over a only
def pixel_distance(a, b):
    return torch.stack([(one - b).abs().mean() for one in a])

# %% wrong: a list
def pixel_distance(a, b):
    return (a - b).abs().mean((-1, -2)).tolist()

# %% wrong: numpy
def pixel_distance(a, b):
    return (a - b).abs().mean((-1, -2)).numpy()

# %% wrong: rounded
def pixel_distance(a, b):
    return (a - b).abs().mean((-1, -2)).round()

# %% wrong: rounded to two digits
def pixel_distance(a, b):
    return (a - b).abs().mean((-1, -2)).round(decimals=2)

# %% wrong: cosine distance
def pixel_distance(a, b):
    return 1 - F.cosine_similarity(a.flatten(-2), b.flatten(-2), dim=-1)

# %% wrong: smooth l1
def pixel_distance(a, b):
    return F.smooth_l1_loss(*torch.broadcast_tensors(a, b), reduction="none").mean((-1, -2))

# %% wrong: relative difference
def pixel_distance(a, b):
    return ((a - b).abs() / (b.abs() + 1e-8)).mean((-1, -2))

# %% wrong: right, but a is spoilt
def pixel_distance(a, b):
    out = (a - b).abs().mean((-1, -2))
    a.zero_()
    return out

# %% wrong: squeezed
def pixel_distance(a, b):
    return (a - b).abs().mean((-1, -2)).squeeze()

# %% mistake: signed difference | a minus b
def pixel_distance(a, b):
    return (a - b).mean((-1, -2))

# %% mistake: signed difference | b minus a
def pixel_distance(a, b):
    return (b - a).mean((-1, -2))

# %% mistake: signed difference | difference of the means
def pixel_distance(a, b):
    return a.mean((-1, -2)) - b.mean((-1, -2))

# %% mistake: signed difference | flattened sum
def pixel_distance(a, b):
    d = (a - b).flatten(-2)
    return d.sum(-1) / d.shape[-1]

# %% mistake: signed difference | einsum
def pixel_distance(a, b):
    h, w = a.shape[-2:]
    return torch.einsum("...hw->...", a - b) / (h * w)

# %% mistake: mean over all axes | mean
def pixel_distance(a, b):
    return (a - b).abs().mean()

# %% mistake: mean over all axes | l1_loss
def pixel_distance(a, b):
    return F.l1_loss(*torch.broadcast_tensors(a, b))

# %% mistake: mean over all axes | sum over numel
def pixel_distance(a, b):
    d = (a - b).abs()
    return d.sum() / d.numel()

# %% mistake: mean over all axes | float
import numpy as np

def pixel_distance(a, b):
    return float(np.abs((a - b).numpy()).mean())

# %% mistake: mean over all axes | mean of the distances
def pixel_distance(a, b):
    return torch.mean(torch.abs(a - b).mean((-1, -2)))

# %% mistake: RMSE | root of mean of squares
def pixel_distance(a, b):
    return ((a - b) ** 2).mean((-1, -2)).sqrt()

# %% mistake: RMSE | mse_loss
def pixel_distance(a, b):
    return F.mse_loss(*torch.broadcast_tensors(a, b), reduction="none").mean((-1, -2)).sqrt()

# %% mistake: RMSE | norm over the root of the count
def pixel_distance(a, b):
    d = (a - b).flatten(-2)
    return d.norm(dim=-1) / math.sqrt(d.shape[-1])

# %% mistake: RMSE | numpy
import numpy as np

def pixel_distance(a, b):
    return torch.tensor(np.sqrt(np.mean(np.square((a - b).numpy()), axis=(-1, -2))))

# %% mistake: RMSE | power of a half
def pixel_distance(a, b):
    return (a - b).pow(2).mean(-1).mean(-1) ** 0.5
