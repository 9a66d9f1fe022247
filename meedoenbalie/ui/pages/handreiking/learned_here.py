"""A lesson that begins where it was learned: only the phase goes along, never whom it is about."""

from __future__ import annotations

from dataclasses import dataclass

from meedoenbalie.domain.lessons import LessonPhase
from meedoenbalie.domain.referrals import ReferralState

_PHASES = {
    ReferralState.DRAFT: LessonPhase.MATCHING,
    ReferralState.SENT: LessonPhase.MATCHING,
    ReferralState.RECEIVED: LessonPhase.MATCHING,
    ReferralState.WAITLISTED: LessonPhase.MATCHING,
    ReferralState.ACCEPTED: LessonPhase.MATCHING,
    ReferralState.DECLINED: LessonPhase.MATCHING,
    ReferralState.WITHDRAWN: LessonPhase.MATCHING,
    ReferralState.NO_SHOW: LessonPhase.ACTIVATION,
}


@dataclass(frozen=True, slots=True)
class LearnedHere:
    """Asks the page of the handreiking for a new lesson in a phase."""

    phase: LessonPhase


def learned_of(state: ReferralState | None) -> LearnedHere:
    """Return what is asked from a referral: by how far it came."""
    phase = LessonPhase.AFTERCARE if state is None else _PHASES.get(state, LessonPhase.AFTERCARE)
    return LearnedHere(phase)
