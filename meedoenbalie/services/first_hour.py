"""The first hour at a desk: what of it is done, from the data, and what somebody practised."""

from __future__ import annotations

from enum import StrEnum

from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Contact, Resident, User
from meedoenbalie.domain.settings import Settings
from meedoenbalie.services.desk import EVERYONE, Desk
from meedoenbalie.storage.history import Step, last_steps

__all__ = ["Exercise", "FirstStep", "exercises_done", "first_steps_done", "practice_begins"]

_MOST = 500
"""Of so many steps is looked which exercise they were: more nobody makes in an afternoon."""


class FirstStep(StrEnum):
    """What a new desk does first, in order."""

    PAPER = "paper"
    OFFERS = "offers"
    RESIDENTS = "residents"
    TALK = "talk"
    COLLEAGUE = "colleague"


class Exercise(StrEnum):
    """What somebody practises in a throw-away desk, in order."""

    TALK = "talk"
    TELL = "tell"
    REFER = "refer"
    RECORD = "record"
    UNDO = "undo"


_EXERCISE_OF = {
    "finish_talk": Exercise.TALK,
    "record_contact": Exercise.TALK,
    "give_information": Exercise.TELL,
    "inform_group": Exercise.TELL,
    "prepare_referral": Exercise.REFER,
    "record_event": Exercise.RECORD,
}


def first_steps_done(desk: Desk) -> frozenset[FirstStep]:
    """Return what is done of the first hour; no names are read."""
    with desk.read("read_first_steps", EVERYONE) as reader:
        settings = reader.first(Settings)
        done = {
            FirstStep.PAPER: settings is not None and settings.recovery_proved_on is not None,
            FirstStep.OFFERS: reader.first(Offer) is not None,
            FirstStep.RESIDENTS: reader.first(Resident) is not None,
            FirstStep.TALK: reader.first(Contact) is not None,
            FirstStep.COLLEAGUE: reader.count(User, left_on=None) > 1,
        }
    return frozenset(step for step, is_so in done.items() if is_so)


def practice_begins(desk: Desk) -> int:
    """Return the number of the last step of the journal: what comes after it was practised."""
    with desk.read("read_first_steps", EVERYONE) as reader:
        return reader.head().step


def exercises_done(desk: Desk, since: int) -> frozenset[Exercise]:
    """Return what this user really did after step ``since``; what is taken back counts too."""
    with desk.read("read_first_steps", EVERYONE) as reader:
        steps = last_steps(reader, _MOST, actor=desk.user.name)
    found = {_exercise(step) for step in steps if step.id > since}
    return frozenset(one for one in found if one is not None)


def _exercise(step: Step) -> Exercise | None:
    return Exercise.UNDO if step.undoes is not None else _EXERCISE_OF.get(step.action)
