"""What happened to a referral, as a timeline: computed facts on top, then newest first (07)."""

from __future__ import annotations

from collections.abc import Callable, Container
from datetime import date, datetime, time
from functools import partial
from uuid import UUID

from meedoenbalie.clock import LOCAL_ZONE
from meedoenbalie.domain.consent import Consent, ConsentAnswer, ConsentPurpose
from meedoenbalie.domain.people import Contact
from meedoenbalie.domain.referrals import (
    EventKind,
    InformationGiven,
    ReferralEvent,
    struck_events,
)
from meedoenbalie.i18n import _, formats, labels, ngettext
from meedoenbalie.services.registration import Dossier, DossierReferral
from meedoenbalie.tokens import tokens
from meedoenbalie.ui.widgets.timeline import TimelineEntry

Correct = Callable[[ReferralEvent], object]
_Dated = tuple[date, int, int, TimelineEntry]

_NOT_CORRECTED = frozenset({EventKind.DRAFT, EventKind.RETRACTION})


def timeline(
    dossier: Dossier, item: DossierReferral, today: date, on_correct: Correct
) -> list[TimelineEntry]:
    """Return everything about one referral.

    ``on_correct`` is called for the event that somebody wants to correct.
    """
    dated = [
        *_events(item, on_correct),
        *_consents(dossier, item),
        *_informed(dossier, item),
        *_contacts(dossier, item),
    ]
    dated.sort(key=lambda one: one[:3], reverse=True)
    return [*_computed(dossier, item, today), *(entry for _d, _k, _n, entry in dated)]


def can_correct(event: ReferralEvent, struck: Container[UUID]) -> bool:
    """Tell whether an event can be struck: not what put it ready, and not twice."""
    return event.kind not in _NOT_CORRECTED and event.id not in struck


def event_icon(kind: EventKind) -> str:
    """Return the icon of a kind of event."""
    if kind.state is not None:
        return tokens().state[kind.state.value].icon
    if kind is EventKind.TOLD:
        return tokens().mark["loop_closed"].icon
    return "rotate-ccw" if kind is EventKind.REOPENED else "eraser"


def _computed(dossier: Dossier, item: DossierReferral, today: date) -> list[TimelineEntry]:
    term = dossier.site.response_days
    days = item.standing.days_without_response(today, term)
    if days is None:
        return []
    title = ngettext("{n} dag geen reactie", "{n} dagen geen reactie", days).format(n=days)
    detail = ngettext(
        "De termijn is {n} dag. Berekend, geen vaste status",
        "De termijn is {n} dagen. Berekend, geen vaste status",
        term,
    ).format(n=term)
    icon = tokens().mark["no_response"].icon
    return [TimelineEntry(icon, title, detail=detail, computed=True)]


def _events(item: DossierReferral, on_correct: Correct) -> list[_Dated]:
    corrections = struck_events(item.events)
    found: list[_Dated] = []
    for event in item.events:
        if event.kind is EventKind.RETRACTION:
            continue
        correction = corrections.get(event.id)
        may = can_correct(event, corrections)
        entry = TimelineEntry(
            event_icon(event.kind),
            labels.event(event.kind),
            _when(event),
            event_detail(event, item.provider.name),
            struck=correction is not None,
            correction=_correction(correction) if correction is not None else "",
            act=_("&Herstellen…") if may else "",
            on_act=partial(on_correct, event) if may else None,
        )
        found.append((event.happened_on, 2, event.sequence, entry))
    return found


def event_detail(event: ReferralEvent, provider: str) -> str:
    """Return who, by which way, why and with which note."""
    parts: list[str] = []
    if event.kind is EventKind.SENT and event.receiver:
        parts.append(
            _("Aan {provider}, t.a.v. {receiver}").format(
                provider=provider, receiver=event.receiver
            )
        )
    if event.reported_by:
        parts.append(_("Gemeld door {name}").format(name=event.reported_by))
    if event.channel:
        parts.append(event.channel)
    if event.reason is not None:
        parts.append(_("Reden: {reason}").format(reason=labels.reason(event.reason)))
    elif event.reason_text:
        parts.append(_("Reden: {reason}").format(reason=event.reason_text))
    if event.outcome is not None:
        parts.append(_("Uitkomst: {outcome}").format(outcome=labels.outcome(event.outcome)))
    if event.activities is not None:
        parts.append(labels.activities(event.activities))
    if event.note:
        parts.append(event.note)
    if event.recorded_by:
        parts.append(event.recorded_by)
    return " · ".join(parts)


