"""An assembler that also writes its program down as text, for a foreign assembler to read."""

from types import SimpleNamespace

from thymiodirect.assembler import Assembler as ForeignAssembler

from robots.wire.aseba_program import Assembler, Op

NAMES = {
    Op.ADD: "add", Op.SUB: "sub", Op.MULTIPLY: "mult", Op.DIV: "div", Op.MOD: "mod",
    Op.BIT_XOR: "bitxor", Op.BIT_AND: "bitand", Op.EQUAL: "eq", Op.UNEQUAL: "ne",
    Op.GREATER: "gt", Op.NOT_LESS: "ge", Op.LESS: "lt", Op.NOT_GREATER: "le", Op.OR: "or",
    Op.AND: "and",
}  # fmt: skip


class Listing(Assembler):
    """What is assembled, in the foreign assembler's language."""

    def __init__(self):
        super().__init__()
        self.lines: list[str] = []
        self.entries: list[str] = []

    def foreign_words(self) -> list[int]:
        """The words that the foreign assembler makes of it."""
        head = [f"dc {1 + 2 * len(self.entries)}", *self.entries]
        node = SimpleNamespace(
            named_variables=[], var_offset={}, var_total_size=0, max_var_size=586,
            local_events=[], native_functions=[],
        )  # fmt: skip
        return ForeignAssembler(node, "\n".join(head + self.lines)).assemble()

    def on(self, event):
        super().on(event)
        self.entries.append(f"dc {event}, event{event}")
        self.lines.append(f"event{event}:")

    def label(self, name):
        super().label(name)
        self.lines.append(f"{name}:")

    def push(self, number):
        super().push(number)
        self.lines.append(f"push{'.s' if -2048 <= number < 2048 else ''} {number}")

    def push_place(self, label):
        super().push_place(label)
        self.lines.append(f"push {label}")

    def load(self, address):
        super().load(address)
        self.lines.append(f"load {address}")

    def store(self, address):
        super().store(address)
        self.lines.append(f"store {address}")

    def load_item(self, address, size):
        super().load_item(address, size)
        self.lines.append(f"load.ind {address}, {size}")

    def store_item(self, address, size):
        super().store_item(address, size)
        self.lines.append(f"store.ind {address}, {size}")

    def absolute(self):
        super().absolute()
        self.lines.append("abs")

    def do(self, operation):
        super().do(operation)
        self.lines.append(NAMES[operation])

    def unless(self, test, label):
        super().unless(test, label)
        self.lines.append(f"jump.if.not {NAMES[test]} {label}")

    def jump(self, label):
        super().jump(label)
        self.lines.append(f"jump {label}")

    def visit(self, label):
        super().visit(label)
        self.lines.append(f"callsub {label}")

    def back(self):
        super().back()
        self.lines.append("ret")

    def emit(self, event, address, size):
        super().emit(event, address, size)
        self.lines.append(f"emit {event}, {address}, {size}")

    def call(self, native, *addresses):
        super().call(native, *addresses)
        self.lines.append(f"callnat {native}")

    def stop(self):
        super().stop()
        self.lines.append("stop")
