# %% right: manual zero after
def train_step(model, xb, yb, loss_func, lr):
    loss = loss_func(model(xb), yb)
    loss.backward()
    with torch.no_grad():
        for p in model.parameters():
            p -= lr * p.grad
            p.grad.zero_()
    return loss.item()

# %% right: model zero grad first
def train_step(model, xb, yb, loss_func, lr):
    model.zero_grad()
    preds = model(xb)
    loss = loss_func(preds, yb)
    loss.backward()
    for p in model.parameters():
        p.data -= lr * p.grad.data
    return float(loss)

# %% right: sgd
def train_step(model, xb, yb, loss_func, lr):
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    opt.zero_grad()
    loss = loss_func(model(xb), yb)
    loss.backward()
    opt.step()
    return loss.item()

# %% right: sgd zero after
def train_step(model, xb, yb, loss_func, lr):
    opt = torch.optim.SGD(model.parameters(), lr)
    loss = loss_func(model(xb), yb)
    loss.backward()
    opt.step()
    opt.zero_grad()
    return loss.detach().numpy().item()

# %% right: autograd grad
def train_step(model, xb, yb, loss_func, lr):
    params = list(model.parameters())
    loss = loss_func(model(xb), yb)
    grads = torch.autograd.grad(loss, params)
    with torch.no_grad():
        for p, g in zip(params, grads):
            p.sub_(g, alpha=lr)
    return loss.item()

# %% right: set to none
def train_step(model, xb, yb, loss_func, lr):
    loss = loss_func(model(xb), yb)
    loss.backward()
    for p in model.parameters():
        if p.grad is not None:
            p.data.add_(p.grad, alpha=-lr)
            p.grad = None
    return loss.tolist()

# %% right: own optimiser
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr
    def step(self):
        for p in self.params:
            p.data -= p.grad.data * self.lr
    def zero_grad(self):
        for p in self.params:
            p.grad = None

def train_step(model, xb, yb, loss_func, lr):
    opt = BasicOptim(model.parameters(), lr)
    loss = loss_func(model(xb), yb)
    opt.zero_grad()
    loss.backward()
    opt.step()
    return loss.item()

# %% right: train mode set
def train_step(model, xb, yb, loss_func, lr):
    model.train()
    for p in model.parameters():
        p.grad = None
    loss = loss_func(model(xb), yb)
    value = loss.item()
    loss.backward()
    with torch.no_grad():
        for name, p in model.named_parameters():
            p.copy_(p - lr * p.grad)
    return value

# %% right: load state dict
def train_step(model, xb, yb, loss_func, lr):
    model.zero_grad()
    loss = loss_func(model(xb), yb)
    loss.backward()
    grads = {n: p.grad for n, p in model.named_parameters()}
    model.load_state_dict({n: p - lr * grads[n] for n, p in model.state_dict().items()})
    return loss.item()

# %% right: set_grad_enabled
def train_step(model, xb, yb, loss_func, lr):
    with torch.set_grad_enabled(True):
        loss = loss_func(model(xb), yb)
        loss.backward()
    with torch.no_grad():
        [p.sub_(lr * p.grad) for p in model.parameters()]
        [p.grad.zero_() for p in model.parameters()]
    return round(loss.item(), 7)

# %% right: vector of parameters
from torch.nn.utils import parameters_to_vector, vector_to_parameters

def train_step(model, xb, yb, loss_func, lr):
    model.zero_grad(set_to_none=True)
    loss = loss_func(model(xb), yb)
    loss.backward()
    with torch.no_grad():
        g = parameters_to_vector([p.grad for p in model.parameters()])
        vector_to_parameters(parameters_to_vector(model.parameters()) - lr * g, model.parameters())
    return loss.item()

# %% mistake: gradients pile up | never zeroed
def train_step(model, xb, yb, loss_func, lr):
    loss = loss_func(model(xb), yb)
    loss.backward()
    with torch.no_grad():
        for p in model.parameters():
            p -= lr * p.grad
    return loss.item()

# %% mistake: gradients pile up | sgd without zero
def train_step(model, xb, yb, loss_func, lr):
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    loss = loss_func(model(xb), yb)
    loss.backward()
    opt.step()
    return loss.item()

