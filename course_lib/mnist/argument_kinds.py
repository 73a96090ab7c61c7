"""What an argument of a command must be, told by argparse where it is not."""

import math
from argparse import ArgumentTypeError
from collections.abc import Callable

from course_lib.mnist.classes import parse_classes


def at_least(least: int) -> Callable[[str], int]:
    """Return what reads a whole number that is `least` or more."""

    def whole_number(text: str) -> int:
        if not (text.isascii() and text.isdecimal()) or int(text) < least:
            raise ArgumentTypeError(f"{text!r} is not a whole number from {least} upwards")
        return int(text)

    return whole_number


def more_than_nothing(text: str) -> float:
    """Return the number above 0 that a text says."""
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0 < number < math.inf:
        raise ArgumentTypeError(f"{text!r} is not a number above 0, such as 0.1")
    return number


def a_choice_of_digits(text: str) -> str:
    """Return the text if it names digits, as "3,7" and "all" do."""
    try:
        parse_classes(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from error
    return text
