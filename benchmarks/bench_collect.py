"""Collecting 200 data sets of 5,000 events into the encrypted collection.

Baseline, in the same run: bare DuckDB reading the same Parquet from memory into an encrypted file
with the same tables, one insert per table and set. Signature and decryption are reported apart.
"""

import tempfile
from pathlib import Path

from benchmarks.measure import Result, once
from meedoenbalie.collection.collected import Arrival, Collection
from meedoenbalie.collection.engine import attach, connect
from meedoenbalie.collection.parquet import columns_of, to_parquet
from meedoenbalie.domain.data_sets import TABLES
from meedoenbalie.exchange.data_set import (
    Sender,
    decrypt,
    new_recipient,
    new_signing_key,
    pack,
    to_csv,
    verify,
)
from meedoenbalie.storage.keys import new_data_key

SETS = 200
EVENTS = 5_000


def run() -> list[Result]:
    csv_files = {table: to_csv(table, []) for table in TABLES}
    csv_files["events"] = to_csv(
        "events",
        [
            (
                f"r{n // 4}",
                f"p{n // 8}",
                f"M{n % 40:02d}",
                n % 4 + 1,
                "sent",
                "2026-W01",
                "",
                "",
                "",
            )
            for n in range(EVENTS)
        ],
    )
    parquet = to_parquet(csv_files)
    private, _public = new_signing_key()
    secret, recipient = new_recipient()
    sender = Sender("S000", "azc", 1, "2026-01-05T09:00:00+00:00")
    data = pack(sender, csv_files, parquet, private, recipient)
    opened = once(lambda: [verify(decrypt(data, secret)) for _ in range(SETS)])
    print(f"    signature and decryption, apart: {opened / SETS * 1000:.2f} ms a set")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours = once(lambda: collect(folder / "ours.duckdb", parquet))
        bare = once(lambda: insert(folder / "bare.duckdb", parquet))
    return [
        Result(f"{SETS} data sets of {EVENTS:,} events", ours, "bare DuckDB", bare, goal=2.0),
    ]


def collect(path: Path, parquet: dict[str, bytes]) -> None:
    with Collection(path, new_data_key()) as collection:
        for number in range(SETS):
            code = f"S{number:03d}"
            arrival = Arrival(code, f"azc {code}", 1, "2026-01-05", f"digest{number}", "k", parquet)
            collection.add(arrival)


def insert(path: Path, parquet: dict[str, bytes]) -> None:
    connection, memory = connect()
    attach(connection, path, new_data_key())
    for table in TABLES:
        connection.execute(f"CREATE TABLE {table} (site VARCHAR, {columns_of(table)})")
    for number in range(SETS):
        connection.execute("BEGIN")
        for table, content in parquet.items():
            memory.pipe(f"/bare/{table}.parquet", content)
            source = f"read_parquet('memory://bare/{table}.parquet')"
            connection.execute(f"INSERT INTO {table} SELECT ?, * FROM {source}", [f"S{number:03d}"])
        connection.execute("COMMIT")
    connection.execute("CHECKPOINT collected")
    connection.close()
