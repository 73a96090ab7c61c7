# %% [markdown]
# # 6 · Non-linearity
#
# You have trained models that multiply, add, and multiply again. They tell a 3 from a 7. Ask them to *draw* the 3,
# and you get a gray fog. One thing is missing, and it is the smallest function of the whole course: it does nothing
# to half of the numbers and replaces the other half by 0. In this notebook you bend a line with it, then a thousand
# lines, and in the end a network draws the 3 from memory.
#
# | | |
# |---|---|
# | **You need** | notebooks 1 to 5 |
# | **It takes** | about 90 minutes |
# | **It is worth** | 16 points: seven exercises of 2 points, two written answers of 1 point |
#
# **How to work.** Read, run the cells in order, and guess before you run. In an exercise, put your code in place of
# `raise NotImplementedError()`, run the cell, then run the check below it. Read what the check says, mend, and check
# again, as often as you like.
#
# A cell with the line `with suppress(NotImplementedError):` works with *your* function. As long as you have not
# written it, the cell shows nothing. Come back to it afterwards.
#
# What the last notebooks asked for is given here, in a version that works: `archetype`, `batch_accuracy`,
# `minibatches` and `training_loop`.

# %% setup

# %%
from contextlib import suppress

from course_lib.mnist.data import mnist, threes_and_sevens
from course_lib.mnist.loop import training_loop
from course_lib.mnist.metrics import batch_accuracy
from course_lib.mnist.plots import draw_digits
from course_lib.mnist.sgd import minibatches
from course_lib.mnist.similarity import archetype

torch.set_num_threads(1)  # these networks are tiny: two threads would mostly wait for each other

# %%
digits = mnist()
sample = threes_and_sevens()
rows = torch.cat([sample.train_threes, sample.train_sevens]).flatten(1)  # [12396, 784]
targets = torch.tensor([1.0] * 6131 + [0.0] * 6265)  # 1 for a 3, 0 for a 7
valid_rows = torch.cat([sample.valid_threes, sample.valid_sevens]).flatten(1)  # [2038, 784]
valid_targets = torch.tensor([1.0] * 1010 + [0.0] * 1028)

# %% [markdown]
# ## 37 · What is "ReLU"? Draw a plot of it for values from -2 to +2
#
# A **re**ctified **l**inear **u**nit is a long name for a short rule: what is above 0 stays as it is, what is below
# becomes 0. **Guess first.** What comes out here?

# %%
torch.relu(torch.tensor([-2.0, -0.5, 0.0, 0.5, 2.0]))

# %% [markdown]
# It gives an answer to a question that has two sides. Take the mean 3 minus the mean 7: red is where a 3 has more
# ink, blue is where a 7 has more.
#
# **Guess first.** What will be left of this picture after a ReLU? And what of its opposite, 7 minus 3?

# %%
mean3, mean7 = archetype(sample.train_threes), archetype(sample.train_sevens)
difference = mean3 - mean7
show(draw_digits([mean3, mean7, difference], ["mean 3", "mean 7", "3 minus 7"], signed=True),
     alt="The mean 3 and the mean 7 in red, and their difference: red along the curves of the 3, "
         "blue along the slanting stem of the 7.")

# %% [markdown]
# ### Exercise: ReLU
#
# **Gets** a tensor of any shape. **Returns** a new one of the same shape, with 0 in place of every negative number:
# `[-2.0, 0.5, 3.0]` gives `[0.0, 0.5, 3.0]`. The tensor that you were given keeps its values.
#
# Use your own arithmetic. Comparisons, `clamp`, `maximum` and `where` are all fine. An activation function that
# PyTorch has ready is not.

# %% answer q37_relu
def relu(x: torch.Tensor) -> torch.Tensor:
    """Return x with 0 in place of each negative number, by own arithmetic; x keeps its values."""
    ### BEGIN SOLUTION
    return x.clamp(min=0)
    ### END SOLUTION

# %%
with suppress(NotImplementedError):
    only3, only7 = relu(difference), relu(-difference)
    show(draw_digits([only3, only7, only3 - only7], ["relu(3 minus 7)", "relu(7 minus 3)", "one minus the other"],
                     signed=True),
         alt="What only a 3 has: its curves on the left and at the bottom, in red. What only a 7 "
             "has: the upper part of its stem, in red. Their difference is the picture from above.")

# %% [markdown]
# Two ReLUs have taken the picture apart: "ink that speaks for a 3" and "ink that speaks for a 7". Each is silent
# where it has nothing to say.
#
# ### Exercise: draw it
#
# **Gets** nothing. **Returns** the matplotlib `Axes` with the curve of ReLU on them, from x = -2 to x = +2, and with
# a label on both axes.
#
# `plt.subplots()` gives you a figure and its axes, `torch.linspace(start, end, n)` gives n numbers at equal steps,
# and `axes.plot` and `axes.set` do the drawing. Take your own `relu` or `torch.relu`.

