"""Where residents stand in civic integration, for those of whom the desk has a reason to know."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "civic_integration",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("resident_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(length=32), nullable=False),
        sa.Column("civic_group", sa.String(length=32)),
        sa.Column("duty_from", sa.Date()),
        sa.Column("turkish_with_mvv", sa.Boolean()),
        sa.Column("route", sa.String(length=32)),
        sa.Column("parts_done", sa.JSON(), nullable=False),
        sa.Column("level_reached", sa.String(length=32)),
        sa.Column("extended_until", sa.Date()),
        sa.Column("ending", sa.String(length=32)),
        sa.Column("ended_on", sa.Date()),
        sa.Column("suspended_until", sa.Date()),
        sa.Column("ruling_told_on", sa.Date()),
        sa.Column("costs_told_on", sa.Date()),
        sa.Column("told_by", sa.String(length=80), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("noted_by", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["resident.id"], name="fk_civic_integration_resident_id_resident"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_civic_integration"),
        sa.UniqueConstraint("resident_id", name="uq_civic_integration_resident_id"),
    )


def downgrade() -> None:
    op.drop_table("civic_integration")
