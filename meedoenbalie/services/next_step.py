"""What the desk can best do next for one resident, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from meedoenbalie.domain.consent import ConsentAnswer, ConsentPurpose
from meedoenbalie.domain.offers import Offer, Provider
from meedoenbalie.domain.referrals import ReferralState
from meedoenbalie.services.referring import GUARDIAN_UNDER
from meedoenbalie.storage.queries.residents import Dossier, DossierReferral

__all__ = ["NextStep", "Step", "next_step"]


class Step(StrEnum):
    """What to do next, the most urgent first."""

    RESTRICTED = "restricted"
    TELL = "tell"
    REMIND = "remind"
    CHECK_START = "check_start"
    SEND = "send"
    ASK_CONSENT = "ask_consent"
    ASK_GUARDIAN = "ask_guardian"
    WAIT = "wait"
    REFER = "refer"
    TALK = "talk"
    MATCH = "match"


@dataclass(frozen=True, slots=True)
class NextStep:
    """A step, and the referral or offer that it is about.

    ``days`` is how long a provider doesn't answer, ``on`` the day on which the offer started,
    ``answer`` the last answer to the question for consent, when that was no yes.
    """

    step: Step
    offer: Offer | None = None
    provider: Provider | None = None
    referral: DossierReferral | None = None
    days: int | None = None
    on: date | None = None
    answer: ConsentAnswer | None = None


def next_step(dossier: Dossier, today: date) -> NextStep:
    """Return the first thing to do, or to wait for, as the records of one resident tell.

    Whoever limited the use of their data is proposed nothing. Results are told before anything new
    is begun; what was put ready is sent before something else is sought; nothing is referred
    without information and consent (glossary).
    """
    if dossier.resident.restricted_since is not None:
        return NextStep(Step.RESTRICTED, on=dossier.resident.restricted_since)
    by_urgency = [
        _of_referral(dossier, item, today)
        for item in dossier.referrals
        if item.standing.state is not ReferralState.ENTERED_IN_ERROR
    ]
    steps = [step for step in by_urgency if step is not None]
    order = list(Step)
    if steps:
        return min(steps, key=lambda item: order.index(item.step))
    return _of_information(dossier, today)


def _of_referral(dossier: Dossier, item: DossierReferral, today: date) -> NextStep | None:
    standing = item.standing

    def of(step: Step, days: int | None = None, on: date | None = None) -> NextStep:
        return NextStep(step, item.offer, item.provider, item, days, on)

    if standing.is_ended:
        return None if standing.closed_loop else of(Step.TELL)
    if standing.state is ReferralState.DRAFT:
        asked = _consent(dossier, item.offer, item.provider, today)
        if asked is None:
            return of(Step.SEND)
        return NextStep(asked.step, item.offer, item.provider, item, answer=asked.answer)
    days = standing.days_without_response(today, dossier.site.response_days)
    if days is not None:
        return of(Step.REMIND, days)
    if standing.state is ReferralState.ACCEPTED and standing.since is not None:
        begun = [day for day in item.offer.start_dates if standing.since <= day <= today]
        if begun:
            return of(Step.CHECK_START, on=min(begun))
    return of(Step.WAIT)


def _of_information(dossier: Dossier, today: date) -> NextStep:
    referred = {item.offer.id for item in dossier.referrals}
    refused: NextStep | None = None
    for given, offer in dossier.informed:
        if given.offer_id in referred or not offer.active:
            continue
        provider = dossier.provider_of(offer)
        asked = _consent(dossier, offer, provider, today)
        if asked is None:
            return NextStep(Step.REFER, offer, provider)
        if asked.answer is not ConsentAnswer.NO:
            return asked
        refused = refused or asked
    if dossier.referrals or dossier.informed or dossier.contacts:
        return NextStep(Step.MATCH, answer=refused.answer if refused else None)
    return NextStep(Step.TALK)


def _consent(dossier: Dossier, offer: Offer, provider: Provider, today: date) -> NextStep | None:
    """Return what has to be asked before this offer's provider may know; None when nothing."""
    last = dossier.last_answer(provider.id, ConsentPurpose.REFERRAL)
    if last is None or not last.holds_on(today):
        answer = None if last is None or last.answer is ConsentAnswer.YES else last.answer
        return NextStep(Step.ASK_CONSENT, offer, provider, answer=answer)
    age = dossier.resident.age_on(today)
    if age is not None and age < GUARDIAN_UNDER and not last.guardian_agreed:
        return NextStep(Step.ASK_GUARDIAN, offer, provider)
    return None
