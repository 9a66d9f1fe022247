"""Puts a theme on the application: palette and fonts first, the style sheet when there is time.

A style sheet costs every widget a fifth of a millisecond and the proxy style six, so the first
screen is painted without them; its widgets paint themselves.
"""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from meedoenbalie.tokens import Look
from meedoenbalie.ui import qss, qt_texts
from meedoenbalie.ui.preferences import Preferences, ThemeChoice
from meedoenbalie.ui.theme import Theme, set_theme

_COMPLETE = "house_style"
_MOVING = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
)


def apply(app: QApplication, preferences: Preferences) -> Theme:
    """Give the application this look and return the theme; may be called again at any time."""
    made = apply_first(app, preferences)
    if not app.property(_COMPLETE):
        from meedoenbalie.ui.house_style import HouseStyle

        app.setStyle(HouseStyle())
        app.setPalette(_palette(made))
        for effect in _MOVING:
            QApplication.setEffectEnabled(effect, False)
        app.setProperty(_COMPLETE, True)
    app.setStyleSheet(qss.stylesheet(made))
    qt_texts.speak(app, preferences.language)
    return made


def apply_first(app: QApplication, preferences: Preferences) -> Theme:
    """Give the application palette, font and locale: enough for widgets that paint themselves."""
    choice = preferences.look
    app.styleHints().setColorScheme(
        {
            "system": Qt.ColorScheme.Unknown,
            "light": Qt.ColorScheme.Light,
            "dark": Qt.ColorScheme.Dark,
        }[choice]
    )
    made = Theme(look=_look(choice), scale=preferences.scale)
    set_theme(made)
    spoken = QLocale(preferences.language)
    QLocale.setDefault(spoken)
    app.setLayoutDirection(spoken.textDirection())
    app.setPalette(_palette(made))
    app.setFont(made.font())
    return made


def _look(choice: ThemeChoice) -> Look:
    if choice != "system":
        return choice
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if dark else "light"


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    made = QPalette()
    for name, colours in (
        ("canvas", (role.Window,)),
        ("surface", (role.Base, role.AlternateBase, role.Button)),
        ("ink", (role.WindowText, role.Text, role.ButtonText, role.HighlightedText)),
        ("ink3", (role.PlaceholderText,)),
        ("accent_soft", (role.Highlight,)),
        ("accent", (role.Link, role.LinkVisited, role.Accent)),
        ("tip", (role.ToolTipBase,)),
        ("canvas", (role.ToolTipText,)),
        ("line", (role.Mid, role.Light, role.Midlight)),
        ("line_strong", (role.Dark, role.Shadow)),
    ):
        for colour_role in colours:
            made.setColor(colour_role, theme.colour(name))
    for colour_role in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, colour_role, theme.colour("ink3"))
    return made
