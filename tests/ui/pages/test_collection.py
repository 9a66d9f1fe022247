"""The programme team opens its collection, reads sets of four azc's, and never sees a person."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pypdf
import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog

from meedoenbalie.clock import fixed_clock
from meedoenbalie.collection.publications import registered
from meedoenbalie.domain.people import Role, Site
from meedoenbalie.services import collecting, programme_keys
from meedoenbalie.services.collecting import key_fingerprints, overview, sites_of
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.programme_keys import make_programme_keys
from meedoenbalie.services.publishing import Cure
from meedoenbalie.services.registration import register_resident
from meedoenbalie.services.sending import preview_data_set, release_data_set
from meedoenbalie.services.stores import create_store
from meedoenbalie.storage.keys import LEAST_COST
from meedoenbalie.ui import registry
from meedoenbalie.ui.pages.collection import door
from meedoenbalie.ui.pages.collection.page import CollectionPage
from tests.opened_desk import PASSPHRASE, TODAY, new_store
from tests.services.test_civic_sets import filled
from tests.services.test_data_sets import TEAM, Team, fill
from tests.ui.pages.frame import Frame, OpenFrame, button, click, press, texts, type_text
from tests.ui.pages.making import focused

CODES = ("DH", "EV", "MD", "ZH")


def send(
    folder: Path, public: Path, code: str, people: int, weeks_ago: int = 0
) -> tuple[Path, str]:
    """Make a desk with so many people, let it send a set; return that and its fingerprint."""
    store = create_store(
        folder / "balie.db",
        "Marleen",
        PASSPHRASE,
        fixed_clock(TODAY),
        [Site(code=code, name=f"azc {code}")],
        LEAST_COST,
    )
    fill(store.desk, people)
    file = folder / f"gegevensset-{code}.age"
    then = fixed_clock(TODAY - timedelta(weeks=weeks_ago))
    release_data_set(replace(store.desk, clock=then), public, file)
    fingerprint = preview_data_set(store.desk).signed_by
    store.desk.database.close()
    return file, fingerprint


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Team:
    """A team with keys, for all tests here; each test has a collection of its own."""
    made = Team(tmp_path_factory.mktemp("team"))
    make_programme_keys(made.folder, TEAM, LEAST_COST)
    return made


@pytest.fixture(scope="module")
def sent(team: Team, tmp_path_factory: pytest.TempPathFactory) -> dict[Path, str]:
    """A set of each of four azc's, the first with two residents, and their fingerprints."""
    return dict(
        send(tmp_path_factory.mktemp(code), team.public, code, number * 2)
        for number, code in enumerate(CODES, 1)
    )


@pytest.fixture
def sets(sent: dict[Path, str]) -> list[Path]:
    return list(sent)


def settings_in(folder: Path) -> QSettings:
    return QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> QSettings:
    """Nothing is remembered yet, and what is stays in this test."""
    monkeypatch.setattr(door, "QSettings", lambda: settings_in(tmp_path))
    return settings_in(tmp_path)


@pytest.fixture(autouse=True)
def least_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (collecting, programme_keys):
        monkeypatch.setattr(module, "calibrated_cost", lambda: LEAST_COST)


@pytest.fixture
def frame(open_frame: OpenFrame) -> Frame:
    return open_frame({"collection": CollectionPage}, ("handreiking",))


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    """An empty collection."""
    path = tmp_path / "alle.duckdb"
    overview(path, TEAM, create=True, cost=LEAST_COST)
    return path


