"""Tables as CSV to Parquet, in memory."""

from __future__ import annotations

from collections.abc import Mapping

from meedoenbalie.collection.engine import connect
from meedoenbalie.domain.data_sets import CODEBOOK, TABLES


def columns_of(table: str) -> str:
    """Return the columns of a table of the code book as DuckDB declares them."""
    return ", ".join(
        f"{field.name} {'INTEGER' if field.type == 'integer' else 'VARCHAR'}"
        for field in CODEBOOK
        if field.table == table
    )


def to_parquet(csv_files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return one Parquet file per table of the code book, from CSV with a header in UTF-8."""
    connection, memory = connect()
    made: dict[str, bytes] = {}
    try:
        for table in TABLES:
            memory.pipe(f"/pack/{table}.csv", csv_files[table])
            connection.execute(f"CREATE TABLE {table} ({columns_of(table)})")
            connection.execute(
                f"COPY {table} FROM 'memory://pack/{table}.csv' "
                "(FORMAT csv, HEADER, DELIMITER ',', QUOTE '\"', ESCAPE '\"', NULLSTR '\\N')"
            )
            connection.execute(f"COPY {table} TO 'memory://pack/{table}.parquet' (FORMAT parquet)")
            made[table] = memory.cat(f"/pack/{table}.parquet")
    finally:
        memory.rm("/pack", recursive=True)
        connection.close()
    return made
