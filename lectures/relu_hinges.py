# %% [markdown]
# # ReLU: hinges and folds
#
# **Say.** A hidden layer of one input is a handful of hinges: each is flat, bends once and then goes straight on. The output
# adds them up. What curves can that give?
#
# **Show.** Four hinges on a wave. Drag a dot in the lower picture: the hinge bends elsewhere, and least squares finds new
# heights. Then Play, which adds a hinge at each step. Draw a target of your own with the mouse, in the upper picture.

# %%
from course_lib.demos import ReluHinges

ReluHinges(units=4)

# %% [markdown]
# **Ask the room.** Thirty hinges, but the ReLU left out: how many straight pieces? And with the ReLU, but without a bias?
# Collect guesses, then show *No ReLU: one line is left* and *No bias: all bend at 0*.
#
# **Then.** *Gradients move the bends*, and Play. Nobody says where to bend; the bends gather where the curve does.

# %% [markdown]
# ## Deep
#
# **Say.** A layer of two hinges folds the line in the middle. The next one folds what is folded already.
#
# **Ask the room.** Fourteen hinges side by side give fifteen pieces at most. Seven layers of two?

# %%
ReluHinges(view="deep: fold again and again", depth=1)

# %% [markdown]
# ## Your own relu
#
# One that flips what is negative in place of dropping it: each hinge is a V. Put your own `relu` in its place, and look at
# the deep view with it, too.


# %%
def relu(x):
    return x.abs()


ReluHinges(relu, units=6, target="step")
