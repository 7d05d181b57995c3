"""Workspaces made by luck from what the real Blockly says of its own blocks."""

from __future__ import annotations

from random import Random

from tests.robots.program.blockly_json import block, number, row, variable, workspace
from tests.robots.program.blockly_peer import Blockly

ONLY_IN_MUTATORS = frozenset(
    {
        "lists_create_with_container", "lists_create_with_item", "controls_if_if",
        "controls_if_elseif", "controls_if_else", "procedures_mutatorcontainer",
        "procedures_mutatorarg", "text_create_join_container", "text_create_join_item",
    }
)  # fmt: skip
"""Blocks of the small workspace in a mutator's bubble: no program has them."""
SHAPES: dict[str, list[object]] = {
    "lists_create_with": [{"itemCount": count} for count in (0, 1, 2, 5)],
    "text_join": [{"itemCount": count} for count in range(5)],
    "controls_if": [
        None, {"hasElse": True}, {"elseIfCount": 1}, {"elseIfCount": 2, "hasElse": True},
    ],
    "procedures_ifreturn": ['<mutation value="1"></mutation>', '<mutation value="0"></mutation>'],
}  # fmt: skip
"""What mutators make of a block."""
BY_HAND = ("procedures_def", "procedures_call", "text_multiline")
NUMBERS = (-3, -1, 0, 1, 2, 3, 4, 7, 0.5, 2.5, -1.5, 10, 1e3)
TEXTS = ("", "a", "robot", "le robot avance", "b,c,,d", "Été", "3", "-2.5", "nan", "a b  c", "abab")
LISTS = ((), (1,), (3, 1, 2, 3), ("b", "a", "C"), (1, "10", "9", None), (True, 1, 0.5), ("a", "a"))
NAMES = {"Number": "n", "String": "t", "Array": "l", "Boolean": "b"}
KINDS = {name: kind for kind, name in NAMES.items()} | {"typed": "Number"}
NUMERIC = ("math_on_list",)
"""Blocks whose lists are of numbers, so that they do not fail."""


def all_variants(blockly: Blockly) -> list[dict]:
    """Every built-in block that programs have, in each of its shapes and choices."""
    types = [type for type in blockly.types() if type not in ONLY_IN_MUTATORS]
    shaped = [(type, extra) for type in types for extra in SHAPES.get(type, [None])]
    return [variant for type, extra in shaped for variant in blockly.variants(type, extra)]


