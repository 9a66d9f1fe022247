"""What a desk does all day, each as one call of a service on a store of any size."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.domain.referrals import EventKind
from meedoenbalie.services.catalogue import find_offers
from meedoenbalie.services.changes import resident_changes
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.finding import find_anything
from meedoenbalie.services.matching import matches_for
from meedoenbalie.services.referring import prepare_referral, record_event
from meedoenbalie.services.registration import (
    ResidentQuery,
    change_resident,
    dossier,
    lines_at,
    open_list,
    record_contact,
    register_resident,
    resident_by_reference,
)
from meedoenbalie.services.undoing import undo
from meedoenbalie.services.walk_in import arrive, finish, take
from meedoenbalie.services.worklist import worklist

STRETCH = 50


@dataclass
class DeskWork:
    """The work of one desk at one azc, with residents spread over the store by their number."""

    desk: Desk
    number: int = 0
    site: Site = field(init=False)
    people: list[Resident] = field(init=False)
    versions: dict[UUID, int] = field(init=False)

    def __post_init__(self) -> None:
        with self.desk.read() as reader:
            self.site = reader.find(Site, order_by="code")[self.number]
            names = [f"{self.site.code}-{n:04d}" for n in range(1, 41)]
            self.people = reader.find(Resident, order_by="reference", reference=names)
        self.versions = {one.id: one.version for one in self.people}
        self._turns = itertools.count()
        self._offers = [line.offer for line in find_offers(self.desk)]

    def _next(self) -> Resident:
        return self.people[next(self._turns) % len(self.people)]

    @property
    def works(self) -> dict[str, Callable[[], object]]:
        """Each thing under the name it has in the table."""
        return {
            "a dossier opened": lambda: dossier(self.desk, self._next().id),
            "one found by reference": lambda: resident_by_reference(
                self.desk, self._next().reference
            ),
            "a whole name typed": self.search,
            "found anywhere (Ctrl+K)": lambda: find_anything(
                self.desk, self._next().family_name, self.site.id
            ),
            "the list of an azc opened": lambda: open_list(
                self.desk, ResidentQuery(site_id=self.site.id), None, STRETCH
            ),
            "scrolled to its middle": self.scroll,
            "Vandaag opened": lambda: worklist(self.desk, self.site.id),
            "offers matched": lambda: matches_for(self.desk, self._next().id),
            "history of one resident": lambda: resident_changes(self.desk, self._next().id),
            "a resident registered": self.register,
            "a resident changed": self.change,
            "a talk recorded": lambda: record_contact(self.desk, self._next().id, "Gesprek"),
            "referred, and withdrawn": self.refer,
            "the last change undone": self.undone,
            "a walk-in come and gone": self.walk_in,
        }

    def search(self) -> None:
        """Type the name of one resident."""
        query = ResidentQuery(site_id=self.site.id, words=self._next().family_name, limit=200)
        assert open_list(self.desk, query, None, STRETCH).size

    def scroll(self) -> None:
        """Read the lines half way the list of an azc."""
        query = ResidentQuery(site_id=self.site.id)
        lines_at(self.desk, query, open_list(self.desk, query, None, STRETCH).size // 2, STRETCH)

    def register(self) -> None:
        """Register somebody under the next number of the azc."""
        register_resident(self.desk, self.site.id, given_name="Nieuw", family_name="Hier")

    def change(self) -> None:
        """Change a note of one resident."""
        person = self._next()
        after = change_resident(
            self.desk, person.id, self.versions[person.id], notes=f"Gesprek {next(self._turns)}"
        )
        self.versions[person.id] = after.result.version

    def refer(self) -> None:
        """Put a referral ready and withdraw it."""
        offer = self._offers[next(self._turns) % len(self._offers)]
        made = prepare_referral(self.desk, self._next().id, offer.id).result
        record_event(self.desk, made.referral.id, EventKind.WITHDRAWN, note="te ver")

    def undone(self) -> None:
        """Record a talk and take that back."""
        record_contact(self.desk, self._next().id, "Vergissing")
        undo(self.desk)

    def walk_in(self) -> None:
        """Somebody comes in, is taken to the table, and leaves again."""
        visit = arrive(self.desk, self.site.id, "Iemand", "tir").result
        take(self.desk, visit.id)
        finish(self.desk, visit.id)
