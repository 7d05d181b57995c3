"""How many examples a property is tried with: few, or thousands in a long run."""

from __future__ import annotations

import os

from hypothesis import settings

LONG = int(os.environ.get("RIBAMBELLE_TRIES", "1"))
"""How many times more examples than usual: `make test-long` sets it."""


def tries(few: int) -> settings:
    """The settings of a property that is usually tried with a few examples."""
    return settings(deadline=None, max_examples=few * LONG, print_blob=LONG > 1)
