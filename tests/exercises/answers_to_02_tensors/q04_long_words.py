# %% right: method calls a method
class Words:
    def build(self, words, least):
        return [w.upper() for w in words if len(w) >= least]

    def __call__(self, words, min_length):
        return self.build(words, min_length)

long_words = Words()

# %% right: kept as an attribute
class Words:
    def __call__(self, words, min_length):
        self.found = [w.upper() for w in words if len(w) >= min_length]
        return self.found

long_words = Words()

# %% right: assigned in a tuple
def long_words(words, min_length):
    n, found = len(words), [w.upper() for w in words if len(w) >= min_length]
    print(n, "words")
    return found

# %% right: a loop and append for something else
def long_words(words, min_length):
    lengths = []
    for w in words:
        lengths.append(len(w))
    print(lengths)
    return [w.upper() for w in words if len(w) >= min_length]

# %% right: a longest word counted beside
def long_words(words, min_length):
    total = 0
    for w in words:
        total += len(w)
    found = [w.upper() for w in words if len(w) >= min_length]
    return found

# %% right: method of another object
class Shouter:
    @classmethod
    def long(cls, words, least):
        return [w.upper() for w in words if len(w) >= least]

def long_words(words, min_length):
    return Shouter.long(words, min_length)

# %% right: own decorator without wraps
def checked(f):
    def inner(words, min_length):
        result = f(words, min_length)
        assert isinstance(result, list)
        return result
    return inner

@checked
def long_words(words, min_length):
    return [w.upper() for w in words if len(w) >= min_length]

# %% right: index list elsewhere
def long_words(words, min_length):
    longest = max([len(w) for w in words], default=0)
    if longest < min_length:
        print("nothing")
    return [w.upper() for w in words if len(w) >= min_length]

# %% right: another comprehension above it
VOWELS = [c for c in "aeiou"]

def long_words(words, min_length):
    return [w.upper() for w in words if len(w) >= min_length]

# %% right: starred into a list
def long_words(words, min_length):
    return [*[w.upper() for w in words if len(w) >= min_length]]

# %% right: plain
def long_words(words, min_length):
    return [word.upper() for word in words if len(word) >= min_length]

# %% right: typed and documented
def long_words(words: list[str], min_length: int) -> list[str]:
    """The words of at least `min_length` characters, upper-cased."""
    result = [w.upper() for w in words if len(w) >= min_length]
    return result

# %% right: lambda
long_words = lambda words, min_length: [w.upper() for w in words if min_length <= len(w)]

# %% right: class with __call__
class LongWords:
    def __call__(self, words, min_length):
        return [w.upper() for w in words if len(w) >= min_length]

long_words = LongWords()

# %% right: bound method
class Words:
    def __init__(self):
        self.change = str.upper

    def long(self, words, min_length):
        return [self.change(w) for w in words if len(w) >= min_length]

long_words = Words().long

# %% right: static method
class Words:
    @staticmethod
    def long(words, min_length):
        return [w.upper() for w in words if len(w) >= min_length]

long_words = Words.long

# %% right: predicate in the same cell
def is_long(word, least):
    if len(word) >= least:
        return True
    return False

def long_words(words, min_length):
    return [w.upper() for w in words if is_long(w, min_length)]

# %% right: nested helper
def long_words(words, min_length):
    def keep(w):
        return len(w) >= min_length

    shout = lambda w: w.upper()
    return [shout(w) for w in words if keep(w)]

# %% right: helper builds the list
def filtered_upper(ws, least):
    return [w.upper() for w in ws if not len(w) < least]

def long_words(words, min_length):
    return filtered_upper(words, min_length)

# %% right: walrus
def long_words(words, min_length):
    return [w.upper() for w in words if (n := len(w)) >= min_length]

# %% right: walrus around the list
def long_words(words, min_length):
    if long := [w.upper() for w in words if len(w) >= min_length]:
        return long
    return long

# %% right: asserts prints and another comprehension in the cell
def long_words(words, min_length):
    answer = [w.upper() for w in words if len(w) >= min_length]
    print(answer)
    return answer

