"""A resident gets a leaflet, and that it was given is written down: both, or nothing."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from pydantic import ValidationError

from meedoenbalie.domain.offer_texts import OfferText
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident, Role, Site
from meedoenbalie.domain.referrals import InformationGiven
from meedoenbalie.domain.schedule_text import parse_schedule
from meedoenbalie.reports.problems import CannotTypeset
from meedoenbalie.services import leaflets
from meedoenbalie.services.catalogue import add_offer, change_offer
from meedoenbalie.services.desk import Desk, NotAllowed
from meedoenbalie.services.leaflets import (
    language_for,
    make_leaflet,
    mark_checked,
    offer_texts,
    preview_leaflet,
    set_offer_text,
)
from meedoenbalie.services.messages import explain, field_problems
from meedoenbalie.services.referring import prepare_referral
from meedoenbalie.services.registration import register_resident
from meedoenbalie.services.reporting import CannotReport
from meedoenbalie.storage import migrate
from meedoenbalie.storage.errors import UnknownRecord
from meedoenbalie.storage.migrations import HEAD
from tests.opened_desk import TODAY
from tests.reports.pdf_text import texts


def an_offer(desk: Desk, code: str = "M01", **values: Any) -> Offer:
    usual = {
        "kind": "mdt_traject",
        "title": "Samen in de buurt",
        "schedule": parse_schedule("ma 13:00-15:00"),
        "start_dates": (date(2026, 3, 9),),
        "weeks": 10,
        "place": "Dijkhorst",
        "address": "Lindestraat 12",
        "travel_minutes": {"RTW": 15},
        "cost_cents": 0,
    }
    return add_offer(desk, "Buurtkracht", code=code, **{**usual, **values}).result


@pytest.fixture
def offer(desk: Desk) -> Offer:
    return an_offer(desk)


@pytest.fixture
def semhar(desk: Desk, site: Site) -> Resident:
    who = {"given_name": "Semhar", "family_name": "Tesfay", "preferred_language": "tir"}
    return register_resident(desk, site.id, **who).result


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "folder.pdf"


def given(desk: Desk) -> list[InformationGiven]:
    with desk.read() as reader:
        return reader.find(InformationGiven)


def scanned(pdf: Path) -> str:
    """What a phone reads from the QR code; empty when there is none."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        picture = document[0].render(scale=2, grayscale=True).to_numpy()
        return "".join(code.text for code in zxingcpp.read_barcodes(picture))
    finally:
        document.close()


@pytest.mark.parametrize(
    ("asked", "recorded"), [("ar", "ara"), ("tir", "tir"), ("en", "eng"), ("nld", "nld")]
)
def test_the_leaflet_is_there_and_the_information_is_recorded_with_it(
    desk: Desk, semhar: Resident, offer: Offer, out: Path, asked: str, recorded: str
) -> None:
    done = make_leaflet(desk, semhar.id, offer.id, asked, out)
    assert out.read_bytes().startswith(b"%PDF")
    assert given(desk) == [done.result]
    assert done.changed == {"information_given"}
    told = done.result
    assert (told.resident_id, told.offer_id) == (semhar.id, offer.id)
    assert (told.language, told.channel, told.given_on) == (recorded, "folder", TODAY)
    assert told.by == "Marleen"


def test_nothing_of_the_resident_stands_on_it(
    desk: Desk, semhar: Resident, offer: Offer, out: Path
) -> None:
    make_leaflet(
        desk, semhar.id, offer.id, "nl", out, person="Marleen de Wit", hours="di 13-17 uur"
    )
    (page,) = texts(out)
    assert "Marleen de Wit, bij de Meedoenbalie azc Rietwaard: dinsdag" in page
    assert "15 minuten reizen" in page
    assert not {"Semhar", "Tesfay", semhar.reference} & set(page.split())


def test_a_leaflet_can_be_looked_at_before_anybody_gets_it(
    desk: Desk, site: Site, semhar: Resident, offer: Offer, out: Path
) -> None:
    set_offer_text(desk, offer.id, "en", title="Together")
    assert preview_leaflet(desk, offer.id, "en", site.id, out, person="Marleen") == out
    previewed = out.read_bytes()
    assert given(desk) == []
    make_leaflet(desk, semhar.id, offer.id, "en", out, person="Marleen")
    assert out.read_bytes() == previewed


