"""Question 32: what `@` does: by hand first, then in a linear layer."""

import dis
from collections.abc import Callable, Iterator, Sequence
from types import CodeType

import torch
from torch import Tensor
from torch.utils._python_dispatch import TorchDispatchMode

from course_lib.checking import Breach, Draw, Exercise, Forbid, Misconception, Observation, Probe
from course_lib.checking.effort import operations_run
from course_lib.checking.likeness import alike
from course_lib.checking.written import Written
from course_lib.mnist.linear import linear

PRODUCTS = (
    "matmul", "rmatmul", "imatmul", "mm", "spmm", "bmm", "mv", "dot", "vdot", "vecdot", "linalg_vecdot", "inner",
    "einsum", "tensordot", "addmm", "addmv", "addbmm", "baddbmm", "sparse_mm", "sparse_addmm", "int_mm", "chain_matmul",
    "multi_dot", "linalg_multi_dot", "linear", "bilinear", "trilinear", "convolution", "conv1d", "conv2d", "conv3d",
    "convolve", "correlate", "scaled_dot_product_attention", "cdist", "embedding_bag", "asmatrix", "sumprod", "sgemm",
    "dgemm",
)


class Dispatched(TorchDispatchMode):
    """The basic operations that run, also for a compiled script: "mm" below `@`."""

    def __init__(self):
        super().__init__()
        self.names: set[str] = set()

    @classmethod
    def _should_skip_dynamo(cls) -> bool:
        return False  # or torch imports its compiler and sympy, which takes seconds

    def __torch_dispatch__(self, function, types, args=(), kwargs=None):
        self.names.add(function.name().split("::")[-1].split(".")[0])
        return function(*args, **(kwargs or {}))


def functions_and_operations(answer: Callable, *arguments: object) -> list[str]:
    with Dispatched() as dispatched:
        called = operations_run(answer, *arguments)
    return called + sorted(dispatched.names)


class NoReadyMadeProduct(Forbid):
    """No product of matrices or vectors but by hand, be it torch's, numpy's, or the operator `@`."""

    def __init__(self, inputs: Callable[[Draw], tuple], instead: str):
        super().__init__(inputs, *PRODUCTS, instead=instead)
        self.probes = (Probe("any arguments", inputs, watch=functions_and_operations, told_inputs=False),)

    def breach(self, written: Written | None, observed: Sequence[Observation]) -> Breach | None:
        codes = own_code(written) if written else []
        own = {code.co_name for code in codes}
        for name in (name for code in codes for name in products_in(code) if name not in own):
            return Breach("forbidden", f"The values are right, but `{name}` was to be done without. {self.instead}")
        return super().breach(written, observed)


def products_in(code: CodeType) -> Iterator[str]:
    """What torch does not see, for it works on arrays of numpy: `@`, their methods, and names looked up as text."""
    looked_up = {"getattr", "methodcaller", "attrgetter"} & {*code.co_names}
    for step in dis.get_instructions(code):
        if step.opname == "BINARY_OP" and "@" in step.argrepr:
            yield "@"
        name = step.argval.strip("_") if isinstance(step.argval, str) else ""
        attribute = step.opname in ("LOAD_ATTR", "LOAD_METHOD", "IMPORT_FROM")
        if name in (*PRODUCTS, "matrix") and (attribute or looked_up and step.opname == "LOAD_CONST"):
            yield name


def own_code(written: Written) -> list[CodeType]:
    """The code of an answer, of what is defined within it, and of the student's functions that it calls."""
    waiting, found = [(written.code, written)], []
    while waiting:
        code, function = waiting.pop()
        if code in found:
            continue
        found.append(code)
        waiting += [(constant, function) for constant in code.co_consts if isinstance(constant, CodeType)]
        waiting += [(helper.code, helper) for name in code.co_names if (helper := function.helper(name))]
    return found


# matmul


def matmul(a: Tensor, b: Tensor) -> Tensor:
    """The matrix product by multiplication and addition; `ValueError` where the shapes don't fit."""
    if a.shape[1] != b.shape[0]:
        raise ValueError(f"shapes {tuple(a.shape)} and {tuple(b.shape)} do not fit")
    return (a[:, :, None] * b).sum(dim=1)  # (n, k, m) summed over k


def by_three_loops(a: Tensor, b: Tensor) -> Tensor:
    (n, k), (rows, m) = a.shape, b.shape
    if k != rows:
        raise ValueError("the columns of a are not the rows of b")
    c = torch.zeros(n, m)
    for i in range(n):
        for j in range(m):
            for p in range(k):
                c[i, j] += a[i, p] * b[p, j]
    return c


def by_columns(a: Tensor, b: Tensor) -> Tensor:
    if a.size(1) != b.size(0):
        raise ValueError
    return torch.stack([(a * column).sum(-1) for column in b.T], dim=1)


def in_lists(a: Tensor, b: Tensor) -> Tensor:
    rows, columns = a.tolist(), list(zip(*b.tolist(), strict=True))
    return torch.tensor([[sum(x * y for x, y in zip(row, column, strict=True)) for column in columns] for row in rows])


def elementwise(a: Tensor, b: Tensor) -> Tensor:
    return a * b


