"""What each site lets weigh in the order of offers, by version; referrals of one week plan."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

_PARTS = ("interests", "travel", "start", "load", "places", "cost", "company")


def upgrade() -> None:
    op.add_column("referral", sa.Column("plan_id", sa.Uuid()))
    op.create_index("ix_referral_plan_id", "referral", ["plan_id"])
    op.create_table(
        "site_weights",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("made_by", sa.String(length=80), nullable=False),
        *(sa.Column(part, sa.Integer(), nullable=False) for part in _PARTS),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_site_weights_site_id_site"),
        sa.PrimaryKeyConstraint("id", name="pk_site_weights"),
        sa.UniqueConstraint("site_id", "number", name="uq_site_weights_site_id_number"),
    )
    op.create_index("ix_site_weights_site_id", "site_weights", ["site_id"])


def downgrade() -> None:
    op.drop_table("site_weights")
    op.drop_index("ix_referral_plan_id", "referral")
    op.drop_column("referral", "plan_id")
