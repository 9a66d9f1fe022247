"""Sites, users, residents, and the talks with them."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from pydantic import field_validator, model_validator

from meedoenbalie.domain.consent import ConsentAnswer
from meedoenbalie.domain.identifiers import contains_bsn, is_v_number
from meedoenbalie.domain.located import Located
from meedoenbalie.domain.record import (
    EnumText,
    Field,
    JsonValue,
    Record,
    UtcMoment,
    new_id,
    no_bsn,
)
from meedoenbalie.domain.week import Commitment, FreeDaypart


class Role(StrEnum):
    """What a user may do."""

    DESK = "balie"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "beheerder"
    PROGRAMME = "programmateam"


class Site(Located):
    """An azc with a Meedoenbalie.

    ``response_days`` is the term after which a referral counts as without response,
    ``confirm_days`` the age at which confirmed places are no longer certain; both in days.
    ``phone`` is the number on which a provider calls the desk back.
    """

    code: str = Field(min_length=1, max_length=12, unique=True, index=True)
    name: str = Field(min_length=1, max_length=120)
    response_days: int = Field(default=10, ge=1, le=365)
    confirm_days: int = Field(default=14, ge=1, le=365)
    phone: str = Field(default="", max_length=40)

    _no_bsn = no_bsn("code", "name", "phone")


class User(Record):
    """Somebody who works with this store. The key slot lies outside the store (storage/keys.py).

    ``left_on`` is the day on which access ended; the name stays with what was recorded.
    """

    name: str = Field(min_length=1, max_length=80, unique=True, index=True)
    roles: tuple[Role, ...] = Field(default=(), sa_type=JsonValue(tuple[Role, ...]))
    left_on: date | None = Field(default=None)

    _no_bsn = no_bsn("name")


class DutchLevel(StrEnum):
    """Level of Dutch: literacy course Alfa A to C, then CEFR A0 to C1, lowest first."""

    ALFA_A = "Alfa A"
    ALFA_B = "Alfa B"
    ALFA_C = "Alfa C"
    A0 = "A0"
    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"

    @property
    def rank(self) -> int:
        """Place in the order of learning, from 0."""
        return _LEVEL_RANK[self]


_LEVEL_RANK = {level: rank for rank, level in enumerate(DutchLevel)}


class Literacy(StrEnum):
    """Reading and writing: not at all, in another script, or in Latin script."""

    ILLITERATE = "analfabeet"
    OTHER_SCRIPT = "anders-alfabeet"
    LITERATE = "gealfabetiseerd"


class ResidencePhase(StrEnum):
    """Stage of the residence procedure."""

    ASYLUM_SEEKER = "asylum_seeker"
    STATUS_HOLDER = "status_holder"
    REJECTED_APPEAL = "rejected_appeal"
    TEMPORARY_PROTECTION = "temporary_protection"


class GuardianKind(StrEnum):
    """Who agrees for somebody under 16: a parent, Nidos for who came alone (amv), or another."""

    PARENT = "parent"
    NIDOS = "nidos"
    OTHER = "other"


class Company(StrEnum):
    """How somebody likes to take part: alone, with somebody they know, or either."""

    ALONE = "alone"
    TOGETHER = "together"
    EITHER = "either"


class TravelMeans(StrEnum):
    """How somebody can get somewhere."""

    WALKING = "walking"
    BICYCLE = "bicycle"
    PUBLIC_TRANSPORT = "public_transport"
    LIFT = "lift"


class WeekWeight(StrEnum):
    """How heavy a week may be, in the young person's own words."""

    LIGHT = "light"
    NORMAL = "normal"
    FULL = "full"


def age_on(birth_date: date | None, birth_year: int | None, day: date) -> int | None:
    """Return the age in whole years on a day; None when the birth date isn't known.

    With only the birth year known it is the lowest age the person can have: the age at the end of
    that year, minus one when the day lies before it.
    """
    if birth_date is not None:
        born = birth_date
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    if birth_year is not None:
        return max(0, day.year - birth_year - 1)
    return None


