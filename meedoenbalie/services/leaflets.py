"""Leaflets: an offer on paper in the language of a resident, and the texts that it needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from meedoenbalie.domain.offer_texts import OfferText
from meedoenbalie.domain.offers import Offer, Provider
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.domain.referrals import InformationGiven
from meedoenbalie.domain.schedule_text import parse_schedule
from meedoenbalie.domain.week import TimeSlot
from meedoenbalie.exchange.ics import Recurring, calendar
from meedoenbalie.reports.files import write_whole
from meedoenbalie.reports.leaflet_facts import InWeek, Leaflet
from meedoenbalie.reports.leaflet_words import DUTCH, DaypartTimes, Words, languages, words_of
from meedoenbalie.services.desk import Desk, Done
from meedoenbalie.services.informing import give_information
from meedoenbalie.services.matching_rules import matching_rules, rules_path
from meedoenbalie.services.reporting import CannotReport
from meedoenbalie.storage.errors import UnknownRecord
from meedoenbalie.storage.unit_of_work import Reader

__all__ = [
    "CHANNEL",
    "DUTCH",
    "Words",
    "language_for",
    "languages",
    "make_leaflet",
    "mark_checked",
    "offer_texts",
    "preview_leaflet",
    "set_offer_text",
    "words_of",
]

CHANNEL = "folder"
"""How a resident was told, when a leaflet was made."""

_LONGEST_TITLE = 40
"""In the calendar of a phone; a longer one is cut."""


def make_leaflet(
    desk: Desk,
    resident_id: UUID,
    offer_id: UUID,
    language: str,
    out: Path,
    *,
    slots: Sequence[TimeSlot] = (),
    beside_id: UUID | None = None,
    beside_slots: Sequence[TimeSlot] = (),
    person: str = "",
    hours: str = "",
    demo: bool = False,
) -> Done[InformationGiven]:
    """Write the leaflet of an offer as PDF, and record that the resident was told about it.

    Both, or nothing. ``language`` is a code (``ar``, ``ara``). ``slots`` are those that the week
    plan chose; without them those of an offer that has but one choice. ``beside_id`` is the other
    offer of the plan. ``person`` and ``hours`` ("di 13:00-17:00") say whom to ask at the desk.
    ``demo`` marks data that were made up.

    Raises UnknownRecord, NotAllowed, CannotTypeset for a language, letter or text that is missing,
    FontMissing, CannotReport for hours that can't be read and a file that can't be written, and
    OSError.
    """
    # Drawing can take a minute the first time: first what makes it useless.
    _refuse_missing_folder(out)
    words = words_of(language)
    with desk.read() as reader:
        main = _in_week(reader, offer_id, slots)
        beside = None if beside_id is None else _in_week(reader, beside_id, beside_slots)
        site = reader.get(Site, reader.get(Resident, resident_id).site_id)
    pdf = _drawn(desk, words, main, beside, site, person, hours, demo=demo)
    with _into(out), desk.together("give_information") as joined:
        given = give_information(joined, resident_id, offer_id, words.language, CHANNEL)
        write_whole(out, pdf)
    return given


def preview_leaflet(
    desk: Desk,
    offer_id: UUID,
    language: str,
    site_id: UUID,
    out: Path,
    *,
    person: str = "",
    demo: bool = False,
) -> Path:
    """Write the leaflet of an offer as residents of a site would get it, to read it first.

    Nobody is told, so nothing is recorded. Returns ``out``. Raises what ``make_leaflet`` raises,
    but NotAllowed.
    """
    with desk.read() as reader:
        main = _in_week(reader, offer_id, ())
        site = reader.get(Site, site_id)
    pdf = _drawn(desk, words_of(language), main, None, site, person, "", demo=demo)
    with _into(out):
        write_whole(out, pdf)
    return out


def language_for(resident: Resident) -> str:
    """Return the tag of the language in which a resident reads best of those that there are."""
    spoken = [resident.preferred_language, *resident.languages]
    for code in spoken:
        for words in languages():
            if code in words.serves:
                return words.tag
    return DUTCH


def offer_texts(desk: Desk, offer_id: UUID) -> list[OfferText]:
    """Return what is written about an offer, by language."""
    with desk.read() as reader:
        return reader.find(OfferText, order_by="language", offer_id=offer_id)


def set_offer_text(
    desk: Desk,
    offer_id: UUID,
    language: str,
    *,
    title: str = "",
    what_you_do: str = "",
    benefit: str = "",
    bring: str = "",
) -> Done[OfferText]:
    """Write what an offer is in a language, in place of what was there.

    A text that changes is unchecked until a native speaker reads it again. Raises UnknownRecord,
    CannotTypeset for a language without leaflets, NotAllowed and pydantic.ValidationError.
    """
    code = words_of(language).language
    fields = {"title": title, "what_you_do": what_you_do, "benefit": benefit, "bring": bring}
    values: dict[str, Any] = {name: value.strip() for name, value in fields.items()}
    with desk.write("set_offer_text") as uow:
        known = uow.first(OfferText, offer_id=uow.get(Offer, offer_id).id, language=code)
        if known is None:
            text = uow.insert(OfferText(offer_id=offer_id, language=code, **values))
        elif all(getattr(known, name) == value for name, value in values.items()):
            text = known
        else:
            text = uow.update(known, **values, checked_by="", checked_on=None)
    return Done(text, frozenset(uow.changed))


def mark_checked(
    desk: Desk, offer_id: UUID, language: str, checked_by: str, on: date | None = None
) -> Done[OfferText]:
    """Record that a native speaker read the text of an offer and finds it right.

    Raises UnknownRecord when there is no text, CannotTypeset, NotAllowed and
    pydantic.ValidationError when nobody is named.
    """
    code = words_of(language).language
    with desk.write("check_offer_text") as uow:
        known = uow.first(OfferText, offer_id=offer_id, language=code)
        if known is None:
            raise UnknownRecord("offer_text")
        text = uow.update(known, checked_by=checked_by.strip(), checked_on=on or desk.clock.today())
    return Done(text, frozenset(uow.changed))


def _drawn(
    desk: Desk,
    words: Words,
    main: InWeek,
    beside: InWeek | None,
    site: Site,
    person: str,
    hours: str,
    *,
    demo: bool,
) -> bytes:
    # Drawing is loaded when something is drawn: no page of the window waits for it.
    from meedoenbalie.reports.leaflet import render

    today = desk.clock.today()
    rules = matching_rules(rules_path(desk.database.path), today)
    with desk.read() as reader:
        text = reader.first(OfferText, offer_id=main.offer.id, language=words.language)
    return render(
        Leaflet(
            words=words,
            main=main,
            text=text,
            beside=beside,
            site=site,
            person=person.strip(),
            desk_hours=_hours(hours),
            calendar=_calendar(main, beside, text.title if text else "", today),
            dayparts=DaypartTimes(rules.afternoon_from, rules.evening_from),
            today=today,
            demo=demo,
        )
    )


@contextmanager
def _into(out: Path) -> Iterator[None]:
    """Say in words of the desk why a file can't be written."""
    _refuse_missing_folder(out)
    try:
        yield
    except (IsADirectoryError, PermissionError) as error:
        raise CannotReport("file_in_use", out.name) from error


