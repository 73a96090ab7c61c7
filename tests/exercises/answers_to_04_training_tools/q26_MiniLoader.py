# %% right: generator
class MiniLoader:
    def __init__(self, dataset, batch_size, shuffle=False):
        self.dataset, self.batch_size, self.shuffle = dataset, batch_size, shuffle

    def __len__(self):
        return math.ceil(len(self.dataset) / self.batch_size)

    def __iter__(self):
        n = len(self.dataset)
        idxs = torch.randperm(n).tolist() if self.shuffle else range(n)
        for i in range(0, n, self.batch_size):
            batch = [self.dataset[j] for j in idxs[i:i + self.batch_size]]
            xs, ys = zip(*batch)
            yield self.stack(xs), self.stack(ys)

    def stack(self, items):
        return torch.stack([torch.as_tensor(item) for item in items])

# %% right: torch's DataLoader
from torch.utils.data import DataLoader

def MiniLoader(dataset, batch_size, shuffle=False):
    return DataLoader(dataset, batch_size=batch_size, shuffle=shuffle)

# %% right: wraps a DataLoader
class MiniLoader:
    def __init__(self, dataset, batch_size, shuffle=False):
        self.dl = torch.utils.data.DataLoader(dataset, batch_size, shuffle)
    def __len__(self): return len(self.dl)
    def __iter__(self): return iter(self.dl)

# %% right: derived from DataLoader
class MiniLoader(torch.utils.data.DataLoader):
    def __init__(self, dataset, batch_size, shuffle=False):
        super().__init__(dataset, batch_size=batch_size, shuffle=shuffle)

# %% right: random.shuffle
import random

class MiniLoader:
    def __init__(self, dataset, batch_size, shuffle=False):
        self.ds = dataset
        self.bs = batch_size
        self.shuffle = shuffle
    def __len__(self):
        return (len(self.ds) + self.bs - 1) // self.bs
    def __iter__(self):
        order = list(range(len(self.ds)))
        if self.shuffle:
            random.shuffle(order)
        while order:
            now, order = order[:self.bs], order[self.bs:]
            x = [self.ds[i][0] for i in now]
            y = [self.ds[i][1] for i in now]
            x = torch.stack(x) if isinstance(x[0], torch.Tensor) else torch.tensor(x)
            y = torch.stack(y) if isinstance(y[0], torch.Tensor) else torch.tensor(y)
            yield [x, y]

