"""``backup`` and ``restore``: results on stdout, refusals with code 1, and nobody is ever asked."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from meedoenbalie.clock import fixed_clock
from meedoenbalie.services.stores import open_store
from meedoenbalie.storage.in_use import lock_file_of
from meedoenbalie.storage.keys import key_file_of
from meedoenbalie.storage.wal import log_of
from tests.cli.conftest import Listed, Terminal
from tests.opened_desk import PASSPHRASE, TODAY


@pytest.fixture
def in_window(store: Path) -> Iterator[None]:
    """The store is open in a window meanwhile."""
    with open_store(store, "Marleen", PASSPHRASE, fixed_clock(TODAY)).database:
        yield


def made(terminal: Terminal, store: Path) -> Path:
    return Path(terminal("backup", "--store", store).out.strip())


def test_it_prints_where_the_checked_back_up_lies(terminal: Terminal, store: Path) -> None:
    said = terminal("backup", "--store", store)
    assert said.code == 0
    assert Path(said.out.strip()).is_file()
    assert "Gecontroleerd: 2 bewoners, 0 doorverwijzingen." in said.err


def test_to_another_folder_and_for_scripts(terminal: Terminal, store: Path, tmp_path: Path) -> None:
    told = terminal("backup", "--store", store, "--to", tmp_path / "stick", "--json").json
    assert Path(told["file"]).parent == tmp_path / "stick"
    assert told["proved_at"]
    assert told["counts"]["resident"] == 2


def test_a_folder_that_is_a_file_makes_no_back_up(
    terminal: Terminal, store: Path, tmp_path: Path
) -> None:
    (tmp_path / "stick").write_text("geen map", encoding="utf-8")
    said = terminal("backup", "--store", store, "--to", tmp_path / "stick")
    assert said.code == 1
    assert said.out == ""
    assert "De back-up is niet gemaakt; uw gegevens staan veilig" in said.err


def test_looking_first_changes_nothing(terminal: Terminal, store: Path, listed: Listed) -> None:
    back_up = made(terminal, store)
    terminal("refer", "RTW-0001", "M01", "--store", store)
    before = store.read_bytes()
    said = terminal("restore", back_up, "--store", store, "--dry-run")
    assert said.code == 0
    assert "doorverwijzing" in said.out
    assert "Er is niets veranderd." in said.err
    told = terminal("restore", back_up, "--store", store, "--dry-run", "--json").json
    lost = {one["table"]: one["lost"] for one in told["differences"] if one["lost"]}
    assert lost["referral"] == ["D0001"]
    assert told["kept"] is None
    assert len(listed("referrals")) == 1
    assert len(store.read_bytes()) == len(before)


def test_what_was_put_back_can_be_taken_back(
    terminal: Terminal, store: Path, listed: Listed
) -> None:
    back_up = made(terminal, store)
    terminal("refer", "RTW-0001", "M01", "--store", store)
    done = terminal("restore", back_up, "--store", store, "--json")
    assert done.code == 0
    assert listed("referrals") == []
    again = terminal("restore", done.json["kept"], "--store", store)
    assert again.code == 0
    assert "Teruggezet" in again.err
    assert [one["reference"] for one in listed("referrals")] == ["D0001"]
    assert terminal("verify", "--store", store).code == 0


def test_a_store_that_is_gone_comes_back(terminal: Terminal, store: Path, listed: Listed) -> None:
    back_up = made(terminal, store)
    for path in (store, key_file_of(store)):
        path.unlink()
    assert terminal("restore", back_up, "--store", store).code == 0
    assert len(listed("residents")) == 2


def test_a_damaged_back_up_and_a_wrong_passphrase_are_refused(
    terminal: Terminal, store: Path, tmp_path: Path
) -> None:
    letter = tmp_path / "brief.back-up"
    letter.write_text("Beste Els", encoding="utf-8")
    said = terminal("restore", letter, "--store", store)
    assert said.code == 1
    assert "geen back-up" in said.err
    assert terminal("restore", tmp_path / "weg.back-up", "--store", store).code == 1
    back_up = made(terminal, store)
    terminal.answers[:] = ["iets anders"]
    assert terminal("restore", back_up, "--store", store).code == 1
    assert terminal("restore", back_up, "--store", store, "--dry-run", "--other").code == 2


def test_a_back_up_of_another_store_only_when_asked_for(
    terminal: Terminal, store: Path, tmp_path: Path, listed: Listed
) -> None:
    other = tmp_path / "dijkhorst.db"
    terminal("init", other)
    back_up = made(terminal, other)
    said = terminal("restore", back_up, "--store", store)
    assert said.code == 1
    assert "andere balie" in said.err
    assert len(listed("residents")) == 2
    assert terminal("restore", back_up, "--store", store, "--other").code == 0
    assert listed("residents") == []


def test_beside_a_window_reading_works_and_writing_says_who_has_it(
    terminal: Terminal, store: Path, in_window: None
) -> None:
    assert len(terminal("list", "residents", "--store", store, "--json").json) == 2
    assert terminal("backup", "--store", store).code == 0
    said = terminal("refer", "RTW-0001", "M01", "--store", store)
    assert said.code == 1
    assert said.out == ""
    assert "al open bij Marleen" in said.err
    assert lock_file_of(store).exists()


def test_a_damaged_log_is_told(terminal: Terminal, store: Path, listed: Listed) -> None:
    kept = store.with_name("kept.db")
    with open_store(store, "Marleen", PASSPHRASE, fixed_clock(TODAY)).database:
        log, data = log_of(store).read_bytes(), store.read_bytes()
    store.write_bytes(data)
    log_of(store).write_bytes(log[:-100] + bytes(100))
    kept.unlink(missing_ok=True)
    said = terminal("undo", "--store", store)
    assert "niet goed afgesloten" in said.err
    assert len(listed("residents")) >= 1
