# %% [markdown]
# # SGD and the learning rate
#
# **Say.** The loss is a valley, the parameter a ball in it. Each step goes against the slope, and the learning rate says
# how far.
#
# **Show.** *Just right*, and press Step until the ball lies still: the arrows get shorter by themselves, for the slope
# does. Drag the ball and let it roll again.

# %%
from course_lib.demos import LearningRate

LearningRate(rate=0.3)

# %% [markdown]
# **Ask the room.** From which rate on does the ball jump to the other side? From which on does it never come back?
# Collect guesses, then show *Past a half, it bounces* and *Past one, it flies away*.
#
# **Then.** *Three rates race*: the middle one wins. Why does the small one not get there, though it never does anything
# wrong?

# %% [markdown]
# ## Your own step
#
# A step that forgets the minus sign, beside the right one. Put your own `sgd_step` in its place.

# %%
import torch


def sgd_step(params, lr):
    with torch.no_grad():
        for p in params:
            p += lr * p.grad


LearningRate(sgd_step, rate=0.05, start=0.5)
