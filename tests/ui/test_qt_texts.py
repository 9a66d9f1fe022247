"""Qt's own dialogs speak the language of the program."""

from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from meedoenbalie.i18n import LANGUAGES
from meedoenbalie.ui import style
from meedoenbalie.ui.preferences import Preferences


def _buttons(qtbot: QtBot) -> set[str]:
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    return {button.text().replace("&", "") for button in dialog.findChildren(QPushButton)}


def test_the_file_dialog_speaks_the_language_of_the_program(qtbot: QtBot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    said = {"nl": {"Openen", "Annuleren"}, "en": {"Open", "Cancel"}}
    for language in LANGUAGES * 2:
        style.apply(app, Preferences(look="light", language=language))
        assert _buttons(qtbot) == said[language]
    style.apply(app, Preferences(look="light"))
