"""Work off the UI thread, as a page asks for it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from meedoenbalie.ui.tasks import Job, Progress, Tasks
from meedoenbalie.ui.widgets.progress import ProgressStrip
from tests.ui.pages.frame import PATIENCE_MS, button, click, texts


class Gate:
    """Holds the database thread until the test lets it go on."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self.open = threading.Event()

    def __call__(self) -> None:
        self.reached.set()
        self.open.wait()


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    """The database thread."""
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def gate(tasks: Tasks) -> Iterator[Gate]:
    """A gate that opens after the test, however the test ends."""
    made = Gate()
    yield made
    made.open.set()


def settle(qtbot: QtBot, tasks: Tasks) -> None:
    """Wait until nothing is under way."""
    qtbot.waitUntil(lambda: not tasks.busy(), timeout=PATIENCE_MS)


def test_a_result_comes_back_in_the_thread_of_the_window(qtbot: QtBot, tasks: Tasks) -> None:
    seen: list[tuple[str, str]] = []
    here = threading.current_thread().name
    tasks.read(
        lambda: threading.current_thread().name,
        lambda there: seen.append((there, threading.current_thread().name)),
    )
    settle(qtbot, tasks)
    assert seen == [("database", here)]


def test_work_is_done_in_the_order_it_was_asked(qtbot: QtBot, tasks: Tasks) -> None:
    done: list[int] = []
    for number in range(20):
        tasks.write(partial(int, number), done.append)
    settle(qtbot, tasks)
    assert done == list(range(20))


def test_a_newer_search_replaces_an_older_one_that_waits(
    qtbot: QtBot, tasks: Tasks, gate: Gate
) -> None:
    ran, shown = list[str](), list[str]()

    def search(words: str) -> str:
        ran.append(words)
        return words

    tasks.write(gate, lambda _none: None)
    for words in ("s", "se", "sem"):
        tasks.read(partial(search, words), shown.append, key="search")
    gate.open.set()
    settle(qtbot, tasks)
    assert ran == ["sem"]
    assert shown == ["sem"]


def test_a_search_that_was_overtaken_while_it_ran_is_not_shown(
    qtbot: QtBot, tasks: Tasks, gate: Gate
) -> None:
    shown = list[str]()

    def slow() -> str:
        gate()
        return "old"

    tasks.read(slow, shown.append, key="search")
    gate.reached.wait()
    tasks.read(lambda: "new", shown.append, key="search")
    gate.open.set()
    settle(qtbot, tasks)
    assert shown == ["new"]


def test_an_expected_error_goes_to_the_page_and_an_unforeseen_one_to_the_handler(
    qtbot: QtBot, tasks: Tasks
) -> None:
    at_page, at_handler = list[Exception](), list[Exception]()
    tasks.unforeseen.connect(at_handler.append)

    def refuse() -> None:
        raise ValueError("refused")

    def break_down() -> None:
        raise ZeroDivisionError

    def failed(error: Exception) -> bool:
        at_page.append(error)
        return isinstance(error, ValueError)

    tasks.write(refuse, lambda _none: None, failed)
    tasks.write(break_down, lambda _none: None, failed)
    settle(qtbot, tasks)
    assert [type(error) for error in at_page] == [ValueError, ZeroDivisionError]
    assert [type(error) for error in at_handler] == [ZeroDivisionError]


def test_long_work_shows_how_far_it_is_and_stops_when_asked(
    qtbot: QtBot, tasks: Tasks, gate: Gate, look: None
) -> None:
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    tasks.began.connect(strip.follow)
    stopped, done = list[int](), list[int]()

    def import_rows(progress: Progress) -> int:
        for row in range(1, 101):
            try:
                progress(row, 100)
            except BaseException:
                stopped.append(row)
                raise
            if row == 40:
                gate()
        return 100

    tasks.work(import_rows, done.append, label="Bezig met inlezen…")
    qtbot.waitUntil(lambda: "40 van 100" in texts(strip), timeout=PATIENCE_MS)
    assert "Bezig met inlezen…" in texts(strip)
    click(button(strip, "Stoppen"))
    assert "Wordt gestopt…" in texts(strip)
    gate.open.set()
    settle(qtbot, tasks)
    assert stopped == [41]
    assert done == []
    assert not strip.isVisible()


