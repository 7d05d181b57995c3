"""The Aseba protocol, as Thymio II speaks it: frames, and what a host says to a node.

What a node answers is in `robots.wire.aseba_node`.

A frame is `u16 payload length, u16 source node, u16 message id, payload`, little-endian, without
checksum, escape or mark of its beginning: after a fault the link must be closed and opened again.
A command to one node begins with that node's id; a node ignores commands to others. Words of
variables and events are signed here (int16), addresses and bytecode are not.

Source: Mobsya/aseba @78225eb (aseba/common) and aseba-target-thymio2 @eb408bd, read as facts.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum, IntFlag

from robots.errors import Code, Refused, refuse

PROTOCOL = 9
"""The newest version of the protocol that a host announces."""
HOST = 1
"""The node id that a host speaks as; nodes accept any."""
LONGEST_PAYLOAD = 518
"""Bytes of the longest payload that nodes send or take."""
WORDS_A_MESSAGE = 256
"""Words of variables or bytecode that fit into one message."""
EVENT_WORDS = 32
"""Words of the longest user event that a Thymio takes or sends."""
HEADER_FRAGMENT = -1
"""The fragment of a description that tells how many others there are."""
_HEADER = struct.Struct("<HHH")
_FIRST_SYSTEM, _FIRST_ABSURD = 0x8000, 0xB000


class Id(IntEnum):
    """The messages. 0000 to 7fff are user events (int16 arguments), numbered by the program."""

    DESCRIPTION = 0x9000
    """Node: what it is and how much it has to tell (`Description`)."""
    NAMED_VARIABLE_DESCRIPTION = 0x9001
    """Node: one variable (`VariableDescription`); its offset is the sum of the sizes before."""
    LOCAL_EVENT_DESCRIPTION = 0x9002
    """Node: one event of its own (`EventDescription`)."""
    NATIVE_FUNCTION_DESCRIPTION = 0x9003
    """Node: one function that bytecode may call (`NativeDescription`)."""
    DISCONNECTED = 0x9004
    """Node: it goes. No payload."""
    VARIABLES = 0x9005
    """Node: u16 start, int16 values (`Variables`)."""
    ARRAY_ACCESS_OUT_OF_BOUNDS = 0x9006
    """Node: its program was ended by a wrong index: u16 pc, u16 size, u16 index."""
    DIVISION_BY_ZERO = 0x9007
    """Node: its program was ended by a division: u16 pc."""
    EVENT_EXECUTION_KILLED = 0x9008
    """Node: an event came while another ran, which was dropped: u16 pc."""
    NODE_SPECIFIC_ERROR = 0x9009
    """Node: another fault: u16 pc, string."""
    EXECUTION_STATE_CHANGED = 0x900A
    """Node: u16 pc, u16 flags (`ExecutionState`)."""
    BREAKPOINT_SET_RESULT = 0x900B
    """Node: u16 pc, u16 whether it was set."""
    NODE_PRESENT = 0x900C
    """Node: it is there: u16 version of the protocol (`NodePresent`)."""
    DEVICE_INFO = 0x900D
    """Node, from version 6: u8 `Info`, u8 length, bytes (`DeviceInfo`)."""
    CHANGED_VARIABLES = 0x900E
    """Node, from version 7: spans of u16 start, u16 count, int16 values (`ChangedVariables`)."""

    GET_DESCRIPTION = 0xA000
    """Host, before version 5: u16 version, to every node."""
    SET_BYTECODE = 0xA001
    """Host: u16 node, u16 start, u16 words; resets the program, on a real robot all variables."""
    RESET = 0xA002
    """Host: u16 node; program to its beginning, paused; a real robot zeroes all variables."""
    RUN = 0xA003
    """Host: u16 node; the program runs."""
    PAUSE = 0xA004
    """Host: u16 node; the program waits where it is. Motors go on."""
    STEP = 0xA005
    """Host: u16 node; one instruction of a paused program."""
    STOP = 0xA006
    """Host: u16 node; the program is dropped. Motors go on!"""
    GET_EXECUTION_STATE = 0xA007
    """Host: u16 node."""
    BREAKPOINT_SET = 0xA008
    """Host: u16 node, u16 pc."""
    BREAKPOINT_CLEAR = 0xA009
    """Host: u16 node, u16 pc."""
    BREAKPOINT_CLEAR_ALL = 0xA00A
    """Host: u16 node."""
    GET_VARIABLES = 0xA00B
    """Host: u16 node, u16 start, u16 count; answered by VARIABLES."""
    SET_VARIABLES = 0xA00C
    """Host: u16 node, u16 start, int16 values; not answered."""
    WRITE_BYTECODE = 0xA00D
    """Host: u16 node; keep the program for the next power-on."""
    REBOOT = 0xA00E
    """Host: u16 node."""
    SUSPEND_TO_RAM = 0xA00F
    """Host: u16 node."""
    GET_NODE_DESCRIPTION = 0xA010
    """Host: u16 node, u16 version; answered by the whole description."""
    LIST_NODES = 0xA011
    """Host: u16 version, to every node; answered by NODE_PRESENT."""
    GET_DEVICE_INFO = 0xA012
    """Host, from version 6: u16 node, u16 `Info`."""
    SET_DEVICE_INFO = 0xA013
    """Host, from version 6: u16 node, u8 `Info`, u8 length, bytes."""
    GET_CHANGED_VARIABLES = 0xA014
    """Host, from version 7: u16 node; answered by what changed since it was last asked."""
    GET_NODE_DESCRIPTION_FRAGMENT = 0xA015
    """Host, from version 8: u16 node, u16 version, i16 fragment: -1 the header, then variables,
    events and natives counted through."""


class Info(IntEnum):
    """What GET_DEVICE_INFO asks for."""

    UUID = 1
    """16 bytes."""
    NAME = 2
    """UTF-8 text."""
    RADIO = 3
    """u16 network, u16 node, u16 channel."""


class Flags(IntFlag):
    """The state of a node's program."""

    EVENT_ACTIVE = 1
    """A handler is under way (or waits, when paused)."""
    STEP_BY_STEP = 2
    """Paused or stopped."""
    EVENT_RUNNING = 4


