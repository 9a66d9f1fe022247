"""Into a server elsewhere one comes with the right password only, and only when it is that server.

The server is a real one, with a certificate of an authority of this test and passwords by SCRAM.
"""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.people import Role, Site
from meedoenbalie.i18n import Language, set_language
from meedoenbalie.services import people, registration
from meedoenbalie.services.messages import explain
from meedoenbalie.services.stores import create_store, open_store
from meedoenbalie.services.verifying import verify
from meedoenbalie.storage.backends.address import ServerAddress
from meedoenbalie.storage.backends.server import ServerDatabase
from meedoenbalie.storage.errors import PasswordNeeded, StoreTrouble, WrongPassphrase
from tests.opened_desk import TODAY
from tests.real_server import USER
from tests.tls_server import NAME, PASSWORD, Authority, TlsServer

CLOCK = fixed_clock(TODAY)
PATIENCE = 60
"""Seconds that a slow machine may take before a test says that nothing came."""
SITE = Site(code="RTW", name="azc Rietwaard")


@pytest.fixture(scope="module")
def made() -> dict[str, ServerAddress]:
    return {}


@pytest.fixture
def store(elsewhere: TlsServer, made: dict[str, ServerAddress]) -> ServerAddress:
    """A store on it, made once: migrating takes long."""
    if "store" not in made:
        address = elsewhere.new_database()
        create_store(address, USER, PASSWORD, CLOCK, [SITE]).desk.database.close()
        made["store"] = address
    return made["store"]


def refused(address: ServerAddress, password: str = PASSWORD) -> tuple[str, str]:
    """Return what is said in both languages of why the store can't be opened."""
    with pytest.raises((StoreTrouble, WrongPassphrase, PasswordNeeded)) as error:
        open_store(address, USER, password, CLOCK)
    languages: tuple[Language, Language] = ("nl", "en")
    said = []
    for language in languages:
        set_language(language)
        said.append(explain(error.value) or "")
    assert PASSWORD not in repr(error.value)
    return said[0], said[1]


def test_with_the_right_password_and_certificate_one_works_as_in_a_file(
    store: ServerAddress,
) -> None:
    with (desk := open_store(store, USER, PASSWORD, CLOCK)).database:
        site = registration.sites(desk)[0]
        registration.register_resident(desk, site.id, given_name="Semhar")
        assert verify(desk).problems == ()
        with desk.read() as reader:
            line = reader.connection.exec_driver_sql(
                "SELECT ssl, version FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
            ).one()
    assert line.ssl
    assert line.version in ("TLSv1.2", "TLSv1.3")


def test_a_wrong_password_is_refused_and_says_so(store: ServerAddress) -> None:
    dutch, english = refused(store, PASSWORD.upper())
    assert "wachtwoord klopt niet" in dutch
    assert "password isn't right" in english


def test_without_a_password_it_is_asked(store: ServerAddress) -> None:
    with pytest.raises(PasswordNeeded):
        open_store(store, USER, "", CLOCK)


def test_the_server_keeps_no_password_that_can_be_read(elsewhere: TlsServer) -> None:
    with elsewhere.manager.manage() as manager:
        kept = manager.execute("SELECT rolpassword FROM pg_authid WHERE rolname = %s", [USER])
        assert str(kept.fetchone()).startswith("('SCRAM-SHA-256$")


def test_a_server_with_another_name_is_not_that_server(
    elsewhere: TlsServer, store: ServerAddress
) -> None:
    elsewhere.shows("db.ergens.nl")
    try:
        dutch, english = refused(store)
    finally:
        elsewhere.shows(NAME)
    assert "certificaat" in dutch
    assert "certificate" in english


def test_a_certificate_of_an_unknown_authority_is_not_trusted(
    elsewhere: TlsServer, store: ServerAddress, tmp_path: Path
) -> None:
    # It has the same name: what counts is its key.
    stranger = Authority.made("Uitgever van deze test").written(tmp_path / "ander.pem")
    dutch, english = refused(elsewhere.address(store.database, stranger))
    assert "sslrootcert" in dutch
    assert "sslrootcert" in english


