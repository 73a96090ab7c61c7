"""Answers to q15_batch_gradients."""
# ruff: noqa

# %% right: formula
def batch_gradients(x, y, w, batches):
    return torch.stack([(2 * x[b] * (w * x[b] - y[b])).mean() for b in batches])

# %% right: autograd
def batch_gradients(x, y, w, batches):
    grads = []
    for b in batches:
        wt = torch.tensor(w, requires_grad=True)
        loss = ((wt * x[b] - y[b]) ** 2).mean()
        loss.backward()
        grads.append(wt.grad)
    return torch.stack(grads)

# %% right: zeroed
def batch_gradients(x, y, w, batches):
    wt = torch.tensor(float(w), requires_grad=True)
    grads = torch.zeros(len(batches))
    for i, b in enumerate(batches):
        if wt.grad is not None:
            wt.grad.zero_()
        F.mse_loss(wt * x[b], y[b]).backward()
        grads[i] = wt.grad
    return grads

# %% right: autograd.grad
def batch_gradients(x, y, w, batches):
    w = torch.tensor([w], requires_grad=True)
    return torch.cat([torch.autograd.grad((w * x[b] - y[b]).pow(2).mean(), w)[0] for b in batches])

# %% right: func.grad
def batch_gradients(x, y, w, batches):
    slope = torch.func.grad(lambda w, xb, yb: ((w * xb - yb) ** 2).mean())
    return torch.stack([slope(torch.tensor(w), x[b], y[b]) for b in batches])

# %% right: python numbers
def batch_gradients(x, y, w, batches):
    xs, ys = x.tolist(), y.tolist()
    return torch.tensor([sum(2 * xs[i] * (w * xs[i] - ys[i]) for i in b.tolist()) / len(b) for b in batches])

# %% right: float64
def batch_gradients(x, y, w, batches):
    x, y = x.double(), y.double()
    return torch.tensor([2 * (w * (x[b] ** 2).mean() - (x[b] * y[b]).mean()) for b in batches], dtype=torch.float64)

# %% right: dot
def batch_gradients(x, y, w, batches):
    r = w * x - y
    return torch.stack([2 * torch.dot(x[b], r[b]) / len(b) for b in batches])

# %% right: central difference
def batch_gradients(x, y, w, batches):
    x, y = x.double(), y.double()
    mse = lambda w, b: ((w * x[b] - y[b]) ** 2).mean()
    return torch.stack([(mse(w + 1e-4, b) - mse(w - 1e-4, b)) / 2e-4 for b in batches])

# %% right: map
def batch_gradients(x, y, w, batches):
    def one(b):
        xb, yb = x.index_select(0, b), y.index_select(0, b)
        return float(torch.mean(2 * (xb * w - yb) * xb))
    return torch.tensor(list(map(one, batches)))

# %% wrong: summed
def batch_gradients(x, y, w, batches):
    return torch.stack([(2 * x[b] * (w * x[b] - y[b])).sum() for b in batches])

# %% wrong: sign
def batch_gradients(x, y, w, batches):
    return torch.stack([(2 * x[b] * (y[b] - w * x[b])).mean() for b in batches])

# %% wrong: x forgotten
def batch_gradients(x, y, w, batches):
    return torch.stack([(2 * (w * x[b] - y[b])).mean() for b in batches])

# %% wrong: a list
def batch_gradients(x, y, w, batches):
    return [(2 * x[b] * (w * x[b] - y[b])).mean() for b in batches]

# %% wrong: losses
def batch_gradients(x, y, w, batches):
    return torch.stack([((w * x[b] - y[b]) ** 2).mean() for b in batches])

# %% wrong: an axis more
def batch_gradients(x, y, w, batches):
    return torch.stack([(2 * x[b] * (w * x[b] - y[b])).mean(0, keepdim=True) for b in batches])

# %% wrong: divided by n
def batch_gradients(x, y, w, batches):
    return torch.stack([(2 * x[b] * (w * x[b] - y[b])).sum() / len(x) for b in batches])

# %% wrong: mean of the batches
def batch_gradients(x, y, w, batches):
    return torch.stack([(2 * x[b] * (w * x[b] - y[b])).mean() for b in batches]).mean()

# %% wrong: steps in between
def batch_gradients(x, y, w, batches):
    grads = []
    for b in batches:
        g = (2 * x[b] * (w * x[b] - y[b])).mean()
        grads.append(g)
        w = w - 0.1 * g
    return torch.stack(grads)

