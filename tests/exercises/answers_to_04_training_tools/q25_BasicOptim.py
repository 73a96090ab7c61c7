# %% right: the book's
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self, *args, **kwargs):
        for p in self.params:
            p.data -= p.grad.data * self.lr

    def zero_grad(self, *args, **kwargs):
        for p in self.params:
            p.grad = None

# %% right: no_grad and zero_
class BasicOptim:
    def __init__(self, params, lr=0.1):
        self.params = [p for p in params]
        self.lr = lr

    def step(self):
        with torch.no_grad():
            for p in self.params:
                p -= self.lr * p.grad

    def zero_grad(self):
        for p in self.params:
            p.grad.zero_()

# %% right: decorated
class BasicOptim:
    def __init__(self, params, lr):
        self.lr = lr
        self.params = tuple(params)

    @torch.no_grad()
    def step(self):
        for p in self.params:
            if p.grad is not None:
                p.sub_(p.grad, alpha=self.lr)

    def zero_grad(self):
        for p in self.params:
            if p.grad is not None:
                p.grad.detach_()
                p.grad.zero_()

# %% right: copies into
class BasicOptim:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def step(self):
        with torch.no_grad():
            for p in self.params:
                p.copy_(p - self.lr * p.grad)

    def zero_grad(self):
        for p in self.params:
            p.grad = torch.zeros_like(p)

# %% right: new data
class BasicOptim(object):
    def __init__(self, params, lr):
        self.params = list(params); self.lr = lr
    def step(self):
        for p in self.params: p.data = p.data - self.lr * p.grad
    def zero_grad(self):
        for p in self.params: p.grad = None

# %% right: a dataclass
from dataclasses import dataclass

@dataclass
class BasicOptim:
    params: list
    lr: float

    def __post_init__(self):
        self.params = list(self.params)

    def step(self):
        for p in self.params:
            p.data.add_(p.grad, alpha=-self.lr)

    def zero_grad(self):
        for p in self.params:
            p.grad.data.fill_(0)

# %% right: by index
class BasicOptim:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def step(self):
        with torch.no_grad():
            for i in range(len(self.params)):
                self.params[i] -= self.lr * self.params[i].grad

    def zero_grad(self):
        for i in range(len(self.params)):
            self.params[i].grad = None

# %% right: foreach
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = [*params], lr

    @torch.no_grad()
    def step(self):
        torch._foreach_add_(self.params, [p.grad for p in self.params], alpha=-self.lr)

    def zero_grad(self):
        torch._foreach_zero_([p.grad for p in self.params])

# %% right: a function that makes one
from types import SimpleNamespace

def BasicOptim(params, lr):
    params = list(params)

    def step():
        for p in params:
            p.data -= lr * p.grad

    def zero_grad():
        for p in params:
            p.grad = None

    return SimpleNamespace(step=step, zero_grad=zero_grad)

# %% right: helper functions
def descend(p, lr):
    p.data.sub_(lr * p.grad.data)

class BasicOptim:
    def __init__(self, params, lr):
        self.lr, self.params = lr, list(iter(params))

    def step(self):
        for p in self.params:
            descend(p, self.lr)

    def zero_grad(self, set_to_none=True):
        for p in self.params:
            if set_to_none:
                p.grad = None
            else:
                p.grad.zero_()

# %% right: a subclass of its own
class Optim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr
    def zero_grad(self):
        for p in self.params:
            p.grad *= 0
    def step(self):
        raise NotImplementedError

class BasicOptim(Optim):
    def step(self):
        with torch.no_grad():
            for p in self.params: p += -self.lr * p.grad

# %% right: a set kept as dict
class BasicOptim:
    def __init__(self, params, lr):
        self.params = dict(enumerate(params))
        self.lr = lr
    def step(self):
        for p in self.params.values():
            p.data.copy_(torch.sub(p.data, torch.mul(p.grad, self.lr)))
    def zero_grad(self):
        for p in self.params.values():
            del p.grad

# %% wrong: torch's SGD
class BasicOptim:
    def __init__(self, params, lr):
        self.opt = torch.optim.SGD(params, lr=lr)
    def step(self):
        self.opt.step()
    def zero_grad(self):
        self.opt.zero_grad()

# %% wrong: derived from SGD
class BasicOptim(torch.optim.SGD):
    def __init__(self, params, lr):
        super().__init__(params, lr=lr)

# %% wrong: SGD itself
BasicOptim = torch.optim.SGD

# %% wrong: a function that returns SGD
def BasicOptim(params, lr):
    return torch.optim.SGD(params, lr)

# %% wrong: imported under another name
from torch.optim import SGD as Plain

class BasicOptim:
    def __init__(self, params, lr):
        self.inner = Plain(list(params), lr=lr)
        self.step, self.zero_grad = self.inner.step, self.inner.zero_grad

# %% wrong: made at each step
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr
    def step(self):
        torch.optim.SGD(self.params, lr=self.lr).step()
    def zero_grad(self):
        for p in self.params: p.grad = None

