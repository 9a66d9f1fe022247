"""Which referral one goes on from, and what came after one that ended (07)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from meedoenbalie.domain.referrals import ReferralState
from meedoenbalie.i18n import _, formats, labels
from meedoenbalie.services.registration import Dossier, DossierReferral
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.widgets.buttons import Button

_ERROR = ReferralState.ENTERED_IN_ERROR


def going_on(dossier: Dossier, item: DossierReferral, shell: Shell) -> QWidget | None:
    """Return links to the referral before this one and to those after it; None without any."""
    found = list(_told(dossier, item))
    if not found:
        return None
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for icon, words, other in found:
        state = other.standing.state
        named = formats.inside(labels.state_long(state)) if state is not None else ""
        text = words.format(title=other.offer.title, state=named)
        to_it = partial(shell.go, "referrals", other.referral.id)
        column.addWidget(Button(text, icon, "link", to_it, small=True))
    return box


def _told(dossier: Dossier, item: DossierReferral) -> Iterator[tuple[str, str, DossierReferral]]:
    before, this = item.referral.follows_id, item.referral.id
    for one in dossier.referrals:
        if before is not None and one.referral.id == before:
            yield "arrow-left", _("Vervolg op {title}: {state}"), one
        elif one.referral.follows_id == this and one.standing.state is not _ERROR:
            yield "arrow-right", _("Opnieuw doorverwezen naar {title}: {state}"), one
