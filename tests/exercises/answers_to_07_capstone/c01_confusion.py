# %% right: loop
def confusion(model, x, y):
    was = model.training
    model.eval()
    matrix = torch.zeros(10, 10, dtype=torch.long)
    with torch.no_grad():
        for t, p in zip(y, model(x).argmax(1)):
            matrix[t, p] += 1
    model.train(was)
    return matrix

# %% right: bincount
def confusion(model, x, y):
    mode = model.training
    model.eval()
    with torch.no_grad():
        pred = model(x).argmax(dim=-1)
    model.train(mode)
    return torch.bincount(10 * y + pred, minlength=100).reshape(10, 10)

# %% right: index_put, in a finally
def confusion(model, x, y):
    was = model.training
    try:
        model.eval()
        with torch.inference_mode():
            pred = model(x).argmax(1).clone()
    finally:
        model.train(was)
    out = torch.zeros(10, 10, dtype=torch.int64)
    return out.index_put((y, pred), torch.ones(len(y), dtype=torch.int64), accumulate=True)

# %% right: one-hot
@torch.no_grad()
def confusion(model, x, y):
    was = model.training
    pred = model.eval()(x).max(1)[1]
    model.train(was)
    return F.one_hot(y, 10).t() @ F.one_hot(pred, 10)

# %% right: comparisons, in batches
def confusion(model, x, y):
    was_training = model.training
    model.eval()
    preds = []
    with torch.no_grad():
        for i in range(0, len(x), 4):
            preds.append(model(x[i:i + 4]).argmax(1))
    preds = torch.cat(preds)
    if was_training:
        model.train()
    return torch.stack([torch.stack([((y == i) & (preds == j)).sum() for j in range(10)]) for i in range(10)])

# %% right: one image at a time, dictionary
from collections import Counter

def confusion(model, x, y):
    mode = model.training
    model.train(False)
    with torch.no_grad():
        pairs = Counter((int(t), int(model(image[None]).argmax())) for image, t in zip(x, y))
    model.train(mode)
    return torch.tensor([[pairs[i, j] for j in range(10)] for i in range(10)])

# %% right: set_grad_enabled by hand
def confusion(model, x, y):
    grad, mode = torch.is_grad_enabled(), model.training
    torch.set_grad_enabled(False)
    model.eval()
    pred = model(x).argmax(1)
    torch.set_grad_enabled(grad)
    model.train(mode)
    m = torch.zeros(100, dtype=torch.int64)
    m.scatter_add_(0, y * 10 + pred, torch.ones_like(y))
    return m.view(10, 10)

# %% right: a deep copy is measured
import copy

def confusion(model, x, y):
    judge = copy.deepcopy(model).eval()
    with torch.no_grad():
        pred = judge(x).argmax(1)
    m = torch.zeros(10, 10).long()
    for t, p in zip(y.tolist(), pred.tolist()):
        m[t][p] += 1
    return m

# %% right: histogram of numpy
import numpy as np

def confusion(model, x, y):
    was = model.training
    model.eval()
    with torch.no_grad():
        p = model(x).argmax(1)
    model.train(was)
    counts, _, _ = np.histogram2d(y.numpy(), p.numpy(), bins=10, range=[[0, 10], [0, 10]])
    return torch.from_numpy(counts).long()

# %% right: context manager of one's own
from contextlib import contextmanager

@contextmanager
def evaluating(model):
    modes = {m: m.training for m in model.modules()}
    model.eval()
    with torch.no_grad():
        yield
    for m, mode in modes.items():
        m.training = mode

def confusion(model, x, y):
    with evaluating(model):
        scores = F.softmax(model(x), dim=1)
    pred = scores.argmax(1)
    return torch.stack([torch.bincount(pred[y == digit], minlength=10) for digit in range(10)])

