"""Workbooks are archives of XML: whether one is safe to open, and its parts read bit by bit.

Nothing is unpacked to disk, and no reference is followed.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import IO
from xml.parsers import expat

from meedoenbalie.exchange.limits import (
    MAX_ARCHIVE_PARTS,
    MAX_PACKING_RATIO,
    MAX_UNPACKED_BYTES,
    SUSPECT_UNPACKED_BYTES,
)
from meedoenbalie.exchange.problems import RefusedFile

Attributes = dict[str, str]

_CHUNK = 1 << 16

BROKEN_ARCHIVE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What the standard library raises for an archive that is cut off, encrypted or made up."""


def open_archive(raw: bytes) -> zipfile.ZipFile:
    """Open a workbook as an archive.

    Raises RefusedFile when it is damaged, unpacks to too much or could reach outside itself.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
        parts = archive.infolist()
    except BROKEN_ARCHIVE:
        raise RefusedFile("damaged_workbook") from None
    if len(parts) > MAX_ARCHIVE_PARTS or sum(p.file_size for p in parts) > MAX_UNPACKED_BYTES:
        raise RefusedFile("too_big_unpacked")
    for part in parts:
        ratio = part.file_size / max(part.compress_size, 1)
        if part.file_size > SUSPECT_UNPACKED_BYTES and ratio > MAX_PACKING_RATIO:
            raise RefusedFile("too_big_unpacked")
    for name in {part.filename for part in parts}:
        if name.endswith((".xml", ".rels")):
            _check_prolog(archive, name)
    return archive


def elements(archive: zipfile.ZipFile, part: str) -> list[tuple[str, Attributes]]:
    """Return the elements of a small part with their attributes. Raises RefusedFile."""
    found: list[tuple[str, Attributes]] = []
    for _chunk in stream_part(
        archive, part, lambda name, attributes: found.append((name, attributes))
    ):
        pass
    return found


def stream_part(
    archive: zipfile.ZipFile,
    part: str,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> Iterator[None]:
    """Pass the elements of a part, by their names without namespace; yield after each piece.

    Raises RefusedFile when the part is missing or damaged.
    """
    parser = expat.ParserCreate(namespace_separator="|")
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, found: start(_without_space(name), found)
    if end is not None:
        parser.EndElementHandler = lambda name: end(_without_space(name))
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        with archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                parser.Parse(chunk, False)
                yield
            parser.Parse(b"", True)
            yield
    except (expat.ExpatError, *BROKEN_ARCHIVE):
        raise RefusedFile("damaged_workbook") from None


@lru_cache(maxsize=256)
def _without_space(name: str) -> str:
    """Return the name of an element without its namespace; a sheet has a few, a million times."""
    return name.rpartition("|")[2]


class _RootFound(Exception):
    pass


def _check_prolog(archive: zipfile.ZipFile, part: str) -> None:
    """Refuse a part that declares a document type: entities can grow without end or read files."""

    def refuse(*_: object) -> None:
        raise RefusedFile("unsafe_workbook")

    def stop(*_: object) -> None:
        raise _RootFound

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = stop
    try:
        with archive.open(part) as stream:
            _feed(parser, stream)
    except _RootFound:
        return
    except (expat.ExpatError, *BROKEN_ARCHIVE):
        raise RefusedFile("damaged_workbook") from None


def _feed(parser: expat.XMLParserType, stream: IO[bytes]) -> None:
    while chunk := stream.read(_CHUNK):
        parser.Parse(chunk, False)
