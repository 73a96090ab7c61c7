# %% right: distances compared
def pixel_distance(a, b):
    return (a - b).abs().mean((-1, -2))

def is_three(images, mean3, mean7):
    return pixel_distance(images, mean3) < pixel_distance(images, mean7)

# %% right: one line
is_three = lambda x, m3, m7: (x - m3).abs().mean((-1, -2)) < (x - m7).abs().mean((-1, -2))

# %% right: greater, the other way round
def is_three(images, mean3, mean7):
    to3 = (images - mean3).abs().flatten(1).mean(1)
    to7 = (images - mean7).abs().flatten(1).mean(1)
    return to7 > to3

# %% right: sums instead of means
def is_three(images, mean3, mean7):
    return torch.lt((images - mean3).abs().sum((1, 2)), (images - mean7).abs().sum((1, 2)))

# %% right: loop over the images
def is_three(images, mean3, mean7):
    out = []
    for image in images:
        out.append((image - mean3).abs().mean() < (image - mean7).abs().mean())
    return torch.stack(out)

# %% right: list of bools
def is_three(images, mean3, mean7):
    near = lambda image, mean: F.l1_loss(image, mean).item()
    return torch.tensor([near(i, mean3) < near(i, mean7) for i in images])

# %% right: argmin
def is_three(images, mean3, mean7):
    means = torch.stack([mean3, mean7])
    distances = (images[:, None] - means).abs().mean((-1, -2))
    return distances.argmin(1) == 0

# %% right: sign of the difference
def is_three(images, mean3, mean7):
    margin = ((images - mean7).abs() - (images - mean3).abs()).mean((-1, -2))
    return margin > 0

# %% right: where
def is_three(images, mean3, mean7):
    d3 = (images - mean3).abs().mean((-1, -2))
    d7 = (images - mean7).abs().mean((-1, -2))
    return torch.where(d3 < d7, True, False)

# %% right: int, then bool
def is_three(images, mean3, mean7):
    d3, d7 = [(images - m).abs().mean((-1, -2)) for m in (mean3, mean7)]
    return (d3 < d7).long().bool()

# %% right: numpy
import numpy as np

def is_three(images, mean3, mean7):
    x, a, b = images.numpy(), mean3.numpy(), mean7.numpy()
    return torch.from_numpy(np.abs(x - a).mean((1, 2)) < np.abs(x - b).mean((1, 2)))

# %% right: filled in one by one
def is_three(images, mean3, mean7):
    answer = torch.zeros(len(images), dtype=torch.bool)
    for i in range(len(images)):
        if (images[i] - mean3).abs().sum() < (images[i] - mean7).abs().sum():
            answer[i] = True
    return answer

# %% right: cdist in 1-norm
def is_three(images, mean3, mean7):
    d = torch.cdist(images.flatten(1), torch.stack([mean3, mean7]).flatten(1), p=1)
    return d[:, 0] < d[:, 1]

# %% right: recursion
def is_three(images, mean3, mean7):
    if len(images) > 1:
        half = len(images) // 2
        return torch.cat([is_three(images[:half], mean3, mean7), is_three(images[half:], mean3, mean7)])
    return ((images - mean3).abs().mean() < (images - mean7).abs().mean()).reshape(1)

# %% right: vmap
from functools import partial

def is_three(images, mean3, mean7):
    def one(image, a, b):
        return F.l1_loss(image, a) < F.l1_loss(image, b)
    return torch.vmap(partial(one, a=mean3, b=mean7))(images)

# %% right: a module with helpers
class IsThree(nn.Module):
    def distance(self, a, b):
        return nn.L1Loss(reduction="none")(a, b.expand_as(a)).mean([1, 2])

    def forward(self, images, mean3, mean7):
        return self.distance(images, mean3) < self.distance(images, mean7)

is_three = IsThree()

# %% right: logical_not of the other comparison
def is_three(images, mean3, mean7):
    d = lambda m: torch.abs(images - m).mean(dim=(-2, -1))
    return torch.logical_not(d(mean3) >= d(mean7))

# %% right: in float64
def is_three(images, mean3, mean7):
    x = images.double()
    return (x - mean3.double()).abs().mean((-1, -2)) < (x - mean7.double()).abs().mean((-1, -2))

# %% right: vector_norm
def is_three(images, mean3, mean7):
    norm = partial_norm = lambda t: torch.linalg.vector_norm(t, 1, dim=(-2, -1))
    return norm(images - mean3).less(norm(images - mean7))

