"""Users as roles of the server: made, held to their roles and sites, and taken away."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from meedoenbalie.domain.people import User
from meedoenbalie.storage.backends import grants, row_security
from meedoenbalie.storage.codes import new_join_code
from meedoenbalie.storage.errors import StoreTrouble, WrongPassphrase
from meedoenbalie.storage.ways_in import Known, WaysIn

_LOGIN = text("SELECT rolname FROM pg_roles WHERE rolcanlogin")
_END = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = :name")
_IS_ROLE = text("SELECT 1 FROM pg_roles WHERE rolname = :name")


class ServerRoles(WaysIn):
    """The roles of a server. Only who owns the tables may make them, or change what they may.

    ``prove`` asks the server whether a name has a password, and raises WrongPassphrase.
    """

    def __init__(self, prove: Callable[[str, str], None]) -> None:
        self._prove = prove

    def known(self, connection: Connection) -> Known:
        """Return which roles may log in."""
        names = tuple(connection.scalars(_LOGIN))
        return Known(names, {}, sites=row_security.sites_of_roles(connection))

    def let_in(
        self, connection: Connection, own: tuple[str, str], user: User, last_day: date
    ) -> str:
        """Make a role, or let it in again, with a first password that its user then changes."""
        del last_day
        self._prove(*own)
        code = new_join_code()
        name = grants.quoted(connection, user.name)
        there = connection.scalar(_IS_ROLE, {"name": user.name})
        how = "ALTER" if there else "CREATE"
        self._run(connection, f"{how} ROLE {name} LOGIN PASSWORD", code, user.name)
        connection.execute(text(f"GRANT {name} TO CURRENT_USER WITH INHERIT TRUE"))
        self.keep_to(connection, user)
        return code

    def take_away(self, connection: Connection, name: str) -> None:
        """Take every right from a role, and its login; what it has open now ends."""
        if not connection.scalar(_IS_ROLE, {"name": name}):
            return
        grants.take_all(connection, name)
        connection.execute(text(f"ALTER ROLE {grants.quoted(connection, name)} NOLOGIN"))
        # Of a role that somebody else made the server lets nobody end what is open.
        with suppress(StoreTrouble), connection.begin_nested():
            connection.execute(_END, {"name": name})

    def change(self, connection: Connection, name: str, old: str, new: str) -> None:
        """Give a role another password; the server gets only what it keeps of it.

        Asked again after the answer got lost, it may have that password already.
        """
        try:
            self._prove(name, old)
        except WrongPassphrase:
            self._prove(name, new)
            return
        role = grants.quoted(connection, name)
        self._run(connection, f"ALTER ROLE {role} PASSWORD", new, name)

    def keep_to(
        self, connection: Connection, user: User, sites: Collection[UUID] | None = None
    ) -> None:
        """Grant a role what the user's roles need, and hold it to sites."""
        if not connection.scalar(_IS_ROLE, {"name": user.name}):
            return
        if user.name != connection.scalar(_OWNER):
            grants.grant(connection, user.name, user.roles)
        if sites is not None:
            row_security.keep_to_sites(connection, user.name, sites)

    @staticmethod
    def _run(connection: Connection, statement: str, password: str, name: str) -> None:
        driver: Any = connection.connection.driver_connection
        kept = driver.pgconn.encrypt_password(
            password.encode("utf-8"), name.encode("utf-8"), b"scram-sha-256"
        ).decode("ascii")
        escaped = kept.replace(":", r"\:")
        connection.execute(text(f"{statement} '{escaped}'"))


_OWNER = text("SELECT tableowner FROM pg_tables WHERE schemaname = 'public' AND tablename = 'step'")
