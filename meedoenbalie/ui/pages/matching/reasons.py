"""Which reasons an entry shows: all of what fits, only what stands in the way of the rest."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from meedoenbalie.domain.matching.explain import Match
from meedoenbalie.domain.matching.facts import (
    CertificateFacts,
    CompanyFacts,
    CostFacts,
    Criterion,
    CriterionResult,
    Facts,
    LiteracyFacts,
)
from meedoenbalie.domain.matching.facts import Verdict as Judged
from meedoenbalie.domain.matching.weekplan import Part, WeekPlan
from meedoenbalie.i18n import _, formats, labels
from meedoenbalie.services import matching_text
from meedoenbalie.ui.widgets.reasons import Verdict

Reason = tuple[Verdict, str]

_SIGN: dict[Judged, Verdict] = {
    Judged.FITS: "fits",
    Judged.UNKNOWN: "unknown",
    Judged.FITS_NOT: "fits_not",
}
# The line above the reasons says these already.
_IN_META = frozenset({Criterion.START, Criterion.PLACES})


def offer_reasons(match: Match, name: str, *, full: bool) -> tuple[Reason, ...]:
    """Return the reasons of one offer; unless ``full`` those that stand in the way."""
    blocking = [_reason(result, name) for result in match.judgement.blocking]
    if not full:
        return tuple(blocking)
    rest = [
        _reason(result, name)
        for result in match.judgement
        if not result.blocks and result.criterion not in _IN_META and _says_something(result)
    ]
    return (*blocking, *rest)


def plan_reasons(
    plan: WeekPlan, name: str, running: Collection[UUID], *, full: bool
) -> tuple[Reason, ...]:
    """Return the reasons of the offers and of their week together; what runs needs none."""
    blocking: list[Reason] = []
    rest: list[Reason] = [
        ("fits", _("{title} loopt al").format(title=offer.title))
        for offer in plan.offers
        if offer.id in running
    ]
    for first, second in zip(plan.mdt.judgement, plan.language.judgement, strict=True):
        if first.criterion is Criterion.LOAD:
            continue
        sides = [
            (match, result)
            for match, result in ((plan.mdt, first), (plan.language, second))
            if match.offer.id not in running
        ]
        blocking += [
            (_SIGN[result.verdict], _prefixed(match, _text(result, name)))
            for match, result in sides
            if result.blocks
        ]
        if len(sides) == 1 and not sides[0][1].blocks and first.criterion not in _IN_META:
            rest.append(_reason(sides[0][1], name))
        if len(sides) == 2 and not first.blocks and not second.blocks:
            rest += _together(plan, first, second, name)
    for part in plan.beside:
        blocking += [
            (_SIGN[r.verdict], _titled(part, r, name)) for r in part.match.judgement.blocking
        ]
        met = part.match.judgement.interests
        if met.verdict is Judged.FITS:
            rest.append((_SIGN[met.verdict], _titled(part, met, name)))
    if plan.tuned:
        rest.append(("fits", _("Taal en werk zijn op elkaar afgestemd, opgave aanbieder")))
    load = _load(plan, name)
    if load is not None:
        (blocking if plan.load.over else rest).append(load)
    return (*blocking, *dict.fromkeys(rest)) if full else tuple(blocking)


def _together(
    plan: WeekPlan, first: CriterionResult[Facts], second: CriterionResult[Facts], name: str
) -> list[Reason]:
    """Return what two results that stand in no way come down to."""
    match first.criterion:
        case Criterion.START | Criterion.PLACES:
            return []
        case Criterion.LEVEL:
            return [_reason(second, name)]
        case (
            Criterion.TRAVEL
            | Criterion.LITERACY
            | Criterion.CERTIFICATE
            | Criterion.COST
            | Criterion.COMPANY
        ):
            one, other = _text(first, name), _text(second, name)
            if one == other:
                return [_reason(first, name)] if _says_something(first) else []
            return [
                (_SIGN[result.verdict], _prefixed(match, text))
                for match, result, text in (
                    (plan.mdt, first, one),
                    (plan.language, second, other),
                )
                if _says_something(result)
            ]
        case Criterion.INTERESTS:
            met = [result for result in (first, second) if result.verdict is Judged.FITS]
            return [_reason(result, name) for result in met or [first]]
        case _:
            return [_reason(first, name)]


def _says_something(result: CriterionResult[Facts]) -> bool:
    """Tell whether there is more to say than that nobody asked the provider."""
    match result.facts:
        case LiteracyFacts() | CertificateFacts():
            return result.facts.needed is not None
        case CostFacts():
            return result.facts.cents is not None or result.facts.payer is not None
        case CompanyFacts():
            return result.facts.suits is not None
        case _:
            return True


def _load(plan: WeekPlan, name: str) -> Reason | None:
    load = plan.load
    if load.over_limit:
        return "fits_not", _("Samen {total} per week, boven de grens van {limit}").format(
            total=formats.duration(load.total), limit=formats.duration(load.limit)
        )
    if load.over_wanted:
        return "fits_not", _("Samen {total} per week, {name} wil hoogstens {wanted}").format(
            total=formats.duration(load.total),
            name=name,
            wanted=formats.duration(load.wanted or 0),
        )
    if load.wish is None:
        return None
    words = _("Samen {hours} per week past")
    if load.over_wish:
        words = _("Samen {hours} per week, {name} heeft {wish}")
    text = words.format(
        hours=formats.duration(load.offers), name=name, wish=formats.duration(load.wish)
    )
    return ("fits_not" if load.over_wish else "fits"), text


def _reason(result: CriterionResult[Facts], name: str) -> Reason:
    return _SIGN[result.verdict], _text(result, name)


def _text(result: CriterionResult[Facts], name: str) -> str:
    return matching_text.reason(result, name)


def _titled(part: Part, result: CriterionResult[Facts], name: str) -> str:
    return _("{kind}: {reason}").format(kind=part.match.offer.title, reason=_text(result, name))


def _prefixed(match: Match, text: str) -> str:
    return _("{kind}: {reason}").format(kind=labels.offer_kind_short(match.offer.kind), reason=text)
