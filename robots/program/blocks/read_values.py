"""Reads value blocks: the expressions of a program."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from robots.abilities import WORDS, Argument, Kind, Role, Word
from robots.errors import Code, refuse
from robots.program.blocks.fragments import VALUE, Fragments
from robots.program.blocks.phrases import PHRASES, Phrase
from robots.program.blocks.positions import ONE_BASED, part_of
from robots.program.blocks.shape import Block, block_of, row
from robots.program.blocks.variables import Procedures, Variables
from robots.program.chains import check_terms
from robots.program.limits import DEEPEST, plain_text, plain_value
from robots.program.tree import (
    Ask,
    Binary,
    Call,
    Compare,
    Expression,
    ListOf,
    Literal,
    Logic,
    Own,
    Sense,
    Template,
    Variable,
)
from robots.program.values import LARGEST_DECIMAL, LONGEST_LIST

PREFIX = "robot_"
SPREAD = "spread"
"""The note on `math_on_list` that says `min(a, b)` and not `min([a, b])`."""
DECIMAL = "decimal"
"""The note on `math_number` that says 2.0 and not 2."""
TEMPLATE = "template"
"""The note on `text_join` that says `f"{a} cm"` and not `str(a) + " cm"`."""
START = "start"
"""The note on a part of a text or list that says `x[0:3]` and not `x[:3]`."""
LEFT_OUT = "default"
"""The note on the shadow of an argument that is left out: it shows what holds instead."""
EXACT = 1e21
"""JavaScript writes whole numbers below without an exponent."""
WHOLE_MOST = 2**53
"""Blockly's numbers are exact up to here."""

MOST_GIVEN = 100_000
"""Items and arguments in a program's blocks, empty ones too."""
_ROUND_TYPES = ("math_single", "math_round", "math_trig")
"""Blockly's generator gives these three one meaning, by their field OP."""


def _by_block() -> dict[str, list[Phrase]]:
    found: dict[str, list[Phrase]] = {}
    for phrase in PHRASES:
        found.setdefault(phrase.block, []).append(phrase)
    shared = [phrase for block in _ROUND_TYPES for phrase in found[block]]
    for block in _ROUND_TYPES:
        found[block] = [*found[block], *shared]
    return found


_PHRASES = _by_block()


def word_of(type: str, role: Role) -> Word | None:
    """The word of a block's type, None when it is none of that role."""
    word = WORDS.get(type.removeprefix(PREFIX)) if type.startswith(PREFIX) else None
    return word if word is not None and word.role is role else None


def _is_left_out(content: object, value: Expression | None, argument: Argument) -> bool:
    """Whether a shadow only shows an argument's default; a pupil may have changed it since."""
    noted = isinstance(content, dict) and content.get("data") == LEFT_OUT
    return noted and isinstance(value, Literal) and value.value == argument.default


