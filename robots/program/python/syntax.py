"""What Python's own complaints mean to a child: a problem with its line, and why."""

from __future__ import annotations

from robots.errors import Code, Refused, refuse

_REASONS = (
    ("expected ':'", "colon"),
    ("was never closed", "bracket"),
    ("eof in multi-line statement", "bracket"),
    ("unexpected eof in multi-line", "bracket"),
    ("unmatched", "bracket"),
    ("does not match opening", "bracket"),
    ("string literal", "quote"),
    ("multi-line string", "quote"),
    ("expected an indented block", "indent-missing"),
    ("unexpected indent", "indent-extra"),
    ("indent", "indent"),
    ("forgot a comma", "comma"),
    ("cannot assign", "assign"),
)


def syntax_fault(message: str, line: int | None, indent: bool = False) -> Refused:
    """The refusal of a text that is no Python; `indent` when only indents can be wrong."""
    lowered = message.lower()
    if "integer string conversion" in lowered:
        return refuse(Code.BAD_VALUE, str(line or 1), reason="number")
    if "too many nested" in lowered or "too many statically nested" in lowered:
        return refuse(Code.TOO_DEEP, str(line or 1))
    found = (reason for part, reason in _REASONS if part in lowered)
    reason = next(found, "indent" if indent else "")
    return refuse(Code.SYNTAX, str(line or 1), **({"reason": reason} if reason else {}))
