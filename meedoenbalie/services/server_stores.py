"""Making and opening a store on a server, whose roles are the users."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from meedoenbalie.clock import Clock
from meedoenbalie.domain.people import Site, User
from meedoenbalie.domain.settings import Settings
from meedoenbalie.services.attempts import Attempts
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.opening import ALL_DESK_ROLES, desk_of
from meedoenbalie.storage.backends.address import ServerAddress
from meedoenbalie.storage.backends.server import ServerDatabase
from meedoenbalie.storage.errors import NotAStore, StoreExists, StoreMissing, StoreTrouble
from meedoenbalie.storage.migrate import (
    bring_up_to_date,
    create_tables,
    is_empty,
    is_up_to_date,
)
from meedoenbalie.storage.unit_of_work import unit_of_work


def create(
    address: ServerAddress, user_name: str, password: str, clock: Clock, sites: Sequence[Site] = ()
) -> Desk:
    """Make the tables in an empty database, with one user who holds all roles.

    The database and the role are made by whoever manages the server. An empty password means that
    libpq looks for one itself. Raises StoreExists for a database with tables in it,
    StoreTrouble("server_owner") when the role may make none, and what ``ServerDatabase`` raises.
    """
    database = connected(address, user_name, password)
    try:
        if not is_empty(database):
            raise StoreExists("server_has_store")
        with as_owner():
            create_tables(database)
        user = User(name=database.user, roles=ALL_DESK_ROLES)
        with unit_of_work(database, user.name, clock.now(), "create_store") as uow:
            uow.insert(user)
            uow.insert(Settings())
            for site in sites:
                uow.insert(site)
    except BaseException:
        database.close()
        raise
    return Desk(database, user, clock)


def open_(
    address: ServerAddress,
    user_name: str | None,
    password: str,
    clock: Clock,
    attempts: Attempts | None = None,
) -> Desk:
    """Open a store as a role of the server; many may have it open at a time.

    An older store is brought up to date, for which the role must own the tables. Raises what
    ``ServerDatabase`` raises, TooSoon, NewerStore, AccessEnded, StoreMissing for a role that is
    no user of the store, and StoreTrouble("server_owner") for an older one that isn't the role's.
    """
    database = connected(address, user_name, password, attempts)
    try:
        if not _is_up_to_date(database):
            with as_owner():
                bring_up_to_date(database)
        return desk_of(database, database.user, clock, "unlock")
    except BaseException:
        database.close()
        raise


def _is_up_to_date(database: ServerDatabase) -> bool:
    if is_empty(database):
        raise NotAStore("server_empty")
    try:
        return is_up_to_date(database)
    except NotAStore as error:
        raise NotAStore("server_other") from error
    except StoreTrouble as error:
        # A role that was given nothing is nobody's user here.
        raise (StoreMissing("user") if str(error) == "not_permitted" else error) from error


@contextmanager
def as_owner() -> Iterator[None]:
    """Say that only the owner of the tables may do this, where the server says it isn't permitted.

    Raises StoreTrouble("server_owner").
    """
    try:
        yield
    except StoreTrouble as error:
        raise (StoreTrouble("server_owner") if str(error) == "not_permitted" else error) from error


def connected(
    address: ServerAddress, user_name: str | None, password: str, attempts: Attempts | None = None
) -> ServerDatabase:
    """Connect to any database.

    Raises what ``ServerDatabase`` raises, TooSoon, and StoreTrouble("server_replica") for a server
    that only follows another one.
    """
    as_whom = replace(address, user=user_name or address.user)
    with (attempts or Attempts()).attempt(as_whom.beside / as_whom.user):
        database = ServerDatabase(as_whom, password or None)
    if database.is_replica:
        # Who comes in is written down, and that can't be done there.
        database.close()
        raise StoreTrouble("server_replica")
    return database
