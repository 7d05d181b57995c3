"""How tablets find the class: a short code, an address, and the QR code of that address."""

from __future__ import annotations

import io
import ipaddress
import secrets
from collections.abc import Sequence

import segno

from robots.messages import ClassOpened

LETTERS = "ABCDEFHJKMNPRTUVWXYZ"
"""Letters that are not taken for one another."""
LENGTH = 4


def new_code() -> str:
    """A class's code."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def invitation(code: str, addresses: Sequence[str], port: int) -> ClassOpened:
    """What a teacher shows to tablets; the address is the permanent link, which finds the class."""
    address = f"http://{_for_tablets(addresses)}:{port}/"
    return ClassOpened(code=code, address=address, permanent=address, qr=qr_code(address))


def qr_code(text: str) -> str:
    """A QR code as SVG text."""
    out = io.BytesIO()
    segno.make(text, error="m").save(
        out, kind="svg", scale=8, border=2, xmldecl=False, svgns=True, omitsize=True
    )
    return out.getvalue().decode()


def _for_tablets(addresses: Sequence[str]) -> str:
    """An IPv4 address where there is one: names and IPv6 often fail in schools."""
    return next((address for address in addresses if _is_ipv4(address)), "127.0.0.1")


def _is_ipv4(address: str) -> bool:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    return parsed.version == 4 and not parsed.is_loopback
