"""Keys of desks, and which dossiers moved from one desk to another."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "desk_key",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("signing_secret", sa.String(length=120), nullable=False),
        sa.Column("signing", sa.String(length=120), nullable=False),
        sa.Column("reading_secret", sa.String(length=120), nullable=False),
        sa.Column("recipient", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_desk_key"),
    )
    op.create_table(
        "known_desk",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("signing", sa.String(length=120), nullable=False),
        sa.Column("recipient", sa.String(length=120), nullable=False),
        sa.Column("pinned_on", sa.Date(), nullable=False),
        sa.Column("pinned_by", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_known_desk"),
    )
    op.create_index("ix_known_desk_name", "known_desk", ["name"], unique=True)
    op.create_table(
        "transfer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("resident_id", sa.Uuid(), nullable=False),
        sa.Column("direction", sa.String(length=32), nullable=False),
        sa.Column("desk", sa.String(length=120), nullable=False),
        sa.Column("fingerprint", sa.String(length=40), nullable=False),
        sa.Column("bundle_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["resident.id"], name="fk_transfer_resident_id_resident"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_transfer"),
    )
    op.create_index("ix_transfer_resident_id", "transfer", ["resident_id"])
    op.create_index("ix_transfer_bundle_id", "transfer", ["bundle_id"])
    op.create_table(
        "taken_bundle",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("bundle_id", sa.Uuid(), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_taken_bundle"),
    )
    op.create_index("ix_taken_bundle_bundle_id", "taken_bundle", ["bundle_id"], unique=True)


def downgrade() -> None:
    for table in ("taken_bundle", "transfer", "known_desk", "desk_key"):
        op.drop_table(table)
