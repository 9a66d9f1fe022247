"""The full-text index, one branch per dialect. It is derived: opening fills it from the records."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "search_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_search_entry"),
        sa.UniqueConstraint("kind", "row_id", name="uq_search_entry_kind_row_id"),
    )
    if op.get_context().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE search_text USING fts5"
            "(content, tokenize = 'unicode61 remove_diacritics 0')"
        )
        op.execute("INSERT INTO search_text (search_text, rank) VALUES ('secure-delete', 1)")
    else:
        op.execute(
            "CREATE TABLE search_text (rowid INTEGER PRIMARY KEY, content tsvector NOT NULL)"
        )
        op.execute("CREATE INDEX ix_search_text_content ON search_text USING gin (content)")


def downgrade() -> None:
    op.drop_table("search_text")
    op.drop_table("search_entry")
