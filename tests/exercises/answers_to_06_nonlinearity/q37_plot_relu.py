# %% right: subplots
def plot_relu():
    fig, ax = plt.subplots()
    x = torch.linspace(-2, 2, 100)
    ax.plot(x, x.clamp(min=0))
    ax.set_xlabel("x")
    ax.set_ylabel("relu(x)")
    return ax

# %% right: pyplot
def plot_relu():
    x = torch.linspace(-2, 2, 200)
    plt.plot(x, torch.relu(x))
    plt.xlabel("x")
    plt.ylabel("y")
    return plt.gca()

# %% right: pyplot, shown
def plot_relu():
    x = torch.linspace(-2, 2, 50)
    plt.figure(figsize=(4, 3))
    plt.plot(x.numpy(), F.relu(x).numpy(), label="ReLU")
    plt.xlabel("x"); plt.ylabel("ReLU(x)"); plt.legend(); plt.grid(True); plt.title("ReLU")
    ax = plt.gca()
    plt.show()
    return ax

# %% right: a figure of its own
from matplotlib.figure import Figure

def plot_relu():
    ax = Figure().subplots()
    ax.plot([-2, 0, 2], [0, 0, 2])
    ax.set(xlabel="input", ylabel="output")
    return ax

# %% right: two pieces
def plot_relu():
    ax = plt.figure().add_subplot()
    ax.plot([-2, 0], [0, 0], "b")
    ax.plot([0, 2], [0, 2], "b")
    ax.set_xlabel("x"), ax.set_ylabel("max(0, x)")
    return ax

# %% right: one call with two lines
def plot_relu():
    ax = plt.axes()
    ax.plot([-2, 0], [0, 0], "r", [0, 2], [0, 2], "r")
    ax.set(xlabel="x", ylabel="y")
    return ax

# %% right: further lines
def plot_relu():
    _, ax = plt.subplots()
    x = torch.linspace(-2, 2, 101)
    ax.axhline(0, color="gray"); ax.axvline(0, color="gray")
    ax.plot(x, x, "--", label="x")
    ax.plot(x, torch.sigmoid(x), ":", label="sigmoid")
    ax.plot(x, x.clamp(min=0), label="relu")
    ax.plot([-3, 3], [1, 1], alpha=0.3)
    ax.set_xlabel("x"); ax.set_ylabel("activation")
    ax.legend()
    return ax

# %% right: from right to left
def plot_relu():
    _, ax = plt.subplots()
    x = torch.linspace(2, -2, 81)
    ax.plot(x, x.clamp(min=0))
    ax.set(xlabel="x", ylabel="y")
    return ax

# %% right: whole numbers
def plot_relu():
    xs = range(-2, 3)
    _, ax = plt.subplots()
    ax.plot(xs, [max(0, x) for x in xs], marker="o")
    ax.set(xlabel="x", ylabel="y")
    return ax

# %% right: arange, which ends a step before
import numpy as np

def plot_relu():
    x = np.arange(-2, 2, 0.1)
    plt.plot(x, np.maximum(0, x))
    plt.xlabel("x")
    plt.ylabel("relu")
    return plt.gca()

# %% right: arange up to 2 and a bit
def plot_relu():
    x = torch.arange(-2, 2.01, 0.01)
    fig = plt.figure()
    ax = fig.add_axes([0.1, 0.1, 0.8, 0.8])
    ax.plot(x, x * (x > 0))
    ax.set(xlabel="x", ylabel="y", xlim=(-2, 2), ylim=(-0.5, 2))
    return ax

# %% right: an even number of points
def plot_relu():
    x = np.linspace(-2, 2, 10)
    _, ax = plt.subplots()
    ax.plot(x, np.where(x > 0, x, 0))
    ax.set(xlabel="x", ylabel="y")
    return ax
import numpy as np

# %% right: points
def plot_relu():
    x = torch.linspace(-2, 2, 41)
    _, ax = plt.subplots()
    ax.plot(x, x.clamp(min=0), "o")
    ax.set(xlabel="x", ylabel="y")
    return ax

# %% right: scatter
def plot_relu():
    x = torch.linspace(-2, 2, 200)
    _, ax = plt.subplots()
    ax.scatter(x, x.clamp(min=0), s=4)
    ax.set(xlabel="x", ylabel="y")
    return ax

# %% right: axes made outside
fig, outside = plt.subplots()

def plot_relu():
    x = torch.linspace(-2, 2, 30)
    outside.plot(x, x.clamp(min=0))
    outside.set(xlabel="x", ylabel="y")
    return outside

# %% right: own function, module, lambda
relu = lambda v: v if v > 0 else 0

class Plot:
    def __call__(self):
        ax = plt.subplots()[1]
        xs = [i / 10 for i in range(-20, 21)]
        ax.plot(xs, [relu(x) for x in xs])
        ax.set(xlabel="x", ylabel="y")
        return ax

