# %% [markdown]
# # 4 · Training tools
#
# You have trained a model, with loose pieces: a loss here, a step there, batches in a list. In this notebook the
# pieces become tools, the same that PyTorch brings along: a smooth switch, a metric, an optimiser, a loader, an
# epoch. You write each of them once. Afterwards you will use PyTorch's own and know what is inside.
#
# | | |
# |---|---|
# | **You need** | notebooks 1 to 3, and how to write a class in Python |
# | **It takes** | about 2 hours |
# | **It is worth** | 20 points: ten exercises of 2 points |
#
# **How to work.** Read, run the cells in order, and guess before you run. In an exercise, put your code in place of
# `raise NotImplementedError()`, run the cell, then run the check below it. Read what the check says, mend, and check
# again, as often as you like.
#
# A cell with the line `with suppress(NotImplementedError):` works with *your* function. As long as you have not
# written it, the cell shows nothing. Come back to it afterwards.
#
# What the last notebook asked for is given here, in a version that works: `gradient`, `init_params`, `minibatches`,
# `mnist_loss`, `sgd_step` and `validate`.

# %% setup

# %%
from contextlib import suppress

from matplotlib.offsetbox import AnnotationBbox, OffsetImage
from torch.utils.data import DataLoader, TensorDataset

from course_lib.mnist import archetype, pixel_distance, threes_and_sevens
from course_lib.mnist import gradient, init_params, minibatches, mnist_loss, sgd_step, validate
from course_lib.mnist.curves import draw_lines, draw_paths
from course_lib.mnist.plots import draw_digits

sample = threes_and_sevens()
images = torch.cat([sample.train_threes, sample.train_sevens])  # [12396, 28, 28]: all the 3s, then all the 7s
targets = torch.tensor([1.0] * 6131 + [0.0] * 6265)  # 1 for a 3, 0 for a 7
valid_images = torch.cat([sample.valid_threes, sample.valid_sevens])
valid_targets = torch.tensor([1.0] * 1010 + [0.0] * 1028)
rows, valid_rows = nn.Flatten()(images), nn.Flatten()(valid_images)  # each image as a row of 784 pixels

# %% [markdown]
# ## 23 · Imagine the sigmoid function. What is special about its shape?
#
# A model gives any number at all, and we want to read it as an answer between "surely not" (0) and "surely" (1). The
# **sigmoid** makes the one into the other:
#
# $$\sigma(x) = \frac{1}{1 + e^{-x}}$$
#
# **Guess first.** What is σ(0)? What does σ come near to, far out on the left and far out on the right? And if
# σ(2) is 0.88, what is σ(-2)?

# %%
x = torch.linspace(-8, 8, 200, requires_grad=True)
curve = torch.sigmoid(x)
(slope,) = torch.autograd.grad(curve.sum(), x)
figure, axes = plt.subplots(figsize=(6.4, 3), layout="constrained")
axes.plot(x.detach(), curve.detach(), color="#1d4ed8", label="sigmoid")
axes.plot(x.detach(), slope, "--", color="#c2410c", label="its slope")
axes.set(xlabel="x", yticks=[0, 0.25, 0.5, 0.75, 1])
axes.grid(alpha=0.3)
axes.legend(frameon=False)
show(figure,
     alt="The sigmoid, an S lying down: near 0 on the left, rising through 0.5 at x = 0, near 1 "
         "on the right. Its slope is a small bell, 0.25 at the middle and close to 0 beyond 6.")

# %% [markdown]
# A smooth S. It never falls, it never leaves the space between 0 and 1, and it looks the same when turned about its
# middle: σ(-x) = 1 - σ(x). Small numbers make a difference; whether a large one is 10 or 20 hardly does.
#
# Here it is at work. Each digit stands at its score by pixel similarity: how much nearer it is to the mean 3 than to
# the mean 7. Its height is how surely it is a 3.

# %%
means = archetype(sample.train_threes), archetype(sample.train_sevens)
scores = 120 * (pixel_distance(valid_images, means[1]) - pixel_distance(valid_images, means[0]))
figure, axes = plt.subplots(figsize=(8.4, 3.4), layout="constrained")
axes.plot(x.detach(), curve.detach(), color="#1d4ed8")
for place, lift in zip((-6.6, -4.4, -2.4, -0.8, 0.8, 2.4, 4.4, 6.6), (1, 1, 1, 1, -1, -1, -1, -1)):
    nearest = (scores - place).abs().argmin()
    at = (scores[nearest].item(), torch.sigmoid(scores[nearest]).item())
    axes.plot(*at, "o", color="#c2410c")
    ink = torch.zeros(28, 28, 4)  # red, green, blue, and how opaque: black ink on nothing
    ink[..., 3] = valid_images[nearest]
    digit = OffsetImage(ink.numpy(), zoom=1.1)
    axes.add_artist(AnnotationBbox(digit, at, xybox=(0, 32 * lift), boxcoords="offset points", frameon=False))
