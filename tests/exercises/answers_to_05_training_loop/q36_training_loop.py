# %% right: manual
def training_loop(model, dl, n_epochs, lr, loss_func):
    losses = []
    for epoch in range(n_epochs):
        total, n = 0.0, 0
        for xb, yb in dl:
            loss = loss_func(model(xb), yb)
            loss.backward()
            with torch.no_grad():
                for p in model.parameters():
                    p -= lr * p.grad
                    p.grad.zero_()
            total += loss.item() * len(yb)
            n += len(yb)
        losses.append(total / n)
    return losses

# %% right: sgd
def training_loop(model, dl, n_epochs, lr, loss_func):
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    out = []
    for _ in range(n_epochs):
        running, seen = 0, 0
        for xb, yb in dl:
            opt.zero_grad()
            loss = loss_func(model(xb), yb)
            loss.backward()
            opt.step()
            running += float(loss) * xb.size(0)
            seen += xb.size(0)
        out.append(running / seen)
    return out

# %% right: with train step
def train_step(model, xb, yb, loss_func, lr):
    model.zero_grad()
    loss = loss_func(model(xb), yb)
    loss.backward()
    for p in model.parameters():
        p.data -= lr * p.grad
    return loss.item()

def training_loop(model, dl, n_epochs, lr, loss_func):
    def epoch():
        pairs = [(train_step(model, xb, yb, loss_func, lr), len(xb)) for xb, yb in dl]
        return sum(l * n for l, n in pairs) / sum(n for _, n in pairs)
    return [epoch() for _ in range(n_epochs)]

# %% right: tensors of losses and sizes
def training_loop(model, dl, n_epochs, lr, loss_func):
    history = []
    for _ in range(n_epochs):
        losses, sizes = [], []
        for xb, yb in dl:
            loss = loss_func(model(xb), yb)
            model.zero_grad()
            loss.backward()
            with torch.no_grad():
                for p in model.parameters():
                    p.sub_(lr * p.grad)
            losses.append(loss.detach())
            sizes.append(float(len(xb)))
        sizes = torch.tensor(sizes)
        history.append(((torch.stack(losses) * sizes).sum() / sizes.sum()).item())
    return history

# %% right: class
class Trainer:
    def __init__(self, model, lr, loss_func):
        self.model, self.opt, self.loss_func = model, torch.optim.SGD(model.parameters(), lr=lr), loss_func
    def epoch(self, dl):
        self.model.train()
        total = count = 0
        for xb, yb in dl:
            loss = self.loss_func(self.model(xb), yb)
            loss.backward()
            self.opt.step()
            self.opt.zero_grad(set_to_none=True)
            total, count = total + loss.item() * len(xb), count + len(xb)
        return total / count

def training_loop(model, dl, n_epochs, lr, loss_func):
    trainer = Trainer(model, lr, loss_func)
    return [trainer.epoch(dl) for _ in range(n_epochs)]

# %% right: autograd grad
def training_loop(model, dl, n_epochs, lr, loss_func):
    params = list(model.parameters())
    means = []
    for _ in range(n_epochs):
        s = c = 0
        for batch in dl:
            xb, yb = batch
            loss = loss_func(model(xb), yb)
            for p, g in zip(params, torch.autograd.grad(loss, params)):
                p.data = p.data - lr * g
            s += loss.item() * xb.shape[0]
            c += xb.shape[0]
        means += [s / c]
    return means

# %% right: numpy average
import numpy as np

def training_loop(model, dl, n_epochs, lr, loss_func):
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    history = []
    for _ in range(n_epochs):
        ls, ns = [], []
        for xb, yb in dl:
            opt.zero_grad()
            loss = loss_func(model(xb), yb)
            loss.backward()
            opt.step()
            ls.append(loss.item()); ns.append(len(yb))
        history.append(np.average(ls, weights=ns))
    return history

# %% right: size of the data set
def training_loop(model, dl, n_epochs, lr, loss_func):
    n = sum(len(yb) for _, yb in dl)
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    history = [0.0] * n_epochs
    for epoch in range(n_epochs):
        for xb, yb in dl:
            opt.zero_grad()
            loss = loss_func(model(xb), yb)
            loss.backward()
            opt.step()
            history[epoch] += loss.item() * len(yb) / n
    return history

