"""Who wrote a lesson, and which colleague reviewed it."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

_NAMES = ("written_by", "reviewed_by")


def upgrade() -> None:
    for name in _NAMES:
        op.add_column(
            "learned_lesson",
            sa.Column(name, sa.String(length=80), nullable=False, server_default=""),
        )


def downgrade() -> None:
    for name in _NAMES:
        op.drop_column("learned_lesson", name)