axes.set(xlabel="score", ylabel="how surely a 3", ylim=(-0.25, 1.25), yticks=[0, 0.5, 1])
show(figure,
     alt="Eight digits along the sigmoid, by their score: clear 7s at the left, near height 0, "
         "digits that are hard to tell in the steep middle, clear 3s at the right, near 1.")

# %% [markdown]
# ### Exercise: the sigmoid
#
# **Gets** a float tensor of any shape. **Returns** σ of each element: `[0.0, 2.0]` gives `[0.5, 0.8808]`.
#
# Write the formula with your own arithmetic. `torch.exp` is welcome. Anything ready-made that has the S in it is not:
# no sigmoid, log-sigmoid, softmax, softplus or tanh. Value and gradient should be finite for numbers from -50 to 50.

# %% answer q23_sigmoid
def sigmoid(x: torch.Tensor) -> torch.Tensor:
    """Return 1 / (1 + e**-x) for each element, by own arithmetic."""
    ### BEGIN SOLUTION
    return 1 / (1 + torch.exp(-x))
    ### END SOLUTION

# %% [markdown]
# Formulas like to lose their brackets. **Guess first.** What do these three give at x = 2, where 0.88 is right?

# %%
e = math.e
print("1 / 1 + e**-2     ", 1 / 1 + e**-2)
print("1 / (1 + e)**-2   ", 1 / (1 + e) ** -2)
print("(1 / 1 + e)**-2   ", (1 / 1 + e) ** -2)

# %% [markdown]
# ### Exercise: its slope
#
# The dashed bell above. To find its formula, use the chain rule on $1/u$ with $u = 1 + e^{-x}$: the slope of $1/u$ is
# $-1/u^2$, and that of $e^{-x}$ is $-e^{-x}$. Or find out how the height of the curve alone tells how steep it is.
#
# **Gets** a float tensor of any shape. **Returns** the slope of σ at each element: `[0.0, 2.0]` gives `[0.25,
# 0.105]`. Far out it is close to 0. It must be finite from -50 to 50.

# %% answer q23_sigmoid_slope
def sigmoid_slope(x: torch.Tensor) -> torch.Tensor:
    """Return the derivative of the sigmoid at each element: 0.25 at 0, near 0 far out."""
    ### BEGIN SOLUTION
    height = sigmoid(x)
    return height * (1 - height)
    ### END SOLUTION

# %%
with suppress(NotImplementedError):
    x = torch.linspace(-6, 6, 5)
    by_autograd = gradient(lambda x: sigmoid(x).sum(), x)
    for numbers in zip(x.tolist(), sigmoid(x).tolist(), sigmoid_slope(x).tolist(), by_autograd.tolist()):
        print("x {:5.1f}   sigmoid {:.4f}   slope {:.4f}   slope by autograd {:.4f}".format(*numbers))

# %% [markdown]
# **Mind the difference.** Three remarks on what is commonly said here.
#
# The formula stands *twice* in a row in a well-known answer, as if it were a product. It stands once.
#
# Written plainly, it **overflows**. At x = -100, $e^{100}$ is too large for `float32` and becomes infinity. Many
# warn of that. **Guess first:** is the value still right? And the gradient?

# %%
x = torch.tensor(-100.0, requires_grad=True)
power = torch.exp(-x)
value = (power + 1).reciprocal()
value.backward()
print("power", power.item(), "  value", value.item(), "  gradient", x.grad.item())
assert value.item() == 0.0 and math.isnan(x.grad.item())

# %% [markdown]
# The value is 0.0, as it should be: one over infinity. The overflow is harmless there. But on the way back, the chain
# rule multiplies the slope of 1/u, which is 0, by the slope of the power, which is infinite, and 0 · ∞ is `nan`, *not
# a number*. One such digit in a batch, and after the next step every weight is `nan`. PyTorch's own sigmoid is
# written so that nothing overflows:

# %%
x = torch.tensor(-100.0, requires_grad=True)
torch.sigmoid(x).backward()
print("torch.sigmoid:", "gradient", x.grad.item())
assert math.isfinite(x.grad.item())

