"""Reading in a file of somebody else: seen before anything is stored."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from meedoenbalie.domain.offers import OfferKind
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.services import catalogue, importing, registration
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.registration import ResidentQuery
from meedoenbalie.ui.pages.import_wizard.page import ImportPage
from meedoenbalie.ui.pages.import_wizard.rows import PreviewRow
from meedoenbalie.ui.pages.residents.page import ResidentsPage
from meedoenbalie.ui.tasks import Progress
from meedoenbalie.ui.widgets.inputs import Choice
from tests.exchange.ods import ods_bytes
from tests.ui.pages.frame import Frame, OpenFrame, button, click, press, texts, type_text

HEAD = "resident_ref,given_name,family_name,birth_date,languages,dutch_level,notes"
GOOD = "RTW-0101,Semhar,Tesfay,2007-03-14,tir,A1,"
IMPOSSIBLE_DATE = "RTW-0102,Filimon,Kidane,2008-04-31,tir,A1,"
NUMBER_LIKE_A_BSN = "RTW-0103,Hanna,Tekle,2005-07-12,tir,A0,nummer 111222333"
TOO_OLD_FOR_MDT = "RTW-0104,Tekle,Berhane,1990-01-01,tir,B1,"


@pytest.fixture
def frame(open_frame: OpenFrame, site: Site) -> Frame:
    frame = open_frame({"residents": ResidentsPage, "import": ImportPage}, ("offers", "referrals"))
    frame.go("residents")
    return frame


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    return written(tmp_path, GOOD, IMPOSSIBLE_DATE, NUMBER_LIKE_A_BSN, TOO_OLD_FOR_MDT)


def written(folder: Path, *lines: str, head: str = HEAD) -> Path:
    path = folder / "bewoners.csv"
    path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8", newline="")
    return path


def opened(frame: Frame, path: Path | None = None, kind: str = "residents") -> ImportPage:
    frame.go("import", kind)
    page = frame.page()
    assert isinstance(page, ImportPage)
    if path is not None:
        page.read(path)
        frame.settle()
    return page


def shown(page: ImportPage) -> list[PreviewRow]:
    assert page.check.table is not None
    model = page.check.table.model()
    rows = [model.index(row, 0).data(Qt.ItemDataRole.UserRole) for row in range(model.rowCount())]
    return [row for row in rows if isinstance(row, PreviewRow)]


def everybody(desk: Desk) -> list[Resident]:
    ids = registration.find_residents(desk, ResidentQuery())
    return [registration.dossier(desk, identifier).resident for identifier in ids]


def test_before_there_is_a_file_the_page_says_what_to_do(frame: Frame) -> None:
    page = opened(frame)
    assert page.head.isVisible()
    assert "Er wordt nog niets opgeslagen" in texts(page)
    assert button(page, "Bestand kiezen…").isEnabled()


def test_problems_come_first_with_their_reason_and_nothing_is_stored(
    frame: Frame, desk: Desk, mixed: Path
) -> None:
    page = opened(frame, mixed)
    assert [(row.line, row.outcome) for row in shown(page)] == [
        (3, "refused"),
        (4, "refused"),
        (5, "warned"),
        (2, "good"),
    ]
    said = texts(page)
    assert "Geweigerd 2" in said
    assert "Met melding 1" in said
    assert "Goed 1" in said
    assert "2008-04-31 bestaat niet" in page.check.notice.accessibleName()
    assert "2 rijen overnemen" in said
    assert everybody(desk) == []


def test_it_tells_what_was_recognised_and_where_columns_go(frame: Frame, mixed: Path) -> None:
    page = opened(frame, mixed)
    said = texts(page.source)
    assert "bewoners.csv" in said
    assert "4 rijen" in said
    assert page.source.shape.choices["header_line"].currentText() == "rij 1"
    targets = {
        choice.accessibleName(): choice.currentText()
        for choice in page.source.findChildren(Choice)
        if choice.isVisible()
    }
    assert targets["given_name gaat naar"] == "Voornaam"


def test_f3_walks_the_problems_round(frame: Frame, mixed: Path) -> None:
    page = opened(frame, mixed)
    lines = []
    for _time in range(3):
        page.check.next_problem(1)
        row = page.check.selected()
        assert row is not None
        lines.append(row.line)
    assert lines == [4, 5, 3]
    page.check.next_problem(-1)
    row = page.check.selected()
    assert row is not None
    assert row.line == 5


def test_a_chip_shows_one_outcome_and_pressed_again_all(frame: Frame, mixed: Path) -> None:
    page = opened(frame, mixed)
    click(page.check.chips["refused"])
    assert [row.line for row in shown(page)] == [3, 4]
    click(page.check.chips["warned"])
    assert [row.line for row in shown(page)] == [5]
    click(page.check.chips["warned"])
    assert len(shown(page)) == 4


def test_good_rows_are_taken_over_in_one_step_and_the_list_shows_them(
    frame: Frame, desk: Desk, mixed: Path
) -> None:
    page = opened(frame, mixed)
    click(page.take_button)
    frame.settle()
    assert {resident.given_name for resident in everybody(desk)} == {"Semhar", "Tekle"}
    assert "2 rijen overgenomen, 2 geweigerd." in texts(page)
    click(button(page, "Naar de lijst"))
    frame.settle()
    residents = frame.page()
    assert isinstance(residents, ResidentsPage)
    assert residents.count.text() == "2 bewoners"


def test_all_or_nothing_takes_nothing_while_a_row_is_refused(
    frame: Frame, desk: Desk, mixed: Path
) -> None:
    page = opened(frame, mixed)
    click(page.all_button)
    frame.settle()
    assert everybody(desk) == []
    assert "2 rijen zijn geweigerd" in page.notice.accessibleName()


def test_a_cell_can_be_corrected_in_place(frame: Frame, desk: Desk, mixed: Path) -> None:
    page = opened(frame, mixed)
    click(button(page.check, "Cel verbeteren"))
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "2008-04-31"
    editor.selectAll()
    type_text(editor, "2008-04-30")
    frame.qtbot.waitUntil(editor.hasFocus)
    table = page.check.table
    assert table is not None
    table.commitData(editor)
    frame.settle()
    assert "Geweigerd 1" in texts(page)
    click(page.take_button)
    frame.settle()
    born = {resident.given_name: resident.birth_date for resident in everybody(desk)}
    assert str(born["Filimon"]) == "2008-04-30"


def test_a_row_can_be_left_out_and_then_all_goes_in(
    frame: Frame, desk: Desk, tmp_path: Path
) -> None:
    page = opened(frame, written(tmp_path, GOOD, IMPOSSIBLE_DATE))
    click(button(page.check, "Rij weglaten"))
    frame.settle()
    click(page.all_button)
    frame.settle()
    assert [resident.given_name for resident in everybody(desk)] == ["Semhar"]


def test_a_column_can_go_elsewhere(frame: Frame, desk: Desk, tmp_path: Path) -> None:
    head = "Voornaam;Geboortedatum;Iets"
    page = opened(frame, written(tmp_path, "Semhar;14-03-2007;houdt van koken", head=head))
    page.source.mapped.emit(2, "notes")
    frame.settle()
    click(page.take_button)
    frame.settle()
    assert everybody(desk)[0].notes == "houdt van koken"


def test_a_needed_column_can_not_be_taken_away_and_the_preview_stays(
    frame: Frame, mixed: Path
) -> None:
    page = opened(frame, mixed)
    page.source.mapped.emit(3, None)
    frame.settle()
    assert "Geboortedatum" in page.notice.accessibleName()
    assert len(shown(page)) == 4
    assert page.take_button.isVisible()


def test_the_refused_rows_are_saved_with_their_reason_and_without_the_number(
    frame: Frame, desk: Desk, mixed: Path, tmp_path: Path
) -> None:
    page = opened(frame, mixed)
    target = tmp_path / "geweigerd.csv"
    page.work.list_refused(target)
    frame.settle()
    text = target.read_text(encoding="utf-8-sig")
    assert "bestaat niet" in text
    assert "111222333" not in text
    assert everybody(desk) == []


def test_a_file_that_is_none_is_refused_in_words(frame: Frame, tmp_path: Path) -> None:
    path = tmp_path / "lijst.xlsx"
    path.write_bytes(b"no workbook at all")
    page = opened(frame, path)
    assert "Dit bestand kan niet ingelezen worden." in page.notice.accessibleName()
    assert not page.take_button.isVisible()


def test_another_kind_reads_the_same_file_again(frame: Frame, desk: Desk, tmp_path: Path) -> None:
    head = "Code;Cursus;Aanbieder;Rooster;Plaatsen"
    path = written(tmp_path, "T91;Lezen met een maatje;Taalhuis;di 15:00-16:30;4", head=head)
    page = opened(frame, path)
    assert "kan niet ingelezen worden" in page.notice.accessibleName()
    page.source.kind.set_value("offers")
    page.source.kind.activated.emit(page.source.kind.currentIndex())
    frame.settle()
    click(page.take_button)
    frame.settle()
    (line,) = catalogue.find_offers(desk)
    assert (line.offer.code, line.offer.kind) == ("T91", OfferKind.LANGUAGE_COURSE)


class Held:
    """The import of a file that waits after 2,000 rows until the test lets it go on."""

    def __init__(self) -> None:
        self.half_way, self.go_on = threading.Event(), threading.Event()
        self._real = importing.import_file

    def __call__(self, *args: Any, progress: Progress, **options: Any) -> importing.ImportReport:
        def report(done: int, total: int) -> None:
            if done >= 2000:
                self.half_way.set()
                self.go_on.wait()
            progress(done, total)

        return self._real(*args, progress=report, **options)


def test_stopping_while_rows_are_taken_over_leaves_nothing(
    frame: Frame, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [f"RTW-{n:04d},Jongere {n},Naam,2007-03-14,tir,A1," for n in range(3000)]
    page = opened(frame, written(tmp_path, *lines))
    held = Held()
    with monkeypatch.context() as patched:
        patched.setattr(importing, "import_file", held)
        click(page.take_button)
        held.half_way.wait()
        assert page.cancel_button.accessibleName() == "Stoppen"
        click(page.cancel_button)
        held.go_on.set()
        frame.settle()
        assert everybody(desk) == []
        assert "Gestopt." in page.notice.accessibleName()
    click(page.take_button)
    frame.settle()
    assert len(registration.find_residents(desk, ResidentQuery())) == 3000


def test_leaving_the_page_leaves_nothing_behind(frame: Frame, desk: Desk, mixed: Path) -> None:
    page = opened(frame, mixed)
    click(page.cancel_button)
    frame.settle()
    assert frame.shell.current_key() == "residents"
    assert everybody(desk) == []
    again = opened(frame)
    assert again.first_drop.isVisible()


def test_the_same_file_twice_doubles_nobody(frame: Frame, desk: Desk, tmp_path: Path) -> None:
    path = written(tmp_path, GOOD)
    page = opened(frame, path)
    click(page.take_button)
    frame.settle()
    page.read(path)
    frame.settle()
    assert "waren er al" in texts(page.source) or "was er al" in texts(page.source)
    click(page.take_button)
    frame.settle()
    assert len(everybody(desk)) == 1


def test_a_dropped_file_is_read(frame: Frame, mixed: Path) -> None:
    page = opened(frame)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(mixed))])
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(QPoint(50, 50), copy, data, left, none)
    page.dragEnterEvent(enter)
    assert enter.isAccepted()
    page.dropEvent(QDropEvent(QPointF(50, 50), copy, data, left, none))
    frame.settle()
    assert len(shown(page)) == 4


def test_two_files_at_once_are_not_taken(frame: Frame, mixed: Path) -> None:
    page = opened(frame)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(mixed)), QUrl.fromLocalFile(str(mixed.parent))])
    enter = QDragEnterEvent(
        QPoint(50, 50),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter.ignore()
    page.dragEnterEvent(enter)
    assert not enter.isAccepted()


def choose(choice: Choice, words: str, frame: Frame) -> None:
    """Choose by the keyboard: to the top, then down."""
    choice.setFocus()
    places = [choice.itemText(place) for place in range(choice.count())]
    press(choice, Qt.Key.Key_Home)
    for _step in range(places.index(words)):
        press(choice, Qt.Key.Key_Down)
    if choice.currentText() == words and places.index(words) == 0:
        choice.activated.emit(0)
    frame.settle()


def test_how_the_file_is_read_is_shown_and_can_be_chosen_otherwise(
    frame: Frame, desk: Desk, tmp_path: Path
) -> None:
    path = written(tmp_path, "Semhar;03/04/2007;Tigrinya", head="Voornaam;Geb.datum;Talen")
    page = opened(frame, path)
    choices = page.source.shape.choices
    assert {name: choice.currentText() for name, choice in choices.items()} == {
        "header_line": "rij 1",
        "month_first": "dag eerst",
        "delimiter": "puntkomma ;",
        "encoding": "UTF-8",
    }
    choose(choices["month_first"], "maand eerst", frame)
    click(page.take_button)
    frame.settle()
    assert str(everybody(desk)[0].birth_date) == "2007-03-04"

    page.read(path)
    frame.settle()
    assert choices["month_first"].currentText() == "maand eerst"
    assert "Net als het vorige bestand" in texts(page.source)
    click(page.source.shape.forget_button)
    frame.settle()
    assert choices["month_first"].currentText() == "dag eerst"
    assert not page.source.shape.forget_button.isVisible()


def test_a_file_in_a_strange_encoding_is_refused_and_then_read_as_told(
    frame: Frame, desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text("Voornaam;Geb.datum\nSemhar;14-03-2007\n", encoding="utf-16-le")
    page = opened(frame, path)
    assert "kan niet ingelezen worden" in page.notice.accessibleName()
    assert page.source.shape.choices["encoding"].currentText() == "vanzelf"
    choose(page.source.shape.choices["encoding"], "UTF-16", frame)
    click(page.take_button)
    frame.settle()
    assert [one.given_name for one in everybody(desk)] == ["Semhar"]


def test_a_workbook_has_no_delimiter_and_a_catalogue_nothing_to_choose(
    frame: Frame, tmp_path: Path
) -> None:
    book = tmp_path / "lijst.ods"
    book.write_bytes(ods_bytes([("Voornaam", "Geb.datum"), ("Semhar", "14-03-2007")]))
    page = opened(frame, book)
    assert [row.outcome for row in shown(page)] == ["good"]
    shape = page.source.shape
    assert shape.choices["header_line"].isVisible()
    assert not shape.choices["delimiter"].isVisible()
    catalogue_file = tmp_path / "aanbod.json"
    catalogue_file.write_text('[{"name": "Koken", "organization": {"name": "De Schakel"}}]')
    page = opened(frame, catalogue_file, "offers")
    assert not shape.isVisible()


def test_a_needed_column_with_a_strange_name_can_be_pointed_out(
    frame: Frame, desk: Desk, tmp_path: Path
) -> None:
    page = opened(
        frame, written(tmp_path, "Semhar;Tesfay;14-03-2007", head="Voornaam;Achternaam;Wanneer")
    )
    assert "Geboortedatum" in page.notice.accessibleName()
    target = next(
        choice
        for choice in page.source.findChildren(Choice)
        if choice.accessibleName() == "Wanneer gaat naar"
    )
    target.set_value("birth_date")
    target.activated.emit(target.currentIndex())
    frame.settle()
    click(page.take_button)
    frame.settle()
    assert str(everybody(desk)[0].birth_date) == "2007-03-14"


def test_with_the_keyboard_alone_a_problem_is_found_and_mended(
    frame: Frame, desk: Desk, mixed: Path
) -> None:
    page = opened(frame, mixed)
    assert page.check.table is not None
    page.check.table.setFocus()
    press(page, Qt.Key.Key_F3)
    press(page, Qt.Key.Key_F3)
    QTest.keyClick(page, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(page, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    row = page.check.selected()
    assert row is not None
    assert row.line == 3
    press(page.check.table, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "2008-04-31"
    editor.selectAll()
    type_text(editor, "2008-04-30")
    press(editor, Qt.Key.Key_Return)
    frame.settle()
    assert [row.line for row in shown(page) if row.outcome == "refused"] == [4]


def test_a_row_that_may_be_somebody_is_told_and_decided(
    frame: Frame, desk: Desk, tmp_path: Path
) -> None:
    page = opened(frame, written(tmp_path, GOOD))
    click(page.take_button)
    frame.settle()
    head = "resident_ref,given_name,family_name,birth_date,languages,dutch_level,notes"
    again = written(
        tmp_path,
        "RTW-0201,Semhar,Tesfai,2007-03-14,tir,A1,belt liever",
        "RTW-0202,Okbay,Haile,2004-01-05,tir,A1,",
        head=head,
    )
    page.read(again)
    frame.settle()
    pane = page.check.doubles
    assert pane.isVisible()
    assert "Semhar Tesfai, rij 2, lijkt op Semhar Tesfay (RTW-0101)" in texts(pane)
    click(pane.same_button)
    frame.settle()
    assert not pane.isVisible()
    click(page.take_button)
    frame.settle()
    assert sorted(one.given_name for one in everybody(desk)) == ["Okbay", "Semhar"]


def test_who_is_somebody_else_comes_in_beside_the_other(
    frame: Frame, desk: Desk, tmp_path: Path
) -> None:
    both = (GOOD, "RTW-0201,Semhar,Tesfai,2007-03-14,tir,A1,")
    page = opened(frame, written(tmp_path, *both))
    assert "lijkt op Semhar Tesfay in rij 2" in texts(page.check.doubles)
    click(page.check.doubles.two_button)
    frame.settle()
    assert not page.check.doubles.isVisible()
    click(page.take_button)
    frame.settle()
    assert len(everybody(desk)) == 2


def test_closing_while_rows_are_taken_over_leaves_nothing(
    frame: Frame, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [f"RTW-{n:04d},Jongere {n},Naam,2007-03-14,tir,A1," for n in range(3000)]
    page = opened(frame, written(tmp_path, *lines))
    held = Held()
    with desk.read() as reader:
        before = reader.head()
    monkeypatch.setattr(importing, "import_file", held)
    click(page.take_button)
    held.half_way.wait()
    frame.tasks.stop()
    held.go_on.set()
    frame.tasks.join()
    with desk.read() as reader:
        assert reader.count(Resident) == 0
        assert reader.head() == before


def test_what_is_chosen_while_the_file_is_read_counts_too(
    frame: Frame, desk: Desk, tmp_path: Path
) -> None:
    path = written(tmp_path, "Semhar;03/04/2007;x", head="Voornaam;Geb.datum;Iets")
    page = opened(frame, path)
    page.source.shape.chosen.emit("month_first", True)
    page.source.mapped.emit(2, "notes")
    frame.settle()
    row = shown(page)[0]
    assert row.outcome == "good"
    click(page.take_button)
    frame.settle()
    (semhar,) = everybody(desk)
    assert (str(semhar.birth_date), semhar.notes) == ("2007-03-04", "x")


def test_a_row_that_looks_like_an_offer_is_decided_beside_the_problems(
    frame: Frame, desk: Desk, tmp_path: Path
) -> None:
    values = {"code": "M08", "kind": OfferKind.ACTIVITY, "title": "Koken", "place": "Havermeer"}
    known = catalogue.add_offer(desk, "Buurtkracht", **values).result
    path = tmp_path / "lijst.csv"
    row = "B-1;Koken;activiteit;Buurtkracht;Lindedorp;3"
    head = "Aanbodcode;Titel;Soort;Aanbieder;Plaats;Plaatsen"
    path.write_text(f"{head}\n{row}\n", encoding="utf-8")
    page = opened(frame, path, "offers")
    assert "Koken (B-1), rij 2, lijkt op Koken (M08)" in texts(page.check.doubles)
    assert "komt het erbij als nieuw aanbod" in texts(page.check.doubles)
    click(button(page.check.doubles, "Zelfde aanbod"))
    frame.settle()
    assert page.check.doubles.isHidden()
    click(page.take_button)
    frame.settle()
    (line,) = catalogue.find_offers(desk)
    assert (line.offer.id, line.offer.place, line.offer.places) == (known.id, "Lindedorp", 3)
