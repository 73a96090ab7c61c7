"""Answers to q22_accuracy_slope."""
# ruff: noqa

# %% right: clone and loop
def accuracy_slope(w, x, y, eps=1e-3):
    def accuracy(w):
        return ((x @ w > 0).float() == y).float().mean()
    slopes = torch.zeros(len(w))
    for i in range(len(w)):
        up, down = w.clone(), w.clone()
        up[i] += eps
        down[i] -= eps
        slopes[i] = (accuracy(up) - accuracy(down)) / (2 * eps)
    return slopes

# %% right: eye
def accuracy_slope(w, x, y, eps=1e-3):
    acc = lambda w: ((x @ w > 0) == y.bool()).double().mean()
    return torch.stack([(acc(w + eps * e) - acc(w - eps * e)) / (2 * eps) for e in torch.eye(len(w))])

# %% right: item
def accuracy_slope(w, x, y, eps=1e-3):
    def acc(v):
        return ((x @ v > 0) == (y > 0.5)).float().mean().item()
    result = []
    for i in range(w.numel()):
        d = torch.zeros_like(w)
        d[i] = eps
        result.append((acc(w + d) - acc(w - d)) / (2 * eps))
    return torch.tensor(result)

# %% right: counts
def accuracy_slope(w, x, y, eps=1e-3):
    n = len(y)
    count = lambda v: int(((x @ v > 0).long() == y.long()).sum())
    return torch.tensor([(count(w + eps * e) - count(w - eps * e)) / n / 2 / eps for e in torch.eye(len(w))])

# %% right: float64
def accuracy_slope(w, x, y, eps=1e-3):
    w, x = w.double(), x.double()
    e = eps * torch.eye(len(w), dtype=torch.float64)
    right = lambda ws: ((x @ ws.T > 0) == y.bool()[:, None]).double().mean(0)
    return (right(w + e) - right(w - e)) / (2 * eps)

# %% right: vmap
def accuracy_slope(w, x, y, eps=1e-3):
    acc = torch.vmap(lambda w: ((x @ w > 0) == y.bool()).float().mean())
    e = eps * torch.eye(len(w))
    return (acc(w + e) - acc(w - e)) / (2 * eps)

# %% right: scores moved
def accuracy_slope(w, x, y, eps=1e-3):
    s = (x @ w)[:, None]
    up = ((s + eps * x > 0) == y[:, None]).float().mean(0)
    down = ((s - eps * x > 0) == y[:, None]).float().mean(0)
    return (up - down) / (2 * eps)

# %% right: shifted and back
def accuracy_slope(w, x, y, eps=1e-3):
    w = w.clone()
    out = []
    for i in range(len(w)):
        old = w[i].item()
        w[i] = old + eps
        up = ((x @ w > 0).int() == y.int()).float().mean()
        w[i] = old - eps
        down = ((x @ w > 0).int() == y.int()).float().mean()
        w[i] = old
        out.append((up - down) / (2 * eps))
    return torch.stack(out)

# %% right: where
def accuracy_slope(w: torch.Tensor, x: torch.Tensor, y: torch.Tensor, eps: float = 1e-3) -> torch.Tensor:
    def accuracy(weights):
        called = torch.where(x @ weights > 0, 1, 0)
        return 1 - (called - y).abs().float().mean()
    return torch.tensor([(accuracy(w + eps * F.one_hot(torch.tensor(i), len(w))) - accuracy(w - eps * F.one_hot(torch.tensor(i), len(w)))) / (2 * eps)
                         for i in range(len(w))])

# %% right: sigmoid above a half
def accuracy_slope(w, x, y, eps=1e-3):
    acc = lambda w: ((torch.sigmoid(x @ w) > 0.5).float() == y).float().mean()
    return torch.stack([(acc(w + eps * e) - acc(w - eps * e)) / (2 * eps) for e in torch.eye(len(w))])

