"""Follow-ups (*opvolgtaken*): planning, doing, putting off and handing over to a colleague."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from meedoenbalie.domain.follow_ups import FollowUp, FollowUpKind, Repeat, next_due
from meedoenbalie.domain.people import Contact, Resident, Site, User
from meedoenbalie.domain.referrals import Referral
from meedoenbalie.services import registration
from meedoenbalie.services.desk import DESK_ROLES, Desk, Done
from meedoenbalie.storage.errors import StaleRecord
from meedoenbalie.storage.queries.follow_ups import FollowUpLine, lines_put_off
from meedoenbalie.storage.unit_of_work import Reader, UnitOfWork

__all__ = [
    "About",
    "FollowUp",
    "FollowUpKind",
    "FollowUpLine",
    "NextStep",
    "Repeat",
    "assign",
    "change_follow_up",
    "do",
    "drop",
    "owners",
    "plan",
    "plan_for_many",
    "put_off",
    "record_contact",
    "snooze",
    "still_open",
]


@dataclass(frozen=True, slots=True)
class About:
    """What a line of Vandaag is about, so that it can be put off: the first that is named."""

    referral_id: UUID | None = None
    offer_id: UUID | None = None
    resident_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do after a talk, when, and by whom; an empty owner is whoever is at the desk."""

    text: str
    due_on: date
    owner: str = ""
    repeat: Repeat = Repeat.NONE


def plan(
    desk: Desk,
    text: str,
    due_on: date,
    *,
    site_id: UUID | None = None,
    resident_id: UUID | None = None,
    referral_id: UUID | None = None,
    owner: str = "",
    repeat: Repeat = Repeat.NONE,
) -> Done[FollowUp]:
    """Plan something to do, at the site of the resident or referral that it is about.

    About nobody it stands at ``site_id``, or else at the first site.
    Raises UnknownRecord and pydantic.ValidationError.
    """
    with desk.write("plan_follow_up") as uow:
        referral = uow.get(Referral, referral_id) if referral_id else None
        person = referral.resident_id if referral else resident_id
        planned = uow.insert(
            FollowUp(
                site_id=_site_of(uow, person, site_id),
                resident_id=person,
                offer_id=referral.offer_id if referral else None,
                referral_id=referral_id,
                text=text.strip(),
                due_on=due_on,
                about_on=None if repeat is Repeat.NONE else due_on,
                owner=owner,
                repeat=repeat,
                made_by=desk.user.name,
            )
        )
    return Done(planned, frozenset(uow.changed))


def plan_for_many(
    desk: Desk, resident_ids: list[UUID], text: str, due_on: date, owner: str = ""
) -> Done[int]:
    """Plan the same for each of some residents, as one step. Returns how many.

    Raises UnknownRecord and pydantic.ValidationError; then nothing is planned.
    """
    with desk.together("plan_follow_up") as joined, joined.write("plan_follow_up") as uow:
        for resident_id in resident_ids:
            plan(joined, text, due_on, resident_id=resident_id, owner=owner)
    return Done(len(resident_ids), frozenset(uow.changed))


def change_follow_up(
    desk: Desk,
    follow_up_id: UUID,
    version: int,
    *,
    text: str,
    due_on: date,
    owner: str,
    repeat: Repeat,
) -> Done[FollowUp]:
    """Change what is to be done, when and by whom.

    Another day ends an earlier putting off, and a repeating one counts from there. Raises
    StaleRecord, UnknownRecord and pydantic.ValidationError.
    """
    with desk.write("change_follow_up") as uow:
        before = _open(uow, follow_up_id, version)
        moved = due_on != before.shows_on
        same = (before.due_on, before.snoozed_until, before.about_on)
        due, snoozed, about = (due_on, None, before.about_on) if moved else same
        if before.kind is FollowUpKind.BY_HAND and (moved or repeat is not before.repeat):
            about = None if repeat is Repeat.NONE else due
        after = uow.update(
            before,
            text=text.strip(),
            due_on=due,
            snoozed_until=snoozed,
            about_on=about,
            owner=owner,
            repeat=repeat,
        )
    return Done(after, frozenset(uow.changed))


def do(desk: Desk, follow_up_id: UUID, version: int) -> Done[FollowUp | None]:
    """Tick one off, today and by this user; return the next one when it repeats.

    Raises StaleRecord when a colleague did or changed it since, and UnknownRecord.
    """
    today = desk.clock.today()
    with desk.write("do_follow_up") as uow:
        before = _open(uow, follow_up_id, version)
        done = uow.update(before, done_on=today, done_by=desk.user.name)
        first = done.about_on or done.due_on
        again = next_due(first, done.repeat, today, done.due_on)
        coming = None
        if again is not None:
            coming = uow.insert(
                FollowUp(
                    site_id=done.site_id,
                    resident_id=done.resident_id,
                    offer_id=done.offer_id,
                    referral_id=done.referral_id,
                    text=done.text,
                    due_on=again,
                    about_on=first,
                    owner=done.owner,
                    repeat=done.repeat,
                    made_by=done.made_by,
                )
            )
    return Done(coming, frozenset(uow.changed))


