# %% [markdown]
# # 1 · Images
#
# What is a picture, once it lies in a computer? By the end of this notebook you will have turned a picture into
# numbers, found your way through a data set of 14,434 of them, and written a program that tells a handwritten 3 from
# a handwritten 7. It learns nothing, and yet it is right 95 times in 100.
#
# | | |
# |---|---|
# | **You need** | Python's functions, loops and dictionaries. Nothing about deep learning. |
# | **It takes** | about 90 minutes |
# | **It is worth** | 18 points: eight exercises of 2 points, two written answers of 1 point |
#
# **How to work.** Read, run the cells in order, and guess before you run. In an exercise, put your code in place of
# `raise NotImplementedError()`, run the cell, then run the check below it. Read what the check says, mend, and check
# again, as often as you like.
#
# A cell with the line `with suppress(NotImplementedError):` works with *your* function. As long as you have not
# written it, the cell shows nothing. Come back to it afterwards.

# %% setup

# %%
import io
from contextlib import suppress

import numpy as np
from PIL import ImageChops

from course_lib.mnist import mnist, mnist_sample
from course_lib.mnist.plots import draw_digits, draw_numbers

digits = mnist()  # 60,000 digits to learn from, 10,000 to be tested on
three = digits.train_images[7]
seven = digits.train_images[15]

# %% [markdown]
# ## 1 · How is an image represented on a computer? How about a gray image and a color image?
#
# Somebody in the nineties wrote this on a form.

# %%
show(draw_digits([three]), alt="A handwritten 3 in white on a black square.")

# %% [markdown]
# Your eye sees a 3. The computer has never seen anything: it holds a table with 28 rows and 28 columns, and in every
# place of the table stands a number that says how bright that dot is. A dot is called a **pixel**.
#
# **Guess first.** In a moment you will see the numbers of the upper part of this 3. Which number stands where there
# is no ink? Which is the largest that you will find? Why are there so few in between?

# %%
show(draw_numbers(three[4:17, 4:24]),
     alt="The upper part of the 3 with the value of each pixel written on it: 0 in the "
         "background, around 250 inside the stroke, and values between only along its edges.")

# %% [markdown]
# Each pixel is one byte, and a byte has 256 values: 0 to 255. PyTorch calls this type `uint8`, an **u**nsigned
# **int**eger of **8** bits. The values between 0 and 255 lie along the edge of the pen's stroke, where a pixel is
# partly ink and partly paper.

# %%
three.shape, three.dtype, three.min().item(), three.max().item()

# %% [markdown]
# **Mind the difference.** A well-known answer to this question says that 0 is white and 255 is black. In the files of
# MNIST it is the other way round: 0 is the black background, 255 is full ink, and full ink is *white*. Digits that
# look dark on light have been drawn with a reversed colour map. The numbers beneath are the same. (In a photograph,
# too, 0 is black: no light.)

# %%
figure, both = plt.subplots(1, 2, figsize=(4.4, 2.4), layout="constrained")
for axes, colors in zip(both, ("gray", "gray_r")):
    axes.imshow(three.numpy(), cmap=colors)
    axes.set(xticks=[], yticks=[])
    axes.set_title(f'cmap="{colors}"', fontsize=9)
show(figure,
     alt="The same numbers drawn twice: white on black with gray, black on white with the "
         "reversed map.")

assert three[0, 0] == 0  # the empty corner holds 0 ...
assert Image.new("L", (1, 1), "black").getpixel((0, 0)) == 0  # ... and 0 is black in a file

# %% [markdown]
# ### Exercise: from a file to a tensor
#
# Python's library for pictures is PIL (it is installed under the name Pillow). It opens a file and gives you an
# `Image`. An image of mode `"L"` (for *luminance*) is gray, one byte a pixel. Turn it into a tensor that holds the
# stored bytes, as they are.
#
# **Gets** a gray image, say two pixels high and three wide. **Returns** a `uint8` tensor of shape `[2, 3]`, such as
# `[[0, 128, 255], [7, 7, 7]]`.
#
# Two things to look up if you need them: NumPy (`np`) understands PIL's images, and PyTorch understands NumPy's
# arrays.

# %% answer q01_gray_to_tensor
def gray_to_tensor(image: Image.Image) -> torch.Tensor:
    """Return the stored values of a gray image (mode "L") as a uint8 tensor [height, width]."""
    ### BEGIN SOLUTION
    return torch.from_numpy(np.array(image))
    ### END SOLUTION

