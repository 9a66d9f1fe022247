"""What became of each file that was read in, and what to do about the refused ones."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.services.collecting import Collected
from meedoenbalie.services.programme_messages import arrival
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.cards import Card
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.message import Message
from meedoenbalie.ui.widgets.text import Icon, Text

Arrived = tuple[Path, Collected]
"""A file and what became of it."""


class ArrivalsCard(Card):
    """A line per file, the refused ones on top; a changed key waits for a comparison."""

    compared = Signal(object, str)
    """The fingerprint of the new key that signed this file agrees with what the azc reads out."""

    def __init__(self) -> None:
        super().__init__(_("Net ingelezen"), "download")
        self.buttons: list[Button] = []

    def show_arrivals(self, arrived: Sequence[Arrived]) -> None:
        """Show what became of the files; none hides the card."""
        clear_layout(self.body)
        self.buttons = []
        refused = sum(result.refused for _file, result in arrived)
        good = _("{n} goed").format(n=len(arrived) - refused)
        self.set_count(
            _("{good} · {n} geweigerd").format(good=good, n=refused) if refused else good
        )
        for file, result in sorted(arrived, key=lambda pair: not pair[1].refused):
            self.add(self._line(file, result))
        self.setVisible(bool(arrived))

    def _line(self, file: Path, result: Collected) -> QWidget:
        now = theme()
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(now.px(10))
        icon, ink = ("circle-x", "danger") if result.refused else ("check", "ok")
        row.addWidget(Icon(icon, ink), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(now.px(4))
        column.addWidget(Message(result.file, arrival(result)))
        if result.first:
            self._first(column, result)
        if result.code in ("other_key", "rolled_over"):
            self._other_key(column, file, result)
        row.addLayout(column, 1)
        return line

    def _first(self, column: QVBoxLayout, result: Collected) -> None:
        words = _(
            "Eerste set van {site}. Vergelijk de vingerafdruk één keer met het azc, op papier of "
            "aan de telefoon:"
        ).format(site=result.site)
        column.addWidget(Text(words, "caption", "ink2", wrap=True))
        column.addWidget(_fingerprint(result))

    def _other_key(self, column: QVBoxLayout, file: Path, result: Collected) -> None:
        words = _(
            "Bel het azc op een nummer dat u al kent. Leest het azc dezelfde code voor? Dan hoort "
            "de nieuwe sleutel bij het azc. Anders is deze set niet van het azc."
        )
        column.addWidget(Text(words, "caption", "ink2", wrap=True))
        agrees = Button(
            _("&Vingerafdruk klopt: set inlezen"),
            on_click=lambda: self.compared.emit(file, result.fingerprint),
            small=True,
        )
        agrees.setAccessibleName(
            _("Vingerafdruk van {site} klopt: set inlezen").format(site=result.site)
        )
        self.buttons.append(agrees)
        column.addWidget(agrees, 0, Qt.AlignmentFlag.AlignLeft)


def _fingerprint(result: Collected) -> Text:
    shown = Text(result.fingerprint, "body_strong", wrap=True)
    shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    shown.setAccessibleName(
        _("Vingerafdruk van {site}: {code}").format(site=result.site, code=result.fingerprint)
    )
    return shown
