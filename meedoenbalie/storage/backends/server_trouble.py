"""What a server or the way to it says when something fails, as an error of this program."""

from __future__ import annotations

import psycopg

from meedoenbalie.storage.errors import (
    PasswordNeeded,
    StoreError,
    StoreMissing,
    StoreTrouble,
    WrongPassphrase,
)

# https://www.postgresql.org/docs/current/errcodes-appendix.html
_CODES = {
    "42501": "not_permitted",
    "53100": "server_full",
    "25006": "server_read_only",
    "55P03": "server_busy",
    "40P01": "server_busy",
    "40001": "server_busy",
    "57014": "server_busy",
}
_COMING_AND_GOING = ("starting up", "shutting down", "recovery", "not yet accepting")
"""What it says while it lets nobody in; that is no wrong password."""
_LOST = ("08", "57P")
"""Classes of errors after which there is no connection any more."""


def server_trouble_of(error: BaseException) -> StoreTrouble | None:
    """Return what an error says of the server; None when it is about the work."""
    if not isinstance(error, psycopg.Error):
        return None
    code = error.sqlstate or ""
    if code in _CODES:
        return StoreTrouble(_CODES[code])
    if code.startswith(_LOST) or (isinstance(error, psycopg.OperationalError) and not code):
        return StoreTrouble("server_lost")
    return None


def refusal_of(error: psycopg.OperationalError) -> StoreError:
    """Return why no connection could be made.

    libpq tells it in words only, in the language of the server: what can be told without is.
    """
    connection, said = error.pgconn, str(error)
    if connection is not None and connection.needs_password:
        return PasswordNeeded("password")
    if any(words in said for words in _COMING_AND_GOING):
        return StoreTrouble("server_unreachable")
    if "certificate" in said or "SSL" in said:
        return StoreTrouble("server_tls")
    if "does not exist" in said and "database" in said:
        return StoreMissing("server_database")
    if connection is not None and connection.used_password and "authentication" in said:
        return WrongPassphrase("server")
    if "authentication failed" in said or "pg_hba.conf" in said or "role" in said:
        return WrongPassphrase("server")
    return StoreTrouble("server_unreachable")
