"""What young people say of what they started: most are asked, some don't want to answer.

The desk began with asking when it began with hours; who was further by then was never asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from uuid import UUID

from meedoenbalie.demo.chance import pick
from meedoenbalie.demo.hours import SINCE
from meedoenbalie.demo.stories import PlannedEvent, workday
from meedoenbalie.domain.experiences import TOOK_PART, Feeling, Hard, Helps, Way, moments_of
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.referrals import EventKind
from meedoenbalie.i18n.experience_texts import experience_texts
from meedoenbalie.i18n.talk import DUTCH
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.experiences import Said, moments, record_experience

_ASKED, _DECLINES = 0.85, 0.12
_NOTHING_HARD = 0.25


def days_of_asking(
    events: Sequence[PlannedEvent], offer: Offer, today: date, seed: str
) -> Iterator[date]:
    """Yield the days up to today on which somebody is asked about a referral."""
    start = next((event.on for event in events if event.kind is EventKind.STARTED), None)
    ended = next((event.on for event in events if event.kind.state in TOOK_PART), None)
    for one in moments_of(start, ended, offer.weeks):
        rng = Random(f"{seed} {one.moment}")
        day = workday(one.from_on + timedelta(days=rng.randint(1, 12)))
        in_time = one.from_on <= day <= one.until
        if rng.random() < _ASKED and in_time and today - SINCE <= day <= today:
            yield day


def ask(desk: Desk, referral_id: UUID, resident: Resident, seed: str) -> None:
    """Record what somebody says of the moment that is to be asked today, if there is one."""
    today = desk.clock.today()
    for one in moments(desk, referral_id):
        if one.is_open(today):
            rng = Random(f"{seed} {one.moment} said")
            said = Said() if rng.random() < _DECLINES else _said(rng)
            way = pick(rng, {Way.SCREEN: 65, Way.PAPER: 35})
            record_experience(desk, referral_id, one.moment, said, _language(resident), way)


def _said(rng: Random) -> Said:
    feeling = pick(rng, {Feeling.GOOD: 64, Feeling.SO_SO: 27, Feeling.NOT_GOOD: 9})
    helps = [one for one in Helps if one is not Helps.NOTHING]
    hard = [one for one in Hard if one is not Hard.NOTHING]
    return Said(
        feeling,
        tuple(rng.sample(helps, rng.choice((1, 2, 2, 3)))),
        (Hard.NOTHING,)
        if rng.random() < _NOTHING_HARD
        else tuple(rng.sample(hard, rng.choice((1, 1, 2)))),
    )


def _language(resident: Resident) -> str:
    """Return a language of the resident in which there are questions (ISO 639-3), or Dutch."""
    for code in (resident.preferred_language, *resident.languages, DUTCH):
        texts = experience_texts(code or "")
        if texts is not None:
            return texts.language
    raise LookupError("no_questions")
