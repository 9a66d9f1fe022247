"""What is due for erasure, and what a person decides about it. Nothing is erased by itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from meedoenbalie.clock import LOCAL_ZONE
from meedoenbalie.domain.consent import Consent
from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.retention import Due, Proposal, months_later, proposal, term_begins
from meedoenbalie.services.desk import Desk, Done
from meedoenbalie.services.erasing import ERASING_ROLES, Meaning, erase
from meedoenbalie.services.settings import settings_of
from meedoenbalie.storage.queries.retention import may_be_due, silent, with_consent_over

__all__ = [
    "Due",
    "Proposal",
    "end_consents",
    "erase_due",
    "keep_longer",
    "later_by_default",
    "what_is_due",
]


def what_is_due(desk: Desk, site_id: UUID | None = None) -> tuple[Proposal, ...]:
    """Return what is proposed today, at one site or all: those who wait longest first."""
    keep_months, today = settings_of(desk).keep_months, desk.clock.today()
    with desk.read("what_is_due") as reader:
        term = term_begins(today, keep_months)
        moments = silent(reader, term)
        # A file that was read in has one moment for thousands of people.
        days = {moment: moment.astimezone(LOCAL_ZONE).date() for moment in {*moments.values()}}
        last = {person: days[moment] for person, moment in moments.items()}
        consents: dict[UUID, list[Consent]] = {}
        for consent in reader.find(Consent, resident_id=with_consent_over(reader, today)):
            consents.setdefault(consent.resident_id, []).append(consent)
        people = may_be_due(reader, site_id, term, {*last, *consents}, today)
    found = [
        due
        for person in people
        if (
            due := proposal(
                person,
                last.get(person.id, today),
                consents.get(person.id, ()),
                keep_months,
                today,
            )
        )
        is not None
    ]
    return tuple(sorted(found, key=lambda item: (item.due_on, item.resident.reference)))


def keep_longer(desk: Desk, resident_ids: Iterable[UUID], until: date) -> Done[int]:
    """Keep residents until a later day; then they are proposed again. Returns how many.

    Raises NotAllowed, UnknownRecord, and ValueError for a day that has come already.
    """
    if until <= desk.clock.today():
        raise ValueError("day_has_come")
    with desk.write("keep_longer", roles=ERASING_ROLES) as uow:
        kept = [uow.update(uow.get(Resident, one), keep_until=until) for one in resident_ids]
    return Done(len(kept), frozenset(uow.changed))


def later_by_default(desk: Desk) -> date:
    """Return the day until which somebody is kept when nobody says another: the term once more."""
    return months_later(desk.clock.today(), settings_of(desk).keep_months)


def erase_due(desk: Desk, resident_ids: Sequence[UUID]) -> Done[tuple[Meaning, ...]]:
    """Erase residents one after the other, each in a step of its own, as ``erase`` does."""
    done = [erase(desk, one) for one in resident_ids]
    changed = frozenset[str]().union(*(one.changed for one in done))
    return Done(tuple(one.result for one in done), changed)


def end_consents(desk: Desk, consents: Iterable[Consent]) -> Done[int]:
    """Take consents away that are over; the referrals that rest on them stay. Returns how many.

    The journal keeps that they were given (AVG art. 7(1)) until the resident is erased. Raises
    NotAllowed and StaleRecord.
    """
    over = list(consents)
    with desk.write("end_consents", roles=ERASING_ROLES) as uow:
        for consent in over:
            uow.delete(consent)
    return Done(len(over), frozenset(uow.changed))
