# %% right: leaf of its own
def grad_after(f, x, times):
    x = x.detach().clone().requires_grad_(True)
    for _ in range(times):
        f(x).backward()
    return x.grad

# %% right: while
def grad_after(f, x, times):
    z = x.clone().requires_grad_()
    while times:
        y = f(z)
        y.backward()
        times -= 1
    return z.grad

# %% right: new tensor
def grad_after(f, x, times):
    z = torch.tensor(x.tolist(), dtype=x.dtype, requires_grad=True)
    for i in range(times):
        loss = f(z)
        loss.backward()
    return z.grad.clone()

# %% right: times the gradient
def grad_after(f, x, times):
    z = x.detach().clone().requires_grad_()
    f(z).backward()
    return z.grad * times

# %% right: autograd grad
def grad_after(f, x, times):
    z = x.clone().requires_grad_()
    total = torch.zeros_like(x)
    for _ in range(times):
        total += torch.autograd.grad(f(z), z)[0]
    return total

# %% right: func grad
def grad_after(f, x, times):
    return sum(torch.func.grad(f)(x) for _ in range(times))

# %% right: a parameter
def grad_after(f, x, times):
    p = nn.Parameter(x.clone())
    for _ in range(times):
        f(p).backward()
    return p.grad.detach()

# %% right: sum then backward
def grad_after(f, x, times):
    z = x.clone().requires_grad_()
    sum(f(z) for _ in range(times)).backward()
    return z.grad

# %% right: retained graph
def grad_after(f, x, times):
    z = x.clone().requires_grad_()
    y = f(z)
    for _ in range(times):
        y.backward(retain_graph=True)
    return z.grad

# %% right: recursion
def grad_after(f, x, times):
    def go(z, left):
        if left:
            f(z).backward()
            go(z, left - 1)
    z = x.detach().clone()
    z.requires_grad = True
    go(z, times)
    return z.grad

# %% right: jacobian
def grad_after(f, x, times):
    return times * torch.autograd.functional.jacobian(f, x)

# %% right: a view of the data
def grad_after(f, x, times):
    z = x.data.requires_grad_()
    for _ in range(times):
        f(z).backward()
    return z.grad

# %% right: detach alone
def grad_after(f, x, times):
    z = x.detach()
    z.requires_grad_()
    [f(z).backward() for _ in range(times)]
    return z.grad

# %% mistake: returns what `backward()` returns | last
def grad_after(f, x, times):
    x = x.clone().requires_grad_()
    for _ in range(times):
        grad = f(x).backward()
    return grad

# %% mistake: returns what `backward()` returns | list of them
def grad_after(f, x, times):
    z = x.detach().clone().requires_grad_()
    return [f(z).backward() for _ in range(times)][-1]

# %% mistake: returns what `backward()` returns | flagged too
def grad_after(f, x, times):
    x.requires_grad_(True)
    for _ in range(times):
        y = f(x)
        g = y.backward()
    return g

# %% mistake: returns what `backward()` returns | summed
def grad_after(f, x, times):
    z = x.clone().requires_grad_()
    total = 0
    for _ in range(times):
        total += f(z).backward()
    return total

# %% mistake: returns what `backward()` returns | summed into zeros
def grad_after(f, x, times):
    z = x.clone().requires_grad_()
    total = torch.zeros_like(x)
    for _ in range(times):
        total = total + f(z).backward()
    return total

# %% mistake: returns what `backward()` returns | multiplied
def grad_after(f, x, times):
    z = x.clone().requires_grad_()
    return f(z).backward() * times

# %% mistake: returns what `backward()` returns | all of them in a list
def grad_after(f, x, times):
    x = x.detach().clone().requires_grad_()
    grads = []
    for _ in range(times):
        grads.append(f(x).backward())
    return grads

# %% mistake: zeroes | zeroed before each
def grad_after(f, x, times):
    x = x.detach().clone().requires_grad_()
    for _ in range(times):
        if x.grad is not None:
            x.grad.zero_()
        f(x).backward()
    return x.grad

# %% mistake: zeroes | none before each
def grad_after(f, x, times):
    z = x.detach().clone().requires_grad_()
    for _ in range(times):
        z.grad = None
        f(z).backward()
    return z.grad

# %% mistake: zeroes | a new leaf each time
def grad_after(f, x, times):
    for _ in range(times):
        z = x.clone().requires_grad_()
        f(z).backward()
    return z.grad

