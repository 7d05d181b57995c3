"""What our words' colours, pitches and sounds are on a robot with coloured lamps and a buzzer."""

from __future__ import annotations

Light = tuple[int, int, int]
"""Red, green, blue, each 0..255."""
Tune = tuple[tuple[int, float], ...]
"""Notes one after another: a MIDI number (0 is a rest) and seconds."""

BEAT = 0.5
"""Seconds a beat takes."""
DARK: Light = (0, 0, 0)
LIGHTS: dict[str, Light] = {
    "red": (255, 0, 0),
    "orange": (255, 64, 0),
    "yellow": (255, 176, 0),
    "green": (0, 255, 0),
    "cyan": (0, 255, 255),
    "blue": (0, 0, 255),
    "purple": (128, 0, 255),
    "pink": (255, 48, 112),
    "white": (255, 255, 255),
    "black": DARK,
}
"""Named colours as lamps show them: purer than on a screen, else a red robot looks pink."""
TUNES: dict[str, Tune] = {
    "beep": ((81, 0.15),),
    "happy": ((72, 0.12), (76, 0.12), (79, 0.12), (84, 0.25)),
    "sad": ((67, 0.25), (65, 0.25), (63, 0.25), (60, 0.5)),
    "yes": ((72, 0.12), (79, 0.25)),
    "no": ((55, 0.2), (48, 0.4)),
    "horn": ((58, 0.3), (0, 0.1), (58, 0.5)),
}
"""The sounds of `play`, made of notes."""
_A4, _A4_HZ = 69, 440.0


def light(colour: str) -> Light:
    """A named colour, or `#rrggbb`."""
    if colour in LIGHTS:
        return LIGHTS[colour]
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue


def hertz(midi: int) -> int:
    """The frequency of a MIDI number, to the nearest hertz."""
    return round(_A4_HZ * 2 ** ((midi - _A4) / 12))