def test_a_look_at_a_leaflet_that_cannot_be_written_leaves_what_was_there(
    desk: Desk, site: Site, offer: Offer, out: Path
) -> None:
    with pytest.raises(CannotReport) as refused:
        preview_leaflet(desk, offer.id, "en", site.id, out.parent / "weg" / "folder.pdf")
    assert refused.value.code == "folder_missing"
    out.write_bytes(b"van iemand")
    with pytest.raises(CannotTypeset):
        preview_leaflet(desk, offer.id, "fr", site.id, out)
    assert out.read_bytes() == b"van iemand"


def test_the_same_leaflet_on_the_same_day_is_the_same_file(
    desk: Desk, semhar: Resident, offer: Offer, out: Path
) -> None:
    make_leaflet(desk, semhar.id, offer.id, "ti", out)
    before = out.read_bytes()
    make_leaflet(desk, semhar.id, offer.id, "ti", out)
    assert out.read_bytes() == before
    assert len(given(desk)) == 2


def test_an_unknown_language_gives_no_leaflet_and_no_record(
    desk: Desk, semhar: Resident, offer: Offer, out: Path
) -> None:
    with pytest.raises(CannotTypeset) as refused:
        make_leaflet(desk, semhar.id, offer.id, "fr", out)
    assert refused.value.detail == "ar, en, fa, nl, so, ti, tr"
    assert not out.exists()
    assert given(desk) == []


def test_a_letter_without_a_glyph_gives_no_leaflet_and_no_record(
    desk: Desk, semhar: Resident, out: Path
) -> None:
    out.write_bytes(b"yesterday's")
    offer = an_offer(desk, title="Koken 漢")
    with pytest.raises(CannotTypeset) as refused:
        make_leaflet(desk, semhar.id, offer.id, "ar", out)
    assert "‘漢’" in (explain(refused.value) or "")
    assert out.read_bytes() == b"yesterday's"
    assert given(desk) == []


def test_a_file_that_can_t_be_replaced_leaves_no_record(
    desk: Desk, semhar: Resident, offer: Offer, out: Path
) -> None:
    out.mkdir()
    with pytest.raises(CannotReport) as refused:
        make_leaflet(desk, semhar.id, offer.id, "nl", out)
    assert refused.value.code == "file_in_use"
    assert given(desk) == []
    assert [path.name for path in out.parent.glob("*folder*")] == ["folder.pdf"]


def test_a_folder_that_isn_t_there_is_named(
    desk: Desk, semhar: Resident, offer: Offer, tmp_path: Path
) -> None:
    with pytest.raises(CannotReport) as refused:
        make_leaflet(desk, semhar.id, offer.id, "nl", tmp_path / "weg" / "folder.pdf")
    assert "weg" in (explain(refused.value) or "")


