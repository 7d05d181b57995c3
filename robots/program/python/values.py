"""Expressions of Python, read into the tree: the taught subset and nothing else."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable
from difflib import get_close_matches

from robots.abilities import WORDS, Argument, Role
from robots.errors import Code, Refused, refuse
from robots.names import Names, group_given, group_of
from robots.program.limits import DEEPEST, plain_value
from robots.program.python.chosen import groups_of_variables
from robots.program.python.parse import Parsed
from robots.program.taught import TAUGHT
from robots.program.tree import (
    Binary,
    Call,
    Choice,
    Compare,
    Expression,
    ListOf,
    Literal,
    Logic,
    Sense,
    Unary,
    Variable,
)

MODULES = frozenset({"math", "random", "statistics", "blocks"})
CONSTANTS = frozenset({"math.pi", "math.e"})
UNSPOKEN = frozenset({"item", "part", "contains", "reversed"})
"""Taught functions that Python spells with signs, or not at all."""
_BINARY: dict[type[ast.operator], str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%",
    ast.Pow: "**",
}  # fmt: skip
_COMPARE: dict[type[ast.cmpop], str] = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
}  # fmt: skip
_CONSTRUCTS: dict[type, str] = {
    ast.ClassDef: "class", ast.Return: "return", ast.Try: "try", ast.With: "with",
    ast.ImportFrom: "from", ast.Delete: "del", ast.Lambda: "lambda", ast.Dict: "{ }",
    ast.Set: "{ }", ast.ListComp: "[ for ]", ast.Tuple: "( , )", ast.Yield: "yield",
    ast.Match: "match", ast.Assert: "assert", ast.Raise: "raise", ast.FunctionDef: "def",
    ast.AsyncFunctionDef: "async", ast.AnnAssign: ":", ast.Nonlocal: "nonlocal",
    ast.NamedExpr: ":=", ast.Starred: "*",
}  # fmt: skip
"""What children read of the constructs that are not taught."""
_SAME: dict[type[ast.cmpop], str] = {ast.Is: "==", ast.IsNot: "!="}


def line(node: ast.stmt | ast.expr | ast.keyword) -> str:
    """The line of a node, as its id."""
    return str(node.lineno)


def not_taught(node: ast.stmt | ast.expr | ast.keyword, **details: str) -> Refused:
    """The refusal of what Python knows and we do not."""
    if not details and type(node) in _CONSTRUCTS:
        details["name"] = _CONSTRUCTS[type(node)]
    if "name" in details:
        details.setdefault("reason", "name")
    return refuse(Code.NOT_TAUGHT, line(node), **details)


class Values:
    """Reads the expressions of one text."""

    def __init__(self, text: Parsed, names: Names) -> None:
        self._text, self._names = text, names
        self.groups = groups_of_variables(text, names)
        """The group of choices that a variable's values belong to."""
        self._depth = 0

    def _group(self, value: Expression) -> str:
        """The group of choices that a value comes from, "" when from none."""
        if isinstance(value, Variable):
            return self.groups.get(value.name, "")
        return group_given(value.word) if isinstance(value, Sense) else ""

    def read(self, node: ast.expr) -> Expression:
        """One expression; raises Refused that names the line."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise refuse(Code.TOO_DEEP, line(node))
        read = _READERS.get(type(node))
        if read is None:
            raise not_taught(node)
        value = read(self, node)
        self._depth -= 1
        return value

    def word(self, node: ast.expr) -> str | None:
        """The canonical word that is called, None when it is none."""
        if not isinstance(node, ast.Name):
            return None
        word = self._names.word(node.id)
        if word is not None:
            self.check_free(node)
        return word

    def arguments(self, word: str, node: ast.Call) -> dict[str, Expression]:
        """The arguments of a word, by their canonical names."""
        known = WORDS[word].arguments
        if len(node.args) > len(known):
            raise self._extra(word, node.args[len(known)])
        given = dict(zip(known, node.args, strict=False))
        for keyword in node.keywords:
            argument = WORDS[word].argument(keyword.arg or "")
            if argument is None or argument in given:
                raise self._extra(word, keyword)
            given[argument] = keyword.value
        return {item.name: self._argument(item, given[item]) for item in known if item in given}

    def check_free(self, node: ast.Name) -> None:
        """Refuse the call of a name that the text also uses for a variable."""
        if node.id in self._text.stored:
            raise not_taught(node, reason="word-name", name=node.id)

    def unknown(self, node: ast.Name) -> Refused:
        """The refusal of a name that is called and that nobody knows."""
        name = node.id
        if name == "input":
            return refuse(Code.NO_INPUT, line(node))
        if hasattr(builtins, name):
            return not_taught(node, name=name)
        near = get_close_matches(name[:40], (*self._names.words, *TAUGHT), 1, 0.75)
        details = {"reason": "near", "near": near[0]} if near else {}
        return refuse(Code.UNKNOWN_WORD, line(node), name=name[:60], **details)

    def _extra(self, word: str, node: ast.expr | ast.keyword) -> Refused:
        value = node.value if isinstance(node, ast.keyword) else node
        shown = ast.unparse(node)[:60] if isinstance(value, (ast.Constant, ast.Name)) else "..."
        return refuse(Code.BAD_VALUE, line(node), reason="extra", word=word, value=shown)

    def _argument(self, argument: Argument, node: ast.expr) -> Expression:
        return self.canonical(group_of(argument), self.read(node))

    def canonical(self, group: str, value: Expression) -> Expression:
        """A written value of a closed choice, whatever language it is in."""
        if group and isinstance(value, Literal) and isinstance(value.value, str):
            value.value = self._names.value(group, value.value)
        return value

    # ---- one kind of expression each ---------------------------------------------------------

    def _constant(self, node: ast.Constant) -> Expression:
        if isinstance(node.value, (bytes, complex)) or node.value is ...:
            raise not_taught(node)
        return Literal(plain_value(node.value, line(node)), id=line(node))

    def _name(self, node: ast.Name) -> Expression:
        if node.id not in self._text.stored:
            if self._names.word(node.id) is not None:
                raise not_taught(node, reason="brackets", name=node.id)
            if hasattr(builtins, node.id) or node.id in MODULES:
                raise not_taught(node, name=node.id)
        return Variable(node.id, id=line(node))

    def _unary(self, node: ast.UnaryOp) -> Expression:
        operand = self.read(node.operand)
        if isinstance(node.op, ast.Invert):
            raise not_taught(node, name="~")
        if isinstance(node.op, ast.Not):
            return Unary("not", operand, id=line(node))
        sign = "-" if isinstance(node.op, ast.USub) else "+"
        if isinstance(node.operand, ast.Constant) and _is_number(node.operand.value):
            assert isinstance(operand, Literal)
            assert isinstance(operand.value, (int, float))
            return Literal(-operand.value if sign == "-" else operand.value, id=line(node))
        return Unary(sign, operand, id=line(node))

    def _binary(self, node: ast.BinOp) -> Expression:
        operator = _BINARY.get(type(node.op))
        if operator is None:
            raise not_taught(node)
        return Binary(operator, self.read(node.left), self.read(node.right), id=line(node))

    def _logic(self, node: ast.BoolOp) -> Expression:
        operator = "and" if isinstance(node.op, ast.And) else "or"
        whole = self.read(node.values[0])
        for part in node.values[1:]:
            whole = Logic(operator, whole, self.read(part), id=line(node))
        return whole

    def _choice(self, node: ast.IfExp) -> Expression:
        test, then, otherwise = map(self.read, (node.test, node.body, node.orelse))
        return Choice(test, then, otherwise, id=line(node))

    def _template(self, node: ast.JoinedStr) -> Expression:
        """`f"{a} cm"` is `str(a) + " cm"`."""
        parts = [self._part(item) for item in node.values]
        whole = parts[0] if parts else Literal("", id=line(node))
        for part in parts[1:]:
            whole = Binary("+", whole, part, id=line(node))
        return whole

    def _part(self, node: ast.expr) -> Expression:
        if not isinstance(node, ast.FormattedValue):
            return self.read(node)
        if node.conversion != -1 or node.format_spec is not None:
            raise not_taught(node, name='f"{ : }"')
        return Call("str", [self.read(node.value)], id=line(node))

    def _list(self, node: ast.List) -> Expression:
        return ListOf([self.read(item) for item in node.elts], id=line(node))

    def _compare(self, node: ast.Compare) -> Expression:
        """`a < b < c` is `a < b and b < c`, where looking at b twice makes no difference."""
        ends = [node.left, *node.comparators]
        for between in ends[1:-1]:
            if not steady(self.read(between)):
                raise not_taught(between, reason="once")
        whole: Expression | None = None
        for left, operator, right in zip(ends, node.ops, ends[1:], strict=False):
            part = self._pair(node, left, operator, right)
            whole = part if whole is None else Logic("and", whole, part, id=line(node))
        assert whole is not None
        return whole

    def _pair(
        self, node: ast.Compare, first: ast.expr, operator: ast.cmpop, second: ast.expr
    ) -> Expression:
        left, right = self.read(first), self.read(second)
        if isinstance(operator, (ast.In, ast.NotIn)):
            found = Call("contains", [right, left], id=line(node))
            return found if isinstance(operator, ast.In) else Unary("not", found, id=line(node))
        sign = _COMPARE.get(type(operator))
        if sign is None and isinstance(right, Literal) and right.value is None:
            sign = _SAME[type(operator)]
        if sign is None:
            raise not_taught(node, name="is")
        group = self._group(left) or self._group(right)
        left, right = self.canonical(group, left), self.canonical(group, right)
        return Compare(sign, left, right, id=line(node))

    def _subscript(self, node: ast.Subscript) -> Expression:
        thing, where = self.read(node.value), node.slice
        if not isinstance(where, ast.Slice):
            return Call("item", [thing, self.read(where)], id=line(node))
        if where.step is not None:
            if _is_reversal(where):
                return Call("reversed", [thing], id=line(node))
            raise not_taught(node)
        ends: list[Expression] = [thing]
        if where.lower is not None or where.upper is not None:
            ends.append(Literal(None) if where.lower is None else self.read(where.lower))
        if where.upper is not None:
            ends.append(self.read(where.upper))
        return Call("part", ends, id=line(node))

    def _attribute(self, node: ast.Attribute) -> Expression:
        name = f"{node.value.id}.{node.attr}" if isinstance(node.value, ast.Name) else node.attr
        if name not in CONSTANTS:
            raise not_taught(node, name=name[:60])
        return Call(name, [], id=line(node))

    def _call(self, node: ast.Call) -> Expression:
        word = self.word(node.func)
        if word is not None:
            return self._sense(word, node)
        name, thing = self._function(node.func)
        if node.keywords or any(isinstance(item, ast.Starred) for item in node.args):
            raise not_taught(node, name=name)
        arguments = [self.read(item) for item in (*thing, *node.args)]
        taught = TAUGHT[name]
        if not taught.least <= len(arguments) <= (taught.most or len(arguments)):
            raise refuse(Code.BAD_VALUE, line(node), reason="count", word=name)
        return Call(name, arguments, id=line(node))

    def _sense(self, word: str, node: ast.Call) -> Expression:
        if WORDS[word].role is not Role.SENSING:
            raise not_taught(node, reason="action", name=ast.unparse(node.func))
        return Sense(word, self.arguments(word, node), id=line(node))

    def _function(self, node: ast.expr) -> tuple[str, list[ast.expr]]:
        """The taught function that is called, and the object that a method belongs to."""
        if isinstance(node, ast.Name):
            if node.id in TAUGHT and node.id not in UNSPOKEN:
                self.check_free(node)
                return node.id, []
            raise self.unknown(node)
        if not isinstance(node, ast.Attribute):
            raise not_taught(node)
        if isinstance(node.value, ast.Name) and node.value.id in MODULES - self._text.stored:
            name, thing = f"{node.value.id}.{node.attr}", list[ast.expr]()
        else:
            name, thing = f"str.{node.attr}", [node.value]
        if name not in TAUGHT or name in UNSPOKEN | CONSTANTS:
            raise not_taught(node, name=node.attr[:60])
        return name, thing


def steady(value: Expression) -> bool:
    """Whether an expression gives the same when it is looked at twice: nothing sensed, no luck."""
    if isinstance(value, Sense) or (isinstance(value, Call) and value.name.startswith("random.")):
        return False
    if isinstance(value, (Literal, Variable)):
        return True
    parts = [getattr(value, name) for name in value.__dataclass_fields__]
    inner = [item for part in parts for item in (part if isinstance(part, list) else [part])]
    return all(steady(item) for item in inner if not isinstance(item, str))


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_reversal(where: ast.Slice) -> bool:
    whole = where.lower is None and where.upper is None
    return whole and where.step is not None and ast.unparse(where.step) == "-1"


_READERS: dict[type, Callable[..., Expression]] = {
    ast.Constant: Values._constant,
    ast.Name: Values._name,
    ast.UnaryOp: Values._unary,
    ast.BinOp: Values._binary,
    ast.BoolOp: Values._logic,
    ast.IfExp: Values._choice,
    ast.JoinedStr: Values._template,
    ast.List: Values._list,
    ast.Compare: Values._compare,
    ast.Subscript: Values._subscript,
    ast.Attribute: Values._attribute,
    ast.Call: Values._call,
}