# %% right: while and enumerate
def training_loop(model, dl, n_epochs, lr, loss_func):
    history, epoch = [], 0
    while epoch < n_epochs:
        mean = seen = 0
        for i, (xb, yb) in enumerate(dl):
            preds = model(xb)
            loss = loss_func(preds, yb)
            for p in model.parameters():
                p.grad = None
            loss.backward()
            for p in model.parameters():
                p.data.add_(p.grad, alpha=-lr)
            mean = (mean * seen + loss.item() * len(xb)) / (seen + len(xb))
            seen += len(xb)
        history.append(mean)
        epoch += 1
    return history

# %% right: tuple and prints
def training_loop(model, dl, n_epochs, lr, loss_func):
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    history = []
    for epoch in range(n_epochs):
        total = torch.zeros(())
        count = 0
        for xb, yb in dl:
            loss = loss_func(model(xb), yb)
            opt.zero_grad()
            loss.backward()
            opt.step()
            with torch.no_grad():
                total += loss * len(xb)
            count += len(xb)
        history.append((total / count).item())
        print(epoch, history[-1])
    return tuple(history)

# %% right: extend
def training_loop(model, dl, n_epochs, lr, loss_func):
    if n_epochs == 0:
        return []
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    per_sample = []
    for xb, yb in dl:
        opt.zero_grad()
        loss = loss_func(model(xb), yb)
        loss.backward()
        opt.step()
        per_sample.extend([loss.item()] * len(xb))
    return [sum(per_sample) / len(per_sample)] + training_loop(model, dl, n_epochs - 1, lr, loss_func)

# %% mistake: one step an epoch | step after the loop
def training_loop(model, dl, n_epochs, lr, loss_func):
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    history = []
    for _ in range(n_epochs):
        total = n = 0
        opt.zero_grad()
        for xb, yb in dl:
            loss = loss_func(model(xb), yb)
            loss.backward()
            total += loss.item() * len(xb); n += len(xb)
        opt.step()
        history.append(total / n)
    return history

# %% mistake: one step an epoch | step after the loop, zeroed in it
def training_loop(model, dl, n_epochs, lr, loss_func):
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    history = []
    for _ in range(n_epochs):
        total = n = 0
        for xb, yb in dl:
            opt.zero_grad()
            loss = loss_func(model(xb), yb)
            loss.backward()
            total += loss.item() * len(xb); n += len(xb)
        opt.step()
        history.append(total / n)
    return history

# %% mistake: one step an epoch | whole set at once
def training_loop(model, dl, n_epochs, lr, loss_func):
    xs, ys = torch.cat([xb for xb, _ in dl]), torch.cat([yb for _, yb in dl])
    history = []
    for _ in range(n_epochs):
        model.zero_grad()
        loss = loss_func(model(xs), ys)
        loss.backward()
        for p in model.parameters():
            p.data -= lr * p.grad
        history.append(loss.item())
    return history

# %% mistake: one step an epoch | first batch only
def training_loop(model, dl, n_epochs, lr, loss_func):
    history = []
    for _ in range(n_epochs):
        xb, yb = next(iter(dl))
        model.zero_grad()
        loss = loss_func(model(xb), yb)
        loss.backward()
        for p in model.parameters():
            p.data -= lr * p.grad
        history.append(loss.item())
    return history

# %% mistake: one step an epoch | summed losses
def training_loop(model, dl, n_epochs, lr, loss_func):
    history = []
    for _ in range(n_epochs):
        total = sum(loss_func(model(xb), yb) * len(xb) for xb, yb in dl) / sum(len(xb) for xb, _ in dl)
        model.zero_grad()
        total.backward()
        for p in model.parameters():
            p.data -= lr * p.grad
        history.append(total.item())
    return history

# %% mistake: one step an epoch | return in the loop's place of the step
def training_loop(model, dl, n_epochs, lr, loss_func):
    history = []
    for _ in range(n_epochs):
        losses = []
        for xb, yb in dl:
            model.zero_grad()
            loss = loss_func(model(xb), yb)
            losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            for p in model.parameters():
                p -= lr * p.grad
        history.append(sum(losses) / len(losses))
    return history

# %% mistake: batch iterated twice | as in the questionnaire
def training_step(batch, model, lr, loss_func):
    for inputs, targets in batch:
        predictions = model(inputs)
        loss = loss_func(predictions, targets)
        loss.backward()
        for p in model.parameters():
            p.data -= lr * p.grad
            p.grad = None
    return loss.item()

