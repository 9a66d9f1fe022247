"""Who changed what: of a resident, an offer, a referral, and of the desk as a whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from meedoenbalie.domain.attendance import Attendance
from meedoenbalie.domain.choices import OwnChoice
from meedoenbalie.domain.civic_integration.record import CivicIntegration
from meedoenbalie.domain.companions import Companion
from meedoenbalie.domain.consent import Consent
from meedoenbalie.domain.experiences import Experience
from meedoenbalie.domain.follow_ups import FollowUp, HandOver
from meedoenbalie.domain.lesson_figures import LessonFigure
from meedoenbalie.domain.lessons import LearnedLesson
from meedoenbalie.domain.offer_texts import OfferText
from meedoenbalie.domain.offers import Offer, Provider
from meedoenbalie.domain.people import Contact, Resident, Site
from meedoenbalie.domain.places import PlaceHold
from meedoenbalie.domain.record import Record
from meedoenbalie.domain.referrals import InformationGiven, Referral, ReferralEvent
from meedoenbalie.i18n import labels, ngettext
from meedoenbalie.services import undo_words
from meedoenbalie.services.desk import EVERYONE, Desk
from meedoenbalie.services.field_words import NOT_SHOWN, Names, label_of, value_text
from meedoenbalie.storage.history import (
    Entry,
    Step,
    entries_about,
    entries_after,
    entries_of,
    find_step,
    last_steps,
    step_counts,
    steps_by_number,
)
from meedoenbalie.storage.unit_of_work import Reader

MOST_SHOWN = 60
"""How many rows of one step are told one by one."""

_OF_A_RESIDENT: tuple[type[Record], ...] = (
    *(Contact, Consent, InformationGiven, OwnChoice, Companion, PlaceHold),
    CivicIntegration,
    *(Referral, FollowUp, HandOver),
)

_OF_A_REFERRAL: tuple[type[Record], ...] = (ReferralEvent, Attendance, Experience)

Rows = dict[type[Record], set[UUID]]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field with its label, what it was and what it became; empty for nothing."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Change:
    """What one person did to one record. ``erased`` says that what was kept of it is gone."""

    step: int
    at: datetime
    actor: str
    what: str
    record: str
    fields: tuple[FieldChange, ...]
    erased: bool


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step in the list of the whole desk; ``counts`` says which records it touched."""

    step: int
    at: datetime
    actor: str
    what: str
    counts: str


def resident_changes(desk: Desk, resident_id: UUID) -> list[Change]:
    """Return who changed what of a resident and all that belongs to them, newest first."""
    with desk.read() as reader:
        rows: Rows = {Resident: {resident_id}}
        for kind in _OF_A_RESIDENT:
            rows[kind] = {one.id for one in reader.find(kind, resident_id=resident_id)}
        rows |= _of_referrals(reader, rows[Referral])
        return _changes(reader, rows, resident_id)


def offer_changes(desk: Desk, offer_id: UUID) -> list[Change]:
    """Return who changed what of an offer and its texts, newest first."""
    with desk.read() as reader:
        texts = {one.id for one in reader.find(OfferText, offer_id=offer_id)}
        return _changes(reader, {Offer: {offer_id}, OfferText: texts})


def lesson_changes(desk: Desk, lesson_id: UUID) -> list[Change]:
    """Return who changed what of a lesson and its figures, newest first: its earlier versions."""
    with desk.read("read_lessons", EVERYONE) as reader:
        figures = {one.id for one in reader.find(LessonFigure, lesson_id=lesson_id)}
        return _changes(reader, {LearnedLesson: {lesson_id}, LessonFigure: figures})


def referral_changes(desk: Desk, referral_id: UUID) -> list[Change]:
    """Return who changed what of a referral and all that was noted of it, newest first."""
    with desk.read() as reader:
        rows: Rows = {Referral: {referral_id}, **_of_referrals(reader, {referral_id})}
        return _changes(reader, rows)


