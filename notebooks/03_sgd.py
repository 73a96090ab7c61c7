# %% [markdown]
# # 3 · Stochastic gradient descent
#
# Pixel similarity was right 95 times in 100, and it could never get any better: nothing in it learned. In this
# notebook you write a program that starts with 784 random numbers, looks at digits, and changes the numbers a little
# after each look. It passes the 95 within seconds. Three words name what it does, and you will have written each of
# them yourself: a **gradient**, a **descent** along it, and something **stochastic**, that is, left to chance.
#
# | | |
# |---|---|
# | **You need** | notebooks 1 and 2, and the slope of a curve from school |
# | **It takes** | about 3 hours |
# | **It is worth** | 32 points: fourteen exercises of 2 points, four written answers of 1 point |
#
# **How to work.** Read, run the cells in order, and guess before you run. In an exercise, put your code in place of
# `raise NotImplementedError()`, run the cell, then run the check below it. Read what the check says, mend, and check
# again, as often as you like.
#
# A cell with the line `with suppress(NotImplementedError):` works with *your* function. As long as you have not
# written it, the cell shows nothing. Come back to it afterwards.

# %% setup

# %%
import timeit
from contextlib import suppress

from course_lib.mnist import archetype, mae, mnist, threes_and_sevens
from course_lib.mnist.curves import draw_lines, draw_paths
from course_lib.mnist.plots import draw_digits

def with_targets(threes, sevens):
    """Each digit as a row of 784 pixels, with its target: 1 for a 3, 0 for a 7."""
    return torch.cat([threes, sevens]).flatten(1), torch.tensor([1.0] * len(threes) + [0.0] * len(sevens))

sample = threes_and_sevens()
train_x, train_y = with_targets(sample.train_threes, sample.train_sevens)  # [12396, 784] and [12396]
valid_x, valid_y = with_targets(sample.valid_threes, sample.valid_sevens)  # [2038, 784] and [2038]

# %% [markdown]
# ## 13 · Are metrics generally calculated using the training set, or the validation set? Why?
#
# A **metric** is a number that tells a person how good a model is. The best known is accuracy, the share of right
# answers. The question is: right on *which* digits?
#
# Here is a small, honest disaster. We take only 60 digits to learn from. And somebody was tired when they typed in
# the labels: every fifth one is wrong.

# %%
few_x, few_y = train_x[::207], train_y[::207].clone()
few_y[::5] = 1 - few_y[::5]
wrong = torch.arange(60) % 5 == 0

titles = [f"{3 if y else 7}" + (" (wrong)" if w else "") for y, w in zip(few_y, wrong)]
chosen = [*range(8), *range(40, 48)]
show(draw_digits(few_x[chosen].view(-1, 28, 28), [titles[place] for place in chosen]),
     alt="Eight 3s, of which the first and the sixth are labelled 7, and eight 7s, of which two "
         "are labelled 3.")

# %% [markdown]
# Now a model learns from these 60, in 40 **epochs**. An epoch is a stretch of learning, after which one stops and
# looks. The model has one weight for each of the 784 pixels; it multiplies, adds up, and says 3 if the sum is above
# 0. How `learn` makes the weights better is the matter of this notebook. The **loss** is a number that says how
# wrong the model is: high is bad. You will meet it in question 18.
#
# **Guess first.** On how many of its 60 digits will the model agree with the label in the end? And what share of the
# 2038 validation digits, whose labels are right, will it tell correctly?

# %%
def accuracy(predictions, targets):
    """The share of predictions [n] on the right side of 0: above it for a 3, below it for a 7."""
    return ((predictions > 0) == (targets == 1)).float().mean()

def learn(w, x, y, lr):
    """Weights that do a little better on the digits x than w does."""
    return w - lr * (torch.sigmoid(x @ w) - y) @ x / len(y)

measure = F.binary_cross_entropy_with_logits
weights = torch.zeros(784)
history = {"train": [], "valid": []}
for epoch in range(40):
    history["train"].append(measure(few_x @ weights, few_y).item())
    history["valid"].append(measure(valid_x @ weights, valid_y).item())
    for _ in range(5):
        weights = learn(weights, few_x, few_y, 0.3)

# %%
print(f"the 60 digits it learned from: {accuracy(few_x @ weights, few_y):.1%}")
print(f"the 2038 validation digits:    {accuracy(valid_x @ weights, valid_y):.1%}")

# %% [markdown]
# It learned all 60 labels, the wrong ones too, and it pays for that on every digit it has not seen. On the training
# digits alone it looks perfect. So metrics are measured on the **validation set**: the model is to be good at what it
# has not seen, and only there can you see whether it is.
#
# ### Three things that make a measurement wrong
#
# **One: the last batch is short.** Many digits don't go through a model in one piece. They go in **batches**. Say one
# batch has 4 digits, all recognised, and the next and last has 1, not recognised. **Guess first:** what is the
# accuracy on the 5 digits? And what is the mean of the two batches' accuracies?

# %%
right = torch.tensor([1.0, 1.0, 1.0, 1.0, 0.0])
first, last = right[:4], right[4:]
print(f"over digits  {right.mean():.1f}")
print(f"over batches {(first.mean() + last.mean()) / 2:.1f}")

# %% [markdown]
# **Two: some models behave differently while they learn.** `nn.Dropout` throws away numbers at random, to make
# learning harder. When the model is measured, it must not. Every PyTorch model knows two modes: `model.train()` and
# `model.eval()` switch, and `model.training` tells which one it is in.
#
# **Three: learning needs notes, measuring does not.** While a model works, PyTorch writes down each operation, in
# what is called the **graph**, so that it can learn from it later. That costs memory. Inside `with torch.no_grad():`
# nothing is written down. (Here are our weights again, in a model as PyTorch builds them.)

# %%
torch.manual_seed(13)
dropout = nn.Dropout(0.5)
for mode in (True, True, False):
    dropout.train(mode)
    print("training mode" if dropout.training else "eval mode    ", dropout(torch.ones(8)).tolist())

# %%
model = nn.Sequential(nn.Linear(784, 1, bias=False), nn.Flatten(0))  # [n, 784] to [n]
model[0].weight.data = weights.view(1, 784)
outside = model(valid_x[:2])
with torch.no_grad():
    inside = model(valid_x[:2])
print("outside", outside)
print("inside ", inside)

# %% [markdown]
# The same two numbers. But the first tensor drags its graph along: that is what `grad_fn` says.
#
# ### Exercise: validate
#
# **Gets** a model, batches to loop over, each a pair `(xb, yb)`, and a metric: a function of the predictions and the
# targets of one batch, which gives a tensor with one number. **Returns** the metric over *all samples*, as a `float`:
# the two batches above give 0.8. (`len(xb)` is the number of samples in a batch.)
#
# While it measures, the model is in eval mode and gradients are off. Afterwards both are as they were before: a model
# that came in training mode leaves in training mode, and one that came in eval mode leaves in eval mode.

# %% answer q13_validate
def validate(model: nn.Module, valid_dl, metric) -> float:
    """Return metric(model(xb), yb) averaged over all samples; the model's mode is as before afterwards."""
    ### BEGIN SOLUTION
    was_training = model.training
    model.eval()
    total = count = 0
    with torch.no_grad():
        for xb, yb in valid_dl:
            total += metric(model(xb), yb).item() * len(xb)
            count += len(xb)
    model.train(was_training)
    return total / count
    ### END SOLUTION

# %%
valid_dl = list(zip(valid_x.split(500), valid_y.split(500)))
with suppress(NotImplementedError):
    print("batches of", [len(yb) for _, yb in valid_dl])
    print(f"accuracy {validate(model, valid_dl, accuracy):.4f}")
    print(f"loss     {validate(model, valid_dl, measure):.4f}")

