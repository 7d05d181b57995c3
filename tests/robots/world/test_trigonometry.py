import math

from hypothesis import given
from hypothesis import strategies as st

from robots.world.trigonometry import heading_of, sine_cosine

ANGLES = st.floats(-1e4, 1e4)


@given(ANGLES)
def test_sine_and_cosine_are_those_of_the_angle(degrees):
    sine, cosine = sine_cosine(degrees)
    assert abs(sine - math.sin(math.radians(degrees))) < 1e-11
    assert abs(cosine - math.cos(math.radians(degrees))) < 1e-11


def test_quarter_turns_are_exact():
    assert [sine_cosine(90.0 * turn) for turn in range(4)] == [(0, 1), (1, 0), (0, -1), (-1, 0)]


@given(st.floats(0, 359.999))
def test_the_heading_of_a_direction_is_its_angle(degrees):
    assert abs((heading_of(*sine_cosine(degrees)) - degrees + 180) % 360 - 180) < 1e-9
