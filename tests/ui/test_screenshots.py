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
    dark = Preferences("dark", 2.0, "en")
    files = list(screenshots.draw(copy_demo(tmp_path / "demo"), tmp_path, [dark]))
    names = {file.name.removesuffix("-normal-dark-2-en.png") for file in files}
    assert {"unlock", "new_desk", "server_desk"} | {entry.key for entry in registry.PAGES} == names
    for file in files:
        picture = QImage(str(file))
        assert (picture.width(), picture.height()) == (1280, 800)
        assert picture.pixelColor(picture.width() // 2, 4).lightness() < 128


@pytest.mark.usefixtures("as_before")
@pytest.mark.parametrize("data", ["empty", "full"])
def test_one_page_can_be_drawn_of_a_desk_with_nothing_and_of_one_with_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: screenshots.Data
) -> None:
    monkeypatch.setenv(TODAY_VARIABLE, TODAY.isoformat())
    demo = copy_demo(tmp_path / "demo") if data == "full" else tmp_path
    looks = [Preferences("light", 1.0, "nl")]
    files = list(screenshots.draw(demo, tmp_path, looks, data, ["residents"]))
    assert [file.name for file in files] == [f"residents-{data}-light-1-nl.png"]


def test_without_a_folder_it_says_how_to_run(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        screenshots.main([])
    assert "OUT" in capsys.readouterr().err
