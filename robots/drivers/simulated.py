"""The simulated robot: it drives the world itself and does every word.

Its body is the grid robot, or the differential one as soon as the program says a continuous word.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping

from robots.abilities import ABILITIES, WORDS
from robots.errors import Code, refuse
from robots.program.body import Activity
from robots.program.measure import used
from robots.program.tree import Program
from robots.world.differential import DifferentialRobot
from robots.world.floor import brightness_at, colour_at, colour_name, line_at
from robots.world.grid import GridRobot
from robots.world.mat import Mat
from robots.world.rays import AHEAD_RAY, REACH, SIDES, nearest
from robots.world.robot import Move, Robot
from robots.world.trace import Pose, Recorder, Type, Value
from robots.world.trigonometry import sine_cosine
from robots.world.world import World

BEAT = 0.5
"""Seconds a beat takes."""
NEAR = 10.0
"""Something seen nearer than this (cm) is an obstacle, off the grid."""
AHEAD, ASIDE = 4.0, 1.2
"""Where the two ground sensors are, in cm before and beside the differential robot's middle."""
_HEADINGS = {"go_north": 0.0, "go_east": 90.0, "go_south": 180.0, "go_west": 270.0}
_TURNS = {"turn_left": -90.0, "turn_right": 90.0}
_CONTINUOUS = frozenset(name for name, word in WORDS.items() if word.continuous)
_AT_REST: dict[str, Value] = {"sound_level": 0, "light_level": 50, "tilt": "flat"}


def simulated_body(
    program: Program, mat: Mat, seed: int = 0, world: World | None = None
) -> SimulatedBody:
    """The body that a program needs, on the mat's next start; a world may hold several."""
    return body_for(frozenset(used(program)), mat, seed, world)


def body_for(
    words: frozenset[str], mat: Mat, seed: int = 0, world: World | None = None
) -> SimulatedBody:
    """The body that these words need: the grid robot's, or the differential one's."""
    world = world or World(mat)
    number = len(world.robots)
    pose = mat.start_pose(number)
    if words & _CONTINUOUS:
        return DifferentialBody(DifferentialRobot(world, pose, mat.noise, seed + number))
    return GridBody(GridRobot(world, pose))


class SimulatedBody:
    """What the two simulated bodies have in common: lights, sounds, and what comes from outside."""

    kind = "simulated"
    abilities = ABILITIES
    evidence = "exact"

    def __init__(self, robot: Robot) -> None:
        self._robot = robot
        self._inputs = dict(_AT_REST)

    def attach(self, recorder: Recorder) -> None:
        """Write what the robot does to this run's trace."""

        def tell(type: Type, t: float, pose: Pose, fields: dict[str, Value]) -> None:
            recorder.emit(type, t, pose, **fields)

        self._robot.tell = tell

    def begin(self, word: str, arguments: Mapping[str, Value], now: float) -> Activity:
        """Begin a doing word; raises Refused(bad-value)."""
        if word == "light" or word == "light_off":
            return self._at_once(Type.LIGHT, now, colour=arguments.get("colour"))
        if word == "play":
            return self._at_once(Type.SOUND, now, name=arguments["sound"])
        if word == "note":
            return self._note(arguments, now)
        return self._move(word, arguments, now)

    def read(self, word: str, arguments: Mapping[str, Value], now: float) -> Value:
        """What a sensing word gives at `now`; raises Refused(bad-value) for an unknown place."""
        if word == "at":
            return self._at(str(arguments["place"]), now)
        if word == "heading":
            return self._robot.pose(now).fields()["heading"]
        if word == "bumped":
            return self._robot.take_bump()
        if word == "button":
            return bool(self._inputs.get(f"button.{arguments['name']}", False))
        if word in _AT_REST:
            return self._inputs[word]
        return self._sense(word, arguments, now)

    def pose(self, now: float) -> Pose:
        """Where the robot is."""
        return self._robot.pose(now)

    def due(self) -> float | None:
        """When the motion under way ends."""
        return self._robot.due()

    def advance(self, now: float) -> None:
        """Let the robot live until `now`."""
        self._robot.advance(now)

    def still(self, now: float) -> None:
        """Stop every motion; notes end with the run."""
        self._robot.halt(now)

    def input(self, name: str, value: Value, now: float) -> None:
        """A simulated button (`button.up`), or `sound_level`, `light_level`, `tilt`."""
        self._inputs[name] = value

    def _at(self, place: str, now: float) -> bool:
        mat = self._robot.world.mat
        if not mat.is_place(place):
            raise refuse(Code.BAD_VALUE, reason="place", word="at", value=place)
        return self._robot.pose(now).cell in mat.places.get(place, frozenset({place}))

    def _at_once(self, type: Type, now: float, **fields: Value) -> Activity:
        self._robot.tell(type, now, self._robot.pose(now), dict(fields))
        return Activity(done=True)

    def _note(self, arguments: Mapping[str, Value], now: float) -> Activity:
        beats = _number(arguments["beats"])
        fields: dict[str, Value] = {"pitch": arguments["pitch"], "duration": beats * BEAT}
        self._robot.tell(Type.NOTE, now, self._robot.pose(now), fields)
        return Activity(end=now + beats * BEAT)

    def _follow(self, moves: list[Move], now: float) -> Activity:
        activity = Activity()

        def over() -> None:
            activity.done = True

        self._robot.follow(moves, now, over)
        return activity

    def _facing(self, word: str, now: float) -> Move:
        """The shortest turn to a word's direction, by the right for half turns."""
        turn = (_HEADINGS[word] - self._robot.place(now)[2]) % 360.0
        return Move(degrees=turn - 360.0 if turn > 180.0 else turn)

    @abstractmethod
    def _move(self, word: str, arguments: Mapping[str, Value], now: float) -> Activity:
        """Begin a motion word."""

    @abstractmethod
    def _sense(self, word: str, arguments: Mapping[str, Value], now: float) -> Value:
        """What a sensing word that looks at the world gives."""


