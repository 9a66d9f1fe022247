"""Everything else that a provider states of an offer, and where offers and sites are."""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def _columns() -> Iterator[tuple[str, "sa.Column[object]"]]:
    for table in ("site", "offer"):
        yield table, sa.Column("latitude", sa.Float())
        yield table, sa.Column("longitude", sa.Float())
    for name in (
        "literacy_needed",
        "work_permit_applicant",
        "certificate_applicant",
        "certificate_state",
        "cost_payer",
    ):
        yield "offer", sa.Column(name, sa.String(length=32))
    for name in ("work_permit_valid_until", "certificate_valid_until"):
        yield "offer", sa.Column(name, sa.Date())
    for name in ("childcare", "accessible", "first_step"):
        yield "offer", sa.Column(name, sa.Boolean())
    for name in ("group_from", "group_to"):
        yield "offer", sa.Column(name, sa.Integer())
    for name in ("forms", "tuned_to"):
        yield "offer", sa.Column(name, sa.JSON(), nullable=False, server_default="[]")


def upgrade() -> None:
    # Not in batch mode, as in 0004.
    for table, column in _columns():
        op.add_column(table, column)


def downgrade() -> None:
    for table, column in _columns():
        op.drop_column(table, column.name)
