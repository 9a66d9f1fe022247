"""What the user set about the window itself: look, text size, language."""

from __future__ import annotations

from typing import Literal, NamedTuple

from PySide6.QtCore import QSettings

from meedoenbalie.i18n import LANGUAGES, Language, language
from meedoenbalie.tokens import tokens

ThemeChoice = Literal["system", "light", "dark"]
"""What the user chose; ``system`` follows the desktop."""

LOOKS: tuple[ThemeChoice, ...] = ("system", "light", "dark")
"""Every look that can be chosen."""


class Preferences(NamedTuple):
    """One set of choices; the defaults are those of a first start."""

    look: ThemeChoice = "system"
    scale: float = 1.0
    language: Language = "nl"


def load_preferences() -> Preferences:
    """Return what was saved; a value that is not known any more becomes the default.

    Without a saved language the one that is spoken now stays.
    """
    settings = QSettings()
    standard = Preferences(language=language())
    look = str(settings.value("look", standard.look))
    spoken = str(settings.value("language", standard.language))
    try:
        scale = float(str(settings.value("scale", standard.scale)))
    except ValueError:
        scale = standard.scale
    return Preferences(
        look=next((known for known in LOOKS if known == look), standard.look),
        scale=scale if scale in tokens().type.text_scale_steps else standard.scale,
        language=next((known for known in LANGUAGES if known == spoken), standard.language),
    )


def save_preferences(preferences: Preferences) -> None:
    """Keep these choices for the next start."""
    settings = QSettings()
    settings.setValue("look", preferences.look)
    settings.setValue("scale", preferences.scale)
    settings.setValue("language", preferences.language)
