"""One program on one robot: it makes one trace.

A scene gives a run its clock. Stacks go on in turn, each until it says its next doing word or has
done 1,000 loop turns. Motions of several stacks queue for the robot; `wheels` and `stop` replace
the one under way. `say`, `wait`, `send` and the pen words are the run's own: every robot has them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from random import Random

from robots.abilities import WORDS, Role
from robots.errors import Code, Problem, Refused, refuse
from robots.program.arguments import checked
from robots.program.body import Activity, Body
from robots.program.compile import (
    FILE,
    CompiledProgram,
    CompiledStack,
    Request,
    compile_program,
)
from robots.program.expressions import ASK
from robots.program.faults import FAULTS, problem_of, unset
from robots.program.hats import watches
from robots.program.own_words import OwnWords
from robots.program.running import OUTSIDE, READ_PAUSE, Reading, RunningStack
from robots.program.stage import Due, Stage
from robots.program.tree import Program
from robots.program.values import LONGEST_TEXT, is_number, shown
from robots.world.trace import FORMAT, Pose, Recorder, Type, Value, rounded

TURNS_TAKE = 0.0001
"""Program time of 1,000 loop turns, in seconds."""
LONG, SHORT = 7, 1
"""What a slice of loop turns, and anything else that a run does, cost of a step's budget."""

_QUEUED = frozenset(
    name
    for name, word in WORDS.items()
    if word.ability == "move"
    and word.role is Role.DOING
    and name not in ("speed", "wheels", "stop")
)
_REPLACING = frozenset({"wheels", "stop"})


def ready(
    program: Program, start: Mapping[str, Value], breakpoints: Iterable[str] = ()
) -> CompiledProgram:
    """A program compiled for one run, with the luck of the `seed` in its `start` fields.

    Before each statement whose id is a breakpoint the run will pause.

    May take a second of the processor for a huge program; raises Refused.
    """
    seed = start.get("seed", 0)
    chance = Random(seed if isinstance(seed, (int, str)) else 0)
    return compile_program(program, chance, frozenset(breakpoints))


