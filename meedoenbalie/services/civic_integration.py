"""Civic integration of a resident: recorded for a reason, judged by dated rules, told in person.

Never an input of matching. Who may see it: desk and coordinator; the administrator to show a
resident what is held. The programme team sees no person (``services/civic_cohorts.py``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from meedoenbalie.domain.civic_integration.assess import Assessment, assess, must_be_told
from meedoenbalie.domain.civic_integration.record import CivicIntegration
from meedoenbalie.domain.civic_integration.rules import CivicRules, RulingRule
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.services import civic_follow_ups
from meedoenbalie.services.civic_rules import civic_rules
from meedoenbalie.services.desk import DESK_ROLES, Desk, Done
from meedoenbalie.services.rights import refuse_restricted
from meedoenbalie.storage.errors import StaleRecord
from meedoenbalie.storage.unit_of_work import Reader

__all__ = [
    "CivicStanding",
    "NoRuling",
    "ToTell",
    "assessed_records",
    "civic_standing",
    "forget_civic",
    "keep_civic_up",
    "people_of_the_ruling",
    "record_civic",
    "tell_ruling",
]

_TOLD = ("ruling_told_on", "costs_told_on", "told_by")


class NoRuling(ValueError):
    """Telling about a ruling that isn't about this resident."""


@dataclass(frozen=True, slots=True)
class CivicStanding:
    """What is recorded of a resident, None for nothing, and what the rules say of it today."""

    resident: Resident
    record: CivicIntegration | None
    found: Assessment | None


@dataclass(frozen=True, slots=True)
class ToTell:
    """Somebody whom a ruling is about: what still has to be told in person, and what was when."""

    resident: Resident
    site: str
    record: CivicIntegration
    ruling: RulingRule
    tell_ruling: bool
    tell_costs: bool


def civic_standing(desk: Desk, resident_id: UUID) -> CivicStanding:
    """Return where a resident stands today. Raises UnknownRecord, InvalidRules and OSError."""
    rules, day = civic_rules(desk.database.path), desk.clock.today()
    with desk.read("read_civic", DESK_ROLES) as reader:
        resident = reader.get(Resident, resident_id)
        record = _recorded(reader, resident_id)
    found = assess(record, rules, day) if record is not None else None
    return CivicStanding(resident, record, found)


def record_civic(
    desk: Desk, resident_id: UUID, values: dict[str, Any], version: int | None = None
) -> Done[CivicIntegration]:
    """Record where a resident stands, for the first time or anew; ``values`` are fields by name.

    ``version`` is that of the record the values were changed in. Raises UnknownRecord, StaleRecord,
    Restricted, pydantic.ValidationError, and InvalidRules and OSError for the rule file.
    """
    rules, today = civic_rules(desk.database.path), desk.clock.today()
    own = {name: value for name, value in values.items() if name not in _TOLD}
    own |= {"noted_on": today, "noted_by": desk.user.name}
    with desk.write("record_civic") as uow:
        refuse_restricted(uow.get(Resident, resident_id))
        before = _recorded(uow, resident_id)
        if before is None:
            after = uow.insert(CivicIntegration(resident_id=resident_id, **own))
        else:
            if version is not None and before.version != version:
                raise StaleRecord("civic_integration")
            after = uow.update(before, **own)
        civic_follow_ups.keep_up_of(uow, [(after, assess(after, rules, today))], rules, today)
    return Done(after, frozenset(uow.changed))


def forget_civic(desk: Desk, resident_id: UUID) -> Done[None]:
    """Take away what is recorded: the reason for it is gone. Raises UnknownRecord."""
    with desk.write("forget_civic") as uow:
        uow.get(Resident, resident_id)
        record = _recorded(uow, resident_id)
        if record is not None:
            civic_follow_ups.drop_of(uow, resident_id)
            uow.delete(record)
    return Done(None, frozenset(uow.changed))


def tell_ruling(
    desk: Desk, resident_id: UUID, *, ruling: bool, costs: bool, on: date | None = None
) -> Done[CivicIntegration]:
    """Record that a resident was told in person about the ruling, about costs made, or both.

    Source: the letter's recovery action (verzamelbrief inburgering, summer 2025). Raises
    UnknownRecord, Restricted, NoRuling, InvalidRules and OSError.
    """
    rules, today = civic_rules(desk.database.path), desk.clock.today()
    with desk.write("tell_ruling") as uow:
        refuse_restricted(uow.get(Resident, resident_id))
        before = _recorded(uow, resident_id)
        if before is None or assess(before, rules, today).ruling is None:
            raise NoRuling("no_ruling")
        day = on or today
        after = uow.update(
            before,
            ruling_told_on=day if ruling else before.ruling_told_on,
            costs_told_on=day if costs else before.costs_told_on,
            told_by=desk.user.name,
        )
        civic_follow_ups.keep_up_of(uow, [(after, assess(after, rules, today))], rules, today)
    return Done(after, frozenset(uow.changed))


def people_of_the_ruling(desk: Desk, site_id: UUID | None = None) -> tuple[ToTell, ...]:
    """Return whom a ruling is about, who still has to be told first; at one site, or at all.

    Whoever limited the use of their data is left out (AVG art. 18). Raises
    NotAllowed, InvalidRules and OSError.
    """
    rules, day = civic_rules(desk.database.path), desk.clock.today()
    with desk.read("read_civic", DESK_ROLES) as reader:
        sites = {one.id: one.code for one in reader.find(Site)}
        people = {
            one.id: one
            for one in reader.find(Resident, restricted_since=None)
            if site_id is None or one.site_id == site_id
        }
        found = [
            (record, outcome)
            for record, outcome in assessed_records(reader, rules, day)
            if record.resident_id in people and outcome.ruling is not None
        ]
    listed = []
    for record, outcome in found:
        resident = people[record.resident_id]
        told = must_be_told(record, outcome)
        if outcome.ruling is not None:
            listed.append(ToTell(resident, sites[resident.site_id], record, outcome.ruling, *told))
    listed.sort(key=lambda one: (not (one.tell_ruling or one.tell_costs), one.resident.reference))
    return tuple(listed)


def keep_civic_up(desk: Desk) -> Done[int]:
    """Make the follow-ups that the rules ask today, take away the rest; return how many changed.

    Running it again on the same day changes nothing. Raises InvalidRules, OSError and NotAllowed.
    """
    rules, today = civic_rules(desk.database.path), desk.clock.today()
    with desk.read("keep_up", DESK_ROLES) as reader:
        assessed = assessed_records(reader, rules, today)
        work = civic_follow_ups.work_of(reader, assessed, rules, today)
    if not any(work):
        return Done(0, frozenset())
    with desk.write("keep_up") as uow:
        assessed = assessed_records(uow, rules, today)
        changed = civic_follow_ups.keep_up_of(uow, assessed, rules, today)
    return Done(changed, frozenset(uow.changed))


def assessed_records(
    reader: Reader, rules: CivicRules, day: date
) -> list[tuple[CivicIntegration, Assessment]]:
    """Return every record with what the rules say of it on a day."""
    return [(one, assess(one, rules, day)) for one in reader.find(CivicIntegration)]


def _recorded(reader: Reader, resident_id: UUID) -> CivicIntegration | None:
    return next(iter(reader.find(CivicIntegration, resident_id=resident_id)), None)
