"""The talk (*Gesprek*): what a young person told, and what may be shared, in one step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from meedoenbalie.domain.consent import ConsentAnswer, ConsentPurpose, SharedField
from meedoenbalie.domain.offers import Provider
from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.retention import months_later
from meedoenbalie.i18n import _, labels
from meedoenbalie.reports.files import write_whole
from meedoenbalie.services.desk import READERS, Desk, Done
from meedoenbalie.services.referring import record_consent, require_basis
from meedoenbalie.services.registration import change_resident, record_contact, register_resident
from meedoenbalie.services.settings import settings_of
from meedoenbalie.services.walk_in import talk_finished

__all__ = ["CannotFinish", "Talk", "finish_talk", "make_pointing_sheet", "partners"]


_TO_REFER = (ConsentPurpose.REFERRAL, ConsentAnswer.YES)


class CannotFinish(ValueError):
    """A talk can't be recorded as it stands; ``code`` is ``shared_missing``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Talk:
    """How a talk went, and the answers to its questions for consent.

    ``language`` (ISO 639-3) is the one in which the questions stood beside Dutch, ``begun_at`` the
    moment (UTC) of the first question. ``answers`` holds the answer for each partner that was named
    and each purpose, ``shared`` what a yes to a referral allows; ``valid_until`` is, unless agreed
    otherwise, the term of the desk. ``visit_id`` is the visit that the talk was about; None when it
    isn't known.
    """

    language: str = ""
    begun_at: datetime | None = None
    explained_by: str = ""
    interpreter: str = ""
    understood: bool = False
    answers: Mapping[tuple[UUID, ConsentPurpose], ConsentAnswer] = field(default_factory=dict)
    shared: tuple[SharedField, ...] = ()
    valid_until: date | None = None
    guardian_agreed: bool = False
    visit_id: UUID | None = None


def finish_talk(
    desk: Desk,
    site_id: UUID,
    values: Mapping[str, Any],
    talk: Talk,
    known: tuple[UUID, int] | None = None,
) -> Done[Resident]:
    """Record a talk: the resident, the contact moment and the consents, as one step.

    ``values`` are fields of the resident by name. ``known`` is the resident who was there already,
    with the version that was shown. Raises UncheckedTranslation for a yes that rests on an
    unchecked translation alone, CannotFinish, and what ``register_resident`` and
    ``change_resident`` raise; then nothing is recorded.
    """
    with desk.together("finish_talk") as joined:
        _refuse_baseless(values, talk)
        months = settings_of(joined).consent_months
        until = talk.valid_until or months_later(desk.clock.today(), months)
        if known is None:
            resident = register_resident(joined, site_id, **values).result
        else:
            resident = change_resident(joined, *known, **values).result
        done = record_contact(
            joined,
            resident.id,
            _("Gesprek"),
            _in_words(resident, talk),
            talk.begun_at,
            language=talk.language,
            interpreter=talk.interpreter,
        ).changed
        for (provider_id, purpose), answer in talk.answers.items():
            done = record_consent(
                joined,
                resident.id,
                provider_id,
                answer,
                purpose,
                shared=talk.shared if (purpose, answer) == _TO_REFER else (),
                language=talk.language,
                explained_by=talk.explained_by,
                interpreter=talk.interpreter,
                understood=talk.understood,
                read_in=talk.language,
                valid_until=until,
                guardian_agreed=talk.guardian_agreed,
            ).changed
        done |= talk_finished(joined, resident.id, talk.visit_id)
    return Done(resident, done)


def partners(desk: Desk) -> list[Provider]:
    """Return whom data may be shared with, by name."""
    with desk.read() as reader:
        return reader.find(Provider, order_by="name")


def make_pointing_sheet(desk: Desk, language: str, out: Path) -> Path:
    """Write the questions and answers of the talk with pictures, to point at, as PDF.

    They stand in ``language`` beside that of the desk; in that of the desk alone where there are
    no texts. Nothing about anybody stands on it. Returns ``out``. Raises CannotTypeset,
    FontMissing and OSError.
    """
    # Typst takes long to load, and most talks need no paper.
    from meedoenbalie.reports.pointing_sheet import render

    with desk.read("read_sites", READERS):
        write_whole(out, render(language, desk.clock.today()))
    return out


def _refuse_baseless(values: Mapping[str, Any], talk: Talk) -> None:
    """Raise when a yes rests on nothing, or says nothing."""
    if ConsentAnswer.YES in (values.get("keep_informed"), *talk.answers.values()):
        require_basis(talk.language, talk.interpreter, understood=talk.understood)
    to_refer = {(purpose, answer) for (_to, purpose), answer in talk.answers.items()}
    if _TO_REFER in to_refer and not talk.shared:
        raise CannotFinish("shared_missing")


def _in_words(resident: Resident, talk: Talk) -> str:
    """What the answer about new offers rests on; a consent for a partner says it itself."""
    if resident.keep_informed is None:
        return ""
    answer = labels.consent(resident.keep_informed)
    parts = [_("Bericht over nieuw aanbod: {answer}.").format(answer=answer)]
    if talk.explained_by:
        parts.append(_("Uitgelegd door: {name}").format(name=talk.explained_by) + ".")
    if talk.understood:
        parts.append(_("In eigen woorden teruggezegd") + ".")
    return " ".join(parts)
