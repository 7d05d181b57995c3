"""Every message between browser, server and gateway.

Socket.IO event name = the struct's name in snake case (`RunStart` -> `run_start`); its one argument
is the struct as a JSON object. The table `MESSAGES` says who sends what to whom; a browser's
message is answered through Socket.IO's acknowledgement, with the named answer or a `Failure`.
Browsers use the namespace `/`, gateways `/gateway`.

Trace events travel as raw JSON (`RunEvent.event`): the server forwards them and never decodes one.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from robots.handing import Adopted as Adopted
from robots.handing import AdoptRobot as AdoptRobot
from robots.handing import Aim as Aim
from robots.handing import AimRobot as AimRobot
from robots.handing import AimStep as AimStep
from robots.handing import ChooseRobot as ChooseRobot
from robots.handing import GiveRobot as GiveRobot
from robots.handing import Identify as Identify
from robots.handing import IdentifyRobot as IdentifyRobot
from robots.remote import RemoteAnswer as RemoteAnswer
from robots.remote import RemoteBeat as RemoteBeat
from robots.remote import RemoteBegan as RemoteBegan
from robots.remote import RemoteStack as RemoteStack
from robots.remote import RemoteWord as RemoteWord
from robots.room import GatewayState, RobotState, RunState, Seat, Verdict
from robots.views import Face, Fault, Message, ProgramText

FORMAT = 1

StopBy = Literal["pupil", "teacher", "signal", "timeout", "link", "silence"]
Role = Literal["teacher", "watcher", "pupil", "board", "visitor", "gateway"]
"""teacher: full powers; watcher: a teacher over plain http, who may look on and stop;
visitor: a screen that has not joined yet."""


class ClassState(Message, frozen=True):
    """Everything a screen of the class shows, whole; sent at each change, at most 20 a second.

    What a role may not see is left out (a board gets no `stuck`, a pupil gets other seats without
    their programs).
    """

    code: str
    lesson: str | None
    step: int
    seats: list[Seat]
    robots: list[RobotState]
    runs: list[RunState]
    gateways: list[GatewayState]
    board_runs: list[str] = []
    """The runs the board shows, one or two."""
    slow_network: bool = False
    asking: list[str] = []
    """Animals that a tablet asks for and that another one holds: the teacher taps."""
    format: int = FORMAT


class OpenClass(Message, frozen=True):
    """Teacher: open a class with a lesson; answered by ClassOpened."""

    lesson: str | None = None


class ClassOpened(Message, frozen=True):
    """The class's code, its address for tablets and the QR code of that address (SVG text)."""

    code: str
    address: str
    permanent: str
    qr: str


class CloseClass(Message, frozen=True):
    """Teacher: end the class; its tablets return to the join page with nothing left on them."""


class ChooseLesson(Message, frozen=True):
    """Teacher or board alone: go to a lesson and a step of it."""

    lesson: str | None
    step: int = 1


class Join(Message, frozen=True):
    """Visitor: sit down with one to six animals; answered by Joined, or `animal-taken`."""

    animals: list[str]
    code: str = ""


class Joined(Message, frozen=True):
    """A seat, and the token with which this tablet comes back to it (kept until the class ends)."""

    seat: str
    token: str


class LetGo(Message, frozen=True):
    """Teacher: the tap that lets another tablet take this animal."""

    animal: str


class Edit(Message, frozen=True):
    """Pupil or board: a gesture changed the program; answered by Saved after it is on disk."""

    gesture: str
    """Unique; sending it again changes nothing."""
    seat: str
    program: ProgramText


class Saved(Message, frozen=True):
    """The gesture is on disk."""

    gesture: str


class Plant(Message, frozen=True):
    """Pupil or board: the flag stands here, where the robot will end (None: taken away)."""

    seat: str
    cell: str | None


class Convert(Message, frozen=True):
    """Show a program in another face; answered by Converted."""

    program: ProgramText
    to: Face
    language: str = "fr"
    beside: bool = False
    """Both faces are looked at side by side: which block is which lines is asked too."""


class Converted(Message, frozen=True):
    """The program in the other face, or why it cannot be shown there."""

    program: ProgramText | None
    faults: list[Fault] = []
    lines: dict[str, tuple[int, int]] = {}
    """Block id -> its first and last line of the Python text, where that was asked."""


