"""Answers to q18_mnist_loss."""
# ruff: noqa

# %% right: where
def mnist_loss(predictions, targets):
    p = predictions.sigmoid().flatten()
    t = targets.flatten()
    return torch.where(t == 1, 1 - p, p).mean()

# %% right: view_as
def mnist_loss(predictions, targets):
    predictions = torch.sigmoid(predictions)
    targets = targets.view_as(predictions)
    return torch.where(targets == 1, 1 - predictions, predictions).mean()

# %% right: abs
def mnist_loss(predictions, targets):
    return (predictions.view(-1).sigmoid() - targets.view(-1)).abs().mean()

# %% right: exp
def mnist_loss(predictions, targets):
    p = 1 / (1 + (-predictions.reshape(-1)).exp())
    t = targets.reshape(-1).float()
    return (t * (1 - p) + (1 - t) * p).mean()

# %% right: l1_loss
def mnist_loss(predictions, targets):
    return F.l1_loss(nn.Sigmoid()(predictions).squeeze(), targets.squeeze().float())

# %% right: sum over count
def mnist_loss(predictions, targets):
    p, t = F.sigmoid(predictions).ravel(), targets.ravel()
    return torch.abs(t - p).sum() / len(t)

# %% right: tanh
def mnist_loss(predictions, targets):
    p = (torch.tanh(predictions / 2) + 1) / 2
    return torch.mean(torch.abs(p.reshape(targets.shape) - targets))

# %% right: signs
def mnist_loss(predictions, targets):
    s = 1 - 2 * targets.flatten().to(predictions.dtype)
    return torch.sigmoid(s * predictions.flatten()).mean()

# %% right: softmax
def mnist_loss(predictions, targets):
    z = predictions.flatten()
    two = torch.stack([z, torch.zeros_like(z)], 1).softmax(1)
    return two.gather(1, targets.flatten().long()[:, None]).mean()

# %% right: loop
def mnist_loss(predictions, targets):
    distances = []
    for p, t in zip(predictions.flatten(), targets.flatten()):
        s = torch.sigmoid(p)
        distances.append(1 - s if t == 1 else s)
    return torch.stack(distances).mean()

# %% right: masks
def mnist_loss(predictions, targets):
    p, t = predictions.flatten().sigmoid(), targets.flatten().bool()
    return ((1 - p[t]).sum() + p[~t].sum()) / p.numel()

# %% right: lambda
mnist_loss = lambda predictions, targets: (torch.special.expit(predictions.flatten()) - targets.flatten()).abs().mean()

# %% wrong: squared
def mnist_loss(predictions, targets):
    return (predictions.flatten().sigmoid() - targets.flatten()).square().mean()

# %% wrong: binary cross entropy
def mnist_loss(predictions, targets):
    return F.binary_cross_entropy_with_logits(predictions.flatten(), targets.flatten().float())

# %% wrong: summed
def mnist_loss(predictions, targets):
    return (predictions.flatten().sigmoid() - targets.flatten()).abs().sum()

# %% wrong: signed
def mnist_loss(predictions, targets):
    return (predictions.flatten().sigmoid() - targets.flatten()).mean()

# %% wrong: one for each
def mnist_loss(predictions, targets):
    return (predictions.flatten().sigmoid() - targets.flatten()).abs()

# %% wrong: shape (1,)
def mnist_loss(predictions, targets):
    return (predictions.flatten().sigmoid() - targets.flatten()).abs().mean(0, keepdim=True)

# %% wrong: sigmoid twice
def mnist_loss(predictions, targets):
    return (predictions.flatten().sigmoid().sigmoid() - targets.flatten()).abs().mean()

# %% wrong: sigmoid of minus
def mnist_loss(predictions, targets):
    p = 1 / (1 + predictions.flatten().exp())
    return (p - targets.flatten()).square().mean()

# %% wrong: softmax over the batch
def mnist_loss(predictions, targets):
    return (predictions.flatten().softmax(0) - targets.flatten()).abs().mean()

# %% wrong: sigmoid after the distance
def mnist_loss(predictions, targets):
    return (predictions.flatten() - targets.flatten()).abs().sigmoid().mean()

# %% wrong: columns refused
def mnist_loss(predictions, targets):
    assert predictions.shape == targets.shape
    return (predictions.sigmoid() - targets).abs().mean()

# %% wrong: in place
def mnist_loss(predictions, targets):
    with torch.no_grad():
        predictions.sigmoid_()
    return (predictions.flatten() - targets.flatten()).abs().mean()

# %% wrong: floats only
def mnist_loss(predictions, targets):
    assert targets.is_floating_point()
    return (predictions.flatten().sigmoid() - targets.flatten()).abs().mean()

# %% wrong: median
def mnist_loss(predictions, targets):
    return (predictions.flatten().sigmoid() - targets.flatten()).abs().median()

# %% wrong: relu
def mnist_loss(predictions, targets):
    return (predictions.flatten().relu() - targets.flatten()).abs().mean()

# %% mistake: sigmoid forgotten | where
def mnist_loss(predictions, targets):
    predictions, targets = predictions.flatten(), targets.flatten()
    return torch.where(targets == 1, 1 - predictions, predictions).mean()

# %% mistake: sigmoid forgotten | abs
def mnist_loss(predictions, targets):
    return (predictions.view(-1) - targets.view(-1)).abs().mean()

# %% mistake: sigmoid forgotten | as the book first has it
def mnist_loss(predictions, targets):
    return torch.where(targets == 1, 1 - predictions, predictions).mean()