def fitting(product: Callable[[Tensor, Tensor], Tensor]) -> Callable[[Tensor, Tensor], Tensor]:
    """The same mistake, by someone who has thought of shapes that don't fit."""

    def answer(a: Tensor, b: Tensor) -> Tensor:
        if a.shape[1] != b.shape[0]:
            raise ValueError("the shapes do not fit")
        return product(a, b)

    return answer


def transposed_b(a: Tensor, b: Tensor) -> Tensor:
    return (a[:, None] * b).sum(-1)


def like_on_squares(mistake: Callable[[Tensor, Tensor], Tensor]) -> Callable[[Observation, Observation], bool]:
    """Whether an answer makes this mistake where both are square, and anything else elsewhere, most likely an error."""

    def sign(expected: Observation, actual: Observation) -> bool:
        a, b = expected.arguments[0]
        square = a.shape == b.shape == b.T.shape
        return not square or actual.failure is None and alike(mistake(a, b), actual.value)

    return sign


def matrices(n: int, k: int, m: int) -> Probe:
    return Probe(f"a of shape ({n}, {k}), b of shape ({k}, {m})", lambda draw: (draw.floats(n, k), draw.floats(k, m)))


def misfits(a: tuple[int, int], b: tuple[int, int]) -> Probe:
    return Probe(f"shapes {a} and {b}, which do not fit", lambda draw: (draw.floats(*a), draw.floats(*b)))


q32_matmul = Exercise(
    id="q32_matmul",
    reference=matmul,
    alternatives=[by_three_loops, by_columns, in_lists],
    misconceptions=[
        Misconception(
            "elementwise product",
            "`*` multiplies what stands in the same place, and adds nothing up. Which row meets which column in a "
            "product of matrices?",
            wrong=[elementwise, fitting(elementwise)],
            sign=like_on_squares(elementwise),
        ),
        Misconception(
            "`b` transposed",
            "Your rows of a meet rows of b. Along which axis of b do you go while you go along a row of a?",
            wrong=[transposed_b, fitting(transposed_b)],
            sign=like_on_squares(transposed_b),
            points=1,
        ),
    ],
    rules=[
        NoReadyMadeProduct(
            lambda draw: (draw.floats(3, 4), draw.floats(4, 2)),
            instead="Which products are added up for one number of the result?",
        )
    ],
    probes=[
        matrices(1, 2, 3),
        matrices(2, 2, 2),
        matrices(3, 2, 4),
        matrices(4, 1, 3),
        matrices(3, 3, 3),
        matrices(2, 5, 1),
        misfits((2, 3), (2, 4)),
        misfits((2, 3), (1, 4)),
        misfits((3, 1), (2, 4)),
        misfits((2, 3), (2, 3)),
        misfits((2, 2), (3, 5)),
        misfits((2, 5), (4, 3)),
    ],
)

# linear


def by_matmul(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    return torch.matmul(x, w).add(b)


def with_ones(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    ones = torch.ones(len(x), 1, dtype=x.dtype)
    return torch.cat([x, ones], dim=1) @ torch.cat([w, b[None]])


def by_transposes(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    return (w.T @ x.T + b[:, None]).T


def transposed_w(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    return x @ w.T + b


def bias_by_row(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    return x @ w + b[:, None]


def made_where(shape: Callable[[Tensor, Tensor], bool], mistake: Callable) -> Callable:
    """Whether an answer makes this mistake where the shapes allow it, and anything elsewhere."""

    def sign(expected: Observation, actual: Observation) -> bool:
        x, w, b = expected.arguments[0]
        return not shape(x, w) or actual.failure is None and alike(mistake(x, w, b), actual.value)

    return sign


def layer(n: int, d: int, m: int) -> Probe:
    name = f"x of shape ({n}, {d}), w of shape ({d}, {m})"
    return Probe(name, lambda draw: (draw.floats(n, d), draw.floats(d, m), draw.floats(m)))


q32_linear = Exercise(
    id="q32_linear",
    reference=linear,
    alternatives=[by_matmul, with_ones, by_transposes],
    misconceptions=[
        Misconception(
            "`w` transposed",
            "`nn.Linear` keeps its weights as [m, d]; here w is [d, m]. Do the columns of x meet its rows as it is?",
            wrong=[transposed_w],
            sign=made_where(lambda x, w: w.shape[0] == w.shape[1], transposed_w),
            points=1,
        ),
        Misconception(
            "bias per row",
            "Each output has its own bias, the same for all samples. Which axis of the result counts the outputs?",
            wrong=[bias_by_row],
            sign=made_where(lambda x, w: x.shape[0] == w.shape[1], bias_by_row),
            points=1,
        ),
    ],
    rules=[
        Forbid(
            lambda draw: (draw.floats(3, 4), draw.floats(4, 2), draw.floats(2)),
            "linear", "LazyLinear", "bilinear",
            instead="What does `x @ w` lack?",
        )
    ],
    probes=[
        layer(1, 2, 3),
        layer(2, 3, 1),
        layer(3, 2, 2),
        layer(2, 4, 2),
        layer(4, 3, 3),
        layer(3, 5, 3),
        layer(5, 4, 2),
    ],
)

EXERCISES = (q32_matmul, q32_linear)
