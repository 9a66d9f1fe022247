"""The referrals of one resident; Enter opens one."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from meedoenbalie.i18n import _, formats, labels
from meedoenbalie.services.registration import Dossier, DossierReferral
from meedoenbalie.ui.paint import Chip, paint_chip, state_chip
from meedoenbalie.ui.table_model import Column, TableModel
from meedoenbalie.ui.widgets.list_delegate import RowTable
from meedoenbalie.ui.widgets.notices import EmptyState
from meedoenbalie.ui.widgets.stack import Stack


class ReferralsTab(Stack):
    """A table, or what to do when there is nothing yet."""

    def __init__(self, open_: Callable[[UUID], object], match: Callable[[], object]) -> None:
        super().__init__()
        self._model: TableModel[DossierReferral] = TableModel(
            _columns(), identify=lambda item: item.referral.id
        )
        self.table = RowTable(self._model, _("Doorverwijzingen"))
        self.table.opened.connect(open_)
        self._empty = EmptyState(
            _("Nog niet doorverwezen. Zoek eerst wat past."), _("Matchen"), match, "send"
        )
        self.addWidget(self.table)
        self.addWidget(self._empty)

    def show_dossier(self, dossier: Dossier) -> None:
        """Show a resident's referrals, newest first."""
        self._model.set_rows(dossier.referrals)
        self.setCurrentWidget(self.table if dossier.referrals else self._empty)
        if dossier.referrals and self.table.current_id() is None:
            self.table.select_id(dossier.referrals[0].referral.id)


def _columns() -> list[Column[DossierReferral]]:
    return [
        Column(_("Nr."), lambda item: item.referral.reference, width=64),
        Column(
            _("Aanbod"),
            lambda item: item.offer.title,
            strong=True,
            tooltip=lambda item: item.provider.name,
            spoken=lambda item: f"{item.offer.title}, {item.provider.name}",
        ),
        Column(
            _("Staat"),
            lambda item: _chip(item).text,
            width=170,
            spoken=lambda item: _chip(item).spoken,
            paint=_paint_state,
        ),
        Column(_("Sinds"), _since, width=90),
        Column(_("Teruggekoppeld"), _told, width=130),
    ]


def _chip(item: DossierReferral) -> Chip:
    state = item.standing.state
    if state is None:
        return Chip("", "ink2", "sunken")
    return state_chip(state, labels.state_short(state), labels.state_long(state))


def _paint_state(painter: QPainter, rect: QRect, item: DossierReferral, _selected: bool) -> None:
    paint_chip(painter, rect, _chip(item))


def _since(item: DossierReferral) -> str:
    return formats.day(item.standing.since) if item.standing.since else ""


def _told(item: DossierReferral) -> str:
    if item.standing.told_on is not None and item.standing.is_ended:
        return formats.day(item.standing.told_on)
    return _("nog terugkoppelen") if item.standing.is_ended else ""
