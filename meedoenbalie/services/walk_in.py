"""The walk-in (*Inloop*): who waits, who is at the table, who that may be, and how many came."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from meedoenbalie.domain.iso_week import IsoWeek
from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.same_person import ALIKE, likeness_to
from meedoenbalie.domain.visits import Visit, VisitCounts, VisitPurpose, VisitState, counts_of
from meedoenbalie.services.desk import Desk, Done
from meedoenbalie.services.recognising import Known, alike, known
from meedoenbalie.storage.queries import walk_in as queries
from meedoenbalie.storage.unit_of_work import Reader, UnitOfWork

__all__ = [
    "AtTable",
    "NotHereAnyMore",
    "Visit",
    "VisitCounts",
    "VisitPurpose",
    "VisitState",
    "Waiting",
    "WalkIn",
    "arrive",
    "counts_of_week",
    "finish",
    "give_leaflet",
    "hand_leaflet",
    "languages_here",
    "leave",
    "link",
    "minutes_waiting",
    "take",
    "take_next",
    "talk_finished",
    "waiting",
    "walk_in",
]

# ISO 639-3: what most young people at a desk speak, where nothing is known of this one yet.
_USUAL = ("tir", "ara", "tur", "fas", "som", "eng")


class NotHereAnyMore(ValueError):
    """A visit isn't where the caller saw it: a colleague took it, or it is over."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who waits. ``known`` is who it is; ``maybe`` whose name sounds alike, if nobody."""

    visit: Visit
    known: Known | None = None
    maybe: tuple[Resident, ...] = ()


@dataclass(frozen=True, slots=True)
class AtTable:
    """Who of the desk is at the table, and with whom; None when free."""

    name: str
    visit: Visit | None


@dataclass(frozen=True, slots=True)
class WalkIn:
    """The walk-in of today at one site; ``now`` is the moment (UTC) at which it was read."""

    now: datetime
    waiting: tuple[Waiting, ...]
    table: tuple[AtTable, ...]
    counts: VisitCounts


def walk_in(desk: Desk, site_id: UUID) -> WalkIn:
    """Return who waits, who is at the table, and the numbers of today."""
    with desk.read() as reader:
        visits = queries.visits_on(reader, desk.clock.today(), site_id)
        waiting = tuple(
            _who(desk, reader, one) for one in visits if one.state is VisitState.WAITING
        )
        talking = [one for one in visits if one.state is VisitState.TALKING]
    table = [AtTable(one.served_by, one) for one in talking]
    if desk.user.name not in {one.served_by for one in talking}:
        table.append(AtTable(desk.user.name, None))
    counts = counts_of((one.state, one.purpose, 1) for one in visits)
    return WalkIn(desk.clock.now(), waiting, tuple(table), counts)


def waiting(desk: Desk, site_id: UUID) -> list[Visit]:
    """Return who waits, in order of arrival."""
    with desk.read() as reader:
        return _waiting(desk, reader, site_id)


