# %% [markdown]
# # 7 · Capstone: ten digits
#
# So far it was 3 or 7. Now all of them, 0 to 9: 60,000 digits to learn from, 10,000 to be tested on. You design the
# model, you train it, and then you look its mistakes in the eye. There is little new in here, and you have written
# nearly every part of it. That is the point: this is what it was all for.
#
# | | |
# |---|---|
# | **You need** | notebooks 1 to 6 |
# | **It takes** | about 90 minutes, most of it for trying things out |
# | **It is worth** | 8 points: two exercises of 2, and one of 4: a point each for 90, 95, 97 and 98 % right |
#
# **How to work.** Read, run the cells in order, and guess before you run. In an exercise, put your code in place of
# `raise NotImplementedError()`, run the cell, then run the check below it. Read what the check says, mend, and check
# again, as often as you like.
#
# A cell with the line `with suppress(NotImplementedError):` works with *your* function. As long as you have not
# written it, the cell shows nothing. Come back to it afterwards.
#
# What the last notebooks asked for is yours to use: paste your own, or import the course's. `minibatches` and
# `BasicOptim` are imported below. There are also `course_lib.mnist.loader.MiniLoader`,
# `course_lib.mnist.training.train_epoch`, `course_lib.mnist.loop.training_loop`,
# `course_lib.mnist.validation.validate` and `course_lib.mnist.learner.Learner`. All of `torch` is allowed as well.

# %% setup

# %%
import time
from contextlib import suppress

from course_lib.mnist.curves import draw_lines
from course_lib.mnist.data import mnist
from course_lib.mnist.optimiser import BasicOptim
from course_lib.mnist.plots import draw_digits
from course_lib.mnist.sgd import minibatches
from course_lib.mnist.similarity import archetype

torch.set_num_threads(1)  # your model will be small: two threads would mostly wait for each other
digits = mnist()
train_x, train_y = digits.train_images / 255, digits.train_labels  # [60000, 28, 28] and [60000]
valid_x, valid_y = digits.valid_images / 255, digits.valid_labels  # [10000, 28, 28] and [10000]

# %% [markdown]
# ## Ten digits
#
# **Guess first.** Are there equally many of each?

# %%
print("to learn from:", torch.bincount(train_y).tolist())
print("to be tested: ", torch.bincount(valid_y).tolist())
by_digit = [(valid_y == digit).nonzero().flatten()[:3] for digit in range(10)]
chosen = torch.stack(by_digit, dim=1).flatten()  # three rows of 0 to 9
show(draw_digits(valid_x[chosen], columns=10),
     alt="Three rows of the ten digits from 0 to 9, each in another hand.")

# %% [markdown]
# ## A model for ten digits
#
# For "3 or 7" one activation was enough: above 0 for a 3, below for a 7. What about ten? You might ask the model for
# *one* number, near 0 for a 0 and near 9 for a 9. **Guess first:** what would it say to a digit of which it only
# knows that it is a 1 or a 7?
#
# Something near 4, and it looks like neither. A 4 is not "between" a 1 and a 7: these are names, not sizes. So the
# model gives **ten activations**, one for each digit. Each says how much speaks for this digit. The largest one wins.
#
# You have had such a model all along. Pixel similarity asks how far a digit is from each mean; so let *minus the
# distance* be the activation. (The distance is the L2 norm here.) These are the ten means:

# %%
means = torch.stack([archetype(train_x[train_y == digit]) for digit in range(10)])  # [10, 28, 28]
show(draw_digits(means, columns=10), alt="The ten mean digits, from 0 to 9: soft, and easy to read.")

# %%
class NearestMean(nn.Module):
    """Ten activations for each image: minus its distance to each of the ten means."""

    def forward(self, x):  # [n, 28, 28] to [n, 10]
        return -torch.cdist(x.flatten(1), means.flatten(1))

activations = NearestMean()(valid_x[:1])[0]
figure, axes = plt.subplots(figsize=(6.4, 2.4), layout="constrained")
axes.bar(range(10), activations, color=["#c2410c" if a == activations.max() else "#93b4f0" for a in activations])
axes.set(xlabel="digit", ylabel="activation", xticks=range(10))
show(figure, alt="Ten bars that hang down from 0, one for each digit. The shortest one, and so the largest "
                 "activation, is that of the 7.")

# %% [markdown]
# Which is the largest? `argmax` tells: not the largest value, but *where* it stands, and the place is the digit. With
# a whole batch, `[n, 10]`, the question goes along axis 1.
#
# **Guess first.** Between 3 and 7, pixel similarity was right 95 times in 100. With ten digits to choose from?

# %%
def accuracy(model, x, y):
    """The share of images for which the largest activation stands at the right digit."""
    with torch.no_grad():
        return (model(x).argmax(dim=1) == y).float().mean().item()

