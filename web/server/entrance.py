"""How a teacher comes in: no password, a one-time way in for each device.

The `ribambelle` command on this machine shows its secret and gets a token, which opens the page
once. On another device a code does it that the teacher's page shows for 60 s, or the teacher's
printed card. All give a cookie that is signed with the secret: it stays good when the server is
restarted, for 12 hours at most, and one that a card gave only as long as that card is good.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from http.cookies import CookieError, SimpleCookie

from robots.messages import CodeShown
from web.server.attempts import Attempts
from web.server.card import Card
from web.server.guard import Environ, from_here

COOKIE = "ribambelle"
COOKIE_SECONDS = 12 * 3600
TOKEN_SECONDS = 600
CODE_SECONDS = 60
CODE_LENGTH = 6
"""Of the few codes that may be tried in a minute, one in 100 000 is right."""


class Entrance:
    """The ways in of one server. Times are `time.time()` in the cookie, monotonic otherwise."""

    def __init__(self, secret: str, card: Card) -> None:
        self.card = card
        self.attempts = Attempts()
        """Codes that were tried."""
        self._secret = secret
        self._key = (secret or secrets.token_hex(32)).encode()
        self._tokens: dict[str, float] = {}
        self._code = ""
        self._code_until = 0.0

    def issue(self, secret: str, environ: Environ) -> str | None:
        """A one-time token for who shows the secret on this machine; None for anybody else."""
        if not self._secret or not from_here(environ) or not _same(secret, self._secret):
            return None
        now = time.monotonic()
        self._tokens = {token: until for token, until in self._tokens.items() if until > now}
        token = secrets.token_urlsafe(24)
        self._tokens[token] = now + TOKEN_SECONDS
        return token

    def open_with_token(self, token: str) -> bool:
        """Whether this token opens; it does once."""
        return self._tokens.pop(token, 0.0) > time.monotonic()

    def new_code(self) -> CodeShown:
        """A code for another device; the one before opens nothing any more."""
        self._code = "".join(secrets.choice("0123456789") for _ in range(CODE_LENGTH))
        self._code_until = time.monotonic() + CODE_SECONDS
        return CodeShown(self._code, CODE_SECONDS)

    def open_with_code(self, code: str) -> bool:
        """Whether this code opens; it does once."""
        right = bool(self._code) and self._code_until > time.monotonic()
        if not right or not _same(code.strip(), self._code):
            return False
        self._code = ""
        return True

    def new_cookie(self, *, by_card: bool = False) -> str:
        """What a teacher's browser shows from now on."""
        said = f"{int(time.time()) + COOKIE_SECONDS}.{secrets.token_urlsafe(12)}"
        if by_card:
            said += f".{self.card.mark}"
        return f"{said}.{self._sign(said)}"

    def knows(self, environ: Environ) -> tuple[bool, bool]:
        """Whether a request shows the cookie, and whether it came a way that nobody listens on."""
        safe = from_here(environ) or environ.get("wsgi.url_scheme") == "https"
        return self._is_good(_cookie(environ)), safe

    def _is_good(self, cookie: str) -> bool:
        said, _, signature = cookie.rpartition(".")
        if not _same(signature, self._sign(said)):
            return False
        until, _, *marks = said.split(".")
        return int(until) > time.time() and all(mark == self.card.mark for mark in marks)

    def _sign(self, said: str) -> str:
        return hmac.new(self._key, f"teacher:{said}".encode(), hashlib.sha256).hexdigest()


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


def _cookie(environ: Environ) -> str:
    try:
        found = SimpleCookie(str(environ.get("HTTP_COOKIE", ""))).get(COOKIE)
    except CookieError:
        return ""
    return "" if found is None else found.value
