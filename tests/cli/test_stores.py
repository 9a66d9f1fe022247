"""A store is made and opened from a terminal; the passphrase is never in a command."""

from pathlib import Path

import pytest

from meedoenbalie.cli.shell import PASSPHRASE_VARIABLE, USER_VARIABLE
from meedoenbalie.clock import fixed_clock
from meedoenbalie.services import stores
from meedoenbalie.services.attempts import Attempts
from meedoenbalie.services.stores import users_of
from tests.cli.conftest import Terminal
from tests.opened_desk import PASSPHRASE, TODAY


def test_a_new_store_asks_twice_and_shows_its_recovery_code_once(
    terminal: Terminal, tmp_path: Path
) -> None:
    store = tmp_path / "balie.db"
    said = terminal("init", store)
    assert said.code == 0
    assert said.out.strip() == str(store)
    assert "Herstelcode: " in said.err
    assert terminal.asked == ["Nieuwe wachtzin", "Nog een keer"]
    assert users_of(store) == ("balie",)
    assert terminal("list", "residents", "--store", store).code == 0


def test_two_different_passphrases_make_no_store(terminal: Terminal, tmp_path: Path) -> None:
    terminal.answers = [PASSPHRASE, "vier andere woorden"]
    said = terminal("init", tmp_path / "balie.db")
    assert said.code == 1
    assert "niet gelijk" in said.err
    assert list(tmp_path.iterdir()) == []


def test_a_short_passphrase_is_refused(terminal: Terminal, tmp_path: Path) -> None:
    terminal.answers = ["te kort"]
    said = terminal("init", tmp_path / "balie.db")
    assert said.code == 1
    assert "minstens 12 tekens" in said.err
    assert list(tmp_path.iterdir()) == []


def test_a_store_is_never_made_over_another_file(terminal: Terminal, tmp_path: Path) -> None:
    store = tmp_path / "balie.db"
    store.write_text("iets anders", encoding="utf-8")
    assert terminal("init", store).code == 1
    assert store.read_text(encoding="utf-8") == "iets anders"


@pytest.mark.parametrize("ending", ["", "\n", "\r\n"])
def test_the_passphrase_may_come_from_a_file(
    terminal: Terminal, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    secret = tmp_path / "wachtzin.txt"
    secret.write_bytes((PASSPHRASE + ending).encode())
    monkeypatch.setenv(PASSPHRASE_VARIABLE, str(secret))
    assert terminal("list", "offers", "--store", store).code == 0
    assert terminal.asked == []


def test_a_passphrase_file_that_is_missing_or_no_text_is_told(
    terminal: Terminal, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = tmp_path / "wachtzin.txt"
    monkeypatch.setenv(PASSPHRASE_VARIABLE, str(secret))
    missing = terminal("list", "offers", "--store", store)
    assert (missing.code, "niet gevonden" in missing.err) == (1, True)
    secret.write_bytes(b"\xff\xfe\x00")
    unreadable = terminal("list", "offers", "--store", store)
    assert (unreadable.code, "UTF-8" in unreadable.err) == (1, True)


def test_a_wrong_passphrase_is_told_and_changes_nothing(terminal: Terminal, store: Path) -> None:
    before = store.read_bytes()
    terminal.answers = ["een heel andere zin"]
    said = terminal("list", "residents", "--store", store)
    assert said.code == 1
    assert said.out == ""
    assert "klopt niet" in said.err
    assert store.read_bytes() == before


def test_the_name_of_the_user_comes_from_option_or_environment(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal("init", tmp_path / "a.db", "--user", "Marleen")
    monkeypatch.setenv(USER_VARIABLE, "Joost")
    terminal("init", tmp_path / "b.db")
    assert users_of(tmp_path / "a.db") == ("Marleen",)
    assert users_of(tmp_path / "b.db") == ("Joost",)
    assert terminal("list", "lessons", "--store", tmp_path / "a.db").code == 1


def test_somebody_without_a_key_is_told_so_before_a_passphrase_is_asked(
    terminal: Terminal, store: Path
) -> None:
    said = terminal("list", "residents", "--store", store, "--user", "Niemand")
    assert (said.code, said.out) == (1, "")
    assert "Niemand die ‘Niemand’ heet kan deze balie openen. Wel: Marleen" in said.err
    assert terminal.asked == []


def test_there_is_nothing_to_open_where_no_store_is(terminal: Terminal, tmp_path: Path) -> None:
    said = terminal("list", "residents", "--store", tmp_path / "weg.db")
    assert (said.code, said.out) == (1, "")
    assert "Hier staat geen balie" in said.err
    assert terminal.asked == []


def test_after_wrong_passphrases_a_command_refuses_instead_of_waiting(
    terminal: Terminal, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stores, "Attempts", lambda: Attempts(fixed_clock(TODAY)))
    terminal.answers = ["helemaal verkeerd"]
    for _number in range(2):
        assert "klopt niet" in terminal("list", "residents", "--store", store).err
    terminal.answers = [PASSPHRASE]
    refused = terminal("list", "residents", "--store", store)
    assert (refused.code, refused.out) == (1, "")
    assert "Probeer het over 1 seconde opnieuw. Deze poging telde niet mee." in refused.err
