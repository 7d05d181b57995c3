"""How tablets find the class: a short code, an address, and the QR code of that address."""

from __future__ import annotations

import io
import secrets

import segno

from robots.messages import ClassOpened

LETTERS = "ABCDEFHJKMNPRTUVWXYZ"
"""Letters that are not taken for one another."""
LENGTH = 4


def new_code() -> str:
    """A class's code."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def invitation(code: str, tablets: str, port: int) -> ClassOpened:
    """What a teacher shows to tablets; the address is the permanent link, which finds the class."""
    address = f"http://{tablets}:{port}/"
    return ClassOpened(code=code, address=address, permanent=address, qr=qr_code(address))


def qr_code(text: str) -> str:
    """A QR code as SVG text."""
    out = io.BytesIO()
    segno.make(text, error="m").save(
        out, kind="svg", scale=8, border=2, xmldecl=False, svgns=True, omitsize=True
    )
    return out.getvalue().decode()
