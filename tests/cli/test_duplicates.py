"""Doubles on the command line: in a store, and in a file."""

from pathlib import Path

from tests.cli.conftest import Terminal

LIST = """record_id,given_name,family_name,birth_date,v_number,language,arrival_date
P1,Mohammed,Al Jasem,2006-10-01,,ara,2025-12-09
P2,Muhammad,Al-Jasim,2006-10-01,,ara,2025-12-09
P3,Rasha,Al Jasem,2006-10-01,,ara,2025-12-09
P4,Robel,Abraha,2004-03-02,,tir,2024-05-11
"""


def test_a_file_is_searched_for_doubles(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "lijst.csv"
    file.write_text(LIST, encoding="utf-8")
    said = terminal("duplicates", "--file", file, "--json")
    assert said.code == 0
    (pair,) = said.json
    assert {pair["a"], pair["b"]} == {"P1", "P2"}
    assert 0.5 <= pair["score"] <= 1
    assert "naam, geboortedatum" in terminal("duplicates", "--file", file).out


def test_a_store_is_searched_for_doubles(terminal: Terminal, store: Path, tmp_path: Path) -> None:
    assert terminal("duplicates", "--store", store, "--json").json == []
    file = tmp_path / "erbij.csv"
    file.write_text(
        "given_name,family_name,birth_date\nTesfai,Semhar,2006-07-01\n", encoding="utf-8"
    )
    assert terminal("import", "residents", file, "--store", store, "--site", "VDW").code == 0
    (pair,) = terminal("duplicates", "--store", store, "--json").json
    assert "RTW-0001" in {pair["a"], pair["b"]}


def test_a_store_or_a_file_and_not_both(terminal: Terminal, store: Path) -> None:
    assert terminal("duplicates").code == 2
    assert terminal("duplicates", "--store", store, "--file", store).code == 2


def test_a_file_that_is_no_table_is_refused_with_its_reason(
    terminal: Terminal, tmp_path: Path
) -> None:
    file = tmp_path / "foto.csv"
    file.write_bytes(b"\x89PNG\r\n")
    said = terminal("duplicates", "--file", file)
    assert (said.code, said.out) == (1, "")
    assert "PNG" in said.err