# %% right: topk of two
def is_three(images, mean3, mean7):
    both = torch.stack([(images - m).abs().mean((-1, -2)) for m in (mean7, mean3)], dim=-1)
    return both.topk(1, largest=False).indices.squeeze(-1).eq(1)

# %% right: argsort
def is_three(images, mean3, mean7):
    both = torch.stack([(images - m).abs().mean((-1, -2)) for m in (mean3, mean7)])
    return both.argsort(0)[0] == 0

# %% right: ge and invert
def is_three(images, mean3, mean7):
    d3 = sum((images - mean3).abs().unbind(-1)).sum(-1)
    d7 = sum((images - mean7).abs().unbind(-1)).sum(-1)
    return ~(d3 >= d7)

# %% right: a dict of means and min
def is_three(images, mean3, mean7):
    means = {3: mean3, 7: mean7}
    label = lambda image: min(means, key=lambda k: float((image - means[k]).abs().mean()))
    return torch.tensor([label(image) == 3 for image in images])

# %% right: einsum
def is_three(images, mean3, mean7):
    d = torch.einsum("knhw->kn", (images[None] - torch.stack((mean3, mean7))[:, None]).abs())
    return d[0] < d[1]

# %% wrong: squared distances
def is_three(images, mean3, mean7):
    return ((images - mean3) ** 2).mean((-1, -2)) < ((images - mean7) ** 2).mean((-1, -2))

# %% wrong: signed distances
def is_three(images, mean3, mean7):
    return (images - mean3).mean((-1, -2)) < (images - mean7).mean((-1, -2))

# %% wrong: absolute of the mean difference
def is_three(images, mean3, mean7):
    return (images - mean3).mean((-1, -2)).abs() < (images - mean7).mean((-1, -2)).abs()

# %% wrong: as int
def is_three(images, mean3, mean7):
    return ((images - mean3).abs().mean((-1, -2)) < (images - mean7).abs().mean((-1, -2))).int()

# %% wrong: as float
def is_three(images, mean3, mean7):
    return ((images - mean3).abs().mean((-1, -2)) < (images - mean7).abs().mean((-1, -2))).float()

# %% wrong: as uint8
def is_three(images, mean3, mean7):
    return ((images - mean3).abs().mean((-1, -2)) < (images - mean7).abs().mean((-1, -2))).to(torch.uint8)

# %% wrong: a list
def is_three(images, mean3, mean7):
    return [bool((i - mean3).abs().mean() < (i - mean7).abs().mean()) for i in images]

# %% wrong: numpy
def is_three(images, mean3, mean7):
    return ((images - mean3).abs().mean((-1, -2)) < (images - mean7).abs().mean((-1, -2))).numpy()

# %% wrong: labels
def is_three(images, mean3, mean7):
    return torch.where((images - mean3).abs().mean((-1, -2)) < (images - mean7).abs().mean((-1, -2)), 3, 7)

# %% wrong: one distance for the batch
def is_three(images, mean3, mean7):
    return (images - mean3).abs().mean() < (images - mean7).abs().mean()

# %% wrong: a fixed limit
def is_three(images, mean3, mean7):
    return (images - mean3).abs().mean((-1, -2)) < 0.1

# %% wrong: per pixel
def is_three(images, mean3, mean7):
    return (images - mean3).abs() < (images - mean7).abs()

# %% wrong: most pixels nearer
def is_three(images, mean3, mean7):
    return ((images - mean3).abs() < (images - mean7).abs()).float().mean((-1, -2)) > 0.5

# %% wrong: mean over the images
def is_three(images, mean3, mean7):
    return (images - mean3).abs().mean((0, 1)) < (images - mean7).abs().mean((0, 1))

# %% wrong: always three
def is_three(images, mean3, mean7):
    return torch.ones(len(images), dtype=torch.bool)

# %% wrong: chance
def is_three(images, mean3, mean7):
    return torch.rand(len(images)) < 0.5

