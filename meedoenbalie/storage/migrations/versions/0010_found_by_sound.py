"""Names are found by their sound, and lists by name come from one index. Derived, as in 0002."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_LIST = "ix_search_entry_kind_sort_key_site_id_here"


def upgrade() -> None:
    op.drop_table("search_text")
    op.execute("DELETE FROM search_entry")
    op.add_column(
        "search_entry", sa.Column("sort_key", sa.Text(), nullable=False, server_default="")
    )
    op.add_column("search_entry", sa.Column("site_id", sa.Uuid()))
    op.add_column(
        "search_entry", sa.Column("here", sa.Integer(), nullable=False, server_default="0")
    )
    op.create_index(_LIST, "search_entry", ["kind", "sort_key", "site_id", "here"])
    op.create_table(
        "list_part",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("here", sa.Integer(), nullable=False),
        sa.Column("start", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("site_id", "here", "start", name="pk_list_part"),
    )
    op.execute(
        "CREATE VIRTUAL TABLE search_text USING fts5"
        "(name, sound, body, marks, tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2')"
    )
    op.execute("INSERT INTO search_text (search_text, rank) VALUES ('secure-delete', 1)")


def downgrade() -> None:
    op.drop_table("search_text")
    op.execute("DELETE FROM search_entry")
    op.drop_table("list_part")
    op.drop_index(_LIST, "search_entry")
    for name in ("here", "site_id", "sort_key"):
        op.drop_column("search_entry", name)
    op.execute(
        "CREATE VIRTUAL TABLE search_text USING fts5"
        "(content, tokenize = 'unicode61 remove_diacritics 0')"
    )
    op.execute("INSERT INTO search_text (search_text, rank) VALUES ('secure-delete', 1)")