# %% answer q37_plot_relu
def plot_relu() -> plt.Axes:
    """Return axes with the curve of ReLU from -2 to +2, both axes labelled."""
    ### BEGIN SOLUTION
    figure, axes = plt.subplots(figsize=(6.4, 3), layout="constrained")
    x = torch.linspace(-2, 2, 101)
    axes.plot(x, torch.relu(x), color="#1d4ed8")
    axes.set(xlabel="x", ylabel="relu(x)")
    return axes
    ### END SOLUTION

# %%
with suppress(NotImplementedError):
    show(plot_relu(),
         alt="ReLU from -2 to 2: flat at 0 up to x = 0, from there a straight line up to 2.")

# %% [markdown]
# A flat floor and a ramp, and between them a **hinge** at 0. That is all.
#
# ### Why this one?
#
# You know another curve that could stand here, the sigmoid. Compare the two, and then their slopes. **Guess first:**
# what is the slope of ReLU, left and right of 0? And the steepest slope of the sigmoid?

# %%
x = torch.linspace(-2, 2, 200, requires_grad=True)
figure, (values, slopes) = plt.subplots(1, 2, figsize=(8.4, 2.8), layout="constrained")
for name, f, color, style in (("ReLU", torch.relu, "#1d4ed8", "-"), ("sigmoid", torch.sigmoid, "#c2410c", "--")):
    (slope,) = torch.autograd.grad(f(x).sum(), x)
    values.plot(x.detach(), f(x).detach(), style, color=color, label=name)
    slopes.plot(x.detach(), slope, style, color=color, label=name)
values.set(xlabel="x", ylabel="value")
slopes.set(xlabel="x", ylabel="slope")
values.legend(frameon=False)
show(figure,
     alt="Left: ReLU, flat and then rising to 2, and the sigmoid, a gentle rise from 0.1 to 0.9. "
         "Right: their slopes. That of ReLU jumps from 0 to 1 at x = 0, that of the sigmoid is a "
         "low hill with 0.25 at its top.")

# %% [markdown]
# On the way back through a model, the slopes of all layers are *multiplied*. **Guess first.** A number goes through
# ten activation functions in a row. How much of the gradient arrives at the start?

# %%
for f in (torch.relu, torch.sigmoid):
    start = torch.tensor(1.0, requires_grad=True)
    number = start
    for _ in range(10):
        number = f(number)
    number.backward()
    print(f"{f.__name__:8} gradient {start.grad.item():.7f}")

# %% [markdown]
# Ten sigmoids leave next to nothing of it. A ReLU that is awake passes on all of it. (One that is asleep, below 0,
# passes nothing; should it sleep for every digit, it never wakes up again.) And it costs almost nothing to work out.
#
# ## 38 · What is an "activation function"?
#
# It is the function that stands *between* two layers and is applied to each number by itself: ReLU, sigmoid, or some
# other bent curve. (Mind the words: the *numbers* that come out of a layer are called **activations**.)
#
# What is it there for? Leave it out, and look. Here is a task where you can *see* what a model is able to do. The
# model gets a place in the picture, as two numbers: row and column, each from -1 to 1. It has to give the ink at this
# place. So if it learns well, you can ask it for all 784 places, and it draws the 3.

# %%
three = digits.train_images[7] / 255
axis = torch.linspace(-1, 1, 28)
places, ink = torch.cartesian_prod(axis, axis), three.view(784, 1)  # [784, 2] and [784, 1]
batches = [(places[some], ink[some]) for some in minibatches(784, 16, torch.Generator().manual_seed(38))]

def learn_to_draw(model, lr):
    """Train the model on the ink of all 784 places: long steps first, short ones at the end."""
    training_loop(model, batches, 120, lr, F.mse_loss)
    training_loop(model, batches, 60, lr / 4, F.mse_loss)

# %%
fine_axis = torch.linspace(-1, 1, 112)
fine_places = torch.cartesian_prod(fine_axis, fine_axis)

def drawn_by(model):
    """What the model gives at 112 × 112 places, four times as fine as the digit."""
    return model(fine_places).detach().view(112, 112)

# %% [markdown]
# Two models, with 201 parameters each. Both have two layers. One of them has a ReLU between the layers, and that is
# the only difference. **Guess first.** What will each of them draw?

# %%
torch.manual_seed(38)
without = nn.Sequential(nn.Linear(2, 50), nn.Linear(50, 1))
with_relu = nn.Sequential(nn.Linear(2, 50), nn.ReLU(), nn.Linear(50, 1))
for model in (without, with_relu):
    learn_to_draw(model, 0.1)
