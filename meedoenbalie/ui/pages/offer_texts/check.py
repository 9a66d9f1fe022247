"""Whether a native speaker read the text: what is so, and recording who did."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from meedoenbalie.domain.offer_texts import OfferText
from meedoenbalie.i18n import _, formats
from meedoenbalie.services.leaflets import Words
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.inputs import Field
from meedoenbalie.ui.widgets.text import Icon, Text

_LONGEST_NAME = 120


class CheckPanel(QWidget):
    """Says who read the text of a language; ``read_by`` carries the name that was typed."""

    read_by = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        now = theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, now.px(6), 0, 0)
        column.setSpacing(now.px(10))
        column.addWidget(Text(_("Nagekeken door een moedertaalspreker?"), "section"))
        said = QHBoxLayout()
        said.setSpacing(now.px(8))
        self._icon = Icon("circle-dashed")
        said.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self.state = Text("", wrap=True)
        said.addWidget(self.state, 1)
        column.addLayout(said)
        self.name = QLineEdit()
        self.name.setMaxLength(_LONGEST_NAME)
        self.name.setMinimumWidth(now.px(260))
        self.name.returnPressed.connect(self._send)
        self.field = Field(_("Wie las de tekst na?"), self.name)
        self.record = Button(_("Nagekeken &vastleggen"), "badge-check", on_click=self._send)
        self._asked = QWidget()
        asked = QHBoxLayout(self._asked)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(now.px(8))
        asked.addWidget(self.field)
        asked.addWidget(self.record, 0, Qt.AlignmentFlag.AlignBottom)
        asked.addStretch(1)
        self._fixed = Text("", "caption", "ink2", wrap=True)
        column.addWidget(self._fixed)
        column.addWidget(self._asked)

    def show_state(self, words: Words, text: OfferText | None) -> None:
        """Show how far the text of a language is."""
        icon, ink, said = _state(words, text)
        self._icon.set_icon(icon, ink)
        self.state.setText(said)
        self._asked.setHidden(words.is_dutch or (text is not None and text.checked))
        self.name.clear()
        self.field.set_error("")
        self._fixed.setHidden(words.checked)
        self._fixed.setText(
            _(
                "De vaste woorden van de folder in deze taal zijn zelf nog niet nagekeken. "
                "Zolang dat zo is, staat dat onderaan de folder."
            )
        )

    def allow(self, why_not: str) -> None:
        """Let the check be recorded, or say why that can't be done yet."""
        if why_not:
            self.record.disable(why_not)
        else:
            self.record.enable()

    def _send(self) -> None:
        if not self.record.isEnabled():
            return
        name = self.name.text().strip()
        if name:
            self.read_by.emit(name)
            return
        self.field.set_error(_("Schrijf op wie de tekst las."))
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)


def _state(words: Words, text: OfferText | None) -> tuple[str, str, str]:
    if words.is_dutch:
        return "check", "ok", _("Voor het Nederlands is dat niet nodig.")
    if text is None:
        return "circle-dashed", "ink2", _("Nog niet: er is nog geen tekst in deze taal.")
    if text.checked_on is None:
        return "triangle-alert", "warn", _("Niet nagekeken. Dat staat ook op de folder.")
    day = formats.full_day(text.checked_on)
    said = _("Nagekeken door {name} op {day}. Wie de tekst wijzigt, haalt dat weg.")
    return "badge-check", "ok", said.format(name=text.checked_by, day=day)
