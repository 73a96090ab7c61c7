# %% right: small steps by autograd
def fit_line(x, y, use_bias):
    w = torch.tensor(0.0, requires_grad=True)
    b = torch.tensor(0.0, requires_grad=True)
    for _ in range(2500):
        loss = (w * x + (b if use_bias else 0) - y).square().mean()
        gw, gb = torch.autograd.grad(loss, (w, b), allow_unused=True)
        with torch.no_grad():
            w -= 0.02 * gw
            if use_bias:
                b -= 0.02 * gb
    return w.item(), b.item()

# %% right: centred formulas
def fit_line(x, y, use_bias):
    if use_bias:
        w = ((x - x.mean()) * (y - y.mean())).sum() / ((x - x.mean()) ** 2).sum()
        b = y.mean() - w * x.mean()
        return w.item(), b.item()
    return ((x * y).sum() / (x ** 2).sum()).item(), 0.0

# %% right: covariance and variance
def fit_line(x, y, use_bias):
    if not use_bias:
        return float(x @ y / (x @ x)), 0
    c = torch.cov(torch.stack([x, y]))
    w = c[0, 1] / c[0, 0]
    return float(w), float(y.mean() - w * x.mean())

# %% right: lstsq
def fit_line(x, y, use_bias):
    cols = [x, torch.ones_like(x)] if use_bias else [x]
    sol = torch.linalg.lstsq(torch.stack(cols, 1), y.unsqueeze(1)).solution
    return sol[0].item(), (sol[1].item() if use_bias else 0.0)

# %% right: pinverse
def fit_line(x, y, use_bias):
    A = torch.stack([x, torch.ones(len(x)) * float(use_bias)], dim=1)
    w, b = (torch.pinverse(A) @ y).tolist()
    return w, b

# %% right: normal equations in float64
def fit_line(x, y, use_bias):
    A = x.double()[:, None]
    if use_bias:
        A = torch.cat([A, torch.ones_like(A)], 1)
    p = torch.linalg.solve(A.T @ A, A.T @ y.double())
    return p[0].item(), p[1].item() if use_bias else 0.0

# %% right: polyfit
def fit_line(x, y, use_bias):
    import numpy as np
    if use_bias:
        w, b = np.polyfit(x.numpy(), y.numpy(), 1)
        return float(w), float(b)
    return float(np.dot(x, y) / np.dot(x, x)), 0.0

# %% right: numpy lstsq
def fit_line(x, y, use_bias):
    import numpy as np
    A = np.stack([x.numpy(), np.ones(len(x))], axis=1)
    if not use_bias:
        A = A[:, :1]
    p, *_ = np.linalg.lstsq(A, y.numpy(), rcond=None)
    return (p[0], p[1]) if use_bias else (p[0], 0.0)

# %% right: plain sums
def fit_line(x, y, use_bias):
    n = len(x)
    sx, sy = sum(x.tolist()), sum(y.tolist())
    sxy = sum(a * b for a, b in zip(x.tolist(), y.tolist()))
    sxx = sum(a * a for a in x.tolist())
    if use_bias:
        w = (n * sxy - sx * sy) / (n * sxx - sx * sx)
        b = (sy - w * sx) / n
    else:
        w, b = sxy / sxx, 0.0
    return [w, b]

# %% right: gradient descent by autograd
def fit_line(x, y, use_bias):
    w = torch.zeros(1, requires_grad=True)
    b = torch.zeros(1, requires_grad=use_bias)
    params = [w, b] if use_bias else [w]
    for _ in range(800):
        loss = ((w * x + b - y) ** 2).mean()
        loss.backward()
        with torch.no_grad():
            for p in params:
                p -= 0.1 * p.grad
                p.grad.zero_()
    return w.item(), b.item()

# %% right: an optimiser
def fit_line(x, y, use_bias):
    layer = nn.Linear(1, 1, bias=use_bias)
    opt = torch.optim.SGD(layer.parameters(), lr=0.1, momentum=0.5)
    for _ in range(400):
        opt.zero_grad()
        F.mse_loss(layer(x[:, None])[:, 0], y).backward()
        opt.step()
    return layer.weight.item(), layer.bias.item() if use_bias else 0.0

