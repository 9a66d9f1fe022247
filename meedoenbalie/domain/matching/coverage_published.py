"""What may be told of the coverage outside the desk: small numbers hidden, others rounded.

Rows add up to the number of residents, so they are hidden together (``disclosure.publish``). The
cells of a hidden row are hidden all, also the empty ones: which of them are empty would draw the
free week of a few. Within a row cells overlap and are never added up.
"""

from __future__ import annotations

from dataclasses import dataclass

from meedoenbalie.domain.disclosure import publish, publish_one
from meedoenbalie.domain.matching.bands import Band
from meedoenbalie.domain.matching.coverage import BandRow, KindCoverage
from meedoenbalie.domain.offers import OfferKind


@dataclass(frozen=True, slots=True)
class PublishedCell:
    """How many could start then, None when hidden, and the places, which tell of nobody."""

    people: int | None
    places: int

    @property
    def short(self) -> int | None:
        """How many places too few, as far as may be told."""
        return None if self.people is None else max(0, self.people - self.places)


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """A band with its cells; ``people`` is None when hidden."""

    band: Band
    people: int | None
    cells: tuple[PublishedCell, ...]


@dataclass(frozen=True, slots=True)
class PublishedKind:
    """The rows of one kind; ``people`` adds up the rows that are shown."""

    kind: OfferKind
    rows: tuple[PublishedRow, ...]
    people: int


def publish_coverage(found: KindCoverage) -> PublishedKind:
    """Return the coverage of one kind as it may be shown to anybody."""
    shown = publish({row.band: len(row.people) for row in found.rows})
    rows = tuple(_row(row, shown.cells[row.band]) for row in found.rows)
    return PublishedKind(found.kind, rows, shown.total)


def publish_part(part: int, whole: int) -> int | None:
    """Return how many of a number have something, or None.

    Hidden too when all have it, or so few haven't that the rest would tell of them.
    """
    if publish_one(whole) is None or not publish_one(whole - part):
        return None
    return publish_one(part)


def _row(row: BandRow, people: int | None) -> PublishedRow:
    cells = tuple(
        PublishedCell(None if people is None else publish_one(len(cell.people)), cell.places)
        for cell in row.cells
    )
    return PublishedRow(row.band, people, cells)
