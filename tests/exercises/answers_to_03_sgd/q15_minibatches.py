"""Answers to q15_minibatches."""
# ruff: noqa

# %% right: split
def minibatches(n, batch_size, generator=None):
    return list(torch.randperm(n, generator=generator).split(batch_size))

# %% right: tuple of split
def minibatches(n, batch_size, generator=None):
    return torch.split(torch.randperm(n, generator=generator), batch_size)

# %% right: slices
def minibatches(n, batch_size, generator=None):
    perm = torch.randperm(n, generator=generator)
    return [perm[i:i + batch_size] for i in range(0, n, batch_size)]

# %% right: while
def minibatches(n, batch_size, generator=None):
    perm, result = torch.randperm(n, generator=generator), []
    while len(perm):
        result.append(perm[:batch_size])
        perm = perm[batch_size:]
    return result

# %% right: argsort of noise
def minibatches(n, batch_size, generator=None):
    return list(torch.rand(n, generator=generator).argsort().split(batch_size))

# %% right: multinomial
def minibatches(n, batch_size, generator=None):
    order = torch.multinomial(torch.ones(n), n, replacement=False, generator=generator)
    return [order[b * batch_size:(b + 1) * batch_size] for b in range(math.ceil(n / batch_size))]

# %% right: python's random seeded from the generator
import random
def minibatches(n, batch_size, generator=None):
    seed = torch.randint(2**62, (1,), generator=generator).item()
    order = random.Random(seed).sample(range(n), n)
    return [torch.tensor(order[i:i + batch_size]) for i in range(0, n, batch_size)]

# %% right: numpy by the seed of the generator
import numpy as np
def minibatches(n, batch_size, generator=None):
    rng = np.random.default_rng(None if generator is None else generator.initial_seed())
    order = torch.from_numpy(rng.permutation(n)).long()
    return list(order.split(batch_size))

# %% right: samplers
from torch.utils.data import BatchSampler, RandomSampler
def minibatches(n, batch_size, generator=None):
    sampler = RandomSampler(range(n), generator=generator)
    return [torch.tensor(batch) for batch in BatchSampler(sampler, batch_size, drop_last=False)]

# %% right: sorted within a batch
def minibatches(n, batch_size, generator=None):
    return [batch.sort().values for batch in torch.randperm(n, generator=generator).split(batch_size)]

# %% right: clones and append
def minibatches(n: int, batch_size: int, generator: torch.Generator | None = None) -> list[torch.Tensor]:
    if generator is None:
        generator = torch.default_generator
    order = torch.randperm(n, generator=generator)
    batches = []
    for start in range(0, n, batch_size):
        stop = min(start + batch_size, n)
        batches.append(order[start:stop].clone())
    return batches

# %% right: own shuffle
def minibatches(n, batch_size, generator=None):
    order = torch.arange(n)
    for i in range(n - 1, 0, -1):
        j = int(torch.randint(0, i + 1, (1,), generator=generator))
        order[[i, j]] = order[[j, i]]
    return [order[i:i + batch_size] for i in range(0, n, batch_size)]

# %% wrong: int32
def minibatches(n, batch_size, generator=None):
    return list(torch.randperm(n, generator=generator).int().split(batch_size))

# %% wrong: lists of numbers
def minibatches(n, batch_size, generator=None):
    return [b.tolist() for b in torch.randperm(n, generator=generator).split(batch_size)]

# %% wrong: that many batches
def minibatches(n, batch_size, generator=None):
    return list(torch.randperm(n, generator=generator).chunk(batch_size))

# %% wrong: chunk of the ceiling spreads them
def minibatches(n, batch_size, generator=None):
    return list(torch.tensor_split(torch.randperm(n, generator=generator), math.ceil(n / batch_size)))

# %% wrong: chunk of the ceiling evens them out
def minibatches(n, batch_size, generator=None):
    return list(torch.randperm(n, generator=generator).chunk(math.ceil(n / batch_size)))