assert long_words(["a", "bb", "ccc"], 2) == [w * n for w, n in [("B", 2), ("C", 3)]]
print([n for n in range(3)])

# %% right: assert inside over another comprehension
def long_words(words, min_length):
    answer = [w.upper() for w in words if len(w) >= min_length]
    assert all([len(w) >= min_length for w in answer])
    return answer

# %% right: list around it
def long_words(words, min_length):
    return list([w.upper() for w in words if len(w) >= min_length])

# %% right: tuple around it
def long_words(words, min_length):
    return tuple([w.upper() for w in words if len(w) >= min_length])

# %% right: over indices
def long_words(words, min_length):
    return [words[i].upper() for i in range(len(words)) if len(words[i]) >= min_length]

# %% right: over enumerate
def long_words(words, min_length):
    return [w.upper() for _, w in enumerate(words) if len(w) >= min_length]

# %% right: over zip with the lengths
def long_words(words, min_length):
    return [w.upper() for w, n in zip(words, map(len, words)) if n >= min_length]

# %% right: two fors
def long_words(words, min_length):
    return [w.upper() for w in words for n in [len(w)] if n >= min_length]

# %% right: over filter
def long_words(words, min_length):
    return [w.upper() for w in filter(lambda w: len(w) >= min_length, words)]

# %% right: over map
def long_words(words, min_length):
    return [w for w in map(str.upper, words) if len(w) >= min_length]

# %% right: partial
from functools import partial

def keep(least, word):
    return len(word) >= least

def long_words(words, min_length):
    long = partial(keep, min_length)
    return [str.upper(w) for w in words if long(w)]

# %% right: decorated
import functools

def loud(f):
    @functools.wraps(f)
    def inner(*args, **kwargs):
        print("called with", len(args), "arguments")
        return f(*args, **kwargs)
    return inner

@loud
def long_words(words, min_length):
    return [w.upper() for w in words if len(w) >= min_length]

# %% right: two filters
def long_words(words, min_length):
    return [w.upper() for w in words if len(w) > min_length or len(w) == min_length]

# %% right: length counted by a generator
def long_words(words, min_length):
    return [w.upper() for w in words if sum(1 for _ in w) >= min_length]

# %% right: copied first
def long_words(words, min_length):
    words = list(words)
    return [w.upper() for w in words if len(w) >= min_length]

# %% right: early return for an empty list
def long_words(words, min_length):
    if len(words) == 0:
        return []
    return [w.upper() for w in words if len(w) >= min_length]

# %% right: conditional expression
def long_words(words, min_length):
    return [w.upper() for w in words if (True if len(w) >= min_length else False)]

# %% right: filter as a nested list
def long_words(words, min_length):
    return [u for w in words for u in ([w.upper()] if len(w) >= min_length else [])]

# %% right: odd names and a default
def long_words(lst, k=3, /):
    x = [l.upper() for l in lst if len(l) >= k]
    return x

# %% right: in a try
def long_words(words, min_length):
    try:
        return [w.upper() for w in words if len(w) >= min_length]
    except TypeError as error:
        raise ValueError("words, please") from error

# %% right: a leftover first try in the cell
def long_words_first_try(words, min_length):
    out = []
    for w in words:
        if len(w) >= min_length:
            out.append(w.upper())
    return out

def long_words(words, min_length):
    return [w.upper() for w in words if len(w) >= min_length]

assert long_words(["a", "bc"], 2) == long_words_first_try(["a", "bc"], 2)

# %% right: local partial of a helper
from functools import partial

def chosen(least, words):
    return [w.upper() for w in words if len(w) >= least]

def long_words(words, min_length):
    pick = partial(chosen, min_length)
    return pick(words)

# %% right: lambda called at once
def long_words(words, min_length):
    return (lambda ws: [w.upper() for w in ws if len(w) >= min_length])(words)

# %% right: helper under another name
def chosen(words, least):
    return [w.upper() for w in words if len(w) >= least]

pick = chosen

