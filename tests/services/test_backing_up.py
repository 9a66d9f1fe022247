"""Back-ups as the desk makes them, clears them up, and puts one in the place of the present."""

import errno
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from meedoenbalie.clock import Clock, fixed_clock
from meedoenbalie.domain.people import Resident, Role, Site
from meedoenbalie.services import backing_up, messages, restoring
from meedoenbalie.services.backing_up import BackupFailed, back_up, backups, is_due, standing
from meedoenbalie.services.backup_messages import place_name
from meedoenbalie.services.desk import Desk, NotAllowed
from meedoenbalie.services.erasing import erase
from meedoenbalie.services.registration import change_resident, register_resident
from meedoenbalie.services.settings import change_settings
from meedoenbalie.services.stores import (
    LEAST_COST,
    StoreInUse,
    create_store,
    open_store,
)
from meedoenbalie.services.verifying import verify
from meedoenbalie.storage import backup as files
from meedoenbalie.storage import restore as placing
from meedoenbalie.storage.errors import (
    BackupDamaged,
    BackupOfOther,
    StoreMissing,
    WrongPassphrase,
)
from meedoenbalie.storage.in_use import lock_file_of
from meedoenbalie.storage.keys import KeyFile, key_file_of
from tests.opened_desk import PASSPHRASE, TODAY

NOON = datetime(2026, 3, 2, 11, tzinfo=UTC)
CLOCK = fixed_clock(TODAY)


def at(desk: Desk, moment: datetime) -> Desk:
    return replace(desk, clock=Clock(lambda: moment))


def register(desk: Desk, site: Site, name: str) -> Resident:
    return register_resident(desk, site.id, given_name=name).result


def names(desk: Desk) -> list[str]:
    with desk.read() as reader:
        return [resident.given_name for resident in reader.find(Resident, "reference")]


def reopened(path: Path) -> Desk:
    return open_store(path, "Marleen", PASSPHRASE, CLOCK)


# -- making ---------------------------------------------------------------------------------------


def test_a_back_up_lies_beside_the_store_and_was_checked(desk: Desk, site: Site) -> None:
    register(desk, site, "Semhar")
    made = back_up(desk)
    assert made.path.parent.name == "rietwaard back-ups"
    assert made.path.name == "rietwaard 2026-03-02 12.00.00.back-up"
    assert made.proved_at == desk.clock.now()
    assert made.facts.counts["resident"] == 1
    assert backing_up.last_proved(desk) == made
    assert standing(desk).last == made
    assert not standing(desk).old


def test_it_is_time_after_a_change_and_half_an_hour_and_at_closing_after_any_change(
    desk: Desk, site: Site
) -> None:
    assert is_due(desk, None)
    made = back_up(at(desk, NOON))
    later = at(desk, NOON + timedelta(minutes=31))
    assert not is_due(later, made)
    assert not is_due(later, made, closing=True)
    register(desk, site, "Semhar")
    assert is_due(later, made)
    soon = at(desk, NOON + timedelta(minutes=29))
    assert not is_due(soon, made)
    assert is_due(soon, made, closing=True)


def test_a_new_key_is_worth_a_back_up_too(desk: Desk) -> None:
    made = back_up(at(desk, NOON))
    path, key = desk.database.path, KeyFile(desk.database.path).unlock("Marleen", PASSPHRASE)
    KeyFile(path).set_passphrase("Marleen", "een heel nieuwe zin", key, LEAST_COST)
    assert is_due(desk, made, closing=True)


def test_a_year_of_back_ups_leaves_the_ladder(desk: Desk, site: Site) -> None:
    for days in (400, 300, 250, 200, 100, 80, 60, 45, 30, 14, 13, 12, 7, 2, 1, 0):
        moment = NOON - timedelta(days=days)
        register(desk, site, f"Dag {days}")
        back_up(at(desk, moment))
        back_up(at(desk, moment + timedelta(minutes=30)))
    moments = {backup.facts.moment for backup in backups(desk)}
    assert NOON in moments
    assert NOON - timedelta(days=1) not in moments  # a later one of that day stays
    assert NOON - timedelta(days=1) + timedelta(minutes=30) in moments
    assert NOON - timedelta(days=400) + timedelta(minutes=30) not in moments
    assert all(backup.proved_at for backup in backups(desk))


