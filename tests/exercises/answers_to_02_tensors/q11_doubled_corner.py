# %% right: arange
def doubled_corner():
    t = torch.arange(1, 10).view(3, 3)
    doubled = t * 2
    return t, doubled, doubled[1:, 1:]

# %% right: typed in
def doubled_corner():
    t = torch.tensor([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    doubled = 2 * t
    corner = doubled[1:3, 1:3]
    return (t, doubled, corner)

# %% right: floats and a sum
def doubled_corner():
    t = torch.arange(1.0, 10.0).reshape(3, 3)
    d = t + t
    return t, d, d[-2:, -2:]

# %% right: list
def doubled_corner():
    t = torch.linspace(1, 9, 9).unflatten(0, (3, 3))
    doubled = t.mul(2)
    return [t, doubled, doubled[1:, 1:].clone()]

# %% right: lambda
doubled_corner = lambda: (
    (t := torch.arange(9).reshape(3, 3) + 1),
    (d := t * 2),
    d[1:, 1:],
)

# %% right: nested loops
def doubled_corner():
    t = torch.zeros(3, 3)
    value = 1
    for row in range(3):
        for column in range(3):
            t[row, column] = value
            value += 1
    doubled = torch.zeros_like(t)
    for row in range(3):
        for column in range(3):
            doubled[row, column] = 2 * t[row, column]
    return t, doubled, doubled[1:, 1:]

# %% right: comprehension
def doubled_corner():
    t = torch.tensor([[3 * r + c + 1 for c in range(3)] for r in range(3)])
    doubled = torch.tensor([[2 * x for x in row] for row in t.tolist()])
    return t, doubled, torch.tensor([[doubled[r, c] for c in (1, 2)] for r in (1, 2)])

# %% right: narrow
def doubled_corner():
    t = torch.arange(1, 10).reshape(3, -1)
    doubled = torch.mul(t, 2)
    return t, doubled, doubled.narrow(0, 1, 2).narrow(1, 1, 2)

# %% right: two steps
def doubled_corner():
    t = torch.arange(1, 10, dtype=torch.float64).reshape(3, 3)
    doubled = torch.add(t, t)
    rows = doubled[1:]
    return t, doubled, rows[:, 1:]

# %% right: index lists
def doubled_corner():
    t = torch.arange(1, 10).reshape(3, 3)
    doubled = t * 2
    return t, doubled, doubled[[1, 2]][:, [1, 2]]

# %% right: index select
def doubled_corner():
    last = torch.tensor([1, 2])
    t = torch.stack([torch.arange(1, 4), torch.arange(4, 7), torch.arange(7, 10)])
    doubled = t * 2.0
    return t, doubled, doubled.index_select(0, last).index_select(1, last)

# %% right: numpy
import numpy as np

def doubled_corner():
    a = np.arange(1, 10).reshape(3, 3)
    d = a * 2
    return torch.from_numpy(a), torch.from_numpy(d), torch.tensor(d[np.ix_([1, 2], [1, 2])])

# %% right: class
class Corner:
    rows = slice(1, None)

    def __call__(self):
        t = torch.arange(1, 10, dtype=torch.uint8).view(3, 3)
        doubled = t << 1
        return t, doubled, doubled[self.rows, self.rows]

doubled_corner = Corner()

# %% right: in place on a copy
def doubled_corner():
    t = torch.arange(1, 10).view(3, 3)
    doubled = t.clone()
    doubled *= 2
    return t, doubled, doubled[1:, 1:]

# %% right: cumulative sum
def doubled_corner():
    t = torch.ones(9, dtype=torch.int64).cumsum(0).view(3, 3)
    doubled = t.add(t)
    return t, doubled, doubled[1:, 1:].contiguous()

# %% right: corner typed in
def doubled_corner():
    t = torch.arange(1, 10).view(3, 3)
    return t, 2 * t, torch.tensor([[10, 12], [16, 18]])

# %% right: tril indices
def doubled_corner():
    t = torch.arange(1, 10).view(3, 3)
    doubled = t * 2
    return t, doubled, doubled.flatten()[[4, 5, 7, 8]].view(2, 2)

# %% right: chunks
def doubled_corner():
    t = torch.arange(1, 10).view(3, 3)
    doubled = t * 2
    _, lower = doubled.split([1, 2])
    _, corner = lower.split([1, 2], dim=1)
    return t, doubled, corner

# %% right: corner of t, doubled
def doubled_corner():
    t = torch.arange(1, 10).view(3, 3)
    return t, t * 2, t[1:, 1:] * 2

# %% right: outer sum
def doubled_corner():
    i = torch.arange(3)
    t = 3 * i[:, None] + i + 1
    return t, t * 2, (t * 2)[..., 1:, 1:]

# %% wrong: t doubled too
def doubled_corner():
    t = torch.arange(1, 10).view(3, 3)
    doubled = t.mul_(2)
    return t, doubled, doubled[1:, 1:]

# %% wrong: doubled is t
def doubled_corner():
    t = torch.arange(1, 10).view(3, 3)
    doubled = t
    doubled *= 2
    return t, doubled, doubled[1:, 1:]

# %% wrong: top-left
def doubled_corner():
    t = torch.arange(1, 10).view(3, 3)
    doubled = t * 2
    return t, doubled, doubled[:2, :2]

# %% wrong: top-right
def doubled_corner():
    t = torch.arange(1, 10).view(3, 3)
    doubled = t * 2
    return t, doubled, doubled[:2, 1:]

# %% wrong: bottom-left
def doubled_corner():
    t = torch.arange(1, 10).view(3, 3)
    doubled = t * 2
    return t, doubled, doubled[1:, :2]

# %% wrong: minus two twice
def doubled_corner():
    t = torch.arange(1, 10).view(3, 3)
    doubled = t * 2
    return t, doubled, doubled[-2:][-2:]

# %% wrong: rows only
def doubled_corner():
    t = torch.arange(1, 10).view(3, 3)
    doubled = t * 2
    return t, doubled, doubled[1:]

# %% wrong: last element
def doubled_corner():
    t = torch.arange(1, 10).view(3, 3)
    doubled = t * 2
    return t, doubled, doubled[2:, 2:]

# %% wrong: squared
def doubled_corner():
    t = torch.arange(1, 10).view(3, 3)
    doubled = t**2
    return t, doubled, doubled[1:, 1:]

# %% wrong: plus two
def doubled_corner():
    t = torch.arange(1, 10).view(3, 3)
    doubled = t + 2
    return t, doubled, doubled[1:, 1:]

# %% wrong: matrix product
def doubled_corner():
    t = torch.arange(1, 10).view(3, 3)
    doubled = t @ (torch.ones(3, 3, dtype=torch.int64) * 2)
    return t, doubled, doubled[1:, 1:]

# %% wrong: transposed
def doubled_corner():
    t = torch.arange(1, 10).view(3, 3).T
    doubled = t * 2
    return t, doubled, doubled[1:, 1:]

# %% wrong: only the corner
def doubled_corner():
    t = torch.arange(1, 10).view(3, 3) * 2
    return t[1:, 1:]

# %% wrong: other order
def doubled_corner():
    t = torch.arange(1, 10).view(3, 3)
    doubled = t * 2
    return doubled[1:, 1:], doubled, t

# %% wrong: flat
def doubled_corner():
    t = torch.arange(1, 10)
    return t, t * 2, (t * 2)[-4:]

# %% wrong: corner flat
def doubled_corner():
    t = torch.arange(1, 10).view(3, 3)
    return t, t * 2, (t * 2)[1:, 1:].flatten()

# %% wrong: lists
def doubled_corner():
    t = torch.arange(1, 10).view(3, 3)
    return t.tolist(), (t * 2).tolist(), (t * 2)[1:, 1:].tolist()

# %% wrong: numpy arrays
import numpy as np

def doubled_corner():
    t = np.arange(1, 10).reshape(3, 3)
    return t, t * 2, (t * 2)[1:, 1:]

# %% wrong: index lists pick the diagonal
def doubled_corner():
    t = torch.arange(1, 10).view(3, 3)
    return t, t * 2, (t * 2)[[1, 2], [1, 2]]

# %% wrong: corner doubled twice
def doubled_corner():
    t = torch.arange(1, 10).view(3, 3)
    return t, t * 2, (t * 2)[1:, 1:] * 2

# %% wrong: to 10
def doubled_corner():
    t = torch.arange(2, 11).view(3, 3)
    return t, t * 2, (t * 2)[1:, 1:]

# %% mistake: `[1:][1:]` | plain
def doubled_corner():
    t = torch.arange(1, 10).view(3, 3)
    doubled = t * 2
    return t, doubled, doubled[1:][1:]

# %% mistake: `[1:][1:]` | with ends
def doubled_corner():
    t = torch.tensor([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    doubled = 2 * t
    return t, doubled, doubled[1:3][1:3]

# %% mistake: `[1:][1:]` | two steps
def doubled_corner():
    t = torch.arange(1.0, 10.0).reshape(3, 3)
    doubled = t + t
    corner = doubled[1:]
    corner = corner[1:]
    return [t, doubled, corner]

# %% mistake: `[1:][1:]` | with colons
doubled_corner = lambda: (
    (t := torch.arange(1, 10).reshape(3, 3)),
    t * 2,
    (t * 2)[1:, :][1:, :],
)

# %% mistake: `[1:][1:]` | narrow
def doubled_corner():
    t = torch.arange(1, 10).view(3, 3)
    doubled = t * 2
    return t, doubled, doubled.narrow(0, 1, 2).narrow(0, 1, 1)

# %% mistake: starts at 0 | plain
def doubled_corner():
    t = torch.arange(9).view(3, 3)
    doubled = t * 2
    return t, doubled, doubled[1:, 1:]

# %% mistake: starts at 0 | from 0
def doubled_corner():
    t = torch.arange(0, 9, dtype=torch.float32).reshape(3, 3)
    return t, t + t, (t + t)[1:, 1:]

# %% mistake: starts at 0 | typed in
def doubled_corner():
    t = torch.tensor([[0, 1, 2], [3, 4, 5], [6, 7, 8]])
    doubled = t.mul(2)
    return t, doubled, doubled[-2:, -2:]

# %% mistake: starts at 0 | comprehension
def doubled_corner():
    t = torch.tensor([[3 * r + c for c in range(3)] for r in range(3)])
    return t, t * 2, 2 * t[1:, 1:]

# %% mistake: starts at 0 | linspace
def doubled_corner():
    t = torch.linspace(0, 8, 9).view(3, 3)
    return [t, t * 2, (t * 2)[1:3, 1:3]]

# %% mistake: corner of `t` instead of `doubled` | plain
def doubled_corner():
    t = torch.arange(1, 10).view(3, 3)
    doubled = t * 2
    return t, doubled, t[1:, 1:]

# %% mistake: corner of `t` instead of `doubled` | floats
def doubled_corner():
    t = torch.arange(1.0, 10.0).reshape(3, 3)
    return t, t + t, t[-2:, -2:]

# %% mistake: corner of `t` instead of `doubled` | two steps
def doubled_corner():
    t = torch.tensor([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    rows = t[1:]
    corner = rows[:, 1:]
    return t, t.mul(2), corner

# %% mistake: corner of `t` instead of `doubled` | halved again
def doubled_corner():
    t = torch.arange(1, 10).view(3, 3)
    doubled = t * 2
    return t, doubled, doubled[1:, 1:] / 2

# %% mistake: corner of `t` instead of `doubled` | typed in
def doubled_corner():
    t = torch.arange(1, 10).view(3, 3)
    return [t, 2 * t, torch.tensor([[5, 6], [8, 9]])]
