"""The command line takes back what was done last, and verifies the store, also against paper."""

import re
from pathlib import Path

import pytest
from sqlalchemy import text

from meedoenbalie.clock import fixed_clock
from meedoenbalie.services.stores import open_store
from tests.cli.conftest import Listed, Terminal
from tests.opened_desk import PASSPHRASE, TODAY
from tests.reports.pdf_text import texts


def behind_its_back(store: Path, statement: str) -> None:
    """Change a row as somebody would who has the key and not the program."""
    desk = open_store(store, "Marleen", PASSPHRASE, fixed_clock(TODAY))
    with desk.database, desk.database.writing() as connection:
        connection.execute(text(statement))


def test_the_last_change_goes_and_comes_back(
    terminal: Terminal, store: Path, listed: Listed
) -> None:
    said = terminal("undo", "--store", store)
    assert (said.code, said.out) == (0, "Ongedaan gemaakt: aanbod toegevoegd\n")
    assert listed("offers") == []
    said = terminal("undo", "--store", store, "--redo", "--json")
    assert said.code == 0
    assert said.json["name"] == "aanbod toegevoegd"
    assert [one["code"] for one in listed("offers")] == ["M01"]
    assert terminal("undo", "--store", store, "--redo").code == 1


def test_everything_goes_back_to_the_beginning_and_then_nothing_is_done(
    terminal: Terminal, store: Path, listed: Listed
) -> None:
    for _turn in range(3):
        assert terminal("undo", "--store", store).code == 0
    assert listed("residents") == []
    said = terminal("undo", "--store", store)
    assert said.code == 1
    assert "balie gemaakt" in said.err


def test_an_import_is_taken_back_as_one(
    terminal: Terminal, store: Path, listed: Listed, tmp_path: Path
) -> None:
    file = tmp_path / "bewoners.csv"
    file.write_text(
        "nummer,voornaam,achternaam,geboortedatum\n"
        + "\n".join(f"1{n:03d},Naam{n},Achter,2006-07-01" for n in range(30)),
        encoding="utf-8",
    )
    assert terminal("import", "residents", file, "--store", store).code == 0
    assert len(listed("residents")) == 32
    assert terminal("undo", "--store", store).out == "Ongedaan gemaakt: bewoners ingelezen\n"
    assert len(listed("residents")) == 2
    assert terminal("verify", "--store", store).code == 0


def test_what_stands_in_the_way_is_told_and_the_rest_is_done_when_asked(
    terminal: Terminal, store: Path, listed: Listed, tmp_path: Path
) -> None:
    file = tmp_path / "bewoners.csv"
    file.write_text(
        "nummer,voornaam,achternaam,geboortedatum\n"
        "100,Hodan,Abdi,2006-07-01\n101,Yusuf,Ali,2005-07-01\n",
        encoding="utf-8",
    )
    assert terminal("import", "residents", file, "--store", store).code == 0
    behind_its_back(
        store, "UPDATE resident SET version = 2, notes = 'x' WHERE given_name = 'Hodan'"
    )
    said = terminal("undo", "--store", store, "--json")
    assert said.code == 1
    assert said.json["rest"] is True
    assert [one["code"] for one in said.json["conflicts"]] == ["changed"]
    assert "Hodan Abdi" in said.err
    said = terminal("undo", "--store", store, "--rest")
    assert said.code == 0
    assert {one["given_name"] for one in listed("residents")} == {"Semhar", "Zahra", "Hodan"}


def test_verifying_tells_what_was_changed_outside_the_program(
    terminal: Terminal, store: Path
) -> None:
    said = terminal("verify", "--store", store)
    assert said.code == 0
    assert re.fullmatch(r"Alles klopt: 4 stappen, .*\n", said.out)
    behind_its_back(store, "UPDATE resident SET notes = '' WHERE reference = 'RTW-0001'")
    said = terminal("verify", "--store", store)
    assert said.code == 1
    assert "buiten het programma om veranderd" in said.out
    assert "Semhar" not in said.out + said.err
    said = terminal("verify", "--store", store, "--json")
    assert [one["code"] for one in said.json["problems"]] == ["row_changed"]


def test_a_checkpoint_is_held_against_paper(terminal: Terminal, store: Path) -> None:
    head = terminal("verify", "--store", store, "--json").json["head"]
    noted = f"{head[:4]} {head[4:8]} {head[8:12]}"
    terminal("refer", "RTW-0001", "M01", "--store", store)
    said = terminal("verify", "--store", store, "--head", noted, "--count", "4")
    assert said.code == 0
    assert "staat nog in het journaal" in said.out
    said = terminal("verify", "--store", store, "--head", noted, "--count", "5", "--json")
    assert said.code == 1
    assert said.json["on_paper"] is False


def test_the_footer_of_a_weekly_report_is_what_verify_takes(
    terminal: Terminal, store: Path, tmp_path: Path
) -> None:
    out = tmp_path / "week.pdf"
    terminal("report", "weekly", "--store", store, "--out", out)
    said = " ".join(texts(out))
    found = re.search(r"Controlepunt journaal:\s*((?:[0-9a-f]{4}\s*){3})·\s*(\d+) stappen", said)
    assert found, said
    checked = terminal("verify", "--store", store, "--head", found[1], "--count", found[2])
    assert checked.code == 0, checked
    terminal("undo", "--store", store)
    again = tmp_path / "later.pdf"
    terminal("report", "weekly", "--store", store, "--out", again)
    assert again.read_bytes() != out.read_bytes()
    assert terminal("verify", "--store", store, "--head", found[1], "--count", found[2]).code == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [(("--head", "ab12cd34"), 2), (("--count", "3"), 2), (("--head", "x", "--count", "3"), 1)],
)
def test_half_a_checkpoint_is_refused(
    terminal: Terminal, store: Path, words: tuple[str, ...], code: int
) -> None:
    assert terminal("verify", "--store", store, *words).code == code
