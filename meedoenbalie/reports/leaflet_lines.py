"""The lines below each heading of the leaflet.

What somebody wrote in that language comes first; where nothing is written the line is made of coded
facts. What nobody knows is not guessed: the desk can be asked.
"""

from __future__ import annotations

import re

from meedoenbalie.domain.offer_texts import OfferText
from meedoenbalie.domain.offers import Offer, OfferKind
from meedoenbalie.domain.week import ScheduleKind
from meedoenbalie.reports.leaflet_facts import Leaflet
from meedoenbalie.reports.leaflet_words import Words

_BETWEEN_WORK_KINDS = re.compile(r"\s*[,;/]\s*|\s+en\s+")


def lines_of(leaflet: Leaflet) -> dict[str, list[str]]:
    """Return the lines by heading, in the order in which they are read."""
    words, offer = leaflet.words, leaflet.main.offer
    written = leaflet.text or OfferText(offer_id=offer.id, language=words.language)
    ask = words.say("ask_desk")
    return {
        "what": _what(words, offer, written) or [ask],
        "benefit": [written.benefit or words.benefit(offer.kind) or ask],
        "when": _when(leaflet),
        "where": [_where(leaflet) or ask],
        "bring": [written.bring or ask],
        "ask": [_whom(leaflet)],
    }


def own_words_of(leaflet: Leaflet) -> list[str]:
    """Return what the provider wrote that stands on the leaflet in Dutch only."""
    offer = leaflet.main.offer
    translated = leaflet.text is not None and leaflet.text.what_you_do
    described = "" if translated or leaflet.words.is_dutch else offer.description
    agreed = "" if leaflet.main.slots or offer.schedule.choices else offer.schedule.text
    return [text for text in (described.strip(), agreed.strip()) if text]


def kind_line(offer: Offer, words: Words) -> str:
    """Return the kind of an offer, with the levels or ages that it is for."""
    kind = words.of("kinds", offer.kind)
    if offer.kind is OfferKind.LANGUAGE_COURSE:
        low, high = offer.level_from or "", offer.level_to or ""
        values = {"kind": kind, "lowest": words.foreign(low), "highest": words.foreign(high)}
        if low == high:
            return words.say("level", **values) if low else kind
        if low and high:
            return words.say("levels_between", **values)
        return words.say("level_from" if low else "level_to", **values)
    youngest, oldest = offer.minimum_age, offer.maximum_age
    if youngest is not None and oldest is not None:
        return words.say("ages_between", kind=kind, youngest=str(youngest), oldest=str(oldest))
    if youngest is not None:
        return words.say("ages_from", kind=kind, youngest=str(youngest))
    if oldest is not None:
        return words.say("ages_to", kind=kind, oldest=str(oldest))
    return kind


def _what(words: Words, offer: Offer, written: OfferText) -> list[str]:
    kinds = [kind for kind in _BETWEEN_WORK_KINDS.split(offer.work_kind.strip()) if kind]
    work = words.say("work", work=words.listed(map(words.work_kind, kinds))) if kinds else ""
    in_dutch = offer.description.strip() if words.is_dutch else ""
    spoken = words.say("spoken") if words.language in offer.support_languages else ""
    return [line for line in (written.what_you_do or in_dutch or work, spoken) if line]


def _when(leaflet: Leaflet) -> list[str]:
    lines = [*_times(leaflet), " ".join(_load(leaflet.words, leaflet.main.offer)), _start(leaflet)]
    return [line for line in lines if line]


def _times(leaflet: Leaflet) -> list[str]:
    words, schedule, slots = leaflet.words, leaflet.main.offer.schedule, leaflet.main.slots
    if slots and schedule.approximate:
        days = words.say("slots", slots=words.dayparts(slots, leaflet.dayparts))
        return [_capital(days), words.say("time_later")]
    if slots:
        return [_capital(words.say("slots", slots=words.slots(slots)))]
    if schedule.choices:
        choices = [words.say("slots", slots=words.slots(choice)) for choice in schedule.choices]
        return [words.say("choose"), *map(_capital, choices)]
    flexible = schedule.kind is ScheduleKind.FLEXIBLE
    return [words.say("agree" if flexible else "not_known")]


def _load(words: Words, offer: Offer) -> list[str]:
    """Say how much it asks, and how long it goes on."""
    schedule = offer.schedule
    said = []
    if schedule.monthly:
        said.append(words.say("monthly"))
    elif schedule.interval_weeks > 1:
        weeks = words.count("weeks", schedule.interval_weeks)
        said.append(words.say("every_weeks", weeks=weeks))
    elif schedule.weekly_minutes and not schedule.approximate:
        least, duration = schedule.weekly_minutes_min, words.duration(schedule.weekly_minutes)
        if least is not None and least < schedule.weekly_minutes:
            said.append(words.say("a_week_between", least=words.duration(least), most=duration))
        else:
            said.append(words.say("a_week", duration=duration))
    if offer.weeks:
        said.append(words.say("for_weeks", weeks=words.count("weeks", offer.weeks)))
    # With both known it is their product, and one number more to read.
    if offer.hours_total and not (schedule.weekly_minutes and offer.weeks):
        said.append(words.say("in_all", hours=words.count("hours", offer.hours_total)))
    return said


def _start(leaflet: Leaflet) -> str:
    words, offer = leaflet.words, leaflet.main.offer
    start = offer.next_start(leaflet.today)
    if start is not None and start in offer.start_dates:
        return words.say("starts_on", date=words.date(start))
    if start is not None and offer.continuous_intake:
        return words.say("starts_any_day")
    return ""


def _where(leaflet: Leaflet) -> str:
    words, offer = leaflet.words, leaflet.main.offer
    if offer.schedule.online:
        return words.say("online")
    said = []
    if address := offer.where:
        said.append(words.say("address", address=words.foreign(address)))
    if minutes := offer.travel_minutes.get(leaflet.site.code):
        said.append(words.say("travel", minutes=words.count("minutes", minutes)))
    return " ".join(said)


def _whom(leaflet: Leaflet) -> str:
    words = leaflet.words
    who = words.foreign(f"Meedoenbalie {leaflet.site.name}")
    if leaflet.person:
        who = words.say("person", name=words.foreign(leaflet.person), desk=who)
    if leaflet.desk_hours:
        return words.say("ask_hours", who=who, hours=words.slots(leaflet.desk_hours))
    return words.say("ask", who=who)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
