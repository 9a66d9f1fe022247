"""The list of desks that were opened before."""

import json
from datetime import date
from pathlib import Path

from meedoenbalie.clock import fixed_clock
from meedoenbalie.paths import config_folder
from meedoenbalie.services.recent import forget, recent_stores, remember


def made(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_bytes(b"")
    return path


def paths() -> list[str]:
    return [store.path.name for store in recent_stores()]


def test_the_last_opened_is_first_and_nothing_is_there_twice(tmp_path: Path) -> None:
    first, second = made(tmp_path, "a.db"), made(tmp_path, "b.db")
    remember(first, fixed_clock(date(2026, 3, 1)))
    remember(second, fixed_clock(date(2026, 3, 2)))
    assert paths() == ["b.db", "a.db"]
    remember(first, fixed_clock(date(2026, 3, 3)))
    assert paths() == ["a.db", "b.db"]


def test_a_store_that_is_gone_is_not_shown(tmp_path: Path) -> None:
    store = made(tmp_path, "a.db")
    remember(store, fixed_clock(date(2026, 3, 1)))
    store.unlink()
    assert paths() == []


def test_only_eight_are_kept(tmp_path: Path) -> None:
    for number in range(1, 12):
        remember(made(tmp_path, f"{number}.db"), fixed_clock(date(2026, 3, number)))
    assert paths() == [f"{number}.db" for number in range(11, 3, -1)]


def test_a_store_can_be_forgotten(tmp_path: Path) -> None:
    store = made(tmp_path, "a.db")
    remember(store, fixed_clock(date(2026, 3, 1)))
    forget(store)
    assert paths() == []
    assert store.exists()


def test_the_list_holds_paths_and_moments_only(tmp_path: Path) -> None:
    remember(made(tmp_path, "a.db"), fixed_clock(date(2026, 3, 1)))
    (item,) = json.loads((config_folder() / "recent.json").read_text(encoding="utf-8"))
    assert item == {"path": str(tmp_path / "a.db"), "opened_at": "2026-03-01T11:00:00+00:00"}


def test_a_damaged_list_is_an_empty_one(tmp_path: Path) -> None:
    config_folder().mkdir(parents=True, exist_ok=True)
    file = config_folder() / "recent.json"
    for text in ("{", "{}", '[{"path": 3}]', '[{"path": "a", "opened_at": "ooit"}]'):
        file.write_text(text, encoding="utf-8")
        assert paths() == []
    remember(made(tmp_path, "a.db"), fixed_clock(date(2026, 3, 1)))
    assert paths() == ["a.db"]
