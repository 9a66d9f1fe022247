"""Civic integration leaves a desk as counts, and the team as what may be published."""

from __future__ import annotations

import csv
import io
import tempfile
from datetime import date
from pathlib import Path

import duckdb
import pytest

from meedoenbalie.domain.data_sets import TABLES, fields_of, tables_of
from meedoenbalie.domain.people import Site
from meedoenbalie.exchange import data_set
from meedoenbalie.services.civic_integration import record_civic
from meedoenbalie.services.collecting import CohortCounts, figures, lessons_of, opened, overview
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.programme_keys import make_programme_keys
from meedoenbalie.services.publishing import publish_figures
from meedoenbalie.services.rights import restrict_use
from meedoenbalie.services.sending import preview_data_set, release_data_set
from meedoenbalie.storage.keys import LEAST_COST
from tests.opened_desk import TODAY, new_store
from tests.services.test_civic_integration import GUIDED, RULED
from tests.services.test_data_sets import TEAM, Team
from tests.services.test_editions import published
from tests.ui.pages.making import add_resident

IN_2022 = {**GUIDED, "duty_from": date(2022, 5, 1)}
MET = {**IN_2022, "ending": "voldaan", "ended_on": date(2025, 6, 1)}


@pytest.fixture
def team(tmp_path: Path) -> Team:
    make_programme_keys(tmp_path / "team", TEAM, LEAST_COST)
    return Team(tmp_path / "team")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return new_store(tmp_path / "balie.db", "DH", "azc Dijkhorst")


def site_of(desk: Desk) -> Site:
    with desk.read() as reader:
        (site,) = reader.find(Site)
    return site


def filled(desk: Desk, going_on: int, met: int) -> None:
    with desk.read() as reader:
        (site,) = reader.find(Site)
    for number in range(going_on + met):
        who = add_resident(desk, site, f"Bewoner {number}")
        record_civic(desk, who.id, IN_2022 if number < going_on else MET)


def sent(desk: Desk, team: Team, file: Path) -> Path:
    release_data_set(desk, team.public, file)
    return file


def test_a_set_counts_people_and_names_none(desk: Desk, team: Team, tmp_path: Path) -> None:
    filled(desk, going_on=3, met=2)
    with desk.read() as reader:
        (site,) = reader.find(Site)
    record_civic(desk, add_resident(desk, site, "Emre Yıldız").id, RULED)
    dispensed = {**IN_2022, "ending": "ontheffing", "ended_on": date(2025, 6, 1)}
    record_civic(desk, add_resident(desk, site, "Amal Nasser").id, dispensed)
    limited = add_resident(desk, site, "Hodan Abdi")
    record_civic(desk, limited.id, IN_2022)
    restrict_use(desk, limited.id, "gevraagd")
    file = sent(desk, team, tmp_path / "set.age")
    with team.open(file) as package:
        text = package.read("civic.csv").decode()
    assert text.splitlines() == [
        "act,cohort,civic_group,ending,people",
        "wi2021,2022,asielstatushouder,,3",
        "wi2021,2022,asielstatushouder,met,2",
        "wi2021,2022,asielstatushouder,other,1",
    ], "nobody of the ruling is in a cohort, and who limited the use isn't counted"
    assert preview_data_set(desk).counts["civic"] == 3
    assert all(check.passed for check in preview_data_set(desk).checks)


def test_the_team_sees_cohorts_per_azc_and_together_and_a_newer_set_replaces(
    desk: Desk, team: Team, tmp_path: Path
) -> None:
    filled(desk, going_on=3, met=1)
    other = new_store(tmp_path / "ander.db", "EV", "azc Esveld")
    filled(other, going_on=2, met=0)
    files = [sent(desk, team, tmp_path / "a.age"), sent(other, team, tmp_path / "b.age")]
    assert team.collect(*reversed(files)) == ["collected", "collected"]
    found = figures(team.collection, TEAM)
    nothing = {"exempt": 0, "dispensed": 0, "other": 0}
    together = CohortCounts("wi2021", 2022, 6, 1, 5, {"met": 1, **nothing})
    assert found.cohorts == (together,)
    assert found.site_cohorts["EV"] == (
        CohortCounts("wi2021", 2022, 2, 0, 2, {"met": 0, **nothing}),
    )
    assert team.collect(*files) == ["already", "already"]
    assert figures(team.collection, TEAM) == found
    filled(other, going_on=1, met=0)
    team.collect(sent(other, team, tmp_path / "c.age"))
    (line,) = figures(team.collection, TEAM).cohorts
    assert (line.inflow, line.ongoing) == (7, 6)
    other.database.close()


def test_a_publication_shows_no_small_cohort_and_is_kept_with_the_rest(
    desk: Desk, team: Team, tmp_path: Path
) -> None:
    filled(desk, going_on=31, met=4)
    team.collect(sent(desk, team, tmp_path / "set.age"))
    shown = overview(team.collection, TEAM).published.cohorts
    (line,) = shown
    assert line.inflow == 35
    assert line.reasons["met"] is None
    assert line.outflow is None
    assert line.ongoing is None, "with the inflow it would give the four away"
    assert overview(team.collection, TEAM).published.site_cohorts == {}
    first = publish_figures(team.collection, TEAM, desk.clock)
    assert first.figures.cohorts == shown
    assert not publish_figures(team.collection, TEAM, desk.clock).new


