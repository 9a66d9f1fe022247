"""Each operating system, on whatever system the tests run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from meedoenbalie.system import Environment, system_for

HOME = Path("thuis")


@pytest.mark.parametrize(
    ("platform", "around", "config", "log"),
    [
        ("linux", {}, ".config/meedoenbalie", ".local/state/meedoenbalie"),
        ("linux", {"XDG_CONFIG_HOME": "thuis/x"}, "x/meedoenbalie", ".local/state/meedoenbalie"),
        ("freebsd14", {}, ".config/meedoenbalie", ".local/state/meedoenbalie"),
        ("darwin", {}, "Library/Application Support/Meedoenbalie", "Library/Logs/Meedoenbalie"),
        (*("win32", {}, "AppData/Local/Meedoenbalie/config", "AppData/Local/Meedoenbalie/log"),),
        (
            *("win32", {"LOCALAPPDATA": "thuis/L"}),
            *("L/Meedoenbalie/config", "L/Meedoenbalie/log"),
        ),
    ],
)
def test_each_system_has_its_own_places(
    platform: str, around: Environment, config: str, log: str
) -> None:
    system = system_for(platform)
    assert system.own_folder("config", around, HOME) == HOME / config
    assert system.own_folder("log", around, HOME) == HOME / log


def test_only_on_linux_there_may_be_no_screen() -> None:
    assert not system_for("linux").has_screen({})
    assert system_for("linux").has_screen({"WAYLAND_DISPLAY": "wayland-0"})
    assert system_for("win32").has_screen({})
    assert system_for("darwin").has_screen({})


def test_windows_brings_no_folder_to_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening a folder, as others do, is refused there."""

    def refused(*_: object) -> int:
        raise PermissionError

    monkeypatch.setattr(os, "open", refused)
    system_for("win32").sync_folder(HOME)
    with pytest.raises(PermissionError):
        system_for("linux").sync_folder(HOME)
