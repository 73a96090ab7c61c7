# %% right: above zero
def batch_accuracy(predictions, targets):
    return ((predictions.view(-1) > 0) == targets.view(-1)).float().mean()

# %% right: sigmoid above half
def batch_accuracy(predictions, targets):
    p = predictions.sigmoid().flatten() > 0.5
    return (p == targets.flatten().bool()).float().mean()

# %% right: rounded
def batch_accuracy(predictions, targets):
    return (torch.sigmoid(predictions).round().reshape(-1) == targets.reshape(-1)).float().mean()

# %% right: squeeze the last axis of both where there are two
def batch_accuracy(predictions, targets):
    if predictions.ndim == 2:
        predictions = predictions.squeeze(1)
    if targets.ndim == 2:
        targets = targets.squeeze(1)
    return torch.mean(((predictions > 0).long() == targets.long()).float())

# %% right: squeeze everything
def batch_accuracy(predictions, targets):
    return ((predictions.squeeze() >= 0) == (targets.squeeze() == 1)).double().mean()

# %% right: as the other
def batch_accuracy(predictions, targets):
    correct = (predictions > 0) == targets.reshape(predictions.shape)
    return correct.sum() / correct.numel()

# %% right: view as
def batch_accuracy(predictions, targets):
    return ((predictions.view_as(targets) > 0).to(targets.dtype) == targets).to(torch.float32).mean()

# %% right: loop
def batch_accuracy(predictions, targets):
    p, t = predictions.flatten().tolist(), targets.flatten().tolist()
    right = sum(1 for a, b in zip(p, t) if (a > 0) == (b == 1))
    return torch.tensor(right / len(p))

# %% right: where
def batch_accuracy(predictions, targets):
    p = predictions.ravel()
    t = targets.ravel()
    return torch.where(t == 1, p > 0, p <= 0).float().mean()

# %% right: numpy
import numpy as np

def batch_accuracy(predictions, targets):
    p, t = predictions.numpy().ravel(), targets.numpy().ravel()
    return torch.tensor(np.mean((p > 0) == t))

# %% right: one less the errors
def batch_accuracy(predictions, targets):
    errors = ((torch.sigmoid(predictions.flatten()) > 0.5).int() - targets.flatten().int()).abs()
    return 1 - errors.float().mean()

# %% right: signs
def batch_accuracy(predictions, targets):
    return (predictions.reshape(-1) * (targets.reshape(-1) - 0.5) > 0).float().mean()

# %% right: equal and count
def batch_accuracy(predictions, targets):
    yes = (predictions > 0).view(-1)
    return torch.eq(yes, targets.view(-1)).count_nonzero() / targets.numel()

# %% right: both as columns
def batch_accuracy(predictions, targets):
    n = predictions.numel()
    return ((predictions.reshape(n, 1) > 0) == targets.reshape(n, 1)).float().mean()

# %% right: logit of half
def batch_accuracy(predictions, targets):
    threshold = torch.logit(torch.tensor(0.5))
    return ((predictions.flatten() > threshold).float() == targets.flatten().float()).float().mean()

# %% right: heaviside
def batch_accuracy(predictions, targets):
    said = torch.heaviside(predictions.flatten(), torch.tensor(0.0))
    return (said == targets.flatten()).float().mean()

# %% right: diagonal of all pairs
def batch_accuracy(predictions, targets):
    table = (predictions.view(-1, 1) > 0) == targets.view(1, -1)
    return table.diagonal().float().mean()

# %% wrong: a float
def batch_accuracy(predictions, targets):
    return ((predictions.view(-1) > 0) == targets.view(-1)).float().mean().item()

# %% wrong: the errors
def batch_accuracy(predictions, targets):
    return ((predictions.view(-1) > 0) != targets.view(-1)).float().mean()

# %% wrong: sigmoid above zero
def batch_accuracy(predictions, targets):
    return ((predictions.sigmoid().view(-1) > 0) == targets.view(-1)).float().mean()

# %% wrong: each one
def batch_accuracy(predictions, targets):
    return ((predictions.view(-1) > 0) == targets.view(-1)).float()

# %% wrong: percent
def batch_accuracy(predictions, targets):
    return 100 * ((predictions.view(-1) > 0) == targets.view(-1)).float().mean()

# %% wrong: one axis left
def batch_accuracy(predictions, targets):
    return ((predictions.view(-1, 1) > 0) == targets.view(-1, 1)).float().mean(0)

# %% wrong: argmax
def batch_accuracy(predictions, targets):
    return (predictions.view(-1, 1).argmax(1) == targets.view(-1)).float().mean()

# %% wrong: equal to the target
def batch_accuracy(predictions, targets):
    return (predictions.view(-1) == targets.view(-1)).float().mean()

# %% wrong: share of yes
def batch_accuracy(predictions, targets):
    return (predictions.view(-1) > 0).float().mean()

# %% wrong: only the yeses
def batch_accuracy(predictions, targets):
    p, t = predictions.view(-1) > 0, targets.view(-1) == 1
    return (p & t).float().sum() / t.sum()

