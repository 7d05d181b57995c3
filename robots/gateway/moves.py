"""Motion words as straight moves and turns: grid words are made by driving cells of the mat."""

from __future__ import annotations

from collections.abc import Mapping

from robots.program.values import is_number
from robots.world.robot import Move
from robots.world.trace import Value

_HEADINGS = {"go_north": 0.0, "go_east": 90.0, "go_south": 180.0, "go_west": 270.0}
_TURNS = {"turn_left": -90.0, "turn_right": 90.0}


def moves_of(
    word: str, arguments: Mapping[str, Value], heading: float, cell_cm: float
) -> list[Move]:
    """The moves of a motion word for a robot that looks along `heading`; none where it stays."""
    if word == "drive":
        return _some(Move(cm=number(arguments["cm"])))
    if word == "turn":
        return _some(Move(degrees=number(arguments["degrees"])))
    if word in _TURNS:
        return [Move(degrees=_TURNS[word])]
    steps = number(arguments["steps"])
    if word in _HEADINGS:
        goal = _HEADINGS[word] + (180.0 if steps < 0 else 0.0)
        return _some(Move(degrees=_shortest(goal - heading))) + _cells(abs(steps), cell_cm)
    return _cells(steps if word == "forward" else -steps, cell_cm)


def number(value: Value) -> float:
    """A number that the vocabulary has checked."""
    assert is_number(value)
    return float(value)


def _cells(steps: float, cell_cm: float) -> list[Move]:
    """One move a cell, and the rest of one."""
    way = cell_cm if steps > 0 else -cell_cm
    whole = int(abs(steps))
    rest = abs(steps) - whole
    return [Move(cm=way)] * whole + _some(Move(cm=way * rest))


def _shortest(degrees: float) -> float:
    """The shortest turn, by the right for half turns; none for what is hardly one."""
    turn = degrees % 360.0
    turn = turn - 360.0 if turn > 185.0 else turn
    return 0.0 if abs(turn) < 5.0 else turn


def _some(move: Move) -> list[Move]:
    return [move] if move.cm or move.degrees else []
