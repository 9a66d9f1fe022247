"""Let a server count referrals on from those of all azc's, also for who is held to some.

A number is given out once in a store. Whoever doesn't see the referrals of another azc would have
been given a number that is taken. The functions that tell are made where a server is secured, which
is done anew after each migration; a file has nothing to change.
"""

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing in the tables changes."""


def downgrade() -> None:
    """Nothing in the tables changes."""
