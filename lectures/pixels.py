# %% [markdown]
# # A digit is numbers
#
# **Say.** What you see as a 3, the computer holds as 28 rows of 28 numbers: 0 is black, 255 is white.
#
# **Show.** *A digit is 784 numbers*: move the mouse over the edge of a stroke and read the grays off. Press Play: this
# is the order in which memory holds them. Take *empty paper*, let the mouse draw, and watch the numbers change.

# %%
from course_lib.demos import Pixels

Pixels()

# %% [markdown]
# **Ask the room.** A byte goes up to 255. What is 253 + 130? Collect guesses, then show *uint8 wraps round at 256*: the
# brightest pixels turn dark. *Floats don't wrap*: how far do they go, and what do they cost?
#
# **Then.** *Colour is three pictures*: which of the three shapes is it, `[3, 28, 28]` or `[28, 28, 3]`? Change the ink
# and let them say beforehand which of the three will be bright.

# %% [markdown]
# ## Your own negative
#
# `-image` looks right, but a byte has no minus sign: 0 stays 0, so the black paper stays black. Put your own `invert` in
# its place.


# %%
def invert(image):
    return -image


Pixels(invert)
