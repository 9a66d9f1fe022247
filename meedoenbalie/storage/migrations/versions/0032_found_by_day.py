"""What waits and what ended lately is found by an index, however long ago the rest was."""

from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

_STANDING = "referral_standing"
_RESIDENT = "resident"


def upgrade() -> None:
    op.create_index("ix_referral_standing_state_since", _STANDING, ["state", "since"])
    op.create_index("ix_referral_standing_told_on", _STANDING, ["told_on"])
    op.create_index("ix_resident_site_id_departed_on", _RESIDENT, ["site_id", "departed_on"])
    op.create_index("ix_resident_departed_on", _RESIDENT, ["departed_on"])
    op.create_index("ix_resident_access_asked_on", _RESIDENT, ["access_asked_on"])


def downgrade() -> None:
    op.drop_index("ix_resident_access_asked_on", _RESIDENT)
    op.drop_index("ix_resident_departed_on", _RESIDENT)
    op.drop_index("ix_resident_site_id_departed_on", _RESIDENT)
    op.drop_index("ix_referral_standing_told_on", _STANDING)
    op.drop_index("ix_referral_standing_state_since", _STANDING)
