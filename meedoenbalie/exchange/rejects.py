"""The list of refused rows, to correct and read in again."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from meedoenbalie.domain.identifiers import contains_bsn
from meedoenbalie.exchange.problems import Problem
from meedoenbalie.exchange.reading import FORMULA_STARTS
from meedoenbalie.exchange.tabular import Cells
from meedoenbalie.exchange.wording import message
from meedoenbalie.i18n import _
from meedoenbalie.paths import refuse_to_replace

_TURNS_INTO_FORMULA = frozenset(f"{FORMULA_STARTS}\t\r\n")


def write_rejects(
    path: Path, header: Sequence[str], rows: Iterable[tuple[Cells, Sequence[Problem]]]
) -> None:
    """Write refused rows with the reason behind them: CSV as Dutch spreadsheets open it.

    No cell becomes a formula, and what looks like a BSN is left out. Raises OSError.
    """
    refuse_to_replace(path)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow([*map(harmless, header), _("Waarom geweigerd")])
        for cells, problems in rows:
            kept = ["" if contains_bsn(cell) else harmless(cell) for cell in cells]
            kept += [""] * (len(header) - len(kept))
            writer.writerow([*kept, " ".join(message(problem) for problem in problems)])


def harmless(cell: Any) -> str:
    """Return a cell as text that no spreadsheet works out: a sign before it says it is text."""
    text = str(cell)
    return f"'{text}" if text[:1] in _TURNS_INTO_FORMULA else text
