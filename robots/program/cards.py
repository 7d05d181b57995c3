"""Cards: the face of a program that is a row of pictures, as plain JSON data.

`{"cards": 1, "stacks": [{"when": {"word": ...}, "do": [CARD, ...]}]}`; a card is a word with its
arguments, `repeat`, `forever`, `if` or `wait_for`. Beside its meaning a card or stack may carry a
`comment`, and a stack the place `x`, `y` that it has among blocks, so that changing faces loses
nothing; a `repeat` carries the name that Python gives its counter. The file keeps the types of
variables, and marks an `if` alone in an `else` that was one of several branches (`elif`). A card's
id is its path: `1.3.2` is in stack 1 the card 3 and in that the card 2, the cards of an `else`
counted on after those of its `do`.
"""

from __future__ import annotations

from robots.abilities import WORDS, Role
from robots.errors import Code, Refused, refuse
from robots.program.limits import DEEPEST, MOST_STATEMENTS, plain_text, plain_value
from robots.program.tree import (
    Assign,
    Branch,
    Change,
    Count,
    Do,
    Evaluate,
    Expression,
    ForEach,
    Function,
    If,
    Jump,
    Literal,
    Node,
    Opaque,
    Own,
    Print,
    Program,
    Repeat,
    Return,
    Sense,
    SetItem,
    Stack,
    Statement,
    Unpack,
    Variable,
    When,
    While,
)

FORMAT = 1
_CONTROLS = ("repeat", "forever", "if", "wait_for")

Json = dict[str, object]


# Reading ----------------------------------------------------------------------------------------


def read_cards(content: object) -> Program:
    """Read cards from parsed JSON; raises Refused that names the card by its path."""
    if not isinstance(content, dict) or "cards" not in content:
        raise refuse(Code.UNKNOWN_FORMAT)
    _check_format(content["cards"])
    stacks = _Reader().stacks(content.get("stacks"))
    types = content.get("types", {})
    known = {name: str(kind) for name, kind in types.items()} if isinstance(types, dict) else {}
    for text in (*known, *known.values()):
        plain_text(text)
    return Program(stacks, types=known, face="cards", comment=_comment(content, ""))


def _check_format(version: object) -> None:
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise refuse(Code.UNKNOWN_FORMAT)
    if version > FORMAT:
        raise refuse(Code.NEWER_FORMAT, format=version)


class _Reader:
    """Reads the stacks of one program, counting its cards."""

    def __init__(self) -> None:
        self._cards = 0

    def stacks(self, content: object) -> list[Stack]:
        stacks = _list(content, "")
        if len(stacks) > MOST_STATEMENTS:
            raise refuse(Code.TOO_BIG)
        return [self._stack(item, str(number)) for number, item in enumerate(stacks, 1)]

    def _stack(self, content: object, path: str) -> Stack:
        stack = _object(content, path)
        when = stack.get("when")
        return Stack(
            self._cards_of(stack.get("do", []), path),
            None if when is None else _when(_object(when, path), path),
            x=_place(stack.get("x", 0), path),
            y=_place(stack.get("y", 0), path),
            id=path,
            comment=_comment(stack, path),
        )

    def _cards_of(self, content: object, path: str, after: int = 0) -> list[Statement]:
        cards = _list(content, path)
        self._cards += len(cards)
        if self._cards > MOST_STATEMENTS:
            raise refuse(Code.TOO_BIG, path)
        if path.count(".") >= DEEPEST:
            raise refuse(Code.TOO_DEEP, path)
        return [self._card(item, f"{path}.{n}") for n, item in enumerate(cards, after + 1)]

    def _card(self, content: object, path: str) -> Statement:
        card = _object(content, path)
        comment = _comment(card, path)
        if "word" in card:
            word = _word(card, path, Role.DOING)
            return Do(word, _arguments(word, card, path), id=path, comment=comment)
        control = next((name for name in _CONTROLS if name in card), None)
        if control is None:
            raise _unknown(card, path)
        return self._control(control, card, path, comment)

    def _control(self, control: str, card: Json, path: str, comment: str) -> Statement:
        if control == "wait_for":
            test = _sense(card[control], path)
            return While(test, [], until=True, id=path, comment=comment)
        body = self._cards_of(card.get("do", []), path)
        if control == "repeat":
            name = _text(card, "name", path)
            return Repeat(_times(card[control], path), body, name, id=path, comment=comment)
        if control == "forever":
            if card[control] is not True:
                raise refuse(Code.BAD_VALUE, path)
            return While(Literal(True, id=path), body, id=path, comment=comment)
        branch = Branch(_sense(card["if"], path), body, id=path)
        inner = card.get("else", [])
        otherwise = self._cards_of(inner, path, len(body))
        if _is_elif(inner) and isinstance(otherwise[0], If):
            rest = otherwise[0]
            return If([branch, *rest.branches], rest.otherwise, id=path, comment=comment)
        return If([branch], otherwise, id=path, comment=comment)


def _is_elif(otherwise: object) -> bool:
    """Whether what stands in an `else` is but the next branch."""
    alone = otherwise[0] if isinstance(otherwise, list) and len(otherwise) == 1 else None
    return isinstance(alone, dict) and alone.get("elif") is True


def _when(content: Json, path: str) -> When:
    word = _word(content, path, Role.EVENT)
    return When(word, _arguments(word, content, path), id=path)


def _sense(content: object, path: str) -> Sense:
    card = _object(content, path)
    word = _word(card, path, Role.SENSING)
    return Sense(word, _arguments(word, card, path), id=path)


def _unknown(card: Json, path: str) -> Refused:
    name = next(iter(card), "")
    return refuse(Code.UNKNOWN_BLOCK, path, **({"name": name[:60]} if name else {}))


