"""Answers to q14_sgd_step."""
# ruff: noqa

# %% right: no_grad
def sgd_step(params, lr):
    with torch.no_grad():
        for p in params:
            if p.grad is not None:
                p -= lr * p.grad

# %% right: decorator
@torch.no_grad()
def sgd_step(params, lr):
    for p in params:
        if p.grad is None:
            continue
        p.sub_(p.grad, alpha=lr)

# %% right: data
def sgd_step(params, lr):
    for p in params:
        if p.grad is not None:
            p.data -= p.grad.data * lr

# %% right: new data
def sgd_step(params, lr):
    for p in params:
        if p.grad is not None:
            p.data = p.data - lr * p.grad

# %% right: copy_
def sgd_step(params, lr):
    with torch.inference_mode(False), torch.no_grad():
        for p in params:
            if p.grad is not None:
                p.copy_(p - lr * p.grad)

# %% right: addcmul and foreach
@torch.no_grad()
def sgd_step(params, lr):
    learning = [p for p in params if p.grad is not None]
    torch._foreach_add_(learning, [p.grad for p in learning], alpha=-lr)

# %% right: detach
def sgd_step(params, lr):
    for p in params:
        if p.grad is not None:
            p.detach().add_(p.grad, alpha=-lr)

# %% right: index assignment
def sgd_step(params, lr):
    with torch.no_grad():
        for p in params:
            if p.grad is not None:
                p[...] = p - lr * p.grad

# %% right: by position
def sgd_step(params, lr):
    params = list(params)
    for i in range(len(params)):
        if params[i].grad is not None:
            params[i].data.add_(params[i].grad * -lr)

# %% right: set_grad_enabled
def sgd_step(params, lr):
    before = torch.is_grad_enabled()
    torch.set_grad_enabled(False)
    for p in params:
        g = p.grad
        if g is not None:
            p += -lr * g
    torch.set_grad_enabled(before)

# %% right: torch's own
def sgd_step(params, lr):
    torch.optim.SGD(params, lr=lr).step()

# %% right: out
@torch.no_grad()
def sgd_step(params, lr):
    for p in params:
        if p.grad is not None:
            torch.sub(p, lr * p.grad, out=p)

# %% right: two passes and a class
class Step:
    def __call__(self, params, lr):
        updates = [(p, lr * p.grad.clone()) for p in params if p.grad is not None]
        with torch.no_grad():
            for p, u in updates:
                p -= u

sgd_step = Step()

# %% wrong: clears the gradients
def sgd_step(params, lr):
    for p in params:
        if p.grad is not None:
            p.data -= lr * p.grad
            p.grad.zero_()

# %% wrong: gradients set to None
def sgd_step(params, lr):
    for p in params:
        if p.grad is not None:
            p.data -= lr * p.grad
            p.grad = None

# %% wrong: scales the gradient in place
def sgd_step(params, lr):
    for p in params:
        if p.grad is not None:
            p.data -= p.grad.mul_(lr)

# %% wrong: ignores the rate
def sgd_step(params, lr):
    for p in params:
        if p.grad is not None:
            p.data -= p.grad

# %% wrong: first parameter only
def sgd_step(params, lr):
    p = params[0]
    if p.grad is not None:
        p.data -= lr * p.grad

# %% wrong: returns inside the loop
def sgd_step(params, lr):
    for p in params:
        if p.grad is not None:
            p.data -= lr * p.grad
            return

# %% wrong: sign of the gradient
def sgd_step(params, lr):
    for p in params:
        if p.grad is not None:
            p.data -= lr * p.grad.sign()

# %% wrong: normalised gradient
def sgd_step(params, lr):
    for p in params:
        if p.grad is not None:
            p.data -= lr * p.grad / p.grad.norm()

# %% wrong: requires_grad switched off
def sgd_step(params, lr):
    for p in params:
        if p.grad is not None:
            p.requires_grad_(False)
            p -= lr * p.grad

# %% wrong: parameter is the update
def sgd_step(params, lr):
    for p in params:
        if p.grad is not None:
            p.data = lr * p.grad

# %% wrong: weight decay
def sgd_step(params, lr):
    for p in params:
        if p.grad is not None:
            p.data -= lr * (p.grad + 0.01 * p.data)

# %% wrong: returns the parameters
def sgd_step(params, lr):
    for p in params:
        if p.grad is not None:
            p.data -= lr * p.grad
    return params

# %% wrong: divides by the rate
def sgd_step(params, lr):
    for p in params:
        if p.grad is not None:
            p.data -= p.grad / lr

