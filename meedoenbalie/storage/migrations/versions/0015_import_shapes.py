"""How files of one shape were read."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "import_shape",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("holds", sa.String(length=20), nullable=False),
        sa.Column("headings", sa.String(length=64), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("encoding", sa.String(length=20), nullable=False),
        sa.Column("delimiter", sa.String(length=1), nullable=False),
        sa.Column("header_line", sa.Integer(), nullable=False),
        sa.Column("month_first", sa.Boolean()),
        sa.PrimaryKeyConstraint("id", name="pk_import_shape"),
        sa.UniqueConstraint("holds", "headings", name="uq_import_shape_holds_headings"),
    )


def downgrade() -> None:
    op.drop_table("import_shape")