class Resident(Record):
    """A (young) resident of an azc.

    Nationality, religion, ethnicity, health and BSN are not here on purpose: no rule of this
    program needs them, and a BSN may not be recorded (Wabb art. 10). ``weekly_minutes`` is what the
    resident can spend a week, ``max_travel_minutes`` how long one way may take. ``pseudonym`` is
    random and stands for the person in data sets; it can't be computed from anything.
    ``restricted_since`` is set while use is limited at the resident's request (AVG art. 18);
    ``access_asked_on`` while a request to see the data is open (AVG art. 15). ``keep_informed`` is
    the answer to the question whether the desk may tell about new offers.

    Raises pydantic.ValidationError with the codes used below as messages.
    """

    site_id: UUID = Field(foreign_key="site.id", index=True)
    reference: str = Field(min_length=1, max_length=40, unique=True, index=True)
    pseudonym: UUID = Field(default_factory=new_id, unique=True)
    v_number: str | None = Field(default=None, max_length=10, index=True)
    given_name: str = Field(default="", max_length=200)
    family_name: str = Field(default="", max_length=200)
    native_name: str = Field(default="", max_length=200)
    birth_date: date | None = Field(default=None, index=True)
    birth_year: int | None = Field(default=None, ge=1900, le=2200)
    languages: tuple[str, ...] = Field(default=(), sa_type=JsonValue(tuple[str, ...]))
    preferred_language: str | None = Field(default=None, max_length=8)
    dutch_level: DutchLevel | None = Field(default=None, sa_type=EnumText(DutchLevel))
    literacy: Literacy | None = Field(default=None, sa_type=EnumText(Literacy))
    residence_phase: ResidencePhase | None = Field(default=None, sa_type=EnumText(ResidencePhase))
    guardian: str = Field(default="", max_length=300)
    guardian_kind: GuardianKind | None = Field(default=None, sa_type=EnumText(GuardianKind))
    arrival_date: date | None = Field(default=None)
    interests: tuple[str, ...] = Field(default=(), sa_type=JsonValue(tuple[str, ...]))
    own_words: str = Field(default="", max_length=1000)
    company: Company | None = Field(default=None, sa_type=EnumText(Company))
    talents: tuple[str, ...] = Field(default=(), sa_type=JsonValue(tuple[str, ...]))
    availability: tuple[FreeDaypart, ...] = Field(
        default=(), sa_type=JsonValue(tuple[FreeDaypart, ...])
    )
    commitments: tuple[Commitment, ...] = Field(
        default=(), sa_type=JsonValue(tuple[Commitment, ...])
    )
    weekly_minutes: int | None = Field(default=None, ge=0, le=7 * 24 * 60)
    week_weight: WeekWeight | None = Field(default=None, sa_type=EnumText(WeekWeight))
    travel_means: tuple[TravelMeans, ...] = Field(
        default=(), sa_type=JsonValue(tuple[TravelMeans, ...])
    )
    max_travel_minutes: int | None = Field(default=None, ge=0, le=600)
    keep_informed: ConsentAnswer | None = Field(default=None, sa_type=EnumText(ConsentAnswer))
    contact_channel: str = Field(default="", max_length=40)
    contact_value: str = Field(default="", max_length=200)
    notes: str = Field(default="", max_length=4000)
    departed_on: date | None = Field(default=None, index=True)
    restricted_since: date | None = Field(default=None)
    restriction: str = Field(default="", max_length=300)
    access_asked_on: date | None = Field(default=None, index=True)
    keep_until: date | None = Field(default=None)

    @field_validator("v_number")
    @classmethod
    def _has_ten_digits(cls, value: str | None) -> str | None:
        if value is not None and not is_v_number(value):
            raise ValueError("bsn_like" if contains_bsn(value) else "malformed")
        return value

    _no_bsn = no_bsn(
        *("reference", "given_name", "family_name", "native_name", "guardian", "languages"),
        *("interests", "own_words", "talents"),
        *("contact_channel", "contact_value", "notes", "restriction"),
    )

    @model_validator(mode="after")
    def _is_somebody(self) -> Self:
        if not self.given_name and not self.family_name:
            raise ValueError("missing_name")
        if self.birth_date is not None and self.birth_date.year < 1900:
            raise ValueError("before_1900")
        if self.birth_date and self.arrival_date and self.arrival_date < self.birth_date:
            raise ValueError("arrival_before_birth")
        return self

    @property
    def full_name(self) -> str:
        """Given name and family name as the desk says them."""
        return f"{self.given_name} {self.family_name}".strip()

    def age_on(self, day: date) -> int | None:
        """Age in whole years on a day, as ``age_on`` tells."""
        return age_on(self.birth_date, self.birth_year, day)


class Contact(Record):
    """A talk with or note about a resident; in which language, and who interpreted, if anybody."""

    resident_id: UUID = Field(foreign_key="resident.id", index=True)
    at: datetime = Field(sa_type=UtcMoment, index=True)
    by: str = Field(default="", max_length=80)
    summary: str = Field(min_length=1, max_length=200)
    detail: str = Field(default="", max_length=2000)
    language: str = Field(default="", max_length=8)
    interpreter: str = Field(default="", max_length=120)

    _no_bsn = no_bsn("by", "summary", "detail", "interpreter")
