"""Fields and their values as people read them, for showing what changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from meedoenbalie.domain.attendance import Absence
from meedoenbalie.domain.civic_integration.codes import (
    CivicGroup,
    Ending,
    Leerroute,
    Part,
    Purpose,
)
from meedoenbalie.domain.consent import ConsentAnswer, ConsentPurpose, SharedField
from meedoenbalie.domain.editions import TriedResult
from meedoenbalie.domain.experiences import Feeling, Hard, Helps, Moment, Way
from meedoenbalie.domain.follow_ups import FollowUpKind, Repeat
from meedoenbalie.domain.lesson_days import LessonChanges, SchoolRegion
from meedoenbalie.domain.lessons import LessonPhase, LessonStatus, WorkingElement
from meedoenbalie.domain.live_query import Query
from meedoenbalie.domain.offer_terms import Applicant, CertificateState, CostPayer, OfferForm
from meedoenbalie.domain.offers import OfferKind, WorkPermit
from meedoenbalie.domain.people import (
    Company,
    GuardianKind,
    Literacy,
    ResidencePhase,
    Role,
    TravelMeans,
    WeekWeight,
)
from meedoenbalie.domain.places import HoldEnding, PlacesFigure
from meedoenbalie.domain.referrals import EventKind, Outcome, PlannedActivities, Reason
from meedoenbalie.domain.settings import NamesUntil
from meedoenbalie.domain.visits import VisitPurpose, VisitState
from meedoenbalie.domain.week import Commitment, FreeDaypart, TimeSlot, WeekSchedule
from meedoenbalie.i18n import (
    _,
    civic,
    experiences,
    figure_words,
    formats,
    labels,
    lesson_words,
    offer_terms,
    places,
    tried_words,
)
from meedoenbalie.services.messages import field_label

Names = Mapping[UUID, str]
"""What records that are pointed to are called."""

_MINUTES = frozenset({"weekly_minutes", "max_travel_minutes", "agreed_minutes", "made_minutes"})
_LANGUAGES = frozenset({"languages", "preferred_language", "support_languages", "language"})

NOT_SHOWN = frozenset(
    {"id", "version", "pseudonym", "sequence", "referral_id", "retracts", "external_id",
     "private_key", "public_key", "plan_id", "follows_id", "against_id", "bundle_id",
     "signing_secret", "signing", "reading_secret", "fingerprint", "statements"}
)  # fmt: skip
"""What tells a person nothing."""


def label_of(field: str) -> str:
    """Return the name of a field."""
    return _more_labels().get(field) or field_label(field)


def value_text(field: str, value: Any, names: Names) -> str:
    """Return a value as people read it; empty for what isn't known."""
    if value is None or value in ("", (), {}):
        return ""
    if field in _MINUTES:
        return formats.duration(value)
    if field == "cost_cents":
        return formats.money(value)
    if field == "literacy_needed":
        return offer_terms.literacy_needed(value)
    if field in _LANGUAGES:
        codes = value if isinstance(value, tuple) else (value,)
        return ", ".join(formats.language_name(code) for code in codes)
    return _text(value, names)


def _text(value: Any, names: Names) -> str:
    if isinstance(value, UUID):
        return names.get(value, "")
    if isinstance(value, dict):
        return ", ".join(f"{key}: {one}" for key, one in value.items())
    if isinstance(value, tuple):
        return ", ".join(_text(one, names) for one in value)
    for kind, write in _WRITERS.items():
        if isinstance(value, kind):
            return write(value)
    return str(value)


def _commitment(value: Commitment) -> str:
    return f"{formats.slot(value)} {value.label}".strip()


def _daypart(value: FreeDaypart) -> str:
    return f"{labels.weekday_short(value.day)} {labels.daypart(value.daypart)}"


def _schedule(value: WeekSchedule) -> str:
    return value.text or formats.slots(value.slots)


# The first kind that fits counts, so the narrower ones stand first.
_WRITERS: dict[type[Any], Callable[[Any], str]] = {
    bool: lambda value: _("ja") if value else _("nee"),
    datetime: formats.moment,
    date: formats.full_day,
    Commitment: _commitment,
    TimeSlot: formats.slot,
    FreeDaypart: _daypart,
    WeekSchedule: _schedule,
    Company: labels.company,
    GuardianKind: labels.guardian_kind,
    FollowUpKind: labels.follow_up_kind,
    Repeat: labels.repeat,
    TravelMeans: labels.travel_means,
    TriedResult: tried_words.result,
    VisitPurpose: labels.visit_purpose,
    VisitState: labels.visit_state,
    NamesUntil: labels.names_until,
    WeekWeight: labels.week_weight,
    Literacy: labels.literacy,
    ResidencePhase: labels.phase,
    Role: labels.role,
    OfferKind: labels.offer_kind,
    WorkPermit: labels.work_permit,
    PlacesFigure: places.figure_line,
    LessonChanges: lesson_words.changes,
    SchoolRegion: lesson_words.region,
    HoldEnding: labels.hold_ending,
    Applicant: offer_terms.applicant,
    CertificateState: offer_terms.certificate_state,
    CostPayer: offer_terms.cost_payer,
    OfferForm: offer_terms.form,
    ConsentAnswer: labels.consent,
    ConsentPurpose: labels.consent_purpose,
    SharedField: labels.shared_field,
    EventKind: labels.event,
    Reason: labels.reason,
    Outcome: labels.outcome,
    PlannedActivities: labels.activities,
    Absence: labels.absence,
    Moment: experiences.moment,
    Way: experiences.way,
    Feeling: experiences.feeling,
    Helps: experiences.helps,
    Hard: experiences.hard,
    Query: figure_words.counted,
    CivicGroup: civic.group,
    Leerroute: civic.route,
    Part: civic.part,
    Ending: civic.ending,
    Purpose: civic.purpose,
    LessonPhase: labels.lesson_phase,
    LessonStatus: labels.lesson_status,
    WorkingElement: labels.working_element,
}


