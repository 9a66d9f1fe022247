"""Pages can be drawn in the looks that are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from meedoenbalie.clock import TODAY_VARIABLE
from meedoenbalie.ui import screenshots, style
from meedoenbalie.ui.preferences import Preferences
from tests.opened_desk import TODAY


@pytest.fixture
def as_before(qapp: QApplication, look: None) -> Iterator[None]:
    """Leave the application in the look that the other tests expect."""
    yield
    style.apply(qapp, Preferences(look="light"))


@pytest.mark.usefixtures("as_before")
def test_a_page_is_drawn_in_the_look_that_its_name_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(TODAY_VARIABLE, TODAY.isoformat())
    looks = [Preferences("dark", 2.0, "en"), Preferences("light", 1.0, "nl")]
    files = list(screenshots.draw(tmp_path, tmp_path, looks, "empty", ["residents"]))
    names = ["residents-empty-dark-2-en.png", "residents-empty-light-1-nl.png"]
    assert [file.name for file in files] == names
    for file, dark in zip(files, (True, False), strict=True):
        picture = QImage(str(file))
        assert (picture.width(), picture.height()) == (1280, 800)
        assert (picture.pixelColor(picture.width() // 2, 4).lightness() < 128) is dark


def test_without_a_folder_it_says_how_to_run(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        screenshots.main([])
    assert "OUT" in capsys.readouterr().err
