"""On a server roles really protect: it refuses whoever goes round the program as well."""

from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
import pytest
from psycopg import sql

from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.people import Resident, Role, Site, User
from meedoenbalie.domain.referrals import EventKind, Referral
from meedoenbalie.services import (
    catalogue,
    drafts,
    finding,
    people,
    referring,
    registration,
    walk_in,
)
from meedoenbalie.services.desk import Desk, NotAllowed
from meedoenbalie.services.stores import open_store
from meedoenbalie.services.undoing import undo
from meedoenbalie.services.verifying import verify
from meedoenbalie.storage.backends.address import ServerAddress
from meedoenbalie.storage.backends.row_security import secured_tables
from meedoenbalie.storage.errors import StoreError, StoreTrouble
from meedoenbalie.storage.rows import TABLES, metadata
from tests.opened_desk import TODAY
from tests.real_server import RealServer


@dataclass(frozen=True)
class Azcs:
    """A store with two azc's and a resident in each; Joost works at the first only."""

    server: RealServer
    address: ServerAddress
    marleen: Desk
    here: Resident
    elsewhere: Resident

    def role(self, name: str) -> str:
        """Roles are of the whole server, which other tests use at the same time."""
        return f"{name} {self.address.database}"

    def as_user(self, name: str) -> Desk:
        return open_store(self.address, self.role(name), "", fixed_clock(TODAY))

    def user(self, name: str) -> User:
        everybody = (one.user for one in people.colleagues(self.marleen))
        return next(user for user in everybody if user.name == self.role(name))

    def invite(self, name: str, *roles: Role, sites: tuple[Site, ...] = ()) -> User:
        ids = [site.id for site in sites]
        return people.invite(self.marleen, "x", self.role(name), roles, sites=ids).result.user

    def directly(self, name: str) -> "psycopg.Connection[tuple[object, ...]]":
        """Connect with another program than ours."""
        return psycopg.connect(
            host=self.address.host,
            dbname=self.address.database,
            user=self.role(name),
            autocommit=True,
        )


@pytest.fixture
def azcs(server: RealServer, server_store: ServerAddress) -> Iterator[Azcs]:
    marleen = server.opened(server_store)
    with marleen.read() as reader:
        (first,) = reader.find(Site)
    second = registration.add_site(marleen, "DGT", "azc Dongezicht").result
    here = registration.register_resident(marleen, first.id, given_name="Semhar").result
    elsewhere = registration.register_resident(marleen, second.id, given_name="Zahra").result
    found = Azcs(server, server_store, marleen, here, elsewhere)
    found.invite("Joost", Role.DESK, sites=(first,))
    yield found
    marleen.database.close()
    with server.manage(server_store.database) as manager:
        for name in map(found.role, ("Joost", "Nadia", "Petra", "Jan:x")):
            if manager.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone():
                manager.execute(sql.SQL("DROP OWNED BY {}").format(sql.Identifier(name)))
                manager.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(name)))


def test_somebody_of_one_azc_sees_and_finds_nobody_of_another(azcs: Azcs) -> None:
    joost = azcs.as_user("Joost")
    with joost.database:
        assert [one.code for one in registration.sites(joost)] == ["RTW"]
        assert [one.given_name for one in registration.find_resident_records(joost, "")] == [
            "Semhar"
        ]
        assert not registration.find_resident_records(joost, "zahra")
        assert not finding.find_anything(joost, "zahra").residents


def test_they_work_there_as_in_a_file_and_undo_it(azcs: Azcs) -> None:
    joost = azcs.as_user("Joost")
    with joost.database:
        site = registration.sites(joost)[0]
        made = registration.register_resident(joost, site.id, given_name="Adam").result
        assert made.reference == "RTW-0002"
        registration.change_resident(joost, made.id, made.version, notes="fietst graag")
        assert [one.id for one in registration.find_resident_records(joost, "adam")] == [made.id]
        undo(joost)
        undo(joost)
    assert verify(azcs.marleen).problems == ()


