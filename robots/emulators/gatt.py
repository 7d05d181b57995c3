"""What every Bluetooth LE robot made of software is: values that are written, read and told of.

Its process speaks the lines of `robots.wire.gatt_lines` over TCP and says so when it is ready
(`READY gatt:localhost:N`). Like a real one it tells a host only what the host subscribed to, and
forgets subscriptions with the link.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from robots.emulators.emulator import Emulator
from robots.errors import Code, refuse
from robots.wire.gatt_lines import (
    Answer,
    Decoder,
    Denied,
    Hello,
    Notified,
    Ping,
    Pong,
    Read,
    Said,
    Subscribe,
    Write,
    encode,
)
from robots.world.mat import Mat


@dataclass(frozen=True, slots=True)
class Advertisement:
    """What a robot says of itself on the air: services by UUID, data by company number."""

    name: str
    services: tuple[str, ...] = ()
    manufacturer: Mapping[int, bytes] = field(default_factory=dict)


class GattEmulator(Emulator):
    """A Bluetooth LE robot of one kind.

    `services`: service UUID -> characteristic UUID -> flags (`read`, `write`,
    `write-without-response`, `notify`, `indicate`), UUIDs full and lower-case. `largest_write`:
    bytes of one write without response. An instance may set an `advertised` of its own.
    """

    scheme = "gatt"
    services: ClassVar[dict[str, dict[str, frozenset[str]]]]
    advertised: Advertisement
    largest_write: ClassVar[int] = 20

    def __init__(self, mat: Mat, options: Mapping[str, str] | None = None) -> None:
        super().__init__(mat, options)
        self.listened: set[str] = set()
        """The characteristics that the host subscribed to."""
        self._decoder = Decoder()

    @abstractmethod
    def wrote(self, characteristic: str, data: bytes) -> None:
        """The host has set a value."""

    def value(self, characteristic: str) -> bytes:
        """What a host that reads gets."""
        return b""

    def subscribed(self, characteristic: str) -> None:
        """The host has just subscribed; a robot that then tells at once does it here."""

    def notify(self, characteristic: str, data: bytes) -> None:
        """Tell the host a value, if it subscribed to it."""
        if characteristic in self.listened:
            self.say(encode(Notified(characteristic, bytes(data))))

    def linked(self) -> None:
        """A host has opened the link."""
        self._decoder = Decoder()
        self.listened.clear()
        self.say(encode(self._hello()))

    def unlinked(self) -> None:
        """The link is gone."""
        self.listened.clear()

    def receive(self, data: bytes) -> None:
        """Bytes have come; raises Refused with `garbled` when they can mean nothing."""
        for said in self._decoder.feed(data):
            self._take(said)

    def press(self, name: str, value: object) -> None:
        """Cut the link (`link.drop`); raises KeyError for all else, which subclasses do."""
        if name != "link.drop":
            raise KeyError(name)
        self.drop()

    def _take(self, said: Said) -> None:
        match said:
            case Write(characteristic, data, None):
                if self._may(characteristic, "write-without-response"):
                    self.wrote(characteristic, data)
            case Write(characteristic, data, int(number)):
                if self._answers(number, characteristic, "write"):
                    self.say(encode(Answer(number)))
                    self.wrote(characteristic, data)
            case Read(characteristic, number):
                if self._answers(number, characteristic, "read"):
                    self.say(encode(Answer(number, self.value(characteristic))))
            case Subscribe(characteristic, number):
                if self._answers(number, characteristic, "notify", "indicate"):
                    self.listened.add(characteristic)
                    self.say(encode(Answer(number)))
                    self.subscribed(characteristic)
            case Ping():
                self.say(encode(Pong()))
            case _:
                raise refuse(Code.GARBLED)

    def _answers(self, number: int, characteristic: str, *flags: str) -> bool:
        if self._may(characteristic, *flags):
            return True
        self.say(encode(Denied(number)))
        return False

    def _may(self, characteristic: str, *flags: str) -> bool:
        return any(
            not characteristics.get(characteristic, frozenset()).isdisjoint(flags)
            for characteristics in self.services.values()
        )

    def _hello(self) -> Hello:
        told = self.advertised
        return Hello(
            told.name,
            self.services,
            self.largest_write,
            list(told.services),
            dict(told.manufacturer),
        )