def long_words(words, min_length):
    return pick(words, min_length)

# %% right: nested function returns it
def long_words(words, min_length):
    def pick():
        return [w.upper() for w in words if len(w) >= min_length]
    return pick()

# %% right: nested function with a result name
def long_words(words, min_length):
    def pick(ws):
        result = [w.upper() for w in ws if len(w) >= min_length]
        return result
    answer = pick(words)
    return answer

# %% right: in a with
import contextlib

def long_words(words, min_length):
    with contextlib.nullcontext():
        result = [w.upper() for w in words if len(w) >= min_length]
    return result

# %% right: branches
def long_words(words, min_length):
    if min_length <= 0:
        return [w.upper() for w in words]
    else:
        return [w.upper() for w in words if len(w) >= min_length]

# %% right: kept in a dictionary
def long_words(words, min_length):
    results = {}
    results["long"] = [w.upper() for w in words if len(w) >= min_length]
    return results["long"]

# %% right: an empty list first
def long_words(words, min_length):
    result = []
    result = [w.upper() for w in words if len(w) >= min_length]
    return result

# %% right: extended by the comprehension
def long_words(words, min_length):
    result = []
    result.extend([w.upper() for w in words if len(w) >= min_length])
    return result

# %% right: copied at the end
import copy

def long_words(words, min_length):
    result = [w.upper() for w in words if len(w) >= min_length]
    return copy.copy(result)

# %% right: sliced
def long_words(words, min_length):
    result = [w.upper() for w in words if len(w) >= min_length]
    return result[:]

# %% right: shared default
def long_words(words, min_length=0, key=len, change=str.upper):
    return [change(w) for w in words if key(w) >= min_length]

# %% right: two lambdas in one statement
keep, long_words = (lambda w, n: len(w) >= n), (lambda words, min_length: [w.upper() for w in words if keep(w, min_length)])

# %% right: words stripped by a helper with a comprehension of its own
def letters(word):
    return len([c for c in word])

def long_words(words, min_length):
    return [w.upper() for w in words if letters(w) >= min_length]

# %% right: filter with a helper with a comprehension of its own
def long_words(words, min_length):
    def keep(word):
        return len([c for c in word]) >= min_length
    return [w.upper() for w in filter(keep, words)]

# %% right: annotated result and global setting
DEBUG = False

def long_words(words, min_length):
    result: list[str] = [word.upper() for word in words if len(word) >= min_length]
    if DEBUG:
        for word in result:
            print(word)
    return result

# %% right: last of several functions of the name
def long_words(words, min_length):
    out = []
    for w in words:
        out.append(w)
    return out

def long_words(words, min_length):
    return [w.upper() for w in words if len(w) >= min_length]

# %% right: base class builds
class Base:
    def pick(self, words, n):
        return [w.upper() for w in words if len(w) >= n]

class Words(Base):
    def __call__(self, words, min_length):
        return self.pick(words, min_length)

long_words = Words()

# %% right: super
class Base:
    def __call__(self, words, min_length):
        return [w.upper() for w in words if len(w) >= min_length]

class Words(Base):
    def __call__(self, words, min_length):
        return super().__call__(words, min_length)

long_words = Words()

# %% right: positional default lambda in a closure
def make(change):
    return lambda words, n: [change(w) for w in words if len(w) >= n]

long_words = make(str.upper)

# %% right: partial with a keyword
from functools import partial

def pick(words, min_length, change):
    return [change(w) for w in words if len(w) >= min_length]

long_words = partial(pick, change=str.upper)

# %% right: finally and else
def long_words(words, min_length):
    try:
        found = [w.upper() for w in words if len(w) >= min_length]
    except AttributeError:
        raise
    else:
        return found
    finally:
        print("done")

# %% right: match on emptiness
def long_words(words, min_length):
    match words:
        case []:
            return []
        case _:
            return [w.upper() for w in words if len(w) >= min_length]

# %% right: conditional on emptiness
def long_words(words, min_length):
    return [w.upper() for w in words if len(w) >= min_length] if words else []

