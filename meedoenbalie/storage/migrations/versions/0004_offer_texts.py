"""Texts of offers in the languages of residents, and where in town an offer is."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Not in batch mode: that drops the old table, and referrals hold on to its rows.
    op.add_column(
        "offer", sa.Column("address", sa.String(length=200), nullable=False, server_default="")
    )
    op.create_table(
        "offer_text",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("offer_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("what_you_do", sa.String(length=2000), nullable=False),
        sa.Column("benefit", sa.String(length=2000), nullable=False),
        sa.Column("bring", sa.String(length=500), nullable=False),
        sa.Column("checked_by", sa.String(length=120), nullable=False),
        sa.Column("checked_on", sa.Date()),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], name="fk_offer_text_offer_id_offer"),
        sa.PrimaryKeyConstraint("id", name="pk_offer_text"),
        sa.UniqueConstraint("offer_id", "language", name="uq_offer_text_offer_id_language"),
    )
    op.create_index("ix_offer_text_offer_id", "offer_text", ["offer_id"])


def downgrade() -> None:
    op.drop_table("offer_text")
    op.drop_column("offer", "address")
