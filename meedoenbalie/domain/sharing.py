"""Whether a partner may hear anything of a resident: one answer for every way out of the desk.

Source: AVG art. 6(1)(a) and 7 (consent, which can be taken back at any time), art. 8 with UAVG
art. 5 (under 16 the parent or guardian agrees too), art. 18 (restriction).
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from meedoenbalie.domain.people import Consent, Resident

GUARDIAN_UNDER = 16
"""Below this age, in whole years, the parent or guardian agrees. Source: AVG art. 8, UAVG art. 5"""

ADULT = 18
"""From this age, in whole years, nobody has a guardian. Source: BW boek 1, art. 233."""


class Lack(StrEnum):
    """What is lacking before anything may be shared, the first thing first."""

    RESTRICTED = "restricted"
    CONSENT = "consent"
    GUARDIAN = "guardian"


def needs_guardian(resident: Resident, day: date) -> bool:
    """Tell whether somebody is known to be under 16 on a day; an unknown age is asked about."""
    age = resident.age_on(day)
    return age is not None and age < GUARDIAN_UNDER


def lacks_for_sharing(resident: Resident, consent: Consent | None, day: date) -> Lack | None:
    """Return what is lacking before a partner may hear of a resident on a day; None for nothing.

    ``consent`` is the last answer about that partner.
    """
    if resident.restricted_since is not None:
        return Lack.RESTRICTED
    if consent is None or not consent.holds_on(day):
        return Lack.CONSENT
    if needs_guardian(resident, day) and not consent.guardian_agreed:
        return Lack.GUARDIAN
    return None
