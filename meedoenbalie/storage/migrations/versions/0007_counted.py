"""Counts without a person, which stay when somebody is erased."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "counted_fact",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("offer_id", sa.Uuid()),
        sa.Column("week", sa.String(length=8), nullable=False),
        sa.Column("what", sa.String(length=32), nullable=False),
        sa.Column("age_band", sa.String(length=8), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_counted_fact"),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_counted_fact_site_id_site"),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], name="fk_counted_fact_offer_id_offer"),
        sa.UniqueConstraint(
            "site_id",
            "offer_id",
            "week",
            "what",
            "age_band",
            name="uq_counted_fact_site_id_offer_id_week_what_age_band",
        ),
    )
    for column in ("site_id", "offer_id", "week"):
        op.create_index(f"ix_counted_fact_{column}", "counted_fact", [column])


def downgrade() -> None:
    op.drop_table("counted_fact")
