"""Answers to q13_best_epoch."""
# ruff: noqa

# %% right: index of min
def best_epoch(train_losses, valid_losses):
    return valid_losses.index(min(valid_losses))

# %% right: min by key
def best_epoch(train_losses, valid_losses):
    return min(range(len(valid_losses)), key=lambda e: valid_losses[e])

# %% right: lambda
best_epoch = lambda t, v: min(enumerate(v), key=lambda pair: pair[1])[0]

# %% right: numpy
import numpy as np
def best_epoch(train_losses, valid_losses):
    return np.argmin(valid_losses)

# %% right: torch
def best_epoch(train_losses: list[float], valid_losses: list[float]) -> int:
    return int(torch.tensor(valid_losses).argmin())

# %% right: item
def best_epoch(train_losses, valid_losses):
    return torch.tensor(valid_losses, dtype=torch.float64).min(dim=0).indices.item()

# %% right: loop
def best_epoch(train_losses, valid_losses):
    best, at = math.inf, None
    for epoch, loss in enumerate(valid_losses):
        if loss < best:
            best, at = loss, epoch
    return at

# %% right: generator
def best_epoch(train_losses, valid_losses):
    low = min(valid_losses)
    return next(i for i, v in enumerate(valid_losses) if v == low)

# %% right: sorted
def best_epoch(train_losses, valid_losses):
    return sorted(range(len(valid_losses)), key=valid_losses.__getitem__)[0]

# %% right: tuples
def best_epoch(train_losses, valid_losses):
    loss, epoch = min((v, i) for i, v in enumerate(valid_losses))
    return epoch

# %% right: recursion
def best_epoch(train_losses, valid_losses):
    if len(valid_losses) == 1:
        return 0
    rest = best_epoch(train_losses[:-1], valid_losses[:-1])
    return len(valid_losses) - 1 if valid_losses[-1] < valid_losses[rest] else rest

# %% wrong: last on a tie
def best_epoch(train_losses, valid_losses):
    return max(i for i, v in enumerate(valid_losses) if v == min(valid_losses))

# %% wrong: less or equal
def best_epoch(train_losses, valid_losses):
    best = 0
    for i, v in enumerate(valid_losses):
        if v <= valid_losses[best]:
            best = i
    return best

# %% wrong: highest
def best_epoch(train_losses, valid_losses):
    return valid_losses.index(max(valid_losses))

# %% wrong: stops at the first rise
def best_epoch(train_losses, valid_losses):
    for i in range(1, len(valid_losses)):
        if valid_losses[i] > valid_losses[i - 1]:
            return i - 1
    return len(valid_losses) - 1

# %% wrong: loss, not epoch
def best_epoch(train_losses, valid_losses):
    return min(valid_losses)

# %% wrong: sum of both
def best_epoch(train_losses, valid_losses):
    sums = [t + v for t, v in zip(train_losses, valid_losses)]
    return sums.index(min(sums))

# %% wrong: smallest gap
def best_epoch(train_losses, valid_losses):
    gaps = [abs(t - v) for t, v in zip(train_losses, valid_losses)]
    return gaps.index(min(gaps))

# %% wrong: lowest of both
def best_epoch(train_losses, valid_losses):
    both = [min(t, v) for t, v in zip(train_losses, valid_losses)]
    return both.index(min(both))

# %% wrong: always the first
def best_epoch(train_losses, valid_losses):
    return 0

# %% wrong: text
def best_epoch(train_losses, valid_losses):
    return f"epoch {valid_losses.index(min(valid_losses))}"

# %% wrong: tensor
def best_epoch(train_losses, valid_losses):
    return torch.tensor(valid_losses).argmin()

# %% wrong: list
def best_epoch(train_losses, valid_losses):
    return [i for i, v in enumerate(valid_losses) if v == min(valid_losses)]

# %% wrong: counted from the end
def best_epoch(train_losses, valid_losses):
    return valid_losses[::-1].index(min(valid_losses))

# %% mistake: lowest training loss | index
def best_epoch(train_losses, valid_losses):
    return train_losses.index(min(train_losses))

# %% mistake: lowest training loss | torch
def best_epoch(train_losses, valid_losses):
    return torch.tensor(train_losses).argmin().item()

# %% mistake: lowest training loss | arguments mixed up
def best_epoch(valid_losses, train_losses):
    return min(range(len(valid_losses)), key=valid_losses.__getitem__)

# %% mistake: lowest training loss | loop
def best_epoch(train_losses, valid_losses):
    best = 0
    for i, loss in enumerate(train_losses):
        if loss < train_losses[best]:
            best = i
    return best

# %% mistake: last epoch | len
def best_epoch(train_losses, valid_losses):
    return len(valid_losses) - 1

# %% mistake: last epoch | of training
def best_epoch(train_losses, valid_losses):
    return len(train_losses) - 1

# %% mistake: last epoch | loop that keeps the last
def best_epoch(train_losses, valid_losses):
    for epoch, (t, v) in enumerate(zip(train_losses, valid_losses)):
        pass
    return epoch

# %% mistake: last epoch | range
def best_epoch(train_losses, valid_losses):
    return range(len(valid_losses))[-1]

# %% mistake: counted from 1 | plus one
def best_epoch(train_losses, valid_losses):
    return valid_losses.index(min(valid_losses)) + 1

# %% mistake: counted from 1 | enumerate
def best_epoch(train_losses, valid_losses):
    return min(enumerate(valid_losses, 1), key=lambda p: p[1])[0]

# %% mistake: counted from 1 | numpy
import numpy as np
def best_epoch(train_losses, valid_losses):
    return int(np.argmin(valid_losses)) + 1

# %% mistake: counted from 1 | counter
def best_epoch(train_losses, valid_losses):
    epoch, best, low = 0, 0, float("inf")
    for v in valid_losses:
        epoch += 1
        if v < low:
            best, low = epoch, v
    return best
