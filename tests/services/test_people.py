"""Colleagues join with a code that works once, change what they may, and leave; the key stays."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from meedoenbalie.clock import Clock, fixed_clock
from meedoenbalie.domain.people import Role, Site, User
from meedoenbalie.services import people, registration, stores
from meedoenbalie.services.desk import Desk, NotAllowed
from meedoenbalie.services.messages import explain
from meedoenbalie.services.people import CannotChangeUser
from meedoenbalie.services.settings import settings_of
from meedoenbalie.storage.errors import AccessEnded, CodeExpired, WrongPassphrase
from meedoenbalie.storage.keys import LEAST_COST, KeyFile, key_file_of
from meedoenbalie.storage.rows import access
from tests.opened_desk import PASSPHRASE, TODAY

NEW = "een eigen lange zin"


class Balie:
    """A store with an administrator; people open and close it one after the other."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "dijkhorst.db"
        site = Site(code="DH", name="azc Dijkhorst")
        made = stores.create_store(
            self.path, "Marleen", PASSPHRASE, fixed_clock(TODAY), [site], LEAST_COST
        )
        self.recovery_code = made.recovery_code
        made.desk.database.close()

    def open(self, name: str = "Marleen", secret: str = PASSPHRASE, day: date = TODAY) -> Desk:
        return stores.open_store(self.path, name, secret, fixed_clock(day))

    def join(self, name: str, code: str, day: date = TODAY) -> Desk:
        return stores.join_store(self.path, name, code, NEW, fixed_clock(day), LEAST_COST)

    def add(self, name: str, *roles: Role) -> User:
        """Let a colleague come in for the first time and leave the window again."""
        with (desk := self.open()).database:
            made = people.invite(desk, PASSPHRASE, name, roles, LEAST_COST).result
        self.join(name, made.code).database.close()
        return made.user


@pytest.fixture
def balie(tmp_path: Path) -> Balie:
    return Balie(tmp_path)


def test_a_colleague_joins_with_a_code_that_works_once(balie: Balie) -> None:
    with (desk := balie.open()).database:
        made = people.invite(desk, PASSPHRASE, " Joost  Bakker ", [Role.DESK], LEAST_COST).result
        assert made.last_day == TODAY + timedelta(days=7)
        joost = next(c for c in people.colleagues(desk) if c.user.name == "Joost Bakker")
        assert (joost.has_key, joost.code_until, joost.last_in) == (False, made.last_day, None)
    assert stores.users_of(balie.path) == ("Marleen",)
    assert stores.newcomers_of(balie.path, fixed_clock(TODAY)) == ("Joost Bakker",)
    assert made.code not in key_file_of(balie.path).read_text(encoding="utf-8")
    with (desk := balie.join("Joost Bakker", made.code, made.last_day)).database:
        assert desk.user.roles == (Role.DESK,)
    assert stores.newcomers_of(balie.path, fixed_clock(TODAY)) == ()
    with pytest.raises(WrongPassphrase):
        balie.join("Joost Bakker", made.code)
    with (desk := balie.open("Joost Bakker", NEW, made.last_day)).database:
        joost = next(c for c in people.colleagues(desk) if c.user.name == "Joost Bakker")
        assert joost.last_in == fixed_clock(made.last_day).now()


def test_a_code_that_is_over_opens_nothing_and_its_slot_goes_at_the_next_opening(
    balie: Balie,
) -> None:
    with (desk := balie.open()).database:
        made = people.invite(desk, PASSPHRASE, "Joost", [Role.DESK], LEAST_COST).result
    late = made.last_day + timedelta(days=1)
    with pytest.raises(CodeExpired) as error:
        balie.join("Joost", made.code, late)
    assert explain(error.value) == "Deze code is verlopen. Vraag de beheerder om een nieuwe."
    assert stores.newcomers_of(balie.path, fixed_clock(late)) == ()
    assert "Joost" in key_file_of(balie.path).read_text(encoding="utf-8")
    with (desk := balie.open(day=late)).database:
        assert "Joost" not in key_file_of(balie.path).read_text(encoding="utf-8")
        joost = next(c for c in people.colleagues(desk) if c.user.name == "Joost")
        again = people.give_code(desk, PASSPHRASE, joost.user.id, LEAST_COST).result
    balie.join("Joost", again.code, late).database.close()


