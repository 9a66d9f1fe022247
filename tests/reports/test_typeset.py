"""Typst sets what the program tells it: words as words, the same data as the same bytes."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from meedoenbalie.reports import script_fonts
from meedoenbalie.reports.leaflet import leaflet_data
from meedoenbalie.reports.problems import CannotTypeset, FontMissing
from meedoenbalie.reports.script_fonts import font_folder
from meedoenbalie.reports.typeset import typeset
from meedoenbalie.services.messages import explain
from tests.reports.leaflets import TODAY, a_leaflet, an_offer
from tests.reports.pdf_text import texts


def set_title(title: str) -> bytes:
    return typeset("leaflet", leaflet_data(a_leaflet("nl", an_offer(title=title))), TODAY)


def test_the_same_data_on_the_same_day_makes_the_same_bytes() -> None:
    data = leaflet_data(a_leaflet("ti"))
    assert typeset("leaflet", data, TODAY) == typeset("leaflet", data, TODAY)


@pytest.mark.parametrize(
    "title", ["#panic(1) $x^2$ *vet*", "= Kop", "// weg", "@ref <label> `code`", '"] #let x = 1']
)
def test_what_somebody_typed_is_never_an_instruction(title: str) -> None:
    assert title in texts(set_title(title))[0]


@pytest.mark.parametrize("sign", ["漢", "😀", "क"])
def test_a_letter_that_no_font_has_is_named_and_nothing_is_made(sign: str) -> None:
    with pytest.raises(CannotTypeset) as refused:
        set_title(f"Koken {sign}")
    assert (refused.value.code, refused.value.detail) == ("missing_glyph", sign)
    assert f"voor ‘{sign}’ is hier geen letter" in (explain(refused.value) or "")


def test_a_template_that_misses_something_is_told_apart_from_bad_data() -> None:
    with pytest.raises(CannotTypeset) as refused:
        typeset("leaflet", {}, TODAY)
    assert refused.value.code == "template"


def test_the_fonts_are_static_and_hold_every_script() -> None:
    letters: set[int] = set()
    for path in font_folder().iterdir():
        font = TTFont(path)
        assert "fvar" not in font
        letters |= set(font.getBestCmap())
    for text in ("Noël Łukasz İstanbul Олена Ωμέγα", "العربية گچپژ فارسی", "ትግርኛ ኣማርኛ፣።", "€ – “”"):
        assert not {sign for sign in text if ord(sign) not in letters and sign != " "}


def test_the_fonts_that_are_there_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    font_folder()
    monkeypatch.setattr(script_fonts, "_cut", None)
    monkeypatch.setattr(script_fonts, "_letters", None)
    assert font_folder().is_dir()


def test_other_fonts_come_in_another_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Typst takes every font that it finds: those of an older version would mix with these."""
    monkeypatch.setattr(script_fonts, "_letters", lambda *_: b"")
    monkeypatch.setattr(script_fonts, "_cut", lambda *_: b"font")
    first = font_folder(tmp_path)
    assert len(list(first.iterdir())) == 8
    monkeypatch.setattr(script_fonts, "_RECIPE", b"another")
    assert font_folder(tmp_path) != first


def test_a_missing_font_package_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(script_fonts, "find_spec", lambda _name: None)
    with pytest.raises(FontMissing, match="fontpkg_inter"):
        font_folder()
    assert script_fonts.main() == 1
    assert "fontpkg_inter" in capsys.readouterr().err


def test_a_folder_that_can_t_be_written_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setattr(script_fonts, "cache_folder", lambda: tmp_path / "file")
    assert script_fonts.main() == 1
    assert "cannot be kept" in capsys.readouterr().err


def test_the_set_up_makes_them(monkeypatch: pytest.MonkeyPatch) -> None:
    assert script_fonts.main() == 0
