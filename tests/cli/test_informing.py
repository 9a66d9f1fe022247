"""A resident is informed from a terminal: a leaflet, and a line in the dossier."""

from pathlib import Path

import pytest

from tests.cli.conftest import Terminal
from tests.reports.pdf_text import texts


def test_a_leaflet_is_made_in_the_language_that_was_asked(
    terminal: Terminal, store: Path, tmp_path: Path
) -> None:
    out = tmp_path / "folder.pdf"
    said = terminal(
        "inform", "RTW-0001", "M01", "--language", "ti", "--store", store, "--out", out,
        "--person", "Marleen de Wit", "--hours", "di 13:00-17:00", "--beside", "M01",
    )  # fmt: skip
    assert (said.code, said.out) == (0, f"{out}\n")
    assert "Folder in het Tigrinya. De voorlichting aan RTW-0001 is vastgelegd." in said.err
    assert "nog niet nagekeken door een moedertaalspreker" in said.err
    assert "Marleen de Wit" in texts(out)[0]


def test_dutch_needs_no_warning(terminal: Terminal, store: Path, tmp_path: Path) -> None:
    out = tmp_path / "folder.pdf"
    said = terminal("inform", "RTW-0001", "M01", "--language", "nl", "--store", store, "--out", out)
    assert said.code == 0
    assert "moedertaalspreker" not in said.err


def test_what_is_no_language_is_wrong_use(terminal: Terminal, store: Path, tmp_path: Path) -> None:
    out = tmp_path / "folder.pdf"
    said = terminal(
        "inform", "RTW-0001", "M01", "--language", "xqz", "--store", store, "--out", out
    )
    assert (said.code, said.out) == (2, "")
    assert "‘xqz’ is geen taal" in said.err
    assert not out.exists()


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("RTW-0001", "M01", "--language", "fr"), "Kies uit: ar, en, "),
        (("RTW-0999", "M01", "--language", "ar"), "Deze bewoner is niet bekend."),
        (("RTW-0001", "M99", "--language", "ar"), "Dit aanbod is niet bekend."),
        (("RTW-0001", "M01", "--language", "ar", "--beside", "M99"), "niet bekend"),
        (("RTW-0001", "M01", "--language", "ar", "--hours", "straks"), "openingstijden"),
    ],
)
def test_a_refusal_says_why_and_makes_nothing(
    terminal: Terminal, store: Path, tmp_path: Path, words: tuple[str, ...], reason: str
) -> None:
    out = tmp_path / "folder.pdf"
    said = terminal("inform", *words, "--store", store, "--out", out)
    assert (said.code, said.out) == (1, "")
    assert reason in said.err
    assert not out.exists()
