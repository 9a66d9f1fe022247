"""Words for the figures of lessons: what is counted, of whom, and why a figure can't be told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from meedoenbalie.domain.edition_figures import EditionFigure
from meedoenbalie.domain.intervals import Interval
from meedoenbalie.domain.lesson_figures import Refusal, Shown, shown_arms, shown_share
from meedoenbalie.domain.live_query import SHARES, Contrast, Measure, Query
from meedoenbalie.domain.offers import OfferKind
from meedoenbalie.domain.referrals import EventKind, Reason
from meedoenbalie.i18n import _, formats, labels, ngettext


def measure(value: Measure) -> str:
    """What is counted."""
    return {
        Measure.SHARE: _("Deel dat een volgende stap haalde"),
        Measure.INFORMED_SHARE: _("Deel dat na voorlichting is verwezen"),
        Measure.COUNTS: _("Aantal per stap"),
        Measure.REASONS: _("Redenen waarom het niet lukte"),
    }[value]


def step(value: EventKind) -> str:
    """A step that can be asked about."""
    return {
        EventKind.SENT: _("verwezen"),
        EventKind.ACCEPTED: _("aangenomen"),
        EventKind.STARTED: _("gestart"),
        EventKind.COMPLETED: _("afgerond"),
    }[value]


def contrast(value: Contrast) -> str:
    """Which two groups are laid side by side."""
    return {
        Contrast.COMPANY: _("Samen met een vriend, naast alleen"),
        Contrast.LINKED: _("Taal en meedoen in één weekplan, naast los"),
    }[value]


def arms(query: Query) -> tuple[str, ...]:
    """Name the groups of a share, the first one with and the second one without."""
    if query.contrast is Contrast.COMPANY:
        return (_("Samen met een vriend"), _("Alleen"))
    if query.contrast is Contrast.LINKED:
        return (_("In een weekplan met een ander"), _("Los"))
    return (_("Allemaal"),)


def key(query: Query, code: str) -> str:
    """Name one count of an answer that is no share."""
    if query.measure is Measure.REASONS:
        return labels.reason(Reason(code)).capitalize()
    return {
        "informed": _("Voorgelicht"),
        "referred": _("Verwezen"),
        "accepted": _("Aangenomen"),
        "started": _("Gestart"),
        "completed": _("Afgerond"),
    }[code]


def counted(query: Query) -> str:
    """Say in one line what is counted, of whom and when."""
    parts = [_what(query)]
    if query.weeks and query.measure in (Measure.SHARE, Measure.INFORMED_SHARE):
        parts.append(
            ngettext("binnen {n} week", "binnen {n} weken", query.weeks).format(n=query.weeks)
        )
    if query.offer_kind is not None:
        parts.append(labels.offer_kind(OfferKind(query.offer_kind)))
    if query.site:
        parts.append(_("locatie {code}").format(code=query.site))
    if query.age_band:
        parts.append(_("{band} jaar").format(band=query.age_band))
    for asked, yes, no in (
        (query.company, _("samen met een vriend"), _("alleen")),
        (query.linked, _("in een weekplan met een ander"), _("los van een weekplan")),
    ):
        if asked is not None:
            parts.append(yes if asked else no)
    if query.first_week or query.last_week:
        parts.append(
            _("{first} t/m {last}").format(
                first=query.first_week or _("begin"), last=query.last_week or _("nu")
            )
        )
    return ", ".join(parts)


def told_first(query: Query) -> str:
    """Say the same at the beginning of a sentence; the W of a week stays a capital."""
    words = counted(query)
    return words[:1].upper() + words[1:]


def answer(query: Query, counts: Shown) -> str:
    """Say the counts of an answer in one line; a hidden one is a dash."""
    if query.measure not in SHARES:
        return ", ".join(f"{key(query, code)} {_count(n)}" for code, n in counts.items()) or "0"
    said = []
    for name, (part, whole) in zip(arms(query), shown_arms(query, counts), strict=True):
        one = _("{part} van {whole}").format(part=_count(part), whole=_count(whole))
        said.append(f"{name} {one}" if query.compares else one)
    return ", ".join(said)


def as_published(figure: EditionFigure) -> str:
    """Say what a published figure shows: the counts, its margins, and how it was counted."""
    arms = shown_arms(figure.query, figure.shown) if figure.query.measure in SHARES else ()
    parts = (
        answer(figure.query, figure.shown),
        margins([shown_share(part, whole) for part, whole in arms]),
        told_first(figure.query),
        _("Geteld op {day}. Kleine aantallen zijn verborgen, andere afgerond op 5.").format(
            day=formats.full_day(datetime.fromisoformat(figure.frozen_at).date())
        ),
    )
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def refusal(value: Refusal) -> str:
    """Why a figure can't be told."""
    return {
        Refusal.TOO_FEW: _(
            "Te weinig voor een deel: er zijn er minder dan 10, in een van de groepen of in totaal."
        ),
        Refusal.OVERLAP: _(
            "Het verschil is te onzeker: de marges van beide groepen overlappen. "
            "Het kan ook toeval zijn."
        ),
        Refusal.NOTHING: _("Hier valt nog niets te tellen."),
    }[value]


def wrong_query(code: str) -> str:
    """Why a question can't be asked."""
    return {
        "wrong_week": _("Schrijf een week als 2026-W10."),
        "wrong_period": _("De eerste week ligt na de laatste."),
        "same_step": _("Kies een stap die na de eerste komt."),
        "not_comparable": _("Deze vergelijking past niet bij wat u telt."),
    }.get(code, _("Dit is zo niet te tellen."))


def margins(found: Sequence[Interval | None]) -> str:
    """Say the shares of an answer with their margins; empty without any."""
    return ", ".join(
        _("{share} (marge {low} – {high})").format(
            share=formats.percent(one.value),
            low=formats.percent(one.low),
            high=formats.percent(one.high),
        )
        for one in found
        if one is not None
    )


def no_proof(code: str) -> str:
    """Why the figures of a file can't be counted again."""
    return {
        "no_pdf": _("Dit bestand is geen PDF, of het is beschadigd."),
        "no_figures": _("In dit bestand zitten geen cijfers om na te rekenen."),
        "no_lessons": _(
            "Hier zitten geen lessen in om mee te vergelijken. Kies een handreiking (PDF) van deze "
            "versie van het programma, of een editie."
        ),
        "damaged": _("De cijfers in dit bestand zijn veranderd nadat het is gemaakt."),
        "newer": _("Dit bestand is gemaakt met een nieuwere versie van Meedoenbalie."),
    }[code]


def _what(query: Query) -> str:
    if query.measure is Measure.SHARE:
        return _("van {base} naar {target}").format(
            base=step(query.base), target=step(query.target)
        )
    return {
        Measure.INFORMED_SHARE: _("van voorgelicht naar verwezen"),
        Measure.COUNTS: _("aantal keren per stap"),
        Measure.REASONS: _("doorverwijzingen per reden"),
    }[query.measure]


def _count(number: int | None) -> str:
    return "–" if number is None else formats.number(number)