print("activations of four digits:", tuple(NearestMean()(valid_x[:4]).shape))
print("where they are largest:    ", NearestMean()(valid_x[:4]).argmax(dim=1).tolist())
print("the true digits:           ", valid_y[:4].tolist())
print(f"accuracy on all 10,000:     {accuracy(NearestMean(), valid_x, valid_y):.2%}")

# %% [markdown]
# Nearly one in five is wrong. That is the mark to beat. (And how far would you get by mere guessing?)
#
# ### Exercise: your model
#
# **Gets** nothing. **Returns** an `nn.Module`, fresh, not yet trained. Called with a batch of images, floats of shape
# `[n, 28, 28]`, it gives `[n, 10]`: ten raw activations for each image, with no softmax or sigmoid at the end. (The
# next section says why.)
#
# * At most **100,000** parameters, and all of them registered.
# * There is no axis for colours in the batch: five images are `[5, 28, 28]`. If a layer of yours wants one, or wants
#   the pixels in one row, the model sees to that itself.
# * No lazy layers, those whose sizes are not known until they are first called.
#
# How large may a hidden layer be? **Guess first:** how many parameters are in here?

# %%
layer = nn.Linear(784, 10)
sum(parameter.numel() for parameter in layer.parameters())

# %% answer c01_digit_model
def digit_model() -> nn.Module:
    """Return a fresh model: images [n, 28, 28] to ten raw activations [n, 10]; at most 100,000 parameters."""
    ### BEGIN SOLUTION
    return nn.Sequential(
        nn.Flatten(),
        nn.Linear(28 * 28, 100),
        nn.ReLU(),
        nn.Linear(100, 10),
    )
    ### END SOLUTION

# %% [markdown]
# **Guess first.** How often is your model right, before it has learned anything?

# %%
with suppress(NotImplementedError):
    torch.manual_seed(7)
    fresh = digit_model()
    print(sum(parameter.numel() for parameter in fresh.parameters()), "parameters")
    print(f"accuracy {accuracy(fresh, valid_x, valid_y):.2%}")

# %% [markdown]
# ## A loss for ten activations
#
# The sigmoid made one activation into a share between 0 and 1. For ten, there is **softmax**: raise $e$ to each
# activation, then divide by the sum. All shares are above 0, and together they are 1.
#
# **Guess first.** Three activations are 2, 1 and -3. Roughly, what are the three shares? And if you add 100 to all of
# them?

# %%
three_scores = torch.tensor([2.0, 1.0, -3.0])
print("shares:          ", F.softmax(three_scores, dim=0))
print("with 100 added:  ", F.softmax(three_scores + 100, dim=0))

# %% [markdown]
# Only the differences count. Now the loss looks at *one* share, that of the true digit, and takes minus its
# logarithm. A share of 1 costs nothing, 0.5 costs 0.69, 0.01 costs 4.6. The mean over the batch is called
# **cross-entropy**.
#
# `F.cross_entropy(activations, targets)` does it all: it takes the *raw* activations `[n, 10]` and the true digits
# `[n]` as whole numbers. **Guess first:** what is the loss of a model that gives all ten digits the same share?

# %%
scores = torch.tensor([[2.0, 1.0, -3.0], [0.0, 0.5, 0.0]])
true = torch.tensor([0, 2])
shares = F.softmax(scores, dim=1)
by_hand = -(shares[0, 0].log() + shares[1, 2].log()) / 2
print(f"by hand {by_hand:.4f}, by F.cross_entropy {F.cross_entropy(scores, true):.4f}")
print(f"ten equal shares: {F.cross_entropy(torch.zeros(1, 10), torch.tensor([3])):.4f}, log(10) is {math.log(10):.4f}")

# %% [markdown]
# So a loss of about 2.3 at the start is a good sign: the model does not yet know anything.
#
# **Why no softmax in the model?** Since `F.cross_entropy` has it inside. A model that ends in one would be squeezed
# twice. Nothing complains, and the model even learns a little. **Guess first:** here the true digit's activation
# stands higher and higher above the others. What happens to the loss, squeezed once and squeezed twice?

# %%
for lead in (0.0, 1.0, 10.0, 100.0):
    scores = torch.zeros(1, 10)
    scores[0, 3] = lead
    once = F.cross_entropy(scores, torch.tensor([3])).item()
    twice = F.cross_entropy(F.softmax(scores, dim=1), torch.tensor([3])).item()
    print(f"lead {lead:5.0f}: once {once:.4f}, twice {twice:.4f}")
assert once < 0.001 and twice > 1.46

# %% [markdown]
# Squeezed twice, a perfect answer still costs 1.46, and next to no gradient is left to make it any better.
#
# ## Train it
#
# Everything is there: a model, a loss, batches, an optimiser. Sixty thousand digits wait.
#
# ### One idea first
#
# A 3 that lies one pixel farther to the right is still a 3. To you. **Guess first:** how does pixel similarity do,
# when every validation digit is moved to the right by 1, 2, 3 or 4 pixels?