# %% mistake: gradients pile up | zeroes the wrong thing
def train_step(model, xb, yb, loss_func, lr):
    xb.grad = None
    loss = loss_func(model(xb), yb)
    loss.backward()
    for p in model.parameters():
        p.data = p.data - lr * p.grad
        p = None
    return float(loss)

# %% mistake: gradients pile up | and a tensor
def train_step(model, xb, yb, loss_func, lr):
    loss = loss_func(model(xb), yb)
    loss.backward()
    for p in model.parameters():
        p.data -= lr * p.grad.data
    return loss

# %% mistake: gradients pile up | a copy zeroed
def train_step(model, xb, yb, loss_func, lr):
    loss = loss_func(model(xb), yb)
    loss.backward()
    with torch.no_grad():
        for p in model.parameters():
            p -= lr * p.grad
            p.grad.clone().zero_()
    return loss.item()

# %% mistake: gradients pile up | forgotten parentheses
def train_step(model, xb, yb, loss_func, lr):
    model.zero_grad
    loss = loss_func(model(xb), yb)
    loss.backward()
    with torch.no_grad():
        for p in model.parameters():
            p.sub_(lr * p.grad)
    return loss.detach().item()

# %% mistake: zeroed before the step | model zero grad
def train_step(model, xb, yb, loss_func, lr):
    loss = loss_func(model(xb), yb)
    loss.backward()
    model.zero_grad()
    with torch.no_grad():
        for p in model.parameters():
            p -= lr * p.grad
    return loss.item()

# %% mistake: zeroed before the step | sgd
def train_step(model, xb, yb, loss_func, lr):
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    loss = loss_func(model(xb), yb)
    loss.backward()
    opt.zero_grad()
    opt.step()
    return loss.item()

# %% mistake: zeroed before the step | in the loop
def train_step(model, xb, yb, loss_func, lr):
    loss = loss_func(model(xb), yb)
    loss.backward()
    with torch.no_grad():
        for p in model.parameters():
            p.grad.zero_()
            p -= lr * p.grad
    return loss.item()

# %% mistake: zeroed before the step | none in the loop
def train_step(model, xb, yb, loss_func, lr):
    loss = loss_func(model(xb), yb)
    loss.backward()
    for p in model.parameters():
        p.grad = None
        p.data -= lr * p.grad
    return loss.item()

# %% mistake: zeroed before the step | none and data
def train_step(model, xb, yb, loss_func, lr):
    loss = loss_func(model(xb), yb)
    loss.backward()
    model.zero_grad()
    for p in model.parameters():
        p.data = p.data - lr * p.grad.data
    return loss.item()

# %% mistake: zeroed before the step | none skipped
def train_step(model, xb, yb, loss_func, lr):
    loss = loss_func(model(xb), yb)
    loss.backward()
    model.zero_grad()
    for p in model.parameters():
        if p.grad is not None:
            p.data -= lr * p.grad
    return float(loss)

# %% mistake: zeroed before the step | and a tensor
def train_step(model, xb, yb, loss_func, lr):
    loss = loss_func(model(xb), yb)
    loss.backward()
    model.zero_grad(set_to_none=False)
    for p in model.parameters():
        p.data.sub_(lr * p.grad)
    return loss

# %% mistake: returns a tensor with its graph | loss
def train_step(model, xb, yb, loss_func, lr):
    model.zero_grad()
    loss = loss_func(model(xb), yb)
    loss.backward()
    with torch.no_grad():
        for p in model.parameters():
            p -= lr * p.grad
    return loss

# %% mistake: returns a tensor with its graph | loss of sgd
def train_step(model, xb, yb, loss_func, lr):
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    loss = loss_func(model(xb), yb)
    loss.backward()
    opt.step()
    opt.zero_grad()
    return loss

# %% mistake: returns a tensor with its graph | cloned
def train_step(model, xb, yb, loss_func, lr):
    loss = loss_func(model(xb), yb)
    before = loss.clone()
    loss.backward()
    for p in model.parameters():
        p.data -= lr * p.grad
        p.grad = None
    return before

# %% mistake: returns a tensor with its graph | autograd grad
def train_step(model, xb, yb, loss_func, lr):
    params = list(model.parameters())
    loss = loss_func(model(xb), yb)
    for p, g in zip(params, torch.autograd.grad(loss, params)):
        p.data -= lr * g
    return loss.mean()