# %% [markdown]
# ### When to stop
#
# The cell above kept a diary: both losses, before each epoch. **Guess first:** draw the two lines in your mind. Where
# do they part?

# %%
show(draw_lines(history, "epoch", "loss"),
     alt="Loss by epoch. On the training digits it falls all the way, from 0.69 to 0.05. On the "
         "validation digits it falls for about three epochs, then climbs steadily.")

# %% [markdown]
# At first the model learns what a 3 is, and both losses fall. Then it runs out of things to understand and begins to
# learn by heart. The training loss still falls. The validation loss rises. This is called **overfitting**.
#
# ### Exercise: the best epoch
#
# **Gets** two lists with one loss for each epoch, of the training digits and of the validation digits. **Returns**
# the epoch whose model you would keep, counted from 0: the one with the lowest validation loss, and the first of them
# if several are equally low. `best_epoch([0.9, 0.5, 0.2], [0.8, 0.6, 0.7])` is 1.

# %% answer q13_best_epoch
def best_epoch(train_losses: list[float], valid_losses: list[float]) -> int:
    """Return the epoch to keep, counted from 0: lowest validation loss, the first on a tie."""
    ### BEGIN SOLUTION
    return valid_losses.index(min(valid_losses))
    ### END SOLUTION

# %%
with suppress(NotImplementedError):
    best = best_epoch(history["train"], history["valid"])
    figure = draw_lines(history, "epoch", "loss")
    figure.axes[0].axvline(best, color="#8a97a6", linewidth=1)
    figure.axes[0].text(best + 0.5, 0.62, f"keep epoch {best}", fontsize=9)
    show(figure, alt="The same two lines, with a mark at the epoch that your function chose.")

# %% [markdown]
# ### In your own words (1 point)
#
# A friend reports: "My model is right on 100 % of the digits it was trained on." In three or four sentences: what
# does this number tell, and what not? On which digits should the metric be measured instead, and what will the friend
# see there if the model has overfitted?

# %% [markdown] written q13
# It tells only that the model reproduces the labels it was shown. A model that has learned them by heart, wrong
# labels included, reaches 100 % as well, so the number says nothing about new digits, which are what the model is
# for.
#
# The metric belongs on a validation set: digits of the same kind that took no part in the training. There one sees
# how well the model generalises. If it has overfitted, the validation metric lies far below the training metric, and
# over the epochs the validation loss rises while the training loss still falls.
#
# === BEGIN MARK SCHEME ===
# **1 point**: (a) the training metric can be reached by memorising, so it does not tell how the model does on new
# data; (b) measure on validation data, which was not trained on; (c) the sign of overfitting: validation clearly
# worse than training, or validation loss rising while training loss falls.
#
# **½ point**: (b), with one of (a) and (c) missing or wrong.
#
# **0 points**: only "validation set" without a reason, or the claim that measuring on validation data improves the
# model.
# === END MARK SCHEME ===

# %% [markdown]
# ## 14 · What is SGD?
#
# You stand on a hillside, in fog, and want to get down to the valley. You can see nothing. But you can feel with your
# feet which way the ground slopes. So you take a step downhill, feel again, and take another.
#
# That is **gradient descent**. Your place is a number in the model, a **weight** or **parameter**. The height of the
# ground is the loss. And the slope under your feet is the **gradient**. Let the loss be $(w-5)^2$, and stand at
# $w = 3$:

# %%
w = torch.tensor(3.0, requires_grad=True)  # "take notes of what is done with w"
height = (w - 5) ** 2
height.backward()  # "walk back through the notes and work out the slopes"
w.grad

# %% [markdown]
# The slope is -4: where you stand, the loss falls by 4 for each unit that `w` grows. So go up with `w`. Had the slope
# been positive, you would have to go down with it. Either way you walk **against** the sign of the gradient:
#
# $$w_{\text{new}} = w - \text{lr}\cdot\text{gradient}$$
#
# The **learning rate**, lr, says how far. With 0.25, the step goes from 3 to 3 - 0.25 · (-4) = 4.
#
# **Guess first.** Here is such a step that started at 1, with the same learning rate. Is the next step longer,
# shorter, or equally long?

# %%
show(draw_paths(lambda w: (w - 5) ** 2, {"one step": [1.0, 3.0]}, 0, 10),
     alt="A parabola with its lowest point at 5, and a step on it from 1 to 3, which goes "
         "most of the way down.")

# %% [markdown]
# Shorter: it goes from 3 to 4. The ground gets flatter towards the valley, and the step is in proportion to the
# slope. You slow down by yourself.
#
# In real life the loss is measured on a few digits drawn by chance, not on all of them. This makes the gradient a
# little wrong, each time in another way. That is what the **S** in SGD stands for: *stochastic*. Question 15 looks at
# it.
#
# ### Exercise: one step
#
# **Gets** a list of parameters, tensors of any shape, and a learning rate. The gradient of each lies ready in its
# `.grad`. **Returns** nothing: it changes the parameters. A parameter `[3.0, 1.0]` with the gradient `[-4.0, 2.0]`
# becomes `[4.0, 0.5]` when the learning rate is 0.25.
#
# * The *same* tensor objects must hold the new values. The model knows these objects, and no others.
# * The step is no part of the calculation to be learned from: PyTorch must not take notes of it. It even refuses to
#   change a parameter in place while it does.
# * A parameter that took no part has no gradient, its `.grad` is `None`. Leave it alone.
# * Leave the gradients as they are.

# %% answer q14_sgd_step
def sgd_step(params, lr: float) -> None:
    """Move each parameter against its gradient, in place; those without a gradient stay as they are."""
    ### BEGIN SOLUTION
    with torch.no_grad():
        for p in params:
            if p.grad is not None:
                p -= lr * p.grad
    ### END SOLUTION

# %% [markdown]
# Let it walk, on ground with two valleys. **Guess first:** where does each of the three walkers end?

# %%
def two_valleys(w):
    return w**4 - 2 * w**2 + 0.4 * w

paths = {"start at -1.7": [-1.7], "start at 0": [0.0], "start at 1.7": [1.7]}
with suppress(NotImplementedError):
    for positions in paths.values():
        w = torch.tensor(positions[0], requires_grad=True)
        for _ in range(60):
            w.grad = None  # forget the slope of the last place
            two_valleys(w).backward()
            sgd_step([w], 0.02)
            positions.append(w.item())
    show(draw_paths(two_valleys, paths, -1.9, 1.9),
         alt="A curve with a deep valley on the left and a shallower one on the right, three "
             "times. The walkers from -1.7 and from 0 come down into the left valley, the one "
             "from 1.7 into the right one, and stays there.")

# %% [markdown]
# The third one found *a* valley, and not the deepest. In the fog, nobody tells it that there is another.
#
# ### Fit a curve to a zero
#
# Now three parameters at once. The right-hand edge of a handwritten 0 looks like a parabola lying on its side. Here
# is one, with the place in each row where the ink ends.

# %%
digits = mnist()
zero = digits.train_images[digits.train_labels == 0][11]
ink = zero > 127
row_numbers = ink.any(1).nonzero().flatten()
edge = torch.stack([row.nonzero().max() for row in ink[row_numbers]])

figure, axes = plt.subplots(figsize=(2.4, 2.4), layout="constrained")
axes.imshow(zero.numpy(), cmap="gray")
axes.plot(edge, row_numbers, "o", color="#f97316", markersize=4)
axes.set(xticks=[], yticks=[])
show(figure, alt="A handwritten 0 with an orange dot at the right end of the ink in each of its rows.")

