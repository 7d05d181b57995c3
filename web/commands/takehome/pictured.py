"""What a preview shows that runs no script: the story, the mat and the cards, as pictures."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from robots.languages import card_text, screen_text
from robots.views import CellView, LessonView, MatView
from robots.world.cells import cell_name, cell_place

EDGE, SIDE = 34, 100
"""Room for letters and numbers, and the side of a cell, in units of the drawing."""
PLAIN_FLOOR = "tile-stone"
ROBOT = 80


@dataclass(frozen=True, slots=True)
class Drawings:
    """The client's own drawings (`takehome.mjs` writes them)."""

    cards: Mapping[str, Mapping[str, str]]
    icons: Mapping[str, str]
    places: Mapping[str, str]
    tiles: Mapping[str, str]
    also: Mapping[str, str]


def pictured(lesson: LessonView, languages: Sequence[str], robot: str, drawings: Path) -> str:
    """The page without a script, in one language or two; `robot` is an SVG, front up."""
    drawn = Drawings(**json.loads(drawings.read_text("utf-8")))
    story = "".join(f"<p>{escape(page.text)}</p>" for page in lesson.pages)
    cards = "".join(_card(word, languages, drawn) for word in lesson.words if word in drawn.cards)
    return (
        f'<main id="plain"><h1>{escape(lesson.title)}</h1>{story}'
        f"{mat_picture(lesson.mat, robot, drawn)}"
        f'<h2>{_both("home_cards", languages)}</h2><div class="plaincards">{cards}</div>'
        f"<p>{_both('home_by_hand', languages)}</p>"
        f'<p class="how">{_both("home_browser", languages)}</p></main>'
    )


def _both(key: str, languages: Sequence[str]) -> str:
    first, *others = [escape(screen_text(key, language)) for language in languages]
    return first + "".join(f'<small class="second">{text}</small>' for text in others)


def _card(word: str, languages: Sequence[str], drawn: Drawings) -> str:
    card = drawn.cards[word]
    first, *others = [escape(card_text(word, language)) for language in languages]
    second = "".join(f'<small class="second">{text}</small>' for text in others)
    icon = f'<svg class="i" viewBox="0 0 48 48" aria-hidden="true">{card["shapes"]}</svg>'
    return (
        f'<figure><span class="pc k-{card["family"]}">{icon}</span>'
        f"<figcaption>{first}{second}</figcaption></figure>"
    )


def mat_picture(mat: MatView, robot: str, drawn: Drawings) -> str:
    """A mat with its places and the robot at its start, north up, A1 at the bottom left."""
    wide, high = mat.columns * SIDE, mat.rows * SIDE
    parts = [
        f'<rect x="{EDGE}" y="4" width="{wide}" height="{high}" fill="var(--mat)"/>',
        *(_tile(cell, mat, drawn) for cell in mat.cells),
        *_lines(mat),
        *_grid(mat),
        *(_wall(first, second, mat) for first, second in mat.walls),
        _robot(mat, robot),
    ]
    return (
        f'<svg class="mat" viewBox="0 0 {wide + EDGE + 4} {high + EDGE + 4}" role="img"'
        f' aria-label="{escape(mat.name)}">{"".join(parts)}</svg>'
    )


def _corner(cell: str, mat: MatView) -> tuple[float, float]:
    """The top left corner of a cell in the drawing."""
    column, row = cell_place(cell) or (0, 0)
    return EDGE + column * SIDE, 4 + (mat.rows - 1 - row) * SIDE


def _tile(cell: CellView, mat: MatView, drawn: Drawings) -> str:
    x, y = _corner(cell.cell, mat)
    place = _place(cell, drawn)
    ground = f"var(--{drawn.tiles[place]})" if place else (cell.colour or f"var(--{PLAIN_FLOOR})")
    return (
        f'<g transform="translate({x} {y})"><rect width="100" height="100"'
        f' fill="{escape(ground)}"/>{drawn.places[place] if place else ""}</g>'
    )


def _place(cell: CellView, drawn: Drawings) -> str | None:
    """The drawing of a cell, as the client's mat chooses it."""
    for name in (cell.picture, cell.name):
        parts = unicodedata.normalize("NFD", (name or "").lower().split(".")[0])
        plain = "".join(letter for letter in parts if not unicodedata.combining(letter))
        plain = drawn.also.get(plain, plain)
        if plain in drawn.places:
            return plain
    return "rocher" if cell.blocked else None


def _lines(mat: MatView) -> Iterator[str]:
    unit = SIDE / mat.cell_cm
    for line in mat.lines:
        points = "L".join(
            f"{EDGE + x * unit:g} {4 + mat.rows * SIDE - y * unit:g}" for x, y in line.points
        )
        yield (
            f'<path d="M{points}" fill="none" stroke="{escape(line.colour)}"'
            f' stroke-width="{line.width * unit:g}" stroke-linecap="round"/>'
        )


def _grid(mat: MatView) -> Iterator[str]:
    wide, high = mat.columns * SIDE, mat.rows * SIDE
    inner = "".join(f"M{EDGE + n * SIDE} 4v{high}" for n in range(1, mat.columns))
    inner += "".join(f"M{EDGE} {4 + n * SIDE}h{wide}" for n in range(1, mat.rows))
    yield f'<path d="{inner}" fill="none" stroke="var(--mat-line)" stroke-width="1.6"/>'
    yield (
        f'<rect x="{EDGE}" y="4" width="{wide}" height="{high}" fill="none"'
        ' stroke="var(--mat-edge)" stroke-width="3"/>'
    )
    for n in range(mat.columns):
        yield _label(EDGE + n * SIDE + 50, high + 29, cell_name(n, 0)[:-1])
    for n in range(mat.rows):
        yield _label(16, 4 + (mat.rows - 1 - n) * SIDE + 57, str(n + 1))


def _label(x: int, y: int, text: str) -> str:
    return f'<text class="matlab" x="{x}" y="{y}" text-anchor="middle">{text}</text>'


def _wall(first: str, second: str, mat: MatView) -> str:
    (x, y), (other_x, other_y) = _corner(first, mat), _corner(second, mat)
    middle_x, middle_y = (x + other_x) / 2 + 50, (y + other_y) / 2 + 50
    stroke = 'stroke="var(--m-ink)" stroke-width="11" stroke-linecap="round"'
    if y == other_y:
        return f'<path d="M{middle_x} {middle_y - 47}v94" {stroke}/>'
    return f'<path d="M{middle_x - 47} {middle_y}h94" {stroke}/>'


def _robot(mat: MatView, robot: str) -> str:
    x, y = _corner(mat.start_cell, mat)
    sized = f'<svg width="{ROBOT}" height="{ROBOT}"'
    inside = robot[robot.index("<svg") :].replace("<svg", sized, 1)
    return (
        f'<g transform="translate({x + 50} {y + 50}) rotate({mat.start_heading:g})'
        f' translate({-ROBOT / 2:g} {-ROBOT / 2:g})">{inside}</g>'
    )
