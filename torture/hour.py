"""A standard hour at the desk, as units of work that each are done as a whole or not at all.

A unit acknowledges what it promised, so that somebody who looks afterwards can ask for it.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from uuid import UUID

from meedoenbalie.clock import Clock, fixed_clock
from meedoenbalie.domain.consent import ConsentAnswer
from meedoenbalie.domain.people import Resident, Role, Site
from meedoenbalie.domain.record import new_id
from meedoenbalie.domain.referrals import EventKind, Referral
from meedoenbalie.services import drafts
from meedoenbalie.services.backing_up import back_up, backups
from meedoenbalie.services.catalogue import add_offer, find_offers
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.erasing import erase
from meedoenbalie.services.importing import ImportKind, import_file
from meedoenbalie.services.people import change_passphrase, invite
from meedoenbalie.services.referring import prepare_referral, record_consent, record_event
from meedoenbalie.services.registration import (
    change_resident,
    record_contact,
    register_resident,
    resident_by_reference,
)
from meedoenbalie.services.restoring import restore
from meedoenbalie.services.stores import LEAST_COST, create_store, open_store
from meedoenbalie.services.undoing import redo, undo

NAME = "rietwaard.db"
USER = "Marleen"
PASSPHRASES = ("vier gewone woorden", "vijf heel andere woorden")
ROWS = 60
PAIR = "Paar"
ERASED = "L-0003"
DRAFT = "Half getypt"
_DAY = fixed_clock(date(2026, 3, 2))


@dataclass(frozen=True, slots=True)
class Promise:
    """What was acknowledged until now: the chain's end, and what lies beside the chain.

    ``forks`` are other ends that are right while a back-up is being put in place.
    """

    step: int = 0
    head: str = ""
    passphrases: tuple[str, ...] = PASSPHRASES[:1]
    backups: tuple[str, ...] = ()
    erased: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()
    forks: tuple[tuple[int, str], ...] = ()


@dataclass(slots=True)
class Work:
    """Somebody at work in a folder. ``promise`` is what holds before the next unit."""

    folder: Path
    promise: Promise = field(default_factory=Promise)
    opened: Desk | None = None

    @property
    def path(self) -> Path:
        return self.folder / NAME

    @property
    def desk(self) -> Desk:
        if self.opened is None or self.opened.database.closed:
            self.open()
        assert self.opened is not None
        return self.opened

    def open(self) -> None:
        """Open the store with the last passphrase that was promised."""
        self.opened = open_store(self.path, USER, self.promise.passphrases[-1], clock())

    def close(self) -> None:
        if self.opened is not None:
            self.opened.database.close()
        self.opened = None

    def standing(self) -> Promise:
        """Return what is promised now that a unit is done."""
        with self.desk.read() as reader:
            head = reader.head()
        return replace(self.promise, step=head.step, head=head.hash.hex(), forks=())


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of work: ``do`` returns what is promised from then on.

    ``before`` is promised while it runs: more may be true than before, never less. ``opens`` tells
    that opening the store is the work itself.
    """

    name: str
    do: Callable[[Work], Promise]
    before: Callable[[Work], Promise] = lambda work: work.promise
    opens: bool = False


def clock() -> Clock:
    return _DAY


