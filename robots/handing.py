"""What is said to hand a robot to somebody: take it, give it, adopt it, find it, aim it.

`robots.messages` says who sends what to whom, and gives these on.
"""

from __future__ import annotations

from typing import Literal

from robots.views import Message

AimStep = Literal["begin", "front", "leave"]


class ChooseRobot(Message, frozen=True):
    """Pupil or board: take a robot (None: give it back); `robot-busy` with `holder` when held."""

    seat: str
    robot: str | None


class GiveRobot(Message, frozen=True):
    """Teacher: this robot is this group's from now on (None: nobody's); what runs on it stops."""

    robot: str
    seat: str | None


class AdoptRobot(Message, frozen=True):
    """Teacher: a robot that was heard on the air belongs to this room from now on."""

    robot: str


class Identify(Message, frozen=True):
    """Anyone who may choose it: the robot lights up and sings."""

    robot: str


class Aim(Message, frozen=True):
    """Anyone who may choose it: show a robot whose front nobody sees where it is.

    `begin`: its back lights up and hands may turn it; `front`: this way; `leave`: not now.
    """

    robot: str
    step: AimStep


class Adopted(Message, frozen=True):
    """The teacher said that this robot is ours: connect to it, and remember it."""

    robot: str


class IdentifyRobot(Message, frozen=True):
    """Server: let this robot show itself."""

    robot: str


class AimRobot(Message, frozen=True):
    """Server: a step of aiming this robot."""

    robot: str
    step: AimStep
