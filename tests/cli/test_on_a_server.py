"""Every command does on a server what it does with a file; a password never stands in one."""

from pathlib import Path

import pytest

from meedoenbalie.storage.backends.address import ServerAddress
from tests.cli.conftest import Terminal

OFFERS = """Code;Aanbieder;Titel;Soort;Dagen en tijden;Plaatsen
M01;Buurtkracht;Samen koken;mdt;ma 13:00-15:00;3
"""
RESIDENTS = """Nummer;Voornaam;Achternaam;Geboortedatum;Talen
0001;Semhar;Tesfay;01-07-2006;Tigrinya
0002;Zahra;Rahimi;03-02-2007;Dari
"""


def test_the_main_job_on_a_server_step_by_step(
    terminal: Terminal, empty_database: ServerAddress, tmp_path: Path
) -> None:
    store = str(empty_database)
    residents, offers = tmp_path / "bewoners.csv", tmp_path / "aanbod.csv"
    residents.write_text(RESIDENTS, encoding="utf-8")
    offers.write_text(OFFERS, encoding="utf-8")
    made = terminal("init", store)
    assert (made.code, made.out.strip(), terminal.asked) == (0, store, [])
    assert "Herstelcode" not in made.err
    for kind, file in (("residents", residents), ("offers", offers)):
        done = terminal("import", kind, file, "--store", store, "--site", "RTW:azc Rietwaard")
        assert done.code == 0, done.err

    found = terminal("list", "residents", "--store", store, "--search", "semha", "--json").json
    assert [one["reference"] for one in found] == ["RTW-0001"]
    assert terminal("match", "RTW-0001", "--store", store, "--json").json["offers"][0]["offer"]
    told = ("--consent-on", "2026-03-02", "--receiver", "Buurtkracht")
    assert terminal("refer", "RTW-0001", "M01", "--store", store, *told).code == 0
    (referral,) = terminal("list", "referrals", "--store", store, "--json").json
    started = terminal("event", referral["reference"], "accepted", "--store", store)
    assert started.code == 0, started.err
    paper = tmp_path / "week.pdf"
    assert terminal("report", "weekly", "--store", store, "--out", paper).code == 0
    assert paper.read_bytes().startswith(b"%PDF")
    assert terminal("undo", "--store", store).code == 0
    assert terminal("verify", "--store", store).code == 0
    assert terminal("erase", "RTW-0002", "--store", store).code == 0
    left = terminal("list", "residents", "--store", store, "--json").json
    assert [one["reference"] for one in left] == ["RTW-0001"]
    assert terminal("verify", "--store", store).code == 0


def test_a_store_is_made_in_an_empty_database_only(
    terminal: Terminal, server_store: ServerAddress
) -> None:
    assert terminal("init", str(server_store)).code == 1


def test_what_only_a_file_has_is_refused_with_where_to_look(
    terminal: Terminal, server_store: ServerAddress
) -> None:
    said = terminal("restore", "oud.back-up", "--other", "--store", str(server_store))
    assert said.code == 1
    assert "docs/server.md" in said.err


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("postgresql+psycopg://m:geheim@localhost/balie", "wachtwoord"),
        ("postgresql+psycopg://m@localhost/balie?password=geheim", "wachtwoord"),
        ("postgresql+psycopg://m@db.example.org/balie?sslmode=require", "verify-full"),
        ("postgresql+psycopg://m@localhost,db.example.org/balie?sslmode=disable", "verify-full"),
        ("postgresql+psycopg://m@localhost/balie?hostaddr=203.0.113.9", "hostaddr"),
        ("postgresql+psycopg://m@localhost", "welke database"),
        ("postgresql+asyncpg://m@localhost/balie", "postgresql+psycopg://"),
        ("postgresql+psycopg://localhost/balie", "--user"),
    ],
)
def test_an_address_that_is_not_safe_or_not_whole_is_refused(
    terminal: Terminal, address: str, why: str
) -> None:
    said = terminal("list", "residents", "--store", address)
    assert said.code == 1
    assert why in said.err
    assert "geheim" not in said.err
    assert terminal.asked == []