def test_a_small_cohort_hides_no_inflow_of_another_year(
    desk: Desk, team: Team, tmp_path: Path
) -> None:
    filled(desk, going_on=31, met=0)
    for number in range(4):
        who = add_resident(desk, site_of(desk), f"Nieuwkomer {number}")
        record_civic(desk, who.id, {**GUIDED, "duty_from": date(2023, 5, 1)})
    team.collect(sent(desk, team, tmp_path / "set.age"))
    shown = {line.cohort: line.inflow for line in overview(team.collection, TEAM).published.cohorts}
    assert shown == {2022: 30, 2023: None}, "no total of the years is published"


def test_newcomers_who_all_go_on_stop_no_later_publication(
    desk: Desk, team: Team, tmp_path: Path
) -> None:
    filled(desk, going_on=31, met=0)
    team.collect(sent(desk, team, tmp_path / "een.age"))
    publish_figures(team.collection, TEAM, desk.clock)
    filled(desk, going_on=20, met=0)
    team.collect(sent(desk, team, tmp_path / "twee.age"))
    later = publish_figures(team.collection, TEAM, desk.clock)
    (line,) = later.figures.cohorts
    assert (later.new, line.inflow, line.ongoing) == (True, 50, 50)


def test_a_set_from_before_there_were_cohorts_is_taken_in(
    desk: Desk, team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(desk, going_on=3, met=0)

    def older(sender: data_set.Sender, *parts: object) -> bytes:
        csv_files, parquet, *rest = parts
        assert isinstance(csv_files, dict)
        assert isinstance(parquet, dict)
        for table in set(TABLES) - set(tables_of(1)):
            csv_files.pop(table), parquet.pop(table)
        csv_files["lessons"] = to_csv_of(1, "lessons", csv_files["lessons"])
        parquet["lessons"] = in_parquet(csv_files["lessons"])
        monkeypatch.setattr(data_set, "CODEBOOK_VERSION", 1)
        made = data_set.pack(sender, csv_files, parquet, *map(str, rest))
        monkeypatch.undo()
        return made

    monkeypatch.setattr("meedoenbalie.services.sending.pack", older)
    published(desk, site_of(desk), "L01", "Bel vooraf.")
    old = sent(desk, team, tmp_path / "oud.age")
    assert team.collect(old) == ["collected"]
    assert [(one["tip"], one["mind"]) for one in lessons_of(team.collection, TEAM)] == [
        ("Bel vooraf.", "")
    ]
    assert figures(team.collection, TEAM).cohorts == ()
    assert team.collect(sent(desk, team, tmp_path / "nieuw.age")) == ["collected"]
    assert len(figures(team.collection, TEAM).cohorts) == 1


def to_csv_of(version: int, table: str, now: bytes) -> bytes:
    """Return a table with the fields of an older code book only."""
    rows = csv.DictReader(io.StringIO(now.decode(), newline=""))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, fields_of(table, version), extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


_AS_TEXT = r"all_varchar = true, nullstr = '\N'"
"""As the program itself reads it: what is empty is an empty text."""


def in_parquet(table: bytes) -> bytes:
    """Return CSV as Parquet, each field a text."""
    with tempfile.TemporaryDirectory() as folder:
        source, made = Path(folder) / "a.csv", Path(folder) / "a.parquet"
        source.write_bytes(table)
        duckdb.sql(
            f"COPY (SELECT * FROM read_csv('{source.as_posix()}', {_AS_TEXT})) "
            f"TO '{made.as_posix()}' (FORMAT parquet)"
        )
        return made.read_bytes()


def test_a_collection_from_before_there_were_cohorts_is_renewed_when_it_opens(
    desk: Desk, team: Team, tmp_path: Path
) -> None:
    file = sent(desk, team, tmp_path / "set.age")
    team.collect(file)
    with opened(team.collection, TEAM) as collection:
        for table in set(TABLES) - set(tables_of(1)):
            collection.rows(f"DROP TABLE {table}")
        for name in set(fields_of("lessons")) - set(fields_of("lessons", 1)):
            collection.rows(f"ALTER TABLE lessons DROP COLUMN {name}")
        collection.rows("DROP TABLE received")
        collection.rows("UPDATE format SET version = 1")
    assert figures(team.collection, TEAM).cohorts == ()
    (noted,) = overview(team.collection, TEAM).received
    assert (noted.number, noted.made_on) == (1, TODAY)
    assert team.collect(file) == ["already"]


def test_values_that_are_in_no_code_book_are_refused_whole(
    desk: Desk, team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(desk, going_on=3, met=0)
    monkeypatch.setattr(
        "meedoenbalie.services.sending.rows_to_send",
        lambda *_: [("wi2021", 2022, "asielstatushouder", "weggelopen", 3)],
    )
    assert team.collect(sent(desk, team, tmp_path / "set.age")) == ["implausible"]
    assert figures(team.collection, TEAM).sites == {}
