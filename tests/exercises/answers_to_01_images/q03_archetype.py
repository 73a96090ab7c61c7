# %% right: mean over axis 0
def archetype(images):
    return images.mean(0)

# %% right: torch.mean with dim
archetype = lambda batch: torch.mean(batch, dim=0)

# %% right: partial
from functools import partial
archetype = partial(torch.mean, axis=0)

# %% right: negative axis
def archetype(images):
    return images.mean(dim=-3)

# %% right: sum over count
def archetype(images):
    return images.sum(0) / len(images)

# %% right: Python's sum of the images
def archetype(images):
    return sum(images) / images.shape[0]

# %% right: loop that adds
def archetype(images):
    total = torch.zeros_like(images[0])
    for image in images:
        total += image
    return total / images.size(0)

# %% right: three loops
def archetype(images):
    n, h, w = images.shape
    out = torch.zeros(h, w)
    for y in range(h):
        for x in range(w):
            values = [images[i, y, x].item() for i in range(n)]
            out[y, x] = sum(values) / n
    return out

# %% right: running mean
def archetype(images):
    mean = images[0].double()
    for k, image in enumerate(images[1:], start=2):
        mean = mean + (image.double() - mean) / k
    return mean.to(images.dtype)

# %% right: reduce
from functools import reduce
from operator import add

def archetype(images):
    return reduce(add, images.unbind()) / len(images)

# %% right: in float64
def archetype(images):
    return images.to(torch.float64).mean(0)

# %% right: numpy
import numpy as np

def archetype(images):
    return torch.from_numpy(np.asarray(images.numpy().mean(axis=0)))

# %% right: np.average
import numpy as np

def archetype(images):
    return torch.tensor(np.average(images.tolist(), axis=0), dtype=torch.float32)

# %% right: einsum
def archetype(images):
    return torch.einsum("nhw->hw", images) / images.shape[0]

# %% right: flattened and viewed back
def archetype(images):
    n, *size = images.shape
    return images.reshape(n, -1).mean(0).view(size)

# %% right: matrix product with ones
def archetype(images):
    n, h, w = images.shape
    weights = torch.full((1, n), 1 / n, dtype=images.dtype)
    return (weights @ images.reshape(n, h * w)).view(h, w)

# %% right: tensordot
def archetype(images):
    n = len(images)
    return torch.tensordot(torch.ones(n, dtype=images.dtype) / n, images, dims=1)

# %% right: var_mean
def archetype(images):
    return torch.var_mean(images, dim=0, correction=0)[1]

# %% right: adaptive pooling
def archetype(images):
    return F.adaptive_avg_pool1d(images.permute(1, 2, 0), 1).squeeze(2)

# %% right: permute, then the last axis
def archetype(images):
    return images.permute(1, 2, 0).mean(-1)

# %% right: stack of a list
def archetype(images):
    return torch.stack([image for image in images], dim=-1).mean(-1)

# %% right: pixel by pixel with comprehension
def archetype(images):
    return torch.stack([torch.stack([images[:, y, x].mean() for x in range(images.shape[2])]) for y in range(images.shape[1])])

