"""The rows of Vandaag: what to do, for whom, since when, and the button that leads there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from meedoenbalie.domain.follow_ups import FollowUp
from meedoenbalie.domain.people import Resident
from meedoenbalie.i18n import _, formats, ngettext
from meedoenbalie.services.follow_ups import About
from meedoenbalie.services.worklist import (
    ReferralLine,
    StalePlaces,
    Unanswered,
)
from meedoenbalie.ui.widgets.cards import CardRow


@dataclass(frozen=True, slots=True)
class Goal:
    """Where a row leads: a page and what it must show; an empty page leads nowhere.

    ``follow_up`` can be ticked off; ``about`` says what is put off when the row is.
    """

    page: str
    target: object
    follow_up: FollowUp | None = None
    about: About | None = None


def unanswered_rows(items: Sequence[Unanswered]) -> list[CardRow]:
    """Return the referrals that got no response, the longest waiting first."""
    return [
        CardRow(
            _goal(item.line),
            _who_where(item.line),
            _sent_words(item.line),
            icon="clock-alert",
            icon_ink="warn",
            note=ngettext("{n} dag", "{n} dagen", item.days).format(n=item.days),
            button=_("Herinneren"),
        )
        for item in items
    ]


def unspoken_rows(residents: Sequence[Resident], today: date) -> list[CardRow]:
    """Return residents with whom nobody spoke yet, the longest at the azc first."""
    return [
        CardRow(
            Goal("residents", resident.id, about=About(resident_id=resident.id)),
            resident.full_name,
            avatar=True,
            note=" · ".join(part for part in _age_and_stay(resident, today) if part),
        )
        for resident in residents
    ]


def stale_rows(items: Sequence[StalePlaces]) -> list[CardRow]:
    """Return offers whose places are no longer certain, the oldest first."""
    return [
        CardRow(
            Goal("offers", item.offer.id, about=About(offer_id=item.offer.id)),
            item.offer.title,
            note=_("{age} geleden").format(age=formats.days_ago(item.days)),
        )
        for item in items
    ]


def only_where(rows: Sequence[CardRow], there: Callable[[str], bool]) -> list[CardRow]:
    """Return rows without the buttons that lead to a page that isn't there."""
    return [
        row
        if isinstance(row.key, Goal) and (row.key.follow_up or there(row.key.page))
        else replace(row, button="")
        for row in rows
    ]


def _goal(line: ReferralLine) -> Goal:
    return Goal("referrals", line.id, about=About(referral_id=line.id))


def _who_where(line: ReferralLine) -> str:
    return f"{line.resident_name} → {line.offer_title}"


def _sent_words(line: ReferralLine) -> str:
    if line.standing.since is None:
        return line.provider_name
    return _("{provider} · verstuurd op {day}").format(
        provider=line.provider_name, day=formats.day(line.standing.since)
    )


def _age_and_stay(resident: Resident, today: date) -> tuple[str, str]:
    age = resident.age_on(today)
    stay = (today - resident.arrival_date).days if resident.arrival_date else None
    return (
        "" if age is None else ngettext("{n} jaar", "{n} jaar", age).format(n=age),
        "" if stay is None else _("{time} hier").format(time=formats.days_ago(stay)),
    )
