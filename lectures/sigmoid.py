# %% [markdown]
# # The sigmoid
#
# **Say.** A model gives a score, any number at all. The sigmoid turns it into a probability: 0 becomes a half, far left
# becomes nearly 0, far right nearly 1. Each dot is a digit, full for a 3, hollow for a 7; its `x` says how much nearer it
# is to the mean 3.
#
# **Show.** *A score becomes a probability*. Drag the black point along the curve and follow the dashed lines: score,
# probability, and below it the slope.

# %%
from course_lib.demos import Sigmoid

Sigmoid()

# %% [markdown]
# **Ask the room.** What does a larger weight do to the dots? And the bias? Guess, then show *A small weight cannot
# decide*, *The bias moves the border* and *A large weight is always sure*.
#
# **Then.** *Sure and wrong: it hardly learns*. Nearly everything is wrong, so there is most to learn; press Play. Why does
# it crawl? (Look at the slope below the dots: a step is the learning rate times that.) Compare with Play from *A small
# weight cannot decide*.

# %% [markdown]
# ## Your own sigmoid
#
# `exp(x)` where `exp(-x)` belongs. Is it just a bit off? Put your own `sigmoid` in its place.

# %%
import torch


def sigmoid(x):
    return 1 / (1 + torch.exp(x))


Sigmoid(sigmoid)
