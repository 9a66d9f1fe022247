"""School holidays in which an offer stops, and lessons that are otherwise for once."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Not in batch mode, as in 0004.
    op.add_column("offer", sa.Column("holiday_region", sa.String(length=32)))
    op.add_column(
        "offer", sa.Column("lesson_changes", sa.JSON(), nullable=False, server_default="{}")
    )


def downgrade() -> None:
    op.drop_column("offer", "lesson_changes")
    op.drop_column("offer", "holiday_region")
