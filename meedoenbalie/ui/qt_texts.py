"""Qt's own texts, as in its file dialog and the menu of a text field, in the user's language."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from meedoenbalie.i18n import Language

_NAME = "qt_texts"


def speak(app: QApplication, language: Language) -> None:
    """Let Qt speak ``language``; what is on the screen already changes when it is made again."""
    before = app.findChild(QTranslator, _NAME)
    if before is not None:
        app.removeTranslator(before)
        before.setParent(None)
    texts = QTranslator(app)
    texts.setObjectName(_NAME)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if texts.load(QLocale(language), "qtbase", "_", folder):
        app.installTranslator(texts)