def test_who_forgot_a_passphrase_comes_in_with_a_new_code(balie: Balie) -> None:
    joost = balie.add("Joost", Role.DESK)
    with (desk := balie.open()).database:
        code = people.give_code(desk, PASSPHRASE, joost.id, LEAST_COST).result.code
    desk = stores.join_store(
        balie.path, "Joost", code, "een andere lange zin", fixed_clock(TODAY), LEAST_COST
    )
    desk.database.close()
    with pytest.raises(WrongPassphrase):
        balie.open("Joost", NEW)


def test_adding_somebody_asks_the_administrators_own_passphrase(balie: Balie) -> None:
    with (desk := balie.open()).database:
        with pytest.raises(WrongPassphrase):
            people.invite(desk, "niet mijn wachtzin", "Joost", [Role.DESK], LEAST_COST)
        assert [c.user.name for c in people.colleagues(desk)] == ["Marleen"]
        for name, roles, code in (
            ("Marleen", [Role.DESK], "name_taken"),
            ("Joost", [], "no_roles"),
        ):
            with pytest.raises(CannotChangeUser) as error:
                people.invite(desk, PASSPHRASE, name, roles, LEAST_COST)
            assert error.value.code == code
            assert explain(error.value)


def test_access_ends_and_the_name_stays_with_what_was_recorded(balie: Balie) -> None:
    joost = balie.add("Joost", Role.DESK)
    old_keys = key_file_of(balie.path).read_bytes()
    with (desk := balie.open()).database:
        people.withdraw(desk, joost.id)
        assert people.colleagues(desk)[-1].user.left_on == TODAY
        with pytest.raises(CannotChangeUser):
            people.withdraw(desk, joost.id)
    with pytest.raises(WrongPassphrase):
        balie.open("Joost", NEW)
    # Somebody puts an older key file back: the program refuses all the same.
    key_file_of(balie.path).write_bytes(old_keys)
    with pytest.raises(AccessEnded) as error:
        balie.open("Joost", NEW)
    assert explain(error.value) == ("De toegang van Joost is ingetrokken. Vraag het de beheerder.")
    with pytest.raises(AccessEnded):
        stores.recover_store(
            balie.path, balie.recovery_code, "Joost", NEW, fixed_clock(TODAY), LEAST_COST
        )
    with (desk := balie.open()).database:
        back = people.invite(desk, PASSPHRASE, "Joost", [Role.COORDINATOR], LEAST_COST).result
        assert (back.user.id, back.user.left_on) == (joost.id, None)
    balie.join("Joost", back.code).database.close()


def test_somebody_who_can_come_in_stays_administrator(balie: Balie) -> None:
    with (desk := balie.open()).database:
        marleen = desk.user
        fatma = people.invite(desk, PASSPHRASE, "Fatma", [Role.ADMINISTRATOR], LEAST_COST).result
        with pytest.raises(CannotChangeUser, match="last_administrator") as error:
            people.withdraw(desk, marleen.id)
        assert "laatste beheerder" in (explain(error.value) or "")
        with pytest.raises(CannotChangeUser, match="last_administrator"):
            people.change_roles(desk, marleen.id, [Role.DESK])
    balie.join("Fatma", fatma.code).database.close()
    with (desk := balie.open()).database:
        people.change_roles(desk, marleen.id, [Role.COORDINATOR, Role.DESK])
    with (desk := balie.open()).database:
        assert desk.user.roles == (Role.DESK, Role.COORDINATOR)
        with pytest.raises(NotAllowed):
            people.change_roles(desk, marleen.id, [Role.ADMINISTRATOR])