# %% right: iterator with next
class MiniLoader:
    def __init__(self, dataset, batch_size, shuffle=False):
        self.dataset, self.batch_size, self.shuffle = dataset, batch_size, shuffle
    def __len__(self):
        return -(-len(self.dataset) // self.batch_size)
    def __iter__(self):
        n = len(self.dataset)
        self.order = torch.randperm(n) if self.shuffle else torch.arange(n)
        self.at = 0
        return self
    def __next__(self):
        if self.at >= len(self.order):
            raise StopIteration
        pairs = [self.dataset[i] for i in self.order[self.at:self.at + self.batch_size].tolist()]
        self.at += self.batch_size
        return tuple(torch.stack([torch.as_tensor(v) for v in side]) for side in zip(*pairs))

# %% right: split indices
class MiniLoader:
    def __init__(self, dataset, batch_size, shuffle=False):
        self.dataset, self.batch_size, self.shuffle = dataset, batch_size, shuffle
    def indices(self):
        n = len(self.dataset)
        return (torch.randperm(n) if self.shuffle else torch.arange(n)).split(self.batch_size)
    def __len__(self):
        return len(self.indices())
    def __iter__(self):
        for part in self.indices():
            xs, ys = zip(*(self.dataset[int(i)] for i in part))
            yield torch.stack(list(map(torch.as_tensor, xs))), torch.stack(list(map(torch.as_tensor, ys)))

# %% right: all stacked once
class MiniLoader:
    def __init__(self, dataset, batch_size, shuffle=False):
        pairs = [dataset[i] for i in range(len(dataset))]
        self.x = torch.stack([torch.as_tensor(x) for x, _ in pairs])
        self.y = torch.stack([torch.as_tensor(y) for _, y in pairs])
        self.bs, self.shuffle = batch_size, shuffle
    def __len__(self):
        return math.ceil(len(self.x) / self.bs)
    def __iter__(self):
        order = torch.randperm(len(self.x)) if self.shuffle else torch.arange(len(self.x))
        return iter([(self.x[i], self.y[i]) for i in order.split(self.bs)])

# %% right: numpy's permutation
import numpy as np

class MiniLoader:
    def __init__(self, dataset, batch_size, shuffle=False):
        self.dataset, self.batch_size, self.shuffle = dataset, batch_size, shuffle
    def __len__(self):
        return int(np.ceil(len(self.dataset) / self.batch_size))
    def __iter__(self):
        n = len(self.dataset)
        order = np.random.permutation(n) if self.shuffle else np.arange(n)
        for k in range(len(self)):
            xs, ys = zip(*[self.dataset[i] for i in order[k * self.batch_size:(k + 1) * self.batch_size]])
            yield torch.stack([torch.as_tensor(x) for x in xs]), torch.stack([torch.as_tensor(y) for y in ys])

# %% right: default_collate
from torch.utils.data import default_collate

class MiniLoader:
    def __init__(self, dataset, batch_size, shuffle=False):
        self.dataset, self.batch_size, self.shuffle = dataset, batch_size, shuffle
    def __len__(self):
        full, rest = divmod(len(self.dataset), self.batch_size)
        return full + (rest > 0)
    def __iter__(self):
        order = torch.randperm(len(self.dataset)).tolist() if self.shuffle else list(range(len(self.dataset)))
        for start in range(0, len(order), self.batch_size):
            yield default_collate([self.dataset[i] for i in order[start:start + self.batch_size]])

# %% right: torch.tensor for everything
class MiniLoader:
    def __init__(self, dataset, batch_size, shuffle=False):
        self.dataset, self.batch_size, self.shuffle = dataset, batch_size, shuffle
    def __len__(self):
        return math.ceil(len(self.dataset) / self.batch_size)
    def __iter__(self):
        order = list(range(len(self.dataset)))
        if self.shuffle:
            order = [order[i] for i in torch.randperm(len(order))]
        batch = []
        for i in order:
            batch.append(self.dataset[i])
            if len(batch) == self.batch_size:
                yield self.stacked(batch)
                batch = []
        if batch:
            yield self.stacked(batch)
    def stacked(self, batch):
        return tuple(torch.stack([torch.as_tensor(pair[side]).clone() for pair in batch]) for side in (0, 1))

# %% right: a list of the pairs, shuffled in place
import random

class MiniLoader:
    def __init__(self, dataset, batch_size, shuffle=False):
        self.pairs = list(dataset)
        self.batch_size = batch_size
        self.shuffle = shuffle
    def __len__(self):
        return len(range(0, len(self.pairs), self.batch_size))
    def __iter__(self):
        if self.shuffle:
            random.shuffle(self.pairs)
        for i in range(0, len(self.pairs), self.batch_size):
            x, y = zip(*self.pairs[i:i + self.batch_size])
            make = lambda v: torch.stack(v) if torch.is_tensor(v[0]) else torch.tensor(v)
            yield make(x), make(y)

# %% right: random.sample, labels as floats
import random

class MiniLoader:
    def __init__(self, dataset, batch_size, shuffle=False):
        self.dataset, self.batch_size, self.shuffle = dataset, batch_size, shuffle
    def __len__(self):
        return math.ceil(len(self.dataset) / self.batch_size)
    def __iter__(self):
        n = len(self.dataset)
        order = random.sample(range(n), n) if self.shuffle else range(n)
        for i in range(0, n, self.batch_size):
            chosen = [self.dataset[j] for j in order[i:i + self.batch_size]]
            yield (torch.stack([torch.as_tensor(x) for x, y in chosen]),
                   torch.stack([torch.as_tensor(y, dtype=torch.float32) for x, y in chosen]))

# %% wrong: lists for tensors
class MiniLoader:
    def __init__(self, dataset, batch_size, shuffle=False):
        self.dataset, self.batch_size, self.shuffle = dataset, batch_size, shuffle
    def __len__(self):
        return math.ceil(len(self.dataset) / self.batch_size)
    def __iter__(self):
        n = len(self.dataset)
        order = torch.randperm(n).tolist() if self.shuffle else range(n)
        for i in range(0, n, self.batch_size):
            xs, ys = zip(*[self.dataset[j] for j in order[i:i + self.batch_size]])
            yield list(xs), list(ys)

# %% wrong: pairs for batches
class MiniLoader:
    def __init__(self, dataset, batch_size, shuffle=False):
        self.dataset, self.batch_size, self.shuffle = dataset, batch_size, shuffle
    def __len__(self):
        return math.ceil(len(self.dataset) / self.batch_size)
    def __iter__(self):
        n = len(self.dataset)
        order = torch.randperm(n).tolist() if self.shuffle else range(n)
        for i in range(0, n, self.batch_size):
            yield [self.dataset[j] for j in order[i:i + self.batch_size]]

# %% wrong: no len
class MiniLoader:
    def __init__(self, dataset, batch_size, shuffle=False):
        self.dataset, self.batch_size, self.shuffle = dataset, batch_size, shuffle
    def __iter__(self):
        n = len(self.dataset)
        order = torch.randperm(n).tolist() if self.shuffle else range(n)
        for i in range(0, n, self.batch_size):
            xs, ys = zip(*[self.dataset[j] for j in order[i:i + self.batch_size]])
            yield torch.stack([torch.as_tensor(x) for x in xs]), torch.stack([torch.as_tensor(y) for y in ys])

# %% wrong: a length of items
from torch.utils.data import DataLoader

class MiniLoader:
    def __init__(self, dataset, batch_size, shuffle=False):
        self.dataset, self.dl = dataset, DataLoader(dataset, batch_size, shuffle)
    def __len__(self):
        return len(self.dataset)
    def __iter__(self):
        return iter(self.dl)

# %% wrong: length floored
from torch.utils.data import DataLoader

class MiniLoader:
    def __init__(self, dataset, batch_size, shuffle=False):
        self.dataset, self.bs, self.dl = dataset, batch_size, DataLoader(dataset, batch_size, shuffle)
    def __len__(self):
        return len(self.dataset) // self.bs
    def __iter__(self):
        return iter(self.dl)

# %% wrong: length one too many where it fits
from torch.utils.data import DataLoader

class MiniLoader:
    def __init__(self, dataset, batch_size, shuffle=False):
        self.dataset, self.bs, self.dl = dataset, batch_size, DataLoader(dataset, batch_size, shuffle)
    def __len__(self):
        return len(self.dataset) // self.bs + 1
    def __iter__(self):
        return iter(self.dl)

# %% wrong: always shuffled
from torch.utils.data import DataLoader

def MiniLoader(dataset, batch_size, shuffle=False):
    return DataLoader(dataset, batch_size, shuffle=True)

# %% wrong: drawn with replacement
class MiniLoader:
    def __init__(self, dataset, batch_size, shuffle=False):
        self.dataset, self.batch_size, self.shuffle = dataset, batch_size, shuffle
    def __len__(self):
        return math.ceil(len(self.dataset) / self.batch_size)
    def __iter__(self):
        n = len(self.dataset)
        order = torch.randint(0, n, (n,)).tolist() if self.shuffle else range(n)
        for i in range(0, n, self.batch_size):
            xs, ys = zip(*[self.dataset[j] for j in order[i:i + self.batch_size]])
            yield torch.stack([torch.as_tensor(x) for x in xs]), torch.stack([torch.as_tensor(y) for y in ys])

# %% wrong: only the order of the batches is drawn
class MiniLoader:
    def __init__(self, dataset, batch_size, shuffle=False):
        self.dataset, self.batch_size, self.shuffle = dataset, batch_size, shuffle
    def __len__(self):
        return math.ceil(len(self.dataset) / self.batch_size)
    def __iter__(self):
        n = len(self.dataset)
        starts = list(range(0, n, self.batch_size))
        if self.shuffle:
            starts = [starts[i] for i in torch.randperm(len(starts))]
        for i in starts:
            xs, ys = zip(*[self.dataset[j] for j in range(i, min(n, i + self.batch_size))])
            yield torch.stack([torch.as_tensor(x) for x in xs]), torch.stack([torch.as_tensor(y) for y in ys])

# %% wrong: the items within a batch are drawn
class MiniLoader:
    def __init__(self, dataset, batch_size, shuffle=False):
        self.dataset, self.batch_size, self.shuffle = dataset, batch_size, shuffle
    def __len__(self):
        return math.ceil(len(self.dataset) / self.batch_size)
    def __iter__(self):
        n = len(self.dataset)
        for i in range(0, n, self.batch_size):
            xs, ys = zip(*[self.dataset[j] for j in range(i, min(n, i + self.batch_size))])
            order = torch.randperm(len(xs)) if self.shuffle else torch.arange(len(xs))
            yield (torch.stack([torch.as_tensor(x) for x in xs])[order], torch.stack([torch.as_tensor(y) for y in ys])[order])

# %% wrong: slices of the collection
class MiniLoader:
    def __init__(self, dataset, batch_size, shuffle=False):
        self.dataset, self.batch_size, self.shuffle = dataset, batch_size, shuffle
    def __len__(self):
        return math.ceil(len(self.dataset) / self.batch_size)
    def __iter__(self):
        for i in range(0, len(self.dataset), self.batch_size):
            xs, ys = zip(*self.dataset[i:i + self.batch_size])
            yield torch.stack([torch.as_tensor(x) for x in xs]), torch.stack([torch.as_tensor(y) for y in ys])

# %% wrong: tensors only
class MiniLoader:
    def __init__(self, dataset, batch_size, shuffle=False):
        self.dataset, self.batch_size, self.shuffle = dataset, batch_size, shuffle
    def __len__(self):
        return math.ceil(len(self.dataset) / self.batch_size)
    def __iter__(self):
        n = len(self.dataset)
        order = torch.randperm(n).tolist() if self.shuffle else range(n)
        for i in range(0, n, self.batch_size):
            xs, ys = zip(*[self.dataset[j] for j in order[i:i + self.batch_size]])
            yield torch.stack(xs), torch.stack(ys)

# %% wrong: numbers only
class MiniLoader:
    def __init__(self, dataset, batch_size, shuffle=False):
        self.dataset, self.batch_size, self.shuffle = dataset, batch_size, shuffle
    def __len__(self):
        return math.ceil(len(self.dataset) / self.batch_size)
    def __iter__(self):
        n = len(self.dataset)
        order = torch.randperm(n).tolist() if self.shuffle else range(n)
        for i in range(0, n, self.batch_size):
            xs, ys = zip(*[self.dataset[j] for j in order[i:i + self.batch_size]])
            yield torch.tensor(xs), torch.tensor(ys)

# %% wrong: goes round for ever
class MiniLoader:
    def __init__(self, dataset, batch_size, shuffle=False):
        self.dataset, self.batch_size, self.shuffle = dataset, batch_size, shuffle
    def __len__(self):
        return math.ceil(len(self.dataset) / self.batch_size)
    def __iter__(self):
        while True:
            yield from torch.utils.data.DataLoader(self.dataset, self.batch_size, self.shuffle)

# %% wrong: the caller's list is shuffled
import random

class MiniLoader:
    def __init__(self, dataset, batch_size, shuffle=False):
        self.dataset, self.batch_size, self.shuffle = dataset, batch_size, shuffle
    def __len__(self):
        return math.ceil(len(self.dataset) / self.batch_size)
    def __iter__(self):
        if self.shuffle:
            random.shuffle(self.dataset)
        for i in range(0, len(self.dataset), self.batch_size):
            xs, ys = zip(*[self.dataset[j] for j in range(i, min(i + self.batch_size, len(self.dataset)))])
            yield torch.stack([torch.as_tensor(x) for x in xs]), torch.stack([torch.as_tensor(y) for y in ys])

# %% wrong: the last batch filled up
class MiniLoader:
    def __init__(self, dataset, batch_size, shuffle=False):
        self.dataset, self.batch_size, self.shuffle = dataset, batch_size, shuffle
    def __len__(self):
        return math.ceil(len(self.dataset) / self.batch_size)
    def __iter__(self):
        n = len(self.dataset)
        order = torch.randperm(n).tolist() if self.shuffle else list(range(n))
        for i in range(0, n, self.batch_size):
            xs, ys = zip(*[self.dataset[order[j % n]] for j in range(i, i + self.batch_size)])
            yield torch.stack([torch.as_tensor(x) for x in xs]), torch.stack([torch.as_tensor(y) for y in ys])

# %% wrong: labels first
class MiniLoader(torch.utils.data.DataLoader):
    def __init__(self, dataset, batch_size, shuffle=False):
        super().__init__(dataset, batch_size=batch_size, shuffle=shuffle)
    def __iter__(self):
        return ((y, x) for x, y in super().__iter__())

# %% wrong: labels as columns
class MiniLoader(torch.utils.data.DataLoader):
    def __init__(self, dataset, batch_size, shuffle=False):
        super().__init__(dataset, batch_size=batch_size, shuffle=shuffle)
    def __iter__(self):
        return ((x, y[:, None]) for x, y in super().__iter__())

# %% wrong: goes on where a glance stopped
class MiniLoader:
    def __init__(self, dataset, batch_size, shuffle=False):
        self.dataset, self.batch_size, self.shuffle = dataset, batch_size, shuffle
        self.start()
    def start(self):
        n = len(self.dataset)
        self.order, self.at = torch.randperm(n) if self.shuffle else torch.arange(n), 0
    def __len__(self):
        return -(-len(self.dataset) // self.batch_size)
    def __iter__(self):
        return self
    def __next__(self):
        if self.at >= len(self.order):
            self.start()
            raise StopIteration
        pairs = [self.dataset[i] for i in self.order[self.at:self.at + self.batch_size].tolist()]
        self.at += self.batch_size
        return tuple(torch.stack([torch.as_tensor(v) for v in side]) for side in zip(*pairs))

# %% wrong: a generator function
def MiniLoader(dataset, batch_size, shuffle=False):
    for i in range(0, len(dataset), batch_size):
        xs, ys = zip(*[dataset[j] for j in range(i, min(i + batch_size, len(dataset)))])
        yield torch.stack([torch.as_tensor(x) for x in xs]), torch.stack([torch.as_tensor(y) for y in ys])

# %% mistake: last batch dropped | floor
class MiniLoader:
    def __init__(self, dataset, batch_size, shuffle=False):
        self.dataset, self.batch_size, self.shuffle = dataset, batch_size, shuffle
    def __len__(self):
        return len(self.dataset) // self.batch_size
    def __iter__(self):
        n = len(self.dataset)
        order = torch.randperm(n).tolist() if self.shuffle else range(n)
        for k in range(len(self)):
            xs, ys = zip(*[self.dataset[j] for j in order[k * self.batch_size:(k + 1) * self.batch_size]])
            yield torch.stack([torch.as_tensor(x) for x in xs]), torch.stack([torch.as_tensor(y) for y in ys])

# %% mistake: last batch dropped | drop_last
def MiniLoader(dataset, batch_size, shuffle=False):
    return torch.utils.data.DataLoader(dataset, batch_size, shuffle=shuffle, drop_last=True)

# %% mistake: last batch dropped | counted nevertheless
class MiniLoader:
    def __init__(self, dataset, batch_size, shuffle=False):
        self.dataset, self.batch_size, self.shuffle = dataset, batch_size, shuffle
    def __len__(self):
        return math.ceil(len(self.dataset) / self.batch_size)
    def __iter__(self):
        n = len(self.dataset)
        order = torch.randperm(n).tolist() if self.shuffle else range(n)
        for i in range(0, n - self.batch_size + 1, self.batch_size):
            xs, ys = zip(*[self.dataset[j] for j in order[i:i + self.batch_size]])
            yield torch.stack([torch.as_tensor(x) for x in xs]), torch.stack([torch.as_tensor(y) for y in ys])

# %% mistake: last batch dropped | collected, and never handed out
class MiniLoader:
    def __init__(self, dataset, batch_size, shuffle=False):
        self.dataset, self.batch_size, self.shuffle = dataset, batch_size, shuffle
    def __len__(self):
        return math.ceil(len(self.dataset) / self.batch_size)
    def __iter__(self):
        order = torch.randperm(len(self.dataset)) if self.shuffle else range(len(self.dataset))
        batch = []
        for i in order:
            batch.append(self.dataset[int(i)])
            if len(batch) == self.batch_size:
                yield tuple(torch.stack([torch.as_tensor(v) for v in side]) for side in zip(*batch))
                batch = []

# %% mistake: last batch dropped | even a full one
class MiniLoader:
    def __init__(self, dataset, batch_size, shuffle=False):
        self.dataset, self.batch_size, self.shuffle = dataset, batch_size, shuffle
    def __len__(self):
        return math.ceil(len(self.dataset) / self.batch_size)
    def __iter__(self):
        n = len(self.dataset)
        order = torch.randperm(n).tolist() if self.shuffle else range(n)
        for i in range(0, n - self.batch_size, self.batch_size):
            xs, ys = zip(*[self.dataset[j] for j in order[i:i + self.batch_size]])
            yield torch.stack([torch.as_tensor(x) for x in xs]), torch.stack([torch.as_tensor(y) for y in ys])

# %% mistake: spent after one pass | a generator made at once
class MiniLoader:
    def __init__(self, dataset, batch_size, shuffle=False):
        self.dataset, self.batch_size, self.shuffle = dataset, batch_size, shuffle
        self.batches = self.make()
    def __len__(self):
        return math.ceil(len(self.dataset) / self.batch_size)
    def make(self):
        n = len(self.dataset)
        order = torch.randperm(n).tolist() if self.shuffle else range(n)
        for i in range(0, n, self.batch_size):
            xs, ys = zip(*[self.dataset[j] for j in order[i:i + self.batch_size]])
            yield torch.stack([torch.as_tensor(x) for x in xs]), torch.stack([torch.as_tensor(y) for y in ys])
    def __iter__(self):
        return self.batches

# %% mistake: spent after one pass | position never set back
class MiniLoader:
    def __init__(self, dataset, batch_size, shuffle=False):
        self.dataset, self.batch_size = dataset, batch_size
        n = len(dataset)
        self.order = torch.randperm(n) if shuffle else torch.arange(n)
        self.at = 0
    def __len__(self):
        return -(-len(self.dataset) // self.batch_size)
    def __iter__(self):
        return self
    def __next__(self):
        if self.at >= len(self.order):
            raise StopIteration
        pairs = [self.dataset[i] for i in self.order[self.at:self.at + self.batch_size].tolist()]
        self.at += self.batch_size
        return tuple(torch.stack([torch.as_tensor(v) for v in side]) for side in zip(*pairs))

# %% mistake: spent after one pass | an iterator of DataLoader
class MiniLoader:
    def __init__(self, dataset, batch_size, shuffle=False):
        dl = torch.utils.data.DataLoader(dataset, batch_size, shuffle=shuffle)
        self.n, self.it = len(dl), iter(dl)
    def __len__(self):
        return self.n
    def __iter__(self):
        return self.it

# %% mistake: spent after one pass | used up item by item
class MiniLoader:
    def __init__(self, dataset, batch_size, shuffle=False):
        n = len(dataset)
        self.n = math.ceil(n / batch_size)
        order = torch.randperm(n).tolist() if shuffle else list(range(n))
        self.left, self.batch_size = [dataset[i] for i in order], batch_size
    def __len__(self):
        return self.n
    def __iter__(self):
        while self.left:
            batch, self.left = self.left[:self.batch_size], self.left[self.batch_size:]
            yield tuple(torch.stack([torch.as_tensor(v) for v in side]) for side in zip(*batch))

# %% mistake: spent after one pass | moves on after the yield
class MiniLoader:
    def __init__(self, dataset, batch_size, shuffle=False):
        self.dataset, self.batch_size, self.at = dataset, batch_size, 0
        self.order = torch.randperm(len(dataset)).tolist() if shuffle else list(range(len(dataset)))
    def __len__(self):
        return math.ceil(len(self.dataset) / self.batch_size)
    def __iter__(self):
        while self.at < len(self.dataset):
            batch = [self.dataset[i] for i in self.order[self.at:self.at + self.batch_size]]
            yield tuple(torch.stack([torch.as_tensor(v) for v in side]) for side in zip(*batch))
            self.at += self.batch_size

# %% mistake: same order each epoch | drawn as it is built
class MiniLoader:
    def __init__(self, dataset, batch_size, shuffle=False):
        self.dataset, self.batch_size = dataset, batch_size
        n = len(dataset)
        self.order = torch.randperm(n).tolist() if shuffle else list(range(n))
    def __len__(self):
        return math.ceil(len(self.dataset) / self.batch_size)
    def __iter__(self):
        for i in range(0, len(self.order), self.batch_size):
            batch = [self.dataset[j] for j in self.order[i:i + self.batch_size]]
            yield tuple(torch.stack([torch.as_tensor(v) for v in side]) for side in zip(*batch))

# %% mistake: same order each epoch | a seed at each pass
class MiniLoader:
    def __init__(self, dataset, batch_size, shuffle=False):
        self.dataset, self.batch_size, self.shuffle = dataset, batch_size, shuffle
    def __len__(self):
        return math.ceil(len(self.dataset) / self.batch_size)
    def __iter__(self):
        n = len(self.dataset)
        torch.manual_seed(42)
        order = torch.randperm(n).tolist() if self.shuffle else range(n)
        for i in range(0, n, self.batch_size):
            batch = [self.dataset[j] for j in order[i:i + self.batch_size]]
            yield tuple(torch.stack([torch.as_tensor(v) for v in side]) for side in zip(*batch))

# %% mistake: same order each epoch | batches kept
class MiniLoader:
    def __init__(self, dataset, batch_size, shuffle=False):
        self.batches = list(torch.utils.data.DataLoader(dataset, batch_size, shuffle=shuffle))
    def __len__(self):
        return len(self.batches)
    def __iter__(self):
        return iter(self.batches)

# %% mistake: same order each epoch | shuffle ignored
class MiniLoader:
    def __init__(self, dataset, batch_size, shuffle=False):
        self.dataset, self.batch_size = dataset, batch_size
    def __len__(self):
        return math.ceil(len(self.dataset) / self.batch_size)
    def __iter__(self):
        for i in range(0, len(self.dataset), self.batch_size):
            batch = [self.dataset[j] for j in range(i, min(i + self.batch_size, len(self.dataset)))]
            yield tuple(torch.stack([torch.as_tensor(v) for v in side]) for side in zip(*batch))

# %% mistake: same order each epoch | a generator of its own, seeded anew
import random

class MiniLoader:
    def __init__(self, dataset, batch_size, shuffle=False):
        self.dataset, self.batch_size, self.shuffle = dataset, batch_size, shuffle
    def __len__(self):
        return math.ceil(len(self.dataset) / self.batch_size)
    def __iter__(self):
        order = list(range(len(self.dataset)))
        if self.shuffle:
            random.Random(0).shuffle(order)
        for i in range(0, len(order), self.batch_size):
            batch = [self.dataset[j] for j in order[i:i + self.batch_size]]
            yield tuple(torch.stack([torch.as_tensor(v) for v in side]) for side in zip(*batch))

# %% mistake: inputs and labels shuffled apart | two permutations
class MiniLoader:
    def __init__(self, dataset, batch_size, shuffle=False):
        pairs = [dataset[i] for i in range(len(dataset))]
        self.x = torch.stack([torch.as_tensor(x) for x, _ in pairs])
        self.y = torch.stack([torch.as_tensor(y) for _, y in pairs])
        self.bs, self.shuffle = batch_size, shuffle
    def __len__(self):
        return math.ceil(len(self.x) / self.bs)
    def __iter__(self):
        x, y = self.x, self.y
        if self.shuffle:
            x, y = x[torch.randperm(len(x))], y[torch.randperm(len(y))]
        return zip(x.split(self.bs), y.split(self.bs))

# %% mistake: inputs and labels shuffled apart | two lists
import random

class MiniLoader:
    def __init__(self, dataset, batch_size, shuffle=False):
        self.dataset, self.batch_size, self.shuffle = dataset, batch_size, shuffle
    def __len__(self):
        return math.ceil(len(self.dataset) / self.batch_size)
    def __iter__(self):
        xs = [self.dataset[i][0] for i in range(len(self.dataset))]
        ys = [self.dataset[i][1] for i in range(len(self.dataset))]
        if self.shuffle:
            random.shuffle(xs)
            random.shuffle(ys)
        for i in range(0, len(xs), self.batch_size):
            yield (torch.stack([torch.as_tensor(x) for x in xs[i:i + self.batch_size]]),
                   torch.stack([torch.as_tensor(y) for y in ys[i:i + self.batch_size]]))

# %% mistake: inputs and labels shuffled apart | inputs only
class MiniLoader:
    def __init__(self, dataset, batch_size, shuffle=False):
        self.dataset, self.batch_size, self.shuffle = dataset, batch_size, shuffle
    def __len__(self):
        return math.ceil(len(self.dataset) / self.batch_size)
    def __iter__(self):
        n = len(self.dataset)
        order = torch.randperm(n).tolist() if self.shuffle else range(n)
        for i in range(0, n, self.batch_size):
            xs = [self.dataset[j][0] for j in order[i:i + self.batch_size]]
            ys = [self.dataset[j][1] for j in range(i, min(n, i + self.batch_size))]
            yield torch.stack([torch.as_tensor(x) for x in xs]), torch.stack([torch.as_tensor(y) for y in ys])

# %% mistake: inputs and labels shuffled apart | two orders, item by item
class MiniLoader:
    def __init__(self, dataset, batch_size, shuffle=False):
        self.dataset, self.batch_size, self.shuffle = dataset, batch_size, shuffle
    def __len__(self):
        return math.ceil(len(self.dataset) / self.batch_size)
    def order(self):
        n = len(self.dataset)
        return (torch.randperm(n) if self.shuffle else torch.arange(n)).split(self.batch_size)
    def __iter__(self):
        for a, b in zip(self.order(), self.order()):
            yield (torch.stack([torch.as_tensor(self.dataset[int(i)][0]) for i in a]),
                   torch.stack([torch.as_tensor(self.dataset[int(i)][1]) for i in b]))

# %% mistake: inputs and labels shuffled apart | labels only
import numpy as np

class MiniLoader:
    def __init__(self, dataset, batch_size, shuffle=False):
        self.dataset, self.batch_size, self.shuffle = dataset, batch_size, shuffle
    def __len__(self):
        return math.ceil(len(self.dataset) / self.batch_size)
    def __iter__(self):
        n = len(self.dataset)
        order = np.random.permutation(n) if self.shuffle else np.arange(n)
        for i in range(0, n, self.batch_size):
            xs = [self.dataset[j][0] for j in range(i, min(n, i + self.batch_size))]
            ys = [self.dataset[j][1] for j in order[i:i + self.batch_size]]
            yield torch.stack([torch.as_tensor(x) for x in xs]), torch.stack([torch.as_tensor(y) for y in ys])
