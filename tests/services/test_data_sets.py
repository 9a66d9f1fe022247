"""Four azc's send what they learned; the team sees the whole and never a person."""

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pyrage
import pytest

from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.data_sets import CODEBOOK, age_band, iso_week
from meedoenbalie.domain.lessons import LearnedLesson, LessonPhase, LessonStatus, WorkingElement
from meedoenbalie.domain.people import Site
from meedoenbalie.domain.referrals import EventKind, Reason
from meedoenbalie.exchange.data_set import decrypt, verify
from meedoenbalie.services.catalogue import add_offer
from meedoenbalie.services.collecting import (
    Collected,
    CollectionError,
    collect,
    figures,
    lessons_of,
    overview,
    sites_of,
)
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.informing import give_information
from meedoenbalie.services.programme_keys import (
    make_programme_keys,
    open_secret_key,
    read_public_key,
)
from meedoenbalie.services.referring import prepare_referral, record_event, retract_event
from meedoenbalie.services.registration import register_resident
from meedoenbalie.services.sending import Check, NotSafeToSend, preview_data_set, release_data_set
from meedoenbalie.services.stores import create_store
from meedoenbalie.storage.errors import NotAStore, StoreExists, WrongPassphrase
from meedoenbalie.storage.keys import LEAST_COST
from tests.opened_desk import PASSPHRASE, TODAY, Made, new_store

TEAM = "wij tellen alles samen"


@dataclass
class Team:
    folder: Path

    @property
    def public(self) -> Path:
        return self.folder / "programme.pub"

    @property
    def secret(self) -> Path:
        return self.folder / "programme.key"

    @property
    def collection(self) -> Path:
        return self.folder / "verzameling.duckdb"

    def results(self, *files: Path, confirmed: frozenset[str] = frozenset()) -> list[Collected]:
        return collect(
            files, self.collection, self.secret, TEAM, confirmed=confirmed, cost=LEAST_COST
        )

    def collect(self, *files: Path, confirmed: frozenset[str] = frozenset()) -> list[str]:
        return [result.code for result in self.results(*files, confirmed=confirmed)]

    def open(self, file: Path) -> zipfile.ZipFile:
        package = decrypt(file.read_bytes(), open_secret_key(self.secret, TEAM))
        return zipfile.ZipFile(io.BytesIO(package))


@pytest.fixture
def team(tmp_path: Path) -> Team:
    make_programme_keys(tmp_path / "team", TEAM, LEAST_COST)
    return Team(tmp_path / "team")


def fill(desk: Desk, people: int) -> None:
    """Inform and refer so many residents; every other one starts, one event is retracted."""
    with desk.read() as reader:
        (site,) = reader.find(Site)
    offer = add_offer(
        desk, "Buurtkracht", code=f"M-{site.code}", kind="mdt_traject", title="Samen in de buurt"
    ).result
    for number in range(people):
        resident = register_resident(
            desk,
            site.id,
            given_name="Semhar",
            family_name=f"Tesfay{number}",
            v_number=f"99714{number:05d}",
            birth_date=date(2006, 5, 6),
            languages=("tir",),
            notes="zwemt graag",
            arrival_date=date(2025, 12, 30),
        ).result
        give_information(desk, resident.id, offer.id, "tir")
        referral = prepare_referral(desk, resident.id, offer.id).result.referral
        record_event(desk, referral.id, EventKind.SENT, consent_on=TODAY, receiver="Els Timmer")
        wrong = record_event(desk, referral.id, EventKind.RECEIVED).result
        retract_event(desk, wrong.id, "hoorde bij een ander")
        if number % 2:
            record_event(desk, referral.id, EventKind.ACCEPTED)
            record_event(desk, referral.id, EventKind.STARTED)
        else:
            record_event(desk, referral.id, EventKind.DECLINED, reason=Reason.FULL)
            record_event(desk, referral.id, EventKind.TOLD)
    with desk.write("add_lesson") as uow:
        for status in (LessonStatus.PUBLISHED, LessonStatus.DRAFT):
            uow.insert(
                LearnedLesson(
                    number=f"L-{site.code}-{status}",
                    phase=LessonPhase.MATCHING,
                    element=WorkingElement.CONTENT,
                    situation="De week was vol.",
                    what_worked="Eerst het rooster tekenen.",
                    tip="Teken de week samen.",
                    site_name=site.name,
                    status=status,
                )
            )


@cache
def _filled() -> tuple[tuple[str, Made], ...]:
    with TemporaryDirectory() as folder:
        made = []
        for number, code in enumerate(("DH", "EV", "MD", "ZH"), 1):
            desk = new_store(Path(folder) / f"{code}.db", code, f"azc {code}")
            fill(desk, number * 2)
            made.append((code, Made.of(desk)))
        return tuple(made)


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[list[Desk]]:
    opened = [made.opened(tmp_path / code / "balie.db") for code, made in _filled()]
    yield opened
    for desk in opened:
        desk.database.close()


