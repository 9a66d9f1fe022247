"""Whatever goes wrong becomes a sentence and an exit code."""

import errno
from pathlib import Path

import pytest

from meedoenbalie.cli import listing
from meedoenbalie.paths import log_folder
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.importing import ImportKind
from meedoenbalie.services.messages import explain
from tests.cli.conftest import Terminal


@pytest.mark.parametrize(
    "words",
    [
        ("dans",),
        ("list", "huizen", "--store", "a.db"),
        ("list", "residents"),
        ("list", "residents", "--store", "a.db", "--kleur"),
        ("refer", "RTW-0001", "--store", "a.db"),
        ("report", "jaarlijks"),
    ],
)
def test_wrong_use_is_2(terminal: Terminal, words: tuple[str, ...]) -> None:
    said = terminal(*words)
    assert (said.code, said.out) == (2, "")
    assert said.err


def test_help_is_no_error(terminal: Terminal) -> None:
    assert terminal("--help").code == 0
    assert "Zonder opdracht opent het venster" in terminal("--help").out
    assert "toestemming" in terminal("refer", "--help").out


def test_an_unforeseen_error_shows_no_traceback_and_no_name(
    terminal: Terminal, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_desk: Desk, _words: str) -> None:
        raise RuntimeError("Semhar Tesfay")

    monkeypatch.setitem(listing._AS_JSON, ImportKind.RESIDENTS, broken)
    said = terminal("list", "residents", "--store", store, "--json")
    assert (said.code, said.out) == (1, "")
    assert "Traceback" not in said.err
    assert "Semhar" not in said.err
    file = log_folder() / "meedoenbalie.log"
    assert str(file) in said.err
    assert "RuntimeError" in file.read_text(encoding="utf-8")


def test_a_file_that_is_no_store_is_told(terminal: Terminal, store: Path) -> None:
    store.write_bytes(b"niets" * 1000)
    said = terminal("list", "residents", "--store", store)
    assert said.code == 1
    assert "beschadigd" in said.err


@pytest.mark.parametrize("store", ["", "/", "nergens.db"])
def test_no_store_at_that_place_is_told_too(terminal: Terminal, store: str) -> None:
    said = terminal("list", "residents", "--store", store)
    assert (said.code, said.out) == (1, "")
    assert "geen balie" in said.err


def test_stopping_with_the_keyboard_is_no_traceback(
    terminal: Terminal, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(_desk: Desk, _words: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setitem(listing._AS_JSON, ImportKind.RESIDENTS, stopped)
    said = terminal("list", "residents", "--store", store, "--json")
    assert said.code == 1
    assert "Traceback" not in said.err


def test_a_disk_that_may_only_be_read_is_told_in_words() -> None:
    said = explain(OSError(errno.EROFS, "Read-only file system", "brief.pdf"))
    assert said == "Dit mag niet gelezen of geschreven worden: brief.pdf"
