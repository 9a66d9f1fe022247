"""The one azc that a file is made for or taken in at."""

from __future__ import annotations

from meedoenbalie.domain.people import Site
from meedoenbalie.storage.errors import UnknownRecord
from meedoenbalie.storage.unit_of_work import Reader


class SiteNeeded(UnknownRecord):
    """The store has more azc's, and nobody said which; ``codes`` are theirs."""

    def __init__(self, codes: tuple[str, ...]) -> None:
        super().__init__("site")
        self.codes = codes


def the_site(reader: Reader, code: str | None) -> Site:
    """Return the site of this code, or without a code the only one.

    Raises SiteNeeded when there are more to choose from, UnknownRecord when there is none.
    """
    sites = reader.find(Site, order_by="code", **({"code": code} if code else {}))
    if len(sites) > 1:
        raise SiteNeeded(tuple(site.code for site in sites))
    if not sites:
        raise UnknownRecord("site")
    return sites[0]
