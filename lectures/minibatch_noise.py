# %% [markdown]
# # Mini-batch noise
#
# **Say.** One weight, 1024 digits: `w * x` is to be 1 for a 3 and 0 for a 7. The blue path asks all digits before each
# step. The orange ones ask a few, and step at once.
#
# **Show.** *A noisy path, soon there*, and Play: after one epoch blue has made one step, and orange has long been there.
# Then it cannot keep still, for nearly half of the batches point the wrong way.

# %%
from course_lib.demos import MinibatchNoise

MinibatchNoise()

# %% [markdown]
# **Ask the room.** Four times as many digits in a batch: is the noise a quarter, a half, or the same? Collect guesses,
# then go through the batch sizes with the arrow keys and watch the dot on its line, 1/√batch.
#
# **Show.** *One digit a batch: all noise* and *All digits: sure, but slow* are the two ends.
#
# **Then.** *Sorted: it forgets the 3s*. What does a batch of only 3s say? Why do larger batches not help here? Press `s`
# to shuffle.

# %% [markdown]
# ## Your own gradients
#
# The gradient of all digits for each batch, since the function never looks at the batch. Its path is suspiciously
# smooth; what does each of its steps cost? Put your own `batch_gradients` in its place.

# %%
import torch


def batch_gradients(x, y, w, batches):
    return torch.stack([(2 * x * (w * x - y)).mean() for batch in batches])


MinibatchNoise(batch_gradients)
