"""What lies ready for today at every desk: a few follow-ups, and the note of the colleague."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from uuid import UUID

from meedoenbalie.demo.history import Step
from meedoenbalie.demo.words import words
from meedoenbalie.domain.follow_ups import Repeat
from meedoenbalie.domain.people import Resident, User
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.follow_ups import plan
from meedoenbalie.services.hand_overs import hand_over

_AT = 16 * 60 + 45


def tasks(
    rng: Random, people: Sequence[Resident], staff: Sequence[User], today: date
) -> list[Step]:
    """Return the steps of the last days that leave something to do today.

    Of the follow-ups one is late, one is due today and one comes back every week. The note is of
    the second colleague, for the first.
    """
    # Who came last week is not known yet, and who is here long may have left by now.
    known = [one for one in people if one.arrival_date and 7 < (today - one.arrival_date).days < 90]
    chosen = rng.sample(known, len(words("talks")["tasks"]))
    yesterday = _weekday_before(today)
    days = (yesterday, today, today + timedelta(days=4))
    repeats = (Repeat.NONE, Repeat.NONE, Repeat.WEEKLY)
    before = _weekday_before(yesterday)
    steps = [
        Step(before, _AT, _planned(staff[0], one.id, text, day, repeat))
        for one, text, day, repeat in zip(
            chosen, words("talks")["tasks"], days, repeats, strict=True
        )
    ]
    about = chosen[0]
    note = str(words("talks")["hand_over"]).format(name=about.given_name or about.family_name)
    return [
        *steps,
        Step(yesterday, _AT, _noted(staff[-1], about.id, note)),
    ]


def _planned(
    user: User, resident_id: UUID, text: str, day: date, repeat: Repeat
) -> Callable[[Desk], object]:
    return lambda desk: plan(
        replace(desk, user=user), text, day, resident_id=resident_id, repeat=repeat
    )


def _noted(user: User, resident_id: UUID, text: str) -> Callable[[Desk], object]:
    return lambda desk: hand_over(replace(desk, user=user), text, resident_id=resident_id)


def _weekday_before(day: date) -> date:
    return day - timedelta(days={0: 3, 6: 2}.get(day.weekday(), 1))
