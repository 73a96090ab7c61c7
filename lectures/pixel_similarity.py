# %% [markdown]
# # Pixel similarity
#
# **Say.** The simplest thing that could work: average all 3s, average all 7s, and ask which mean a digit is nearer to.
#
# **Show.** *One image in place of a mean*, then press Play: the stacks fade into their means. Where a difference is red,
# the digit has ink and the mean has none; where it is blue, the other way round.

# %%
from course_lib.demos import PixelSimilarity

PixelSimilarity()

# %% [markdown]
# **Ask the room.** How many digits does one single image a kind get right? Fewer than half? Collect guesses, then show it.
# Try other seeds.
#
# **Then.** *A 3 that reads as a 7*: what do the wrong ones in the strips have in common? Click on some of them. Draw a 3
# that it takes for a 7.
#
# **Ask the room.** Move all digits down by a few pixels. You would hardly notice; what will the distance say? *Down by 4:
# worse than guessing*: why worse, and not just as bad?

# %% [markdown]
# ## Your own distance
#
# A mean without the absolute value: too much ink here makes up for too little there. Put your own `pixel_distance` in its
# place.


# %%
def pixel_distance(a, b):
    return (a - b).mean(dim=(-2, -1))


PixelSimilarity(pixel_distance)