# %% right: numpy
import numpy as np
def accuracy_slope(w, x, y, eps=1e-3):
    W, X, Y = w.numpy(), x.numpy(), y.numpy()
    acc = lambda v: np.mean((X @ v > 0) == Y)
    return torch.tensor([(acc(W + eps * e) - acc(W - eps * e)) / (2 * eps) for e in np.eye(len(W), dtype=np.float32)])

# %% wrong: one-sided
def accuracy_slope(w, x, y, eps=1e-3):
    acc = lambda w: ((x @ w > 0) == y.bool()).float().mean()
    return torch.stack([(acc(w + eps * e) - acc(w)) / eps for e in torch.eye(len(w))])

# %% wrong: divided by eps
def accuracy_slope(w, x, y, eps=1e-3):
    acc = lambda w: ((x @ w > 0) == y.bool()).float().mean()
    return torch.stack([(acc(w + eps * e) - acc(w - eps * e)) / eps for e in torch.eye(len(w))])

# %% wrong: zeros
def accuracy_slope(w, x, y, eps=1e-3):
    return torch.zeros_like(w)

# %% wrong: eps ignored
def accuracy_slope(w, x, y, eps=1e-3):
    acc = lambda w: ((x @ w > 0) == y.bool()).float().mean()
    return torch.stack([(acc(w + 1e-3 * e) - acc(w - 1e-3 * e)) / 2e-3 for e in torch.eye(len(w))])

# %% wrong: all weights at once
def accuracy_slope(w, x, y, eps=1e-3):
    acc = lambda w: ((x @ w > 0) == y.bool()).float().mean()
    return ((acc(w + eps) - acc(w - eps)) / (2 * eps)).repeat(len(w))

# %% wrong: error rate
def accuracy_slope(w, x, y, eps=1e-3):
    err = lambda w: ((x @ w > 0) != y.bool()).float().mean()
    return torch.stack([(err(w + eps * e) - err(w - eps * e)) / (2 * eps) for e in torch.eye(len(w))])

# %% wrong: counts
def accuracy_slope(w, x, y, eps=1e-3):
    acc = lambda w: ((x @ w > 0) == y.bool()).float().sum()
    return torch.stack([(acc(w + eps * e) - acc(w - eps * e)) / (2 * eps) for e in torch.eye(len(w))])

# %% wrong: percent
def accuracy_slope(w, x, y, eps=1e-3):
    acc = lambda w: 100 * ((x @ w > 0) == y.bool()).float().mean()
    return torch.stack([(acc(w + eps * e) - acc(w - eps * e)) / (2 * eps) for e in torch.eye(len(w))])

# %% wrong: above a half
def accuracy_slope(w, x, y, eps=1e-3):
    acc = lambda w: ((x @ w > 0.5) == y.bool()).float().mean()
    return torch.stack([(acc(w + eps * e) - acc(w - eps * e)) / (2 * eps) for e in torch.eye(len(w))])

# %% wrong: changes w
def accuracy_slope(w, x, y, eps=1e-3):
    acc = lambda w: ((x @ w > 0) == y.bool()).float().mean()
    out = []
    for i in range(len(w)):
        w[i] += eps
        up = acc(w)
        w[i] -= 2 * eps
        out.append((up - acc(w)) / (2 * eps))
    return torch.stack(out)

# %% wrong: differences
def accuracy_slope(w, x, y, eps=1e-3):
    acc = lambda w: ((x @ w > 0) == y.bool()).float().mean()
    return torch.stack([acc(w + eps * e) - acc(w - eps * e) for e in torch.eye(len(w))])

# %% wrong: a list
def accuracy_slope(w, x, y, eps=1e-3):
    acc = lambda w: ((x @ w > 0) == y.bool()).float().mean().item()
    return [(acc(w + eps * e) - acc(w - eps * e)) / (2 * eps) for e in torch.eye(len(w))]

# %% wrong: below zero
def accuracy_slope(w, x, y, eps=1e-3):
    acc = lambda w: ((x @ w < 0) == y.bool()).float().mean()
    return torch.stack([(acc(w + eps * e) - acc(w - eps * e)) / (2 * eps) for e in torch.eye(len(w))])

