"""`ribambelle lessons`: the catalogue, and the check of its lessons."""

from __future__ import annotations

from importlib.resources.abc import Traversable

import click
import msgspec

from lessons.catalogue import catalogue, folders
from lessons.check import check_folder
from lessons.lesson import Lesson
from robots.languages import sentence
from robots.views import Message
from web.commands.problems import spoken


class Listed(Message, frozen=True):
    """One lesson as `lessons --json` lists it."""

    slug: str
    cycle: str
    title: str
    minutes: int
    ages: tuple[int, int]
    abilities: list[str]
    after: list[str]


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="A list of objects on stdout.")
@click.pass_context
def lessons(context: click.Context, as_json: bool) -> None:
    """List the lessons, or check them."""
    if context.invoked_subcommand is None:
        listed = [_listed(lesson) for lesson in catalogue().values()]
        click.echo(msgspec.json.encode(listed).decode() if as_json else _table(listed))


@lessons.command()
@click.argument("slugs", nargs=-1, metavar="[SLUG...]")
@click.option("--language", metavar="L", help="Of the sentences (fr, en).")
def check(slugs: tuple[str, ...], language: str | None) -> int:
    """Run every solution, start and foreseen mistake of the lessons, and name what is wrong."""
    chosen = {folder.name: (cycle, folder) for cycle, folder in folders()}
    unknown = [slug for slug in slugs if slug not in chosen]
    if unknown:
        raise click.UsageError(f"no lesson {', '.join(unknown)}")
    wrong = [_report(*chosen[slug], spoken(language)) for slug in slugs or chosen]
    return 1 if any(wrong) else 0


def _report(cycle: str, folder: Traversable, language: str) -> int:
    problems = check_folder(cycle, folder)
    for problem in problems:
        place = f"{cycle}/{folder.name}:{problem.where or 1}"
        click.echo(f"{place}: {problem.code}: {sentence(problem, language)}", err=True)
    return len(problems)


def _listed(lesson: Lesson) -> Listed:
    facts = lesson.facts
    return Listed(
        lesson.slug, lesson.cycle, facts.title, facts.minutes, facts.ages, facts.abilities,
        facts.after,
    )  # fmt: skip


def _table(listed: list[Listed]) -> str:
    return "\n".join(
        f"{item.slug:24} {item.title:28} {item.ages[0]}-{item.ages[1]} ans  {item.minutes} min"
        for item in listed
    )
