"""Where settings, logs and the demonstration are kept."""

import sys
from pathlib import Path

import pytest

from meedoenbalie import paths

FOLDERS = (paths.config_folder, paths.data_folder, paths.cache_folder, paths.log_folder)


def test_one_folder_can_hold_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path))
    monkeypatch.delenv(paths.CACHE_VARIABLE, raising=False)
    assert len({folder() for folder in FOLDERS}) == 4
    assert {folder().parent for folder in FOLDERS} == {tmp_path}
    assert paths.stores_folder() == tmp_path / "stores"


@pytest.mark.parametrize(
    ("platform", "config", "log"),
    [
        ("linux", ".config/meedoenbalie", ".local/state/meedoenbalie"),
        ("darwin", "Library/Application Support/Meedoenbalie", "Library/Logs/Meedoenbalie"),
        ("win32", "AppData/Local/Meedoenbalie/config", "AppData/Local/Meedoenbalie/log"),
    ],
)
def test_each_system_has_its_own_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str, config: str, log: str
) -> None:
    for variable in (
        paths.HOME_VARIABLE, "LOCALAPPDATA", "XDG_CONFIG_HOME", "XDG_STATE_HOME",
    ):  # fmt: skip
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setattr(sys, "platform", platform)
    assert paths.config_folder() == tmp_path / config
    assert paths.log_folder() == tmp_path / log
    assert paths.stores_folder() == tmp_path / "Meedoenbalie"
