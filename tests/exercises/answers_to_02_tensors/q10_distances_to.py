# %% right: two axes
def distances_to(images, target):
    return (images - target).abs().mean((1, 2))

# %% right: last two axes
def distances_to(images, target):
    return (images - target).abs().mean(dim=(-1, -2))

# %% right: one axis after the other
def distances_to(images, target):
    return torch.abs(images - target).mean(-1).mean(-1)

# %% right: flattened
def distances_to(images, target):
    return (images - target[None]).abs().flatten(1).mean(dim=1)

# %% right: view
def distances_to(images, target):
    n, h, w = images.shape
    diff = images.view(n, h * w) - target.view(1, -1)
    return diff.abs().sum(1) / (h * w)

# %% right: reshape
def distances_to(images, target):
    return torch.mean(torch.abs(images.reshape(images.shape[0], -1) - target.reshape(-1)), 1)

# %% right: lambda
distances_to = lambda images, target: (target - images).abs().sum([1, 2]) / target.numel()

# %% right: vmap
def distances_to(images, target):
    return torch.vmap(lambda image: (image - target).abs().mean())(images)

# %% right: vmap of two arguments
def distance(a, b):
    return F.l1_loss(a, b)

distances_to = torch.vmap(distance, in_dims=(0, None))

# %% right: func vmap
from torch.func import vmap

def distances_to(images, target):
    def one(image):
        return torch.mean(torch.abs(image - target))
    return vmap(one)(images)

# %% right: cdist
def distances_to(images, target):
    return torch.cdist(images.flatten(1), target.reshape(1, -1), p=1)[:, 0] / target.numel()

# %% right: l1_loss without reduction
def distances_to(images, target):
    return F.l1_loss(images, target.expand_as(images), reduction="none").mean((1, 2))

# %% right: l1_loss of doubles
def distances_to(images, target):
    losses = nn.L1Loss(reduction="none")(images.double(), target.double().repeat(len(images), 1, 1))
    return losses.flatten(start_dim=1).mean(1)

# %% right: einsum
def distances_to(images, target):
    h, w = target.shape
    return torch.einsum("nhw->n", (images - target).abs()) / (h * w)

# %% right: matrix product
def distances_to(images, target):
    diff = (images - target).abs().flatten(1)
    return diff @ torch.full((diff.shape[1],), 1 / diff.shape[1], dtype=diff.dtype)

# %% right: pairwise distance
def distances_to(images, target):
    return F.pairwise_distance(images.flatten(1), target.flatten().unsqueeze(0), p=1, eps=0) / target.numel()

# %% right: vector norm
def distances_to(images, target):
    return torch.linalg.vector_norm(images - target, ord=1, dim=(1, 2)) / target.numel()

# %% right: numpy
import numpy as np

def distances_to(images, target):
    return torch.from_numpy(np.abs(images.numpy() - target.numpy()).mean(axis=(1, 2)))

# %% right: average pooling
def distances_to(images, target):
    return F.adaptive_avg_pool2d((images - target).abs().unsqueeze(1), 1).flatten()

# %% right: maximum minus minimum
def distances_to(images, target):
    return (torch.maximum(images, target) - torch.minimum(images, target)).mean([1, 2])

# %% right: where
def distances_to(images, target):
    d = images - target
    return torch.where(d < 0, -d, d).mean((1, 2))

# %% right: all axes but the first
def distances_to(images, target):
    axes = [axis for axis in range(1, images.ndim)]
    return (images - target).abs().mean(axes)

# %% right: a loop over the axes
def distances_to(images, target):
    d = (images - target).abs()
    for _ in range(2):
        d = d.mean(-1)
    return d

# %% right: helpers
def pixel_distance(a, b):
    return (a - b).abs().mean((-1, -2))

def distances_to(images, target):
    return pixel_distance(images, target)

# %% right: class
class Distances:
    def __init__(self, axes=(1, 2)):
        self.axes = axes

    def __call__(self, images, target):
        return torch.mean((images.float() - target.float()).abs(), dim=self.axes)

distances_to = Distances()

# %% right: module
class Distances(nn.Module):
    def forward(self, images, target):
        return (images - target).abs().mean(dim=[1, 2])

distances_to = Distances()

# %% right: no grad and a check
@torch.no_grad()
def distances_to(images, target):
    assert images.shape[1:] == target.shape
    print(images.shape)
    return (images - target).abs().mean((1, 2))

