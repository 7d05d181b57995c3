"""Who may do what: one table, message by role. What is not in it is not allowed."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias

from robots import messages as m
from robots.messages import Role
from robots.views import Message

TEACHER: frozenset[Role] = frozenset({"teacher"})
LEADING: frozenset[Role] = frozenset({"teacher", "board"})
PLAYING: frozenset[Role] = frozenset({"pupil", "board"})
WORKING: frozenset[Role] = frozenset({"teacher", "pupil", "board"})
STOPPING: frozenset[Role] = frozenset({"teacher", "watcher", "board"})
INSIDE: frozenset[Role] = frozenset({"teacher", "watcher", "pupil", "board"})

RIGHTS: Mapping[type[Message], frozenset[Role]] = MappingProxyType(
    {
        m.OpenClass: LEADING,
        m.CloseClass: TEACHER,
        m.ChooseLesson: LEADING,
        m.Join: frozenset({"visitor"}),
        m.LetGo: TEACHER,
        m.Edit: PLAYING,
        m.Plant: PLAYING,
        m.Convert: WORKING,
        m.OpenFile: WORKING,
        m.Check: WORKING,
        m.ChooseRobot: PLAYING,
        m.GiveRobot: TEACHER,
        m.AdoptRobot: TEACHER,
        m.Run: PLAYING,
        m.Steer: INSIDE,
        m.Landed: PLAYING,
        m.StopAll: STOPPING,
        m.ShowOnBoard: LEADING,
        m.Press: PLAYING,
        m.RemoteWord: PLAYING,
        m.RemoteBeat: PLAYING,
        m.Identify: WORKING,
        m.Aim: WORKING,
        m.Follow: INSIDE,
        m.TeacherCode: TEACHER,
        m.MakeCard: TEACHER,
    }
)
"""A watcher's `Steer` may only stop; a pupil and a board act for their own seat alone."""

Whose: TypeAlias = Literal["own", "on the board", "other"]
"""A run as it stands to a screen: of its own seat, shown on the board now, or neither."""
EACH: frozenset[Whose] = frozenset({"own", "on the board", "other"})

FOLLOWED: Mapping[Role, frozenset[Whose]] = MappingProxyType(
    {
        "teacher": EACH,
        "watcher": EACH,
        "board": EACH,
        "pupil": frozenset({"own", "on the board"}),
    }
)
"""Whose runs a role sees: what stands on the board is everybody's already, nothing else is."""


def may(role: Role, message: type[Message]) -> bool:
    """Whether this role may send this message at all."""
    return role in RIGHTS.get(message, frozenset())


def may_see(role: Role, whose: Whose) -> bool:
    """Whether this role may see and follow such a run."""
    return whose in FOLLOWED.get(role, frozenset())


def role_of(page: str, is_teacher: bool, is_safe: bool, has_seat: bool) -> Role:
    """Who a connection is.

    `page` is the page it says it is; `is_teacher`, whether it showed the teacher's cookie;
    `is_safe`, whether the way is on this machine or over https (on plain http the cookie is on the
    air: its owner looks on and stops); `has_seat`, whether its token belongs to a seat.
    """
    if page == "pupil":
        return "pupil" if has_seat else "visitor"
    if not is_teacher or page not in ("teacher", "board"):
        return "visitor"
    if not is_safe:
        return "watcher"
    return "teacher" if page == "teacher" else "board"