# %% right: sorted scores
def confusion(model, x, y):
    was = model.training
    model.eval()
    with torch.no_grad():
        pred = model(x).sort(dim=1, descending=True).indices[:, 0]
    model.train() if was else model.eval()
    matrix = torch.zeros((10, 10), dtype=torch.int64)
    for i in range(y.shape[0]):
        matrix[y[i].item(), pred[i].item()] += 1
    return matrix

# %% wrong: left in eval mode
def confusion(model, x, y):
    model.eval()
    with torch.no_grad():
        pred = model(x).argmax(1)
    return torch.bincount(10 * y + pred, minlength=100).reshape(10, 10)

# %% wrong: always back in training mode
def confusion(model, x, y):
    model.eval()
    with torch.no_grad():
        pred = model(x).argmax(1)
    model.train()
    return torch.bincount(10 * y + pred, minlength=100).reshape(10, 10)

# %% wrong: never in eval mode
def confusion(model, x, y):
    with torch.no_grad():
        pred = model(x).argmax(1)
    return torch.bincount(10 * y + pred, minlength=100).reshape(10, 10)

# %% wrong: gradients on
def confusion(model, x, y):
    was = model.training
    model.eval()
    pred = model(x).argmax(1)
    model.train(was)
    return torch.bincount(10 * y + pred, minlength=100).reshape(10, 10)

# %% wrong: gradients switched on afterwards
def confusion(model, x, y):
    was = model.training
    model.eval()
    torch.set_grad_enabled(False)
    pred = model(x).argmax(1)
    torch.set_grad_enabled(True)
    model.train(was)
    return torch.bincount(10 * y + pred, minlength=100).reshape(10, 10)

# %% wrong: gradients left off
def confusion(model, x, y):
    was = model.training
    model.eval()
    torch.set_grad_enabled(False)
    pred = model(x).argmax(1)
    model.train(was)
    return torch.bincount(10 * y + pred, minlength=100).reshape(10, 10)

# %% wrong: as large as the largest digit
def confusion(model, x, y):
    was = model.training
    model.eval()
    with torch.no_grad():
        pred = model(x).argmax(1)
    model.train(was)
    k = int(max(y.max(), pred.max())) + 1
    return torch.bincount(k * y + pred, minlength=k * k).reshape(k, k)

# %% wrong: floats
def confusion(model, x, y):
    was = model.training
    model.eval()
    matrix = torch.zeros(10, 10)
    with torch.no_grad():
        for t, p in zip(y, model(x).argmax(1)):
            matrix[t, p] += 1
    model.train(was)
    return matrix

# %% wrong: ones in place of counts
def confusion(model, x, y):
    was = model.training
    model.eval()
    matrix = torch.zeros(10, 10, dtype=torch.int64)
    with torch.no_grad():
        matrix[y, model(x).argmax(1)] += 1
    model.train(was)
    return matrix

# %% wrong: lists
def confusion(model, x, y):
    was = model.training
    model.eval()
    matrix = [[0] * 10 for _ in range(10)]
    with torch.no_grad():
        for t, p in zip(y.tolist(), model(x).argmax(1).tolist()):
            matrix[t][p] += 1
    model.train(was)
    return matrix

# %% wrong: only the wrong ones
def confusion(model, x, y):
    was = model.training
    model.eval()
    matrix = torch.zeros(10, 10, dtype=torch.int64)
    with torch.no_grad():
        for t, p in zip(y, model(x).argmax(1)):
            if t != p:
                matrix[t, p] += 1
    model.train(was)
    return matrix

# %% wrong: argmin
def confusion(model, x, y):
    was = model.training
    model.eval()
    with torch.no_grad():
        pred = model(x).argmin(1)
    model.train(was)
    return torch.bincount(10 * y + pred, minlength=100).reshape(10, 10)

# %% wrong: accuracy
def confusion(model, x, y):
    was = model.training
    model.eval()
    with torch.no_grad():
        right = (model(x).argmax(1) == y).float().mean()
    model.train(was)
    return right