def test_after_a_day_without_one_it_is_old_and_says_so(desk: Desk, site: Site) -> None:
    assert standing(desk).old
    back_up(at(desk, NOON))
    tomorrow = at(desk, NOON + timedelta(days=1))
    assert not standing(tomorrow).old  # nothing changed
    register(desk, site, "Semhar")
    assert standing(tomorrow).old


def test_the_day_on_which_an_erased_person_is_in_no_back_up_any_more(
    desk: Desk, site: Site
) -> None:
    assert backing_up.when_last_old_expires(desk) == TODAY
    back_up(at(desk, NOON - timedelta(days=40)))  # 21 January: the last of its month
    assert backing_up.when_last_old_expires(desk) == date(2026, 11, 1)


# -- what goes wrong ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "code", "words"),
    [
        (errno.ENOSPC, "full", "‘Kluis’ is vol. De back-up is niet gemaakt; uw gegevens staan"),
        (errno.EROFS, "read_only", "In ‘Kluis’ mag niet geschreven worden."),
        (errno.EIO, "gone", "‘Kluis’ is niet te bereiken."),
        (errno.EBUSY, "other", "Schrijven in ‘Kluis’ lukte niet."),
    ],
)
def test_a_place_that_does_not_do_is_told_in_words_and_nothing_half_is_left(
    desk: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    code: str,
    words: str,
) -> None:
    place = tmp_path / "Kluis"
    place.mkdir()
    change_settings(desk, backup_folder=str(place))
    before = desk.database.path.read_bytes()

    def fails(*_arguments: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(files, "_pour", fails)
    with pytest.raises(BackupFailed) as failed:
        back_up(desk)
    assert failed.value.code == code
    assert words in (messages.explain(failed.value) or "")
    assert list(place.iterdir()) == []
    assert desk.database.path.read_bytes() == before


def test_where_a_stick_was_no_folder_is_made(desk: Desk, tmp_path: Path) -> None:
    change_settings(desk, backup_folder=str(tmp_path / "media" / "Kluis"))
    with pytest.raises(BackupFailed) as failed:
        back_up(desk)
    assert failed.value.code == "gone"
    assert not (tmp_path / "media").exists()
    assert not standing(desk).reachable
    assert backups(desk) == []


def test_a_stick_that_gives_back_something_else_is_not_trusted(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    unpack = files.unpack

    def worn(backup: files.Backup, folder: Path, progress: Callable[[], None]) -> None:
        data = bytearray(backup.path.read_bytes())
        data[len(data) // 2] ^= 1
        backup.path.write_bytes(data)
        unpack(backup, folder, progress)

    monkeypatch.setattr(files, "unpack", worn)
    with pytest.raises(BackupFailed) as failed:
        back_up(desk)
    assert failed.value.code == "unproved"
    assert backups(desk) == []
    assert list(backing_up.backup_folder(desk).iterdir()) == []


def test_a_store_that_is_damaged_keeps_its_earlier_back_ups(desk: Desk, site: Site) -> None:
    good = back_up(at(desk, NOON - timedelta(days=500)))
    register(desk, site, "Semhar")
    connection = desk.database.engine.raw_connection()
    connection.cursor().execute("UPDATE resident SET given_name = 'Els'")
    connection.close()
    with pytest.raises(BackupFailed) as failed:
        back_up(desk)
    assert failed.value.code == "source"
    assert "in de balie zelf klopt iets niet" in (messages.explain(failed.value) or "")
    assert [backup.path for backup in backups(desk)] == [good.path]


def test_a_place_is_called_as_people_call_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "Kluis"
    assert place_name(stick / "back-ups") == "back-ups"
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path) == stick)
    assert place_name(stick / "back-ups") == "Kluis"


# -- putting back ---------------------------------------------------------------------------------


def test_it_is_shown_first_what_would_be_lost_and_gained(desk: Desk, site: Site) -> None:
    first = register(desk, site, "Semhar")
    gone = register(desk, site, "Yusuf")
    made = back_up(desk)
    change_resident(desk, first.id, first.version, given_name="Selam")
    register(desk, site, "Zahra")
    with desk.write("change_resident") as uow:
        uow.delete(gone)
    shown = restoring.preview(desk, made.path)
    residents = next(one for one in shown.differences if one.table == "resident")
    assert (residents.now, residents.then) == (2, 2)
    assert residents.lost == ("RTW-0003",)
    assert residents.gained == ("RTW-0002",)
    assert residents.changed == ("RTW-0001",)
    assert not any(one.differs for one in shown.differences if one.table != "resident")
    assert shown.steps == 3
    assert names(desk) == ["Selam", "Zahra"]
    assert [
        path.name for path in desk.database.path.parent.iterdir() if "restored" in path.name
    ] == []


def test_putting_back_keeps_the_present_and_gives_the_moment_of_the_back_up(
    desk: Desk, site: Site
) -> None:
    path = desk.database.path
    register(desk, site, "Semhar")
    made = back_up(desk)
    register(desk, site, "Zahra")
    done = restoring.restore(desk, made.path)
    assert not lock_file_of(path).exists()
    again = reopened(path)
    assert names(again) == ["Semhar"]
    assert verify(again).problems == ()
    assert done.kept is not None
    restoring.restore(again, done.kept)
    back = reopened(path)
    assert names(back) == ["Semhar", "Zahra"]
    back.database.close()


def test_who_was_erased_stays_erased_and_is_not_counted_as_won(desk: Desk, site: Site) -> None:
    path = desk.database.path
    person = register(desk, site, "Semhar")
    register(desk, site, "Zahra")
    made = back_up(desk)
    erase(desk, person.id)
    shown = restoring.preview(desk, made.path)
    assert shown.forgotten == 1
    assert not any(one.gained for one in shown.differences if one.table == "resident")
    restoring.restore(desk, made.path)
    again = reopened(path)
    assert names(again) == ["Zahra"]
    assert verify(again).problems == ()
    again.database.close()


def test_a_passphrase_of_before_does_not_come_back(desk: Desk) -> None:
    path = desk.database.path
    made = back_up(desk)
    keys = KeyFile(path)
    keys.set_passphrase(
        "Marleen", "een heel nieuwe zin", keys.unlock("Marleen", PASSPHRASE), LEAST_COST
    )
    restoring.restore(desk, made.path)
    with pytest.raises(WrongPassphrase):
        reopened(path)
    open_store(path, "Marleen", "een heel nieuwe zin", CLOCK).database.close()


def test_only_who_may_puts_back(desk: Desk) -> None:
    made = back_up(desk)
    colleague = replace(desk, user=desk.user.changed(roles=(Role.DESK,)))
    assert not restoring.may_restore(colleague)
    with pytest.raises(NotAllowed):
        restoring.restore(colleague, made.path)


def test_while_another_program_reads_nothing_is_put_back(desk: Desk, site: Site) -> None:
    made = back_up(desk)
    register(desk, site, "Semhar")
    beside = open_store(desk.database.path, "Marleen", PASSPHRASE, CLOCK, beside=True)
    with beside.database, beside.read():
        desk.database.engine.dispose()
        with pytest.raises(StoreInUse):
            restoring.restore(desk, made.path)
    assert names(desk) == ["Semhar"]


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A back-up of another store, with its own passphrase."""
    made = create_store(
        tmp_path / "a" / "dh.db", "Joost", "nog meer gewone woorden", CLOCK, (), LEAST_COST
    )
    with made.desk.database:
        return back_up(made.desk).path


def test_a_back_up_of_another_store_is_refused_unless_it_is_asked_for(
    desk: Desk, other: Path
) -> None:
    path = desk.database.path
    with pytest.raises(BackupOfOther):
        restoring.preview(desk, other)
    desk.database.close()
    with pytest.raises(BackupOfOther):
        restoring.restore_at(path, other, "Marleen", PASSPHRASE, CLOCK)
    done = restoring.restore_other(path, other, "Joost", "nog meer gewone woorden", CLOCK)
    open_store(path, "Joost", "nog meer gewone woorden", CLOCK).database.close()
    assert done.kept is not None
    reopened(done.kept).database.close()


def test_a_store_that_is_gone_comes_back_with_its_keys(desk: Desk, site: Site) -> None:
    path = desk.database.path
    register(desk, site, "Semhar")
    made = back_up(desk)
    desk.database.close()
    for file in (path, key_file_of(path)):
        file.unlink()
    with pytest.raises(WrongPassphrase):
        restoring.restore_at(path, made.path, "Marleen", "iets anders nu", CLOCK)
    shown = restoring.preview_at(path, made.path, None, PASSPHRASE, CLOCK)
    assert not shown.had_present
    assert not path.exists()
    restoring.restore_at(path, made.path, None, PASSPHRASE, CLOCK)
    again = reopened(path)
    assert names(again) == ["Semhar"]
    again.database.close()


def test_a_damaged_store_is_set_aside_and_replaced(desk: Desk, site: Site) -> None:
    path = desk.database.path
    register(desk, site, "Semhar")
    made = back_up(desk)
    desk.database.close()
    path.write_bytes(b"\0" * 50_000)
    done = restoring.restore_at(path, made.path, "Marleen", PASSPHRASE, CLOCK)
    assert done.kept == path.with_name("rietwaard-voor-terugzetten.db")
    assert done.kept.read_bytes() == b"\0" * 50_000
    again = reopened(path)
    assert names(again) == ["Semhar"]
    again.database.close()


def test_a_damaged_back_up_is_refused_and_nothing_changes(desk: Desk, site: Site) -> None:
    register(desk, site, "Semhar")
    made = back_up(desk)
    data = bytearray(made.path.read_bytes())
    data[len(data) // 2] ^= 1
    made.path.write_bytes(data)
    with pytest.raises(BackupDamaged):
        restoring.restore(desk, made.path)
    assert names(desk) == ["Semhar"]


class Crash(BaseException):
    """The program stops here, and nothing more is done."""


@pytest.mark.parametrize("after", range(14))
def test_a_crash_at_any_step_leaves_the_old_or_the_new_whole(
    desk: Desk, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    path = desk.database.path
    register(desk, site, "Semhar")
    made = back_up(desk)
    register(desk, site, "Zahra")
    left = after

    def counted(real: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **more: object) -> object:
            nonlocal left
            left -= 1
            if left < 0:
                raise Crash
            return real(*arguments, **more)

        return call

    with monkeypatch.context() as broken:
        broken.setattr(shutil, "rmtree", counted(shutil.rmtree))
        for name in ("sync_file", "sync_folder"):
            broken.setattr(placing, name, counted(getattr(placing, name)))
        real_finish = placing.finish

        def finish(store: Path) -> None:
            with monkeypatch.context() as inside:
                for name in ("replace", "unlink"):
                    inside.setattr(Path, name, counted(getattr(Path, name)))
                real_finish(store)

        broken.setattr(placing, "finish", finish)
        try:
            restoring.restore(desk, made.path)
            crashed = False
        except Crash:
            crashed = True
    desk.database.close()
    again = reopened(path)
    assert names(again) in (["Semhar"], ["Semhar", "Zahra"])
    assert verify(again).problems == ()
    again.database.close()
    if not crashed:
        assert not placing.is_decided(path)


def test_a_user_whom_the_back_up_does_not_know_is_not_let_in_by_it(desk: Desk) -> None:
    made = back_up(desk)
    with desk.write("invite") as uow:
        newcomer = uow.insert(desk.user.model_validate({"name": "Joost", "roles": desk.user.roles}))
    with pytest.raises(StoreMissing, match="user"):
        restoring.preview(replace(desk, user=newcomer), made.path)
