"""Whether a partner may hear anything of a resident: one answer for every way out of the desk.

Source: AVG art. 6(1)(a) and 7 (consent, which can be taken back at any time), art. 8 with UAVG
art. 5 (under 16 the parent or guardian agrees too), art. 18 (restriction).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from meedoenbalie.domain.consent import Consent, SharedField
from meedoenbalie.domain.people import DutchLevel, Resident
from meedoenbalie.domain.week import FreeDaypart

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


@dataclass(frozen=True, slots=True)
class Shared:
    """What a partner may know of a resident; empty or None where the consent doesn't name it.

    ``age`` is in whole years: the day of birth is never shared.
    """

    name: str = ""
    contact_channel: str = ""
    contact_value: str = ""
    age: int | None = None
    languages: tuple[str, ...] = ()
    dutch_level: DutchLevel | None = None
    availability: tuple[FreeDaypart, ...] = ()
    interests: tuple[str, ...] = ()
    own_words: str = ""


def shared_of(resident: Resident, consent: Consent, day: date) -> Shared:
    """Return what a consent names, of a resident on a day (AVG art. 5(1)(c): nothing beyond it).

    Ask ``lacks_for_sharing`` first: this doesn't say whether the consent holds.
    """
    named = set(consent.shared)
    shared = Shared()
    if SharedField.NAME_AND_CONTACT in named:
        shared = replace(
            shared,
            name=resident.full_name,
            contact_channel=resident.contact_channel,
            contact_value=resident.contact_value,
        )
    if SharedField.AGE in named:
        shared = replace(shared, age=resident.age_on(day))
    if SharedField.LEVEL_AND_LANGUAGES in named:
        languages, level = resident.languages, resident.dutch_level
        shared = replace(shared, languages=languages, dutch_level=level)
    if SharedField.AVAILABILITY in named:
        shared = replace(shared, availability=resident.availability)
    if SharedField.OWN_WORDS in named:
        shared = replace(shared, interests=resident.interests, own_words=resident.own_words)
    return shared
