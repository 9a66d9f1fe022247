"""Recording that a resident was told about an offer, in place above the buttons (05)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from meedoenbalie.domain.offers import Offer
from meedoenbalie.i18n import _
from meedoenbalie.ui.pages.channels import channels
from meedoenbalie.ui.pages.language_choice import LanguageChoice
from meedoenbalie.ui.shortcuts import OwnKeys
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.inputs import Choice, Field
from meedoenbalie.ui.widgets.surface import Surface
from meedoenbalie.ui.widgets.text import Text


class InformPanel(Surface):
    """Asks the language and how; ``told`` carries both, ``leaflet_wanted`` the language."""

    told = Signal(str, str)
    leaflet_wanted = Signal(str)
    left = Signal()

    def __init__(self, offers: Sequence[Offer], languages: Sequence[str]) -> None:
        super().__init__("footer")
        OwnKeys(self, "Esc", _("sluit zonder vast te leggen"))
        now = theme()
        column = QVBoxLayout(self)
        pad = now.px(now.tokens.space.l)
        column.setContentsMargins(pad, now.px(10), pad, now.px(10))
        column.setSpacing(now.px(8))
        titles = _(" en ").join(offer.title for offer in offers)
        heading = _("Voorlichting over {titles}").format(titles=titles)
        column.addWidget(Text(heading, "body_strong", wrap=True))
        self.language = LanguageChoice(languages)
        self.channel = Choice([(text, text) for text in channels()])
        row = QHBoxLayout()
        row.setSpacing(now.px(12))
        row.addWidget(Field(_("In welke taal?"), self.language), 1)
        row.addWidget(Field(_("Hoe?"), self.channel), 1)
        column.addLayout(row)
        buttons = QHBoxLayout()
        buttons.setSpacing(now.px(8))
        self.leaflet = Button(
            _("&Folder maken…"),
            "printer",
            on_click=lambda: self.leaflet_wanted.emit(self.language.code()),
        )
        buttons.addWidget(self.leaflet)
        buttons.addStretch(1)
        buttons.addWidget(Button(_("Ann&uleren"), on_click=self.left.emit))
        self.record = Button(_("Vast&leggen"), "check", "primary", self._send)
        buttons.addWidget(self.record)
        column.addLayout(buttons)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves without recording."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _send(self) -> None:
        self.record.setEnabled(False)
        self.told.emit(self.language.code(), str(self.channel.value()))