# %% wrong: share called 1
def accuracy_slope(w, x, y, eps=1e-3):
    share = lambda w: (x @ w > 0).float().mean()
    return torch.stack([(share(w + eps * e) - share(w - eps * e)) / (2 * eps) for e in torch.eye(len(w))])

# %% mistake: slope of the loss instead | mnist_loss
def accuracy_slope(w, x, y, eps=1e-3):
    loss = lambda w: (torch.sigmoid(x @ w) - y).abs().mean()
    return torch.stack([(loss(w + eps * e) - loss(w - eps * e)) / (2 * eps) for e in torch.eye(len(w))])

# %% mistake: slope of the loss instead | autograd
def accuracy_slope(w, x, y, eps=1e-3):
    w = w.detach().clone().requires_grad_()
    loss = torch.where(y == 1, 1 - torch.sigmoid(x @ w), torch.sigmoid(x @ w)).mean()
    return torch.autograd.grad(loss, w)[0]

# %% mistake: slope of the loss instead | cross entropy
def accuracy_slope(w, x, y, eps=1e-3):
    w = w.clone().requires_grad_()
    F.binary_cross_entropy_with_logits(x @ w, y.float()).backward()
    return w.grad

# %% mistake: slope of the loss instead | squares
def accuracy_slope(w, x, y, eps=1e-3):
    loss = lambda w: ((x @ w - y) ** 2).mean()
    return torch.tensor([(loss(w + eps * e) - loss(w - eps * e)).item() / (2 * eps) for e in torch.eye(len(w))])

# %% mistake: slope of the loss instead | mean score
def accuracy_slope(w, x, y, eps=1e-3):
    loss = lambda w: 1 - (torch.sigmoid(x @ w) - y).abs().mean()
    out = torch.zeros(len(w))
    for i in range(len(w)):
        d = torch.zeros(len(w))
        d[i] = eps
        out[i] = (loss(w + d) - loss(w - d)) / (2 * eps)
    return out

# %% mistake: one weight only | first, a scalar
def accuracy_slope(w, x, y, eps=1e-3):
    acc = lambda w: ((x @ w > 0) == y.bool()).float().mean()
    e = torch.zeros_like(w)
    e[0] = eps
    return (acc(w + e) - acc(w - e)) / (2 * eps)

# %% mistake: one weight only | first, a float
def accuracy_slope(w, x, y, eps=1e-3):
    acc = lambda w: ((x @ w > 0) == y.bool()).float().mean().item()
    e = torch.eye(len(w))[0] * eps
    return (acc(w + e) - acc(w - e)) / (2 * eps)

# %% mistake: one weight only | first, the others 0
def accuracy_slope(w, x, y, eps=1e-3):
    acc = lambda w: ((x @ w > 0) == y.bool()).float().mean()
    out = torch.zeros(len(w))
    e = torch.eye(len(w))[0] * eps
    out[0] = (acc(w + e) - acc(w - e)) / (2 * eps)
    return out

# %% mistake: one weight only | returned in the first loop
def accuracy_slope(w, x, y, eps=1e-3):
    acc = lambda w: ((x @ w > 0) == y.bool()).float().mean()
    slopes = []
    for e in torch.eye(len(w)):
        slopes.append((acc(w + eps * e) - acc(w - eps * e)) / (2 * eps))
        return torch.stack(slopes)

# %% mistake: one weight only | last
def accuracy_slope(w, x, y, eps=1e-3):
    acc = lambda w: ((x @ w > 0) == y.bool()).float().mean()
    for i in range(len(w)):
        e = torch.zeros(len(w))
        e[i] = eps
        slope = (acc(w + e) - acc(w - e)) / (2 * eps)
    return slope

# %% mistake: one weight only | the first one's for all
def accuracy_slope(w, x, y, eps=1e-3):
    acc = lambda w: ((x @ w > 0) == y.bool()).float().mean()
    e = torch.eye(len(w))[0] * eps
    return ((acc(w + e) - acc(w - e)) / (2 * eps)).expand(len(w))