# %% [markdown]
# And not every model **ends** in a sigmoid. Many losses take the raw scores and squeeze them themselves, in a way
# that loses nothing. Here is a digit with target 1 that the model is wrong about, and very sure, with a score of
# -200. We measure it by the same loss, once by way of a sigmoid and once from the raw score:

# %%
for name in ("sigmoid first", "raw score"):
    score, target = torch.tensor([-200.0], requires_grad=True), torch.tensor([1.0])
    if name == "sigmoid first":
        error = F.binary_cross_entropy(torch.sigmoid(score), target)
    else:
        error = F.binary_cross_entropy_with_logits(score, target)
    error.backward()
    print(f"{name:14} loss {error.item():5.1f}   gradient {score.grad.item() + 0:.1f}")
    assert (score.grad.item() == 0) == (name == "sigmoid first")

# %% [markdown]
# After the sigmoid, nothing is left of the score but a 0, and the model gets no gradient just where it is most wrong.
# The raw score keeps it.
#
# ## 24 · What is the difference between loss and metric?
#
# A **metric** is for people: it says what they want to know, in a unit that they understand. A **loss** is for the
# descent: it has to have a slope. Often the two agree. They need not.
#
# **Guess first.** Two models look at the same five digits, all of them 3s, so that each activation should be above
# 0. Which one has the better accuracy? Which one the better loss?

# %%
timid = torch.tensor([0.1, 0.2, 0.1, 0.1, 0.2])
bold = torch.tensor([5.0, 4.0, -0.1, 6.0, 5.0])
all_threes = torch.ones(5)
print(f"timid: loss {mnist_loss(timid, all_threes):.3f}")
print(f"bold:  loss {mnist_loss(bold, all_threes):.3f}")

# %% [markdown]
# The timid one has five right of five, the bold one four. And yet the bold one has by far the smaller loss: it is
# sure where it is right, and hardly wrong where it is wrong. The loss sees how sure a model is; accuracy sees only
# on which side of the border it stands.
#
# ### Exercise: the accuracy of a batch
#
# **Gets** raw activations, not yet squeezed, and targets, 1 or 0. **Returns** a tensor with one number: the share of
# right answers. The activations `[2.0, -1.0, 0.3]` and the targets `[1, 1, 1]` give 0.6667, two of three.
#
# Where is the border between yes and no, for an activation that has not been through the sigmoid? And again,
# predictions and targets may each be `[n]` or `[n, 1]`.

