"""The first form: a class, its seats, gestures and runs, and the counters that outlive it."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "class",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("code", sa.String, nullable=False),
        sa.Column("lesson", sa.String),
        sa.Column("step", sa.Integer, nullable=False),
        sa.Column("board_runs", sa.JSON, nullable=False),
    )
    op.create_table(
        "seat",
        sa.Column("seat", sa.String, primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("animals", sa.JSON, nullable=False),
        sa.Column("token_hash", sa.String, nullable=False),
        sa.Column("face", sa.String),
        sa.Column("content", sa.Text),
        sa.Column("flag", sa.String),
        sa.Column("robot", sa.String),
        sa.Column("run", sa.String),
    )
    op.create_table("gesture", sa.Column("gesture", sa.String, primary_key=True))
    op.create_table(
        "run",
        sa.Column("run", sa.String, primary_key=True),
        sa.Column("order", sa.Integer, nullable=False),
        sa.Column("seat", sa.String, nullable=False),
        sa.Column("robot", sa.String, nullable=False),
        sa.Column("gateway", sa.String, nullable=False),
        sa.Column("lease", sa.Integer, nullable=False),
        sa.Column("face", sa.String, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("mat", sa.String, nullable=False),
        sa.Column("lesson", sa.String),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("landed", sa.String),
    )
    op.create_table(
        "counter",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("value", sa.Integer, nullable=False),
    )


def downgrade() -> None:
    """Drop them all."""
    for name in ("counter", "run", "gesture", "seat", "class"):
        op.drop_table(name)
