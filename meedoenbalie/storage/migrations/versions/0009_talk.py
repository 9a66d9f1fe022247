"""What the talk asks beside the form, and on what a consent rests."""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def _columns() -> Iterator[tuple[str, "sa.Column[object]"]]:
    yield "resident", _text("own_words", 1000)
    yield "resident", sa.Column("company", sa.String(length=32))
    yield "resident", sa.Column("talents", sa.JSON(), nullable=False, server_default="[]")
    yield "resident", sa.Column("week_weight", sa.String(length=32))
    yield "resident", sa.Column("travel_means", sa.JSON(), nullable=False, server_default="[]")
    yield "resident", sa.Column("keep_informed", sa.String(length=32))
    yield "consent", _text("interpreter", 120)
    yield "consent", sa.Column("understood", sa.Boolean(), nullable=False, server_default="0")
    yield "contact", _text("language", 8)
    yield "contact", _text("interpreter", 120)


def upgrade() -> None:
    # Not in batch mode, as in 0004.
    for table, column in _columns():
        op.add_column(table, column)


def downgrade() -> None:
    for table, column in _columns():
        op.drop_column(table, column.name)


def _text(name: str, length: int) -> "sa.Column[object]":
    return sa.Column(name, sa.String(length=length), nullable=False, server_default="")
