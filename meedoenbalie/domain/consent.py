"""What a resident says about sharing data with a partner, for which purpose."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from uuid import UUID

from meedoenbalie.domain.record import EnumText, Field, JsonValue, Record, no_bsn


class ConsentAnswer(StrEnum):
    """The three equal answers to the question whether data may be shared."""

    YES = "yes"
    NO = "no"
    THINKING = "thinking"


class ConsentPurpose(StrEnum):
    """What a partner hears of a resident for; each is asked and taken back apart.

    ``REFERRAL`` is to see whether there is a place, ``PROGRESS`` that the desk asks and the partner
    tells how it goes, once there is one. Source: AVG art. 6(1)(a), consent for a specific purpose.
    """

    REFERRAL = "referral"
    PROGRESS = "progress"


class SharedField(StrEnum):
    """What a partner may know."""

    NAME_AND_CONTACT = "name_and_contact"
    AGE = "age"
    LEVEL_AND_LANGUAGES = "level_and_languages"
    AVAILABILITY = "availability"
    OWN_WORDS = "own_words"


class Consent(Record):
    """A resident's answer about sharing data with one provider, for one purpose.

    AVG: what, with whom, until when, in which language and by whom explained. ``answered_on`` is
    the day of the answer, ``valid_until`` the last day on which it holds. ``sequence`` numbers the
    answers about one provider, from 1: of two on the same day the later one counts. An answer
    counts for its ``purpose`` alone; ``shared`` is what a referral may say.
    ``interpreter`` names who interpreted; ``understood`` says that the young person told back in
    own words what was agreed: a yes in an unchecked translation needs one of both.
    """

    resident_id: UUID = Field(foreign_key="resident.id", index=True)
    provider_id: UUID = Field(foreign_key="provider.id", index=True)
    purpose: ConsentPurpose = Field(
        default=ConsentPurpose.REFERRAL, sa_type=EnumText(ConsentPurpose)
    )
    sequence: int = Field(default=1, ge=1)
    answer: ConsentAnswer = Field(sa_type=EnumText(ConsentAnswer))
    answered_on: date
    valid_until: date | None = Field(default=None)
    shared: tuple[SharedField, ...] = Field(default=(), sa_type=JsonValue(tuple[SharedField, ...]))
    language: str = Field(default="", max_length=8)
    explained_by: str = Field(default="", max_length=120)
    interpreter: str = Field(default="", max_length=120)
    understood: bool = Field(default=False)
    guardian_agreed: bool = Field(default=False)

    _no_bsn = no_bsn("explained_by", "interpreter")

    def holds_on(self, day: date) -> bool:
        """Tell whether data may be shared on a day."""
        return self.answer is ConsentAnswer.YES and (
            self.answered_on <= day and (self.valid_until is None or day <= self.valid_until)
        )