def test_a_number_that_another_azc_has_is_not_given_out_again(azcs: Azcs) -> None:
    offer = catalogue.add_offer(
        azcs.marleen, "Buurtkracht", code="M01", kind="mdt_traject", title="Samen"
    ).result
    joost, given = azcs.as_user("Joost"), []
    with joost.database:
        # Also past a list of somebody else, after which all numbers are read.
        for desk, who in ((azcs.marleen, azcs.elsewhere), (joost, azcs.here)) * 2:
            made = referring.prepare_referral(desk, who.id, offer.id).result.referral
            given.append(made.reference)
            referring.record_event(desk, made.id, EventKind.WITHDRAWN, note="anders")
            if len(given) == 2:
                with azcs.marleen.write("import") as uow:
                    uow.update(uow.get(Referral, made.id), reference="D12")
    assert given == ["D0001", "D0002", "D0013", "D0014"]


def test_another_program_gets_no_row_of_another_azc_either(azcs: Azcs) -> None:
    with azcs.directly("Joost") as other:
        (names,) = zip(*other.execute("SELECT given_name FROM resident").fetchall(), strict=True)
        assert names == ("Semhar",)
        assert other.execute("SELECT count(*) FROM search_entry").fetchone() == (1,)
        assert other.execute("SELECT count(*) FROM search_text").fetchone() == (1,)
        people_of = "SELECT count(*) FROM payload WHERE subject_id = %s"
        assert other.execute(people_of, [azcs.elsewhere.id]).fetchone() == (0,)
        changed = other.execute(
            "UPDATE resident SET given_name = 'X' WHERE id = %s", [azcs.elsewhere.id]
        )
        assert changed.rowcount == 0
        move = "UPDATE resident SET site_id = (SELECT site_id FROM beside.scope LIMIT 1)"
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            other.execute(move)


