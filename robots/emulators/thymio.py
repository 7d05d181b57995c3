"""A Thymio II made of software, from its specification: body, virtual machine, conversation.

Options: `firmware` new (default) or old (see `thymio_map`), `node` its id, `name`, `uuid` (32
hexadecimal digits), `start` ("A1" or "A1,90"), `left` and `right` (gains of the wheels, 1 is true),
`noise` 0 or 1 (of its sensors), `seed`, `battery` (raw).

It can be pressed (`press`): the five `button.*` 0 or 1, `clap`, `tap`, `mic.intensity`, `acc`,
`temperature`, `rc5` [address, command], `prox.horizontal` (a hand: seven numbers, null takes it
away), `pose` [x, y, heading], and the link itself: `link.garble` (sends bytes that mean nothing),
`link.mute` 1 or 0 (answers nothing, still hears), `link.drop`; `power` switches it off and on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import NAMESPACE_URL, uuid5

from robots.emulators.aseba_natives import native, standard_actions
from robots.emulators.aseba_talk import EVENT_SOURCE, Identity, Talk
from robots.emulators.aseba_vm import Machine, Native
from robots.emulators.emulator import Emulator
from robots.emulators.thymio_chassis import Chassis
from robots.emulators.thymio_devices import Lights, Voice
from robots.emulators.thymio_map import BYTECODE, EVENTS, FIRMWARES, MEMORY, PRODUCT, STACK
from robots.wire.aseba import Decoder
from robots.wire.aseba_node import Answer, UserEvent
from robots.world.cells import cell_place
from robots.world.mat import Mat
from robots.world.trace import Pose
from robots.world.world import World

WHEELS, BUTTONS, PROX, ACC, TEMPERATURE = 0.01, 0.05, 0.1, 0.0625, 0.5
"""Seconds between two readings of each."""
STEPS = 1000
"""Instructions that a handler may run at a time before the robot looks up."""
BATTERY = 860
CLAP = 200
CLAP_LASTS = 0.3
GARBAGE = bytes.fromhex("ffff ffff ffff 0000")
EVENT_NUMBERS = {name: 0xFFFE - index for index, name in enumerate(EVENTS)}
_BUTTONS = tuple(name for name in EVENTS if name.startswith("button."))
_OPTIONS = frozenset(
    ("firmware", "node", "name", "uuid", "start", "left", "right", "noise", "seed", "battery")
)


class Rhythm:
    """Something done again and again; `period` in seconds, None when it rests."""

    def __init__(self, period: float | None, action: Callable[[], None]) -> None:
        self.period = period
        self.due = period
        self.action = action

    def beat(self) -> None:
        """Do it, and set the next time."""
        if self.due is not None and self.period is not None:
            self.due += self.period
        self.action()

    def change(self, period: float | None, now: float) -> None:
        """Begin to count anew when the period is another one."""
        if period != self.period:
            self.period = period
            self.due = None if period is None else now + period


class Thymio(Emulator):
    """The robot."""

    kind = "thymio"

    def __init__(self, mat: Mat, options: Mapping[str, str] | None = None) -> None:
        super().__init__(mat, options)
        options = dict(options or {})
        if unknown := options.keys() - _OPTIONS:
            raise ValueError(f"unknown options: {', '.join(sorted(unknown))}")
        self._now = 0.0
        self._firmware = FIRMWARES[_one_of(options.get("firmware", "new"), FIRMWARES)]
        self._at = self._firmware.offsets
        self._battery = int(options.get("battery", BATTERY))
        self._identity = _identity(options)
        self._chassis = _chassis(mat, options)
        self._decoder = Decoder()
        self._muted = False
        self._pressed = dict.fromkeys(_BUTTONS, 0)
        self._loud, self._loud_until = 0, 0.0
        self._acceleration, self._temperature = [0, 0, 23], 220
        self._pending: set[str] = set()
        self._voice = Voice(lambda: self._now, lambda: self._pending.add("sound.finished"))
        self._machine = self._machine_with_natives(int(options.get("seed", 0)))
        self._talk = Talk(
            self._firmware, self._identity, self._machine, self._tell, self._begin_again
        )
        self._timers = [Rhythm(None, self._raise(f"timer{index}")) for index in (0, 1)]
        self._rhythms = [
            Rhythm(WHEELS, self._read_wheels),
            Rhythm(BUTTONS, self._read_buttons),
            Rhythm(PROX, self._read_surroundings),
            Rhythm(ACC, self._read_acceleration),
            Rhythm(TEMPERATURE, self._read_temperature),
            *self._timers,
        ]
        self._know_thyself()

    def _machine_with_natives(self, seed: int) -> Machine:
        natives: list[Native] = []
        machine = Machine(BYTECODE, STACK, MEMORY, natives, self._tell)
        self._lights = Lights(machine.memory, self._at)
        actions = standard_actions(seed) | self._lights.actions() | self._voice.actions()
        natives += [native(signature, actions) for signature in self._firmware.natives]
        return machine

    # ---- the link --------------------------------------------------------------------------------

    def linked(self) -> None:
        """A host has opened the link."""
        self._decoder = Decoder()

    def unlinked(self) -> None:
        """The link is gone; wheels and program go on."""
        self._decoder = Decoder()

    def receive(self, data: bytes) -> None:
        """Bytes have come; raises Refused with `garbled` when they can mean nothing."""
        for message in self._decoder.feed(data):
            self._talk.hear(message)
            self._settle()

    def _tell(self, answer: Answer | UserEvent) -> None:
        if not self._muted:
            self.say(answer.message(self._identity.node).to_bytes())

    # ---- time ------------------------------------------------------------------------------------

    def advance(self, now: float) -> None:
        """Live until `now`."""
        while (due := self._next_due()) is not None and due <= now:
            self._now = due
            ended = self._voice.due()
            if ended is not None and ended <= due:
                self._voice.end()
            for rhythm in self._rhythms:
                if rhythm.due is not None and rhythm.due <= due:
                    rhythm.beat()
            self._settle()
        self._now = max(now, self._now)

    def _next_due(self) -> float | None:
        dues = [rhythm.due for rhythm in self._rhythms] + [self._voice.due()]
        return min((due for due in dues if due is not None), default=None)

    def _settle(self) -> None:
        """Let the program react to what happened, and the timers to what it wrote."""
        machine = self._machine
        machine.live(STEPS)
        for name, number in EVENT_NUMBERS.items():
            if name in self._pending and not machine.active:
                self._pending.discard(name)
                machine.memory[EVENT_SOURCE] = self._identity.node
                machine.event(number)
                machine.live(STEPS)
        periods = self._words("timer.period")
        for timer, period in zip(self._timers, periods, strict=True):
            milliseconds = period & 0xFFFF
            timer.change(milliseconds / 1000.0 if milliseconds else None, self._now)

    def _raise(self, event: str) -> Callable[[], None]:
        return lambda: self._pending.add(event)

    # ---- variables -------------------------------------------------------------------------------

    def _words(self, name: str) -> list[int]:
        start = self._at[name]
        return self._machine.memory[start : start + self._firmware.variables[name]]

    def _put(self, name: str, *words: int) -> None:
        start = self._at.get(name)
        if start is not None:
            self._machine.memory[start : start + len(words)] = words

    def _begin_again(self) -> None:
        """What the robot does before its program begins anew: real ones forget everything."""
        if self._firmware.zeroes:
            self._machine.memory[:] = [0] * len(self._machine.memory)
            self._lights.out()
            self._voice.hush()
            self._pending.clear()
        self._know_thyself()

    def _know_thyself(self) -> None:
        self._put("_id", self._identity.node)
        self._put("_fwversion", *self._firmware.version)
        self._put("_productId", PRODUCT)
        self._put("_vbat", self._battery, self._battery - 5)

    # ---- what it senses --------------------------------------------------------------------------

    def _read_wheels(self) -> None:
        left, right = self._targets()
        self._chassis.roll((left, right), WHEELS)
        for side, speed in zip(("left", "right"), self._chassis.speeds, strict=True):
            self._put(f"motor.{side}.speed", round(speed))
            self._put(f"motor.{side}.pwm", round(speed))
        self._pending.add("motor")

    def _targets(self) -> tuple[int, int]:
        return self._words("motor.left.target")[0], self._words("motor.right.target")[0]

    def _read_buttons(self) -> None:
        for name, pressed in self._pressed.items():
            if self._words(name) != [pressed]:
                self._put(name, pressed)
                self._pending.add(name)
        self._pending.add("buttons")
        self._hear()

    def _hear(self) -> None:
        loud = self._loud if self._now <= self._loud_until else 0
        self._put("mic.intensity", loud)
        threshold = self._words("mic.threshold")[0]
        if threshold and loud > threshold:
            self._pending.add("mic")

    def _read_surroundings(self) -> None:
        self._put("prox.horizontal", *self._chassis.proximity())
        ground = self._chassis.ground()
        self._put("prox.ground.reflected", *ground)
        self._put("prox.ground.delta", *ground)
        self._put("_vbat", self._battery, self._battery - 5)
        self._pending.add("prox")

    def _read_acceleration(self) -> None:
        self._put("acc", *self._acceleration)
        self._pending.add("acc")

    def _read_temperature(self) -> None:
        self._put("temperature", self._temperature)
        self._pending.add("temperature")

    # ---- what happens to it ----------------------------------------------------------------------

    def press(self, name: str, value: object) -> None:
        """Somebody does something to the robot; raises KeyError, TypeError or ValueError."""
        if name in self._pressed:
            self._pressed[name] = 1 if value else 0
        else:
            self._happenings()[name](value)

    def _happenings(self) -> dict[str, Callable[[object], None]]:
        return {
            "clap": lambda value: self._sound(CLAP),
            "mic.intensity": lambda value: self._sound(_numbers([value])[0]),
            "tap": lambda value: self._pending.add("tap"),
            "acc": self._tilt,
            "temperature": self._warm,
            "rc5": self._remote,
            "prox.horizontal": self._hand,
            "pose": lambda value: self._chassis.put(*_numbers(value, 3)),
            "link.garble": lambda value: self.say(GARBAGE),
            "link.mute": self._mute,
            "link.drop": lambda value: self.drop(),
            "power": lambda value: self._switch_off_and_on(),
        }

    def _sound(self, loud: float) -> None:
        self._loud, self._loud_until = round(loud), self._now + CLAP_LASTS

    def _tilt(self, value: object) -> None:
        self._acceleration = [round(number) for number in _numbers(value, 3)]

    def _warm(self, value: object) -> None:
        self._temperature = round(_numbers([value])[0])

    def _remote(self, value: object) -> None:
        address, command = (round(number) for number in _numbers(value, 2))
        self._put("rc5.address", address)
        self._put("rc5.command", command)
        self._pending.add("rc5")

    def _hand(self, value: object) -> None:
        held = None if value is None else [round(number) for number in _numbers(value, 7)]
        self._chassis.held = held

    def _switch_off_and_on(self) -> None:
        """Everything is forgotten but the program that was written into the flash."""
        self.drop()
        self._machine.switch_off()
        self._lights.out()
        self._voice.hush()
        self._pending.clear()
        self._know_thyself()
        self._talk.power_on()
        self._settle()

    def _mute(self, value: object) -> None:
        self._muted = bool(value)

    # ---- the truth -------------------------------------------------------------------------------

    def truth(self) -> dict[str, object]:
        """Pose (cm, degrees), wheels (cm/s), targets, lights (0..32), what sounds."""
        x, y, heading = self._chassis.place(0.0)
        return {
            "t": round(self._now, 3),
            "x": round(x, 2),
            "y": round(y, 2),
            "heading": round(heading, 1),
            "wheels": [round(speed, 2) for speed in self._chassis.wheels()],
            "targets": list(self._targets()),
            "leds": self._lights.shine(),
            "sound": self._voice.sounds,
        }


def _one_of(name: str, choices: Mapping[str, object]) -> str:
    if name not in choices:
        raise ValueError(f"{name}: one of {', '.join(choices)}")
    return name


def _identity(options: Mapping[str, str]) -> Identity:
    name = options.get("name", "Thymio")
    uuid = bytes.fromhex(options["uuid"]) if "uuid" in options else uuid5(NAMESPACE_URL, name).bytes
    if len(uuid) != 16:
        raise ValueError("uuid: 32 hexadecimal digits")
    return Identity(int(options.get("node", 1)), name, uuid)


def _chassis(mat: Mat, options: Mapping[str, str]) -> Chassis:
    gains = (float(options.get("left", 1.0)), float(options.get("right", 1.0)))
    noise, seed = options.get("noise", "1") != "0", int(options.get("seed", 0))
    return Chassis(World(mat), _start(mat, options.get("start", "")), gains, noise, seed)


def _start(mat: Mat, text: str) -> Pose:
    cell, _, heading = text.partition(",")
    if not cell:
        return mat.start_pose()
    place = cell_place(cell)
    if place is None or not mat.inside(*place):
        raise ValueError(f"start: {cell} is no cell of the mat")
    return Pose(*mat.centre(*place), float(heading or 0), cell)


def _numbers(value: object, count: int = 1) -> list[float]:
    if not isinstance(value, list) or len(value) != count:
        raise ValueError(f"{count} numbers are wanted")
    return [float(number) for number in value]
