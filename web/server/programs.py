"""What a screen asks about a program alone: show it in another face, say what is wrong with it."""

from __future__ import annotations

from base64 import b64decode

from gevent.event import AsyncResult

from robots import messages as m
from robots.errors import Code, Problem, Refused, refuse
from robots.program import faces
from robots.program.alongside import lines_beside
from robots.program.check import check as check_program
from robots.program.faces import read_face, write_face
from robots.views import ProgramText
from robots.world.cells import cell_name
from robots.world.shipped import shipped
from web.server.answering import answers, faults_of
from web.server.classroom import Classroom
from web.server.connections import Screen
from web.server.gateways import SIMULATED
from web.server.judging import elsewhere, thought
from web.server.seating import fitting


@answers(m.Convert)
def convert(room: Classroom, screen: Screen, message: m.Convert) -> AsyncResult:
    """The program in another face, or why it cannot be shown there."""
    fitting(message.program)
    return thought(screen, lambda: elsewhere(converted, message))


@answers(m.Check)
def check(room: Classroom, screen: Screen, message: m.Check) -> AsyncResult:
    """The problems and remarks of a program, for a robot and on the lesson's mat."""
    fitting(message.program)
    abilities, places = _abilities(room, message.robot), _places(room)
    return thought(screen, lambda: elsewhere(checked, message.program, abilities, places))


def converted(message: m.Convert) -> m.Converted:
    """The answer to a Convert."""
    try:
        program = read_face(message.program.face, message.program.content)
        text = write_face(program, message.to, message.language)
    except Refused as refused:
        return m.Converted(None, faults_of(refused.problems))
    lines = lines_beside(program, message.to, text) if message.beside else {}
    return m.Converted(ProgramText(message.to, text), lines=lines)


@answers(m.OpenFile)
def open_file(room: Classroom, screen: Screen, message: m.OpenFile) -> AsyncResult:
    """The program of a file, or why it cannot be read."""
    return thought(screen, lambda: elsewhere(opened, message))


def opened(message: m.OpenFile) -> m.Converted:
    """The answer to an OpenFile: what is text stays as it was written."""
    try:
        data = b64decode(message.data, validate=True)
    except ValueError:
        raise refuse(Code.BROKEN_FILE) from None
    try:
        text, remarks = _opened(data, message)
        return m.Converted(fitting(text), faults_of(remarks))
    except Refused as refused:
        return m.Converted(None, faults_of(refused.problems))


def _opened(data: bytes, message: m.OpenFile) -> tuple[ProgramText, list[Problem]]:
    """A file's program; faults of a Python text are told at its lines, once it is shown."""
    suffix = faces.face_by_name(message.name)
    if suffix == "python":
        return ProgramText("python", faces.text_of(data)), []
    program, remarks = faces.open_file(data, message.name, message.language)
    if suffix == "scratch":
        return ProgramText("blocks", write_face(program, "blocks")), remarks
    return ProgramText(faces.face_of(data, message.name), faces.text_of(data)), remarks


def checked(
    text: ProgramText, abilities: frozenset[str] | None, places: frozenset[str]
) -> m.Checked:
    """The answer to a Check; `abilities` None: a robot that can do everything."""
    try:
        program = read_face(text.face, text.content)
    except Refused as refused:
        return m.Checked(faults_of(refused.problems))
    return m.Checked(faults_of(check_program(program, abilities, places)))


def _abilities(room: Classroom, robot: str) -> frozenset[str] | None:
    if robot == SIMULATED:
        return None
    known = room.gateways.for_robot(robot).robots
    return next((frozenset(state.abilities) for state in known if state.name == robot), None)


def _places(room: Classroom) -> frozenset[str]:
    """What `at` may ask for: the places and cells of the lesson's mat, else of the plain one."""
    lesson = room.lesson()
    mat = shipped() if lesson is None else lesson.mat
    cells = (cell_name(x, y) for x in range(mat.columns) for y in range(mat.rows))
    return frozenset(mat.places) | frozenset(cells)