@pytest.fixture
def dialogs(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Return a function that answers the next file dialogs."""

    def answer(**answers: Any) -> None:
        for name, given in answers.items():
            monkeypatch.setattr(QFileDialog, name, lambda *_args, given=given: given)

    return answer


def page_of(frame: Frame) -> CollectionPage:
    frame.go("collection")
    page = frame.page()
    assert isinstance(page, CollectionPage)
    return page


def remember(collection: Path, key: Path | None = None) -> None:
    """Remember these files, as the page did last time; they lie in the folder of the test."""
    settings = settings_in(collection.parent)
    settings.setValue("collection/file", str(collection))
    if key is not None:
        settings.setValue("collection/key", str(key))
    settings.sync()


def opened(frame: Frame, collection: Path, team: Team) -> CollectionPage:
    """Return the page with this collection open, as somebody does who comes back to it."""
    remember(collection, team.secret)
    page = page_of(frame)
    assert focused() is page.door.passphrase
    type_text(page.door.passphrase, TEAM)
    press(page.door.passphrase, Qt.Key.Key_Return)
    frame.settle()
    assert page.read.isVisible(), texts(page)
    return page


def read(frame: Frame, page: CollectionPage, dialogs: Callable[..., None], *files: Path) -> None:
    dialogs(getOpenFileNames=([str(file) for file in files], ""))
    click(button(page, "Sets inlezen…"))
    frame.settle()


def shown(page: CollectionPage) -> dict[str, list[str]]:
    """Return the table as it stands on the screen: per figure together, then each azc."""
    assert page.figures.table is not None
    model = page.figures.table.model()
    return {
        model.index(row, 0).data(): [
            model.index(row, place).data() for place in range(1, model.columnCount())
        ]
        for row in range(model.rowCount())
    }


def test_a_team_begins_with_nothing_and_ends_with_the_figures_of_four_azcs(
    frame: Frame, dialogs: Callable[..., None], tmp_path: Path
) -> None:
    page = page_of(frame)
    assert "Kies een verzameling, of maak er een." in texts(page)
    assert not button(page, "Openen").isEnabled()
    folder, new = tmp_path / "kluis", tmp_path / "verzameling"
    folder.mkdir()
    dialogs(getExistingDirectory=str(folder), getSaveFileName=(str(new), ""))
    click(button(page, "Sleutels maken…"))
    click(button(page, "Nieuwe verzameling…"))
    type_text(page.door.passphrase, TEAM)
    type_text(page.door.again, TEAM)
    click(button(page, "Maken en openen"))
    frame.settle()
    public = folder / "programme.pub"
    code = programme_keys.read_programme_card(public).fingerprint
    assert f"De sleutels zijn gemaakt. Vingerafdruk: {code}" in texts(page)
    assert "Nog geen sets. Lees ze in" in texts(page)
    for site in CODES:
        (tmp_path / site).mkdir()
    sent = dict(
        send(tmp_path / site, public, site, number * 2) for number, site in enumerate(CODES, 1)
    )
    read(frame, page, dialogs, *reversed(sent))
    said = texts(page)
    for site, (file, fingerprint) in zip(CODES, sent.items(), strict=True):
        assert f"{file.name} ingelezen: {site}, set 1." in said
        assert f"Vingerafdruk van {site}: {fingerprint}" in said
    assert "4 azc’s · 20 bewoners · zonder namen" in said
    assert shown(page)["Bewoners"] == ["20", "2", "4", "6", "8"]
    assert shown(page)["Gestart"] == ["10", "1", "2", "3", "4"]
    assert "Semhar" not in said


def test_only_paths_are_remembered_and_never_the_passphrase(
    frame: Frame, collection: Path, team: Team, dialogs: Callable[..., None], settings: QSettings
) -> None:
    page = page_of(frame)
    dialogs(getOpenFileName=(str(collection), ""))
    click(button(page, "Verzameling kiezen…"))
    dialogs(getOpenFileName=(str(team.secret), ""))
    click(button(page, "Sleutel kiezen…"))
    type_text(page.door.passphrase, TEAM)
    click(button(page, "Openen"))
    frame.settle()
    settings.sync()
    kept = {name: settings.value(name) for name in settings.allKeys()}
    assert kept["collection/file"] == str(collection)
    assert kept["collection/key"] == str(team.secret)
    assert TEAM not in str(kept)


def test_leaving_the_page_forgets_the_passphrase_and_all_figures(
    frame: Frame, collection: Path, team: Team, sets: list[Path], dialogs: Callable[..., None]
) -> None:
    page = opened(frame, collection, team)
    read(frame, page, dialogs, *sets)
    frame.go("handreiking")
    frame.go("collection")
    assert frame.page() is page
    assert page.door.passphrase.text() == ""
    assert page.figures.table is None
    assert "bewoners" not in texts(page)
    assert not page.read.isVisible()
    assert focused() is page.door.passphrase


def test_what_may_be_published_hides_small_counts_and_never_shows_nought_for_them(
    frame: Frame, collection: Path, team: Team, sets: list[Path], dialogs: Callable[..., None]
) -> None:
    page = opened(frame, collection, team)
    read(frame, page, dialogs, *sets)
    exact = shown(page)
    inner, publish = page.figures.switch.findChildren(QAbstractButton)
    click(publish)
    hidden = shown(page)
    assert hidden["Bewoners"] == ["niet getoond"] * 5
    assert hidden["Afgerond"] == exact["Afgerond"] == ["0"] * 5
    click(publish)
    assert shown(page) == hidden
    click(inner)
    assert shown(page) == exact


def test_who_is_late_stands_week_by_week_with_a_text_that_is_ready_to_send(
    frame: Frame,
    collection: Path,
    team: Team,
    sets: list[Path],
    dialogs: Callable[..., None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    late, _code = send(tmp_path, team.public, "LL", 2, weeks_ago=3)
    page = opened(frame, collection, team)
    assert not page.weeks.isVisible()
    read(frame, page, dialogs, *sets, late)
    # Sets of Monday are for the week before; that of LL came three weeks ago.
    grid = page.weeks.map
    assert grid is not None
    rows = {
        grid.heat.headerData(row, Qt.Orientation.Vertical): [
            grid.heat.index(row, column).data() for column in range(7, 11)
        ]
        for row in range(grid.heat.rowCount())
    }
    assert rows == {
        **{code: ["–", "goed", "…", "0"] for code in CODES},
        "LL": ["mist", "…", "…", "2"],
    }
    grid.setFocus()
    press(grid, Qt.Key.Key_Left)
    assert page.weeks.here.text() == "azc DH, week 9 van 2026: De set is binnen."
    QTest.keyClick(grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text()
    assert copied.splitlines()[0].endswith("week 9 van 2026\tweek 10 van 2026\topen")
    assert copied.splitlines()[1].startswith("DH\t")

    assert page.telling.table.model().rowCount() == 2
    text = page.telling.text.toPlainText()
    assert "Beste collega van azc LL," in text
    assert "week 7 van 2026 tot en met week 8 van 2026" in text
    assert "wij kregen nog geen set." in text
    assert not any(sign in text for sign in ("Semhar", "2 bewoners"))
    type_text(page.telling.text, "Hallo. ")
    click(button(page, "Tekst kopiëren"))
    assert "Hallo. Beste collega" in QGuiApplication.clipboard().text()
    asked: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: asked.append(url.toString()))
    click(button(page, "In mailprogramma"))
    assert asked[0].startswith("mailto:?subject=Gegevenssets van azc LL")
    assert "Hallo. Beste collega" in asked[0]
    out = tmp_path / "bericht.eml"
    dialogs(getSaveFileName=(str(out), "Mail (*.eml)"))
    click(button(page, "Opslaan…"))
    frame.settle()
    assert b"Subject: Gegevenssets van azc LL" in out.read_bytes()
    dialogs(getSaveFileName=(str(tmp_path / "alle.txt"), "Tekst (*.txt)"))
    click(button(page, "Voor alle azc’s bewaren…"))
    frame.settle()
    assert "Aan: azc LL" in (tmp_path / "alle.txt").read_text(encoding="utf-8")
    frame.go("handreiking")
    frame.go("collection")
    assert page.telling.text.toPlainText() == ""
    assert page.weeks.map is None


def test_the_team_leaves_a_set_out_with_the_keyboard_and_lets_it_in_again(
    frame: Frame, collection: Path, team: Team, sets: list[Path], dialogs: Callable[..., None]
) -> None:
    page = opened(frame, collection, team)
    read(frame, page, dialogs, *sets)
    grid = page.weeks.map
    assert grid is not None
    grid.setFocus()
    press(grid, Qt.Key.Key_Left)
    press(grid, Qt.Key.Key_Down)
    assert page.weeks.here.text().startswith("azc EV")
    assert not page.weeks.let_in.isVisible()
    click(button(page, "Set weglaten…"))
    frame.settle()
    click(button(page, "Ja, weglaten"))
    frame.settle()
    said = texts(page)
    assert "De set van azc EV telt niet meer mee." in said
    assert "3 azc’s · 16 bewoners · zonder namen" in said
    assert "azc EV: set 1 weggelaten door het team" in said
    assert shown(page)["Bewoners"] == ["16", "2", "6", "8"]
    read(frame, page, dialogs, sets[1])
    assert "set 1 van EV is ingetrokken of weggelaten" in texts(page)
    assert page.weeks.map is not None
    page.weeks.map.setFocus()
    press(page.weeks.map, Qt.Key.Key_Left)
    press(page.weeks.map, Qt.Key.Key_Down)
    assert page.weeks.here.text() == (
        "azc EV, week 9 van 2026: De set is ingetrokken. Er is nog geen nieuwe."
    )
    assert not page.weeks.leave_out.isEnabled()
    click(button(page, "Weer toelaten"))
    frame.settle()
    read(frame, page, dialogs, sets[1])
    assert shown(page)["Bewoners"] == ["20", "2", "4", "6", "8"]
    assert "weer toegelaten" in texts(page)


def test_figures_go_out_as_table_and_picture_and_what_is_published_passes_the_gate(
    frame: Frame,
    collection: Path,
    team: Team,
    sets: list[Path],
    dialogs: Callable[..., None],
    tmp_path: Path,
) -> None:
    page = opened(frame, collection, team)
    read(frame, page, dialogs, *sets)

    def export(name: str) -> Path:
        out = tmp_path / name
        dialogs(getSaveFileName=(str(out), f"Bestand (*{out.suffix})"))
        click(button(page, "Exporteren…"))
        frame.settle()
        return out

    inside = load_workbook(export("intern.xlsx"))
    assert [cell.value for cell in inside.worksheets[0][5]] == ["Bewoners", 20, 2, 4, 6, 8]
    titles = [sheet["A1"].value for sheet in inside.worksheets]
    assert titles == [
        *("Cijfers per azc en samen", "Redenen"),
        *("Aangenomen, van wie verwezen is", "Gestart, van wie verwezen is"),
        *("Afgerond, van wie verwezen is", "Afgewezen, van wie verwezen is"),
        *("Teruggekoppeld, van wie verwezen is", "Sets per week"),
    ]
    assert "Intern: echte aantallen" in inside.worksheets[0].oddHeader.right.text
    drawn = QImage(str(export("intern.png")))
    assert drawn.width() > 1000
    assert "Publicatie 1" not in texts(page)

    click(page.figures.switch.findChildren(QAbstractButton)[1])
    outside = load_workbook(export("buiten.xlsx"))
    assert "Publicatie 1 is gemaakt." in texts(page)
    assert [cell.value for cell in outside.worksheets[0][5]][1:] == ["niet getoond"] * 5
    assert "Publicatie 1" in outside.worksheets[0]["A2"].value
    assert "Sets per week" not in [sheet["A1"].value for sheet in outside.worksheets]
    svg = export("buiten.svg").read_text(encoding="utf-8")
    assert "<title>Publicatie 1</title>" in svg
    with collecting.opened(collection, TEAM) as open_now:
        assert [one.number for one in registered(open_now)] == [1]


def test_figures_that_the_gate_stops_go_into_no_file(
    frame: Frame,
    collection: Path,
    team: Team,
    dialogs: Callable[..., None],
    tmp_path: Path,
    desk: Desk,
    site: Site,
) -> None:
    def arrive(people: int, name: str) -> Path:
        for _each in range(people):
            register_resident(desk, site.id, given_name="Hodan")
        file = tmp_path / name
        release_data_set(desk, team.public, file)
        return file

    page = opened(frame, collection, team)
    read(frame, page, dialogs, arrive(12, "een.age"))
    click(button(page, "Publiceren"))
    frame.settle()
    read(frame, page, dialogs, arrive(5, "twee.age"))
    click(page.figures.switch.findChildren(QAbstractButton)[1])
    for name in ("buiten.xlsx", "buiten.png"):
        out = tmp_path / name
        dialogs(getSaveFileName=(str(out), f"Bestand (*{out.suffix})"))
        click(button(page, "Exporteren…"))
        frame.settle()
        assert not out.exists()
        assert "Er is niets geëxporteerd." in texts(page)
    assert "Deze publicatie is tegengehouden." in texts(page)
    # Once it was cured it can go out, as it was published.
    click(page.publication.cures[Cure.HIDE])
    frame.settle()
    dialogs(getSaveFileName=(str(tmp_path / "goed.xlsx"), "Excel (*.xlsx)"))
    click(button(page, "Exporteren…"))
    frame.settle()
    row = [cell.value for cell in load_workbook(tmp_path / "goed.xlsx").worksheets[0][5]]
    assert row == ["Bewoners", "niet getoond", "niet getoond"]


def test_shares_of_azcs_stand_with_margins_and_a_warning_against_ranking_them(
    frame: Frame, collection: Path, team: Team, dialogs: Callable[..., None], tmp_path: Path
) -> None:
    files = []
    for code, people in (("DH", 30), ("EV", 24)):
        (tmp_path / code).mkdir()
        files.append(send(tmp_path / code, team.public, code, people)[0])
    page = opened(frame, collection, team)
    read(frame, page, dialogs, *files)
    bars = page.figures.comparing.bars
    said = [(bar.name, bar.text, bar.margin) for bar in bars.bars()]
    assert said == [("DH", "50%", "33% tot 67%"), ("EV", "50%", "31% tot 69%")]
    assert "Geen ranglijst: geen enkel verschil is zeker." in texts(page)
    third = page.figures.comparing.gauges.findChildren(QAbstractButton)[2]
    assert third.text() == "Afgerond"
    third.click()
    frame.settle()
    assert [bar.text for bar in bars.bars()] == ["0%", "0%"]
    page.figures.switch.findChildren(QAbstractButton)[1].click()
    frame.settle()
    assert [bar.text for bar in bars.bars()] == ["niet getoond", "niet getoond"]
    assert "Te weinig om azc’s te vergelijken." in texts(page)
    click(button(page, "Verzameling sluiten"))
    assert bars.bars() == ()


def test_two_small_azcs_are_published_together_with_one_click(
    frame: Frame, collection: Path, team: Team, dialogs: Callable[..., None], tmp_path: Path
) -> None:
    files = []
    for code, people in (("DH", 24), ("EV", 18), ("MD", 9)):
        (tmp_path / code).mkdir()
        files.append(send(tmp_path / code, team.public, code, people)[0])
    page = opened(frame, collection, team)
    read(frame, page, dialogs, *files)
    assert "azc EV en azc MD samen tonen" in texts(page)
    click(button(page, "Publiceren met azc EV en azc MD samen"))
    frame.settle()
    assert "Publicatie 1 is gemaakt." in texts(page)
    assert page.publication.offers == []
    page.figures.switch.findChildren(QAbstractButton)[1].click()
    frame.settle()
    assert page.figures.table is not None
    model = page.figures.table.model()
    heads = [
        model.headerData(place, Qt.Orientation.Horizontal) for place in range(model.columnCount())
    ]
    assert heads == ["Cijfer", "Samen", "DH", "EV + MD"]
    assert shown(page)["Bewoners"] == ["50", "25", "25"]


def test_cohorts_of_all_azcs_stand_beside_the_country_and_hide_small_ones_outside(
    frame: Frame, collection: Path, team: Team, dialogs: Callable[..., None], tmp_path: Path
) -> None:
    desk = new_store(tmp_path / "balie.db", "OV", "azc Overveen")
    filled(desk, going_on=31, met=4)
    file = tmp_path / "set.age"
    release_data_set(desk, team.public, file)
    desk.database.close()
    page = opened(frame, collection, team)
    read(frame, page, dialogs, file)
    assert page.figures.cohorts is not None
    row = page.figures.cohorts.table.model()
    assert [row.index(0, place).data() for place in range(row.columnCount())] == [
        "2022 (Wi2021)", "35", "4", "31", "11%", "20%",
    ]  # fmt: skip
    assert "DUO beslist over de plicht" in texts(page.figures)
    _inner, publish = page.figures.switch.findChildren(QAbstractButton)
    click(publish)
    row = page.figures.cohorts.table.model()
    assert [row.index(0, place).data() for place in range(row.columnCount())] == [
        "2022 (Wi2021)", "35", "niet getoond", "niet getoond", "te klein", "20%",
    ]  # fmt: skip


def test_a_few_newcomers_stop_a_publication_and_one_click_cures_it(
    frame: Frame, collection: Path, team: Team, dialogs: Callable[..., None], tmp_path: Path
) -> None:
    desk = new_store(tmp_path / "DH.db", "DH", "azc DH")
    page = opened(frame, collection, team)

    def arrive(people: int) -> None:
        with desk.read() as reader:
            (site,) = reader.find(Site)
        for _each in range(people):
            register_resident(desk, site.id, given_name="Hodan")
        file = tmp_path / f"set{people}.age"
        release_data_set(desk, team.public, file)
        read(frame, page, dialogs, file)

    def publish(name: str) -> str:
        click(button(page.publication, name))
        frame.settle()
        return texts(page.publication)

    arrive(12)
    assert "Publicatie 1 is gemaakt." in publish("Publiceren")
    arrive(5)
    said = publish("Publiceren")
    assert "Er is niets gepubliceerd." in said
    assert "het verschil met publicatie 1 is een klein groepje" in said
    assert "Kost 1 cel." in said
    assert "Publicatie 2 is gemaakt." in publish("Deze cijfers verbergen")
    assert not page.publication.cures
    desk.database.close()


def test_files_that_are_no_good_are_refused_one_by_one_and_the_rest_goes_in(
    frame: Frame,
    collection: Path,
    team: Team,
    sets: list[Path],
    dialogs: Callable[..., None],
    tmp_path: Path,
) -> None:
    letter = tmp_path / "brief.age"
    letter.write_text("Beste team", encoding="utf-8")
    (tmp_path / "ander").mkdir()
    stranger = make_programme_keys(tmp_path / "vreemd", TEAM, LEAST_COST)[0]
    foreign = send(tmp_path / "ander", stranger, "XX", 1)[0]
    page = opened(frame, collection, team)
    read(frame, page, dialogs, letter, sets[0], foreign, tmp_path / "weg.age")
    said = texts(page)
    assert "brief.age geweigerd: dit is geen gegevensset" in said
    assert f"{foreign.name} geweigerd: versleuteld voor iemand anders." in said
    assert "weg.age geweigerd: het bestand is niet te lezen." in said
    assert "1 goed · 3 geweigerd" in said
    assert said.index("brief.age") < said.index(sets[0].name)
    read(frame, page, dialogs, sets[0])
    assert f"{sets[0].name} was er al: DH, set 1." in texts(page)
    assert shown(page)["Bewoners"] == ["2", "2"]


def test_a_changed_key_waits_until_somebody_compared_the_fingerprint(
    frame: Frame,
    collection: Path,
    team: Team,
    sets: list[Path],
    dialogs: Callable[..., None],
    tmp_path: Path,
) -> None:
    page = opened(frame, collection, team)
    read(frame, page, dialogs, sets[0])
    other, fingerprint = send(tmp_path, team.public, "DH", 3)
    read(frame, page, dialogs, other, sets[1])
    assert f"Vergelijk de vingerafdruk met het azc: {fingerprint}" in texts(page)
    assert shown(page)["Bewoners"] == ["6", "2", "4"]
    click(button(page, "Vingerafdruk van DH klopt: set inlezen"))
    frame.settle()
    assert f"{other.name} ingelezen: DH, set 1." in texts(page)
    assert f"{sets[1].name} ingelezen: EV, set 1." in texts(page)
    assert shown(page)["Bewoners"] == ["7", "3", "4"]
    read(frame, page, dialogs, sets[0])
    assert "DH tekende eerder met een andere sleutel" in texts(page)


def test_the_team_revokes_the_key_of_an_azc_and_what_was_taken_in_stays(
    frame: Frame,
    collection: Path,
    team: Team,
    sets: list[Path],
    dialogs: Callable[..., None],
) -> None:
    page = opened(frame, collection, team)
    read(frame, page, dialogs, *sets[:2])
    assert not page.site_keys.revoke.isEnabled()
    assert page.site_keys.table.select_id("DH")
    code = key_fingerprints(sites_of(collection, TEAM))["DH"]
    click(button(page, "Sleutel intrekken…"))
    frame.settle()
    assert "De sleutel van azc DH intrekken?" in texts(page)
    click(button(page, "Ja, intrekken"))
    frame.settle()
    said = texts(page)
    assert f"De sleutel van azc DH is ingetrokken. {code}" in said
    assert shown(page)["Bewoners"] == ["6", "2", "4"]
    model = page.site_keys.table.model()
    states = {model.index(row, 0).data(): model.index(row, 2).data() for row in range(2)}
    assert states == {"azc DH": "ingetrokken", "azc EV": "geldig"}
    page.site_keys.table.select_id("DH")
    assert page.site_keys.revoke.toolTip() == "Deze sleutel is al ingetrokken."
    read(frame, page, dialogs, sets[0])
    assert f"{sets[0].name} was er al: DH, set 1." in texts(page)


def test_the_team_renews_its_own_key_and_tells_both_fingerprints(
    frame: Frame, collection: Path, tmp_path: Path
) -> None:
    own = Team(tmp_path / "eigen")
    public, secret = make_programme_keys(own.folder, TEAM, LEAST_COST)
    old = programme_keys.read_programme_card(public).fingerprint
    page = opened(frame, collection, own)
    assert page.team_key.fingerprint.accessibleName() == f"Vingerafdruk: {old}"
    click(button(page, "Sleutel van het team vernieuwen…"))
    frame.settle()
    click(button(page, "Ja, vernieuwen"))
    frame.settle()
    new = programme_keys.read_programme_card(public).fingerprint
    assert f"Nieuw: {new}. Oud: {old}." in texts(page)
    assert page.team_key.fingerprint.accessibleName() == f"Vingerafdruk: {new}"
    assert programme_keys.own_fingerprint(secret, TEAM) == new
    click(button(page, "Verzameling sluiten"))
    frame.settle()
    assert not page.team_key.isVisible()


def test_a_wrong_passphrase_is_said_at_the_field_and_can_be_typed_again(
    frame: Frame, collection: Path
) -> None:
    before = collection.read_bytes()
    remember(collection)
    page = page_of(frame)
    press(page.door.passphrase, Qt.Key.Key_Return)
    assert page.door.field.error() == "Typ de wachtzin van het programmateam."
    type_text(page.door.passphrase, "een andere wachtzin")
    press(page.door.passphrase, Qt.Key.Key_Return)
    frame.settle()
    assert page.door.field.error().startswith("Deze wachtzin klopt niet.")
    assert focused() is page.door.passphrase
    assert collection.read_bytes() == before
    type_text(page.door.passphrase, TEAM)
    press(page.door.passphrase, Qt.Key.Key_Return)
    frame.settle()
    assert page.door.leave.isVisible()
    assert not page.read.isEnabled()
    assert page.read.toolTip() == "Kies eerst de sleutel van het team."


def test_a_key_of_another_team_takes_nothing_in(
    frame: Frame,
    collection: Path,
    team: Team,
    sets: list[Path],
    dialogs: Callable[..., None],
    tmp_path: Path,
) -> None:
    page = opened(frame, collection, team)
    for passphrase, words in (
        ("hun eigen wachtzin", "Deze sleutel gaat niet open met deze wachtzin."),
        (TEAM, "geweigerd: versleuteld voor iemand anders."),
    ):
        secret = make_programme_keys(tmp_path / passphrase, passphrase, LEAST_COST)[1]
        dialogs(getOpenFileName=(str(secret), ""))
        click(button(page, "Sleutel kiezen…"))
        read(frame, page, dialogs, sets[0])
        assert words in texts(page)
    dialogs(getOpenFileName=(str(sets[0]), ""))
    click(button(page, "Sleutel kiezen…"))
    read(frame, page, dialogs, sets[0])
    assert "Dit bestand is geen sleutel van het programmateam" in texts(page)
    assert overview(collection, TEAM).sites == ()


@pytest.mark.parametrize("beside", [False, True])
def test_a_file_of_somebody_else_is_no_collection_and_stays_as_it_is(
    frame: Frame, collection: Path, dialogs: Callable[..., None], tmp_path: Path, beside: bool
) -> None:
    other = tmp_path / "vakantie.duckdb"
    other.write_text("van iemand anders", encoding="utf-8")
    if beside:
        keys = collection.with_name("alle.duckdb.keys").read_bytes()
        other.with_name("vakantie.duckdb.keys").write_bytes(keys)
    page = page_of(frame)
    dialogs(getOpenFileName=(str(other), ""))
    click(button(page, "Verzameling kiezen…"))
    type_text(page.door.passphrase, TEAM)
    click(button(page, "Openen"))
    frame.settle()
    words = "Dit bestand is geen verzameling" if beside else "Hier staat geen verzameling"
    assert words in texts(page)
    assert other.read_text(encoding="utf-8") == "van iemand anders"


def test_a_collection_that_another_program_has_open_can_be_opened_when_it_is_closed_there(
    frame: Frame, collection: Path
) -> None:
    remember(collection)
    page = page_of(frame)
    type_text(page.door.passphrase, TEAM)
    holder = (
        "import sys\n"
        "from pathlib import Path\n"
        "from meedoenbalie.services.collecting import opened\n"
        f"with opened(Path({str(collection)!r}), {TEAM!r}):\n"
        "    print('open', flush=True)\n"
        "    sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"open"
        click(button(page, "Openen"))
        frame.settle()
        assert "nog open in een ander programma" in texts(page)
        other.communicate()
    click(button(page, "Openen"))
    frame.settle()
    assert page.read.isVisible()


def test_a_folder_where_nobody_may_write_is_named_and_another_can_be_chosen(
    frame: Frame,
    dialogs: Callable[..., None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = page_of(frame)
    new = tmp_path / "nieuw.duckdb"
    dialogs(getSaveFileName=(str(new), ""))
    click(button(page, "Nieuwe verzameling…"))
    for box in (page.door.passphrase, page.door.again):
        type_text(box, TEAM)

    def read_only(path: Path, *_arguments: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    with monkeypatch.context() as patch:
        patch.setattr("meedoenbalie.storage.keys._write", read_only)
        click(button(page, "Maken en openen"))
        frame.settle()
    assert "mag hier niet gelezen of geschreven worden. Zet haar op een plek" in texts(page)
    assert not list(tmp_path.glob("nieuw*"))
    click(button(page, "Maken en openen"))
    frame.settle()
    assert page.read.isVisible()


def test_a_passphrase_for_something_new_is_long_enough_and_typed_twice(
    frame: Frame, dialogs: Callable[..., None], tmp_path: Path
) -> None:
    page = page_of(frame)
    dialogs(getSaveFileName=(str(tmp_path / "nieuw.duckdb"), ""))
    click(button(page, "Nieuwe verzameling…"))
    type_text(page.door.passphrase, "kort")
    click(button(page, "Maken en openen"))
    assert page.door.field.error().startswith("Nog ")
    type_text(page.door.passphrase, TEAM)
    type_text(page.door.again, TEAM[:-1])
    click(button(page, "Maken en openen"))
    assert page.door.again_field.error().startswith("Dit is niet hetzelfde.")
    assert not list(tmp_path.glob("nieuw*"))


def test_keys_that_are_there_are_never_made_anew(
    frame: Frame, team: Team, dialogs: Callable[..., None]
) -> None:
    before = team.secret.read_bytes()
    page = page_of(frame)
    dialogs(getExistingDirectory=str(team.folder))
    click(button(page, "Sleutels maken…"))
    for box in (page.door.passphrase, page.door.again):
        type_text(box, TEAM)
    click(button(page, "Sleutels maken"))
    frame.settle()
    assert "Er staat al een bestand met deze naam." in texts(page)
    assert team.secret.read_bytes() == before


class Held:
    """Reading that waits when two files are done, so that something can happen meanwhile."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.two_done, self.go_on = threading.Event(), threading.Event()
        really = collecting.collect

        def held(*arguments: Any, progress: Callable[[int, int], None], **named: Any) -> Any:
            def report(done: int, total: int) -> None:
                if done == 2:
                    self.two_done.set()
                    assert self.go_on.wait(60)
                progress(done, total)

            return really(*arguments, progress=report, **named)

        monkeypatch.setattr(collecting, "collect", held)


def test_leaving_while_sets_are_read_shows_no_figures_afterwards_and_loses_none(
    frame: Frame,
    collection: Path,
    team: Team,
    sets: list[Path],
    dialogs: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = opened(frame, collection, team)
    dialogs(getOpenFileNames=([str(file) for file in sets], ""))
    held = Held(monkeypatch)
    click(button(page, "Sets inlezen…"))
    assert held.two_done.wait(60)
    frame.shell.go("handreiking")
    held.go_on.set()
    frame.settle()
    frame.go("collection")
    assert "ingelezen" not in texts(page)
    assert page.figures.table is None
    type_text(page.door.passphrase, TEAM)
    click(button(page, "Openen"))
    frame.settle()
    assert shown(page)["Bewoners"] == ["20", "2", "4", "6", "8"]


def test_stopping_half_way_keeps_what_was_read_and_the_rest_can_follow(
    frame: Frame,
    collection: Path,
    team: Team,
    sets: list[Path],
    dialogs: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = opened(frame, collection, team)
    dialogs(getOpenFileNames=([str(file) for file in sets], ""))
    with monkeypatch.context() as patch:
        held = Held(patch)
        click(button(page, "Sets inlezen…"))
        assert held.two_done.wait(60)
        click(button(page, "Stoppen"))
        held.go_on.set()
        frame.settle()
    said = texts(page)
    assert "Gestopt. 2 van 4 bestanden zijn bekeken; wat is ingelezen, blijft." in said
    assert [file.name in said for file in sets] == [True, True, False, False]
    assert shown(page)["Bewoners"] == ["6", "2", "4"]
    read(frame, page, dialogs, *sets)
    assert shown(page)["Bewoners"] == ["20", "2", "4", "6", "8"]


def test_files_can_be_dropped_on_the_page_while_a_collection_is_open(
    frame: Frame, collection: Path, team: Team, sets: list[Path]
) -> None:
    page = opened(frame, collection, team)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in sets[:2]])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), copy, data, left, none)
    page.dragEnterEvent(enter)
    assert enter.isAccepted()
    page.dropEvent(QDropEvent(QPointF(50, 50), copy, data, left, none))
    frame.settle()
    assert shown(page)["Bewoners"] == ["6", "2", "4"]
    click(button(page, "Verzameling sluiten"))
    again = QDragEnterEvent(QPoint(50, 50), copy, data, left, none)
    again.ignore()
    page.dragEnterEvent(again)
    assert not again.isAccepted()


