"""The catalogue of the desk for others: Open Referral HSDS, a workbook, or CSV.

Nothing personal of a resident is in it. What goes out comes in as it was (docs/exchange.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from meedoenbalie.exchange.hsds_out import write_hsds
from meedoenbalie.exchange.offer_drafts import OfferDraft
from meedoenbalie.exchange.offers_out import write_offers
from meedoenbalie.services.desk import Desk
from meedoenbalie.storage.queries.offers import offer_lines

__all__ = ["OFFER_SUFFIXES", "UnknownFormat", "export_offers"]

OFFER_SUFFIXES = (".json", ".xlsx", ".csv")
"""How the name of a file with offers ends: HSDS, a workbook, CSV."""


class UnknownFormat(ValueError):
    """The name of the file doesn't end in one of ``OFFER_SUFFIXES``."""


def export_offers(desk: Desk, path: Path, offer_ids: Sequence[UUID] | None = None) -> int:
    """Write offers by code, all or those that are named, and return how many.

    The name of the file says in which format. Raises UnknownFormat, NotAllowed and OSError.
    """
    wanted = None if offer_ids is None else set(offer_ids)
    with desk.read("export_offers") as reader:
        drafts = [
            OfferDraft(line.offer, line.provider)
            for line in offer_lines(reader, desk.clock.today())
            if wanted is None or line.offer.id in wanted
        ]
    suffix = path.suffix.casefold()
    if suffix not in OFFER_SUFFIXES:
        raise UnknownFormat(path.name)
    write = write_hsds if suffix == ".json" else write_offers
    write(path, drafts)
    return len(drafts)
