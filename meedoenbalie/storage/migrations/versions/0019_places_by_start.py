"""Places at each start date, who asked for them, and places that are held for somebody."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Not in batch mode, as in 0004.
    op.add_column(
        "offer", sa.Column("start_places", sa.JSON(), nullable=False, server_default="[]")
    )
    op.add_column(
        "offer",
        sa.Column("places_asked_by", sa.String(length=80), nullable=False, server_default=""),
    )
    op.add_column(
        "settings", sa.Column("hold_days", sa.Integer(), nullable=False, server_default="3")
    )
    op.create_table(
        "place_hold",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("resident_id", sa.Uuid(), nullable=False),
        sa.Column("offer_id", sa.Uuid(), nullable=False),
        sa.Column("start_on", sa.Date()),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("made_by", sa.String(length=80), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date()),
        sa.Column("ending", sa.String(length=32)),
        sa.PrimaryKeyConstraint("id", name="pk_place_hold"),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["resident.id"], name="fk_place_hold_resident_id_resident"
        ),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], name="fk_place_hold_offer_id_offer"),
    )
    op.create_index("ix_place_hold_resident_id", "place_hold", ["resident_id"])
    op.create_index("ix_place_hold_offer_id", "place_hold", ["offer_id"])


def downgrade() -> None:
    op.drop_table("place_hold")
    op.drop_column("settings", "hold_days")
    op.drop_column("offer", "places_asked_by")
    op.drop_column("offer", "start_places")
