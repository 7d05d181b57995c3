"""The mistakes that beginners make in Python's writing, told by the line that Python stumbles over.

Python's own words differ from one version to the next; what stands in the line does not.
"""

from __future__ import annotations

import re
from keyword import kwlist

from robots.errors import Code, Refused, refuse

Details = dict[str, str]

VALUES = {"true": "True", "false": "False", "none": "None", "vrai": "True", "faux": "False"}
"""Values that Python writes otherwise."""
_FRENCH = {"si": "if", "sinon": "else", "sinonsi": "elif", "pour": "for", "tantque": "while"}
_FIRST = re.compile(r"\s*([^\W\d]\w*)")
_CURLY = re.compile("[\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb]")
_ELSE_IF = re.compile(r"\s*else\s+if\b")
_EQUALS = re.compile(r"\s*(?:if|elif|while)\b[^\"'#]*[^=!<>:\s]\s*=(?!=)")
_CALL = re.compile(r"\s*([^\W\d]\w*)[ \t]+[\"'\w]")


def foreseen(fault: Refused, text: str) -> Refused:
    """The same refusal, with a better reason where the line shows what is meant."""
    problem = fault.problems[0]
    lines = text.split("\n")
    at = int(problem.where) if problem.where.isdigit() else 1
    if problem.code is not Code.SYNTAX or not 1 <= at <= len(lines):
        return fault
    better = _sure(lines[at - 1]) or ({} if "reason" in problem.details else _likely(lines[at - 1]))
    return refuse(Code.SYNTAX, problem.where, **better) if better else fault


def spelt(name: str) -> Details:
    """What Python writes instead of a name, nothing when it writes it so."""
    lowered = name.lower()
    near = _FRENCH.get(lowered, lowered if lowered in kwlist else VALUES.get(lowered, name))
    return {"reason": "spelling", "name": name[:60], "near": near} if near != name else {}


def _sure(line: str) -> Details:
    """What the line shows whatever Python thinks of it."""
    curly = _CURLY.search(_without_texts(line))
    if curly:
        return {"reason": "curly", "name": curly[0]}
    if _ELSE_IF.match(line):
        return {"reason": "else-if"}
    first = _FIRST.match(line)
    return spelt(first[1]) if first else {}


def _likely(line: str) -> Details:
    """What the line may well be, when Python does not know better."""
    if _EQUALS.match(line):
        return {"reason": "equals"}
    call = _CALL.match(line)
    if call and call[1] not in kwlist:
        return {"reason": "call", "name": call[1][:60]}
    return {}


def _without_texts(line: str) -> str:
    """A line without what stands between plain quotes, or in a comment."""
    return re.sub(r"\"[^\"]*\"|'[^']*'|#.*", "", line)