class GridBody(SimulatedBody):
    """The grid robot's body."""

    _robot: GridRobot

    def __init__(self, robot: GridRobot) -> None:
        super().__init__(robot)

    def _move(self, word: str, arguments: Mapping[str, Value], now: float) -> Activity:
        if word == "stop":
            end = self._robot.stop(now)
            return Activity(end=end, done=end is None)
        if word in _TURNS:
            return self._follow([Move(degrees=_TURNS[word])], now)
        steps = _whole(word, arguments["steps"])
        if word in _HEADINGS:
            facing = self._facing(word if steps >= 0 else _opposite(word), now)
            return self._follow([facing, Move(cells=abs(steps))], now)
        return self._follow([Move(cells=steps if word == "forward" else -steps)], now)

    def _sense(self, word: str, arguments: Mapping[str, Value], now: float) -> Value:
        if word == "obstacle":
            return self._robot.obstacle(str(arguments["side"]), now)
        mat = self._robot.world.mat
        if word == "distance":
            return min(REACH, self._robot.free_ahead(now) * mat.cell_cm)
        x, y, _ = self._robot.place(now)
        if word == "on_line":
            return line_at(mat, x, y) is not None
        if word == "ground":
            return brightness_at(mat, x, y)
        return colour_name(colour_at(mat, x, y))


class DifferentialBody(SimulatedBody):
    """The differential robot's body."""

    _robot: DifferentialRobot

    def __init__(self, robot: DifferentialRobot) -> None:
        super().__init__(robot)

    def _move(self, word: str, arguments: Mapping[str, Value], now: float) -> Activity:
        if word == "stop":
            self._robot.stop(now)
        elif word == "wheels":
            self._robot.roll(_number(arguments["left"]), _number(arguments["right"]), now)
        elif word == "speed":
            self._robot.percent = _number(arguments["percent"])
        else:
            return self._follow(self._plan(word, arguments, now), now)
        return Activity(done=True)

    def _plan(self, word: str, arguments: Mapping[str, Value], now: float) -> list[Move]:
        if word == "drive":
            return [Move(cm=_number(arguments["cm"]))]
        if word == "turn":
            return [Move(degrees=_number(arguments["degrees"]))]
        if word in _TURNS:
            return [Move(degrees=_TURNS[word])]
        way = _number(arguments["steps"]) * self._robot.world.mat.cell_cm
        if word in _HEADINGS:
            return [self._facing(word if way >= 0 else _opposite(word), now), Move(cm=abs(way))]
        return [Move(cm=way if word == "forward" else -way)]

    def _sense(self, word: str, arguments: Mapping[str, Value], now: float) -> Value:
        if word == "distance":
            return nearest(self._robot, AHEAD_RAY, now)
        if word == "obstacle":
            return nearest(self._robot, SIDES[str(arguments["side"])], now) < NEAR
        mat, (left, right) = self._robot.world.mat, self._ground_points(now)
        if word == "on_line":
            return line_at(mat, *left) is not None or line_at(mat, *right) is not None
        if word == "ground":
            return (brightness_at(mat, *left) + brightness_at(mat, *right)) / 2.0
        return colour_name(colour_at(mat, *left) or colour_at(mat, *right))

    def _ground_points(self, now: float) -> tuple[tuple[float, float], tuple[float, float]]:
        x, y, heading = self._robot.place(now)
        sine, cosine = sine_cosine(heading)
        x, y = x + AHEAD * sine, y + AHEAD * cosine
        east, north = ASIDE * cosine, -ASIDE * sine
        return (x - east, y - north), (x + east, y + north)


def _opposite(word: str) -> str:
    names = list(_HEADINGS)
    return names[(names.index(word) + 2) % 4]


def _whole(word: str, value: Value) -> int:
    number = _number(value)
    if number != int(number):
        raise refuse(Code.BAD_VALUE, reason="whole", word=word, value=number)
    return int(number)


def _number(value: Value) -> float:
    assert isinstance(value, (int, float))
    return value
