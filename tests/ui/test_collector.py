"""Garbage that holds a widget goes on the UI thread, never on the database thread."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from meedoenbalie.ui import collector
from meedoenbalie.ui.tasks import Tasks


class Seen:
    """Says on which thread it was taken away; points at itself, so only a collection does."""

    def __init__(self, where: list[str]) -> None:
        self._where = where
        self.own = self

    def __del__(self) -> None:
        self._where.append(threading.current_thread().name)


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


def test_work_on_the_database_thread_collects_nothing_there(qtbot: QtBot, tasks: Tasks) -> None:
    where: list[str] = []
    Seen(where)
    done: list[int] = []

    def work() -> int:
        # Far beyond every limit at which Python would collect by itself.
        return len([[number] for number in range(200_000)])

    tasks.read(work, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert not gc.isenabled()
    gc.collect()
    assert where == [threading.main_thread().name]


def test_what_is_due_is_collected_when_asked(tasks: Tasks) -> None:
    gc.collect()
    where: list[str] = []
    Seen(where)
    kept = [[number] for number in range(30_000)]
    collector.collect_if_due()
    assert len(kept) == 30_000
    assert where == [threading.main_thread().name]