# %% right: or an empty list
def long_words(words, min_length):
    return [w.upper() for w in words if len(w) >= min_length] or []

# %% right: zip strict with range
def long_words(words, min_length):
    return [w.upper() for i, w in zip(range(len(words)), words, strict=True) if len(w) >= min_length]

# %% right: decorator with wraps and a timer
import functools, time

def timed(f):
    @functools.wraps(f)
    def wrapper(*args, **kwargs):
        start = time.perf_counter()
        result = f(*args, **kwargs)
        print(time.perf_counter() - start)
        return result
    return wrapper

@timed
def long_words(words, min_length):
    return [w.upper() for w in words if len(w) >= min_length]

# %% right: timed without wraps
import time

def timed(f):
    def wrapper(*args, **kwargs):
        start = time.perf_counter()
        result = f(*args, **kwargs)
        print(time.perf_counter() - start)
        return result
    return wrapper

@timed
def long_words(words, min_length):
    return [w.upper() for w in words if len(w) >= min_length]

# %% right: condition with any over a generator
def long_words(words, min_length):
    return [w.upper() for w in words if any(len(w) == n for n in range(min_length, 100))]

# %% right: dataclass
from dataclasses import dataclass

@dataclass
class LongWords:
    change: object = str.upper

    def __call__(self, words, min_length):
        return [self.change(w) for w in words if len(w) >= min_length]

long_words = LongWords()

# %% right: bare multi-line
def long_words(words, min_length):
    return [
        word.upper()          # shout
        for word in words     # each of them
        if len(word) >= min_length
    ]

# %% right: indented helper class inside
def long_words(words, min_length):
    class Keep:
        def __call__(self, w):
            return len(w) >= min_length
    keep = Keep()
    return [w.upper() for w in words if keep(w)]

# %% right: letters joined from a comprehension
def long_words(words, min_length):
    return ["".join([c.upper() for c in w]) for w in words if len(w) >= min_length]

# %% wrong: two stages, the same name twice
def long_words(words, min_length):
    words = [w for w in words if len(w) >= min_length]
    words = [w.upper() for w in words]
    return words

# %% wrong: two stages by a method
class Words:
    def kept(self, words, n):
        return [w for w in words if len(w) >= n]

    def __call__(self, words, min_length):
        return [w.upper() for w in self.kept(words, min_length)]

long_words = Words()

# %% wrong: two stages over a tuple
def long_words(words, min_length):
    kept = tuple([w for w in words if len(w) >= min_length])
    return [w.upper() for w in kept]

# %% wrong: two stages, filter then upper
def long_words(words, min_length):
    kept = [w for w in words if len(w) >= min_length]
    return [w.upper() for w in kept]

# %% wrong: two stages, upper then filter
def long_words(words, min_length):
    upper = [w.upper() for w in words]
    return [w for w in upper if len(w) >= min_length]

# %% wrong: two stages in one expression
def long_words(words, min_length):
    return [w.upper() for w in [w for w in words if len(w) >= min_length]]

# %% wrong: two stages, the first in a helper
def filtered(words, n):
    return [w for w in words if len(w) >= n]

def long_words(words, min_length):
    return [w.upper() for w in filtered(words, min_length)]

# %% wrong: list of a generator
def long_words(words, min_length):
    return list(w.upper() for w in words if len(w) >= min_length)

# %% wrong: starred generator
def long_words(words, min_length):
    return [*(w.upper() for w in words if len(w) >= min_length)]

# %% wrong: list of map of filter
def long_words(words, min_length):
    return list(map(str.upper, filter(lambda w: len(w) >= min_length, words)))

# %% wrong: starred map
def long_words(words, min_length):
    return [*map(str.upper, filter(lambda w: len(w) >= min_length, words))]

# %% wrong: generator function
def long_words(words, min_length):
    def each():
        for w in words:
            if len(w) >= min_length:
                yield w.upper()
    return list(each())

# %% wrong: recursion
def long_words(words, min_length):
    if not words:
        return []
    first, *rest = words
    head = [first.upper()] if len(first) >= min_length else []
    return head + long_words(rest, min_length)

