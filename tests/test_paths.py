"""Where settings, logs and the demonstration are kept."""

import sys
from datetime import date
from pathlib import Path

import pytest

from meedoenbalie import paths
from meedoenbalie.clock import fixed_clock
from meedoenbalie.services import recent

FOLDERS = (paths.config_folder, paths.data_folder, paths.cache_folder, paths.log_folder)


def test_one_folder_can_hold_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path))
    monkeypatch.delenv(paths.CACHE_VARIABLE, raising=False)
    assert len({folder() for folder in FOLDERS}) == 4
    assert {folder().parent for folder in FOLDERS} == {tmp_path}
    assert paths.stores_folder() == tmp_path / "stores"


def test_on_a_stick_everything_lies_beside_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(paths.HOME_VARIABLE, raising=False)
    monkeypatch.delenv(paths.CACHE_VARIABLE, raising=False)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "meedoenbalie"))
    assert paths.own_home() is None
    (tmp_path / paths.PORTABLE).touch()
    assert {folder().parent for folder in FOLDERS} == {tmp_path / "gegevens"}
    assert paths.stores_folder() == tmp_path / "gegevens" / "stores"


def test_a_marker_beside_a_python_that_is_no_bundle_means_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(paths.HOME_VARIABLE, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    (tmp_path / paths.PORTABLE).touch()
    assert paths.own_home() is None


def test_a_stick_with_another_letter_knows_its_own_desks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "E"))
    store, elsewhere = paths.stores_folder() / "balie.meedoen", tmp_path / "elders.meedoen"
    store.parent.mkdir(parents=True)
    for day, path in enumerate((elsewhere, store), 1):
        path.touch()
        recent.remember(path, fixed_clock(date(2026, 3, day)))
    (tmp_path / "E").rename(tmp_path / "F")
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "F"))
    assert [one.path for one in recent.recent_stores()] == [
        paths.stores_folder() / "balie.meedoen",
        elsewhere,
    ]
