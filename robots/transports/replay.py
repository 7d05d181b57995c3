"""Plays a recording in the robot's place. Address `replay:FILE`, for robots of either sort.

What the robot said then, it says again: as soon as the host has sent what it had sent before, and
as long after it as then. A host that asks more often than then gets the same answer again, one that
asks less often catches up. What it says otherwise than then is kept in `unlike`.
"""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from robots.errors import Code, refuse
from robots.transports.gatt import Gatt, Heard
from robots.transports.recorder import Frame
from robots.transports.transport import Link, LinkLost, Transport

LARGEST_WRITE = 509
"""Bytes of the largest write that Bluetooth LE has without a response."""

_DECODER = msgspec.json.Decoder(Frame)


def read_recording(path: Path) -> list[Frame]:
    """The frames of a recording; a last line that was cut off is left out.

    Raises OSError, or Refused(broken-file) with the line.
    """
    *lines, _ = path.read_bytes().split(b"\n")
    frames = []
    for number, line in enumerate(lines, 1):
        try:
            frame = _DECODER.decode(line)
            frame.data  # noqa: B018 - raises when it is not hexadecimal
        except (msgspec.MsgspecError, ValueError):
            raise refuse(Code.BROKEN_FILE, str(number)) from None
        frames.append(frame)
    return frames


def replayed(address: str) -> Link:
    """A link, still closed, that plays that file.

    Raises Refused: robot-not-found for a file that cannot be read, broken-file.
    """
    try:
        frames = read_recording(Path(address))
    except OSError:
        raise refuse(Code.ROBOT_NOT_FOUND, robot=f"replay:{address}") from None
    sort = ReplayedGatt if any(frame.characteristic for frame in frames) else ReplayedTransport
    return sort(address, frames)


Key = tuple[str | None, bytes]
"""What tells an outgoing frame from others: its characteristic and its bytes."""


@dataclass(slots=True)
class Exchange:
    """A frame that the host sent (None: the link's opening), and what came before the next."""

    sent: Frame | None
    came: list[Frame] = field(default_factory=list)

    @property
    def key(self) -> Key:
        """The frame that begins it."""
        return _key(self.sent) if self.sent else (None, b"")


class Script:
    """A recording under way. `say` is called with each frame that the robot says now."""

    def __init__(self, frames: list[Frame], say: Callable[[Frame], None]) -> None:
        self.unlike: list[tuple[bytes | None, bytes]] = []
        """What was sent then (None: nothing more), and what was sent now."""
        self._say = say
        self._exchanges = _exchanges(frames)
        self._at = 0
        self._seen: dict[Key, Exchange] = {}
        self._due: deque[tuple[asyncio.TimerHandle, Frame]] = deque()
        self._begin(self._exchanges[0])

    def sent(self, data: bytes, characteristic: str | None = None) -> None:
        """The host has sent a frame: go on to it in the recording."""
        key = (characteristic, data)
        if (found := self._find(key)) is not None:
            self._go_to(found)
        elif key in self._seen:
            self._begin(self._seen[key])
        else:
            self._unlike(data)

    def end(self) -> None:
        """Say no more."""
        while self._due:
            self._due.popleft()[0].cancel()

    def _find(self, key: Key) -> int | None:
        """Where the recording has it next, with nothing before it that was not said yet."""
        for at in range(self._at + 1, len(self._exchanges)):
            there = self._exchanges[at].key
            if there == key:
                return at
            if there not in self._seen:
                return None
        return None

    def _unlike(self, data: bytes) -> None:
        """Something else than then: it stands for what was said then."""
        following = self._exchanges[self._at + 1 : self._at + 2]
        then = following[0].sent if following else None
        self.unlike.append((then.data if then else None, data))
        if following:
            self._go_to(self._at + 1)

    def _go_to(self, at: int) -> None:
        for skipped in self._exchanges[self._at + 1 : at]:
            self._flush()
            self._begin(skipped)
        self._at = at
        self._seen[self._exchanges[at].key] = self._exchanges[at]
        self._begin(self._exchanges[at])

    def _begin(self, exchange: Exchange) -> None:
        """Say what came then, as long after the host's frame as then."""
        self._flush()
        loop = asyncio.get_running_loop()
        start = exchange.sent.t if exchange.sent else 0.0
        for frame in exchange.came:
            handle = loop.call_later(max(0.0, frame.t - start), self._say_next)
            self._due.append((handle, frame))

    def _say_next(self) -> None:
        self._say(self._due.popleft()[1])

    def _flush(self) -> None:
        """What is still to come from before comes now."""
        while self._due:
            handle, frame = self._due.popleft()
            handle.cancel()
            self._say(frame)


def _key(frame: Frame) -> Key:
    return (frame.characteristic, frame.data)


def _exchanges(frames: list[Frame]) -> list[Exchange]:
    exchanges = [Exchange(None)]
    for frame in frames:
        if frame.dir == "out":
            exchanges.append(Exchange(frame))
        else:
            exchanges[-1].came.append(frame)
    return exchanges


