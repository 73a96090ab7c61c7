# %% right: asks for the graph
def has_gradient(measure, predictions, targets):
    p = predictions.detach().clone().requires_grad_()
    value = measure(p, targets)
    if not value.requires_grad:
        return False
    value.backward()
    return bool((p.grad != 0).any())

# %% right: tries
def has_gradient(measure, predictions, targets):
    p = predictions.clone().detach().requires_grad_(True)
    try:
        measure(p, targets).backward()
    except RuntimeError:
        return False
    return p.grad.abs().sum().item() > 0

# %% right: autograd
def has_gradient(measure, predictions, targets):
    p = predictions.detach().requires_grad_()
    value = measure(p, targets)
    if value.grad_fn is None:
        return False
    (g,) = torch.autograd.grad(value, p, allow_unused=True)
    return g is not None and bool(g.any())

# %% right: tries anything
def has_gradient(measure, predictions, targets):
    try:
        p = torch.nn.Parameter(predictions.clone())
        (g,) = torch.autograd.grad(measure(p, targets), [p])
        return bool(torch.count_nonzero(g))
    except Exception:
        return False

# %% right: largest magnitude
def has_gradient(measure, predictions, targets):
    p = torch.tensor(predictions.tolist(), requires_grad=True)
    value = measure(p, targets)
    if value.requires_grad:
        value.backward()
    return p.grad is not None and p.grad.abs().max().item() > 0

# %% right: norm
def has_gradient(measure, predictions, targets):
    x = predictions.data.clone()
    x.requires_grad = True
    result = measure(x, targets)
    if not result.requires_grad:
        return False
    result.sum().backward()
    return float(x.grad.norm()) != 0.0

# %% right: equal to zeros
def has_gradient(measure, predictions, targets):
    p = predictions.detach().clone().requires_grad_()
    out = measure(p, targets)
    if out.grad_fn:
        out.backward()
        return not torch.equal(p.grad, torch.zeros_like(p))
    return False

# %% right: one by one
def has_gradient(measure, predictions, targets):
    p = predictions.detach().clone().requires_grad_()
    out = measure(p, targets)
    if not out.requires_grad:
        return False
    out.backward()
    return any(g != 0 for g in p.grad.tolist())

# %% right: flags the caller's tensor and tidies up
def has_gradient(measure, predictions, targets):
    predictions.grad = None
    predictions.requires_grad_()
    value = measure(predictions, targets)
    found = False
    if value.requires_grad:
        value.backward()
        found = bool(predictions.grad.ne(0).any())
    predictions.requires_grad_(False)
    predictions.grad = None
    return found

# %% right: gradients on
def has_gradient(measure, predictions, targets):
    with torch.enable_grad():
        p = predictions.detach().clone().requires_grad_()
        value = measure(p, targets)
        if value.grad_fn is None:
            return False
        grads = torch.autograd.grad(value, (p,), allow_unused=True)
    return not all(g is None or not g.any() for g in grads)

# %% right: nonzero
def has_gradient(measure, predictions, targets):
    p = predictions.clone().requires_grad_()
    value = measure(p, targets)
    if not value.requires_grad:
        return False
    value.backward()
    return len(p.grad.nonzero()) > 0

# %% right: a hook
def has_gradient(measure, predictions, targets):
    seen = []
    p = predictions.detach().clone().requires_grad_()
    p.register_hook(lambda g: seen.append(bool((g != 0).any())))
    value = measure(p, targets)
    if value.requires_grad:
        value.backward()
    return any(seen)

# %% right: and for if
has_gradient = lambda measure, predictions, targets: (
    lambda p: (lambda v: v.requires_grad and bool(torch.autograd.grad(v, p)[0].any()))(measure(p, targets))
)(predictions.detach().clone().requires_grad_())

# %% wrong: always true
def has_gradient(measure, predictions, targets):
    return True

# %% wrong: always false
def has_gradient(measure, predictions, targets):
    return False

# %% wrong: wrong way round
def has_gradient(measure, predictions, targets):
    return not measure(predictions.detach().clone().requires_grad_(), targets).requires_grad

# %% wrong: the predictions as they come
def has_gradient(measure, predictions, targets):
    return measure(predictions, targets).requires_grad

# %% wrong: the sum of the gradient
def has_gradient(measure, predictions, targets):
    p = predictions.detach().clone().requires_grad_()
    value = measure(p, targets)
    if not value.requires_grad:
        return False
    value.backward()
    return p.grad.sum().item() != 0

# %% wrong: positive only
def has_gradient(measure, predictions, targets):
    p = predictions.detach().clone().requires_grad_()
    value = measure(p, targets)
    if not value.requires_grad:
        return False
    value.backward()
    return bool((p.grad > 0).any())

# %% wrong: all of them
def has_gradient(measure, predictions, targets):
    p = predictions.detach().clone().requires_grad_()
    value = measure(p, targets)
    if not value.requires_grad:
        return False
    value.backward()
    return bool((p.grad != 0).all())

# %% wrong: left over from the call before
def has_gradient(measure, predictions, targets):
    predictions.requires_grad_()
    value = measure(predictions, targets)
    if not value.requires_grad:
        return False
    value.backward()
    return bool((predictions.grad != 0).any())

