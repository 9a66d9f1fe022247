"""Hours that were made after the start, and whether the planned activities were done at the end."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("referral_event", sa.Column("activities", sa.String(length=32)))
    op.create_table(
        "attendance",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("week", sa.String(length=8), nullable=False),
        sa.Column("agreed_minutes", sa.Integer()),
        sa.Column("made_minutes", sa.Integer(), nullable=False),
        sa.Column("absence", sa.String(length=32)),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("noted_by", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name="fk_attendance_referral_id_referral"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_attendance"),
        sa.UniqueConstraint("referral_id", "week", name="uq_attendance_referral_id_week"),
    )
    op.create_index("ix_attendance_referral_id", "attendance", ["referral_id"])


def downgrade() -> None:
    op.drop_table("attendance")
    op.drop_column("referral_event", "activities")