class _Replayed(Link):
    """What both sorts share: a script that is played while the link is open."""

    def __init__(self, address: str, frames: list[Frame]) -> None:
        super().__init__(address)
        self.frames = frames
        self.script: Script | None = None

    @property
    def unlike(self) -> list[tuple[bytes | None, bytes]]:
        """What the host sent otherwise than in the recording: then, and now."""
        return self.script.unlike if self.script else []

    async def close(self) -> None:
        """Close the link; never raises, may be called twice."""
        if self.script is not None:
            self.lost.set()
            self.script.end()

    def _begin(self, say: Callable[[Frame], None]) -> None:
        self.lost.clear()
        self.script = Script(self.frames, say)

    def _alive(self) -> Script:
        if self.script is None or self.lost.is_set():
            raise LinkLost(self.address)
        return self.script

    async def _next(self, queue: asyncio.Queue[bytes]) -> bytes:
        """The next of these; raises LinkLost when the link is closed meanwhile."""
        self._alive()
        coming = asyncio.create_task(queue.get())
        gone = asyncio.create_task(self.lost.wait())
        try:
            await asyncio.wait({coming, gone}, return_when=asyncio.FIRST_COMPLETED)
            if not coming.done():
                raise LinkLost(self.address)
            return coming.result()
        finally:
            coming.cancel()
            gone.cancel()


class ReplayedTransport(_Replayed, Transport):
    """A recorded byte pipe."""

    def __init__(self, address: str, frames: list[Frame]) -> None:
        super().__init__(address, frames)
        self._came: asyncio.Queue[bytes] = asyncio.Queue()

    async def open(self) -> None:
        """Begin at the recording's beginning."""
        await self.close()
        self._came = asyncio.Queue()
        self._begin(lambda frame: self._came.put_nowait(frame.data))

    async def send(self, data: bytes) -> None:
        """Take the host's bytes; raises LinkLost."""
        self._alive().sent(bytes(data))

    async def receive(self) -> bytes:
        """The robot's next bytes; raises LinkLost."""
        return await self._next(self._came)


class ReplayedGatt(_Replayed, Gatt):
    """A recorded Bluetooth LE link: it has every characteristic that was used then."""

    def __init__(self, address: str, frames: list[Frame]) -> None:
        super().__init__(address, frames)
        self._heard: dict[str, Heard] = {}
        self._unheard: defaultdict[str, list[bytes]] = defaultdict(list)
        self._reads: defaultdict[str, asyncio.Queue[bytes]] = defaultdict(asyncio.Queue)
        self._left: dict[str, int] = {}

    async def open(self) -> None:
        """Begin at the recording's beginning."""
        await self.close()
        self.name = Path(self.address).stem
        self.flags = _flags(self.frames)
        self.largest_write = LARGEST_WRITE
        self._heard.clear()
        self._unheard.clear()
        self._reads.clear()
        self._left = dict(Counter(one.characteristic or "" for one in self.frames if one.read))
        self._begin(self._say)

    async def write(self, characteristic: str, data: bytes, *, response: bool = False) -> None:
        """Take the host's value; raises LinkLost or Refused(garbled)."""
        script = self._alive()
        self._check_write(characteristic, data, response)
        script.sent(bytes(data), characteristic)

    async def read(self, characteristic: str) -> bytes:
        """The value that was read then, the last one for ever; LinkLost or Refused(garbled)."""
        self._alive()
        self._need(characteristic, "read")
        data = await self._next(self._reads[characteristic])
        self._left[characteristic] -= 1
        if self._left[characteristic] <= 0:
            self._reads[characteristic].put_nowait(data)
        return data

    async def subscribe(self, characteristic: str, heard: Heard) -> None:
        """Hear what was heard then, maybe nothing; raises LinkLost."""
        self._alive()
        self._heard[characteristic] = heard
        for data in self._unheard.pop(characteristic, []):
            asyncio.get_running_loop().call_soon(heard, data)

    def _say(self, frame: Frame) -> None:
        """Answer a read, or tell a value as soon as somebody wants it."""
        characteristic = frame.characteristic or ""
        if frame.read:
            self._reads[characteristic].put_nowait(frame.data)
        elif characteristic in self._heard:
            asyncio.get_running_loop().call_soon(self._heard[characteristic], frame.data)
        else:
            self._unheard[characteristic].append(frame.data)


def _flags(frames: list[Frame]) -> dict[str, frozenset[str]]:
    """What each characteristic may have been used for then."""
    flags: defaultdict[str, set[str]] = defaultdict(set)
    for frame in frames:
        used = flags[frame.characteristic or ""]
        used.add("notify")
        if frame.dir == "out":
            used |= {"write", "write-without-response"}
        elif frame.read:
            used.add("read")
    return {characteristic: frozenset(used) for characteristic, used in flags.items()}
