"""The conversation that an Aseba robot has with its host: it answers, it never asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from robots.emulators.aseba_vm import Machine
from robots.emulators.thymio_map import BYTECODE, EVENTS, MEMORY, NAME, STACK, Firmware
from robots.wire.aseba import WORDS_A_MESSAGE, Id, Info, Message, signed
from robots.wire.aseba_node import (
    Answer,
    ChangedVariables,
    Description,
    DeviceInfo,
    EventDescription,
    NativeDescription,
    NodeError,
    NodePresent,
    Parameter,
    UserEvent,
    VariableDescription,
    Variables,
)

EVENT_SOURCE, EVENT_ARGUMENTS, ARGUMENTS = 1, 2, 32
"""Where every Aseba robot keeps who sent an event, and what with it."""
_SINCE = {
    Id.GET_DEVICE_INFO: 6,
    Id.GET_CHANGED_VARIABLES: 7,
    Id.GET_NODE_DESCRIPTION_FRAGMENT: 8,
}
"""The protocol version that brought a message; older robots do not answer it."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who this robot is: its node id, the name people gave it, 16 bytes of its own."""

    node: int
    name: str
    uuid: bytes


class Talk:
    """Answers what a host says. `reset` puts the robot (not its program) to its beginning."""

    def __init__(
        self,
        firmware: Firmware,
        identity: Identity,
        machine: Machine,
        say: Callable[[Answer | UserEvent], None],
        reset: Callable[[], None],
    ) -> None:
        self._firmware = firmware
        self._identity = identity
        self._machine = machine
        self._say = say
        self._reset = reset
        self._told = list(machine.memory)
        self._kept: list[int] | None = None
        self._description = list(self._describe())
        self._commands: dict[int, Callable[[tuple[int, ...]], None]] = {
            Id.GET_NODE_DESCRIPTION: lambda words: self._describe_all(),
            Id.GET_NODE_DESCRIPTION_FRAGMENT: self._describe_part,
            Id.GET_DEVICE_INFO: self._tell_who,
            Id.GET_VARIABLES: self._tell_variables,
            Id.GET_CHANGED_VARIABLES: lambda words: self._tell_changes(),
            Id.SET_VARIABLES: self._set_variables,
            Id.SET_BYTECODE: self._load,
            Id.RESET: lambda words: self._begin_again(),
            Id.RUN: lambda words: machine.run(),
            Id.PAUSE: lambda words: machine.pause(),
            Id.STEP: lambda words: machine.step(),
            Id.STOP: lambda words: machine.stop(),
            Id.GET_EXECUTION_STATE: lambda words: machine.tell_state(),
            Id.WRITE_BYTECODE: lambda words: self._keep(),
        }

    def hear(self, message: Message) -> None:
        """Answer a message, or do nothing when it is unknown or for another robot."""
        if message.is_event:
            self._event(message)
        elif message.id == Id.LIST_NODES:
            self._say(NodePresent(self._firmware.protocol))
        elif message.id == Id.GET_DESCRIPTION:
            self._describe_all()
        elif message.id in self._commands and self._knows(message.id):
            node, *words = message.words() or (-1,)
            if node == self._identity.node:
                self._commands[message.id](tuple(words))

    def power_on(self) -> None:
        """Begin the program that was kept, if one was."""
        if self._kept is not None:
            self._machine.load(0, self._kept)
            self._begin_again()
            self._machine.run()

    def _knows(self, message_id: int) -> bool:
        return self._firmware.protocol >= _SINCE.get(Id(message_id), 0)

    def _event(self, message: Message) -> None:
        words = message.words()[:ARGUMENTS]
        memory = self._machine.memory
        memory[EVENT_SOURCE] = message.source
        memory[EVENT_ARGUMENTS : EVENT_ARGUMENTS + len(words)] = map(signed, words)
        self._machine.event(message.id)

    # ---- who it is -------------------------------------------------------------------------------

    def _describe(self) -> Iterator[Answer]:
        firmware = self._firmware
        for name, size in firmware.variables.items():
            yield VariableDescription(size, name)
        for name, text in EVENTS.items():
            yield EventDescription(name, text)
        for name, parameters in firmware.natives:
            sizes = tuple(Parameter(size, label) for label, size in parameters)
            yield NativeDescription(name, "", sizes)

    def _header(self) -> Description:
        firmware = self._firmware
        counts = (len(firmware.variables), len(EVENTS), len(firmware.natives))
        return Description(NAME, firmware.protocol, BYTECODE, STACK, MEMORY, *counts)

    def _describe_all(self) -> None:
        self._say(self._header())
        for part in self._description:
            self._say(part)

    def _describe_part(self, words: tuple[int, ...]) -> None:
        part = signed(words[1]) if len(words) > 1 else len(self._description)
        if part < 0:
            self._say(self._header())
        elif part < len(self._description):
            self._say(self._description[part])

    def _tell_who(self, words: tuple[int, ...]) -> None:
        answers: dict[int, bytes] = {
            Info.UUID: self._identity.uuid,
            Info.NAME: self._identity.name.encode(),
            Info.RADIO: bytes(6),
        }
        for kind in words[:1]:
            if kind in answers:
                self._say(DeviceInfo(kind, answers[kind]))

    # ---- variables -------------------------------------------------------------------------------

    def _tell_variables(self, words: tuple[int, ...]) -> None:
        start, count = (*words, 0, 0)[:2]
        values = self._machine.memory[start : start + count]
        for at in range(0, len(values), WORDS_A_MESSAGE):
            self._say(Variables(start + at, tuple(values[at : at + WORDS_A_MESSAGE])))

    def _tell_changes(self) -> None:
        memory = self._machine.memory
        changed = (at for at, word in enumerate(memory) if word != self._told[at])
        runs = groupby(enumerate(changed), lambda pair: pair[1] - pair[0])
        spans, room = [], WORDS_A_MESSAGE
        for places in ([at for _, at in run] for _, run in runs):
            places = places[: room - 2]
            if places:
                spans.append(Variables(places[0], tuple(memory[at] for at in places)))
            room -= len(places) + 2
        for span in spans:
            self._told[span.start : span.start + len(span.values)] = span.values
        self._say(ChangedVariables(tuple(spans)))

    def _set_variables(self, words: tuple[int, ...]) -> None:
        for at, word in enumerate(words[1:], words[0] if words else 0):
            if at < len(self._machine.memory):
                self._machine.memory[at] = signed(word)

    # ---- the program -----------------------------------------------------------------------------

    def _load(self, words: tuple[int, ...]) -> None:
        if words:
            self._machine.load(words[0], words[1:])
            self._begin_again()

    def _begin_again(self) -> None:
        self._reset()
        self._machine.reset()

    def _keep(self) -> None:
        self._kept = list(self._machine.program)
        self._say(NodeError(self._machine.pc, "Flashing OK"))
