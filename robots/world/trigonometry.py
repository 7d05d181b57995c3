"""Sine, cosine and arctangent of our own, in degrees, the same to the last bit on every machine.

C libraries differ in the last digit; these use nothing but + - * / on IEEE doubles. Whole quarter
turns are exact. Error below 1e-14 for the sine and cosine of one turn, 1e-12 degrees
for the arctangent.
"""

from __future__ import annotations

from functools import lru_cache

PI = 3.141592653589793
_RADIANS = PI / 180.0


@lru_cache(maxsize=1024)
def sine_cosine(degrees: float) -> tuple[float, float]:
    """Sine and cosine of an angle."""
    quarters = round(degrees / 90.0)
    x = (degrees - quarters * 90.0) * _RADIANS
    x2 = x * x
    # Written out, highest power first: this is asked thousands of times a second.
    sine = (
        (((((((S17 * x2 + S15) * x2 + S13) * x2 + S11) * x2 + S9) * x2 + S7) * x2 + S5) * x2 + S3)
        * x2
        + S1
    ) * x
    cosine = (
        ((((((C16 * x2 + C14) * x2 + C12) * x2 + C10) * x2 + C8) * x2 + C6) * x2 + C4) * x2 + C2
    ) * x2 + C0
    turn = quarters % 4
    if turn == 0:
        return sine, cosine
    if turn == 1:
        return cosine, -sine
    if turn == 2:
        return -sine, -cosine
    return -cosine, sine


def heading_of(east: float, north: float) -> float:
    """The heading of a direction: 0 is north, clockwise, in [0, 360). (0, 0) gives 0."""
    a, b = abs(east), abs(north)
    if a == 0.0 and b == 0.0:
        return 0.0
    angle = _arctangent(a / b) if a <= b else 90.0 - _arctangent(b / a)
    if north < 0:
        angle = 180.0 - angle
    if east < 0:
        angle = 360.0 - angle
    return angle % 360.0


def _arctangent(ratio: float) -> float:
    """The arctangent of a ratio in [0, 1], in degrees."""
    base = 0.0
    # Near a known angle the series needs few terms: tan(a - b) = (ta - tb) / (1 + ta * tb).
    if ratio > _TAN_15:
        ratio = (ratio - _TAN_30) / (1.0 + ratio * _TAN_30)
        base = 30.0
    x2 = ratio * ratio
    # Written out like the sine.
    series = ((((((A27 * x2 + A25) * x2 + A23) * x2 + A21) * x2 + A19) * x2 + A17) * x2 + A15) * x2
    series = ((((((series + A13) * x2 + A11) * x2 + A9) * x2 + A7) * x2 + A5) * x2 + A3) * x2 + A1
    return base + ratio * series / _RADIANS


def _inverse_factorials(first: int, count: int) -> tuple[float, ...]:
    """1/first!, -1/(first+2)!, 1/(first+4)!..., the last one first."""
    terms, factorial, number, sign = [], 1.0, 1, 1.0
    for number in range(2, first + 1):
        factorial *= number
    number = first
    for _ in range(count):
        terms.append(sign / factorial)
        factorial *= (number + 1) * (number + 2)
        number += 2
        sign = -sign
    return tuple(reversed(terms))


S17, S15, S13, S11, S9, S7, S5, S3, S1 = _inverse_factorials(1, 9)
C16, C14, C12, C10, C8, C6, C4, C2, C0 = _inverse_factorials(0, 9)
A27, A25, A23, A21, A19, A17, A15, A13, A11, A9, A7, A5, A3, A1 = (
    (1.0 if index % 2 == 0 else -1.0) / (2 * index + 1) for index in reversed(range(14))
)
_TAN_30 = 0.5773502691896257
_TAN_15 = 0.2679491924311227
