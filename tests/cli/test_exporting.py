"""The catalogue on its way to others, from the command line."""

import json
from pathlib import Path

import pytest

from meedoenbalie.storage.keys import key_file_of
from tests.cli.conftest import Listed, Terminal
from tests.exchange.hsds_rules import breaches


@pytest.mark.parametrize("name", ["aanbod.json", "aanbod.xlsx", "aanbod.csv"])
def test_what_is_exported_changes_nothing_when_it_is_read_in_again(
    terminal: Terminal, store: Path, tmp_path: Path, listed: Listed, name: str
) -> None:
    before = listed("offers")
    out = tmp_path / name
    assert terminal("export", "offers", "--store", store, "--out", out).code == 0
    again = terminal("import", "offers", out, "--store", store, "--json").json
    assert (again["accepted"], again["rejected"]) == (1, 0)
    assert "1 rij was er al." in " ".join(again["file_messages"])
    assert listed("offers") == before


def test_hsds_is_as_its_schemas_ask(terminal: Terminal, store: Path, tmp_path: Path) -> None:
    out = tmp_path / "aanbod.json"
    terminal("export", "offers", "--store", store, "--out", out)
    (service,) = json.loads(out.read_text(encoding="utf-8"))["contents"]
    assert list(breaches(service)) == []
    assert service["alternate_name"] == "M01"


def test_a_name_that_says_no_format_is_wrong_use(
    terminal: Terminal, store: Path, tmp_path: Path
) -> None:
    out = tmp_path / "aanbod.pdf"
    refused = terminal("export", "offers", "--store", store, "--out", out)
    assert refused.code == 2
    assert ".json, .xlsx" in refused.err
    assert not out.exists()


def test_no_command_writes_over_a_store_or_its_keys(terminal: Terminal, store: Path) -> None:
    keys = key_file_of(store)
    before = [path.read_bytes() for path in (store, keys)]
    for out in (store, keys):
        for command in (
            ("report", "weekly", "--out"),
            ("report", "coverage", "--out"),
            ("report", "inzage", "--resident", "RTW-0001", "--out"),
            ("inform", "RTW-0001", "M01", "--language", "ar", "--out"),
            ("allocate", "--out"),
        ):
            said = terminal(*command, out, "--store", store)
            assert (said.code, said.out) == (1, "")
            assert "Kies een andere naam." in said.err
    assert keys.read_bytes() == before[1]
    assert terminal("verify", "--store", store).code == 0


def test_the_refused_rows_go_over_neither_the_list_nor_the_store(
    terminal: Terminal, store: Path, tmp_path: Path
) -> None:
    people = tmp_path / "bewoners.csv"
    text = "Voornaam;Geb.datum\nFilmon;2003-10-08\nHodan;gisteren\n"
    people.write_text(text, encoding="utf-8")
    for rejects in (people, store):
        said = terminal("import", "residents", people, "--store", store, "--rejects", rejects)
        assert (said.code, said.out) == (1, "")
        assert "Kies een andere naam." in said.err
    assert people.read_text(encoding="utf-8") == text
    assert "Filmon" not in terminal("list", "residents", "--store", store).out