# %% wrong: derived from Optimizer
class BasicOptim(torch.optim.Optimizer):
    def __init__(self, params, lr):
        super().__init__(params, {"lr": lr})
    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for p in group["params"]:
                p -= group["lr"] * p.grad

# %% wrong: torch's function
from torch.optim.sgd import sgd

class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr
    def step(self):
        with torch.no_grad():
            sgd(self.params, [p.grad for p in self.params], [None] * len(self.params), weight_decay=0, momentum=0,
                lr=self.lr, dampening=0, nesterov=False, maximize=False)
    def zero_grad(self):
        for p in self.params: p.grad = None

# %% wrong: Adam
class BasicOptim(torch.optim.Adam):
    pass

# %% wrong: uphill
class BasicOptim:
    def __init__(self, params, lr): self.params, self.lr = list(params), lr
    def step(self):
        for p in self.params: p.data += p.grad * self.lr
    def zero_grad(self):
        for p in self.params: p.grad = None

# %% wrong: lr forgotten
class BasicOptim:
    def __init__(self, params, lr): self.params, self.lr = list(params), lr
    def step(self):
        for p in self.params: p.data -= p.grad
    def zero_grad(self):
        for p in self.params: p.grad = None

# %% wrong: zeroes the parameters
class BasicOptim:
    def __init__(self, params, lr): self.params, self.lr = list(params), lr
    def step(self):
        for p in self.params: p.data -= self.lr * p.grad
    def zero_grad(self):
        for p in self.params: p.data.zero_()

# %% wrong: the first parameter only
class BasicOptim:
    def __init__(self, params, lr): self.params, self.lr = list(params), lr
    def step(self):
        for p in self.params:
            p.data -= self.lr * p.grad
            return
    def zero_grad(self):
        for p in self.params: p.grad = None

# %% wrong: in place on a leaf
class BasicOptim:
    def __init__(self, params, lr): self.params, self.lr = list(params), lr
    def step(self):
        for p in self.params: p -= self.lr * p.grad
    def zero_grad(self):
        for p in self.params: p.grad = None

# %% wrong: copies of the parameters
class BasicOptim:
    def __init__(self, params, lr): self.params, self.lr = [p.clone() for p in params], lr
    def step(self):
        for p in self.params: p.data -= self.lr * p.grad
    def zero_grad(self):
        for p in self.params: p.grad = None

# %% wrong: no zero_grad
class BasicOptim:
    def __init__(self, params, lr): self.params, self.lr = list(params), lr
    def step(self):
        for p in self.params: p.data -= self.lr * p.grad

# %% wrong: the sign of the gradient
class BasicOptim:
    def __init__(self, params, lr): self.params, self.lr = list(params), lr
    def step(self):
        for p in self.params: p.data -= self.lr * p.grad.sign()
    def zero_grad(self):
        for p in self.params: p.grad = None

# %% wrong: length of a generator
class BasicOptim:
    def __init__(self, params, lr): self.params, self.lr, self.n = params, lr, len(params)
    def step(self):
        for p in self.params: p.data -= self.lr * p.grad
    def zero_grad(self):
        for p in self.params: p.grad = None

# %% wrong: clears in the step, then steps
class BasicOptim:
    def __init__(self, params, lr): self.params, self.lr = list(params), lr
    def step(self):
        self.zero_grad()
        for p in self.params: p.data -= self.lr * p.grad
    def zero_grad(self):
        for p in self.params: p.grad = torch.zeros_like(p) + 0.1

# %% mistake: generator used up | kept as it is
class BasicOptim:
    def __init__(self, params, lr): self.params, self.lr = params, lr
    def step(self):
        for p in self.params: p.data -= self.lr * p.grad.data
    def zero_grad(self):
        for p in self.params: p.grad = None

# %% mistake: generator used up | an iterator
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = iter(params), lr
    def step(self):
        with torch.no_grad():
            for p in self.params: p -= self.lr * p.grad
    def zero_grad(self):
        for p in self.params: p.grad.zero_()

# %% mistake: generator used up | counted first
class BasicOptim:
    def __init__(self, params, lr):
        print(len(list(params)), "parameters")
        self.params, self.lr = list(params), lr
    def step(self):
        for p in self.params: p.data -= self.lr * p.grad
    def zero_grad(self):
        for p in self.params: p.grad = None

# %% mistake: generator used up | a generator of a generator
class BasicOptim:
    def __init__(self, params, lr):
        self.params = (p for p in params)
        self.lr = lr
    def step(self):
        for p in self.params: p.data = p.data - self.lr * p.grad
    def zero_grad(self):
        for p in self.params: p.grad = None

# %% mistake: generator used up | a list made in the step
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = params, lr
    def step(self):
        for p in list(self.params): p.data -= self.lr * p.grad
    def zero_grad(self):
        for p in list(self.params): p.grad = None