def test_a_record_that_can_t_be_kept_leaves_no_leaflet(
    desk: Desk, semhar: Resident, offer: Offer, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(leaflets, "give_information", full)
    with pytest.raises(OSError, match="No space"):
        make_leaflet(desk, semhar.id, offer.id, "nl", out)
    assert not out.exists()


def test_who_may_not_inform_makes_no_leaflet(
    desk: Desk, semhar: Resident, offer: Offer, out: Path
) -> None:
    user = desk.user.changed(roles=(Role.PROGRAMME,))
    with pytest.raises(NotAllowed):
        make_leaflet(replace(desk, user=user), semhar.id, offer.id, "nl", out)
    assert not out.exists()


def test_an_unknown_resident_or_offer_is_refused(
    desk: Desk, semhar: Resident, offer: Offer, out: Path
) -> None:
    for resident_id, offer_id in ((offer.id, offer.id), (semhar.id, semhar.id)):
        with pytest.raises(UnknownRecord):
            make_leaflet(desk, resident_id, offer_id, "nl", out)
    assert not out.exists()


@pytest.mark.parametrize("hours", ["straks", "di ochtend", "elke dag open"])
def test_hours_that_say_no_time_are_refused(
    desk: Desk, semhar: Resident, offer: Offer, out: Path, hours: str
) -> None:
    with pytest.raises(CannotReport) as refused:
        make_leaflet(desk, semhar.id, offer.id, "nl", out, hours=hours)
    assert f"‘{hours}’ zijn geen openingstijden" in (explain(refused.value) or "")


def test_the_week_in_the_phone_begins_at_the_next_start(
    desk: Desk, semhar: Resident, offer: Offer, out: Path
) -> None:
    make_leaflet(desk, semhar.id, offer.id, "ti", out)
    week = scanned(out)
    assert re.search(r"UID:[0-9a-f]{8}-1\r\n", week)
    assert "DTSTART:20260309T130000\r\n" in week
    assert "RRULE:FREQ=WEEKLY;COUNT=10\r\n" in week
    assert "SUMMARY:Samen in de buurt\r\nLOCATION:Lindestraat 12\\, Dijkhorst\r\n" in week


def test_a_week_plan_puts_both_offers_in_the_week_and_the_phone(
    desk: Desk, semhar: Resident, offer: Offer, out: Path
) -> None:
    schedule = parse_schedule("di 9:00-11:00 of do 9:00-11:00")
    course = an_offer(desk, "T01", kind="language_course", title="Nederlands A1", schedule=schedule)
    make_leaflet(
        desk,
        semhar.id,
        offer.id,
        "nl",
        out,
        beside_id=course.id,
        beside_slots=schedule.choices[1],
    )
    (page,) = texts(out)
    assert "Nederlands A1 · Buurtkracht" in page
    assert "DTSTART:20260312T090000" in scanned(out)
    assert [told.offer_id for told in given(desk)] == [offer.id]


def test_of_several_choices_none_is_drawn_until_one_is_made(
    desk: Desk, semhar: Resident, out: Path
) -> None:
    offer = an_offer(desk, schedule=parse_schedule("di 9:00-11:00 of do 9:00-11:00"))
    make_leaflet(desk, semhar.id, offer.id, "nl", out)
    (page,) = texts(out)
    assert "Kies een van deze tijden" in page
    assert "Je week" not in page
    assert scanned(out) == ""


def test_a_long_week_leaves_its_places_out_and_a_longer_one_gets_no_code(
    desk: Desk, semhar: Resident, out: Path
) -> None:
    days = ("ma", "di", "wo", "do", "vr", "za")
    for many, says, lacks in ((3, "LOCATION", "x" * 41), (4, "SUMMARY", "LOCATION"), (6, "", "B")):
        written = " + ".join(f"{day} {9 + n}:00-{11 + n}:00" for n, day in enumerate(days[:many]))
        offer = an_offer(
            desk,
            f"M{many}",
            schedule=parse_schedule(written),
            title="x" * 100,
            address="Lindestraat 12, achter de bibliotheek",
        )
        make_leaflet(desk, semhar.id, offer.id, "nl", out)
        week = scanned(out)
        assert says in week
        assert lacks not in week


@pytest.mark.parametrize(
    "values",
    [
        {"start_dates": ()},
        {"ends_on": date(2026, 2, 1)},
        {"schedule": parse_schedule("di ochtend")},
        {"schedule": parse_schedule("flexibel 4 uur per week")},
        {"schedule": parse_schedule("ma 9:00-11:00").model_copy(update={"monthly": True})},
    ],
    ids=["no start", "over", "roughly", "to be agreed", "monthly"],
)
def test_a_guess_is_never_put_in_a_phone(
    desk: Desk, semhar: Resident, out: Path, values: dict[str, Any]
) -> None:
    offer = an_offer(desk, **values)
    make_leaflet(desk, semhar.id, offer.id, "nl", out)
    assert scanned(out) == ""
    assert len(given(desk)) == 1


def test_where_one_can_always_begin_the_week_begins_today_and_ends_with_the_offer(
    desk: Desk, semhar: Resident, out: Path
) -> None:
    offer = an_offer(
        desk, start_dates=(), continuous_intake=True, weeks=None, ends_on=date(2026, 3, 16)
    )
    make_leaflet(desk, semhar.id, offer.id, "nl", out)
    assert "DTSTART:20260302T130000" in scanned(out)
    assert "COUNT=3" in scanned(out)


def test_a_text_in_the_language_is_printed_once_it_is_written(
    desk: Desk, semhar: Resident, offer: Offer, out: Path
) -> None:
    done = set_offer_text(desk, offer.id, "ti", title=" ብሓባር ", bring="መንነት ወረቀት")
    assert (done.result.language, done.result.title) == ("tir", "ብሓባር")
    assert done.changed == {"offer_text"}
    make_leaflet(desk, semhar.id, offer.id, "ti", out)
    (page,) = texts(out)
    assert page.startswith("ብሓባር ")
    assert "መንነት ወረቀት" in page
    assert "Nog niet nagekeken door een moedertaalspreker" in page
    assert "SUMMARY:ብሓባር" in scanned(out)


def test_a_checked_text_is_unchecked_again_when_it_changes(desk: Desk, offer: Offer) -> None:
    set_offer_text(desk, offer.id, "en", title="Together")
    checked = mark_checked(desk, offer.id, "eng", "Mary", on=date(2026, 2, 1)).result
    assert (checked.checked, checked.checked_by) == (True, "Mary")
    same = set_offer_text(desk, offer.id, "en", title="Together")
    assert same.result == checked
    assert same.changed == frozenset()
    changed = set_offer_text(desk, offer.id, "en", title="All together").result
    assert not changed.checked
    assert offer_texts(desk, offer.id) == [changed]
    assert mark_checked(desk, offer.id, "en", "Mary").result.checked_on == TODAY


def test_a_check_needs_a_name_and_a_text(desk: Desk, offer: Offer) -> None:
    with pytest.raises(UnknownRecord):
        mark_checked(desk, offer.id, "ar", "Amal")
    set_offer_text(desk, offer.id, "ar", title="معًا")
    with pytest.raises(ValidationError) as refused:
        mark_checked(desk, offer.id, "ar", " ")
    assert field_problems(refused.value) == {
        "checked_by": "Schrijf erbij wie de tekst heeft nagekeken."
    }


def test_texts_belong_to_a_known_offer_and_language_and_hold_no_bsn(
    desk: Desk, offer: Offer, semhar: Resident
) -> None:
    with pytest.raises(UnknownRecord):
        set_offer_text(desk, semhar.id, "en", title="Together")
    with pytest.raises(CannotTypeset):
        set_offer_text(desk, offer.id, "fr", title="Ensemble")
    with pytest.raises(ValidationError, match="bsn_like"):
        set_offer_text(desk, offer.id, "en", bring="bring 111222333")
    assert offer_texts(desk, offer.id) == []


def test_each_offer_has_one_text_in_each_language(desk: Desk, offer: Offer) -> None:
    for language in ("ti", "ar", "en", "tir"):
        set_offer_text(desk, offer.id, language, title=f"title {language}")
    assert [text.language for text in offer_texts(desk, offer.id)] == ["ara", "eng", "tir"]


@pytest.mark.parametrize(
    ("preferred", "others", "tag"),
    [
        ("tir", (), "ti"),
        ("apc", ("eng",), "ar"),
        ("som", ("eng",), "so"),
        ("kmr", ("eng",), "en"),
        (None, ("kur", "ara"), "ar"),
        ("kmr", (), "nl"),
    ],
)
def test_a_language_is_proposed_that_the_resident_reads(
    semhar: Resident, preferred: str | None, others: tuple[str, ...], tag: str
) -> None:
    reader = semhar.changed(preferred_language=preferred, languages=others)
    assert language_for(reader) == tag


@pytest.fixture
def older(desk: Desk, offer: Offer, semhar: Resident) -> Desk:
    """The store as a program without leaflets kept it, with a referral that holds on to it."""
    prepare_referral(desk, semhar.id, offer.id)
    migrate.migrate(desk.database, "0003")
    return desk


def test_a_store_from_before_leaflets_keeps_its_offers(older: Desk, offer: Offer) -> None:
    migrate.migrate(older.database, HEAD)
    with older.read() as reader:
        assert reader.get(Offer, offer.id) == offer.changed(address="")
        assert reader.find(OfferText) == []
    changed = change_offer(older, offer.id, address="Lindestraat 14").result
    assert changed.where == "Lindestraat 14, Dijkhorst"
