"""Which referral another one goes on from, after the first ended without success."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("referral", sa.Column("follows_id", sa.Uuid()))
    op.create_index("ix_referral_follows_id", "referral", ["follows_id"])


def downgrade() -> None:
    op.drop_index("ix_referral_follows_id", "referral")
    op.drop_column("referral", "follows_id")
