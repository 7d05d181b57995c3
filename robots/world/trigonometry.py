"""Sine, cosine and arctangent of our own, in degrees, the same to the last bit on every machine.

C libraries differ in the last digit; these use nothing but + - * / on IEEE doubles. Whole quarter
turns are exact. Error below 1e-14 for the sine and cosine of one turn, 1e-12 degrees
for the arctangent.
"""

from __future__ import annotations

PI = 3.141592653589793
_RADIANS = PI / 180.0


def sine_cosine(degrees: float) -> tuple[float, float]:
    """Sine and cosine of an angle."""
    quarters = round(degrees / 90.0)
    x = (degrees - quarters * 90.0) * _RADIANS
    x2 = x * x
    sine = cosine = 0.0
    for odd, even in _SINE_COSINE:
        sine = sine * x2 + odd
        cosine = cosine * x2 + even
    sine *= x
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
    return base + ratio * _series(x2, _ARCTANGENT) / _RADIANS


def _series(x2: float, terms: tuple[float, ...]) -> float:
    total = 0.0
    for term in terms:
        total = total * x2 + term
    return total


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


_SINE_COSINE = tuple(zip(_inverse_factorials(1, 9), _inverse_factorials(0, 9), strict=True))
_ARCTANGENT = tuple(
    (1.0 if index % 2 == 0 else -1.0) / (2 * index + 1) for index in reversed(range(14))
)
_TAN_30 = 0.5773502691896257
_TAN_15 = 0.2679491924311227