def minutes_waiting(visit: Visit, now: datetime) -> int:
    """Return whole minutes; none of somebody who came before the clock was put back."""
    return max(0, int((now - visit.arrived_at).total_seconds() // 60))


def languages_here(desk: Desk, site_id: UUID, number: int = 6) -> list[str]:
    """Return the languages (ISO 639-3) that are spoken most at a site, then the usual ones."""
    with desk.read() as reader:
        found = queries.languages_here(reader, site_id)
    return list(dict.fromkeys([*found, *_USUAL]))[:number]


def arrive(
    desk: Desk,
    site_id: UUID,
    given_name: str,
    language: str = "",
    purpose: VisitPurpose = VisitPurpose.TALK,
    resident_id: UUID | None = None,
) -> Done[Visit]:
    """Put somebody at the end of the queue. Raises pydantic.ValidationError without a name."""
    with desk.write("arrive") as uow:
        visit = uow.insert(
            Visit(
                site_id=site_id,
                day=desk.clock.today(),
                arrived_at=_moment_of_arrival(desk, uow, site_id),
                given_name=given_name,
                language=language,
                purpose=purpose,
                resident_id=resident_id,
            )
        )
    return Done(visit, frozenset(uow.changed))


def hand_leaflet(desk: Desk, site_id: UUID, language: str = "") -> Done[Visit]:
    """Count somebody who came for a leaflet and got it: no name, no queue."""
    now = desk.clock.now()
    with desk.write("hand_leaflet") as uow:
        visit = uow.insert(
            Visit(
                site_id=site_id,
                day=desk.clock.today(),
                arrived_at=now,
                language=language,
                purpose=VisitPurpose.LEAFLET,
                state=VisitState.DONE,
                served_by=desk.user.name,
                ended_at=now,
            )
        )
    return Done(visit, frozenset(uow.changed))


def take_next(desk: Desk, site_id: UUID) -> Done[Visit | None]:
    """Take the one who waits longest to the table; None when nobody waits."""
    with desk.write("take_visit") as uow:
        queue = _waiting(desk, uow, site_id)
        taken = _to_table(desk, uow, queue[0]) if queue else None
    return Done(taken, frozenset(uow.changed))


def take(desk: Desk, visit_id: UUID) -> Done[Visit]:
    """Take somebody to the table out of turn; whoever sat there is done.

    Raises NotHereAnyMore and UnknownRecord.
    """
    with desk.write("take_visit") as uow:
        taken = _to_table(desk, uow, _still(uow, visit_id, VisitState.WAITING))
    return Done(taken, frozenset(uow.changed))


def finish(desk: Desk, visit_id: UUID) -> Done[Visit]:
    """The talk at the table is over. Raises NotHereAnyMore and UnknownRecord."""
    with desk.write("finish_visit") as uow:
        done = _end(desk, uow, _still(uow, visit_id, VisitState.TALKING))
    return Done(done, frozenset(uow.changed))


def give_leaflet(desk: Desk, visit_id: UUID) -> Done[Visit]:
    """Somebody in the queue got a leaflet and needs no talk.

    Raises NotHereAnyMore and UnknownRecord.
    """
    with desk.write("hand_leaflet") as uow:
        visit = _still(uow, visit_id, VisitState.WAITING)
        given = uow.update(
            visit,
            purpose=VisitPurpose.LEAFLET,
            state=VisitState.DONE,
            served_by=desk.user.name,
            ended_at=desk.clock.now(),
        )
    return Done(given, frozenset(uow.changed))


def leave(desk: Desk, visit_id: UUID) -> Done[Visit]:
    """Somebody left before it was their turn. Raises NotHereAnyMore and UnknownRecord."""
    with desk.write("leave_queue") as uow:
        visit = _still(uow, visit_id, VisitState.WAITING)
        gone = uow.update(visit, state=VisitState.LEFT, ended_at=desk.clock.now())
    return Done(gone, frozenset(uow.changed))


def link(desk: Desk, visit_id: UUID, resident_id: UUID | None) -> Done[Visit]:
    """Say which resident somebody in the queue is; None takes that back.

    Raises NotHereAnyMore and UnknownRecord.
    """
    with desk.write("link_visit") as uow:
        visit = _still(uow, visit_id, VisitState.WAITING, VisitState.TALKING)
        language = visit.language
        if resident_id is not None:
            language = language or uow.get(Resident, resident_id).preferred_language or ""
        linked = uow.update(visit, resident_id=resident_id, language=language)
    return Done(linked, frozenset(uow.changed))


def talk_finished(desk: Desk, resident_id: UUID, visit_id: UUID | None = None) -> frozenset[str]:
    """End the visit at the table of this user, whose talk was just recorded.

    It is that resident's from then on. When it isn't said which visit it was, one of somebody else
    or under another name is left as it is.
    """
    with desk.write("finish_visit") as uow:
        resident = uow.get(Resident, resident_id)
        for visit in _at_my_table(desk, uow):
            theirs = resident_id == visit.resident_id or visit_id == visit.id
            sounds = visit.resident_id is None and likeness_to(visit.given_name, resident) >= ALIKE
            if theirs or sounds:
                _end(desk, uow, visit, resident_id)
    return frozenset(uow.changed)


def counts_of_week(desk: Desk, week: IsoWeek, site_id: UUID | None = None) -> VisitCounts:
    """Count the visits of a week, at one site or all; a leaflet is a visit and no talk."""
    with desk.read() as reader:
        return counts_of(queries.counted(reader, week.monday, week.sunday, site_id))


def _who(desk: Desk, reader: Reader, visit: Visit) -> Waiting:
    if visit.resident_id is None:
        return Waiting(visit, maybe=alike(reader, visit.site_id, visit.given_name))
    return Waiting(visit, known(desk, reader, visit.resident_id))


def _waiting(desk: Desk, reader: Reader, site_id: UUID) -> list[Visit]:
    visits = queries.visits_on(reader, desk.clock.today(), site_id)
    return [one for one in visits if one.state is VisitState.WAITING]


def _moment_of_arrival(desk: Desk, reader: Reader, site_id: UUID) -> datetime:
    """Now, but after all who came before: a clock that was put back changes no order."""
    now, before = desk.clock.now(), queries.visits_on(reader, desk.clock.today(), site_id)
    if not before:
        return now
    return max(now, before[-1].arrived_at + timedelta(microseconds=1))


def _still(uow: UnitOfWork, visit_id: UUID, *states: VisitState) -> Visit:
    visit = uow.get(Visit, visit_id)
    if visit.state not in states:
        raise NotHereAnyMore
    return visit


def _to_table(desk: Desk, uow: UnitOfWork, visit: Visit) -> Visit:
    for before in _at_my_table(desk, uow):
        _end(desk, uow, before)
    return uow.update(
        visit,
        state=VisitState.TALKING,
        served_by=desk.user.name,
        taken_at=desk.clock.now(),
    )


def _at_my_table(desk: Desk, reader: Reader) -> Iterable[Visit]:
    return reader.find(
        Visit,
        day=desk.clock.today(),
        state=VisitState.TALKING,
        served_by=desk.user.name,
    )


def _end(desk: Desk, uow: UnitOfWork, visit: Visit, resident_id: UUID | None = None) -> Visit:
    return uow.update(
        visit,
        state=VisitState.DONE,
        ended_at=desk.clock.now(),
        resident_id=resident_id or visit.resident_id,
    )
