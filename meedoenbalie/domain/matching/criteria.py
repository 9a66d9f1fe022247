"""The criteria: one pure function for each thing that is looked at.

Each takes what it needs of the resident, the offer and the circumstances, and returns a verdict
with the facts it used and the smallest changes that would make it fit.
"""

from __future__ import annotations

from datetime import date

from meedoenbalie.domain.matching.changes import (
    Change,
    LevelKnown,
    LevelReached,
    MoreTime,
    PermitConfirmed,
    PhaseKnown,
    PlaceFree,
    TravelAccepted,
    TravelKnown,
)
from meedoenbalie.domain.matching.facts import (
    Criterion,
    CriterionResult,
    InterestFacts,
    LevelFacts,
    LoadFacts,
    PhaseFacts,
    PlacesFacts,
    StartFacts,
    TravelFacts,
    Verdict,
)
from meedoenbalie.domain.matching.interests import met_interests
from meedoenbalie.domain.matching.rules import (
    Context,
    MatchingRules,
    travel_limit,
    travel_minutes,
)
from meedoenbalie.domain.matching.way import estimated_minutes, estimating_means
from meedoenbalie.domain.matching.weekfit import room_for_travel
from meedoenbalie.domain.offers import Offer, OfferKind, WorkPermit
from meedoenbalie.domain.people import DutchLevel, Literacy, ResidencePhase, Resident


def start(offer: Offer, context: Context) -> CriterionResult[StartFacts]:
    """Judge whether one can still start: the offer runs and has a day to start ahead."""
    on = offer.next_start(context.day) if offer.active else None
    stated = offer.continuous_intake or bool(offer.start_dates)
    ended = offer.ends_on if offer.ends_on is not None and offer.ends_on < context.day else None
    any_time = on == context.day and offer.continuous_intake and on not in offer.start_dates
    facts = StartFacts(on, stated, any_time, offer.active, ended)
    if on is None:
        return CriterionResult(Criterion.START, Verdict.FITS_NOT, facts)
    verdict = Verdict.FITS if stated else Verdict.UNKNOWN
    return CriterionResult(Criterion.START, verdict, facts, harmless=True)


def level(resident: Resident, offer: Offer, context: Context) -> CriterionResult[LevelFacts]:
    """Judge the level of Dutch: at least the lowest, and for a course not above the highest.

    Help in a language that the resident speaks is told as a fact; it doesn't lower the level that
    the provider asks. Somebody who can't read yet may need a literacy course whatever the level of
    speaking, so that is asked. Source: Alfa A to C precede or run beside A1 (nt2.nl).
    """
    lowest, highest = level_range(offer)
    on = offer.next_start(context.day) or context.day
    named = on if on in offer.start_dates else None
    has = resident.dutch_level
    too_high = has is not None and highest is not None and has.rank > highest.rank
    reading = (
        too_high
        and highest is not None
        and highest.rank <= DutchLevel.ALFA_C.rank
        and resident.literacy is Literacy.ILLITERATE
    )
    speaks = set(resident.languages)
    facts = LevelFacts(
        level=has,
        level_from=offer.level_from,
        level_to=offer.level_to,
        on=named,
        support=tuple(code for code in offer.support_languages if code in speaks),
        learns_to_read=reading,
    )

    def result(verdict: Verdict, *changes: Change) -> CriterionResult[LevelFacts]:
        return CriterionResult(Criterion.LEVEL, verdict, facts, changes)

    in_range = LevelKnown(lowest or DutchLevel.ALFA_A, highest)
    if lowest is None and highest is None:
        return result(Verdict.FITS)
    if has is None or reading:
        return result(Verdict.UNKNOWN, in_range)
    if lowest is not None and has.rank < lowest.rank:
        weeks = context.rules.weeks_per_level * (lowest.rank - has.rank)
        in_time = (on - context.day).days >= 7 * weeks
        return result(Verdict.FITS_NOT, LevelReached(lowest, named, small=in_time))
    return result(Verdict.FITS_NOT if too_high else Verdict.FITS)


def residence_phase(
    resident: Resident, offer: Offer, context: Context
) -> CriterionResult[PhaseFacts]:
    """Judge the residence phase, and the verklaring vrijwilligerswerk where the phase asks it.

    Source: UWV, verklaring vrijwilligerswerk — asylum seekers may do voluntary work only with it;
    the organisation applies, and work may start once UWV confirms receipt. Status holders need
    none. For which kinds and phases it is asked stands in the rules.
    """
    phase, rules = resident.residence_phase, context.rules
    expired = permit_expired(offer, context)
    facts = PhaseFacts(
        phase=phase,
        allowed=offer.residence_phases,
        permit_needed=None if phase is None else _asks_permit(phase, offer, rules),
        permit=offer.work_permit,
        permit_expired=expired,
    )
    if phase is not None:
        verdict, changes = _phase_verdict(phase, offer, expired, rules)
    else:
        verdict, changes = _unknown_phase_verdict(offer, expired, rules)
    return CriterionResult(Criterion.RESIDENCE_PHASE, verdict, facts, changes)


def permit_expired(offer: Offer, context: Context) -> date | None:
    """Return the last day of a verklaring that no longer holds at the start, else None."""
    until = offer.work_permit_valid_until
    if offer.work_permit is not WorkPermit.YES or until is None:
        return None
    return until if until < (offer.next_start(context.day) or context.day) else None


