"""Rows of a file that look like an offer that is stored: for a person to decide."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from meedoenbalie.domain.offers import Offer
from meedoenbalie.exchange.reading import Progress
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.import_intake import ImportOptions, source_of
from meedoenbalie.services.import_offers import OfferIntake

__all__ = ["RowOffer", "offers_alike_in_import"]


@dataclass(frozen=True, slots=True)
class RowOffer:
    """A row, and the stored offer that it looks like.

    ``certain``: the row updates that offer when nobody decides; otherwise it comes in as a new one.
    ``ImportOptions.same_as`` takes ``same`` for the same offer, and ``line`` for another.
    """

    line: int
    offer: Offer
    other: Offer
    certain: bool

    @property
    def same(self) -> UUID:
        """The id of the stored offer."""
        return self.other.id


def offers_alike_in_import(
    desk: Desk,
    path: Path,
    options: ImportOptions | None = None,
    progress: Progress | None = None,
) -> list[RowOffer]:
    """Return the good rows that look like a stored offer with another code, the unclear ones first.

    Lines that ``options`` decides already are left out. Raises RefusedFile and InvalidRules.
    """
    decided = options.same_as.keys() if options is not None else set()
    with desk.read() as reader:
        intake = OfferIntake(reader, source_of(desk, path, options))
        drafts = {row.line: row.draft for row in intake.rows(progress) if row.draft is not None}
    found = [
        RowOffer(line, drafts[line].offer, likeness.offer, likeness.certain)
        for line, likeness in intake.alike.items()
        if line in drafts and line not in decided
    ]
    return sorted(found, key=lambda one: (one.certain, one.line))
