"""Follow-ups, the note for the next colleague, and who the guardian of a minor is."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Not in batch mode, as in 0004.
    op.add_column("resident", sa.Column("guardian_kind", sa.String(length=32)))
    op.create_table(
        "follow_up",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("resident_id", sa.Uuid()),
        sa.Column("offer_id", sa.Uuid()),
        sa.Column("referral_id", sa.Uuid()),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column("age", sa.Integer()),
        sa.Column("about_on", sa.Date()),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("owner", sa.String(length=80), nullable=False),
        sa.Column("repeat", sa.String(length=32), nullable=False),
        sa.Column("snoozed_until", sa.Date()),
        sa.Column("made_by", sa.String(length=80), nullable=False),
        sa.Column("done_on", sa.Date()),
        sa.Column("done_by", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_follow_up"),
        *(_foreign("follow_up", table) for table in ("site", "resident", "offer", "referral")),
    )
    for column in ("site_id", "resident_id", "offer_id", "referral_id", "due_on"):
        op.create_index(f"ix_follow_up_{column}", "follow_up", [column])
    op.create_table(
        "hand_over",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("resident_id", sa.Uuid()),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.Column("read_by", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_hand_over"),
        *(_foreign("hand_over", table) for table in ("site", "resident")),
    )
    for column in ("site_id", "resident_id"):
        op.create_index(f"ix_hand_over_{column}", "hand_over", [column])


def downgrade() -> None:
    op.drop_table("hand_over")
    op.drop_table("follow_up")
    op.drop_column("resident", "guardian_kind")


def _foreign(table: str, target: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{target}_id_{target}"
    return sa.ForeignKeyConstraint([f"{target}_id"], [f"{target}.id"], name=name)
