"""Records as JSON for scripts: English keys, ISO dates, times as ``["MO", "09:30", "12:00"]``."""

from __future__ import annotations

from datetime import date
from typing import Any

from meedoenbalie.domain.lessons import LearnedLesson
from meedoenbalie.domain.names import fold
from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.week import Commitment, TimeSlot
from meedoenbalie.services.catalogue import OfferLine
from meedoenbalie.services.referring import ReferralLine


def resident(record: Resident, site: str) -> dict[str, Any]:
    """Return a resident; ``site`` is the code of the azc."""
    return {
        "reference": record.reference,
        "given_name": record.given_name,
        "family_name": record.family_name,
        "birth_date": iso(record.birth_date),
        "site": site,
        "id": str(record.id),
        "v_number": record.v_number,
        "native_name": record.native_name,
        "birth_year": record.birth_year,
        "languages": list(record.languages),
        "preferred_language": record.preferred_language,
        "dutch_level": record.dutch_level,
        "literacy": record.literacy,
        "residence_phase": record.residence_phase,
        "guardian": record.guardian,
        "arrival_date": iso(record.arrival_date),
        "interests": list(record.interests),
        "availability": [[free.day, free.daypart] for free in record.availability],
        "commitments": slots(record.commitments),
        "weekly_minutes": record.weekly_minutes,
        "max_travel_minutes": record.max_travel_minutes,
        "contact_channel": record.contact_channel,
        "contact_value": record.contact_value,
        "notes": record.notes,
        "departed_on": iso(record.departed_on),
        "own_words": record.own_words,
        "company": record.company,
        "talents": list(record.talents),
        "week_weight": record.week_weight,
        "travel_means": list(record.travel_means),
        "keep_informed": record.keep_informed,
    }


def offer(line: OfferLine) -> dict[str, Any]:
    """Return an offer with its provider."""
    record, schedule = line.offer, line.offer.schedule
    return {
        "code": record.code,
        "kind": record.kind,
        "title": record.title,
        "provider": line.provider.name,
        "weekly_minutes": schedule.weekly_minutes,
        "slots": slots(schedule.slots),
        "places": record.places,
        "places_confirmed_on": iso(record.places_confirmed_on),
        "id": str(record.id),
        "schedule": {
            "text": schedule.text,
            "kind": schedule.kind,
            "alternatives": [slots(choice) for choice in schedule.alternatives],
            "approximate": schedule.approximate,
            "weekly_minutes_min": schedule.weekly_minutes_min,
            "interval_weeks": schedule.interval_weeks,
            "monthly": schedule.monthly,
            "online": schedule.online,
            "dayparts": schedule.dayparts,
        },
        "description": record.description,
        "work_kind": record.work_kind,
        "place": record.place,
        "address": record.address,
        "weeks": record.weeks,
        "hours_total": record.hours_total,
        "minimum_age": record.minimum_age,
        "maximum_age": record.maximum_age,
        "level_from": record.level_from,
        "level_to": record.level_to,
        "literacy_needed": record.literacy_needed,
        "support_languages": list(record.support_languages),
        "residence_phases": list(record.residence_phases),
        "places_total": record.places_total,
        "start_dates": [iso(day) for day in record.start_dates],
        "start_places": [
            {
                "start": iso(figure.on),
                "places": figure.places,
                "places_total": figure.total,
                "places_confirmed_on": iso(figure.confirmed_on),
            }
            for figure in record.start_places
        ],
        "places_held": len(line.held),
        "continuous_intake": record.continuous_intake,
        "ends_on": iso(record.ends_on),
        "travel_minutes": record.travel_minutes,
        "work_permit": record.work_permit,
        "work_permit_applicant": record.work_permit_applicant,
        "work_permit_valid_until": iso(record.work_permit_valid_until),
        "conduct_certificate": record.conduct_certificate,
        "certificate_applicant": record.certificate_applicant,
        "certificate_state": record.certificate_state,
        "certificate_valid_until": iso(record.certificate_valid_until),
        "cost_cents": record.cost_cents,
        "cost_text": record.cost_text,
        "cost_payer": record.cost_payer,
        "childcare": record.childcare,
        "accessible": record.accessible,
        "group_from": record.group_from,
        "group_to": record.group_to,
        "forms": list(record.forms),
        "first_step": record.first_step,
        "tuned_to": list(record.tuned_to),
        "latitude": record.latitude,
        "longitude": record.longitude,
        "contact_name": record.contact_name,
        "phone": record.phone,
        "email": record.email,
        "active": record.active,
        "external_id": record.external_id,
    }


def referral(line: ReferralLine) -> dict[str, Any]:
    """Return a referral with where it stands; references of resident and offer are the desk's."""
    standing = line.standing
    return {
        "reference": line.reference,
        "resident": line.resident_reference,
        "offer": line.offer_code,
        "state": standing.state,
        "closed_loop": standing.closed_loop,
        "id": str(line.id),
        "since": iso(standing.since),
        "sent_on": iso(standing.sent_on),
        "reason": standing.reason,
        "outcome": standing.outcome,
        "told_on": iso(standing.told_on),
    }


def text_of(line: ReferralLine) -> str:
    """Return what a search among referrals looks in."""
    return fold(
        f"{line.reference} {line.resident_reference} {line.resident_name} "
        f"{line.offer_code} {line.offer_title} {line.provider_name} {line.standing.state or ''}"
    )


def lesson(record: LearnedLesson) -> dict[str, Any]:
    """Return a learned lesson."""
    return {
        "number": record.number,
        "phase": record.phase,
        "element": record.element,
        "situation": record.situation,
        "what_worked": record.what_worked,
        "mind": record.mind,
        "holds_for": record.holds_for,
        "tip": record.tip,
        "site_name": record.site_name,
        "evidence": record.evidence,
        "learned_on": iso(record.learned_on),
        "status": record.status,
        "id": str(record.id),
    }


def slots(values: tuple[TimeSlot, ...]) -> list[list[str]]:
    """Return slots as day, start and end; a commitment says what it is for as well."""
    return [
        [slot.day, hhmm(slot.start), hhmm(slot.end)]
        + ([slot.label] if isinstance(slot, Commitment) else [])
        for slot in values
    ]


def hhmm(minutes: int) -> str:
    """Return a time of the day (minutes since midnight) as ``09:30``."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def iso(day: date | None) -> str | None:
    """Return an ISO date."""
    return None if day is None else day.isoformat()
