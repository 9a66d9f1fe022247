"""Look, text size and language: what every user may set for this computer."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from meedoenbalie.i18n import LANGUAGES, Language, _
from meedoenbalie.tokens import tokens
from meedoenbalie.ui.preferences import LOOKS, Preferences, ThemeChoice
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.inputs import Choice, Field
from meedoenbalie.ui.widgets.notices import Notice
from meedoenbalie.ui.widgets.text import Text


class SettingsDialog(QDialog):
    """Three choices. ``chosen`` is the answer after the user pressed *Bewaren*.

    Text size and language make the window anew; while something is typed and not saved
    (``unsaved``) they stay as they are and the dialog says so.
    """

    def __init__(self, now_set: Preferences, unsaved: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._set = now_set
        now = theme()
        self.setWindowTitle(_("Instellingen"))
        self.setMinimumWidth(now.px(420))
        column = QVBoxLayout(self)
        margin = now.px(now.tokens.space.xl)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(now.px(14))
        column.addWidget(Text(_("Tekst, kleur en taal"), "section"))
        self.look = Choice((_look_name(look), look) for look in LOOKS)
        self.scale = Choice(
            (f"{round(step * 100)}%", step) for step in tokens().type.text_scale_steps
        )
        self.language = Choice((_language_name(code), code) for code in LANGUAGES)
        for box, value in (
            (self.look, now_set.look),
            (self.scale, now_set.scale),
            (self.language, now_set.language),
        ):
            box.set_value(value)
        column.addWidget(Field(_("&Kleur"), self.look))
        column.addWidget(Field(_("&Tekstgrootte"), self.scale))
        column.addWidget(Field(_("T&aal"), self.language))
        if unsaved:
            column.addWidget(
                Notice(
                    _("Er staat nog iets open dat niet is bewaard."),
                    _("Bewaar dat eerst. Daarna kunt u tekstgrootte en taal wijzigen."),
                    "attention",
                )
            )
            self.scale.setEnabled(False)
            self.language.setEnabled(False)
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
        look, scale, language = self.look.value(), self.scale.value(), self.language.value()
        return Preferences(
            look=next((known for known in LOOKS if known == look), self._set.look),
            scale=scale if isinstance(scale, float) else self._set.scale,
            language=next((known for known in LANGUAGES if known == language), self._set.language),
        )


def _look_name(look: ThemeChoice) -> str:
    return {
        "system": _("zoals de computer"),
        "light": _("licht"),
        "dark": _("donker"),
    }[look]


def _language_name(code: Language) -> str:
    return {"nl": "Nederlands", "en": "English"}[code]
