"""What an offer asks and gives, as facts with a sign: certain, not certain, or a limit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from meedoenbalie.domain.offer_terms import CostPayer
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Site, TravelMeans
from meedoenbalie.domain.places import PlacesFigure
from meedoenbalie.i18n import _, formats, labels, offer_terms
from meedoenbalie.services.catalogue import OfferLine
from meedoenbalie.services.referring import GUARDIAN_UNDER
from meedoenbalie.ui.pages.offer_look import level_words
from meedoenbalie.ui.pages.offers.reach import Reach
from meedoenbalie.ui.pages.offers.term_facts import Fact, not_known, paper_facts, term_facts


def offer_facts(
    line: OfferLine, sites: tuple[Site, ...], reach: Reach, titles: Mapping[str, str]
) -> tuple[Fact, ...]:
    """Return the facts in the order in which people ask for them.

    ``sites`` are those whose way to the offer is told; ``titles`` names other offers by code.
    """
    offer = line.offer
    facts = [
        _level(offer),
        *_support(offer),
        *_phases(offer),
        *_minors(offer),
        *(_travel(offer, site, reach) for site in sites),
        _cost(line),
        *paper_facts(offer, reach.day),
        *term_facts(offer, titles),
        *not_known(offer),
    ]
    if offer.address:
        facts.insert(0, ("fits", _("Adres: {address}").format(address=offer.where)))
    elif offer.place:
        facts.insert(0, ("fits", _("In {place}").format(place=offer.place)))
    return tuple(facts)


def figures(offer: Offer, today: date) -> tuple[tuple[str, str], ...]:
    """Return the three figures on top: free places at the next start, load, ages at the start."""
    return (_places_figure(offer.next_figure(today)), _load_figure(offer), _ages_figure(offer))


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


def _places_figure(figure: PlacesFigure) -> tuple[str, str]:
    if figure.places is None:
        return "?", _("plaatsen niet bekend")
    words = _("plaats vrij") if figure.places == 1 else _("plaatsen vrij")
    return formats.number(figure.places), words


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


def _travel(offer: Offer, site: Site, reach: Reach) -> Fact:
    minutes = reach.entered(offer, site)
    if minutes:
        return "fits", _("{minutes} minuten reizen vanaf {site}").format(
            minutes=minutes, site=site.name
        )
    if minutes == 0 or offer.schedule.online:
        return "fits", _("Online") if offer.schedule.online else _("Op {site} zelf").format(
            site=site.name
        )
    on_foot = reach.estimated(offer, site, TravelMeans.WALKING)
    by_bicycle = reach.estimated(offer, site, TravelMeans.BICYCLE)
    if on_foot is None or by_bicycle is None:
        return "unknown", _("Reistijd vanaf {site} niet bekend").format(site=site.name)
    return "unknown", _(
        "Geschat vanaf {site}: {foot} minuten lopen, {bicycle} minuten fietsen"
    ).format(site=site.name, foot=on_foot, bicycle=by_bicycle)


def _cost(line: OfferLine) -> Fact:
    offer = line.offer
    payer = "" if offer.cost_payer is None else offer_terms.cost_payer(offer.cost_payer)
    if offer.cost_cents is None:
        if payer:
            return "fits", _("Kosten betaalt {who}").format(who=payer)
        if offer.cost_text:
            return "unknown", _("Kosten: {words}, nog niet zeker").format(words=offer.cost_text)
        return "unknown", _("Kosten niet bekend")
    source = _("opgave {provider}").format(provider=line.provider.name)
    if offer.cost_cents == 0:
        return "fits", _("Gratis voor de jongere, {source}").format(source=source)
    amount = formats.money(offer.cost_cents)
    if not payer:
        return "fits", _("Kost {amount}, {source}").format(amount=amount, source=source)
    words = _("Kost {amount}, dat betaalt {who}").format(amount=amount, who=payer)
    return "unknown" if offer.cost_payer is CostPayer.PARTICIPANT else "fits", words