def training_loop(model, dl, n_epochs, lr, loss_func):
    history = []
    for _ in range(n_epochs):
        history.append(sum(training_step(batch, model, lr, loss_func) for batch in dl))
    return history

# %% mistake: batch iterated twice | two steps a batch
def training_loop(model, dl, n_epochs, lr, loss_func):
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    history = []
    for _ in range(n_epochs):
        total = n = 0
        for xb, yb in dl:
            for _ in range(2):
                opt.zero_grad()
                loss = loss_func(model(xb), yb)
                loss.backward()
                opt.step()
            total += loss.item() * len(xb); n += len(xb)
        history.append(total / n)
    return history

# %% mistake: batch iterated twice | the loader twice an epoch
def training_loop(model, dl, n_epochs, lr, loss_func):
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    history = []
    for _ in range(n_epochs):
        total = n = 0
        for xb, yb in [*dl, *dl]:
            opt.zero_grad()
            loss = loss_func(model(xb), yb)
            loss.backward()
            opt.step()
            total += loss.item() * len(xb); n += len(xb)
        history.append(total / n)
    return history

# %% mistake: batch iterated twice | sample by sample
def training_loop(model, dl, n_epochs, lr, loss_func):
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    history = []
    for _ in range(n_epochs):
        total = n = 0
        for batch in dl:
            for x, y in zip(*batch):
                opt.zero_grad()
                loss = loss_func(model(x[None]), y[None])
                loss.backward()
                opt.step()
                total += loss.item(); n += 1
        history.append(total / n)
    return history

# %% mistake: batch iterated twice | sample by sample without an axis
def training_loop(model, dl, n_epochs, lr, loss_func):
    history = []
    for _ in range(n_epochs):
        losses = []
        for xb, yb in dl:
            for x, y in zip(xb, yb):
                model.zero_grad()
                loss = loss_func(model(x), y)
                loss.backward()
                for p in model.parameters():
                    p.data -= lr * p.grad
                losses.append(loss.item())
        history.append(sum(losses) / len(losses))
    return history

# %% mistake: batch iterated twice | loop in a loop over the loader
def training_loop(model, dl, n_epochs, lr, loss_func):
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    history = []
    for _ in range(n_epochs):
        losses = []
        for batch in dl:
            for xb, yb in dl:
                opt.zero_grad()
                loss = loss_func(model(xb), yb)
                loss.backward()
                opt.step()
                losses.append(loss.item() * len(xb))
        history.append(sum(losses) / len(losses))
    return history

# %% mistake: batch iterated twice | loop in a loop, batch unpacked
def training_loop(model, dl, n_epochs, lr, loss_func):
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    history = []
    for _ in range(n_epochs):
        total, n = 0, 0
        for batch in dl:
            for xb, yb in batch:
                opt.zero_grad()
                loss = loss_func(model(xb), yb)
                loss.backward()
                opt.step()
                total += loss.item() * len(xb)
                n += len(xb)
        history.append(total / n)
    return history

# %% mistake: gradients pile up | never zeroed
def training_loop(model, dl, n_epochs, lr, loss_func):
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    history = []
    for _ in range(n_epochs):
        total = n = 0
        for xb, yb in dl:
            loss = loss_func(model(xb), yb)
            loss.backward()
            opt.step()
            total += loss.item() * len(xb); n += len(xb)
        history.append(total / n)
    return history

# %% mistake: gradients pile up | never zeroed by hand
def training_loop(model, dl, n_epochs, lr, loss_func):
    history = []
    for _ in range(n_epochs):
        losses, sizes = [], []
        for xb, yb in dl:
            loss = loss_func(model(xb), yb)
            loss.backward()
            with torch.no_grad():
                for p in model.parameters():
                    p -= lr * p.grad
            losses.append(loss.item()); sizes.append(len(yb))
        history.append(sum(l * s for l, s in zip(losses, sizes)) / sum(sizes))
    return history

# %% mistake: gradients pile up | zeroed once an epoch
def training_loop(model, dl, n_epochs, lr, loss_func):
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    history = []
    for _ in range(n_epochs):
        opt.zero_grad()
        total = n = 0
        for xb, yb in dl:
            loss = loss_func(model(xb), yb)
            loss.backward()
            opt.step()
            total += loss.item() * len(xb); n += len(xb)
        history.append(total / n)
    return history