class Values:
    """Reads expressions; gives an id to the blocks that have none."""

    def __init__(self, variables: Variables, procedures: Procedures, fragments: Fragments) -> None:
        self.variables, self.procedures = variables, procedures
        self.fragments = fragments
        self._blocks = self._given = 0
        self._depth = 0

    def open(self, content: object) -> Block:
        """One block's parts."""
        self._blocks += 1
        return block_of(content, f"#{self._blocks}")

    def slot(self, block: Block, name: str) -> Expression | None:
        """The expression in an input, None when it is empty or its block is disabled."""
        content = block.input(name)
        return None if content is None else self._inside(self.open(content))

    def _inside(self, block: Block) -> Expression | None:
        """The expression of a block in an input, one level further in."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise refuse(Code.TOO_DEEP, block.id)
        value = self.value(block) if block.enabled else None
        self._depth -= 1
        return value

    def value(self, block: Block) -> Expression:
        """The expression that a value block means; raises Refused that names the block."""
        if _link(block):
            return self._links(block)
        special = _SPECIAL.get(block.type)
        if special is not None:
            value = special(self, block)
        elif block.type in _PHRASES:
            value = self._phrase(block, self._parts(block))
        else:
            value = self._sense(block)
        return _told(value, block)

    def _links(self, block: Block) -> Expression:
        """A long sum: blocks of one operator, each in the first input of the one around it."""
        blocks, kind = [block], _link(block)
        first: Expression | None = None
        while (content := blocks[-1].input("A")) is not None:
            under = self.open(content)
            if not under.enabled or _link(under) != kind:
                first = self._inside(under)
                break
            check_terms(len(blocks), block.id)
            blocks.append(under)
        for link in reversed(blocks):
            right = self.slot(link, "B")
            if link.type == "logic_operation":
                first = _told(_logic(link, first, right), link)
            else:
                first = _told(self._phrase(link, [first, right]), link)
        assert first is not None
        return first

    def arguments(self, block: Block, word: Word) -> dict[str, Expression]:
        """The arguments of one of our words, those that are left out absent."""
        given = {item.name: self._argument(block, item) for item in word.arguments}
        return {name: value for name, value in given.items() if value is not None}

    def _argument(self, block: Block, argument: Argument) -> Expression | None:
        name = argument.name.upper()
        value = self.slot(block, name)
        if _is_left_out(block.input(name), value, argument):
            return None
        field = block.field(name)
        if value is not None or field is None:
            return value
        if argument.kind in (Kind.NUMBER, Kind.WHOLE):
            field = number_in(field, block.id)
        return Literal(plain_value(field, block.id), id=block.id)

    def _sense(self, block: Block) -> Expression:
        word = word_of(block.type, Role.SENSING)
        if word is None:
            raise refuse(Code.UNKNOWN_BLOCK, block.id, name=block.type[:60])
        return Sense(word.name, self.arguments(block, word))

    # ---- Blockly's own blocks ------------------------------------------------------------------

    def _parts(self, block: Block) -> list[Expression | None]:
        return [self.slot(block, slot.name) for slot in _chosen(block).slots]

    def _phrase(self, block: Block, parts: list[Expression | None]) -> Expression:
        phrase = _chosen(block)
        pairs = zip(phrase.slots, parts, strict=True)
        value = phrase.make(*(slot.empty() if part is None else part for slot, part in pairs))
        if block.data == SPREAD and isinstance(value, Call):
            whole = value.arguments[0]
            return Call(value.name, whole.items) if isinstance(whole, ListOf) else value
        return value

    def _number(self, block: Block) -> Expression:
        value = number_in(block.field("NUM"), block.id)
        if block.data == DECIMAL and isinstance(value, int):
            value = float(value)
        return Literal(plain_value(value, block.id))

    def _text(self, block: Block) -> Expression:
        value = block.field("TEXT")
        if value is not None and not isinstance(value, (str, int, float)):
            raise refuse(Code.BAD_VALUE, block.id)
        return Literal(plain_text("" if value is None else str(value), block.id))

    def _boolean(self, block: Block) -> Expression:
        value = block.field("BOOL")
        if value not in ("TRUE", "FALSE", None):
            raise refuse(Code.BAD_VALUE, block.id)
        return Literal(value != "FALSE")

    def _nothing(self, _: Block) -> Expression:
        return Literal(None)

    def _variable(self, block: Block) -> Expression:
        return Variable(self.variables.name(block.field("VAR"), block.id))

    def _no_link(self, block: Block) -> Expression:
        raise refuse(Code.BAD_VALUE, block.id)

    def _divisible(self, block: Block) -> Expression:
        """`math_number_property`; nothing is divisible by a written 0."""
        value = self._phrase(block, self._parts(block))
        if block.field("PROPERTY") == "DIVISIBLE_BY":
            assert isinstance(value, Compare)
            assert isinstance(value.left, Binary)
            by = value.left.right
            if isinstance(by, Literal) and by.value == 0:
                return Literal(False)
        return value

    def _join(self, block: Block) -> Expression:
        if block.data == TEMPLATE:
            return Template(self._items(block, 2, Literal("")))
        texts = [as_text(item) for item in self._items(block, 2, Literal(""))]
        if len(texts) > 2:
            return Call("str.join", [Literal(""), ListOf([*texts])])
        if len(texts) == 2:
            return Binary("+", *texts)
        return texts[0] if texts else Literal("")

    def _list(self, block: Block) -> Expression:
        return ListOf(self._items(block, 3, Literal(None)))

    def _no_items(self, _: Block) -> Expression:
        return ListOf([])

    def _items(self, block: Block, usual: int, empty: Literal) -> list[Expression]:
        count = block.count("itemCount", usual, LONGEST_LIST)
        self._take(block, count)
        items = (self.slot(block, f"ADD{index}") for index in range(count))
        return [Literal(empty.value) if item is None else item for item in items]

    def _item(self, block: Block) -> Expression:
        """`text_charAt` and `lists_getIndex`."""
        thing = self.slot(block, "VALUE") or _empty_thing(block)
        if block.field("MODE") not in ("GET", None):
            return self._taken(block, thing)
        if block.field("WHERE") == "RANDOM":
            return Call("random.choice", [thing])
        return Call("item", [thing, self.index(block)])

    def _taken(self, block: Block, thing: Expression) -> Expression:
        """What `lists_getIndex` takes out of a list."""
        if block.field("MODE") not in ("GET_REMOVE", "REMOVE"):
            raise refuse(Code.BAD_VALUE, block.id)
        where = block.field("WHERE")
        if where == "RANDOM":
            return Call("blocks.take_random", [thing])
        return Call("list.pop", [thing] if where == "LAST" else [thing, self.index(block)])

    def index(self, block: Block) -> Expression:
        """The index that a block's `WHERE` and `AT` mean."""
        where = block.field("WHERE")
        position = ONE_BASED.get("FROM_START" if where is None else str(where))
        if position is None:
            raise refuse(Code.BAD_VALUE, block.id)
        return position(self.slot(block, "AT"))

    def _part(self, block: Block) -> Expression:
        """`text_getSubstring` and `lists_getSublist`."""
        name = "STRING" if block.type == "text_getSubstring" else "LIST"
        thing = self.slot(block, name) or _empty_thing(block)
        ends = [block.field("WHERE1"), block.field("WHERE2")]
        ats = [self.slot(block, "AT1"), self.slot(block, "AT2")]
        value = part_of(thing, ends, ats, block.data == START)
        if value is None:
            raise refuse(Code.BAD_VALUE, block.id)
        return value

    def _asked(self, block: Block) -> Expression:
        """`text_prompt` has its question in a field, `text_prompt_ext` in an input."""
        written = block.field("TEXT")
        prompt = self._text(block) if written else self.slot(block, "TEXT")
        kind = block.field("TYPE")
        if kind not in ("TEXT", "NUMBER", None):
            raise refuse(Code.BAD_VALUE, block.id)
        return Call("float", [Ask(prompt)]) if kind == "NUMBER" else Ask(prompt)

    def own(self, block: Block) -> Own:
        """A call of one of the program's functions; what is not given is None."""
        name = block.extra.get("name", block.field("NAME"))
        params = block.extra.get("params")
        count = len(row(params, block.id)) if params is not None else _last(block) + 1
        self._take(block, count)
        given = [self.slot(block, f"ARG{index}") or Literal(None) for index in range(count)]
        return Own(self.procedures.called(name), given)

    def _take(self, block: Block, count: int) -> None:
        """Counts the inputs that a few letters of `extraState` can make."""
        self._given += count
        if count > LONGEST_LIST or self._given > MOST_GIVEN:
            raise refuse(Code.TOO_BIG, block.id)

    def _python(self, block: Block) -> Expression:
        return self.fragments.value_of(python_text(block), block.id)


