"""What the tests of the window share."""

import pytest
from PySide6.QtCore import QSettings

from tests.ui.pages.frame import look

__all__ = ["look"]


@pytest.fixture(autouse=True)
def own_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let what the window remembers last as long as one test."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    folder = str(tmp_path_factory.mktemp("settings"))
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder)