plot_relu = Plot()

# %% right: wider data, cut to the view
def plot_relu():
    x = torch.linspace(-5, 5, 501)
    _, ax = plt.subplots()
    ax.plot(x, x.clamp(min=0))
    ax.set_xlim(-2, 2)
    ax.set_ylim(-0.5, 2.5)
    ax.set(xlabel="x", ylabel="y")
    return ax

# %% right: one of two panels
def plot_relu():
    fig, (left, right) = plt.subplots(1, 2)
    x = torch.linspace(-2, 2, 64, dtype=torch.float64)
    left.plot(x, x)
    right.plot(x, nn.ReLU()(x))
    right.set_xlabel("$x$")
    right.set_ylabel("$\\max(0, x)$")
    return right

# %% right: old figures closed first
def plot_relu():
    plt.close("all")
    plt.clf()
    x = torch.linspace(-2, 2, 101, requires_grad=True)
    y = x.clamp(min=0)
    plt.plot(x.detach(), y.detach())
    plt.gca().set(xlabel="x", ylabel="y")
    return plt.gca()

# %% right: filled below
def plot_relu():
    x = torch.linspace(-2, 2, 101)
    _, ax = plt.subplots()
    ax.fill_between(x, x.clamp(min=0), alpha=0.2)
    ax.plot(x, x.clamp(min=0))
    ax.annotate("bend", (0, 0))
    ax.plot(0, 0, "ro")
    ax.set(xlabel="x", ylabel="y")
    return ax

# %% wrong: no labels
def plot_relu():
    _, ax = plt.subplots()
    x = torch.linspace(-2, 2, 101)
    ax.plot(x, x.clamp(min=0))
    return ax

# %% wrong: one label
def plot_relu():
    _, ax = plt.subplots()
    x = torch.linspace(-2, 2, 101)
    ax.plot(x, x.clamp(min=0))
    ax.set_xlabel("x")
    return ax

# %% wrong: an empty label
def plot_relu():
    _, ax = plt.subplots()
    x = torch.linspace(-2, 2, 101)
    ax.plot(x, x.clamp(min=0))
    ax.set(xlabel="x", ylabel=" ")
    return ax

# %% wrong: a title and a legend in place of labels
def plot_relu():
    x = torch.linspace(-2, 2, 101)
    plt.plot(x, x.clamp(min=0), label="y")
    plt.title("relu of x"); plt.legend()
    return plt.gca()

# %% wrong: nothing back
def plot_relu():
    x = torch.linspace(-2, 2, 101)
    plt.plot(x, x.clamp(min=0))
    plt.xlabel("x"); plt.ylabel("y")

# %% wrong: the figure
def plot_relu():
    fig, ax = plt.subplots()
    x = torch.linspace(-2, 2, 101)
    ax.plot(x, x.clamp(min=0))
    ax.set(xlabel="x", ylabel="y")
    return fig

# %% wrong: the lines
def plot_relu():
    x = torch.linspace(-2, 2, 101)
    plt.xlabel("x"); plt.ylabel("y")
    return plt.plot(x, x.clamp(min=0))

# %% wrong: figure and axes
def plot_relu():
    fig, ax = plt.subplots()
    x = torch.linspace(-2, 2, 101)
    ax.plot(x, x.clamp(min=0))
    ax.set(xlabel="x", ylabel="y")
    return fig, ax

# %% wrong: identity
def plot_relu():
    _, ax = plt.subplots()
    x = torch.linspace(-2, 2, 101)
    ax.plot(x, x)
    ax.set(xlabel="x", ylabel="y")
    return ax

# %% wrong: absolute value
def plot_relu():
    _, ax = plt.subplots()
    x = torch.linspace(-2, 2, 101)
    ax.plot(x, x.abs())
    ax.set(xlabel="x", ylabel="y")
    return ax

# %% wrong: leaky
def plot_relu():
    _, ax = plt.subplots()
    x = torch.linspace(-2, 2, 101)
    ax.plot(x, F.leaky_relu(x, 0.1))
    ax.set(xlabel="x", ylabel="y")
    return ax

# %% wrong: sigmoid
def plot_relu():
    _, ax = plt.subplots()
    x = torch.linspace(-2, 2, 101)
    ax.plot(x, torch.sigmoid(x))
    ax.set(xlabel="x", ylabel="y")
    return ax

# %% wrong: a straight line from end to end
def plot_relu():
    _, ax = plt.subplots()
    ax.plot([-2, 2], [0, 2])
    ax.set(xlabel="x", ylabel="y")
    return ax

# %% wrong: four points, so the bend is lost
def plot_relu():
    _, ax = plt.subplots()
    x = torch.linspace(-2, 2, 4)
    ax.plot(x, x.clamp(min=0))
    ax.set(xlabel="x", ylabel="y")
    return ax

