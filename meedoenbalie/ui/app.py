"""Starts the window: application, look, first screen; the rest is loaded behind it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, QSettings, QTimer, Signal
from PySide6.QtWidgets import QApplication

from meedoenbalie.i18n import set_language
from meedoenbalie.paths import config_folder
from meedoenbalie.ui import fonts, style
from meedoenbalie.ui.context import AppContext
from meedoenbalie.ui.focus_ring import FocusRing
from meedoenbalie.ui.icons import icon
from meedoenbalie.ui.main_window import MainWindow
from meedoenbalie.ui.preferences import load_preferences
from meedoenbalie.ui.registry import add_pages, load_pages
from meedoenbalie.ui.tasks import Tasks


def run(context: AppContext, arguments: Sequence[str] = (), *, on_demo: bool = False) -> int:
    """Show the window until it is closed and return the exit code.

    ``on_demo`` opens the demonstration desk at once.
    """
    app = make_application(arguments)
    unforeseen = Unforeseen(app)
    unforeseen.install()
    window = make_window(app, context, unforeseen.caught.emit)
    window.show()
    if on_demo:
        QTimer.singleShot(0, window, window.open_demo)
    behind = Tasks(app)
    QTimer.singleShot(0, app, lambda: warm_up(context, behind))
    code = app.exec()
    behind.close()
    return code


def make_application(arguments: Sequence[str] = ()) -> QApplication:
    """Make the application with its names, its settings file, its font and its icon."""
    QCoreApplication.setOrganizationName("Meedoenbalie")
    QCoreApplication.setApplicationName("Meedoenbalie")
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(config_folder()))
    app = QApplication(["meedoenbalie", *arguments])
    app.setApplicationDisplayName("")
    fonts.register_latin()
    return app


def make_window(
    app: QApplication, context: AppContext, on_unforeseen: Callable[[Exception], None]
) -> MainWindow:
    """Make the window in the look that the user chose."""
    preferences = load_preferences()
    set_language(preferences.language)
    style.apply(app, preferences)
    app.setWindowIcon(icon("door-open", "accent", 64))
    window = MainWindow(context, add_pages, preferences, on_unforeseen)
    window.ring = FocusRing(app)
    app.styleHints().colorSchemeChanged.connect(window.follow_system)
    return window


def warm_up(context: AppContext, behind: Tasks) -> None:
    """Load fonts of other scripts now, and what the pages need while the user types."""
    fonts.register_other_scripts()

    def load() -> None:
        context.warm_up()
        load_pages()

    behind.read(load, lambda _none: None)


class Unforeseen(QObject):
    """The one place where unforeseen errors end: from Qt, and from the database thread."""

    caught = Signal(Exception)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open = False
        self.caught.connect(self.show)

    def install(self) -> None:
        """Take over what Python would print."""
        sys.excepthook = self._hook

    def show(self, error: Exception) -> None:
        """Log the error and show the dialog; a second one while it is open is only logged."""
        from meedoenbalie import log
        from meedoenbalie.ui.failure import FailureDialog

        log.unexpected(error)
        if self._open:
            return
        self._open = True
        try:
            FailureDialog(error, QApplication.activeWindow()).exec()
        finally:
            self._open = False

    def _hook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if isinstance(error, Exception):
            self.caught.emit(error)
        else:
            sys.__excepthook__(kind, error, trace)
