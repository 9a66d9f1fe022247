"""The fonts for print are made once, and can write every name in Latin letters."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from meedoenbalie.reports import fonts
from meedoenbalie.reports.fonts import CUTS, make_fonts, printable
from meedoenbalie.reports.problems import FontMissing


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return make_fonts(tmp_path_factory.mktemp("fonts"))


def test_every_cut_is_a_static_font_with_a_name_of_its_own(made: dict[str, Path]) -> None:
    assert set(made) == {cut.name for cut in CUTS}
    for name, path in made.items():
        font = TTFont(path)
        assert "fvar" not in font
        assert font["name"].getDebugName(6) == name


def test_figures_line_up_in_columns(made: dict[str, Path]) -> None:
    for path in made.values():
        font = TTFont(path)
        letters = font.getBestCmap()
        assert len({font["hmtx"][letters[ord(sign)]][0] for sign in "0123456789"}) == 1


def test_they_are_made_once_and_the_same_again(made: dict[str, Path], tmp_path: Path) -> None:
    folder = next(iter(made.values())).parent
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    make_fonts(folder)
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before
    again = make_fonts(tmp_path)
    assert all(again[name].read_bytes() == made[name].read_bytes() for name in made)


def test_a_missing_font_package_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fonts, "find_spec", lambda _name: None)
    with pytest.raises(FontMissing, match="fontpkg_inter"):
        make_fonts(tmp_path)


def test_the_set_up_is_told_in_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fonts, "find_spec", lambda _name: None)
    assert fonts.main() == 1
    assert "fontpkg-inter" in capsys.readouterr().err


@pytest.mark.parametrize(
    "name",
    ["Emre Yıldız", "Güneş Çağlar", "ʿAbd al-Raḥmān", "Lê Thị Hằng", "Олена", "Nikólaos Ω"],
)
def test_names_in_our_letters_are_printed_as_they_are(name: str) -> None:
    assert printable(name) == name


def test_composed_and_loose_accents_print_the_same() -> None:
    assert printable("Gu\u0308nes\u0327") == "Güneş"


def test_what_has_no_letters_here_leaves_no_holes() -> None:
    assert printable("علي") == ""
    assert printable("Ali  علي\nHassan\u2068") == "Ali Hassan"
