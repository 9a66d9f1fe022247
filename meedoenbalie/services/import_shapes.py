"""Remembering how a file was read, for the next one with the same headings."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from typing import Any

from meedoenbalie.domain.import_shapes import ImportShape
from meedoenbalie.exchange.codes import key_of
from meedoenbalie.exchange.files import is_json, read_table
from meedoenbalie.exchange.problems import RefusedFile
from meedoenbalie.exchange.shape import GUESS, FileShape
from meedoenbalie.exchange.tabular import FieldNames
from meedoenbalie.services.import_intake import ImportOptions, Source
from meedoenbalie.storage.unit_of_work import Reader, UnitOfWork


def recalled(reader: Reader, holds: str, source: Source, names: FieldNames) -> ImportOptions | None:
    """Return how the last file with these headings was read, or None."""
    if not reader.count(ImportShape, holds=holds):
        return None
    found = _stored(reader, holds, source, names)
    if found is None:
        return None
    shape = FileShape(found.encoding, found.delimiter, found.header_line, found.month_first)
    return ImportOptions(columns=dict(found.columns), shape=shape)


def remember(uow: UnitOfWork, holds: str, source: Source, names: FieldNames) -> None:
    """Remember what the user changed in how a file is read; nothing changed forgets it."""
    options = source.options
    changed: dict[str, Any] = {
        "columns": tuple(sorted(options.columns.items())),
        **asdict(options.shape),
    }
    told = bool(options.columns) or options.shape != GUESS
    if not told and not uow.count(ImportShape, holds=holds):
        return
    found = _stored(uow, holds, source, names)
    if found is not None and told:
        uow.update(found, **changed)
    elif found is not None:
        uow.delete(found)
    elif told and (headings := _headings(source, names)):
        uow.insert(ImportShape(holds=holds, headings=headings, **changed))


def _stored(reader: Reader, holds: str, source: Source, names: FieldNames) -> ImportShape | None:
    headings = _headings(source, names)
    return reader.first(ImportShape, holds=holds, headings=headings) if headings else None


def _headings(source: Source, names: FieldNames) -> str:
    """Return a digest of the headings as the program finds them by itself; empty when it can't."""
    if is_json(source.raw):
        return ""
    try:
        header = read_table(source.path, source.raw, names).header
    except RefusedFile:
        header = ()
    if not header:
        return ""
    return hashlib.sha256("\n".join(map(key_of, header)).encode("utf-8")).hexdigest()
