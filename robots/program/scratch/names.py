"""What things of a project are called here: variables, lists, and blocks of one's own."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

from robots.program.scratch.project import Block, Json, Sprite, list_of, text_of

ANSWER = "answer"
_SLOT = re.compile(r"%[sbn]")
_LONGEST_NAME = 100


@dataclass(slots=True)
class Procedure:
    """A block of one's own: its function's name, and its parameters by Scratch's ids and names."""

    name: str
    ids: list[str]
    parameters: dict[str, str]


@dataclass(slots=True)
class Names:
    """The names of one program; no two things share one."""

    variables: dict[str, str] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    procedures: dict[str, Procedure] = field(default_factory=dict)
    answer: str = ANSWER
    _taken: set[str] = field(default_factory=set)
    _outer: set[str] = field(default_factory=set)
    _next: dict[str, int] = field(default_factory=dict)

    def free(self, wanted: str) -> str:
        """The wanted name, or one with a number where it is taken; it is taken now."""
        base = " ".join(wanted.split())[:_LONGEST_NAME] or "x"
        name = base
        while name in self._taken or name in self._outer:
            self._next[base] = self._next.get(base, 1) + 1
            name = f"{base} {self._next[base]}"
        self._taken.add(name)
        return name

    def name_parameters(self, mutation: Json) -> None:
        """Names a procedure's parameters: unlike all data and functions, and one another."""
        inside = Names(_outer=self._taken)
        spoken = dict.fromkeys(_texts(mutation.get("argumentnames")))
        procedure = self.procedures[text_of(mutation.get("proccode"))]
        procedure.parameters = {name: inside.free(name) for name in spoken}

    def parameter(self, procedure: str, name: str) -> str | None:
        """What a parameter is called in a function, None when it has none of that name."""
        known = self.procedures.get(procedure)
        return None if known is None else known.parameters.get(name)


def names_of(sprites: list[Sprite], blocks: dict[str, Block]) -> Names:
    """The names of the sprites' data and of the procedures among the blocks."""
    names = Names()
    for sprite in sprites:
        names.variables |= {key: names.free(name) for key, name, _ in sprite.values("variables")}
        names.lists |= {key: names.free(name) for key, name, _ in sprite.values("lists")}
    names.answer = names.free(ANSWER)
    own = [block.mutation for block in blocks.values() if block.opcode == "procedures_prototype"]
    for mutation in own:
        code = text_of(mutation.get("proccode"))
        if code not in names.procedures:
            ids = _texts(mutation.get("argumentids"))
            names.procedures[code] = Procedure(names.free(_SLOT.sub(" ", code)), ids, {})
    for mutation in own:
        names.name_parameters(mutation)
    return names


def _texts(value: object) -> list[str]:
    """A list of texts, which Scratch writes as JSON inside JSON."""
    try:
        content = json.loads(text_of(value)[:20_000] or "[]")
    except (ValueError, RecursionError):
        return []
    return [text_of(item) for item in list_of(content)][:100]