# %% wrong: rest added to the last batch
def minibatches(n, batch_size, generator=None):
    perm = torch.randperm(n, generator=generator)
    k = max(n // batch_size, 1)
    cuts = [i * batch_size for i in range(k)] + [n]
    return [perm[a:b] for a, b in zip(cuts, cuts[1:])]

# %% wrong: short batch first
def minibatches(n, batch_size, generator=None):
    return list(torch.randperm(n, generator=generator).split(batch_size))[::-1]

# %% wrong: generator of batches
def minibatches(n, batch_size, generator=None):
    yield from torch.randperm(n, generator=generator).split(batch_size)

# %% wrong: last batch filled up
def minibatches(n, batch_size, generator=None):
    perm = torch.randperm(n, generator=generator)
    while len(perm) % batch_size:
        perm = torch.cat([perm, perm[:1]])
    return list(perm.split(batch_size))

# %% wrong: from one to n
def minibatches(n, batch_size, generator=None):
    return list((torch.randperm(n, generator=generator) + 1).split(batch_size))

# %% wrong: one tensor
def minibatches(n, batch_size, generator=None):
    return torch.randperm(n, generator=generator)

# %% wrong: two axes
def minibatches(n, batch_size, generator=None):
    return [b[None] for b in torch.randperm(n, generator=generator).split(batch_size)]

# %% wrong: floats
def minibatches(n, batch_size, generator=None):
    return list(torch.randperm(n, generator=generator).float().split(batch_size))

# %% wrong: an empty batch at the end
def minibatches(n, batch_size, generator=None):
    perm = torch.randperm(n, generator=generator)
    return [perm[i * batch_size:(i + 1) * batch_size] for i in range(n // batch_size + 1)]

# %% wrong: seeds globally
def minibatches(n, batch_size, generator=None):
    torch.manual_seed(0)
    return list(torch.randperm(n).split(batch_size))

# %% mistake: last batch dropped | floor
def minibatches(n, batch_size, generator=None):
    perm = torch.randperm(n, generator=generator)
    return [perm[i * batch_size:(i + 1) * batch_size] for i in range(n // batch_size)]

# %% mistake: last batch dropped | view
def minibatches(n, batch_size, generator=None):
    full = n // batch_size * batch_size
    return list(torch.randperm(n, generator=generator)[:full].view(-1, batch_size))

# %% mistake: last batch dropped | filtered
def minibatches(n, batch_size, generator=None):
    return [b for b in torch.randperm(n, generator=generator).split(batch_size) if len(b) == batch_size]

# %% mistake: last batch dropped | range too short
def minibatches(n, batch_size, generator=None):
    perm = torch.randperm(n, generator=generator)
    return [perm[i:i + batch_size] for i in range(0, n - batch_size + 1, batch_size)]

# %% mistake: last batch dropped | range one too short
def minibatches(n, batch_size, generator=None):
    perm = torch.randperm(n, generator=generator)
    return [perm[i:i + batch_size] for i in range(0, n - batch_size, batch_size)]

# %% mistake: last batch dropped | drop_last
from torch.utils.data import BatchSampler, RandomSampler
def minibatches(n, batch_size, generator=None):
    sampler = RandomSampler(range(n), generator=generator)
    return [torch.tensor(batch) for batch in BatchSampler(sampler, batch_size, drop_last=True)]

# %% mistake: not shuffled | arange
def minibatches(n, batch_size, generator=None):
    return list(torch.arange(n).split(batch_size))

# %% mistake: not shuffled | ranges
def minibatches(n, batch_size, generator=None):
    return [torch.arange(i, min(i + batch_size, n)) for i in range(0, n, batch_size)]

# %% mistake: not shuffled | shuffled and not kept
def minibatches(n, batch_size, generator=None):
    order = torch.arange(n)
    order[torch.randperm(n, generator=generator)]
    return [order[i:i + batch_size] for i in range(0, n, batch_size)]

# %% mistake: not shuffled | only with a generator
def minibatches(n, batch_size, generator=None):
    order = torch.arange(n) if generator is None else torch.randperm(n, generator=generator)
    return list(order.split(batch_size))

# %% mistake: not shuffled | within batches only
def minibatches(n, batch_size, generator=None):
    return [b[torch.randperm(len(b), generator=generator)] for b in torch.arange(n).split(batch_size)]

# %% mistake: not shuffled | sorted again
def minibatches(n, batch_size, generator=None):
    return list(torch.randperm(n, generator=generator).sort().values.split(batch_size))

# %% mistake: drawn with replacement | randint
def minibatches(n, batch_size, generator=None):
    return list(torch.randint(0, n, (n,), generator=generator).split(batch_size))

# %% mistake: drawn with replacement | randint a batch
def minibatches(n, batch_size, generator=None):
    count = math.ceil(n / batch_size)
    sizes = [min(batch_size, n - i * batch_size) for i in range(count)]
    return [torch.randint(n, (s,), generator=generator) for s in sizes]

# %% mistake: drawn with replacement | full batches
def minibatches(n, batch_size, generator=None):
    return [torch.randint(n, (batch_size,), generator=generator) for _ in range(math.ceil(n / batch_size))]

# %% mistake: drawn with replacement | multinomial
def minibatches(n, batch_size, generator=None):
    return list(torch.multinomial(torch.ones(n), n, replacement=True, generator=generator).split(batch_size))

# %% mistake: drawn with replacement | choices
import random
def minibatches(n, batch_size, generator=None):
    drawn = random.choices(range(n), k=n)
    return [torch.tensor(drawn[i:i + batch_size]) for i in range(0, n, batch_size)]

# %% mistake: drawn with replacement | anew for each batch
def minibatches(n, batch_size, generator=None):
    return [torch.randperm(n, generator=generator)[:min(batch_size, n - i)] for i in range(0, n, batch_size)]

# %% mistake: drawn with replacement | scaled noise
def minibatches(n, batch_size, generator=None):
    return list((torch.rand(n, generator=generator) * n).long().split(batch_size))

# %% mistake: generator ignored | not passed on
def minibatches(n, batch_size, generator=None):
    return list(torch.randperm(n).split(batch_size))

# %% mistake: generator ignored | numpy
import numpy as np
def minibatches(n, batch_size, generator=None):
    return list(torch.from_numpy(np.random.permutation(n)).split(batch_size))

# %% mistake: generator ignored | python's random
import random
def minibatches(n, batch_size, generator=None):
    order = list(range(n))
    random.shuffle(order)
    return list(torch.tensor(order).split(batch_size))

# %% mistake: generator ignored | its own
def minibatches(n, batch_size, generator=None):
    generator = torch.Generator().manual_seed(42)
    return list(torch.randperm(n, generator=generator).split(batch_size))

# %% mistake: generator ignored | fresh seed
def minibatches(n, batch_size, generator=None):
    g = torch.Generator()
    g.seed()
    order = torch.rand(n, generator=g).argsort()
    return [order[i:i + batch_size] for i in range(0, n, batch_size)]

# %% mistake: generator ignored | sampler
from torch.utils.data import BatchSampler, RandomSampler
def minibatches(n, batch_size, generator=None):
    return [torch.tensor(b) for b in BatchSampler(RandomSampler(range(n)), batch_size, False)]