class Maker:
    """Makes blocks by luck, whose programs end and mostly do not fail."""

    def __init__(self, luck: Random, variants: list[dict]) -> None:
        self.luck = luck
        usual = [item for item in variants if not item["type"].startswith(BY_HAND)]
        self._values = [item for item in usual if item["output"] is not None]
        self._statements = [item for item in usual if item["previous"]]
        self.functions: list[tuple[str, list[str], bool]] = []
        """The functions that may be called: name, parameters, and whether it gives a value."""
        self.inside = ""
        """The type of the definition that is made."""

    # ---- values --------------------------------------------------------------------------------

    def value(self, check: list[str] | None, depth: int) -> dict | None:
        """A value for an input; sometimes none."""
        if self.luck.random() < 0.06:
            return None
        if depth <= 0 or self.luck.random() < 0.25:
            return self.leaf(check)
        called = [item for item in self.functions if item[2]]
        if called and self.luck.random() < 0.1:
            return self.call("procedures_callreturn", *self.luck.choice(called)[:2], depth)
        fitting = [
            item
            for item in self._values
            if not check or not item["output"] or set(check) & set(item["output"])
        ]
        return self.filled(self.luck.choice(fitting), depth)

    def leaf(self, check: list[str] | None) -> dict:
        """A value that is written, or a variable of the type."""
        kind = self.luck.choice(check or list(NAMES))
        if self.luck.random() < 0.3:
            return variable(NAMES.get(kind, "n"))
        return self.written(kind)

    def written(self, kind: str) -> dict:
        if kind == "String":
            return block("text", {"TEXT": self.luck.choice(TEXTS)})
        if kind == "Boolean":
            return block("logic_boolean", {"BOOL": self.luck.choice(["TRUE", "FALSE"])})
        if kind == "Array":
            return list_of(self.luck.choice(LISTS))
        return block("math_number", {"NUM": self.luck.choice(NUMBERS)})

    def filled(self, variant: dict, depth: int) -> dict:
        """A block of a variant, its inputs filled."""
        made = {"type": variant["type"], "fields": self.fields(variant), "inputs": {}}
        if variant.get("extraState"):
            made["extraState"] = variant["extraState"]
        self._settle(made)
        random = "RANDOM" in made["fields"].values() or variant["type"] == "math_random_int"
        for given in variant["inputs"]:
            name, check = given["name"], self._check(made, given)
            if given["statement"]:
                inner = self.body(variant, depth)
            elif random and name in ("VALUE", "LIST", "FROM", "TO"):
                # What luck gives must be sure.
                inner = block("math_number", {"NUM": 3}) if name in ("FROM", "TO") else one(check)
            elif name == "AT" and self.luck.random() < 0.9:
                inner = block("math_number", {"NUM": self.luck.choice([1, 1, 2, 1.5])})
            elif variant["type"] in NUMERIC and self.luck.random() < 0.9:
                inner = list_of(self.luck.choice([(1,), (3, 1, 2, 3), (0.5, -2), (2, 2, 5, 5)]))
            elif name in ("TIMES", "NUM", "FROM", "TO", "BY") or name == "B":
                inner = self.small(name, check)
            else:
                inner = self.value(check, depth - 1)
            if inner is not None:
                made["inputs"][name] = {"block": inner}
        return made

    def _settle(self, made: dict) -> None:
        """Gives a statement that changes a variable one of the type that it makes."""
        wanted = {"math_change": "n", "text_append": "t", "controls_for": "i"}.get(made["type"])
        if made["type"] == "controls_forEach":
            wanted = "j"
        if wanted and self.luck.random() < 0.95:
            made["fields"]["VAR"] = {"id": wanted}

    def _check(self, made: dict, given: dict) -> list[str] | None:
        """The types for an input: those that Blockly asks for, or that the others are of."""
        if made["type"].startswith("variables_set"):
            return [KINDS[made["fields"]["VAR"]["id"]]]
        if made["type"] == "logic_compare" and self.luck.random() < 0.95:
            return ["Number"]
        return given["check"]

    def small(self, name: str, check: list[str] | None) -> dict | None:
        """A number that keeps loops short and powers small."""
        if name == "BY":
            return block("math_number", {"NUM": self.luck.choice([1, 2, -1, 0.5])})
        return self.value(check, 0)

    def fields(self, variant: dict) -> dict:
        given = dict(variant["fields"]) if variant.get("fields") else {}
        if "VAR" in given:
            typed = variant["type"].endswith("_dynamic")
            given["VAR"] = {"id": "typed" if typed else self.luck.choice("ntlb")}
        if "NUM" in given:
            given["NUM"] = self.luck.choice(NUMBERS)
        if "TEXT" in given:
            given["TEXT"] = self.luck.choice(TEXTS)
        if "TIMES" in given:
            given["TIMES"] = self.luck.choice([0, 1, 2, 3])
        return given

    # ---- statements ----------------------------------------------------------------------------

    def row(self, length: int, depth: int) -> dict | None:
        """Statements under one another, values shown between."""
        made = []
        for _ in range(length):
            made.append(self.statement(depth))
            made.append(block("text_print", None, TEXT=self.value(None, depth) or variable("n")))
        return row(*made)

    def body(self, variant: dict, depth: int) -> dict | None:
        """What stands in a loop or a branch; a `while` is left after one turn."""
        made = self.row(self.luck.choice([0, 1, 2]) if depth > 0 else 0, depth - 1)
        if variant["type"] != "controls_whileUntil":
            return made
        leave = block("controls_flow_statements", {"FLOW": "BREAK"})
        shown = block("text_print", None, TEXT=self.leaf(None))
        return row(*chain(made), shown, leave)

    def statement(self, depth: int) -> dict:
        called = [item for item in self.functions if not item[2]]
        if called and self.luck.random() < 0.15:
            return self.call("procedures_callnoreturn", *self.luck.choice(called)[:2], depth)
        while True:
            variant = self.luck.choice(self._statements)
            if variant["type"] == "controls_flow_statements":
                continue
            if variant["type"] == "procedures_ifreturn":
                gives = variant["extraState"] != SHAPES["procedures_ifreturn"][1]
                if self.inside != ("procedures_defreturn" if gives else "procedures_defnoreturn"):
                    continue
            if depth > 0 or not any(given["statement"] for given in variant["inputs"]):
                return self.filled(variant, depth)

    def call(self, type: str, name: str, params: list[str], depth: int) -> dict:
        made = block(type)
        made["extraState"] = {"name": name} | ({"params": params} if params else {})
        for index in range(len(params)):
            given = self.value(None, depth - 1)
            if given is not None:
                made["inputs"][f"ARG{index}"] = {"block": given}
        return made

    def definition(self, name: str, params: list[str], depth: int) -> dict:
        """A function, which can call those made before."""
        self.inside = self.luck.choice(["procedures_defreturn", "procedures_defnoreturn"])
        made = block(self.inside, {"NAME": name})
        if params:
            made["extraState"] = {"params": [{"name": item, "id": item} for item in params]}
        stack = self.row(self.luck.choice([0, 1, 2]), depth)
        if stack:
            made["inputs"]["STACK"] = {"block": stack}
        gives = self.inside == "procedures_defreturn"
        given = self.value(None, depth) if gives else None
        if given is not None:
            made["inputs"]["RETURN"] = {"block": given}
        self.functions.append((name, params, gives))
        self.inside = ""
        return made

    def whole(self, length: int = 3, depth: int = 2) -> dict:
        """A workspace: its functions, then the variables set, and statements."""
        names = [["a", "n"], ["t"], []][: self.luck.choice([0, 1, 2])]
        made = [
            self.definition(f"do {index}", params, 1) | {"x": 600, "y": 100 * index}
            for index, params in enumerate(names)
        ]
        start = [assigned("n", self.written("Number")), assigned("t", self.written("String")),
                 assigned("l", self.written("Array")), assigned("b", self.written("Boolean")),
                 assigned("typed", self.written("Number"))]  # fmt: skip
        main = chain(self.row(length, depth))
        end = [block("text_print", None, TEXT=variable(name)) for name in "ntlb"]
        made.append(row(*start, *main, *end) | {"x": 10, "y": 10})
        return listed(*made)


