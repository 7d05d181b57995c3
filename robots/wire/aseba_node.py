"""What an Aseba node says: its description, its variables, its events, the state of its program.

`read(message)` makes one of these of a message; each makes its message again with `message(node)`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, ClassVar, NamedTuple, Self

from robots.wire.aseba import Flags, Id, Message, garbled, pack_words, signed


class _Reader:
    """Takes values off a payload, one after another; raises Refused with `garbled` at its end."""

    def __init__(self, payload: bytes) -> None:
        self._payload, self._at = payload, 0

    @property
    def more(self) -> bool:
        return self._at < len(self._payload)

    def take(self, count: int) -> bytes:
        taken = self._payload[self._at : self._at + count]
        if len(taken) < count:
            raise garbled("payload", length=len(self._payload))
        self._at += count
        return taken

    def byte(self) -> int:
        return self.take(1)[0]

    def word(self) -> int:
        return int.from_bytes(self.take(2), "little")

    def flags(self) -> Flags:
        return Flags(self.word())

    def text(self) -> str:
        try:
            return self.take(self.byte()).decode()
        except UnicodeDecodeError as error:
            raise garbled("text") from error

    def signed_words(self, count: int | None = None) -> tuple[int, ...]:
        """So many signed words, all that are left when no count is given."""
        left = (len(self._payload) - self._at + 1) // 2
        return tuple(signed(self.word()) for _ in range(left if count is None else count))


def _pack_text(text: str) -> bytes:
    data = text.encode()
    return bytes([len(data)]) + data


def _pack_word(word: int) -> bytes:
    return pack_words([word])


_KINDS: dict[str, tuple[Callable[[_Reader], Any], Callable[[Any], bytes]]] = {
    "w": (_Reader.word, _pack_word),
    "f": (_Reader.flags, _pack_word),
    "t": (_Reader.text, _pack_text),
    "*": (_Reader.signed_words, pack_words),
}
"""How a field is read and packed: a word, flags, a text, all the words that are left (signed)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A message of a node, read. Its fields stand in the payload one after another, as `layout`."""

    id: ClassVar[Id]
    layout: ClassVar[str] = ""
    kinds: ClassVar[dict[int, type[Answer]]] = {}

    def __init_subclass__(cls) -> None:
        Answer.kinds[cls.id] = cls

    @classmethod
    def read(cls, reader: _Reader) -> Self:
        """Read it off a payload."""
        return cls(*(_KINDS[kind][0](reader) for kind in cls.layout))

    def payload(self) -> bytes:
        """Its payload."""
        pairs = zip(fields(self), self.layout, strict=True)
        return b"".join(_KINDS[kind][1](getattr(self, field.name)) for field, kind in pairs)

    def message(self, node: int) -> Message:
        """The message, as the node of that id says it."""
        return Message(self.id, node, self.payload())


def read(message: Message) -> Answer | UserEvent | None:
    """What a node says with a message; None when we do not know such messages.

    Raises Refused with `garbled` when the payload is cut.
    """
    if message.is_event:
        return UserEvent(message.id, tuple(map(signed, message.words())))
    kind = Answer.kinds.get(message.id)
    return None if kind is None else kind.read(_Reader(message.payload))


@dataclass(frozen=True, slots=True)
class UserEvent:
    """An event that the node's program emits: its number there, and signed arguments."""

    id: int
    arguments: tuple[int, ...] = ()

    def message(self, node: int) -> Message:
        """The message, as the node of that id says it."""
        return Message(self.id, node, pack_words(self.arguments))


# ---- presence and description --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NodePresent(Answer):
    """A node is there and speaks this version."""

    id = Id.NODE_PRESENT
    layout = "w"
    version: int


@dataclass(frozen=True, slots=True)
class Disconnected(Answer):
    """A node goes."""

    id = Id.DISCONNECTED


@dataclass(frozen=True, slots=True)
class Description(Answer):
    """What a node is: sizes in words, and how many variables, events and natives it will tell."""

    id = Id.DESCRIPTION
    layout = "twwwwwww"
    name: str
    version: int
    bytecode: int
    stack: int
    max_variables: int
    variables: int
    events: int
    natives: int


