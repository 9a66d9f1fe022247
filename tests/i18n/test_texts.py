from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from meedoenbalie import i18n, paths
from meedoenbalie.i18n import _, formats, language, ngettext, pgettext, set_language


@pytest.fixture
def english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    catalogue = Catalog(locale="en")
    catalogue.add("Bewoners", "Residents")
    catalogue.add(("{n} bewoner", "{n} bewoners"), ("{n} resident", "{n} residents"))
    catalogue.add("uur", "o'clock", context="op de klok")
    catalogue.add("uur", "hours")
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "meedoenbalie.mo").open("wb") as file:
        write_mo(file, catalogue)
    monkeypatch.setattr(i18n, "translations_path", lambda: tmp_path)
    i18n._catalogue.cache_clear()
    yield
    i18n._catalogue.cache_clear()


@pytest.mark.usefixtures("english")
def test_english_is_spoken_after_it_is_chosen() -> None:
    assert _("Bewoners") == "Bewoners"
    set_language("en")
    assert language() == "en"
    assert _("Bewoners") == "Residents"
    assert ngettext("{n} bewoner", "{n} bewoners", 1) == "{n} resident"
    assert ngettext("{n} bewoner", "{n} bewoners", 2) == "{n} residents"
    assert pgettext("op de klok", "uur") == "o'clock"
    assert _("uur") == "hours"


@pytest.mark.usefixtures("english")
def test_a_text_without_translation_stays_dutch() -> None:
    set_language("en")
    assert _("Nog niet vertaald") == "Nog niet vertaald"
    assert ngettext("{n} les", "{n} lessen", 0) == "{n} lessen"


@pytest.mark.usefixtures("english")
def test_the_language_is_the_same_in_every_thread() -> None:
    set_language("en")
    heard: list[str] = []
    thread = Thread(target=lambda: heard.append(_("Bewoners")))
    thread.start()
    thread.join()
    assert heard == ["Residents"]


def test_an_unknown_language_is_refused_and_changes_nothing() -> None:
    with pytest.raises(ValueError, match="'fy'"):
        set_language("fy")
    assert language() == "nl"


def test_words_inside_a_sentence_keep_the_capitals_of_names() -> None:
    assert formats.inside("Ik leer Nederlands") == "ik leer Nederlands"
    assert formats.inside("DUO beslist") == "DUO beslist"
    assert formats.inside("I learn Dutch") == "I learn Dutch"
    assert formats.inside("") == ""


def test_a_bundle_finds_its_files_where_it_was_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys._MEIPASS", str(tmp_path), raising=False)
    assert paths.resource_path("rules/weights.json") == tmp_path / "resources/rules/weights.json"
    assert paths.translations_path() == tmp_path / "translations"
