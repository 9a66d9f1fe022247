"""Doubles of a list that is read: against the store, within the file, and only after a yes."""

from datetime import date
from pathlib import Path

import pytest

from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.import_doubles import doubles_in_import
from meedoenbalie.services.importing import ImportKind, ImportOptions, import_file
from meedoenbalie.services.merging import merge
from meedoenbalie.services.registration import register_resident
from meedoenbalie.services.undoing import undo

LIST = """resident_ref,given_name,family_name,birth_date,v_number,notes
L-1,Semhaar,Tesfai,2006-07-14,9971803025,koffie
L-2,Hodan,Abdi,2007-02-03,,
L-3,Yusuf,Haddad,2005-05-06,,sport
L-4,Youssef,Hadad,2005-05-06,9971145846,
"""


@pytest.fixture
def semhar(desk: Desk, site: Site) -> Resident:
    return register_resident(
        desk,
        site.id,
        given_name="Semhar",
        family_name="Tesfay",
        birth_date=date(2006, 7, 14),
        notes="thee",
    ).result


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "lijst.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def stored(desk: Desk) -> dict[str, Resident]:
    with desk.read() as reader:
        return {one.reference: one for one in reader.find(Resident)}


def test_a_row_is_held_against_the_store_and_against_the_rows_before_it(
    desk: Desk, semhar: Resident, file: Path
) -> None:
    found = doubles_in_import(desk, file, "RTW")
    assert [(one.line, one.same, one.reference) for one in found] == [
        (2, semhar.id, semhar.reference),
        (5, 4, ""),
    ]
    assert found[1].other.given_name == "Yusuf"


def test_without_a_yes_everybody_comes_in(desk: Desk, semhar: Resident, file: Path) -> None:
    import_file(desk, ImportKind.RESIDENTS, file, "RTW")
    assert len(stored(desk)) == 5


def test_a_yes_fills_in_what_was_not_known_and_changes_nothing(
    desk: Desk, semhar: Resident, file: Path
) -> None:
    options = ImportOptions(same_as={2: semhar.id, 5: 4})
    assert doubles_in_import(desk, file, "RTW", options) == []
    report = import_file(desk, ImportKind.RESIDENTS, file, "RTW", options=options)
    assert (report.rows, report.accepted) == (4, 4)
    there = stored(desk)
    assert len(there) == 3
    now = there[semhar.reference]
    assert (now.family_name, now.notes, now.v_number) == ("Tesfay", "thee", "9971803025")
    (yusuf,) = [one for one in there.values() if one.given_name == "Yusuf"]
    assert (yusuf.v_number, yusuf.notes) == ("9971145846", "sport")
    undo(desk)
    (left,) = stored(desk).values()
    assert left.v_number is None


def test_a_row_that_stays_out_and_one_that_is_known_by_number_are_not_asked(
    desk: Desk, semhar: Resident, file: Path
) -> None:
    options = ImportOptions(left_out=frozenset({5}))
    assert [one.line for one in doubles_in_import(desk, file, "RTW", options)] == [2]
    import_file(desk, ImportKind.RESIDENTS, file, "RTW")
    assert doubles_in_import(desk, file, "RTW") == []


def test_a_list_does_not_bring_back_who_was_merged(
    desk: Desk, semhar: Resident, file: Path
) -> None:
    import_file(desk, ImportKind.RESIDENTS, file, "RTW")
    there = stored(desk)
    double = next(one for one in there.values() if one.family_name == "Tesfai")
    merge(desk, semhar.id, double.id)
    report = import_file(desk, ImportKind.RESIDENTS, file, "RTW")
    assert report.rejected == 0
    assert stored(desk).keys() == there.keys() - {double.reference}
    assert stored(desk)[semhar.reference].family_name == "Tesfay"
