"""Keys of the programme team that a desk pinned, and what earlier keys of a site said."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("signing_key") as batch:
        batch.add_column(sa.Column("statements", sa.JSON(), nullable=False, server_default="[]"))
    op.create_table(
        "programme_key",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recipient", sa.String(length=120), nullable=False),
        sa.Column("signing", sa.String(length=64), nullable=False),
        sa.Column("pinned_on", sa.Date(), nullable=False),
        sa.Column("pinned_by", sa.String(length=80), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("revoked", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_programme_key"),
    )


def downgrade() -> None:
    op.drop_table("programme_key")
    with op.batch_alter_table("signing_key") as batch:
        batch.drop_column("statements")
