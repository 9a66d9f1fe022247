"""Choices of a desk, half-typed forms, users who left, and residents who limit what is done."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Not in batch mode, as in 0004.
    op.add_column("staff", sa.Column("left_on", sa.Date()))
    op.add_column("resident", sa.Column("restricted_since", sa.Date()))
    op.add_column(
        "resident",
        sa.Column("restriction", sa.String(length=300), nullable=False, server_default=""),
    )
    op.add_column("resident", sa.Column("access_asked_on", sa.Date()))
    op.create_table(
        "settings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("lock_after_minutes", sa.Integer(), nullable=False),
        sa.Column("clipboard_seconds", sa.Integer(), nullable=False),
        sa.Column("together_off_on_lock", sa.Boolean(), nullable=False),
        sa.Column("keep_months", sa.Integer(), nullable=False),
        sa.Column("consent_months", sa.Integer(), nullable=False),
        sa.Column("backup_folder", sa.String(length=1000), nullable=False),
        sa.Column("recovery_made_on", sa.Date()),
        sa.Column("recovery_proved_on", sa.Date()),
        sa.PrimaryKeyConstraint("id", name="pk_settings"),
    )
    op.create_table(
        "draft",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Uuid()),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_draft"),
    )
    op.create_index("ix_draft_owner", "draft", ["owner"])
    op.create_index("ix_draft_subject_id", "draft", ["subject_id"])


def downgrade() -> None:
    op.drop_table("draft")
    op.drop_table("settings")
    op.drop_column("resident", "access_asked_on")
    op.drop_column("resident", "restriction")
    op.drop_column("resident", "restricted_since")
    op.drop_column("staff", "left_on")
