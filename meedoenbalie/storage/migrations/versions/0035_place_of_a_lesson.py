"""In which order the lessons of a phase stand."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "learned_lesson", sa.Column("place", sa.Integer(), nullable=False, server_default="0")
    )


def downgrade() -> None:
    op.drop_column("learned_lesson", "place")