# %% answer q24_batch_accuracy
def batch_accuracy(predictions: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """Return the share of raw activations on the right side; [n] and [n, 1] in any pairing."""
    ### BEGIN SOLUTION
    said_yes, is_yes = predictions.flatten() > 0, targets.flatten() == 1
    return (said_yes == is_yes).float().mean()
    ### END SOLUTION

# %%
with suppress(NotImplementedError):
    for name, predictions in (("timid", timid), ("bold", bold)):
        print(f"{name}: accuracy {batch_accuracy(predictions, all_threes):.1f}")

# %% [markdown]
# ### What has a slope?
#
# To be a loss, a measure needs a gradient, and not zero. There are two ways to fail. A comparison such as `>` breaks
# the notes off: the result knows nothing of where it came from. And rounding keeps the notes, but is flat wherever
# you stand.
#
# **Guess first.** For each of the three: does it require a gradient? And what is that gradient?

# %%
measures = {
    "mean": lambda p, t: p.mean(),
    "share above 0": lambda p, t: (p > 0).float().mean(),
    "mean, rounded": lambda p, t: p.round().mean(),
}
for name, measure in measures.items():
    p = torch.tensor([0.3, -1.2, 2.6], requires_grad=True)
    value = measure(p, None)
    print(f"{name:14} requires a gradient: {value.requires_grad}", end="   ")
    print("gradient", torch.autograd.grad(value, p)[0].tolist() if value.requires_grad else None)

# %% [markdown]
# ### Exercise: can it be trained with?
#
# **Gets** a measure, which is a function of predictions and targets that gives one number, and the two tensors to try
# it on. **Returns** `True` if the measure has a gradient in the predictions that is not zero everywhere, else
# `False`. For the three measures above it is `True`, `False`, `False`.
#
# It must not fail when there is no gradient to be had. That *is* an answer: `False`. The measure wants predictions
# that require a gradient, and those you are given may not.

# %% answer q24_has_gradient
def has_gradient(measure, predictions: torch.Tensor, targets: torch.Tensor) -> bool:
    """Return whether `measure` has a gradient in the predictions that is not zero everywhere."""
    ### BEGIN SOLUTION
    predictions = predictions.detach().clone().requires_grad_()
    value = measure(predictions, targets)
    if not (torch.is_tensor(value) and value.requires_grad):
        return False
    (slope,) = torch.autograd.grad(value, predictions, allow_unused=True)
    return slope is not None and bool(slope.any())
    ### END SOLUTION

# %%
with suppress(NotImplementedError):
    known = {"mnist_loss": mnist_loss, "batch_accuracy": batch_accuracy, "mean square error": F.mse_loss}
    for name, measure in {**known, **measures}.items():
        print(f"{name:18} {'may be a loss' if has_gradient(measure, bold, all_threes) else 'a metric only'}")

# %% [markdown]
# Watch both at work, over the first 60 steps of a training. **Guess first:** which of the two lines is smooth?

# %%
def scores_on_the_way(n_steps=60):
    """The activations of the validation digits before each step of a training, bit by bit."""
    generator = torch.Generator().manual_seed(24)
    w = init_params((784, 1), 0.001, generator)
    for batch in minibatches(len(images), 16, generator)[:n_steps]:
        yield valid_rows @ w.detach()
        w.grad = None
        mnist_loss(rows[batch] @ w, targets[batch]).backward()
        sgd_step([w], 0.02)

with suppress(NotImplementedError):
    some = slice(0, None, 40)  # 51 digits
    both = [(mnist_loss(scores[some], valid_targets[some]).item(),
             batch_accuracy(scores[some], valid_targets[some]).item()) for scores in scores_on_the_way()]
    losses, accuracies = zip(*both)
    show(draw_lines({"accuracy (the metric)": accuracies, "loss": losses}, "step", "on 51 validation digits"),
         alt="Over 60 steps, the loss falls in a smooth line. The accuracy goes up and down in "
             "jumps, with flat stretches between.")

# %% [markdown]
# ## 25 · What is the function to calculate new weights using a learning rate?
#
# The **step**. You have written it as a function, `sgd_step`. In PyTorch it lives in an object, the **optimiser**,
# which is told once which parameters it is in charge of and how long its steps are. From then on it has two buttons:
# `step()` moves the parameters, and `zero_grad()` clears their gradients.
#
# Why an object? Since cleverer optimisers have to remember something from one step to the next.
#
# Parameters come from `model.parameters()`. **Guess first.** This layer has two, its weights and its bias. What are
# the two numbers that you will see?

# %%
layer = nn.Linear(3, 1)
parameters = layer.parameters()
print(len(list(parameters)))
print(len(list(parameters)))

# %% [markdown]
# It is a **generator**, which can be walked through once. (Question 5 had one.) An optimiser has to make thousands of
# steps.
#
# ### Exercise: an optimiser
#
# Write a class. `BasicOptim(params, lr)` **gets** the parameters, in anything that can be looped over, a generator
# too, and the learning rate. It has two methods, which return nothing:
#
# * `step()` takes each parameter a step against its gradient, in place, as `sgd_step` does: a parameter `[3.0]` with
#   the gradient `[-4.0]` becomes `[4.0]` with the learning rate 0.25.
# * `zero_grad()` clears the gradients, so that the next `backward()` starts from nothing.
#
# It works for as many steps as you like. PyTorch's ready-made optimisers are not allowed.

# %% answer q25_BasicOptim
class BasicOptim:
    """Gradient descent on the given parameters: `step()` moves them, `zero_grad()` clears their gradients."""

    def __init__(self, params, lr: float):
        ### BEGIN SOLUTION
        self.params, self.lr = list(params), lr
        ### END SOLUTION

    def step(self) -> None:
        """Move each parameter against its gradient, in place."""
        ### BEGIN SOLUTION
        sgd_step(self.params, self.lr)
        ### END SOLUTION

    def zero_grad(self) -> None:
        """Clear the gradients."""
        ### BEGIN SOLUTION
        for parameter in self.params:
            parameter.grad = None
        ### END SOLUTION

# %% [markdown]
# Put it beside PyTorch's own. Two layers with the same start, the same digits, 20 steps each:

# %%
def weights_after(make_optimiser, n_steps=20):
    layer = nn.Linear(784, 1)
    for parameter in layer.parameters():
        nn.init.constant_(parameter, 0.01)
    optimiser = make_optimiser(layer.parameters(), lr=0.5)
    for _ in range(n_steps):
        optimiser.zero_grad()
        mnist_loss(layer(rows[::40]), targets[::40]).backward()
        optimiser.step()
    return layer.weight.detach()

# %%
with suppress(NotImplementedError):
    yours, theirs = weights_after(BasicOptim), weights_after(torch.optim.SGD)
    print("largest difference:", (yours - theirs).abs().max().item())
    largest = theirs.abs().max()
    show(draw_digits([(weights / largest).view(28, 28) for weights in (yours, theirs)],
                     ["BasicOptim", "torch.optim.SGD"], signed=True),
         alt="The weights after 20 steps of your optimiser and of PyTorch's: the same picture "
             "twice, red and blue in the shapes of a 3 and a 7.")

# %% [markdown]
# ## 26 · What does the DataLoader class do?
#
# It takes a **collection** of samples and hands it out in **batches**, again and again. "Collection" asks for little:
# it has a length, and one can ask for its item number *i*. Each item is a pair of an input and its label. The loader
# picks the items, stacks the inputs into one tensor and the labels into another.
#
# **Guess first.** Seven pairs, three in a batch: how many batches, and how large is the last one? What changes in the
# second line?

# %%
seven_pairs = [(10 * number, number % 2) for number in range(7)]
in_order = DataLoader(seven_pairs, batch_size=3)
shuffled = DataLoader(seven_pairs, batch_size=3, shuffle=True, generator=torch.Generator().manual_seed(26))
print("in order  ", [xb.tolist() for xb, yb in in_order])
print("shuffled  ", [xb.tolist() for xb, yb in shuffled])
print("once more ", [xb.tolist() for xb, yb in shuffled])
print("labels    ", [yb.tolist() for xb, yb in in_order], "  batches", len(in_order))

# %% [markdown]
# No sample is left out, not even in the short last batch, and each time you loop over a loader that shuffles, you get
# another order.
#
# ### Exercise: a loader
#
# `MiniLoader(dataset, batch_size, shuffle=False)` **gets** a collection of pairs, which has a length and can be
# indexed. Each pair is an input and a label, and each of these is a tensor or a number.
#
# * Looping over it gives the batches, each a pair `(xb, yb)` of tensors: the inputs of the batch stacked, and its
#   labels stacked. For `[(10, 0), (20, 1), (30, 0)]` and batches of 2 these are `(tensor([10, 20]), tensor([0, 1]))`
#   and `(tensor([30]), tensor([0]))`.
# * It can be looped over as often as you like. With `shuffle=True` the order is another each time. An input and its
#   label stay together.
# * `len(loader)` is the number of *batches*.
#
# A class can be looped over if it has the method `__iter__`, and a method that says `yield` gives one thing after the
# other.

# %% answer q26_MiniLoader
class MiniLoader:
    """Batches (xb, yb) of a collection of pairs, as often as they are asked for; shuffled anew each time, if at all."""

    def __init__(self, dataset, batch_size: int, shuffle: bool = False):
        ### BEGIN SOLUTION
        self.dataset, self.batch_size, self.shuffle = dataset, batch_size, shuffle
        ### END SOLUTION

    def __len__(self) -> int:
        """How many batches there are."""
        ### BEGIN SOLUTION
        return math.ceil(len(self.dataset) / self.batch_size)
        ### END SOLUTION

    def __iter__(self):
        """One batch after the other."""
        ### BEGIN SOLUTION
        n = len(self.dataset)
        order = torch.randperm(n) if self.shuffle else torch.arange(n)
        for indices in order.split(self.batch_size):
            pairs = [self.dataset[index] for index in indices.tolist()]
            yield tuple(torch.stack([torch.as_tensor(item) for item in items]) for items in zip(*pairs))
        ### END SOLUTION

# %% [markdown]
# The digits as a collection of pairs: `TensorDataset` makes one from two tensors. Your loader and PyTorch's should
# hand out the very same batches.

# %%
digits = TensorDataset(images[:1000], targets[:1000])
with suppress(NotImplementedError):
    yours, theirs = MiniLoader(digits, 64), DataLoader(digits, batch_size=64)
    same = [torch.equal(a, c) and torch.equal(b, d) for (a, b), (c, d) in zip(yours, theirs)]
    print(len(yours), "batches, and", len(theirs), "of PyTorch's;", sum(same), "are equal")
    xb, yb = next(iter(yours))
    print("a batch:", tuple(xb.shape), tuple(yb.shape))

# %% [markdown]
# And shuffled? The 3s and 7s below come from a collection in which all 3s stand first.

# %%
torch.manual_seed(26)
some = TensorDataset(images[::50], targets[::50])
with suppress(NotImplementedError):
    shuffling = MiniLoader(some, 8, shuffle=True)
    first_batches = [next(iter(shuffling)) for _ in range(2)]
    show(draw_digits([image for xb, _ in first_batches for image in xb],
                     ["3" if y else "7" for _, yb in first_batches for y in yb]),
         alt="The first batch of two epochs, eight digits each: other digits each time, 3s and 7s "
             "mixed, each under its right label.")

# %% [markdown]
# ## 27 · Write pseudo-code showing the basic steps taken each epoch for SGD
#
# An **epoch** is one pass through the data. A well-known answer to this question is this loop:
#
# ```
# for inputs, targets in train_dataloaders:
#     pred = model(inputs)
#     loss = loss_func(pred, targets)
#     loss.backward()
#     model.params -= model.params.grad * lr
# ```
#
# **Mind the difference.** It is pseudo-code, so nobody minds that it does not run as it stands:

# %%
model = nn.Linear(784, 1)
try:
    model.params -= model.params.grad * 0.1
except AttributeError as error:
    print(error)

# %% [markdown]
# But even with names that exist, it would not be right. **Guess first:** what is missing? You needed it in every
# training loop so far. What will the descent on $(w-5)^2$ look like without it?

# %%
def positions(pile_up):
    w, gradient_held = 0.0, 0.0
    for _ in range(20):
        yield w
        gradient_held = 2 * (w - 5) + (gradient_held if pile_up else 0.0)
        w = w - 0.1 * gradient_held

show(draw_paths(lambda w: (w - 5) ** 2, {"each gradient alone": list(positions(False)),
                                         "gradients pile up": list(positions(True))}, -1, 11),
     alt="Two descents on the same parabola, from 0. With each gradient alone, the path comes to "
         "rest at the bottom. With gradients that pile up it shoots past the bottom, as high up "
         "the other side as it started, and comes back.")

# %% [markdown]
# `backward()` adds to what is there. So each step is made with the sum of all gradients since the beginning, like a
# ball that rolls without friction. It never comes to rest.
#
# On digits, a second thing comes in. Look at what the batches hold, if you take the digits as they lie in the files:

# %%
starts = range(0, len(images), 256)
as_they_lie = [(rows[start:start + 256], targets[start:start + 256]) for start in starts]
one_class = sum(len(yb.unique()) == 1 for _, yb in as_they_lie)
print(len(as_they_lie), "batches;", one_class, "of them hold only 3s or only 7s")
assert (len(as_they_lie), one_class) == (49, 48)

# %% [markdown]
# First 24 times "everything is a 3", at last 24 times "everything is a 7". Now let the loop, with its names mended,
# run on these batches, and also on shuffled ones. **Guess first:** how does the accuracy on the validation digits
# develop, over three epochs?

# %%
def published_epoch(model, batches, loss_func):
    """The published loop, with names that exist. It says how good the model is after each batch."""
    for xb, yb in batches:
        error = loss_func(model(xb), yb)
        error.backward()
        sgd_step(model.parameters(), 1.0)
        right = (model(valid_rows).flatten() > 0) == (valid_targets == 1)
        yield right.float().mean().item()

# %%
def fresh_model():
    """784 weights and a bias, all 0."""
    model = nn.Linear(784, 1)
    for parameter in model.parameters():
        nn.init.zeros_(parameter)
    return model

# %%
dealt = minibatches(len(images), 256, torch.Generator().manual_seed(27))
well_shuffled = [(rows[batch], targets[batch]) for batch in dealt]
lines = {}
for name, batches in (("published loop, as they lie", as_they_lie), ("published loop, shuffled", well_shuffled)):
    model = fresh_model()
    lines[name] = [share for _ in range(3) for share in published_epoch(model, batches, mnist_loss)]
    print(f"{name}: {lines[name][-1]:.4f} after three epochs; a 7 has activation {model(rows[-1]).item():.0f}")
show(draw_lines(lines, "batches", "validation accuracy"),
     alt="Validation accuracy over three epochs of 49 batches. On the batches as they lie it "
         "stays at 0.5 from the first batch to the last. On shuffled batches it rises at once and "
         "stays near 0.96.")
assert lines["published loop, as they lie"][-1] < 0.5

# %% [markdown]
# On the batches as they lie it has learned *nothing*: 0.4956 is the share of 3s, and it calls every digit a 3. The
# first batch said "more 3!", and since its gradient is never cleared, the model obeys it again at every step. When
# the first 7 comes by, all activations stand in the hundreds, so far out on the flat end of the sigmoid that no
# gradient comes back. It does not even notice the 7s.
#
# On shuffled batches the very same loop does quite well. That is the dangerous thing about this mistake: often it
# does not look like one.
#
# ### Exercise: an epoch, done right
#
# **Gets** a model, a loader `dl` that gives pairs `(xb, yb)`, a loss function, which is called with the predictions
# and the targets, in this order, and an optimiser with `step()` and `zero_grad()`. **Returns** nothing: it trains the
# model. One pass through the loader, one step for each batch, and each step from the gradient of its own batch alone.
# When it is called, the gradients are empty.

# %% answer q27_train_epoch
def train_epoch(model: nn.Module, dl, loss_func, opt) -> None:
    """Train the model on one pass over the loader: one step a batch, from that batch's gradient alone."""
    ### BEGIN SOLUTION
    for xb, yb in dl:
        opt.zero_grad()
        loss_func(model(xb), yb).backward()
        opt.step()
    ### END SOLUTION

# %% [markdown]
# PyTorch's optimiser stands in for yours here. **Guess first:** is shuffling still needed, when nothing piles up?

# %%
def share_right(predictions, targets):
    return ((predictions.flatten() > 0) == (targets == 1)).float().mean()

valid_dl = [(valid_rows, valid_targets)]
with suppress(NotImplementedError):
    for name, batches in (("as they lie", as_they_lie), ("shuffled", well_shuffled)):
        model, shares = fresh_model(), []
        opt = torch.optim.SGD(model.parameters(), lr=1.0)
        for epoch in range(6):
            train_epoch(model, batches, mnist_loss, opt)
            shares.append(f"{validate(model, valid_dl, share_right):.4f}")
        print(f"{name:12}", *shares)

# %% [markdown]
# Without the pile, even the batches as they lie teach something, though only by and by: each epoch ends with 24
# batches of nothing but 7s. Shuffled ones are ahead after a single epoch and stay there. Clear *and* shuffle.
#
# ## 28 · Create a function which, if passed two arguments `[1, 2, 3, 4]` and `'abcd'` , returns `[(1, 'a'), (2, 'b'), (3, 'c'), (4, 'd')]`. What is special about that output data structure?
#
# A list of pairs: it looks like nothing. But look at what a loader asks for: it wants a length, and item number *i*,
# and in each item an input *and its own label*. A list of pairs is the simplest thing in Python that has all this.
#
# Why pairs, and not one list of inputs and another of labels? **Guess first:** what goes wrong here?

# %%
generator = torch.Generator().manual_seed(28)
eight, labels = images[::1600], ["3" if y else "7" for y in targets[::1600]]
shuffled_images = eight[torch.randperm(8, generator=generator)]
shuffled_labels = [labels[place] for place in torch.randperm(8, generator=generator)]
show(draw_digits(shuffled_images, shuffled_labels),
     alt="Eight digits, each under a label. Most labels are wrong: 3s that are called 7 "
         "and 7s that are called 3.")

# %% [markdown]
# Each list was shuffled by itself, and nobody knows any more what belongs together. A pair holds input and label
# together, whatever happens to the list.
#
# Python's `zip` goes through several things in step. **Guess first:** what are the errors?

# %%
in_step = zip([1, 2, 3, 4], "abcd")
print(type(in_step))
for attempt in (len, lambda pairs: pairs[2]):
    try:
        attempt(in_step)
    except TypeError as error:
        print("no:", error)

# %% [markdown]
# ### Exercise: pair up
#
# **Gets** two things that can be looped over, equally long: lists, tuples, strings, generators. **Returns** a *list*
# of *tuples*, the first of the one with the first of the other, and so on. `pair_up([5, 6], "xy")` is
# `[(5, 'x'), (6, 'y')]`.

# %% answer q28_pair_up
def pair_up(a, b) -> list[tuple]:
    """Return the list of pairs (first of a, first of b), ... of any two iterables of one length."""
    ### BEGIN SOLUTION
    return list(zip(a, b))
    ### END SOLUTION

# %% [markdown]
# Such a list is all that a loader needs. Here `DataLoader` gets your pairs, of images and their labels as text, and
# shuffles them:

# %%
with suppress(NotImplementedError):
    pairs = pair_up(images[::200], ["3" if y else "7" for y in targets[::200]])
    loader = DataLoader(pairs, batch_size=8, shuffle=True, generator=torch.Generator().manual_seed(28))
    xb, yb = next(iter(loader))
    print(len(pairs), "pairs,", len(loader), "batches; a batch:", tuple(xb.shape), yb)
    show(draw_digits(xb, yb), alt="Eight digits of a shuffled batch, each under its own label.")

# %% [markdown]
# ## 29 · What does view do in PyTorch?
#
# It gives the same numbers **another shape**. Nothing is copied and nothing moves: in memory, a tensor is one long
# row of numbers, and its shape only says how to cut this row. A view is a second way to cut.
#
# **Guess first.** The 784 pixels of this 3, in one row, and then cut into rows of 28, as they were. What do you get
# if you cut the same row at 27? At 56?

# %%
three = images[7]
strip = three.reshape(784)
cuts = [strip.view(28, 28), strip[:756].view(28, 27), strip[:783].view(27, 29), strip.view(14, 56)]
show(draw_digits(cuts, [f"rows of {cut.shape[1]}" for cut in cuts]),
     alt="The same numbers cut in four ways. Rows of 28: the 3. Rows of 27 and of 29: 3s sheared "
         "so far that they leave the picture on one side and come in again on the other. Rows "
         "of 56: two flat 3s side by side, one of the even rows and one of the odd ones.")

# %% [markdown]
# The cut decides what you see. And it is really the same memory. **Guess first:** does `picture` change when we write
# into `row`?

# %%
picture = three.clone()
row = picture.view(784)
row[:84] = 1
show(draw_digits([three, picture], ["before", "after writing into the row"]),
     alt="The 3, and the same 3 with its top three rows white.")
assert row.data_ptr() == picture.data_ptr()  # one memory, two shapes

# %% [markdown]
# Since nothing is moved, not every tensor can be viewed in every shape. Turn the 3 on its side with `.T`, and
# neighbours in a row are no longer neighbours in memory:

# %%
try:
    three.T.view(784)
except RuntimeError as error:
    print(error)

# %% [markdown]
# `reshape` would do it, by copying.
#
# ### Exercise: flat images
#
# A linear model wants each image as one row of pixels.
#
# **Gets** a stack of images `[n, height, width]`. **Returns** the same numbers as `[n, height * width]`, one row an
# image. `[[[1, 2], [3, 4]], [[5, 6], [7, 8]]]` becomes `[[1, 2, 3, 4], [5, 6, 7, 8]]`. It is a view: whoever writes
# into it writes into the stack.

# %% answer q29_flatten_images
def flatten_images(images: torch.Tensor) -> torch.Tensor:
    """Return a view of [n, height, width] as [n, height * width]: the same memory."""
    ### BEGIN SOLUTION
    n, height, width = images.shape
    return images.view(n, height * width)
    ### END SOLUTION

# %%
with suppress(NotImplementedError):
    print(tuple(images.shape), "->", tuple(flatten_images(images).shape))
    show(draw_digits([flatten_images(images[6081:6181])]),
         alt="A hundred digits, each a row 784 pixels long, one below the other. The strokes make "
             "upright bands, 28 pixels apart, and the bands of the 3s above look unlike those of "
             "the 7s below.")

# %% [markdown]
# ### Where does a number end up?
#
# **Guess first.** In a stack `[2, 3, 4]`, laid out in one row by `view(-1)`, at which place is the number at index
# `(1, 0, 2)`? Before it come one whole image, no whole row, and two pixels.

# %%
numbers = torch.arange(24).view(2, 3, 4)  # each number is its own place
print(numbers)
print("at (1, 0, 2):", numbers[1, 0, 2].item())

# %% [markdown]
# ### Exercise: the place in the row
#
# **Gets** an index and a shape, of any rank and equally long, such as `(1, 0, 2)` and `(2, 3, 4)`. **Returns** the
# place in the row, counted from 0, at which this element lies after `view(-1)`; here 14. The last index moves
# fastest.

# %% answer q29_flat_position
def flat_position(index, shape) -> int:
    """Return where the element at `index` of a tensor of this shape lands after view(-1)."""
    ### BEGIN SOLUTION
    position = 0
    for place, size in zip(index, shape):
        position = position * size + place
    return position
    ### END SOLUTION

# %%
with suppress(NotImplementedError):
    for index in ((0, 0, 0), (0, 7, 14), (1, 7, 12), (2, 14, 15), (12395, 10, 14)):
        place = flat_position(index, images.shape)
        print(f"{str(index):16} lands at {place:9,}: {images[index]:.3f} and {images.view(-1)[place]:.3f}")

# %% [markdown]
# **Where you are.** A smooth switch, a metric, an optimiser, a loader and an epoch that neither piles up nor forgets
# to clear: the tool box is complete. In the next notebook you look into the neuron itself, and then put the whole
# training into one object, the `Learner`.
