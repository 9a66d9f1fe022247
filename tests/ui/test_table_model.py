"""Lists: rows, selection that stays, and long lists that fetch what is on the screen."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from meedoenbalie.ui.paint import state_chip
from meedoenbalie.ui.table_model import Column, TableModel
from meedoenbalie.ui.widgets.list_delegate import RowList, RowTable, TwoLines
from tests.ui.pages.frame import PATIENCE_MS, press

pytestmark = pytest.mark.usefixtures("look")


class Person(NamedTuple):
    """A row."""

    id: int
    name: str
    state: str = "Wacht op reactie"


PEOPLE = [Person(number, f"Bewoner {number:04d}") for number in range(1_000)]
COLUMNS = (
    Column[Person](
        "Naam", lambda person: person.name, strong=True, subtitle=lambda _person: "19 jaar"
    ),
    Column[Person](
        "Status",
        lambda person: person.state,
        120,
        spoken=lambda person: f"Verwezen, {person.state.lower()}",
    ),
)


@pytest.fixture
def model() -> TableModel[Person]:
    """A model of people."""
    return TableModel(COLUMNS, lambda person: person.id)


def open_table(qtbot: QtBot, model: TableModel[Person]) -> RowTable:
    """Show a table and give it the keyboard."""
    table = RowTable(model, "Bewoners")
    qtbot.addWidget(table)
    table.resize(500, 300)
    with qtbot.waitActive(table, timeout=PATIENCE_MS):
        table.show()
        table.activateWindow()
    table.setFocus()
    return table


def test_a_cell_says_the_full_words(model: TableModel[Person]) -> None:
    model.set_rows(PEOPLE[:3])
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.data(model.index(0, 0), role) == "Bewoner 0000, 19 jaar"
    assert model.data(model.index(0, 1), role) == "Verwezen, wacht op reactie"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Status"


def test_the_selection_stays_with_the_person_when_the_list_is_read_again(
    qtbot: QtBot, model: TableModel[Person]
) -> None:
    table = open_table(qtbot, model)
    model.set_rows(PEOPLE[:10])
    assert table.select_id(7)
    model.set_rows([PEOPLE[9], PEOPLE[7], PEOPLE[1]])
    assert table.current_id() == 7
    assert table.currentIndex().row() == 1
    assert not table.select_id(5)


def test_moving_selects_and_enter_opens(qtbot: QtBot, model: TableModel[Person]) -> None:
    table = open_table(qtbot, model)
    model.set_rows(PEOPLE[:10])
    selected: list[Hashable] = []
    opened: list[Hashable] = []
    table.selected.connect(selected.append)
    table.opened.connect(opened.append)
    table.select_id(0)
    press(table, Qt.Key.Key_Down)
    press(table, Qt.Key.Key_Return)
    assert selected == [0, 1]
    assert opened == [1]


def test_a_cell_is_edited_with_f2(qtbot: QtBot) -> None:
    typed: list[tuple[int, str]] = []
    model: TableModel[Person] = TableModel(
        (
            Column(
                "Naam",
                lambda person: person.name,
                edit=lambda person, text: typed.append((person.id, text)),
            ),
        ),
        lambda person: person.id,
    )
    table = open_table(qtbot, model)
    model.set_rows(PEOPLE[:2])
    table.select_id(1)
    assert model.setData(model.index(1, 0), "Zahra")
    assert typed == [(1, "Zahra")]
    assert model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsEditable


def test_a_long_list_asks_only_for_what_it_shows(qtbot: QtBot, model: TableModel[Person]) -> None:
    asked: list[Sequence[int]] = []
    table = open_table(qtbot, model)
    model.set_ids(range(1_000), asked.append)
    table.viewport().repaint()
    assert [list(stretch) for stretch in asked] == [list(range(TableModel.STRETCH))]
    assert model.row(0) is None
    model.add_rows(PEOPLE[: TableModel.STRETCH])
    assert model.row(0) == PEOPLE[0]
    assert model.rowCount() == 1_000
    table.scrollToBottom()
    table.viewport().repaint()
    assert 999 in asked[-1]
    assert len(asked) <= 3


def test_sorting_a_short_list_goes_by_what_the_column_compares() -> None:
    model: TableModel[Person] = TableModel(
        (Column("Naam", lambda person: person.name, order=lambda person: -person.id),),
        lambda person: person.id,
    )
    model.set_rows(PEOPLE[:3])
    model.sort(0)
    assert [person.id for person in model.rows()] == [2, 1, 0]


def test_a_list_of_two_lines_paints_and_opens(qtbot: QtBot, model: TableModel[Person]) -> None:
    def show(person: Person) -> TwoLines:
        return TwoLines(person.name, "19 jaar", state_chip("sent", person.state))

    people = RowList(model, "Bewoners", show)
    qtbot.addWidget(people)
    model.set_rows(PEOPLE[:5])
    people.resize(320, 300)
    people.show()
    people.select_id(2)
    opened: list[Hashable] = []
    people.opened.connect(opened.append)
    press(people, Qt.Key.Key_Return)
    assert opened == [2]
    assert not people.grab().isNull()


def test_a_list_of_any_length_fetches_the_stretch_that_is_looked_at(
    model: TableModel[Person],
) -> None:
    asked: list[tuple[int, int]] = []
    model.set_size(1_000, lambda first, most: asked.append((first, most)), {0: PEOPLE[:64]})
    assert model.rowCount() == 1_000
    assert model.index(63, 0).data() == "Bewoner 0063"
    assert asked == []
    assert model.index(700, 0).data() is None
    assert model.index(701, 0).data() is None
    assert asked == [(640, 64)]
    assert model.place_of(700) is None
    model.put_rows(640, PEOPLE[640:704])
    assert model.index(700, 0).data() == "Bewoner 0700"
    assert model.place_of(700) == 700
    assert model.id_at(700) == 700
    assert model.id_at(705) is None


def test_rows_that_no_longer_fit_are_dropped(model: TableModel[Person]) -> None:
    model.set_size(70, lambda *_: None, {0: PEOPLE[:64]})
    model.put_rows(64, PEOPLE[64:128])
    assert model.rowCount() == 70
    assert model.index(69, 0).data() == "Bewoner 0069"
    assert model.place_of(70) is None
    model.put_rows(128, PEOPLE[128:192])
    assert model.rowCount() == 70


def test_a_selection_outside_the_top_stays_when_the_list_is_read_anew(
    qtbot: QtBot, model: TableModel[Person]
) -> None:
    people = RowList(model, "Bewoners", lambda person: TwoLines(person.name))
    qtbot.addWidget(people)
    around = {0: PEOPLE[:64], 640: PEOPLE[640:704]}
    model.set_size(1_000, lambda *_: None, around)
    assert people.select_id(700)
    model.set_size(1_000, lambda *_: None, around)
    assert people.current_id() == 700
