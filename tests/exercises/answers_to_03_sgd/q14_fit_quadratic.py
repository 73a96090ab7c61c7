"""Answers to q14_fit_quadratic."""
# ruff: noqa

# %% right: autograd
def fit_quadratic(x, y, lr, n_steps):
    params = torch.zeros(3, requires_grad=True)
    losses = []
    for _ in range(n_steps):
        a, b, c = params
        loss = ((a * x**2 + b * x + c - y) ** 2).mean()
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            params -= lr * params.grad
        params.grad.zero_()
    return params, losses

# %% right: detached
def fit_quadratic(x, y, lr, n_steps):
    params, losses = torch.zeros(3).requires_grad_(), []
    for i in range(n_steps):
        loss = F.mse_loss(params[0] * x**2 + params[1] * x + params[2], y)
        loss.backward()
        params.data -= lr * params.grad.data
        params.grad = None
        losses.append(float(loss))
    return params.detach(), losses

# %% right: three scalars
def fit_quadratic(x, y, lr, n_steps):
    a, b, c = (torch.tensor(0.0, requires_grad=True) for _ in range(3))
    losses = []
    for _ in range(n_steps):
        loss = (a * x * x + b * x + c - y).square().mean()
        losses.append(loss.item())
        loss.backward()
        for p in (a, b, c):
            p.data -= lr * p.grad
            p.grad = None
    return torch.stack([a, b, c]), losses

# %% right: autograd.grad
def fit_quadratic(x, y, lr, n_steps):
    p = torch.zeros(3, requires_grad=True)
    losses = []
    while len(losses) < n_steps:
        value = ((p[0] * x.pow(2) + p[1] * x + p[2]) - y).pow(2).mean()
        losses += [value.item()]
        g, = torch.autograd.grad(value, p)
        p = (p - lr * g).detach().requires_grad_()
    return p, losses

# %% right: by hand
def fit_quadratic(x, y, lr, n_steps):
    a = b = c = torch.tensor(0.0)
    losses = []
    for _ in range(n_steps):
        e = a * x**2 + b * x + c - y
        losses.append((e**2).mean().item())
        a, b, c = a - lr * (2 * e * x**2).mean(), b - lr * (2 * e * x).mean(), c - lr * (2 * e).mean()
    return torch.tensor([a, b, c]), losses

# %% right: matrix
def fit_quadratic(x, y, lr, n_steps):
    A = torch.vander(x, 3)
    p = torch.zeros(3)
    losses = []
    for _ in range(n_steps):
        r = A @ p - y
        losses.append((r @ r / len(x)).item())
        p = p - lr * 2 / len(x) * A.T @ r
    return (p, losses)

# %% right: numpy
import numpy as np
def fit_quadratic(x, y, lr, n_steps):
    x, y = x.numpy().astype(float), y.numpy().astype(float)
    p, losses = np.zeros(3), []
    for _ in range(n_steps):
        e = np.polyval(p, x) - y
        losses.append(float((e**2).mean()))
        p = p - lr * np.array([(2 * e * x**k).mean() for k in (2, 1, 0)])
    return torch.from_numpy(p), losses

# %% right: torch's own optimiser
def fit_quadratic(x, y, lr, n_steps):
    params = nn.Parameter(torch.zeros(3))
    opt = torch.optim.SGD([params], lr=lr)
    losses = []
    for _ in range(n_steps):
        opt.zero_grad()
        loss = nn.MSELoss()(params[0] * x**2 + params[1] * x + params[2], y)
        loss.backward()
        opt.step()
        losses.append(loss.item())
    return params.data, losses

# %% right: list and func.grad
def fit_quadratic(x, y, lr, n_steps):
    mse = lambda p: ((p[0] * x**2 + p[1] * x + p[2] - y) ** 2).mean()
    p, losses = torch.zeros(3), []
    for _ in range(n_steps):
        g, loss = torch.func.grad_and_value(mse)(p)
        losses.append(loss.item())
        p = p - lr * g
    return [p, losses]