# %% right: lbfgs
def fit_line(x, y, use_bias):
    p = torch.zeros(2, dtype=torch.float64, requires_grad=True)
    opt = torch.optim.LBFGS([p], max_iter=60, line_search_fn="strong_wolfe", tolerance_grad=1e-10)
    def closure():
        opt.zero_grad()
        b = p[1] if use_bias else 0
        loss = ((p[0] * x.double() + b - y.double()) ** 2).mean()
        loss.backward()
        return loss
    opt.step(closure)
    return p[0].item(), p[1].item() if use_bias else 0.0

# %% right: statistics
def fit_line(x, y, use_bias):
    import statistics
    line = statistics.linear_regression(x.tolist(), y.tolist(), proportional=not use_bias)
    return line.slope, line.intercept

# %% right: cramer
def fit_line(x, y, use_bias):
    x, y = x.double(), y.double()
    if not use_bias:
        return (torch.dot(x, y) / torch.dot(x, x)).item(), 0.0
    det = len(x) * (x * x).sum() - x.sum() ** 2
    w = (len(x) * (x * y).sum() - x.sum() * y.sum()) / det
    b = ((x * x).sum() * y.sum() - x.sum() * (x * y).sum()) / det
    return tuple(float(v) for v in (w, b))

# %% right: rounded
def fit_line(x, y, use_bias):
    mx, my = (x.mean(), y.mean()) if use_bias else (0.0, 0.0)
    w = ((x - mx) * (y - my)).sum() / ((x - mx) ** 2).sum()
    return round(w.item(), 4), round(float(my - w * mx), 4)

# %% mistake: bias forgotten | origin always
def fit_line(x, y, use_bias):
    return ((x * y).sum() / (x * x).sum()).item(), 0.0

# %% mistake: bias forgotten | origin by lstsq
def fit_line(x, y, use_bias):
    w = torch.linalg.lstsq(x[:, None], y[:, None]).solution.item()
    b = 0.0
    return w, b

# %% mistake: bias forgotten | slope right and bias zero
def fit_line(x, y, use_bias):
    if use_bias:
        dx = x - x.mean()
        w = (dx * (y - y.mean())).sum() / (dx * dx).sum()
    else:
        w = (x * y).sum() / (x * x).sum()
    return w.item(), 0.0

# %% mistake: bias forgotten | descent on the slope alone
def fit_line(x, y, use_bias):
    w, b = 0.0, 0.0
    for _ in range(500):
        w -= 0.1 * (2 * (w * x + b - y) * x).mean().item()
    return w, b

# %% mistake: bias forgotten | bias without its gradient
def fit_line(x, y, use_bias):
    w, b = torch.zeros(1, requires_grad=True), torch.zeros(1)
    for _ in range(600):
        ((w * x + b - y) ** 2).mean().backward()
        w.data -= 0.1 * w.grad
        w.grad = None
    return w.item(), b.item()

# %% mistake: through the mean, not the origin | centred slope in both cases
def fit_line(x, y, use_bias):
    dx, dy = x - x.mean(), y - y.mean()
    w = (dx * dy).sum() / (dx ** 2).sum()
    b = y.mean() - w * x.mean()
    return w.item(), b.item() if use_bias else 0.0

# %% mistake: through the mean, not the origin | flag ignored
def fit_line(x, y, use_bias):
    A = torch.stack([x, torch.ones_like(x)], 1)
    w, b = torch.linalg.lstsq(A, y[:, None]).solution.flatten().tolist()
    return w, b

# %% mistake: through the mean, not the origin | polyfit and bias dropped
def fit_line(x, y, use_bias):
    import numpy as np
    w, b = np.polyfit(x.numpy(), y.numpy(), 1)
    if not use_bias:
        b = 0
    return float(w), float(b)

