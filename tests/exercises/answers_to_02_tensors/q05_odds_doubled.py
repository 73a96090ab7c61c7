# %% right: plain
def odds_doubled(numbers):
    return [2 * n for n in numbers if n % 2 == 1]

# %% right: truthy remainder
def odds_doubled(numbers):
    return [n * 2 for n in numbers if n % 2]

# %% right: not even
def odds_doubled(numbers):
    return [n + n for n in numbers if not n % 2 == 0]

# %% right: last bit
odds_doubled = lambda numbers: [n << 1 for n in numbers if n & 1]

# %% right: class with __call__
class Doubler:
    factor = 2

    def __call__(self, numbers):
        return [self.factor * n for n in numbers if n % 2 != 0]

odds_doubled = Doubler()

# %% right: helpers in the cell
def odd(n):
    return n % 2 != 0

def double(n):
    return 2 * n

def odds_doubled(numbers):
    return [double(n) for n in numbers if odd(n)]

# %% right: magnitude first
def odds_doubled(numbers):
    return [2 * n for n in numbers if abs(n) % 2 == 1]

# %% right: last digit
def odds_doubled(numbers):
    return [2 * n for n in numbers if str(n)[-1] in "13579"]

# %% right: fmod, either sign
def odds_doubled(numbers):
    return [2 * n for n in numbers if math.fmod(n, 2) != 0]

# %% right: divmod
def odds_doubled(numbers):
    return [2 * n for n in numbers if divmod(n, 2)[1]]

