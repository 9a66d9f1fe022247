"""*Voor de gemeente*: where places are short and what would help, on two pages for anybody.

Only published numbers are set: small ones hidden, others rounded, totals from what is shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from meedoenbalie.domain.disclosure import ROUNDING, THRESHOLD
from meedoenbalie.domain.matching.bands import GROUP, Band
from meedoenbalie.domain.matching.changes_published import Told
from meedoenbalie.domain.matching.coverage import WEEK
from meedoenbalie.domain.matching.coverage_published import (
    PublishedCell,
    PublishedKind,
)
from meedoenbalie.domain.matching.what_if import LONG_WAIT
from meedoenbalie.domain.offers import OfferKind
from meedoenbalie.domain.week import Daypart, Weekday
from meedoenbalie.i18n import _, coverage, formats, labels, language
from meedoenbalie.i18n.outside import beside_earlier
from meedoenbalie.reports.typeset import typeset

_STEPS = 5


@dataclass(frozen=True, slots=True)
class CoverageSheet:
    """What is printed; ``places`` are the free places of each kind. Counts are published ones."""

    sites: tuple[str, ...]
    day: date
    kinds: tuple[PublishedKind, ...]
    changes: tuple[Told, ...]
    places: Mapping[OfferKind, int]
    demo: bool = False


def render(sheet: CoverageSheet) -> bytes:
    """Return the two pages as PDF/UA-1. Raises CannotTypeset, FontMissing and OSError."""
    return typeset("coverage", _data(sheet), sheet.day)


def _data(sheet: CoverageSheet) -> dict[str, Any]:
    title = _("Wat jongeren zoeken en wat er is")
    made = formats.full_day(sheet.day)
    footer = (title, made, _("fictief voorbeeld") if sheet.demo else "")
    return {
        "lang": language(),
        "title": title,
        "subtitle": _("Voor de gemeente · {sites} · {day}").format(
            sites=", ".join(sheet.sites), day=made
        ),
        "intro": _(
            "Bewoners van het azc zoeken een plek om Nederlands te leren en mee te doen. Hier "
            "staat waar plaatsen tekort komen, en welke ene wijziging de meeste bewoners laat "
            "beginnen."
        ),
        "chart": _chart(sheet.kinds, sheet.places),
        "maps": [_map(kind) for kind in sheet.kinds],
        "legend": _(
            "Getal: plaatsen tekort in dat dagdeel. · : genoeg plaatsen, of niemand. × : niet "
            "getoond. o ochtend, m middag, a avond."
        ),
        "overlap": _(
            "Wie op meer dagdelen kan, telt in elk dagdeel mee. Optellen kan dus niet; rechts "
            "staan de personen."
        ),
        "changes-title": _("Wat het meest zou helpen"),
        "changes": _changes(sheet.changes),
        "no-changes": _("Geen enkele wijziging laat nu meer bewoners beginnen."),
        "counted-title": _("Hoe dit is geteld"),
        "counted": _counted(),
        "footer": " · ".join(part for part in footer if part),
    }


def _chart(kinds: Sequence[PublishedKind], places: Mapping[OfferKind, int]) -> dict[str, Any]:
    rows = [
        {
            "label": coverage.kinds(kind.kind),
            "people": kind.people,
            "places": places.get(kind.kind, 0),
            "people-text": _people(kind),
            "places-text": formats.number(places.get(kind.kind, 0)),
        }
        for kind in kinds
    ]
    said = "; ".join(
        _("{kind}: {people} bewoners, {places} vrije plaatsen").format(
            kind=row["label"], people=row["people-text"], places=row["places-text"]
        )
        for row in rows
    )
    return {
        "title": _("Bewoners en vrije plaatsen"),
        "alt": _("Staafdiagram. {rows}.").format(rows=said),
        "people": _("bewoners die willen en mogen"),
        "places": _("vrije plaatsen"),
        "rows": rows,
    }


def _people(kind: PublishedKind) -> str:
    hidden = any(row.people is None for row in kind.rows)
    if not kind.people:
        return _("niet getoond") if hidden else "0"
    number = formats.number(kind.people)
    return _("ten minste {n}").format(n=number) if hidden else number


def _map(kind: PublishedKind) -> dict[str, Any]:
    most = max((cell.short or 0 for row in kind.rows for cell in row.cells), default=0)
    return {
        "title": coverage.kinds(kind.kind),
        "level": _("Niveau"),
        "persons": _("personen"),
        "days": [labels.weekday_short(day) for day in Weekday],
        "parts": [labels.daypart(part)[0] for part in Daypart],
        "rows": [
            {
                "label": coverage.band(row.band),
                "persons": "×" if row.people is None else formats.number(row.people),
                "cells": [_cell(cell, most) for cell in row.cells],
            }
            for row in kind.rows
            # A level at which nobody looks tells nothing.
            if row.people != 0 or row.band is not Band.UNKNOWN
        ],
    }


def _cell(cell: PublishedCell, most: int) -> dict[str, Any]:
    if cell.short is None:
        return {"text": "×", "step": 0}
    if not cell.short:
        return {"text": "·", "step": 0}
    return {"text": formats.number(cell.short), "step": -(-_STEPS * cell.short // most)}


def _changes(changes: Sequence[Told]) -> list[dict[str, str]]:
    """Return each change with its sentence, the most first.

    Those with a hidden or an equal number stand by name: another order would tell which is larger.
    """
    told = []
    for each in changes:
        order = -(each.gained or 0), -(each.fitting or 0)
        who = " ".join([_gained(each), *_fitting(each), *_lost(each)])
        told.append((*order, coverage.proposal(each.proposal), who))
    return [{"what": what, "who": who} for _starts, _fits, what, who in sorted(told)]


def _gained(each: Told) -> str:
    number = each.gained
    if number is None:
        return _("Hoeveel bewoners kunnen beginnen, is niet getoond.")
    return _("Ongeveer {n} bewoners kunnen beginnen.").format(n=number)


def _fitting(each: Told) -> list[str]:
    number = each.fitting
    if not number:
        return []
    if long := each.long:
        return [
            _(
                "Het past bij ongeveer {n} bewoners zonder plaats, van wie {long} langer dan "
                "{weeks} weken wachten."
            ).format(n=number, long=long, weeks=LONG_WAIT)
        ]
    return [_("Het past bij ongeveer {n} bewoners zonder plaats.").format(n=number)]


def _lost(each: Told) -> list[str]:
    number = each.lost
    if number == 0:
        return []
    if number is None:
        return [_("Hoeveel bewoners een plaats verliezen, is niet getoond.")]
    return [_("Ongeveer {n} bewoners verliezen een plaats.").format(n=number)]


def _counted() -> list[str]:
    days = ", ".join(coverage.part_of_week(part) for part in WEEK[:1])
    return [
        _(
            "Een bewoner telt in een vakje als een nieuwe groep van die soort, op het eigen "
            "taalniveau en in dat dagdeel (zoals {example}), nu zou passen: leeftijd, "
            "verblijfsfase, eigen afspraken en tijd per week tellen mee."
        ).format(example=days),
        _(
            "Meegeteld zijn bewoners die er nu wonen en voor die soort nog niet zijn verwezen. "
            "Dezelfde bewoner kan een taalcursus én een MDT-traject zoeken en telt dan bij beide."
        ),
        _(
            "Plaatsen zijn wat aanbieders opgaven, zonder de plaatsen waarvoor al iemand is "
            "verwezen."
        ),
        _(
            "Elke wijziging is doorgerekend: zo veel meer bewoners zouden tegelijk kunnen "
            "beginnen. Een nieuwe groep heeft {n} plaatsen, is op het azc en komt één keer per "
            "week. Van elk aanbod, en van een nieuwe cursus per niveau, staat alleen de beste "
            "wijziging er. Verliest iemand er een plaats door, dan staat dat erbij."
        ).format(n=GROUP),
        _(
            "Aantallen onder {k} staan er niet in, en ook niet wat ze zou verraden. Andere "
            "aantallen zijn afgerond op {base}; totalen tellen alleen wat er staat."
        ).format(k=THRESHOLD, base=ROUNDING),
        beside_earlier(),
        _(
            "Nationaliteit, geloof, afkomst en gezondheid staan nergens in het programma en "
            "tellen dus niet mee."
        ),
    ]