def test_work_ends_also_when_what_showed_it_is_gone(qtbot: QtBot) -> None:
    with qtbot.captureExceptions() as raised:
        strip, job = ProgressStrip(), Job("Bezig…", None, stoppable=False, kept=False)
        strip.follow(job)
        shiboken6.delete(strip)
        job.finished.emit()
    assert not raised
    shown = ProgressStrip()
    qtbot.addWidget(shown)
    shown.follow(job)
    shown.show()
    job.finished.emit()
    assert shown.isHidden()


def test_a_write_cannot_be_stopped_half_way(
    qtbot: QtBot, tasks: Tasks, gate: Gate, look: None
) -> None:
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    tasks.began.connect(strip.follow)
    tasks.write(gate, lambda _none: None, label="Bezig met opslaan…")
    qtbot.waitUntil(strip.isVisible, timeout=PATIENCE_MS)
    assert "Bezig met opslaan…" in texts(strip)
    assert "Stoppen" not in texts(strip)
    gate.open.set()
    settle(qtbot, tasks)


def test_closing_finishes_what_was_asked_to_be_written(qtbot: QtBot) -> None:
    tasks = Tasks()
    gate, written = Gate(), list[str]()
    tasks.read(gate, lambda _none: None)
    tasks.write(lambda: written.append("saved"), lambda _none: None)
    gate.reached.wait()
    gate.open.set()
    tasks.close()
    assert written == ["saved"]


def test_nothing_is_delivered_after_locking(qtbot: QtBot) -> None:
    tasks = Tasks()
    shown = list[str]()
    tasks.read(lambda: "secret", shown.append)
    tasks.close()
    qtbot.wait(0)
    assert shown == []


class Away:
    """A server that is away until it isn't; what ``wrote`` is there however it ended."""

    def __init__(self) -> None:
        self.gone = True
        self.wrote = 0
        self.tried: list[str] = []

    def mark(self) -> int:
        return self.wrote

    def again(self, mark: int, error: Exception) -> bool:
        return isinstance(error, ConnectionError) and mark == self.wrote

    def away(self, error: Exception) -> bool:
        return isinstance(error, ConnectionError)

    def still_waiting(self) -> Exception:
        return LookupError("waits already")

    def write(self, what: str) -> str:
        self.tried.append(what)
        if self.gone:
            raise ConnectionError
        return what


def refused_as(told: list[Exception]) -> Callable[[Exception], bool]:
    """Take note of what failed."""

    def note(error: Exception) -> bool:
        told.append(error)
        return True

    return note


def test_a_write_waits_for_the_server_and_is_done_in_its_order(qtbot: QtBot, tasks: Tasks) -> None:
    away = Away()
    tasks.repeats = away
    done: list[str] = []
    held: list[None] = []
    tasks.held.connect(lambda: held.append(None))
    tasks.write(lambda: away.write("a"), done.append)
    tasks.write(lambda: away.write("b"), done.append)
    settle(qtbot, tasks)
    assert (len(held), tasks.holds(), done) == (2, True, [])
    tasks.try_again()
    settle(qtbot, tasks)
    assert done == []
    away.gone = False
    tasks.try_again()
    qtbot.waitUntil(lambda: not tasks.holds() and not tasks.busy(), timeout=PATIENCE_MS)
    assert done == ["a", "b"]


def test_the_same_change_does_not_wait_twice(qtbot: QtBot, tasks: Tasks) -> None:
    away = Away()
    tasks.repeats = away
    refused: list[Exception] = []

    def press() -> None:
        tasks.write(lambda: away.write("a"), lambda _done: None, refused_as(refused))

    press()
    settle(qtbot, tasks)
    press()
    settle(qtbot, tasks)
    assert [str(error) for error in refused] == ["waits already"]
    assert away.tried == ["a"]


def test_what_was_written_in_part_or_is_given_up_fails_as_it_did(
    qtbot: QtBot, tasks: Tasks
) -> None:
    away = Away()
    tasks.repeats = away
    failed: list[Exception] = []

    def in_two() -> str:
        away.wrote += 1
        return away.write("a")

    tasks.write(in_two, lambda _done: None, refused_as(failed))
    settle(qtbot, tasks)
    assert (len(failed), tasks.holds()) == (1, False)
    job = tasks.write(lambda: away.write("b"), lambda _done: None, refused_as(failed))
    settle(qtbot, tasks)
    assert tasks.holds()
    tasks.give_up(job)
    assert (len(failed), tasks.holds(), tasks.busy()) == (2, False, False)
    # Off: it fails at once.
    tasks.write(lambda: away.write("c"), lambda _done: None, refused_as(failed), again=False)
    settle(qtbot, tasks)
    assert len(failed) == 3