names = ["the digit", "two linear layers", "with ReLU between"]
show(draw_digits([three, drawn_by(without), drawn_by(with_relu)], names),
     alt="The digit, a 3. What two linear layers draw: a dark gray square, a trace lighter "
         "towards one corner. What they draw with ReLU between: a bright blur in the place "
         "of the 3, with straight creases in it, dark all around.")

# %% [markdown]
# The second one is far from a 3. But it knows where the ink is, and you can see the straight creases where its hinges
# lie. The first one has learned *nothing* but "a bit lighter over there", though it has 50 units and had the same
# lessons. (The right one is not the end of the story: see question 40.)
#
# ### Two linear layers are one
#
# Why can't it do better? **Guess first.** One layer doubles a number and adds 1. The next one triples what it gets
# and adds 4. What do the two do together, in a single formula?

# %%
x = torch.arange(5.0)
print("both layers:", (3 * (2 * x + 1) + 4).tolist())
print("one layer:  ", (6 * x + 7).tolist())

# %% [markdown]
# A line of a line is a line. A hundred layers in a row would still be a line: over two inputs, a tilted plane. That
# was the dark square.
#
# ### Exercise: merge two layers
#
# `nn.Linear(d, m)` keeps its weights as `[m, d]`, one row for each *output*, and its bias as `[m]`. Applied to `x`,
# it gives `x @ weight.T + bias`. A layer made with `bias=False` has none: its `.bias` is `None`.
#
# **Gets** two such layers; the second takes as many inputs as the first has outputs. **Returns** *one* new
# `nn.Linear` that gives the same as `second(first(x))`, for every x. Either layer may lack a bias. The weights of the
# two layers stay as they are.
#
# For the two layers above, weights 2 and 3, biases 1 and 4, it is a layer with weight 6 and bias 7. If the second one
# had no bias, it would be 6 and 3.

# %% answer q38_merge_linear
def merge_linear(first: nn.Linear, second: nn.Linear) -> nn.Linear:
    """Return one layer equal to second(first(x)); the arguments' weights stay as they are."""
    ### BEGIN SOLUTION
    merged = nn.Linear(first.in_features, second.out_features)
    with torch.no_grad():
        merged.weight.copy_(second.weight @ first.weight)
        merged.bias.copy_(second(first(torch.zeros(first.in_features))))  # what comes out where nothing goes in
    return merged
    ### END SOLUTION

# %% [markdown]
# **Guess first.** How many of its 201 parameters did the left drawing really need?

# %%
with suppress(NotImplementedError):
    merged = merge_linear(without[0], without[1])
    gap = (merged(places) - without(places)).abs().max().item()
    print(sum(p.numel() for p in merged.parameters()), "parameters; largest difference on 784 places:", f"{gap:.1e}")

# %% [markdown]
# Three: a slope down, a slope across, and a height. With a ReLU between the layers no such merging is possible. Each
# hinge bends the plane along a line of its own, and what comes out has as many facets as the creases make.
#
# **Mind the difference.** It is said that with activation functions a large enough model "can solve any computable
# problem to an arbitrarily high accuracy". The theorem behind this is about something else. It says that for any
# *continuous function on a bounded set* there **are** such weights, given enough units. (On these two conditions,
# more in question 40.) And it says nothing of **finding** them.
#
# Two hinges make the magnitude of x, exactly. Is that also what training finds, from different random starts? **Guess
# first:** how many of twelve?

# %%
line = torch.linspace(-1, 1, 41).view(41, 1)
assert torch.equal(torch.relu(line) + torch.relu(-line), line.abs())  # two hinges, and no error at all

def learned_from(seed):
    """What a model with two hinges gives after 500 steps towards the magnitude of x."""
    torch.manual_seed(seed)
    model = nn.Sequential(nn.Linear(1, 2), nn.ReLU(), nn.Linear(2, 1))
    training_loop(model, [(line, line.abs())], 500, 0.2, F.mse_loss)
    return model(line).detach()

# %%
answers = [learned_from(seed) for seed in range(12)]
found = [(answer - line.abs()).abs().max().item() < 0.2 for answer in answers]
figure, axes = plt.subplots(figsize=(6.4, 2.8), layout="constrained")
for answer, well in zip(answers, found):
    axes.plot(line, answer, "-" if well else "--", color="#1d4ed8" if well else "#c2410c")
axes.set(xlabel="x", ylabel="learned", xticks=[-1, 0, 1], yticks=[0, 0.5, 1])
show(figure,
     alt="Twelve learned curves. Some, drawn in full, follow the letter V more or less. The others, "
         "dashed, come down on the left and then stay flat, or are flat all over.")
print(f"{sum(found)} of 12 found it")
assert 0 < sum(found) < 12

