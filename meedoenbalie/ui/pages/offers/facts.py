"""What an offer asks and gives, as facts with a sign: certain, not certain, or a limit."""

from __future__ import annotations

from datetime import date

from meedoenbalie.domain.offers import Offer, OfferKind, WorkPermit
from meedoenbalie.domain.people import Site
from meedoenbalie.i18n import _, formats, labels
from meedoenbalie.services.catalogue import OfferLine
from meedoenbalie.services.referring import GUARDIAN_UNDER
from meedoenbalie.ui.pages.offer_look import level_words
from meedoenbalie.ui.widgets.reasons import Verdict

Fact = tuple[Verdict, str]


def offer_facts(line: OfferLine, sites: tuple[Site, ...]) -> tuple[Fact, ...]:
    """Return the facts in the order in which people ask for them.

    ``sites`` are those whose way to the offer is told.
    """
    offer = line.offer
    facts = [
        _level(offer),
        *_support(offer),
        *_phases(offer),
        *_minors(offer),
        *(_travel(offer, site) for site in sites),
        _cost(line),
        *_permit(offer),
        *_certificate(offer),
    ]
    if offer.address:
        facts.insert(0, ("fits", _("Adres: {address}").format(address=offer.where)))
    elif offer.place:
        facts.insert(0, ("fits", _("In {place}").format(place=offer.place)))
    return tuple(facts)


def figures(offer: Offer) -> tuple[tuple[str, str], ...]:
    """Return the three figures on top: free places, load, and ages at the start."""
    return (_places_figure(offer), _load_figure(offer), _ages_figure(offer))


def start_lines(offer: Offer, today: date) -> tuple[tuple[str, str], ...]:
    """Return the starts that are still to come, each with how far off it is."""
    ahead = sorted(start for start in offer.start_dates if start >= today)
    lines = [(formats.full_day(start), _until((start - today).days)) for start in ahead]
    if offer.continuous_intake:
        lines.append((_("Het hele jaar"), _("kan nu")))
    elif not offer.start_dates:
        lines.append((_("Niet bekend"), _("vraag het na")))
    elif not ahead:
        lines.append((_("Geen nieuwe start bekend"), _("vraag het na")))
    if offer.ends_on is not None:
        ends = _("Loopt tot en met {day}").format(day=formats.full_day(offer.ends_on))
        lines.append((ends, _("afgelopen") if offer.ends_on < today else ""))
    return tuple(lines)


def _until(days: int) -> str:
    return _("vandaag") if days == 0 else _("over {time}").format(time=formats.days_ago(days))


def _places_figure(offer: Offer) -> tuple[str, str]:
    if offer.places is None:
        return "?", _("plaatsen niet bekend")
    words = _("plaats vrij") if offer.places == 1 else _("plaatsen vrij")
    return formats.number(offer.places), words


def _load_figure(offer: Offer) -> tuple[str, str]:
    if offer.hours_total is not None:
        hours = _("{hours} u").format(hours=offer.hours_total)
        if offer.weeks is None:
            return hours, _("in totaal")
        return hours, _("in {weeks} weken").format(weeks=offer.weeks)
    if offer.schedule.weekly_minutes is not None:
        return formats.duration(offer.schedule.weekly_minutes), _("per week")
    return "?", _("uren niet bekend")


def _ages_figure(offer: Offer) -> tuple[str, str]:
    lowest, highest = offer.minimum_age, offer.maximum_age
    if lowest is None and highest is None:
        return "–", _("geen leeftijd genoemd")
    if highest is None:
        return f"{lowest}+", _("jaar bij start")
    if lowest is None:
        return f"≤ {highest}", _("jaar bij start")
    return f"{lowest}–{highest}", _("jaar bij start")


def _level(offer: Offer) -> Fact:
    if offer.level_from is None and offer.level_to is None:
        return "fits", _("Nederlands is niet nodig")
    words = level_words(offer.level_from, offer.level_to)
    return "fits", _("Nederlands: {level}").format(level=words)


def _support(offer: Offer) -> list[Fact]:
    if not offer.support_languages:
        return []
    names = ", ".join(formats.language_name(code) for code in offer.support_languages)
    return [("fits", _("Hulp in: {languages}").format(languages=names))]


def _phases(offer: Offer) -> list[Fact]:
    if not offer.residence_phases:
        return []
    names = ", ".join(labels.phase(phase) for phase in offer.residence_phases)
    return [("unknown", _("Alleen voor: {phases}").format(phases=names))]


def _minors(offer: Offer) -> list[Fact]:
    if offer.minimum_age is not None and offer.minimum_age >= GUARDIAN_UNDER:
        return []
    return [
        (
            "fits",
            _("Onder de {age} mag, met akkoord van voogd of ouder").format(age=GUARDIAN_UNDER),
        )
    ]


def _travel(offer: Offer, site: Site) -> Fact:
    minutes = offer.travel_minutes.get(site.code)
    if minutes is None:
        if offer.schedule.online:
            return "fits", _("Online")
        return "unknown", _("Reistijd vanaf {site} niet bekend").format(site=site.name)
    return "fits", _("{minutes} minuten reizen vanaf {site}").format(
        minutes=minutes, site=site.name
    )


def _cost(line: OfferLine) -> Fact:
    offer = line.offer
    if offer.cost_cents is None:
        if offer.cost_text:
            return "unknown", _("Kosten: {words}, nog niet zeker").format(words=offer.cost_text)
        return "unknown", _("Kosten niet bekend")
    source = _("opgave {provider}").format(provider=line.provider.name)
    if offer.cost_cents == 0:
        return "fits", _("Gratis voor de jongere, {source}").format(source=source)
    amount = formats.money(offer.cost_cents)
    return "fits", _("Kost {amount}, {source}").format(amount=amount, source=source)


def _permit(offer: Offer) -> list[Fact]:
    if offer.work_permit is None and offer.kind is OfferKind.LANGUAGE_COURSE:
        return []
    words = _("Verklaring vrijwilligerswerk: {state}").format(
        state=labels.work_permit(offer.work_permit)
    )
    return [("fits" if offer.work_permit is WorkPermit.YES else "unknown", words)]


def _certificate(offer: Offer) -> list[Fact]:
    if offer.conduct_certificate is None:
        return []
    if offer.conduct_certificate:
        return [("unknown", _("Een VOG is nodig. De organisatie vraagt die aan"))]
    return [("fits", _("Een VOG is niet nodig"))]
