"""Statements of a project: moves, control, variables, lists, looks, sounds, pen, own blocks."""

from __future__ import annotations

from collections.abc import Callable

from robots.program.scratch.project import Block, text_of
from robots.program.scratch.rows import Rows
from robots.program.scratch.told import Unmapped
from robots.program.tree import (
    Ask,
    Assign,
    Binary,
    Branch,
    Call,
    Change,
    Do,
    Evaluate,
    Expression,
    If,
    ListOf,
    Literal,
    Own,
    Repeat,
    Return,
    Sense,
    SetItem,
    Statement,
    Unary,
    While,
)

STEPS_PER_CM = 4
"""Steps of Scratch's stage (480 x 360) in a centimetre of the mat."""
BEATS = 2
"""Our beats (0.5 s) in one of Scratch's at its first tempo (60 a minute)."""

Maker = Callable[[Rows, Block], list[Statement]]


def _do(word: str, **arguments: Expression) -> list[Statement]:
    return [Do(word, arguments)]


# Moves --------------------------------------------------------------------------------------------


def _move(rows: Rows, block: Block) -> list[Statement]:
    return _do("drive", cm=_scaled(rows.values.number(block, "STEPS"), "/", STEPS_PER_CM))


def _right(rows: Rows, block: Block) -> list[Statement]:
    return _do("turn", degrees=rows.values.number(block, "DEGREES"))


def _left(rows: Rows, block: Block) -> list[Statement]:
    degrees = rows.values.number(block, "DEGREES")
    if isinstance(degrees, Literal) and isinstance(degrees.value, (int, float)):
        return _do("turn", degrees=Literal(-degrees.value, id=degrees.id))
    return _do("turn", degrees=Unary("-", degrees, id=block.id))


def _point(rows: Rows, block: Block) -> list[Statement]:
    """The shortest way from the heading to the direction, which Scratch counts as we do."""
    id, direction = block.id, rows.values.number(block, "DIRECTION")
    apart = Binary("-", direction, Sense("heading", id=id), id=id)
    around = Binary("%", Binary("+", apart, Literal(180, id=id), id=id), Literal(360, id=id), id=id)
    return _do("turn", degrees=Binary("-", around, Literal(180, id=id), id=id))


def _scaled(value: Expression, operator: str, by: int) -> Expression:
    if isinstance(value, Literal) and isinstance(value.value, (int, float)):
        scaled = value.value / by if operator == "/" else value.value * by
        return Literal(int(scaled) if scaled == int(scaled) else scaled, id=value.id)
    return Binary(operator, value, Literal(by, id=value.id), id=value.id)


# Control ------------------------------------------------------------------------------------------


def _wait(rows: Rows, block: Block) -> list[Statement]:
    return _do("wait", seconds=rows.values.number(block, "DURATION"))


def _repeat(rows: Rows, block: Block) -> list[Statement]:
    return [Repeat(rows.values.hole(block, "TIMES", 1), rows.inside(block, "SUBSTACK"))]


def _forever(rows: Rows, block: Block) -> list[Statement]:
    return [While(Literal(True, id=block.id), rows.inside(block, "SUBSTACK"))]


def _if(rows: Rows, block: Block) -> list[Statement]:
    test = rows.values.hole(block, "CONDITION", False)
    branch = Branch(test, rows.inside(block, "SUBSTACK"), id=block.id)
    return [If([branch], rows.inside(block, "SUBSTACK2"))]


def _wait_until(rows: Rows, block: Block) -> list[Statement]:
    return [While(rows.values.condition(block, "CONDITION"), [], until=True)]


def _until(rows: Rows, block: Block) -> list[Statement]:
    test = rows.values.hole(block, "CONDITION", False)
    return [While(test, rows.inside(block, "SUBSTACK"), until=True)]


def _while(rows: Rows, block: Block) -> list[Statement]:
    return [While(rows.values.hole(block, "CONDITION", False), rows.inside(block, "SUBSTACK"))]


def _stop(rows: Rows, block: Block) -> list[Statement]:
    option = block.field("STOP_OPTION")
    if option == "this script":
        rows.returns = True
        return [Return()]
    if option != "all":
        raise Unmapped(block)
    rows.values.told.differs(block, "stop-all")
    return _do("stop")


def _send(rows: Rows, block: Block) -> list[Statement]:
    return _do("send", message=rows.values.text(block, "BROADCAST_INPUT"))


def _send_and_wait(rows: Rows, block: Block) -> list[Statement]:
    rows.values.told.differs(block, "and-wait")
    return _send(rows, block)


# Variables and lists ------------------------------------------------------------------------------


def _set(rows: Rows, block: Block) -> list[Statement]:
    return [Assign(rows.values.variable_name(block), rows.values.value(block, "VALUE"))]


def _change(rows: Rows, block: Block) -> list[Statement]:
    return [Change(rows.values.variable_name(block), rows.values.number(block, "VALUE"))]