# ---- frames --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Message:
    """One frame. `id` is an `Id`, the number of a user event, or one that we do not know."""

    id: int
    source: int
    payload: bytes = b""

    def to_bytes(self) -> bytes:
        """The frame as it travels."""
        return _HEADER.pack(len(self.payload), self.source, self.id) + self.payload

    @property
    def is_event(self) -> bool:
        """Whether it is a user event."""
        return self.id < _FIRST_SYSTEM

    def words(self) -> tuple[int, ...]:
        """The payload as unsigned words; raises Refused with `garbled` when one is cut."""
        if len(self.payload) % 2:
            raise garbled("length", id=self.id)
        return struct.unpack(f"<{len(self.payload) // 2}H", self.payload)


class Decoder:
    """Makes messages of bytes as they come, however they are cut."""

    def __init__(self) -> None:
        self._held = b""

    def feed(self, data: bytes) -> list[Message]:
        """The messages that these bytes complete.

        Raises Refused with `garbled` when they are no Aseba; there is no way back from that but a
        new link and a new decoder.
        """
        self._held += data
        return list(self._complete())

    def _complete(self) -> Iterator[Message]:
        while len(self._held) >= _HEADER.size:
            length, source, message_id = _HEADER.unpack_from(self._held)
            _check_header(length, message_id)
            end = _HEADER.size + length
            if len(self._held) < end:
                return
            payload, self._held = self._held[_HEADER.size : end], self._held[end:]
            yield Message(message_id, source, payload)


def garbled(what: str, **details: int | str) -> Refused:
    """The coded error for bytes that mean nothing; `what` is wrong with them."""
    return refuse(Code.GARBLED, "", what=what, **details)


def _check_header(length: int, message_id: int) -> None:
    if length > LONGEST_PAYLOAD or (message_id < _FIRST_SYSTEM and length % 2):
        raise garbled("length", length=length, id=message_id)
    if message_id >= _FIRST_ABSURD:
        raise garbled("id", id=message_id)


