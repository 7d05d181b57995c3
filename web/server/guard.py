"""The door of the whole server: which Host and Origin may come in, and what every answer carries.

A web page of another site can make the teacher's browser ask this server; it cannot make it say our
own name (DNS rebinding shows a foreign Host) nor our own Origin (a form, a script or a websocket of
a foreign page shows its own). Both are checked on every request, the sockets' too.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterable
from typing import Any

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def policy(host: str) -> str:
    """The content policy: nothing from elsewhere.

    Blockly writes its style sheet from its script, hence `unsafe-inline` for styles alone. Older
    browsers do not take `'self'` for websockets, hence the addresses.
    """
    return (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; font-src 'self'; media-src 'self' data:; worker-src 'self'; "
        f"connect-src 'self' ws://{host} wss://{host}; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    )


def is_loopback(address: str) -> bool:
    """Whether an address means this very machine."""
    try:
        return ipaddress.ip_address(plain(address)).is_loopback
    except ValueError:
        return False


def plain(address: str) -> str:
    """An address as people write it: `::ffff:10.0.0.5` -> `10.0.0.5`, `fe80::1%2` -> `fe80::1`."""
    return address.lower().partition("%")[0].removeprefix("::ffff:")


def from_here(environ: Environ) -> bool:
    """Whether a request was made on this machine itself."""
    peer, local = (plain(str(environ.get(key, ""))) for key in ("REMOTE_ADDR", "LOCAL_ADDR"))
    return is_loopback(peer) or (peer != "" and peer == local)


def hostname(host: str) -> str:
    """The name in a Host header, without its port: `a.b:80` -> `a.b`, `[::1]:80` -> `::1`."""
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.partition(":")[0].lower().rstrip(".")


class Guard:
    """Wraps the application; what may not come in gets 403 and nothing else."""

    def __init__(self, application: Application, addresses: Iterable[str]) -> None:
        self._application = application
        self._names = {"localhost", *(address.lower().rstrip(".") for address in addresses)}

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Let a request in, or not."""
        if not self.lets_in(environ):
            return _refused(start_response)
        extra = {**HEADERS, **_alone(environ)}
        extra["Content-Security-Policy"] = policy(environ["HTTP_HOST"])
        return self._application(environ, _with(extra, start_response))

    def lets_in(self, environ: Environ) -> bool:
        """Whether Host is one of ours, and Origin, where there is one, is that same host."""
        host = str(environ.get("HTTP_HOST", ""))
        if not self._is_ours(hostname(host), plain(str(environ.get("LOCAL_ADDR", "")))):
            return False
        if _from_elsewhere(environ):
            return False
        origin = environ.get("HTTP_ORIGIN")
        return origin is None or origin.lower() == f"{environ['wsgi.url_scheme']}://{host.lower()}"

    def _is_ours(self, name: str, local: str) -> bool:
        return name != "" and (name in self._names or is_loopback(name) or name == local)


def _alone(environ: Environ) -> dict[str, str]:
    """No other window holds ours; over plain http browsers refuse that, and say so as an error."""
    name = hostname(str(environ.get("HTTP_HOST", "")))
    if environ.get("wsgi.url_scheme") == "https" or name == "localhost" or is_loopback(name):
        return {"Cross-Origin-Opener-Policy": "same-origin"}
    return {}


def _from_elsewhere(environ: Environ) -> bool:
    """Whether a browser says that another site's page asks; to be led here by a link is fine."""
    site = environ.get("HTTP_SEC_FETCH_SITE", "none")
    return site not in ("none", "same-origin") and environ.get("HTTP_SEC_FETCH_MODE") != "navigate"


def _refused(start_response: StartResponse) -> Iterable[bytes]:
    start_response("403 Forbidden", [("Content-Type", "text/plain"), *HEADERS.items()])
    return [b"wrong address"]


def _with(extra: dict[str, str], start_response: StartResponse) -> StartResponse:
    def start(status: str, headers: list[tuple[str, str]], exc_info: object = None) -> object:
        said = {name.lower() for name, _ in headers}
        added = [(name, value) for name, value in extra.items() if name.lower() not in said]
        return start_response(status, [*headers, *added], *([exc_info] if exc_info else []))

    return start
