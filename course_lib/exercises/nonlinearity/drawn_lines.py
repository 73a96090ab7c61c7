"""What is drawn on an Axes, as plain numbers, and how much of it is ReLU."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

LOW, HIGH = -2.0, 2.0
NEAR = 0.15  # a sampled curve may end a step before its end
LARGEST_STEP = 0.51  # over the bend, or between points that no line joins
Stretch = tuple[float, float]


def axes_drawn(answer: Callable) -> object:
    """The lines of the Axes that comes back, in its own coordinates, its view and its labels."""
    from matplotlib.axes import Axes

    with undisturbed_pyplot():
        axes = answer()
        if not isinstance(axes, Axes):
            return axes
        return {
            "lines": list(lines_of(axes)),
            "view": [float(edge) for edge in axes.get_xlim()],
            "labels": [axes.get_xlabel(), axes.get_ylabel()],
        }


@contextmanager
def undisturbed_pyplot() -> Iterator[None]:
    """An empty figure to draw on, without a screen; afterwards the figures and the backend are those of before."""
    import matplotlib
    import matplotlib.pyplot as plt

    backend, figures = matplotlib.get_backend(), plt.get_fignums()
    if "inline" not in backend:  # there, a figure needs no screen either
        plt.switch_backend("agg")
    plt.figure()
    try:
        yield
    finally:
        for number in set(plt.get_fignums()) - set(figures):
            plt.close(number)
        with suppress(ImportError):  # a backend that needs a screen, where there is none
            plt.switch_backend(backend)


def lines_of(axes) -> Iterator[dict]:
    """Each line or cloud of points: its xs and ys, and whether its points are joined."""
    for line in axes.lines:
        if line.get_transform().contains_branch(axes.transData):  # `axhline` and such measure otherwise
            xs, ys = line.get_xydata().T.tolist()
            yield {"xs": xs, "ys": ys, "joined": line.get_linestyle() not in ("None", "none", " ", "")}
    for points in axes.collections:
        pairs = [[float(number) for number in pair] for pair in points.get_offsets()]
        yield {"xs": [x for x, _ in pairs], "ys": [y for _, y in pairs], "joined": False}


# On the judge's side


def curve_and_labels(drawn: object) -> object:
    """What is judged: over which x ReLU is drawn, and that both axes bear a label."""
    if not isinstance(drawn, dict):
        return drawn
    stretch = stretch_of_relu(drawn)
    labels = ["labelled" if label.strip() else "without a label" for label in drawn["labels"]]
    curve = "no line is ReLU's" if stretch is None else f"ReLU from {stretch[0]:.4g} to {stretch[1]:.4g}"
    return {"curve": curve, "x axis": labels[0], "y axis": labels[1]}


def stretch_of_relu(drawn: object) -> Stretch | None:
    """From where to where ReLU can be seen, (-2.0, 2.0) if that is nearly so; in one line, else in all together."""
    if not isinstance(drawn, dict):
        return None
    stretches = [stretch for line in drawn["lines"] if (stretch := stretch_of_line(line, sorted(drawn["view"])))]
    if any(is_asked_for(stretch) for stretch in stretches):
        return LOW, HIGH
    longest = max(joined(stretches), key=lambda stretch: stretch[1] - stretch[0], default=None)
    return (LOW, HIGH) if longest and is_asked_for(longest) else longest


def is_asked_for(stretch: Stretch) -> bool:
    return abs(stretch[0] - LOW) < NEAR and abs(stretch[1] - HIGH) < NEAR


def stretch_of_line(line: dict, view: list[float]) -> Stretch | None:
    """Where a line can be seen, if it runs along ReLU all the time."""
    points = [(x, y) for x, y in zip(line["xs"], line["ys"], strict=True) if x == x and y == y]
    points = points if line["joined"] else sorted(points)
    if not points or any(abs(y - max(x, 0)) > 0.01 * (1 + abs(x)) for x, y in points):
        return None
    steps = [(min(x, other), max(x, other)) for (x, _), (other, _) in zip(points, points[1:], strict=False)]
    if any(high - low > LARGEST_STEP and (low < -0.01 and high > 0.01 or not line["joined"]) for low, high in steps):
        return None
    low, high = max(min(points)[0], view[0]), min(max(points)[0], view[1])
    return (low, high) if low < high else None


def joined(stretches: list[Stretch]) -> list[Stretch]:
    whole: list[Stretch] = []
    for low, high in sorted(stretches):
        if whole and low - whole[-1][1] < NEAR:
            whole[-1] = whole[-1][0], max(high, whole[-1][1])
        else:
            whole.append((low, high))
    return whole
