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
    _create("name, sound, body, marks", "prefix = '1 2'")


def downgrade() -> None:
    op.drop_table("search_text")
    op.execute("DELETE FROM search_entry")
    op.drop_table("list_part")
    op.drop_index(_LIST, "search_entry")
    for name in ("here", "site_id", "sort_key"):
        op.drop_column("search_entry", name)
    _create("content")


def _create(*columns: str) -> None:
    if op.get_context().dialect.name == "sqlite":
        told = ", ".join((*columns, "tokenize = 'unicode61 remove_diacritics 0'"))
        op.execute(f"CREATE VIRTUAL TABLE search_text USING fts5({told})")
        op.execute("INSERT INTO search_text (search_text, rank) VALUES ('secure-delete', 1)")
    else:
        # One weight for each column of the other. Lines that wait in a list would slow searching.
        op.execute(
            "CREATE TABLE search_text (rowid INTEGER PRIMARY KEY, content tsvector NOT NULL)"
        )
        op.execute(
            "CREATE INDEX ix_search_text_content ON search_text "
            "USING gin (content) WITH (fastupdate = off)"
        )
