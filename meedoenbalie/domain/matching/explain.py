"""The advice on one offer: every criterion's result, what would help, and how it ranks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from meedoenbalie.domain.matching.ages import age
from meedoenbalie.domain.matching.changes import Change
from meedoenbalie.domain.matching.criteria import (
    interests,
    level,
    load,
    places,
    residence_phase,
    start,
    travel,
)
from meedoenbalie.domain.matching.facts import (
    AgeFacts,
    CertificateFacts,
    CompanyFacts,
    CostFacts,
    CriterionResult,
    Facts,
    InterestFacts,
    LevelFacts,
    LiteracyFacts,
    LoadFacts,
    PhaseFacts,
    PlacesFacts,
    StartFacts,
    TravelFacts,
    Verdict,
    WeekFacts,
)
from meedoenbalie.domain.matching.rules import Context
from meedoenbalie.domain.matching.score import (
    POINTS,
    Fit,
    ScorePart,
    company_part,
    cost_part,
    interests_part,
    load_part,
    places_part,
    points,
    start_part,
    travel_part,
)
from meedoenbalie.domain.matching.terms import certificate, company, cost, literacy
from meedoenbalie.domain.matching.weekfit import week
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident


@dataclass(frozen=True, slots=True)
class Judgement:
    """The result of every criterion on one resident and one offer, in the order of telling."""

    start: CriterionResult[StartFacts]
    age: CriterionResult[AgeFacts]
    level: CriterionResult[LevelFacts]
    literacy: CriterionResult[LiteracyFacts]
    residence_phase: CriterionResult[PhaseFacts]
    certificate: CriterionResult[CertificateFacts]
    week: CriterionResult[WeekFacts]
    places: CriterionResult[PlacesFacts]
    travel: CriterionResult[TravelFacts]
    load: CriterionResult[LoadFacts]
    cost: CriterionResult[CostFacts]
    interests: CriterionResult[InterestFacts]
    company: CriterionResult[CompanyFacts]

    def __iter__(self) -> Iterator[CriterionResult[Facts]]:
        results: tuple[CriterionResult[Facts], ...] = (
            self.start,
            self.age,
            self.level,
            self.literacy,
            self.residence_phase,
            self.certificate,
            self.week,
            self.places,
            self.travel,
            self.load,
            self.cost,
            self.interests,
            self.company,
        )
        return iter(results)

    def settled(self) -> Judgement:
        """Return the same results, none of which keeps the offer from fitting any more."""
        return Judgement(
            start=replace(self.start, harmless=True),
            age=replace(self.age, harmless=True),
            level=replace(self.level, harmless=True),
            literacy=replace(self.literacy, harmless=True),
            residence_phase=replace(self.residence_phase, harmless=True),
            certificate=replace(self.certificate, harmless=True),
            week=replace(self.week, harmless=True),
            places=replace(self.places, harmless=True),
            travel=replace(self.travel, harmless=True),
            load=replace(self.load, harmless=True),
            cost=replace(self.cost, harmless=True),
            interests=replace(self.interests, harmless=True),
            company=replace(self.company, harmless=True),
        )

    @property
    def blocking(self) -> tuple[CriterionResult[Facts], ...]:
        """The results because of which the offer doesn't simply fit."""
        return tuple([result for result in self if result.blocks])


@dataclass(frozen=True, slots=True)
class Match:
    """The advice on one offer.

    ``changes`` together make it fit: that was tried out. They are there for every offer that *fits
    if*, and for one that doesn't fit when one thing is in the way that may be otherwise later.
    """

    offer: Offer
    fit: Fit
    judgement: Judgement
    changes: tuple[Change, ...]
    parts: tuple[ScorePart, ...]
    points: int

    @property
    def score(self) -> float:
        """The score from 0 to 1."""
        return self.points / POINTS

    @property
    def rank(self) -> tuple[int, int, str]:
        """Sorts matches best first, and equal ones by the code of the offer."""
        return self.fit.order, -self.points, self.offer.code


def judge(resident: Resident, offer: Offer, context: Context) -> Judgement:
    """Apply every criterion."""
    return Judgement(
        start=start(offer, context),
        age=age(resident, offer, context),
        level=level(resident, offer, context),
        literacy=literacy(resident, offer, context),
        residence_phase=residence_phase(resident, offer, context),
        certificate=certificate(offer, context),
        week=week(resident, offer, context),
        places=places(offer, context),
        travel=travel(resident, offer, context),
        load=load(resident, offer),
        cost=cost(offer),
        interests=interests(resident, offer),
        company=company(resident, offer),
    )


def match(resident: Resident, offer: Offer, context: Context) -> Match:
    """Advise on one offer.

    It fits when nothing stands in the way. It fits *if* when everything in the way can be asked
    today, and no more than ``maximum_changes`` of it is known to be otherwise now.
    """
    judgement = judge(resident, offer, context)
    blocking = judgement.blocking
    near = _near(blocking, context)
    changes: tuple[Change, ...] = ()
    if near or len(blocking) == 1:
        changes = _sufficient_changes(resident, offer, context, blocking)
    if not blocking:
        fit = Fit.FITS
    else:
        fit = Fit.FITS_IF if near and changes else Fit.FITS_NOT
    parts = (
        interests_part(judgement.interests.facts, context),
        travel_part(judgement.travel.facts, context),
        start_part(judgement.start.facts, context),
        load_part(judgement.load.facts, context),
        places_part(judgement.places.facts, context),
        cost_part(judgement.cost.facts, context),
        company_part(judgement.company.facts, context),
    )
    obstacles = max(len(blocking), len(changes))
    return Match(offer, fit, judgement, changes, parts, points(fit, parts, obstacles))


def ranked(resident: Resident, offers: Iterable[Offer], context: Context) -> tuple[Match, ...]:
    """Advise on every offer, best first; the order of the input doesn't matter."""
    matches = [match(resident, offer, context) for offer in offers]
    return tuple(sorted(matches, key=lambda found: found.rank))


def _sufficient_changes(
    resident: Resident,
    offer: Offer,
    context: Context,
    blocking: tuple[CriterionResult[Facts], ...],
) -> tuple[Change, ...]:
    """Return the changes that together make the offer fit, after trying them out."""
    changes = tuple(change for result in blocking for change in result.changes)
    for change in changes:
        resident, offer = change.applied(resident, offer)
    return changes if changes and not judge(resident, offer, context).blocking else ()


def _near(blocking: tuple[CriterionResult[Facts], ...], context: Context) -> bool:
    """Tell whether everything in the way can be asked today, and little of it is known to be so."""
    refused = [result for result in blocking if result.verdict is Verdict.FITS_NOT]
    return (
        all(result.changes for result in blocking)
        and all(change.small for result in blocking for change in result.changes)
        and sum(len(result.changes) for result in refused) <= context.rules.maximum_changes
    )