# %% right: loops elsewhere in the cell
def distances_to(images, target):
    return (images - target).abs().mean((1, 2))

sample = torch.rand(3, 2, 2)
for image, distance in zip(sample, distances_to(sample, sample[0])):
    assert torch.isclose((image - sample[0]).abs().mean(), distance)
print([d.item() for d in distances_to(sample, sample[0])])

# %% right: early return
def distances_to(images, target):
    if len(images) == 1:
        return (images[0] - target).abs().mean()[None]
    return (images - target).abs().mean((1, 2))

# %% right: partial and reduce over the axes
from functools import partial, reduce

def distances_to(images, target):
    return reduce(torch.Tensor.mean, (2, 1), torch.abs(images - target))

# %% right: walrus
def distances_to(images, target):
    return (d := (images - target).abs()).sum((1, 2)) / d[0].numel()

# %% right: vmap of a library function
def distances_to(images, target):
    return torch.func.vmap(F.l1_loss, in_dims=(0, None))(images, target)

# %% right: convolution
def distances_to(images, target):
    d = (images - target).abs().unsqueeze(1)
    kernel = torch.ones(1, 1, *target.shape, dtype=d.dtype) / target.numel()
    return F.conv2d(d, kernel).reshape(-1)

# %% right: tensordot
def distances_to(images, target):
    return torch.tensordot((images - target).abs(), torch.ones_like(target), dims=2) / target.numel()

# %% right: cumulative sum
def distances_to(images, target):
    return (images - target).abs().flatten(1).cumsum(1)[:, -1] / target.numel()

# %% right: checks and prints of many kinds
def distances_to(images, target):
    """Distances of each image, worked out all at once."""
    if images.ndim != 3:
        raise ValueError("a stack of images, please")
    for name, tensor in {"images": images, "target": target}.items():
        print(f"{name}: shape {tuple(tensor.shape)}, dtype {tensor.dtype}")
    distances = (images - target).abs().mean((1, 2))
    for size in images.shape:
        assert size > 0
    print(distances, distances.min().item(), distances.argmin().item())
    return distances

# %% right: one test image compared
def distances_to(images, target):
    distances = (images - target).abs().mean((1, 2))
    assert torch.isclose(distances[0], F.l1_loss(images[0], target))
    return distances

# %% right: a while over the axes
def distances_to(images, target):
    d = (images - target).abs()
    while d.ndim > 1:
        d = d.mean(dim=-1)
    return d

# %% wrong: signed
def distances_to(images, target):
    return (images - target).mean((1, 2))

# %% wrong: magnitude of the mean
def distances_to(images, target):
    return (images - target).mean((1, 2)).abs()

# %% wrong: summed
def distances_to(images, target):
    return (images - target).abs().sum((1, 2))

# %% wrong: rmse
def distances_to(images, target):
    return ((images - target) ** 2).mean((1, 2)).sqrt()

# %% wrong: mse
def distances_to(images, target):
    return ((images - target) ** 2).mean((1, 2))

# %% wrong: mean of everything
def distances_to(images, target):
    return (images - target).abs().mean()

# %% wrong: mean over the images
def distances_to(images, target):
    return (images - target).abs().mean(0)

# %% wrong: one axis only
def distances_to(images, target):
    return (images - target).abs().mean(-1)

# %% wrong: wrong axes
def distances_to(images, target):
    return (images - target).abs().mean((0, 1))

# %% wrong: a column
def distances_to(images, target):
    return (images - target).abs().flatten(1).mean(1, keepdim=True)

# %% wrong: axes kept
def distances_to(images, target):
    return (images - target).abs().mean((1, 2), keepdim=True)

# %% wrong: squeezed to nothing for one image
def distances_to(images, target):
    return torch.cdist(images.flatten(1), target.flatten()[None], p=1).squeeze() / target.numel()

# %% wrong: a list
def distances_to(images, target):
    return (images - target).abs().mean((1, 2)).tolist()

# %% wrong: numpy array
import numpy as np

def distances_to(images, target):
    return np.abs(images.numpy() - target.numpy()).mean((1, 2))

# %% wrong: changes the images
def distances_to(images, target):
    images -= target
    return images.abs().mean((1, 2))

