"""Writing an offer down: in the words of the provider, with the week beside it."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from meedoenbalie.domain.offer_terms import OfferForm
from meedoenbalie.domain.offers import OfferKind
from meedoenbalie.domain.people import DutchLevel, Literacy, ResidencePhase
from meedoenbalie.services import catalogue
from meedoenbalie.services.desk import Desk
from meedoenbalie.ui.pages.offers.form import OfferFormPage
from meedoenbalie.ui.pages.offers.page import OffersPage
from meedoenbalie.ui.pages.offers.typed import cost_text, next_code, read_cost
from meedoenbalie.ui.pages.resident_form.parsing import Unreadable
from meedoenbalie.ui.widgets.inputs import Field
from meedoenbalie.ui.widgets.tag_field import TagField
from tests.opened_desk import TODAY
from tests.ui.pages.frame import Frame, OpenFrame, button, click, press, texts, type_text
from tests.ui.pages.making import add_offer, focused


@pytest.fixture
def frame(open_frame: OpenFrame) -> Frame:
    return open_frame({"offers": OffersPage, "offer_form": OfferFormPage})


def opened(frame: Frame, target: object = None) -> OfferFormPage:
    frame.go("offer_form", target)
    page = frame.page()
    assert isinstance(page, OfferFormPage)
    return page


def box(page: OfferFormPage, name: str) -> QWidget:
    assert page.fields is not None
    return page.fields.inputs[name].box


def fill(page: OfferFormPage, **typed: str) -> None:
    for name, text in typed.items():
        type_text(box(page, name), text)


def error(page: OfferFormPage, name: str) -> str:
    assert page.fields is not None
    field = page.fields.inputs[name].widget
    assert isinstance(field, Field)
    return field.error()


def codes(desk: Desk) -> list[str]:
    return [line.offer.code for line in catalogue.find_offers(desk)]


def test_an_offer_is_written_down_and_shown_in_the_list(frame: Frame, desk: Desk) -> None:
    page = opened(frame)
    assert box(page, "title").hasFocus()
    fill(
        page, title="Koken met de buurt", provider="Buurtkracht", schedule="ma en wo 13:00-15:30",
        places="3", places_total="8", minimum_age="16", cost_cents="gratis", weeks="20",
    )  # fmt: skip
    assert "maandag 13:00–15:30" in page.week.text()
    assert page.week_words.text() == "ma en wo 13:00–15:30 · 5 u per week"
    click(button(page, "Opslaan"))
    frame.settle()
    offer = catalogue.offer_by_code(desk, "M01")
    assert (offer.title, offer.places, offer.places_confirmed_on) == (
        "Koken met de buurt",
        3,
        TODAY,
    )
    assert (offer.minimum_age, offer.cost_cents, offer.weeks) == (16, 0, 20)
    assert offer.schedule.weekly_minutes == 300
    shown = frame.page()
    assert isinstance(shown, OffersPage)
    assert shown.table.current_id() == offer.id


def test_the_terms_are_typed_and_what_is_left_stays_unknown(frame: Frame, desk: Desk) -> None:
    page = opened(frame)
    fill(
        page, title="Koffie drinken", provider="Buurtkracht", group_from="2", group_to="6",
        position="52.0907, 5.1214", tuned_to="M03; M07", certificate_valid_until="1-3-2027",
    )  # fmt: skip
    for name, place in (("childcare", 1), ("accessible", 2), ("literacy_needed", 1)):
        chosen = box(page, name)
        assert isinstance(chosen, QComboBox)
        chosen.setCurrentIndex(place)
    ticked(page, "maatje").click()
    click(button(page, "Opslaan"))
    frame.settle()
    offer = catalogue.offer_by_code(desk, "M01")
    assert (offer.group_from, offer.group_to, offer.position) == (2, 6, (52.0907, 5.1214))
    assert (offer.childcare, offer.accessible, offer.first_step) == (True, False, None)
    assert (offer.literacy_needed, offer.forms) == (Literacy.ILLITERATE, (OfferForm.BUDDY,))
    assert (offer.tuned_to, offer.certificate_valid_until) == (("M03", "M07"), date(2027, 3, 1))
    assert (offer.cost_payer, offer.certificate_state) == (None, None)
    again = opened(frame, offer.id)
    assert not again.unsaved()
    fill(again, group_from="9", position="ergens")
    click(button(again, "Opslaan"))
    frame.settle()
    assert "geen coördinaten" in error(again, "position")
    where = box(again, "position")
    assert isinstance(where, QLineEdit)
    where.clear()
    click(button(again, "Opslaan"))
    frame.settle()
    assert error(again, "group_from") == "De kleinste groep is groter dan de grootste. Draai ze om."


def test_what_residents_read_is_told_how_to_say_it_plainer(frame: Frame, desk: Desk) -> None:
    page = opened(frame)
    fill(page, description="Tevens leer je koken.")
    assert "Moeilijk woord: Tevens. Liever: ook." in texts(page)
    fill(page, title="Koken", provider="Buurtkracht")
    click(button(page, "Opslaan"))
    frame.settle()
    assert codes(desk) == ["M01"], "it never stands in the way"


def test_what_must_be_there_is_asked_at_its_field_and_nothing_is_saved(
    frame: Frame, desk: Desk
) -> None:
    page = opened(frame)
    click(button(page, "Opslaan"))
    assert error(page, "title") == error(page, "provider") == "Dit mag niet leeg zijn."
    assert box(page, "title").hasFocus()
    assert codes(desk) == []


def test_a_time_that_cannot_be_is_said_while_typing_and_never_saved(
    frame: Frame, desk: Desk
) -> None:
    page = opened(frame)
    fill(page, title="Koken", provider="Buurtkracht", schedule="ma 15:00-13:00")
    assert error(page, "schedule") == "Het einde ligt voor het begin. Kijk de tijden na."
    click(button(page, "Opslaan"))
    frame.settle()
    assert codes(desk) == []


def test_a_schedule_without_times_is_allowed_and_stays_unknown(frame: Frame, desk: Desk) -> None:
    page = opened(frame)
    fill(page, title="Koken", provider="Buurtkracht", schedule="nader te bepalen")
    assert page.week_words.text() == "tijden niet bekend"
    click(button(page, "Opslaan"))
    frame.settle()
    assert catalogue.offer_by_code(desk, "M01").schedule.weekly_minutes is None


def test_the_code_follows_the_kind_until_somebody_types_one(frame: Frame, desk: Desk) -> None:
    add_offer(desk, "T04", "Nederlands")
    page = opened(frame)
    assert page.fields is not None
    kind, code = page.fields.inputs["kind"], page.fields.inputs["code"]
    assert code.raw() == "M01"
    kind.show(OfferKind.LANGUAGE_COURSE)
    assert code.raw() == "T05"
    type_text(code.box, "x")
    kind.show(OfferKind.MDT_TRAJECT)
    assert code.raw() == "T05x"


def test_a_code_in_use_is_refused(frame: Frame, desk: Desk) -> None:
    add_offer(desk, "M01", "Koken")
    page = opened(frame)
    assert page.fields is not None
    page.fields.inputs["code"].show("M01")
    fill(page, title="Tuin", provider="Buurtkracht")
    click(button(page, "Opslaan"))
    assert "al in gebruik" in error(page, "code")


def test_ages_the_wrong_way_round_are_said_at_the_field(frame: Frame, desk: Desk) -> None:
    page = opened(frame)
    fill(page, title="Koken", provider="Buurtkracht", minimum_age="30", maximum_age="12")
    click(button(page, "Opslaan"))
    frame.settle()
    assert "Draai ze om" in error(page, "minimum_age")
    assert codes(desk) == []


def test_changing_keeps_what_the_form_does_not_show(frame: Frame, desk: Desk) -> None:
    before = add_offer(
        desk, "M01", "Koken", "ma 13:00-15:00", travel_minutes={"RTW": 10, "VDW": 40},
        start_dates=(date(2026, 4, 1),), level_from=DutchLevel.A1, support_languages=("tir",),
    )  # fmt: skip
    page = opened(frame, before.id)
    assert page.title() == "Aanbod wijzigen"
    provider = box(page, "provider")
    assert page.fields is not None
    page.fields.inputs["provider"].show("")
    type_text(provider, "De Schakel")
    fill(page, title=" samen")
    click(button(page, "Opslaan"))
    frame.settle()
    after = catalogue.offer_by_code(desk, "M01")
    assert after.title == "Koken samen"
    assert after.provider_id != before.provider_id
    kept = ("travel_minutes", "start_dates", "level_from", "support_languages", "schedule")
    assert all(getattr(after, name) == getattr(before, name) for name in kept)


def test_start_dates_are_added_and_taken_out(frame: Frame, desk: Desk) -> None:
    before = add_offer(desk, "M01", "Koken", start_dates=(date(2026, 5, 6), date(2026, 9, 1)))
    page = opened(frame, before.id)
    click(button(page, "Weghalen: 6 mei 2026"))
    click(button(page, "Startdatum toevoegen"))
    added = focused()
    assert added.accessibleName() == "Startdatum"
    press(added, Qt.Key.Key_Up)
    click(button(page, "Opslaan"))
    frame.settle()
    starts = catalogue.offer_by_code(desk, "M01").start_dates
    assert date(2026, 9, 1) in starts
    assert len(starts) == 2
    assert date(2026, 5, 6) not in starts


def test_where_until_when_and_for_whom_are_written_down(frame: Frame, desk: Desk) -> None:
    page = opened(frame)
    fill(page, title="Koken", provider="Buurtkracht", address="Dam 1", place="Dorp")
    fill(page, ends_on="1-7-2026")
    languages = box(page, "support_languages")
    assert isinstance(languages, TagField)
    for language in ("Tigrinya", "Arabisch"):
        type_text(languages.line, language)
        press(languages.line, Qt.Key.Key_Return)
    press(ticked(page, "Asielstatushouder"), Qt.Key.Key_Space)
    click(button(page, "Opslaan"))
    frame.settle()
    offer = catalogue.offer_by_code(desk, "M01")
    assert (offer.address, offer.place, offer.where) == ("Dam 1", "Dorp", "Dam 1, Dorp")
    assert offer.ends_on == date(2026, 7, 1)
    assert offer.support_languages == ("tir", "ara")
    assert offer.residence_phases == (ResidencePhase.STATUS_HOLDER,)
    shown = texts(frame.page())
    assert "Dam 1, Dorp" in shown
    assert "Loopt tot en met 1 juli 2026" in shown


def test_what_was_known_of_them_can_be_taken_away(frame: Frame, desk: Desk) -> None:
    before = add_offer(
        desk,
        "M01",
        "Koken",
        address="Dam 1",
        ends_on=date(2026, 7, 1),
        support_languages=("tir", "ara"),
        residence_phases=(ResidencePhase.ASYLUM_SEEKER, ResidencePhase.STATUS_HOLDER),
    )
    page = opened(frame, before.id)
    assert not page.unsaved()
    ends, languages = box(page, "ends_on"), box(page, "support_languages")
    assert isinstance(ends, QLineEdit)
    assert ends.text() == "01-07-2026"
    ends.selectAll()
    press(ends, Qt.Key.Key_Delete)
    click(button(languages, "Tigrinya weghalen"))
    press(ticked(page, "Asielstatushouder"), Qt.Key.Key_Space)
    click(button(page, "Opslaan"))
    frame.settle()
    after = catalogue.offer_by_code(desk, "M01")
    assert after.ends_on is None
    assert after.support_languages == ("ara",)
    assert after.residence_phases == (ResidencePhase.ASYLUM_SEEKER,)
    assert after.address == "Dam 1"


def test_a_language_or_day_that_cannot_be_read_is_said_at_its_field(
    frame: Frame, desk: Desk
) -> None:
    page = opened(frame)
    fill(page, title="Koken", provider="Buurtkracht", ends_on="31-04-2026")
    languages = box(page, "support_languages")
    assert isinstance(languages, TagField)
    type_text(languages.line, "Klingon")
    click(button(page, "Opslaan"))
    frame.settle()
    assert "Klingon kennen we niet als taal" in error(page, "support_languages")
    assert error(page, "ends_on") == "31-04-2026 bestaat niet. Kijk de dag na."
    assert codes(desk) == []


def ticked(page: OfferFormPage, words: str) -> QCheckBox:
    (found,) = [one for one in page.findChildren(QCheckBox) if one.text() == words]
    return found


def test_what_is_half_typed_is_known_as_not_saved(frame: Frame) -> None:
    page = opened(frame)
    assert not page.unsaved()
    fill(page, title="K")
    assert page.unsaved()
    click(button(page, "Annuleren"))
    assert not page.unsaved()


def test_the_week_goes_below_the_form_when_the_window_is_narrow(frame: Frame) -> None:
    page = opened(frame)
    frame.shell.setMinimumSize(640, 400)
    frame.shell.resize(700, 600)
    frame.settle()
    assert page.form.isAncestorOf(page.week)
    frame.shell.resize(1280, 800)
    frame.settle()
    assert page.aside is not None
    assert page.aside.isAncestorOf(page.week)


@pytest.mark.parametrize(
    ("typed", "cents"),
    [("", None), ("gratis", 0), ("12,50", 1250), ("€ 5", 500), ("7.5", 750), ("20,-", 2000)],
)
def test_costs_are_read_as_people_write_them(typed: str, cents: int | None) -> None:
    assert read_cost(typed) == cents
    assert read_cost(cost_text(cents)) == cents


@pytest.mark.parametrize("typed", ["veel", "-5", "5 per keer", "1,234"])
def test_a_cost_that_is_no_amount_is_never_guessed(typed: str) -> None:
    with pytest.raises(Unreadable):
        read_cost(typed)


def test_the_next_code_counts_on_from_the_highest_of_its_letter() -> None:
    assert next_code(OfferKind.MDT_TRAJECT, ["M08", "M12", "T90", "Mx"]) == "M13"
    assert next_code(OfferKind.ACTIVITY, []) == "A01"