# %% wrong: sum of lists
def long_words(words, min_length):
    return sum(([w.upper()] for w in words if len(w) >= min_length), [])

# %% wrong: reduce
from functools import reduce

def long_words(words, min_length):
    return reduce(lambda out, w: out + [w.upper()] if len(w) >= min_length else out, words, [])

# %% wrong: loop with +=
def long_words(words, min_length):
    out = []
    for w in words:
        if len(w) >= min_length:
            out += [w.upper()]
    return out

# %% wrong: loop with extend
def long_words(words, min_length):
    out = []
    for w in words:
        out.extend([w.upper()] if len(w) >= min_length else [])
    return out

# %% wrong: a comprehension for its side effects
def long_words(words, min_length):
    out = []
    [out.append(w.upper()) for w in words if len(w) >= min_length]
    return out

# %% wrong: dictionary comprehension
def long_words(words, min_length):
    return list({i: w.upper() for i, w in enumerate(words) if len(w) >= min_length}.values())

# %% wrong: joined and split
def long_words(words, min_length):
    return " ".join(w for w in words if len(w) >= min_length).upper().split()

# %% wrong: chain
import itertools

def long_words(words, min_length):
    return list(itertools.chain.from_iterable([w.upper()] for w in words if len(w) >= min_length))

# %% wrong: not upper-cased
def long_words(words, min_length):
    return [w for w in words if len(w) >= min_length]

# %% wrong: title case
def long_words(words, min_length):
    return [w.title() for w in words if len(w) >= min_length]

# %% wrong: short ones kept
def long_words(words, min_length):
    return [w.upper() for w in words if len(w) <= min_length]

# %% wrong: exactly that length
def long_words(words, min_length):
    return [w.upper() for w in words if len(w) == min_length]

# %% wrong: upper not called
def long_words(words, min_length):
    return [w.upper for w in words if len(w) >= min_length]

# %% wrong: short ones as empty words
def long_words(words, min_length):
    return [w.upper() if len(w) >= min_length else "" for w in words]

# %% wrong: duplicates lost
def long_words(words, min_length):
    return [w.upper() for w in dict.fromkeys(words) if len(w) >= min_length]

# %% wrong: sorted
def long_words(words, min_length):
    return sorted([w.upper() for w in words if len(w) >= min_length])

# %% wrong: a set
def long_words(words, min_length):
    return {w.upper() for w in words if len(w) >= min_length}

# %% wrong: a generator
def long_words(words, min_length):
    return (w.upper() for w in words if len(w) >= min_length)

# %% wrong: printed
def long_words(words, min_length):
    print([w.upper() for w in words if len(w) >= min_length])

# %% wrong: minimal length typed in
def long_words(words, min_length):
    return [w.upper() for w in words if len(w) >= 5]

# %% wrong: changes its argument
def long_words(words, min_length):
    words[:] = [w.upper() for w in words if len(w) >= min_length]
    return words

# %% wrong: sum of two comprehensions
def long_words(words, min_length):
    half = len(words) // 2
    return [w.upper() for w in words[:half] if len(w) >= min_length] + [w.upper() for w in words[half:] if len(w) >= min_length]

# %% wrong: comprehension inside a loop
def long_words(words, min_length):
    out = []
    for word in words:
        out = out + [w.upper() for w in [word] if len(w) >= min_length]
    return out

# %% wrong: two stages, enumerate between
def long_words(words, min_length):
    upper = [w.upper() for w in words]
    return [w for i, w in enumerate(upper) if len(words[i]) >= min_length]

# %% wrong: deque
from collections import deque

def long_words(words, min_length):
    return list(deque(w.upper() for w in words if len(w) >= min_length))

# %% wrong: two stages with print between
def long_words(words, min_length):
    shouted = [w.upper() for w in words]
    print(shouted)
    result = [w for w in shouted if len(w) >= min_length]
    return result

# %% wrong: decorated two stages
def shout(f):
    def inner(words, min_length):
        return [w.upper() for w in f(words, min_length)]
    return inner

