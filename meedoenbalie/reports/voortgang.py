"""*Voortgang*: civic integration, flexible language and three studies, on two pages for anybody.

Only published numbers are set: small ones hidden, others rounded. Each stands with its count,
period and source.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from meedoenbalie.domain.civic_integration.codes import Reason, Regime
from meedoenbalie.domain.civic_integration.cohorts import Division
from meedoenbalie.domain.civic_integration.national import NationalFigures
from meedoenbalie.domain.civic_integration.shown import CohortLine, Cohorts
from meedoenbalie.domain.disclosure import ROUNDING, THRESHOLD
from meedoenbalie.domain.flexible_published import PublishedFlexible, PublishedSplit
from meedoenbalie.domain.studies_published import PublishedPerspective, PublishedStudies
from meedoenbalie.i18n import _, civic, coverage, flexible, formats, language, studies
from meedoenbalie.i18n.outside import beside_earlier
from meedoenbalie.i18n.studies import Study
from meedoenbalie.reports.typeset import typeset


@dataclass(frozen=True, slots=True)
class Voortgang:
    """What is printed; ``first`` is the day from which courses and experiences count.

    All counts are published ones.
    """

    sites: tuple[str, ...]
    first: date
    cohorts: Cohorts
    flexible: PublishedFlexible
    studies: PublishedStudies
    demo: bool = False


def render(sheet: Voortgang) -> bytes:
    """Return the two pages as PDF/UA-1. Raises CannotTypeset, FontMissing and OSError."""
    return typeset("voortgang", _data(sheet), sheet.cohorts.day)


def _data(sheet: Voortgang) -> dict[str, Any]:
    title = _("Voortgang van de inburgering")
    made = formats.full_day(sheet.cohorts.day)
    footer = (title, made, _("fictief voorbeeld") if sheet.demo else "")
    return {
        "lang": language(),
        "title": title,
        "subtitle": _("{sites} · stand van {day}").format(sites=", ".join(sheet.sites), day=made),
        "intro": _(
            "Naast de landelijke cijfers staat wat de balie vastlegde, alleen van wie daar een "
            "reden voor was. DUO beslist over de plicht; de balie houdt bij wat zij hoort."
        ),
        "cohorts": _cohorts(sheet.cohorts),
        "flexible": _flexible(sheet),
        "studies-title": _("Drie studies, en wat deze cijfers toevoegen"),
        "adds": _("Dit voegen de cijfers toe"),
        "cannot": _("Dit zeggen ze niet"),
        "studies": [_study(study, sheet.studies) for study in Study],
        "counted-title": _("Hoe dit is geteld"),
        "counted": list(_counted(sheet)),
        "footer": " · ".join(part for part in footer if part),
    }


def _cohorts(found: Cohorts) -> dict[str, Any]:
    national = found.national
    rows = [_row(line, national) for line in found.lines[Division.COHORT]]
    rows += [_row(line, national) for line in found.lines[Division.REGIME]]
    if found.of(national.act) is None:
        nobody = dict.fromkeys(Reason, 0)
        rows.append(_row(CohortLine(national.act, None, None, 0, 0, 0, nobody, None, ()), national))
    parts = [
        {"label": civic.reason(reason), "share": share, "text": formats.percent(share)}
        for reason, share in national.reasons.items()
    ]
    rest = national.rest_share
    if rest > 0:
        label = _("overig (berekend)")
        parts.append({"label": label, "share": rest, "text": formats.percent(rest)})
    source = _("Bron landelijk: {source}, cijfers van {day}. De termijn is {n} jaar.").format(
        source=national.source, day=formats.full_day(national.as_of), n=national.term_years
    )
    if found.national_is_old:
        source += " " + _(
            "Er zijn waarschijnlijk nieuwere cijfers: CBS publiceert elk jaar in juni."
        )
    return {
        "title": _("Inburgering naast de landelijke cijfers"),
        "head": [
            _("Wet"),
            _("Cohort"),
            _("Hier"),
            _("Uitstroom hier"),
            _("Landelijk"),
            _("Uitstroom"),
        ],
        "rows": rows,
        "chart-title": _("Waarom mensen landelijk uitstromen ({act})").format(
            act=civic.regime(national.act)
        ),
        "chart-alt": _("Staafdiagram. {parts}.").format(
            parts="; ".join(f"{part['label']} {part['text']}" for part in parts)
        ),
        "chart": parts,
        "source": source,
        "own": _own_reasons(found),
    }


def _row(line: CohortLine, national: NationalFigures) -> dict[str, Any]:
    same = line.act == national.act
    one = national.cohorts.get(str(line.year)) if line.year is not None else None
    inflow: int | None = None
    share: float | None = None
    if same and line.year is None:
        inflow, share = national.inflow, national.outflow_share
    elif same and one is not None:
        inflow, share = one.inflow, one.outflow_share
    given = _("niet gegeven")
    own = line.outflow_share
    return {
        "total": line.year is None,
        "cells": [
            civic.regime(line.act) if line.act else "",
            _("alle cohorten") if line.year is None else str(line.year),
            _count(line.inflow),
            formats.percent(own.value) if own is not None else _("te klein"),
            formats.number(inflow) if inflow else given,
            formats.percent(share) if share is not None else given,
        ],
    }


def _own_reasons(found: Cohorts) -> str:
    told = []
    for act in Regime:
        line = found.of(act)
        for reason, number in line.reasons.items() if line is not None else ():
            if number:
                told.append(
                    _("{act}, {reason}: ongeveer {n}").format(
                        act=civic.regime(act),
                        reason=civic.reason(reason),
                        n=formats.number(number),
                    )
                )
    if not told:
        return _("Hier zijn te weinig mensen uitgestroomd om redenen te noemen.")
    return _("Uitstroom hier: {parts}.").format(parts="; ".join(told))


def _flexible(sheet: Voortgang) -> dict[str, Any]:
    found = sheet.flexible
    rows = [
        [_("Alle cursisten"), *_split(found.learners)],
        *([flexible.form(form), *_split(split)] for form, split in found.forms.items()),
    ]
    stayed = _("Na 12 weken nog bezig of al klaar: {one} met meedoen, {other} zonder.").format(
        one=_share(found.stayed_combined), other=_share(found.stayed_alone)
    )
    return {
        "title": _("Taal leren en tegelijk meedoen"),
        "period": _("Taalcursussen begonnen van {first} tot en met {last}.").format(
            first=formats.full_day(sheet.first), last=formats.full_day(sheet.cohorts.day)
        ),
        "head": [_("Wie"), _("Met meedoen"), _("Alleen taal"), _("Deel met meedoen")],
        "rows": rows,
        "stayed": f"{stayed} {flexible.may_compare(found.why_not)}",
    }


def _split(split: PublishedSplit) -> list[str]:
    return [_count(split.combined), _count(split.alone), _share(split.share)]


def _study(study: Study, found: PublishedStudies) -> dict[str, Any]:
    words = studies.lens(study)
    figures = {
        Study.PERSPECTIVE: _perspectives,
        Study.MARKET: _market,
        Study.ELEMENTS: _elements,
    }[study](found)
    return {
        "title": words.title,
        "question": words.question,
        "figures": list(figures),
        "adds": words.adds,
        "cannot": words.cannot,
    }


def _perspectives(found: PublishedStudies) -> Iterator[str]:
    for group, one in found.perspectives.items():
        name = _("groep onbekend") if group is None else civic.group(group)
        yield f"{name.capitalize()}: {_said(one)}"
    if not found.perspectives:
        yield _("In deze periode is nog niets gezegd.")


def _said(one: PublishedPerspective) -> str:
    if one.answers is None:
        return _("te weinig antwoorden om te tonen")
    return _("ongeveer {n} antwoorden, goed: {share}").format(
        n=formats.number(one.answers), share=_share(one.share)
    )


def _market(found: PublishedStudies) -> Iterator[str]:
    for kind, one in found.market.items():
        yield _("{kind}: {people} zoeken, {places} plaatsen vrij").format(
            kind=coverage.kinds(kind),
            people=_about(one.people),
            places=formats.number(one.places),
        )
    yield _("Afspraken over risico’s met {some} van {all} aanbieders").format(
        some=formats.number(found.providers_with_risks), all=formats.number(found.providers)
    )


def _elements(found: PublishedStudies) -> Iterator[str]:
    for element, number in found.lessons.items():
        yield f"{studies.element(element)}: {studies.published_lessons(number)}"


def _about(number: int | None) -> str:
    if number is None:
        return _("een niet getoond aantal bewoners")
    return _("ongeveer {n} bewoners").format(n=formats.number(number)) if number else "0"


def _count(number: int | None) -> str:
    return _("te klein") if number is None else formats.number(number)


def _share(share: float | None) -> str:
    return _("te klein") if share is None else formats.percent(share)


def _counted(sheet: Voortgang) -> Iterator[str]:
    yield _(
        "Aantallen onder {k} staan er niet in, en ook niet wat ze zou verraden. Andere aantallen "
        "zijn afgerond op {base}. Percentages zijn van afgeronde aantallen, nooit 0 of 100."
    ).format(k=THRESHOLD, base=ROUNDING)
    yield beside_earlier()
    yield _(
        "Een cohort is iedereen van wie de plicht in één jaar begon, onder één wet. Een tijdelijke "
        "vrijstelling telt als uitstroom zolang zij duurt. Wie door de uitspraak van 4 september "
        "2024 geen plicht heeft, staat in geen cohort."
    )
    yield _(
        "Combineren is op dezelfde dagen een taalcursus volgen en meedoen aan een MDT-traject of "
        "activiteit. Blijven is vergeleken van wie de eerste 4 weken haalde. Een verschil is geen "
        "oorzaak."
    )
    yield _(
        "Bronnen: verzamelbrief inburgering, zomer 2025 (landelijke cijfers en drie studies); "
        "eigen vastlegging van {sites}, stand van {day}."
    ).format(sites=", ".join(sheet.sites), day=formats.full_day(sheet.cohorts.day))
