"""Figures of lessons: the query, and its counts as they were when the lesson was published."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "lesson_figure",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("lesson_id", sa.Uuid(), nullable=False),
        sa.Column("caption", sa.String(length=200), nullable=False),
        sa.Column("query", sa.JSON(), nullable=False),
        sa.Column("counts", sa.JSON()),
        sa.Column("frozen_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(
            ["lesson_id"], ["learned_lesson.id"], name="fk_lesson_figure_lesson_id_learned_lesson"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_lesson_figure"),
    )
    op.create_index("ix_lesson_figure_lesson_id", "lesson_figure", ["lesson_id"])


def downgrade() -> None:
    op.drop_table("lesson_figure")
