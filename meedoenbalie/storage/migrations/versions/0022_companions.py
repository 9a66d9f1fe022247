"""Friends who go together or not at all."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "companion",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("resident_id", sa.Uuid(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("noted_by", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["resident.id"], name="fk_companion_resident_id_resident"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_companion"),
    )
    op.create_index("ix_companion_group_id", "companion", ["group_id"])
    op.create_index("ix_companion_resident_id", "companion", ["resident_id"])


def downgrade() -> None:
    op.drop_table("companion")