# %% right: recursion
def fit_quadratic(x, y, lr, n_steps, p=None):
    p = torch.zeros(3) if p is None else p
    if n_steps == 0:
        return p, []
    e = p[0] * x**2 + p[1] * x + p[2] - y
    stepped = p - lr * torch.stack([(2 * e * x**2).mean(), (2 * e * x).mean(), (2 * e).mean()])
    last, losses = fit_quadratic(x, y, lr, n_steps - 1, stepped)
    return last, [(e**2).mean().item(), *losses]

# %% wrong: stochastic steps
def fit_quadratic(x, y, lr, n_steps):
    p, losses = torch.zeros(3), []
    for i in range(n_steps):
        losses.append(((p[0] * x**2 + p[1] * x + p[2] - y) ** 2).mean().item())
        s, t = x[i % len(x)], y[i % len(x)]
        e = p[0] * s**2 + p[1] * s + p[2] - t
        p = p - lr * 2 * e * torch.stack([s**2, s, torch.ones(())])
    return p, losses

# %% wrong: summed
def fit_quadratic(x, y, lr, n_steps):
    p, losses = torch.zeros(3, requires_grad=True), []
    for _ in range(n_steps):
        loss = ((p[0] * x**2 + p[1] * x + p[2] - y) ** 2).sum()
        losses.append(loss.item())
        g, = torch.autograd.grad(loss, p)
        p = (p - lr * g).detach().requires_grad_()
    return p, losses

# %% wrong: starts from ones
def fit_quadratic(x, y, lr, n_steps):
    p, losses = torch.ones(3, requires_grad=True), []
    for _ in range(n_steps):
        loss = ((p[0] * x**2 + p[1] * x + p[2] - y) ** 2).mean()
        losses.append(loss.item())
        g, = torch.autograd.grad(loss, p)
        p = (p - lr * g).detach().requires_grad_()
    return p, losses

# %% wrong: coefficients in the other order
def fit_quadratic(x, y, lr, n_steps):
    p, losses = torch.zeros(3, requires_grad=True), []
    for _ in range(n_steps):
        loss = ((p[2] * x**2 + p[1] * x + p[0] - y) ** 2).mean()
        losses.append(loss.item())
        g, = torch.autograd.grad(loss, p)
        p = (p - lr * g).detach().requires_grad_()
    return p, losses

# %% wrong: exact solution
def fit_quadratic(x, y, lr, n_steps):
    A = torch.stack([x**2, x, torch.ones_like(x)], 1)
    p = torch.linalg.pinv(A) @ y
    return p, [((A @ p - y) ** 2).mean().item()] * n_steps

# %% wrong: losses as tensors
def fit_quadratic(x, y, lr, n_steps):
    p, losses = torch.zeros(3, requires_grad=True), []
    for _ in range(n_steps):
        loss = ((p[0] * x**2 + p[1] * x + p[2] - y) ** 2).mean()
        losses.append(loss)
        g, = torch.autograd.grad(loss, p)
        p = (p - lr * g).detach().requires_grad_()
    return p, losses

# %% wrong: list of coefficients
def fit_quadratic(x, y, lr, n_steps):
    p, losses = torch.zeros(3, requires_grad=True), []
    for _ in range(n_steps):
        loss = ((p[0] * x**2 + p[1] * x + p[2] - y) ** 2).mean()
        losses.append(loss.item())
        g, = torch.autograd.grad(loss, p)
        p = (p - lr * g).detach().requires_grad_()
    return p.tolist(), losses

# %% wrong: parameters only
def fit_quadratic(x, y, lr, n_steps):
    p = torch.zeros(3, requires_grad=True)
    for _ in range(n_steps):
        loss = ((p[0] * x**2 + p[1] * x + p[2] - y) ** 2).mean()
        g, = torch.autograd.grad(loss, p)
        p = (p - lr * g).detach().requires_grad_()
    return p

