"""The figures inside a handreiking: what they say, how they were counted, and their seals.

A JSON file attached to the PDF. It holds no count that isn't printed: exact ones stay in the store
or the collection, and the seal of each figure tells these whether they still count the same.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from meedoenbalie.domain.disclosure import ROUNDING, THRESHOLD
from meedoenbalie.domain.lesson_figures import PrintedFigure
from meedoenbalie.domain.live_query import Query, canonical
from meedoenbalie.reports.problems import NoProof

NAME = "cijfers.json"
FORMAT = 1
NOT_AS_WRITTEN = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
"""What reading a file raises that this program didn't write, or that was damaged."""


def written(figures: Sequence[PrintedFigure]) -> str:
    """Return the figures as JSON."""
    lines = [_line(figure) for figure in figures]
    return json.dumps(
        {
            "format": FORMAT,
            "made_with": "Meedoenbalie",
            "hidden_below": THRESHOLD,
            "rounded_to": ROUNDING,
            "figures": lines,
            "sha256": _digest(lines),
        },
        ensure_ascii=False,
        indent=1,
        sort_keys=True,
    )


def read(path: Path) -> tuple[PrintedFigure, ...]:
    """Return the figures in a handreiking. Raises NoProof, and OSError for a file that isn't there.

    ``NoProof`` codes: no_pdf, no_figures, damaged, newer.
    """
    text = attached(path.read_bytes(), NAME)
    if text is None:
        raise NoProof("no_figures")
    try:
        data = json.loads(text)
        if data["format"] > FORMAT:
            raise NoProof("newer")
        lines = data["figures"]
        if data["sha256"] != _digest(lines):
            raise NoProof("damaged")
        return tuple(_figure(line) for line in lines)
    except NOT_AS_WRITTEN as error:
        raise NoProof("damaged") from error


def attached(pdf: bytes, name: str) -> bytes | None:
    """Return a file that is attached to a PDF, or None. Raises NoProof (no_pdf)."""
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


def _line(figure: PrintedFigure) -> dict[str, Any]:
    return {
        "id": figure.id,
        "caption": figure.caption,
        "query": figure.query.model_dump(mode="json"),
        "shown": dict(figure.shown),
        "frozen_at": figure.frozen_at.isoformat(),
        "seal": figure.seal,
    }


def _figure(line: dict[str, Any]) -> PrintedFigure:
    frozen_at = datetime.fromisoformat(line["frozen_at"])
    if frozen_at.tzinfo is None:
        raise NoProof("damaged")
    return PrintedFigure(
        str(line["id"]),
        str(line["caption"]),
        Query.model_validate(line["query"]),
        {str(key): count if count is None else int(count) for key, count in line["shown"].items()},
        frozen_at,
        str(line["seal"]),
    )


def _digest(lines: object) -> str:
    return hashlib.sha256(canonical(lines)).hexdigest()
