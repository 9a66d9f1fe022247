"""What a young person chose among offers: a rank, or a no."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "own_choice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("resident_id", sa.Uuid(), nullable=False),
        sa.Column("offer_id", sa.Uuid()),
        sa.Column("rank", sa.Integer()),
        sa.Column("chosen_on", sa.Date(), nullable=False),
        sa.Column("noted_by", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["resident.id"], name="fk_own_choice_resident_id_resident"
        ),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], name="fk_own_choice_offer_id_offer"),
        sa.PrimaryKeyConstraint("id", name="pk_own_choice"),
    )
    op.create_index("ix_own_choice_resident_id", "own_choice", ["resident_id"])
    op.create_index("ix_own_choice_offer_id", "own_choice", ["offer_id"])


def downgrade() -> None:
    op.drop_table("own_choice")