# %% [markdown]
# **Guess first.** One more thing before you loop. We let PyTorch work out the slope of $w^2$ at 3, which is 6. Then
# we do the very same again. What does `w.grad` hold afterwards?

# %%
w = torch.tensor(3.0, requires_grad=True)
for _ in range(2):
    (w**2).backward()
    print(w.grad)

# %% [markdown]
# `backward()` *adds* to what is in `.grad`. It is up to you to clear the gradient, for instance with `w.grad = None`,
# before each new walk back.
#
# ### Exercise: fit a quadratic
#
# Find the `a`, `b` and `c` for which `a*x**2 + b*x + c` comes as near as possible to the points. "Near" is the
# **MSE**, the mean square error. It is the RMSE of the last notebook without the root.
#
# **Gets** the points' `x` and `y`, both `[n]`, a learning rate and a number of steps. **Returns** two things: the
# parameters after the last step, in a tensor `[a, b, c]`, and a list with the loss *before* each step, as `float`s.
# Start with all three parameters at 0, and use all points in each step.
#
# By hand, for the single point x = 1, y = 2, with learning rate 0.1 and one step: the curve starts at 0 everywhere,
# so the loss is 4. Its slope is -4 in each parameter, and so the parameters become 0.4. `fit_quadratic` returns
# `([0.4, 0.4, 0.4], [4.0])`.

# %% answer q14_fit_quadratic
def fit_quadratic(x: torch.Tensor, y: torch.Tensor, lr: float, n_steps: int) -> tuple[torch.Tensor, list[float]]:
    """Fit a*x**2 + b*x + c by full-batch steps from 0; return [a, b, c] and the MSE before each step."""
    ### BEGIN SOLUTION
    params = torch.zeros(3, requires_grad=True)
    losses = []
    for _ in range(n_steps):
        a, b, c = params
        mse = (a * x**2 + b * x + c - y).square().mean()
        losses.append(mse.item())
        params.grad = None
        mse.backward()
        sgd_step([params], lr)
    return params.detach(), losses
    ### END SOLUTION

# %%
def scaled(pixels):
    return pixels / 14 - 1  # 0 to 28 becomes -1 to 1: steps of one size then suit all three parameters

with suppress(NotImplementedError):
    at = scaled(row_numbers)
    fits = {n_steps: fit_quadratic(at, scaled(edge), 0.4, n_steps) for n_steps in (1, 12, 60, 400)}
    figure, panels = plt.subplots(1, 4, figsize=(8.4, 2.4), layout="constrained")
    for axes, (n_steps, ((a, b, c), losses)) in zip(panels, fits.items()):
        axes.imshow(zero.numpy(), cmap="gray")
        axes.plot(14 * (a * at**2 + b * at + c + 1), row_numbers, color="#f97316", linewidth=3)
        axes.set(xticks=[], yticks=[])
        axes.set_title(f"steps: {n_steps}", fontsize=9)
    show(figure,
         alt="The 0 with your curve on it after 1, 12, 60 and 400 steps: first nearly straight "
             "and too far left, then bending, at last along the right-hand edge.")

# %% [markdown]
# Nobody told the program what a parabola along an edge looks like. It only ever asked which way is down.
#
# ## 15 · Why does SGD use mini-batches?
#
# There are 12,396 digits to learn from. Before each step, on how many of them should the gradient be measured? All of
# them? One? Or something in between, a **mini-batch**?
#
# ### Exercise: mini-batches
#
# Deal out the digits like a pack of cards: shuffle once, then hand out `batch_size` at a time.
#
# **Gets** how many items there are, the size of a batch, and a `generator`, or `None`. **Returns** a list of tensors
# of whole numbers (`int64`): the indices 0 to n - 1 in random order, each exactly once. Every batch has `batch_size`
# indices, but the last may be shorter. For instance `minibatches(5, 2)` might be `[tensor([3, 0]), tensor([4, 1]),
# tensor([2])]`.
#
# A `torch.Generator` is a source of chance that can be started again. Two generators with the same seed draw the same
# numbers, and PyTorch's random functions take one as `generator=`. When one is given, it alone decides the order.

# %%
for seed in (15, 15, 16):
    generator = torch.Generator().manual_seed(seed)
    print(seed, torch.rand(3, generator=generator).tolist())

# %% answer q15_minibatches
def minibatches(n: int, batch_size: int, generator: torch.Generator | None = None) -> list[torch.Tensor]:
    """Return the indices 0..n-1 in random order, each once, in batches; only the last may be short."""
    ### BEGIN SOLUTION
    return list(torch.randperm(n, generator=generator).split(batch_size))
    ### END SOLUTION

# %%
with suppress(NotImplementedError):
    batches = minibatches(len(train_x), 64, torch.Generator().manual_seed(15))
    print(len(batches), "batches; the last one has", len(batches[-1]))
    show(draw_digits(train_x[batches[0][:16]].view(-1, 28, 28)),
         alt="The first sixteen digits of the first batch, 3s and 7s mixed.")

# %% [markdown]
# ### One weight, many opinions
#
# To see what the size of a batch does, take a model with a single weight. Its `x` says how much nearer a digit is to
# the mean 3 than to the mean 7, its `y` is +1 for a 3 and -1 for a 7, and it predicts `w * x`. Each batch now has an
# opinion on which way `w` should go, and how urgently: its own gradient.

# %%
means = archetype(sample.train_threes).flatten(), archetype(sample.train_sevens).flatten()
to_3, to_7 = ((train_x - mean).abs().mean(1) for mean in means)
one_x = (to_7 - to_3) / (to_7 - to_3).std()
one_y = 2 * train_y - 1

# %% [markdown]
# ### Exercise: the gradient of each batch
#
# **Gets** `x` and `y`, both `[n]`, the weight `w`, which is a `float`, and a list of batches, each a tensor of
# indices. **Returns** a tensor with one number a batch: the derivative, with respect to `w`, of the mean square error
# of `w * x` on that batch.
#
# Take `x = [1, 2]`, `y = [2, 2]`, `w = 1.0`. On the first item alone the error is 1·w - 2, its square has the
# derivative 2 · 1 · (1 - 2) = -2. On the second alone, 2 · 2 · (2 - 2) = 0. So for the batches `[0]`, `[1]` and
# `[0, 1]` the answer is `[-2, 0, -1]`. Work it out by hand like this, or let PyTorch do it.

# %% answer q15_batch_gradients
def batch_gradients(x: torch.Tensor, y: torch.Tensor, w: float, batches: list[torch.Tensor]) -> torch.Tensor:
    """Return d/dw of the mean square error of w * x on each batch, one number a batch."""
    ### BEGIN SOLUTION
    return torch.stack([(2 * x[batch] * (w * x[batch] - y[batch])).mean() for batch in batches])
    ### END SOLUTION

# %% [markdown]
# **Guess first.** With 4 digits in a batch, do all batches agree on the direction? With 64? With 1024?

# %%
def opinions_of(size):
    batches = minibatches(len(one_x), size, torch.Generator().manual_seed(size))
    return batch_gradients(one_x, one_y, 0.8, batches)

with suppress(NotImplementedError):
    by_size = {size: opinions_of(size) for size in (4, 64, 1024)}
    figure, panels = plt.subplots(3, 1, figsize=(6.4, 3.6), sharex=True, layout="constrained")
    for axes, (size, opinions) in zip(panels, by_size.items()):
        axes.hist(opinions.numpy(), bins=60, range=(-1, 1), color="#1d4ed8")
        axes.axvline(0, color="#1f2933", linestyle="--")
        axes.set(yticks=[], ylabel=f"{size} a batch")
        print(f"{size:4} digits a batch: {(opinions > 0).float().mean():.0%} of the batches point the wrong way")
    panels[-1].set_xlabel("gradient of one batch: below 0 it says that w should grow")
    show(figure,
         alt="Three heaps of gradients, all around -0.1. With 4 digits a batch the heap is wide "
             "and a third of it lies above 0, on the wrong side; with 64 it is narrow and only its edge "
             "does; with 1024 it is a spike, clear of 0.")