# %% wrong: without x
def plot_relu():
    _, ax = plt.subplots()
    x = torch.linspace(-2, 2, 101)
    ax.plot(x.clamp(min=0))
    ax.set(xlabel="x", ylabel="y")
    return ax

# %% wrong: axes exchanged
def plot_relu():
    _, ax = plt.subplots()
    x = torch.linspace(-2, 2, 101)
    ax.plot(x.clamp(min=0), x)
    ax.set(xlabel="x", ylabel="y")
    return ax

# %% wrong: empty axes
def plot_relu():
    _, ax = plt.subplots()
    ax.set(xlabel="x", ylabel="y", xlim=(-2, 2))
    return ax

# %% wrong: both halves, a gap between
def plot_relu():
    _, ax = plt.subplots()
    ax.plot([-2, -1], [0, 0]); ax.plot([1, 2], [1, 2])
    ax.set(xlabel="x", ylabel="y")
    return ax

# %% wrong: other axes than those drawn on
def plot_relu():
    fig, (left, right) = plt.subplots(1, 2)
    x = torch.linspace(-2, 2, 101)
    left.plot(x, x.clamp(min=0))
    right.set(xlabel="x", ylabel="y")
    return right

# %% wrong: points in disorder, joined
def plot_relu():
    _, ax = plt.subplots()
    x = torch.linspace(-2, 2, 101)[torch.randperm(101)]
    ax.plot(x, x.clamp(min=0))
    ax.set(xlabel="x", ylabel="y")
    return ax

# %% mistake: positive half only | linspace from 0
def plot_relu():
    _, ax = plt.subplots()
    x = torch.linspace(0, 2, 101)
    ax.plot(x, x.clamp(min=0))
    ax.set(xlabel="x", ylabel="y")
    return ax

# %% mistake: positive half only | two points
def plot_relu():
    plt.plot([0, 2], [0, 2])
    plt.xlabel("x"); plt.ylabel("y")
    return plt.gca()

# %% mistake: positive half only | filtered
def plot_relu():
    _, ax = plt.subplots()
    x = torch.linspace(-2, 2, 101)
    x = x[x > 0]
    ax.plot(x, x)
    ax.set(xlabel="x", ylabel="y")
    return ax

# %% mistake: positive half only | nan below 0
def plot_relu():
    _, ax = plt.subplots()
    x = torch.linspace(-2, 2, 101)
    ax.plot(x, torch.where(x >= 0, x, float("nan")))
    ax.set(xlabel="x", ylabel="y")
    return ax

# %% mistake: positive half only | the view cut at 0
def plot_relu():
    x = torch.linspace(-2, 2, 101)
    plt.plot(x, x.clamp(min=0))
    plt.xlim(0, 2)
    plt.xlabel("x"); plt.ylabel("y")
    return plt.gca()

# %% mistake: positive half only | whole numbers
def plot_relu():
    _, ax = plt.subplots()
    ax.plot(range(3), [max(0, x) for x in range(3)], "o-")
    ax.set(xlabel="x", ylabel="y")
    return ax

# %% mistake: range other than -2..2 | -1 to 1
def plot_relu():
    _, ax = plt.subplots()
    x = torch.linspace(-1, 1, 101)
    ax.plot(x, x.clamp(min=0))
    ax.set(xlabel="x", ylabel="y")
    return ax

# %% mistake: range other than -2..2 | -10 to 10
def plot_relu():
    x = torch.linspace(-10, 10, 101)
    plt.plot(x, torch.relu(x))
    plt.xlabel("x"); plt.ylabel("y")
    return plt.gca()

# %% mistake: range other than -2..2 | range ends at 1
def plot_relu():
    _, ax = plt.subplots()
    xs = list(range(-2, 2))
    ax.plot(xs, [max(0, x) for x in xs])
    ax.set(xlabel="x", ylabel="y")
    return ax

# %% mistake: range other than -2..2 | three points up to 5
def plot_relu():
    _, ax = plt.subplots()
    ax.plot([-5, 0, 5], [0, 0, 5])
    ax.set(xlabel="x", ylabel="y")
    return ax

# %% mistake: range other than -2..2 | negative half only
def plot_relu():
    _, ax = plt.subplots()
    x = torch.linspace(-2, 0, 51)
    ax.plot(x, x.clamp(min=0))
    ax.set(xlabel="x", ylabel="y")
    return ax

# %% mistake: range other than -2..2 | coarse steps that end at 1.5
def plot_relu():
    _, ax = plt.subplots()
    x = torch.arange(-2, 2, 0.5)
    ax.plot(x, x.clamp(min=0))
    ax.set(xlabel="x", ylabel="y")
    return ax

# %% mistake: range other than -2..2 | -4 to 4, two pieces
def plot_relu():
    _, ax = plt.subplots()
    ax.plot([-4, 0], [0, 0]); ax.plot([0, 4], [0, 4])
    ax.set(xlabel="x", ylabel="y")
    return ax
