"""Follow-ups that civic integration asks: a term that ends, a ruling to tell in person.

Made when something is recorded and when the day changes, once for each person and day that it is
about; one that no longer holds goes. What was ticked off does not come back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from uuid import UUID

from meedoenbalie.domain.civic_integration.assess import Assessment, must_be_told
from meedoenbalie.domain.civic_integration.codes import State
from meedoenbalie.domain.civic_integration.record import CivicIntegration
from meedoenbalie.domain.civic_integration.rules import CivicRules, holding
from meedoenbalie.domain.follow_ups import BY_CIVIC_RULE, FollowUp, FollowUpKind
from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.retention import months_later
from meedoenbalie.storage.queries.follow_ups import made_by_rule
from meedoenbalie.storage.unit_of_work import Reader, UnitOfWork

Assessed = tuple[CivicIntegration, Assessment]
Coming = tuple[FollowUpKind, UUID, date]


def work_of(
    reader: Reader, assessed: Collection[Assessed], rules: CivicRules, today: date
) -> tuple[list[FollowUp], list[FollowUp]]:
    """Return what has to be made for these people, and which open ones no longer hold."""
    people = {record.resident_id for record, _found in assessed}
    here = {
        one.id: one
        for one in reader.find(Resident, id=people)
        if one.departed_on is None and one.restricted_since is None
    }
    wanted = {
        coming: due
        for record, found in assessed
        if record.resident_id in here
        for coming, due in _asked(record, found, rules, today)
    }
    known = {
        (one.kind, one.resident_id, one.about_on): one
        for one in made_by_rule(reader, BY_CIVIC_RULE)
        if one.resident_id in people
    }
    made = [
        FollowUp(
            site_id=here[resident_id].site_id,
            resident_id=resident_id,
            kind=kind,
            about_on=about_on,
            due_on=due,
        )
        for (kind, resident_id, about_on), due in wanted.items()
        if (kind, resident_id, about_on) not in known
    ]
    gone = [one for key, one in known.items() if one.done_on is None and key not in wanted]
    return made, gone


def keep_up_of(
    uow: UnitOfWork, assessed: Collection[Assessed], rules: CivicRules, today: date
) -> int:
    """Make and take away what the rules ask of these people; return how many changed."""
    made, gone = work_of(uow, assessed, rules, today)
    for one in gone:
        uow.delete(one)
    for one in made:
        uow.insert(one)
    return len(made) + len(gone)


def drop_of(uow: UnitOfWork, resident_id: UUID) -> None:
    """Take away the open ones of somebody of whom nothing is recorded any more."""
    for one in uow.find(FollowUp, resident_id=resident_id):
        if one.kind in BY_CIVIC_RULE and one.done_on is None:
            uow.delete(one)


def _asked(
    record: CivicIntegration, found: Assessment, rules: CivicRules, today: date
) -> Iterator[tuple[Coming, date]]:
    end, notice = found.term_end.value, holding(rules.notice, today)
    going_on = found.state.value in (State.ONGOING, None)
    if end is not None and notice is not None and going_on:
        first = months_later(end, -notice.months)
        if first <= today:
            yield (FollowUpKind.CIVIC_TERM, record.resident_id, end), max(first, record.noted_on)
    if found.ruling is not None and any(must_be_told(record, found)):
        decided = found.ruling.decided_on
        yield (FollowUpKind.CIVIC_RULING, record.resident_id, decided), record.noted_on