# %% wrong: by the height only
def distances_to(images, target):
    return (images - target).abs().sum((1, 2)) / target.shape[0]

# %% wrong: 784 typed in
def distances_to(images, target):
    return (images - target).abs().sum((1, 2)) / 784

# %% wrong: distance to the mean image
def distances_to(images, target):
    return (images - images.mean(0)).abs().mean((1, 2))

# %% wrong: sorted
def distances_to(images, target):
    return (images - target).abs().mean((1, 2)).sort().values

# %% mistake: a Python loop or comprehension | comprehension
def distances_to(images, target):
    return torch.stack([(image - target).abs().mean() for image in images])

# %% mistake: a Python loop or comprehension | loop with append
def distances_to(images, target):
    out = []
    for image in images:
        out.append((image - target).abs().mean())
    return torch.stack(out)

# %% mistake: a Python loop or comprehension | loop over indices
def distances_to(images, target):
    out = torch.zeros(len(images))
    for i in range(len(images)):
        out[i] = (images[i] - target).abs().mean()
    return out

# %% mistake: a Python loop or comprehension | while
def distances_to(images, target):
    out, i = torch.empty(images.shape[0]), 0
    while i < images.shape[0]:
        out[i] = F.l1_loss(images[i], target)
        i += 1
    return out

# %% mistake: a Python loop or comprehension | map
def distances_to(images, target):
    return torch.stack(list(map(lambda image: (image - target).abs().mean(), images)))

# %% mistake: a Python loop or comprehension | tensor of floats
def distances_to(images, target):
    return torch.tensor([(image - target).abs().mean().item() for image in images])

# %% mistake: a Python loop or comprehension | generator
def distances_to(images, target):
    return torch.stack(tuple((i - target).abs().mean() for i in images.unbind()))

# %% mistake: a Python loop or comprehension | recursion
def distances_to(images, target):
    first = (images[:1] - target).abs().mean().reshape(1)
    return first if len(images) == 1 else torch.cat([first, distances_to(images[1:], target)])

