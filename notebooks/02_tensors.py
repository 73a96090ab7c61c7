# %% [markdown]
# # 2 · Tensors
#
# In the last notebook you found the 3s among the digits, with means and distances over whole stacks of images. This
# one looks at the machinery below: lists and how to build them, tensors and their shapes, ways to measure a
# difference, why nobody loops over pixels, and how PyTorch makes a small tensor fit a large one.
#
# | | |
# |---|---|
# | **You need** | notebook 1 |
# | **It takes** | about 2 hours |
# | **It is worth** | 26 points: thirteen exercises of 2 points |
#
# **How to work.** Read, run the cells in order, and guess before you run. In an exercise, put your code in place of
# `raise NotImplementedError()`, run the cell, then run the check below it. Read what the check says, mend, and check
# again, as often as you like.
#
# A cell with the line `with suppress(NotImplementedError):` works with *your* function. As long as you have not
# written it, the cell shows nothing. Come back to it afterwards.

# %% setup

# %%
import timeit
from contextlib import suppress

from course_lib.mnist import archetype, mnist
from course_lib.mnist.plots import draw_digits, draw_ranks, draw_shapes

digits = mnist()
stack = digits.train_images[digits.train_labels == 3]  # every 3 of the training set, as bytes
threes = stack / 255  # the same as floats from 0 to 1
mean3 = archetype(threes)

# %% [markdown]
# ## 4 · What is a list comprehension?
#
# Lists are often built by the same little dance: start with an empty one, loop, maybe look whether an item is wanted,
# append something made from it. A **list comprehension** says all of this in one expression. Read it from the middle:
#
# ```
# [ 10 * label    for label in labels    if label < 3 ]
#   what goes in  where it comes from    which ones
# ```
#
# **Guess first.** These are the labels of the first twelve digits of MNIST. What will the comprehension give?

# %%
labels = digits.train_labels[:12].tolist()
labels

# %%
[10 * label for label in labels if label < 3]

# %% [markdown]
# It took the items in order, dropped those that failed the `if`, and then multiplied what was left. The `if` looks at
# the item as it comes in, before anything is done to it. With a loop, the same takes four lines and a name that you
# need only on the way:

# %%
small = []
for label in labels:
    if label < 3:
        small.append(10 * label)
assert small == [10 * label for label in labels if label < 3]

# %% [markdown]
# ### Exercise: long words
#
# **Gets** a list of words and a length. **Returns** the words that have at least that many characters, in capitals,
# in the order in which they came. `long_words(["a", "pixel", "is", "one", "dot"], 3)` is `["PIXEL", "ONE", "DOT"]`.
#
# Build the list with a single list comprehension. That is what is practised here, so the check insists on it.

# %% answer q04_long_words
def long_words(words: list[str], min_length: int) -> list[str]:
    """Return the words of at least `min_length` characters in capitals, built by one list comprehension."""
    ### BEGIN SOLUTION
    return [word.upper() for word in words if len(word) >= min_length]
    ### END SOLUTION

# %% [markdown]
# ## 5 · Create a list comprehension that selects odd numbers from an iterator (like `range()`) and doubles them
#
# A comprehension does not ask for a list. It takes whatever can be looped over: a `range`, a tuple, the lines of a
# file, a **generator**, which makes its items one at a time while you ask for them.
#
# **Guess first.** What does the second `list(...)` give?

# %%
countdown = (number for number in [3, 2, 1])  # in round brackets: a generator
print(list(countdown))
print(list(countdown))

# %% [markdown]
# A generator can be walked through once. Then it is used up, it has no length, and you cannot ask for its third item.
# Code that loops over its argument exactly once works with all of them.
#
# One more thing before you start. What is left over when you divide a *negative* odd number by 2?

# %%
-3 % 2, -2 % 2

# %% [markdown]
# In Python the remainder has the sign of the divisor, so `%` tells odd from even below zero as well. (In C, `-3 % 2`
# is -1.)
#
# ### Exercise: odd numbers, doubled
#
# **Gets** whole numbers, in anything that can be looped over. **Returns** a list with twice each odd one. From the
# numbers 1, 2, 5 and -3 it makes `[2, 10, -6]`. Again with a single list comprehension.

