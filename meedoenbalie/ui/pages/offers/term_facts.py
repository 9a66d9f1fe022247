"""The terms of an offer as facts, and in one line what nobody knows of them yet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from meedoenbalie.domain.offer_terms import CertificateState
from meedoenbalie.domain.offers import Offer, OfferKind, WorkPermit
from meedoenbalie.domain.people import Literacy
from meedoenbalie.i18n import _, formats, labels, offer_terms
from meedoenbalie.ui.widgets.reasons import Verdict

Fact = tuple[Verdict, str]


def term_facts(offer: Offer, titles: Mapping[str, str]) -> list[Fact]:
    """Return what the provider stated. ``titles`` names other offers by their code."""
    facts: list[Fact] = []
    if offer.literacy_needed is not None:
        words = offer_terms.literacy_needed(offer.literacy_needed)
        free = offer.literacy_needed is Literacy.ILLITERATE
        asked = words[:1].upper() + words[1:]
        facts.append(("fits" if free else "unknown", asked if free else _asks(words)))
    if offer.forms:
        forms = ", ".join(offer_terms.form(form) for form in offer.forms)
        facts.append(("fits", _("Vorm: {forms}").format(forms=forms)))
    if group := offer_terms.group(offer.group_from, offer.group_to):
        facts.append(("fits", group[:1].upper() + group[1:]))
    if offer.first_step:
        facts.append(("fits", _("Telt als eerste stap naar meedoen")))
    if offer.tuned_to:
        named = ", ".join(titles.get(code, code) for code in offer.tuned_to)
        facts.append(("fits", _("Afgestemd op {offers}, opgave aanbieder").format(offers=named)))
    facts += _there(offer.childcare, _("Er is kinderopvang"), _("Er is geen kinderopvang"))
    facts += _there(
        offer.accessible,
        _("Toegankelijk met een rolstoel"),
        _("Niet toegankelijk met een rolstoel"),
    )
    return facts


def paper_facts(offer: Offer, today: date) -> list[Fact]:
    """Return how far the verklaring vrijwilligerswerk and the VOG are."""
    return [*_permit(offer, today), *_certificate(offer, today)]


def not_known(offer: Offer) -> list[Fact]:
    """Return one line with what nobody asked the provider yet, or nothing."""
    missing = [
        name
        for name, known in (
            (_("lezen en schrijven"), offer.literacy_needed is not None),
            (_("vorm"), bool(offer.forms)),
            (_("groep"), offer.group_from is not None or offer.group_to is not None),
            (_("kinderopvang"), offer.childcare is not None),
            (_("toegankelijkheid"), offer.accessible is not None),
            (_("VOG"), offer.conduct_certificate is not None),
        )
        if not known
    ]
    if not missing:
        return []
    return [("unknown", _("Nog niet gevraagd: {things}").format(things=", ".join(missing)))]


def _asks(words: str) -> str:
    return _("Nodig: {words}").format(words=words)


def _there(known: bool | None, yes: str, no: str) -> list[Fact]:
    if known is None:
        return []
    return [("fits", yes)] if known else [("unknown", no)]


def _permit(offer: Offer, today: date) -> list[Fact]:
    if offer.work_permit is None and offer.kind is not OfferKind.MDT_TRAJECT:
        return []
    words = _("Verklaring vrijwilligerswerk: {state}").format(
        state=labels.work_permit(offer.work_permit)
    )
    until = offer.work_permit_valid_until
    there = offer.work_permit is WorkPermit.YES
    if there and until is not None:
        words = _until(words, until, today)
    elif not there and offer.work_permit_applicant is not None:
        words = _applied_by(words, offer_terms.applicant(offer.work_permit_applicant))
    holds = there and (until is None or until >= today)
    return [("fits" if holds else "unknown", words)]


def _certificate(offer: Offer, today: date) -> list[Fact]:
    if offer.conduct_certificate is None:
        return []
    if not offer.conduct_certificate:
        return [("fits", _("Een VOG is niet nodig"))]
    state, until = offer.certificate_state, offer.certificate_valid_until
    if state is None:
        words = _("Een VOG is nodig")
    else:
        words = _("VOG: {state}").format(state=offer_terms.certificate_state(state))
    there = state is CertificateState.READY
    if there and until is not None:
        words = _until(words, until, today)
    elif not there and offer.certificate_applicant is not None:
        words = _applied_by(words, offer_terms.applicant(offer.certificate_applicant))
    holds = there and (until is None or until >= today)
    return [("fits" if holds else "unknown", words)]


def _until(words: str, until: date, today: date) -> str:
    if until < today:
        return _("{words}, verlopen op {day}").format(words=words, day=formats.full_day(until))
    return _("{words}, tot {day}").format(words=words, day=formats.full_day(until))


def _applied_by(words: str, who: str) -> str:
    return _("{words}. Aanvragen doet {who}").format(words=words, who=who)
