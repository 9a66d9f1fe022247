"""The whole main job without a window."""

from pathlib import Path

from tests.cli.conftest import Terminal
from tests.reports.pdf_text import texts


def test_the_demo_does_the_main_job_and_prints_every_file(
    terminal: Terminal, tmp_path: Path
) -> None:
    out = tmp_path / "demo"
    said = terminal("demo", "--out", out, "--sites", "1", "--seed", "2")
    assert said.code == 0, said.err
    made = [Path(line) for line in said.out.splitlines() if line.startswith(str(out))]
    assert {path.name for path in made} == {path.name for path in out.iterdir()}
    assert {"demo.db", "demo-passphrase.txt", "demo-weekrapport-DKH.pdf"} <= {
        path.name for path in made
    }
    # What is written from the right comes out of a PDF in pieces; the small Dutch does not.
    told = {"nl": "Waar?", "en": "Where?", "ar": "Arabisch", "ti": "Waar?"}
    for language, words in told.items():
        (page,) = texts(out / f"demo-folder-DKH-{language}.pdf")
        assert words in page
        assert "Dijkhorst" in page
    assert "Weekplan 1: " in said.out
    assert "Geweigerd: 3" in said.out
    assert "Geweigerd: 2" in said.out
    assert "Aangenomen" in said.err
    assert "verzonnen" in said.err


def test_a_number_of_azcs_that_cannot_be_is_wrong_use(terminal: Terminal, tmp_path: Path) -> None:
    assert terminal("demo", "--out", tmp_path, "--sites", "0").code == 2
    assert terminal("demo", "--out", tmp_path, "--sites", "7").code == 2
    assert list(tmp_path.iterdir()) == []
