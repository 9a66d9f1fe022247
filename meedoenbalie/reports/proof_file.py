"""The figures inside a handreiking: what they say, how they were counted, and their seals.

A JSON file attached to the PDF. It holds no count that isn't printed: exact ones stay in the store
or the collection, and the seal of each figure tells these whether they still count the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from meedoenbalie.domain.disclosure import ROUNDING, THRESHOLD
from meedoenbalie.domain.lesson_figures import PrintedFigure
from meedoenbalie.domain.live_query import Query
from meedoenbalie.reports import enclosed
from meedoenbalie.reports.problems import NoProof

NAME = "cijfers.json"
FORMAT = 1


def written(figures: Sequence[PrintedFigure]) -> str:
    """Return the figures as JSON."""
    lines = [_line(figure) for figure in figures]
    hiding = {"hidden_below": THRESHOLD, "rounded_to": ROUNDING}
    return enclosed.write("figures", FORMAT, lines, **hiding)


def read(path: Path) -> tuple[PrintedFigure, ...]:
    """Return the figures in a handreiking. Raises NoProof, and OSError for a file that isn't there.

    ``NoProof`` codes: no_pdf, no_figures, damaged, newer.
    """
    found = enclosed.read(path, NAME, "figures", FORMAT, _figure)
    if found is None:
        raise NoProof("no_figures")
    return found


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
