"""The keys with which the azc's sign, by their fingerprints, and the team's own key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.services.collecting import Overview, key_fingerprints
from meedoenbalie.ui.table_model import Column, TableModel
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.cards import Card
from meedoenbalie.ui.widgets.fingerprint import Fingerprint
from meedoenbalie.ui.widgets.list_delegate import RowTable
from meedoenbalie.ui.widgets.text import Text

_MOST_ROWS = 6
_NAME, _STATE = 170, 104


@dataclass(frozen=True, slots=True)
class SiteKeyRow:
    """One line: an azc, the fingerprint of its pinned key, and whether that was revoked."""

    site: str
    name: str
    fingerprint: str
    revoked: bool


class SiteKeysCard(Card):
    """A row per azc, and one act on the chosen row: take in nothing more that this key signed."""

    revoking = Signal(object)
    """The user asks to revoke the key of this :class:`SiteKeyRow`."""

    def __init__(self) -> None:
        super().__init__(_("Sleutels van de azc’s"), "key-round")
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(10))
        words = _(
            "Vastgelegd bij de eerste set. Meldt een azc dat een ander zijn sleutel kan hebben? "
            "Trek hem in: wat u al inlas blijft, nieuwe sets met die sleutel worden geweigerd."
        )
        column.addWidget(Text(words, "caption", "ink2", wrap=True))
        self._model: TableModel[SiteKeyRow] = TableModel(
            (
                Column(_("Azc"), lambda row: row.name, _NAME, strong=True),
                Column(_("Vingerafdruk"), lambda row: row.fingerprint),
                Column(
                    _("Sleutel"),
                    lambda row: _("ingetrokken") if row.revoked else _("geldig"),
                    _STATE,
                ),
            ),
            lambda row: row.site,
        )
        self.table = RowTable(self._model, _("Sleutels van de azc’s"))
        column.addWidget(self.table)
        self.revoke = Button(
            _("S&leutel intrekken…"), "ban", "danger", on_click=self._ask, small=True
        )
        column.addWidget(self.revoke, 0, Qt.AlignmentFlag.AlignLeft)
        self.table.selected.connect(lambda _row: self._allow())
        self._busy = False
        self.add(inside)

    def show_keys(self, overview: Overview) -> None:
        """Show the keys that are pinned in a collection."""
        codes = key_fingerprints(overview.pinned)
        self._model.set_rows(
            [
                SiteKeyRow(site.code, site.name, codes[site.code], site.revoked)
                for site in overview.pinned
            ]
        )
        row = self.table.verticalHeader().defaultSectionSize()
        head = self.table.horizontalHeader().height()
        rows = min(_MOST_ROWS, len(overview.pinned))
        self.table.setFixedHeight(head + row * rows + theme().px(2))
        self._allow()

    def set_busy(self, busy: bool) -> None:
        """Hold everything back while something is being done."""
        self._busy = busy
        self._allow()

    def _chosen(self) -> SiteKeyRow | None:
        chosen = self.table.current_id()
        return next((row for row in self._model.rows() if row.site == chosen), None)

    def _allow(self) -> None:
        chosen = self._chosen()
        if self._busy:
            self.revoke.disable(_("Wacht tot het klaar is, of stop het."))
        elif chosen is None:
            self.revoke.disable(_("Kies eerst een azc in de lijst."))
        elif chosen.revoked:
            self.revoke.disable(_("Deze sleutel is al ingetrokken."))
        else:
            self.revoke.enable()

    def _ask(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.revoking.emit(chosen)


class TeamKeyCard(Card):
    """The team's own key: the fingerprint that the desks compare, renewing and revoking."""

    def __init__(self, roll: Callable[[], object], revoke: Callable[[], object]) -> None:
        super().__init__(_("Sleutel van het team"), "key-round")
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(6))
        self.fingerprint = Fingerprint()
        column.addWidget(self.fingerprint)
        words = _("Lees deze code voor aan een balie die programme.pub van u kreeg.")
        column.addWidget(Text(words, "caption", "ink2", wrap=True))
        self.roll = Button(_("&Vernieuwen…"), "refresh-cw", on_click=roll, small=True)
        self.roll.setAccessibleName(_("Sleutel van het team vernieuwen…"))
        self.revoke = Button(_("Intre&kken…"), "ban", "danger", on_click=revoke, small=True)
        self.revoke.setAccessibleName(_("Sleutel van het team intrekken…"))
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        row.addWidget(self.roll)
        row.addWidget(self.revoke)
        row.addStretch(1)
        column.addLayout(row)
        self.add(inside)

    def show_key(self, fingerprint: str) -> None:
        """Show the fingerprint; without one there is no key here and the card is hidden."""
        self.setVisible(bool(fingerprint))
        self.fingerprint.show_code(fingerprint)

    def set_busy(self, busy: bool) -> None:
        """Hold everything back while something is being done."""
        for button in (self.roll, self.revoke):
            if busy:
                button.disable(_("Wacht tot het klaar is, of stop het."))
            else:
                button.enable()
