# %% [markdown]
# # 5 · The training loop
#
# So far you have built what stands *around* a model. Now look inside: what one neuron does, why it needs a number of
# its own, and how the sign `@` makes a thousand neurons as easy as one. Then you close the circle. A step, a loop
# around it, and at last an object that takes data, a model, an optimiser and a loss, and trains whatever you give it,
# to 98 right answers in 100.
#
# | | |
# |---|---|
# | **You need** | notebooks 1 to 4 |
# | **It takes** | about 2 hours |
# | **It is worth** | 18 points: eight exercises of 2 points, two written answers of 1 point |
#
# **How to work.** Read, run the cells in order, and guess before you run. In an exercise, put your code in place of
# `raise NotImplementedError()`, run the cell, then run the check below it. Read what the check says, mend, and check
# again, as often as you like.
#
# A cell with the line `with suppress(NotImplementedError):` works with *your* function. As long as you have not
# written it, the cell shows nothing. Come back to it afterwards.
#
# What the last notebooks asked for is given here, in a version that works: `archetype`, `sigmoid`, `mnist_loss`,
# `batch_accuracy`, `init_params`, `minibatches`, `sgd_step`, `BasicOptim`, `MiniLoader` and `validate`.

# %% setup

# %%
import inspect
import sys
from collections import Counter
from contextlib import suppress
from types import SimpleNamespace

from course_lib.mnist.activations import sigmoid
from course_lib.mnist.curves import draw_lines
from course_lib.mnist.data import mnist, threes_and_sevens
from course_lib.mnist.loader import MiniLoader
from course_lib.mnist.losses import mnist_loss
from course_lib.mnist.metrics import batch_accuracy
from course_lib.mnist.optimiser import BasicOptim
from course_lib.mnist.parameters import init_params
from course_lib.mnist.plots import draw_digits
from course_lib.mnist.sgd import minibatches, sgd_step
from course_lib.mnist.similarity import archetype
from course_lib.mnist.validation import validate

# %%
sample = threes_and_sevens()
rows = torch.cat([sample.train_threes, sample.train_sevens]).flatten(1)  # [12396, 784]: all the 3s, then all the 7s
targets = torch.tensor([1.0] * 6131 + [0.0] * 6265)  # 1 for a 3, 0 for a 7
valid_rows = torch.cat([sample.valid_threes, sample.valid_sevens]).flatten(1)  # [2038, 784]
valid_targets = torch.tensor([1.0] * 1010 + [0.0] * 1028)

# %% [markdown]
# ## 30 · What is the *bias* parameter in a neuron?
#
# A **neuron** does four small things with its inputs:
#
# 1. it multiplies each of them by a **weight** of its own;
# 2. it adds up the products;
# 3. it adds one more number, which belongs to no input: the **bias**;
# 4. it sends the sum through an **activation function**, a sigmoid, for example.
#
# $$y = f(x_1 w_1 + x_2 w_2 + \dots + x_d w_d + b)$$
#
# Here are the first two, on digits. For weights, we take the mean 3 minus the mean 7. Red is above 0, blue below.
# **Guess first.** In the products, what will you see of the 3, and what of the 7? Whose sum is larger?

# %%
mean3, mean7 = archetype(sample.train_threes).flatten(), archetype(sample.train_sevens).flatten()
weights = mean3 - mean7
pictures, titles = [], []
for name, digit in (("a 3", valid_rows[4]), ("a 7", valid_rows[1010])):
    products = digit * weights
    pictures += [picture.view(28, 28) for picture in (digit, weights, products)]
    titles += [name, "times the weights", f"products, sum {products.sum():.1f}"]
show(draw_digits(pictures, titles, columns=3, signed=True),
     alt="Two rows: a digit, the weights (red in the shape of a 3, blue in the shape of a 7), and "
         "their products. The 3 keeps mostly red and has the sum 19.6, the 7 keeps mostly blue and has "
         "the sum -13.1.")

# %% [markdown]
# Ink on red speaks for a 3, ink on blue against it. Now the sums of all validation digits. The border between "3"
# and "7" is 0, the dashed line. **Guess first:** is that a good place for it?

# %%
sums = valid_rows @ weights
halfway = (weights * (mean3 + mean7) / 2).sum().item()
figure, axes = plt.subplots(figsize=(6.4, 2.8), layout="constrained")
axes.hist(sums[:1010], bins=40, range=(-20, 40), color="#1d4ed8", alpha=0.6, label="3s")
axes.hist(sums[1010:], bins=40, range=(-20, 40), color="#f97316", alpha=0.6, hatch="//", label="7s")
axes.axvline(0, color="#1f2933", linestyle="--", label="0")
axes.axvline(halfway, color="#1f2933", label=f"{halfway:.2f}")
axes.set(xlabel="sum of the products", yticks=[])
axes.legend(frameon=False)
show(figure,
     alt="Two overlapping heaps of sums, the 7s around -8 and the 3s around 19. The dashed line at 0 runs through "
         "the right-hand slope of the 7s, a solid line at 5.24 through the valley between the heaps.")

# %% [markdown]
# It is not. A digit exactly halfway between the two means has the sum 5.24, and that is where the valley lies. The
# neuron can't move its border; it says "3" above 0, and that is that. But it can move all the *sums*: subtract 5.24
# from each of them, and the valley comes to lie at 0.
#
# So the bias of this neuron is -5.24. It says how much the neuron leans to one side *before it has seen anything*.
#
# ### Exercise: a neuron
#
# **Gets** samples `x` `[n, d]`, one a row, weights `w` `[d]`, the bias `b`, which is a number, and `activation`, a
# function that takes a tensor and gives one of the same shape. **Returns** a tensor `[n]`: what the neuron says to
# each sample.
#
# With `x = [[1.0, 2.0], [0.0, 1.0]]`, `w = [3.0, -1.0]`, `b = 0.5` and the activation `torch.relu`, which replaces
# what is below 0 by 0, it returns `[1.5, 0.0]`. Work it out by hand before you write.