# %% mistake: a Python loop or comprehension | halves
def distances_to(images, target):
    n = len(images)
    if n == 1:
        return (images[0] - target).abs().mean().view(1)
    return torch.cat([distances_to(images[: n // 2], target), distances_to(images[n // 2 :], target)])

# %% mistake: a Python loop or comprehension | reduce
from functools import reduce

def distances_to(images, target):
    add = lambda out, image: torch.cat([out, (image - target).abs().mean()[None]])
    return reduce(add, images, torch.zeros(0))

# %% mistake: a Python loop or comprehension | chunks
def distances_to(images, target):
    return torch.cat([(chunk - target).abs().mean((1, 2)) for chunk in images.split(2)])

# %% mistake: a Python loop or comprehension | over the rows
def distances_to(images, target):
    total = torch.zeros(len(images))
    for row in range(target.shape[0]):
        total += (images[:, row] - target[row]).abs().sum(-1)
    return total / target.numel()

# %% mistake: a Python loop or comprehension | over the columns
def distances_to(images, target):
    h, w = target.shape
    return sum((images[:, :, j] - target[:, j]).abs().sum(1) for j in range(w)) / (h * w)

# %% mistake: a Python loop or comprehension | over every pixel
def distances_to(images, target):
    n, h, w = images.shape
    out = torch.zeros(n)
    for i in range(n):
        for y in range(h):
            for x in range(w):
                out[i] += (images[i, y, x] - target[y, x]).abs()
    return out / (h * w)

# %% mistake: a Python loop or comprehension | plain numbers
def distances_to(images, target):
    goal = target.flatten().tolist()
    return torch.tensor([sum(abs(p - q) for p, q in zip(image, goal)) / len(goal) for image in images.flatten(1).tolist()])

# %% mistake: a Python loop or comprehension | plain numbers in a for
def distances_to(images, target):
    rows, goal, out = images.flatten(1).tolist(), target.flatten().tolist(), []
    for pixels in rows:
        total = 0.0
        for p, q in zip(pixels, goal):
            total += abs(p - q)
        out.append(total / len(goal))
    return torch.tensor(out)

# %% mistake: a Python loop or comprehension | np.vectorize
import numpy as np

def distances_to(images, target):
    one = np.vectorize(lambda i: float((images[i] - target).abs().mean()))
    return torch.tensor(one(np.arange(len(images))), dtype=torch.float32)

# %% mistake: a Python loop or comprehension | np.vectorize with a signature
import numpy as np

def distances_to(images, target):
    f = np.vectorize(lambda a, b: np.abs(a - b).mean(), signature="(h,w),(h,w)->()")
    return torch.tensor(f(images.numpy(), target.numpy()))

# %% mistake: a Python loop or comprehension | numpy comprehension
import numpy as np

def distances_to(images, target):
    x, y = images.numpy(), target.numpy()
    return torch.tensor(np.array([np.abs(image - y).mean() for image in x]))

# %% mistake: a Python loop or comprehension | numpy loop
import numpy as np

def distances_to(images, target):
    x, y = images.numpy(), target.numpy()
    out = np.zeros(len(x), dtype=np.float32)
    for i, image in enumerate(x):
        out[i] = np.mean(np.abs(image - y))
    return torch.from_numpy(out)

# %% mistake: a Python loop or comprehension | starmap
import itertools

def mean_error(a, b):
    return (a - b).abs().mean()

def distances_to(images, target):
    return torch.stack([*itertools.starmap(mean_error, zip(images, itertools.repeat(target)))])

# %% mistake: a Python loop or comprehension | a helper in the cell loops
def all_of(f, xs):
    return [f(x) for x in xs]

def distances_to(images, target):
    return torch.stack(all_of(lambda image: (image - target).abs().mean(), images))

# %% mistake: a Python loop or comprehension | differences without a loop, means with one
def distances_to(images, target):
    diff = (images - target).abs()
    return torch.stack([d.mean() for d in diff])

# %% mistake: a Python loop or comprehension | class
class Distances:
    def one(self, image, target):
        return (image - target).abs().mean()

    def __call__(self, images, target):
        return torch.stack([self.one(image, target) for image in images])

distances_to = Distances()

# %% mistake: a Python loop or comprehension | iterator by hand
def distances_to(images, target):
    it, out = iter(images), []
    while (image := next(it, None)) is not None:
        out += [(image - target).abs().mean()]
    return torch.stack(out)

# %% mistake: a Python loop or comprehension | threads
from concurrent.futures import ThreadPoolExecutor

def distances_to(images, target):
    with ThreadPoolExecutor(2) as pool:
        return torch.stack(list(pool.map(lambda image: (image - target).abs().mean(), images)))

# %% mistake: a Python loop or comprehension | fromiter
import numpy as np

def distances_to(images, target):
    return torch.from_numpy(np.fromiter((float((i - target).abs().mean()) for i in images), dtype=np.float32))

# %% mistake: a Python loop or comprehension | chunks of sixteen
def distances_to(images, target):
    return torch.cat([(chunk - target).abs().mean((1, 2)) for chunk in images.split(16)])

# %% mistake: a Python loop or comprehension | ten at a time
def distances_to(images, target):
    out = []
    for start in range(0, len(images), 10):
        out.append((images[start : start + 10] - target).abs().mean((1, 2)))
    return torch.cat(out)

# %% mistake: a Python loop or comprehension | map over unbound images
from functools import partial

def distances_to(images, target):
    return torch.stack(list(map(partial(F.l1_loss, target), images.unbind())))

# %% mistake: a Python loop or comprehension | apply_along_axis
import numpy as np

def distances_to(images, target):
    goal = target.numpy().ravel()
    return torch.tensor(np.apply_along_axis(lambda row: np.abs(row - goal).mean(), 1, images.flatten(1).numpy()))

# %% mistake: a Python loop or comprehension | map of built-in functions over numbers
import operator
import statistics

def distances_to(images, target):
    goal = target.flatten().tolist()
    return torch.tensor(list(map(lambda row: statistics.fmean(map(abs, map(operator.sub, row, goal))), images.flatten(1).tolist())))

# %% mistake: a Python loop or comprehension | frompyfunc
import numpy as np

def distances_to(images, target):
    distance = np.frompyfunc(lambda p, q: abs(p - q), 2, 1)
    return torch.tensor(distance(images.numpy(), target.numpy()).astype(np.float32).mean((1, 2)))

# %% mistake: a Python loop or comprehension | zip with copies of the target
def distances_to(images, target):
    pairs = zip(images, [target] * len(images))
    return torch.stack([F.l1_loss(a, b) for a, b in pairs])
