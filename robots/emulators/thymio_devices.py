"""What a Thymio shows and plays: its lights and its one voice."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from robots.emulators.aseba_natives import Action, Span

BRIGHTEST = 32
COLOURED = {"top": 3, "bottom.left": 3, "bottom.right": 3, "circle": 8}
"""The lights that programs use, with their number of values (colours, or single lights)."""
OTHERS = {"buttons": 4, "prox.h": 8, "prox.v": 2, "rc": 1, "sound": 1, "temperature": 2}
TICKS_A_SECOND = 60
"""Notes are counted in sixtieths of a second."""
RECORDED = 1.0
"""Seconds that a sound of the robot's own or from its card takes: nobody tells, so we say one."""


class Lights:
    """The lights. Where the firmware has variables for them, those are the lights."""

    def __init__(self, memory: list[int], offsets: Mapping[str, int]) -> None:
        self._memory = memory
        self._offsets = offsets
        self._own: dict[str, list[int]] = {}
        self.out()

    def out(self) -> None:
        """Put every light out that has no variable."""
        self._own = {name: [0] * count for name, count in (COLOURED | OTHERS).items()}

    def put(self, name: str, values: Sequence[int]) -> None:
        """Light one."""
        offset = self._offsets.get(f"leds.{name}")
        if offset is not None:
            self._memory[offset : offset + len(values)] = values
        self._own[name] = list(values)

    def shine(self) -> dict[str, list[int]]:
        """How bright each is, 0 to 32."""
        return {
            name: [max(0, min(BRIGHTEST, value)) for value in self._values(name, count)]
            for name, count in COLOURED.items()
        }

    def _values(self, name: str, count: int) -> list[int]:
        offset = self._offsets.get(f"leds.{name}")
        return self._own[name] if offset is None else self._memory[offset : offset + count]

    def actions(self) -> dict[str, Action]:
        """The native functions that light them."""
        return {f"leds.{name}": self._action(name) for name in COLOURED | OTHERS}

    def _action(self, name: str) -> Action:
        return lambda spans: self.put(name, [span.word for span in spans])


class Voice:
    """What sounds: one sound at a time. `finished` is called when one ends by itself."""

    def __init__(self, clock: Callable[[], float], finished: Callable[[], None]) -> None:
        self._clock = clock
        self._finished = finished
        self._until: float | None = None
        self.sounds: dict[str, object] | None = None

    def hush(self) -> None:
        """Be silent."""
        self.sounds = self._until = None

    def due(self) -> float | None:
        """When what sounds is over."""
        return self._until

    def end(self) -> None:
        """What sounds is over."""
        self.hush()
        self._finished()

    def actions(self) -> dict[str, Action]:
        """The native functions that make it sound."""
        return {
            "sound.freq": self._note,
            "sound.system": lambda spans: self._recorded("system", spans),
            "sound.play": lambda spans: self._recorded("play", spans),
            "sound.replay": lambda spans: self._recorded("replay", spans),
        }

    def _note(self, spans: Sequence[Span]) -> None:
        """A duration of 0 never ends, a negative one ends what sounds."""
        frequency, ticks = spans[0].word, spans[1].word
        if ticks < 0:
            self.hush()
        else:
            self._begin({"hz": frequency}, ticks / TICKS_A_SECOND if ticks else None)

    def _recorded(self, kind: str, spans: Sequence[Span]) -> None:
        number = spans[0].word
        if number < 0:
            self.hush()
        else:
            self._begin({kind: number}, RECORDED)

    def _begin(self, sounds: dict[str, object], seconds: float | None) -> None:
        self.sounds = sounds
        self._until = None if seconds is None else self._clock() + seconds