# %% mistake: gradients pile up | zeroed at the end of an epoch, mean of batches
def training_loop(model, dl, n_epochs, lr, loss_func):
    history = []
    for _ in range(n_epochs):
        losses = []
        for xb, yb in dl:
            loss = loss_func(model(xb), yb)
            loss.backward()
            for p in model.parameters():
                p.data -= lr * p.grad
            losses.append(loss.item())
        model.zero_grad()
        history.append(sum(losses) / len(losses))
    return history

# %% mistake: gradients pile up | zeroed once for all
def training_loop(model, dl, n_epochs, lr, loss_func):
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    opt.zero_grad()
    history = []
    for _ in range(n_epochs):
        for xb, yb in dl:
            loss = loss_func(model(xb), yb)
            loss.backward()
            opt.step()
        history.append(loss.item())
    return history

# %% mistake: gradients pile up | method not called
def training_loop(model, dl, n_epochs, lr, loss_func):
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    history = []
    for _ in range(n_epochs):
        total = n = 0
        for xb, yb in dl:
            opt.zero_grad
            loss = loss_func(model(xb), yb)
            loss.backward()
            opt.step()
            total += loss.item(); n += 1
        history.append(total / n)
    return history

# %% mistake: gradients pile up | sum of losses
def training_loop(model, dl, n_epochs, lr, loss_func):
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    history = []
    for _ in range(n_epochs):
        total = 0
        for xb, yb in dl:
            loss = loss_func(model(xb), yb)
            loss.backward()
            opt.step()
            total += loss.item()
        history.append(total)
    return history

# %% mistake: gradients pile up | tensors kept
def training_loop(model, dl, n_epochs, lr, loss_func):
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    history = []
    for _ in range(n_epochs):
        total = n = 0
        for xb, yb in dl:
            loss = loss_func(model(xb), yb)
            loss.backward()
            opt.step()
            total += loss.detach() * len(xb); n += len(xb)
        history.append(total / n)
    return history

# %% wrong: mean of batch means
def training_loop(model, dl, n_epochs, lr, loss_func):
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    history = []
    for _ in range(n_epochs):
        losses = []
        for xb, yb in dl:
            opt.zero_grad()
            loss = loss_func(model(xb), yb)
            loss.backward()
            opt.step()
            losses.append(loss.item())
        history.append(sum(losses) / len(losses))
    return history

# %% wrong: last loss
def training_loop(model, dl, n_epochs, lr, loss_func):
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    history = []
    for _ in range(n_epochs):
        for xb, yb in dl:
            opt.zero_grad()
            loss = loss_func(model(xb), yb)
            loss.backward()
            opt.step()
        history.append(loss.item())
    return history

# %% wrong: a loss a batch
def training_loop(model, dl, n_epochs, lr, loss_func):
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    history = []
    for _ in range(n_epochs):
        for xb, yb in dl:
            opt.zero_grad()
            loss = loss_func(model(xb), yb)
            loss.backward()
            opt.step()
            history.append(loss.item())
    return history

# %% wrong: sum
def training_loop(model, dl, n_epochs, lr, loss_func):
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    history = []
    for _ in range(n_epochs):
        total = 0
        for xb, yb in dl:
            opt.zero_grad()
            loss = loss_func(model(xb), yb)
            loss.backward()
            opt.step()
            total += loss.item() * len(xb)
        history.append(total)
    return history

# %% wrong: total never reset
def training_loop(model, dl, n_epochs, lr, loss_func):
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    history = []
    total = n = 0
    for _ in range(n_epochs):
        for xb, yb in dl:
            opt.zero_grad()
            loss = loss_func(model(xb), yb)
            loss.backward()
            opt.step()
            total += loss.item() * len(xb); n += len(xb)
        history.append(total / n)
    return history

# %% wrong: tensors
def training_loop(model, dl, n_epochs, lr, loss_func):
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    history = []
    for _ in range(n_epochs):
        total = n = 0
        for xb, yb in dl:
            opt.zero_grad()
            loss = loss_func(model(xb), yb)
            loss.backward()
            opt.step()
            total += loss.detach() * len(xb); n += len(xb)
        history.append(total / n)
    return history