# %% [markdown]
# The others have a hinge that sleeps for every x, or two of them. The weights that would be right exist, but the
# slope under their feet does not lead there. (With more units it gets likelier that some of them stand well.)
#
# ### In your own words (1 point)
#
# A friend stacks ten linear layers, with nothing between them, "since deep networks can learn more". In three or four
# sentences: what has the friend really built, and why? What do activation functions add, and which property must they
# have?

# %% [markdown] written q38
# The friend has built one linear layer. Each layer is a weighted sum plus a bias, and a weighted sum of weighted sums
# is again a weighted sum: the product of the ten weight matrices is one matrix, and the biases combine to one bias.
# So the stack can represent nothing that a single layer cannot (it only has more parameters).
#
# An activation function is applied to each activation between the layers. It must be non-linear, as ReLU or the
# sigmoid is; a linear one would be swallowed by the merging as well. Then the layers no longer collapse: the network
# can bend, and represent functions that are not straight, such as the ink of a drawing.
#
# === BEGIN MARK SCHEME ===
# **1 point**: (a) linear layers in a row equal one linear layer; (b) the reason: a linear function of a linear
# function is linear (or: the matrices multiply to one); (c) an activation function between the layers prevents this
# and lets the model represent non-linear functions; (d) it must be non-linear.
#
# **½ point**: (a) and (c) without a reason; or (b) and (d) without saying what it is good for.
#
# **0 points**: only "it squeezes the output between 0 and 1", "it switches neurons on", or "it makes the model
# better".
# === END MARK SCHEME ===

# %% [markdown]
# ## 39 · What’s the difference between `F.relu` and `nn.ReLU` ?
#
# `F.relu` is a **function**: numbers in, numbers out. `nn.ReLU` is a **class**: calling it builds a module, and
# *that* can be called with numbers. **Guess first.** What do these three lines print?

# %%
x = torch.tensor([-1.0, 1.5])
print(F.relu(x))
print(nn.ReLU()(x))
print(type(nn.ReLU(x)))

# %% [markdown]
# **Mind the difference.** A well-known answer says that `nn.ReLU` "can be called as a function in the same way as
# `F.relu`". An *instance* of it can: `nn.ReLU()(x)`. But `nn.ReLU(x)` calculates nothing. It builds a module, and
# takes your tensor for its setting `inplace`. **Guess first:** what is in `y` at the end?

# %%
y = torch.tensor([-1.0, 1.5])
module = nn.ReLU(torch.tensor(3.0))
print(module)
module(y)
print(y)
assert isinstance(nn.ReLU(x), nn.Module) and not torch.is_tensor(nn.ReLU(x))
assert torch.equal(nn.ReLU()(x), F.relu(x)) and y[0] == 0

# %% [markdown]
# The 3 counts as "yes", so the module works *in place* and has overwritten what you gave it. No error anywhere, at
# first.
#
# When to take which? `nn.Sequential` wants modules, so there it is `nn.ReLU()`. In a formula that you write yourself,
# `F.relu(x)` is shorter. They do the same, and neither has parameters.
#
# ### Exercise: a network as a formula
#
# **Guess first.** This layer makes 30 numbers of 784. What is the shape of its weights?

# %%
layer = nn.Linear(784, 30)
tuple(layer.weight.shape), tuple(layer.bias.shape)

# %% [markdown]
# **Gets** a batch `x` `[n, d]`, and the weights and biases of two layers, stored as `nn.Linear` stores them: `w1`
# `[h, d]`, `b1` `[h]`, `w2` `[m, h]`, `b2` `[m]`. **Returns** `[n, m]`: the first layer, ReLU, the second layer. Call
# `F.relu` for the ReLU.
#
# By hand: let `x` be `[[3, 4]]`, `w1` be `[[1, 0], [1, -1]]`, `b1` be `[0, 0.5]`, `w2` be `[[1, 10]]` and `b2` be
# `[5]`. The first layer gives 3 and 3 - 4 + 0.5 = -0.5. ReLU makes 3 and 0 of it. The second layer gives 1 · 3 + 10 ·
# 0 + 5 = 8, so the result is `[[8]]`.

# %% answer q39_functional_net
def functional_net(x: torch.Tensor, w1, b1, w2, b2) -> torch.Tensor:
    """Return linear, F.relu, linear of x [n, d], for weights as nn.Linear stores them: [n, m]."""
    ### BEGIN SOLUTION
    hidden = F.relu(x @ w1.T + b1)
    return hidden @ w2.T + b2
    ### END SOLUTION

# %% [markdown]
# Here are weights worth using. A network with 30 hidden units learns to tell 3s from 7s, in a second:

