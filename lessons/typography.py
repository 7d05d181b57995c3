"""French typography: a sign that French sets apart never begins a line of its own."""

from __future__ import annotations

import re

NARROW = "\N{NARROW NO-BREAK SPACE}"
_BEFORE = re.compile(r"(?<=[\w»)’.…*%?!]) (?=[?!:;»](?:[\s»)*_.,|]|$))")
_AFTER = re.compile(r"(?<=«) ")


def typeset(text: str) -> str:
    """The text with narrow no-break spaces before `? ! : ;` and inside « »; the rest as it is."""
    return _AFTER.sub(NARROW, _BEFORE.sub(NARROW, text))
