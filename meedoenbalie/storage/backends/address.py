"""Where a store on a server is, as people write it: ``postgresql+psycopg://user@host:port/name``.

Never a password: it would stand in the history of the shell and in the list of processes. And
never a server across a network whose certificate isn't checked.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from meedoenbalie.paths import data_folder

SCHEMES = ("postgresql+psycopg", "postgresql")
_BEGINS = re.compile(r"^(postgresql|postgres)(\+\w+)?:", re.IGNORECASE)
_OPTIONS = frozenset({"host", "port", "sslmode", "sslrootcert", "sslcert", "sslkey", "user"})
_SAFE = "verify-full"
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_UNSAFE_NAME = re.compile(r"[^\w.-]+")


class BadAddress(ValueError):
    """An address of a server is refused; nothing was tried.

    ``password`` (it has one), ``malformed``, ``database`` (names none), ``option`` (one that the
    program doesn't pass on), ``tls`` (a server elsewhere without checking its certificate).
    """

    def __init__(self, code: str, text: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.text = text


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """A database on a server, and as whom; ``options`` are those of libpq that may be given."""

    host: str
    port: int | None
    database: str
    user: str = ""
    options: tuple[tuple[str, str], ...] = ()

    @property
    def is_local(self) -> bool:
        """Whether what is sent stays on this computer: a socket, or an address of its own."""
        env = os.environ
        if env.get("PGHOSTADDR") or (not self.host and env.get("PGSERVICE")):
            return False
        hosts = (self.host or env.get("PGHOST", "")).split(",")
        return all(host in _LOCAL or host[:1] in ("", "/", "@") for host in hosts)

    @property
    def url(self) -> URL:
        """What the engine connects to: with the certificate checked, unless it is local."""
        options: Mapping[str, str] = dict(self.options)
        if not self.is_local:
            options = {**_trusted(options), "sslmode": _SAFE}
        # A socket is no host of a URL.
        host = self.host if not self.host.startswith(("/", "@")) else ""
        if self.host and not host:
            options = {**options, "host": self.host}
        return URL.create(
            SCHEMES[0], self.user or None, None, host or None, self.port, self.database, options
        )

    def __str__(self) -> str:
        host = self.host if not self.host.startswith(("/", "@")) else ""
        options = dict(self.options) | ({"host": self.host} if self.host and not host else {})
        url = URL.create(
            SCHEMES[0], self.user or None, None, host or None, self.port, self.database, options
        )
        return url.render_as_string()

    @property
    def name(self) -> str:
        """How the store is called: the name of the database."""
        return self.database

    @property
    def beside(self) -> Path:
        """Where what belongs beside the store lies for this user of this computer."""
        where = _UNSAFE_NAME.sub("-", f"{self.host or 'local'}-{self.port or 5432}").strip("-")
        return data_folder() / "servers" / where / _UNSAFE_NAME.sub("-", self.database)


def is_address(text: str) -> bool:
    """Tell whether a text means a server rather than a file."""
    return bool(_BEGINS.match(text))


def parse_address(text: str) -> ServerAddress:
    """Return what an address says. Raises BadAddress."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as error:
        raise BadAddress("malformed", "") from error
    if url.password is not None or "password" in url.query:
        raise BadAddress("password")
    if url.drivername not in SCHEMES:
        raise BadAddress("malformed", url.drivername)
    options = {name: value for name, value in url.query.items() if isinstance(value, str)}
    if unknown := sorted((url.query.keys() - options.keys()) | (options.keys() - _OPTIONS)):
        raise BadAddress("option", unknown[0])
    if not url.database:
        raise BadAddress("database")
    host, port = options.pop("host", url.host or ""), options.pop("port", url.port)
    user = options.pop("user", url.username or "")
    if port is not None and not str(port).isdecimal():
        raise BadAddress("malformed", str(port))
    found = ServerAddress(
        host, int(port) if port is not None else None, url.database, user, tuple(options.items())
    )
    if not found.is_local and options.get("sslmode", _SAFE) != _SAFE:
        raise BadAddress("tls", found.host)
    return found


def _trusted(options: Mapping[str, str]) -> Mapping[str, str]:
    """Take the system's authorities where nobody named others: libpq itself has none."""
    own = Path.home() / ".postgresql" / "root.crt"
    if "sslrootcert" in options or os.environ.get("PGSSLROOTCERT") or own.exists():
        return options
    return {**options, "sslrootcert": "system"}