class OpenFile(Message, frozen=True):
    """Read a program's file (`.json`, `.py`, `.sb3`) of a device; answered by Converted.

    The program comes in its own face, a Scratch project as blocks, with remarks on what of it did
    not come over.
    """

    name: str
    data: str
    """The file's bytes in base64."""
    language: str = "fr"


class Check(Message, frozen=True):
    """What is wrong with a program, for a robot; answered by Checked."""

    program: ProgramText
    robot: str = "simulated"


class Checked(Message, frozen=True):
    """The problems and remarks, none when the program may run."""

    faults: list[Fault]


class Run(Message, frozen=True):
    """Pupil or board: GO; answered by Started.

    With `remote` it is a remote run: the program is free Python, which the tablet's own Python
    runs; its text is shown and kept, never executed here, and each word comes as a RemoteWord.
    """

    seat: str
    robot: str = "simulated"
    """A robot's name in the room, or "simulated", which nobody holds."""
    program: ProgramText | None = None
    """What to run; None: the seat's program."""
    stepwise: bool = False
    breakpoints: list[str] = []
    """Blocks, cards or lines before which it pauses."""
    slow: float = 1.0
    """Its speed as a part of the wall clock's, 0.1 to 1: slow motion. The trace is the same."""
    remote: list[RemoteStack] = []
    """The stacks of a remote run, ten at most; none: the gateway runs the program."""
    words: list[str] = []
    """The robot's words that a remote run may say."""


class Started(Message, frozen=True):
    """The run's name; its events come on the stream of that name."""

    run: str


class Steer(Message, frozen=True):
    """Pupil, board or teacher: what to do with a run under way."""

    run: str
    action: Literal["stop", "pause", "resume", "step", "slow", "normal"]


class Landed(Message, frozen=True):
    """Pupil or board: the robot really stands here; the server judges the mission."""

    run: str
    cell: str


class StopAll(Message, frozen=True):
    """Teacher or board: every robot of the class stops."""


class ShowOnBoard(Message, frozen=True):
    """Teacher or board: the runs that the board shows, one or two."""

    runs: list[str]


class Press(Message, frozen=True):
    """A simulated input of a run: `button.up`, `sound_level`; `input` answers what it asks for."""

    run: str
    name: str
    value: bool | int | float | str


class Follow(Message, frozen=True):
    """Any screen: send me these runs' events, from after what I have (`[epoch, seq]` by stream)."""

    streams: dict[str, tuple[int, int]]


class TeacherCode(Message, frozen=True):
    """Teacher: a code for another device, valid for 60 s; answered by CodeShown."""


class CodeShown(Message, frozen=True):
    """The code and the seconds it lives."""

    code: str
    seconds: int


class MakeCard(Message, frozen=True):
    """Teacher: a printed way in, good until the next one is made; answered by CardMade."""


class CardMade(Message, frozen=True):
    """What is printed on the card, and told this once: the address, and its QR code (SVG text)."""

    address: str
    qr: str


class Done(Message, frozen=True):
    """It is done."""


class Failure(Message, frozen=True):
    """It is not done, and why."""

    faults: list[Fault]


class Welcome(Message, frozen=True):
    """The first thing a connection hears: who it is; `server` changes when the server restarts."""

    role: Role
    server: str
    seat: str | None = None
    code: str | None = None


class RunEvent(Message, frozen=True):
    """One trace event of a run's stream, numbered; also gateway -> server."""

    stream: str
    """The run's name."""
    epoch: int
    seq: int
    event: msgspec.Raw


class RunEvents(Message, frozen=True):
    """What a screen missed of a stream; `reset` when it must forget what it has."""

    stream: str
    epoch: int
    reset: bool
    events: list[RunEvent]


class Mark(Message, frozen=True):
    """Which block runs now, at most 30 a second; also gateway -> server. Never in the trace."""

    run: str
    block: str
    seq: int = 0
    """The mark stands after this event of the stream."""
    paused: bool = False
    """Whether it stands still there: paused, between two steps, or at a breakpoint."""


class Asked(Message, frozen=True):
    """What a program asks for now, None when it no longer does; also gateway -> server.

    A `Press` named "input" answers, with a text. Never in the trace, the answer is.
    """

    run: str
    question: str | None
    seq: int = 0
    """The question stands after this event of the stream."""