# %% mistake: generator used up | filtered
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = filter(lambda p: p.requires_grad, params), lr
    def step(self):
        for p in self.params: p.data -= self.lr * p.grad
    def zero_grad(self):
        for p in self.params: p.grad = None

# %% mistake: generator used up | only where it clears
class BasicOptim:
    def __init__(self, params, lr):
        self.kept, self.params, self.lr = list(params), params, lr
    def step(self):
        for p in self.kept: p.data -= self.lr * p.grad
    def zero_grad(self):
        for p in self.params: p.grad = None

# %% mistake: generator used up | a list kept from the first step on
class BasicOptim:
    def __init__(self, params, lr): self.params, self.lr = params, lr
    def step(self):
        self.params = list(self.params)
        for p in self.params:
            if p.grad is not None: p.data -= p.grad * self.lr
    def zero_grad(self):
        for p in self.params: p.grad = None

# %% mistake: gradients never cleared | pass
class BasicOptim:
    def __init__(self, params, lr): self.params, self.lr = list(params), lr
    def step(self):
        for p in self.params: p.data -= self.lr * p.grad
    def zero_grad(self):
        pass

# %% mistake: gradients never cleared | a local name
class BasicOptim:
    def __init__(self, params, lr): self.params, self.lr = list(params), lr
    def step(self):
        for p in self.params: p.data -= self.lr * p.grad
    def zero_grad(self):
        for p in self.params:
            grad = p.grad
            grad = None

# %% mistake: gradients never cleared | zeros made and thrown away
class BasicOptim:
    def __init__(self, params, lr): self.params, self.lr = list(params), lr
    def step(self):
        with torch.no_grad():
            for p in self.params: p -= self.lr * p.grad
    def zero_grad(self):
        for p in self.params: torch.zeros_like(p.grad)

# %% mistake: gradients never cleared | its own attribute
class BasicOptim:
    def __init__(self, params, lr): self.params, self.lr = list(params), lr
    def step(self):
        for p in self.params: p.data.sub_(self.lr * p.grad)
    def zero_grad(self):
        self.grad = None

# %% mistake: gradients never cleared | a method not called
class BasicOptim:
    def __init__(self, params, lr): self.params, self.lr = list(params), lr
    def step(self):
        for p in self.params: p.data.sub_(self.lr * p.grad)
    def zero_grad(self):
        for p in self.params:
            p.grad.zero_

# %% mistake: gradients never cleared | detached
class BasicOptim:
    def __init__(self, params, lr): self.params, self.lr = list(params), lr
    def step(self):
        for p in self.params: p.data.sub_(self.lr * p.grad)
    def zero_grad(self):
        for p in self.params:
            p.grad = p.grad.detach()

# %% mistake: rebinds | a local name
class BasicOptim:
    def __init__(self, params, lr): self.params, self.lr = list(params), lr
    def step(self):
        for p in self.params: p = p - self.lr * p.grad
    def zero_grad(self):
        for p in self.params: p.grad = None

# %% mistake: rebinds | its list
class BasicOptim:
    def __init__(self, params, lr): self.params, self.lr = list(params), lr
    def step(self):
        self.params = [p - self.lr * p.grad for p in self.params]
    def zero_grad(self):
        for p in self.params: p.grad = None

# %% mistake: rebinds | its list, by index
class BasicOptim:
    def __init__(self, params, lr): self.params, self.lr = list(params), lr
    def step(self):
        with torch.no_grad():
            for i, p in enumerate(self.params):
                self.params[i] = p - self.lr * p.grad
                self.params[i].requires_grad_()
    def zero_grad(self):
        for p in self.params: p.grad = None

# %% mistake: rebinds | its list, then zeroes
class BasicOptim:
    def __init__(self, params, lr): self.params, self.lr = list(params), lr
    def step(self):
        self.params = [(p - self.lr * p.grad).detach().requires_grad_() for p in self.params]
    def zero_grad(self):
        for p in self.params: p.grad.zero_()

# %% mistake: rebinds | new parameters
class BasicOptim:
    def __init__(self, params, lr): self.params, self.lr = list(params), lr
    def step(self):
        self.params = [nn.Parameter(p.data - self.lr * p.grad) if p.grad is not None else p for p in self.params]
    def zero_grad(self):
        for p in self.params: p.grad = None

# %% mistake: rebinds | a local name for the data
class BasicOptim:
    def __init__(self, params, lr): self.params, self.lr = list(params), lr
    def step(self):
        for p in self.params:
            w = p.data
            w = w - self.lr * p.grad
    def zero_grad(self):
        for p in self.params: p.grad = torch.zeros_like(p)

# %% mistake: rebinds | not in place
class BasicOptim:
    def __init__(self, params, lr): self.params, self.lr = list(params), lr
    def step(self):
        with torch.no_grad():
            for p in self.params: p.sub(self.lr * p.grad)
    def zero_grad(self):
        for p in self.params: p.grad.zero_()
