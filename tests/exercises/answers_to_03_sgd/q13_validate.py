"""Answers to q13_validate: see tests/exercises/answers.py for the form."""
# ruff: noqa

# %% right: plain
def validate(model, valid_dl, metric):
    was = model.training
    model.eval()
    total, n = 0.0, 0
    with torch.no_grad():
        for xb, yb in valid_dl:
            total += metric(model(xb), yb).item() * len(xb)
            n += len(xb)
    model.train(was)
    return total / n

# %% right: decorator and try
@torch.no_grad()
def validate(model, valid_dl, metric):
    mode = model.training
    try:
        model.eval()
        values, sizes = [], []
        for batch in valid_dl:
            values.append(metric(model(batch[0]), batch[1]))
            sizes.append(batch[0].shape[0])
        return float(sum(v * s for v, s in zip(values, sizes)) / sum(sizes))
    finally:
        model.train(mode)

# %% right: inference mode
def validate(model, valid_dl, metric):
    training = model.training
    model.eval()
    with torch.inference_mode():
        pairs = [(metric(model(xb), yb).item(), len(yb)) for xb, yb in valid_dl]
    if training:
        model.train()
    else:
        model.eval()
    return sum(v * n for v, n in pairs) / sum(n for _, n in pairs)

# %% right: set_grad_enabled put back
def validate(model, valid_dl, metric):
    grad, mode = torch.is_grad_enabled(), model.training
    torch.set_grad_enabled(False)
    model.train(False)
    s = torch.zeros(())
    n = 0
    for xb, yb in valid_dl:
        s += metric(model(xb), yb) * xb.size(0)
        n += xb.size(0)
    model.train(mode)
    torch.set_grad_enabled(grad)
    return (s / n).item()

# %% right: metric outside no_grad
def validate(model, valid_dl, metric):
    mode = model.training
    model.eval()
    acc = n = 0
    for xb, yb in valid_dl:
        with torch.no_grad():
            preds = model(xb)
        acc += float(metric(preds, yb)) * yb.numel()
        n += yb.numel()
    model.train(mode)
    return acc / n

# %% right: numpy average
import numpy as np
def validate(model, valid_dl, metric):
    mode = model.training
    model.eval()
    with torch.no_grad():
        scores = [metric(model(xb), yb).item() for xb, yb in valid_dl]
    model.train(mode)
    return np.average(scores, weights=[len(yb) for _, yb in valid_dl])

# %% right: length of the dataset
def validate(model, valid_dl, metric):
    mode = model.training
    model.eval()
    with torch.no_grad():
        total = sum((metric(model(xb), yb) * len(xb)).item() for xb, yb in valid_dl)
    model.train(mode)
    return total / len(valid_dl.dataset)

# %% right: deep copy
import copy
def validate(model, valid_dl, metric):
    judged = copy.deepcopy(model).eval()
    total = n = 0
    with torch.no_grad():
        for xb, yb in valid_dl:
            total += metric(judged(xb), yb).item() * len(yb)
            n += len(yb)
    return total / n

# %% right: modes of all modules
def validate(model, valid_dl, metric):
    modes = {m: m.training for m in model.modules()}
    model.eval()
    with torch.no_grad():
        v = torch.stack([metric(model(xb), yb) for xb, yb in valid_dl])
        w = torch.tensor([len(xb) for xb, _ in valid_dl], dtype=torch.float)
    for m, t in modes.items():
        m.training = t
    return float((v * w).sum() / w.sum())

# %% right: class
class Validate:
    def __call__(self, model, valid_dl, metric):
        self.mode = model.training
        model.eval()
        result = self.measure(model, valid_dl, metric)
        model.train(self.mode)
        return result

    @torch.no_grad()
    def measure(self, model, valid_dl, metric):
        total = count = 0
        for x, y in valid_dl:
            total, count = total + metric(model(x), y).item() * len(x), count + len(x)
        return total / count

validate = Validate()

# %% right: context manager of one's own
from contextlib import contextmanager
@contextmanager
def evaluating(model):
    t = model.training
    model.eval()
    yield model
    model.train(t)

def validate(model, valid_dl, metric):
    with evaluating(model) as m, torch.no_grad():
        n = sum(len(yb) for _, yb in valid_dl)
        return sum(metric(m(xb), yb).item() * len(yb) / n for xb, yb in valid_dl)

# %% wrong: returns a tensor
def validate(model, valid_dl, metric):
    was = model.training
    model.eval()
    with torch.no_grad():
        total = sum(metric(model(xb), yb) * len(xb) for xb, yb in valid_dl)
    model.train(was)
    return total / sum(len(yb) for _, yb in valid_dl)