def test_the_authorities_of_the_system_do_not_know_it_either(store: ServerAddress) -> None:
    plain = ServerAddress(store.host, store.port, store.database, store.user)
    assert plain.url.query["sslrootcert"] == "system"
    assert "sslrootcert" in refused(plain)[0]


def test_nothing_is_sent_to_a_server_without_tls(
    elsewhere: TlsServer, store: ServerAddress
) -> None:
    elsewhere.set("ssl", "off")
    try:
        dutch, english = refused(store)
    finally:
        elsewhere.set("ssl", "on")
    assert "niets verstuurd" in dutch
    assert "nothing was sent" in english


@pytest.fixture
def joost(elsewhere: TlsServer, store: ServerAddress) -> Iterator[str]:
    """A colleague with a first password."""
    desk = open_store(store, USER, PASSWORD, CLOCK)
    with desk.database:
        first = people.invite(desk, PASSWORD, "Joost", [Role.DESK]).result.code
    yield first
    with elsewhere.manager.manage(store.database) as manager:
        manager.execute(sql.SQL("DROP OWNED BY {}").format(sql.Identifier("Joost")))
        manager.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier("Joost")))


def test_a_colleague_comes_in_with_a_first_password_until_it_is_changed(
    store: ServerAddress, joost: str
) -> None:
    desk = open_store(store, "Joost", joost, CLOCK)
    with desk.database:
        with pytest.raises(WrongPassphrase):
            people.change_passphrase(desk, "niet dit", "zeven heel andere woorden")
        people.change_passphrase(desk, joost, "zeven heel andere woorden")
    with pytest.raises(WrongPassphrase):
        open_store(store, "Joost", joost, CLOCK)
    open_store(store, "Joost", "zeven heel andere woorden", CLOCK).database.close()


def test_a_program_that_asks_no_tls_gets_nothing(
    elsewhere: TlsServer, store: ServerAddress
) -> None:
    with pytest.raises(psycopg.OperationalError, match="no encryption"):
        psycopg.connect(
            host="127.0.0.1",
            port=elsewhere.manager.port,
            dbname=store.database,
            user=USER,
            password=PASSWORD,
            sslmode="disable",
        )


def test_who_changes_the_own_password_works_on_with_it(store: ServerAddress) -> None:
    other = "acht andere woorden dan daarnet"
    with (desk := open_store(store, USER, PASSWORD, CLOCK)).database:
        with pytest.raises(WrongPassphrase):
            people.change_passphrase(desk, "iets heel anders", other)
        people.change_passphrase(desk, PASSWORD, other)
        # Every connection is made anew, as after an hour or when the server was away.
        desk.database.engine.dispose()
        site = registration.sites(desk)[0]
        registration.register_resident(desk, site.id, given_name="Zahra")
        told: list[frozenset[str]] = []
        database = desk.database
        assert isinstance(database, ServerDatabase)
        database.listen(told.append, lambda _there: None)
        assert database.listener is not None
        assert database.listener.listening.wait(PATIENCE)
        with pytest.raises(WrongPassphrase):
            open_store(store, USER, PASSWORD, CLOCK)
        open_store(store, USER, other, CLOCK).database.close()
        people.change_passphrase(desk, other, PASSWORD)


def test_a_password_of_which_nobody_heard_that_it_was_changed_works_too(
    store: ServerAddress,
) -> None:
    other = "acht andere woorden dan daarnet"
    with (desk := open_store(store, USER, PASSWORD, CLOCK)).database:
        database = desk.database
        assert isinstance(database, ServerDatabase)

        def change() -> None:
            with database.changing_password(other):
                with database.writing() as connection:
                    database.ways_in().change(connection, USER, PASSWORD, other)
                raise StoreTrouble("server_lost")

        with pytest.raises(StoreTrouble):
            change()
        database.engine.dispose()
        registration.sites(desk)
        # Done again, as a change is that failed: it is there already.
        people.change_passphrase(desk, PASSWORD, other)
        database.engine.dispose()
        registration.sites(desk)
        people.change_passphrase(desk, other, PASSWORD)
