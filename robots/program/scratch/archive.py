"""The archive around a Scratch project: a zip whose `project.json` alone is read, bounded."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from robots.errors import Code, refuse

LARGEST_ARCHIVE = 50_000_000
"""Bytes of a project's file, its pictures and sounds included."""
LARGEST_PROJECT = 5_000_000
"""Bytes of its `project.json`, unpacked."""
MOST_FILES = 5_000

_NAME = "project.json"
_ENTRY = b"PK\x01\x02"
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    OverflowError,
    KeyError,
)


def project_text(data: bytes) -> str:
    """The text of a project; raises Refused(broken-file, too-big or unknown-format).

    Sizes that the archive tells are not believed: unpacking ends at the limit.
    """
    if len(data) > LARGEST_ARCHIVE or data.count(_ENTRY) > MOST_FILES:
        raise refuse(Code.TOO_BIG)
    if not data.startswith(b"PK"):
        raise refuse(Code.UNKNOWN_FORMAT)
    try:
        return _unpacked(data).decode("utf-8-sig")
    except _BROKEN:
        raise refuse(Code.BROKEN_FILE) from None


def _unpacked(data: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        entry = archive.getinfo(_NAME)
        if entry.compress_type not in _PACKINGS:
            raise ValueError
        with archive.open(entry) as file:
            content = file.read(LARGEST_PROJECT + 1)
    if len(content) > LARGEST_PROJECT:
        raise refuse(Code.TOO_BIG)
    return content