# %%
torch.manual_seed(39)
trained = nn.Sequential(nn.Linear(784, 30), nn.ReLU(), nn.Linear(30, 1))
dealt = minibatches(len(rows), 64, torch.Generator().manual_seed(39))
shuffled = [(rows[some], targets[some, None]) for some in dealt]
training_loop(trained, shuffled, 5, 0.1, F.binary_cross_entropy_with_logits)
w1, b1, w2, b2 = (parameter.detach() for parameter in trained.parameters())
for values in (w1, b1, w2, b2):
    print(tuple(values.shape))

# %%
with suppress(NotImplementedError):
    scores = functional_net(valid_rows, w1, b1, w2, b2)
    print(f"your formula: accuracy {batch_accuracy(scores, valid_targets):.4f}")

# %% [markdown]
# ### Asleep and awake
#
# Look between the layers. Each row below is a digit, each column one of the 30 hidden units; white means that the
# ReLU lets much through, black that it is asleep. **Guess first:** do all 3s wake the same units?

# %%
hidden = F.relu(valid_rows @ w1.T + b1)  # [2038, 30]
for_3, for_7 = hidden[:1010], hidden[1010:]
order = (for_3.mean(0) - for_7.mean(0)).argsort(descending=True)
chosen = torch.cat([for_3[:24], for_7[:24]])[:, order]
figure, axes = plt.subplots(figsize=(5.2, 4.2), layout="constrained")
axes.imshow(chosen, cmap="gray", aspect="auto", interpolation="nearest", vmax=chosen.max() / 2)
axes.axhline(23.5, color="#f97316")
axes.set(xlabel="hidden unit", yticks=[11.5, 35.5], yticklabels=["24 threes", "24 sevens"])
show(figure,
     alt="Activations of 30 units for 24 threes and 24 sevens. The units at the left are bright "
         "for most 3s and dark for most 7s, those at the right the other way round. Those in the "
         "middle are dark for nearly all.")

# %%
asleep = (hidden == 0).float().mean()
patterns = len(torch.unique(hidden > 0, dim=0))
print(f"{asleep:.0%} of the activations are 0; {patterns} different patterns of waking among 2038 digits")

# %% [markdown]
# So many patterns. And as long as the pattern stays the same, the network *is* linear: the sleepers give 0, the
# others pass everything on. So you have trained not one linear model, but more than a thousand that share their
# weights, and each digit picks its own.
#
# ### Exercise: a network as a module
#
# A module knows its parameters, so that an optimiser can ask for them. But only those that are **registered**, and
# registered is what you assign to `self` and what is an `nn.Parameter` or a module itself. **Guess first.** Which of
# these four does the module know?