# %% wrong: always in training mode afterwards
def validate(model, valid_dl, metric):
    model.eval()
    total = n = 0
    with torch.no_grad():
        for xb, yb in valid_dl:
            total += metric(model(xb), yb).item() * len(xb)
            n += len(xb)
    model.train()
    return total / n

# %% wrong: gradients left off
def validate(model, valid_dl, metric):
    was = model.training
    model.eval()
    torch.set_grad_enabled(False)
    total = sum(metric(model(xb), yb).item() * len(xb) for xb, yb in valid_dl)
    model.train(was)
    return total / sum(len(yb) for _, yb in valid_dl)

# %% wrong: gradients always on afterwards
def validate(model, valid_dl, metric):
    was = model.training
    model.eval()
    torch.set_grad_enabled(False)
    total = sum(metric(model(xb), yb).item() * len(xb) for xb, yb in valid_dl)
    model.train(was)
    torch.set_grad_enabled(True)
    return total / sum(len(yb) for _, yb in valid_dl)

# %% wrong: summed
def validate(model, valid_dl, metric):
    was = model.training
    model.eval()
    with torch.no_grad():
        total = sum(metric(model(xb), yb).item() * len(xb) for xb, yb in valid_dl)
    model.train(was)
    return total

# %% wrong: last batch only
def validate(model, valid_dl, metric):
    was = model.training
    model.eval()
    with torch.no_grad():
        for xb, yb in valid_dl:
            value = metric(model(xb), yb).item()
    model.train(was)
    return value

# %% wrong: first batch only
def validate(model, valid_dl, metric):
    was = model.training
    model.eval()
    with torch.no_grad():
        xb, yb = next(iter(valid_dl))
        value = metric(model(xb), yb).item()
    model.train(was)
    return value

# %% wrong: metric of everything at once
def validate(model, valid_dl, metric):
    was = model.training
    model.eval()
    with torch.no_grad():
        preds = torch.cat([model(xb) for xb, _ in valid_dl])
        value = metric(preds, torch.cat([yb for _, yb in valid_dl])).item()
    model.train(was)
    return value

# %% wrong: arguments of the metric swapped
def validate(model, valid_dl, metric):
    was = model.training
    model.eval()
    with torch.no_grad():
        total = sum(metric(yb, model(xb)).item() * len(xb) for xb, yb in valid_dl)
    model.train(was)
    return total / sum(len(yb) for _, yb in valid_dl)

# %% wrong: weighted, divided by the number of batches
def validate(model, valid_dl, metric):
    was = model.training
    model.eval()
    with torch.no_grad():
        total = sum(metric(model(xb), yb).item() * len(xb) for xb, yb in valid_dl)
    model.train(was)
    return total / len(valid_dl)

# %% wrong: size of the first batch for all
def validate(model, valid_dl, metric):
    was = model.training
    model.eval()
    size = len(valid_dl[0][0])
    with torch.no_grad():
        total = sum(metric(model(xb), yb).item() * size for xb, yb in valid_dl)
    model.train(was)
    return total / sum(len(yb) for _, yb in valid_dl)

# %% wrong: rounded
def validate(model, valid_dl, metric):
    was = model.training
    model.eval()
    with torch.no_grad():
        total = sum(metric(model(xb), yb).item() * len(xb) for xb, yb in valid_dl)
    model.train(was)
    return round(total / sum(len(yb) for _, yb in valid_dl), 2)

# %% wrong: nothing returned
def validate(model, valid_dl, metric):
    with torch.no_grad():
        print(sum(metric(model(xb), yb).item() for xb, yb in valid_dl))

# %% mistake: mean of batch means | stacked
def validate(model, valid_dl, metric):
    was = model.training
    model.eval()
    with torch.no_grad():
        value = torch.stack([metric(model(xb), yb) for xb, yb in valid_dl]).mean().item()
    model.train(was)
    return value

# %% mistake: mean of batch means | as the book has it
def validate(model, valid_dl, metric):
    accs = [metric(model(xb), yb) for xb, yb in valid_dl]
    return round(torch.stack(accs).mean().item(), 6)

# %% mistake: mean of batch means | total over len
@torch.no_grad()
def validate(model, valid_dl, metric):
    was = model.training
    model.eval()
    total = 0.0
    for xb, yb in valid_dl:
        total += metric(model(xb), yb).item()
    model.train(was)
    return total / len(valid_dl)