# %% wrong: factor two lost
def fit_quadratic(x, y, lr, n_steps):
    p, losses = torch.zeros(3), []
    for _ in range(n_steps):
        e = p[0] * x**2 + p[1] * x + p[2] - y
        losses.append((e**2).mean().item())
        p = p - lr * torch.stack([(e * x**2).mean(), (e * x).mean(), e.mean()])
    return p, losses

# %% wrong: uphill
def fit_quadratic(x, y, lr, n_steps):
    p, losses = torch.zeros(3), []
    for _ in range(n_steps):
        e = p[0] * x**2 + p[1] * x + p[2] - y
        losses.append((e**2).mean().item())
        p = p + 2 * lr * torch.stack([(e * x**2).mean(), (e * x).mean(), e.mean()])
    return p, losses

# %% wrong: absolute error recorded
def fit_quadratic(x, y, lr, n_steps):
    p, losses = torch.zeros(3), []
    for _ in range(n_steps):
        e = p[0] * x**2 + p[1] * x + p[2] - y
        losses.append(e.abs().mean().item())
        p = p - 2 * lr * torch.stack([(e * x**2).mean(), (e * x).mean(), e.mean()])
    return p, losses

# %% wrong: one after the other
def fit_quadratic(x, y, lr, n_steps):
    p, losses = torch.zeros(3), []
    for _ in range(n_steps):
        losses.append(((p[0] * x**2 + p[1] * x + p[2] - y) ** 2).mean().item())
        for i in range(3):
            e = p[0] * x**2 + p[1] * x + p[2] - y
            p[i] -= 2 * lr * (e * x ** (2 - i)).mean()
    return p, losses

# %% wrong: one step short
def fit_quadratic(x, y, lr, n_steps):
    p, losses = torch.zeros(3), []
    for i in range(n_steps):
        e = p[0] * x**2 + p[1] * x + p[2] - y
        losses.append((e**2).mean().item())
        if i < n_steps - 1:
            p = p - 2 * lr * torch.stack([(e * x**2).mean(), (e * x).mean(), e.mean()])
    return p, losses

# %% mistake: gradients pile up | not zeroed
def fit_quadratic(x, y, lr, n_steps):
    params = torch.zeros(3, requires_grad=True)
    losses = []
    for _ in range(n_steps):
        a, b, c = params
        loss = ((a * x**2 + b * x + c - y) ** 2).mean()
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            params -= lr * params.grad
    return params, losses

# %% mistake: gradients pile up | three scalars
def fit_quadratic(x, y, lr, n_steps):
    a, b, c = (torch.zeros((), requires_grad=True) for _ in range(3))
    losses = []
    for _ in range(n_steps):
        loss = F.mse_loss(a * x**2 + b * x + c, y)
        loss.backward()
        for p in (a, b, c):
            p.data -= lr * p.grad
        losses.append(loss.item())
    return torch.tensor([a, b, c]), losses

# %% mistake: gradients pile up | optimiser without zero_grad
def fit_quadratic(x, y, lr, n_steps):
    params = torch.zeros(3, requires_grad=True)
    opt = torch.optim.SGD([params], lr)
    losses = []
    for _ in range(n_steps):
        loss = F.mse_loss(params[0] * x**2 + params[1] * x + params[2], y)
        loss.backward()
        opt.step()
        losses.append(loss.item())
    return params.detach(), losses

# %% mistake: gradients pile up | a copy is zeroed
def fit_quadratic(x, y, lr, n_steps):
    params = torch.zeros(3, requires_grad=True)
    losses = []
    for _ in range(n_steps):
        loss = ((params[0] * x**2 + params[1] * x + params[2] - y) ** 2).mean()
        losses.append(loss.item())
        loss.backward()
        params.data -= lr * params.grad
        grad = params.grad.clone()
        grad.zero_()
    return params, losses

