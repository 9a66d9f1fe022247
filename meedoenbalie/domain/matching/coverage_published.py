"""What may be told of the coverage outside the desk: small numbers hidden, others rounded.

Rows add up to the number of residents, so they are hidden together (``disclosure.publish``). The
cells of a hidden row are hidden all, also the empty ones: which of them are empty would draw the
free week of a few. Within a row cells overlap and are never added up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from meedoenbalie.domain.disclosure import publish, publish_one
from meedoenbalie.domain.matching.bands import Band
from meedoenbalie.domain.matching.coverage import BandRow, KindCoverage
from meedoenbalie.domain.offers import OfferKind
from meedoenbalie.domain.publication.printed import Hold, as_it_is


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


def publish_coverage(found: KindCoverage, site: str = "", hold: Hold = as_it_is) -> PublishedKind:
    """Return the coverage of one kind as it may be shown to anybody.

    ``site`` is the row under which ``hold`` knows it.
    """
    shown = publish({row.band: len(row.people) for row in found.rows})
    rows = []
    for row in found.rows:
        people = hold((site, f"{seeking(found.kind)}:{row.band.value}"), shown.cells[row.band])
        # Who can't come in a part of the week are no group that anybody asks for: no part.
        name = f"free-{found.kind.value}-{row.band.value}"
        rows.append(PublishedRow(row.band, people, tuple(_cells(row, people, site, name, hold))))
    return PublishedKind(found.kind, tuple(rows), sum(row.people or 0 for row in rows))


def seeking(kind: OfferKind) -> str:
    """Return under which name those are held who look for a kind of offer."""
    return f"seeking-{kind.value}"


def publish_part(part: int, whole: int) -> int | None:
    """Return how many of a number have something, or None.

    Hidden too when all have it, or so few haven't that the rest would tell of them.
    """
    if publish_one(whole) is None or not publish_one(whole - part):
        return None
    return publish_one(part)


def _cells(
    row: BandRow, people: int | None, site: str, name: str, hold: Hold
) -> Iterator[PublishedCell]:
    for number, cell in enumerate(row.cells):
        counted = None if people is None else publish_one(len(cell.people))
        yield PublishedCell(hold((site, f"{name}-{number}"), counted), cell.places)
