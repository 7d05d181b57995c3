"""The journal's tables: the class that is open, its seats, the gestures on disk, its runs."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Integer, MetaData, String, Table, Text

METADATA = MetaData()

CLASS = Table(
    "class",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("code", String, nullable=False),
    Column("lesson", String),
    Column("step", Integer, nullable=False),
    Column("board_runs", JSON, nullable=False),
)
SEAT = Table(
    "seat",
    METADATA,
    Column("seat", String, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("animals", JSON, nullable=False),
    Column("token_hash", String, nullable=False),
    Column("face", String),
    Column("content", Text),
    Column("flag", String),
    Column("robot", String),
    Column("run", String),
)
GESTURE = Table("gesture", METADATA, Column("gesture", String, primary_key=True))
RUN = Table(
    "run",
    METADATA,
    Column("run", String, primary_key=True),
    Column("order", Integer, nullable=False),
    Column("seat", String, nullable=False),
    Column("robot", String, nullable=False),
    Column("gateway", String, nullable=False),
    Column("lease", Integer, nullable=False),
    Column("face", String, nullable=False),
    Column("content", Text, nullable=False),
    Column("mat", String, nullable=False),
    Column("lesson", String),
    Column("state", String, nullable=False),
    Column("landed", String),
)
COUNTER = Table(
    "counter",
    METADATA,
    Column("name", String, primary_key=True),
    Column("value", Integer, nullable=False),
)
CLASSES = (CLASS, SEAT, GESTURE, RUN)
"""What is wiped when a class closes."""
