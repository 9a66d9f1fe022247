"""Signing keys of sites, and the data sets that they sent."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "signing_key",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("private_key", sa.String(length=64), nullable=False),
        sa.Column("public_key", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_signing_key_site_id_site"),
        sa.PrimaryKeyConstraint("id", name="pk_signing_key"),
        sa.UniqueConstraint("site_id", name="uq_signing_key_site_id"),
    )
    op.create_table(
        "data_set_sent",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("residents", sa.Integer(), nullable=False),
        sa.Column("referrals", sa.Integer(), nullable=False),
        sa.Column("lessons", sa.Integer(), nullable=False),
        sa.Column("recipient", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_data_set_sent_site_id_site"),
        sa.PrimaryKeyConstraint("id", name="pk_data_set_sent"),
        sa.UniqueConstraint("site_id", "number", name="uq_data_set_sent_site_id_number"),
    )
    op.create_index("ix_data_set_sent_site_id", "data_set_sent", ["site_id"])


def downgrade() -> None:
    op.drop_table("data_set_sent")
    op.drop_table("signing_key")
