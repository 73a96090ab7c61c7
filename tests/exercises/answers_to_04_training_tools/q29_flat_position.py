# %% right: Horner
def flat_position(index, shape):
    position = 0
    for i, size in zip(index, shape):
        position = position * size + i
    return position

# %% right: strides
def flat_position(index, shape):
    stride, position = 1, 0
    for i, size in zip(reversed(index), reversed(shape)):
        position += i * stride
        stride *= size
    return position

# %% right: products
def flat_position(index, shape):
    return sum(i * math.prod(shape[axis + 1:]) for axis, i in enumerate(index))

# %% right: torch's strides
def flat_position(index, shape):
    strides = torch.empty(tuple(shape)).stride()
    return sum(i * s for i, s in zip(index, strides))

# %% right: arange
def flat_position(index, shape):
    return torch.arange(math.prod(shape)).view(*shape)[tuple(index)].item()

# %% right: nonzero
def flat_position(index, shape):
    t = torch.zeros(*shape)
    t[tuple(index)] = 1
    return int(t.view(-1).argmax())

# %% right: numpy
import numpy as np

def flat_position(index, shape):
    return np.ravel_multi_index(index, shape)

# %% right: numpy, as int
import numpy as np

def flat_position(index, shape):
    return int(np.ravel_multi_index(tuple(index), tuple(shape), order="C"))

# %% right: recursion
def flat_position(index, shape):
    if len(index) == 0:
        return 0
    return index[-1] + shape[-1] * flat_position(index[:-1], shape[:-1])

# %% right: recursion from the front
def flat_position(index, shape):
    if len(shape) == 1:
        return index[0]
    return index[0] * math.prod(shape[1:]) + flat_position(index[1:], shape[1:])

# %% right: counting
from itertools import product

def flat_position(index, shape):
    for position, found in enumerate(product(*(range(size) for size in shape))):
        if found == tuple(index):
            return position

# %% right: reduce
from functools import reduce

def flat_position(index, shape):
    return reduce(lambda total, pair: total * pair[1] + pair[0], zip(index, shape), 0)

# %% right: accumulate
from itertools import accumulate
from operator import mul

def flat_position(index, shape):
    strides = list(accumulate(shape[:0:-1], mul, initial=1))[::-1]
    return sum(map(mul, index, strides))

# %% right: storage offset
def flat_position(index, shape):
    t = torch.empty(shape)
    return t[tuple(index)].storage_offset()

# %% right: dot of tensors
def flat_position(index, shape):
    strides = torch.tensor(torch.empty(shape).stride())
    return int((torch.tensor(index) * strides).sum())

# %% wrong: product of the index
def flat_position(index, shape):
    return math.prod(index)

# %% wrong: sum of the index
def flat_position(index, shape):
    return sum(index)

# %% wrong: counted from 1
def flat_position(index, shape):
    position = 0
    for i, size in zip(index, shape):
        position = position * size + i
    return position + 1

# %% wrong: matrices only
def flat_position(index, shape):
    return index[0] * shape[1] + index[1]

# %% wrong: a tensor
def flat_position(index, shape):
    return torch.arange(math.prod(shape)).view(*shape)[tuple(index)]

# %% wrong: up to rank 3
def flat_position(index, shape):
    if len(shape) == 1:
        return index[0]
    if len(shape) == 2:
        return index[0] * shape[1] + index[1]
    return index[0] * shape[1] * shape[2] + index[1] * shape[2] + index[2]

# %% wrong: own size in the stride
def flat_position(index, shape):
    return sum(i * math.prod(shape[axis:]) for axis, i in enumerate(index))

# %% wrong: last index forgotten
def flat_position(index, shape):
    position = 0
    for i, size in zip(index[:-1], shape[1:]):
        position = (position + i) * size
    return position

# %% wrong: number of elements
def flat_position(index, shape):
    return math.prod(shape)

# %% wrong: from the end
def flat_position(index, shape):
    position = 0
    for i, size in zip(index, shape):
        position = position * size + (size - 1 - i)
    return position

# %% wrong: a float
def flat_position(index, shape):
    position = 0
    for i, size in zip(index, shape):
        position = position * size + i
    return float(position)

# %% wrong: a tuple
def flat_position(index, shape):
    position = 0
    for i, size in zip(index, shape):
        position = position * size + i
    return (position,)

# %% wrong: index and shape swapped
def flat_position(index, shape):
    position = 0
    for i, size in zip(shape, index):
        position = position * size + i
    return position

# %% wrong: the last index alone
def flat_position(index, shape):
    return index[-1]

# %% mistake: column-major | Horner from behind
def flat_position(index, shape):
    position = 0
    for i, size in zip(reversed(index), reversed(shape)):
        position = position * size + i
    return position

# %% mistake: column-major | products
def flat_position(index, shape):
    return sum(i * math.prod(shape[:axis]) for axis, i in enumerate(index))

# %% mistake: column-major | strides from the front
def flat_position(index, shape):
    stride, position = 1, 0
    for i, size in zip(index, shape):
        position += i * stride
        stride *= size
    return position

# %% mistake: column-major | numpy's F
import numpy as np

def flat_position(index, shape):
    return int(np.ravel_multi_index(index, shape, order="F"))

# %% mistake: column-major | permuted
def flat_position(index, shape):
    t = torch.zeros(*shape)
    t[tuple(index)] = 1
    t = t.permute(*range(t.ndim - 1, -1, -1))
    return int(t.reshape(-1).argmax())

# %% mistake: sizes used for strides | each its own
def flat_position(index, shape):
    return sum(i * size for i, size in zip(index, shape))

# %% mistake: sizes used for strides | the last by one
def flat_position(index, shape):
    position = index[-1]
    for i, size in zip(index[:-1], shape[:-1]):
        position += i * size
    return position

# %% mistake: sizes used for strides | the next one's
def flat_position(index, shape):
    position = index[-1]
    for axis in range(len(shape) - 1):
        position += index[axis] * shape[axis + 1]
    return position

# %% mistake: sizes used for strides | dot product
def flat_position(index, shape):
    return int(torch.tensor(index) @ torch.tensor(shape))

# %% mistake: sizes used for strides | loop over axes
def flat_position(index, shape):
    total = 0
    for axis in range(len(index)):
        total = total + shape[axis] * index[axis]
    return total
