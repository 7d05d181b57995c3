"""The seats of a class: which animals sit where, and the token with which a tablet comes back.

A token is kept as its hash alone. A taken animal is asked for; when the teacher lets it go, the
next tablet that takes it takes over the seat and its program, and the old token opens nothing
any more.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field

from robots.errors import Code, refuse
from robots.room import ANIMALS
from robots.views import ProgramText

BOARD = "board"
"""The seat of the whiteboard: number 0, no animals."""
MOST_ANIMALS = 6
MOST_SEATS = 60


@dataclass(slots=True)
class Place:
    """One seat and what lies on it."""

    seat: str
    number: int
    animals: list[str]
    token_hash: str
    program: ProgramText | None = None
    flag: str | None = None
    robot: str | None = None
    run: str | None = None
    lines: set[str] = field(default_factory=set)
    """The connections of its tablet."""
    left_at: float = 0.0
    """When its last connection ended, on the monotonic clock."""

    @property
    def online(self) -> bool:
        """Whether its tablet is there."""
        return bool(self.lines)


@dataclass(frozen=True, slots=True)
class Seated:
    """What a join gives: the seat, its new token, and the animals' old seats that changed."""

    place: Place
    token: str
    changed: list[Place]


class Seats:
    """Every seat of the class that is open; empty without one."""

    def __init__(self, places: Iterable[Place] = ()) -> None:
        self._places = {place.seat: place for place in places}
        self.asking: list[str] = []
        self._let_go: set[str] = set()

    def all(self) -> list[Place]:
        """The seats in the order of their numbers."""
        return sorted(self._places.values(), key=lambda place: place.number)

    def get(self, seat: str | None) -> Place | None:
        """A seat by its name."""
        return self._places.get(seat) if seat is not None else None

    def one(self, seat: str) -> Place:
        """A seat by its name; raises Refused(not-allowed) when there is none."""
        place = self._places.get(seat)
        if place is None:
            raise refuse(Code.NOT_ALLOWED, seat)
        return place

    def put_board(self) -> Place:
        """The whiteboard's own seat."""
        return self._places.setdefault(BOARD, Place(BOARD, 0, [], ""))

    def join(self, animals: list[str]) -> Seated:
        """Sit down; raises Refused(animal-taken) with the `animal`, which is then asked for."""
        _check(animals)
        for animal in animals:
            if self._holder(animal) is not None and animal not in self._let_go:
                self._ask(animal)
                raise refuse(Code.ANIMAL_TAKEN, animal=animal)
        return self._sit(animals)

    def back(self, token: str) -> Place | None:
        """The seat that this token opens, None when it opens none."""
        wanted = _hash(token)
        found = (place for place in self._places.values() if place.token_hash)
        return next((p for p in found if secrets.compare_digest(p.token_hash, wanted)), None)

    def let_go(self, animal: str) -> None:
        """The teacher's tap: another tablet may take this animal."""
        if animal in self.asking:
            self.asking.remove(animal)
        if self._holder(animal) is not None:
            self._let_go.add(animal)

    def _holder(self, animal: str) -> Place | None:
        return next((p for p in self._places.values() if animal in p.animals), None)

    def _ask(self, animal: str) -> None:
        if animal not in self.asking:
            self.asking.append(animal)

    def _sit(self, animals: list[str]) -> Seated:
        left = self._leave(animals)
        emptied = [place for place in left if not place.animals]
        place = emptied[0] if emptied else self._new()
        for other in emptied[1:]:
            del self._places[other.seat]
        if left and place.program is None:
            place.program = left[0].program
        token = secrets.token_urlsafe(24)
        place.animals, place.token_hash = list(animals), _hash(token)
        return Seated(place, token, [other for other in left if other is not place])

    def _leave(self, animals: list[str]) -> list[Place]:
        """Take animals that were let go from their seats; those seats."""
        left: list[Place] = []
        for animal in animals:
            self._let_go.discard(animal)
            holder = self._holder(animal)
            if holder is not None:
                holder.animals.remove(animal)
                if holder not in left:
                    left.append(holder)
            if animal in self.asking:
                self.asking.remove(animal)
        return left

    def _new(self) -> Place:
        number = max((place.number for place in self._places.values()), default=0) + 1
        if len(self._places) > MOST_SEATS:
            raise refuse(Code.LIMIT, seats=MOST_SEATS)
        place = Place(f"s{number}-{secrets.token_hex(3)}", number, [], "")
        self._places[place.seat] = place
        return place


def _check(animals: list[str]) -> None:
    right = 1 <= len(animals) <= MOST_ANIMALS and len(set(animals)) == len(animals)
    if not right or not set(animals) <= set(ANIMALS):
        raise refuse(Code.BAD_MESSAGE, "animals")


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
