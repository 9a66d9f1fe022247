"""Which referrals are stuck, and what the desk can do about each."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from meedoenbalie.domain.consent import Consent, ConsentAnswer
from meedoenbalie.domain.referrals import Standing

CALL_AFTER = 5
"""Days beyond the site's term after which a reminder has had its chance: then call."""


class ToDo(StrEnum):
    """What gets a stuck referral going, in the order in which a list shows it."""

    CALL = "call"
    REMIND = "remind"
    TELL_BACK = "tell_back"
    ASK_CONSENT = "ask_consent"
    ASK_GUARDIAN = "ask_guardian"
    SEND = "send"
    WITHDRAW = "withdraw"


def to_do(standing: Standing, today: date, response_days: int) -> ToDo | None:
    """Return what to do about a referral that was sent or has ended; None when it isn't stuck.

    ``response_days`` is the site's term for an answer.
    """
    if standing.is_ended:
        return None if standing.closed_loop else ToDo.TELL_BACK
    waited = standing.days_without_response(today, response_days)
    if waited is None:
        return None
    return ToDo.CALL if waited >= response_days + CALL_AFTER else ToDo.REMIND


def to_do_with_draft(consent: Consent | None, today: date, needs_guardian: bool) -> ToDo:
    """Return what a draft waits for. ``consent`` is the last answer for the offer's provider.

    Who said no isn't asked again: the draft can go.
    """
    if consent is not None and consent.answer is ConsentAnswer.NO:
        return ToDo.WITHDRAW
    if consent is None or not consent.holds_on(today):
        return ToDo.ASK_CONSENT
    return ToDo.ASK_GUARDIAN if needs_guardian and not consent.guardian_agreed else ToDo.SEND
