"""Programs built by hand, and their traces in virtual time."""

from __future__ import annotations

from robots.drivers.simulated import simulated_body
from robots.program.scene import Scene, virtual
from robots.program.tree import (
    Do,
    Expression,
    Literal,
    Program,
    Sense,
    Stack,
    Statement,
    When,
    While,
)
from robots.world.mat import Mat, read_mat
from robots.world.shipped import shipped
from robots.world.trace import Event, Recorder, Type


def do(word: str, id: str = "", /, **arguments: object) -> Do:
    return Do(word, {name: value_of(value) for name, value in arguments.items()}, id=id)


def sense(word: str, /, **arguments: object) -> Sense:
    return Sense(word, {name: value_of(value) for name, value in arguments.items()})


def value_of(value: object) -> Expression:
    if isinstance(value, (bool, int, float, str)) or value is None:
        return Literal(value)
    return value  # type: ignore[return-value]


def wait_until(test: Expression, id: str = "") -> While:
    return While(test, [], until=True, id=id)


def forever(*body: Statement) -> While:
    return While(Literal(True), list(body))


def when(word: str, *body: Statement, **arguments: str) -> Stack:
    given = {name: value_of(value) for name, value in arguments.items()}
    return Stack(list(body), When(word, given))


def program(*parts: Statement | Stack, face: str = "cards") -> Program:
    """Statements make one loose stack; stacks stay as they are."""
    stacks = [part for part in parts if isinstance(part, Stack)]
    loose = [part for part in parts if not isinstance(part, Stack)]
    return Program([Stack(loose), *stacks] if loose else stacks, face=face)


def mat(*rows: str, more: str = "") -> Mat:
    quoted = ", ".join(f'"{row}"' for row in rows)
    return read_mat(f"rows = [{quoted}]\n{more}", "essai")


def play(
    *parts: Statement | Stack,
    on: Mat | None = None,
    seed: int = 0,
    timeout: float | None = 3600.0,
    face: str = "cards",
) -> list[Event]:
    """The trace of a program, as fast as it goes."""
    trace: list[Event] = []
    whole, floor = program(*parts, face=face), on or shipped()
    scene = Scene()
    scene.add(
        whole,
        simulated_body(whole, floor, seed),
        Recorder(trace.append),
        {"mat": floor.name, "seed": seed},
    )
    virtual(scene, timeout)
    return trace


def of(trace: list[Event], *types: Type) -> list[Event]:
    return [event for event in trace if event.type in types]


def lines(trace: list[Event]) -> str:
    return "".join(event.as_line() + "\n" for event in trace)


def values(trace: list[Event], type: Type, field: str) -> list[object]:
    return [event.fields[field] for event in of(trace, type)]


def said(trace: list[Event]) -> list[object]:
    return values(trace, Type.SAY, "text")
