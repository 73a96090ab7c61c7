# %% right: list of zip
def pair_up(a, b):
    return list(zip(a, b))

# %% right: strict
def pair_up(a, b):
    return [*zip(a, b, strict=True)]

# %% right: comprehension
def pair_up(a, b):
    return [(x, y) for x, y in zip(a, b)]

# %% right: lambda
pair_up = lambda a, b: list(zip(a, b))

# %% right: map
def pair_up(a, b):
    return list(map(lambda x, y: (x, y), a, b))

# %% right: append
def pair_up(a, b):
    pairs = []
    for pair in zip(a, b):
        pairs.append(pair)
    return pairs

# %% right: iterators
def pair_up(a, b):
    a, b = iter(a), iter(b)
    pairs = []
    while True:
        try:
            pairs.append((next(a), next(b)))
        except StopIteration:
            return pairs

# %% right: lists first
def pair_up(a, b):
    a, b = list(a), list(b)
    return [(a[i], b[i]) for i in range(len(a))]

# %% right: zip_longest
from itertools import zip_longest

def pair_up(a, b):
    return list(zip_longest(a, b))

# %% right: a tuple of tuples
def pair_up(a, b):
    return tuple(zip(a, b))

# %% right: enumerate
def pair_up(a, b):
    others = list(b)
    return [(x, others[i]) for i, x in enumerate(a)]

# %% right: sentinel of its own
def pair_up(a, b):
    end = object()
    ia, ib = iter(a), iter(b)
    result = []
    while (x := next(ia, end)) is not end:
        result += [(x, next(ib))]
    return result

# %% right: named tuples
from collections import namedtuple

Pair = namedtuple("Pair", "x y")

def pair_up(a, b):
    return [Pair(x, y) for x, y in zip(a, b)]

# %% right: recursion
def pair_up(a, b):
    def rest(pairs):
        try:
            first = next(pairs)
        except StopIteration:
            return []
        return [first] + rest(pairs)
    return rest(zip(a, b))

# %% right: deque
from collections import deque

def pair_up(a, b):
    others = deque(b)
    return [(x, others.popleft()) for x in a]

# %% wrong: one after the other
def pair_up(a, b):
    return list(a) + list(b)

# %% wrong: a dictionary
def pair_up(a, b):
    return dict(zip(a, b))

# %% wrong: items of a dictionary
def pair_up(a, b):
    return list(dict(zip(a, b)).items())

# %% wrong: swapped
def pair_up(a, b):
    return list(zip(b, a))

# %% wrong: every pair
def pair_up(a, b):
    return [(x, y) for x in a for y in b]

# %% wrong: the two of them
def pair_up(a, b):
    return [tuple(a), tuple(b)]

# %% wrong: a set
def pair_up(a, b):
    return set(zip(a, b))

# %% wrong: stops at what is false
def pair_up(a, b):
    ia, ib = iter(a), iter(b)
    pairs = []
    while x := next(ia, None):
        pairs.append((x, next(ib)))
    return pairs

# %% wrong: stops at None
def pair_up(a, b):
    ia, ib = iter(a), iter(b)
    pairs = []
    while (x := next(ia, None)) is not None:
        pairs.append((x, next(ib)))
    return pairs

# %% wrong: last one missing
def pair_up(a, b):
    return list(zip(a, b))[:-1]

# %% wrong: generator asked twice
def pair_up(a, b):
    n = sum(1 for _ in a)
    return list(zip(a, b))

# %% wrong: flat
def pair_up(a, b):
    return [item for pair in zip(a, b) for item in pair]

# %% wrong: as strings
def pair_up(a, b):
    return [(str(x), str(y)) for x, y in zip(a, b)]

# %% wrong: sorted
def pair_up(a, b):
    return sorted(zip(a, b), key=lambda pair: str(pair[1]))

# %% wrong: numbered
def pair_up(a, b):
    return list(enumerate(b, 1))

# %% wrong: nothing back
def pair_up(a, b):
    list(zip(a, b))

# %% mistake: a zip object | zip
def pair_up(a, b):
    return zip(a, b)

# %% mistake: a zip object | zip itself
pair_up = zip

# %% mistake: a zip object | zip_longest
import itertools

def pair_up(a, b):
    return itertools.zip_longest(a, b)

# %% mistake: a zip object | strict
def pair_up(a, b):
    pairs = zip(a, b, strict=True)
    return pairs

# %% mistake: a zip object | lambda
pair_up = lambda a, b: zip(iter(a), iter(b))

# %% mistake: a zip object | generator
def pair_up(a, b):
    return ((x, y) for x, y in zip(a, b))

# %% mistake: a zip object | yield
def pair_up(a, b):
    for pair in zip(a, b):
        yield pair

# %% mistake: a zip object | map
def pair_up(a, b):
    return map(lambda *pair: pair, a, b)

# %% mistake: lists for tuples | comprehension
def pair_up(a, b):
    return [[x, y] for x, y in zip(a, b)]

# %% mistake: lists for tuples | map
def pair_up(a, b):
    return list(map(list, zip(a, b)))

# %% mistake: lists for tuples | append
def pair_up(a, b):
    result = []
    for x, y in zip(a, b):
        result.append([x, y])
    return result

# %% mistake: lists for tuples | a tuple of lists
def pair_up(a, b):
    return tuple([x, y] for x, y in zip(a, b))

# %% mistake: lists for tuples | of lists
def pair_up(a, b):
    a, b = list(a), list(b)
    return [list((a[i], b[i])) for i in range(len(a))]

# %% mistake: indexing, which a generator has not | both
def pair_up(a, b):
    return [(a[i], b[i]) for i in range(len(a))]

# %% mistake: indexing, which a generator has not | a loop
def pair_up(a, b):
    pairs = []
    for i in range(len(b)):
        pairs.append((a[i], b[i]))
    return pairs

# %% mistake: indexing, which a generator has not | the second only
def pair_up(a, b):
    return [(x, b[i]) for i, x in enumerate(a)]

# %% mistake: indexing, which a generator has not | the first only
def pair_up(a, b):
    return [(a[i], y) for i, y in enumerate(b)]

# %% mistake: indexing, which a generator has not | while
def pair_up(a, b):
    i, pairs = 0, []
    while i < len(a):
        pairs += [(a[i], b[i])]
        i += 1
    return pairs

# %% mistake: indexing, which a generator has not | length asked first
def pair_up(a, b):
    assert len(a) == len(b)
    return list(zip(a, b))

# %% mistake: indexing, which a generator has not | until it fails
def pair_up(a, b):
    pairs, i = [], 0
    while True:
        try:
            pairs.append((a[i], b[i]))
        except IndexError:
            return pairs
        i += 1
