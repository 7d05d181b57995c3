"""The teacher's printed card: a secret on paper, of which this machine keeps nothing but a hash.

It is good until another card is made. The hash stands in a file of its own in the data folder, so
that a card outlives the class and `ribambelle` itself.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

import msgspec

from web.server.attempts import Attempts

NAME = "card.json"
BYTES = 24
"""Of the secret: nobody guesses 192 bits, so a plain hash keeps it as well as a slow one."""


class Kept(msgspec.Struct, frozen=True):
    """What is kept of the card that is good."""

    sha256: str
    format: int = 1


class Card:
    """The card of this data folder, if one was made."""

    def __init__(self, folder: str | Path) -> None:
        self._path = Path(folder) / NAME
        self._hash = _read(self._path)
        self.attempts = Attempts()

    def make(self) -> str:
        """The secret of a new card; the card before opens nothing any more.

        Raises OSError when the disk does not take it; then the old card stays good. It waits for
        the disk: for a thread of its own.
        """
        secret = secrets.token_urlsafe(BYTES)
        _write(self._path, Kept(_hash(secret)))
        self._hash = _hash(secret)
        return secret

    def opens(self, secret: str) -> bool:
        """Whether this is the secret of the card that is good."""
        return self._hash != "" and hmac.compare_digest(_hash(secret), self._hash)

    @property
    def mark(self) -> str:
        """What tells this card from the others, without saying anything of its secret."""
        return _hash(self._hash)[:16]


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def _read(path: Path) -> str:
    """The hash that is kept; empty without a card, and for a file that says nothing."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Kept).sha256
    except (OSError, msgspec.DecodeError):
        return ""


def _write(path: Path, kept: Kept) -> None:
    """All of it or nothing, and for its owner only."""
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(msgspec.json.encode(kept))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