# %% wrong: argmax over the batch
def confusion(model, x, y):
    was = model.training
    model.eval()
    with torch.no_grad():
        pred = model(x).argmax(0)
    model.train(was)
    matrix = torch.zeros(10, 10, dtype=torch.int64)
    for t, p in zip(y, pred):
        matrix[t, p] += 1
    return matrix

# %% mistake: transposed | loop
def confusion(model, x, y):
    was = model.training
    model.eval()
    matrix = torch.zeros(10, 10, dtype=torch.long)
    with torch.no_grad():
        for t, p in zip(y, model(x).argmax(1)):
            matrix[p, t] += 1
    model.train(was)
    return matrix

# %% mistake: transposed | bincount
def confusion(model, x, y):
    mode = model.training
    model.eval()
    with torch.no_grad():
        pred = model(x).argmax(dim=-1)
    model.train(mode)
    return torch.bincount(10 * pred + y, minlength=100).reshape(10, 10)

# %% mistake: transposed | one-hot
@torch.no_grad()
def confusion(model, x, y):
    was = model.training
    pred = model.eval()(x).argmax(1)
    model.train(was)
    return F.one_hot(pred, 10).T @ F.one_hot(y, 10)

# %% mistake: transposed | at the end
def confusion(model, x, y):
    was = model.training
    model.eval()
    with torch.no_grad():
        pred = model(x).argmax(1)
    model.train(was)
    return torch.stack([torch.bincount(pred[y == digit], minlength=10) for digit in range(10)]).T

# %% mistake: transposed | as floats
def confusion(model, x, y):
    was = model.training
    model.eval()
    m = torch.zeros(10, 10)
    with torch.no_grad():
        for t, p in zip(y, model(x).argmax(1)):
            m[p, t] += 1
    model.train(was)
    return m

# %% mistake: normalised | rows
def confusion(model, x, y):
    was = model.training
    model.eval()
    with torch.no_grad():
        pred = model(x).argmax(1)
    model.train(was)
    m = torch.bincount(10 * y + pred, minlength=100).reshape(10, 10).float()
    return m / m.sum(1, keepdim=True)

# %% mistake: normalised | rows, none empty
def confusion(model, x, y):
    was = model.training
    model.eval()
    with torch.no_grad():
        pred = model(x).argmax(1)
    model.train(was)
    m = torch.bincount(10 * y + pred, minlength=100).reshape(10, 10)
    return m / m.sum(1, keepdim=True).clamp(min=1)

# %% mistake: normalised | columns
def confusion(model, x, y):
    was = model.training
    model.eval()
    with torch.no_grad():
        pred = model(x).argmax(1)
    model.train(was)
    m = torch.bincount(10 * y + pred, minlength=100).reshape(10, 10)
    return torch.nan_to_num(m / m.sum(0))

# %% mistake: normalised | all images
def confusion(model, x, y):
    was = model.training
    model.eval()
    with torch.no_grad():
        pred = model(x).argmax(1)
    model.train(was)
    return torch.bincount(10 * y + pred, minlength=100).reshape(10, 10) / len(y)

# %% mistake: normalised | per cent
def confusion(model, x, y):
    was = model.training
    model.eval()
    with torch.no_grad():
        pred = model(x).argmax(1)
    model.train(was)
    m = torch.bincount(10 * y + pred, minlength=100).reshape(10, 10).double()
    return 100 * m / m.sum(dim=1, keepdim=True).clamp(min=1)

# %% mistake: normalised | whole per cents
def confusion(model, x, y):
    was = model.training
    model.eval()
    with torch.no_grad():
        p = model(x).argmax(-1)
    model.train(was)
    c = F.one_hot(y, 10).T @ F.one_hot(p, 10)
    return (100 * c / c.sum(1, keepdim=True).clamp(min=1)).round().long()

# %% mistake: normalised | F.normalize of the rows
def confusion(model, x, y):
    was = model.training
    model.eval()
    with torch.no_grad():
        pred = model(x).argmax(1)
    model.train(was)
    m = torch.bincount(10 * y + pred, minlength=100).reshape(10, 10).float()
    return F.normalize(m, p=1, dim=1)