# %% wrong: squeeze that fails on vectors
def batch_accuracy(predictions, targets):
    return ((predictions[:, 0] > 0) == targets).float().mean()

# %% wrong: floor division
def batch_accuracy(predictions, targets):
    right = (predictions.view(-1) > 0) == targets.view(-1)
    return right.sum() // len(right)

# %% wrong: mean distance
def batch_accuracy(predictions, targets):
    return 1 - (predictions.sigmoid().view(-1) - targets.view(-1)).abs().mean()

# %% wrong: the other class
def batch_accuracy(predictions, targets):
    return ((predictions.view(-1) < 0) == targets.view(-1)).float().mean()

# %% wrong: writes into the predictions
def batch_accuracy(predictions, targets):
    predictions.sigmoid_()
    return ((predictions.view(-1) > 0.5) == targets.view(-1)).float().mean()

# %% mistake: raw activation against 0.5 | flattened
def batch_accuracy(predictions, targets):
    return ((predictions.flatten() > 0.5) == targets.flatten()).float().mean()

# %% mistake: raw activation against 0.5 | at least
def batch_accuracy(predictions, targets):
    yes = (predictions >= 0.5).view(-1).int()
    return torch.eq(yes, targets.view(-1)).double().mean()

# %% mistake: raw activation against 0.5 | as the other
def batch_accuracy(predictions, targets):
    correct = (predictions > 0.5) == targets.reshape(predictions.shape)
    return correct.sum() / len(correct)

# %% mistake: raw activation against 0.5 | loop
def batch_accuracy(predictions, targets):
    pairs = list(zip(predictions.flatten().tolist(), targets.flatten().tolist()))
    return torch.tensor(sum(float((p > 0.5) == (t == 1)) for p, t in pairs) / len(pairs))

# %% mistake: raw activation against 0.5 | rounded
def batch_accuracy(predictions, targets):
    return (predictions.flatten().round() == targets.flatten()).float().mean()

# %% mistake: raw activation against 0.5 | the book's, without its sigmoid
def batch_accuracy(predictions, targets):
    return ((predictions > 0.5) == targets).float().mean()

# %% mistake: raw activation against 0.5 | clamped
def batch_accuracy(predictions, targets):
    p = predictions.clamp(0, 1)
    return ((p > 0.5).squeeze() == targets.squeeze()).float().mean()

# %% mistake: `[n, n]` broadcast | the book's
def batch_accuracy(predictions, targets):
    preds = predictions.sigmoid()
    correct = (preds > 0.5) == targets
    return correct.float().mean()

# %% mistake: `[n, n]` broadcast | above zero
def batch_accuracy(predictions, targets):
    return torch.mean(((predictions > 0) == targets.bool()).to(torch.float))

# %% mistake: `[n, n]` broadcast | predictions flattened only
def batch_accuracy(predictions, targets):
    return ((predictions.view(-1) > 0) == targets).float().mean()

# %% mistake: `[n, n]` broadcast | targets flattened only
def batch_accuracy(predictions, targets):
    return (predictions.sigmoid().round() == targets.flatten()).float().mean()

# %% mistake: `[n, n]` broadcast | targets made a column
def batch_accuracy(predictions, targets):
    return ((predictions > 0) == targets.view(-1, 1)).float().mean()

# %% mistake: `[n, n]` broadcast | predictions made a column
def batch_accuracy(predictions, targets):
    return ((predictions.reshape(-1, 1) > 0) == targets).float().mean()

# %% mistake: `[n, n]` broadcast | sum over n
def batch_accuracy(predictions, targets):
    return ((predictions > 0) == targets).sum() / len(targets)

# %% mistake: `[n, n]` broadcast | an axis of one for every target
def batch_accuracy(predictions, targets):
    return ((predictions > 0) == targets.unsqueeze(-1)).float().mean()

# %% mistake: `[n, n]` broadcast | squeezed predictions only
def batch_accuracy(predictions, targets):
    p = (predictions.squeeze() > 0).float()
    return (p == targets).float().mean()

# %% mistake: `[n, n]` broadcast | distance
def batch_accuracy(predictions, targets):
    return 1 - ((predictions > 0).float() - targets).abs().mean()

# %% mistake: a count | sum
def batch_accuracy(predictions, targets):
    return ((predictions.view(-1) > 0) == targets.view(-1)).sum()

# %% mistake: a count | sum of floats
def batch_accuracy(predictions, targets):
    return (predictions.sigmoid().round().flatten() == targets.flatten()).float().sum()

# %% mistake: a count | a number
def batch_accuracy(predictions, targets):
    return int(((predictions.squeeze() > 0) == targets.squeeze()).sum())

# %% mistake: a count | count_nonzero
def batch_accuracy(predictions, targets):
    return torch.count_nonzero((predictions.flatten() > 0) == targets.flatten())

# %% mistake: a count | loop
def batch_accuracy(predictions, targets):
    right = 0
    for p, t in zip(predictions.flatten(), targets.flatten()):
        if (p > 0) == t:
            right += 1
    return torch.tensor(right)