def _on_list(name: str, *parts: Expression, block: Block) -> list[Statement]:
    return [Evaluate(Call(name, list(parts), id=block.id))]


def _append(rows: Rows, block: Block) -> list[Statement]:
    item = rows.values.value(block, "ITEM")
    return _on_list("list.append", rows.values.list_name(block), item, block=block)


def _insert(rows: Rows, block: Block) -> list[Statement]:
    item, place = rows.values.value(block, "ITEM"), rows.values.position(block)
    if place is None:
        raise Unmapped(block)
    if isinstance(place, Literal) and place.value == -1:
        return _on_list("list.append", rows.values.list_name(block), item, block=block)
    return _on_list("list.insert", rows.values.list_name(block), place, item, block=block)


def _delete(rows: Rows, block: Block) -> list[Statement]:
    place = rows.values.position(block)
    if place is None:
        raise Unmapped(block)
    return _on_list("list.pop", rows.values.list_name(block), place, block=block)


def _empty(rows: Rows, block: Block) -> list[Statement]:
    return [Assign(rows.values.list_name(block).name, ListOf([], id=block.id))]


def _replace(rows: Rows, block: Block) -> list[Statement]:
    item, place = rows.values.value(block, "ITEM"), rows.values.position(block)
    if place is None:
        raise Unmapped(block)
    return [SetItem(rows.values.list_name(block), place, item)]


# Looks, sounds, pen, questions --------------------------------------------------------------------


def _say(rows: Rows, block: Block) -> list[Statement]:
    return _do("say", text=rows.values.text(block, "MESSAGE"))


def _say_for(rows: Rows, block: Block) -> list[Statement]:
    said = _say(rows, block)
    return said + _do("wait", seconds=rows.values.number(block, "SECS"))


def _sound(rows: Rows, block: Block) -> list[Statement]:
    rows.values.told.differs(block, "sound")
    return _do("play", sound=Literal("beep", id=block.id))


def _note(rows: Rows, block: Block) -> list[Statement]:
    beats = _scaled(rows.values.number(block, "BEATS"), "*", BEATS)
    return _do("note", pitch=_pitch(rows, block), beats=beats)


def _pitch(rows: Rows, block: Block) -> Expression:
    """Scratch keeps a written note in a block of its own, the piano's key."""
    inner = block.input("NOTE")
    if isinstance(inner, str):
        try:
            return Literal(int(rows.values.menu(block, "NOTE")), id=block.id)
        except ValueError:
            raise Unmapped(block) from None
    return rows.values.number(block, "NOTE")


def _rest(rows: Rows, block: Block) -> list[Statement]:
    return _do("wait", seconds=rows.values.number(block, "BEATS"))


def _pen_colour(rows: Rows, block: Block) -> list[Statement]:
    return _do("pen_colour", colour=Literal(rows.values.colour(block, "COLOR"), id=block.id))


def _ask(rows: Rows, block: Block) -> list[Statement]:
    question = Ask(rows.values.text(block, "QUESTION"), id=block.id)
    return [Assign(rows.values.names.answer, question)]


# Blocks of one's own ------------------------------------------------------------------------------


def _own(rows: Rows, block: Block) -> list[Statement]:
    known = rows.values.names.procedures.get(text_of(block.mutation.get("proccode")))
    if known is None:
        raise Unmapped(block)
    arguments = [rows.values.value(block, id) for id in known.ids[: len(known.parameters)]]
    return [Evaluate(Own(known.name, arguments, id=block.id))]


STATEMENTS: dict[str, Maker] = {
    "motion_movesteps": _move,
    "motion_turnright": _right,
    "motion_turnleft": _left,
    "motion_pointindirection": _point,
    "control_wait": _wait,
    "control_repeat": _repeat,
    "control_forever": _forever,
    "control_if": _if,
    "control_if_else": _if,
    "control_wait_until": _wait_until,
    "control_repeat_until": _until,
    "control_while": _while,
    "control_stop": _stop,
    "event_broadcast": _send,
    "event_broadcastandwait": _send_and_wait,
    "data_setvariableto": _set,
    "data_changevariableby": _change,
    "data_addtolist": _append,
    "data_insertatlist": _insert,
    "data_deleteoflist": _delete,
    "data_deletealloflist": _empty,
    "data_replaceitemoflist": _replace,
    "looks_say": _say,
    "looks_think": _say,
    "looks_sayforsecs": _say_for,
    "looks_thinkforsecs": _say_for,
    "sound_play": _sound,
    "sound_playuntildone": _sound,
    "music_playNoteForBeats": _note,
    "music_restForBeats": _rest,
    "pen_penDown": lambda rows, block: _do("pen_down"),
    "pen_penUp": lambda rows, block: _do("pen_up"),
    "pen_setPenColorToColor": _pen_colour,
    "sensing_askandwait": _ask,
    "procedures_call": _own,
}
"""Scratch's opcode -> what it is here."""
