"""A file with known headings is read as the last one was, until somebody says otherwise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from meedoenbalie.domain.import_shapes import ImportShape
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.importing import (
    FileShape,
    ImportKind,
    ImportOptions,
    ImportReport,
    Preview,
    import_file,
    preview,
)
from meedoenbalie.services.undoing import redo, undo

HEAD = "Voornaam;Geb.datum;Iets"
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path, site: Site) -> Write:
    def written(*lines: str, head: str = HEAD, encoding: str = "utf-8") -> Path:
        path = tmp_path / "lijst.csv"
        path.write_text("\n".join([head, *lines]) + "\n", encoding=encoding, newline="")
        return path

    return written


def take(desk: Desk, path: Path, options: ImportOptions | None = None) -> ImportReport:
    return import_file(desk, ImportKind.RESIDENTS, path, "RTW", options=options)


def look(desk: Desk, path: Path, options: ImportOptions | None = None) -> Preview:
    return preview(desk, ImportKind.RESIDENTS, path, "RTW", options)


def remembered(desk: Desk) -> list[ImportShape]:
    with desk.read() as reader:
        return reader.find(ImportShape)


def people(desk: Desk) -> list[Resident]:
    with desk.read() as reader:
        return reader.find(Resident, order_by="reference")


CHANGED = ImportOptions(columns={2: "notes"}, shape=FileShape(month_first=True))


def test_the_next_file_with_these_headings_is_read_alike(desk: Desk, write: Write) -> None:
    take(desk, write("Semhar;03/04/2007;kookt graag"), CHANGED)
    assert people(desk)[0].birth_date == date(2007, 3, 4)
    assert people(desk)[0].notes == "kookt graag"

    seen = look(desk, write("Selam;05/06/2008;tekent"))
    assert seen.recalled
    assert seen.options.columns == {2: "notes"}
    assert seen.shape is not None
    assert seen.shape.month_first


def test_other_headings_are_guessed(desk: Desk, write: Write) -> None:
    take(desk, write("Semhar;03/04/2007;kookt graag"), CHANGED)
    seen = look(desk, write("Selam;05/06/2008;x", head="Voornaam;Geb.datum;Kamer"))
    assert not seen.recalled
    assert seen.options == ImportOptions()


def test_who_goes_back_to_the_guess_is_not_asked_again(desk: Desk, write: Write) -> None:
    take(desk, write("Semhar;03/04/2007;kookt graag"), CHANGED)
    path = write("Semhar;03/04/2007;kookt graag", "Selam;05/06/2008;tekent")
    assert not look(desk, path, ImportOptions()).recalled
    take(desk, path, ImportOptions())
    assert remembered(desk) == []
    assert not look(desk, path).recalled


def test_nothing_is_remembered_of_a_file_that_was_guessed_well(desk: Desk, write: Write) -> None:
    take(desk, write("Semhar;03/04/2007;kookt graag"), ImportOptions())
    take(desk, write("Selam;03/04/2007;kookt graag"))
    assert remembered(desk) == []


def test_the_headings_themselves_are_not_kept(desk: Desk, write: Write) -> None:
    take(desk, write("Semhar;03/04/2007;x"), CHANGED)
    (shape,) = remembered(desk)
    assert "voornaam" not in repr(shape).casefold()


def test_an_earlier_way_that_no_longer_works_gives_way_to_the_guess(
    desk: Desk, write: Write
) -> None:
    turkish = ImportOptions(shape=FileShape(encoding="cp1254"))
    take(desk, write("Gülşen;03-04-2007;x", encoding="cp1254"), turkish)
    assert people(desk)[0].given_name == "Gülşen"
    utf16 = ImportOptions(shape=FileShape(encoding="utf-16-le"))
    take(desk, write("Ayşe;03-04-2007;x", encoding="utf-16-le"), utf16)
    seen = look(desk, write("Zeynep;03-04-2007;x"))
    assert [row.cells[0] for row in seen.rows] == ["Zeynep"]


def test_undo_takes_back_rows_and_memory_in_one_step_and_redo_brings_both(
    desk: Desk, write: Write
) -> None:
    take(desk, write("Semhar;03/04/2007;x"), CHANGED)
    undo(desk)
    assert people(desk) == []
    assert remembered(desk) == []
    redo(desk)
    assert [one.given_name for one in people(desk)] == ["Semhar"]
    assert len(remembered(desk)) == 1


def test_the_same_file_in_the_same_way_changes_nothing(desk: Desk, write: Write) -> None:
    path = write("Semhar;03/04/2007;x")
    take(desk, path, CHANGED)
    with desk.read() as reader:
        before = reader.head()
    assert take(desk, path, CHANGED).changed == frozenset()
    with desk.read() as reader:
        assert reader.head() == before
