"""For what a partner may hear of a resident; until here it was asked for a referral."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Not in batch mode, as in 0004.
    op.add_column(
        "consent",
        sa.Column("purpose", sa.String(length=32), nullable=False, server_default="referral"),
    )


def downgrade() -> None:
    op.drop_column("consent", "purpose")
