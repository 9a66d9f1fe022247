"""Dossiers that became one, and residents who look alike and are two people."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_resident_birth_date", "resident", ["birth_date"])
    op.create_table(
        "former_dossier",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("resident_id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("v_number", sa.String(length=10)),
        sa.Column("merged_on", sa.Date(), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["resident.id"], name="fk_former_dossier_resident_id_resident"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_former_dossier"),
    )
    op.create_index("ix_former_dossier_resident_id", "former_dossier", ["resident_id"])
    op.create_index("ix_former_dossier_reference", "former_dossier", ["reference"])
    op.create_table(
        "not_double",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("one_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["one_id"], ["resident.id"], name="fk_not_double_one_id_resident"),
        sa.ForeignKeyConstraint(
            ["other_id"], ["resident.id"], name="fk_not_double_other_id_resident"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_not_double"),
    )
    op.create_index("ix_not_double_one_id", "not_double", ["one_id"])
    op.create_index("ix_not_double_other_id", "not_double", ["other_id"])


def downgrade() -> None:
    op.drop_table("not_double")
    op.drop_table("former_dossier")
    op.drop_index("ix_resident_birth_date", "resident")
