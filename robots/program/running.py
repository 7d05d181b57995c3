"""One running stack: its generator, what it waits for, and when it may go on."""

from __future__ import annotations

from dataclasses import dataclass, field

from robots.program.body import Activity
from robots.program.compile import CompiledStack, Request, Strand
from robots.world.trace import Value

READ_PAUSE = 0.05
"""Seconds between two readings of one word with the same arguments by one stack."""
OUTSIDE = "<outside>"
"""What a strand asks for, as if by a word, until an activity that it names is over."""
HASTY = 100
"""Doing words that one stack may begin within a read's pause; then it waits for the rest of it."""

Reading = tuple[str, tuple[Value, ...]]
"""A sensing word and its arguments."""


@dataclass(slots=True, eq=False)
class RunningStack:
    """One running stack. `due` is when it may go on, None while only `activity` tells."""

    chain: list[CompiledStack]
    """The stacks that run one after another; the first one runs now."""
    due: float | None
    ticket: int
    strand: Strand = field(init=False)
    activity: Activity | None = None
    request: Request | None = None
    """A word that still has to wait for its turn."""
    answer: object = None
    question: str = ""
    """What it asks for on the pupil's screen, while it waits for an answer."""
    block: str = ""
    read_at: dict[Reading, float] = field(default_factory=dict)
    hasty_since: float = 0.0
    hasty: int = 0

    def __post_init__(self) -> None:
        self.strand = self.chain[0].start()

    @property
    def number(self) -> int:
        """The number of the stack that runs, from 1."""
        return self.chain[0].number

    def next_in_chain(self) -> bool:
        """Go on with the next stack of the chain; False when there is none."""
        if len(self.chain) == 1:
            return False
        self.chain = self.chain[1:]
        self.strand, self.answer = self.chain[0].start(), None
        return True

    def wakes(self) -> float | None:
        """When it goes on, None while only the outside can tell."""
        if self.activity is None or self.activity.done:
            return self.due
        return self.activity.end

    def note_over(self, now: float) -> bool:
        """Go on at `now` if the word under way was ended before its time; whether it was."""
        if self.activity is not None and self.activity.done and self.due is None:
            self.due = now
            return True
        return False

    def wait_for(self, request: Request, due: float | None) -> None:
        """Hold a word until `due`; None: until it is given its turn."""
        self.request, self.due = request, due

    def stand_by(self, until: object) -> None:
        """Go on when an activity is over that somebody outside ends."""
        assert isinstance(until, Activity)
        self.activity, self.due = until, None

    def too_hasty(self, now: float) -> float | None:
        """Until when a stack must wait that says word after word without program time going on."""
        if now >= self.hasty_since + READ_PAUSE:
            self.hasty_since, self.hasty = now, 0
        if self.hasty < HASTY:
            self.hasty += 1
            return None
        return self.hasty_since + READ_PAUSE
