"""What young people say of what they started: at the start, halfway and at the end."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "experience",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("moment", sa.String(length=32), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("language", sa.String(length=3), nullable=False),
        sa.Column("way", sa.String(length=32), nullable=False),
        sa.Column("declined", sa.Boolean(), nullable=False),
        sa.Column("feeling", sa.String(length=32)),
        sa.Column("helps", sa.JSON(), nullable=False),
        sa.Column("hard", sa.JSON(), nullable=False),
        sa.Column("noted_by", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name="fk_experience_referral_id_referral"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_experience"),
        sa.UniqueConstraint("referral_id", "moment", name="uq_experience_referral_id_moment"),
    )
    op.create_index("ix_experience_referral_id", "experience", ["referral_id"])


def downgrade() -> None:
    op.drop_table("experience")
