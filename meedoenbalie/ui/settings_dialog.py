"""Look, text size and language: what every user may set for this computer."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from meedoenbalie.i18n import LANGUAGES, Language, _
from meedoenbalie.tokens import tokens
from meedoenbalie.ui.preferences import LOOKS, Preferences, ThemeChoice
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.inputs import Choice, Field
from meedoenbalie.ui.widgets.text import Text


class PreferenceBoxes:
    """The three boxes: colours, text size, language."""

    def __init__(self, now_set: Preferences) -> None:
        self._set = now_set
        self.look = Choice((_look_name(look), look) for look in LOOKS)
        self.scale = Choice(
            (f"{round(step * 100)}%", step) for step in tokens().type.text_scale_steps
        )
        self.language = Choice((_language_name(code), code) for code in LANGUAGES)
        self.show(now_set)

    def show(self, preferences: Preferences) -> None:
        """Show what is in force."""
        self._set = preferences
        boxes = (self.look, self.scale, self.language)
        for box, value in zip(boxes, preferences, strict=True):
            box.set_value(value)

    def chosen(self) -> Preferences:
        """Return what is chosen now."""
        look, scale, language = self.look.value(), self.scale.value(), self.language.value()
        return Preferences(
            look=next((known for known in LOOKS if known == look), self._set.look),
            scale=scale if isinstance(scale, float) else self._set.scale,
            language=next((known for known in LANGUAGES if known == language), self._set.language),
        )


class SettingsDialog(QDialog):
    """The three boxes while no desk is open, where there is no page for them."""

    def __init__(self, now_set: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        now = theme()
        self.setWindowTitle(_("Instellingen"))
        self.setMinimumWidth(now.px(420))
        column = QVBoxLayout(self)
        margin = now.px(now.tokens.space.xl)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(now.px(14))
        column.addWidget(Text(_("Tekst, kleur en taal"), "section"))
        self.boxes = PreferenceBoxes(now_set)
        column.addWidget(Field(_("&Kleur"), self.boxes.look))
        column.addWidget(Field(_("&Tekstgrootte"), self.boxes.scale))
        column.addWidget(Field(_("T&aal"), self.boxes.language))
        buttons = QHBoxLayout()
        buttons.setSpacing(now.px(8))
        buttons.addStretch(1)
        buttons.addWidget(Button(_("A&nnuleren"), on_click=self.reject))
        save = Button(_("&Bewaren"), "check", "primary", self.accept)
        save.setDefault(True)
        buttons.addWidget(save)
        column.addLayout(buttons)

    def chosen(self) -> Preferences:
        """Return what is chosen now."""
        return self.boxes.chosen()


def _look_name(look: ThemeChoice) -> str:
    return {
        "system": _("zoals de computer"),
        "light": _("licht"),
        "dark": _("donker"),
    }[look]


def _language_name(code: Language) -> str:
    """Return what a language calls itself: who needs it may read no other."""
    from babel import Locale

    return (Locale.parse(code).get_display_name(code) or code).capitalize()
