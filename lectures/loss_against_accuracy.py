# %% [markdown]
# # Loss against accuracy
#
# **Say.** What we want is accuracy. What we make smaller is the loss. Here 783 weights of a model stand still and one
# moves; above is the loss over it, below the number of digits that come out right.
#
# **Show.** *A slope against a staircase*. Drag the weight: the orange line above always leans somewhere, the one below
# never does. Then Play: the weight walks down the loss, and the accuracy comes along.

# %%
from course_lib.demos import LossAgainstAccuracy

LossAgainstAccuracy()

# %% [markdown]
# **Ask the room.** What is one stair? (One digit, whose score passes 0; it is the one on the right.) If we zoom in far
# enough, does the staircase get a slope? Collect guesses, then show *Zoom into a stair*.
#
# **Then.** *Steps by accuracy stand still*, and Play: a step is the learning rate times the slope, and the slope is 0.
# Do more digits help? *More digits, smaller stairs* looks smooth from the back row. Zoom in.

# %% [markdown]
# ## Your own loss
#
# The share of wrong digits as a loss, what a friend would try. Press Play: the purple dot has no slope to follow. Put
# your own `mnist_loss` in its place.

# %%
def mnist_loss(predictions, targets):
    return ((predictions > 0) != (targets == 1)).float().mean()


LossAgainstAccuracy(mnist_loss)