# %% wrong: only half the pixels
def is_three(images, mean3, mean7):
    top = slice(None, images.shape[1] // 2)
    return (images - mean3)[:, top].abs().mean((-1, -2)) < (images - mean7)[:, top].abs().mean((-1, -2))

# %% wrong: largest difference
def is_three(images, mean3, mean7):
    return (images - mean3).abs().amax((-1, -2)) < (images - mean7).abs().amax((-1, -2))

# %% wrong: brightness
def is_three(images, mean3, mean7):
    return (images.mean((-1, -2)) - mean3.mean()).abs() < (images.mean((-1, -2)) - mean7.mean()).abs()

# %% wrong: dot product
def is_three(images, mean3, mean7):
    return (images * mean3).sum((-1, -2)) > (images * mean7).sum((-1, -2))

# %% wrong: cosine
def is_three(images, mean3, mean7):
    near = lambda m: F.cosine_similarity(images.flatten(1), m.flatten()[None])
    return near(mean3) > near(mean7)

# %% wrong: axes 0 and 1
def is_three(images, mean3, mean7):
    return (images - mean3).abs().mean(0).mean(0) < (images - mean7).abs().mean(0).mean(0)

# %% wrong: the mean of one column too many
def is_three(images, mean3, mean7):
    return ((images - mean3).abs().mean((-1, -2)) < (images - mean7).abs().mean((-1, -2)))[:, None]

# %% wrong: squeezed
def is_three(images, mean3, mean7):
    return ((images - mean3).abs().mean((-1, -2)) < (images - mean7).abs().mean((-1, -2))).squeeze()

# %% wrong: rounded distances
def is_three(images, mean3, mean7):
    return (images - mean3).abs().mean((-1, -2)).round(decimals=1) < (images - mean7).abs().mean((-1, -2)).round(decimals=1)

# %% wrong: pairs of bools
def is_three(images, mean3, mean7):
    nearer = (images - mean3).abs().mean((-1, -2)) < (images - mean7).abs().mean((-1, -2))
    return nearer, ~nearer

# %% wrong: sums of rows only
def is_three(images, mean3, mean7):
    return (images.sum(-1) - mean3.sum(-1)).abs().mean(-1) < (images.sum(-1) - mean7.sum(-1)).abs().mean(-1)

# %% wrong: if on a tensor of many
def is_three(images, mean3, mean7):
    if (images - mean3).abs().mean((-1, -2)) < (images - mean7).abs().mean((-1, -2)):
        return True
    return False

# %% wrong: accuracy
def is_three(images, mean3, mean7):
    return ((images - mean3).abs().mean((-1, -2)) < (images - mean7).abs().mean((-1, -2))).float().mean()

# %% mistake: comparison the wrong way round | greater
def is_three(images, mean3, mean7):
    return (images - mean3).abs().mean((-1, -2)) > (images - mean7).abs().mean((-1, -2))

# %% mistake: comparison the wrong way round | means swapped
def is_three(images, mean3, mean7):
    d3 = (images - mean7).abs().mean((-1, -2))
    d7 = (images - mean3).abs().mean((-1, -2))
    return d3 < d7

# %% mistake: comparison the wrong way round | argmax
def is_three(images, mean3, mean7):
    d = torch.stack([(images - m).abs().mean((-1, -2)) for m in (mean3, mean7)])
    return d.argmax(0) == 0

# %% mistake: comparison the wrong way round | sign
def is_three(images, mean3, mean7):
    return ((images - mean3).abs() - (images - mean7).abs()).sum((-1, -2)) > 0

# %% mistake: comparison the wrong way round | not a three
def is_three(images, mean3, mean7):
    return ~torch.tensor([bool((i - mean3).abs().sum() < (i - mean7).abs().sum()) for i in images])

# %% mistake: comparison the wrong way round | parameters swapped
def is_three(images, mean7, mean3):
    return torch.cdist(images.flatten(1), mean3.flatten()[None], p=1)[:, 0] < torch.cdist(images.flatten(1), mean7.flatten()[None], p=1)[:, 0]

# %% mistake: returns distances, not booleans | to the 3
def is_three(images, mean3, mean7):
    return (images - mean3).abs().mean((-1, -2))

# %% mistake: returns distances, not booleans | both
def is_three(images, mean3, mean7):
    return (images - mean3).abs().mean((-1, -2)), (images - mean7).abs().mean((-1, -2))

# %% mistake: returns distances, not booleans | their difference
def is_three(images, mean3, mean7):
    return (images - mean7).abs().mean((-1, -2)) - (images - mean3).abs().mean((-1, -2))

# %% mistake: returns distances, not booleans | stacked
def is_three(images, mean3, mean7):
    return torch.stack([(images - m).abs().mean((-1, -2)) for m in (mean3, mean7)])

# %% mistake: returns distances, not booleans | to the 7
def is_three(images, mean3, mean7):
    return torch.stack([F.l1_loss(image, mean7) for image in images])

# %% mistake: returns distances, not booleans | the smaller one
def is_three(images, mean3, mean7):
    return torch.minimum((images - mean3).abs().mean((-1, -2)), (images - mean7).abs().mean((-1, -2)))

# %% mistake: returns distances, not booleans | squared
def is_three(images, mean3, mean7):
    return ((images - mean3) ** 2).mean((-1, -2))