# %% wrong: momentum
velocity = {}
def sgd_step(params, lr):
    for p in params:
        if p.grad is not None:
            velocity[id(p)] = 0.9 * velocity.get(id(p), 0) + p.grad
            p.data -= lr * velocity[id(p)]

# %% mistake: rebinds a local name | plain
def sgd_step(params, lr):
    for p in params:
        if p.grad is not None:
            p = p - lr * p.grad

# %% mistake: rebinds a local name | no check
def sgd_step(params, lr):
    for p in params:
        p = p - p.grad * lr

# %% mistake: rebinds a local name | no_grad
def sgd_step(params, lr):
    with torch.no_grad():
        for p in params:
            if p.grad is None:
                continue
            p = p.data - lr * p.grad

# %% mistake: rebinds a local name | through a copy
def sgd_step(params, lr):
    for p in params:
        if p.grad is not None:
            w = p.detach().clone()
            w -= lr * p.grad
            p = w.requires_grad_()

# %% mistake: rebinds a local name | into the list
def sgd_step(params, lr):
    for i, p in enumerate(params):
        if p.grad is not None:
            params[i] = (p - lr * p.grad).detach().requires_grad_()

# %% mistake: rebinds a local name | a new list
def sgd_step(params, lr):
    params = [p - lr * p.grad if p.grad is not None else p for p in params]

# %% mistake: steps uphill | plus
def sgd_step(params, lr):
    with torch.no_grad():
        for p in params:
            if p.grad is not None:
                p += lr * p.grad

# %% mistake: steps uphill | add_
def sgd_step(params, lr):
    for p in params:
        if p.grad is not None:
            p.data.add_(p.grad, alpha=lr)

# %% mistake: steps uphill | minus minus
def sgd_step(params, lr):
    for p in params:
        if p.grad is not None:
            p.data -= -lr * p.grad

# %% mistake: steps uphill | no check
@torch.no_grad()
def sgd_step(params, lr):
    for p in params:
        p += p.grad * lr

# %% mistake: steps uphill | new data
def sgd_step(params, lr):
    for p in filter(lambda p: p.grad is not None, params):
        p.data = p.data + lr * p.grad

# %% mistake: forgets `no_grad` | minus
def sgd_step(params, lr):
    for p in params:
        if p.grad is not None:
            p -= lr * p.grad

# %% mistake: forgets `no_grad` | sub_
def sgd_step(params, lr):
    for p in params:
        if p.grad is None:
            continue
        p.sub_(lr * p.grad)

# %% mistake: forgets `no_grad` | copy_
def sgd_step(params, lr):
    for p in params:
        if p.grad is not None:
            p.copy_(p - lr * p.grad)

# %% mistake: forgets `no_grad` | no check
def sgd_step(params, lr):
    for p in params:
        p.add_(p.grad, alpha=-lr)

# %% mistake: forgets `no_grad` | by position
def sgd_step(params, lr):
    for i in range(len(params)):
        if params[i].grad is not None:
            params[i] -= lr * params[i].grad

# %% mistake: forgets `no_grad` | index assignment
def sgd_step(params, lr):
    for p in params:
        if p.grad is not None:
            p[:] = p - lr * p.grad

# %% mistake: trips over `None` | data
def sgd_step(params, lr):
    for p in params:
        p.data -= lr * p.grad

# %% mistake: trips over `None` | no_grad
@torch.no_grad()
def sgd_step(params, lr):
    for p in params:
        p.sub_(p.grad, alpha=lr)

# %% mistake: trips over `None` | grad.data
def sgd_step(params, lr):
    for p in params:
        p.data = p.data - lr * p.grad.data

# %% mistake: trips over `None` | stops at the first
def sgd_step(params, lr):
    with torch.no_grad():
        for p in params:
            if p.grad is None:
                break
            p -= lr * p.grad

# %% mistake: trips over `None` | fills it in
def sgd_step(params, lr):
    with torch.no_grad():
        for p in params:
            if p.grad is None:
                p.grad = torch.zeros_like(p)
            p -= lr * p.grad

# %% mistake: trips over `None` | one try for all
def sgd_step(params, lr):
    try:
        for p in params:
            p.data -= lr * p.grad
    except TypeError:
        pass

# %% mistake: trips over `None` | truth of a tensor
def sgd_step(params, lr):
    assert all(p.grad is not None for p in params), "no gradient"
    for p in params:
        p.data -= lr * p.grad