# %% wrong: a number
def training_loop(model, dl, n_epochs, lr, loss_func):
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    for _ in range(n_epochs):
        total = n = 0
        for xb, yb in dl:
            opt.zero_grad()
            loss = loss_func(model(xb), yb)
            loss.backward()
            opt.step()
            total += loss.item() * len(xb); n += len(xb)
    return total / n

# %% wrong: nothing
def training_loop(model, dl, n_epochs, lr, loss_func):
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    for _ in range(n_epochs):
        for xb, yb in dl:
            opt.zero_grad()
            loss_func(model(xb), yb).backward()
            opt.step()

# %% wrong: a copy
import copy

def training_loop(model, dl, n_epochs, lr, loss_func):
    model = copy.deepcopy(model)
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    history = []
    for _ in range(n_epochs):
        total = n = 0
        for xb, yb in dl:
            opt.zero_grad()
            loss = loss_func(model(xb), yb)
            loss.backward()
            opt.step()
            total += loss.item() * len(xb); n += len(xb)
        history.append(total / n)
    return history

# %% wrong: no step
def training_loop(model, dl, n_epochs, lr, loss_func):
    history = []
    for _ in range(n_epochs):
        total = n = 0
        for xb, yb in dl:
            loss = loss_func(model(xb), yb)
            loss.backward()
            total += loss.item() * len(xb); n += len(xb)
        history.append(total / n)
    return history

# %% wrong: zeroed before the step
def training_loop(model, dl, n_epochs, lr, loss_func):
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    history = []
    for _ in range(n_epochs):
        total = n = 0
        for xb, yb in dl:
            loss = loss_func(model(xb), yb)
            loss.backward()
            opt.zero_grad()
            opt.step()
            total += loss.item() * len(xb); n += len(xb)
        history.append(total / n)
    return history

# %% wrong: loss after the step
def training_loop(model, dl, n_epochs, lr, loss_func):
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    history = []
    for _ in range(n_epochs):
        total = n = 0
        for xb, yb in dl:
            opt.zero_grad()
            loss_func(model(xb), yb).backward()
            opt.step()
            total += loss_func(model(xb), yb).item() * len(xb); n += len(xb)
        history.append(total / n)
    return history

# %% wrong: one epoch too many
def training_loop(model, dl, n_epochs, lr, loss_func):
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    history = []
    for _ in range(n_epochs + 1):
        total = n = 0
        for xb, yb in dl:
            opt.zero_grad()
            loss = loss_func(model(xb), yb)
            loss.backward()
            opt.step()
            total += loss.item() * len(xb); n += len(xb)
        history.append(total / n)
    return history

# %% wrong: last batch dropped
def training_loop(model, dl, n_epochs, lr, loss_func):
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    history = []
    for _ in range(n_epochs):
        total = n = 0
        for xb, yb in list(dl)[:max(1, len(dl) - 1)]:
            opt.zero_grad()
            loss = loss_func(model(xb), yb)
            loss.backward()
            opt.step()
            total += loss.item() * len(xb); n += len(xb)
        history.append(total / n)
    return history

# %% wrong: arguments of the loss exchanged
def training_loop(model, dl, n_epochs, lr, loss_func):
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    history = []
    for _ in range(n_epochs):
        total = n = 0
        for xb, yb in dl:
            opt.zero_grad()
            loss = loss_func(yb, model(xb))
            loss.backward()
            opt.step()
            total += loss.item() * len(xb); n += len(xb)
        history.append(total / n)
    return history

# %% wrong: momentum
def training_loop(model, dl, n_epochs, lr, loss_func):
    opt = torch.optim.SGD(model.parameters(), lr=lr, momentum=0.9)
    history = []
    for _ in range(n_epochs):
        total = n = 0
        for xb, yb in dl:
            opt.zero_grad()
            loss = loss_func(model(xb), yb)
            loss.backward()
            opt.step()
            total += loss.item() * len(xb); n += len(xb)
        history.append(total / n)
    return history

# %% wrong: decaying rate
def training_loop(model, dl, n_epochs, lr, loss_func):
    history = []
    for epoch in range(n_epochs):
        total = n = 0
        for xb, yb in dl:
            model.zero_grad()
            loss = loss_func(model(xb), yb)
            loss.backward()
            for p in model.parameters():
                p.data -= lr / (epoch + 1) * p.grad
            total += loss.item() * len(xb); n += len(xb)
        history.append(total / n)
    return history
