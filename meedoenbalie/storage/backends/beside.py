"""What lies beside the tables of a store on a server, as files do beside a file."""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table, Uuid

from meedoenbalie.domain.record import UtcMoment

BESIDE = "beside"
"""The schema; to be left out of back-ups, or who was erased would come back with them."""

beside = MetaData(schema=BESIDE)
secret = Table(
    "secret",
    beside,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("value", LargeBinary(32), nullable=False),
)
backup_key = Table(
    "backup_key",
    beside,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("value", LargeBinary(32), nullable=False),
)
"""What opens the back-ups of this store. Nobody but the owner of the tables is granted it."""
erased = Table(
    "erased",
    beside,
    Column("subject_id", Uuid, primary_key=True),
    Column("at", UtcMoment, nullable=False),
)
