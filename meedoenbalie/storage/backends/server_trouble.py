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
_SAID = (
    ("resolve host", "server_unknown"),
    ("could not translate host name", "server_unknown"),
    ("Connection refused", "server_refused"),
    ("No such file or directory", "server_refused"),
    ("does not match host name", "server_tls_name"),
    ("does not support SSL", "server_tls_none"),
    ("pg_hba.conf", "server_closed"),
    ("permission denied for database", "server_rights"),
    ("CONNECT privilege", "server_rights"),
    ("certificate", "server_tls"),
    ("SSL", "server_tls"),
)
"""What the reason is by its words, the first that is found."""
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

    libpq tells it in words only, its own in English, those of the server in the server's language:
    what can be told without is.
    """
    connection, said = error.pgconn, str(error)
    if connection is not None and connection.needs_password:
        return PasswordNeeded("password")
    if any(words in said for words in _COMING_AND_GOING):
        return StoreTrouble("server_unreachable")
    for words, code in _SAID:
        if words in said:
            return StoreTrouble(code)
    if "does not exist" in said and "database" in said:
        return StoreMissing("server_database")
    if "role" in said and "does not exist" in said:
        return WrongPassphrase("server_role")
    if connection is not None and connection.used_password and "authentication" in said:
        return WrongPassphrase("server")
    if "authentication failed" in said or "role" in said:
        return WrongPassphrase("server")
    return StoreTrouble("server_unreachable")