def test_the_handreiking_of_all_azcs_is_made_from_their_lessons(
    frame: Frame,
    collection: Path,
    team: Team,
    sets: list[Path],
    dialogs: Callable[..., None],
    tmp_path: Path,
) -> None:
    page = opened(frame, collection, team)
    assert not button(page, "Handreiking van alle azc’s…").isEnabled()
    read(frame, page, dialogs, *sets)
    out = tmp_path / "handreiking"
    dialogs(getSaveFileName=(str(out), ""))
    click(button(page, "Handreiking van alle azc’s…"))
    frame.settle()
    assert "Het concept is gemaakt. handreiking.pdf" in texts(page)
    assert "De cijfers in deze handreiking zijn publicatie 1" in texts(page)
    words = " ".join(leaf.extract_text() for leaf in pypdf.PdfReader(out.with_suffix(".pdf")).pages)
    for code in CODES:
        assert f"azc {code}" in words
    assert "Teken de week samen." in words


def test_the_yearly_report_is_made_for_the_team_or_for_the_world(
    frame: Frame,
    collection: Path,
    team: Team,
    sets: list[Path],
    dialogs: Callable[..., None],
    tmp_path: Path,
) -> None:
    page = opened(frame, collection, team)
    assert not page.yearly.isVisible()
    read(frame, page, dialogs, *sets)
    year = page.yearly.years.currentText()
    out = tmp_path / "jaar"
    dialogs(getSaveFileName=(str(out), ""))
    click(button(page, "Maken als PDF…"))
    frame.settle()
    assert "Het jaarverslag is gemaakt. jaar.pdf" in texts(page)
    words = " ".join(leaf.extract_text() for leaf in pypdf.PdfReader(out.with_suffix(".pdf")).pages)
    assert f"Jaarverslag {year}" in words
    assert "geef dit verslag niet door" in words
    page.yearly.audience.findChildren(QAbstractButton)[1].click()
    click(button(page, "Maken als PDF…"))
    frame.settle()
    assert "Dit jaarverslag is publicatie 1, en is bewaard in de verzameling." in texts(page)


