"""The leaflet: one offer, in the language of the resident with small Dutch beside it.

Desk and resident point at the same line. It holds nothing about the resident.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lucide import lucide_icon

from meedoenbalie.domain.offer_terms import CostPayer
from meedoenbalie.domain.offers import OfferKind
from meedoenbalie.domain.week import Daypart, Weekday
from meedoenbalie.reports.leaflet_facts import Leaflet
from meedoenbalie.reports.leaflet_lines import kind_line, lines_of, own_words_of
from meedoenbalie.reports.leaflet_words import DUTCH, Words, clock, words_of
from meedoenbalie.reports.qr import qr_code
from meedoenbalie.reports.typeset import typeset
from meedoenbalie.tokens import tokens


def render(leaflet: Leaflet) -> bytes:
    """Return the leaflet as PDF/UA-1. Raises CannotTypeset, FontMissing and OSError."""
    return typeset("leaflet", leaflet_data(leaflet), leaflet.today)


def leaflet_data(leaflet: Leaflet) -> dict[str, Any]:
    """Return what the template prints. Raises CannotTypeset when the Dutch words are missing."""
    page = _Page(leaflet)
    words, offer = leaflet.words, leaflet.main.offer
    own_title = leaflet.text.title if leaflet.text else ""
    facts = (
        offer.title if own_title else "",
        leaflet.main.provider.name,
        page.in_dutch(lambda dutch: kind_line(offer, dutch)),
    )
    return {
        "lang": words.tag,
        "title": own_title or offer.title,
        "title-lang": words.tag if own_title else DUTCH,
        "kind": kind_line(offer, words),
        "facts": " · ".join(fact for fact in facts if fact),
        "sections": [
            {**page.both("headings", name), "lines": lines}
            for name, lines in lines_of(leaflet).items()
        ],
        "own-words-label": words.say("own_words"),
        "own-words": own_words_of(leaflet),
        # A week without a single block would say that there is nothing on any day.
        "week": page.week() if leaflet.in_week else None,
        "voluntary": page.voluntary(),
        "qr": page.qr(),
        "footer": page.footer(),
    }


class _Page:
    """The parts of a leaflet, each in its language and in small Dutch."""

    def __init__(self, leaflet: Leaflet) -> None:
        self.leaflet = leaflet
        self.dutch = None if leaflet.words.is_dutch else words_of(DUTCH)

    def in_dutch(self, tell: Callable[[Words], str]) -> str:
        """Return the same in Dutch; nothing on a page that is in Dutch."""
        return "" if self.dutch is None else tell(self.dutch)

    def both(self, group: str, key: str) -> dict[str, str]:
        return {
            "name": self.leaflet.words.of(group, key),
            "dutch": self.in_dutch(lambda dutch: dutch.of(group, key)),
        }

    def week(self) -> dict[str, Any]:
        return {
            **self.both("headings", "week"),
            "days": [self.both("days", day) for day in Weekday],
            "rows": [
                {
                    **self.both("dayparts", part),
                    "cells": [self._cell(day, part) for day in Weekday],
                }
                for part in Daypart
            ],
            "legend": [
                {
                    "kind": one.offer.kind,
                    "name": self.leaflet.words.of("kinds", one.offer.kind),
                    "dutch": f"{one.offer.title} · {one.provider.name}",
                }
                for one in self.leaflet.in_week
            ],
            "icons": {kind.value: _icon(kind) for kind in OfferKind},
        }

    def _cell(self, day: Weekday, part: Daypart) -> list[dict[str, str]]:
        return [
            {
                "kind": one.offer.kind,
                "alt": self.leaflet.words.of("kinds", one.offer.kind),
                "start": "" if one.offer.schedule.approximate else clock(slot.start),
                "end": "" if one.offer.schedule.approximate else clock(slot.end),
            }
            for one in self.leaflet.in_week
            for slot in sorted(one.slots, key=lambda slot: slot.start)
            if slot.day is day and self.leaflet.dayparts.of(slot) is part
        ]

    def voluntary(self) -> dict[str, str]:
        offer = self.leaflet.main.offer
        strong, rest = self._free(self.leaflet.words)
        small = self.in_dutch(lambda dutch: " ".join(self._free(dutch)))
        # Once, a month, with a discount: the provider's own words know.
        own_words = offer.cost_text if offer.cost_cents and not self._others_pay() else ""
        return {"strong": strong, "text": rest, "dutch": f"{small} {own_words}".strip()}

    def _free(self, words: Words) -> tuple[str, str]:
        """Say *free* only when the provider does, an amount when the reader pays, else nothing."""
        cents = None if self._others_pay() else self.leaflet.main.offer.cost_cents
        provider = words.foreign(self.leaflet.main.provider.name)
        refuse = words.say("may_refuse")
        if cents == 0:
            return words.say("voluntary_free", provider=provider), refuse
        if cents is None:
            return words.say("voluntary"), refuse
        cost = words.say("cost", amount=words.foreign(_euros(cents)), provider=provider)
        return words.say("voluntary"), f"{cost} {refuse}"

    def _others_pay(self) -> bool:
        return self.leaflet.main.offer.cost_payer not in (None, CostPayer.PARTICIPANT)

    def qr(self) -> dict[str, Any] | None:
        if not self.leaflet.calendar:
            return None
        code = qr_code(self.leaflet.calendar)
        return {
            "drawing": code.drawing,
            "modules": code.modules,
            **self.both("headings", "phone"),
        }

    def footer(self) -> dict[str, str]:
        def line(words: Words, language: str = "") -> str:
            parts = (
                "" if self.leaflet.checked else words.say("unchecked"),
                language,
                words.say("made_on", date=words.date(self.leaflet.today)),
                words.say("example") if self.leaflet.demo else "",
            )
            return " · ".join(part for part in parts if part)

        words = self.leaflet.words
        language = f"{words.dutch_name} ({words.tag})"
        return {
            "own": line(words),
            "dutch": self.in_dutch(lambda dutch: line(dutch, language)),
        }


def _euros(cents: int) -> str:
    whole, rest = divmod(cents, 100)
    return f"€\u00a0{whole}" + (f",{rest:02d}" if rest else "")


def _icon(kind: OfferKind) -> str:
    palette = tokens().light
    name, colour = {
        OfferKind.MDT_TRAJECT: ("hand-heart", palette.mdt_on),
        OfferKind.LANGUAGE_COURSE: ("book-open-text", palette.taal_ink),
        OfferKind.ACTIVITY: ("users", palette.accent),
    }[kind]
    return str(lucide_icon(name, stroke=colour, stroke_width=tokens().size.icon_stroke))