def desk_steps(desk: Desk, before: int | None = None, limit: int = 100) -> list[StepLine]:
    """Return the newest steps of the desk, those before a step or the last."""
    with desk.read() as reader:
        steps = last_steps(reader, limit, before=before)
        counts = step_counts(reader, [one.id for one in steps])
        return [
            StepLine(one.id, one.at, one.actor, _named(one), _counted(counts.get(one.id, {})))
            for one in steps
        ]


def step_changes(desk: Desk, number: int) -> list[Change]:
    """Return what one step did, record by record; of many the first ``MOST_SHOWN``."""
    with desk.read() as reader:
        step = find_step(reader, number)
        if step is None:
            return []
        rows: Rows = defaultdict(set)
        shown: list[tuple[Entry, UUID]] = []
        for one in entries_of(reader, number):
            for identifier in one.ids:
                if len(shown) < MOST_SHOWN:
                    shown.append((one, identifier))
                    rows[one.kind].add(identifier)
        return _described(reader, rows, shown, {step.id: step})


def _of_referrals(reader: Reader, referrals: Collection[UUID]) -> Rows:
    asked: dict[str, Any] = {"referral_id": referrals}
    return {kind: {one.id for one in reader.find(kind, **asked)} for kind in _OF_A_REFERRAL}


def _changes(reader: Reader, rows: Rows, subject: UUID | None = None) -> list[Change]:
    entries = entries_about(reader, rows, subject)
    shown = [
        (one, identifier)
        for one in entries
        for identifier in one.ids
        if one.op != "reseal" and (not one.bulk or identifier in rows.get(one.kind, ()))
    ]
    for one, identifier in shown:
        rows.setdefault(one.kind, set()).add(identifier)
    steps = steps_by_number(reader, {one.step_id for one in entries})
    return list(reversed(_described(reader, rows, shown, steps)))


def _described(
    reader: Reader,
    rows: Mapping[type[Record], set[UUID]],
    shown: Sequence[tuple[Entry, UUID]],
    steps: Mapping[int, Step],
) -> list[Change]:
    live = {one.id: one for kind, ids in rows.items() for one in reader.find(kind, id=list(ids))}
    first = min((one.id for one, _identifier in shown), default=0)
    later: dict[UUID, list[Entry]] = defaultdict(list)
    for kind, ids in rows.items():
        for one in entries_after(reader, first, kind, ids):
            later[one.ids[0]].append(one)
    names = _names(reader)
    found = []
    for one, identifier in shown:
        after = None
        if one.op not in ("delete", "erase"):
            kept = (next_.before for next_ in later[identifier] if next_.id > one.id)
            after = next(kept, live.get(identifier))
        found.append(_change(one, steps[one.step_id], after, names))
    return found


def _change(one: Entry, step: Step, after: Record | None, names: Names) -> Change:
    record = after or one.before
    named = undo_words.record_name(record) if record is not None else ""
    kind = labels.record(one.kind.__name__)
    erased = one.lost or one.op == "erase" or (one.op == "insert" and after is None)
    fields = () if erased else tuple(_fields(one.kind, one.before, after, names))
    return Change(
        step.id,
        step.at,
        step.actor,
        _named(step),
        named if named.startswith(kind) else f"{kind} {named}".strip(),
        fields,
        erased,
    )


def _fields(
    kind: type[Record], before: Record | None, after: Record | None, names: Names
) -> Iterable[FieldChange]:
    for field in kind.model_fields:
        if field in NOT_SHOWN:
            continue
        old, new = getattr(before, field, None), getattr(after, field, None)
        if old == new:
            continue
        told = FieldChange(
            label_of(field), value_text(field, old, names), value_text(field, new, names)
        )
        if told.old != told.new:
            yield told


def _names(reader: Reader) -> dict[UUID, str]:
    kinds: tuple[type[Any], ...] = (Site, Provider, Offer)
    return {one.id: undo_words.record_name(one) for kind in kinds for one in reader.find(kind)}


def _named(step: Step) -> str:
    return undo_words.step_name(step.action, step.label)


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(
        labels.record(kind)
        if number == 1
        else ngettext("{kind}: {n} gegeven", "{kind}: {n} gegevens", number).format(
            kind=labels.record(kind), n=number
        )
        for kind, number in counts.items()
    )