# %% right: recursion by halves
def archetype(images):
    def total(part):
        return part[0] if len(part) == 1 else total(part[: len(part) // 2]) + total(part[len(part) // 2 :])
    return total(images) / len(images)

# %% right: cumulative sum
def archetype(images):
    return images.cumsum(0)[-1] / len(images)

# %% right: vmap over pixels
def archetype(images):
    rows = torch.vmap(torch.vmap(torch.mean, in_dims=1), in_dims=1)
    return rows(images)

# %% right: statistics module
from statistics import fmean

def archetype(images):
    _, h, w = images.shape
    return torch.tensor([fmean(column.tolist()) for column in images.flatten(1).T]).reshape(h, w)

# %% right: a module
class Archetype(nn.Module):
    def forward(self, images):
        return images.mean((0,))

archetype = Archetype()

# %% right: keepdim, then the axis away
def archetype(images):
    return images.mean(0, keepdim=True)[0]

# %% right: a class that gathers
class Mean:
    def __init__(self):
        self.n, self.total = 0, 0

    def see(self, image):
        self.n, self.total = self.n + 1, self.total + image
        return self

    def value(self):
        return self.total / self.n

def archetype(images):
    mean = Mean()
    for image in images:
        mean.see(image)
    return mean.value()

# %% wrong: median
def archetype(images):
    return images.median(0).values

# %% wrong: sum
def archetype(images):
    return images.sum(0)

# %% wrong: maximum
def archetype(images):
    return images.amax(0)

# %% wrong: middle between extremes
def archetype(images):
    return (images.amax(0) + images.amin(0)) / 2

# %% wrong: first image
def archetype(images):
    return images[0]

# %% wrong: a batch of one
def archetype(images):
    return images.mean(0, keepdim=True)

# %% wrong: mean of the columns
def archetype(images):
    return images.mean(1)

# %% wrong: mean of the rows
def archetype(images):
    return images.mean(2)

# %% wrong: divided by one less
def archetype(images):
    return images.sum(0) / max(len(images) - 1, 1)

# %% wrong: divided by the height
def archetype(images):
    return images.sum(0) / images.shape[1]

# %% wrong: the first image forgotten
def archetype(images):
    return images[1:].sum(0) / len(images)

# %% wrong: the last image forgotten
def archetype(images):
    return images[:-1].mean(0)

# %% wrong: transposed
def archetype(images):
    return images.mean(0).T

# %% wrong: rounded
def archetype(images):
    return images.mean(0).round()

# %% wrong: as bytes
def archetype(images):
    return images.mean(0).to(torch.uint8)

# %% wrong: scaled by 255
def archetype(images):
    return images.mean(0) / 255

# %% wrong: as brightness
def archetype(images):
    return images.mean(0) * 255

# %% wrong: numpy
def archetype(images):
    return images.numpy().mean(0)

# %% wrong: list
def archetype(images):
    return images.mean(0).tolist()

# %% wrong: std
def archetype(images):
    return images.std(0)

# %% wrong: both of var_mean
def archetype(images):
    return torch.var_mean(images, 0)

# %% wrong: root of the mean square
def archetype(images):
    return images.pow(2).mean(0).sqrt()

# %% wrong: halving as it goes
def archetype(images):
    mean = images[0]
    for image in images[1:]:
        mean = (mean + image) / 2
    return mean

# %% wrong: first half of the images
def archetype(images):
    return images[: (len(images) + 1) // 2].mean(0)

# %% wrong: mean of the inked ones
def archetype(images):
    return images.sum(0) / (images > 0).sum(0).clamp(min=1)

# %% wrong: flat
def archetype(images):
    return images.flatten(1).mean(0)

# %% wrong: squeezed
def archetype(images):
    return images.mean(0).squeeze()

# %% wrong: normalised to its largest
def archetype(images):
    mean = images.mean(0)
    return mean / mean.max()

# %% wrong: mean everywhere, in the right shape
def archetype(images):
    return torch.full(images.shape[1:], images.mean().item())

# %% wrong: images spoilt on the way
def archetype(images):
    for image in images[1:]:
        images[0] += image
    return images[0] / len(images)

# %% mistake: mean over everything | mean
def archetype(images):
    return images.mean()

# %% mistake: mean over everything | numpy float
import numpy as np

def archetype(images):
    return float(np.mean(images.numpy()))

# %% mistake: mean over everything | sum over count
def archetype(images):
    return images.sum() / images.numel()

# %% mistake: mean over everything | all axes
archetype = lambda images: torch.mean(images, dim=(0, 1, 2))

# %% mistake: mean over everything | loop
def archetype(images):
    total, count = 0.0, 0
    for image in images:
        for row in image:
            for pixel in row:
                total += float(pixel)
                count += 1
    return torch.tensor(total / count)

# %% mistake: mean over everything | mean of the means
def archetype(images):
    return images.mean(0).mean(0).mean(0)

# %% mistake: mean over everything | spread over an image
def archetype(images):
    return torch.full_like(images[0], images.mean().item())

# %% mistake: mean over everything | axes kept
def archetype(images):
    return images.mean(dim=(0, 1, 2), keepdim=True)

# %% mistake: mean over the pixels of each image | last two axes
def archetype(images):
    return images.mean((-1, -2))

# %% mistake: mean over the pixels of each image | comprehension
def archetype(images):
    return torch.stack([image.mean() for image in images])

# %% mistake: mean over the pixels of each image | flattened
def archetype(images):
    return images.flatten(1).mean(1)

# %% mistake: mean over the pixels of each image | list of floats
def archetype(images):
    return torch.tensor([image.sum().item() / image.numel() for image in images])

# %% mistake: mean over the pixels of each image | einsum
def archetype(images):
    n, h, w = images.shape
    return torch.einsum("nhw->n", images) / (h * w)

# %% mistake: mean over the pixels of each image | axes kept
def archetype(images):
    return images.mean((-1, -2), keepdim=True)
