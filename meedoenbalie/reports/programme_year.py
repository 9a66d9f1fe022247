"""The yearly report of the programme team: figures of all azc's and of each, with margins.

Either exact and for the team alone, or as published; the first page says which.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from meedoenbalie.domain.disclosure import largest_first
from meedoenbalie.domain.experiences import Feeling, Hard, Helps
from meedoenbalie.domain.fairness import Dimension
from meedoenbalie.domain.intervals import Interval
from meedoenbalie.domain.league import Carried, compare_shares, interval_of
from meedoenbalie.domain.offers import OfferKind
from meedoenbalie.domain.programme_year import SOON_WEEKS, Shown, YearView, group_gaps
from meedoenbalie.domain.referrals import Reason
from meedoenbalie.i18n import (
    _,
    coverage,
    experiences,
    fairness,
    formats,
    labels,
    language,
    league,
    ngettext,
)
from meedoenbalie.reports.typeset import typeset

Block = dict[str, Any]


def render(view: YearView, made_on: date, demo: bool = False) -> bytes:
    """Return the report as PDF/UA-1. Raises CannotTypeset, FontMissing and OSError."""
    return typeset("programme_year", data(view, made_on, demo), made_on)


def data(view: YearView, made_on: date, demo: bool = False) -> dict[str, Any]:
    """Return all words and figures of the report, in the order in which they are printed."""
    title = _("Jaarverslag {year}").format(year=view.year)
    who = ngettext("{n} azc", "{n} azc’s", len(view.sites)).format(n=len(view.sites))
    status = (
        _("Intern: echte aantallen, alleen voor het programmateam")
        if view.exact
        else _("Publicatie {number}").format(number=view.number)
    )
    footer = (title, status, _("fictief voorbeeld") if demo else "")
    return {
        "lang": language(),
        "title": title,
        "subtitle": _("Meedoenbalies · {who} · gemaakt op {day}").format(
            who=who, day=formats.full_day(made_on)
        ),
        "status": status,
        "internal": view.exact,
        "internal-title": _("Intern"),
        "internal-words": _(
            "Hier staan echte aantallen. Kleine aantallen zijn herkenbaar: geef dit verslag niet "
            "door. Maak voor anderen het verslag met Te publiceren."
        ),
        "hidden": _("niet getoond"),
        "footer": " · ".join(part for part in footer if part),
        "sections": [
            {"title": words, "blocks": list(blocks)}
            for words, blocks in (
                (_("In het kort"), _short(view)),
                (_("Van voorlichting tot afronding"), _funnel(view)),
                (_("Azc’s naast elkaar"), _beside(view)),
                (_("Hoe lang wachten duurt"), _waiting(view)),
                (_("Waarom het niet doorging of stopte"), _reasons(view)),
                (_("Dekking: welk aanbod, en wat vol was"), _kinds(view)),
                (_("Gelijke kansen"), _fairness(view)),
                (_("Wat jongeren zeggen"), _said(view)),
                (_("Hoe dit is geteld"), _counted(view)),
            )
        ],
    }


def _short(view: YearView) -> Iterator[Block]:
    total = view.totals
    told = [
        _(
            "{informed} keer voorlichting, {referred} doorverwijzingen, {started} keer gestart."
        ).format(
            informed=_count(total["informed"]),
            referred=_count(total["referred"]),
            started=_count(total["started"]),
        )
    ]
    interval = interval_of(total["started"], total["referred"], exact=view.exact)
    if interval is not None:
        told.append(
            _("Van wie verwezen is, startte {share} ({bounds}).").format(
                share=formats.percent(interval.value), bounds=_bounds(interval)
            )
        )
    if view.answer_weeks is not None:
        told.append(_("De helft had binnen {n} antwoord.").format(n=_weeks(view.answer_weeks)))
    told.append(
        _("Verwezen is nog geen succes. Klaar is het pas als de jongere de uitkomst hoorde.")
    )
    yield _text(told)


def _funnel(view: YearView) -> Iterator[Block]:
    names = ("informed", "referred", "accepted", "started", "completed")
    yield _bars({labels.measure(name).capitalize(): view.totals[name] for name in names})
    yield _table(
        (_("Azc"), *(labels.measure(name).capitalize() for name in names)),
        [
            (view.sites[site], *(_count(row[name]) for name in names))
            for site, row in view.steps.items()
        ],
    )
    yield _text([_("Een doorverwijzing telt bij elke stap die zij ooit bereikte.")])


def _beside(view: YearView) -> Iterator[Block]:
    for name in ("accepted", "started", "told"):
        pairs = {site: (row[name], row["referred"]) for site, row in view.steps.items()}
        title = _("{what}, van wie verwezen is").format(what=labels.measure(name).capitalize())
        yield from _intervals(view, title, pairs)


def _waiting(view: YearView) -> Iterator[Block]:
    rows = [
        (_("Tot een antwoord van de aanbieder"), view.answer_weeks),
        (_("Tot de start"), view.start_weeks),
    ]
    yield _table(
        (_("Wachten, alle azc’s samen"), _("De helft wachtte hooguit")),
        [(name, _weeks(weeks) if weeks is not None else _("te klein")) for name, weeks in rows],
    )
    pairs = {site: (row["answered_soon"], row["answered"]) for site, row in view.steps.items()}
    title = _("Antwoord binnen {n} weken, van wie antwoord kreeg").format(n=SOON_WEEKS)
    yield from _intervals(view, title, pairs)
    yield _text(
        [
            _(
                "Alleen wie al antwoord kreeg telt: wie nog wacht, wacht misschien langer. "
                "Gerekend in hele weken."
            )
        ]
    )


def _reasons(view: YearView) -> Iterator[Block]:
    if not view.reasons:
        yield _text([_("Er zijn dit jaar geen redenen vastgelegd.")])
        return
    named = {labels.reason(Reason(code)).capitalize(): n for code, n in view.reasons.items()}
    yield _bars(largest_first(named))
    yield _text([_("Van doorverwijzingen die dit jaar zijn verstuurd, alle azc’s samen.")])


def _kinds(view: YearView) -> Iterator[Block]:
    yield _table(
        (_("Soort aanbod"), _("Verwezen"), _("Gestart"), _("Deel gestart"), _("Was vol")),
        [
            (
                _first_large(coverage.kinds(OfferKind(kind))),
                _count(row["referred"]),
                _count(row["started"]),
                _share(row["started"], row["referred"], exact=view.exact),
                _count(row["full"]),
            )
            for kind, row in view.kinds.items()
        ],
    )
    yield _text(
        [
            _(
                "Vol zegt waar plaatsen ontbreken. Hoeveel plaatsen er zijn weet elke balie; dat "
                "gaat niet mee in een gegevensset."
            )
        ]
    )


def _fairness(view: YearView) -> Iterator[Block]:
    gaps = group_gaps(view.groups)
    for value, by_key in view.groups.items():
        dimension = Dimension(value)
        yield _table(
            (
                fairness.dimension(dimension),
                _("Bewoners"),
                _("Voorgelicht"),
                _("Verwezen"),
                _("Gestart"),
            ),
            [
                (fairness.group(dimension, key, {}), *_stages(row, exact=view.exact))
                for key, row in by_key.items()
            ],
        )
    if gaps:
        lines = [
            _("{group}: minder vaak {stage}, {mine} tegen {theirs} bij de anderen.").format(
                group=fairness.group(Dimension(gap.dimension), gap.key, {}),
                stage=formats.inside(labels.measure(gap.stage)),
                mine=formats.percent(gap.mine.value),
                theirs=formats.percent(gap.theirs.value),
            )
            for gap in gaps
        ]
        yield _notice(_("Hier zijn de kansen niet gelijk"), lines)
    else:
        yield _text([_("Geen groep komt duidelijk minder vaak verder dan de andere.")])
    yield _text(
        [
            _(
                "Een verschil staat hier als het 10 punten of meer is en geen toeval lijkt. Het "
                "programma weet geen nationaliteit, geloof, afkomst of gezondheid."
            )
        ]
    )


def _stages(row: Shown, *, exact: bool) -> Iterator[str]:
    yield _count(row["residents"])
    for stage in ("informed", "referred", "started"):
        told = _share(row[stage], row["residents"], exact=exact)
        number = _count(row[stage])
        yield number if told in (_("te klein"), _("niet getoond")) else f"{number} · {told}"


def _said(view: YearView) -> Iterator[Block]:
    if not view.experiences:
        yield _text([_("In dit jaar is nog niets gezegd.")])
        return
    titles = {
        "feeling": _("Hoe het daar is"),
        "helps": _("Wat helpt"),
        "hard": _("Wat het moeilijk maakt"),
    }
    for question, title in titles.items():
        row = view.experiences.get(question, {})
        if not row:
            continue
        base = _("{n} keer beantwoord").format(n=_count(row.get("")))
        yield {"kind": "heading", "title": title, "words": base}
        yield _bars({_answer(question, answer): number for answer, number in row.items() if answer})
    pairs = {
        site: (row["good"], _sum(row["good"], row["rest"])) for site, row in view.feelings.items()
    }
    yield from _intervals(view, _("‘Goed’, van wie zei hoe het is"), pairs)
    yield _text(
        [_("Wie niets wilde zeggen, telt niet mee. Vaste antwoorden, nooit eigen woorden.")]
    )


def _answer(question: str, answer: str) -> str:
    if question == "feeling":
        return experiences.feeling(Feeling(answer))
    return (
        experiences.helps(Helps(answer)) if question == "helps" else experiences.hard(Hard(answer))
    )


def _counted(view: YearView) -> Iterator[Block]:
    lines = [
        _(
            "Uit de gegevenssets van de azc’s, zonder namen. Een doorverwijzing hoort bij het jaar "
            "waarin zij is verstuurd. Wat per ongeluk is ingevoerd, telt niet mee."
        ),
        _(
            "Een marge zegt waartussen het deel met 95% zekerheid ligt (Wilson). Azc’s staan op "
            "naam, nooit op volgorde van het cijfer. Een verschil is geen oorzaak."
        ),
    ]
    if not view.exact:
        lines.append(
            _(
                "Kleine aantallen staan er niet in, en ook niet wat ze zou verraden: in dit "
                "verslag en naast alle eerdere publicaties. Andere aantallen zijn afgerond op 5, "
                "ook die onder percentages. Samen telt wat getoond is."
            )
        )
    yield {"kind": "list", "items": lines}


def _intervals(
    view: YearView, title: str, pairs: Mapping[str, tuple[int | None, int | None]]
) -> Iterator[Block]:
    found = compare_shares(pairs, exact=view.exact)
    strong, rest = league.order(found, view.sites)
    yield {
        "kind": "intervals",
        "title": title,
        "head": [_("Azc"), _("Deel"), _("Marge (95%)"), _("Van"), _("0% tot 100%")],
        "rows": [
            {
                "name": view.sites[one.site],
                "share": league.share(one),
                "bounds": league.bounds(one) or "–",
                "base": league.base(one),
                "drawn": None
                if one.interval is None
                else [one.interval.value, one.interval.low, one.interval.high],
            }
            for one in found.shares
        ],
    }
    calm = found.carried in (Carried.TOO_FEW, Carried.WHOLLY)
    yield _notice(strong, [rest], calm=calm)


def _text(sentences: Sequence[str]) -> Block:
    return {"kind": "text", "text": " ".join(sentences)}


def _notice(title: str, lines: Sequence[str], *, calm: bool = False) -> Block:
    return {"kind": "notice", "title": title, "lines": list(lines), "calm": calm}


def _table(head: Iterable[str], rows: Sequence[tuple[str, ...]]) -> Block:
    return {"kind": "table", "head": list(head), "rows": [list(row) for row in rows]}


def _bars(counts: Mapping[str, int | None]) -> Block:
    rows = [
        {"label": label, "count": count, "text": _count(count)} for label, count in counts.items()
    ]
    said = ", ".join(f"{row['label']}: {row['text']}" for row in rows)
    return {"kind": "bars", "rows": rows, "alt": _("Staafdiagram. {rows}.").format(rows=said)}


def _sum(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


def _share(part: int | None, whole: int | None, *, exact: bool) -> str:
    interval = interval_of(part, whole, exact=exact)
    if interval is not None:
        return formats.percent(interval.value)
    if part is None or whole is None or whole >= league.LEAST_OUTSIDE:
        return _("niet getoond")
    return _("te klein")


def _bounds(interval: Interval) -> str:
    return _("{low} tot {high}").format(
        low=formats.percent(interval.low), high=formats.percent(interval.high)
    )


def _count(number: int | None) -> str:
    return _("niet getoond") if number is None else formats.number(number)


def _first_large(words: str) -> str:
    return words[:1].upper() + words[1:]


def _weeks(weeks: float) -> str:
    # Weeks are counted whole: who waited none had to wait less than one.
    if not weeks:
        return _("een week")
    return ngettext("{n} week", "{n} weken", 1 if weeks <= 1 else 2).format(n=formats.number(weeks))
