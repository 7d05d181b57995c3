"""What waits to be sent to the server: the hello first, then what changed, then every stream."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from time import monotonic

from robots.gateway.stream import SURE_SECONDS, Stream
from robots.messages import Hello, Robots, RunRefused
from robots.views import Message


class Outgoing:
    """Gives the messages to send one by one. `wake` is called when there is something."""

    def __init__(self) -> None:
        self.wake: Callable[[], None] = lambda: None
        self._hello = False
        self._robots = False
        self._refused: deque[tuple[float, RunRefused]] = deque()
        self._unsent: deque[RunRefused] = deque()

    def refuse(self, message: RunRefused) -> None:
        """A run did not start."""
        self._forget()
        self._refused.append((monotonic(), message))
        self._unsent.append(message)
        self.wake()

    def refused(self, run: str) -> bool:
        """Whether that run was refused a moment ago."""
        return any(message.run == run for _, message in self._refused)

    def robots_changed(self) -> None:
        """The list of robots is not what it was."""
        self._robots = True
        self.wake()

    def again(self, streams: Iterable[Stream]) -> None:
        """A new connection: greet, and tell again what may have been lost with the old one."""
        self._hello, self._robots = True, False
        self._forget()
        self._unsent = deque(message for _, message in self._refused)
        for stream in streams:
            stream.again()
        self.wake()

    def take(
        self,
        hello: Callable[[], Hello],
        robots: Callable[[], Robots],
        streams: Iterable[Stream],
    ) -> list[Message]:
        """The next messages to send, at most one of each stream; none when all is sent."""
        if self._hello:
            self._hello = False
            return [hello()]
        if self._unsent:
            return [self._unsent.popleft()]
        first: list[Message] = []
        if self._robots:
            self._robots = False
            first.append(robots())
        return first + [message for stream in streams if (message := stream.take()) is not None]

    def _forget(self) -> None:
        while self._refused and monotonic() - self._refused[0][0] > SURE_SECONDS:
            self._refused.popleft()