@pytest.fixture
def sets(desks: list[Desk], team: Team, tmp_path: Path) -> list[Path]:
    files = [tmp_path / f"set{number}.age" for number in range(len(desks))]
    for desk, file in zip(desks, files, strict=True):
        release_data_set(desk, team.public, file)
    return files


def test_four_sets_become_one_table_in_any_order_and_twice_without_harm(
    team: Team, sets: list[Path]
) -> None:
    assert team.collect(*reversed(sets)) == ["collected"] * 4
    first = figures(team.collection, TEAM)
    assert team.collect(*sets, *sets) == ["already"] * 8
    assert figures(team.collection, TEAM) == first
    assert first.sites["DH"] == {
        "residents": 2,
        "informed": 2,
        "referred": 2,
        "received": 0,
        "waitlisted": 0,
        "accepted": 1,
        "started": 1,
        "completed": 0,
        "stopped": 0,
        "no_show": 0,
        "declined": 1,
        "withdrawn": 0,
        "told": 1,
    }
    assert first.total["referred"] == 2 + 4 + 6 + 8
    assert first.reasons == {"full": 10}
    assert [site.code for site in sites_of(team.collection, TEAM)] == ["DH", "EV", "MD", "ZH"]


def test_a_publication_hides_small_counts_and_rounds_the_rest(
    team: Team, desks: list[Desk], tmp_path: Path
) -> None:
    fill_more = [desks[2], desks[3]]
    for desk in fill_more:
        with desk.read() as reader:
            (site,) = reader.find(Site)
        for _ in range(30):
            register_resident(desk, site.id, given_name="Hodan")
    for number, desk in enumerate(desks):
        release_data_set(desk, team.public, tmp_path / f"p{number}.age")
    team.collect(*sorted(tmp_path.glob("p*.age")))
    shown = figures(team.collection, TEAM, published=True)
    assert {code: counts["residents"] for code, counts in shown.sites.items()} == {
        "DH": None,
        "EV": None,
        "MD": 35,
        "ZH": 40,
    }
    assert shown.total["residents"] == 75


def test_nothing_personal_goes_along(team: Team, sets: list[Path]) -> None:
    with team.open(sets[3]) as package:
        everything = b" ".join(package.read(name) for name in package.namelist())
        about = json.loads(package.read("datapackage.json"))
    for word in (
        "Semhar",
        "Tesfay",
        "99714",
        "zwemt",
        "2006-05",
        "Els Timmer",
        "concept",
        "draft-",
    ):
        assert word.encode() not in everything
    for word in ("18-22", "2026-W01", "tir", "Teken de week samen."):
        assert word.encode() in everything
    named = {
        (resource["path"].split(".")[0], field["name"])
        for resource in about["resources"]
        for field in resource["schema"]["fields"]
    }
    assert named == {(field.table, field.name) for field in CODEBOOK}
    assert all(
        field["title"] and field["description"]
        for resource in about["resources"]
        for field in resource["schema"]["fields"]
    )


def test_only_the_team_can_open_a_set_and_only_with_its_passphrase(
    team: Team, sets: list[Path], tmp_path: Path
) -> None:
    assert b"datapackage" not in sets[0].read_bytes()
    make_programme_keys(tmp_path / "ander", TEAM, LEAST_COST)
    stranger = Team(tmp_path / "ander")
    assert stranger.collect(sets[0]) == ["not_for_this_key"]
    with pytest.raises(WrongPassphrase):
        collect([sets[0]], team.collection, team.secret, "een andere wachtzin", cost=LEAST_COST)


def test_the_collection_itself_is_encrypted_and_opens_with_one_passphrase(
    team: Team, sets: list[Path]
) -> None:
    team.collect(*sets)
    for file in team.folder.glob("verzameling*"):
        data = file.read_bytes()
        for word in (b"Teken de week samen", b"Samen in de buurt", b"azc DH"):
            assert word not in data
    with pytest.raises(WrongPassphrase):
        figures(team.collection, "een andere wachtzin")


def repack(team: Team, file: Path, out: Path, **changes: bytes | None) -> Path:
    with team.open(file) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for name, data in changes.items():
        key = name.replace("__", ".")
        if data is None:
            parts.pop(key)
        else:
            parts[key] = data
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    reader = pyrage.x25519.Recipient.from_str(read_public_key(team.public))
    out.write_bytes(pyrage.encrypt(buffer.getvalue(), [reader]))
    return out


