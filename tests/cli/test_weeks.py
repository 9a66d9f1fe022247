"""The accepted week on the command line: a calendar or pictures, by the end of the file's name."""

from pathlib import Path

from tests.cli.conftest import Terminal


def accepted(terminal: Terminal, store: Path) -> None:
    consent = ("--consent-on", "2026-03-02", "--receiver", "Anouk Jansen")
    terminal("refer", "RTW-0001", "M01", "--store", store, *consent)
    said = terminal("event", "D0001", "accepted", "--store", store)
    assert said.code == 0, said.err


def test_the_week_goes_out_as_a_calendar_and_in_pictures(
    terminal: Terminal, store: Path, tmp_path: Path
) -> None:
    accepted(terminal, store)
    out = tmp_path / "week.ics"
    said = terminal("week", "RTW-0001", "--store", store, "--out", out)
    assert (said.code, said.out, said.err) == (0, f"{out}\n", "1 aanbod in de agenda.\n")
    assert "RRULE:FREQ=WEEKLY;WKST=MO;BYDAY=MO" in out.read_text(encoding="utf-8")
    pdf = tmp_path / "week.pdf"
    said = terminal("week", "RTW-0001", "--language", "ar", "--store", store, "--out", pdf)
    assert (said.code, said.err) == (0, "Week in beeld, taal: ar.\n")
    assert pdf.read_bytes().startswith(b"%PDF")


def test_without_an_accepted_offer_nothing_is_written(
    terminal: Terminal, store: Path, tmp_path: Path
) -> None:
    out = tmp_path / "week.ics"
    said = terminal("week", "RTW-0001", "--store", store, "--out", out)
    assert (said.code, said.out) == (1, "")
    assert "Er is nog geen week" in said.err
    assert not out.exists()


def test_another_kind_of_file_is_wrong_use(terminal: Terminal, store: Path, tmp_path: Path) -> None:
    said = terminal("week", "RTW-0001", "--store", store, "--out", tmp_path / "week.txt")
    assert said.code == 2
