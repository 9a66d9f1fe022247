"""With which other referrals one was made from a week plan, and what to do when it ended (07)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from meedoenbalie.i18n import _
from meedoenbalie.services.registration import Dossier, DossierReferral
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.notices import Notice
from meedoenbalie.ui.widgets.text import Text


def plan_notice(dossier: Dossier, item: DossierReferral, shell: Shell) -> QWidget | None:
    """Return what a referral has to do with others of its week plan; None when nothing.

    When it ended and another goes on, new plans are sought around that one.
    """
    plan = item.referral.plan_id
    others = [
        one
        for one in dossier.referrals
        if plan is not None and one.referral.plan_id == plan and one.referral.id != item.referral.id
    ]
    if not others:
        return None
    titles = _(" en ").join(one.offer.title for one in others)
    going_on = [one.offer.title for one in others if one.standing.is_open]
    if item.standing.is_ended and going_on and shell.has("matching"):
        around = Button(
            _("Nieuw weekplan zoeken"),
            "puzzle",
            small=True,
            on_click=lambda: shell.go("matching", dossier.resident.id),
        )
        strong = _("{titles} loopt nog.").format(titles=_(" en ").join(going_on))
        rest = _("Deze hoorden bij één weekplan. Zoek wat er nu naast past.")
        return Notice(strong, rest, "info", around)
    return Text(_("Eén weekplan met {titles}").format(titles=titles), "caption", "ink2", wrap=True)
