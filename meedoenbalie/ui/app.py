"""Starts the window: application, look, first screen; the rest is loaded behind it."""

from __future__ import annotations

import gc
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSettings, Qt, Signal
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

from meedoenbalie.i18n import set_language
from meedoenbalie.paths import config_folder
from meedoenbalie.ui import accessible, fonts, qss, style
from meedoenbalie.ui.context import AppContext
from meedoenbalie.ui.icons import icon
from meedoenbalie.ui.main_window import MainWindow
from meedoenbalie.ui.preferences import load_preferences
from meedoenbalie.ui.tasks import Tasks

if TYPE_CHECKING:
    from meedoenbalie.ui.desk_shell import DeskShell


def run(
    context: AppContext,
    arguments: Sequence[str] = (),
    *,
    on_demo: bool = False,
    file: Path | None = None,
    on_painted: Callable[[], None] | None = None,
) -> int:
    """Show the window until it is closed and return the exit code.

    ``on_demo`` opens the demonstration at once, ``file`` what was double-clicked. ``on_painted``
    is called when the first screen stands on the screen; a benchmark stops there.
    """
    app = make_application(arguments)
    preferences = load_preferences()
    set_language(preferences.language)
    made = style.apply_first(app, preferences)
    unforeseen = Unforeseen(app)
    unforeseen.install()
    window = MainWindow(context, _add_pages, preferences, unforeseen.caught.emit)
    first_inputs = _inputs_of(window)
    for box in first_inputs:
        box.setStyleSheet(qss.inputs(made))
    behind = Tasks(app)

    def go_on() -> None:
        if on_painted is not None:
            on_painted()
        complete(app, window)
        for box in first_inputs:
            box.setStyleSheet("")
        fonts.register_other_scripts()
        behind.read(lambda: warm_up(context), lambda _none: None)
        if on_demo:
            window.open_demo()
        elif file is not None:
            window.open_file(file)

    window.take_place()
    painted = _FirstPaint(window)
    painted.happened.connect(go_on, Qt.ConnectionType.QueuedConnection)
    window.show()
    code = app.exec()
    behind.close()
    return code


def make_application(arguments: Sequence[str] = ()) -> QApplication:
    """Make the application with its names, its settings file and its font."""
    QCoreApplication.setOrganizationName("Meedoenbalie")
    QCoreApplication.setApplicationName("Meedoenbalie")
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(config_folder()))
    app = QApplication(["meedoenbalie", *arguments])
    fonts.register_latin()
    accessible.install()
    return app


def make_window(
    app: QApplication, context: AppContext, on_unforeseen: Callable[[Exception], None]
) -> MainWindow:
    """Make a complete window at once, for tests and screenshots."""
    preferences = load_preferences()
    set_language(preferences.language)
    style.apply(app, preferences)
    fonts.register_other_scripts()
    window = MainWindow(context, _add_pages, preferences, on_unforeseen)
    complete(app, window)
    return window


def complete(app: QApplication, window: MainWindow) -> None:
    """Do what the first paint did not wait for: style sheet, icon, focus ring, system's look."""
    from meedoenbalie.ui.focus_ring import FocusRing

    style.apply(app, window.preferences)
    app.setWindowIcon(icon("door-open", "accent", 64))
    window.ring = FocusRing(app)
    app.styleHints().colorSchemeChanged.connect(window.follow_system)


def _inputs_of(window: MainWindow) -> list[QWidget]:
    return [*window.findChildren(QLineEdit), *window.findChildren(QComboBox)]


def _add_pages(shell: DeskShell) -> None:
    from meedoenbalie.ui.registry import add_pages

    add_pages(shell)


def warm_up(context: AppContext) -> None:
    """Import and make once what the pages need, while the user types; any thread may do it."""
    from meedoenbalie.ui import desk_shell, registry  # noqa: F401

    context.warm_up()
    registry.load_pages()
    # PySide makes a class and its enums when it first meets one, 70 at a time in a scroll area.
    for module in (QtCore, QtGui, QtWidgets):
        for name in dir(module):
            getattr(module, name)
    # All this stays until the end: the collector need not go through it while a page is made.
    gc.freeze()


class _FirstPaint(QObject):
    """Tells when a window was painted for the first time."""

    happened = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self.happened.emit()
        return False


class Unforeseen(QObject):
    """The one place where unforeseen errors end: from Qt, and from the database thread."""

    caught = Signal(Exception)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open = False
        # Later, and not in the middle of what failed: that may have been painting.
        self.caught.connect(self.show, Qt.ConnectionType.QueuedConnection)

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
            # Lets go of a painter that was at work, and of every name in a local variable.
            traceback.clear_frames(trace)
            self.caught.emit(error)
        else:
            sys.__excepthook__(kind, error, trace)
