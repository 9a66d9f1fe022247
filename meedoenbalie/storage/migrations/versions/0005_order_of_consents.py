"""The order of answers about one provider: of two on the same day the later one counts."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Not in batch mode, as in 0004.
    op.add_column(
        "consent", sa.Column("sequence", sa.Integer(), nullable=False, server_default="1")
    )


def downgrade() -> None:
    op.drop_column("consent", "sequence")