# %%
moved = {pixels: valid_x.roll(pixels, dims=2) for pixels in range(5)}
for pixels, images in moved.items():
    print(f"moved by {pixels}: {accuracy(NearestMean(), images, valid_y):.2%}")
show(draw_digits([images[0] for images in moved.values()], [f"moved by {pixels}" for pixels in moved]),
     alt="The same 7 five times, each one pixel farther to the right than the one before.")

# %% [markdown]
# The pixels have changed their places, and a model knows nothing but places, unless it has *seen* digits in other
# places. `roll` costs next to nothing. Make of this what you like.
#
# ### Exercise: training
#
# **Gets** a `model`, fresh from your `digit_model`, the digits `train_x`, floats from 0 to 1, `[n, 28, 28]`, and
# their names `train_y`, `int64` `[n]`. It trains the model. **Returns** a list with one dictionary for each epoch, in
# which `"train_loss"` is the loss on the training digits in this epoch. After two epochs it might be `[{"train_loss":
# 0.41}, {"train_loss": 0.19}]`. You may put in more, if you want to know more.
#
# The check calls it with all 60,000 digits and then lets the model read the 10,000 validation digits. It may take
# **120 seconds** of computing time (60 s on two cores). There is a point for 90 % right answers, another for 95 %,
# for 97 % and for 98 %.
#
# * The check takes as long as your training does. While you are trying things out, call `fit_digits` in a cell of
#   your own, with `train_x[:5000]` and `train_y[:5000]`.
# * Keep some training digits back, the last 5000 say, and measure on them after each epoch. (Why not on `valid_x`?
#   What you choose by it, it can no longer judge. And where your notebook is graded, it is not there.)
# * 90 % needs only a loop that works. For more, you have these to turn: how many epochs, how large the batches, the
#   learning rate, and the learning rate at the *end*, when all that is left to do is fine work.

# %% answer c01_fit_digits
def fit_digits(model: nn.Module, train_x: torch.Tensor, train_y: torch.Tensor) -> list[dict[str, float]]:
    """Train the model on all ten digits; one dict an epoch, with its `train_loss`."""
    ### BEGIN SOLUTION
    n_epochs, lr = 15, 0.5
    generator = torch.Generator().manual_seed(7)
    opt = BasicOptim(model.parameters(), lr)
    history = []
    for epoch in range(n_epochs):
        opt.lr = lr * (1 - epoch / n_epochs)  # long steps first, short ones at the end
        total = 0.0
        for batch in minibatches(len(train_x), 64, generator):
            down, right = torch.randint(-1, 2, (2,), generator=generator).tolist()
            xb, yb = train_x[batch].roll((down, right), dims=(1, 2)), train_y[batch]
            loss = F.cross_entropy(model(xb), yb)
            opt.zero_grad()
            loss.backward()
            opt.step()
            total += loss.item() * len(batch)
        history.append({"train_loss": total / len(train_x)})
    return history
    ### END SOLUTION

# %% [markdown]
# Now train the model that the rest of the notebook looks at. (Until your training works, that is pixel similarity.)

# %%
model, history = NearestMean(), []
with suppress(NotImplementedError):
    torch.manual_seed(7)
    learner, start = digit_model(), time.process_time()
    history = fit_digits(learner, train_x, train_y)
    model = learner.eval()
    print(f"{len(history)} epochs in {time.process_time() - start:.0f} s of computing time; the last one:", history[-1])
    print(f"accuracy on the validation digits: {accuracy(model, valid_x, valid_y):.2%}")

# %%
if history:
    losses = [float(epoch["train_loss"]) for epoch in history]
    show(draw_lines({"training loss": losses}, "epoch", "loss"),
         alt="Your training loss by epoch.")

# %% [markdown]
# Look at the curve. Is it still falling at the end? Then there is more to be had. Does it jump up and down? Then the
# steps are too long. Has it come down to 0? Then the model has begun to learn by heart.
#
# ## Which digit is taken for which?
#
# "98 % right" is one number for ten digits. It does not say whether the mistakes are spread evenly, or all of them
# are 4s. The **confusion matrix** says it: a table with a row for each *true* digit and a column for each digit that
# was *predicted*. In it stands how often this happened.
#
# **Guess first.** Here are six images of cats, dogs and owls. Which animal is always recognised? Which is taken for
# which?

# %%
names = ["cat", "dog", "owl"]
true_animals, said_animals = ["cat", "cat", "cat", "dog", "dog", "owl"], ["cat", "dog", "dog", "dog", "dog", "cat"]
print("true      " + "".join(f"{name:>6}" for name in names) + "   (predicted)")
for true in names:
    row = [sum(pair == (true, said) for pair in zip(true_animals, said_animals)) for said in names]
    print(f"{true:10}" + "".join(f"{count:6}" for count in row))

