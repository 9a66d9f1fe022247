"""Who comes in at the desk, and how long their names stay."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "visit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("given_name", sa.String(length=80), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("purpose", sa.String(length=32), nullable=False),
        sa.Column("resident_id", sa.Uuid()),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("served_by", sa.String(length=80), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True)),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_visit"),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_visit_site_id_site"),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["resident.id"], name="fk_visit_resident_id_resident"
        ),
    )
    for column in ("site_id", "day", "resident_id"):
        op.create_index(f"ix_visit_{column}", "visit", [column])
    op.add_column(
        "settings",
        sa.Column("names_until", sa.String(length=32), nullable=False, server_default="end_of_day"),
    )


def downgrade() -> None:
    op.drop_column("settings", "names_until")
    op.drop_table("visit")