# %% answer q30_neuron
def neuron(x: torch.Tensor, w: torch.Tensor, b: float, activation) -> torch.Tensor:
    """Return what a neuron with weights w [d] and bias b makes of each sample in x [n, d]: [n]."""
    ### BEGIN SOLUTION
    return activation(x @ w + b)
    ### END SOLUTION

# %%
with suppress(NotImplementedError):
    for bias in (0.0, -halfway):
        surely_3 = neuron(valid_rows, weights, bias, sigmoid)
        right = (surely_3 > 0.5) == (valid_targets == 1)
        print(f"bias {bias:5.2f}: {right.float().mean():.2%} right, {(~right).sum()} digits wrong")

# %% [markdown]
# One number more, beside 784, and a third of the mistakes are gone.
#
# What does the bias do to the curve? A neuron with one input and the weight 1, drawn for three biases. **Guess
# first:** does a *positive* bias push the curve to the left or to the right?

# %%
with suppress(NotImplementedError):
    x = torch.linspace(-8, 8, 200)
    curves = {bias: neuron(x[:, None], torch.ones(1), bias, sigmoid) for bias in (-3.0, 0.0, 3.0)}
    figure, axes = plt.subplots(figsize=(6.4, 2.6), layout="constrained")
    for (bias, curve), style in zip(curves.items(), ("--", "-", "-.")):
        axes.plot(x, curve, style, label=f"bias {bias:g}")
    axes.set(xlabel="input", ylabel="output", yticks=[0, 0.5, 1])
    axes.grid(alpha=0.3)
    axes.legend(frameon=False)
    show(figure,
         alt="Three equal S-curves side by side. With bias +3 the curve crosses one half at input -3, with bias 0 at "
             "0, with bias -3 at +3.")

# %% [markdown]
# To the left. Whoever leans towards "yes" needs less persuasion.
#
# ## 31 · Why do we need the *bias* parameter in a neuron?
#
# Since a weight can only *turn*. Leave the activation out, take one input, and a neuron is a straight line, $wx + b$.
# The weight is its slope. And without `b`, whatever the slope, at $x = 0$ the line is at 0. It is nailed to the
# origin.
#
# Here is something to put a line through: the stem of a 7. In each row, `x` is the row's number and `y` the middle of
# the ink, both in tens of pixels. The origin is the upper left corner of the picture.

# %%
seven = sample.train_sevens[58]
in_rows = torch.arange(11.0, 27.0)
in_columns = ((seven * torch.arange(28.0)).sum(1) / seven.sum(1))[11:27]  # the mean column of a row's ink
stem_x, stem_y = in_rows / 10, in_columns / 10

# %%
def draw_seven():
    figure, axes = plt.subplots(figsize=(3, 3), layout="constrained")
    axes.imshow(seven, cmap="gray", extent=(-0.5, 27.5, 27.5, -0.5))
    axes.plot(in_columns, in_rows, "o", color="#f97316", markersize=4)
    axes.plot([0], [0], "*", color="#22c55e", markersize=16, clip_on=False)
    axes.set(xticks=[], yticks=[])
    return figure

show(draw_seven(),
     alt="A handwritten 7 with orange dots down its slanted stem, and a green star at the origin, in the upper "
         "left corner.")

# %% [markdown]
# **Guess first.** Lay a ruler on the screen. Which line would you draw through the dots? And which one, if it had to
# go through the star?
#
# ### Exercise: fit a line
#
# **Gets** `x` and `y`, both `[n]`, and `use_bias`, which is `True` or `False`. **Returns** two numbers, the slope `w`
# and the bias `b`: those for which the mean square error of `w * x + b` is smallest. Without a bias, `b` is 0, and `w`
# is the best there is for a line through the origin.
#
# With `x = [1.0, 2.0]` and `y = [3.0, 5.0]` it returns `(2.0, 1.0)` with bias, and `(2.6, 0.0)` without.
#
# Go down with gradients, solve the equations from school, or look in `torch.linalg` for something that is ready: all
# is allowed, if it is right to three decimals.

# %% answer q31_fit_line
def fit_line(x: torch.Tensor, y: torch.Tensor, use_bias: bool) -> tuple[float, float]:
    """Return slope and bias of the line with the smallest mean square error; the bias is 0 if there is to be none."""
    ### BEGIN SOLUTION
    if not use_bias:
        return ((x * y).sum() / (x * x).sum()).item(), 0.0
    dx, dy = x - x.mean(), y - y.mean()
    w = (dx * dy).sum() / (dx * dx).sum()
    return w.item(), (y.mean() - w * x.mean()).item()
    ### END SOLUTION

# %%
with suppress(NotImplementedError):
    lines = [(*fit_line(stem_x, stem_y, use_bias), use_bias) for use_bias in (True, False)]
    figure = draw_seven()
    axes = figure.axes[0]
    for w, b, use_bias in lines:
        ends = torch.tensor([0.0, 27.0])
        axes.plot(w * ends + 10 * b, ends, "-" if use_bias else "--", linewidth=3,
                  label=f"{'with' if use_bias else 'without'} bias: {w:.2f} x + {b:.2f}")
    axes.set(xlim=(-0.5, 27.5), ylim=(27.5, -0.5))
    figure.legend(*axes.get_legend_handles_labels(), loc="outside lower center", frameon=False)
    show(figure,
         alt="The 7 with two lines. With bias, the line runs right down the stem. Without, it starts in "
             "the corner and crosses the stem, leaning the other way.")

