"""Expressions of Python, read into the tree: the taught subset and nothing else."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from itertools import islice

from robots.abilities import WORDS, Argument, Role
from robots.errors import Code, Refused, refuse
from robots.names import Names, group_given, group_of
from robots.program.chains import check_terms, group
from robots.program.limits import DEEPEST, plain_value
from robots.program.python.chosen import groups_of_variables
from robots.program.python.methods import (
    CONSTANTS,
    METHODS,
    MODULES,
    REVERSIBLE,
    UNSPOKEN,
    steady,
)
from robots.program.python.mistakes import VALUES, spelt
from robots.program.python.parse import Parsed
from robots.program.taught import TAUGHT, is_format
from robots.program.tree import (
    Ask,
    Binary,
    Call,
    Choice,
    Compare,
    DictOf,
    Expression,
    ListOf,
    Literal,
    Logic,
    Own,
    Sense,
    Template,
    TupleOf,
    Unary,
    Variable,
)

_BINARY: dict[type[ast.operator], str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%",
    ast.Pow: "**",
}  # fmt: skip
_COMPARE: dict[type[ast.cmpop], str] = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
}  # fmt: skip
_CONSTRUCTS: dict[type, str] = {
    ast.ClassDef: "class", ast.Return: "return", ast.Try: "try", ast.With: "with",
    ast.ImportFrom: "from", ast.Delete: "del", ast.Lambda: "lambda", ast.DictComp: "{ for }",
    ast.Set: "{ }", ast.ListComp: "[ for ]", ast.Yield: "yield", ast.SetComp: "{ for }",
    ast.Match: "match", ast.Assert: "assert", ast.Raise: "raise", ast.FunctionDef: "def",
    ast.AsyncFunctionDef: "async", ast.AnnAssign: ":", ast.Nonlocal: "nonlocal",
    ast.NamedExpr: ":=", ast.Starred: "*",
}  # fmt: skip
"""What children read of the constructs that are not taught."""
MOST_TWICE = 20
"""Nodes of an expression that the tree holds twice, as the middle of `a < b < c`."""
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

    def __init__(self, text: Parsed, names: Names, own: Mapping[str, Sequence[str]]) -> None:
        self._text, self._names, self._own = text, names, own
        self._imported = _imported(text)
        self.groups = groups_of_variables(text, names)
        """The group of choices that a variable's values belong to."""
        self.depth = 0

    def _group(self, value: Expression) -> str:
        """The group of choices that a value comes from, "" when from none."""
        if isinstance(value, Variable):
            return self.groups.get(value.name, "")
        return group_given(value.word) if isinstance(value, Sense) else ""

    def read(self, node: ast.expr) -> Expression:
        """One expression; raises Refused that names the line."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise refuse(Code.TOO_DEEP, line(node))
        read = _READERS.get(type(node))
        if read is None:
            raise not_taught(node)
        value = read(self, node)
        self.depth -= 1
        return value

    def is_own(self, name: str) -> bool:
        """Whether it is one of the program's own functions."""
        return name in self._own

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
        if node.id in self._text.bound:
            raise not_taught(node, reason="word-name", name=node.id)

    def unknown(self, node: ast.Name) -> Refused:
        """The refusal of a name that is called and that nobody knows."""
        name = node.id
        if hasattr(builtins, name) or name in self._text.bound:
            return not_taught(node, name=name)
        known = (*self._names.words, *TAUGHT, *self._own, "print", "input")
        plain = name.lower() if name.lower() in known else name
        near = get_close_matches(plain[:40], known, 1, 0.75)
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
        if self._imported.get(node.id) in CONSTANTS:
            return Call(self._imported[node.id], [], id=line(node))
        if node.id not in self._text.stored:
            if self._names.word(node.id) is not None:
                raise not_taught(node, reason="brackets", name=node.id)
            if node.id in VALUES:
                raise refuse(Code.SYNTAX, line(node), **spelt(node.id))
            elsewhere = node.id in self._text.bound or node.id in self._own
            if elsewhere or hasattr(builtins, node.id) or node.id in MODULES:
                raise not_taught(node, name=node.id)
        return Variable(node.id, id=line(node))

    def _unary(self, node: ast.UnaryOp) -> Expression:
        operand = self.read(node.operand)
        if isinstance(node.op, ast.Invert):
            raise not_taught(node, name="~")
        if isinstance(node.op, ast.Not):
            return Unary("not", operand, id=line(node))
        sign = "-" if isinstance(node.op, ast.USub) else "+"
        number = isinstance(node.operand, ast.Constant) and _is_number(node.operand.value)
        if number and operand != Literal(0):
            assert isinstance(operand, Literal)
            assert isinstance(operand.value, (int, float))
            return Literal(-operand.value if sign == "-" else operand.value, id=line(node))
        return Unary(sign, operand, id=line(node))

    def _binary(self, node: ast.BinOp) -> Expression:
        """One operation; of a long sum all that stand one after another."""
        links, first = [node], node.left
        kind = group(_operator(node))
        while kind and isinstance(first, ast.BinOp) and group(_operator(first)) == kind:
            check_terms(len(links), line(node))
            links.append(first)
            first = first.left
        whole = self.read(first)
        for link in reversed(links):
            whole = Binary(_operator(link), whole, self.read(link.right), id=line(link))
        return whole

    def _logic(self, node: ast.BoolOp) -> Expression:
        operator = "and" if isinstance(node.op, ast.And) else "or"
        check_terms(len(node.values) - 2, line(node))
        whole = self.read(node.values[0])
        for part in node.values[1:]:
            whole = Logic(operator, whole, self.read(part), id=line(node))
        return whole

    def _choice(self, node: ast.IfExp) -> Expression:
        test, then, otherwise = map(self.read, (node.test, node.body, node.orelse))
        return Choice(test, then, otherwise, id=line(node))

    def _template(self, node: ast.JoinedStr) -> Expression:
        """The written texts of a template and the values between them."""
        return Template(joined([self._part(part) for part in node.values]), id=line(node))

    def _part(self, node: ast.expr) -> Expression:
        if not isinstance(node, ast.FormattedValue):
            return self.read(node)
        if node.conversion not in (-1, ord("s")):
            raise not_taught(node, name='f"{ ! }"')
        value = self.read(node.value)
        if node.format_spec is None:
            return value
        spec = self.read(node.format_spec)
        if spec == Template([]):
            return value
        text = spec.parts[0] if isinstance(spec, Template) and len(spec.parts) == 1 else None
        if not isinstance(text, Literal) or not is_format(text.value):
            raise not_taught(node, name='f"{ : }"')
        return Call("format", [value, text], id=line(node))

    def _tuple(self, node: ast.Tuple) -> Expression:
        return TupleOf([self.read(item) for item in node.elts], id=line(node))

    def _dict(self, node: ast.Dict) -> Expression:
        if any(key is None for key in node.keys):
            raise not_taught(node, name="{ ** }")
        keys = [self.read(key) for key in node.keys if key is not None]
        return DictOf(keys, [self.read(value) for value in node.values], id=line(node))

    def _list(self, node: ast.List) -> Expression:
        return ListOf([self.read(item) for item in node.elts], id=line(node))

    def _compare(self, node: ast.Compare) -> Expression:
        """`a < b < c` is `a < b and b < c`, where looking at b twice makes no difference."""
        ends = [node.left, *node.comparators]
        for between in ends[1:-1]:
            if not _is_short(between) or not steady(self.read(between)):
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
        if where.step is not None and _is_reversal(where):
            return Call("reversed", [thing], id=line(node))
        ends = [where.lower, where.upper, where.step]
        while ends and ends[-1] is None:
            ends.pop()
        read = [Literal(None) if end is None else self.read(end) for end in ends]
        return Call("part", [thing, *read], id=line(node))

    def _attribute(self, node: ast.Attribute) -> Expression:
        name = f"{node.value.id}.{node.attr}" if isinstance(node.value, ast.Name) else node.attr
        if name not in CONSTANTS:
            raise not_taught(node, name=name[:60])
        return Call(name, [], id=line(node))

    def _call(self, node: ast.Call) -> Expression:
        called = node.func.id if isinstance(node.func, ast.Name) else ""
        if called in self._own:
            return self._own_call(called, node)
        word = self.word(node.func)
        if word is not None:
            return self._sense(word, node)
        if called == "input" and called not in self._text.bound:
            return self._ask(node)
        name, thing = self._function(node.func)
        given = [*node.args, *self._reverse(name, node)]
        if any(isinstance(item, ast.Starred) for item in given):
            raise not_taught(node, name=name)
        arguments = [self.read(item) for item in (*thing, *given)]
        self._check_format(name, arguments, node)
        taught = TAUGHT[name]
        if not taught.least <= len(arguments) <= (taught.most or len(arguments)):
            raise refuse(Code.BAD_VALUE, line(node), reason="count", word=name)
        return Call(name, arguments, id=line(node))

    def _reverse(self, name: str, node: ast.Call) -> list[ast.expr]:
        """The one argument that is given by its name: `sorted(x, reverse=True)`."""
        if not node.keywords:
            return []
        given = node.keywords[0]
        fits = len(node.keywords) == 1 and given.arg == "reverse" and name in REVERSIBLE
        if not fits or len(node.args) != (name == "sorted"):
            raise not_taught(node, name=name)
        return [given.value]

    def _check_format(self, name: str, given: list[Expression], node: ast.Call) -> None:
        if name == "format" and len(given) == 2:
            spec = given[1]
            if not isinstance(spec, Literal) or not is_format(spec.value):
                raise not_taught(node, name=name)

    def _ask(self, node: ast.Call) -> Expression:
        if node.keywords or len(node.args) > 1:
            raise refuse(Code.BAD_VALUE, line(node), reason="count", word="input")
        return Ask(self.read(node.args[0]) if node.args else None, id=line(node))

    def _own_call(self, name: str, node: ast.Call) -> Expression:
        """A call of one of the program's own functions."""
        if any(isinstance(item, ast.Starred) for item in node.args):
            raise not_taught(node, name="*")
        groups = [self.groups.get(parameter, "") for parameter in self._own[name]]
        groups += [""] * (len(node.args) - len(groups))
        given = [
            self.canonical(group, self.read(item))
            for group, item in zip(groups, node.args, strict=False)
        ]
        named: dict[str, Expression] = {}
        for item in node.keywords:
            if item.arg is None:
                raise not_taught(node, name="**")
            value = self.read(item.value)
            named[item.arg] = self.canonical(self.groups.get(item.arg, ""), value)
        return Own(name, given, named, id=line(node))

    def _sense(self, word: str, node: ast.Call) -> Expression:
        if WORDS[word].role is not Role.SENSING:
            raise not_taught(node, reason="action", name=self._text.source.part(node.func, 60))
        return Sense(word, self.arguments(word, node), id=line(node))

    def _function(self, node: ast.expr) -> tuple[str, list[ast.expr]]:
        """The taught function that is called, and the object that a method belongs to."""
        if isinstance(node, ast.Name):
            if self._imported.get(node.id, "math.pi") not in CONSTANTS:
                return self._imported[node.id], []
            if node.id in TAUGHT and (node.id not in UNSPOKEN or node.id == "reversed"):
                self.check_free(node)
                return node.id, []
            raise self.unknown(node)
        if not isinstance(node, ast.Attribute):
            raise not_taught(node)
        if isinstance(node.value, ast.Name) and node.value.id in MODULES - self._text.stored:
            name, thing = f"{node.value.id}.{node.attr}", list[ast.expr]()
        else:
            name, thing = METHODS.get(node.attr, ""), [node.value]
        if name not in TAUGHT or name in UNSPOKEN | CONSTANTS:
            raise not_taught(node, name=node.attr[:60])
        return name, thing


