"""Whatever a file holds: twice changes nothing, and one undo takes all of it back."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from meedoenbalie.domain.lessons import LearnedLesson
from meedoenbalie.domain.offers import Offer, Provider
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.domain.record import Record
from meedoenbalie.domain.referrals import Referral, ReferralEvent
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.importing import ImportKind, ImportOptions, ImportReport, import_file
from meedoenbalie.services.undoing import redo, undo
from tests.exchange.files import xlsx_bytes
from tests.exchange.ods import ods_bytes
from torture.fuzz.seeds import LESSONS, OFFERS, REFERRALS, RESIDENTS

FILES = {
    ImportKind.RESIDENTS: RESIDENTS,
    ImportKind.OFFERS: OFFERS,
    ImportKind.REFERRALS: REFERRALS,
    ImportKind.LESSONS: LESSONS,
}
STORED: tuple[type[Record], ...] = (
    Resident,
    Offer,
    Provider,
    Referral,
    ReferralEvent,
    LearnedLesson,
)


def written(folder: Path, kind: ImportKind, ending: str) -> Path:
    path, rows = folder / f"{kind}.{ending}", FILES[kind]
    if ending == "csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";").writerows(rows)
    else:
        write: Any = {"xlsx": xlsx_bytes, "ods": ods_bytes}[ending]
        path.write_bytes(write(rows))
    return path


def take(desk: Desk, kind: ImportKind, path: Path) -> ImportReport:
    site = "RTW" if kind is ImportKind.RESIDENTS else ""
    return import_file(desk, kind, path, site, options=ImportOptions())


def everything(desk: Desk) -> list[dict[str, Any]]:
    with desk.read() as reader:
        return [
            record.model_dump(exclude={"version"})
            for kind in STORED
            for record in reader.find(kind)
        ]


@pytest.fixture
def known(desk: Desk, site: Site, tmp_path: Path) -> Desk:
    """Somebody and something for a history to be about."""
    people, offers = tmp_path / "mensen.csv", tmp_path / "aanbod.csv"
    people.write_text("Nr;Naam;Geboren\n1;Tesfay, Semhar;14-03-2007\n", encoding="utf-8")
    offers.write_text("Code;Titel;Aanbieder\nM01;Koken;De Schakel\n", encoding="utf-8")
    take(desk, ImportKind.RESIDENTS, people)
    take(desk, ImportKind.OFFERS, offers)
    return desk


@pytest.mark.parametrize("ending", ["csv", "xlsx", "ods"])
@pytest.mark.parametrize("kind", list(ImportKind))
def test_twice_changes_nothing_and_one_undo_takes_it_back_and_redo_brings_it(
    known: Desk, tmp_path: Path, kind: ImportKind, ending: str
) -> None:
    before = everything(known)
    path = written(tmp_path, kind, ending)
    report = take(known, kind, path)
    assert report.stored
    assert report.changed
    after = everything(known)
    assert after != before

    again = take(known, kind, path)
    assert again.changed == frozenset()
    assert everything(known) == after

    undo(known)
    assert everything(known) == before
    redo(known)
    assert everything(known) == after