# %% [markdown]
# With your function, any gray file is a tensor. Here it opens the first 3 of the data set that you will meet in
# question 2.

# %%
with suppress(NotImplementedError):
    first_file = min((mnist_sample() / "train" / "3").iterdir())
    opened = gray_to_tensor(Image.open(first_file))
    show(draw_digits([opened], titles=[first_file.name]),
         alt="The 3 from the first file, white on black.")

# %% [markdown]
# ### Colour: three tables, one on top of the other
#
# A screen makes every colour from three lamps: red, green and blue. So a colour image is three gray images, called
# **channels**, each saying how bright one lamp is. PyTorch keeps the channels in front: `[3, height, width]`.
#
# **Guess first.** We put the 3 into the red channel and the 7 into the green one, and leave the blue one dark. What
# colour is the 3? And what colour do you see where the two strokes cross?

# %%
dark = torch.zeros_like(three)
colored = torch.stack([three, seven, dark])
print(colored.shape)
show(draw_digits([three, seven, dark, colored], ["red", "green", "blue", "all three"]),
     alt="Three gray images, a 3, a 7 and an empty one, and the colour image they make: a red 3 "
         "and a green 7 on black, yellow where they cross.")

# %% [markdown]
# Red light and green light make yellow. And where all three lamps are off it is dark: in RGB, `(0, 0, 0)` is
# **black**, `(255, 255, 255)` is white, `(255, 0, 0)` is pure red. (The well-known answer has a 0 for white here,
# too.)

# %%
corner = colored[:, 0, 0]
middle_of_nothing = Image.new("RGB", (1, 1), "black").getpixel((0, 0))
assert tuple(corner.tolist()) == middle_of_nothing == (0, 0, 0)

# %% [markdown]
# ### Exercise: a sheet of one colour
#
# Build a colour image in which every pixel has the same colour.
#
# **Gets** a height, a width and three numbers from 0 to 255. **Returns** a `uint8` tensor `[3, height, width]`,
# channels first. For instance `solid_color(1, 2, (255, 128, 0))`, an orange sheet one pixel high and two wide, holds
# `[[255, 255]]` for red, `[[128, 128]]` for green, `[[0, 0]]` for blue.

# %% answer q01_solid_color
def solid_color(height: int, width: int, rgb: tuple[int, int, int]) -> torch.Tensor:
    """Return an image of one colour, channels first: a uint8 tensor [3, height, width]."""
    ### BEGIN SOLUTION
    channels = torch.tensor(rgb, dtype=torch.uint8).view(3, 1, 1)
    return channels.repeat(1, height, width)
    ### END SOLUTION

# %%
with suppress(NotImplementedError):
    sheets = {"tomato": (255, 99, 71), "gold": (255, 215, 0), "teal": (0, 128, 128)}
    show(draw_digits([solid_color(4, 6, rgb) for rgb in sheets.values()], list(sheets)),
         alt="Three sheets of one colour each: tomato red, gold and teal.")

# %% [markdown]
# ### Bytes go round like a clock
#
# A byte has no room for 256, nor for -1. **Guess first:** what are 250 + 10 and 3 - 5, in bytes?

# %%
print(torch.tensor([250], dtype=torch.uint8) + 10)
print(torch.tensor([3], dtype=torch.uint8) - 5)

# %% [markdown]
# After 255 comes 0 again, and before 0 comes 255, without a word of warning. Remember this: it will try to trip you
# up here, and once more in the next notebook.
#
# ### Exercise: the negative
#
# Turn light into dark and dark into light: 0 becomes 255, 255 becomes 0, and 10 becomes 245.
#
# **Gets** a `uint8` tensor of any shape. **Returns** a new one of the same shape and type: `[0, 10, 255]` gives
# `[255, 245, 0]`. The tensor that you were given stays as it was.

# %% answer q01_invert
def invert(image: torch.Tensor) -> torch.Tensor:
    """Return the negative of a uint8 image of any shape; the argument keeps its values."""
    ### BEGIN SOLUTION
    return 255 - image
    ### END SOLUTION

# %%
with suppress(NotImplementedError):
    pictures = [three, invert(three), colored, invert(colored)]
    show(draw_digits(pictures, ["gray", "its negative", "colour", "its negative"]),
         alt="The 3 white on black and, inverted, black on white; the red and green digits on "
             "black and, inverted, cyan and magenta on white.")