# %% mistake: mean of batch means | statistics
import statistics
def validate(model, valid_dl, metric):
    model.eval()
    with torch.no_grad():
        values = [float(metric(model(xb), yb)) for xb, yb in valid_dl]
    model.train()
    return statistics.mean(values)

# %% mistake: mean of batch means | no_grad only
def validate(model, valid_dl, metric):
    total = 0
    with torch.no_grad():
        for i, (xb, yb) in enumerate(valid_dl):
            total += float(metric(model(xb), yb))
    return total / (i + 1)

# %% mistake: left in eval mode | no_grad
def validate(model, valid_dl, metric):
    model.eval()
    total = n = 0
    with torch.no_grad():
        for xb, yb in valid_dl:
            total += metric(model(xb), yb).item() * len(xb)
            n += len(xb)
    return total / n

# %% mistake: left in eval mode | decorator
@torch.no_grad()
def validate(model, valid_dl, metric):
    model.train(False)
    values = torch.tensor([metric(model(xb), yb) for xb, yb in valid_dl])
    sizes = torch.tensor([float(len(yb)) for xb, yb in valid_dl])
    return (values @ sizes / sizes.sum()).item()

# %% mistake: left in eval mode | mode remembered too late
def validate(model, valid_dl, metric):
    model.eval()
    before = model.training
    with torch.inference_mode():
        total = sum(metric(model(xb), yb).item() * len(xb) for xb, yb in valid_dl)
    model.train(before)
    return total / sum(len(xb) for xb, _ in valid_dl)

# %% mistake: left in eval mode | eval for each batch
def validate(model, valid_dl, metric):
    total = n = 0
    for xb, yb in valid_dl:
        model.eval()
        with torch.no_grad():
            total += metric(model(xb), yb).item() * len(xb)
        n += len(xb)
    return total / n

# %% mistake: dropout still on | no_grad is taken for eval
def validate(model, valid_dl, metric):
    total = n = 0
    with torch.no_grad():
        for xb, yb in valid_dl:
            total += metric(model(xb), yb).item() * len(xb)
            n += len(xb)
    return total / n

# %% mistake: dropout still on | train
def validate(model, valid_dl, metric):
    was = model.training
    model.train()
    with torch.no_grad():
        total = sum(metric(model(xb), yb).item() * len(xb) for xb, yb in valid_dl)
    model.train(was)
    return total / sum(len(xb) for xb, _ in valid_dl)

# %% mistake: dropout still on | nothing switched
def validate(model, valid_dl, metric):
    total = sum(metric(model(xb), yb).item() * len(xb) for xb, yb in valid_dl)
    return total / sum(len(xb) for xb, _ in valid_dl)

# %% mistake: dropout still on | eval not called
def validate(model, valid_dl, metric):
    model.eval
    with torch.inference_mode():
        pairs = [(metric(model(xb), yb).item(), len(yb)) for xb, yb in valid_dl]
    return sum(v * n for v, n in pairs) / sum(n for _, n in pairs)

# %% mistake: graph kept | item at the end
def validate(model, valid_dl, metric):
    was = model.training
    model.eval()
    total = n = 0
    for xb, yb in valid_dl:
        total = total + metric(model(xb), yb) * len(xb)
        n += len(xb)
    model.train(was)
    return (total / n).item()

# %% mistake: graph kept | tensor with its graph
def validate(model, valid_dl, metric):
    was = model.training
    model.eval()
    total = sum(metric(model(xb), yb) * len(xb) for xb, yb in valid_dl)
    model.train(was)
    return total / sum(len(xb) for xb, _ in valid_dl)

# %% mistake: graph kept | detached too late
def validate(model, valid_dl, metric):
    was = model.training
    model.eval()
    total = n = 0
    for xb, yb in valid_dl:
        preds = model(xb).detach()
        total += float(metric(preds, yb)) * len(xb)
        n += len(xb)
    model.train(was)
    return total / n

# %% mistake: graph kept | no_grad round the metric only
def validate(model, valid_dl, metric):
    was = model.training
    model.eval()
    total = n = 0
    for xb, yb in valid_dl:
        preds = model(xb)
        with torch.no_grad():
            total += metric(preds, yb).item() * len(xb)
        n += len(xb)
    model.train(was)
    return total / n

# %% mistake: graph kept | always train afterwards
def validate(model, valid_dl, metric):
    model.eval()
    values = [metric(model(xb), yb).item() * len(xb) for xb, yb in valid_dl]
    model.train()
    return sum(values) / sum(len(xb) for xb, _ in valid_dl)
