"""The JSON files inside a handreiking: written with a digest, and read with distrust.

What is read was given to somebody and may have come back otherwise.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from meedoenbalie.domain.live_query import canonical
from meedoenbalie.reports.problems import NoProof

T = TypeVar("T")

_NOT_AS_WRITTEN = (ValueError, KeyError, TypeError, AttributeError, RecursionError)


def write(kind: str, number: int, items: list[Any], **about: Any) -> str:
    """Return items as JSON under the name of their kind; ``number`` is that of the format."""
    whole = {
        "format": number,
        "made_with": "Meedoenbalie",
        **about,
        kind: items,
        "sha256": _digest(items),
    }
    return json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True)


def read(
    pdf: Path, name: str, kind: str, newest: int, one: Callable[[Any], T]
) -> tuple[T, ...] | None:
    """Return the items of a file inside a PDF, each made by ``one``; None without such a file.

    Raises NoProof (no_pdf, damaged, newer), and OSError for a PDF that isn't there.
    """
    text = _attached(pdf.read_bytes(), name)
    if text is None:
        return None
    try:
        data = json.loads(text)
        if data["format"] > newest:
            raise NoProof("newer")
        if data["sha256"] != _digest(data[kind]):
            raise NoProof("damaged")
        return tuple(map(one, data[kind]))
    except _NOT_AS_WRITTEN as error:
        raise NoProof("damaged") from error


def _attached(pdf: bytes, name: str) -> bytes | None:
    import io
    import logging

    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    # What it says of a damaged file goes to the terminal, in English, beside our own sentence.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        found = PdfReader(io.BytesIO(pdf)).attachments
        contents: list[bytes] = found.get(name, [])
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise NoProof("no_pdf") from error
    return contents[0] if contents else None


def _digest(items: object) -> str:
    return hashlib.sha256(canonical(items)).hexdigest()