# %% [markdown]
# ## 2 · How are the files and folders in the `MNIST_SAMPLE` dataset structured? Why?
#
# `mnist_sample()` gives the path of a folder with the 3s and the 7s of MNIST, one file for each digit. Two questions
# about a file are answered by *where it lies*, so that it needs no table beside it.

# %%
root = mnist_sample()
for folder in sorted(root.glob("*/*")):
    first_names = sorted(file.name for file in folder.iterdir())[:3]
    print(f"{folder.relative_to(root)}/   {'  '.join(first_names)}  ...")

# %%
folders = ["train/3", "train/7", "valid/3", "valid/7"]
samples = [Image.open(file) for folder in folders for file in sorted((root / folder).iterdir())[:8]]
show(draw_digits(samples, titles=[name for folder in folders for name in [folder] + [""] * 7]),
     alt="Four rows of eight digits, one row from each folder: 3s, 7s, 3s and 7s. In each row "
         "every hand is different.")

# %% [markdown]
# The **outer** folder says what a file is for: `train` to learn from, `valid` to be tested on. Such a part is called
# a **split**. The **inner** folder says what the picture shows: its **label**. With all ten digits there would be ten
# inner folders. Add a folder `8`, and you have added a class.
#
# **Mind the difference.** You will read that these files are `.jpg`. They are PNG, for a reason. JPEG makes files
# small by changing pixels where the eye will not notice; PNG gives back every byte. Put the 3 through both:

# %%
original = Image.fromarray(three.numpy())
damage = {}
for kind in ("PNG", "JPEG"):
    file = io.BytesIO()  # a file in memory
    original.save(file, kind)
    damage[kind] = ImageChops.difference(original, Image.open(file))
    changed = sum(value > 0 for value in damage[kind].tobytes())
    largest = damage[kind].getextrema()[1]
    print(f"{kind:5} {len(file.getvalue())} bytes, {changed} of 784 pixels changed, by up to {largest}")
assert damage["PNG"].getextrema() == (0, 0)

# %%
louder = [picture.point(lambda value: min(255, 8 * value)) for picture in damage.values()]
show(draw_digits([original, *louder], ["the 3", "what PNG changed", "what JPEG changed, × 8"]),
     alt="The 3; an entirely black square, for PNG changes nothing; and gray specks all around "
         "the stroke, in blocks of 8 by 8 pixels, the changes made by JPEG.")

# %% [markdown]
# You can even see the blocks of 8 by 8 pixels in which JPEG works. And its file is the larger one: JPEG is made for
# photographs.
#
# ### Exercise: count what is there
#
# When you meet a data set, count it first. Write the count so that it works for *any* tree of this kind: other
# splits, other labels, another number of them.
#
# **Gets** the path of the root. **Returns** a dictionary of dictionaries, `{split: {label: how many}}`. Say the root
# holds `train/cat/a.png`, `train/cat/b.jpg`, `train/cat/notes.txt`, an empty folder `train/dog` and a file
# `README.md`. Then it returns `{"train": {"cat": 2, "dog": 0}}`.
#
# An image is a file whose name ends in `.png` or `.jpg`. Files that lie beside the folders are neither splits nor
# labels.

# %% answer q02_count_images
def count_images(root: Path) -> dict[str, dict[str, int]]:
    """Return how many images (.png, .jpg) lie in root/<split>/<label>/, as {split: {label: n}}."""
    ### BEGIN SOLUTION
    return {
        split.name: {
            label.name: sum(file.suffix in {".png", ".jpg"} for file in label.iterdir())
            for label in split.iterdir() if label.is_dir()
        }
        for split in root.iterdir() if split.is_dir()
    }
    ### END SOLUTION

# %% [markdown]
# **Guess first.** Are there as many 7s as 3s? What part of all files is kept for validation: half, a tenth, a
# hundredth?

# %%
with suppress(NotImplementedError):
    for split, labels in sorted(count_images(root).items()):
        print(split, labels, "together", sum(labels.values()))

# %% [markdown]
# ### Exercise: every file with its label
#
# To learn from the files, a program needs a list of pairs: here is a picture, this is what it shows.
#
# **Gets** the root and the name of one split. **Returns** a list of `(path, label)`, sorted by path. The label is the
# name of the folder in which the file lies, and it is text: `"3"`, not `3`. For the tree above, `labelled_files(root,
# "train")` gives `[(root/train/cat/a.png, "cat"), (root/train/cat/b.jpg, "cat")]`.
#
# Why sorted? A disk hands out its files in whatever order it likes, and another machine in another. Sort them, and
# everybody works with the same list.

