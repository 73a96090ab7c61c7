# %% [markdown]
# # Broadcasting
#
# **Say.** Two shapes are written below each other, the last axes in line. A size of 1 is stretched, a missing axis counts
# as 1, and anything else has to be equal. Nothing is copied: the same number is read again.
#
# **Show.** *A missing axis is filled in*, then *A column and a row: a table*. Move the mouse over the result: what is its
# number made of, and where is it stored?

# %%
from course_lib.demos import Broadcasting

Broadcasting()

# %% [markdown]
# **Ask the room.** Do `[3, 4]` and `[3]` fit? Hands up, then *It fits on the left, so it fails*. Which one button mends it?
#
# **Ask the room.** Six predictions of shape `[6, 1]`, six targets of shape `[6]`. How many differences are there? Only
# then show *[n, 1] against [n]: the trap*. No error comes, and a mean over all of them is a number like any other.
#
# **Then.** *1010 threes and one mean*: how many numbers does `b` store?

# %% [markdown]
# ## Your own rules
#
# A rule that lines shapes up on the left: right for `[4, 1]` and `[1, 3]`, and wrong where it matters. Put your own
# `broadcast_shape` in its place.


# %%
def broadcast_shape(a, b):
    rank = max(len(a), len(b))
    a, b = [(*shape, *[1] * (rank - len(shape))) for shape in (a, b)]
    return tuple(max(sizes) for sizes in zip(a, b))


Broadcasting(broadcast_shape, a="3, 4", b="3")
