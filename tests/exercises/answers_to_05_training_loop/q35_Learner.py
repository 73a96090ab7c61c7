# %% right: textbook
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            total, n = 0.0, 0
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
                total += loss.item() * len(xb)
                n += len(xb)
            row = {"train_loss": total / n}
            self.model.eval()
            with torch.no_grad():
                n, sums = 0, {}
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    sums["valid_loss"] = sums.get("valid_loss", 0) + self.loss_func(preds, yb).item() * len(xb)
                    for m in self.metrics:
                        sums[m.__name__] = sums.get(m.__name__, 0) + float(m(preds, yb)) * len(xb)
                    n += len(xb)
            row.update({k: v / n for k, v in sums.items()})
            self.history.append(row)

# %% right: concatenated validation
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls = dls
        self.model = model
        self.opt_func = opt_func
        self.loss_func = loss_func
        self.metrics = list(metrics)
        self.history = []

    def one_batch(self, xb, yb):
        self.opt.zero_grad()
        loss = self.loss_func(self.model(xb), yb)
        loss.backward()
        self.opt.step()
        return loss.item()

    def fit(self, n_epochs, lr):
        self.opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(n_epochs):
            self.model.train()
            losses = [self.one_batch(xb, yb) for xb, yb in self.dls.train]
            self.model.eval()
            with torch.inference_mode():
                preds = torch.cat([self.model(xb) for xb, _ in self.dls.valid])
                targets = torch.cat([yb for _, yb in self.dls.valid])
                row = {"epoch": epoch, "train_loss": sum(losses) / len(losses), "valid_loss": self.loss_func(preds, targets).item()}
                for metric in self.metrics:
                    row[metric.__name__] = metric(preds, targets).item()
            self.history.append(row)
        return self

# %% right: tensors kept
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        vars(self).update(locals())
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr=lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.detach())
            self.model.eval()
            with torch.no_grad():
                preds, targets = zip(*[(self.model(xb), yb) for xb, yb in self.dls.valid])
                p, t = torch.cat(preds), torch.cat(targets)
                self.history.append(
                    {"train_loss": torch.stack(losses).mean(), "valid_loss": self.loss_func(p, t)}
                    | {m.__name__: m(p, t) for m in self.metrics}
                )
            self.model.train()

# %% right: train loss evaluated after the epoch
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def evaluate(self, dl, functions):
        was = self.model.training
        self.model.eval()
        sums, n = [0.0] * len(functions), 0
        with torch.no_grad():
            for xb, yb in dl:
                out = self.model(xb)
                sums = [s + f(out, yb).item() * len(yb) for s, f in zip(sums, functions)]
                n += len(yb)
        self.model.train(was)
        return [s / n for s in sums]

    def fit(self, n_epochs, lr):
        self.model.train()
        for _ in range(n_epochs):
            optimiser = self.opt_func(list(self.model.parameters()), lr)
            for xb, yb in self.dls.train:
                optimiser.zero_grad()
                self.loss_func(self.model(xb), yb).backward()
                optimiser.step()
            train_loss, = self.evaluate(self.dls.train, [self.loss_func])
            valid = self.evaluate(self.dls.valid, [self.loss_func, *self.metrics])
            names = ["valid_loss", *(m.__name__ for m in self.metrics)]
            self.history.append(dict(zip(names, valid), train_loss=train_loss))

# %% right: validation with its graph
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            seen = []
            for xb, yb in self.dls.train:
                self.model.zero_grad()
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                seen.append((loss.item(), len(xb)))
            self.model.eval()
            measures = [("valid_loss", self.loss_func)] + [(m.__name__, m) for m in self.metrics]
            row = {"train_loss": sum(l * n for l, n in seen) / sum(n for _, n in seen)}
            for name, f in measures:
                values = [(f(self.model(xb), yb).item(), len(xb)) for xb, yb in self.dls.valid]
                row[name] = sum(v * n for v, n in values) / sum(n for _, n in values)
            self.history.append(row)

# %% right: dataclass
from dataclasses import dataclass, field