def listed(*tops: dict) -> dict:
    """A workspace with the variables of the maker."""
    names = [{"name": name, "id": name} for name in "ntlbaxij"]
    return workspace(*tops, variables=[*names, {"name": "typed", "id": "typed", "type": "Number"}])


def assigned(name: str, value: dict) -> dict:
    return block("variables_set", {"VAR": {"id": name}}, VALUE=value)


def one(check: list[str] | None) -> dict:
    """A thing with one item: what luck takes of it is sure."""
    return block("text", {"TEXT": "z"}) if check == ["String"] else list_of((5,))


def list_of(items: tuple[object, ...]) -> dict:
    made = block("lists_create_with") | {"extraState": {"itemCount": len(items)}}
    for index, item in enumerate(items):
        made["inputs"][f"ADD{index}"] = written(item)
    return made


def written(item: object) -> dict:
    if item is None:
        return {"block": block("logic_null")}
    if isinstance(item, bool):
        return {"block": block("logic_boolean", {"BOOL": str(item).upper()})}
    if isinstance(item, str):
        return {"block": block("text", {"TEXT": item})}
    return number(item)


def chain(top: dict | None) -> list[dict]:
    """The blocks of a row one by one."""
    found = []
    while top:
        rest = top.get("next", {}).get("block")
        found.append({name: value for name, value in top.items() if name != "next"})
        top = rest
    return found