def test_a_passphrase_changes_without_writing_the_store_again(balie: Balie) -> None:
    with (desk := balie.open()).database:
        before = balie.path.read_bytes()
        with pytest.raises(WrongPassphrase):
            people.change_passphrase(desk, "niet mijn wachtzin", NEW, LEAST_COST)
        with pytest.raises(stores.WeakPassphrase):
            people.change_passphrase(desk, PASSPHRASE, "kort", LEAST_COST)
        people.change_passphrase(desk, PASSPHRASE, NEW, LEAST_COST)
        assert balie.path.read_bytes() == before
    with pytest.raises(WrongPassphrase):
        balie.open()
    balie.open(secret=NEW).database.close()


def test_the_old_recovery_code_works_until_the_new_one_is_read_back(balie: Balie) -> None:
    later = fixed_clock(TODAY + timedelta(days=30))
    with (desk := balie.open(day=later.today())).database:
        assert settings_of(desk).recovery_made_on == TODAY
        code = people.new_recovery_code()
        groups = code.split("-")
        read_back = f"{groups[1]}-{groups[4]}"
        for passphrase, typed in (("niet mijn wachtzin", read_back), (PASSPHRASE, "AAAA-BBBB")):
            with pytest.raises((WrongPassphrase, CannotChangeUser)):
                people.set_recovery_code(desk, passphrase, code, typed, LEAST_COST)
        assert settings_of(desk).recovery_made_on == TODAY
        people.prove_recovery_code(desk, balie.recovery_code.lower())
        people.set_recovery_code(desk, PASSPHRASE, code, read_back, LEAST_COST)
        stored = settings_of(desk)
        assert stored.recovery_made_on == stored.recovery_proved_on == later.today()
        with pytest.raises(CannotChangeUser) as error:
            people.prove_recovery_code(desk, balie.recovery_code)
        assert error.value.code == "wrong_code"
    with pytest.raises(WrongPassphrase):
        _recover(balie, balie.recovery_code, later)
    _recover(balie, code, later).database.close()


def test_when_the_key_file_cannot_be_written_nothing_is_changed(
    balie: Balie, monkeypatch: pytest.MonkeyPatch
) -> None:
    joost = balie.add("Joost", Role.DESK)
    with (desk := balie.open()).database:
        monkeypatch.setattr(KeyFile, "_save", _full)
        for act in (
            lambda: people.withdraw(desk, joost.id),
            lambda: people.invite(desk, PASSPHRASE, "Fatma", [Role.DESK], LEAST_COST),
        ):
            with pytest.raises(OSError, match="full"):
                act()
        monkeypatch.undo()
        assert [(c.user.name, c.user.left_on) for c in people.colleagues(desk)] == [
            ("Joost", None),
            ("Marleen", None),
        ]


def test_coming_in_and_being_refused_are_written_down(balie: Balie) -> None:
    balie.add("Joost", Role.DESK)
    with (desk := balie.open("Joost", NEW)).database:
        with pytest.raises(NotAllowed):
            people.invite(desk, NEW, "Vriend", [Role.ADMINISTRATOR], LEAST_COST)
        with desk.database.reading() as connection:
            lines = connection.execute(access.select().order_by(access.c.id)).mappings()
            said = [(line["actor"], line["action"], line["refused"]) for line in lines]
    assert said == [
        ("Marleen", "unlock", 0),
        ("Joost", "join", 0),
        ("Joost", "unlock", 0),
        ("Joost", "invite_user", 1),
    ]


def test_the_programme_team_reads_no_residents(balie: Balie) -> None:
    balie.add("Team", Role.PROGRAMME)
    with (desk := balie.open("Team", NEW)).database:
        assert [site.code for site in registration.sites(desk)] == ["DH"]
        with pytest.raises(NotAllowed):
            registration.find_residents(desk, registration.ResidentQuery())


def _full(*_arguments: object) -> None:
    raise OSError("disk full")


def _recover(balie: Balie, code: str, clock: Clock) -> Desk:
    return stores.recover_store(balie.path, code, "Marleen", NEW, clock, LEAST_COST)
