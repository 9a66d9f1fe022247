"""What a referral letter says: what may be shared with one provider, and what happens next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from meedoenbalie.domain.sharing import Shared


@dataclass(frozen=True, slots=True)
class ReferralLetter:
    """Everything on the page; the same values make the same bytes.

    ``receiver`` works at ``provider_name``; ``shared`` is all that the consent of ``consent_on``
    names. ``start`` is a fixed first day, None when one agrees on it. ``answer_by`` is the last day
    of the term for an answer. ``sender`` is the colleague whom to call back at ``phone``.
    ``demo`` marks data that were made up.
    """

    reference: str
    receiver: str
    provider_name: str
    offer_title: str
    schedule: str
    start: date | None
    shared: Shared
    consent_on: date
    answer_by: date
    today: date
    sender: str
    site_name: str
    phone: str
    demo: bool = False
