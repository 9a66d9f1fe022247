"""Markup in a lesson: by buttons and by keys, seen on the page, named where it can't be printed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from meedoenbalie.domain.lessons import LessonStatus
from meedoenbalie.domain.markup import BoxKind
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.lessons import find_lessons
from meedoenbalie.ui.pages.handreiking.page import HandreikingPage
from meedoenbalie.ui.widgets.marked_text import MarkedText
from tests.ui.pages.frame import Frame, OpenFrame, button, click, press, texts
from tests.ui.pages.making import focused
from tests.ui.pages.test_handreiking_page import learned, opened

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def frame(open_frame: OpenFrame) -> Frame:
    return open_frame({"handreiking": HandreikingPage})


def keys(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = CONTROL) -> None:
    QTest.keyClick(widget, key, modifiers)


def choose(box: QPlainTextEdit, words: str) -> None:
    cursor = box.textCursor()
    cursor.setPosition(box.toPlainText().index(words))
    move, keep = QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor
    cursor.movePosition(move, keep, len(words))
    box.setTextCursor(cursor)


def test_bold_and_italic_by_key_and_away_again(frame: Frame, desk: Desk) -> None:
    learned(desk, "Teken de week")
    box = opened(frame).form.what_worked
    box.setFocus()
    QTest.keyClicks(box, "Samen tekenen")
    choose(box, "Samen")
    keys(box, Qt.Key.Key_B)
    assert box.toPlainText() == "**Samen** tekenen"
    choose(box, "tekenen")
    keys(box, Qt.Key.Key_I, CONTROL | SHIFT)
    assert box.toPlainText() == "**Samen** *tekenen*"
    choose(box, "**Samen**")
    keys(box, Qt.Key.Key_B)
    assert box.toPlainText() == "Samen *tekenen*"
    # Nothing chosen: what is typed next stands between the marks.
    box.moveCursor(QTextCursor.MoveOperation.End)
    keys(box, Qt.Key.Key_B)
    QTest.keyClicks(box, "nu")
    assert box.toPlainText() == "Samen *tekenen***nu**"


def test_a_line_takes_emphasis_but_no_list(frame: Frame, desk: Desk) -> None:
    learned(desk, "Teken de week")
    page = opened(frame)
    tip: QLineEdit = page.form.tip
    tip.setFocus()
    tip.setSelection(0, 5)
    keys(tip, Qt.Key.Key_B)
    assert tip.text() == "**Teken** de week"
    assert not button(page.form.marks, "Lijst").isEnabled()
    assert button(page.form.marks, "Lijst").toolTip() == "Dit veld is één regel"
    keys(tip, Qt.Key.Key_L, CONTROL | SHIFT)
    assert tip.text() == "**Teken** de week"
    page.form.situation.setFocus()
    assert button(page.form.marks, "Lijst").isEnabled()


def test_lists_subheadings_and_links_by_button(frame: Frame, desk: Desk) -> None:
    learned(desk, "Teken de week")
    page = opened(frame)
    box = page.form.situation
    box.setPlainText("eerst\ndan")
    box.setFocus()
    box.selectAll()
    click(button(page.form.marks, "Lijst"))
    assert box.toPlainText() == "- eerst\n- dan"
    box.selectAll()
    click(button(page.form.marks, "Genummerde lijst"))
    assert box.toPlainText() == "1. eerst\n1. dan"
    box.selectAll()
    click(button(page.form.marks, "Genummerde lijst"))
    assert box.toPlainText() == "eerst\ndan"
    choose(box, "eerst")
    click(button(page.form.marks, "Tussenkop"))
    assert box.toPlainText() == "### eerst\ndan"
    choose(box, "dan")
    click(button(page.form.marks, "Link"))
    QTest.keyClicks(box, "coa.nl")
    assert box.toPlainText() == "### eerst\n[dan](https://coa.nl)"
    assert focused() is box


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        (BoxKind.MIND, "eerst\n\n> Let op: bel\n\nlater"),
        (BoxKind.CHECKLIST, "eerst\n\n> Checklist:\n> - bel\n\nlater"),
    ],
)
def test_a_box_is_put_apart_from_its_neighbours(
    frame: Frame, desk: Desk, kind: BoxKind, written: str
) -> None:
    learned(desk, "Teken de week")
    page = opened(frame)
    box = page.form.situation
    box.setPlainText("eerst\nbel\nlater")
    box.setFocus()
    choose(box, "bel")
    menu = page.form.marks.box.menu()
    menu.actions()[list(BoxKind).index(kind)].trigger()
    assert box.toPlainText() == written


def test_the_buttons_are_one_tab_stop_and_the_arrows_walk_them(frame: Frame, desk: Desk) -> None:
    learned(desk, "Teken de week")
    page = opened(frame)
    bar = page.form.marks
    reached = [one for one in bar.buttons if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert reached == [button(bar, "Vet")]
    page.form.situation.setFocus()
    bar.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
    press(bar.buttons[0], Qt.Key.Key_Right)
    assert focused() is button(bar, "Cursief")
    press(bar.buttons[1], Qt.Key.Key_Left)
    press(bar.buttons[0], Qt.Key.Key_Left)
    assert focused() is bar.box
    assert "Ctrl+B" in bar.buttons[0].toolTip()


def test_what_cannot_be_printed_is_named_while_one_types(frame: Frame, desk: Desk) -> None:
    learned(desk, "Teken de week")
    page = opened(frame)
    form = page.form
    form.what_worked.setPlainText("Kijk:\n\n![foto](foto.png)")
    assert form.fields["what_worked"].error().startswith("Regel 3: Een plaatje kan er niet bij.")
    click(button(page, "Opslaan"))
    frame.settle()
    assert find_lessons(desk)[0].what_worked == "Kijk:\n\n![foto](foto.png)", "a draft is kept"
    form.status.chosen.emit(LessonStatus.REVIEWED)
    click(button(page, "Opslaan"))
    frame.settle()
    assert find_lessons(desk)[0].status is LessonStatus.DRAFT
    assert "Dit kan zo niet op papier." in texts(page)
    form.what_worked.setPlainText("Kijk goed.")
    assert form.fields["what_worked"].error() == ""
    click(button(page, "Opslaan"))
    frame.settle()
    assert find_lessons(desk)[0].status is LessonStatus.REVIEWED


def test_a_list_shows_the_words_and_not_the_signs(frame: Frame, desk: Desk) -> None:
    learned(desk, "Teken *samen* de **week**")
    page = opened(frame)
    assert page.lessons.rows[0].text() == "Teken samen de week"


def test_a_text_in_the_window_is_escaped_and_read_out_without_signs(look: None) -> None:
    shown = MarkedText("**Let** <b>op</b>\n\n> Tip: [kijk](https://x.nl)\n\n- een\n- twee")
    assert shown.accessibleName() == "Let <b>op</b>\nkijk\neen\ntwee"
    assert "<b>Let</b> &lt;b&gt;op&lt;/b&gt;" in shown.text()
    assert '<a href="https://x.nl"' in shown.text()
    assert "<li>een</li>" in shown.text()
