"""What of a window can be seen."""

from PySide6.QtWidgets import QWidget

from meedoenbalie.ui.main_window import MainWindow


def shown(window: MainWindow) -> list[QWidget]:
    """Return all that is visible in a window, without what stands in a window of its own."""
    every = window.findChildren(QWidget)
    return [one for one in every if one.isVisible() and one.window() is window]
