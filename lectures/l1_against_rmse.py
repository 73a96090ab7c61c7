# %% [markdown]
# # Mean absolute error against root mean square error
#
# **Say.** Two ways to make one number of many errors. Both agree as long as all errors are equally large.
#
# **Show.** *Spread evenly, both agree*, then press Play: the same sum of errors is piled up on fewer and fewer pixels. The
# blue bar stands still, the orange one grows.

# %%
from course_lib.demos import L1AgainstRMSE

L1AgainstRMSE()

# %% [markdown]
# **Ask the room.** All of it in one pixel of sixteen: how many times as large is RMSE? Collect guesses, then show *All in
# one pixel: four times*. And with 784 pixels?
#
# **Then.** *One outlier rules RMSE*: read off the pixel's two shares, then drag its error down until they are equal.
#
# **Ask the room.** One label in your data is wrong. Which of the two measures would you rather train with?

# %% [markdown]
# ## Your own mean absolute error
#
# Without the absolute value, errors of both signs cancel, and everything looks right. Put your own `mae` in its place.


# %%
def mae(a, b):
    return (a - b).mean()


L1AgainstRMSE(mae)
