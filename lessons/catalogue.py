"""The catalogue: every lesson that this Ribambelle ships, in the order they build on each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from lessons.lesson import Lesson, read_lesson
from robots.errors import Code, refuse
from robots.views import LessonView, mat_view

CYCLES = ("cycle1", "cycle2", "cycle3", "periscolaire")


@cache
def catalogue() -> dict[str, Lesson]:
    """Slug -> lesson, each after those it builds on; raises Refused(bad-lesson)."""
    found = {lesson.slug: lesson for lesson in _read_all()}
    return {slug: found[slug] for slug in _ordered(found)}


def lesson(slug: str) -> Lesson:
    """One lesson; raises Refused(bad-lesson) when there is none of that name."""
    try:
        return catalogue()[slug]
    except KeyError:
        raise refuse(Code.BAD_LESSON, slug, reason="unknown") from None


def view(lesson: Lesson) -> LessonView:
    """A lesson as screens list and play it."""
    facts = lesson.facts
    return LessonView(
        slug=lesson.slug,
        cycle=lesson.cycle,
        title=facts.title,
        aim=facts.aim,
        minutes=facts.minutes,
        ages=facts.ages,
        abilities=facts.abilities,
        after=facts.after,
        words=facts.words,
        limit=facts.limit,
        faces=facts.faces,
        devices=facts.devices,
        mat=mat_view(lesson.mat),
        pages=facts.pages,
        start=lesson.start,
        flag=facts.flag,
        teacher_sheet=f"/lessons/{lesson.slug}/sheet",
    )


def folders() -> Iterator[tuple[str, Traversable]]:
    """The cycle and the folder of each shipped lesson."""
    for cycle in CYCLES:
        root = files("lessons").joinpath(cycle)
        if root.is_dir():
            yield from ((cycle, item) for item in _sorted(root.iterdir()) if item.is_dir())


def _read_all() -> Iterator[Lesson]:
    for cycle, folder in folders():
        yield read_lesson(folder, cycle)


def _sorted(items: Iterable[Traversable]) -> list[Traversable]:
    kept = (item for item in items if not item.name.startswith(("_", ".")))
    return sorted(kept, key=lambda item: item.name)


def _ordered(found: dict[str, Lesson]) -> list[str]:
    """The slugs, each after its `after`; a circle or a missing lesson is refused."""
    done: list[str] = []

    def place(slug: str, waiting: tuple[str, ...]) -> None:
        if slug in waiting or slug not in found:
            raise refuse(Code.BAD_LESSON, slug, reason="after")
        for before in found[slug].facts.after:
            if before not in done:
                place(before, (*waiting, slug))
        if slug not in done:
            done.append(slug)

    for slug in found:
        place(slug, ())
    return done