# %% [markdown]
# With a bias, the line lies in the stem. Without one it leans to the wrong *side*. The weight has given up its own
# task, to be the slope, and does what it can to be near the dots at all.
#
# **Mind the difference.** You will read: without a bias, zero in gives zero out. It depends on *where* you look. An
# empty sheet, 784 times 0, goes into our neuron without bias. **Guess first:** what are the three outputs?

# %%
empty = torch.zeros(1, 784)
for name, activation in {"no activation": nn.Identity(), "ReLU": torch.relu, "sigmoid": sigmoid}.items():
    print(f"{name:14} {activation(empty @ weights).item():.1f}")
assert (empty @ weights).item() == 0.0  # before the activation: zero, for all weights
assert sigmoid(empty @ weights).item() == 0.5  # after it: what the activation makes of zero

# %% [markdown]
# The *weighted sum* is zero, and what comes out is what the activation makes of zero. A sigmoid makes it one half:
# "perhaps a 3, perhaps not". What the missing bias takes away is the choice. Whatever the weights are, they cannot make
# this neuron say of an empty sheet that it is surely no 3. A bias can:

# %%
for bias in (0.0, -5.24):
    print(f"bias {bias:5.2f}: an empty sheet is a 3 by {sigmoid(empty @ weights + bias).item():.3f}")

# %% [markdown]
# ### In your own words (1 point)
#
# In three or four sentences: what can a neuron with a bias do that none without can? Say what happens when all inputs
# are 0, before *and* after the activation, and give an example in which the bias is needed.

# %% [markdown] written q31
# Without a bias, the weighted sum is 0 whenever all inputs are 0, whatever the weights are; the output is then
# whatever the activation makes of 0, such as 0.5 for a sigmoid, and cannot be changed by training. The line (or the
# border between two classes) has to go through the origin.
#
# The bias shifts the weighted sum, so that the line or the border can lie anywhere, and the weights are free to give
# the slope. For example, the stem of a 7 does not point at the corner of the picture, so that a line without bias
# misses it; or the sums of the 3s and the 7s are parted best at 5.24 and not at 0.
#
# === BEGIN MARK SCHEME ===
# **1 point**: (a) without a bias the line or border is tied to the origin, a bias lets it lie anywhere (or: shifts the
# activation's threshold); (b) all inputs 0: the weighted sum is 0, the output is f(0), not always 0; (c) a fitting
# example.
#
# **½ point**: two of the three; or all three, but with "zero in gives zero out" for any activation.
#
# **0 points**: only "it adds flexibility", or the bias is taken for a prejudice in the data.
# === END MARK SCHEME ===

# %% [markdown]
# ## 32 · What does the @ operator do in python?
#
# It multiplies **matrices**. Every number of the result comes from one *row* of the left matrix and one *column* of
# the right one: multiply them pair by pair, and add up. Does that remind you of something? It is the sum of products
# of a neuron. The row is a sample, the column the weights of a neuron.
#
# **Guess first.** What number stands in place of the question mark?

# %%
def draw_matrix(axes, matrix, row=slice(None), column=slice(None), text="{:g}"):
    """The numbers of a matrix in boxes; the given row, column, or both where they meet, is coloured."""
    marked = torch.zeros(matrix.shape)
    marked[row, column] = 1
    axes.pcolormesh(marked, cmap="Oranges", vmin=0, vmax=2, edgecolors="#8a97a6")
    for i, numbers in enumerate(matrix.tolist()):
        for j, number in enumerate(numbers):
            axes.text(j + 0.5, i + 0.5, text.format(number) if marked[i, j] or text == "{:g}" else "",
                      ha="center", va="center")
    axes.set(xticks=[], yticks=[], aspect="equal")
    axes.invert_yaxis()

# %%
a = torch.tensor([[2.0, 0, 1], [1, 3, -1]])
b = torch.tensor([[1.0, 4, 2, 0], [0, 1, 5, 2], [3, 0, 4, 1]])
sizes = {"width_ratios": [3, 4], "height_ratios": [3, 2]}
figure, panels = plt.subplots(2, 2, figsize=(4.6, 3.4), gridspec_kw=sizes, layout="constrained")
panels[0, 0].set_axis_off()
draw_matrix(panels[0, 1], b, column=2)
draw_matrix(panels[1, 0], a, row=1)
draw_matrix(panels[1, 1], a @ b, row=1, column=2, text="?")
show(figure,
     alt="A matrix of 2 rows and 3 columns at the left, one of 3 rows and 4 columns above, and between "
         "them the empty result of 2 rows and 4 columns. The row 1, 3, -1 of the left matrix and the column "
         "2, 5, 4 of the upper one are coloured, and a question mark stands where they meet.")

# %%
print((a[1] * b[:, 2]).tolist(), "add up to", (a[1] * b[:, 2]).sum().item())
print(a @ b)

# %% [markdown]
# Read the shapes: `[2, 3] @ [3, 4]` is `[2, 4]`. A row of the left and a column of the right must be equally long, so
# the two *inner* sizes have to be equal. They vanish, and the outer ones remain. If they are not equal, there is no
# product.
#
# ### Exercise: the product, by hand
#
# **Gets** two matrices, `a` `[n, k]` and `b` `[k, m]`. **Returns** their product `[n, m]`, made of multiplication
# and addition only: no `@`, `matmul`, `mm`, `dot`, `einsum`, or what else does it all at once. Loops are welcome, and
# so is broadcasting. Where the shapes do not fit, it raises a `ValueError`.
#
# `[[1, 2]]` times `[[3, 0, 1], [4, 1, 0]]` is `[[11, 2, 1]]`: 1·3 + 2·4, 1·0 + 2·1, 1·1 + 2·0.

