"""Two desks, or two windows, change one resident: what the second has to know before saving."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from meedoenbalie.domain.people import Resident
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.field_words import NOT_SHOWN, label_of, value_text
from meedoenbalie.storage.history import last_change
from meedoenbalie.storage.rows import TABLES

__all__ = ["ChangedField", "Meanwhile", "changed_meanwhile"]


@dataclass(frozen=True, slots=True)
class ChangedField:
    """A field that somebody else changed: what it was, what it is now, and what was typed here.

    ``mine`` is None where nothing else was typed, so that there is nothing to choose.
    """

    name: str
    label: str
    was: str
    theirs: str
    mine: str | None


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """The resident as stored now, who changed them last and when (UTC), and which fields differ."""

    resident: Resident
    by: str
    at: datetime | None
    fields: tuple[ChangedField, ...]

    @property
    def to_choose(self) -> tuple[ChangedField, ...]:
        """The fields to which both gave another value."""
        return tuple(field for field in self.fields if field.mine is not None)


def changed_meanwhile(desk: Desk, shown: Resident, typed: Mapping[str, Any]) -> Meanwhile:
    """Return what became of a resident since they were shown, beside what was typed.

    ``typed`` are the values of the form by name of the field. Nothing is written: saving takes the
    version of the resident that this returns. Raises UnknownRecord and NotAllowed.
    """
    with desk.read() as reader:
        now = reader.get(Resident, shown.id)
        step = last_change(reader, TABLES[Resident].name, shown.id)
    found = []
    for name in Resident.model_fields:
        before, after = getattr(shown, name), getattr(now, name)
        if name in NOT_SHOWN or before == after:
            continue
        mine = typed.get(name, before)
        chosen = mine not in (before, after)
        found.append(
            ChangedField(
                name,
                label_of(name),
                value_text(name, before, {}),
                value_text(name, after, {}),
                value_text(name, mine, {}) if chosen else None,
            )
        )
    who, when = (step.actor, step.at) if step is not None else ("", None)
    return Meanwhile(now, who, when, tuple(found))
