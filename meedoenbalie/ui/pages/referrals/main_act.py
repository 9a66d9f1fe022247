"""The one act that is most likely next for a referral (07)."""

from __future__ import annotations

from meedoenbalie.domain.referrals import EventKind, ReferralState
from meedoenbalie.i18n import _
from meedoenbalie.services.registration import DossierReferral

WAITING = frozenset({ReferralState.SENT, ReferralState.RECEIVED, ReferralState.WAITLISTED})
"""The states in which the provider has to say something."""

_NEXT = {
    ReferralState.DRAFT: EventKind.SENT,
    ReferralState.ACCEPTED: EventKind.STARTED,
    ReferralState.STARTED: EventKind.COMPLETED,
    ReferralState.PAUSED: EventKind.STARTED,
}


def main_step(item: DossierReferral) -> EventKind | None:
    """Return the step that is most likely next; None when it isn't one to record."""
    if item.standing.is_ended and not item.standing.closed_loop:
        return EventKind.TOLD
    return None if item.standing.state is None else _NEXT.get(item.standing.state)


def main_words(item: DossierReferral) -> tuple[str, str]:
    """Return text and icon of the primary act."""
    match main_step(item):
        case EventKind.SENT:
            return _("Verder met &versturen"), "send"
        case EventKind.TOLD:
            return _("&Terugkoppelen…"), "refresh-cw"
        case EventKind.STARTED:
            return _("Is ge&start"), "play"
        case EventKind.COMPLETED:
            return _("A&fronden…"), "flag"
    if item.standing.state in WAITING:
        return _("Herinnering &maken…"), "mail"
    return _("Opnieuw ma&tchen"), "puzzle"
