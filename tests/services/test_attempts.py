"""Guessing passphrases gets slower, per store, also after a restart; a right one makes it fast."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from meedoenbalie.clock import Clock
from meedoenbalie.paths import config_folder
from meedoenbalie.services.attempts import Attempts, TooSoon, delay_after
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.messages import explain
from meedoenbalie.services.stores import open_store, recover_store
from meedoenbalie.storage.errors import WrongPassphrase
from tests.opened_desk import PASSPHRASE


class Watch:
    """A clock that stands still until somebody moves it."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 2, 12, tzinfo=UTC)

    def attempts(self) -> Attempts:
        """The attempts as a program sees them that was just started."""
        return Attempts(Clock(lambda: self.moment))

    def move(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def store(desk: Desk) -> Path:
    desk.database.close()
    return desk.database.path


def guess(desk: Desk, watch: Watch, passphrase: str = "nog een keer mis") -> None:
    opened = open_store(desk.database.path, "Marleen", passphrase, desk.clock, watch.attempts())
    opened.database.close()


def fail(desk: Desk, watch: Watch, times: int) -> None:
    """Guess wrong so many times, each as soon as it is allowed."""
    for _number in range(times):
        watch.move(watch.attempts().seconds_to_wait(desk.database.path))
        with pytest.raises(WrongPassphrase):
            guess(desk, watch)


def test_the_delay_doubles_from_a_second_to_a_minute() -> None:
    seconds = [delay_after(failures).total_seconds() for failures in range(12)]
    assert seconds == [0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60]
    assert delay_after(10_000).total_seconds() == 60


def test_after_two_wrong_ones_the_right_one_has_to_wait_too(
    desk: Desk, store: Path, watch: Watch
) -> None:
    fail(desk, watch, 5)
    with pytest.raises(TooSoon) as refused:
        guess(desk, watch, PASSPHRASE)
    assert refused.value.seconds == 8
    watch.move(7.5)
    assert watch.attempts().seconds_to_wait(store) == 1
    watch.move(0.5)
    guess(desk, watch, PASSPHRASE)


def test_a_refused_attempt_does_not_make_it_longer(desk: Desk, store: Path, watch: Watch) -> None:
    fail(desk, watch, 4)
    for _number in range(3):
        with pytest.raises(TooSoon):
            guess(desk, watch)
    assert watch.attempts().seconds_to_wait(store) == 4


def test_the_right_passphrase_forgets_the_wrong_ones(desk: Desk, store: Path, watch: Watch) -> None:
    fail(desk, watch, 4)
    watch.move(4)
    guess(desk, watch, PASSPHRASE)
    fail(desk, watch, 1)
    assert watch.attempts().seconds_to_wait(store) == 0


def test_the_recovery_code_is_guessed_as_slowly(desk: Desk, store: Path, watch: Watch) -> None:
    for _number in range(2):
        with pytest.raises(WrongPassphrase):
            recover_store(
                store, "AAAA", "Marleen", PASSPHRASE, desk.clock, attempts=watch.attempts()
            )
    with pytest.raises(TooSoon):
        recover_store(store, "AAAA", "Marleen", PASSPHRASE, desk.clock, attempts=watch.attempts())


def test_another_store_is_not_slowed_down(desk: Desk, store: Path, watch: Watch) -> None:
    fail(desk, watch, 3)
    assert watch.attempts().seconds_to_wait(store.with_name("other.db")) == 0


def test_a_clock_that_is_set_back_waits_no_longer_than_the_delay(
    desk: Desk, store: Path, watch: Watch
) -> None:
    fail(desk, watch, 3)
    watch.move(-86_400)
    assert watch.attempts().seconds_to_wait(store) == 2
    watch.move(2)
    assert watch.attempts().seconds_to_wait(store) == 0


def test_the_file_tells_neither_who_nor_where(desk: Desk, store: Path, watch: Watch) -> None:
    fail(desk, watch, 1)
    kept = (config_folder() / "attempts.json").read_text("utf-8")
    assert "Marleen" not in kept
    assert store.stem not in kept


@pytest.mark.parametrize("damage", ["", "[]", '{"x": 1}', "{"])
def test_a_damaged_file_stops_nobody(desk: Desk, store: Path, watch: Watch, damage: str) -> None:
    config_folder().mkdir(parents=True, exist_ok=True)
    (config_folder() / "attempts.json").write_text(damage, "utf-8")
    fail(desk, watch, 1)
    guess(desk, watch, PASSPHRASE)


def test_the_words_say_how_long_and_that_nothing_was_tried() -> None:
    assert explain(TooSoon(8)) == (
        "Na een foute wachtzin duurt de volgende poging langer. "
        "Probeer het over 8 seconden opnieuw. Deze poging telde niet mee."
    )
    assert "over 1 seconde opnieuw" in str(explain(TooSoon(1)))
