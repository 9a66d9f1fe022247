"""Erasing a person for good: what it means, doing it, and keeping it so after a restore.

Source: AVG art. 17 (erasure) and 19 (telling those with whom data were shared).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from meedoenbalie.domain.counted import CountedFact, counts_of
from meedoenbalie.domain.data_sets import DataSetSent, age_band
from meedoenbalie.domain.offers import Offer, Provider
from meedoenbalie.domain.people import Contact, Resident, Role
from meedoenbalie.domain.referrals import EventKind, InformationGiven, Referral, replay
from meedoenbalie.domain.visits import Visit
from meedoenbalie.services.backing_up import backups, when_last_old_expires
from meedoenbalie.services.desk import EVERYONE, Desk, Done
from meedoenbalie.services.mentions import Mention, mentions_of
from meedoenbalie.storage import erasure
from meedoenbalie.storage.errors import ErasureListDamaged
from meedoenbalie.storage.former_selves import former_selves
from meedoenbalie.storage.migrate import older_copies
from meedoenbalie.storage.queries.referrals import events_of
from meedoenbalie.storage.unit_of_work import Reader, UnitOfWork, unit_of_work

__all__ = [
    "ERASING_ROLES",
    "ErasureListDamaged",
    "Meaning",
    "Mention",
    "erase",
    "forget_again",
    "may_erase",
    "what_erasing_means",
]

ERASING_ROLES = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class Meaning:
    """What erasing a resident means.

    ``records`` and ``journal_entries`` are destroyed, ``drafts`` half-typed forms too. ``talks``,
    ``informed`` and ``referrals`` stay as numbers without a person, of the talks only in reports
    that were printed. ``told`` are the providers that got data, ``data_sets`` how many sets with
    the pseudonym went to the programme team. ``mentions`` are texts about others or lessons in
    which the name stands: erasing leaves them, so a person decides first. ``old_backups`` still
    hold the person, the last of them until ``backups_gone_on`` (None when there are none); a
    restored one forgets at once. ``copies`` are files that a newer version of the program left
    beside the store: they are not touched, so somebody has to throw them away.
    """

    resident: Resident
    records: int
    journal_entries: int
    drafts: int
    talks: int
    informed: int
    referrals: int
    told: tuple[Provider, ...]
    data_sets: int
    mentions: tuple[Mention, ...]
    copies: tuple[str, ...]
    old_backups: int
    backups_gone_on: date | None


def may_erase(desk: Desk) -> bool:
    """Tell whether the user may erase people."""
    return bool(ERASING_ROLES & set(desk.user.roles))


def what_erasing_means(desk: Desk, resident_id: UUID) -> Meaning:
    """Return what erasing a resident destroys, what stays, and who else has it.

    Raises UnknownRecord.
    """
    old = backups(desk)
    gone_on = when_last_old_expires(desk) if old else None
    with desk.read() as reader:
        resident = reader.get(Resident, resident_id)
        records = erasure.belongings(reader, resident)
        kept = erasure.kept_of(reader, records)
        return Meaning(
            resident=resident,
            records=len(records),
            journal_entries=kept.entries,
            drafts=kept.drafts,
            talks=_number(records, Contact),
            informed=_number(records, InformationGiven),
            referrals=_number(records, Referral),
            told=providers_told(reader, resident_id),
            data_sets=sum(
                kept.since is None or sent.made_at >= kept.since
                for sent in reader.find(DataSetSent, site_id=resident.site_id)
            ),
            mentions=mentions_of(reader, resident, records),
            copies=tuple(copy.name for copy in older_copies(desk.database.path)),
            old_backups=len(old),
            backups_gone_on=gone_on,
        )


def erase(desk: Desk, resident_id: UUID) -> Done[Meaning]:
    """Erase a resident for good, in one step that nothing undoes; return what it meant.

    The list beside the store is written first, so that a computer that stops half way finishes it
    when the store is opened again. Raises NotAllowed, UnknownRecord, ErasureListDamaged, OSError,
    and StoreTrouble when the file can't be compacted now: then the person is erased, and free
    pages are overwritten, but the file is not yet smaller.
    """
    meaning = what_erasing_means(desk, resident_id)
    listed = desk.database.erased()
    with desk.write("erase_resident", roles=ERASING_ROLES) as uow:
        resident = uow.get(Resident, resident_id)
        # An older back-up may hold the same person twice.
        records = erasure.belongings(uow, resident)
        people = [resident, *former_selves(uow, resident, records)]
        _forget(uow, resident, desk.clock.today())
        now = desk.clock.now()
        desk.database.keep_erased({**listed, **{person.id: now for person in people}})
        changed = frozenset(uow.changed)
    desk.database.compact()
    return Done(meaning, changed)


def forget_again(desk: Desk) -> int:
    """Erase whoever is on the list and in the store after all; return how many that were.

    Called when a store is opened and after a restore. A list that lacks somebody whom the journal
    knows to be erased is written anew. Raises ErasureListDamaged and OSError.
    """
    listed = desk.database.erased()
    with desk.read("forget_again", EVERYONE) as reader:
        known = {**erasure.erased_residents(reader), **listed}
        back = [person for person in listed if reader.find(Resident, id=person)]
    if known != listed:
        desk.database.keep_erased(known)
    if not back:
        return 0
    now = desk.clock.now()
    with unit_of_work(desk.database, desk.user.name, now, "forget_again") as uow:
        for person in back:
            _forget(uow, uow.get(Resident, person), desk.clock.today())
    desk.database.compact()
    return len(back)


def providers_told(reader: Reader, resident_id: UUID) -> tuple[Provider, ...]:
    """Return the providers to which a referral of a resident was ever sent, by name."""
    referrals = reader.find(Referral, resident_id=resident_id)
    events = events_of(reader, referrals)
    sent = {
        referral.offer_id
        for referral in referrals
        if any(event.kind is EventKind.SENT for event in events[referral.id])
    }
    providers = {offer.provider_id for offer in reader.find(Offer, id=sent)}
    return tuple(reader.find(Provider, order_by="name", id=providers))


def _forget(uow: UnitOfWork, resident: Resident, today: date) -> None:
    informed = uow.find(InformationGiven, resident_id=resident.id)
    referrals = uow.find(Referral, resident_id=resident.id)
    events = events_of(uow, referrals)
    counts = counts_of(
        ((item.offer_id, item.given_on) for item in informed),
        ((item.offer_id, tuple(replay(events[item.id]))) for item in referrals),
        lambda day: age_band(resident.age_on(day)),
        today,
    )
    for count, number in counts.items():
        about = {
            "site_id": resident.site_id,
            "offer_id": count.offer_id,
            "week": str(count.week),
            "what": count.what,
            "age_band": count.age_band,
        }
        stored = uow.first(CountedFact, **about)
        if stored is None:
            uow.insert(CountedFact.model_validate({**about, "number": number}))
        else:
            uow.update(stored, number=stored.number + number)
    visits = [visit for visit in uow.find(Visit, resident_id=resident.id) if visit.is_over]
    uow.insert_many([visit.without_name().changed(resident_id=None) for visit in visits])
    erasure.erase(uow, resident)


def _number(records: Iterable[object], kind: type[object]) -> int:
    return sum(isinstance(record, kind) for record in records)
