"""Residents, offers and referrals for the tests of pages; the day is Monday 2 March 2026."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from PySide6.QtWidgets import QApplication, QWidget

from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.consent import ConsentAnswer, SharedField
from meedoenbalie.domain.offers import Offer, OfferKind, WorkPermit
from meedoenbalie.domain.people import DutchLevel, ResidencePhase, Resident, Site
from meedoenbalie.domain.referrals import EventKind, Referral
from meedoenbalie.domain.schedule_text import parse_schedule
from meedoenbalie.services import catalogue, referring, registration
from meedoenbalie.services.desk import Desk
from tests.opened_desk import TODAY

MDT, COURSE = OfferKind.MDT_TRAJECT, OfferKind.LANGUAGE_COURSE


def add_offer(
    desk: Desk,
    code: str,
    title: str,
    week: str = "ma 13:00-15:00",
    provider: str = "Buurtkracht",
    **values: Any,
) -> Offer:
    """Add an offer that fits the resident below, unless ``values`` say otherwise."""
    usual: dict[str, Any] = {
        "kind": COURSE if code.startswith("T") else MDT,
        "schedule": parse_schedule(week),
        "places": 3,
        "places_total": 8,
        "places_confirmed_on": TODAY - timedelta(3),
        "continuous_intake": True,
        "travel_minutes": {"RTW": 10},
        "work_permit": WorkPermit.YES,
        "contact_name": "Els Timmer",
    }
    made = catalogue.add_offer(desk, provider, code=code, title=title, **{**usual, **values})
    return made.result


def add_resident(desk: Desk, site: Site, name: str = "Semhar Tesfay", **values: Any) -> Resident:
    """Register somebody of 19 with level A1 and all week free."""
    given, _space, family = name.partition(" ")
    usual: dict[str, Any] = {
        "birth_date": date(2006, 6, 1),
        "languages": ("tir", "eng"),
        "preferred_language": "tir",
        "dutch_level": DutchLevel.A1,
        "residence_phase": ResidencePhase.STATUS_HOLDER,
        "weekly_minutes": 20 * 60,
    }
    return registration.register_resident(
        desk, site.id, given_name=given, family_name=family, **{**usual, **values}
    ).result


def days_ago(desk: Desk, days: int) -> Desk:
    """Return the desk as it was so many days ago."""
    return replace(desk, clock=fixed_clock(TODAY - timedelta(days)))


def agree(desk: Desk, resident: Resident, offer: Offer, **values: Any) -> None:
    """Record that a resident agrees to share name and age with the provider."""
    usual: dict[str, Any] = {
        "shared": (SharedField.NAME_AND_CONTACT, SharedField.AGE),
        "language": "tir",
        "explained_by": "Tolk aan de telefoon",
    }
    referring.record_consent(
        desk, resident.id, offer.provider_id, ConsentAnswer.YES, **{**usual, **values}
    )


def refer(desk: Desk, resident: Resident, offer: Offer, days: int = 5) -> Referral:
    """Send a referral so many days ago."""
    then = days_ago(desk, days)
    agree(then, resident, offer)
    referral = referring.prepare_referral(then, resident.id, offer.id).result.referral
    referring.record_event(then, referral.id, EventKind.SENT, receiver="Els Timmer")
    return referral


def focused() -> QWidget:
    """Return the widget that has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget
