"""Two dossiers of one person become one: field by field, in one step, and back again later.

The kept dossier keeps its pseudonym. A data set replaces the one that the site sent before, so the
next one counts the person once, whichever pseudonym stays.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from meedoenbalie.domain.choices import OwnChoice
from meedoenbalie.domain.civic_integration.record import CivicIntegration
from meedoenbalie.domain.companions import Companion
from meedoenbalie.domain.consent import Consent
from meedoenbalie.domain.merged import FormerDossier, NotDouble
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.i18n import _
from meedoenbalie.services import undo_words
from meedoenbalie.services.desk import DESK_ROLES, Desk, Done
from meedoenbalie.services.field_words import label_of, value_text
from meedoenbalie.services.merged_choices import choices_after
from meedoenbalie.services.undoing import CannotUndo, Conflict
from meedoenbalie.storage import drafts
from meedoenbalie.storage.history import entries_of, first_change
from meedoenbalie.storage.queries.merging import pointing_at
from meedoenbalie.storage.undo import carry_out, plan_of
from meedoenbalie.storage.unit_of_work import UnitOfWork

__all__ = [
    "Comparison",
    "FieldPair",
    "Former",
    "Unmerged",
    "compare_dossiers",
    "former_dossiers",
    "merge",
    "undo_merge",
]

# What stays with the kept dossier: its own numbers, and what stands on a request of the person.
_OWN = frozenset({"id", "version", "reference", "pseudonym"})

_FIRST = ("given_name", "family_name", "native_name", "birth_date", "birth_year", "v_number")
"""What tells two people apart comes first."""

_GOES_WITH = {"contact_channel": "contact_value", "guardian_kind": "guardian"}
"""A field that says what another one holds: a number of one dossier is no e-mail of the other."""


@dataclass(frozen=True, slots=True)
class FieldPair:
    """A field of two dossiers as people read it. ``from_other`` says which is taken at first.

    That is the kept one's, unless it is empty. ``goes_with`` names the field that is taken from the
    same dossier, if there is one.
    """

    name: str
    label: str
    kept: str
    other: str
    from_other: bool
    goes_with: str = ""

    @property
    def differs(self) -> bool:
        """Whether there is something to choose."""
        return self.kept != self.other


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two dossiers side by side. ``moves`` counts what goes along with the other, by kind."""

    kept: Resident
    other: Resident
    fields: tuple[FieldPair, ...]
    moves: dict[str, int]


@dataclass(frozen=True, slots=True)
class Former:
    """A dossier that became part of another: its record, of whom, when, and by whom."""

    record: FormerDossier
    resident: Resident
    at: datetime
    actor: str


@dataclass(frozen=True, slots=True)
class Unmerged:
    """The two dossiers after a merge was undone. ``stayed`` says what couldn't go back, and why."""

    kept: Resident
    other: Resident
    stayed: tuple[str, ...]


def compare_dossiers(desk: Desk, kept_id: UUID, other_id: UUID) -> Comparison:
    """Return two dossiers side by side. Raises UnknownRecord."""
    with desk.read() as reader:
        kept, other = reader.get(Resident, kept_id), reader.get(Resident, other_id)
        names = {site.id: site.name for site in reader.find(Site)}
        moves = Counter(
            type(record).__name__
            for record, _columns in pointing_at(reader, other_id)
            if not isinstance(record, NotDouble | FormerDossier)
        )
    fields = []
    for name in dict.fromkeys((*_FIRST, *Resident.model_fields)):
        if name not in _OWN:
            mine = value_text(name, getattr(kept, name), names)
            theirs = value_text(name, getattr(other, name), names)
            with_ = _GOES_WITH.get(name, "")
            empty = not mine
            if with_ and (getattr(kept, with_) or getattr(other, with_)):
                empty = not getattr(kept, with_)
            if mine or theirs:
                fields.append(FieldPair(name, label_of(name), mine, theirs, empty, with_))
    return Comparison(kept, other, tuple(fields), dict(moves))


