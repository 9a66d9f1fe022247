"""Registering and changing a resident by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QRadioButton, QWidget

from meedoenbalie.domain.consent import ConsentAnswer
from meedoenbalie.domain.people import (
    DutchLevel,
    GuardianKind,
    ResidencePhase,
    Resident,
    Site,
    TravelMeans,
    User,
    WeekWeight,
)
from meedoenbalie.domain.week import Commitment, Daypart, Weekday
from meedoenbalie.services import registration
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.registration import ResidentQuery
from meedoenbalie.ui.pages.resident_form.commitments import CommitmentsEditor
from meedoenbalie.ui.pages.resident_form.conflict import ConflictDialog
from meedoenbalie.ui.pages.resident_form.page import NEW, ResidentFormPage
from meedoenbalie.ui.pages.residents.page import ResidentsPage
from meedoenbalie.ui.widgets.daypart_grid import DaypartGrid
from meedoenbalie.ui.widgets.inputs import Choice
from meedoenbalie.ui.widgets.tag_field import TagField
from tests.ui.pages.frame import Frame, OpenFrame, button, click, press, type_text


@pytest.fixture
def frame(open_frame: OpenFrame) -> Frame:
    return open_frame({"residents": ResidentsPage, "resident_form": ResidentFormPage})


def opened(frame: Frame, target: object = NEW) -> ResidentFormPage:
    frame.go("resident_form", target)
    page = frame.page()
    assert isinstance(page, ResidentFormPage)
    return page


def box(page: ResidentFormPage, name: str) -> QWidget:
    return page.fields.bound[name].field.box


def error(page: ResidentFormPage, name: str) -> str:
    return page.fields.bound[name].field.error()


def write(frame: Frame, page: ResidentFormPage, name: str, text: str) -> None:
    line = box(page, name)
    assert isinstance(line, QLineEdit)
    line.clear()
    type_text(line, text)


def save(frame: Frame, page: ResidentFormPage) -> None:
    click(page.save_button)
    frame.settle()


def everybody(desk: Desk) -> list[Resident]:
    ids = registration.find_residents(desk, ResidentQuery())
    return [registration.dossier(desk, identifier).resident for identifier in ids]


def test_a_whole_form_becomes_a_resident_who_stands_selected_in_the_list(
    frame: Frame, desk: Desk, site: Site
) -> None:
    page = opened(frame)
    write(frame, page, "given_name", "Semhar")
    write(frame, page, "family_name", "Tesfay")
    write(frame, page, "birth_date", "14-03-2007")
    write(frame, page, "weekly_minutes", "7,5")
    write(frame, page, "max_travel_minutes", "20")
    languages, wishes = box(page, "languages"), box(page, "interests")
    level, phase = box(page, "dutch_level"), box(page, "residence_phase")
    free, own = box(page, "availability"), box(page, "commitments")
    assert isinstance(languages, TagField)
    assert isinstance(wishes, TagField)
    assert isinstance(level, Choice)
    assert isinstance(phase, Choice)
    assert isinstance(free, DaypartGrid)
    assert isinstance(own, CommitmentsEditor)
    for words in ("Tigrinya", "engels"):
        type_text(languages.line, words)
        press(languages.line, Qt.Key.Key_Return)
    type_text(wishes.line, "met kinderen,koken,")
    level.set_value(DutchLevel.A1)
    phase.set_value(ResidencePhase.STATUS_HOLDER)
    cell = free.cell(Weekday.TUESDAY, Daypart.MORNING)
    click(cell)
    click(own.add_button)
    line = own.lines()[0]
    line.day.set_value(Weekday.THURSDAY)
    type_text(line.start, "17")
    type_text(line.end, "19.30")
    type_text(line.label, "Keuken")
    save(frame, page)

    (resident,) = everybody(desk)
    assert resident.reference == "RTW-0001"
    assert resident.birth_date == date(2007, 3, 14)
    assert resident.languages == ("tir", "eng")
    assert resident.interests == ("met kinderen", "koken")
    assert resident.dutch_level is DutchLevel.A1
    assert resident.residence_phase is ResidencePhase.STATUS_HOLDER
    assert [(part.day, part.daypart) for part in resident.availability] == [
        (Weekday.TUESDAY, Daypart.MORNING)
    ]
    assert resident.commitments == (
        Commitment(day=Weekday.THURSDAY, start=1020, end=1170, label="Keuken"),
    )
    assert (resident.weekly_minutes, resident.max_travel_minutes) == (450, 20)
    shown = frame.page()
    assert isinstance(shown, ResidentsPage)
    assert shown.dossier.accessibleName() == "Semhar Tesfay"


def test_a_year_alone_is_enough(frame: Frame, desk: Desk, site: Site) -> None:
    page = opened(frame)
    write(frame, page, "given_name", "Jamal")
    write(frame, page, "birth_date", "2006")
    save(frame, page)
    (resident,) = everybody(desk)
    assert (resident.birth_date, resident.birth_year) == (None, 2006)


def test_a_day_that_does_not_exist_is_told_at_the_field_and_nothing_is_lost(
    frame: Frame, desk: Desk, site: Site
) -> None:
    page = opened(frame)
    write(frame, page, "given_name", "Filimon")
    write(frame, page, "birth_date", "31-04-2008")
    save(frame, page)
    assert error(page, "birth_date") == "31-04-2008 bestaat niet. Kijk de dag na."
    assert box(page, "birth_date").hasFocus()
    assert everybody(desk) == []
    line = box(page, "given_name")
    assert isinstance(line, QLineEdit)
    assert line.text() == "Filimon"


def test_a_future_birth_and_a_missing_name_are_refused_in_words(
    frame: Frame, desk: Desk, site: Site
) -> None:
    page = opened(frame)
    write(frame, page, "birth_date", "01-01-2030")
    save(frame, page)
    assert "ligt in de toekomst" in error(page, "birth_date")
    write(frame, page, "birth_date", "01-01-2010")
    save(frame, page)
    assert "voornaam of een achternaam" in error(page, "given_name")
    assert everybody(desk) == []


def test_a_number_that_looks_like_a_bsn_is_refused_and_the_text_stays(
    frame: Frame, desk: Desk, site: Site
) -> None:
    page = opened(frame)
    write(frame, page, "given_name", "Hanna")
    write(frame, page, "contact_value", "111222333")
    save(frame, page)
    assert "lijkt op een BSN" in error(page, "contact_value")
    assert everybody(desk) == []
    write(frame, page, "contact_value", "06 0012 3456")
    save(frame, page)
    assert everybody(desk)[0].contact_value == "06 0012 3456"


def test_a_language_nobody_knows_stays_in_the_line_with_what_to_do(
    frame: Frame, desk: Desk, site: Site
) -> None:
    page = opened(frame)
    write(frame, page, "given_name", "Hanna")
    field = box(page, "languages")
    assert isinstance(field, TagField)
    type_text(field.line, "blafblaf")
    save(frame, page)
    assert "kennen we niet als taal" in error(page, "languages")
    assert field.line.text() == "blafblaf"
    assert everybody(desk) == []


def test_an_appointment_that_ends_before_it_begins_is_refused(
    frame: Frame, desk: Desk, site: Site
) -> None:
    page = opened(frame)
    write(frame, page, "given_name", "Hanna")
    editor = box(page, "commitments")
    assert isinstance(editor, CommitmentsEditor)
    click(editor.add_button)
    type_text(editor.lines()[0].start, "11:00")
    type_text(editor.lines()[0].end, "10:00")
    save(frame, page)
    assert "eindigt voor het begin: 11:00 tot 10:00" in error(page, "commitments")
    click(button(editor.lines()[0], "Afspraak weghalen"))
    save(frame, page)
    assert everybody(desk)[0].commitments == ()


def test_a_guardian_is_asked_for_under_sixteen_only(frame: Frame, site: Site) -> None:
    page = opened(frame)
    assert not box(page, "guardian").isVisible()
    write(frame, page, "birth_date", "03-03-2010")
    assert box(page, "guardian").isVisible()
    write(frame, page, "birth_date", "02-03-2010")
    assert not box(page, "guardian").isVisible()


def test_arrows_walk_the_week_and_space_ticks_a_part_of_a_day(frame: Frame, site: Site) -> None:
    page = opened(frame)
    grid = box(page, "availability")
    assert isinstance(grid, DaypartGrid)
    first = grid.cell(Weekday.MONDAY, Daypart.MORNING)
    first.setFocus()
    press(first, Qt.Key.Key_Right)
    there = grid.cell(Weekday.TUESDAY, Daypart.MORNING)
    assert there.hasFocus()
    press(there, Qt.Key.Key_Space)
    assert [(part.day, part.daypart) for part in grid.free()] == [
        (Weekday.TUESDAY, Daypart.MORNING)
    ]


def test_changing_keeps_the_rest_and_can_say_that_somebody_left(
    frame: Frame, desk: Desk, site: Site
) -> None:
    before = registration.register_resident(
        desk, site.id, given_name="Semhar", v_number="9971000001", notes="komt dinsdag"
    ).result
    page = opened(frame, before.id)
    assert not page.unsaved()
    write(frame, page, "departed_on", "1-3-2026")
    assert page.unsaved()
    save(frame, page)
    after = registration.dossier(desk, before.id).resident
    assert after.departed_on == date(2026, 3, 1)
    assert (after.v_number, after.notes) == ("9971000001", "komt dinsdag")


def conflict(page: ResidentFormPage) -> ConflictDialog:
    (found,) = (one for one in page.findChildren(ConflictDialog) if one.isVisible())
    return found


def said(dialog: ConflictDialog) -> str:
    return " | ".join(label.text() for label in dialog.findChildren(QLabel))


def choose(dialog: ConflictDialog, words: str) -> None:
    found = [one for one in dialog.findChildren(QRadioButton) if one.accessibleName() == words]
    assert len(found) == 1, [one.accessibleName() for one in dialog.findChildren(QRadioButton)]
    found[0].setFocus()
    press(found[0], Qt.Key.Key_Space)


def test_when_a_colleague_was_first_both_changes_survive(
    frame: Frame, desk: Desk, site: Site
) -> None:
    before = registration.register_resident(desk, site.id, given_name="Semhar").result
    page = opened(frame, before.id)
    write(frame, page, "family_name", "Tesfay")
    joost = replace(desk, user=User(name="Joost", roles=desk.user.roles))
    registration.change_resident(joost, before.id, before.version, contact_value="06 0012")
    save(frame, page)
    assert registration.dossier(desk, before.id).resident.family_name == ""
    dialog = conflict(page)
    assert "Joost sloeg op om 12:00. U wijzigde iets anders." in said(dialog)
    assert "Telefoon of e-mail: was niets, is nu 06 0012" in said(dialog)
    click(dialog.button)
    frame.settle()
    after = registration.dossier(desk, before.id).resident
    assert (after.family_name, after.contact_value) == ("Tesfay", "06 0012")


@pytest.mark.parametrize(
    ("words", "kept"),
    [("Achternaam: Van u: Tesfay", "Tesfay"), ("Achternaam: Van Joost: Tesfai", "Tesfai")],
)
def test_when_both_changed_the_same_field_one_chooses_and_nothing_is_chosen_before(
    frame: Frame, desk: Desk, site: Site, words: str, kept: str
) -> None:
    before = registration.register_resident(desk, site.id, given_name="Semhar").result
    page = opened(frame, before.id)
    write(frame, page, "family_name", "Tesfay")
    write(frame, page, "contact_value", "06 0012")
    joost = replace(desk, user=User(name="Joost", roles=desk.user.roles))
    registration.change_resident(joost, before.id, before.version, family_name="Tesfai")
    save(frame, page)
    dialog = conflict(page)
    assert not dialog.button.isEnabled()
    choose(dialog, words)
    click(dialog.button)
    frame.settle()
    after = registration.dossier(desk, before.id).resident
    assert (after.family_name, after.contact_value) == (kept, "06 0012")


def test_who_does_not_choose_yet_keeps_what_was_typed_and_overwrites_nothing(
    frame: Frame, desk: Desk, site: Site
) -> None:
    before = registration.register_resident(desk, site.id, given_name="Semhar").result
    page = opened(frame, before.id)
    write(frame, page, "family_name", "Tesfay")
    registration.change_resident(desk, before.id, before.version, family_name="Tesfai")
    save(frame, page)
    click(conflict(page).cancel)
    frame.settle()
    assert "Wat u typte, staat er nog" in page.notice.accessibleName()
    line = box(page, "family_name")
    assert isinstance(line, QLineEdit)
    assert line.text() == "Tesfay"
    assert registration.dossier(desk, before.id).resident.family_name == "Tesfai"
    save(frame, page)
    assert conflict(page).isVisible()


def test_a_half_typed_form_waits_while_another_resident_is_changed(
    frame: Frame, desk: Desk, site: Site
) -> None:
    other = registration.register_resident(desk, site.id, given_name="Emre").result
    page = opened(frame)
    write(frame, page, "given_name", "Semh")
    opened(frame, other.id)
    line = box(page, "given_name")
    assert isinstance(line, QLineEdit)
    assert line.text() == "Emre"
    opened(frame)
    assert line.text() == "Semh"
    assert page.keeper.notice.isVisible()
    assert page.keeper.notice.accessibleName() == "Kladje van ma 2 mrt 12:00 teruggezet."


def test_cancelling_goes_back_and_stores_nothing(frame: Frame, desk: Desk, site: Site) -> None:
    frame.go("residents")
    page = opened(frame)
    write(frame, page, "given_name", "Semhar")
    click(button(page, "Annuleren"))
    frame.settle()
    assert frame.shell.current_key() == "residents"
    assert everybody(desk) == []


def test_who_came_alone_has_nidos_as_guardian_and_that_is_asked_until_eighteen(
    frame: Frame, desk: Desk, site: Site
) -> None:
    page = opened(frame)
    write(frame, page, "given_name", "Zahra")
    write(frame, page, "birth_date", "03-03-2008")
    assert not box(page, "guardian").isVisible()
    kind = box(page, "guardian_kind")
    assert isinstance(kind, Choice)
    assert kind.isVisible()
    kind.set_value(GuardianKind.NIDOS)
    save(frame, page)
    assert everybody(desk)[0].guardian_kind is GuardianKind.NIDOS
    page = opened(frame)
    write(frame, page, "birth_date", "02-03-2008")
    assert not box(page, "guardian_kind").isVisible()


def test_what_the_talk_asked_is_shown_and_can_be_put_right(
    frame: Frame, desk: Desk, site: Site
) -> None:
    known = registration.register_resident(
        desk,
        site.id,
        given_name="Semhar",
        own_words="Later werk ik met kinderen.",
        talents=("naaien",),
        travel_means=("bicycle", "walking"),
        week_weight="light",
        keep_informed="yes",
    ).result
    page = opened(frame, known.id)
    assert not page.unsaved(), "showing is no change"
    lift = box(page, "travel_means").findChildren(QCheckBox)[-1]
    click(lift)
    weight = box(page, "week_weight")
    assert isinstance(weight, Choice)
    weight.set_value(WeekWeight.FULL)
    save(frame, page)
    after = registration.dossier(desk, known.id).resident
    assert after.travel_means == (TravelMeans.WALKING, TravelMeans.BICYCLE, TravelMeans.LIFT)
    assert after.week_weight is WeekWeight.FULL
    assert (after.own_words, after.talents) == (known.own_words, ("naaien",))
    assert after.keep_informed is ConsentAnswer.YES