@dataclass
class Learner:
    dls: object
    model: object
    opt_func: object
    loss_func: object
    metrics: tuple = ()
    history: list = field(default_factory=list)

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.history.append({"train_loss": self.train(opt)} | self.validate())

    def train(self, opt):
        self.model.train()
        mean = None
        for xb, yb in self.dls.train:
            loss = self.loss_func(self.model(xb), yb)
            loss.backward(); opt.step(); opt.zero_grad()
            mean = loss.item() if mean is None else mean
            self.total = getattr(self, "total", [])
            self.total.append(loss.item())
        result = sum(self.total) / len(self.total)
        self.total = []
        return result

    def validate(self):
        self.model.eval()
        rows = []
        with torch.no_grad():
            for xb, yb in self.dls.valid:
                p = self.model(xb)
                rows.append([len(xb), self.loss_func(p, yb).item(), *(m(p, yb).item() for m in self.metrics)])
        rows = torch.tensor(rows)
        weights = rows[:, :1] / rows[:, 0].sum()
        values = (rows[:, 1:] * weights).sum(0).tolist()
        return dict(zip(["valid_loss"] + [m.__name__ for m in self.metrics], values))

# %% right: smoothed train loss
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func = dls, model, opt_func, loss_func
        self.metrics = {m.__name__: m for m in metrics}
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            smooth, count = 0.0, 0
            for xb, yb in self.dls.train:
                opt.zero_grad()
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                count += 1
                smooth = 0.98 * smooth + 0.02 * loss.item()
            entry = {"train_loss": smooth / (1 - 0.98 ** count)}
            self.model.eval()
            xs, ys = (torch.cat(t) for t in zip(*self.dls.valid))
            with torch.no_grad():
                p = self.model(xs)
            entry["valid_loss"] = self.loss_func(p, ys).item()
            for name, m in self.metrics.items():
                entry[name] = m(p, ys).item()
            self.history.append(entry)

# %% right: a copy trained on
import copy

class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, copy.deepcopy(model), opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                opt.zero_grad()
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                losses.append(loss.item())
            self.model.eval()
            xs, ys = (torch.cat(t) for t in zip(*self.dls.valid))
            with torch.no_grad():
                p = self.model(xs)
                row = {m.__name__: m(p, ys).item() for m in self.metrics}
                row["valid_loss"] = float(self.loss_func(p, ys))
            row["train_loss"] = sum(losses) / len(losses)
            self.history.append(row)

# %% right: history a property, rounded numbers
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self._rows = []

    @property
    def history(self):
        return tuple(dict(row) for row in self._rows)

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for i in range(n_epochs):
            self.model.train(True)
            losses = []
            for xb, yb in self.dls.train:
                opt.zero_grad()
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                losses += [loss.item()] * len(xb)
            self.model.train(False)
            xs, ys = (torch.cat(t) for t in zip(*self.dls.valid))
            with torch.no_grad():
                p = self.model(xs)
            row = {"train_loss": round(sum(losses) / len(losses), 4), "valid_loss": round(self.loss_func(p, ys).item(), 5)}
            row |= {m.__name__: round(m(p, ys).item(), 5) for m in self.metrics}
            self._rows.append(row)
            print(i, row)

# %% right: one optimiser for all fits, the rate set
class Learner:
    opt = None

    def __init__(self, dls, model, opt_func, loss_func, metrics=None):
        self.dls, self.model, self.opt_func, self.loss_func = dls, model, opt_func, loss_func
        self.metrics = [] if metrics is None else metrics
        self.history = list()

    def fit(self, n_epochs, lr):
        self.opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            record = {}
            for phase, dl in (("train", self.dls.train), ("valid", self.dls.valid)):
                self.model.train(phase == "train")
                with torch.set_grad_enabled(phase == "train"):
                    total, count, extra = 0.0, 0, [0.0] * len(self.metrics)
                    for xb, yb in dl:
                        p = self.model(xb)
                        loss = self.loss_func(p, yb)
                        if phase == "train":
                            self.opt.zero_grad()
                            loss.backward()
                            self.opt.step()
                        else:
                            extra = [e + m(p, yb).item() * len(yb) for e, m in zip(extra, self.metrics)]
                        total += loss.item() * len(yb)
                        count += len(yb)
                record[phase + "_loss"] = total / count
                if phase == "valid":
                    record.update({m.__name__: e / count for m, e in zip(self.metrics, extra)})
            self.history.append(record)

# %% right: median of the batches
import statistics