# %% answer q02_labelled_files
def labelled_files(root: Path, split: str) -> list[tuple[Path, str]]:
    """Return the images (.png, .jpg) of root/<split>/<label>/, sorted by path, each with its label."""
    ### BEGIN SOLUTION
    files = sorted(file for file in (root / split).glob("*/*") if file.suffix in {".png", ".jpg"})
    return [(file, file.parent.name) for file in files]
    ### END SOLUTION

# %%
with suppress(NotImplementedError):
    pairs = labelled_files(root, "valid")
    some = pairs[::len(pairs) // 8][:8]
    show(draw_digits([Image.open(path) for path, _ in some], [f"label {label!r}" for _, label in some]),
         alt="Eight digits taken at equal steps from your list, each under its label: four 3s, "
             "then four 7s.")

# %% [markdown]
# ### A pupil who learns by heart
#
# Why two splits, and why are they made before anybody downloads the data? Meet a pupil who remembers every training
# digit, byte for byte, and understands nothing. Shown a digit that it remembers, it gives that digit's label. Else it
# says 3.
#
# **Guess first.** How often is the pupil right on the training digits? How often on the validation digits?

# %%
def only_3_and_7(images, labels):
    """The 3s and 7s as bytes, each with its label."""
    keep = (labels == 3) | (labels == 7)
    return [(image.numpy().tobytes(), label) for image, label in zip(images[keep], labels[keep].tolist())]

train = only_3_and_7(digits.train_images, digits.train_labels)
valid = only_3_and_7(digits.valid_images, digits.valid_labels)
memory = dict(train)
for name, split in (("train", train), ("valid", valid)):
    right = sum(memory.get(image, 3) == label for image, label in split)
    print(f"{name}: {right} of {len(split)} right, {right / len(split):.1%}")

# %% [markdown]
# Perfect on what it has seen, and no better than a coin on what it has not. No number measured on the training digits
# would have told you.
#
# One fact for the question below: the people who wrote MNIST's validation digits are not the people who wrote its
# training digits.
#
# ### In your own words (1 point)
#
# The makers of a data set cut it into `train` and `valid` before they publish it. In three or four sentences: why
# must there be two parts at all? And what is gained when the makers cut, rather than everyone for themselves?

# %% [markdown] written q02
# A model is to be good at pictures it has not seen. Its score on pictures it was trained on cannot tell us that,
# because a model that has merely memorised them scores perfectly (it overfits). So one part is kept away from
# training, and the score is measured there.
#
# When the makers do the cutting, everyone trains and measures on the same pictures, so that the figures of different
# programs and papers can be compared. It also guards against careless cuts (the same writer in both parts, a rare
# class in only one of them) and against choosing, knowingly or not, the cut that flatters one's own model.
#
# === BEGIN MARK SCHEME ===
# **1 point**: both halves are there. (a) Performance must be measured on data that was not used for training, since a
# model can memorise or overfit. (b) A fixed, common split makes results comparable; a well-argued second reason (a
# careful cut, no leak between writers, no picking of a flattering cut) counts in its place.
#
# **½ point**: only one of the two halves, or both named with no reason given ("for validation and comparison").
#
# **0 points**: only describes the folders, or says that the validation part makes the model learn better.
# === END MARK SCHEME ===

# %% [markdown]
# ## 3 · Explain how the "pixel similarity" approach to classifying digits works
#
# Here is an idea that needs no learning. Lay all the 3s on top of each other and look through the pile: you see a
# blurred, ideal 3. Do the same with the 7s. A new digit is a 3 if it looks more like the ideal 3 than like the ideal
# 7. That is all.
#
# From here on pixels run from 0 to 1, so that they can be averaged without going round like a clock.

# %%
threes = digits.train_images[digits.train_labels == 3] / 255
sevens = digits.train_images[digits.train_labels == 7] / 255
valid_threes = digits.valid_images[digits.valid_labels == 3] / 255
valid_sevens = digits.valid_images[digits.valid_labels == 7] / 255
for name, images in (("threes", threes), ("sevens", sevens)):
    print(name, tuple(images.shape), images.dtype)

# %% [markdown]
# Read a shape from left to right: 6131 images, each 28 rows high, each row 28 pixels wide.
#
# ### Exercise: the ideal digit
#
# The **archetype** of a stack of images is an image too. Each of its pixels is the mean of that one pixel over all
# images of the stack.
#
# **Gets** a float tensor `[n, height, width]`. **Returns** a tensor `[height, width]`. For a stack of two images,
# each one row of two pixels, `[[[0.0, 1.0]], [[1.0, 1.0]]]`, it returns `[[0.5, 1.0]]`.

# %% answer q03_archetype
def archetype(images: torch.Tensor) -> torch.Tensor:
    """Return the pixel-wise mean of a stack of images: [n, height, width] to [height, width]."""
    ### BEGIN SOLUTION
    return images.mean(0)
    ### END SOLUTION

# %% [markdown]
# **Guess first.** Where will the ideal 3 be sharp, and where blurred?

# %%
with suppress(NotImplementedError):
    means = archetype(threes), archetype(sevens)
    show(draw_digits(means, ["the mean of 6131 threes", "the mean of 6265 sevens"]),
         alt="Two soft, glowing digits: a 3, brightest in the middle, and a 7, brightest where "
             "its bar meets its stem. Both fade out at their ends.")

# %% [markdown]
# Bright means that nearly everybody puts ink there. Gray means that people disagree.
#
# ### How far apart are two images?
#
# Subtract them, pixel by pixel. Here, **red** is ink that the digit has and the mean lacks, **blue** is ink that the
# mean has and the digit lacks. **Guess first:** if you take the mean of all those differences, what will you get for
# these two digits?

# %%
a_three, a_seven = valid_threes[4], valid_sevens[6]
with suppress(NotImplementedError):
    differences = [digit - archetype(threes) for digit in (a_three, a_seven)]
    print("mean difference:", *(f"{difference.mean():+.4f}" for difference in differences))
    show(draw_digits([a_three, differences[0], a_seven, differences[1]],
                     ["a 3", "minus the mean 3", "a 7", "minus the mean 3"], signed=True),
         alt="A 3 and a 7, and beside each its difference to the mean 3 in red and blue. The 7 "
             "leaves large patches of both colours, the 3 smaller ones.")

# %% [markdown]
# The pictures are anything but empty, and still the mean is close to nothing: red and blue cancel out. A distance
# must not let them. It has to count how *much* two pixels differ and forget in which direction.
#
# ### Exercise: the distance of two images
#
# Write the **mean absolute difference**: throw away the sign of each pixel's difference, then take the mean over the
# image's rows and columns.
#
# **Gets** two float tensors whose last two axes are height and width. **Returns** one number for each pair of images.
# For `[[0.0, 4.0]]` and `[[1.0, 1.0]]` the differences are -1 and 3, without their signs 1 and 3, and the distance is
# 2.
#
# It has to work on stacks as well: a stack `[n, height, width]` against one image `[height, width]` gives `n`
# distances, in a tensor `[n]`. PyTorch lays the one image against each of the `n` by itself; you only have to say
# over which axes the mean goes. Axes can be counted from the end: -1 is the last.

# %% answer q03_pixel_distance
def pixel_distance(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    """Return the mean absolute difference over the last two axes: [..., height, width] to [...]."""
    ### BEGIN SOLUTION
    return (a - b).abs().mean((-2, -1))
    ### END SOLUTION

# %%
with suppress(NotImplementedError):
    for name, image in (("the 3", a_three), ("the 7", a_seven)):
        to_3, to_7 = (pixel_distance(image, archetype(stack)).item() for stack in (threes, sevens))
        print(f"{name} is {to_3:.3f} from the mean 3 and {to_7:.3f} from the mean 7")

# %% [markdown]
# ### Exercise: is it a 3?
#
# Put it together. An image is a 3 if it is nearer to the mean 3 than to the mean 7.
#
# **Gets** a stack `[n, height, width]` and the two means. **Returns** a tensor of `n` booleans. If three images lie
# 0.1, 0.3 and 0.2 from the mean 3, and 0.2, 0.1 and 0.4 from the mean 7, it returns `[True, False, True]`.
#
# You may use your `pixel_distance`.

# %% answer q03_is_three
def is_three(images: torch.Tensor, mean3: torch.Tensor, mean7: torch.Tensor) -> torch.Tensor:
    """Return for each image [n, height, width] whether it is nearer to mean3 than to mean7: bool [n]."""
    ### BEGIN SOLUTION
    return pixel_distance(images, mean3) < pixel_distance(images, mean7)
    ### END SOLUTION

# %% [markdown]
# ### How good is it?
#
# The means were made from training digits. The test is on validation digits, which they have never met. **Guess
# first:** how many in a hundred are right? Are 3s or 7s the harder ones?

# %%
with suppress(NotImplementedError):
    means = archetype(threes), archetype(sevens)
    right_on_3s = is_three(valid_threes, *means).float().mean().item()
    right_on_7s = 1 - is_three(valid_sevens, *means).float().mean().item()
    print(f"3s {right_on_3s:.4f}   7s {right_on_7s:.4f}   mean {(right_on_3s + right_on_7s) / 2:.4f}")

# %% [markdown]
# If you see 0.9168, 0.9854 and 0.9511, your functions agree with everyone who has tried this, to the last digit.
# Ninety-five in a hundred, and nothing was learned: a bar that every model later in this course has to clear.
#
# Always look at the mistakes. They tell more than the score.

# %%
with suppress(NotImplementedError):
    means = archetype(threes), archetype(sevens)
    missed_threes = valid_threes[~is_three(valid_threes, *means)]
    missed_sevens = valid_sevens[is_three(valid_sevens, *means)]
    print(len(missed_threes), "threes taken for 7s,", len(missed_sevens), "sevens taken for 3s")
    show(draw_digits([*missed_threes[:16], *missed_sevens[:8]],
                     ["3, taken for 7"] * 16 + ["7, taken for 3"] * 8),
         alt="Sixteen 3s taken for 7s, many of them slanted, thin or moved aside, and eight 7s "
             "taken for 3s, most of them with a bar across the stem. Nearly all are easy for a "
             "person.")

# %% [markdown]
# ### A small push
#
# Now take all 1010 validation 3s and push them down, one pixel at a time. To your eye, nothing happens. **Guess
# first:** how many are still called 3 after four pixels?

# %%
with suppress(NotImplementedError):
    means = archetype(threes), archetype(sevens)
    pushed = [valid_threes.roll(pixels, dims=1) for pixels in range(5)]  # dims=1: along the rows
    shares = [is_three(stack, *means).float().mean().item() for stack in pushed]
    titles = [f"{pixels} down: {share:.1%}" for pixels, share in enumerate(shares)]
    show(draw_digits([stack[3] for stack in pushed], titles),
         alt="One 3, pushed down by 0 to 4 pixels. Of all 3s, 91.7 % are recognised unmoved, "
             "73.4 % one pixel down, then 32.9 %, 4.3 % and 0.7 %.")

# %% [markdown]
# From 92 in a hundred to fewer than one in a hundred, by four pixels. Each pixel is compared with the one at the same
# place, and with no other.
#
# ### In your own words (1 point)
#
# Explain to a friend how pixel similarity decides between a 3 and a 7: what is made from the training digits, what is
# done with a new digit, and how the answer falls out. Then name one thing that this method cannot see, with an
# example.

# %% [markdown] written q03
# From the training digits of each class we make an archetype: an image in which each pixel is the mean of that pixel
# over all images of the class. For a new digit we measure the mean absolute difference of its pixels to the ideal 3
# and to the ideal 7. It is called what it is nearer to.
#
# The method compares each pixel only with the pixel at the same place. It knows nothing of shapes, strokes or
# neighbours, so that a 3 moved by a few pixels, slanted, or written larger is far from the mean 3, though it is as
# much a 3 as before. It also has one single ideal for each class, and a class with two styles (7s with and without a
# bar) has a mean that looks like neither.
#
# === BEGIN MARK SCHEME ===
# **1 point**: (a) the mean image of each class, made from the training digits; (b) the distance (mean absolute
# difference, or another pixel-wise distance) of the new digit to each mean, and the smaller one decides; (c) one real
# limit with an example: position, slant, size, stroke width, several styles in one class, all pixels counted alike,
# nothing learned from mistakes.
#
# **½ point**: (a) and (b) are right and (c) is missing or empty ("it is not always right"); or (c) is good and one of
# (a) and (b) is missing.
#
# **0 points**: describes a trained model, or comparison with single training images only, and names no limit.
# === END MARK SCHEME ===

# %% [markdown]
# **Where you are.** A picture is a tensor of bytes, a data set is a tree of files, and a mean with a distance already
# reads digits. Every figure here came from operations on whole tensors at once. The next notebook is about those:
# their shapes, how to measure with them, and how PyTorch makes them fit.