# %%
class Careless(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = torch.zeros(3)
        self.b = nn.Parameter(torch.zeros(3))
        self.c = nn.Linear(3, 2)
        self.d = [nn.Linear(3, 2)]

print([name for name, _ in Careless().named_parameters()])

# %% [markdown]
# The tensor `a` is no parameter, and `d` hides its layer in a list. An optimiser would never touch them, and nobody
# would be told.
#
# **Gets** weights and biases as above. **Returns** an `nn.Module` that gives for every x the same as
# `functional_net`, with an `nn.ReLU` somewhere inside, and with four registered parameters that hold these values. A
# new layer comes with random weights: see to it that yours has the right ones.

# %% answer q39_module_net
def module_net(w1, b1, w2, b2) -> nn.Module:
    """Return linear, nn.ReLU, linear as a module, with these values in its four parameters."""
    ### BEGIN SOLUTION
    net = nn.Sequential(nn.Linear(w1.shape[1], len(w1)), nn.ReLU(), nn.Linear(w2.shape[1], len(w2)))
    with torch.no_grad():
        for parameter, values in zip(net.parameters(), (w1, b1, w2, b2)):
            parameter.copy_(values)
    return net
    ### END SOLUTION

# %%
with suppress(NotImplementedError):
    net = module_net(w1, b1, w2, b2)
    print(net)
    print(f"your module: accuracy {batch_accuracy(net(valid_rows), valid_targets):.4f}")

# %% [markdown]
# ## 40 · The universal approximation theorem shows that any function can be approximated as closely as needed using just one nonlinearity. So why do we normally use more?
#
# First see why one layer of them is enough. A hidden unit is a hinge: flat on one side of a place, a ramp on the
# other. The next layer multiplies each hinge and adds them up. Here are three, at 0, 1 and 2:
#
# $$1\cdot\text{relu}(x)\;-\;2\cdot\text{relu}(x-1)\;+\;3\cdot\text{relu}(x-2)$$
#
# **Guess first.** Draw the sum. How steep is it between 0 and 1, between 1 and 2, and after 2?

# %%
x = torch.linspace(-1, 3, 201)
hinges = {"1 relu(x)": F.relu(x), "-2 relu(x - 1)": -2 * F.relu(x - 1), "3 relu(x - 2)": 3 * F.relu(x - 2)}
figure, (apart, together) = plt.subplots(1, 2, figsize=(8.4, 3), sharey=True, layout="constrained")
for (name, values), look in zip(hinges.items(), ("-", "--", "-.")):
    apart.plot(x, values, look, label=name)
together.plot(x, sum(hinges.values()), color="#1f2933", label="their sum")
for axes in (apart, together):
    axes.set(xlabel="x", xticks=range(-1, 4))
    axes.legend(frameon=False)
show(figure,
     alt="Left: three hinges, at 0 rising by 1, at 1 falling by 2, at 2 rising by 3. Right: their "
         "sum, flat up to 0, rising by 1 up to x = 1, falling by 1 up to x = 2, then rising by 2.")

# %% [markdown]
# 1, then 1 - 2 = -1, then 1 - 2 + 3 = 2. A hinge does nothing on its left and changes the slope of everything on its
# right. A bend for every ReLU.
#
# ### Exercise: through all the points
#
# **Gets** the `xs` and `ys` of some points, `[k]` each, at least two, with `xs` increasing. **Returns** an
# `nn.Sequential` with one hidden layer of ReLUs, which makes `[n, 1]` of `[n, 1]`: its curve goes through all the
# points, and straight from each to the next. Left of the first and right of the last it may do what it likes.
#
# For the points (0, 1), (1, 3) and (3, 3), it gives 2 at x = 0.5 and 3 at x = 2. No training: choose the weights so
# that they are right.

# %% answer q40_relu_interpolator
def relu_interpolator(xs: torch.Tensor, ys: torch.Tensor) -> nn.Sequential:
    """Return a network with one hidden ReLU layer, [n, 1] to [n, 1], straight from point to point."""
    ### BEGIN SOLUTION
    slopes = ys.diff() / xs.diff()  # [k - 1]
    bends = slopes.diff(prepend=torch.zeros(1))  # what each hinge adds to the slope
    hinges, total = nn.Linear(1, len(bends)), nn.Linear(len(bends), 1)
    with torch.no_grad():
        hinges.weight.fill_(1)
        hinges.bias.copy_(-xs[:-1])
        total.weight.copy_(bends)
        total.bias.copy_(ys[0])
    return nn.Sequential(hinges, nn.ReLU(), total)
    ### END SOLUTION

# %% [markdown]
# In notebook 3, a parabola came as near as it could to the right-hand edge of this 0. Your network need not be a
# parabola. **Guess first:** how many hinges make a good edge?

# %%
zero = digits.train_images[digits.train_labels == 0][11]
zero_rows = (zero > 127).any(1).nonzero().flatten()
edge = torch.stack([row.nonzero().max() for row in zero[zero_rows] > 127])

# %%
with suppress(NotImplementedError):
    chosen = [torch.linspace(0, len(edge) - 1, n_points).long() for n_points in (2, 3, 6, len(edge))]
    networks = [relu_interpolator(zero_rows[some].float(), edge[some].float()) for some in chosen]
    figure, panels = plt.subplots(1, 4, figsize=(8.4, 2.4), layout="constrained")
    for axes, some, network in zip(panels, chosen, networks):
        axes.imshow(zero, cmap="gray")
        axes.plot(network(zero_rows[:, None].float()).detach(), zero_rows, color="#f97316", linewidth=3)
        axes.set(xticks=[], yticks=[], title=f"hinges: {len(some) - 1}")
    show(figure,
         alt="The 0 with your curve along its right-hand edge, with 1, 2, 5 and 19 hinges: a "
             "straight line, a line with one corner, a good bow, and the edge in all its rows.")

# %% [markdown]
# And a curve that is smooth? Here is the sine, once around. **Guess first.** With twice as many hinges, is the
# largest error half as large?

# %%
with suppress(NotImplementedError):
    around = torch.linspace(0, 2 * math.pi, 2001)
    for n_hinges in (4, 8, 16, 32, 64):
        xs = torch.linspace(0, 2 * math.pi, n_hinges + 1)
        network = relu_interpolator(xs, xs.sin())
        error = (network(around[:, None]).flatten() - around.sin()).abs().max().item()
        print(f"{n_hinges:3} hinges: largest error {error:.5f}")

# %% [markdown]
# A quarter, each time. You can make it as small as you like. That is the **universal approximation theorem**, as you
# would prove it for one input.
#
# **Mind the difference.** "*Any* function", it is said here, and you see why that is too much. The theorem needs two
# things. The function must be **continuous**: what a network draws can be steep, but it never jumps. Where the
# function leaps from 0 to 1, the network has to pass through everything between, and is far off there. **Guess
# first:** does it help to make it steeper?

# %%
for steepness in (10, 1000, 100_000):
    x = torch.linspace(-2, 2, 401, dtype=torch.float64) / steepness  # a closer look at each leap
    network = steepness * (F.relu(x) - F.relu(x - 1 / steepness))  # from 0 to 1 on a way of 1/steepness
    leap = (x > 0).double()
    error = (network - leap).abs().max().item()
    print(f"steepness {steepness:7,}: largest error {error:.2f}")
    assert error >= 0.5

# %% [markdown]
# No: the gap gets narrower, not lower. And the function must be asked for on a **bounded set** only. Far out, all
# hinges lie behind you, and every network of ReLUs goes straight on for ever. Here is the one that drew the blur, in
# a picture that ends at 1. Beyond there is no ink, so 0 would be right. **Guess first:** what does it say?

# %%
for far in (1.0, 10.0, 100.0, 1000.0):
    said = with_relu(torch.tensor([[-far, far]])).item()  # up and to the right
    print(f"{far:6.0f} from the middle: ink {said:10.2f}")
assert abs(said) > 10  # no ink is more than 1

# %% [markdown]
# ### Then why more than one layer?
#
# Let the 3 be drawn twice, by two networks with exactly as many parameters. One is wide: a single hidden layer of 335
# units. The other is deep: four hidden layers of 20 each. Each gets a learning rate that suits it. **Guess first.**
# Is there a difference?

# %%
def network_of(*sizes):
    """Linear layers of these sizes with ReLUs between."""
    layers = [layer for a, b in zip(sizes, sizes[1:]) for layer in (nn.ReLU(), nn.Linear(a, b))]
    return nn.Sequential(*layers[1:])

# %%
torch.manual_seed(40)
deep, wide = network_of(2, 20, 20, 20, 20, 1), network_of(2, 335, 1)
learn_to_draw(wide, 0.2)
learn_to_draw(deep, 0.3)
sizes = [sum(p.numel() for p in model.parameters()) for model in (wide, deep)]
names = ["the digit", f"wide: {sizes[0]} parameters", f"deep: {sizes[1]} parameters"]
show(draw_digits([three, drawn_by(wide), drawn_by(deep)], names),
     alt="The digit, a 3; what the wide network draws, a bright blur with straight creases; what "
         "the deep one draws, a clear 3 with smooth strokes.")

# %% [markdown]
# The deep one draws the 3, and smoother than the pixels that it learned from. Where does it get all these bends from?
# It has a quarter of the hinges.
#
# ### Fold
#
# Take a strip of paper and fold it in the middle. Fold it again, and again. Every fold costs one movement, and
# doubles the layers of paper. As a function, a fold is a **triangle**: it goes up from 0 to 1 and comes back to 0, so
# that both halves of the strip lie on top of each other. And folding again is to apply the triangle to what came out.
#
# **Guess first.** The triangle has 2 straight pieces. How many has the triangle of the triangle of the triangle? And
# after ten folds?

# %%
def fold(x):
    return 1 - (2 * x - 1).abs()

x = torch.linspace(0, 1, 513)
figure, panels = plt.subplots(1, 3, figsize=(8.4, 2.2), sharey=True, layout="constrained")
y = x
for axes, name in zip(panels, ("one fold", "two folds", "three folds")):
    y = fold(y)
    axes.plot(x, y, color="#1d4ed8")
    axes.set(title=name, xticks=[0, 0.5, 1], yticks=[0, 1])
show(figure,
     alt="Three curves over 0 to 1. One fold: a triangle with its tip at one half. Two folds: two "
         "triangles side by side. Three folds: four triangles.")

# %% [markdown]
# ### Exercise: the sawtooth
#
# Build this of layers. **Gets** a `depth`, 1 or more. **Returns** an `nn.Module` that makes `[n, 1]` of `[n, 1]` and
# on the interval from 0 to 1 is the triangle, applied `depth` times. What it does outside is up to you.
#
# `sawtooth(1)` gives 0, 0.5, 1, 0 at x = 0, 0.25, 0.5, 1. `sawtooth(2)` gives 1 at x = 0.25 and 0 at x = 0.5.
#
# * It consists of linear layers and ReLUs, and its parameters are registered.
# * It has at most so many parameters for each fold: twice the depth, twice the parameters. (One pair of layers that
#   is used again and again is fine, too.)
#
# How many hinges does a triangle need on the interval? Which slopes?

# %% answer q40_sawtooth
def sawtooth(depth: int) -> nn.Module:
    """Return a network, [n, 1] to [n, 1], that is on [0, 1] the triangle applied `depth` times."""
    ### BEGIN SOLUTION
    layers = []
    for _ in range(depth):
        hinges, total = nn.Linear(1, 2), nn.Linear(2, 1)
        with torch.no_grad():
            hinges.weight.fill_(1)
            hinges.bias.copy_(torch.tensor([0.0, -0.5]))
            total.weight.copy_(torch.tensor([[2.0, -4.0]]))  # up by 2, then 2 - 4: down by 2
            total.bias.zero_()
        layers += [hinges, nn.ReLU(), total]
    return nn.Sequential(*layers)
    ### END SOLUTION

# %%
def pieces(y):
    """How many straight pieces a zigzag has: one more than it turns."""
    rising = y.diff() > 0
    return 1 + (rising[1:] != rising[:-1]).sum().item()

with suppress(NotImplementedError):
    x = torch.linspace(0, 1, 2**12 + 1).view(-1, 1)
    for depth in (1, 2, 3, 5, 8, 10):
        network = sawtooth(depth)
        y = network(x).detach().flatten()
        print(f"depth {depth:2}: {sum(p.numel() for p in network.parameters()):3} parameters, {pieces(y):4} pieces")

# %% [markdown]
# **Mind the difference.** "More layers perform better" is how this question is usually answered. What is so: **depth
# buys pieces**. Each fold adds the same few parameters, and doubles the pieces. A single layer needs a hinge for each
# bend, and three parameters for each hinge. Compare:

# %%
y = torch.linspace(0, 1, 2**12 + 1)
for depth in range(1, 11):
    y = fold(y)
    one_layer = 3 * (pieces(y) - 1) + 1
    print(f"{depth:2} folds: {pieces(y):4} pieces; deep {7 * depth:2} parameters, one layer at least {one_layer:4}")
    assert pieces(y) == 2**depth
assert 7 * depth < 100 < 3000 < one_layer

# %% [markdown]
# (Nothing is for nothing: these pieces are all copies of each other. Depth is good where a thing repeats itself or is
# made of parts, as strokes are. For an arbitrary zigzag it cannot do wonders.)
#
# And "better"? Here the same 3s and 7s are learned by three networks with similar numbers of parameters, in the same
# way. **Guess first:** what will the one with eight hidden layers do?

# %%
shares = {}
for n_hidden, width in ((1, 30), (3, 30), (8, 28)):
    torch.manual_seed(40)
    model = network_of(784, *[width] * n_hidden, 1)
    training_loop(model, shuffled, 4, 0.1, F.binary_cross_entropy_with_logits)
    shares[n_hidden] = batch_accuracy(model(valid_rows), valid_targets).item()
    print(f"hidden layers: {n_hidden}   validation accuracy {shares[n_hidden]:.4f}")
assert shares[8] < 0.6 < 0.97 < shares[1]

# %% [markdown]
# Nothing at all: it calls every digit by the same name. The weights that are right exist, of course. (Let seven of
# the layers do next to nothing.) But eight layers of small random weights make almost the same of every digit, and
# the gradient fades on its way back. To train deep networks takes better starts and a few more inventions. Depth is a
# promise about what *can* be drawn, not about what will be learned.
#
# ### In your own words (1 point)
#
# The theorem says that one hidden layer of ReLUs is enough. In three or four sentences: enough for what, exactly, and
# what does the theorem not promise? And what is it, then, that more layers give you?

# %% [markdown] written q40
# It is enough to come as close as one likes to any continuous function on a bounded set, if there are enough hidden
# units and they have the right weights. The theorem does not say how many units that takes (it may be a huge number),
# nor that training finds the weights, nor anything of functions that jump or of inputs outside the set.
#
# With one layer, each ReLU gives one bend, so the pieces grow like the number of parameters. Layers on top of layers
# fold: each one can double the pieces of what lies below, so that the number of pieces can grow exponentially with
# the depth while the parameters grow only linearly. So for many functions a deep network needs far fewer parameters.
# It is not automatically better: a very deep one can be harder to train.
#
# === BEGIN MARK SCHEME ===
# **1 point**: (a) what the theorem says: continuous functions (on a bounded set) can be approximated with enough
# units; (b) at least one thing it does not promise: how many units, that training finds the weights, or that it
# generalises; (c) what depth gives: more pieces or bends from the same number of parameters (2^depth from linearly
# many), that is, fewer parameters for the same function.
#
# **½ point**: two of the three.
#
# **0 points**: only "more layers perform better" or "are more accurate" with no reason, or the claim that one layer
# cannot represent non-linear functions.
# === END MARK SCHEME ===

# %% [markdown]
# **Where you are.** You can bend a line, merge what is not bent, and say what depth is good for. Every part is in
# your hands now: digits, tensors, loss, gradient, step, loader, loop, and the hinge. In the last notebook you put
# them together, and it will read all ten digits.