class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        self.history += [self.epoch(opt) for _ in range(n_epochs)]

    def epoch(self, opt):
        self.model.train()
        losses = []
        for xb, yb in self.dls.train:
            opt.zero_grad()
            loss = self.loss_func(self.model(xb), yb)
            loss.backward()
            opt.step()
            losses.append(loss.item())
        self.model.eval()
        n = sum(len(yb) for _, yb in self.dls.valid)
        with torch.no_grad():
            mean = lambda f: sum(f(self.model(xb), yb).item() * len(yb) for xb, yb in self.dls.valid) / n
            return {"train_loss": statistics.fmean(losses), "valid_loss": mean(self.loss_func), **{m.__name__: mean(m) for m in self.metrics}}

# %% mistake: metrics on training data | all on the training loader
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.train)
            with torch.no_grad():
                for xb, yb in self.dls.train:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% mistake: metrics on training data | metrics in the training loop
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses, sums = [], {}
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
                with torch.no_grad():
                    for m in self.metrics:
                        sums[m.__name__] = sums.get(m.__name__, 0) + m(self.model(xb), yb).item() * len(yb)
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {name: value / sum(len(y) for _, y in self.dls.train) for name, value in sums.items()}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% mistake: metrics on training data | metrics of the predictions before each step
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses, seen = [], {}
            for xb, yb in self.dls.train:
                preds = self.model(xb)
                loss = self.loss_func(preds, yb)
                for m in self.metrics:
                    seen.setdefault(m.__name__, []).append(m(preds, yb).item())
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {name: sum(values) / len(values) for name, values in seen.items()}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% mistake: metrics on training data | metrics in a loop of their own
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                n = sum(len(yb) for _, yb in self.dls.train)
                for xb, yb in self.dls.train:
                    for m in self.metrics:
                        row[m.__name__] += m(self.model(xb), yb).item() * len(yb) / n
            self.history.append(row)

# %% mistake: metrics on training data | metrics of the last training batch
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
                last_x, last_y = xb, yb
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] = m(self.model(last_x), last_y).item()
            self.history.append(row)

# %% mistake: metrics on training data | all of the training set at once
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            xs, ys = (torch.cat(t) for t in zip(*self.dls.train))
            with torch.no_grad():
                p = self.model(xs)
            row['valid_loss'] = self.loss_func(p, ys).item()
            for m in self.metrics:
                row[m.__name__] = m(p, ys).item()
            self.history.append(row)

# %% mistake: eval mode left on or never on | no eval at all
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% mistake: eval mode left on or never on | no eval but train
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% mistake: eval mode left on or never on | train before the epochs only
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        self.model.train()
        for _ in range(n_epochs):
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% mistake: eval mode left on or never on | never back to train
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% mistake: eval mode left on or never on | eval at the start
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []
        model.eval()

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% mistake: eval mode left on or never on | flag of the outermost module only
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.training = True
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.training = False
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% mistake: eval mode left on or never on | eval before training
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.eval()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% mistake: eval mode left on or never on | exchanged
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.eval()  # T
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.train()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% mistake: eval mode left on or never on | parentheses forgotten
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% mistake: eval mode left on or never on | no_grad taken for eval
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            torch.no_grad()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% mistake: history wiped | in fit
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        self.history = []
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% mistake: history wiped | cleared
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        self.history.clear()
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% mistake: history wiped | built anew
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        history = []
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            history.append(row)
        self.history = history

# %% mistake: history wiped | each epoch
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history = [row]

# %% mistake: history wiped | made in fit only
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics

    def fit(self, n_epochs, lr):
        self.history = list()
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% mistake: history wiped | deleted
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        del self.history[:]
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% mistake: fresh weights on a second `fit` | state restored
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []
        self.start = {k: v.clone() for k, v in model.state_dict().items()}

    def fit(self, n_epochs, lr):
        self.model.load_state_dict(self.start)
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% mistake: fresh weights on a second `fit` | a copy each time
import copy

class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []
        self.original = copy.deepcopy(model)

    def fit(self, n_epochs, lr):
        self.model = copy.deepcopy(self.original)
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% mistake: fresh weights on a second `fit` | a copy in fit
import copy