def test_closing_forgets_and_ctrl_enter_opens_again(
    frame: Frame, collection: Path, team: Team
) -> None:
    page = opened(frame, collection, team)
    click(button(page, "Verzameling sluiten"))
    assert page.door.passphrase.text() == ""
    type_text(page.door.passphrase, TEAM)
    QTest.keyClick(frame.shell, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    frame.settle()
    assert page.read.isVisible()


@pytest.mark.parametrize(
    ("roles", "first", "last"),
    [
        ((Role.PROGRAMME,), ["collection", "handreiking"], "settings"),
        ((Role.DESK,), ["today", "residents"], "settings"),
        ((Role.DESK, Role.PROGRAMME), ["today", "residents"], "settings"),
    ],
)
def test_each_role_sees_its_own_pages(roles: tuple[Role, ...], first: list[str], last: str) -> None:
    keys = [entry.key for entry in registry.pages_for(roles)]
    assert keys[:2] == first
    assert keys[-1] == last
    assert ("collection" in keys) is (Role.PROGRAMME in roles)
    assert ("residents" in keys) is (Role.DESK in roles)


def test_a_set_that_was_double_clicked_is_read_when_the_collection_opens(
    frame: Frame, collection: Path, team: Team, sets: list[Path]
) -> None:
    remember(collection, team.secret)
    frame.go("collection", sets[0])
    page = frame.page()
    assert isinstance(page, CollectionPage)
    assert f"{sets[0].name} wordt ingelezen zodra de verzameling open is." in texts(frame.shell)
    type_text(page.door.passphrase, TEAM)
    press(page.door.passphrase, Qt.Key.Key_Return)
    frame.settle()
    assert f"{sets[0].name} ingelezen: DH, set 1." in texts(page)