# %% mistake: gradients pile up | zeroed after the loop
def fit_quadratic(x, y, lr, n_steps):
    params = torch.zeros(3, requires_grad=True)
    losses = []
    for _ in range(n_steps):
        loss = ((params[0] * x**2 + params[1] * x + params[2] - y) ** 2).mean()
        losses.append(loss.item())
        loss.backward()
        params.data -= lr * params.grad
    params.grad.zero_()
    return params, losses

# %% mistake: loss recorded after the step | measured again
def fit_quadratic(x, y, lr, n_steps):
    params, losses = torch.zeros(3, requires_grad=True), []
    for _ in range(n_steps):
        loss = ((params[0] * x**2 + params[1] * x + params[2] - y) ** 2).mean()
        loss.backward()
        params.data -= lr * params.grad
        params.grad = None
        losses.append(((params[0] * x**2 + params[1] * x + params[2] - y) ** 2).mean().item())
    return params, losses

# %% mistake: loss recorded after the step | by hand
def fit_quadratic(x, y, lr, n_steps):
    A, p, losses = torch.vander(x, 3), torch.zeros(3), []
    for _ in range(n_steps):
        p = p - lr * 2 / len(x) * A.T @ (A @ p - y)
        losses.append((A @ p - y).square().mean().item())
    return p, losses

# %% mistake: loss recorded after the step | first thrown away
def fit_quadratic(x, y, lr, n_steps):
    A, p, losses = torch.vander(x, 3), torch.zeros(3), []
    for _ in range(n_steps):
        r = A @ p - y
        losses.append(r.square().mean().item())
        p = p - lr * 2 * A.T @ r / len(x)
    losses.append((A @ p - y).square().mean().item())
    return p, losses[1:]

# %% mistake: loss recorded after the step | function of the parameters
def fit_quadratic(x, y, lr, n_steps):
    def mse(p):
        return F.mse_loss(p[0] * x**2 + p[1] * x + p[2], y)
    p, losses = torch.zeros(3, requires_grad=True), []
    for _ in range(n_steps):
        g, = torch.autograd.grad(mse(p), p)
        with torch.no_grad():
            p -= lr * g
            losses.append(float(mse(p)))
    return p, losses

# %% mistake: one loss too many | final loss appended
def fit_quadratic(x, y, lr, n_steps):
    A, p, losses = torch.vander(x, 3), torch.zeros(3), []
    for _ in range(n_steps):
        r = A @ p - y
        losses.append(r.square().mean().item())
        p = p - lr * 2 * A.T @ r / len(x)
    losses.append((A @ p - y).square().mean().item())
    return p, losses

# %% mistake: one loss too many | one step more
def fit_quadratic(x, y, lr, n_steps):
    A, p, losses = torch.vander(x, 3), torch.zeros(3), []
    for _ in range(n_steps + 1):
        r = A @ p - y
        losses.append(r.square().mean().item())
        p = p - lr * 2 * A.T @ r / len(x)
    return p, losses

# %% mistake: one loss too many | break before the step
def fit_quadratic(x, y, lr, n_steps):
    A, p, losses = torch.vander(x, 3), torch.zeros(3), []
    for i in range(n_steps + 1):
        r = A @ p - y
        losses.append(r.square().mean().item())
        if i == n_steps:
            break
        p = p - lr * 2 * A.T @ r / len(x)
    return p, losses

# %% mistake: one loss too many | begun with the first
def fit_quadratic(x, y, lr, n_steps):
    A, p = torch.vander(x, 3), torch.zeros(3)
    losses = [y.square().mean().item()]
    for _ in range(n_steps):
        p = p - lr * 2 * A.T @ (A @ p - y) / len(x)
        losses.append((A @ p - y).square().mean().item())
    return p, losses

# %% mistake: one loss too many | while with an off by one
def fit_quadratic(x, y, lr, n_steps):
    A, p, losses, i = torch.vander(x, 3), torch.zeros(3), [], 0
    while i <= n_steps:
        r = A @ p - y
        losses += [float((r**2).mean())]
        p, i = p - lr * 2 * A.T @ r / len(x), i + 1
    return p, losses