# %% wrong: loss afterwards
def train_step(model, xb, yb, loss_func, lr):
    model.zero_grad()
    loss_func(model(xb), yb).backward()
    for p in model.parameters():
        p.data -= lr * p.grad
    return loss_func(model(xb), yb).item()

# %% wrong: uphill
def train_step(model, xb, yb, loss_func, lr):
    model.zero_grad()
    loss = loss_func(model(xb), yb)
    loss.backward()
    for p in model.parameters():
        p.data += lr * p.grad
    return loss.item()

# %% wrong: rate ignored
def train_step(model, xb, yb, loss_func, lr):
    model.zero_grad()
    loss = loss_func(model(xb), yb)
    loss.backward()
    for p in model.parameters():
        p.data -= 0.1 * p.grad
    return loss.item()

# %% wrong: arguments of the loss exchanged
def train_step(model, xb, yb, loss_func, lr):
    model.zero_grad()
    loss = loss_func(yb, model(xb))
    loss.backward()
    for p in model.parameters():
        p.data -= lr * p.grad
    return loss.item()

# %% wrong: detached tensor
def train_step(model, xb, yb, loss_func, lr):
    model.zero_grad()
    loss = loss_func(model(xb), yb)
    loss.backward()
    for p in model.parameters():
        p.data -= lr * p.grad
    return loss.detach()

# %% wrong: nothing returned
def train_step(model, xb, yb, loss_func, lr):
    model.zero_grad()
    loss = loss_func(model(xb), yb)
    loss.backward()
    for p in model.parameters():
        p.data -= lr * p.grad

# %% wrong: two steps
def train_step(model, xb, yb, loss_func, lr):
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    for _ in range(2):
        opt.zero_grad()
        loss = loss_func(model(xb), yb)
        loss.backward()
        opt.step()
    return loss.item()

# %% wrong: only the first parameter
def train_step(model, xb, yb, loss_func, lr):
    model.zero_grad()
    loss = loss_func(model(xb), yb)
    loss.backward()
    p = next(model.parameters())
    p.data -= lr * p.grad
    return loss.item()

# %% wrong: adam
def train_step(model, xb, yb, loss_func, lr):
    opt = torch.optim.Adam(model.parameters(), lr=lr)
    opt.zero_grad()
    loss = loss_func(model(xb), yb)
    loss.backward()
    opt.step()
    return loss.item()

# %% wrong: sign of the gradient
def train_step(model, xb, yb, loss_func, lr):
    model.zero_grad()
    loss = loss_func(model(xb), yb)
    loss.backward()
    for p in model.parameters():
        p.data -= lr * p.grad.sign()
    return loss.item()

# %% wrong: no no_grad
def train_step(model, xb, yb, loss_func, lr):
    model.zero_grad()
    loss = loss_func(model(xb), yb)
    loss.backward()
    for p in model.parameters():
        p -= lr * p.grad
    return loss.item()

# %% wrong: one sample at a time
def train_step(model, xb, yb, loss_func, lr):
    total = 0
    for x, y in zip(xb, yb):
        model.zero_grad()
        loss = loss_func(model(x[None]), y[None])
        loss.backward()
        total += loss.item()
        for p in model.parameters():
            p.data -= lr * p.grad
    return total / len(xb)

# %% wrong: weight decay
def train_step(model, xb, yb, loss_func, lr):
    opt = torch.optim.SGD(model.parameters(), lr=lr, weight_decay=0.1)
    opt.zero_grad()
    loss = loss_func(model(xb), yb)
    loss.backward()
    opt.step()
    return loss.item()

# %% wrong: loss times batch size
def train_step(model, xb, yb, loss_func, lr):
    model.zero_grad()
    loss = loss_func(model(xb), yb)
    loss.backward()
    for p in model.parameters():
        p.data -= lr * p.grad
    return loss.item() * len(xb)

# %% wrong: trains a copy
import copy

def train_step(model, xb, yb, loss_func, lr):
    model = copy.deepcopy(model)
    model.zero_grad()
    loss = loss_func(model(xb), yb)
    loss.backward()
    for p in model.parameters():
        p.data -= lr * p.grad
    return loss.item() + 0.01
