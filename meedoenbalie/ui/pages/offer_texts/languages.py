"""The languages of the leaflet as tiles: each says how far its text is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from meedoenbalie.domain.offer_texts import OfferText
from meedoenbalie.i18n import _, formats
from meedoenbalie.services.leaflets import Words
from meedoenbalie.ui.widgets.choices import ChoiceTile
from meedoenbalie.ui.widgets.flow import FlowLayout
from meedoenbalie.ui.widgets.layout import clear_layout


def text_state(words: Words, text: OfferText | None) -> tuple[str, str]:
    """Return the sign and the words for how far the text in a language is."""
    if text is None:
        return "circle-dashed", _("nog niet")
    if words.is_dutch:
        # Dutch is what providers write themselves.
        return "check", _("geschreven")
    if text.checked_on is None:
        return "triangle-alert", _("niet nagekeken")
    checked = _("nagekeken door {name} op {day}").format(
        name=text.checked_by, day=formats.day(text.checked_on)
    )
    return "badge-check", checked


class LanguageTiles(QWidget):
    """One tile a language; ``wanted`` carries the tag of the one that was pressed."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._flow = FlowLayout(self)

    def show_languages(
        self, languages: Sequence[Words], texts: Mapping[str, OfferText], chosen: str
    ) -> None:
        """Show the languages with ``texts`` by language (ISO 639-3) and the tag of the one on."""
        had_focus = any(tile.hasFocus() for tile in self.findChildren(ChoiceTile))
        clear_layout(self._flow)
        for words in languages:
            icon, state = text_state(words, texts.get(words.language))
            tile = ChoiceTile(formats.language_name(words.language), icon, state)
            tile.setChecked(words.tag == chosen)
            tile.clicked.connect(lambda _on, tag=words.tag: self.wanted.emit(tag))
            self._flow.addWidget(tile)
            tile.show()
            if had_focus and words.tag == chosen:
                tile.setFocus(Qt.FocusReason.OtherFocusReason)
        self.updateGeometry()