@shout
def long_words(words, min_length):
    return [w for w in words if len(w) >= min_length]

# %% wrong: nested helper makes the first stage
def long_words(words, min_length):
    def kept():
        return [w for w in words if len(w) >= min_length]
    return [w.upper() for w in kept()]

# %% wrong: lambda makes the first stage
keep = lambda words, n: [w for w in words if len(w) >= n]
long_words = lambda words, min_length: [w.upper() for w in keep(words, min_length)]

# %% wrong: numpy char
import numpy as np

def long_words(words, min_length):
    a = np.array(words)
    return np.char.upper(a[np.char.str_len(a) >= min_length]).tolist()

# %% mistake: loop with `append` | plain
def long_words(words, min_length):
    result = []
    for word in words:
        if len(word) >= min_length:
            result.append(word.upper())
    return result

# %% mistake: loop with `append` | continue
def long_words(words, min_length):
    out = list()
    for w in words:
        if len(w) < min_length:
            continue
        out.append(w.upper())
    return out

# %% mistake: loop with `append` | over indices
def long_words(words, min_length):
    out = []
    for i in range(len(words)):
        if len(words[i]) >= min_length:
            out.append(words[i].upper())
    return out

# %% mistake: loop with `append` | while
def long_words(words, min_length):
    out, i = [], 0
    while i < len(words):
        if len(words[i]) >= min_length:
            out.append(words[i].upper())
        i += 1
    return out

# %% mistake: loop with `append` | bound append
def long_words(words, min_length):
    out = []
    add = out.append
    for w in words:
        if len(w) >= min_length:
            add(str.upper(w))
    return out

# %% mistake: loop with `append` | in a helper
def collect(ws, n):
    found = []
    for w in ws:
        if len(w) >= n:
            found.append(w.upper())
    return found

def long_words(words, min_length):
    return collect(words, min_length)

# %% mistake: loop with `append` | in a class
class Collector:
    def __call__(self, words, min_length):
        found = []
        for w in words:
            if len(w) >= min_length:
                found.append(w.upper())
        return found

long_words = Collector()

# %% mistake: loop with `append` | nested function
def long_words(words, min_length):
    def collect():
        out = []
        for w in words:
            if len(w) >= min_length:
                out.append(w.upper())
        return out
    return collect()

# %% mistake: loop with `append` | decorated
import functools

def checked(f):
    @functools.wraps(f)
    def inner(*args):
        return f(*args)
    return inner

@checked
def long_words(words, min_length):
    out = []
    for w in words:
        if len(w) >= min_length:
            out.append(w.upper())
    return out

# %% mistake: `>` for `>=` | plain
def long_words(words, min_length):
    return [w.upper() for w in words if len(w) > min_length]

# %% mistake: `>` for `>=` | the other way round
def long_words(words, min_length):
    return [w.upper() for w in words if min_length < len(w)]

# %% mistake: `>` for `>=` | not at most
def long_words(words, min_length):
    return [w.upper() for w in words if not len(w) <= min_length]

# %% mistake: `>` for `>=` | one more
long_words = lambda words, min_length: [w.upper() for w in words if len(w) >= min_length + 1]

# %% mistake: `>` for `>=` | predicate
def long_words(words, min_length):
    def long(w):
        return len(w) - min_length > 0
    return [w.upper() for w in words if long(w)]

# %% mistake: filter forgotten | plain
def long_words(words, min_length):
    return [w.upper() for w in words]

# %% mistake: filter forgotten | over indices
def long_words(words, min_length):
    return [words[i].upper() for i in range(len(words))]

# %% mistake: filter forgotten | always true
def long_words(words, min_length):
    return [w.upper() for w in words if len(w) or min_length]

# %% mistake: filter forgotten | over map
long_words = lambda words, min_length: [w for w in map(str.upper, words)]

# %% mistake: filter forgotten | filtered elsewhere
def long_words(words, min_length):
    for w in words:
        if len(w) < min_length:
            continue
    return [w.upper() for w in words]
