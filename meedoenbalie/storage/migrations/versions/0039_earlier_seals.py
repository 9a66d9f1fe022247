"""With what figures were sealed on paper before a store was moved to a server, or back."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "earlier_seal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_earlier_seal"),
    )


def downgrade() -> None:
    op.drop_table("earlier_seal")