def _more_labels() -> dict[str, str]:
    return {
        "revoked": _("ingetrokken"),
        "site_id": _("Locatie"),
        "resident_id": _("Bewoner"),
        "offer_id": _("Aanbod"),
        "provider_id": _("Aanbieder"),
        "response_days": _("Termijn voor een reactie, in dagen"),
        "confirm_days": _("Plaatsen opnieuw vragen na, in dagen"),
        "roles": _("Rollen"),
        "left_on": _("Toegang tot"),
        "phone": _("Telefoon"),
        "email": _("E-mail"),
        "restricted_since": _("Gebruik beperkt sinds"),
        "restriction": _("Beperking"),
        "access_asked_on": _("Inzage gevraagd op"),
        "keep_until": _("Bewaren tot"),
        "description": _("Omschrijving"),
        "work_kind": _("Soort werk"),
        "support_languages": _("Hulp in de talen"),
        "residence_phases": _("Verblijfsfasen"),
        "places_total": _("Plaatsen in totaal"),
        "places_asked_by": _("Plaatsen gevraagd door"),
        "start_places": _("Plaatsen per instroommoment"),
        "hold_days": _("Plaats vasthouden, in dagen"),
        "start_on": _("Instroommoment"),
        "made_on": _("Gemaakt op"),
        "until": _("Tot en met"),
        "ended_on": _("Beëindigd op"),
        "ending": _("Waarom beëindigd"),
        "continuous_intake": _("Doorlopende instroom"),
        "ends_on": _("Loopt tot en met"),
        "holiday_region": _("Stopt in de schoolvakanties"),
        "lesson_changes": _("Lessen die vervallen of erbij komen"),
        "travel_minutes": _("Reistijd in minuten"),
        "work_permit": _("Verklaring vrijwilligerswerk"),
        "conduct_certificate": _("VOG nodig"),
        "cost_text": _("Toelichting bij de kosten"),
        "literacy_needed": _("Lezen en schrijven nodig"),
        "work_permit_applicant": _("Wie vraagt de verklaring aan"),
        "work_permit_valid_until": _("Verklaring geldig tot en met"),
        "certificate_applicant": _("Wie vraagt de VOG aan"),
        "certificate_state": _("Stand van de VOG"),
        "certificate_valid_until": _("VOG geldig tot en met"),
        "cost_payer": _("Wie betaalt"),
        "childcare": _("Kinderopvang"),
        "accessible": _("Toegankelijk met een rolstoel"),
        "group_from": _("Groep vanaf"),
        "group_to": _("Groep tot en met"),
        "forms": _("Vorm"),
        "first_step": _("Telt als eerste stap"),
        "tuned_to": _("Afgestemd op"),
        "latitude": _("Breedtegraad"),
        "longitude": _("Lengtegraad"),
        "contact_name": _("Contactpersoon"),
        "active": _("Loopt nu"),
        "language": _("Taal"),
        "checked_on": _("Nagekeken op"),
        "answer": _("Antwoord"),
        "answered_on": _("Gegeven op"),
        "valid_until": _("Geldig tot en met"),
        "shared": _("Wat gedeeld mag worden"),
        "explained_by": _("Uitgelegd door"),
        "interpreter": _("Tolk"),
        "understood": _("In eigen woorden teruggezegd"),
        "guardian_agreed": _("Voogd of ouder akkoord"),
        "text": _("Tekst"),
        "age": _("Leeftijd"),
        "about_on": _("Gaat over"),
        "due_on": _("Te doen op"),
        "owner": _("Voor wie"),
        "repeat": _("Herhalen"),
        "snoozed_until": _("Uitgesteld tot"),
        "made_by": _("Gemaakt door"),
        "done_on": _("Gedaan op"),
        "done_by": _("Gedaan door"),
        "read_by": _("Gelezen door"),
        "holds": _("Soort lijst"),
        "headings": _("Koppen"),
        "columns": _("Kolommen"),
        "encoding": _("Tekencodering"),
        "delimiter": _("Scheidingsteken"),
        "header_line": _("Kopregel"),
        "month_first": _("Maand eerst"),
        "conditions": _("Voorwaarden"),
        "at": _("Wanneer"),
        "by": _("Door"),
        "happened_on": _("Gebeurd op"),
        "recorded_at": _("Vastgelegd op"),
        "recorded_by": _("Vastgelegd door"),
        "reported_by": _("Gemeld door"),
        "channel": _("Hoe"),
        "consent_on": _("Toestemming van"),
        "guardian_agreed_on": _("Voogd of ouder akkoord op"),
        "receiver": _("Ontvanger"),
        "reason": _("Reden"),
        "reason_text": _("Reden, in woorden"),
        "outcome": _("Uitkomst"),
        "told_on": _("Teruggekoppeld op"),
        "activities": _("Geplande activiteiten"),
        "agreed_minutes": _("Afgesproken uren"),
        "made_minutes": _("Gemaakte uren"),
        "absence": _("Afgemeld"),
        "moment": _("Moment"),
        "way": _("Manier van antwoorden"),
        "declined": _("Wil niet antwoorden"),
        "feeling": _("Hoe het daar is"),
        "helps": _("Wat helpt"),
        "hard": _("Wat het moeilijk maakt"),
        "noted_on": _("Genoteerd op"),
        "note": _("Opmerking"),
        "given_on": _("Voorgelicht op"),
        "travel": _("Reistijd"),
        "start": _("Start"),
        "load": _("Tijd per week"),
        "cost": _("Kosten"),
        "rank": _("Hoeveelste keus"),
        "chosen_on": _("Gekozen op"),
        "group_id": _("Groep vrienden"),
        "waiting": _("Wachttijd"),
        "place": _("Plaats"),
        "taken_in_at": _("Ingenomen op"),
        "taken_by": _("Ingenomen door"),
        "direction": _("Richting"),
        "desk": _("Andere balie"),
        "pinned_on": _("Vergeleken op"),
        "pinned_by": _("Vergeleken door"),
        "taken_on": _("Ingenomen op"),
        "site": _("Azc"),
        "content": _("Les"),
        "origin": _("Van welk azc"),
        "result": _("Wat ervan kwam"),
        "tried_on": _("Geprobeerd op"),
        "noted_by": _("Genoteerd door"),
        "number": _("Nummer"),
        "phase": _("Fase"),
        "element": _("Werkzaam element"),
        "situation": _("Situatie"),
        "what_worked": _("Wat werkte"),
        "mind": _("Let op"),
        "holds_for": _("Geldt voor"),
        "tip": _("Tip"),
        "site_name": _("Locatie"),
        "evidence": _("Onderbouwing"),
        "learned_on": _("Geleerd op"),
        "status": _("Status"),
        "made_at": _("Gemaakt op"),
        "withdrawn_at": _("Ingetrokken op"),
        "residents": _("Bewoners"),
        "referrals": _("Doorverwijzingen"),
        "lessons": _("Geleerde lessen"),
        "civic_group": _("Groep"),
        "duty_from": _("Plicht sinds"),
        "turkish_with_mvv": _("Turkse nationaliteit en met mvv gekomen"),
        "route": _("Leerroute"),
        "parts_done": _("Onderdelen gedaan"),
        "level_reached": _("Niveau gehaald"),
        "extended_until": _("Termijn verlengd tot en met"),
        "suspended_until": _("Vrijgesteld tot en met"),
        "ruling_told_on": _("Verteld over de uitspraak op"),
        "costs_told_on": _("Verteld over kosten op"),
        "told_by": _("Verteld door"),
        "written_by": _("Geschreven door"),
        "reviewed_by": _("Nagelezen door"),
        "lesson_id": _("Geleerde les"),
        "caption": _("Onderschrift"),
        "query": _("Wat is geteld"),
        "counts": _("Aantallen"),
        "frozen_at": _("Vastgezet op"),
        "recipient": _("Voor"),
        "lock_after_minutes": _("Vergrendelen na, in minuten"),
        "clipboard_seconds": _("Klembord leeg na, in seconden"),
        "together_off_on_lock": _("Samen kijken uit na vergrendelen"),
        "keep_months": _("Bewaren na vertrek, in maanden"),
        "consent_months": _("Toestemming geldt, in maanden"),
        "backup_folder": _("Map voor back-ups"),
        "names_until": _("Namen in de inlooprij"),
        "recovery_made_on": _("Herstelcode gemaakt op"),
        "recovery_proved_on": _("Herstelcode gecontroleerd op"),
        "day": _("Dag"),
        "arrived_at": _("Binnen"),
        "purpose": _("Waarvoor"),
        "state": _("Stand"),
        "served_by": _("Geholpen door"),
        "taken_at": _("Aan tafel sinds"),
        "ended_at": _("Klaar om"),
        "week": _("Week"),
        "what": _("Wat"),
        "age_band": _("Leeftijdsgroep"),
        "merged_on": _("Samengevoegd op"),
        "said_on": _("Gezegd op"),
        "job": _("Functie"),
        "held_on": _("Gesproken op"),
        "with_whom": _("Met wie"),
        "agreed_on": _("Afgesproken op"),
        "tasks": _("Wie doet wat"),
        "risks": _("Wie draagt welk risico"),
        "one_id": _("Bewoner"),
        "other_id": _("Andere bewoner"),
    }
