"""The second half of question 40: depth folds a triangle into `2**depth` pieces."""

from collections.abc import Callable

import torch
from torch import Tensor, nn

from course_lib.checking import Draw, Exercise, Likeness, Misconception, Observation, Probe
from course_lib.checking.likeness import alike
from course_lib.exercises.nonlinearity.seen_inside import count, seen_inside
from course_lib.mnist.nonlinearity import sawtooth

DEPTHS = (2, 4, 6)


def outputs(answer: Callable, depth: int, x: Tensor) -> dict:
    net = answer(depth)
    if not isinstance(net, nn.Module):
        return {"returned": type(net).__name__}
    return {"returned": "a module", "its outputs": net(x.clone())}


def insides(answer: Callable, depths: tuple[int, ...], x: Tensor) -> list[dict]:
    return [seen_inside(answer(depth), x) for depth in depths]


def how_it_is_made(seen: list[dict]) -> dict:
    counts = [count(net["registered parameters"]) for net in seen]
    steps = [later - earlier for earlier, later in zip(counts, counts[1:], strict=False)]
    linear = all(later <= earlier for earlier, later in zip(steps, steps[1:], strict=False))
    numbers = ", ".join(map(str, counts)) + " at depth 2, 4, 6"
    return {
        "registered parameters": "at most linear in depth" if linear and min(counts) > 0 else numbers,
        "parameters in use that are not registered": max(count(net["other parameters"]) for net in seen),
        "is made with ReLUs": min(net["ReLUs in a row"] for net in seen) > 0,
    }


def folded(depth: int) -> Probe:
    """Places all over [0, 1], in order, both ends and the middle among them; at depth 3 a single one."""

    def inputs(draw: Draw) -> tuple[int, Tensor]:
        n = 1 if depth == 3 else 16 * 2**depth
        steps = (torch.arange(n) + draw.floats(n, low=0, high=1)) / n
        ends = [] if n == 1 else [torch.tensor([0.0, 0.5, 1.0])]
        return depth, torch.cat([steps, *ends]).sort().values[:, None]

    like = Likeness(rtol=1e-3, atol=1e-3)
    return Probe(f"depth = {depth}, then called on x in [0, 1]", inputs, watch=outputs, like=like, told_inputs=False)


class Shared(nn.Module):
    """One layer, used again and again."""

    def __init__(self, depth: int):
        super().__init__()
        self.depth, self.hinges, self.out = depth, nn.Linear(1, 2), nn.Linear(2, 1, bias=False)
        with torch.no_grad():
            self.hinges.weight[:], self.hinges.bias[:] = 2.0, torch.tensor([0.0, -1.0])
            self.out.weight[:] = torch.tensor([1.0, -2.0])

    def forward(self, x: Tensor) -> Tensor:
        for _ in range(self.depth):
            x = self.out(torch.relu(self.hinges(x)))
        return x


class Nested(nn.Module):
    """A triangle around the net of one depth less; 1 - relu(2x - 1) - relu(1 - 2x)."""

    def __init__(self, depth: int):
        super().__init__()
        self.inner = Nested(depth - 1) if depth > 1 else nn.Identity()
        self.slopes, self.one = nn.Parameter(torch.tensor([[2.0, -2.0]])), nn.Parameter(torch.ones(1))

    def forward(self, x: Tensor) -> Tensor:
        bent = nn.functional.relu(self.inner(x) * self.slopes + self.slopes.sign() * -self.one)  # (n, 2)
        return self.one - bent.sum(dim=1, keepdim=True)


def fused(depth: int) -> nn.Sequential:
    """The layer after a ReLU and the one before the next are merged into one of 2 by 2."""
    layers: list[nn.Module] = []
    for number in range(depth):
        layers += [nn.Linear(2 if number else 1, 2), nn.ReLU()]
        layers[-2].weight.data = torch.tensor([[2.0, -4.0], [2.0, -4.0]] if number else [[1.0], [1.0]])
        layers[-2].bias.data = torch.tensor([0.0, -0.5])
    out = nn.Linear(2, 1)
    out.weight.data, out.bias.data = torch.tensor([[2.0, -4.0]]), torch.zeros(1)
    return nn.Sequential(*layers, out)


def one_wide_layer(depth: int) -> nn.Sequential:
    pieces = 2**depth
    hinges, out = nn.Linear(1, pieces), nn.Linear(pieces, 1, bias=False)
    hinges.weight.data, hinges.bias.data = torch.ones(pieces, 1), -torch.arange(pieces) / pieces
    out.weight.data = 2.0 * pieces * (-1) ** torch.arange(pieces)[None]
    out.weight.data[0, 0] /= 2
    return nn.Sequential(hinges, nn.ReLU(), out)


def one_fold_short(depth: int) -> nn.Sequential:
    return sawtooth(depth - 1)


def one_fold_more(depth: int) -> nn.Sequential:
    return sawtooth(depth + 1)


def as_wide_as_there_are_pieces(expected: Observation, actual: Observation) -> bool:
    """The right outputs, from a number of hinges that grows with the pieces and lies in one layer."""
    if actual.failure or isinstance(expected.value, dict):
        return alike(expected.value, actual.value)
    asked, made = how_it_is_made(expected.value), how_it_is_made(actual.value)
    return made["registered parameters"] != asked["registered parameters"] and max(
        net["ReLUs in a row"] for net in actual.value) <= 1


def other_number_of_pieces(expected: Observation, actual: Observation) -> bool:
    """A fold or a piece too many or too few, wherever there are places enough to count them."""
    if actual.failure or not isinstance(expected.value, dict):
        return not actual.failure
    depth, places = expected.arguments[0]
    if len(places) == 1:
        return True
    return pieces(actual.value.get("its outputs")) in (2**depth - 1, 2**depth + 1, 2 ** (depth - 1), 2 ** (depth + 1))


def pieces(heights: object) -> int:
    """The straight pieces that go up or down in turn."""
    if not isinstance(heights, Tensor):
        return 0
    steps = heights.flatten().diff()
    ups = (steps[steps.abs() > 1e-3] > 0).int()
    return 1 + int(ups.diff().abs().sum())


q40_sawtooth = Exercise(
    id="q40_sawtooth",
    reference=sawtooth,
    alternatives=[Shared, Nested, fused],
    misconceptions=[
        Misconception(
            "one wide layer",
            "The curve is right, and each new piece costs a hinge of its own. What happens to the number of pieces if "
            "you send the output of a triangle through the triangle once more?",
            wrong=[one_wide_layer],
            sign=as_wide_as_there_are_pieces,
            points=1,
        ),
        Misconception(
            "pieces off by one",
            "A triangle has two pieces, and that is depth 1; each further depth folds all of them once more. How often"
            " does yours fold?",
            wrong=[one_fold_short, one_fold_more],
            sign=other_number_of_pieces,
            points=1,
        ),
    ],
    probes=[
        *(folded(depth) for depth in (1, 2, 3, 5)),
        Probe("looking inside at depth 2, 4 and 6", lambda draw: (DEPTHS, draw.floats(32, 1, low=0, high=1)),
              watch=insides, facts=how_it_is_made, told_inputs=False),
    ],
)