# %% answer q05_odds_doubled
def odds_doubled(numbers) -> list[int]:
    """Return each odd number of any iterable, times two, built by one list comprehension."""
    ### BEGIN SOLUTION
    return [2 * number for number in numbers if number % 2 == 1]
    ### END SOLUTION

# %% [markdown]
# **Mind the difference.** The well-known answer to this question shows code for `range(5)` that gives `[3, 9]`. Are
# these the doubles of 1 and 3?

# %%
odd_ones, published = [1, 3], [3, 9]
print("times", [result / odd for odd, result in zip(odd_ones, published)])
assert published != [1 + 1, 3 + 3]

# %% [markdown]
# It triples. A word in the text and a number in the code had drifted apart, and nobody had run the two against each
# other. That is what a check is for.
#
# ## 6 · What is the rank of a tensor?
#
# A **tensor** is numbers in a regular grid. The grid can have any number of directions, called **axes**; and how many
# it has is the tensor's **rank**. Here are four tensors, each a piece of the next:

# %%
show(draw_ranks(stack),
     alt="Four tensors by growing rank: one pixel, of value 253, rank 0; a strip of 28 pixels, "
         "rank 1; a digit of 28 by 28 pixels, rank 2; digits lying one behind the other, rank "
         "3.")

# %% [markdown]
# There is a way to tell a rank without any picture: how many indices do you have to write until you hold one single
# number? In the stack it takes three: *which* image, which row, which column.

# %%
image = stack[0]
row = image[14]
pixel = row[14]
print(stack[0, 14, 14].item(), image[14, 14].item(), row[14].item(), pixel.item())

# %% [markdown]
# Four ways to the same number, with three, two, one and no index. The last, `pixel`, is a tensor of rank 0, also
# called a scalar: one number, no axes.
#
# ### Exercise: how many indices?
#
# Lists can lie in lists, and such nested lists hold a grid as well. Count the indices.
#
# **Gets** a number, or a list of numbers, or a list of lists of numbers, and so on; always regular, so that all ways
# down are equally long, and no list is empty. **Returns** how many indices lead to one number. `index_count([[1, 2,
# 3], [4, 5, 6]])` is 2, since `[[1, 2, 3], [4, 5, 6]][1][0]` is a number. `index_count(7)` is 0.

# %% answer q06_index_count
def index_count(nested) -> int:
    """Return how many indices reach one number in a regular nested list; a bare number needs none."""
    ### BEGIN SOLUTION
    count = 0
    while isinstance(nested, list):
        nested = nested[0]
        count += 1
    return count
    ### END SOLUTION

# %%
with suppress(NotImplementedError):
    print([index_count(tensor.tolist()) for tensor in (pixel, row, image, stack[:100])])

# %% [markdown]
# ### Exercise: a tensor of any rank
#
# **Gets** a rank, 0 or more. **Returns** a tensor of that rank, of whatever numbers you like. Make every axis at
# least 2 long, so that it is a direction in which you can really go. For rank 2, a tensor of shape `[2, 2]` will do,
# and one of shape `[3, 5]` as well.

# %% answer q06_tensor_of_rank
def tensor_of_rank(rank: int) -> torch.Tensor:
    """Return a tensor with `rank` axes, each at least 2 long."""
    ### BEGIN SOLUTION
    return torch.zeros([2] * rank)
    ### END SOLUTION

# %% [markdown]
# **Mind the difference.** You may read that rank is "independent of shape". It is independent of the *sizes*: a cube
# of 2 × 2 × 2 numbers and a box of 3 × 5 × 7 numbers both have rank 3. The shape as a whole settles it: nothing that
# needs three sizes has a rank other than 3.
#
# And mathematicians use the word for something else: the rank of a *matrix* is the number of its linearly independent
# columns.

# %%
cube, box = torch.zeros(2, 2, 2), torch.zeros(3, 5, 7)
assert cube.ndim == box.ndim and cube.shape != box.shape

print("the digit as a tensor: rank", image.ndim)
print("the digit as a matrix: rank", torch.linalg.matrix_rank(image.double()).item())

