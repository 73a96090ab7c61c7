"""Pictures of digits come back as MNIST has them; what is no digit is told in a sentence."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from PIL import Image, ImageDraw, ImageOps
from torch import Tensor, nn

from course_lib.mnist import digit_model, mnist
from course_lib.mnist.failure import NoDigit
from course_lib.mnist.reading import digit_from_drawing, digit_from_image, read_digit

LOOKED_AT = 200


@pytest.fixture(scope="module")
def model(session_cache: Path) -> Iterator[nn.Module]:
    """A net that has seen 20,000 digits once: right on 195 of the first 200 or so."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COURSE_LIB_CACHE", str(session_cache))
        digits = mnist()
    with torch.random.fork_rng():
        torch.manual_seed(0)
        yield trained(digits.train_images[:20000].float() / 255, digits.train_labels[:20000])


def trained(x: Tensor, y: Tensor) -> nn.Module:
    model = digit_model()
    optimiser = torch.optim.AdamW(model.parameters(), lr=5e-3)
    for rows in torch.randperm(len(x)).split(64):
        optimiser.zero_grad()
        F.cross_entropy(model(x[rows]), y[rows]).backward()
        optimiser.step()
    return model.eval()


def gray(image: Tensor) -> Image.Image:
    return Image.fromarray(image.numpy())


def large(image: Image.Image, times: int = 5) -> Image.Image:
    return image.resize((image.width * times, image.height * times), Image.Resampling.BICUBIC)


def off_centre(image: Image.Image, place: int) -> Image.Image:
    wide = Image.new("L", (640, 400))
    wide.paste(image, (place * 37 % (640 - image.width), place * 61 % (400 - image.height)))
    return wide


def turned_by_exif(image: Image.Image) -> Image.Image:
    exif, file = Image.Exif(), io.BytesIO()
    exif[0x0112] = 6  # "turn a quarter clockwise to see it upright"
    image.transpose(Image.Transpose.ROTATE_90).save(file, "JPEG", exif=exif)
    return Image.open(file)


def see_through(image: Image.Image, ink: str) -> Image.Image:
    drawn = Image.new("RGBA", image.size, ink)
    drawn.putalpha(image)
    return drawn


def photographed(image: Image.Image, place: int) -> Image.Image:
    """On paper, with light from the left and a sensor's noise."""
    light = 0.5 + 0.4 * np.linspace(1, 0, image.width)
    noise = np.random.default_rng(place).normal(0, 6, (image.height, image.width))
    return Image.fromarray(np.uint8(np.clip(np.array(ImageOps.invert(image)) * light + noise, 0, 255)))


def noisy(image: Image.Image, place: int) -> Image.Image:
    """On black, where half of the noise is cut off."""
    noise = np.random.default_rng(place).normal(0, 15, (image.height, image.width))
    return Image.fromarray(np.uint8(np.clip(np.array(image) + noise, 0, 255)))


def dusty(image: Image.Image) -> Image.Image:
    image.paste(200, (4, 4, 7, 7))
    image.paste(150, (132, 120, 134, 124))
    return image


CHANGES: dict[str, Callable[[Image.Image, int], Image.Image]] = {
    "large": lambda image, _: large(image),
    "smaller": lambda image, _: image.resize((20, 20), Image.Resampling.BOX),
    "dark on light": lambda image, _: ImageOps.invert(large(image)),
    "red on green": lambda image, _: ImageOps.colorize(large(image), "#2a9d4a", "#c8324a"),
    "blue on yellow": lambda image, _: ImageOps.colorize(large(image), "#ffe680", "#1d4ed8"),
    "gray on gray": lambda image, _: ImageOps.colorize(large(image), "#909090", "#b0b0b0"),
    "in 16 bits": lambda image, _: Image.fromarray(np.array(large(image), dtype=np.uint16) * 257),
    "in black and white": lambda image, _: large(image).point(lambda value: 255 * (value > 100)).convert("1"),
    "off centre": lambda image, place: off_centre(large(image), place),
    "turned by EXIF": lambda image, _: turned_by_exif(large(image)),
    "black on nothing": lambda image, _: see_through(large(image), "black"),
    "white on nothing": lambda image, _: see_through(large(image), "white"),
    "photographed": lambda image, place: photographed(large(image), place),
    "noisy": lambda image, place: noisy(large(image), place),
    "dusty": lambda image, _: dusty(large(image)),
    "cropped": lambda image, _: image.crop((2, 2, 26, 26)),
}


def accuracy(model: nn.Module, images: Tensor, labels: Tensor) -> float:
    with torch.no_grad():
        return (model(images).argmax(dim=1) == labels).float().mean().item()


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_changed_digit_is_read_nearly_as_well_as_the_original(change, model, digits):
    images, labels = digits.valid_images[:LOOKED_AT], digits.valid_labels[:LOOKED_AT]
    read = torch.stack([digit_from_image(change(gray(image), place)) for place, image in enumerate(images)])
    assert accuracy(model, read, labels) >= accuracy(model, images.float() / 255, labels) - 0.02


def test_an_original_comes_back_as_it_went_in(digits):
    for image in digits.valid_images[:LOOKED_AT]:
        assert (digit_from_image(gray(image)) - image.float() / 255).abs().max() < 0.02


