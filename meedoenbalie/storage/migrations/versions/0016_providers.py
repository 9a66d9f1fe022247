"""Who works at a provider, what was said and agreed, and the telephone of a desk."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Not in batch mode, as in 0004.
    op.add_column(
        "site", sa.Column("phone", sa.String(length=40), nullable=False, server_default="")
    )
    _make(
        "provider_contact",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("job", sa.String(length=120), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
    )
    _make(
        "provider_talk",
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("with_whom", sa.String(length=120), nullable=False),
        sa.Column("summary", sa.String(length=1000), nullable=False),
    )
    _make(
        "agreement",
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("tasks", sa.String(length=1000), nullable=False),
        sa.Column("risks", sa.String(length=1000), nullable=False),
    )


def downgrade() -> None:
    for table in ("agreement", "provider_talk", "provider_contact"):
        op.drop_table(table)
    op.drop_column("site", "phone")


def _make(table: str, *columns: sa.Column[object]) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=f"fk_{table}_provider_id_provider"
        ),
    )
    op.create_index(f"ix_{table}_provider_id", table, ["provider_id"])
