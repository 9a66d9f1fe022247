import gettext
from pathlib import Path

import pytest

from scripts import catalogues

MAPPING = '[[tool.babel.mappings]]\nmethod = "python"\npattern = "meedoenbalie/**.py"\n'


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(catalogues, "ROOT", tmp_path)
    monkeypatch.setattr(catalogues, "TRANSLATIONS", tmp_path / "translations")
    (tmp_path / "pyproject.toml").write_text(MAPPING, "utf-8")
    (tmp_path / "meedoenbalie").mkdir()
    file = tmp_path / "meedoenbalie" / "page.py"
    file.write_text("def f(n):\n    return _('{n} plekken vrij').format(n=n)\n", "utf-8")
    catalogues.add("en")
    return file


def translate(text: str) -> None:
    path = catalogues.po_path("en")
    before, _, after = path.read_text("utf-8").rpartition('msgstr ""')
    path.write_text(f'{before}msgstr "{text}"{after}', "utf-8")


@pytest.mark.usefixtures("source")
def test_dutch_is_its_own_translation_and_english_is_asked_for() -> None:
    [problem] = catalogues.problems()
    assert "translations/en/" in problem
    assert "has no translation" in problem


@pytest.mark.usefixtures("source")
def test_a_complete_catalogue_is_compiled_to_what_the_program_reads() -> None:
    translate("{n} places free")
    catalogues.update()
    assert list(catalogues.problems()) == []
    assert catalogues.po_path("en").with_suffix(".mo").exists()


def test_dutch_is_spoken_from_the_source_and_no_file_is_read_for_it(source: Path) -> None:
    forms = "ngettext('{n} plek', '{n} plekken', n), pgettext('tijd', 'uur')"
    source.write_text(f"def f(n):\n    return {forms}\n", "utf-8")
    catalogues.update()
    assert len(catalogues.read("nl")) == 2
    compiled = catalogues.po_path("nl").with_suffix(".mo")
    assert b"plekken" not in compiled.read_bytes()
    with compiled.open("rb") as file:
        dutch = gettext.GNUTranslations(file)
    assert [dutch.ngettext("{n} plek", "{n} plekken", n) for n in (0, 1, 2)] == [
        "{n} plekken",
        "{n} plek",
        "{n} plekken",
    ]
    assert dutch.pgettext("tijd", "uur") == "uur"


@pytest.mark.usefixtures("source")
@pytest.mark.parametrize("text", ["{m} places free", "places free", "{n places free"])
def test_a_translation_keeps_the_names_in_braces(text: str) -> None:
    translate(text)
    catalogues.update()
    [problem] = catalogues.problems()
    assert "brace" in problem


def test_a_changed_text_makes_both_catalogues_stale_and_is_translated_anew(source: Path) -> None:
    translate("{n} places free")
    catalogues.update()
    source.write_text("def f(n):\n    return _('{n} plaatsen vrij').format(n=n)\n", "utf-8")
    stale = [problem for problem in catalogues.problems() if "is stale" in problem]
    assert len(stale) == 2
    catalogues.update()
    [problem] = catalogues.problems()
    assert "has no translation" in problem


def test_moving_code_changes_no_catalogue(source: Path) -> None:
    before = catalogues.po_path("nl").read_bytes()
    source.write_text("\n\n\n" + source.read_text("utf-8"), "utf-8")
    catalogues.update()
    assert catalogues.po_path("nl").read_bytes() == before


@pytest.mark.usefixtures("source")
def test_a_language_is_one_that_has_a_folder_and_has_to_be_complete() -> None:
    assert catalogues.languages() == ("nl", "en")
    catalogues.add("uk")
    assert catalogues.languages() == ("nl", "en", "uk")
    assert "# Ukrainian texts" in catalogues.po_path("uk").read_text("utf-8")
    assert any("translations/uk/" in problem for problem in catalogues.problems())
    assert catalogues.main(["add", "zz"]) == 2
