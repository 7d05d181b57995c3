"""What stands in the room as screens show it: gateways, robots, seats, runs and their verdicts."""

from __future__ import annotations

from typing import Literal

from robots.views import Fault, Message, ProgramText

ANIMALS = (
    "chat", "chien", "renard", "ours", "lapin", "souris", "elephant", "lion",
    "cochon", "vache", "mouton", "hibou", "poule", "pingouin", "canard", "grenouille",
    "tortue", "poisson", "baleine", "escargot", "papillon", "coccinelle", "girafe", "crabe",
)  # fmt: skip
"""Every animal that a child may be, in the order of the shelves. Nothing else names a child.

What each is called stands in the `pictures` of the strings files.
"""


class RobotState(Message, frozen=True):
    """One robot of the room as screens show it."""

    name: str
    """`GATEWAY/KIND/HARDWARE-ID`, unique in the room."""
    kind: str
    picture_name: str
    """What children call it: a key of the picture names ("pomme", "citron"...)."""
    state: Literal["ready", "running", "lost", "busy", "new"]
    """`new`: it was heard on the air and is nobody's yet; only a teacher sees it."""
    abilities: list[str] = []
    battery: int | None = None
    link: int | None = None
    """Strength of the link 0..4, None where there is no such thing."""
    holder: str | None = None
    """The seat that holds it, None when free."""
    run: str | None = None
    real: bool = False
    """It stands on a real floor: put it back before, say where it is after."""
    stop_guarantee: str = ""
    aiming: Literal["none", "wanted", "done"] = "none"
    """Whether hands must show it where its front is; wanted again after each connection."""


class RunState(Message, frozen=True):
    """One run, present or past, without its events."""

    run: str
    seat: str
    robot: str
    program: ProgramText
    mat: str
    state: Literal["starting", "running", "paused", "finished", "stopped", "error", "refused"]
    block: str = ""
    """The block, card or line that runs now."""
    faults: list[Fault] = []
    landed: str | None = None
    """The cell that the child tapped afterwards as where the robot really stands."""
    verdict: Verdict | None = None


class Verdict(Message, frozen=True):
    """What a mission's goals say of a run."""

    program: bool | None
    """The program is right in an ideal world; None: not judged."""
    floor: bool | None
    """The robot really got there (the child's tap); None: not judged."""
    slid: bool = False
    """Right program, robot elsewhere."""
    arrived: str | None = None
    """The cell where the ideal robot ends."""
    mistake: str | None = None
    """The kind answer to a foreseen mistake."""


class Seat(Message, frozen=True):
    """One tablet in the class: two to six animals at one seat make a group."""

    seat: str
    number: int
    animals: list[str]
    online: bool
    program: ProgramText | None = None
    robot: str | None = None
    run: str | None = None
    flag: str | None = None
    """The cell where the children planted their flag."""


class GatewayState(Message, frozen=True):
    """One gateway and whether it answers."""

    gateway: str
    online: bool