# %% wrong: a tensor
def has_gradient(measure, predictions, targets):
    p = predictions.detach().clone().requires_grad_()
    value = measure(p, targets)
    if not value.requires_grad:
        return torch.tensor(False)
    value.backward()
    return (p.grad != 0).any()

# %% wrong: the gradient itself
def has_gradient(measure, predictions, targets):
    p = predictions.detach().clone().requires_grad_()
    value = measure(p, targets)
    return torch.autograd.grad(value, p)[0] if value.requires_grad else None

# %% wrong: None for False
def has_gradient(measure, predictions, targets):
    p = predictions.detach().clone().requires_grad_()
    value = measure(p, targets)
    if value.requires_grad:
        value.backward()
        if p.grad.any():
            return True

# %% wrong: the value for the gradient
def has_gradient(measure, predictions, targets):
    return bool(measure(predictions.clone().requires_grad_(), targets) != 0)

# %% wrong: by its name
def has_gradient(measure, predictions, targets):
    return "accuracy" not in measure.__name__

# %% wrong: the first element only
def has_gradient(measure, predictions, targets):
    p = predictions.detach().clone().requires_grad_()
    value = measure(p, targets)
    if not value.requires_grad:
        return False
    value.backward()
    return p.grad[0].item() != 0

# %% wrong: arguments swapped
def has_gradient(measure, predictions, targets):
    p = predictions.detach().clone().requires_grad_()
    value = measure(targets, p)
    if not value.requires_grad:
        return False
    value.backward()
    return bool(p.grad.any())

# %% mistake: raises on a metric | backward
def has_gradient(measure, predictions, targets):
    p = predictions.detach().clone().requires_grad_()
    measure(p, targets).backward()
    return bool((p.grad != 0).any())

# %% mistake: raises on a metric | autograd
def has_gradient(measure, predictions, targets):
    p = predictions.clone().requires_grad_()
    g = torch.autograd.grad(measure(p, targets), p)[0]
    return g.abs().sum().item() > 0

# %% mistake: raises on a metric | swallowed, then None
def has_gradient(measure, predictions, targets):
    p = predictions.clone().requires_grad_()
    try:
        measure(p, targets).backward()
    except RuntimeError:
        pass
    return bool((p.grad != 0).any())

# %% mistake: raises on a metric | asks too late
def has_gradient(measure, predictions, targets):
    p = predictions.clone().requires_grad_()
    value = measure(p, targets)
    value.backward()
    if p.grad is None:
        return False
    return p.grad.abs().max().item() > 0

# %% mistake: raises on a metric | None in torch's hands
def has_gradient(measure, predictions, targets):
    p = predictions.clone().requires_grad_()
    value = measure(p, targets)
    if value.requires_grad:
        value.backward()
    return torch.count_nonzero(p.grad).item() > 0

# %% mistake: raises on a metric | unused allowed
def has_gradient(measure, predictions, targets):
    p = predictions.clone().requires_grad_()
    (g,) = torch.autograd.grad(measure(p, targets), p, allow_unused=True)
    return g is not None and bool(g.any())

# %% mistake: raises on a metric | not None is enough
def has_gradient(measure, predictions, targets):
    p = predictions.clone().requires_grad_()
    measure(p, targets).backward()
    return p.grad is not None

# %% mistake: raises on a metric | flags the value
def has_gradient(measure, predictions, targets):
    p = predictions.clone().requires_grad_()
    value = measure(p, targets)
    if not value.requires_grad:
        value.requires_grad_()
    value.backward()
    return p.grad is not None and bool(p.grad.any())

# %% mistake: raises on a metric | on purpose
def has_gradient(measure, predictions, targets):
    p = predictions.detach().clone().requires_grad_()
    m = measure(p, targets)
    if not m.requires_grad: raise ValueError("this measure has no gradient")
    m.backward()
    return p.grad is not None and bool(p.grad.any())

# %% mistake: true for a zero gradient | requires_grad
def has_gradient(measure, predictions, targets):
    return measure(predictions.clone().requires_grad_(), targets).requires_grad

# %% mistake: true for a zero gradient | grad_fn
def has_gradient(measure, predictions, targets):
    p = predictions.detach().requires_grad_()
    return measure(p, targets).grad_fn is not None

# %% mistake: true for a zero gradient | backward worked
def has_gradient(measure, predictions, targets):
    p = predictions.detach().requires_grad_()
    try:
        measure(p, targets).backward()
        return True
    except RuntimeError:
        return False

# %% mistake: true for a zero gradient | not None
def has_gradient(measure, predictions, targets):
    p = predictions.detach().clone().requires_grad_()
    value = measure(p, targets)
    if value.requires_grad:
        value.backward()
    return p.grad is not None

# %% mistake: true for a zero gradient | a gradient came
def has_gradient(measure, predictions, targets):
    p = predictions.detach().clone().requires_grad_()
    try:
        g = torch.autograd.grad(measure(p, targets), p)
    except Exception:
        g = ()
    return len(g) > 0

# %% mistake: true for a zero gradient | magnitudes of at least nothing
def has_gradient(measure, predictions, targets):
    p = predictions.detach().clone().requires_grad_()
    value = measure(p, targets)
    if not value.requires_grad:
        return False
    value.backward()
    return p.grad.abs().sum().item() >= 0

# %% mistake: true for a zero gradient | flags the caller's
def has_gradient(measure, predictions, targets):
    predictions.requires_grad_()
    return bool(measure(predictions, targets).requires_grad)
