"""Inzage is all that is held, in plain Dutch, with headings that the young person reads too."""

import json
from pathlib import Path

import pytest

from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.i18n import set_language, speaking
from meedoenbalie.reports.inzage import headed_languages
from meedoenbalie.services import inzage
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.inzage_parts import IDENTITY, PHASE, RIGHTS, WEEK, WISHES
from meedoenbalie.services.registration import change_resident
from tests.opened_desk import TODAY
from tests.reports.pdf_tags import read_tags
from tests.reports.pdf_text import texts
from tests.services.test_erasing import Known, known_at


@pytest.fixture
def known(desk: Desk, site: Site) -> Known:
    return known_at(desk, site)


def test_every_field_of_a_resident_is_in_one_part() -> None:
    shown = [*IDENTITY, *PHASE, *WISHES, *WEEK, *RIGHTS]
    assert len(shown) == len(set(shown))
    assert set(shown) == set(Resident.model_fields) - {"id", "version"}


def test_the_parts_say_how_much_why_and_with_whom(desk: Desk, known: Known) -> None:
    held = inzage.look_at(desk, known.resident.id)
    parts = {part.key: part for part in inzage.parts_of_inzage(held)}
    assert parts["identity"].shared == ("Buurtkracht",)
    assert parts["identity"].amount == "11 gegevens"
    assert parts["wishes"].shared == ()
    assert parts["referrals"].amount == "1"
    assert len(parts["referrals"].items) == 5
    assert parts["data_sets"].shared == ()
    assert parts["drafts"].amount == "2 kladjes"
    assert [look.action for look in held.looks] == ["print_leaflet", "look_at_rights"]
    assert held.told[0].name == "Buurtkracht"


def test_the_print_is_tagged_plain_dutch_and_says_what_one_may_ask(
    desk: Desk, known: Known, tmp_path: Path
) -> None:
    out, data = tmp_path / "inzage.pdf", tmp_path / "inzage.json"
    set_language("en")
    try:
        inzage.print_inzage(desk, known.resident.id, out, data)
    finally:
        set_language("nl")
    tags = read_tags(out.read_bytes())
    assert (tags.lang, tags.part, tags.marked) == ("nl", "1", True)
    assert len(tags.of("H1")) == 24
    text = " ".join(texts(out))
    for word in (
        *("Hawariat Woldegebriel", "2123456789", "0612348765", "speelt hobo", "liever geen fiets"),
        *("geen trombone", "Buurtkracht", "Autoriteit Persoonsgegevens", "6 maanden"),
        *("Wat we van je bewaren", "Zo spreken we iemand aan."),
    ):
        assert word in text, word
    with desk.read() as reader:
        actions = [look.action for look in inzage.held_about(desk, known.resident.id).looks]
        assert reader.head().step
    assert "print_access" in actions


def test_the_file_for_programs_holds_everything_earlier_values_too(
    desk: Desk, known: Known, tmp_path: Path
) -> None:
    out, data = tmp_path / "inzage.pdf", tmp_path / "inzage.json"
    inzage.print_inzage(desk, known.resident.id, out, data)
    told = json.loads(data.read_text(encoding="utf-8"))
    assert told["resident"]["v_number"]["value"] == "2123456789"
    assert told["resident"]["v_number"]["reason"]
    assert told["referrals"][0]["events"][0]["note"] == "wil trombone"
    before = json.dumps([change["before"] for change in told["changes"]], ensure_ascii=False)
    assert "speelt trombone" in before
    assert told["shared_with"] == ["Buurtkracht"]
    assert told["half_typed_forms"] == 2
    assert "Zahra" not in data.read_text(encoding="utf-8")


@pytest.mark.parametrize(("code", "words"), [("tir", "ሰሙንካ"), ("eng", "Your week"), ("ara", None)])
def test_headings_stand_in_the_language_of_the_resident_too(
    desk: Desk, known: Known, tmp_path: Path, code: str, words: str | None
) -> None:
    change_resident(desk, known.resident.id, known.resident.version, preferred_language=code)
    out = tmp_path / "inzage.pdf"
    inzage.print_inzage(desk, known.resident.id, out)
    text = " ".join(texts(out))
    assert "Verblijfsfase" in text
    if words is not None:
        assert words in text
    langs = {tag.lang for tag in read_tags(out.read_bytes()).tags}
    assert {"tir": "ti", "eng": "en", "ara": "ar"}[code] in langs


def test_a_language_without_headings_has_the_dutch_ones(
    desk: Desk, known: Known, tmp_path: Path
) -> None:
    assert headed_languages() == ("en", "ar", "ti")
    change_resident(desk, known.resident.id, known.resident.version, preferred_language="prs")
    inzage.print_inzage(desk, known.resident.id, tmp_path / "inzage.pdf")
    assert "Wat je mag vragen" in " ".join(texts(tmp_path / "inzage.pdf"))


def test_the_same_data_on_the_same_day_have_a_date(desk: Desk, known: Known) -> None:
    held = inzage.held_about(desk, known.resident.id)
    assert held.today == TODAY
    assert held.erase_on is None
    with speaking("en"):
        assert inzage.parts_of_inzage(held)[0].key == "identity"
