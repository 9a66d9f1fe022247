"""One cell of an OpenDocument spreadsheet as text, as somebody would type it."""

from __future__ import annotations

import math
import re

from meedoenbalie.exchange.archive import Attributes
from meedoenbalie.exchange.limits import MAX_CELL_SIGNS
from meedoenbalie.exchange.text import FormulaCell

_DURATION = re.compile(r"PT(\d{1,6})H(\d{1,2})M[\d.]*S?")
_MIDNIGHT = re.compile(r"(\d{4}-\d{2}-\d{2})T00:00(?::00(?:\.0+)?)?")
_ERROR = re.compile(r"#|(?:Err|Fout|Fehler|Erreur):")
_COUNT = re.compile(r"[0-9]{1,7}")
_OASIS = "urn:oasis:"
_NUMBERS = frozenset({"float", "percentage", "currency"})


def plain(found: Attributes) -> Attributes:
    """Return the attributes of the standard without namespace; extensions say the same twice."""
    return {
        name.rpartition("|")[2]: value
        for name, value in found.items()
        if "|" not in name or name.startswith(_OASIS)
    }


def number_of(found: Attributes, name: str) -> int:
    """Return how often something is repeated; once when that isn't told or told badly."""
    told = found.get(name, "1")
    return max(1, int(told)) if _COUNT.fullmatch(told) else 1


class OdsCell:
    """Gathers what is within a cell; notes that hang on it are no part of it."""

    __slots__ = ("_aside", "_found", "_paragraphs", "_signs", "covered", "rows", "times")

    def __init__(self, found: Attributes, *, covered: bool) -> None:
        self.covered = covered
        self.times = number_of(found, "number-columns-repeated")
        self.rows = number_of(found, "number-rows-spanned")
        self._found = found
        self._paragraphs: list[str] = []
        self._signs = 0
        self._aside = 0

    def start(self, name: str, found: Attributes) -> None:
        """Take the start of an element within the cell."""
        if self._aside or name in {"annotation", "shapes", "frame", "g"}:
            self._aside += 1
        elif name == "p":
            self._paragraphs.append("\n" if self._paragraphs else "")
        elif name == "s":
            self.text(" " * min(number_of(found, "c"), MAX_CELL_SIGNS))
        elif name in {"tab", "line-break"}:
            self.text("\t" if name == "tab" else "\n")

    def text(self, text: str) -> None:
        """Take text; beyond what any cell may hold the rest only tells that it is too long."""
        if self._paragraphs and not self._aside and self._signs <= MAX_CELL_SIGNS:
            self._signs += len(text)
            self._paragraphs.append(text)

    def end(self, _name: str) -> None:
        """Take the end of an element within the cell."""
        if self._aside:
            self._aside -= 1

    def value(self) -> str:
        """Return the cell's value; a formula without a stored value is never worked out."""
        found = self._found
        kind = found.get("value-type", "")
        text = found.get("string-value") or "".join(self._paragraphs)
        if "formula" in found and (not kind or _ERROR.match(text)):
            return FormulaCell("=")
        if kind in _NUMBERS:
            return _number(found.get("value", text))
        if kind == "date":
            day = found.get("date-value", text)
            midnight = _MIDNIGHT.fullmatch(day)
            return midnight[1] if midnight else day.replace("T", " ")
        if kind == "time":
            span = _DURATION.fullmatch(found.get("time-value", ""))
            return f"{int(span[1]):02d}:{int(span[2]):02d}" if span else text
        if kind == "boolean":
            return "ja" if found.get("boolean-value") == "true" else "nee"
        return text


def _number(told: str) -> str:
    try:
        value = float(told)
    except ValueError:
        return told
    return str(int(value)) if math.isfinite(value) and value.is_integer() else told