def _operator(node: ast.BinOp) -> str:
    """The sign of an operation; raises Refused(not-taught)."""
    operator = _BINARY.get(type(node.op))
    if operator is None:
        raise not_taught(node)
    return operator


def joined(parts: list[Expression]) -> list[Expression]:
    """The parts of a template, written texts that stand side by side made one."""
    found: list[Expression] = []
    for part in parts:
        before = found[-1] if found else None
        if not isinstance(part, Literal) or not isinstance(part.value, str):
            found.append(part)
        elif isinstance(before, Literal) and isinstance(before.value, str):
            before.value = plain_value(before.value + part.value, part.id)
        elif part.value:
            found.append(Literal(part.value, id=part.id))
    return found


def _imported(text: Parsed) -> dict[str, str]:
    """The names that `from math import sqrt` gives to taught functions."""
    found: dict[str, str] = {}
    for node in text.nodes:
        if isinstance(node, ast.ImportFrom) and is_taught_import(node):
            every = {name.partition(".")[2]: name for name in TAUGHT.keys() - UNSPOKEN
                     if name.startswith(f"{node.module}.")}  # fmt: skip
            wanted = {item.name for item in node.names}
            # What the text uses for something else too is not what was imported.
            most = 0 if "*" in wanted else 1
            found |= {
                name: full
                for name, full in every.items()
                if (not most or name in wanted) and text.bound[name] <= most
            }
    return found


def is_taught_import(node: ast.ImportFrom) -> bool:
    """Whether all that is imported is taught, and keeps its name."""
    if node.module not in MODULES or node.level:
        return False
    return all(
        item.asname is None
        and (item.name == "*" or f"{node.module}.{item.name}" in TAUGHT.keys() - UNSPOKEN)
        for item in node.names
    )


def _is_short(node: ast.expr) -> bool:
    """Whether an expression is short enough to stand in the tree twice."""
    return sum(1 for _ in islice(ast.walk(node), MOST_TWICE + 1)) <= MOST_TWICE


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
    ast.Tuple: Values._tuple,
    ast.Dict: Values._dict,
    ast.Compare: Values._compare,
    ast.Subscript: Values._subscript,
    ast.Attribute: Values._attribute,
    ast.Call: Values._call,
}
