# %% [markdown]
# # Clearing the gradients
#
# **Say.** `backward` does not store the gradient, it adds it to what is stored. Two equal models start at the same place;
# the second one never clears.
#
# **Show.** Step by step: the first two steps differ by nothing but what is left over. The bar is what is stored, the dark
# mark what `backward` added last. Then Play, and drag the start elsewhere.

# %%
from course_lib.demos import ZeroGrad

ZeroGrad()

# %% [markdown]
# **Ask the room.** The stored gradients pile up, so does the model fly away? Collect guesses. It swings round the lowest
# place like a ball without friction: the pile is a momentum that nothing slows down.
#
# **Then.** *Forgotten once: a detour*, or press f at any time: the next step is too long, and that was all. In the first step
# it would do nothing. Why?
#
# **Ask the room.** Clear before `backward`, between `backward` and `step`, or after `step`: which of the three are right?
# Go through *Cleared too soon: it stands* and *Cleared first or last: the same* line by line.

# %% [markdown]
# ## Your own step
#
# A step that forgets to clear does right the first time it is called. Put your own `train_step` in its place.

# %%
import torch


def train_step(model, xb, yb, loss_func, lr):
    loss = loss_func(model(xb), yb)
    loss.backward()
    with torch.no_grad():
        for p in model.parameters():
            p -= lr * p.grad
    return loss.item()


ZeroGrad(train_step, order="clear, backward, step")