def _word(card: Json, path: str, role: Role) -> str:
    if "word" not in card:
        raise _unknown(card, path)
    name = card["word"]
    if not isinstance(name, str):
        raise refuse(Code.UNKNOWN_WORD, path)
    word = WORDS.get(name)
    if word is None or word.role is not role:
        raise refuse(Code.UNKNOWN_WORD, path, name=name[:60])
    return name


def _arguments(word: str, card: Json, path: str) -> dict[str, Expression]:
    known = {argument.name for argument in WORDS[word].arguments}
    for name in card:
        if name not in known | {"word", "comment"}:
            raise refuse(Code.BAD_VALUE, path, reason="extra", word=word, value=name[:60])
    return {
        argument.name: Literal(plain_value(card[argument.name], path), id=path)
        for argument in WORDS[word].arguments
        if argument.name in card
    }


def _times(value: object, path: str) -> Literal:
    times = plain_value(value, path)
    if not _is_times(times):
        raise refuse(Code.BAD_VALUE, path, reason="times", value=str(times)[:60])
    return Literal(times, id=path)


def _is_times(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _place(value: object, path: str) -> float:
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        raise refuse(Code.BAD_VALUE, path)
    plain_value(value, path)
    return float(value)


def _comment(content: Json, path: str) -> str:
    return _text(content, "comment", path)


def _text(content: Json, key: str, path: str) -> str:
    text = content.get(key, "")
    return plain_text(text, path) if isinstance(text, str) else ""


def _object(content: object, path: str) -> Json:
    if not isinstance(content, dict):
        raise refuse(Code.UNKNOWN_BLOCK, path)
    return content


def _list(content: object, path: str) -> list[object]:
    if not isinstance(content, list):
        raise refuse(Code.BROKEN_FILE, path)
    return content


# Writing ----------------------------------------------------------------------------------------


def write_cards(program: Program) -> Json:
    """A program as cards; raises Refused(not-shown) naming the first thing they cannot show."""
    for function in program.functions:
        raise _not_shown(function)
    stacks = [_stack_card(stack) for stack in program.stacks]
    types: Json = {"types": dict(program.types)} if program.types else {}
    return {"cards": FORMAT, "stacks": stacks} | types | _noted(program.comment)


def _noted(*comments: str) -> Json:
    comment = "\n".join(filter(None, comments))
    return {"comment": comment} if comment else {}


def _stack_card(stack: Stack) -> Json:
    written: Json = {}
    if stack.when is not None:
        written["when"] = _word_card(stack.when)
    written["do"] = _row(stack.body)
    written |= _noted(stack.comment, stack.when.comment if stack.when else "")
    return written | {name: at for name, at in (("x", stack.x), ("y", stack.y)) if at}


def _row(body: list[Statement]) -> list[Json]:
    return [_card(item) for item in body]


def _card(item: Statement) -> Json:
    """A statement's card, with every comment that stands in it."""
    inner = (item.test.comment,) if isinstance(item, While) else ()
    if isinstance(item, If) and item.branches:
        return _if_card(item, 0)
    return _bare_card(item) | _noted(item.comment, *inner)


def _bare_card(item: Statement) -> Json:
    if isinstance(item, Do):
        return _word_card(item)
    if isinstance(item, Repeat) and isinstance(item.times, Literal) and _is_times(item.times.value):
        name: Json = {"name": item.name} if item.name else {}
        return {"repeat": item.times.value} | name | {"do": _row(item.body)}
    if isinstance(item, While):
        return _while_card(item)
    raise _not_shown(item)


def _while_card(item: While) -> Json:
    if isinstance(item.test, Literal) and item.test.value is True and not item.until:
        return {"forever": True, "do": _row(item.body)}
    if item.until and not item.body and isinstance(item.test, Sense):
        return {"wait_for": _word_card(item.test)}
    raise _not_shown(item)


def _if_card(item: If, arm: int) -> Json:
    """An `if` from one of its branches on; the next branch is an `if` in its `else`."""
    branch, last = item.branches[arm], arm + 1 == len(item.branches)
    if not isinstance(branch.test, Sense):
        raise _not_shown(branch.test, item)
    card: Json = {"if": _word_card(branch.test), "do": _row(branch.body)}
    otherwise = _row(item.otherwise) if last else [_if_card(item, arm + 1) | {"elif": True}]
    own = item.comment if arm == 0 else ""
    return (
        card
        | ({"else": otherwise} if otherwise else {})
        | _noted(own, branch.comment, branch.test.comment)
    )


def _word_card(node: Do | Sense | When) -> Json:
    card: Json = {"word": node.word}
    for name, value in node.arguments.items():
        if not isinstance(value, Literal):
            raise _not_shown(value, node)
        card[name] = value.value
    return card


def _not_shown(node: Node, inside: Node | None = None) -> Refused:
    """The refusal of what cards cannot show; `inside` is what holds it, where it has no place."""
    where = node.id or (inside.id if inside is not None else "")
    what = next((reason for kinds, reason in _REASONS if isinstance(node, kinds)), "value")
    return refuse(Code.NOT_SHOWN, where, reason=f"cards-{what}")


_REASONS: tuple[tuple[tuple[type[Node], ...], str], ...] = (
    ((Function, Own, Return), "function"),
    ((Assign, Change, Unpack, SetItem, Variable, ForEach, Count), "variable"),
    ((Opaque,), "python"),
    ((While, Repeat), "loop"),
    ((If,), "if"),
    ((Jump, Print, Evaluate), "statement"),
)
"""What a part of a program is that cards do not have."""