# %% [markdown]
# The heaps have the same middle, the gradient of all digits together: `w` should grow. But a small batch asks few
# digits and gets a noisy answer, and with 4 digits a third of the batches would send you the wrong way. How fast does
# the noise go down?
#
# ### Noise and cost
#
# The real model has 784 weights. For each batch size we draw 40 batches and measure two things: how far the batch's
# gradient is from that of all digits (as a share of its length), and how long it takes to work it out. **Guess
# first:** four times as many digits cost about four times as much. Do they give a quarter of the noise?

# %%
def slope_of(x, y):
    """The gradient of the loss on the digits x, for 784 weights that are all 0."""
    w = torch.zeros(784, requires_grad=True)
    measure(x @ w, y).backward()
    return w.grad

true_slope = slope_of(train_x, train_y)
generator = torch.Generator().manual_seed(15)
sizes = [1, 4, 16, 64, 256, 1024, 4096]
noise, cost = [], []
for size in sizes:
    drawn = [torch.randint(len(train_x), (size,), generator=generator) for _ in range(40)]
    slopes = torch.stack([slope_of(train_x[some], train_y[some]) for some in drawn])
    noise.append(((slopes - true_slope).norm(dim=1).mean() / true_slope.norm()).item())
    x, y = train_x[:size], train_y[:size]
    cost.append(min(timeit.repeat(lambda: slope_of(x, y), number=10, repeat=3)) / 10)

# %%
figure, (left, right) = plt.subplots(1, 2, figsize=(8.4, 3.2), layout="constrained")
left.loglog(sizes, noise, "o-", color="#1d4ed8", label="measured")
left.loglog(sizes, [noise[0] / math.sqrt(size) for size in sizes], "--", color="#c2410c", label="1/√batch")
left.set(xlabel="digits in a batch", ylabel="noise of the gradient")
left.legend(frameon=False)
right.loglog(sizes, [1e6 * seconds for seconds in cost], "s-", color="#1d4ed8")
right.set(xlabel="digits in a batch", ylabel="microseconds a gradient")
show(figure,
     alt="Left: noise by batch size on log scales, a straight falling line on top of the line "
         "1 over root of the batch size. Right: time by batch size, flat for small batches, then "
         "rising.")

# %% [markdown]
# **Mind the difference.** You will read that mini-batches "perform better", and that with full batches one "gets
# stuck". What is so is on these two pictures. The noise falls like **1/√batch**: four times as many digits halve it.
# The cost at first hardly grows, since on one digit the machine spends its time on getting started; and then it grows
# with the batch. So tiny batches waste the machine, huge ones waste digits, and the good sizes lie between.

# %%
for small, large in ((0, 1), (2, 3), (4, 5)):
    ratio = noise[small] / noise[large]
    print(f"from {sizes[small]:3} to {sizes[large]:4} digits: noise divided by {ratio:.2f}, not by 4")
    assert 1.6 < ratio < 2.5

# %% [markdown]
# And stuck? Let the model learn 100 steps, once with 64 digits a step, once with all 12,396. **Guess first:** which
# one is ahead after 100 steps?

# %%
def losses_on_the_way(batch_size):
    generator, w = torch.Generator().manual_seed(15), torch.zeros(784)
    for _ in range(100):
        some = torch.randint(len(train_x), (batch_size,), generator=generator)
        x, y = (train_x, train_y) if batch_size == len(train_x) else (train_x[some], train_y[some])
        w = learn(w, x, y, 0.05)
        yield measure(valid_x @ w, valid_y).item()

by_64, by_all = list(losses_on_the_way(64)), list(losses_on_the_way(len(train_x)))

# %%
figure, (by_steps, by_digits) = plt.subplots(1, 2, figsize=(8.4, 3), sharey=True, layout="constrained")
steps = torch.arange(1, 101)
for axes, looks in ((by_steps, (1, 1)), (by_digits, (64, 12_396))):
    axes.plot(steps * looks[0], by_64, color="#93b4f0", linewidth=4, label="64 digits a step")
    axes.plot(steps * looks[1], by_all, "--", color="#c2410c", label="all digits a step")
by_steps.set(xlabel="steps", ylabel="validation loss")
by_digits.set(xlabel="digits looked at", xscale="log")
by_steps.legend(frameon=False)
show(figure,
     alt="Validation loss of both ways. Over the steps, the two lines lie on top of each other. "
         "Over the digits looked at, the small batches are there long before the full ones have "
         "taken their first step.")
assert abs(by_64[-1] - by_all[-1]) < 0.02  # nobody is stuck

# %% [markdown]
# Step for step they are equally good. Nobody is stuck. (This loss has a single valley. Where there are more, some
# noise may help you out of a poor one, or out of a good one.) But a step with all digits costs 194 times as many
# looks.
#
# ### In your own words (1 point)
#
# Why not measure the gradient on one digit at a time? And why not on all of them? Say in three or four sentences what
# is gained and what is paid when a batch gets larger.

# %% [markdown] written q15
# The gradient of a batch is an estimate of the gradient over all data. A larger batch makes it less noisy, but only
# like one over the root of its size: four times the digits for half the noise.
#
# One digit at a time gives a very noisy direction, and the hardware, built to do many calculations at once, is
# nearly idle. All digits give an exact direction, but one step then costs a whole pass through the data (and may not
# fit into memory), while many cheap, roughly right steps get much farther with the same work. A mini-batch lies in
# between: accurate enough, and large enough to keep the hardware busy.
#
# === BEGIN MARK SCHEME ===
# **1 point**: (a) small batches: noisy, imprecise gradient, and/or idle hardware; (b) large or full batches: the cost
# (time, memory) of a step grows, for little more precision, or there are too few steps for the same work; (c) the
# mini-batch as the compromise. The formula 1/√batch is not required.
#
# **½ point**: only one of the two sides is explained; or both are named without a reason.
#
# **0 points**: only "better performance", or "full batches get stuck in local minima" as the sole reason.
# === END MARK SCHEME ===

# %% [markdown]
# ## 16 · What are the (7) steps in SGD for machine learning?
#
# You have done them all already. Here they are by name, each with what it works on:
#
# | step | | from | to |
# |---|---|---|---|
# | 1 | **initialise** the parameters | nothing | parameters |
# | 2 | **predict** | parameters (and inputs) | predictions |
# | 3 | measure the **loss** | predictions (and targets) | one number |
# | 4 | work out the **gradient** | parameters and loss | one slope for each parameter |
# | 5 | **step** | parameters and gradient | better parameters |
# | 6 | **repeat** from step 2 | | |
# | 7 | **stop** when it is good enough, or time is up | | |
#
# Step 1 happens once. Steps 2 to 5 happen over and over, in this order.
#
# ### Exercise: the seven steps
#
# Write down the recipe, without any ingredient: which functions are called, when, and with what. It will then fit
# every model that has ever been trained like this.
#
# **Gets** six functions. **Returns** the parameters after the last step.
#
# * `init()` gives parameters;
# * `predict(params)` gives predictions;
# * `loss(preds)` gives the loss;
# * `gradient(params, value)` gives the gradient, from the parameters and the loss;
# * `step(params, grad)` gives new parameters;
# * `stop(value)` says whether to stop. Ask it after each step, with the loss of this round.
#
# Try it on paper: `init` gives 8, the prediction is the parameter itself, its loss is the square, the gradient is
# twice the parameter, a step subtracts a quarter of the gradient, and it stops below a loss of 20. First round: loss
# 64, gradient 16, new parameter 4; 64 is not below 20. Second round: loss 16, gradient 8, new parameter 2; stop.
# `run_sgd` returns 2.