# %% mistake: zeroes | zeroed after each
def grad_after(f, x, times):
    z = x.clone().requires_grad_()
    for _ in range(times):
        f(z).backward()
        g = z.grad.clone()
        z.grad.zero_()
    return g

# %% mistake: zeroes | optimiser zeroes
def grad_after(f, x, times):
    p = nn.Parameter(x.clone())
    opt = torch.optim.SGD([p], lr=0.1)
    for _ in range(times):
        opt.zero_grad()
        f(p).backward()
    return p.grad

# %% mistake: zeroes | zeroed at the end as well
def grad_after(f, x, times):
    z = x.clone().requires_grad_()
    for _ in range(times):
        f(z).backward()
        z.grad.zero_()
    return z.grad

# %% mistake: zeroes | autograd grad of the last
def grad_after(f, x, times):
    z = x.clone().requires_grad_()
    for _ in range(times):
        g, = torch.autograd.grad(f(z), z)
    return g

# %% mistake: zeroes | flagged and zeroed
def grad_after(f, x, times):
    x.requires_grad_()
    for _ in range(times):
        x.grad = None
        f(x).backward()
    return x.grad

# %% mistake: gradient to the power `times` | power
def grad_after(f, x, times):
    z = x.clone().requires_grad_()
    f(z).backward()
    return z.grad ** times

# %% mistake: gradient to the power `times` | pow
def grad_after(f, x, times):
    z = x.detach().clone().requires_grad_()
    f(z).backward()
    return torch.pow(z.grad, times)

# %% mistake: gradient to the power `times` | product in a loop
def grad_after(f, x, times):
    total = torch.ones_like(x)
    for _ in range(times):
        z = x.clone().requires_grad_()
        f(z).backward()
        total *= z.grad
    return total

# %% mistake: gradient to the power `times` | func grad
def grad_after(f, x, times):
    g = torch.func.grad(f)(x)
    out = g
    for _ in range(times - 1):
        out = out * g
    return out

# %% wrong: flags the caller's
def grad_after(f, x, times):
    x.requires_grad_()
    for _ in range(times):
        f(x).backward()
    return x.grad

# %% wrong: flags and unflags but leaves the gradient
def grad_after(f, x, times):
    x.requires_grad_()
    for _ in range(times):
        f(x).backward()
    x.requires_grad_(False)
    return x.grad

# %% wrong: leaves the flag
def grad_after(f, x, times):
    x.requires_grad_()
    for _ in range(times):
        f(x).backward()
    g, x.grad = x.grad, None
    return g

# %% wrong: once too often
def grad_after(f, x, times):
    z = x.clone().requires_grad_()
    for _ in range(times + 1):
        f(z).backward()
    return z.grad

# %% wrong: once too few
def grad_after(f, x, times):
    z = x.clone().requires_grad_()
    z.grad = torch.zeros_like(z)
    for _ in range(times - 1):
        f(z).backward()
    return z.grad

# %% wrong: a list
def grad_after(f, x, times):
    z = x.clone().requires_grad_()
    for _ in range(times):
        f(z).backward()
    return z.grad.tolist()

# %% wrong: mean
def grad_after(f, x, times):
    z = x.clone().requires_grad_()
    for _ in range(times):
        f(z).backward()
    return z.grad / times ** 2

# %% wrong: the value
def grad_after(f, x, times):
    z = x.clone().requires_grad_()
    for _ in range(times):
        y = f(z)
        y.backward()
    return y.detach()

# %% wrong: steps in between
def grad_after(f, x, times):
    z = x.clone().requires_grad_()
    for _ in range(times):
        f(z).backward()
        z.data -= 0.1 * z.grad
    return z.grad

# %% wrong: all gradients
def grad_after(f, x, times):
    z = x.clone().requires_grad_()
    grads = []
    for _ in range(times):
        f(z).backward()
        grads.append(z.grad.clone())
    return torch.stack(grads)

# %% wrong: no requires_grad
def grad_after(f, x, times):
    for _ in range(times):
        f(x).backward()
    return x.grad

# %% wrong: graph used twice
def grad_after(f, x, times):
    z = x.clone().requires_grad_()
    y = f(z)
    for _ in range(times):
        y.backward()
    return z.grad + 0 * y

# %% wrong: negative
def grad_after(f, x, times):
    z = x.clone().requires_grad_()
    for _ in range(times):
        f(z).backward()
    return -z.grad

# %% wrong: summed to a number
def grad_after(f, x, times):
    z = x.clone().requires_grad_()
    for _ in range(times):
        f(z).backward()
    return z.grad.sum()
