"""The pupil's program: one tree, read and written as cards, blocks and Python; checked and run."""

from __future__ import annotations

from robots.program.tree import Program


def read(data: bytes, name: str) -> Program:
    """Read a program's file by its suffix and content; raises Refused.

    `name` is the file's: `.py` is Python, `.json` is cards or blocks, `.sb3` a Scratch project.
    """
    # Only here: everything else in this folder is used without the faces.
    from robots.program.faces import read_file

    return read_file(data, name)
