"""Matching and the weekly report from a terminal."""

from pathlib import Path

import pytest

from meedoenbalie.services import matching as services_matching
from tests.cli.conftest import Terminal


def test_scripts_read_verdict_reasons_and_week_plans(terminal: Terminal, store: Path) -> None:
    told = terminal("match", "RTW-0001", "--store", store, "--json").json
    assert set(told) == {"offers", "week_plans"}
    (offer,) = told["offers"]
    assert set(offer) == {"offer", "verdict", "score", "choice", "reasons", "changes"}
    assert offer["offer"] == "M01"
    assert offer["verdict"] in {"fits", "fits_if", "fits_not"}
    assert set(offer["reasons"][0]) == {"criterion", "verdict", "text"}


def test_people_read_what_fits_and_why(terminal: Terminal, store: Path) -> None:
    said = terminal("match", "RTW-0001", "--store", store)
    assert said.code == 0
    assert said.out.startswith("M01 Samen in de buurt · ")
    assert "Leeftijd 19" in said.out
    assert "1 bekeken" in said.err


def test_an_unknown_resident_matches_nothing(terminal: Terminal, store: Path) -> None:
    said = terminal("match", "RTW-0999", "--store", store)
    assert (said.code, said.out) == (1, "")


def test_a_rule_file_that_cannot_be_used_is_told(
    terminal: Terminal, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = store.parent / "matching.json"
    rules.write_text("{", encoding="utf-8")
    monkeypatch.setattr(services_matching, "rules_path", lambda _store: rules)
    said = terminal("match", "RTW-0001", "--store", store)
    assert (said.code, said.out) == (1, "")
    assert "regelbestand matching.json" in said.err


def test_the_weekly_report_is_a_pdf(terminal: Terminal, store: Path, tmp_path: Path) -> None:
    out = tmp_path / "week.pdf"
    said = terminal(
        "report", "weekly", "--store", store, "--site", "RTW", "--week", "2026-W09", "--out", out
    )
    assert (said.code, said.out) == (0, f"{out}\n")
    assert out.read_bytes().startswith(b"%PDF")
    assert "2026-W09" in said.err


def test_a_week_or_site_that_cannot_be_leaves_no_file(
    terminal: Terminal, store: Path, tmp_path: Path
) -> None:
    out = tmp_path / "week.pdf"
    for code, wrong in (
        (2, ("--week", "2026-W99")),
        (2, ("--week", "week 9")),
        (1, ("--week", "2026-W20")),
        (1, ("--site", "XXX")),
    ):
        said = terminal("report", "weekly", "--store", store, "--out", out, *wrong)
        assert (said.code, said.out) == (code, "")
        assert said.err
        assert not out.exists()