def places(offer: Offer, context: Context) -> CriterionResult[PlacesFacts]:
    """Judge the places at the next start. Old figures still count, and the facts say so."""
    figure = offer.next_figure(context.day)
    facts = PlacesFacts(
        places=figure.places,
        confirmed_days=figure.age(context.day),
        stale=figure.places is not None and figure.is_stale(context.day, context.confirm_days),
    )
    if figure.places is None:
        return CriterionResult(Criterion.PLACES, Verdict.UNKNOWN, facts, (PlaceFree(full=False),))
    if figure.full:
        freed = PlaceFree(full=True, small=False)
        return CriterionResult(Criterion.PLACES, Verdict.FITS_NOT, facts, (freed,))
    return CriterionResult(Criterion.PLACES, Verdict.FITS, facts)


def travel(resident: Resident, offer: Offer, context: Context) -> CriterionResult[TravelFacts]:
    """Judge the way from the azc against what the resident said, or else the rule's default.

    Only the resident's own answer excludes: above the default, or when an offer is perhaps partly
    online, it is asked. Minutes that nobody entered are estimated; too long an estimate is asked.
    """
    entered, means = travel_minutes(offer, context), estimating_means(resident)
    estimate = estimated_minutes(offer, context, means)
    minutes = entered if entered is not None else estimate
    limit = travel_limit(resident, context)
    stated = resident.max_travel_minutes is not None
    by = None if estimate is None else means
    facts = TravelFacts(minutes, limit, stated, offer.schedule.online, by)
    if minutes is not None and minutes <= limit:
        return CriterionResult(Criterion.TRAVEL, Verdict.FITS, facts)
    if minutes is None or by is not None:
        at_most = min(limit, room_for_travel(resident, offer, context))
        known = TravelKnown(context.site, at_most)
        return CriterionResult(Criterion.TRAVEL, Verdict.UNKNOWN, facts, (known,))
    if not stated or offer.schedule.online:
        accepted = TravelAccepted(minutes)
        return CriterionResult(Criterion.TRAVEL, Verdict.UNKNOWN, facts, (accepted,))
    small = minutes - limit <= context.rules.travel_stretch_minutes
    return CriterionResult(
        Criterion.TRAVEL, Verdict.FITS_NOT, facts, (TravelAccepted(minutes, small=small),)
    )


def load(resident: Resident, offer: Offer) -> CriterionResult[LoadFacts]:
    """Judge the minutes a week that the offer asks against those the resident has.

    A flexible range counts with its maximum. Unknown minutes do no harm.
    """
    asked, has = offer.schedule.weekly_minutes, resident.weekly_minutes
    facts = LoadFacts(asked, has)
    if asked is None or has is None:
        return CriterionResult(Criterion.LOAD, Verdict.UNKNOWN, facts, harmless=True)
    if asked <= has:
        return CriterionResult(Criterion.LOAD, Verdict.FITS, facts)
    return CriterionResult(Criterion.LOAD, Verdict.FITS_NOT, facts, (MoreTime(asked),))


def interests(resident: Resident, offer: Offer) -> CriterionResult[InterestFacts]:
    """Find the wishes that the offer meets. They raise the score and never exclude."""
    met = met_interests(resident, offer)
    return CriterionResult(
        Criterion.INTERESTS,
        Verdict.FITS if met else Verdict.UNKNOWN,
        InterestFacts(met, len(resident.interests)),
        harmless=True,
    )


def level_range(offer: Offer) -> tuple[DutchLevel | None, DutchLevel | None]:
    """Return the lowest and the highest level an offer takes; None is open."""
    lowest, highest = offer.level_from, offer.level_to
    if lowest is not None and highest is not None and lowest.rank > highest.rank:
        lowest, highest = highest, lowest
    # Knowing more Dutch than needed is only a reason against learning it.
    return lowest, highest if offer.kind is OfferKind.LANGUAGE_COURSE else None


def _asks_permit(phase: ResidencePhase, offer: Offer, rules: MatchingRules) -> bool:
    return offer.kind in rules.permit_kinds and (
        phase in rules.permit_needed or phase in rules.permit_asked
    )


def _phase_verdict(
    phase: ResidencePhase, offer: Offer, expired: date | None, rules: MatchingRules
) -> tuple[Verdict, tuple[Change, ...]]:
    if offer.residence_phases and phase not in offer.residence_phases:
        return Verdict.FITS_NOT, ()
    holds = offer.work_permit is WorkPermit.YES and expired is None
    if holds or not _asks_permit(phase, offer, rules):
        return Verdict.FITS, ()
    if phase in rules.permit_needed and offer.work_permit is WorkPermit.NO:
        return Verdict.FITS_NOT, (PermitConfirmed(WorkPermit.NO, small=False),)
    return Verdict.UNKNOWN, (PermitConfirmed(offer.work_permit, expired),)


def _unknown_phase_verdict(
    offer: Offer, expired: date | None, rules: MatchingRules
) -> tuple[Verdict, tuple[Change, ...]]:
    verdicts = {phase: _phase_verdict(phase, offer, expired, rules)[0] for phase in ResidencePhase}
    fitting = tuple(phase for phase, verdict in verdicts.items() if verdict is Verdict.FITS)
    asked = tuple(phase for phase, verdict in verdicts.items() if verdict is Verdict.UNKNOWN)
    if len(fitting) == len(verdicts):
        return Verdict.FITS, ()
    if fitting:
        return Verdict.UNKNOWN, (PhaseKnown(fitting),)
    if asked:
        return Verdict.UNKNOWN, (PhaseKnown(asked), PermitConfirmed(offer.work_permit, expired))
    return Verdict.FITS_NOT, ()