# %% answer q32_matmul
def matmul(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    """Return the product of a [n, k] and b [k, m] by multiplication and addition; ValueError where they don't fit."""
    ### BEGIN SOLUTION
    if a.shape[1] != b.shape[0]:
        raise ValueError(f"the rows of {tuple(a.shape)} and the columns of {tuple(b.shape)} differ in length")
    return (a[:, :, None] * b).sum(1)  # [n, k, m], summed over k
    ### END SOLUTION

# %% [markdown]
# A picture is a matrix, too. So multiply one. `mirror` has ones along the diagonal from the upper right to the lower
# left, and zeros everywhere else. **Guess first:** the 3 times the mirror, the mirror times the 3: what will they look
# like? And `*`, which is *not* this product, but multiplies pixel by pixel?

# %%
three = sample.train_threes[0]
mirror = torch.eye(28).flip(1)
with suppress(NotImplementedError):
    show(draw_digits([three, mirror, matmul(three, mirror), matmul(mirror, three), three * mirror],
                     ["three", "mirror", "three @ mirror", "mirror @ three", "three * mirror"]),
         alt="A 3; the mirror, a white diagonal on black; three @ mirror, the 3 mirrored left to right; "
             "mirror @ three, the 3 upside down; three * mirror, only the few pixels of the 3 that lie on "
             "the diagonal.")

# %% [markdown]
# A matrix on the right mixes columns, on the left it mixes rows. `a @ b` and `b @ a` are two different things.
#
# ### Exercise: a layer
#
# Neurons side by side, which all look at the same inputs, are called a **layer**. The weights of each stand in a
# column of `w`; each has its own bias. One `@` works them all out, for all samples.
#
# **Gets** `x` `[n, d]`, `w` `[d, m]` and `b` `[m]`: n samples, m neurons. **Returns** `[n, m]`, the weighted sums with
# the biases, without any activation. Use `@` (or `torch.matmul`), and no ready-made linear layer.
#
# With `x = [[1, 2]]`, `w = [[3, 0, 1], [4, 1, 0]]` and `b = [10, 20, 30]` it returns `[[21, 22, 31]]`.

# %% answer q32_linear
def linear(x: torch.Tensor, w: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    """Return what a linear layer with weights w [d, m] and biases b [m] makes of x [n, d]: [n, m]."""
    ### BEGIN SOLUTION
    return x @ w + b
    ### END SOLUTION

# %% [markdown]
# With a layer of ten neurons, you can read all ten digits. Each gets the mean of one digit for its weights, and the
# neuron with the largest output wins. A bright mean, such as that of the 0, would win too often, so each bias takes
# off half of what its mean says of itself. **Guess first:** of the 10,000 validation digits, how many are right? And
# how many without the biases?

# %%
digits = mnist()
means = [(digits.train_images[digits.train_labels == label] / 255).mean(0).flatten() for label in range(10)]
ten_weights = torch.stack(means, dim=1)  # [784, 10]: a column for each digit
ten_biases = -ten_weights.square().sum(0) / 2
ten_x, ten_y = digits.valid_images.flatten(1) / 255, digits.valid_labels

# %%
with suppress(NotImplementedError):
    for name, biases in (("without biases", torch.zeros(10)), ("with biases", ten_biases)):
        says = linear(ten_x, ten_weights, biases).argmax(1)
        zeros, ones = (says == 0).sum(), (says == 1).sum()
        print(f"{name:14} {(says == ten_y).sum()} of 10,000 right; {zeros} are called a 0, {ones} a 1")

# %% [markdown]
# Not one step of training, and yet it is right eight times in ten. (In truth there are 980 zeros and 1135 ones.)
#
# ## 33 · What does the `backward` method do?
#
# It walks back through the notes that PyTorch took, from the loss to the parameters, works out by the chain rule how
# the loss changes with each parameter, and **adds** this to the parameter's `.grad`.
#
# **Mind the difference.** A well-known answer says that `backward` *returns* the gradients. We give it a batch of
# nothing but 3s, then, with the same weights, a batch of nothing but 7s. **Guess first:** what does it return? And
# what do you see in `.grad` after the second batch?

# %%
def loss_on(batch, w):
    """The loss of 784 weights on some of the training digits."""
    return mnist_loss(rows[batch] @ w, targets[batch])

threes, sevens = slice(0, 64), slice(-64, None)
w = torch.zeros(784, requires_grad=True)
held = []
for batch in (threes, sevens):
    returned = loss_on(batch, w).backward()
    held.append(w.grad.clone())
    print("backward() returned", returned)
    assert returned is None

# %%
w.grad = None
loss_on(sevens, w).backward()
sevens_alone = w.grad
pictures = [(gradient * 8).view(28, 28) for gradient in (held[0], sevens_alone, held[1])]
titles = ["the 3s' gradient", "the 7s' gradient", "in .grad after both"]
show(draw_digits(pictures, titles, signed=True),
     alt="The gradient of the 3s: blue in the shape of a 3. The gradient of the 7s: red in the shape of a 7. In .grad "
         "after both: their sum, a blue 3 and a red 7 on top of each other.")
assert torch.allclose(held[1], held[0] + sevens_alone)

# %% [markdown]
# It returns `None`, nothing. And `.grad` is no record of the *current* gradient. It is a heap: each `backward()`
# throws another one on top.
#
# ### Exercise: how high is the heap?
#
# **Gets** a function `f`, which makes one number of a tensor, a tensor `x`, and how many `times`, 1 at least.
# **Returns** what `.grad` holds after so many rounds. In each round, `f` is evaluated at `x`, and then comes a
# `backward()`. Nothing is cleared in between. For the sum of squares at `[1.0, -2.0]`, whose gradient is `[2.0,
# -4.0]`, three times give `[6.0, -12.0]`.
#
# The caller's own `x` is left alone: it gets no `.grad`, and no flag.

# %% answer q33_grad_after
def grad_after(f, x: torch.Tensor, times: int) -> torch.Tensor:
    """Return what lies in .grad after so many evaluations of f at x, a backward() after each; x stays as it was."""
    ### BEGIN SOLUTION
    x = x.detach().clone().requires_grad_()
    for _ in range(times):
        f(x).backward()
    return x.grad
    ### END SOLUTION

# %%
with suppress(NotImplementedError):
    both = torch.cat([torch.arange(64), torch.arange(-64, 0)])
    heaps = {times: grad_after(lambda w: loss_on(both, w), torch.zeros(784), times) for times in (1, 2, 4, 8)}
    show(draw_digits([(heap * 1.5).view(28, 28) for heap in heaps.values()], [f"{times} times" for times in heaps],
                     signed=True),
         alt="What .grad holds after 1, 2, 4 and 8 times: the same picture of a blue 3 and a red 7, "
             "pale at first and twice as strong each time.")

# %% [markdown]
# The weights never moved, so it is the same gradient each time, only more of it.
#
# ## 34 · Why do we have to zero the gradients?
#
# Since a step should follow the slope *where you stand*. What lies in `.grad`, if nobody clears it, is the sum of the
# slopes of all places where you have ever stood. Here is a bowl with two weights, seen from above. Both walkers begin
# at the same place and have the same learning rate. **Guess first:** where will each of them be after 40 steps?

# %%
def bowl(w):
    return w[0] ** 2 + 3 * w[1] ** 2

def walk(clear):
    """The places of 40 steps down the bowl, with the gradient cleared before each backward(), or never."""
    w = torch.tensor([-3.0, 1.6], requires_grad=True)
    for _ in range(40):
        yield w.tolist()
        if clear:
            w.grad = None
        bowl(w).backward()
        sgd_step([w], 0.04)

# %%
grid = torch.meshgrid(torch.linspace(-4, 4, 80), torch.linspace(-2.2, 2.2, 60), indexing="xy")
figure, panels = plt.subplots(1, 2, figsize=(8.4, 2.8), sharey=True, layout="constrained")
for axes, (name, clear) in zip(panels, (("cleared before each backward()", True), ("never cleared", False))):
    axes.contour(*grid, bowl(grid), levels=12, colors="#c5ced8", linewidths=0.8)
    axes.plot(*zip(*walk(clear)), "o-", color="#c2410c", markersize=3, linewidth=1)
    axes.plot([-3], [1.6], "o", color="#c2410c", markerfacecolor="white", markersize=8)
    axes.plot([0], [0], "+", color="#1f2933", markersize=12)
    axes.set_title(name, fontsize=9)
show(figure,
     alt="Two bowls from above. With cleared gradients, the walker curves down to the lowest point and stays. "
         "Without, it shoots through the bowl from side to side in wide loops and never comes to rest.")

# %% [markdown]
# The one on the right rolls like a marble without friction. At the lowest point the slope is 0, but the heap in
# `.grad` is not.
#
# Why does PyTorch add at all? For two good reasons. A parameter that is used **twice** in a model gets a slope from
# each use, and the two belong together. And a batch that is too large for the memory can go through in **parts**: one
# `backward()` for each, and a single step afterwards. **Guess first:** what are the two results below?

# %%
w = torch.tensor(1.0, requires_grad=True)
(2 * w + 3 * w).backward()
print("used twice:", w.grad.item())

batch = torch.arange(0, 12_396, 60)[:200]
w = torch.zeros(784, requires_grad=True)
for half in batch.split(100):
    (loss_on(half, w) / 2).backward()
in_halves, w.grad = w.grad, None
loss_on(batch, w).backward()
print("in two halves the same as at once:", torch.allclose(in_halves, w.grad, atol=1e-6))

# %% [markdown]
# PyTorch cannot know when you are done adding up. So *you* say when a new heap begins.
#
# ### Exercise: one step of training
#
# **Gets** a model, a batch `xb` and `yb`, a loss function, which is called with the predictions and the targets, and a
# learning rate. It takes one step of SGD: the model's own parameters hold new values afterwards. **Returns** the loss
# *before* the step, as a `float`.
#
# Called a second time, it follows the new batch's gradient alone. Take a model with the single weight 1, `xb =
# [[2.0]]`, `yb = [[5.0]]`, the mean square error, and the learning rate 0.1. The model says 2, the loss is 9, its slope
# is -12: `train_step` returns 9.0, and the weight is 2.2. Once more, with the same batch: the model says 4.4, the loss
# is 0.36, its slope is -2.4, and the weight becomes 2.44.

# %% answer q34_train_step
def train_step(model: nn.Module, xb: torch.Tensor, yb: torch.Tensor, loss_func, lr: float) -> float:
    """Take one step of SGD, from this batch's gradient alone, and return the loss before it."""
    ### BEGIN SOLUTION
    model.zero_grad()
    loss = loss_func(model(xb), yb)
    loss.backward()
    sgd_step(model.parameters(), lr)
    return loss.item()
    ### END SOLUTION

# %% [markdown]
# Put it to the test on digits, beside a step that does all the same, but never clears. The loss is the mean square
# error, with targets of +1 for a 3 and -1 for a 7. **Guess first:** what will the two lines look like?

# %%
signs = 2 * targets - 1  # +1 for a 3, -1 for a 7

def forgetful_step(model, xb, yb, loss_func, lr):
    """A step that never clears the gradients."""
    value = loss_func(model(xb), yb)
    value.backward()
    BasicOptim(model.parameters(), lr).step()
    return value.item()

# %%
def fresh_model():
    """784 weights and a bias, all 0; [n, 784] to [n]."""
    model = nn.Sequential(nn.Linear(784, 1), nn.Flatten(0))
    for parameter in model.parameters():
        nn.init.zeros_(parameter)
    return model

# %%
with suppress(NotImplementedError):
    batches, lines = minibatches(len(rows), 128, torch.Generator().manual_seed(34)), {}
    valid_dl = [(valid_rows, valid_targets)]
    for name, step in (("train_step", train_step), ("never cleared", forgetful_step)):
        model = fresh_model()
        lines[name] = [step(model, rows[batch], signs[batch], F.mse_loss, 0.01) for batch in batches]
        print(f"{name:14} validation accuracy {validate(model, valid_dl, batch_accuracy):.1%}")
    show(draw_lines(lines, "step", "loss"),
         alt="Loss over 97 steps. With train_step it falls from 1 to about 0.15 and stays low. Never cleared, it "
             "falls at first, then swings between 0.2 and more than 1, at last wilder than ever.")

# %% [markdown]
# ### In your own words (1 point)
#
# In three or four sentences: what does `backward()` do with the gradients that are there already? What does a step
# follow, then, if nobody clears them, and what becomes of the training? When may they be cleared, and when not?

# %% [markdown] written q34
# `backward()` adds the new gradients to what `.grad` holds already. If nobody clears it, each step follows the sum of
# the gradients of all batches so far, measured at places where the parameters no longer are, and not the slope at the
# present place. The steps get too long and point in old directions, so that the training overshoots, swings about or
# diverges.
#
# They have to be cleared once for each step, anywhere after the step and before the next `backward()`: at the
# beginning of the round, before or after the forward pass, or right after the step. They must not be cleared between
# `backward()` and the step, or there is nothing left to follow.
#
# === BEGIN MARK SCHEME ===
# **1 point**: (a) `backward()` adds to `.grad`; (b) without clearing a step follows a sum with old gradients, so that
# it goes wrong (overshoots, swings, diverges, too long steps); (c) cleared between a step and the next `backward()`,
# not between `backward()` and its step.
#
# **½ point**: (a) and one of the other two.
#
# **0 points**: only "otherwise the result is wrong", or the claim that the *weights* would be added up.
# === END MARK SCHEME ===

# %% [markdown]
# ## 35 · What information do we have to pass to Learner ?
#
# You have now trained a handful of models, and every time you wrote down the same loop. What differed? Only what went
# into it. A `Learner` is an object that keeps the loop, and asks you for the rest:
#
# | | what | what the loop asks of it | for our 3s and 7s |
# |---|---|---|---|
# | 1 | **data**, `dls` | batches to train on, `dls.train`, and to measure with, `dls.valid` | two `MiniLoader`s |
# | 2 | **model** | predictions, and its parameters | `nn.Linear(784, 1)` |
# | 3 | **optimiser**, `opt_func` | steps, and cleared gradients | `BasicOptim` |
# | 4 | **loss function** | one number with a slope | `mnist_loss` |
# | (5) | **metrics**, if you like | numbers for people | `[batch_accuracy]` |
#
# Four are needed: without any of them there is no step. The fifth changes nothing in the training. It is for you.
#
# The data go in as one thing with two names. **Guess first:** how many batches will each loader have?

# %%
dls = SimpleNamespace(
    train=MiniLoader(list(zip(rows, targets)), 128, shuffle=True, generator=torch.Generator().manual_seed(35)),
    valid=MiniLoader(list(zip(valid_rows, valid_targets)), 512),
)
print(len(dls.train), "batches to train on,", len(dls.valid), "to measure with")

# %% [markdown]
# Note that the third is no optimiser, but a function that *makes* one (for Python, a class is that, too). An optimiser
# wants parameters, which come with the model, and a learning rate, which you only name when the training starts. The
# `Learner` brings them together: `opt_func(parameters, lr)`. And a function knows its name, which comes in handy for a
# report:

# %%
batch_accuracy.__name__, mnist_loss.__name__

# %% [markdown]
# ### Exercise: a Learner
#
# `Learner(dls, model, opt_func, loss_func, metrics=())` **gets** the five. It has a method and a list:
#
# * `fit(n_epochs, lr)` trains the model for so many epochs: in each, one step for each batch of `dls.train`, from that
#   batch's gradient alone. It returns nothing. Called again, it goes on from where it stopped.
# * `history` has one dictionary for each epoch so far, over all calls of `fit`. It holds `"train_loss"`, the mean of
#   the loss on the training batches in this epoch; `"valid_loss"`, the loss on the validation digits after it; and
#   each metric on the validation digits, under the name of its function. What is measured on `dls.valid` is a mean over
#   *samples*.
#
# With `metrics=[batch_accuracy]`, two epochs might leave `[{"train_loss": 0.13, "valid_loss": 0.06, "batch_accuracy":
# 0.96}, {"train_loss": 0.05, "valid_loss": 0.05, "batch_accuracy": 0.97}]`.
#
# The model trains in training mode and is measured in eval mode, in every epoch. Predictions come first, then
# targets, in the loss and in the metrics. You may use `validate`, and whatever else is given.

# %% answer q35_Learner
class Learner:
    """Data, a model, a way to make an optimiser, and a loss: trains the model, and keeps a record in `history`."""

    def __init__(self, dls, model: nn.Module, opt_func, loss_func, metrics=()):
        ### BEGIN SOLUTION
        self.dls, self.model = dls, model
        self.opt_func, self.loss_func, self.metrics = opt_func, loss_func, metrics
        self.history = []
        ### END SOLUTION

    def fit(self, n_epochs: int, lr: float) -> None:
        """Train for so many epochs more."""
        ### BEGIN SOLUTION
        opt = self.opt_func(self.model.parameters(), lr)
        measures = {"valid_loss": self.loss_func, **{metric.__name__: metric for metric in self.metrics}}
        for _ in range(n_epochs):
            train_loss = self.one_epoch(opt)
            measured = {name: validate(self.model, self.dls.valid, measure) for name, measure in measures.items()}
            self.history.append({"train_loss": train_loss, **measured})

    def one_epoch(self, opt) -> float:
        """Train on each batch once; return the mean loss over samples."""
        self.model.train()
        total = count = 0
        for xb, yb in self.dls.train:
            opt.zero_grad()
            loss = self.loss_func(self.model(xb), yb)
            loss.backward()
            opt.step()
            total, count = total + loss.item() * len(xb), count + len(xb)
        return total / count
        ### END SOLUTION

# %% [markdown]
# Ask for a `Learner`, and give it nothing. **Guess first:** what will Python complain about, and what not?

# %%
try:
    Learner()
except TypeError as error:
    print(error)

# %% [markdown]
# There they are, the four; and the fifth is not missed. Now give it all it wants, and let it work.

# %%
def report(history):
    for number, epoch in enumerate(history, start=1):
        print(f"epoch {number}  ", "  ".join(f"{name} {value:.4f}" for name, value in epoch.items()))

with suppress(NotImplementedError):
    learner = Learner(dls, fresh_model(), BasicOptim, mnist_loss, metrics=[batch_accuracy])
    learner.fit(4, 1.0)
    learner.fit(2, 0.2)  # go on, with smaller steps
    report(learner.history)

# %% [markdown]
# Compare it with the 95.1 % of pixel similarity, and count what you had to write: a line to build it, a line to train.
#
# ### One piece at a time
#
# The four pieces know nothing of each other. So each can be replaced, while the others stay. Three learners: the one
# above; one with another loss (question 23 had it); and one with another model, too, in which 30 neurons look at the
# digit first. It has a ReLU in the middle, of which the next notebook tells. **Guess first:** what brings more, the
# loss or the model?

# %%
def thirty_neurons():
    """A net with 30 neurons in a layer of their own; [n, 784] to [n]."""
    model = nn.Sequential(nn.Linear(784, 30), nn.ReLU(), nn.Linear(30, 1), nn.Flatten(0))
    generator = torch.Generator().manual_seed(35)
    for layer, std in ((model[0], 1 / 28), (model[2], 30**-0.5)):
        layer.weight.data = init_params(layer.weight.shape, std, generator).detach()
        nn.init.zeros_(layer.bias)
    return model

# %%
by_score = F.binary_cross_entropy_with_logits
trials = {"as above": (fresh_model(), mnist_loss, 1.0),
          "another loss": (fresh_model(), by_score, 0.5),
          "another model, too": (thirty_neurons(), by_score, 0.5)}
lines = {}
with suppress(NotImplementedError):
    for name, (model, loss_func, lr) in trials.items():
        learner = Learner(dls, model, BasicOptim, loss_func, metrics=[batch_accuracy])
        learner.fit(6, lr)
        lines[name] = [epoch["batch_accuracy"] for epoch in learner.history]
        print(f"{name:20} {lines[name][-1]:.2%}")
    show(draw_lines(lines, "epoch", "validation accuracy"),
         alt="Validation accuracy over six epochs. The two single neurons come to about 98 %, with either loss, and "
             "their lines lie close together. The line of the net with 30 neurons lies above both and comes "
             "to about 99 %.")

# %% [markdown]
# Either loss brings a single neuron to about 98 %, and there it stays. Thirty neurons in front of it take away about
# half of the mistakes that are left. You have changed a model, a loss and a learning rate, and not one line of the
# training.
#
# ## 36 · Show pseudo-code (inspired from python) for the basic steps of a training loop
#
# **Mind the difference.** A loop in a loop, that much is right in a well-known answer: for each epoch, for each batch.
# Its inner part, which is called with one batch at a time, is this text:

# %%
published = """
for inputs, targets in batch:
    predictions = model(inputs)
    loss = loss_function(predictions, targets)
    loss.backward()
    model.params.data -= lr * model.params.gradient.data
    params.grad = None
"""

# %% [markdown]
# It is called pseudo-code. But it is Python, so let us take it at its word and run it, on a model that has its 784
# parameters under the name `params`, as the text wants it. Where it trips, we mend what it tripped over, and nothing
# else. **Guess first:** there are three stumbling blocks. Can you see them?

# %%
class Weights:
    """A linear model whose parameters are called `params`."""

    def __init__(self):
        self.params = torch.zeros(784, requires_grad=True)

    def __call__(self, inputs):
        return inputs @ self.params

# %%
def complaint(text):
    """What Python says of the text, run on a batch of 64 digits."""
    names = {"model": Weights(), "loss_function": F.mse_loss, "lr": 0.01, "batch": (rows[:64], signs[:64])}
    try:
        exec(text, names)
    except Exception as error:
        return f"{type(error).__name__}: {error}"

# %%
one_batch = published.replace("in batch:", "in [batch]:")  # the batch is one thing, not a collection of pairs
true_name = one_batch.replace(".gradient", ".grad")
for name, text in (("as it stands", published), ("one batch at a time", one_batch), ("the true name", true_name)):
    print(f"{name:20} {complaint(text)}")
assert [complaint(text).split(":")[0] for text in (published, one_batch, true_name)] == [
    "ValueError", "AttributeError", "NameError"]

# %% [markdown]
# **One: the batch is gone through again.** The loader has handed out a batch, two tensors, 64 inputs and 64 targets.
# `for inputs, targets in batch` goes *into* it and wants to take the 64 inputs apart into two. That is a lucky
# accident, for with 64 it fails. **Guess first:** what are `inputs` and `targets`, if the batch happens to hold two
# digits?

# %%
batch = (rows[[0, -1]], targets[[0, -1]])
for inputs, inner_targets in batch:
    break
show(draw_digits([inputs.view(28, 28), inner_targets.view(28, 28)], ["inputs", "targets"]),
     alt="Two digits: the one called inputs is a 3, the one called targets is a 7.")
assert inner_targets.shape == (784,)  # an image, where the target should be

# %% [markdown]
# The second digit is taken for the target of the first, and nobody complains.
#
# **Two: there is no `.gradient`.** It is `.grad`. That at least is loud.
#
# **Three: the last line clears something else.** The gradient lies in `model.params`, and the line clears `params`.
# Here there is nothing of this name. But in a notebook there often is something, left over from an earlier cell. Put
# any tensor there, and the loop runs. We let it run through one epoch, and beside it the same loop with this line
# mended. **Guess first:** does clearing the wrong thing clear anything?

# %%
def losses_of(text, order):
    names = {"model": Weights(), "loss_function": F.mse_loss, "lr": 0.01, "params": torch.zeros(3)}
    for chosen in order:
        names["batch"] = rows[chosen], signs[chosen]
        exec(text, names)
        yield names["loss"].item()

# %%
order = minibatches(len(rows), 128, torch.Generator().manual_seed(36))
mended = true_name.replace(" params.grad", " model.params.grad")
lines = {"clears `params`": list(losses_of(true_name, order)), "clears `model.params`": list(losses_of(mended, order))}
show(draw_lines(lines, "batch", "loss"),
     alt="Loss over one epoch of 97 batches. With the wrong name it falls once, then swings between "
         "0.2 and more than 1. With the mended line it sinks to about 0.15.")
late = {name: sum(losses[-40:]) / 40 for name, losses in lines.items()}
assert late["clears `params`"] > 2 * late["clears `model.params`"]

# %% [markdown]
# It never clears, and the gradients pile up, as in question 34. Three lines of six were wrong, and the most dangerous
# one makes no noise at all.
#
# ### Exercise: the training loop
#
# Now yours, in true Python.
#
# **Gets** a model, a loader `dl`, how many epochs, a learning rate and a loss function. **Returns** a list with one
# `float` for each epoch: the mean of its batches' losses, each measured before its step, over *samples*. The model is
# trained: in each epoch one step for each batch, from that batch's gradient alone.
#
# Say an epoch has a batch of 3 digits with loss 0.5, and one of a single digit with loss 0.1. Its mean is (3 · 0.5 +
# 1 · 0.1) / 4 = 0.4.
#
# You may use your `train_step`, once its check says that it is right.

# %% answer q36_training_loop
def training_loop(model: nn.Module, dl, n_epochs: int, lr: float, loss_func) -> list[float]:
    """Train the model, one step a batch, and return the mean loss over samples of each epoch."""
    ### BEGIN SOLUTION
    losses = []
    for _ in range(n_epochs):
        total = count = 0
        for xb, yb in dl:
            total += train_step(model, xb, yb, loss_func, lr) * len(xb)
            count += len(xb)
        losses.append(total / count)
    return losses
    ### END SOLUTION

# %% [markdown]
# ### The text and its run, side by side
#
# Python can tell which line it is at. The next cell counts, while your loop runs, how often each line of it is
# reached. It runs for **2 epochs**, on a loader with **3 batches**. **Guess first:** which number will stand beside
# each line of your text? Which line is reached *8* times, if there are 6 batches in all?

# %%
def run_counting(functions, run):
    """Run, and print these functions' text with the number of times that each line was reached."""
    codes, counts, before = [function.__code__ for function in functions], Counter(), sys.gettrace()

    def watch(frame, event, _):
        if event == "line":
            counts[frame.f_code, frame.f_lineno] += 1
        return watch if frame.f_code in codes else None

    sys.settrace(watch)
    try:
        run()
    finally:
        sys.settrace(before)
    for function, code in zip(functions, codes):
        for number, line in enumerate(inspect.getsourcelines(function)[0], start=code.co_firstlineno):
            print(f"{counts[code, number] or '':>4}  {line}", end="")
        print()

# %%
three_batches = [(rows[start::3000], targets[start::3000]) for start in (0, 1, 2)]
with suppress(NotImplementedError):
    run_counting([training_loop, train_step],
                 lambda: training_loop(fresh_model(), three_batches, 2, 1.0, mnist_loss))

# %% [markdown]
# What happens once, what once an epoch, what once a batch: if these numbers are what you expected, you have understood
# the training loop. (The head of a loop is reached once more than its body: to find that there is nothing left. So the
# inner one is reached 2 · (3 + 1) times. And if you did not use `train_step`, no numbers stand beside it.)
#
# At last, all 12,396 digits, with your own loop:

# %%
with suppress(NotImplementedError):
    model = fresh_model()
    losses = training_loop(model, dls.train, 6, 1.0, mnist_loss)
    print("loss by epoch:", *(f"{value:.4f}" for value in losses))
    print(f"validation accuracy: {validate(model, dls.valid, batch_accuracy):.2%}")
    learned = model[0].weight.detach().view(28, 28)
    show(draw_digits([learned / learned.abs().max()], ["the neuron's weights"], signed=True),
         alt="The weights of the one neuron: red at the top, in the middle and along the lower bow of a 3, blue "
             "at the left and along the stem of a 7.")

# %% [markdown]
# **Where you are.** You can say what every part of a training does, since you have written every part of it. One thing
# is left. All you have trained by hand is a single neuron, a straight border in a space of 784 dimensions. The net with
# 30 neurons beat it, thanks to a tiny bend called ReLU. The next notebook shows what a bend can do.