def new_store(folder: Path) -> Work:
    """Make the desk at the beginning of the hour."""
    sites = [Site(code="RTW", name="azc Rietwaard")]
    desk = create_store(folder / NAME, USER, PASSPHRASES[0], clock(), sites, LEAST_COST).desk
    add_offer(desk, "Buurtkracht", code="M01", kind="activity", title="Koken", places=3)
    with (folder / "bewoners.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("resident_ref", "given_name", "family_name", "birth_date"))
        writer.writerows((f"L-{n:04d}", "Semhar", f"Tesfay {n}", "2004-05-06") for n in range(ROWS))
    work = Work(folder, opened=desk)
    work.promise = work.standing()
    return work


def _site(desk: Desk) -> UUID:
    with desk.read() as reader:
        return reader.find(Site)[0].id


def _register(work: Work) -> Promise:
    """Two records that belong together: a person and the first talk."""
    with work.desk.together("register_resident") as joined:
        family = f"{PAIR} {new_id().hex[:6]}"
        person = register_resident(
            joined, _site(joined), given_name="Yusuf", family_name=family
        ).result
        record_contact(joined, person.id, "Eerste gesprek")
    return work.standing()


def _change(work: Work) -> Promise:
    with work.desk.read() as reader:
        person = reader.find(Resident, family_name="Tesfay 1")[0]
    change_resident(work.desk, person.id, person.version, notes="Wil graag koken")
    return work.standing()


def _import(work: Work) -> Promise:
    import_file(work.desk, ImportKind.RESIDENTS, work.folder / "bewoners.csv", "RTW")
    return work.standing()


def _draft(work: Work) -> Promise:
    identifier = new_id()
    drafts.keep(work.desk, identifier, "talk", {"summary": DRAFT})
    promise = work.standing()
    return replace(promise, drafts=(*promise.drafts, str(identifier)))


def _refer(work: Work) -> Promise:
    desk = work.desk
    (line,) = find_offers(desk)
    person = resident_by_reference(desk, "L-0001")
    with desk.together("prepare_referral") as joined:
        record_consent(joined, person.id, line.offer.provider_id, ConsentAnswer.YES)
        prepare_referral(joined, person.id, line.offer.id)
    return work.standing()


def _send(work: Work) -> Promise:
    with work.desk.read() as reader:
        (referral,) = reader.find(Referral)
    record_event(work.desk, referral.id, EventKind.SENT, receiver="Rob", consent_on=clock().today())
    return work.standing()


def _undo(work: Work) -> Promise:
    undo(work.desk)
    return work.standing()


def _redo(work: Work) -> Promise:
    redo(work.desk)
    return work.standing()


def _back_up(work: Work) -> Promise:
    made = back_up(work.desk)
    promise = work.standing()
    return replace(promise, backups=(*promise.backups, made.path.name))


def _passphrase(work: Work) -> Promise:
    change_passphrase(work.desk, *PASSPHRASES, LEAST_COST)
    return replace(work.standing(), passphrases=PASSPHRASES[1:])


def _either_passphrase(work: Work) -> Promise:
    return replace(work.promise, passphrases=(PASSPHRASES[1], PASSPHRASES[0]))


def _invite(work: Work) -> Promise:
    invite(work.desk, work.promise.passphrases[-1], "Joost", [Role.DESK], LEAST_COST)
    return work.standing()


def _erase(work: Work) -> Promise:
    erase(work.desk, resident_by_reference(work.desk, ERASED).id)
    promise = work.standing()
    return replace(promise, erased=(*promise.erased, ERASED))


def _restore(work: Work) -> Promise:
    """Put the earliest back-up in place: what came after it is gone, the erased stay so."""
    restore(work.desk, backups(work.desk)[-1].path)
    return work.standing()


def _present_or_back_up(work: Work) -> Promise:
    facts = backups(work.desk)[-1].facts
    return replace(work.promise, forks=((facts.step, facts.head),))


def _reopen(work: Work) -> Promise:
    work.close()
    return work.standing()


def _open(work: Work) -> Promise:
    work.open()
    return work.standing()


MIGRATE = Unit("migrate", _open, opens=True)

UNITS = (
    Unit("register", _register),
    Unit("import", _import),
    Unit("change", _change),
    Unit("keep a draft", _draft),
    Unit("refer", _refer),
    Unit("send", _send),
    Unit("undo", _undo),
    Unit("redo", _redo),
    Unit("back up", _back_up),
    Unit("change passphrase", _passphrase, _either_passphrase),
    Unit("invite", _invite),
    Unit("erase", _erase),
    Unit("close and open", _reopen),
    Unit("register again", _register),
    Unit("restore", _restore, _present_or_back_up),
    Unit("register once more", _register),
)
