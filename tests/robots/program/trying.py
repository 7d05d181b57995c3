"""How many examples a property is tried with: few, or thousands in a long run."""

from __future__ import annotations

import os

from hypothesis import Phase, settings

LONG = int(os.environ.get("RIBAMBELLE_TRIES", "1"))
"""How many times more examples than usual: `make test-long` sets it."""


def tries(few: int) -> settings:
    """The settings of a property that is usually tried with a few examples."""
    # A long run tells what it found at once: making it small takes minutes.
    phases = [Phase.explicit, Phase.reuse, Phase.generate] if LONG > 1 else list(Phase)
    return settings(
        deadline=None, max_examples=few * LONG, print_blob=LONG > 1, phases=tuple(phases)
    )