# %% answer q16_run_sgd
def run_sgd(init, predict, loss, gradient, step, stop):
    """Run the seven steps and return the last parameters; `stop` is asked after each step."""
    ### BEGIN SOLUTION
    params = init()
    while True:
        preds = predict(params)
        value = loss(preds)
        grad = gradient(params, value)
        params = step(params, grad)
        if stop(value):
            return params
    ### END SOLUTION

# %% [markdown]
# Put ingredients in. The picture on the left is a mixture: some share of it is a 3, the rest is a 7. What share? Your
# recipe starts at one half and finds out.

# %%
a_three, a_seven = sample.valid_threes[0], sample.valid_sevens[0]
mixture = 0.82 * a_three + 0.18 * a_seven
shares = []

def mix(share):
    shares.append(share.item())
    return share * a_three + (1 - share) * a_seven

def slope(share, value):
    value.backward()
    return share.grad

# %%
with suppress(NotImplementedError):
    found = run_sgd(
        init=lambda: torch.tensor(0.5, requires_grad=True),
        predict=mix,
        loss=lambda picture: (picture - mixture).square().mean(),
        gradient=slope,
        step=lambda share, grad: (share - 0.5 * grad).detach().requires_grad_(),
        stop=lambda value: value < 1e-7,
    )
    print(f"the 3 has a share of {found.item():.3f}, found in {len(shares)} rounds")
    stages = shares[0], shares[3], shares[8], shares[-1]
    pictures = [share * a_three + (1 - share) * a_seven for share in stages]
    show(draw_digits([mixture, *pictures], ["the mixture"] + [f"share {share:.2f}" for share in stages]),
         alt="The mixture, a bright 3 with a faint 7 through it; then what your recipe made of "
             "it: 3 and 7 equally bright at first, the 3 getting brighter and the 7 fainter, "
             "until the picture equals the mixture.")

# %% [markdown]
# **Mind the difference.** A well-known list says of step 5: update the parameters "based on the calculated
# *weights*". It is the *gradients* that were calculated. Take the loss $(w-5)^2$ and follow both recipes:

# %%
by_gradient = by_weight = 8.0
for _ in range(20):
    by_gradient = by_gradient - 0.25 * 2 * (by_gradient - 5)  # 2 (w - 5) is the slope
    by_weight = by_weight - 0.25 * by_weight
print(f"by the gradient: w = {by_gradient:.3f}, loss {(by_gradient - 5) ** 2:.3f}")
print(f"by the weight:   w = {by_weight:.3f}, loss {(by_weight - 5) ** 2:.3f}")
assert abs(by_gradient - 5) < 0.01 < by_weight < 0.1

# %% [markdown]
# The second one goes to 0, whatever the loss is. It never asked.
#
# ## 17 · How do we initialize the weights in a model?
#
# With random numbers. But of what size? Push a digit through ten layers of 784 weights each. Every layer multiplies,
# so what is a little too large gets larger each time. **Guess first:** with weights of standard deviation 1, how
# large are the numbers after ten layers?

# %%
generator = torch.Generator().manual_seed(17)
sizes_by_std = {}
for std in (1, 0.1, 1 / 28, 0.01):
    signal = train_x[::200]
    sizes_by_std[f"std {std:.3g}"] = [signal.std().item()]
    for _ in range(10):
        signal = signal @ torch.normal(0.0, std, (784, 784), generator=generator)
        sizes_by_std[f"std {std:.3g}"].append(signal.std().item())
figure = draw_lines(sizes_by_std, "layers", "size of the numbers")
figure.axes[0].set_yscale("log")
show(figure,
     alt="Size of the numbers by layer, log scale. With std 1 it explodes to some 10 to the 14, "
         "with 0.1 it grows to ten thousands, with 0.0357 it stays, with 0.01 it dies away to a "
         "millionth.")

# %% [markdown]
# Only one of the four comes through: 1/28, which is one over the root of the 784 inputs. There is nothing magical
# about it: a sum of 784 random things is about √784 = 28 times as large as one of them.
#
# ### Exercise: initial parameters
#
# **Gets** a shape, a standard deviation `std`, and a `generator`, or `None`. **Returns** a tensor of that shape with
# random numbers from the **normal** distribution, with mean 0 and that standard deviation, ready to learn.
# `init_params((2, 3), std=0.1)` might be `[[0.03, -0.11, 0.07], [0.14, -0.05, -0.02]]`, with `requires_grad=True`.
#
# "Ready to learn" means: it requires a gradient *and* it is a **leaf**. A leaf is where the notes begin. What is
# calculated from a leaf is none, and `backward()` fills in the `.grad` of leaves only:

# %%
a = torch.ones(3, requires_grad=True)
b = 2 * a
print("a:", a.is_leaf, " b:", b.is_leaf, " both require a gradient:", a.requires_grad, b.requires_grad)

# %% answer q17_init_params
def init_params(shape, std: float = 1.0, generator: torch.Generator | None = None) -> torch.Tensor:
    """Return normal random numbers of standard deviation `std`: a leaf that requires a gradient."""
    ### BEGIN SOLUTION
    return (torch.randn(shape, generator=generator) * std).requires_grad_()
    ### END SOLUTION

# %%
with suppress(NotImplementedError):
    weights = init_params((784, 2), std=1 / 28, generator=torch.Generator().manual_seed(17))
    print(f"mean {weights.mean().item():+.4f}, std {weights.std().item():.4f}, wanted {1 / 28:.4f}")
    print("leaf:", weights.is_leaf, " requires a gradient:", weights.requires_grad)

# %% [markdown]
# **Mind the difference.** "Random weights work pretty well" is true of the right *scale*, as you saw. And why random
# at all? Not because zero is a bad number. Here two units look at the digits side by side, and a third number is made
# from what they say. We train twice: from equal weights, and from random ones.

# %%
def trained(w1, w2):
    """The first layer's weights [784, 2] after 60 steps."""
    for _ in range(60):
        w1, w2 = w1.detach().requires_grad_(), w2.detach().requires_grad_()
        measure(torch.sigmoid(train_x[::40] @ w1) @ w2, train_y[::40]).backward()
        w1, w2 = w1 - 0.5 * w1.grad, w2 - 0.5 * w2.grad
    return w1.detach()

generator = torch.Generator().manual_seed(17)
equal = trained(torch.full((784, 2), 0.01), torch.full((2,), 0.5))
mixed = trained(torch.normal(0.0, 1 / 28, (784, 2), generator=generator), torch.tensor([0.5, -0.5]))

# %%
pictures = [weights.view(28, 28) * 4 for weights in [*equal.T, *mixed.T]]
names = ["equal: unit 1", "equal: unit 2", "random: unit 1", "random: unit 2"]
show(draw_digits(pictures, names, signed=True),
     alt="The weights of each unit as a picture. From an equal start, both show the same pattern "
         "in red and blue. From a random start, the two show different patterns, one the "
         "opposite of the other.")
assert torch.equal(equal[:, 0], equal[:, 1]) and not torch.equal(mixed[:, 0], mixed[:, 1])

# %% [markdown]
# Units that start equal get equal gradients, take equal steps, and never part: two units do the work of one. Chance
# is there to break the tie. Where there is no tie, as in a *linear* model with its one layer of weights, zero is a
# fine start:

# %%
w = torch.zeros(784)
for _ in range(50):
    w = learn(w, train_x[::10], train_y[::10], 0.1)
from_zero = accuracy(valid_x @ w, valid_y).item()
print(f"a linear model that started at zero: {from_zero:.1%}")
assert from_zero > 0.95

# %% [markdown]
# ## 18 · What is "loss"?
#
# The loss is the height of the hill. It takes what the model said and what is so, and gives *one* number: the lower,
# the better. The model is trained on nothing else. Whatever you want it to learn has to be in that number.
#
# Our model says a number for each digit, its **activation**: anything from minus to plus a lot. Large means "a 3, I
# am sure". To compare it with a target of 1 or 0, it is first squeezed into the space between 0 and 1 by a curve
# called **sigmoid**. (Question 23 has more on it. Until then, `torch.sigmoid` does the job.)
#
# **Guess first.** How wrong is an activation of 4, if the digit is a 3? If it is a 7? And an activation of 0?

# %%
activations = torch.linspace(-8, 8, 200)
said = torch.sigmoid(activations)
figure, axes = plt.subplots(figsize=(6.4, 3), layout="constrained")
axes.plot(activations, 1 - said, color="#1d4ed8", label="it is a 3 (target 1)")
axes.plot(activations, said, "--", color="#c2410c", label="it is a 7 (target 0)")
axes.set(xlabel="activation", ylabel="how wrong")
axes.legend(frameon=False, loc="center left")
show(figure,
     alt="How wrong, by activation, from 0 to 1. For a 3 the curve comes down from 1 to 0, for a "
         "7 it goes up from 0 to 1. They cross at activation 0, where both are one half.")

# %% [markdown]
# ### Exercise: the loss
#
# **Gets** the activations of some digits and their targets, 1 or 0. **Returns** a tensor with one number: squeeze
# each activation by the sigmoid, take its distance to the target, then the mean over all digits.
#
# The activations 2, -1 and 0 become 0.88, 0.27 and 0.5. With the targets 1, 0 and 1, the distances are 0.12, 0.27 and
# 0.5, and the loss is about 0.296.
#
# * The result has to be differentiable, or `backward()` has nowhere to go.
# * Models like to give a column `[n, 1]`, and targets like to come as a row `[n]`, or the other way round. Each of
#   the four pairings must give the right number. You know what happens otherwise:

# %%
column, row = torch.zeros(3, 1), torch.zeros(3)
(column - row).shape