class ClassClosed(Message, frozen=True):
    """The class is over: forget everything."""


class Hello(Message, frozen=True):
    """Gateway: who I am, what robots I see and which runs I hold (after any reconnection)."""

    gateway: str
    robots: list[RobotState]
    holds: list[Held]
    format: int = FORMAT


class Held(Message, frozen=True):
    """A run that a gateway still has: its lease, its stream, and what the stream has reached."""

    run: str
    seat: str
    robot: str
    lease: int
    epoch: int
    seq: int
    ended: bool


class Robots(Message, frozen=True):
    """Gateway: the robots as they are now (whole list, at each change)."""

    robots: list[RobotState]


class RunStart(Message, frozen=True):
    """Server: run this. The gateway obeys the highest lease number it has seen for a robot."""

    run: str
    seat: str
    robot: str
    lease: int
    program: ProgramText
    mat: str
    """The mat's TOML text."""
    mat_name: str
    seed: int = 0
    stepwise: bool = False
    breakpoints: list[str] = []
    slow: float = 1.0
    remote: list[RemoteStack] = []
    words: list[str] = []


class RunRefused(Message, frozen=True):
    """Gateway: the run did not start, and why."""

    run: str
    faults: list[Fault]


class RunEnded(Message, frozen=True):
    """Gateway: the run's last event was sent; the robot is still and free."""

    run: str
    state: Literal["finished", "stopped", "error"]


class RunSteer(Message, frozen=True):
    """Server: stop (on the control connection), pause, resume, step, slow, normal."""

    run: str
    action: Literal["stop", "pause", "resume", "step", "slow", "normal"]
    by: StopBy = "pupil"


class RunInput(Message, frozen=True):
    """Server: a simulated input for a run."""

    run: str
    name: str
    value: bool | int | float | str


class Release(Message, frozen=True):
    """Server: the lease has ended; let the robot go."""

    robot: str
    lease: int


class StopRobots(Message, frozen=True):
    """Server, on the control connection: stop every run now."""

    by: StopBy


class Beat(Message, frozen=True):
    """Server, on the control connection, every 0.5 s: you are not alone."""

    count: int


class Ack(Message, frozen=True):
    """Server: everything of these streams up to these numbers has arrived (each second)."""

    streams: dict[str, tuple[int, int]]


ANSWERS: dict[type[Message], type[Message]] = {
    OpenClass: ClassOpened,
    CloseClass: Done,
    ChooseLesson: Done,
    Join: Joined,
    LetGo: Done,
    Edit: Saved,
    Plant: Done,
    Convert: Converted,
    OpenFile: Converted,
    Check: Checked,
    ChooseRobot: Done,
    GiveRobot: Done,
    AdoptRobot: Done,
    Run: Started,
    Steer: Done,
    Landed: Verdict,
    StopAll: Done,
    ShowOnBoard: Done,
    Press: Done,
    RemoteWord: Done,
    RemoteBeat: Done,
    Identify: Done,
    Aim: Done,
    Follow: Done,
    TeacherCode: CodeShown,
    MakeCard: CardMade,
}
"""Browser -> server: what each message is answered with (or with a Failure)."""

TO_BROWSER: tuple[type[Message], ...] = (
    Welcome, ClassState, RunEvent, RunEvents, Mark, Asked, RemoteBegan, RemoteAnswer, ClassClosed,
)  # fmt: skip
FROM_GATEWAY: tuple[type[Message], ...] = (
    Hello, Robots, RunRefused, RunEnded, RunEvent, Mark, Asked, RemoteBegan, RemoteAnswer,
)  # fmt: skip
TO_GATEWAY_STREAM: tuple[type[Message], ...] = (
    RunStart, RunSteer, RunInput, RemoteWord, RemoteBeat, Release, Adopted, IdentifyRobot, AimRobot,
    Ack,
)  # fmt: skip
TO_GATEWAY_CONTROL: tuple[type[Message], ...] = (Beat, RunSteer, StopRobots)


def event_name(message: type[Message]) -> str:
    """The Socket.IO event of a message: `RunStart` -> `run_start`."""
    name = message.__name__
    return "".join("_" + c.lower() if c.isupper() else c for c in name).lstrip("_")
