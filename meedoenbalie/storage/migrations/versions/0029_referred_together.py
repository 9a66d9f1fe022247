"""Which referrals were put ready for a group that goes to an offer together."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("referral", sa.Column("group_id", sa.Uuid()))
    op.create_index("ix_referral_group_id", "referral", ["group_id"])


def downgrade() -> None:
    op.drop_index("ix_referral_group_id", "referral")
    op.drop_column("referral", "group_id")