# %% mistake: through the mean, not the origin | bias dropped after descent
def fit_line(x, y, use_bias):
    w = b = 0.0
    for _ in range(800):
        e = w * x + b - y
        w, b = w - 0.2 * (e * x).mean().item(), b - 0.2 * e.mean().item()
    if not use_bias:
        b = 0.0
    return w, b

# %% mistake: through the mean, not the origin | ratio of the means
def fit_line(x, y, use_bias):
    if not use_bias:
        return (y.mean() / x.mean()).item(), 0.0
    dx = x - x.mean()
    w = (dx @ y / (dx @ dx)).item()
    return w, y.mean().item() - w * x.mean().item()

# %% wrong: swapped
def fit_line(x, y, use_bias):
    if use_bias:
        dx = x - x.mean()
        w = (dx @ y / (dx @ dx)).item()
        return y.mean().item() - w * x.mean().item(), w
    return 0.0, (x @ y / (x @ x)).item()

# %% wrong: flag inverted
def fit_line(x, y, use_bias):
    if not use_bias:
        dx = x - x.mean()
        w = (dx @ y / (dx @ dx)).item()
        return w, y.mean().item() - w * x.mean().item()
    return (x @ y / (x @ x)).item(), 0.0

# %% wrong: tensors
def fit_line(x, y, use_bias):
    if use_bias:
        dx = x - x.mean()
        w = dx @ y / (dx @ dx)
        return w, y.mean() - w * x.mean()
    return x @ y / (x @ x), torch.tensor(0.0)

# %% wrong: slope alone
def fit_line(x, y, use_bias):
    if use_bias:
        dx = x - x.mean()
        return (dx @ y / (dx @ dx)).item()
    return (x @ y / (x @ x)).item()

# %% wrong: x on y
def fit_line(x, y, use_bias):
    if use_bias:
        dy = y - y.mean()
        w = (dy @ x / (dy @ dy)).item()
        return w, x.mean().item() - w * y.mean().item()
    return (x @ y / (y @ y)).item(), 0.0

# %% wrong: first and last point
def fit_line(x, y, use_bias):
    w = ((y[-1] - y[0]) / (x[-1] - x[0])).item()
    return (w, (y[0] - w * x[0]).item()) if use_bias else ((x @ y / (x @ x)).item(), 0.0)

# %% wrong: too few steps
def fit_line(x, y, use_bias):
    w = b = 0.0
    for _ in range(5):
        e = w * x + b - y
        w -= 0.1 * (e * x).mean().item()
        b -= 0.1 * e.mean().item() * use_bias
    return w, b

# %% wrong: absolute errors
def fit_line(x, y, use_bias):
    w = b = 0.0
    for i in range(3000):
        s = torch.sign(w * x + b - y)
        w -= 0.5 / (i + 1) ** 0.5 * (s * x).mean().item()
        b -= 0.5 / (i + 1) ** 0.5 * s.mean().item() * use_bias
    return w, b

# %% wrong: bias is the mean of y
def fit_line(x, y, use_bias):
    if use_bias:
        dx = x - x.mean()
        return (dx @ y / (dx @ dx)).item(), y.mean().item()
    return (x @ y / (x @ x)).item(), 0.0

# %% wrong: bias of the other slope
def fit_line(x, y, use_bias):
    w = (x @ y / (x @ x)).item()
    return w, (y.mean().item() - w * x.mean().item()) if use_bias else 0.0

# %% wrong: sign of the bias
def fit_line(x, y, use_bias):
    if use_bias:
        dx = x - x.mean()
        w = (dx @ y / (dx @ dx)).item()
        return w, w * x.mean().item() - y.mean().item()
    return (x @ y / (x @ x)).item(), 0.0

# %% wrong: none for no bias
def fit_line(x, y, use_bias):
    if use_bias:
        dx = x - x.mean()
        w = (dx @ y / (dx @ dx)).item()
        return w, y.mean().item() - w * x.mean().item()
    return (x @ y / (x @ x)).item(), None