def _correction(event: ReferralEvent) -> str:
    if not event.note:
        return _("Ongedaan gemaakt door {name}, {day}").format(
            name=event.recorded_by, day=formats.weekday_and_day(event.happened_on)
        )
    return _("Hersteld door {name}, {day}: {why}").format(
        name=event.recorded_by,
        day=formats.weekday_and_day(event.happened_on),
        why=event.note,
    )


def _consents(dossier: Dossier, item: DossierReferral) -> list[_Dated]:
    found = [consent for consent, provider in dossier.consents if provider.id == item.provider.id]
    entries: list[_Dated] = [
        (consent.answered_on, 1, -place, _consent_entry(consent))
        for place, consent in enumerate(found)
    ]
    if not any(consent.purpose is ConsentPurpose.REFERRAL for consent in found):
        # An imported referral names the day only.
        days = {event.consent_on for event in item.events if event.consent_on is not None}
        entries += [
            (day, 1, 0, TimelineEntry("shield-check", _("Toestemming"), _day(day))) for day in days
        ]
    return entries


def _consent_entry(consent: Consent) -> TimelineEntry:
    progress = consent.purpose is ConsentPurpose.PROGRESS
    what_for = f": {formats.inside(labels.consent_purpose(consent.purpose))}" if progress else ""
    if consent.answer is not ConsentAnswer.YES:
        title = {
            ConsentAnswer.NO: _("Geen toestemming"),
            ConsentAnswer.THINKING: _("Denkt na over toestemming"),
        }[consent.answer] + what_for
        return TimelineEntry("shield-question-mark", title, _day(consent.answered_on))
    fields = ", ".join(labels.shared_field(field) for field in consent.shared)
    parts = [_("Delen mag: {fields}").format(fields=fields)] if fields else []
    if consent.language:
        parts.append(
            _("in het {language}").format(language=formats.language_name(consent.language))
        )
    if consent.explained_by:
        parts.append(_("uitgelegd door {name}").format(name=consent.explained_by))
    if consent.guardian_agreed:
        parts.append(_("ouder of voogd is akkoord"))
    detail = " · ".join(parts)
    title = _("Toestemming") + what_for
    return TimelineEntry("shield-check", title, _day(consent.answered_on), detail)


def _informed(dossier: Dossier, item: DossierReferral) -> list[_Dated]:
    return [
        (given.given_on, 0, -place, _informed_entry(given))
        for place, (given, offer) in enumerate(dossier.informed)
        if offer.id == item.offer.id
    ]


def _informed_entry(given: InformationGiven) -> TimelineEntry:
    language = formats.language_name(given.language) if given.language else ""
    spoken = _("in het {language}").format(language=language) if language else ""
    detail = " · ".join(part for part in (given.channel, spoken, given.by) if part)
    return TimelineEntry("info", _("Voorgelicht"), _day(given.given_on), detail)


def _contacts(dossier: Dossier, item: DossierReferral) -> list[_Dated]:
    """Return the talks since the referral began; nobody links a talk to a referral."""
    begun = min((event.happened_on for event in item.events), default=date.max)
    return [
        (day, 3, -place, _contact_entry(contact))
        for place, contact in enumerate(dossier.contacts)
        if (day := contact.at.astimezone(LOCAL_ZONE).date()) >= begun
    ]


def _contact_entry(contact: Contact) -> TimelineEntry:
    detail = " · ".join(part for part in (contact.detail, contact.by) if part)
    when = formats.moment(contact.at)
    return TimelineEntry("message-square", contact.summary, when, detail)


def _when(event: ReferralEvent) -> str:
    """The moment when it was written down on the day itself, else only the day it happened."""
    local: datetime = event.recorded_at.astimezone(LOCAL_ZONE)
    if local.date() == event.happened_on and local.time() != time(0, 0):
        return formats.moment(event.recorded_at)
    return _day(event.happened_on)


def _day(day: date) -> str:
    return formats.weekday_and_day(day)