# %% wrong: slices of the size
def batch_gradients(x, y, w, batches):
    grads, start = [], 0
    for b in batches:
        xb, yb = x[start:start + len(b)], y[start:start + len(b)]
        grads.append((2 * xb * (w * xb - yb)).mean())
        start += len(b)
    return torch.stack(grads)

# %% wrong: absolute error
def batch_gradients(x, y, w, batches):
    return torch.stack([(x[b] * (w * x[b] - y[b]).sign()).mean() for b in batches])

# %% wrong: y from the start
def batch_gradients(x, y, w, batches):
    return torch.stack([(2 * x[b] * (w * x[b] - y[:len(b)])).mean() for b in batches])

# %% wrong: root of the mean
def batch_gradients(x, y, w, batches):
    w = torch.tensor(w, requires_grad=True)
    return torch.stack([torch.autograd.grad(((w * x[b] - y[b]) ** 2).mean().sqrt(), w)[0] for b in batches])

# %% mistake: gradient of the whole set each time | formula
def batch_gradients(x, y, w, batches):
    return torch.stack([(2 * x * (w * x - y)).mean() for b in batches])

# %% mistake: gradient of the whole set each time | autograd
def batch_gradients(x, y, w, batches):
    grads = []
    for _ in batches:
        wt = torch.tensor(w, requires_grad=True)
        F.mse_loss(wt * x, y).backward()
        grads.append(wt.grad.item())
    return torch.tensor(grads)

# %% mistake: gradient of the whole set each time | full
def batch_gradients(x, y, w, batches):
    g = 2 * (x * (w * x - y)).mean()
    return torch.full((len(batches),), g.item())

# %% mistake: gradient of the whole set each time | dot
def batch_gradients(x, y, w, batches):
    xb, yb = x, y
    return torch.ones(len(batches)) * (2 * torch.dot(xb, w * xb - yb) / len(xb))

# %% mistake: factor 2 lost | formula
def batch_gradients(x, y, w, batches):
    return torch.stack([(x[b] * (w * x[b] - y[b])).mean() for b in batches])

# %% mistake: factor 2 lost | half the square
def batch_gradients(x, y, w, batches):
    w = torch.tensor(w, requires_grad=True)
    return torch.stack([torch.autograd.grad(((w * x[b] - y[b]) ** 2).mean() / 2, w)[0] for b in batches])

# %% mistake: factor 2 lost | dot
def batch_gradients(x, y, w, batches):
    return torch.stack([x[b] @ (w * x[b] - y[b]) / len(b) for b in batches])

# %% mistake: factor 2 lost | python
def batch_gradients(x, y, w, batches):
    return torch.tensor([sum(float(x[i] * (w * x[i] - y[i])) for i in b) / len(b) for b in batches])

# %% mistake: gradients pile up | not zeroed
def batch_gradients(x, y, w, batches):
    wt = torch.tensor(w, requires_grad=True)
    grads = []
    for b in batches:
        ((wt * x[b] - y[b]) ** 2).mean().backward()
        grads.append(wt.grad.item())
    return torch.tensor(grads)

# %% mistake: gradients pile up | clones
def batch_gradients(x, y, w, batches):
    wt = torch.tensor(w, requires_grad=True)
    grads = []
    for b in batches:
        F.mse_loss(wt * x[b], y[b]).backward()
        grads.append(wt.grad.clone())
    return torch.stack(grads)

# %% mistake: gradients pile up | the same tensor each time
def batch_gradients(x, y, w, batches):
    wt = torch.tensor(w, requires_grad=True)
    grads = []
    for b in batches:
        F.mse_loss(wt * x[b], y[b]).backward()
        grads.append(wt.grad)
    return torch.stack(grads)

# %% mistake: gradients pile up | a total
def batch_gradients(x, y, w, batches):
    g, grads = 0.0, []
    for b in batches:
        g += (2 * x[b] * (w * x[b] - y[b])).mean()
        grads.append(float(g))
    return torch.tensor(grads)

# %% mistake: gradients pile up | zeroed before the loop
def batch_gradients(x, y, w, batches):
    wt = torch.tensor(w, requires_grad=True)
    wt.grad = torch.zeros(())
    out = torch.empty(len(batches))
    for i, b in enumerate(batches):
        ((wt * x[b] - y[b]) ** 2).mean().backward()
        out[i] = wt.grad
    return out
