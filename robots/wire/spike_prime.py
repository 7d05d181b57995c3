"""LEGO SPIKE Prime with the firmware of its third app: framing and messages. Pure functions.

A message is packed so that 0, 1 and 2 never occur in it (a kind of COBS with blocks of 84), each
byte is crossed with 3, and a 2 ends it; a 1 before it would make it urgent. Numbers are
little-endian. Facts: the maker's own documentation and its example program.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from robots.errors import Code, refuse

SERVICE = "0000fd02-0000-1000-8000-00805f9b34fb"
WRITE = "0000fd02-0001-1000-8000-00805f9b34fb"
NOTIFY = "0000fd02-0002-1000-8000-00805f9b34fb"
URGENT, END, CROSS = 0x01, 0x02, 0x03
HIGHEST_DELIMITER, BLOCK, FULL, OFFSET = 2, 84, 0xFF, 2
"""What never occurs in a packed message; the most bytes between two; the code for no delimiter."""


class Type(IntEnum):
    """Types of messages; an answer's is its request's and one."""

    INFO = 0x00
    INFO_ANSWER = 0x01
    START_UPLOAD = 0x0C
    CHUNK = 0x10
    PROGRAM_FLOW = 0x1E
    PROGRAM_FLOW_TOLD = 0x20
    CONSOLE = 0x21
    NOTIFICATIONS = 0x28
    TUNNEL = 0x32
    DEVICES = 0x3C
    CLEAR_SLOT = 0x46


# ---- framing -------------------------------------------------------------------------------------


def pack(raw: bytes) -> bytes:
    """A message as it travels."""
    return bytes(byte ^ CROSS for byte in _encode(raw)) + bytes((END,))


def unpack(frame: bytes) -> bytes:
    """A message from what travelled, its end included; raises Refused(garbled)."""
    if frame[:1] == bytes((URGENT,)):
        frame = frame[1:]
    if frame[-1:] != bytes((END,)):
        raise refuse(Code.GARBLED)
    return _decode(bytes(byte ^ CROSS for byte in frame[:-1]))


def _encode(raw: bytes) -> bytes:
    packed, code_at, block = bytearray((FULL,)), 0, 1

    def begin() -> None:
        nonlocal code_at, block
        code_at, block = len(packed), 1
        packed.append(FULL)

    for byte in raw:
        if byte > HIGHEST_DELIMITER:
            packed.append(byte)
            block += 1
        if byte <= HIGHEST_DELIMITER or block > BLOCK:
            if byte <= HIGHEST_DELIMITER:
                packed[code_at] = block + OFFSET + byte * BLOCK
            begin()
    packed[code_at] = block + OFFSET
    return bytes(packed)


def _decode(packed: bytes) -> bytes:
    if not packed:
        raise refuse(Code.GARBLED)
    raw, (delimiter, left) = bytearray(), _block(packed[0])
    for byte in packed[1:]:
        left -= 1
        if left > 0:
            raw.append(byte)
            continue
        if delimiter is not None:
            raw.append(delimiter)
        delimiter, left = _block(byte)
    if left != 1:
        raise refuse(Code.GARBLED)
    return bytes(raw)


def _block(code: int) -> tuple[int | None, int]:
    """The byte that ends a block (None: none does), and how many bytes the block has."""
    if code == FULL:
        return None, BLOCK + 1
    if code <= OFFSET:
        raise refuse(Code.GARBLED)
    delimiter, block = divmod(code - OFFSET, BLOCK)
    return (delimiter - 1, BLOCK) if block == 0 else (delimiter, block)


class Decoder:
    """Cuts what comes into messages."""

    LONGEST = 4096
    """Bytes without an end that are nonsense."""

    def __init__(self) -> None:
        self._held = b""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The messages that are whole now; raises Refused(garbled)."""
        self._held += data
        while (end := self._held.find(END)) >= 0:
            frame, self._held = self._held[: end + 1], self._held[end + 1 :]
            yield unpack(frame)
        if len(self._held) > self.LONGEST:
            raise refuse(Code.GARBLED)


# ---- messages ------------------------------------------------------------------------------------


def crc(data: bytes, running: int = 0) -> int:
    """The hub's checksum: over zeros to the next multiple of four, too."""
    return zlib.crc32(data + bytes(-len(data) % 4), running)


def info() -> bytes:
    """Ask for versions and sizes: always the first message."""
    return bytes((Type.INFO,))


def notifications(milliseconds: int) -> bytes:
    """Be told what everything reads, so often; 0 ends it."""
    return struct.pack("<BH", Type.NOTIFICATIONS, milliseconds)


def program(slot: int, *, stop: bool = False) -> bytes:
    """Start or stop the program in a slot."""
    return bytes((Type.PROGRAM_FLOW, stop, slot))


def clear_slot(slot: int) -> bytes:
    """Empty a slot; the hub refuses where it is empty already."""
    return bytes((Type.CLEAR_SLOT, slot))


def start_upload(name: str, slot: int, checksum: int) -> bytes:
    """Begin to send a program's file."""
    return bytes((Type.START_UPLOAD,)) + name.encode() + struct.pack("<BBI", 0, slot, checksum)


def chunk(running: int, data: bytes) -> bytes:
    """A part of the file, and the checksum of all that was sent with it."""
    return struct.pack("<BIH", Type.CHUNK, running, len(data)) + data


def tunnel(data: bytes) -> bytes:
    """Bytes for the program that runs; while none runs, this crashes the hub."""
    return struct.pack("<BH", Type.TUNNEL, len(data)) + data


@dataclass(frozen=True, slots=True)
class Info:
    """What a hub answers first: bytes of a packet, of a message and of a chunk at most."""

    packet: int
    message: int
    chunk: int


def read_info(message: bytes) -> Info:
    """Read the answer to `info`; raises Refused(garbled)."""
    try:
        kind, _, _, _, _, _, _, packet, longest, part, _ = struct.unpack_from(
            "<BBBHBBHHHHH", message
        )
    except struct.error:
        raise refuse(Code.GARBLED) from None
    if kind != Type.INFO_ANSWER:
        raise refuse(Code.GARBLED)
    return Info(packet, longest, part)
