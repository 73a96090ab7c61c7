# %% [markdown]
# # Training, line by line
#
# **Say.** Seven lines train a model. Nothing else happens: predict, measure, find the slopes, step, forget the slopes.
#
# **Show.** *One line at a time*, and press Step: each line says what it has made. Watch `w.grad` fill and empty, and the
# weights move only in `sgd_step`.
#
# **Then.** *Noise turns into 3 minus 7*, and Play. The frame of the weights keeps its noise: no digit has ink there, so
# no gradient ever comes by.

# %%
from course_lib.demos import LiveTraining

LiveTraining()

# %% [markdown]
# **Ask the room.** Which single line would you break to do the most damage? Let them choose at *break it*, in the middle
# of a run, and see the line turn red. Then mend it: which damage heals, and which does not?
#
# **Ask the room.** In *[n, 1] against [n]: no learning* no line fails. Step to the loss: of how many numbers is it the mean?
#
# **Then.** *All the 3s, then all the 7s*: what does the model answer after half an epoch, and what after a whole one?

# %% [markdown]
# ## Your own epoch
#
# An epoch that never clears its gradients, beside the right one. Put your own `train_epoch` in its place.


# %%
def train_epoch(model, dl, loss_func, opt):
    for xb, yb in dl:
        loss_func(model(xb), yb).backward()
        opt.step()


LiveTraining(train_epoch)
