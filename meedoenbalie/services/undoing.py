"""Undo and redo: a new step of the journal that reverses an earlier one of the same person.

Design: allowed only when every row is as the step left it and nothing that stays depends on it;
otherwise what stands in the way is told and the rest is offered. Redo is the undo of an undo; a new
change clears it. Everything is read from the journal, so a restart changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from meedoenbalie.domain.people import Role
from meedoenbalie.services import undo_words
from meedoenbalie.services.desk import Desk, Done
from meedoenbalie.services.messages import explain
from meedoenbalie.services.undo_events import Correction, corrections
from meedoenbalie.storage.errors import StaleRecord
from meedoenbalie.storage.history import Step, entries_of, is_emptied, last_steps, operations
from meedoenbalie.storage.undo import carry_out, plan_of
from meedoenbalie.storage.undo_plan import Obstacle, Plan, Row
from meedoenbalie.storage.unit_of_work import Reader, UnitOfWork

__all__ = ["CannotUndo", "Conflict", "Offered", "Reversed", "redo", "undo", "what_can_be_undone"]

MOST_STEPS = 1000
"""How many steps of one person are looked back upon."""

_EVERYBODY = frozenset(Role)
_ACCESS = {"staff"}
_ACCESS_ACTIONS = {"set_recovery_code", "prove_recovery_code", "change_passphrase", "give_code"}
_DEMO = "demo"
_BY_ITSELF = {"keep_up"}
_SENT = {"signing_key", "programme_key", "data_set_sent", "desk_key"}


@dataclass(frozen=True, slots=True)
class Reversible:
    """A step that can be reversed next: its number, its moment, and its name for people."""

    step: int
    at: datetime
    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Offered:
    """What undo and redo would do now. ``refusal`` says why there is nothing to undo."""

    undo: Reversible | None
    redo: Reversible | None
    refusal: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row that stands in the way: ``code`` for programs, ``text`` for people."""

    row: Row
    code: str
    text: str


class CannotUndo(Exception):
    """Nothing was undone. ``conflicts`` stand in the way; ``rest`` tells that more can go back.

    ``text`` says it to people.
    """

    def __init__(
        self, text: str, conflicts: Sequence[Conflict] = (), *, rest: bool = False
    ) -> None:
        super().__init__("cannot_undo")
        self.text = text
        self.conflicts = tuple(conflicts)
        self.rest = rest


@explain.register
def _cannot_undo(error: CannotUndo) -> str:
    return " ".join((error.text, *(conflict.text for conflict in error.conflicts)))


@dataclass(frozen=True, slots=True)
class Reversed:
    """The step that was written, the one it reverses, and its name for people."""

    step: int
    undoes: int
    name: str


def what_can_be_undone(desk: Desk) -> Offered:
    """Return what undo and redo would do for this user."""
    with desk.read("read_own_steps", _EVERYBODY) as reader:
        return _offered(desk, reader)


def undo(desk: Desk, without: Collection[Conflict] = ()) -> Done[Reversed]:
    """Reverse the last step of this user that wasn't undone yet.

    ``without`` are conflicts of an earlier attempt: their rows stay as they are. Raises CannotUndo.
    """
    return _reverse(desk, undo_words.UNDO, without)


def redo(desk: Desk, without: Collection[Conflict] = ()) -> Done[Reversed]:
    """Do again what this user undid last. Raises CannotUndo."""
    return _reverse(desk, undo_words.REDO, without)


def _reverse(desk: Desk, way: str, without: Collection[Conflict]) -> Done[Reversed]:
    offered = what_can_be_undone(desk)
    wanted = _next(offered, way)
    if wanted is None:
        nothing = undo_words.refusal("nothing_redo", "")
        raise CannotUndo(offered.refusal if way == undo_words.UNDO else nothing)
    with desk.write(way, wanted.label, _EVERYBODY, undoes=wanted.step) as uow:
        if _next(_offered(desk, uow), way) != wanted:
            raise StaleRecord("step")
        plan = plan_of(uow, entries_of(uow, wanted.step))
        made, later = corrections(desk, uow, plan.events)
        _check(uow, wanted, plan, made, later, {conflict.row for conflict in without})
        carry_out(uow, plan)
        for correction in made:
            uow.insert(correction.event, subject=correction.resident_id)
        number = uow.head().step + 1
    return Done(Reversed(number, wanted.step, wanted.name), frozenset(uow.changed))


def _check(
    uow: UnitOfWork,
    wanted: Reversible,
    plan: Plan,
    made: Sequence[Correction],
    later: Sequence[Obstacle],
    left_out: Collection[Row],
) -> None:
    found = [*plan.obstacles.values(), *later]
    rest = bool(made) or not plan.is_empty()
    if all(obstacle.row in left_out for obstacle in found) and (rest or not found):
        return
    raise CannotUndo(
        undo_words.refusal("conflicts", wanted.name),
        [Conflict(one.row, one.code, undo_words.obstacle_text(uow, one)) for one in found],
        rest=rest,
    )


def _next(offered: Offered, way: str) -> Reversible | None:
    return offered.undo if way == undo_words.UNDO else offered.redo


def _offered(desk: Desk, reader: Reader) -> Offered:
    steps = [
        step
        for step in last_steps(reader, MOST_STEPS, actor=desk.user.name)
        if step.action not in _BY_ITSELF
    ]
    done, undone = _stacks(list(reversed(steps)))
    refusal = ""
    last: Step | None = None
    for step in reversed(done):
        code = _fixed(reader, step)
        if not code:
            last = step
            break
        refusal = refusal or undo_words.refusal(code, _reversible(step).name)
    return Offered(
        _reversible(last) if last is not None else None,
        _reversible(undone[-1]) if undone else None,
        refusal or undo_words.refusal("nothing_undo", ""),
    )


def _stacks(steps: Sequence[Step]) -> tuple[list[Step], list[Step]]:
    """Return what stands done and what stands undone, the last at the end."""
    done: list[Step] = []
    undone: list[Step] = []
    for step in steps:
        if step.undoes is None:
            done.append(step)
            undone.clear()
        elif step.action == undo_words.UNDO:
            done = [one for one in done if one.id != step.undoes]
            undone.append(step)
        else:
            undone = [one for one in undone if one.id != step.undoes]
            done.append(step)
    return done, undone


def _fixed(reader: Reader, step: Step) -> str:
    """Return why a step stays as it is, or an empty text."""
    if step.action == _DEMO:
        return "begin"
    touched = operations(reader, step.id)
    tables = {table for table, _op in touched}
    if any(op in ("erase", "reseal") for _table, op in touched) or is_emptied(reader, step.id):
        return "erased"
    if tables & _ACCESS or step.action in _ACCESS_ACTIONS:
        return "access"
    return "sent" if tables & _SENT else ""


def _reversible(step: Step) -> Reversible:
    label = undo_words.root_label(step.action, step.label)
    name = undo_words.step_name(*undo_words.root_of(label))
    return Reversible(step.id, step.at, name, label)