def test_a_changed_foreign_or_unsigned_set_is_refused_and_nothing_of_it_is_kept(
    team: Team, sets: list[Path], tmp_path: Path
) -> None:
    with team.open(sets[1]) as package:
        about = package.read("datapackage.json")
    cases = {
        "unsigned": repack(team, sets[1], tmp_path / "a.age", signature=None),
        "changed": repack(team, sets[1], tmp_path / "b.age", events__csv=b"referral\r\n"),
        "damaged": tmp_path / "c.age",
    }
    cases["damaged"].write_bytes(sets[1].read_bytes()[:-9])
    for code, file in cases.items():
        assert team.collect(file) == [code]
    swapped = about.replace(b'"site": "EV"', b'"site": "DH"')
    assert swapped != about
    forged = repack(team, sets[1], tmp_path / "d.age", datapackage__json=swapped)
    assert team.collect(forged) == ["changed"]
    letter = tmp_path / "brief.age"
    letter.write_text("Beste team", encoding="utf-8")
    assert team.collect(letter, tmp_path / "weg.age") == ["damaged", "unreadable"]
    assert sites_of(team.collection, TEAM) == []


def test_every_single_flipped_bit_is_noticed(team: Team, sets: list[Path], tmp_path: Path) -> None:
    data = sets[0].read_bytes()
    files = []
    for place in range(0, len(data), max(1, len(data) // 40)):
        damaged = bytearray(data)
        damaged[place] ^= 1
        file = tmp_path / f"bit{place}.age"
        file.write_bytes(bytes(damaged))
        files.append(file)
    codes = set(team.collect(*files))
    assert codes <= {"damaged", "not_for_this_key"}


def test_a_newer_set_replaces_an_older_one_and_the_older_one_is_then_a_replay(
    team: Team, desks: list[Desk], sets: list[Path], tmp_path: Path
) -> None:
    fill_site = desks[0]
    with fill_site.read() as reader:
        (site,) = reader.find(Site)
    register_resident(fill_site, site.id, given_name="Hodan")
    newer = tmp_path / "newer.age"
    release_data_set(fill_site, team.public, newer)
    assert team.collect(sets[0], newer, sets[0], newer) == [
        "collected",
        "collected",
        "replayed",
        "already",
    ]
    assert figures(team.collection, TEAM).sites["DH"]["residents"] == 3


def test_a_site_that_signs_with_another_key_is_refused_until_people_compared_it(
    team: Team, sets: list[Path], tmp_path: Path
) -> None:
    team.collect(sets[0])
    store = create_store(
        tmp_path / "namaak.db",
        "Iemand",
        PASSPHRASE,
        fixed_clock(TODAY),
        [Site(code="DH", name="azc DH")],
        LEAST_COST,
    )
    fill(store.desk, 1)
    other = tmp_path / "other.age"
    release_data_set(store.desk, team.public, other)
    register = release_data_set(store.desk, team.public, tmp_path / "other2.age")
    assert register.result.number == 2
    store.desk.database.close()
    assert team.collect(tmp_path / "other2.age") == ["other_key"]
    assert figures(team.collection, TEAM).sites["DH"]["residents"] == 2
    found = verify(
        decrypt((tmp_path / "other2.age").read_bytes(), open_secret_key(team.secret, TEAM))
    )
    confirmed = frozenset({found.fingerprint})
    assert team.collect(tmp_path / "other2.age", confirmed=confirmed) == ["collected"]


def test_lessons_travel_along_only_when_they_are_published(team: Team, sets: list[Path]) -> None:
    team.collect(*sets)
    lessons = lessons_of(team.collection, TEAM)
    assert [lesson["number"] for lesson in lessons] == [
        f"L-{code}-published" for code in ("DH", "EV", "MD", "ZH")
    ]


def test_a_lesson_that_names_somebody_stops_the_set_and_uses_no_number(
    team: Team, desks: list[Desk], tmp_path: Path
) -> None:
    desk = desks[0]
    with desk.write("add_lesson") as uow:
        lesson = uow.insert(
            LearnedLesson(
                number="L-9",
                phase=LessonPhase.INTAKE,
                element=WorkingElement.CONTACT,
                situation="Semhar  Tés**fay1** kwam niet.",
                tip="Bel 06**1234**5678.",
                status=LessonStatus.PUBLISHED,
            )
        )
    out = tmp_path / "set.age"
    with pytest.raises(NotSafeToSend) as error:
        release_data_set(desk, team.public, out)
    failed = {result.check: result.lessons for result in error.value.checks if not result.passed}
    assert failed == {Check.NO_NUMBERS: ("L-9",), Check.NO_NAMES: ("L-9",)}
    assert not out.exists()
    assert preview_data_set(desk).sent_before == ()
    with desk.write("change_lesson") as uow:
        uow.update(lesson, situation="Iemand kwam niet.", tip="Bel even.")
    assert release_data_set(desk, team.public, out).result.number == 1


def test_keys_are_never_overwritten_and_a_wrong_file_is_no_key(
    team: Team, desks: list[Desk], tmp_path: Path
) -> None:
    with pytest.raises(StoreExists):
        make_programme_keys(team.folder, TEAM, LEAST_COST)
    with pytest.raises(NotAStore):
        release_data_set(desks[0], team.secret, tmp_path / "set.age")


@pytest.mark.parametrize(
    ("age", "band"),
    [
        (None, ""),
        (11, "-11"),
        (12, "12-15"),
        (16, "16-17"),
        (22, "18-22"),
        (30, "27-30"),
        (31, "31+"),
    ],
)
def test_ages_become_bands(age: int | None, band: str) -> None:
    assert age_band(age) == band


def test_days_become_iso_weeks() -> None:
    assert iso_week(date(2025, 12, 30)) == "2026-W01"
    assert iso_week(None) == ""


def test_a_new_key_that_people_compared_begins_its_own_numbers_and_the_old_one_is_foreign(
    team: Team, desks: list[Desk], sets: list[Path], tmp_path: Path
) -> None:
    again = tmp_path / "again.age"
    release_data_set(desks[0], team.public, again)
    team.collect(again)
    store = create_store(
        tmp_path / "nieuw.db",
        "Marleen",
        PASSPHRASE,
        fixed_clock(TODAY),
        [Site(code="DH", name="azc DH")],
        LEAST_COST,
    )
    first = tmp_path / "first.age"
    sent = release_data_set(store.desk, team.public, first).result
    store.desk.database.close()
    assert sent.number == 1
    (refused,) = team.results(first)
    assert (refused.code, refused.first) == ("other_key", False)
    assert team.collect(first, confirmed=frozenset({refused.fingerprint})) == ["collected"]
    assert team.collect(again, first) == ["other_key", "already"]


def test_a_key_that_is_pinned_with_a_file_is_told_once(team: Team, sets: list[Path]) -> None:
    assert [result.first for result in team.results(*sets[:2], sets[0])] == [True, True, False]


def test_stopping_half_way_keeps_what_arrived(team: Team, sets: list[Path]) -> None:
    arrived: list[str] = []

    class Stopped(Exception):
        pass

    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise Stopped

    with pytest.raises(Stopped):
        collect(
            sets,
            team.collection,
            team.secret,
            TEAM,
            arrived=lambda result: arrived.append(result.site),
            progress=stop,
            cost=LEAST_COST,
        )
    assert arrived == ["DH", "EV"]
    assert [site.code for site in sites_of(team.collection, TEAM)] == ["DH", "EV"]


def test_a_total_of_hidden_cells_is_hidden_and_never_nought(team: Team, sets: list[Path]) -> None:
    team.collect(*sets)
    shown = figures(team.collection, TEAM, published=True)
    assert {count for counts in shown.sites.values() for count in counts.values()} == {None, 0}
    assert shown.total["residents"] is None
    assert shown.total["completed"] == 0


def test_a_collection_that_another_program_has_open_says_so(team: Team, sets: list[Path]) -> None:
    team.collect(sets[0])
    holder = (
        "import sys\n"
        "from pathlib import Path\n"
        "from meedoenbalie.services.collecting import opened\n"
        f"with opened(Path({str(team.collection)!r}), {TEAM!r}):\n"
        "    print('open', flush=True)\n"
        "    sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"open"
        with pytest.raises(CollectionError) as error:
            figures(team.collection, TEAM)
        assert error.value.code == "in_use"
        other.communicate()
    assert figures(team.collection, TEAM).total["residents"] == 2


def test_a_collection_that_can_not_be_made_leaves_nothing_behind(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("meedoenbalie.collection.collected.attach", full)
        with pytest.raises(OSError, match="No space"):
            overview(team.collection, TEAM, create=True, cost=LEAST_COST)
    assert not list(team.folder.glob("verzameling*"))
    assert overview(team.collection, TEAM, create=True, cost=LEAST_COST).sites == ()


@pytest.mark.parametrize("beside", ["nothing", "keys", "text"])
def test_a_file_that_is_no_collection_is_left_alone(
    team: Team, sets: list[Path], beside: str, tmp_path: Path
) -> None:
    team.collect(sets[0])
    other = tmp_path / "ander.duckdb"
    if beside != "nothing":
        other.write_text("van iemand anders", encoding="utf-8")
    if beside == "keys":
        keys = (team.folder / "verzameling.duckdb.keys").read_bytes()
        (tmp_path / "ander.duckdb.keys").write_bytes(keys)
    with pytest.raises(CollectionError) as error:
        overview(other, TEAM)
    assert error.value.code == ("not_a_collection" if beside == "keys" else "missing")
    if beside != "nothing":
        assert other.read_text(encoding="utf-8") == "van iemand anders"