# %% [markdown]
# ## 7 · What is the difference between tensor rank and shape?
#
# The rank says how many axes there are. The **shape** says how long each of them is. The stack of 3s has rank 3 and
# shape `[6131, 28, 28]`: 6131 images, 28 rows, 28 columns.
#
# Indexing changes both, and there is one rule to remember. **An index takes its axis away. A slice keeps it,** even a
# slice of length 1.
#
# **Guess first.** Cover the output and write down six shapes.

# %%
parts = {
    "stack[0]": stack[0],
    "stack[:10]": stack[:10],
    "stack[0:1]": stack[0:1],
    "stack[:, 14]": stack[:, 14],
    "stack[:, 14, :3]": stack[:, 14, :3],
    "stack[5, 14, 14]": stack[5, 14, 14],
}
for expression, part in parts.items():
    print(f"{expression:18} {list(part.shape)}")

# %% [markdown]
# `stack[:, 14]` is worth a second look: row 14 of *every* 3. Here are the first 120, stood upright and set side by
# side: each thin column comes from another digit.

# %%
show(draw_digits([stack[:120, 14].T]),
     alt="120 thin columns side by side, each the middle row of one 3: dark at the top and at "
         "the bottom, with a bright band in the middle that wavers from digit to digit.")

# %% [markdown]
# ### Exercise: rank and shape
#
# **Gets** a tensor. **Returns** its rank, as an `int`, and its shape, as a tuple of `int`s. For the tensor `[[1, 2,
# 3], [4, 5, 6]]` it returns `(2, (2, 3))`.

# %% answer q07_rank_and_shape
def rank_and_shape(t: torch.Tensor) -> tuple[int, tuple[int, ...]]:
    """Return how many axes the tensor has, and how long each of them is."""
    ### BEGIN SOLUTION
    return t.ndim, tuple(t.shape)
    ### END SOLUTION

# %% [markdown]
# ## 8 · How do you get the rank from the shape of a tensor?
#
# Sometimes the shape is all you have: in the header of a file, in an error message, in somebody's notes. Look down
# this list. What do the shapes of one rank have in common? And what about the number of elements, does it tell the
# rank?

# %%
examples = [pixel, row, torch.zeros(784), image, torch.zeros(1, 784), torch.zeros(3, 28, 28), stack]
for example in examples:
    print(f"rank {example.ndim}   shape {str(list(example.shape)):16} elements {example.numel():,}")

# %% [markdown]
# ### Exercise: the rank, given the shape
#
# **Gets** a shape: a tuple, a list, or a `torch.Size`. **Returns** the rank of a tensor of this shape. The list above
# has seven examples.

# %% answer q08_rank_from_shape
def rank_from_shape(shape) -> int:
    """Return the rank of a tensor whose sizes are given, in a tuple, a list or a torch.Size."""
    ### BEGIN SOLUTION
    return len(shape)
    ### END SOLUTION

# %% [markdown]
# ## 9 · What are RMSE and L1 norm?
#
# Two images, two lists of predictions, two anything: how far apart are they, in one number? Taking the mean of the
# differences is no good, as you saw: plus and minus cancel. There are two usual ways to get rid of the sign.
#
# * **MAE**, the *mean absolute error*: drop the sign, take the mean.
# * **RMSE**, the *root mean square error*: square, take the mean, then take the root, which brings back the unit.
#
# By hand, with the differences 1 and 7: the MAE is (1 + 7) / 2 = 4. The squares are 1 and 49, their mean is 25, and
# so the RMSE is 5.
#
# ### Exercise: MAE
#
# **Gets** two tensors of one shape. **Returns** a tensor that holds one number, their mean absolute error. `[0, 0]`
# and `[1, 7]` give 4, in either order.
#
# Images come as bytes, so your function must be right for `uint8`, for `int64`, `float32` and `float64`. Do you
# remember what 0 - 1 is, in bytes?

# %%
dark, bright = torch.tensor([0, 0], dtype=torch.uint8), torch.tensor([1, 7], dtype=torch.uint8)
print(bright - dark)
print(dark - bright)