# %% mistake: sigmoid forgotten | clamped
def mnist_loss(predictions, targets):
    return (predictions.flatten().clamp(0, 1) - targets.flatten()).abs().mean()

# %% mistake: sigmoid forgotten | computed and dropped
def mnist_loss(predictions, targets):
    predictions.sigmoid()
    return torch.where(targets.flatten() == 1, 1 - predictions.flatten(), predictions.flatten()).mean()

# %% mistake: sigmoid forgotten | l1_loss
def mnist_loss(predictions, targets):
    return F.l1_loss(predictions.squeeze(), targets.squeeze().float())

# %% mistake: targets swapped | where
def mnist_loss(predictions, targets):
    p, t = predictions.sigmoid().flatten(), targets.flatten()
    return torch.where(t == 1, p, 1 - p).mean()

# %% mistake: targets swapped | zero for one
def mnist_loss(predictions, targets):
    p, t = predictions.sigmoid().flatten(), targets.flatten()
    return torch.where(t == 0, 1 - p, p).mean()

# %% mistake: targets swapped | abs
def mnist_loss(predictions, targets):
    return (predictions.sigmoid().flatten() - (1 - targets.flatten())).abs().mean()

# %% mistake: targets swapped | weighted
def mnist_loss(predictions, targets):
    p, t = predictions.sigmoid().flatten(), targets.flatten()
    return (t * p + (1 - t) * (1 - p)).mean()

# %% mistake: targets swapped | sign of the activations
def mnist_loss(predictions, targets):
    return (torch.sigmoid(-predictions.flatten()) - targets.flatten()).abs().mean()

# %% mistake: targets swapped | any shape
def mnist_loss(predictions, targets):
    predictions = predictions.sigmoid()
    return torch.where(targets == 0, 1 - predictions, predictions).mean()

# %% mistake: thresholded, so no gradient | above a half
def mnist_loss(predictions, targets):
    called = (predictions.sigmoid().flatten() > 0.5).float()
    return (called - targets.flatten()).abs().mean()

# %% mistake: thresholded, so no gradient | rounded
def mnist_loss(predictions, targets):
    return (predictions.sigmoid().flatten().round() - targets.flatten()).abs().mean()

# %% mistake: thresholded, so no gradient | error rate
def mnist_loss(predictions, targets):
    return 1 - ((predictions.flatten() > 0) == targets.flatten().bool()).float().mean()

# %% mistake: thresholded, so no gradient | accuracy
def mnist_loss(predictions, targets):
    correct = (predictions.sigmoid().flatten() > 0.5) == targets.flatten()
    return correct.float().mean()

# %% mistake: thresholded, so no gradient | where
def mnist_loss(predictions, targets):
    p, t = predictions.sigmoid().flatten(), targets.flatten()
    return torch.where(t == 1, p < 0.5, p >= 0.5).float().mean()

# %% mistake: thresholded, so no gradient | raw against a half
def mnist_loss(predictions, targets):
    return ((predictions.flatten() > 0.5).float() - targets.flatten()).abs().mean()

# %% mistake: `.item()` | at the end
def mnist_loss(predictions, targets):
    return (predictions.sigmoid().flatten() - targets.flatten()).abs().mean().item()

# %% mistake: `.item()` | float
def mnist_loss(predictions, targets):
    p, t = predictions.sigmoid().flatten(), targets.flatten()
    return float(torch.where(t == 1, 1 - p, p).mean())

# %% mistake: `.item()` | put into a new tensor
def mnist_loss(predictions, targets):
    value = (predictions.sigmoid().flatten() - targets.flatten()).abs().mean().item()
    return torch.tensor(value)

# %% mistake: `.item()` | python numbers
def mnist_loss(predictions, targets):
    pairs = list(zip(predictions.flatten().tolist(), targets.flatten().tolist()))
    return sum(abs(1 / (1 + math.exp(-p)) - t) for p, t in pairs) / len(pairs)

# %% mistake: `.item()` | of each distance
def mnist_loss(predictions, targets):
    distances = [(torch.sigmoid(p) - t).abs().item() for p, t in zip(predictions.flatten(), targets.flatten())]
    return torch.tensor(distances).mean()

# %% mistake: `[n, 1]` against `[n]` broadcast to `[n, n]` | where
def mnist_loss(predictions, targets):
    predictions = predictions.sigmoid()
    return torch.where(targets == 1, 1 - predictions, predictions).mean()

# %% mistake: `[n, 1]` against `[n]` broadcast to `[n, n]` | abs
def mnist_loss(predictions, targets):
    return (torch.sigmoid(predictions) - targets).abs().mean()

# %% mistake: `[n, 1]` against `[n]` broadcast to `[n, n]` | predictions flattened only
def mnist_loss(predictions, targets):
    predictions = predictions.sigmoid().view(-1)
    return torch.where(targets == 1, 1 - predictions, predictions).mean() if targets.ndim == predictions.ndim else (predictions - targets).abs().mean()

# %% mistake: `[n, 1]` against `[n]` broadcast to `[n, n]` | l1_loss
def mnist_loss(predictions, targets):
    return F.l1_loss(predictions.sigmoid(), targets.float())

# %% mistake: `[n, 1]` against `[n]` broadcast to `[n, n]` | targets flattened only where predictions are flat
def mnist_loss(predictions, targets):
    p = predictions.sigmoid()
    if p.ndim == 1:
        targets = targets.flatten()
    return (targets * (1 - p) + (1 - targets) * p).mean()
