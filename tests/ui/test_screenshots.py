"""Every page can be drawn on the demonstration, also dark, large and in English."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from meedoenbalie.clock import TODAY_VARIABLE
from meedoenbalie.ui import registry, screenshots, style
from meedoenbalie.ui.preferences import Preferences
from tests.made_demo import copy_demo
from tests.opened_desk import TODAY


@pytest.fixture
def as_before(qapp: QApplication, look: None) -> Iterator[None]:
    """Leave the application in the look that the other tests expect."""
    yield
    style.apply(qapp, Preferences(look="light"))


@pytest.mark.usefixtures("as_before")
def test_every_page_is_drawn_in_the_look_that_its_name_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(TODAY_VARIABLE, TODAY.isoformat())
    dark = Preferences("dark", 1.5, "en")
    files = list(screenshots.draw(copy_demo(tmp_path / "demo"), tmp_path, [dark]))
    names = {file.name.removesuffix("-dark-1.5-en.png") for file in files}
    assert {"unlock", "new_desk"} | {entry.key for entry in registry.PAGES} == names
    for file in files:
        picture = QImage(str(file))
        assert (picture.width(), picture.height()) == (1280, 800)
        assert picture.pixelColor(picture.width() // 2, 4).lightness() < 128


def test_without_a_folder_it_says_how_to_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert screenshots.main([]) == 2
    assert "OUT" in capsys.readouterr().err
