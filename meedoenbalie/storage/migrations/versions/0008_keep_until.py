"""Until when somebody chose to keep a resident who is due for erasure."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Not in batch mode, as in 0004.
    op.add_column("resident", sa.Column("keep_until", sa.Date()))


def downgrade() -> None:
    op.drop_column("resident", "keep_until")