# %% right: halves and back
def odds_doubled(numbers):
    return [2 * n for n in numbers if n // 2 * 2 != n]

# %% right: walrus
def odds_doubled(numbers):
    return [d for n in numbers if (d := 2 * n) % 4]

# %% right: made a list first
def odds_doubled(numbers):
    numbers = list(numbers)
    print(len(numbers))
    return [2 * n for n in numbers if n % 2]

# %% right: early return
def odds_doubled(numbers):
    numbers = tuple(numbers)
    if not numbers:
        return []
    return [2 * n for n in numbers if n % 2]

# %% right: numpy on the way
import numpy as np

def odds_doubled(numbers):
    return [int(2 * n) for n in np.array(list(numbers), dtype=np.int64) if n % 2]

# %% right: torch on the way
def odds_doubled(numbers):
    return [int(2 * n) for n in torch.tensor(list(numbers), dtype=torch.int64) if n % 2 == 1]

# %% right: over filter
def odds_doubled(numbers):
    return [2 * n for n in filter(lambda n: n % 2, numbers)]

# %% right: second for
def odds_doubled(numbers):
    return [d for n in numbers if n % 2 for d in (2 * n,)]

# %% right: list around it
def odds_doubled(numbers):
    return list([2 * n for n in numbers if n % 2])

# %% right: tuple around it
def odds_doubled(numbers):
    answer = tuple([2 * n for n in numbers if n % 2])
    return answer

# %% right: another comprehension in an assert
def odds_doubled(numbers):
    found = [2 * n for n in numbers if n % 2]
    assert not [d for d in found if d % 4 == 0]
    return found

print([n**2 for n in range(4)], odds_doubled([1, 2, 3]))

# %% right: odd by membership
def odds_doubled(numbers):
    return [2 * n for n in numbers if n % 4 in {1, 3}]

# %% right: conditional expression
def odds_doubled(numbers):
    return [(n * 2 if n > 0 else -2 * -n) for n in numbers if (False if n % 2 == 0 else True)]

# %% right: partial
import functools, operator

double = functools.partial(operator.mul, 2)
odds_doubled = lambda numbers: [double(n) for n in numbers if n % 2]

# %% right: starred parameter name and iter
def odds_doubled(it):
    return [2 * x for x in iter(it) if x % 2 == 1]

# %% right: helper returns the list
def work(numbers, factor=2, remainder=1):
    return [factor * n for n in numbers if n % 2 == remainder]

def odds_doubled(numbers):
    return work(numbers)

# %% right: a generator first
def odds_doubled(numbers):
    odds = (n for n in numbers if n % 2)
    return [2 * n for n in odds]

# %% right: partly consumed with care
import itertools

def odds_doubled(numbers):
    numbers, again = itertools.tee(numbers)
    print(sum(1 for _ in again))
    return [2 * n for n in numbers if n % 2]

# %% right: inner function yields the odds
def odds_doubled(numbers):
    def odds():
        for n in numbers:
            if n % 2:
                yield n
    return [2 * n for n in odds()]

# %% right: helper method and attribute
class Odds:
    def __init__(self):
        self.doubled = None

    def is_odd(self, n):
        return bool(n % 2)

    def run(self, numbers):
        self.doubled = [2 * n for n in numbers if self.is_odd(n)]
        return self.doubled

odds_doubled = Odds().run

# %% wrong: two stages, filter then double
def odds_doubled(numbers):
    odds = [n for n in numbers if n % 2]
    return [2 * n for n in odds]

# %% wrong: two stages in one expression
def odds_doubled(numbers):
    return [2 * n for n in [n for n in numbers if n % 2 == 1]]

# %% wrong: two stages through list
def odds_doubled(numbers):
    odds = list([n for n in numbers if n % 2])
    return [2 * n for n in odds]

# %% wrong: list of a generator
def odds_doubled(numbers):
    return list(2 * n for n in numbers if n % 2)

# %% wrong: list of map of filter
def odds_doubled(numbers):
    return list(map(lambda n: 2 * n, filter(lambda n: n % 2, numbers)))

# %% wrong: map of filter without lambda
def odds_doubled(numbers):
    def double(n): return 2 * n
    def odd(n): return n % 2
    return [*map(double, filter(odd, numbers))]

# %% wrong: recursion
def odds_doubled(numbers):
    numbers = list(numbers)
    if not numbers:
        return []
    return ([2 * numbers[0]] if numbers[0] % 2 else []) + odds_doubled(numbers[1:])

# %% wrong: sum of lists
def odds_doubled(numbers):
    return sum([[2 * n] for n in numbers if n % 2], [])

# %% wrong: loop with append
def odds_doubled(numbers):
    out = []
    for n in numbers:
        if n % 2:
            out.append(2 * n)
    return out

# %% wrong: reduce
from functools import reduce

def odds_doubled(numbers):
    return reduce(lambda out, n: out + [2 * n] * (n % 2), numbers, [])

# %% wrong: torch mask
def odds_doubled(numbers):
    t = torch.tensor(list(numbers), dtype=torch.int64)
    return (2 * t[t % 2 == 1]).tolist()

# %% wrong: numpy mask
import numpy

def odds_doubled(numbers):
    a = numpy.array(list(numbers), dtype=int)
    return (2 * a[a % 2 == 1]).tolist()

# %% wrong: generator function
def odds_doubled(numbers):
    def gen():
        for n in numbers:
            if n % 2:
                yield 2 * n
    return list(gen())

# %% wrong: extend
def odds_doubled(numbers):
    out = []
    out.extend(2 * n for n in numbers if n % 2)
    return out

# %% wrong: slice assignment
def odds_doubled(numbers):
    out = list(numbers)
    out[:] = (2 * n for n in out if n % 2)
    return out

# %% wrong: needs a list
def odds_doubled(numbers):
    return [2 * numbers[i] for i in range(len(numbers)) if numbers[i] % 2]

# %% wrong: a generator spent beforehand
def odds_doubled(numbers):
    print("got", len(list(numbers)), "numbers")
    return [2 * n for n in numbers if n % 2]

# %% wrong: negative odds lost
def odds_doubled(numbers):
    return [2 * n for n in numbers if math.fmod(n, 2) == 1]

# %% wrong: positive only
def odds_doubled(numbers):
    return [2 * n for n in numbers if n > 0 and n % 2]

# %% wrong: squared
def odds_doubled(numbers):
    return [n**2 for n in numbers if n % 2]

# %% wrong: not doubled
def odds_doubled(numbers):
    return [n for n in numbers if n % 2]

# %% wrong: halved
def odds_doubled(numbers):
    return [n // 2 for n in numbers if n % 2]

# %% wrong: odd positions
def odds_doubled(numbers):
    return [2 * n for i, n in enumerate(numbers) if i % 2]

# %% wrong: magnitudes
def odds_doubled(numbers):
    return [2 * abs(n) for n in numbers if n % 2]

# %% wrong: evens as zeros
def odds_doubled(numbers):
    return [2 * n if n % 2 else 0 for n in numbers]

# %% wrong: each number once
def odds_doubled(numbers):
    return [2 * n for n in sorted(set(numbers)) if n % 2]

# %% wrong: floats
def odds_doubled(numbers):
    return [2.0 * n for n in numbers if n % 2]

# %% wrong: a generator
def odds_doubled(numbers):
    return (2 * n for n in numbers if n % 2)

# %% wrong: one more than doubled
def odds_doubled(numbers):
    return [2 * n + 1 for n in numbers if n % 2]

# %% wrong: a sum
def odds_doubled(numbers):
    return sum([2 * n for n in numbers if n % 2])

# %% mistake: tripled | plain
def odds_doubled(numbers):
    return [3 * n for n in numbers if n % 2]

# %% mistake: tripled | thrice added
def odds_doubled(numbers):
    return [n + n + n for n in numbers if n % 2 == 1]

# %% mistake: tripled | itself and its double
odds_doubled = lambda numbers: [n + 2 * n for n in numbers if n & 1]

# %% mistake: tripled | helper
def times(n, k=3):
    return n * k

def odds_doubled(numbers):
    return [times(n) for n in numbers if n % 2 != 0]

# %% mistake: tripled | sum of three
def odds_doubled(numbers):
    return [sum([n] * 3) for n in numbers if n % 2]

# %% mistake: evens kept | no filter
def odds_doubled(numbers):
    return [2 * n for n in numbers]

# %% mistake: evens kept | only evens
def odds_doubled(numbers):
    return [2 * n for n in numbers if n % 2 == 0]

# %% mistake: evens kept | evens as they are
def odds_doubled(numbers):
    return [2 * n if n % 2 else n for n in numbers]

# %% mistake: evens kept | not the last bit
odds_doubled = lambda numbers: [n * 2 for n in numbers if not n & 1]

# %% mistake: evens kept | wrong helper
def is_odd(n):
    return n % 2 == 0

def odds_doubled(numbers):
    return [2 * n for n in numbers if is_odd(n)]

# %% mistake: filtered after doubling | walrus
def odds_doubled(numbers):
    return [d for n in numbers if (d := 2 * n) % 2]

# %% mistake: filtered after doubling | doubled in the condition
def odds_doubled(numbers):
    return [2 * n for n in numbers if (2 * n) % 2 == 1]

# %% mistake: filtered after doubling | over a generator
def odds_doubled(numbers):
    doubled = (2 * n for n in numbers)
    return [d for d in doubled if d % 2 != 0]

# %% mistake: filtered after doubling | over map
def odds_doubled(numbers):
    return [d for d in map(lambda n: n + n, numbers) if d & 1]

# %% mistake: filtered after doubling | helper
def odd(n):
    return n % 2 == 1

def odds_doubled(numbers):
    return [d for n in numbers for d in (2 * n,) if odd(d)]
