"""What fictional providers state of their offers besides: papers, costs, forms, and where it is.

The same for every seed: it follows from the offer itself, so that no other chance is used up.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from zlib import crc32

from meedoenbalie.domain.offer_terms import Applicant, CertificateState, CostPayer, OfferForm
from meedoenbalie.domain.offers import OfferKind
from meedoenbalie.domain.people import DutchLevel, Literacy, Site
from meedoenbalie.domain.week import Weekday, WeekSchedule

_EVENING = 18 * 60
_WEEKEND = (Weekday.SATURDAY, Weekday.SUNDAY)
_PLAN = (CertificateState.READY,) * 7 + (CertificateState.REQUESTED, CertificateState.NOT_YET, None)
_NEAR_DEGREES = 0.018
"""About two kilometres."""


def terms(values: Mapping[str, Any], site: Site, today: date) -> dict[str, Any]:
    """Return the terms of an offer near a centre, besides what is written of it already."""
    chance = crc32(str(values["code"]).encode())
    return {
        **_papers(values, chance, today),
        **_group(values, chance),
        **_place(values["schedule"], site, chance),
        "literacy_needed": values.get("literacy_needed", _literacy(values)),
        "forms": values.get("forms", _forms(values["schedule"], str(values["title"]))),
        "childcare": (None, False, True, None)[chance % 4],
        "accessible": (True, True, None, False)[chance // 4 % 4],
        "cost_payer": _payer(values["cost_cents"], chance),
    }


def _papers(values: Mapping[str, Any], chance: int, today: date) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if values.get("work_permit") == "ja":
        found["work_permit_valid_until"] = today + timedelta(days=200 + chance % 700)
    if values.get("work_permit"):
        found["work_permit_applicant"] = Applicant.PROVIDER
    if values.get("conduct_certificate"):
        state = _PLAN[chance % len(_PLAN)]
        found["certificate_applicant"] = Applicant.PROVIDER
        found["certificate_state"] = state
        if state is CertificateState.READY:
            found["certificate_valid_until"] = today + timedelta(days=150 + chance % 500)
    return found


def _group(values: Mapping[str, Any], chance: int) -> dict[str, int | None]:
    if "group_from" in values:
        return {}
    if "maatje" in str(values["title"]).lower():
        return {"group_from": 1, "group_to": 1}
    if chance % 5 == 0:
        return {}
    if values["kind"] is OfferKind.LANGUAGE_COURSE:
        return {"group_from": 4, "group_to": 12}
    return {"group_from": 2, "group_to": 4 + chance % 7}


def _place(schedule: WeekSchedule, site: Site, chance: int) -> dict[str, float]:
    if site.position is None or schedule.online:
        return {}
    north, east = site.position
    along, across = (chance % 100 - 50) / 50, (chance // 100 % 100 - 50) / 50
    return {
        "latitude": round(north + along * _NEAR_DEGREES, 4),
        "longitude": round(east + across * 1.6 * _NEAR_DEGREES, 4),
    }


def _literacy(values: Mapping[str, Any]) -> Literacy | None:
    """Return what a course asks: nothing where one learns to read, our script from A2 on."""
    if values["kind"] is not OfferKind.LANGUAGE_COURSE or values.get("level_from") is None:
        return None
    level = DutchLevel(values["level_from"])
    if level.rank <= DutchLevel.ALFA_C.rank:
        return Literacy.ILLITERATE
    return Literacy.LITERATE if level.rank >= DutchLevel.A2.rank else None


def _forms(schedule: WeekSchedule, title: str) -> tuple[OfferForm, ...]:
    slots = [slot for choice in schedule.choices for slot in choice]
    during = [slot for slot in slots if slot.day not in _WEEKEND]
    named = title.lower()
    told = {
        OfferForm.DAY: any(slot.start < _EVENING for slot in during),
        OfferForm.EVENING: any(slot.start >= _EVENING for slot in during),
        OfferForm.WEEKEND: any(slot.day in _WEEKEND for slot in slots),
        OfferForm.ONLINE: schedule.online and len(slots) < 2,
        OfferForm.BLENDED: schedule.online and len(slots) > 1,
        OfferForm.WORK_FLOOR: "werkvloer" in named,
        OfferForm.LANGUAGE_CAFE: "taalcafé" in named,
        OfferForm.BUDDY: "maatje" in named,
    }
    return tuple(form for form, holds in told.items() if holds)


def _payer(cents: int, chance: int) -> CostPayer | None:
    if not cents:
        return None
    return (CostPayer.MUNICIPALITY, CostPayer.FUND, CostPayer.PARTICIPANT, None)[chance % 4]