def _refuse_missing_folder(out: Path) -> None:
    if not out.parent.is_dir():
        raise CannotReport("folder_missing", out.parent.name)


def _in_week(reader: Reader, offer_id: UUID, slots: Sequence[TimeSlot]) -> InWeek:
    offer = reader.get(Offer, offer_id)
    choices = offer.schedule.choices
    # Of several choices nobody made one yet.
    only = choices[0] if len(choices) == 1 else ()
    return InWeek(offer, reader.get(Provider, offer.provider_id), tuple(slots) or only)


def _hours(text: str) -> tuple[TimeSlot, ...]:
    if not text.strip():
        return ()
    read = parse_schedule(text)
    if not read.slots or read.approximate:
        raise CannotReport("unreadable_hours", text)
    return read.slots


def _calendar(main: InWeek, beside: InWeek | None, title: str, today: date) -> str:
    """Return the week as iCalendar: with the places, or without them where that is too long."""
    # Drawing a QR code is part of printing, but here it is known what can be left out.
    from meedoenbalie.reports.qr import fits

    both = [(main, title or main.offer.title)]
    if beside is not None:
        both.append((beside, beside.offer.title))
    for with_places in (True, False):
        weeks = [
            week
            for one, name in both
            if (week := _recurring(one, name, today, with_place=with_places)) is not None
        ]
        made = calendar(weeks, today) if weeks else ""
        if fits(made):
            return made
    return ""


def _recurring(one: InWeek, title: str, today: date, *, with_place: bool) -> Recurring | None:
    """Return what certainly recurs; None when a day, a time or the start would be a guess."""
    offer = one.offer
    first = offer.next_start(today)
    known_start = offer.continuous_intake or first in offer.start_dates
    unsure = offer.schedule.approximate or offer.schedule.monthly
    if first is None or not known_start or unsure or not one.slots:
        return None
    ends = [offer.ends_on] if offer.ends_on else []
    if offer.weeks:
        ends.append(first + timedelta(weeks=offer.weeks, days=-1))
    return Recurring(
        uid=offer.id.hex[:8],
        title=title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1]}…",
        place=offer.where if with_place else "",
        slots=one.slots,
        first=first,
        last=min(ends, default=None),
        interval_weeks=offer.schedule.interval_weeks,
    )
