"""Experiences after the start: when to ask, what somebody said, and taking it away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from meedoenbalie.domain.attendance import started_on
from meedoenbalie.domain.experiences import (
    MOST_ANSWERS,
    Asking,
    Experience,
    Feeling,
    Hard,
    Helps,
    Moment,
    Way,
    ended_on,
    moments_of,
)
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.referrals import Referral, ReferralEvent, standing_of
from meedoenbalie.reports.files import write_whole
from meedoenbalie.services.desk import Desk, Done
from meedoenbalie.services.rights import refuse_restricted
from meedoenbalie.storage.unit_of_work import Reader

__all__ = [
    "MOST_ANSWERS",
    "Asking",
    "CannotAsk",
    "Experience",
    "Feeling",
    "Hard",
    "Helps",
    "Moment",
    "Said",
    "Way",
    "make_experience_sheet",
    "moments",
    "record_experience",
    "take_away_experience",
]


class CannotAsk(ValueError):
    """An answer about a moment that isn't there. ``code`` is not_started or not_yet."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody answered; nothing at all is *I don't want to*."""

    feeling: Feeling | None = None
    helps: tuple[Helps, ...] = ()
    hard: tuple[Hard, ...] = ()

    @property
    def declined(self) -> bool:
        """Whether nothing was answered."""
        return self.feeling is None and not self.helps and not self.hard


def moments(desk: Desk, referral_id: UUID) -> tuple[Asking, ...]:
    """Return the moments of a referral with what was said, in order; none before the start.

    Raises UnknownRecord.
    """
    with desk.read() as reader:
        return _moments(reader, reader.get(Referral, referral_id))


def record_experience(
    desk: Desk, referral_id: UUID, moment: Moment, said: Said, language: str, way: Way
) -> Done[Experience]:
    """Record what somebody said at a moment in a language (ISO 639-3), or record it anew.

    A moment that is long ago can be recorded too: paper lies about. Raises UnknownRecord,
    CannotAsk, Restricted, and pydantic.ValidationError for answers that don't go together.
    """
    with desk.write("record_experience") as uow:
        referral = uow.get(Referral, referral_id)
        refuse_restricted(uow.get(Resident, referral.resident_id))
        today = desk.clock.today()
        known = _moments(uow, referral)
        if not known:
            raise CannotAsk("not_started")
        asking = next((one for one in known if one.moment is moment), None)
        if asking is None or asking.from_on > today:
            raise CannotAsk("not_yet")
        values = {
            "answered_on": today,
            "language": language,
            "way": way,
            "declined": said.declined,
            "feeling": said.feeling,
            "helps": said.helps,
            "hard": said.hard,
            "noted_by": desk.user.name,
        }
        subject = referral.resident_id
        if asking.known is None:
            new = {"referral_id": referral_id, "moment": moment, **values}
            stored = uow.insert(Experience.model_validate(new), subject=subject)
        else:
            stored = uow.update(asking.known, subject=subject, **values)
    return Done(stored, frozenset(uow.changed))


def take_away_experience(desk: Desk, experience_id: UUID) -> Done[Experience]:
    """Take away what was recorded by mistake, or what somebody takes back; it can be undone.

    Raises UnknownRecord.
    """
    with desk.write("take_away_experience") as uow:
        known = uow.get(Experience, experience_id)
        referral = uow.get(Referral, known.referral_id)
        uow.delete(known, subject=referral.resident_id)
    return Done(known, frozenset(uow.changed))


def make_experience_sheet(
    desk: Desk, referral_id: UUID, moment: Moment, language: str, out: Path
) -> Path:
    """Write the questions of a moment on one page to answer with a pen, as PDF.

    They stand in ``language`` beside that of the desk. The reference of the referral and the name
    of the offer stand on it, and no name. Returns ``out``. Raises UnknownRecord, CannotTypeset,
    FontMissing and OSError.
    """
    # Typst takes long to load, and most answers need no paper.
    from meedoenbalie.reports.experience_sheet import render

    with desk.read() as reader:
        referral = reader.get(Referral, referral_id)
        offer = reader.get(Offer, referral.offer_id)
    desk.note("print_experience_sheet", referral.resident_id)
    page = render(language, moment, offer.title, referral.reference, desk.clock.today())
    write_whole(out, page)
    return out


def _moments(reader: Reader, referral: Referral) -> tuple[Asking, ...]:
    offer = reader.get(Offer, referral.offer_id)
    events: Sequence[ReferralEvent] = reader.find(
        ReferralEvent, order_by="sequence", referral_id=referral.id
    )
    known = reader.find(Experience, referral_id=referral.id)
    return moments_of(started_on(events), ended_on(standing_of(events)), offer.weeks, known)
