"""Find the talks of a week, and who lives in an azc, among those of years.

Vandaag counts the talks each time it is opened. The list of an azc by name passed everybody who had
left, and everybody of other azc's, to come to the next who is there.
"""

from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

_LIST = "ix_search_entry_kind_site_id_here_sort_key"


def upgrade() -> None:
    op.create_index("ix_contact_at", "contact", ["at"])
    op.create_index(_LIST, "search_entry", ["kind", "site_id", "here", "sort_key"])


def downgrade() -> None:
    op.drop_index(_LIST, "search_entry")
    op.drop_index("ix_contact_at", "contact")
