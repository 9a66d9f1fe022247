"""How many points a week of waiting counts for when places are divided."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "site_weights", sa.Column("waiting", sa.Integer(), nullable=False, server_default="0")
    )


def downgrade() -> None:
    op.drop_column("site_weights", "waiting")