def _told(value: Expression, block: Block) -> Expression:
    """The value with its block's id and comment."""
    signed(value, block.id)
    if block.comment:
        value.comment = block.comment
    return value


def _logic(block: Block, left: Expression | None, right: Expression | None) -> Expression:
    """With one side empty the other decides; with both it is false."""
    both = block.field("OP") != "OR"
    spare = both and not (left is None and right is None)
    left = Literal(spare) if left is None else left
    return Logic("and" if both else "or", left, Literal(spare) if right is None else right)


def _link(block: Block) -> str:
    """What the links of one chain share, "" for a block that is none."""
    signs = _LINKS.get(block.type)
    operator = block.field("OP")
    if signs is None or not (operator is None or isinstance(operator, str)):
        return ""
    return signs.get(operator, "")


def _last(block: Block) -> int:
    """The number of the last argument that an older call gives, -1 without any."""
    ends = (name[3:] for name in block.inputs if name.startswith("ARG"))
    return max((int(end) for end in ends if end.isdecimal() and len(end) < 5), default=-1)


def python_text(block: Block) -> str:
    """The text of a Python block."""
    text = block.field("TEXT")
    if not isinstance(text, str):
        raise refuse(Code.BAD_VALUE, block.id)
    return plain_text(text, block.id)


def number_in(field: object, where: str) -> object:
    """The number in a field as JavaScript writes it: whole ones without a point."""
    if isinstance(field, str):
        field = _parsed(field, where)
    if field is None:
        return 0
    if isinstance(field, (int, float)) and not isinstance(field, bool):
        return _as_javascript(field)
    return field