def snooze(desk: Desk, follow_up_id: UUID, version: int, until: date) -> Done[FollowUp]:
    """Put one off to a later day; when it was due stays known.

    Raises ValueError for a day that has come already, StaleRecord and UnknownRecord.
    """
    _must_come(desk, until)
    with desk.write("snooze_follow_up") as uow:
        after = uow.update(_open(uow, follow_up_id, version), snoozed_until=until)
    return Done(after, frozenset(uow.changed))


def assign(desk: Desk, follow_up_id: UUID, version: int, owner: str) -> Done[FollowUp]:
    """Hand one over to a colleague; an empty name hands it to whoever is at the desk.

    Raises StaleRecord and UnknownRecord, also for a name that doesn't work here.
    """
    with desk.write("assign_follow_up") as uow:
        if owner and owner not in _owners(uow):
            raise StaleRecord("staff")
        after = uow.update(_open(uow, follow_up_id, version), owner=owner)
    return Done(after, frozenset(uow.changed))


def drop(desk: Desk, follow_up_id: UUID, version: int) -> Done[FollowUp]:
    """Take one away that needs not be done. Raises StaleRecord and UnknownRecord."""
    with desk.write("drop_follow_up") as uow:
        gone = _open(uow, follow_up_id, version)
        uow.delete(gone)
    return Done(gone, frozenset(uow.changed))


def put_off(desk: Desk, about: About, until: date) -> Done[FollowUp]:
    """Leave a line of Vandaag out until a day; what it says stays as it is.

    Raises ValueError for a day that has come already, and UnknownRecord.
    """
    _must_come(desk, until)
    with desk.write("put_off") as uow:
        referral = uow.get(Referral, about.referral_id) if about.referral_id else None
        person = referral.resident_id if referral else about.resident_id
        what = {
            "kind": FollowUpKind.LATER,
            "referral_id": about.referral_id,
            "resident_id": person,
            "offer_id": about.offer_id,
        }
        earlier = [one for one in lines_put_off(uow) if _same(one, what)]
        if earlier:
            later = uow.update(earlier[0], due_on=until)
        else:
            at = {"site_id": _site_of(uow, person), "due_on": until, "made_by": desk.user.name}
            later = uow.insert(FollowUp.model_validate({**what, **at}))
    return Done(later, frozenset(uow.changed))


def record_contact(
    desk: Desk, resident_id: UUID, summary: str, detail: str = "", step: NextStep | None = None
) -> Done[Contact]:
    """Write down a talk and what is to be done after it, as one step.

    Raises UnknownRecord and pydantic.ValidationError; then neither is written.
    """
    with desk.together("record_contact") as joined:
        done = registration.record_contact(joined, resident_id, summary, detail)
        changed = set(done.changed)
        if step is not None:
            changed |= plan(
                joined,
                step.text,
                step.due_on,
                resident_id=resident_id,
                owner=step.owner,
                repeat=step.repeat,
            ).changed
    return Done(done.result, frozenset(changed))


def still_open(desk: Desk, follow_up_id: UUID) -> FollowUp | None:
    """Return a follow-up that is still to be done; None when it is done or gone."""
    with desk.read() as reader:
        return next(iter(reader.find(FollowUp, id=follow_up_id, done_on=None)), None)


def owners(desk: Desk) -> list[str]:
    """Return the names of who works at this desk, the user first."""
    with desk.read() as reader:
        names = _owners(reader)
    return sorted(names, key=lambda name: (name != desk.user.name, name))


def _owners(reader: Reader) -> list[str]:
    return [
        user.name
        for user in reader.find(User, order_by="name", left_on=None)
        if DESK_ROLES & set(user.roles)
    ]


def _open(uow: UnitOfWork, follow_up_id: UUID, version: int) -> FollowUp:
    found = uow.get(FollowUp, follow_up_id)
    if found.version != version or found.done_on is not None:
        raise StaleRecord("follow_up")
    return found


def _must_come(desk: Desk, day: date) -> None:
    if day <= desk.clock.today():
        raise ValueError("day_has_come")


def _same(one: FollowUp, what: Mapping[str, object]) -> bool:
    return all(getattr(one, name) == value for name, value in what.items())


def _site_of(uow: UnitOfWork, person: UUID | None, site_id: UUID | None = None) -> UUID:
    if person is not None:
        return uow.get(Resident, person).site_id
    return site_id or uow.find(Site, order_by="code")[0].id
