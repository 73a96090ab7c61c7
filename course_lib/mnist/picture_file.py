"""Opening what is said to be a picture, and saying what it is if it is none."""

import warnings
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from course_lib.mnist.failure import NoDigit

_KINDS = {b"%PDF": "a PDF", b"<svg": "an SVG drawing", b"PK": "an archive or a document", b"ftyphei": "a HEIC photo"}
# Pictures of pixels only: Pillow hands PostScript to a program of its own.
_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP", "PPM", "ICO", "JPEG2000", "AVIF")


def open_picture(path: Path) -> Image.Image:
    """Return the first picture in a file, as large as it is; raise `NoDigit`, "is a PDF ...", where there is none."""
    if path.is_dir():
        raise NoDigit("is a directory; name the pictures in it")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(path, formats=[name for name in _FORMATS if _is_known(name)])
        image.load()
        return image
    except UnidentifiedImageError as error:
        raise NoDigit(f"is {_kind(path)}, not a picture; save it as PNG or JPEG first") from error
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise NoDigit("is too large a picture (a small file may unpack to gigabytes); scale it down first") from error
    except OSError as error:
        raise NoDigit(_why(error)) from error
    except Exception as error:  # Pillow has no error of its own for a damaged file: it raises whatever it met
        raise NoDigit("is a damaged picture; save it again") from error


def _is_known(name: str) -> bool:
    Image.init()
    return name in Image.OPEN


def _kind(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(512)
    if not start:
        return "an empty file"
    marked = (start.lstrip(), start[4:])  # HEIC's mark stands behind a length of four bytes
    found = (kind for mark, kind in _KINDS.items() if any(part.startswith(mark) for part in marked))
    return next(found, "some other file")


def _why(error: OSError) -> str:
    if error.strerror:  # the system's word: no such file, no permission
        return f"cannot be read ({error.strerror.lower()})"
    return "is a damaged picture; save it again"