# %% answer q18_mnist_loss
def mnist_loss(predictions: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """Return the mean distance of sigmoid(predictions) to the 0/1 targets; [n] and [n, 1] in any pairing."""
    ### BEGIN SOLUTION
    return (torch.sigmoid(predictions).flatten() - targets.flatten()).abs().mean()
    ### END SOLUTION

# %% [markdown]
# ### Now it learns
#
# Initial parameters, mini-batches, the loss, the step: you have written it all, and here it comes together. **Guess
# first:** how long until it passes the 95.1 % of pixel similarity?

# %%
generator = torch.Generator().manual_seed(18)
weights, bias = torch.zeros(784), torch.zeros(1)
with suppress(NotImplementedError):
    weights, bias = init_params((784,), 1 / 28, generator), init_params((1,), 1.0, generator)
    for epoch in range(8):
        for batch in minibatches(len(train_x), 128, generator):
            weights.grad = bias.grad = None
            mnist_loss(train_x[batch] @ weights + bias, train_y[batch]).backward()
            sgd_step([weights, bias], 1.0)
        print(f"epoch {epoch + 1}: validation accuracy {accuracy(valid_x @ weights + bias, valid_y):.2%}")

# %% [markdown]
# Less than one epoch. You have just trained a model, with nothing but your own functions.
#
# It has one weight for each pixel, so its weights make a picture. **Red** is where ink speaks for a 3, **blue** where
# it speaks for a 7.

# %%
if weights.any():  # something was learned
    learned = weights.detach().view(28, 28)
    missed = (valid_x @ weights + bias > 0) != (valid_y == 1)
    show(draw_digits([learned / learned.abs().max()], ["what it learned"], signed=True),
         alt="The learned weights: red at the top, in the very middle and at both ends of the lower "
             "bow of a 3; blue at the left, where a 3 is open, and along the stem of a 7.")
    print(missed.sum().item(), "of 2038 validation digits are still wrong, among them:")
    show(draw_digits(valid_x[missed][:8].view(-1, 28, 28)), alt="Eight digits that the model gets wrong.")

# %% [markdown]
# ## 19 · Why can’t we always use a high learning rate?
#
# The step is the learning rate times the slope. If you want to be quick, why not take a large rate? The same model,
# the same 1000 digits, the same start, 40 steps, and three learning rates.
#
# **Guess first.** The rates are 0.001, 0.02 and 0.026. Which one is best?

# %%
def losses_at(lr):
    x, y = train_x[::12], 2 * train_y[::12] - 1
    w = torch.zeros(784)
    for _ in range(40):
        error = x @ w - y
        yield error.square().mean().item()
        w = w - lr * 2 * error @ x / len(y)  # the gradient of the mean square, worked out by hand

show(draw_lines({f"lr {lr}": list(losses_at(lr)) for lr in (0.001, 0.02, 0.026)}, "step", "loss"),
     alt="Loss by step. With 0.001 it sinks slowly, with 0.02 quickly. With 0.026 it falls at "
         "first, then turns and climbs without end.")

# %% [markdown]
# The best one and the ruinous one lie close together. To see why, go back to a curve that can be drawn.
#
# ### Exercise: descend
#
# Gradient descent on $x^2$, whose slope is $2x$.
#
# **Gets** a starting point, a learning rate and a number of steps. **Returns** all positions as a list of `float`s,
# the start first, so that there is one more than there are steps. `descend(8.0, 0.25, 2)` is `[8.0, 4.0, 2.0]`.

# %% answer q19_descend
def descend(x0: float, lr: float, n_steps: int) -> list[float]:
    """Return the n_steps + 1 positions of gradient descent on x**2, beginning with x0."""
    ### BEGIN SOLUTION
    positions = [x0]
    for _ in range(n_steps):
        x = positions[-1]
        positions.append(x - lr * 2 * x)
    return positions
    ### END SOLUTION

# %% [markdown]
# **Guess first.** Four walkers start at -4. One has the learning rate 0.1, the others 0.5, 0.9 and 1.05. Draw their
# paths before you look.

# %%
with suppress(NotImplementedError):
    paths = {f"lr {lr}": descend(-4.0, lr, 10) for lr in (0.1, 0.5, 0.9, 1.05)}
    show(draw_paths(torch.square, paths, -8, 8),
         alt="Four parabolas with paths from -4. At 0.1 the path creeps down one side. At 0.5 it "
             "is at the bottom in one step. At 0.9 it leaps from side to side and gets lower. At "
             "1.05 it leaps from side to side and gets higher.")

# %% [markdown]
# Three fates:
#
# * `"converges"`: it comes down on its own side, and never goes past the bottom;
# * `"bounces"`: it overshoots, again and again, but comes nearer each time;
# * `"diverges"`: it overshoots and is farther away each time.
#
# ### Exercise: which fate?
#
# **Gets** a learning rate, above 0. **Returns** which of the three words describes the descent on $x^2$. From the
# pictures you know four answers: `behaviour(0.1)` is `"converges"`, `behaviour(0.9)` is `"bounces"`,
# `behaviour(1.05)` is `"diverges"`. (Exactly on a border you will not be asked.)
#
# Where are the borders? Look at the number by which one step multiplies the position. What must it be for each fate?

# %% answer q19_behaviour
def behaviour(lr: float) -> str:
    """Return "converges", "bounces" or "diverges": what descent on x**2 does at this rate."""
    ### BEGIN SOLUTION
    factor = 1 - 2 * lr  # one step multiplies the position by this
    if factor >= 0:
        return "converges"
    return "bounces" if factor > -1 else "diverges"
    ### END SOLUTION

# %%
with suppress(NotImplementedError):
    for lr in (0.01, 0.3, 0.6, 0.95, 1.2, 3.0):
        print(f"lr {lr:4}: {behaviour(lr)}")

# %% [markdown]
# The steeper the curve bends, the lower the borders lie: on $10x^2$ they are ten times as low. And in a model with
# 784 weights, the direction that bends most decides for all. It is the first to explode; that is what you saw at
# 0.026.
#
# ### In your own words (1 point)
#
# Say in three or four sentences what happens when the learning rate is somewhat too high, when it is much too high,
# and what the price of a very low one is. Why does a step go wrong at all, when the gradient points the right way?

# %% [markdown] written q19
# The gradient tells the slope at the place where we stand, nothing more; it holds for a small neighbourhood. A step
# that is too long leaves it and goes past the lowest point. If the rate is somewhat too high, the step lands on the
# opposite slope, but lower: the loss bounces to and fro and still comes down. If it is much too high, each step lands
# farther away than the last, where the slope is steeper, so that the next step is even longer: the training diverges.
#
# A very low rate is safe, but it needs very many steps, and time and money with them.
#
# === BEGIN MARK SCHEME ===
# **1 point**: (a) too high: it overshoots and bounces; (b) much too high: it diverges, the loss grows; (c) too low:
# slow, many steps; (d) a reason: the gradient describes the slope only locally, so a long step goes past the minimum.
#
# **½ point**: two or three of the four.
#
# **0 points**: only "it does not work" or "it gets inaccurate".
# === END MARK SCHEME ===

# %% [markdown]
# ## 20 · What is a "gradient"?
#
# With one weight, it is a slope. With 784 weights it is 784 slopes, one for each weight: how fast does the loss grow,
# if *this* weight grows and all others stay? Since there is one for each pixel, a gradient can be looked at.
#
# **Guess first.** A model with all weights at 0 knows nothing yet. What will its gradient look like?

# %%
def error_on_digits(w):
    """The loss of 784 weights on every 40th training digit."""
    return measure(train_x[::40].to(w.dtype) @ w, train_y[::40].to(w.dtype))

w = torch.zeros(784, requires_grad=True)
error_on_digits(w).backward()
slopes = w.grad.view(28, 28)
show(draw_digits([slopes / slopes.abs().max(), -slopes / slopes.abs().max()],
                 ["the gradient", "the step"], signed=True),
     alt="The gradient as a picture: red in the shape of a 7, blue in the shape of a 3. The "
         "step, its opposite: red in the shape of a 3, blue in the shape of a 7.")

# %% [markdown]
# A ghost of both digits, seen before a single step was taken. Where the gradient is red, the loss grows with the
# weight. So the step goes the other way, and makes ink of a 3 count for 3.
#
# **Mind the difference.** You may read that the gradient tells "how much we have to change each weight" to make the
# model better. Two things to set right. It points **uphill**: what makes the model better is going *against* it. And
# it does not say **how far**. Here is the loss along that line, forward and back:

# %%
steps = torch.linspace(-0.4, 30, 100)
along = [error_on_digits(-step * w.grad).item() for step in steps]
figure, axes = plt.subplots(figsize=(6.4, 2.8), layout="constrained")
axes.plot(steps, along, color="#1d4ed8")
axes.plot([0], [error_on_digits(w).item()], "o", color="#c2410c")
axes.set(xlabel="how far against the gradient", ylabel="loss")
show(figure,
     alt="Loss along the line of the gradient. From the start, marked at 0, it falls against the "
         "gradient, is lowest not far from there, and then rises, past the height of the start.")

# %%
here = error_on_digits(w)
assert error_on_digits(w + 0.1 * w.grad) > here  # with the gradient: uphill
assert error_on_digits(w - 0.1 * w.grad) < here  # against it: better
assert error_on_digits(w - 30 * w.grad) > here  # against it, too far: worse

# %% [markdown]
# ### A slope, by trying
#
# How do you measure a slope, without any calculus? Go a little to the right, a little to the left, look at both
# heights, and divide by the way between:
#
# $$\text{slope at } x \;\approx\; \frac{f(x+\varepsilon) - f(x-\varepsilon)}{2\,\varepsilon}$$
#
# This is the **central difference**. Why go both ways, when one would do? **Guess first:** the slope of $x^3$ at 2 is
# 12. Which of the two comes nearer?

# %%
def cube(x):
    return x**3

print("to the right only", (cube(2.1) - cube(2.0)) / 0.1)
print("both ways        ", (cube(2.1) - cube(1.9)) / 0.2)

# %% [markdown]
# One more trap. The two heights are nearly equal, and `float32` keeps only some seven digits. Subtract, and little is
# left:

# %%
for dtype in (torch.float32, torch.float64):
    x = torch.tensor(20.0, dtype=dtype)
    up, down = (x + 1e-4) ** 3, (x - 1e-4) ** 3
    print(dtype, "slope of x**3 at 20:", ((up - down) / 2e-4).item(), "in truth 1200")

# %% [markdown]
# ### Exercise: the gradient, by trying
#
# **Gets** a function `f`, which makes one number of a vector, a vector `x` of length n, and `eps`. **Returns** the
# gradient, a `float64` tensor `[n]`: for each coordinate the central difference, when this coordinate alone moves by
# `eps`, up and down. Calculate in `float64`, whatever `x` is. `x` keeps its values.
#
# For `f(x) = x[0]**2 + 3 * x[1]` at `[2.0, 5.0]` the gradient is `[4.0, 3.0]`.

# %% answer q20_numerical_gradient
def numerical_gradient(f, x: torch.Tensor, eps: float = 1e-4) -> torch.Tensor:
    """Return the gradient of the scalar f(x) by central differences in float64, one coordinate at a time."""
    ### BEGIN SOLUTION
    x = x.detach().double()
    nudges = eps * torch.eye(len(x), dtype=x.dtype)  # row i moves coordinate i
    return torch.stack([(f(x + nudge) - f(x - nudge)) / (2 * eps) for nudge in nudges])
    ### END SOLUTION

# %%
with suppress(NotImplementedError):
    print(numerical_gradient(lambda x: x[0] ** 2 + 3 * x[1], torch.tensor([2.0, 5.0])))

# %% [markdown]
# ## 21 · Do you need to know how to calculate gradients yourself?
#
# No. PyTorch does it, and exactly. While you calculate, it takes notes, and `backward()` reads them from the end: the
# **chain rule**, one operation after the other. This is called **automatic differentiation**. You can look at the
# notes:

# %%
w = torch.zeros(784, requires_grad=True)
note = error_on_digits(w).grad_fn
while note is not None:
    print(note.name(), end="  <-  ")
    note = next((earlier for earlier, _ in note.next_functions if earlier), None)
print("w")

# %% [markdown]
# But it helps to know what it does, or you will be at a loss when it does something else. Three facts, and a cell to
# prove them. `backward()` **returns nothing**. It **adds** the slopes to the `.grad` of the leaves. And leaves have
# to be **flagged** with `requires_grad` before the calculation, or there will be no notes.

# %%
x = torch.tensor([1.0, -2.0], requires_grad=True)
returned = (x**2).sum().backward()
print("returned:", returned, "  x.grad:", x.grad)
try:
    (torch.tensor([1.0, -2.0]) ** 2).sum().backward()
except RuntimeError as error:
    print("without the flag:", error)

# %% [markdown]
# ### Exercise: the gradient, by autograd
#
# Hide all that behind a function which simply gives the gradient.
#
# **Gets** a function `f`, which makes one number of a tensor, and a tensor `x`. **Returns** the gradient of `f` at
# `x`, a tensor of the shape of `x`. For the sum of squares at `[1.0, -2.0]` it is `[2.0, -4.0]`.
#
# It leaves no traces. The caller's `x` requires a gradient afterwards if it did before, and not otherwise; its
# `.grad` is as it was; and asking twice in a row gives the same answer twice.

# %% answer q21_gradient
def gradient(f, x: torch.Tensor) -> torch.Tensor:
    """Return the gradient of the scalar f(x) by autograd; the caller's x stays as it was."""
    ### BEGIN SOLUTION
    x = x.detach().clone().requires_grad_()
    return torch.autograd.grad(f(x), x)[0]
    ### END SOLUTION

# %% [markdown]
# Now let your two functions meet, on the 784 weights of a model. **Guess first:** do they agree? To how many digits?
# And which one is quicker, by what factor? (How often does each have to work out the loss?)

# %%
with suppress(NotImplementedError):
    w = torch.zeros(784, dtype=torch.float64)
    start = timeit.default_timer()
    tried = numerical_gradient(error_on_digits, w)
    by_trying = timeit.default_timer() - start
    exact = gradient(error_on_digits, w)
    print(f"largest slope {exact.abs().max():.6f}, largest difference {(tried - exact).abs().max():.1e}")
    by_autograd = min(timeit.repeat(lambda: gradient(error_on_digits, w), number=5)) / 5
    print(f"by trying {by_trying:.2f} s, by autograd {by_autograd:.4f} s: {by_trying / by_autograd:.0f} times as fast")

# %% [markdown]
# They agree, though they have nothing in common. That is the best test of a gradient there is. But trying needs two
# losses for each weight, 1568 of them here, and for a model with a thousand million weights you would wait for ever.
# Autograd walks through the notes once, forward and back, however many weights there are.
#
# ## 22 · Why can’t we use accuracy as a loss function?
#
# Accuracy is what we want to be high. So why not simply climb it? Train a model, then turn *one* of its weights, the
# one of a pixel in the middle, and watch two numbers: the loss and the accuracy on 204 validation digits.
#
# **Guess first.** Draw both curves. Then think of looking at them with a magnifying glass.

# %%
w = torch.zeros(784)
for _ in range(30):
    w = learn(w, train_x[::10], train_y[::10], 0.1)
pixel = 13 * 28 + 13
some_x, some_y = valid_x[5::10], valid_y[5::10]

def turned(value):
    """The scores of the digits, when one weight has this value."""
    other = w.clone()
    other[pixel] = value
    return some_x @ other

# %%
figure, panels = plt.subplots(2, 2, figsize=(8.4, 4.2), sharex="col", layout="constrained")
for column, values in enumerate((torch.linspace(-4, 4, 800), torch.linspace(-2.02, -1.98, 200))):
    scores = [turned(value) for value in values]
    losses = [measure(score, some_y) for score in scores]
    panels[0, column].plot(values, losses, color="#1d4ed8")
    panels[1, column].plot(values, [accuracy(score, some_y) for score in scores], color="#c2410c")
    panels[1, column].set_xlabel("value of one weight")
panels[0, 0].set(ylabel="loss", title="from afar")
panels[0, 1].set(title="through a magnifying glass")
panels[1, 0].set(ylabel="accuracy")
show(figure,
     alt="Loss and accuracy over one weight. The loss is a smooth curve, and under the "
         "magnifying glass a sloping line. The accuracy is a staircase, and under "
         "the magnifying glass a flat line.")

# %% [markdown]
# The accuracy is a **staircase**. It changes only where some digit falls over to the other side, all at once.
# Everywhere else it is flat, and a flat floor does not say which way is down. The loss slopes everywhere: it notices
# that the model has become a little surer, though no answer has changed.
#
# ### Exercise: the slope of accuracy
#
# Measure it. **Gets** the weights `w` `[d]`, the digits `x` `[n, d]`, their labels `y` `[n]`, which are 1 or 0, and
# `eps`. A digit is called a 1 where `x @ w` is above 0. **Returns** a tensor `[d]`: for each weight the central
# difference of the *accuracy*, when this weight alone moves by `eps`, up and down.
#
# Take one weight, `w = [0.5]`, two digits of one pixel, `x = [[1.0], [-1.0]]`, and `y = [1, 0]`. With `eps = 1.0` the
# weight moves to 1.5, where both are right, and to -0.5, where both are wrong: the slope is (1 - 0) / 2 = `[0.5]`.
# With `eps = 0.1` nothing changes sides: `[0.0]`.

# %% answer q22_accuracy_slope
def accuracy_slope(w: torch.Tensor, x: torch.Tensor, y: torch.Tensor, eps: float = 1e-3) -> torch.Tensor:
    """Return the central difference of the accuracy of x @ w > 0 in each weight: [d]."""
    ### BEGIN SOLUTION
    def share_right(weights):
        return ((x @ weights > 0) == (y == 1)).to(w.dtype).mean()

    nudges = eps * torch.eye(len(w), dtype=w.dtype)
    return torch.stack([(share_right(w + nudge) - share_right(w - nudge)) / (2 * eps) for nudge in nudges])
    ### END SOLUTION

# %% [markdown]
# **Guess first.** Of the 784 slopes of the model's accuracy, how many are not zero? And of the loss?

# %%
with suppress(NotImplementedError):
    of_accuracy = accuracy_slope(w, some_x, some_y)
    v = w.clone().requires_grad_()
    measure(some_x @ v, some_y).backward()
    print("slopes of the accuracy that are not 0:", (of_accuracy != 0).sum().item(), "of 784")
    print("slopes of the loss that are not 0:    ", (v.grad != 0).sum().item(), "of 784")

# %% [markdown]
# (The zeros of the loss belong to pixels in which none of these digits has any ink.)
#
# ### In your own words (1 point)
#
# A friend wants to train with `1 - accuracy` as the loss, since accuracy is what counts. Explain in three or four
# sentences what would happen, and why. What does a good loss do that accuracy does not?

# %% [markdown] written q22
# Accuracy only changes when a prediction crosses the threshold, so as a function of the weights it is a staircase:
# constant nearly everywhere, with sudden jumps. Its gradient is therefore zero nearly everywhere (and does not exist
# at the jumps). A step is the learning rate times the gradient, that is zero, so that the weights never change and
# nothing is learned.
#
# A good loss changes a little with every little change of the weights: it gets lower when a right answer becomes
# surer or a wrong one less sure, even if no answer flips. So its gradient says in which direction to go.
#
# === BEGIN MARK SCHEME ===
# **1 point**: (a) accuracy is constant between jumps, it changes only when a prediction flips; (b) so its gradient is
# zero (nearly) everywhere and the weights do not move; (c) a good loss reacts to small changes, for example to how
# sure a prediction is.
#
# **½ point**: two of the three; or "accuracy is not differentiable" with no reason but with (c).
#
# **0 points**: only "accuracy is not differentiable", or reasons that have to do with unbalanced classes.
# === END MARK SCHEME ===

# %% [markdown]
# **Where you are.** You have a loss, its gradient, the step, batches, and a way to tell honestly how good a model is;
# and 784 numbers that learned to read from you. In the next notebook you turn these pieces into tools that work for
# any model: an optimiser, a loader, an epoch.
