"""A Thymio's lights and tunes: what our words' colours, pitches and sounds are on this robot."""

from __future__ import annotations

Light = tuple[int, int, int]
"""Red, green, blue of a light, each 0..32."""

LIGHTS: dict[str, Light] = {
    "red": (32, 0, 0),
    "orange": (32, 8, 0),
    "yellow": (32, 22, 0),
    "green": (0, 32, 0),
    "cyan": (0, 32, 32),
    "blue": (0, 0, 32),
    "purple": (16, 0, 32),
    "pink": (32, 6, 14),
    "white": (32, 32, 32),
    "black": (0, 0, 0),
}
"""Named colours as light: purer than on a screen, else a red robot looks pink."""
DARK: Light = (0, 0, 0)
BEAT = 0.5
"""Seconds a beat takes."""
TICKS = 60
"""What natives count a second in."""
A4, A4_HZ = 69, 440.0

Tune = tuple[tuple[int, float], ...]
"""Notes one after another: a MIDI number (0 is a rest) and seconds."""

TUNES: dict[str, Tune] = {
    "beep": ((81, 0.15),),
    "happy": ((72, 0.12), (76, 0.12), (79, 0.12), (84, 0.25)),
    "sad": ((67, 0.25), (65, 0.25), (63, 0.25), (60, 0.5)),
    "yes": ((72, 0.12), (79, 0.25)),
    "no": ((55, 0.2), (48, 0.4)),
    "horn": ((58, 0.3), (0, 0.1), (58, 0.5)),
}
"""The sounds of `play`: made of notes, so that every firmware has them."""


def light(colour: str) -> Light:
    """A named colour, or the nearest to `#rrggbb`, as this robot's light."""
    if colour in LIGHTS:
        return LIGHTS[colour]
    red, green, blue = (round(int(colour[at : at + 2], 16) * 32 / 255) for at in (1, 3, 5))
    return red, green, blue


def hertz(midi: int) -> int:
    """The frequency of a MIDI number, to the nearest hertz."""
    return round(A4_HZ * 2 ** ((midi - A4) / 12))


def ticks(seconds: float) -> int:
    """A duration as natives count it: at least 1, since 0 is for ever."""
    return max(1, min(0x7FFF, round(seconds * TICKS)))
