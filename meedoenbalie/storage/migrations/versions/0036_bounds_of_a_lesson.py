"""What to look out for with a lesson, and for whom it holds."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

_TEXTS = {"mind": 500, "holds_for": 300}


def upgrade() -> None:
    for name, length in _TEXTS.items():
        op.add_column(
            "learned_lesson",
            sa.Column(name, sa.String(length=length), nullable=False, server_default=""),
        )


def downgrade() -> None:
    for name in _TEXTS:
        op.drop_column("learned_lesson", name)
