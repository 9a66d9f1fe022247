"""Lessons of other azc's that were taken in, and what came of trying them."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def _ids() -> tuple[sa.Column[object], sa.Column[object]]:
    return (
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )


def upgrade() -> None:
    op.create_table(
        "taken_edition",
        *_ids(),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.String(length=40), nullable=False),
        sa.Column("public_key", sa.String(length=64), nullable=False),
        sa.Column("taken_in_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_by", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_taken_edition"),
    )
    op.create_table(
        "taken_lesson",
        *_ids(),
        sa.Column("site", sa.String(length=20), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("content", sa.String(length=20_000), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_taken_lesson"),
        sa.UniqueConstraint("site", "number", name="uq_taken_lesson_site_number"),
    )
    op.create_index("ix_taken_lesson_site", "taken_lesson", ["site"])
    op.create_table(
        "tried_lesson",
        *_ids(),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("origin", sa.String(length=20), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("result", sa.String(length=32), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("tried_on", sa.Date(), nullable=False),
        sa.Column("noted_by", sa.String(length=80), nullable=False),
        sa.Column("against_id", sa.Uuid()),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_tried_lesson_site_id_site"),
        sa.PrimaryKeyConstraint("id", name="pk_tried_lesson"),
        sa.UniqueConstraint(
            "site_id", "origin", "number", name="uq_tried_lesson_site_id_origin_number"
        ),
    )
    op.create_index("ix_tried_lesson_site_id", "tried_lesson", ["site_id"])
    op.create_index("ix_tried_lesson_against_id", "tried_lesson", ["against_id"])


def downgrade() -> None:
    op.drop_table("tried_lesson")
    op.drop_table("taken_lesson")
    op.drop_table("taken_edition")
