"""The events of each run as they came, the last of them kept, so that a screen misses nothing."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from robots.messages import RunEvent, RunEvents

KEPT = 2000
"""Events of one run that are kept."""
LARGEST = 1_000_000
"""Bytes of one run's events that are kept: a program may say long texts for ever."""


@dataclass(slots=True)
class Stream:
    """One run's events: the epoch, the last number, and the last events in order."""

    epoch: int
    seq: int = 0
    events: deque[RunEvent] = field(default_factory=deque)
    size: int = 0
    """Bytes of the events that are kept."""

    def keep(self, event: RunEvent) -> None:
        """Keep one more event, and let the oldest go when they are too many or too long."""
        self.seq = event.seq
        self.events.append(event)
        self.size += len(bytes(event.event))
        while self.events and (len(self.events) > KEPT or self.size > LARGEST):
            self.size -= len(bytes(self.events.popleft().event))

    def clear(self) -> None:
        """Forget the events."""
        self.events.clear()
        self.size = 0


class Streams:
    """Every run's stream, by the run's name."""

    def __init__(self) -> None:
        self._streams: dict[str, Stream] = {}

    def take(self, event: RunEvent) -> bool:
        """Keep an event; False when it is here already or belongs to an older epoch."""
        stream = self._streams.get(event.stream)
        if stream is None or event.epoch > stream.epoch:
            stream = self._streams[event.stream] = Stream(event.epoch)
        if event.epoch < stream.epoch or event.seq <= stream.seq:
            return False
        if event.seq > stream.seq + 1:
            stream.clear()  # a hole (the server was away): what is before it is no use
        stream.keep(event)
        return True

    def missed(self, run: str, epoch: int, seq: int) -> RunEvents:
        """What a screen lacks that has everything up to `seq` of `epoch`."""
        stream = self._streams.get(run)
        if stream is None:
            return RunEvents(run, epoch, False, [])
        first = stream.events[0].seq if stream.events else stream.seq + 1
        fits = epoch == stream.epoch and seq >= first - 1
        events = [event for event in stream.events if not fits or event.seq > seq]
        return RunEvents(run, stream.epoch, not fits, events)

    def whole(self, run: str) -> list[bytes]:
        """All events of a run as they came, none when the first are kept no more."""
        stream = self._streams.get(run)
        if stream is None or not stream.events or stream.events[0].seq != 1:
            return []
        return [bytes(event.event) for event in stream.events]

    def reached(self, runs: Iterable[str]) -> dict[str, tuple[int, int]]:
        """How far these streams have come: `(epoch, seq)` by run."""
        known = ((run, self._streams.get(run)) for run in runs)
        return {run: (stream.epoch, stream.seq) for run, stream in known if stream is not None}

    def forget(self, run: str) -> None:
        """Drop a run's events."""
        self._streams.pop(run, None)
