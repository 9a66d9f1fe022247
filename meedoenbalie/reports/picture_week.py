"""The picture-week: what somebody takes part in, with a picture at each time, in their language.

It names nobody, so that it can hang on a wall. Small Dutch stands beside, for who helps.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from lucide import lucide_icon

from meedoenbalie.domain.matching.interests import stands_in, stems_of
from meedoenbalie.domain.matching.interests import words_of as words_of_text
from meedoenbalie.domain.offers import OfferKind
from meedoenbalie.domain.week import Daypart, TimeSlot, Weekday
from meedoenbalie.i18n.talk_questions import wish_icons
from meedoenbalie.reports.leaflet_facts import InWeek
from meedoenbalie.reports.leaflet_words import DUTCH, DaypartTimes, Words, clock, words_of
from meedoenbalie.reports.qr import qr_code
from meedoenbalie.reports.typeset import typeset
from meedoenbalie.tokens import tokens


@dataclass(frozen=True, slots=True)
class PictureWeek:
    """The offers that somebody was accepted at or takes part in, each with its start.

    ``calendar`` is the week as iCalendar; empty when nothing certain recurs or it is too long for
    a QR code.
    """

    words: Words
    offers: tuple[tuple[InWeek, date | None], ...]
    calendar: str
    dayparts: DaypartTimes
    today: date
    demo: bool = False


def render(week: PictureWeek) -> bytes:
    """Return the week as PDF/UA-1. Raises CannotTypeset, FontMissing and OSError."""
    return typeset("picture_week", week_data(week), week.today)


def week_data(week: PictureWeek) -> dict[str, Any]:
    """Return what the template prints. Raises CannotTypeset when the Dutch words are missing."""
    page = _Page(week)
    return {
        "lang": week.words.tag,
        "title": page.both("headings", "week"),
        "days": [page.both("days", day) for day in Weekday],
        "rows": [
            {
                **page.both("dayparts", part),
                "cells": [page.cell(day, part) for day in Weekday],
            }
            for part in Daypart
        ],
        "offers": [page.offer(one, start) for one, start in week.offers],
        "qr": page.qr(),
        "footer": page.footer(),
    }


class _Page:
    def __init__(self, week: PictureWeek) -> None:
        self._week = week
        self._words = week.words
        self._dutch = None if week.words.is_dutch else words_of(DUTCH)

    def both(self, group: str, key: str) -> dict[str, str]:
        dutch = self._dutch.of(group, key) if self._dutch else ""
        return {"name": self._words.of(group, key), "dutch": dutch}

    def cell(self, day: Weekday, part: Daypart) -> list[dict[str, str]]:
        found = [
            (one, slot)
            for one, _start in self._week.offers
            for slot in one.slots
            if slot.day is day and self._week.dayparts.of(slot) is part
        ]
        found.sort(key=lambda each: each[1].start)
        return [self._slot(one, slot) for one, slot in found]

    def _slot(self, one: InWeek, slot: TimeSlot) -> dict[str, str]:
        known = not one.offer.schedule.approximate
        return {
            "kind": one.offer.kind,
            "icon": picture_of(one),
            "alt": one.offer.title,
            "start": clock(slot.start) if known else "",
            "end": clock(slot.end) if known else "",
        }

    def offer(self, one: InWeek, start: date | None) -> dict[str, Any]:
        words, offer = self._words, one.offer
        where = words.say("online") if offer.schedule.online else ""
        if not where and offer.where:
            where = words.say("address", address=words.foreign(offer.where))
        later = "" if one.slots else words.say("agree")
        begins = ""
        if start is not None and start >= self._week.today:
            begins = words.say("starts_on", date=words.date(start))
        return {
            "kind": offer.kind,
            "icon": picture_of(one),
            "title": offer.title,
            "name": words.of("kinds", offer.kind),
            "lines": [line for line in (begins, later, where) if line],
            "dutch": one.provider.name,
        }

    def qr(self) -> dict[str, Any] | None:
        if not self._week.calendar:
            return None
        code = qr_code(self._week.calendar)
        return {
            "drawing": code.drawing,
            "modules": code.modules,
            **self.both("headings", "phone"),
        }

    def footer(self) -> dict[str, str]:
        dutch = self._dutch
        return {"name": self._told(self._words), "dutch": self._told(dutch) if dutch else ""}

    def _told(self, words: Words) -> str:
        parts = (
            "" if self._words.checked else words.say("unchecked"),
            words.say("made_on", date=words.date(self._week.today)),
            words.say("example") if self._week.demo else "",
        )
        return " · ".join(part for part in parts if part)


def picture_of(one: InWeek) -> str:
    """Return the picture of an offer: that of a wish in the talk that it names, or of its kind."""
    told = words_of_text(f"{one.offer.work_kind} {one.offer.title}")
    palette = tokens().light
    name, colour = {
        OfferKind.MDT_TRAJECT: ("hand-heart", palette.mdt_on),
        OfferKind.LANGUAGE_COURSE: ("book-open-text", palette.taal_ink),
        OfferKind.ACTIVITY: ("users", palette.accent),
    }[one.offer.kind]
    if one.offer.kind is not OfferKind.LANGUAGE_COURSE:
        named = (
            icon
            for wish, icon in wish_icons().items()
            if any(stands_in(stem, word) for stem in stems_of(wish) for word in told)
        )
        name = next(named, name)
    return str(lucide_icon(name, stroke=colour, stroke_width=tokens().size.icon_stroke))