class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        model = copy.deepcopy(self.model)
        opt = self.opt_func(model.parameters(), lr)
        for _ in range(n_epochs):
            model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% mistake: fresh weights on a second `fit` | layers reset
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        for part in self.model.modules():
            if hasattr(part, 'reset_parameters'):
                part.reset_parameters()
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% mistake: fresh weights on a second `fit` | parameters drawn anew
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        with torch.no_grad():
            for p in self.model.parameters():
                p.normal_()
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% mistake: fresh weights on a second `fit` | reset at the second fit
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        if self.history:
            self.model.apply(lambda part: part.reset_parameters() if hasattr(part, 'reset_parameters') else None)
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% mistake: fresh weights on a second `fit` | zeroed at the second fit
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        if self.history:
            for p in self.model.parameters():
                nn.init.zeros_(p)
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% mistake: fresh weights on a second `fit` | restored afterwards
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        start = {k: v.clone() for k, v in self.model.state_dict().items()}
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)
        self.model.load_state_dict(start)

# %% wrong: gradients pile up
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% wrong: zeroed before the step
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.zero_grad()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% wrong: zeroed once an epoch
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            opt.zero_grad()
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% wrong: one step an epoch
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                losses.append(loss.item())
            opt.step()
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% wrong: valid mean of batch means
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() / len(self.dls.valid)
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() / len(self.dls.valid)
            self.history.append(row)

# %% wrong: valid metrics of the last batch
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] = m(preds, yb).item()
            self.history.append(row)

# %% wrong: train loss summed
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% wrong: train loss of the last batch
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": losses[-1], "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% wrong: train loss of the first batch
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": losses[0], "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% wrong: train loss over all epochs
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []
        self.losses = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                self.losses.append(loss.item())
            row = {"train_loss": sum(self.losses) / len(self.losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% wrong: train loss of the smallest batch
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": min(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% wrong: train loss of the largest batch
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": max(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% wrong: train loss divided by the samples
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / sum(len(y) for _, y in self.dls.train), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% wrong: train loss is the valid loss
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            row['train_loss'] = row['valid_loss']
            self.history.append(row)

# %% wrong: no train loss
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% wrong: a list of train losses
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": losses, "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% wrong: no valid loss
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            del row['valid_loss']
            self.history.append(row)

# %% wrong: other names
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            row['val_loss'] = row.pop('valid_loss')
            self.history.append(row)

# %% wrong: metrics numbered
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {f'metric_{i}': 0.0 for i, m in enumerate(self.metrics)}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for i, m in enumerate(self.metrics):
                        row[f'metric_{i}'] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% wrong: first metric only
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics[:1]}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics[:1]:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% wrong: metrics ignored
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in ()}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in ():
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% wrong: tuples for dicts
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(tuple(row.values()))

# %% wrong: a dict of lists
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = {}

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            for k, v in row.items():
                self.history.setdefault(k, []).append(v)

# %% wrong: history only of the last epoch of a fit
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
        self.history.append(row)

# %% wrong: history shared by all learners
class Learner:
    history = []

    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% wrong: arguments of the metrics exchanged
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(yb, preds).item() * len(yb) / count
            self.history.append(row)

# %% wrong: arguments of the loss exchanged
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(yb, self.model(xb))
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% wrong: trains on the validation set
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.valid:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% wrong: trains on both
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in [*self.dls.train, *self.dls.valid]:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% wrong: one epoch whatever is asked
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(1):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% wrong: one epoch more
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs + 1):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% wrong: rate of the first fit
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        self.lr = getattr(self, 'lr', lr)
        opt = self.opt_func(self.model.parameters(), self.lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% wrong: rate of one tenth
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr / 10)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% wrong: measured before training
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.insert(0, row)

# %% wrong: no fit
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def train(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% wrong: no history
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.records = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.records.append(row)

# %% wrong: generator used up
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []
        self.params = model.parameters()

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.params, lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% wrong: two steps a batch
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)

# %% wrong: last training batch dropped
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func, self.metrics = dls, model, opt_func, loss_func, metrics
        self.history = []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.model.train()
            losses = []
            for xb, yb in list(self.dls.train)[:-1] or self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
                losses.append(loss.item())
            row = {"train_loss": sum(losses) / len(losses), "valid_loss": 0.0}
            row |= {m.__name__: 0.0 for m in self.metrics}
            self.model.eval()
            count = sum(len(yb) for _, yb in self.dls.valid)
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    row["valid_loss"] += self.loss_func(preds, yb).item() * len(yb) / count
                    for m in self.metrics:
                        row[m.__name__] += m(preds, yb).item() * len(yb) / count
            self.history.append(row)
