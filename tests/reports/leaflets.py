"""A leaflet to print: Samen in de buurt, with a language course beside it in the week."""

from datetime import date
from typing import Any

from meedoenbalie.domain.offer_texts import OfferText
from meedoenbalie.domain.offers import Offer, OfferKind, Provider
from meedoenbalie.domain.people import DutchLevel, Site
from meedoenbalie.domain.schedule_text import parse_schedule
from meedoenbalie.reports.leaflet_facts import InWeek, Leaflet
from meedoenbalie.reports.leaflet_words import DaypartTimes, words_of

TODAY = date(2026, 11, 24)
SITE = Site(code="DIJ", name="azc Dijkhorst")
PROVIDER = Provider(name="Buurtkracht Dijkhorst")
LIBRARY = Provider(name="Bibliotheek Dijkhorst")
CALENDAR = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
TITLES = {"ar": "معًا في الحي", "ti": "ብሓባር ኣብ ከባቢና", "en": "Together in the neighbourhood"}


def an_offer(**values: Any) -> Offer:
    usual: dict[str, Any] = {
        "provider_id": PROVIDER.id,
        "code": "M01",
        "kind": OfferKind.MDT_TRAJECT,
        "title": "Samen in de buurt",
        "description": "Spelmiddag voor kinderen. Elke week taal oefenen met een maatje.",
        "work_kind": "kinderen en buurt",
        "schedule": parse_schedule("ma 13:00-15:00 + wo 13:00-15:30"),
        "weeks": 20,
        "hours_total": 90,
        "minimum_age": 12,
        "maximum_age": 30,
        "support_languages": ("tir",),
        "place": "Dijkhorst",
        "address": "Lindestraat 12",
        "start_dates": (date(2026, 12, 7),),
        "travel_minutes": {"DIJ": 15},
        "cost_cents": 0,
    }
    return Offer(**usual | values)


def a_course(**values: Any) -> Offer:
    usual: dict[str, Any] = {
        "code": "T01",
        "kind": OfferKind.LANGUAGE_COURSE,
        "title": "Nederlands A1, overdag",
        "work_kind": "",
        "description": "",
        "schedule": parse_schedule("di+do 09:30-12:00"),
        "level_from": DutchLevel.A1,
        "level_to": DutchLevel.A2,
        "cost_cents": None,
    }
    return an_offer(**usual | values)


def a_text(language: str, **values: Any) -> OfferText:
    usual: dict[str, Any] = {
        "offer_id": an_offer().id,
        "language": words_of(language).language,
        "title": TITLES[language],
    }
    return OfferText(**usual | values)


def a_leaflet(language: str, offer: Offer | None = None, **values: Any) -> Leaflet:
    main = offer or an_offer()
    course = a_course()
    choices = main.schedule.choices
    usual: dict[str, Any] = {
        "words": words_of(language),
        "main": InWeek(main, PROVIDER, choices[0] if len(choices) == 1 else ()),
        "text": None,
        "beside": InWeek(course, LIBRARY, course.schedule.slots),
        "site": SITE,
        "person": "Marleen de Wit",
        "desk_hours": parse_schedule("di 13:00-17:00").slots,
        "calendar": CALENDAR,
        "dayparts": DaypartTimes(720, 1080),
        "today": TODAY,
    }
    return Leaflet(**usual | values)
