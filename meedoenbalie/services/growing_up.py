"""Follow-ups that the desk gets because somebody grows up; made and taken away by rules.

Nobody plans them: they are made when a desk opens or the day changes, once for each person and
age. One that no longer holds goes: somebody left, a birth date was corrected, a referral ended.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from pydantic import ValidationError

from meedoenbalie.domain.follow_ups import BY_AGE, FollowUp, FollowUpKind
from meedoenbalie.domain.growing_up import GrowingUpRules, birthday, last_day_within
from meedoenbalie.domain.matching.ages import age_range, years_before
from meedoenbalie.domain.matching.rules import MatchingRules
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.record import Record
from meedoenbalie.domain.referrals import ReferralState
from meedoenbalie.paths import resource_path
from meedoenbalie.services.desk import DESK_ROLES, Desk, Done
from meedoenbalie.services.matching_rules import (
    InvalidRules,
    matching_rules,
    rules_on,
    rules_path,
)
from meedoenbalie.storage.queries.follow_ups import made_by_rule, present_born
from meedoenbalie.storage.queries.referrals import ReferralLine, referral_lines
from meedoenbalie.storage.unit_of_work import Reader

R = TypeVar("R", bound=Record)

RULES_FILE = "rules/growing_up.json"
_BEFORE_START = frozenset(
    {
        ReferralState.DRAFT,
        ReferralState.SENT,
        ReferralState.RECEIVED,
        ReferralState.WAITLISTED,
        ReferralState.ACCEPTED,
    }
)


@dataclass(frozen=True, slots=True)
class _Coming:
    """Somebody reaches an age, or the last day of an offer: the same one whenever the rules run."""

    kind: FollowUpKind
    resident_id: UUID
    referral_id: UUID | None
    age: int
    about_on: date

    @classmethod
    def of(cls, one: FollowUp) -> _Coming:
        """Return what a stored one was made for."""
        if one.resident_id is None or one.age is None or one.about_on is None:
            raise ValueError("not_made_by_rule")
        return cls(one.kind, one.resident_id, one.referral_id, one.age, one.about_on)


def growing_up_rules(store: Path, day: date) -> GrowingUpRules:
    """Return the rules that hold on a day, from the file beside the store or the program's.

    Raises InvalidRules and OSError.
    """
    own = store.parent.joinpath(*RULES_FILE.split("/"))
    path = own if own.is_file() else resource_path(RULES_FILE)
    values = {rule.name: rule.value for rule in rules_on(path, day)}
    try:
        return GrowingUpRules.model_validate(values)
    except ValidationError as error:
        raise InvalidRules(path.name, str(error.errors()[0]["loc"][0])) from error


def keep_up(desk: Desk) -> Done[int]:
    """Make what the rules ask today and take away what no longer holds; return how many changed.

    Running it again on the same day changes nothing. Raises InvalidRules, OSError and NotAllowed.
    """
    today = desk.clock.today()
    store = desk.database.path
    rules = growing_up_rules(store, today)
    matching = matching_rules(rules_path(store), today)
    with desk.read("keep_up", DESK_ROLES) as reader:
        work = _work(reader, rules, matching, today)
    if not any(work):
        return Done(0, frozenset())
    with desk.write("keep_up") as uow:
        made, gone = _work(uow, rules, matching, today)
        for one in gone:
            uow.delete(one)
        for one in made:
            uow.insert(one)
    return Done(len(made) + len(gone), frozenset(uow.changed))


def _work(
    reader: Reader, rules: GrowingUpRules, matching: MatchingRules, today: date
) -> tuple[list[FollowUp], list[FollowUp]]:
    """Return what has to be made, and which open ones no longer hold."""
    waiting = {
        line.id: line
        for line in referral_lines(reader, only_open=True)
        if line.standing.state in _BEFORE_START
    }
    offers = _by_id(reader, Offer, {line.offer_id for line in waiting.values()})
    known = {_Coming.of(one): one for one in made_by_rule(reader, BY_AGE)}
    asked = {one.resident_id for one in known if known[one].done_on is None}
    people = _by_id(reader, Resident, asked | {line.resident_id for line in waiting.values()})

    def leaving(person: Resident, line: ReferralLine) -> _Coming | None:
        maximum = age_range(offers[line.offer_id], matching)[1]
        if maximum is None:
            return None
        last = last_day_within(person.birth_date, person.birth_year, maximum)
        if last is None:
            return None
        return _Coming(FollowUpKind.OUTGROWS, person.id, line.id, maximum, last)

    def holds(one: _Coming) -> bool:
        person = people[one.resident_id]
        if not _is_asked(person):
            return False
        if one.kind is FollowUpKind.TURNS:
            return birthday(person.birth_date, person.birth_year, one.age) == one.about_on
        line = waiting.get(one.referral_id) if one.referral_id else None
        return line is not None and leaving(person, line) == one

    coming = dict(_birthdays(reader, rules, today))
    for line in waiting.values():
        one = leaving(people[line.resident_id], line)
        if one is not None and _is_asked(people[line.resident_id]):
            coming[one] = people[line.resident_id]
    made = [
        FollowUp(
            **asdict(one),
            site_id=person.site_id,
            offer_id=waiting[one.referral_id].offer_id if one.referral_id else None,
            due_on=due_on,
        )
        for one, person in coming.items()
        if one not in known
        and (due_on := rules.noticed_on(today, one.about_on, _lead(rules, one))) is not None
    ]
    gone = [stored for one, stored in known.items() if stored.done_on is None and not holds(one)]
    return made, gone


def _birthdays(
    reader: Reader, rules: GrowingUpRules, today: date
) -> Iterator[tuple[_Coming, Resident]]:
    first = today - timedelta(days=rules.grace_days)
    for age, lead in rules.ages.items():
        last = today + timedelta(days=lead)
        years = {day.year - age - 1 for day in (first, last)}
        # A day more on both sides: who was born on 29 February has another birthday most years.
        born = years_before(first, age) - timedelta(days=1), years_before(last, age)
        for person in present_born(reader, born[0], born[1] + timedelta(days=1), years):
            on = birthday(person.birth_date, person.birth_year, age)
            if on is not None:
                yield _Coming(FollowUpKind.TURNS, person.id, None, age, on), person


def _lead(rules: GrowingUpRules, one: _Coming) -> int:
    return rules.ages[one.age] if one.kind is FollowUpKind.TURNS else rules.range_lead_days


def _is_asked(person: Resident) -> bool:
    return person.departed_on is None and person.restricted_since is None


def _by_id(reader: Reader, kind: type[R], ids: Iterable[UUID]) -> dict[UUID, R]:
    return {one.id: one for one in reader.find(kind, id=set(ids))}
