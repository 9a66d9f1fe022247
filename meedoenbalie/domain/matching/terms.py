"""The criteria on the terms of an offer: reading, the VOG, costs, and alone or in a group.

What a provider didn't say does no harm here: it is told, and can be asked.
"""

from __future__ import annotations

from datetime import timedelta

from meedoenbalie.domain.matching.changes import CertificateReady, LiteracyKnown, LiteracyReached
from meedoenbalie.domain.matching.facts import (
    CertificateFacts,
    CompanyFacts,
    CostFacts,
    Criterion,
    CriterionResult,
    LiteracyFacts,
    Verdict,
)
from meedoenbalie.domain.matching.rules import Context
from meedoenbalie.domain.offer_terms import CertificateState, CostPayer
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Literacy, Resident

_LITERACY_RANK = {literacy: rank for rank, literacy in enumerate(Literacy)}


def literacy(resident: Resident, offer: Offer, context: Context) -> CriterionResult[LiteracyFacts]:
    """Judge reading and writing against the least that the provider asks.

    Where nobody asked the resident, a level of Dutch that includes reading says enough.
    """
    needed, has, level = offer.literacy_needed, resident.literacy, resident.dutch_level
    by_level = (
        has is None and level is not None and level.rank >= context.rules.reads_from_level.rank
    )
    facts = LiteracyFacts(has, needed, level if by_level else None)

    def result(
        verdict: Verdict, *changes: LiteracyKnown | LiteracyReached, harmless: bool = False
    ) -> CriterionResult[LiteracyFacts]:
        return CriterionResult(Criterion.LITERACY, verdict, facts, changes, harmless)

    if needed is None:
        return result(Verdict.UNKNOWN, harmless=True)
    if needed is Literacy.ILLITERATE or by_level:
        return result(Verdict.FITS)
    if has is None:
        return result(Verdict.UNKNOWN, LiteracyKnown(needed))
    if _LITERACY_RANK[has] >= _LITERACY_RANK[needed]:
        return result(Verdict.FITS)
    return result(Verdict.FITS_NOT, LiteracyReached(needed, small=False))


def certificate(offer: Offer, context: Context) -> CriterionResult[CertificateFacts]:
    """Judge whether a VOG that is needed can be there before the start.

    Where one can begin at any moment one begins when it is there. Otherwise it has to be ready, or
    to be asked for so many weeks before as the rules say. One that was not even asked for can't be
    there in time, so then only a later start helps.
    """
    day = context.day
    on, ready = offer.next_start(day), day + timedelta(weeks=context.rules.certificate_weeks)
    state, until = offer.certificate_state, offer.certificate_valid_until
    holds = state is CertificateState.READY and (until is None or until >= (on or day))
    any_time = offer.continuous_intake or not offer.start_dates
    last = offer.ends_on
    in_time = (any_time and (last is None or last >= ready)) or (on is not None and on >= ready)
    later = min(
        (one for one in offer.start_dates if one >= ready and (last is None or one <= last)),
        default=None,
    )
    facts = CertificateFacts(
        needed=offer.conduct_certificate,
        state=state,
        applicant=offer.certificate_applicant,
        until=until,
        on=None if any_time else on,
        ready=ready,
        later=later,
        holds=holds,
    )

    def result(
        verdict: Verdict, *changes: CertificateReady, harmless: bool = False
    ) -> CriterionResult[CertificateFacts]:
        return CriterionResult(Criterion.CERTIFICATE, verdict, facts, changes, harmless)

    if offer.conduct_certificate is None:
        return result(Verdict.UNKNOWN, harmless=True)
    if not offer.conduct_certificate or holds or in_time or on is None:
        return result(Verdict.FITS)
    if state is CertificateState.NOT_YET:
        soon = day + timedelta(weeks=context.rules.later_start_weeks)
        small = later is not None and later <= soon
        return result(Verdict.FITS_NOT, CertificateReady(on, later, small=small))
    return result(Verdict.UNKNOWN, CertificateReady(on, later))


def cost(offer: Offer) -> CriterionResult[CostFacts]:
    """Tell what it costs and who pays. Money never excludes: the desk looks for who can pay."""
    paid = offer.cost_payer not in (None, CostPayer.PARTICIPANT)
    facts = CostFacts(offer.cost_cents, offer.cost_payer)
    verdict = Verdict.FITS if paid or offer.cost_cents == 0 else Verdict.UNKNOWN
    return CriterionResult(Criterion.COST, verdict, facts, harmless=True)


def company(resident: Resident, offer: Offer) -> CriterionResult[CompanyFacts]:
    """Compare how the resident likes to take part with the size of the group; never excludes."""
    facts = CompanyFacts(resident.company, offer.group_from, offer.group_to)
    verdict = Verdict.FITS if facts.suits else Verdict.UNKNOWN
    return CriterionResult(Criterion.COMPANY, verdict, facts, harmless=True)