class Run:
    """One program on one robot. `Scene.add` makes it and `Scene.step` moves it."""

    def __init__(
        self,
        stage: Stage,
        program: Program,
        body: Body,
        recorder: Recorder,
        start: Mapping[str, Value],
        compiled: CompiledProgram | None = None,
        asks: bool = False,
        breakpoints: Iterable[str] = (),
    ) -> None:
        self._program = compiled or ready(program, start, breakpoints)
        self._asks = asks
        self._asking: deque[RunningStack] = deque()
        """The stacks that wait for an answer; the first one's question is on the screen."""
        self._stage, self._body, self._recorder = stage, body, recorder
        self._exact = body.evidence == "exact"
        self._stacks: list[RunningStack] = []
        self._queue: deque[RunningStack] = deque()
        self._motion: Activity | None = None
        self._rolling: Mapping[str, Value] | None = None
        self._last_read: dict[Reading, Value] = {}
        self._own = OwnWords(stage, self._emit)
        self._words_left: int | None = None
        self._seen: Pose | None = None
        self._begin_all(program.face == "python", start)

    # ---- what screens and gateways ask -------------------------------------------------------

    @property
    def mark(self) -> str:
        """The block, card or line that runs now."""
        return self._program.where()

    @property
    def asked(self) -> str | None:
        """What the program asks for now; `input("input", answer, now)` answers."""
        return self._asking[0].question if self._asking else None

    @property
    def ended(self) -> bool:
        """Whether the last event is written: finished, stopped or error."""
        return self._recorder.ended

    @property
    def idle(self) -> bool:
        """Whether no stack runs."""
        return not self._stacks

    @property
    def variables(self) -> dict[str, object]:
        """The pupil's variables and their values now."""
        return self._program.variables()

    # ---- the start -----------------------------------------------------------------------------

    def _begin_all(self, python: bool, start: Mapping[str, Value]) -> None:
        self._body.attach(self._recorder)
        facts: dict[str, Value] = {
            "format": FORMAT,
            "robot": self._body.kind,
            "kind": self._body.kind,
            "mat": "",
            "seed": 0,
            "evidence": self._body.evidence,
        }
        self._emit(Type.START, **(facts | dict(start)))
        stacks = self._program.stacks
        loose = [stack for stack in stacks if stack.word is None]
        hats = tuple(stack for stack in stacks if stack.word is not None)
        self._hears = tuple(stack for stack in hats if stack.word == "when_message")
        self._watches = watches(hats)
        self._look_due = self._stage.now if self._watches else None
        if hats and not python:
            loose = []
        first = [loose] if loose else []
        for chain in [*first, *([stack] for stack in hats if stack.word == "when_started")]:
            self._begin_stack(chain)

    def _begin_stack(self, chain: list[CompiledStack]) -> None:
        self._stacks.append(RunningStack(chain, self._stage.now, self._stage.ticket()))

    def _begin_hat(self, stack: CompiledStack) -> bool:
        """Start a stack by its event; an event that comes while its stack runs is dropped."""
        if any(running.number == stack.number for running in self._stacks):
            return False
        self._begin_stack([stack])
        return True

    # ---- turns ---------------------------------------------------------------------------------

    def due(self) -> Due | None:
        """The next thing to do, None while only the outside can go on."""
        if self.ended:
            return None
        found: Due | None = None
        for stack in self._stacks:
            time = stack.wakes()
            if time is not None and (found is None or (time, stack.ticket) < (found[0], found[2])):
                found = Due(time, 1, stack.ticket, stack)
        time = self._body.due()
        if time is not None and (found is None or time <= found.time):
            found = Due(time, 0, 0, None)
        if self._look_due is not None and (found is None or self._look_due < found.time):
            found = Due(self._look_due, 2, 0, None)
        return found

    def go(self, due: Due) -> int:
        """Do one thing that is due; what it costs."""
        if due.stack is not None:
            return self._resume(due.stack)
        try:
            if due.rank == 0:
                self._body.advance(self._stage.now)
                self._note_over()
            else:
                self._look()
        except FAULTS as fault:
            self._fail(problem_of(fault, self.mark))
        return SHORT

    def woken(self) -> bool:
        """Take note of what the outside did since the last step; whether it did anything."""
        happened = self._note_over()
        if not self._exact and self._watches:
            self._look_due = self._stage.now
            return True
        return happened

    def _note_over(self) -> bool:
        over = False
        for stack in self._stacks:
            over = stack.note_over(self._stage.now) or over
        return over

    def _resume(self, stack: RunningStack) -> int:
        try:
            return self._turn(stack)
        except FAULTS as fault:
            self._fail(self._problem(fault, stack))
            return SHORT

    def _problem(self, fault: BaseException, stack: RunningStack) -> Problem:
        problem = problem_of(fault, stack.block or self.mark)
        names = self._program.reads.get(problem.where, {})
        return unset(problem, names, fault, stack.strand, FILE)

    def _turn(self, stack: RunningStack) -> int:
        if stack.activity is not None:
            self._over(stack, stack.activity)
            if self.ended:
                return SHORT
        held, stack.request = stack.request, None
        if held is not None:
            self._serve(stack, held)
            return SHORT
        return self._advance(stack)

    def _over(self, stack: RunningStack, activity: Activity) -> None:
        """A doing word is over; the next queued motion begins at once."""
        stack.activity = None
        if activity.problem is not None:
            raise Refused(activity.problem)
        if activity is self._motion:
            self._motion = None
            self._begin_queued()

    def _advance(self, stack: RunningStack) -> int:
        """Let a stack run to its next doing word, its 1,000th loop turn, or its end."""
        while True:
            answer, stack.answer = stack.answer, None
            if len(self._stacks) > 1:
                self._program.back(stack.block)
            try:
                request = stack.strand.send(answer)
            except StopIteration:
                self._stack_ended(stack)
                return SHORT
            except FAULTS:
                stack.block = self.mark
                raise
            if not isinstance(request, tuple):
                stack.block = self.mark
                return self._breathes(stack, request)
            stack.block = self.mark
            self._serve(stack, request)
            if not request[0] or stack.request or stack.due is None or self.ended:
                return SHORT

    def _breathes(self, stack: RunningStack, request: bool | None) -> int:
        """A stack lets the others in: after much work, or because it is at a breakpoint."""
        pause = TURNS_TAKE if request is None else 0.0
        self._next_turn(stack, self._stage.now + pause)
        if request:
            self._words_left = None
            self._stage.freeze()
            return SHORT
        self._program.look(running.strand for running in self._stacks)
        return LONG

    def _next_turn(self, stack: RunningStack, time: float) -> None:
        stack.due, stack.ticket = time, self._stage.ticket()

    def _stack_ended(self, stack: RunningStack) -> None:
        if stack.next_in_chain():
            self._next_turn(stack, self._stage.now)
        else:
            self._stacks.remove(stack)

    # ---- words ---------------------------------------------------------------------------------

    def _serve(self, stack: RunningStack, request: Request) -> None:
        """Answer a word: at once, or later when it has to wait for its turn."""
        sensing, word, given = request
        if word == OUTSIDE:
            stack.stand_by(given["until"])
            return
        if word == ASK:
            self._ask(stack, shown(given.get("prompt", "")))
            return
        arguments = checked(word, given)
        if sensing:
            self._read(stack, request, arguments)
        elif self._words_left == 0:
            stack.wait_for(request, self._stage.now)
            self._stage.freeze()
        elif word in _QUEUED and self._motion is not None:
            stack.wait_for(request, None)
            self._queue.append(stack)
        elif (until := stack.too_hasty(self._stage.now)) is not None:
            stack.wait_for(request, until)
        else:
            self._begin(stack, word, arguments)

    def _ask(self, stack: RunningStack, question: str) -> None:
        """Ask on the pupil's screen; the stack goes on when there is an answer."""
        if not self._asks:
            raise refuse(Code.NO_INPUT)
        stack.question, stack.activity, stack.due = question, Activity(), None
        self._asking.append(stack)

    def _answer(self, value: Value) -> None:
        """Give an answer, a text, to the stack that asked first."""
        if not self._asking:
            return
        stack = self._asking.popleft()
        stack.answer = shown(value)
        stack.activity, stack.due = None, self._stage.now
        stack.ticket = self._stage.ticket()

    def _read(self, stack: RunningStack, request: Request, arguments: dict[str, Value]) -> None:
        word, now = request[1], self._stage.now
        reading = (word, tuple(arguments.values()))
        last = stack.read_at.get(reading)
        if last is not None and now < last + READ_PAUSE:
            stack.wait_for(request, last + READ_PAUSE)
            return
        stack.read_at[reading] = now
        value = self._body.read(word, arguments, now)
        if is_number(value):
            value = rounded(value)
        stack.answer = value
        if reading not in self._last_read or self._last_read[reading] != value:
            self._last_read[reading] = value
            self._emit(Type.READ, word=word, args=dict(arguments), value=value)
        self._next_turn(stack, now)

    def _begin(self, stack: RunningStack, word: str, arguments: dict[str, Value]) -> None:
        """Begin a doing word: it writes a `step`, and its stack goes on when it is over."""
        if self._words_left is not None:
            self._words_left -= 1
        self._emit(Type.STEP, block=stack.block, word=word, stack=stack.number)
        activity = self._own.begin(word, arguments)
        if activity is None:
            activity = self._body.begin(word, arguments, self._stage.now)
        stack.activity, stack.ticket = activity, self._stage.ticket()
        stack.due = self._stage.now if activity.done else None
        if WORDS[word].ability == "move" and word != "speed":
            self._moves(word, arguments, activity)

    def _moves(self, word: str, arguments: dict[str, Value], activity: Activity) -> None:
        self._rolling = dict(arguments) if word == "wheels" else None
        if self._look_due is None and self._watches:
            self._look_due = self._stage.now + READ_PAUSE
        if word in _REPLACING:
            if self._motion is not None:
                self._motion.done = True
                self._motion = None
                self._note_over()
            self._begin_queued()
        elif not activity.done:
            self._motion = activity

    def _begin_queued(self) -> None:
        """Begin the motion that has waited longest for the robot."""
        if not self._queue:
            return
        stack = self._queue.popleft()
        held, stack.request = stack.request, None
        try:
            if held is not None:
                self._serve(stack, held)
        except FAULTS as fault:
            self._fail(problem_of(fault, stack.block))

    # ---- events from the robot and from other runs ---------------------------------------------

    def receive(self, message: str) -> None:
        """Start the stacks that wait for this message."""
        if self.ended:
            return
        waiting = [stack for stack in self._hears if stack.arguments.get("message") == message]
        started = [stack for stack in waiting if self._begin_hat(stack)]
        if started:
            self._emit(Type.RECEIVE, message=message)

    def _look(self) -> None:
        """Look at what event words watch; look again soon while the robot moves."""
        now = self._stage.now
        for watch in self._watches:
            if watch.rises(self._body, now):
                self._begin_hat(watch.stack)
        pose, before = self._body.pose(now), self._seen
        self._seen = pose
        moves = self._exact and (pose != before or self._motion is not None)
        self._look_due = now + READ_PAUSE if moves else None

    def may_hear(self) -> bool:
        """Whether a message could start a stack."""
        return bool(self._hears)

    def may_sense(self) -> bool:
        """Whether something the robot senses could start a stack."""
        return bool(self._watches)

    # ---- steering ------------------------------------------------------------------------------

    def input(self, name: str, value: Value, now: float) -> None:
        """Something from outside at `now`: a simulated button, a clap."""
        if self.ended:
            return
        self._stage.reach(now)
        if name == ASK and isinstance(value, str):
            value = value[:LONGEST_TEXT]
        self._emit(Type.INPUT, name=name, value=value)
        if name == ASK:
            self._answer(value)
            return
        self._body.input(name, value, self._stage.now)
        if self._watches:
            self._look_due = self._stage.now

    def pause(self, now: float) -> None:
        """Stop the scene's clock: program time does not go on until `resume` or `step_once`."""
        self._stage.reach(now)
        self._stage.freeze()

    def resume(self, now: float) -> None:
        """Let the scene's clock go on."""
        self._words_left = None
        self._stage.thaw(now)

    def step_once(self, now: float) -> None:
        """Let one more doing word begin and end; the clock stops before the next."""
        self._words_left = 1
        self._stage.thaw(now)

    def stop(self, by: str, now: float) -> None:
        """Stop: the robot first, then the trace ends with who stopped it."""
        self._stage.reach(now)
        self._end(Type.STOPPED, by=by)
        self._stage.settle()

    def fail(self, problem: Problem, now: float) -> None:
        """End with an error from outside: the robot is lost."""
        self._stage.reach(now)
        self._fail(problem)
        self._stage.settle()

    def finish(self) -> None:
        """Nothing runs any more: the robot is still, and the trace ends."""
        self._end(Type.FINISHED)

    def hold(self) -> None:
        """The clock stops: a real robot's open-ended motion must not go on without it."""
        if not self._exact and self._rolling is not None and not self.ended:
            self._body.still(self._stage.now)

    def let_go(self) -> None:
        """The clock goes on, and so does an open-ended motion that was held."""
        if not self._exact and self._rolling is not None and not self.ended:
            self._body.begin("wheels", self._rolling, self._stage.now)

    def _fail(self, problem: Problem) -> None:
        text = self._stage.sentence(problem)
        self._end(Type.ERROR, code=str(problem.code), block=problem.where, text=text)

    def _end(self, type: Type, **fields: Value) -> None:
        if self.ended:
            return
        self._body.still(self._stage.now)
        self._stacks.clear()
        self._queue.clear()
        self._asking.clear()
        self._look_due = None
        self._emit(type, **fields)

    def _emit(self, type: Type, /, **fields: Value) -> None:
        now = self._stage.now
        self._recorder.emit(type, now, self._body.pose(now), **fields)