def test_a_digit_is_twenty_long_in_its_own_shape_and_centred_by_its_mass():
    tall = torch.zeros(300, 500)
    tall[20:220, 30:80] = 1  # four times as high as wide
    read = digit_from_drawing(tall)
    rows, columns = (read.sum(axis).nonzero().flatten() for axis in (1, 0))
    assert (read.shape, read.dtype) == ((28, 28), torch.float32)
    assert (len(rows), len(columns)) == (20, 5)
    assert (rows.float().mean() - 14).abs() <= 0.5 and (columns.float().mean() - 14).abs() <= 0.5
    assert read.max() == 1


def test_a_thin_pen_is_read_like_a_thick_one(model):
    points = [(100, 100), (160, 100), (120, 200)]
    thin = Image.new("L", (300, 300))
    ImageDraw.Draw(thin).line(points, fill=255, width=1)
    read = torch.stack([digit_from_drawing([points]), digit_from_image(thin)])
    with torch.no_grad():
        assert model(read).argmax(dim=1).tolist() == [7, 7]
    assert read.amax((1, 2)).tolist() == [1, 1]


def test_strokes_are_read_wherever_and_however_large_they_are():
    small = digit_from_drawing([[(0, 0), (6, 0), (2, 10)]])
    assert digit_from_drawing([[(-500, 40), (100, 40), (-300, 1040)]]).equal(small)
    assert not digit_from_drawing([[(0, 10), (6, 10), (2, 0)]]).equal(small)


@pytest.mark.parametrize("strokes", [[[(5, 5)]], [[(5, 5), (5, 5)]]], ids=["one point", "the same point twice"])
def test_a_dot_is_a_drawing(strokes):
    assert digit_from_drawing(strokes).max() == 1


def random_bytes(*shape: int) -> np.ndarray:
    return np.random.default_rng(0).integers(0, 256, shape, dtype=np.uint8)


REFUSED = {
    "white paper": (np.full((280, 280), 255, np.uint8), "is empty"),
    "paper that a scanner saw": (246 + random_bytes(280, 280) // 32, "is empty"),
    "a gradient": (np.tile(np.arange(256, dtype=np.uint8), (256, 1)), "is empty"),
    "noise of 28 dots": (random_bytes(28, 28), "shows only noise"),
    "noise of 300 dots": (random_bytes(300, 300), "shows only noise"),
    "coloured noise": (random_bytes(200, 300, 3), "shows only noise"),
    "stray dots": (np.uint8(255 * (random_bytes(300, 300) < 3)), "shows only noise"),
    "a black frame": (np.pad(np.full((200, 200), 255, np.uint8), 3), "leave some paper"),
    "three dots": (random_bytes(3, 3), "too small"),
}


@pytest.mark.parametrize(("picture", "told"), REFUSED.values(), ids=REFUSED)
def test_a_picture_without_a_digit_is_told(picture: np.ndarray, told: str):
    with pytest.raises(NoDigit, match=f"^the picture .*{told}"):
        digit_from_image(Image.fromarray(picture))


def test_two_digits_are_told(digits):
    two = np.hstack([np.array(large(gray(digits.valid_images[place]))) for place in (0, 1)])
    with pytest.raises(NoDigit, match="shows 2 digits side by side"):
        digit_from_image(Image.fromarray(two))


@pytest.mark.parametrize("drawing", [[], [[]], torch.zeros(100, 80)], ids=["no strokes", "no points", "no ink"])
def test_an_empty_drawing_is_told(drawing):
    with pytest.raises(NoDigit, match="^the drawing is empty"):
        digit_from_drawing(drawing)


def test_a_drawing_of_another_rank_is_told():
    with pytest.raises(NoDigit, match=r"has shape \[3, 28, 28\]"):
        digit_from_drawing(torch.rand(3, 28, 28))


def a_directory(path: Path) -> None:
    path.mkdir()


def half_a_picture(path: Path) -> None:
    file = io.BytesIO()
    Image.fromarray(random_bytes(60, 60)).save(file, "PNG")
    path.write_bytes(file.getvalue()[:1000])


FILES = {
    "missing": (lambda path: None, "no such file"),
    "a directory": (a_directory, "is a directory"),
    "empty": (lambda path: path.write_bytes(b""), "is an empty file"),
    "a PDF": (lambda path: path.write_bytes(b"%PDF-1.7\n..."), "is a PDF, not a picture"),
    "an SVG": (lambda path: path.write_bytes(b"\n<svg></svg>"), "is an SVG drawing"),
    "a photo of a phone": (lambda path: path.write_bytes(b"\0\0\0\x18ftypheic" + bytes(40)), "is a HEIC photo"),
    "a text": (lambda path: path.write_text("seven"), "not a picture"),
    "half a picture": (half_a_picture, "is a damaged picture"),
    "a bomb": (lambda path: Image.new("1", (20000, 10000)).save(path, "PNG"), "too large"),
}


@pytest.mark.parametrize(("make", "told"), FILES.values(), ids=FILES)
def test_a_file_that_is_no_picture_is_told_by_its_name(make: Callable[[Path], None], told: str, tmp_path: Path):
    path = tmp_path / "seven.png"
    make(path)
    with pytest.raises(NoDigit) as error:
        read_digit(path)
    assert str(error.value).startswith(f"{path} ") and told in str(error.value)
    assert "\n" not in str(error.value)


def test_a_file_is_read_whatever_it_is_called(digits, tmp_path: Path):
    gray(digits.valid_images[0]).save(tmp_path / "seven.pdf", "PNG")
    assert read_digit(tmp_path / "seven.pdf").shape == (28, 28)
    assert read_digit(str(tmp_path / "seven.pdf")).equal(digit_from_image(gray(digits.valid_images[0])))