# %% [markdown]
# What is right stands on the diagonal. Along a row you read what became of the cats; down a column, who was called a
# dog.
#
# ### Exercise: the confusion matrix
#
# **Gets** a model that gives ten activations, images `x` `[n, 28, 28]`, and the true digits `y`, `int64` `[n]`.
# **Returns** the table, `int64` `[10, 10]`: in row i and column j stands how many images of digit i were predicted to
# be j. Counts, not shares. If the true digits are 3, 3, 5 and the predicted ones 3, 5, 5, then there is a 1 at `[3,
# 3]`, at `[3, 5]` and at `[5, 5]`, and 0 everywhere else.
#
# It is a measurement. So it runs in eval mode, with gradients off, and leaves the model in the mode in which it came.

# %% answer c01_confusion
def confusion(model: nn.Module, x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    """Return how often digit i was predicted to be j, int64 [10, 10]; the model's mode is as before afterwards."""
    ### BEGIN SOLUTION
    was_training = model.training
    model.eval()
    with torch.no_grad():
        predicted = model(x).argmax(dim=1)
    model.train(was_training)
    return torch.bincount(10 * y + predicted, minlength=100).view(10, 10)
    ### END SOLUTION

# %% [markdown]
# Draw it, for pixel similarity and for your model. The colour is for the mistakes only: the diagonal stays white.
# **Guess first.** Which two digits are confused most often?

# %%
def draw_table(axes, table, title):
    """The counts of a confusion matrix, with the mistakes coloured."""
    mistakes = table - table.diag().diag()
    axes.imshow(mistakes.sqrt(), cmap="Oranges", vmax=1.4 * mistakes.max().sqrt().item() + 1)
    for true, row in enumerate(table.tolist()):
        for said, count in enumerate(row):
            axes.text(said, true, count or "", ha="center", va="center", fontsize=7)
    axes.set(xlabel="predicted", ylabel="true", xticks=range(10), yticks=range(10), title=title)

# %%
with suppress(NotImplementedError):
    models = {"pixel similarity": NearestMean(), "your model": model}
    tables = {name: confusion(model, valid_x, valid_y) for name, model in models.items()}
    figure, panels = plt.subplots(1, 2, figsize=(8.8, 4.4), layout="constrained")
    for axes, (name, table) in zip(panels, tables.items()):
        draw_table(axes, table, f"{name}: {10_000 - table.trace().item()} mistakes")
    show(figure,
         alt="Two tables of ten by ten. Pixel similarity has mistakes all over, most of them 5s taken for "
             "3s and 4s taken for 9s. Beside it the mistakes of your model, off the diagonal.")

# %% [markdown]
# Each row adds up to the number of images of that digit. Does yours? Then pick out the pairs that are confused most:

# %%
with suppress(NotImplementedError):
    table = confusion(model, valid_x, valid_y)
    assert torch.equal(table.sum(1), torch.bincount(valid_y))
    mistakes = table - table.diag().diag()
    for place in mistakes.flatten().argsort(descending=True)[:8].tolist():
        print(f"a {place // 10} taken for a {place % 10}: {mistakes.flatten()[place]:3} times")

# %% [markdown]
# ### Look at them
#
# A table tells you where to look. Now look. Here are the mistakes of which the model was *surest*: those with the
# largest share, by softmax, for a digit that is wrong. **Guess first:** will you be able to read them all?

# %%
with torch.no_grad():
    surest, said = F.softmax(model(valid_x), dim=1).max(dim=1)
wrong = (said != valid_y).nonzero().flatten()
worst = wrong[surest[wrong].argsort(descending=True)][:16]
titles = [f"{valid_y[i]}, not {said[i]}" for i in worst]
show(draw_digits(valid_x[worst], titles),
     alt="Sixteen digits that the model gets wrong though it is sure of itself, each under its true name and "
         "the one it was given. Some could be read either way.")

# %% [markdown]
# Some are a shame: anybody can read them. With some you understand how it came about. And with one or two you will
# want a word with whoever wrote the label. These last ones set a limit to every model.
#
# **And now?** Turn what you like, and see what it does: another layer, digits turned a little, other learning rates.
# Each time the number on the training digits will tell you one thing, and the ones that you kept back another, and
# you know which to believe.
#
# **Where you are.** At the beginning, a picture was a table of numbers. Since then you have counted files, measured
# distances, lined up shapes, felt your way downhill, dealt out batches, bent lines, and written every part of a
# program that learns to read. The models that translate, draw and talk are larger, and their layers are of other
# kinds. But what happens in each of their steps you know by heart: predict, measure the loss, work out the gradient,
# take a step. You have written it.
