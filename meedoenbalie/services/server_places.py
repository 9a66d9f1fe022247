"""A store on a server in the fields of the window: its address, and what an error is about."""

from __future__ import annotations

from pathlib import Path

from meedoenbalie.domain.server_place import ServerPlace
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.moving import NoSuchUser
from meedoenbalie.services.stores import ServerAddress
from meedoenbalie.storage import errors

__all__ = ["BadPlace", "ServerPlace", "address_of", "field_of", "place_of"]

_CERTIFICATE = "sslrootcert"
_NOT_IN_A_NAME = frozenset("@,?# \t")
_PORTS = range(1, 65_536)


class BadPlace(ValueError):
    """A field isn't filled in as it can be; nothing was tried.

    ``server_empty``, ``server_malformed``, ``port_malformed``, ``database_empty``, ``user_empty``,
    ``certificate_missing``.
    """

    @property
    def field(self) -> str:
        """The field that it is about."""
        return str(self).partition("_")[0]


def address_of(place: ServerPlace) -> ServerAddress:
    """Return the address that the fields make. Raises BadPlace."""
    server, port, database, user, certificate = (part.strip() for part in place)
    if not server:
        raise BadPlace("server_empty")
    # A socket is a folder; anything else with a slash or a colon is a whole address.
    is_socket = server.startswith(("/", "@"))
    if not is_socket and (_NOT_IN_A_NAME & set(server) or "/" in server):
        raise BadPlace("server_malformed")
    if port and (not port.isdecimal() or int(port) not in _PORTS):
        raise BadPlace("port_malformed")
    if not database:
        raise BadPlace("database_empty")
    if not user:
        raise BadPlace("user_empty")
    if certificate and not Path(certificate).is_file():
        raise BadPlace("certificate_missing")
    options = ((_CERTIFICATE, certificate),) if certificate else ()
    return ServerAddress(server, int(port) if port else None, database, user, options)


def place_of(desk: Desk) -> ServerPlace | None:
    """Return where the store of a desk is, as its user; None for a file."""
    if not desk.database.on_server:
        return None
    # Its driver is there by now.
    from meedoenbalie.storage.backends.server import ServerDatabase

    database = desk.database
    assert isinstance(database, ServerDatabase)  # noqa: S101
    address = database.address
    return ServerPlace(
        address.host,
        str(address.port or ""),
        address.database,
        database.user,
        dict(address.options).get(_CERTIFICATE, ""),
    )


def field_of(error: BaseException) -> str:
    """Return the field of ``ServerPlace`` that an error is about, or ``password``; else nothing."""
    if isinstance(error, BadPlace):
        return error.field
    if isinstance(error, errors.WrongPassphrase | errors.PasswordNeeded):
        return "user" if str(error) == "server_role" else "password"
    if isinstance(error, NoSuchUser | errors.AccessEnded):
        return "user"
    if isinstance(error, errors.StoreExists):
        return "database"
    return _FIELDS.get(str(error), "") if isinstance(error, errors.StoreError) else ""


_FIELDS = {
    "server_unknown": "server",
    "server_unreachable": "server",
    "server_refused": "port",
    "server_replica": "server",
    "server_tls": "certificate",
    "server_tls_name": "server",
    "server_tls_none": "server",
    "server_closed": "user",
    "server_rights": "user",
    "server_database": "database",
    "server_owner": "user",
    "not_permitted": "user",
    "user": "user",
    "collation": "database",
    "server_empty": "database",
    "server_other": "database",
    "server_version": "server",
    "secret": "database",
}