def test_nobody_but_the_owner_rewrites_the_chain_or_the_log(azcs: Azcs) -> None:
    with azcs.directly("Joost") as other:
        for table in ("step", "entry", "access"):
            for act in (f"DELETE FROM {table}", f"UPDATE {table} SET id = id"):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    other.execute(act)
        for act in (
            "DELETE FROM beside.erased",
            "UPDATE staff SET roles = '[]'",
            "INSERT INTO beside.scope SELECT session_user, id FROM site",
            "ALTER TABLE resident DISABLE ROW LEVEL SECURITY",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                other.execute(act)


def test_the_programme_team_reads_no_person_on_a_server(azcs: Azcs) -> None:
    azcs.invite("Petra", Role.PROGRAMME)
    with azcs.directly("Petra") as other:
        for table in ("resident", "contact", "referral", "consent", "visit"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                other.execute(f"SELECT * FROM {table}")
        other.execute("SELECT * FROM learned_lesson")
    petra = azcs.as_user("Petra")
    petra.database.close()


def test_nor_what_is_derived_of_one_or_was_before(azcs: Azcs) -> None:
    registration.change_resident(azcs.marleen, azcs.here.id, azcs.here.version, family_name="Nieuw")
    azcs.invite("Petra", Role.PROGRAMME)
    with azcs.directly("Petra") as other:
        for table in ("list_part", "referral_standing"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                other.execute(f"SELECT * FROM {table}")
        for table in ("search_entry", "search_text", "payload WHERE before LIKE '%Nieuw%'"):
            assert other.execute(f"SELECT * FROM {table}").fetchall() == []
        assert other.execute("DELETE FROM search_text").rowcount == 0
    petra = azcs.as_user("Petra")
    with petra.database:
        assert drafts.mine(petra) == []


@pytest.mark.parametrize("role", [Role.DESK, Role.PROGRAMME])
def test_whoever_may_not_erase_puts_nobody_on_the_list_of_who_is_erased(
    azcs: Azcs, role: Role
) -> None:
    azcs.invite("Petra", role)
    with azcs.directly("Petra") as other, pytest.raises(psycopg.errors.InsufficientPrivilege):
        other.execute("INSERT INTO beside.erased VALUES (%s, now())", [azcs.here.id])


def test_the_names_of_a_walk_in_elsewhere_are_not_in_the_journal_either(azcs: Azcs) -> None:
    visit = walk_in.arrive(azcs.marleen, azcs.elsewhere.site_id, "Geheim", "tir").result
    walk_in.take(azcs.marleen, visit.id)
    with azcs.directly("Joost") as other:
        kept = other.execute("SELECT before FROM payload WHERE before LIKE '%Geheim%'")
        assert kept.fetchall() == []


def test_access_ends_for_whoever_is_at_work_too(azcs: Azcs) -> None:
    joost = azcs.as_user("Joost")
    with joost.database, joost.read() as reader:
        reader.count(Resident)
        people.withdraw(azcs.marleen, joost.user.id)
        with pytest.raises(StoreTrouble, match="server_lost"):
            reader.count(Resident)


def test_who_has_no_role_yet_can_be_changed_and_let_go(azcs: Azcs) -> None:
    with azcs.marleen.write("change_user", roles=frozenset(Role)) as uow:
        waits = uow.insert(User(name=azcs.role("Jan:x"), roles=(Role.DESK,)))
    people.change_roles(azcs.marleen, waits.id, [Role.PROGRAMME])
    people.withdraw(azcs.marleen, waits.id)
    azcs.invite("Jan:x", Role.DESK)
    azcs.as_user("Jan:x").database.close()


def test_whoever_sees_a_part_neither_verifies_the_whole_nor_moves_it(azcs: Azcs) -> None:
    joost = azcs.as_user("Joost")
    with joost.database, pytest.raises(NotAllowed):
        verify(joost)


def test_a_name_that_the_server_would_cut_off_is_refused(azcs: Azcs) -> None:
    with pytest.raises(people.CannotChangeUser, match="name_long"):
        people.invite(azcs.marleen, "x", "M" * 70, [Role.DESK])


def test_other_roles_are_other_rights(azcs: Azcs) -> None:
    joost = azcs.user("Joost")
    people.change_roles(azcs.marleen, joost.id, [Role.PROGRAMME])
    with azcs.directly("Joost") as other, pytest.raises(psycopg.errors.InsufficientPrivilege):
        other.execute("SELECT * FROM resident")


def test_access_that_ended_has_ended_on_the_server(azcs: Azcs) -> None:
    joost = azcs.user("Joost")
    people.withdraw(azcs.marleen, joost.id)
    with pytest.raises(StoreError):
        azcs.as_user("Joost")
    with pytest.raises(psycopg.OperationalError):
        azcs.directly("Joost")


def test_a_user_who_does_not_own_the_tables_lets_nobody_in(azcs: Azcs) -> None:
    azcs.invite("Nadia", Role.ADMINISTRATOR)
    nadia = azcs.as_user("Nadia")
    with nadia.database, pytest.raises(StoreTrouble, match="not_permitted"):
        people.invite(nadia, "x", "Kees", [Role.DESK])


def test_every_table_about_people_is_kept_to_sites() -> None:
    reached = {TABLES[Resident]}
    for table in metadata.sorted_tables:
        if any(key.column.table in reached for key in table.foreign_keys):
            reached.add(table)
    assert {table.name for table in reached} <= secured_tables()


def test_a_password_reaches_the_server_as_what_it_keeps_of_it(azcs: Azcs) -> None:
    joost = azcs.as_user("Joost")
    with joost.database:
        people.change_passphrase(joost, "oud", "zes nieuwe woorden")
    with azcs.server.manage() as manager:
        kept = manager.execute(
            "SELECT rolpassword FROM pg_authid WHERE rolname = %s", [azcs.role("Joost")]
        )
        row = kept.fetchone()
    assert row is not None
    assert str(row[0]).startswith("SCRAM-SHA-256$")
