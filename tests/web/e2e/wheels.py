"""The wheels of an emulated robot, as its own report tells them."""

from tests.web.started import soon

STILL_WITHIN = 2.0
"""Seconds from STOP, or from silence, to wheels that stand (design, "silence stops robots")."""


def rolls(thymio):
    return any(thymio.truth()["wheels"])


def rolled_on(thymio, place):
    """Seconds of the robot's own clock from there in its report until its wheels stood for good."""

    def clock():
        lines = thymio.lines_since(place)
        return lines[-1]["t"] - lines[0]["t"] if lines else 0

    assert soon(lambda: clock() > STILL_WITHIN + 1)
    lines = thymio.lines_since(place)
    return max((line["t"] for line in lines if any(line["wheels"])), default=0) - lines[0]["t"]
