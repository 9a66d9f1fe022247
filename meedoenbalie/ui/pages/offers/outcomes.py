"""How referrals to an offer went, below what is known of it: a line that unfolds."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from meedoenbalie.i18n import _, formats, labels, ngettext
from meedoenbalie.services.offer_history import OfferHistory, ReferralLine, Went, offer_history
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.cards import FigureStrip
from meedoenbalie.ui.widgets.dated_rows import DatedRow, DatedRows
from meedoenbalie.ui.widgets.text import Text

_MOST = 12
_HIDDEN = "–"


class OutcomesFold(QWidget):
    """Counts, reasons and, for who works with residents, the way to each referral."""

    def __init__(self, shell: Shell, offer_id: UUID) -> None:
        super().__init__()
        self._shell = shell
        self._offer_id = offer_id
        self._asked = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme().px(6), 0, 0)
        column.setSpacing(theme().px(8))
        words = _("Hoe het liep")
        self.button = Button(words, "chart-column", "link", self._unfold, small=True)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body = QWidget()
        self._column = QVBoxLayout(self.body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().px(8))
        self._state = Text(_("Bezig met lezen…"), "body", "ink2", wrap=True)
        self._column.addWidget(self._state)
        self.body.hide()
        column.addWidget(self.body)

    def _unfold(self) -> None:
        self.body.setVisible(self.body.isHidden())
        if not self._asked:
            self._asked = True
            desk, offer_id = self._shell.desk, self._offer_id
            self._shell.tasks.read(
                lambda: offer_history(desk, offer_id), self._show, key=f"outcomes/{id(self)}"
            )

    def _show(self, went: Went) -> None:
        history = went.history
        if not history.anything:
            self._state.setText(_("Hier is nog niemand naar verwezen."))
            return
        self._state.setText(_about(history))
        self._column.addWidget(
            FigureStrip(
                (
                    (_number(history.referred), _("verwezen")),
                    (_number(history.accepted), _("aangenomen")),
                    (_number(history.started), _("gestart")),
                    (_number(history.completed), _("afgerond")),
                )
            )
        )
        if history.reasons:
            self._column.addWidget(Text(_("Waarom het ophield"), "body_strong"))
            self._column.addWidget(DatedRows(map(_reason_row, _ordered(history)), when_width=40))
        for line in went.referrals[:_MOST]:
            self._column.addWidget(self._link(line), 0, Qt.AlignmentFlag.AlignLeft)
        if len(went.referrals) > _MOST:
            more = len(went.referrals) - _MOST
            text = ngettext("en {n} eerdere", "en {n} eerdere", more).format(n=more)
            self._column.addWidget(Text(text, "caption", "ink2"))

    def _link(self, line: ReferralLine) -> Button:
        state = line.standing.state
        words = _("{reference} · {name} · {state}").format(
            reference=line.reference,
            name=line.resident_name,
            state=labels.state_long(state) if state is not None else "",
        )
        return Button(
            words, kind="link", on_click=lambda: self._shell.go("referrals", line.id), small=True
        )


def _about(history: OfferHistory) -> str:
    if not history.exact:
        return _("Kleine aantallen staan er niet, en de andere zijn afgerond op vijf.")
    if history.first_on is None or history.last_on is None:
        return _("Alleen van mensen die gewist zijn.")
    running = history.running or 0
    return _("{first} t/m {last} · {running}").format(
        first=formats.full_day(history.first_on),
        last=formats.full_day(history.last_on),
        running=ngettext("{n} loopt nog", "{n} lopen nog", running).format(n=running),
    )


def _number(count: int | None) -> str:
    return _HIDDEN if count is None else str(count)


def _ordered(history: OfferHistory) -> list[tuple[str, str]]:
    """Return number and words of each reason, what was most frequent first."""
    told = sorted(history.reasons.items(), key=lambda one: -(one[1] or 0))
    return [
        (
            _number(count),
            labels.reason(reason) if reason else _("reden niet bekend of niet bewaard"),
        )
        for reason, count in told
        if count != 0
    ]


def _reason_row(told: tuple[str, str]) -> DatedRow:
    number, words = told
    return DatedRow(number, words)