@dataclass(frozen=True, slots=True)
class VariableDescription(Answer):
    """One variable: its size in words and its name."""

    id = Id.NAMED_VARIABLE_DESCRIPTION
    layout = "wt"
    size: int
    name: str


@dataclass(frozen=True, slots=True)
class EventDescription(Answer):
    """One event of the node's own; the i-th that comes is number 0xfffe - i, from 0."""

    id = Id.LOCAL_EVENT_DESCRIPTION
    layout = "tt"
    name: str
    description: str


class Parameter(NamedTuple):
    """A parameter of a native: its words, or -1, -2...: any number, the same for equal ones."""

    size: int
    name: str


@dataclass(frozen=True, slots=True)
class NativeDescription(Answer):
    """One function that bytecode may call; the i-th that comes is number i, from 0."""

    id = Id.NATIVE_FUNCTION_DESCRIPTION
    name: str
    description: str
    parameters: tuple[Parameter, ...] = ()

    @classmethod
    def read(cls, reader: _Reader) -> Self:
        """Read it off a payload."""
        name, description, count = reader.text(), reader.text(), reader.word()
        parameters = (Parameter(signed(reader.word()), reader.text()) for _ in range(count))
        return cls(name, description, tuple(parameters))

    def payload(self) -> bytes:
        """Its payload."""
        parameters = (_pack_word(size) + _pack_text(name) for size, name in self.parameters)
        head = _pack_text(self.name) + _pack_text(self.description)
        return head + _pack_word(len(self.parameters)) + b"".join(parameters)


@dataclass(frozen=True, slots=True)
class DeviceInfo(Answer):
    """The name, uuid or radio settings; `kind` is an `Info` or one that we do not know."""

    id = Id.DEVICE_INFO
    kind: int
    data: bytes

    @classmethod
    def read(cls, reader: _Reader) -> Self:
        """Read it off a payload."""
        return cls(reader.byte(), reader.take(reader.byte()))

    def payload(self) -> bytes:
        """Its payload."""
        return bytes([self.kind, len(self.data)]) + self.data


# ---- variables -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Variables(Answer):
    """Values of variables from `start` on, signed."""

    id = Id.VARIABLES
    layout = "w*"
    start: int
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ChangedVariables(Answer):
    """Spans of variables that changed since this was last asked."""

    id = Id.CHANGED_VARIABLES
    spans: tuple[Variables, ...]

    @classmethod
    def read(cls, reader: _Reader) -> Self:
        """Read it off a payload."""
        spans = []
        while reader.more:
            start, count = reader.word(), reader.word()
            spans.append(Variables(start, reader.signed_words(count)))
        return cls(tuple(spans))

    def payload(self) -> bytes:
        """Its payload."""
        spans = ((span.start, len(span.values), *span.values) for span in self.spans)
        return b"".join(map(pack_words, spans))


# ---- the program ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ExecutionState(Answer):
    """Where the program is, and whether it runs."""

    id = Id.EXECUTION_STATE_CHANGED
    layout = "wf"
    pc: int
    flags: Flags


@dataclass(frozen=True, slots=True)
class ArrayOutOfBounds(Answer):
    """The program was ended by an index beyond an array."""

    id = Id.ARRAY_ACCESS_OUT_OF_BOUNDS
    layout = "www"
    pc: int
    size: int
    index: int


@dataclass(frozen=True, slots=True)
class DivisionByZero(Answer):
    """The program was ended by a division."""

    id = Id.DIVISION_BY_ZERO
    layout = "w"
    pc: int


@dataclass(frozen=True, slots=True)
class EventKilled(Answer):
    """An event came while the handler of another ran, which was dropped."""

    id = Id.EVENT_EXECUTION_KILLED
    layout = "w"
    pc: int


@dataclass(frozen=True, slots=True)
class NodeError(Answer):
    """Another fault that the node tells in words."""

    id = Id.NODE_SPECIFIC_ERROR
    layout = "wt"
    pc: int
    text: str
