"""A program that was compiled to stay, in an emulated Thymio, in virtual time."""

from robots.drivers.thymio_board import FINISHED, REPORT, RUNNING
from robots.drivers.thymio_code import Announced
from robots.drivers.thymio_program import OnBoard, compile_on_board
from robots.emulators.thymio_map import BYTECODE, EVENTS, FIRMWARES, MEMORY, STACK
from robots.program.faces import open_file
from robots.program.tree import Program
from robots.wire import aseba
from robots.wire.aseba_node import UserEvent
from tests.robots.emulators.thymio_host import Host


def announced(firmware: str = "new", **sizes: int) -> Announced:
    """What an emulated Thymio tells of itself."""
    told = FIRMWARES[firmware]
    names = [name for name, _ in told.natives]
    free = sum(told.variables.values())
    sizes = {"bytecode": BYTECODE, "stack": STACK, "memory": MEMORY} | sizes
    return Announced(told.offsets, list(EVENTS), names, free, **sizes)


def compiled(text: str | Program, robot: Announced | None = None, **how) -> OnBoard:
    program = text
    if isinstance(text, str):
        program, _ = open_file(text.encode(), "program.py", "fr")
    return compile_on_board(program, robot or announced(), **how)


class Kept:
    """The program in its robot; `reports` are the events that it sent, with their times."""

    def __init__(self, text: str | Program, firmware: str = "new", **options):
        self.host = Host(firmware=firmware, noise=0, **options)
        self.told = announced(firmware)
        self.program = compiled(text, self.told)
        self.reports: list[tuple[float, tuple[int, ...]]] = []
        self.faults = []
        self.restart()

    def restart(self) -> None:
        """Load it, and let it run from its beginning."""
        self.reports.clear()
        self.host.load(*self.program.words)

    def put(self, place: int, number: int) -> None:
        """Write a variable from outside."""
        self.host.say(aseba.set_variables(1, place, (number,)))

    def run(self, seconds: float, step: float = 0.01) -> None:
        """Let so much time go by."""
        for _ in range(round(seconds / step)):
            self.host.wait(step)
            for said in self.host.take():
                if isinstance(said, UserEvent) and said.id == REPORT:
                    self.reports.append((self.host.now, said.arguments))
                else:
                    self.faults.append(said)

    def until_finished(self, seconds: float = 60) -> float:
        """Run to the end; how long it took."""
        start = self.host.now
        while self.state == RUNNING:
            assert self.host.now < start + seconds, "it does not end"
            self.run(0.05)
        assert self.state == FINISHED, self.reports[-1:]
        assert self.faults == []
        return self.host.now - start

    @property
    def state(self) -> int:
        return self.reports[-1][1][0] if self.reports else RUNNING

    def marks(self, strand: int = 0) -> list[str]:
        """The statements that it told, one after another."""
        return [self.program.marks[words[3 + strand]] for _, words in self.reports]

    def truth(self, name: str):
        return self.host.truth(name)

    def value(self, name: str) -> int:
        """What a variable of the program holds."""
        [answer] = self.host.say(aseba.get_variables(1, self.program.variables[name], 1))
        return answer.values[0]
