"""Sites as files name them: by code or by name, and new ones as they come."""

from __future__ import annotations

from uuid import UUID

from pydantic import ValidationError

from meedoenbalie.domain.identifiers import contains_bsn
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Site
from meedoenbalie.exchange.codes import key_of
from meedoenbalie.exchange.problems import FileNote, RefusedFile
from meedoenbalie.storage.unit_of_work import Reader, UnitOfWork


class Sites:
    """The sites of a store, and the ones that a file adds."""

    def __init__(self, reader: Reader) -> None:
        self._stored = reader.find(Site)
        self._by_key: dict[str, Site] = {}
        self.new: list[Site] = []
        self._renamed: dict[str, str] = {}
        self._done: set[UUID] = set()
        for site in self._stored:
            self._by_key[key_of(site.name)] = site
        for site in self._stored:
            self._by_key[key_of(site.code)] = site

    @property
    def all(self) -> list[Site]:
        """Stored and new sites."""
        return [*self._stored, *self.new]

    def find(self, text: str) -> Site | None:
        """Return the site with a code or name, or None."""
        return self._by_key.get(key_of(text))

    def code_of(self, text: str) -> str | None:
        """Return the code of the site with a code or name, or None."""
        site = self.find(text)
        return None if site is None else site.code

    def named(self, code: str, name: str = "") -> Site:
        """Return the site with a code, a new one when there is none yet.

        A stored site that has only its code as a name gets the name. Raises RefusedFile for a code
        that is too long.
        """
        site = self.find(code)
        if site is None:
            try:
                site = Site(code=code, name=name or code)
            except ValidationError:
                if contains_bsn(f"{code} {name}"):
                    raise RefusedFile("bsn_in_site") from None
                raise RefusedFile("bad_site", code) from None
            self.new.append(site)
            self._by_key[key_of(code)] = site
        elif name and site.name == site.code and name != site.name:
            self._renamed[site.code] = name
        return site

    def of_row(self, text: str) -> Site | None:
        """Return the site that a row names, a new one when it is short enough for a code."""
        try:
            return self.named(text)
        except RefusedFile:
            return None

    def store(self, uow: UnitOfWork, used: set[UUID]) -> None:
        """Store the new sites among those that are used, each once.

        Offers that called them by name learn their codes.
        """
        coming = [site for site in self.new if site.id in used and site.id not in self._done]
        for site in coming:
            uow.insert(site)
        coming += [
            uow.update(site, name=self._renamed[site.code])
            for site in self._stored
            if site.code in self._renamed and site.id not in self._done
        ]
        self._done.update(site.id for site in coming)
        if coming:
            adopt_travel_times(uow, coming)

    def notes(self, used: set[UUID]) -> list[FileNote]:
        """Tell which of the sites that are used are new."""
        return [
            FileNote("new_site", f"{site.code} ({site.name})")
            for site in self.new
            if site.id in used
        ]


def adopt_travel_times(uow: UnitOfWork, sites: list[Site]) -> None:
    """Give travel times that offers keep under a site's name the site's code."""
    codes = {key_of(site.name): site.code for site in sites}
    for offer in uow.find(Offer):
        known = {
            codes.get(key_of(place), place): minutes
            for place, minutes in offer.travel_minutes.items()
        }
        if known != offer.travel_minutes:
            uow.update(offer, travel_minutes=known)
