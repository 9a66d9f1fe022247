"""Who may put a back-up in the place of a store, and what that changes, wherever it lies."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from meedoenbalie.domain.people import Role
from meedoenbalie.services.backing_up import Backup
from meedoenbalie.services.desk import Desk
from meedoenbalie.storage.queries.differences import (
    Difference,
    counts_only,
    differences,
    steps_since,
)

RESTORERS = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})
ACTION = "restore_backup"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What restoring changes, or changed.

    ``differences`` are per table; ``steps`` is how many changes were made since, None when the
    back-up isn't of an earlier moment of the present. ``had_present`` tells whether the store could
    be opened. ``forgotten`` are people who were erased since, and stay so. ``kept`` is where the
    present went: a back-up, or the files that couldn't be opened; None when there was nothing, or
    when nothing was restored yet.
    """

    backup: Backup
    differences: tuple[Difference, ...]
    steps: int | None
    had_present: bool
    forgotten: int
    kept: Path | None = None


def may_restore(desk: Desk) -> bool:
    """Tell whether the user may put a back-up in place."""
    return bool(RESTORERS & set(desk.user.roles))


def outcome_of(backup: Backup, present: Desk | None, made: Desk, forgotten: int) -> Outcome:
    """Tell what a back-up changes that was restored aside; ``forgotten`` were erased from it."""
    with made.read() as other:
        if present is None:
            return Outcome(backup, counts_only(other), None, False, forgotten)
        with present.read() as now:
            # What was forgotten just now made steps of its own; the back-up itself had not.
            since = steps_since(now, backup.facts.step, bytes.fromhex(backup.facts.head))
            return Outcome(backup, differences(now, other), since, True, forgotten)