def merge(
    desk: Desk, kept_id: UUID, other_id: UUID, from_other: Collection[str] = ()
) -> Done[Resident]:
    """Make two dossiers one, in one step of the journal.

    ``from_other`` names the fields of which the other's value is right. All that is recorded about
    the other moves to the kept one, whose reference and pseudonym stay; the other's reference goes
    on leading to it. Raises UnknownRecord, ValueError for one dossier twice or a field that can't
    be chosen, and pydantic.ValidationError when the values don't go together.
    """
    with desk.write("merge_residents") as uow:
        if kept_id == other_id:
            raise ValueError("not_two_dossiers")
        if not set(from_other) <= Resident.model_fields.keys() - _OWN:
            raise ValueError("no_choice")
        kept, other = uow.get(Resident, kept_id), uow.get(Resident, other_id)
        _move(uow, kept, other)
        drafts.hand_over(uow.connection, other.id, kept.id)
        uow.delete(other)
        stored = uow.update(kept, **{name: getattr(other, name) for name in from_other})
        uow.insert(
            FormerDossier(
                resident_id=kept.id,
                reference=other.reference,
                v_number=other.v_number,
                merged_on=desk.clock.today(),
                by=desk.user.name,
            )
        )
    return Done(stored, frozenset(uow.changed))


def former_dossiers(desk: Desk, resident_id: UUID | None = None) -> list[Former]:
    """Return which dossiers became part of another, or of this one, the last first."""
    with desk.read() as reader:
        about: dict[str, Any] = {} if resident_id is None else {"resident_id": resident_id}
        records = reader.find(FormerDossier, **about)
        people = {
            one.id: one for one in reader.find(Resident, id=[each.resident_id for each in records])
        }
        found = []
        for record in records:
            step = first_change(reader, record)
            if step is not None:
                found.append(Former(record, people[record.resident_id], step.at, step.actor))
    return sorted(found, key=lambda former: former.at, reverse=True)


def undo_merge(desk: Desk, former_id: UUID) -> Done[Unmerged]:
    """Make two dossiers of one again, whatever was done in between.

    What was recorded after the merge stays with the kept dossier, and so does a field that was
    changed since; all else goes back to where it was. Raises UnknownRecord, and CannotUndo when
    the other dossier can't come back: it was erased, or the kept one became part of a third.
    """
    with desk.read(undo_words.UNDO, DESK_ROLES) as reader:
        former = reader.get(FormerDossier, former_id)
        step = first_change(reader, former)
        if step is None:
            raise CannotUndo(undo_words.refusal("nothing_undo", ""))
        entries = entries_of(reader, step.id)
    other_id = next(one.ids[0] for one in entries if one.kind is Resident and one.op == "delete")
    label = undo_words.root_label(step.action, step.label)
    name = undo_words.step_name(*undo_words.root_of(label))
    with desk.write(undo_words.UNDO, label, undoes=step.id) as uow:
        plan = plan_of(uow, entries, field_by_field=True)
        conflicts = [
            Conflict(one.row, one.code, undo_words.obstacle_text(uow, one))
            for one in plan.obstacles.values()
        ]
        row = ("resident", other_id)
        moved_on = ("former_dossier", former_id) in plan.obstacles
        if moved_on or row not in plan.put_back:
            text = (
                _("Dit dossier is daarna zelf samengevoegd. Maak dat eerst ongedaan.")
                if moved_on
                else undo_words.refusal("conflicts", name)
            )
            raise CannotUndo(text, () if moved_on else conflicts)
        carry_out(uow, plan)
        kept, other = uow.get(Resident, former.resident_id), uow.get(Resident, other_id)
    stayed = tuple(conflict.text for conflict in conflicts)
    return Done(Unmerged(kept, other, stayed), frozenset(uow.changed))


def _move(uow: UnitOfWork, kept: Resident, other: Resident) -> None:
    answers = Counter(consent.provider_id for consent in uow.find(Consent, resident_id=kept.id))
    choices = choices_after(uow, kept, other)
    for record, columns in pointing_at(uow, other.id):
        values: dict[str, Any] = dict.fromkeys(columns, kept.id)
        if isinstance(record, NotDouble) and kept.id in {record.one_id, record.other_id}:
            uow.delete(record)
            continue
        if isinstance(record, Companion) and uow.find(Companion, resident_id=kept.id):
            # Nobody can go with two groups: the dossier that stays says with whom.
            uow.delete(record)
            continue
        if isinstance(record, CivicIntegration) and uow.find(CivicIntegration, resident_id=kept.id):
            # One of each resident: what stands in the dossier that stays counts.
            uow.delete(record)
            continue
        if isinstance(record, OwnChoice):
            if record.id not in choices:
                uow.delete(record)
                continue
            values["rank"] = choices[record.id]
        if isinstance(record, Consent):
            # Of two answers on one day the later number counts, so numbers go on.
            values["sequence"] = record.sequence + answers[record.provider_id]
        uow.update(record, **values)
