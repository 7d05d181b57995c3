"""Templates (`f"..."`), written so that every Python since 3.11 reads them.

Before Python 3.12 the braces hold no backslash, no `#` and none of the quotes outside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_QUOTES = ('"', "'", '"' * 3, "'" * 3)
_BAD = ("\\", "#", "\n")
_ESCAPE = re.compile(r"\\(.)")


def template(parts: Iterable[tuple[str, str | None]]) -> str | None:
    """The template of parts: (written text, None) or (a value's Python text, its format).

    None when Python before 3.12 could not read it.
    """
    pieces = list(parts)
    values = [text for text, form in pieces if form is not None]
    if any(bad in text for text in values for bad in _BAD):
        return None
    quotes = (quote for quote in _QUOTES if not any(quote in text for text in values))
    quote = next(quotes, None)
    if quote is None:
        return None
    written = [
        _escaped(text, quote[0]) if form is None else _braced(text, form) for text, form in pieces
    ]
    return f"f{quote}{''.join(written)}{quote}"


def _escaped(text: str, quote: str) -> str:
    """A written text between these quotes, with Python's own escapes."""
    # Python writes a text with both quotes in it between single ones.
    inner = repr("'\"" + text)[4:-1]
    if quote == '"':
        plain = _ESCAPE.sub(lambda match: "'" if match[1] == "'" else match[0], inner)
        inner = plain.replace('"', '\\"')
    return inner.replace("{", "{{").replace("}", "}}")


def _braced(text: str, form: str) -> str:
    return f"{{ {text}{form}}}" if text.startswith("{") else f"{{{text}{form}}}"