# %% answer q09_mae
def mae(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    """Return the mean absolute error of two tensors of one shape and any dtype, as a scalar."""
    ### BEGIN SOLUTION
    return (a.double() - b.double()).abs().mean()
    ### END SOLUTION

# %% [markdown]
# ### Exercise: RMSE
#
# **Gets** the same as `mae`. **Returns** the root of the mean square, as a tensor that holds one number. `[0, 0]` and
# `[1, 7]` give 5. Mind the order of the three steps; each other order gives another number.

# %% answer q09_rmse
def rmse(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    """Return the root mean square error of two tensors of one shape and any dtype, as a scalar."""
    ### BEGIN SOLUTION
    return (a.double() - b.double()).square().mean().sqrt()
    ### END SOLUTION

# %% [markdown]
# ### Haze or blot?
#
# Why have two? Here is a 3, once with a faint haze over all its pixels, and once with a blot on a few. The *sum* of
# what was added is the same. **Guess first:** which of the two lies farther from the clean 3 by MAE? And by RMSE?

# %%
clean = threes[0]
haze = torch.full((28, 28), 0.05)
blot = torch.zeros(28, 28)
blot[:7, :7] = 0.8
versions = {"haze": clean + haze, "blot": clean + blot}
show(draw_digits([clean, *versions.values()], ["clean", *versions]),
     alt="The same 3 three times: clean; with the whole square a little lighter; with a light "
         "gray patch in the top left corner.")

# %%
with suppress(NotImplementedError):
    for name, version in versions.items():
        print(f"{name}: MAE {mae(clean, version).item():.3f}, RMSE {rmse(clean, version).item():.3f}")

# %% [markdown]
# The MAE cannot tell them apart. The RMSE, which squares first, finds the blot four times as bad: it hates large
# errors more than it minds many small ones. Neither is the better one. It depends on what hurts you.
#
# ### Exercise: the norms
#
# A mean needs a number to divide by. Leave that out, and you have the **norms** of a vector of differences.
#
# * The **L1 norm** is the sum of the magnitudes: the way along the streets.
# * The **L2 norm** is the root of the sum of the squares: the way of the crow.
#
# **Gets** a float tensor of any shape; all its elements count. **Returns** the pair `(l1, l2)`. Three blocks east and
# four south, `[3.0, -4.0]`, give 7 by the streets and 5 by air.

# %% answer q09_norms
def norms(x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Return the L1 and the L2 norm over all elements of x."""
    ### BEGIN SOLUTION
    return x.abs().sum(), x.square().sum().sqrt()
    ### END SOLUTION

# %% [markdown]
# **Mind the difference.** It is often said that MAE "is" the L1 norm and RMSE "is" the L2 norm. They are related, but
# not the same: for *n* numbers,
#
# $$\text{MAE} = \frac{L_1}{n} \qquad\qquad \text{RMSE} = \frac{L_2}{\sqrt n}$$
#
# You notice it as soon as there is more of the same. Put the differences 3 and -4 down once, then 4 times, then 100
# times:

# %%
for copies in (1, 4, 100):
    differences = [3, -4] * copies
    n, l1, l2 = len(differences), sum(map(abs, differences)), math.hypot(*differences)
    print(f"n = {n:3}   L1 = {l1:3}   L2 = {l2:4.1f}   L1/n = {l1 / n:.2f}   L2/√n = {l2 / math.sqrt(n):.2f}")
    assert math.isclose(l1 / n, 3.5) and math.isclose(l2 / math.sqrt(n), math.sqrt(12.5))

# %% [markdown]
# The norms grow with the number of pixels. The means stay. So an error that is to be compared between small images
# and large ones, or between small batches and large ones, is a mean.

# %%
with suppress(NotImplementedError):
    difference = clean - mean3
    l1, l2 = norms(difference)
    print(f"MAE  {mae(clean, mean3).item():.4f}   L1 / 784  {l1.item() / 784:.4f}")
    print(f"RMSE {rmse(clean, mean3).item():.4f}   L2 / 28   {l2.item() / 28:.4f}")

# %% [markdown]
# ## 10 · How can you apply a calculation on thousands of numbers at once, many thousands of times faster than a Python loop?
#
# By handing the whole tensor to one operation, and letting compiled code run over the numbers. A Python loop asks
# anew at each number what kind of thing it is and what `*` means for it, and makes a new object for the result.
# PyTorch asks once, and then the numbers run through the processor in a row, several at a time.
#
# Don't believe it, measure it. Here we double each number and add 1, once with a comprehension, once with a tensor.
#
# **Guess first.** For a hundred thousand numbers, how many times faster is the tensor? And for ten numbers?

# %%
def fastest(work, size: int) -> float:
    """The seconds that `work` takes on `size` numbers: the best of three tries, the one least disturbed."""
    runs = max(1, 1_000 // size)
    return min(timeit.repeat(work, number=runs, repeat=3)) / runs

sizes = [1, 10, 100, 1_000, 10_000, 100_000]
by_loop, by_tensor = [], []
for size in sizes:
    numbers = torch.arange(size, dtype=torch.float32)
    values = numbers.tolist()
    by_loop.append(fastest(lambda: [2 * value + 1 for value in values], size))
    by_tensor.append(fastest(lambda: 2 * numbers + 1, size))

# %%
speed_up = [loop / tensor for loop, tensor in zip(by_loop, by_tensor)]
for size, factor in zip(sizes, speed_up):
    print(f"{size:7,} numbers: {factor:6.2f} times as fast")

# %%
figure, axes = plt.subplots(figsize=(6.4, 3.2), layout="constrained")
axes.loglog(sizes, [1e6 * seconds for seconds in by_loop], "o-", color="#c2410c", label="Python loop")
axes.loglog(sizes, [1e6 * seconds for seconds in by_tensor], "s-", color="#1d4ed8", label="tensor")
axes.set(xlabel="how many numbers", ylabel="microseconds")
axes.xaxis.set_major_formatter("{x:,.0f}")
axes.yaxis.set_major_formatter("{x:,g}")
axes.minorticks_off()
axes.legend(frameon=False)
show(figure,
     alt="Time by how many numbers, on log scales. The loop's line rises steadily. The tensor's is flat "
         "up to some thousand numbers, then rises too. At first the loop is below; near a hundred "
         "numbers the lines cross, and from there on the tensor is, by more and more.")

# %% [markdown]
# Both axes are logarithmic: each mark is ten times the one before. The loop's line climbs at once, since each number
# costs the same. The tensor's stays flat at first: calling PyTorch costs a few microseconds, however few numbers come
# along.
#
# **Mind the difference.** "Many thousands of times" is a slogan. On few numbers the loop *wins*: left of where the
# lines cross. On many it loses by whatever you have measured. The factor depends on the size, on the operation and on
# the machine.

# %%
best, size = max(zip(speed_up, sizes))
print(f"at best {best:.0f} times as fast, with {size:,} numbers")
print(f"with one number {speed_up[0]:.2f} times as fast")

# %% [markdown]
# ### Exercise: all distances at once
#
# How far is each of the 6131 threes from the mean 3? No loop, please: no `for`, no comprehension, no `map`.
#
# **Gets** a float stack `[n, height, width]` and one image `[height, width]`. **Returns** the mean absolute
# difference of each image to that one, `[n]`. The stack of the two one-row images `[[0.0, 1.0]]` and `[[4.0, 4.0]]`,
# and the target `[[0.0, 3.0]]`, give `[1.0, 2.5]`.

# %% answer q10_distances_to
def distances_to(images: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    """Return the mean absolute difference of each image [n, h, w] to the target [h, w]: [n]. No loop."""
    ### BEGIN SOLUTION
    return (images - target).abs().mean((1, 2))
    ### END SOLUTION

# %%
with suppress(NotImplementedError):
    seconds = timeit.timeit(lambda: distances_to(threes, mean3), number=1)
    print(f"{threes.numel():,} pixels compared in {1000 * seconds:.1f} thousandths of a second")

# %% [markdown]
# Now that all distances are there, ask them something. Which 3s are closest to the mean 3, and which are farthest
# from it?

# %%
with suppress(NotImplementedError):
    by_distance = distances_to(threes, mean3).argsort()
    chosen = [*by_distance[:8].tolist(), *by_distance[-8:].tolist()]
    show(draw_digits(threes[chosen], ["near"] * 8 + ["far"] * 8),
         alt="Eight 3s nearest to the mean, upright, regular and rather thin; and the eight "
             "farthest from it, most of them written with a very thick pen, one of them a mere "
             "blob.")

# %% [markdown]
# ## 11 · Create a 3x3 tensor or array containing the numbers from 1 to 9. Double it. Select the bottom right 4 numbers
#
# You know how to take a slice. Each axis has a slice of its own, and a comma stands between them: `image[rows,
# columns]`. **Guess first:** what is the difference between these two?

# %%
with_comma = image[12:, 14:]
with_brackets = image[12:][14:]
print(list(with_comma.shape), list(with_brackets.shape))

# %%
show(draw_digits([image, with_comma, with_brackets], ["image", "image[12:, 14:]", "image[12:][14:]"]),
     alt="A 3; its lower right quarter; and the last two rows of the square, a flat black "
         "strip.")

# %% [markdown]
# In `image[12:][14:]` the second pair of brackets knows nothing of columns. It slices what the first one gave, along
# the first axis again: rows of rows. Only two rows are left.
#
# Two functions are good to know: `torch.arange(start, end)` counts, leaving out `end`, as `range` does. And `view`
# lays the numbers out in another shape, row by row:

# %%
torch.arange(20, 26).view(2, 3)

# %% [markdown]
# ### Exercise: nine numbers
#
# **Gets** nothing. **Returns** three tensors: the numbers from 1 to 9 in three rows of three, that tensor doubled,
# and the four numbers in the bottom right corner of the *doubled* one, in two rows of two.

# %% answer q11_doubled_corner
def doubled_corner() -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Return 1..9 as [3, 3], twice that, and the bottom right [2, 2] of the doubled one."""
    ### BEGIN SOLUTION
    t = torch.arange(1, 10).view(3, 3)
    doubled = 2 * t
    return t, doubled, doubled[1:, 1:]
    ### END SOLUTION

# %% [markdown]
# ## 12 · What is broadcasting?
#
# You subtracted one mean from 6131 images, and it worked. What has PyTorch done with a tensor of 6131 × 28 × 28
# numbers and another of 28 × 28?
#
# It wrote the two shapes below each other, **lined up from the right**:

# %%
show(draw_shapes({"stack": (6131, 28, 28), "mean": (28, 28), "stack − mean": (6131, 28, 28)}),
     alt="Three lines of boxes lined up from the right. Stack: 6131, 28, 28. Mean: an empty "
         "box, 28, 28. The result: 6131, 28, 28.")

# %% [markdown]
# Then it looks at each column of boxes.
#
# 1. An axis that one shape lacks counts as an axis of size 1.
# 2. Equal sizes fit.
# 3. A size of 1 fits anything: the tensor is used again and again along this axis.
# 4. Anything else does not fit, and you get an error.
#
# So both tensors may have to stretch, each along an axis of its own (the orange boxes have size 1):

# %%
column = torch.tensor([[0], [10], [20]])
numbers = torch.tensor([1, 2, 3, 4])
total = column + numbers
show(draw_shapes({"column": column.shape, "numbers": numbers.shape, "column + numbers": total.shape}),
     alt="Column: 3, 1. Numbers: an empty box, 4. Their sum: 3, 4.")
total

# %% [markdown]
# **Guess first.** Which of these pairs fit, and what comes out? Write each pair down, lined up from the right.

# %%
pairs = [((5, 28, 28), (28, 28)), ((3, 1), (4,)), ((1, 28), (28, 1)), ((6, 1, 3), (5, 1)), ((2, 3), (2,))]
for a, b in pairs:
    try:
        outcome = tuple((torch.zeros(a) + torch.zeros(b)).shape)
    except RuntimeError:
        outcome = "does not fit"
    print(f"{str(a):12} and {str(b):9} {outcome}")

# %% [markdown]
# The last one is the usual surprise. A vector of 2 looks as if it belonged to the 2 rows, but shapes are lined up
# from the right, and there it meets a 3.
#
# **Mind the difference.** It is said that the tensor of *smaller rank* is *expanded* to the size of the other. Three
# things to set right: two tensors of the same rank stretch as well; both of them may; and nothing is copied. The
# stretched tensor walks over the same memory again and again: its **stride**, the number of places it moves on to
# reach the next item of an axis, is 0.

# %%
stretched = mean3.expand(6131, 28, 28)
print("shape ", tuple(stretched.shape))
print("stride", stretched.stride())
print("memory", stretched.untyped_storage().nbytes(), "bytes, for", stretched.numel(), "numbers")

assert stretched.data_ptr() == mean3.data_ptr()  # the very same memory
assert (torch.zeros(3, 1) + torch.zeros(1, 4)).shape == (3, 4)  # the same rank, and both stretch

# %% [markdown]
# ### Exercise: the rules, by hand
#
# Whoever can predict shapes finds most mistakes in a model before running it. Write down the four rules above, as a
# function.
#
# **Gets** two shapes, of any ranks. **Returns** the shape of the result as a tuple: `broadcast_shape((3, 1), (4,))`
# is `(3, 4)`. Where the shapes do not fit, it raises a `ValueError`: `broadcast_shape((2, 3), (2,))`. Use plain
# Python only, nothing from PyTorch or NumPy.

# %% answer q12_broadcast_shape
def broadcast_shape(a, b) -> tuple[int, ...]:
    """Return the shape two shapes broadcast to, by plain Python; ValueError where they don't fit."""
    ### BEGIN SOLUTION
    rank = max(len(a), len(b))
    a = (1,) * (rank - len(a)) + tuple(a)
    b = (1,) * (rank - len(b)) + tuple(b)
    for m, n in zip(a, b):
        if m != n and 1 not in (m, n):
            raise ValueError(f"{m} and {n} do not fit in {a} and {b}")
    return tuple(max(m, n) for m, n in zip(a, b))
    ### END SOLUTION

# %%
with suppress(NotImplementedError):
    print("predicted", broadcast_shape(stack.shape, mean3.shape))
    print("measured ", tuple((stack - mean3).shape))

# %% [markdown]
# ### Exercise: each with each
#
# Broadcasting can do more than save you a loop over images. It can lay out *all pairs* of two lists as a table.
#
# **Gets** two vectors, `a` of length n and `b` of length m. **Returns** the table `[n, m]` with `a[i] - b[j]` in row
# i, column j. For `[10, 20]` and `[1, 2, 3]` it is `[[9, 8, 7], [19, 18, 17]]`. No loop.
#
# Which two shapes give `[n, m]`? An axis of size 1 can be added by `view`, by `unsqueeze`, or with `None` as an
# index.

# %% answer q12_pairwise_differences
def pairwise_differences(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    """Return the table [n, m] of a[i] - b[j] for the vectors a [n] and b [m], without a loop."""
    ### BEGIN SOLUTION
    return a[:, None] - b
    ### END SOLUTION

# %% [markdown]
# ### A million comparisons
#
# Does a 3 take more ink than a 7? Ask every pair. There are 1010 threes and 1028 sevens among the validation digits,
# which makes 1,038,280 pairs. **Guess first:** in how many of a hundred does the 3 have more ink?

# %%
def ink(digit: int) -> torch.Tensor:
    return digits.valid_images[digits.valid_labels == digit].float().mean((1, 2)) / 255

ink_of_3, ink_of_7 = ink(3), ink(7)
with suppress(NotImplementedError):
    table = pairwise_differences(ink_of_3, ink_of_7)
    print(f"{table.numel():,} pairs; the 3 has more ink in {(table > 0).float().mean():.1%} of them")
    figure, axes = plt.subplots(figsize=(6.4, 2.8), layout="constrained")
    axes.stairs(*torch.histogram(table, 80), fill=True, color="#1d4ed8")
    axes.axvline(0, color="#1f2933", linestyle="--")
    axes.set(xlabel="ink of the 3 minus ink of the 7, as a share of the square", ylabel="pairs")
    show(figure,
         alt="A bell-shaped heap of pairs around 0.03, with a dashed line at 0. About seven "
             "tenths of it lie to the right of the line.")

# %% [markdown]
# So ink alone tells a 3 from a 7 better than a coin, and much worse than pixel similarity did.
#
# **Where you are.** You can read a shape, predict what comes out of an operation, and let PyTorch do in a millisecond
# what a loop does in seconds. So far, though, nothing has *learned*. In the next notebook, it will.
