# %% [markdown]
# # Rank and shape
#
# **Say.** The rank counts the axes, the shape says how long each is. In memory all numbers stand in one row, and an axis'
# stride says how far it is to the next one along it.
#
# **Show.** *Each index takes an axis away*, and Step: everybody predicts, then the shape is revealed. Go on until a number
# is left, and once more.

# %%
from course_lib.demos import RankAndShape

RankAndShape()

# %% [markdown]
# **Ask the room.** Type their guesses for *Mean over axis 0: the ideal 3*. Then click the other two axes of `x`: which of
# the three means is a picture, and what are the other two?
#
# **Ask the room.** *keepdim leaves an axis of 1*: what is it good for? (Broadcasting will line it up.)
#
# **Then.** *Reshaping moves no number* and *Swapping axes swaps strides*: both are views. Could a reshape have laid the 3 on
# its side?

# %% [markdown]
# ## Your own rank
#
# The number of elements is no rank, and for a row of 28 pixels nor is the length. Put your own `rank_and_shape` in its place.


# %%
def rank_and_shape(t):
    return t.numel(), tuple(t.shape)


RankAndShape(rank_and_shape, tensor="an image")
