"""The head of one referral and its loop: who, where to, where it stands, told back or not (07)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from meedoenbalie.domain.referrals import ReferralState
from meedoenbalie.i18n import _, formats, labels
from meedoenbalie.services.matching_text import called
from meedoenbalie.services.registration import Dossier, DossierReferral
from meedoenbalie.tokens import tokens
from meedoenbalie.ui.paint import state_chip
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.chips import StateChip
from meedoenbalie.ui.widgets.message import Message
from meedoenbalie.ui.widgets.text import Icon, Text


def head_of(
    dossier: Dossier, item: DossierReferral, on_resident: Callable[[], object]
) -> QVBoxLayout:
    """Return who it is about, where to, and where it stands."""
    now = theme()
    column = QVBoxLayout()
    column.setSpacing(now.px(3))
    top = QHBoxLayout()
    top.addWidget(Text(dossier.resident.full_name, "section", wrap=True), 1)
    file = Button(_("D&ossier"), "user", "link", on_resident, small=True)
    top.addWidget(file, 0, Qt.AlignmentFlag.AlignTop)
    column.addLayout(top)
    to = _("naar {title} · {provider}").format(title=item.offer.title, provider=item.provider.name)
    column.addWidget(Text(to, "body", "ink2", wrap=True))
    column.addSpacing(now.px(3))
    state = item.standing.state
    if state is not None:
        row = QHBoxLayout()
        row.setSpacing(now.px(8))
        row.addWidget(StateChip(state_chip(state.value, labels.state_long(state))))
        row.addWidget(Text(_ended_words(item), "caption", "ink2"), 1)
        row.addWidget(Text(item.referral.reference, "caption", "ink2"))
        column.addLayout(row)
    return column


def _ended_words(item: DossierReferral) -> str:
    parts = []
    if item.standing.reason is not None:
        parts.append(labels.reason(item.standing.reason))
    if item.standing.outcome is not None:
        parts.append(labels.outcome(item.standing.outcome))
    return " · ".join(parts)


def loop_of(dossier: Dossier, item: DossierReferral) -> QHBoxLayout:
    """Return whether the result was told back, or what has to happen for that."""
    row = QHBoxLayout()
    row.setSpacing(theme().px(8))
    standing = item.standing
    if standing.state is ReferralState.ENTERED_IN_ERROR:
        return row
    if standing.closed_loop and standing.told_on is not None:
        mark = tokens().mark["loop_closed"]
        row.addWidget(Icon(mark.icon, mark.ink), 0, Qt.AlignmentFlag.AlignTop)
        words = _("Teruggekoppeld op {day}").format(day=formats.full_day(standing.told_on))
        row.addWidget(Text(words, "caption", "ok", wrap=True), 1)
        return row
    name = called(dossier.resident)
    row.addWidget(Icon("refresh-cw", "ink2", 14), 0, Qt.AlignmentFlag.AlignTop)
    first = _("Teruggekoppeld: nog niet.")
    rest = _("Klaar is het pas als dit is beëindigd én {name} de uitkomst van u heeft gehoord.")
    row.addWidget(Message(first, rest.format(name=name), "caption", "ink2"), 1)
    return row
