"""A dossier moves from one store to another by commands alone."""

from pathlib import Path

import pytest

from tests.cli.conftest import Terminal
from tests.opened_desk import new_store


def fingerprint(said: str) -> str:
    return next(line for line in said.splitlines() if ": " in line).partition(": ")[2]


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A closed store of another azc."""
    path = tmp_path / "grubbenvorst.db"
    new_store(path, "GRB", "azc Grubbenvorst").database.close()
    return path


@pytest.fixture
def bundle(terminal: Terminal, store: Path, other: Path, tmp_path: Path) -> Path:
    """The dossier of Semhar, on its way between desks that know each other."""
    for mine, theirs, name in ((store, other, "een"), (other, store, "twee")):
        card = tmp_path / f"{name}.balie"
        said = terminal("keys", "desk", "--store", mine, "--out", card)
        assert said.code == 0
        code = fingerprint(said.err)
        wrong = terminal("keys", "trust", card, "--store", theirs, "--fingerprint", "0000")
        assert wrong.code == 1
        assert code in wrong.err
        trusted = terminal("keys", "trust", card, "--store", theirs, "--fingerprint", code)
        assert trusted.code == 0
    out = tmp_path / "overdracht.age"
    said = terminal(
        *("transfer", "RTW-0001", "--store", store, "--to", "azc Grubbenvorst", "--out", out)
    )
    assert (said.code, said.out) == (0, f"{out}\n")
    return out


def test_it_is_shown_first_and_then_taken_in_once(
    terminal: Terminal, bundle: Path, other: Path
) -> None:
    shown = terminal("take-in", bundle, "--store", other, "--dry-run", "--json")
    assert shown.json["taken_in"] is None
    assert (shown.json["given_name"], shown.json["sender"]) == ("Semhar", "azc Rietwaard")
    assert terminal("list", "residents", "--store", other, "--json").json == []
    taken = terminal("take-in", bundle, "--store", other)
    assert (taken.code, taken.out) == (0, "GRB-0001\n")
    assert "Semhar Tesfay, van azc Rietwaard" in taken.err
    again = terminal("take-in", bundle, "--store", other)
    assert (again.code, again.out) == (1, "")
    assert "al eens ingenomen" in again.err


def test_it_is_undone_on_both_sides_and_the_team_hears_who_stands_at_two_azcs(
    terminal: Terminal, bundle: Path, store: Path, other: Path, tmp_path: Path
) -> None:
    assert terminal("take-in", bundle, "--store", other).code == 0
    assert terminal("undo", "--store", other).code == 0
    assert terminal("list", "residents", "--store", other, "--json").json == []
    assert terminal("undo", "--store", store).code == 0
    assert terminal("take-in", bundle, "--store", other).out == "GRB-0001\n"

    team, into = tmp_path / "team", tmp_path / "alles.duckdb"
    terminal("keys", "programme", "--out", team)
    files = [tmp_path / "rtw.age", tmp_path / "grb.age"]
    for file, of in zip(files, (store, other), strict=True):
        terminal("release", "--store", of, "--to", team / "programme.pub", "--out", file)
    said = terminal("collect", *files, "--into", into, "--key", team / "programme.key")
    assert said.code == 0
    assert "1 bewoner van azc Grubbenvorst staat ook in een nieuwere set van azc Ri" in said.err


def test_a_desk_that_isnt_known_and_a_key_that_isnt_there(
    terminal: Terminal, store: Path, bundle: Path, tmp_path: Path
) -> None:
    out = tmp_path / "x.age"
    said = terminal("transfer", "RTW-0002", "--store", store, "--to", "azc Elders", "--out", out)
    assert said.code == 1
    assert "niet vastgelegd" in said.err
    third = tmp_path / "derde.db"
    new_store(third, "DRD", "azc Derde").database.close()
    refused = terminal("take-in", bundle, "--store", third)
    assert refused.code == 1
    assert "nog geen sleutel" in refused.err
    assert not out.exists()
