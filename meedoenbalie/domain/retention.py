"""How long is kept: what is due for erasure, and when. A person decides; nothing goes by itself.

Source: AVG art. 5(1)(e), no longer than needed. The terms are the desk's own choice (Settings).
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from meedoenbalie.domain.consent import Consent, ConsentAnswer
from meedoenbalie.domain.people import Resident


class Due(StrEnum):
    """Why something is proposed."""

    DEPARTED = "departed"
    SILENT = "silent"
    CONSENT_OVER = "consent_over"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A resident who is due, since ``due_on``; ``last_on`` is the day from which was counted.

    For CONSENT_OVER only ``consents`` are due, not the resident.
    """

    resident: Resident
    due: Due
    last_on: date
    due_on: date
    consents: tuple[Consent, ...] = ()


def months_later(day: date, months: int) -> date:
    """Return the same day some months later; the last of a month that is shorter."""
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(place, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def term_begins(today: date, months: int) -> date:
    """Return the first day that isn't ``months`` ago yet: what is older is over its term."""
    day = months_later(today, -months)
    # The 28th of February is a month after each of the last four days of January.
    while months_later(day, months) <= today:
        day += timedelta(days=1)
    return day


def proposal(
    resident: Resident,
    last_contact: date,
    consents: Iterable[Consent],
    keep_months: int,
    today: date,
) -> Proposal | None:
    """Return why a resident, or consents of theirs, are due today; None when nothing is.

    ``last_contact`` is the last day on which anything was recorded about the resident. Whoever left
    is due ``keep_months`` after the departure, or after ``keep_until`` when somebody chose a later
    day; whoever never left, after as long without anything recorded.
    """
    departed = resident.departed_on
    last_on = departed or last_contact
    due_on = max(months_later(last_on, keep_months), resident.keep_until or date.min)
    if due_on <= today:
        return Proposal(resident, Due.DEPARTED if departed else Due.SILENT, last_on, due_on)
    over = over_on(tuple(consents), today)
    if over:
        latest = max(consent.valid_until for consent in over if consent.valid_until)
        return Proposal(resident, Due.CONSENT_OVER, latest, latest, over)
    return None


def erase_on(resident: Resident, keep_months: int) -> date | None:
    """Return the day from which a departed resident is proposed for erasure; None when present."""
    if resident.departed_on is None:
        return None
    return max(months_later(resident.departed_on, keep_months), resident.keep_until or date.min)


def over_on(consents: Sequence[Consent], today: date) -> tuple[Consent, ...]:
    """Return the consents that say yes, are past their last day, and weren't followed by another.

    What came after them, a new yes or a no, is what counts now.
    """
    last: dict[object, Consent] = {}
    for consent in sorted(consents, key=lambda item: (item.answered_on, item.sequence)):
        last[consent.provider_id, consent.purpose] = consent
    return tuple(
        consent
        for consent in last.values()
        if consent.answer is ConsentAnswer.YES
        and consent.valid_until is not None
        and consent.valid_until < today
    )