def _as_javascript(number: int | float) -> int | float:
    """A number as JavaScript writes it: beyond 2^53 its last digits are noughts."""
    if abs(number) <= WHOLE_MOST and isinstance(number, int):
        return number
    if not abs(number) < EXACT:
        return float(number) if abs(number) < LARGEST_DECIMAL else number
    if number != int(number):
        return number
    return int(Decimal(repr(float(number))))


def _parsed(text: str, where: str) -> float:
    try:
        return float(plain_text(text, where).replace(",", "") or 0)
    except ValueError:
        raise refuse(Code.BAD_VALUE, where, value=text[:60]) from None


def _empty_thing(block: Block) -> Expression:
    return Literal("") if block.type.startswith("text_") else ListOf([])


def as_text(value: Expression) -> Expression:
    """What Blockly's generator makes of a value that is joined to others."""
    written = isinstance(value, Literal) and isinstance(value.value, str)
    return value if written else Call("str", [value])


def _chosen(block: Block) -> Phrase:
    """The phrase of a block by its field; the first when the field is not written."""
    phrases = _PHRASES[block.type]
    written = [
        phrase
        for phrase in phrases
        if all(block.field(name) in (value, None) for name, value in phrase.fields.items())
    ]
    if not written:
        raise refuse(Code.BAD_VALUE, block.id)
    return next((phrase for phrase in written if phrase.data == block.data), written[0])


def signed(value: Expression, id: str) -> None:
    """Gives the block's id to all that it means itself; what stands in its inputs has one."""
    pending: list[Expression] = [value]
    while pending:
        node = pending.pop()
        if node.id:
            continue
        node.id = id
        for name in node.__dataclass_fields__:
            part = getattr(node, name)
            inner = part if isinstance(part, list) else [part]
            pending += [item for item in inner if isinstance(item, Expression)]


_LINKS: dict[str, dict[str | None, str]] = {
    "math_arithmetic": {None: "+", "ADD": "+", "MINUS": "+", "MULTIPLY": "*", "DIVIDE": "*"},
    "logic_operation": {None: "and", "AND": "and", "OR": "or"},
}
"""Block type -> its field OP -> what the links of one chain share."""
_SPECIAL: dict[str, Callable[[Values, Block], Expression]] = {
    "math_number": Values._number,
    "text": Values._text,
    "text_multiline": Values._text,
    "logic_boolean": Values._boolean,
    "logic_null": Values._nothing,
    "variables_get": Values._variable,
    "variables_get_dynamic": Values._variable,
    "logic_operation": Values._no_link,
    "math_number_property": Values._divisible,
    "text_join": Values._join,
    "lists_create_with": Values._list,
    "lists_create_empty": Values._no_items,
    "text_charAt": Values._item,
    "lists_getIndex": Values._item,
    "text_getSubstring": Values._part,
    "lists_getSublist": Values._part,
    "text_prompt": Values._asked,
    "text_prompt_ext": Values._asked,
    "procedures_callreturn": Values.own,
    VALUE: Values._python,
}


def is_value(block: Block) -> bool:
    """Whether a block gives a value."""
    if block.type == "lists_getIndex":
        return block.field("MODE") != "REMOVE"
    known = block.type in _SPECIAL or block.type in _PHRASES
    return known or word_of(block.type, Role.SENSING) is not None
