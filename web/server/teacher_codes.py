"""The code for another device, asked for on the teacher's page."""

from __future__ import annotations

from robots import messages as m
from web.server.answering import answers
from web.server.classroom import Classroom
from web.server.connections import Screen
from web.server.entrance import Entrance


def answer_codes(entrance: Entrance) -> None:
    """Let this entrance answer."""

    @answers(m.TeacherCode)
    def teacher_code(room: Classroom, screen: Screen, message: m.TeacherCode) -> m.CodeShown:
        return entrance.new_code()
