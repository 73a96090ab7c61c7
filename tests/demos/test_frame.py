import math
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.demos.frame import Frame, _round_numbers
from course_lib.demos.picture import Picture

LINEAR = Frame(100, 50, 400, 300, across=(-2, 6), up=(-1, 1))
POWERS = Frame(100, 50, 400, 300, across=(0.01, 100), up=(0, 1), log=True)


def test_corners_lie_at_the_corners():
    assert LINEAR.at(-2, -1) == (100, 350) and LINEAR.at(6, 1) == (500, 50)
    assert POWERS.at(1, 0) == (300, 350)


@given(st.floats(-2, 6), st.floats(-1, 1))
def test_there_and_back(x: float, y: float):
    assert LINEAR.back(*LINEAR.at(x, y)) == (pytest.approx(x), pytest.approx(y, abs=1e-9))


@given(st.floats(0.01, 100))
def test_there_and_back_in_powers(x: float):
    assert POWERS.back(*POWERS.at(x, 0.5))[0] == pytest.approx(x)


def test_a_place_outside_counts_as_the_nearest_inside():
    assert LINEAR.back(-1000, -1000) == (-2, 1)
    assert not LINEAR.holds(99, 100) and LINEAR.holds(101, 100)


@given(st.floats(-1e4, 1e4), st.floats(1e-3, 1e4), st.integers(2, 8))
def test_round_numbers_lie_inside_and_are_few(low: float, span: float, about: int):
    numbers = _round_numbers(low, low + span, about)
    assert 0 <= len(numbers) <= 2 * about + 2
    assert all(low - span * 1e-6 <= number <= low + span * (1 + 1e-6) for number in numbers)


def test_a_curve_through_what_is_not_finite_is_broken_there():
    picture = Picture()
    LINEAR.curve(picture, [(0, 0), (1, math.nan), (2, 0), (3, math.inf), (4, 1e300)])
    root = ElementTree.fromstring(f"<svg>{picture.svg()}</svg>")
    (path,) = root.iter("path")
    assert path.get("d").count("M") == 3 and "nan" not in path.get("d") and "inf" not in path.get("d")
