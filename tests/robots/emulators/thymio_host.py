"""A host that talks with an emulated Thymio in virtual time, and what it heard."""

from robots.emulators.thymio import Thymio
from robots.wire import aseba
from robots.wire.aseba import Decoder, Message
from robots.wire.aseba_node import Answer, UserEvent, VariableDescription, read
from robots.world.mat import read_mat
from robots.world.shipped import shipped

BLACK_SQUARE = """
rows = ["..", ".k"]
start = { cell = "A1" }
[legend]
k = { name = "noir", colour = "black" }
"""


class Host:
    """Speaks to one robot; `heard` is everything that it said since it was last taken."""

    def __init__(self, mat="plain", **options):
        self.robot = Thymio(
            read_mat(mat, "test") if "\n" in mat else shipped(mat),
            {name: str(value) for name, value in options.items()},
        )
        self.bytes = b""
        self.robot.say = self._keep
        self.robot.linked()
        self.now = 0.0

    def _keep(self, data: bytes) -> None:
        self.bytes += data

    def say(self, *messages: Message) -> list[Answer | UserEvent | None]:
        """Say something; what the robot answers at once."""
        self.take()
        for message in messages:
            self.robot.receive(message.to_bytes())
        return self.take()

    def take(self) -> list[Answer | UserEvent | None]:
        data, self.bytes = self.bytes, b""
        return [read(message) for message in Decoder().feed(data)]

    def wait(self, seconds: float) -> None:
        self.now += seconds
        self.robot.advance(self.now)

    def offset(self, name: str) -> int:
        at = 0
        for part in self.say(aseba.get_description(1)):
            if isinstance(part, VariableDescription):
                if part.name == name:
                    return at
                at += part.size
        raise KeyError(name)

    def free(self) -> int:
        parts = self.say(aseba.get_description(1))
        return sum(part.size for part in parts if isinstance(part, VariableDescription))

    def set(self, name: str, *values: int) -> None:
        self.say(aseba.set_variables(1, self.offset(name), values))

    def get(self, name: str, count: int = 1) -> tuple[int, ...]:
        [answer] = self.say(aseba.get_variables(1, self.offset(name), count))
        return answer.values

    def load(self, *words: int) -> None:
        self.say(*aseba.set_bytecode(1, words), aseba.run(1))

    def truth(self, name: str):
        return self.robot.truth()[name]
