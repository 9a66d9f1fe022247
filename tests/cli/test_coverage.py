"""The sheet for the municipality from a terminal."""

from pathlib import Path

from tests.cli.conftest import Terminal


def test_the_sheet_is_a_pdf_that_may_be_shared(
    terminal: Terminal, store: Path, tmp_path: Path
) -> None:
    out = tmp_path / "gemeente.pdf"
    said = terminal("report", "coverage", "--store", store, "--site", "RTW", "--out", out)
    assert (said.code, said.out) == (0, f"{out}\n")
    assert out.read_bytes().startswith(b"%PDF")
    assert "Dit blad mag u delen." in said.err


def test_a_site_that_is_not_there_or_a_folder_that_is_not_leaves_no_file(
    terminal: Terminal, store: Path, tmp_path: Path
) -> None:
    out = tmp_path / "gemeente.pdf"
    said = terminal("report", "coverage", "--store", store, "--site", "XXX", "--out", out)
    assert (said.code, said.out, out.exists()) == (1, "", False)
    assert said.err.strip()
    nowhere = tmp_path / "nergens" / "gemeente.pdf"
    said = terminal("report", "coverage", "--store", store, "--out", nowhere)
    assert (said.code, said.out, nowhere.exists()) == (1, "", False)
    assert said.err.strip()
