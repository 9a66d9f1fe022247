"""Where each referral stands, and events by what they strike. Derived; filled by migrate.py."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_TABLE = "referral_standing"
_TEXTS = ("state", "reason", "outcome", "before_end")
_DAYS = (
    "since",
    "sent_on",
    "told_on",
    "last_on",
    "first_sent_on",
    "first_accepted_on",
    "first_started_on",
    "completed_on",
)


def upgrade() -> None:
    op.create_table(
        _TABLE,
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        *(sa.Column(name, sa.String(length=32)) for name in _TEXTS),
        *(sa.Column(name, sa.Date()) for name in _DAYS),
        sa.PrimaryKeyConstraint("referral_id", name="pk_referral_standing"),
    )
    op.create_index("ix_referral_standing_state_told_on", _TABLE, ["state", "told_on"])
    op.create_index("ix_referral_standing_last_on", _TABLE, ["last_on"])
    op.create_index("ix_referral_standing_first_sent_on", _TABLE, ["first_sent_on"])
    op.create_index("ix_referral_event_retracts", "referral_event", ["retracts"])


def downgrade() -> None:
    op.drop_index("ix_referral_event_retracts", "referral_event")
    op.drop_table(_TABLE)
