"""Erasing and inzage from the command line: nothing is asked, all is said."""

import json
from pathlib import Path

from tests.cli.conftest import Terminal


def test_erasing_asks_nothing_and_leaves_nobody_in_the_list(
    terminal: Terminal, store: Path
) -> None:
    said = terminal("erase", "RTW-0001", "--store", store)
    assert (said.code, said.out) == (0, "RTW-0001\n")
    listed = terminal("list", "residents", "--store", store, "--json").json
    assert [resident["reference"] for resident in listed] == ["RTW-0002"]
    again = terminal("erase", "RTW-0001", "--store", store)
    assert again.code == 1
    assert "niet bekend" in again.err


def test_erasing_tells_scripts_what_was_destroyed(terminal: Terminal, store: Path) -> None:
    said = terminal("erase", "RTW-0001", "--store", store, "--json")
    assert said.code == 0
    assert said.json["erased"] == "RTW-0001"
    assert said.json["records"] == 1
    assert said.json["told"] == []
    assert said.json["old_backups"] == 0
    assert said.json["last_old_backup_expires_on"] is None


def test_inzage_is_a_pdf_and_a_file_for_programs(
    terminal: Terminal, store: Path, tmp_path: Path
) -> None:
    out, data = tmp_path / "inzage.pdf", tmp_path / "inzage.json"
    said = terminal(
        *("report", "inzage", "--resident", "RTW-0001", "--store", store),
        *("--out", out, "--json", data),
    )
    assert said.code == 0
    assert out.read_bytes().startswith(b"%PDF-")
    assert json.loads(data.read_text(encoding="utf-8"))["resident"]["given_name"]["value"] == (
        "Semhar"
    )
    nobody = terminal("report", "inzage", "--resident", "X", "--store", store, "--out", out)
    assert nobody.code == 1