# ---- what a host says ----------------------------------------------------------------------------


def list_nodes(version: int = PROTOCOL, source: int = HOST) -> Message:
    """Ask every node to say that it is there."""
    return Message(Id.LIST_NODES, source, pack_words([version]))


def get_description(node: int, version: int = PROTOCOL, source: int = HOST) -> Message:
    """Ask for the whole description."""
    return to_node(Id.GET_NODE_DESCRIPTION, node, version, source=source)


def get_description_fragment(
    node: int, fragment: int, version: int = PROTOCOL, source: int = HOST
) -> Message:
    """Ask for one part of the description; HEADER_FRAGMENT first, then 0 and on."""
    return to_node(Id.GET_NODE_DESCRIPTION_FRAGMENT, node, version, fragment, source=source)


def get_device_info(node: int, info: Info, source: int = HOST) -> Message:
    """Ask for the name, the uuid or the radio settings."""
    return to_node(Id.GET_DEVICE_INFO, node, info, source=source)


def get_variables(node: int, start: int, count: int, source: int = HOST) -> Message:
    """Ask for a span of variables."""
    return to_node(Id.GET_VARIABLES, node, start, count, source=source)


def get_changed_variables(node: int, source: int = HOST) -> Message:
    """Ask for the variables that changed since this was last asked."""
    return to_node(Id.GET_CHANGED_VARIABLES, node, source=source)


def set_variables(node: int, start: int, values: Sequence[int], source: int = HOST) -> Message:
    """Set variables that stand next to each other, at most 256, each -32768..32767."""
    return to_node(Id.SET_VARIABLES, node, start, *values, source=source)


def set_bytecode(
    node: int, words: Sequence[int], start: int = 0, source: int = HOST
) -> list[Message]:
    """Load a program, in as many messages as it takes."""
    return [
        to_node(
            Id.SET_BYTECODE,
            node,
            start + at,
            *words[at : at + WORDS_A_MESSAGE],
            source=source,
        )
        for at in range(0, len(words), WORDS_A_MESSAGE)
    ]


def run(node: int, source: int = HOST) -> Message:
    """Let the program run."""
    return to_node(Id.RUN, node, source=source)


def reset(node: int, source: int = HOST) -> Message:
    """Put the program to its beginning."""
    return to_node(Id.RESET, node, source=source)


def pause(node: int, source: int = HOST) -> Message:
    """Let the program wait. Motors go on."""
    return to_node(Id.PAUSE, node, source=source)


def step(node: int, source: int = HOST) -> Message:
    """Let a paused program do one instruction."""
    return to_node(Id.STEP, node, source=source)


def stop(node: int, source: int = HOST) -> Message:
    """Drop the program. Motors go on: set their targets to zero too."""
    return to_node(Id.STOP, node, source=source)


def get_execution_state(node: int, source: int = HOST) -> Message:
    """Ask whether the program runs."""
    return to_node(Id.GET_EXECUTION_STATE, node, source=source)


def write_bytecode(node: int, source: int = HOST) -> Message:
    """Keep the program for the next power-on."""
    return to_node(Id.WRITE_BYTECODE, node, source=source)


def user_event(event: int, arguments: Iterable[int] = (), source: int = HOST) -> Message:
    """Raise an event in the programs of all nodes."""
    return Message(event, source, pack_words(arguments))


def to_node(message_id: Id, node: int, *words: int, source: int = HOST) -> Message:
    """Any command to one node that is made of words."""
    return Message(message_id, source, pack_words((node, *words)))


def pack_words(words: Iterable[int]) -> bytes:
    """Words as bytes; negative ones in two's complement. Raises ValueError out of 16 bits."""
    values = list(words)
    if any(not -0x8000 <= value <= 0xFFFF for value in values):
        raise ValueError("a word has 16 bits")
    return struct.pack(f"<{len(values)}H", *(value & 0xFFFF for value in values))


def signed(word: int) -> int:
    """An unsigned word as the number -32768..32767 that it stands for."""
    return word - 0x10000 if word & 0x8000 else word
