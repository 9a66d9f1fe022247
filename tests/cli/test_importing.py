"""A file is imported from a terminal: good rows go in, every refused one is told."""

from pathlib import Path

import pytest

from tests.cli.conftest import Listed, Terminal
from tests.exchange.ods import ods_bytes

HEAD = "resident_ref,given_name,family_name,birth_date,dutch_level\n"
GOOD = "RTW-0101,Filmon,Okbay,2003-10-08,A1\nRTW-0102,Selam,Haile,2005-01-01,A2\n"
BAD = "RTW-0103,Ahmad,Safi,2003-02-31,A0\n"


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return written(tmp_path / "goed.csv", GOOD)


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    return written(tmp_path / "gemengd.csv", GOOD + BAD)


def written(path: Path, rows: str) -> Path:
    path.write_text(HEAD + rows, encoding="utf-8", newline="")
    return path


def references(listed: Listed) -> list[str]:
    return [resident["reference"] for resident in listed("residents")]


def test_good_rows_go_in_and_the_refused_one_is_told(
    terminal: Terminal, store: Path, listed: Listed, mixed: Path
) -> None:
    said = terminal("import", "residents", mixed, "--store", store, "--site", "RTW")
    assert said.code == 0
    assert said.out == "Rijen: 3. Goed: 2, waarvan na te kijken: 0. Geweigerd: 1.\n"
    assert "Rij 4" in said.err
    assert "2003-02-31" in said.err
    assert references(listed) == ["RTW-0001", "RTW-0002", "RTW-0101", "RTW-0102"]


def test_scripts_get_line_field_and_message(terminal: Terminal, store: Path, mixed: Path) -> None:
    told = terminal("import", "residents", mixed, "--store", store, "--site", "RTW", "--json").json
    assert (told["rows"], told["accepted"], told["warned"], told["rejected"]) == (3, 2, 0, 1)
    (refused,) = told["rejected_rows"]
    assert (refused["line"], refused["field"]) == (4, "birth_date")
    assert refused["message"]
    assert told["warnings"] == []
    assert isinstance(told["file_messages"], list)


def test_all_or_nothing_keeps_everything_out(
    terminal: Terminal, store: Path, listed: Listed, mixed: Path
) -> None:
    said = terminal(
        "import", "residents", mixed, "--store", store, "--site", "RTW", "--all-or-nothing"
    )
    assert said.code == 1
    assert references(listed) == ["RTW-0001", "RTW-0002"]


def test_a_dry_run_only_looks(terminal: Terminal, store: Path, listed: Listed, good: Path) -> None:
    said = terminal("import", "residents", good, "--store", store, "--site", "RTW", "--dry-run")
    assert said.code == 0
    assert "Goed: 2" in said.out
    assert references(listed) == ["RTW-0001", "RTW-0002"]


def test_a_new_site_is_made_with_its_name(
    terminal: Terminal, store: Path, listed: Listed, good: Path
) -> None:
    said = terminal("import", "residents", good, "--store", store, "--site", "LVN:azc Lisveen")
    assert said.code == 0
    assert {resident["site"] for resident in listed("residents")} == {"RTW", "LVN"}


def test_refused_rows_are_written_to_correct_them(
    terminal: Terminal, store: Path, mixed: Path, tmp_path: Path
) -> None:
    rejects = tmp_path / "geweigerd.csv"
    words = ("import", "residents", mixed, "--store", store, "--site", "RTW", "--rejects", rejects)
    assert terminal(*words).code == 0
    head, row = rejects.read_text(encoding="utf-8-sig").splitlines()
    assert head.startswith("resident_ref;given_name")
    assert row.startswith("RTW-0103;Ahmad")


def test_nothing_taken_in_is_1(terminal: Terminal, store: Path, tmp_path: Path) -> None:
    only_bad = written(tmp_path / "fout.csv", BAD)
    said = terminal("import", "residents", only_bad, "--store", store, "--site", "RTW")
    assert said.code == 1
    assert "Geweigerd: 1" in said.out


def test_a_file_that_cannot_be_read_is_refused_as_a_whole(
    terminal: Terminal, store: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "leeg.csv"
    empty.write_bytes(b"")
    words = ("import", "residents", empty, "--store", store)
    said = terminal(*words)
    assert (said.code, said.out) == (1, "")
    assert "leeg" in said.err
    told = terminal(*words, "--json")
    assert told.code == 1
    assert told.json == {"refused": said.err.strip()}
    assert terminal("import", "residents", tmp_path / "weg.csv", "--store", store).code == 1


def test_a_spreadsheet_of_libreoffice_is_read_like_any_other(
    terminal: Terminal, store: Path, listed: Listed, tmp_path: Path
) -> None:
    path = tmp_path / "lijst.ods"
    head, filmon = HEAD.strip().split(","), GOOD.split("\n", maxsplit=1)[0].split(",")
    path.write_bytes(ods_bytes([head, filmon]))
    assert terminal("import", "residents", path, "--store", store, "--site", "RTW").code == 0
    assert "RTW-0101" in references(listed)


def test_a_trial_tells_that_all_or_nothing_would_keep_everything_out(
    terminal: Terminal, store: Path, listed: Listed, mixed: Path, good: Path
) -> None:
    words = ("--store", store, "--site", "RTW", "--all-or-nothing", "--dry-run")
    said = terminal("import", "residents", mixed, *words)
    assert said.code == 1
    assert "alles of niets" in said.err
    assert terminal("import", "residents", good, *words).code == 0
    assert references(listed) == ["RTW-0001", "RTW-0002"]


def test_a_site_that_looks_like_a_bsn_is_refused_without_naming_it(
    terminal: Terminal, store: Path, good: Path
) -> None:
    said = terminal("import", "residents", good, "--store", store, "--site", "111222333")
    assert said.code == 1
    assert "BSN" in said.err
    assert "111222333" not in said.err
