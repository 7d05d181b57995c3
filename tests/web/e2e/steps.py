"""Which step of a run each screen shows, and whether they all show the same."""

import json
import time

LIT = """(run => {
  const place = document.querySelector(`[data-run="${run}"]`);
  const lit = [...(place ? place.querySelectorAll(".now, .runoutline") : [])];
  return lit.length === 1 ? (lit[0].dataset.block || lit[0].parentNode.dataset.id) : null;
})"""
"""A run's card or block that is lit; a block's outline is drawn inside its block."""


def lit(page, runs):
    """The step of each run that a screen shows; None where it shows none."""
    return page.evaluate(f"{json.dumps(runs)}.map({LIT})")


class Watch:
    """Looks at all screens again and again; `agreed` are the steps that all have shown at once.

    `shows` is, for each run, the pages that show it.
    """

    def __init__(self, shows):
        self._shows = shows
        self._runs = list(shows)
        self.agreed = {run: [] for run in shows}

    def look(self):
        pages = {page for pages in self._shows.values() for page in pages}
        seen = {page: dict(zip(self._runs, lit(page, self._runs), strict=True)) for page in pages}
        for run, showing in self._shows.items():
            steps = {seen[page][run] for page in showing}
            if len(steps) == 1 and (step := steps.pop()) and self.agreed[run][-1:] != [step]:
                self.agreed[run].append(step)

    def until(self, is_over, seconds=40):
        deadline = time.monotonic() + seconds
        while not is_over():
            assert time.monotonic() < deadline, f"not over; agreed: {self.agreed}"
            self.look()
