"""What a role of the server may do with which tables, from the roles of the user.

Nobody but the owner of the tables may change or take away a step of the journal or a line of the
access log, whatever program is used. As with the use cases, the desk and the coordinator record;
the administrator reads, corrects, limits and erases; the programme team has the lessons.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache

from sqlalchemy import Connection, text

from meedoenbalie.domain.people import Resident, Role
from meedoenbalie.domain.visits import Visit
from meedoenbalie.storage.backends.beside import BESIDE
from meedoenbalie.storage.rows import TABLES, metadata

_CHAIN = frozenset({"step", "entry", "access"})
_SEARCHED = frozenset({"search_entry", "search_text"})
"""Of these somebody sees the lines of what they may read (row_security.py)."""
_OF_RESIDENTS = frozenset({"list_part", "referral_standing"})
_EVERYBODY_READS = frozenset(
    {"alembic_version", "earlier_seal", "staff", "settings", "site", "provider", "offer"}
)
_LESSONS = frozenset(
    {
        *("learned_lesson", "lesson_figure", "taken_edition", "taken_lesson", "tried_lesson"),
        "site_weights",
    }
)
_MANAGED = frozenset({"settings", "data_set_sent", "signing_key", "desk_key", "known_desk"})
_CORRECTED = frozenset({"resident", "consent", "counted_fact", "visit", "follow_up"})
_ALL = "SELECT, INSERT, UPDATE, DELETE"

Grant = tuple[str, str]
"""Privileges, and the table that they are on."""


def rights_of(roles: Collection[Role]) -> list[Grant]:
    """Return what a user with these roles may do with which tables."""
    found: dict[Grant, None] = {}
    for grant in _for_everybody():
        found[grant] = None
    for role in roles:
        found |= dict.fromkeys(_OF[role]())
    return list(found)


def grant(connection: Connection, role: str, roles: Collection[Role]) -> None:
    """Give a role of the server what a user with these roles needs, and no more."""
    name = quoted(connection, role)
    for schema in ("public", BESIDE):
        connection.execute(text(f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {name}"))
        connection.execute(text(f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA {schema} FROM {name}"))
        connection.execute(text(f"GRANT USAGE ON SCHEMA {schema} TO {name}"))
        connection.execute(text(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {name}"))
    for privileges, table in rights_of(roles):
        connection.execute(text(f"GRANT {privileges} ON {table} TO {name}"))


def take_all(connection: Connection, role: str) -> None:
    """Take everything from a role that a grant gave."""
    name = quoted(connection, role)
    for schema in ("public", BESIDE):
        connection.execute(text(f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {name}"))
        connection.execute(text(f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA {schema} FROM {name}"))
        connection.execute(text(f"REVOKE ALL ON SCHEMA {schema} FROM {name}"))


def quoted(connection: Connection, name: str) -> str:
    """Return a name as an identifier; one with a colon in it is no parameter."""
    found: str = connection.dialect.identifier_preparer.quote_identifier(name)
    return found.replace(":", r"\:").replace("%%", "%")


def _for_everybody() -> Iterator[Grant]:
    for table in sorted(_EVERYBODY_READS):
        yield "SELECT", f"public.{table}"
    # Whoever prints must know all that was printed before, and can't take it away.
    for table in sorted({*_CHAIN, "payload", "printed_sheet"}):
        yield "SELECT, INSERT", f"public.{table}"
    yield _ALL, "public.draft"
    for table in sorted(_SEARCHED):
        yield _ALL, f"public.{table}"
    for table in ("secret", "erased"):
        yield "SELECT", f"{BESIDE}.{table}"


def _of_desk() -> Iterator[Grant]:
    for table in _records():
        yield ("SELECT" if table == "staff" else _ALL), f"public.{table}"
    for table in sorted(_OF_RESIDENTS):
        yield _ALL, f"public.{table}"
    # What was erased or wiped leaves the journal too.
    yield "DELETE", "public.payload"


def _of_coordinator() -> Iterator[Grant]:
    yield from _of_desk()
    # Whoever is on the list is erased at the next opening, so it is for who may erase.
    yield "INSERT", f"{BESIDE}.erased"


def _of_administrator() -> Iterator[Grant]:
    for table in _records():
        yield "SELECT", f"public.{table}"
    for table in sorted(_about_people()):
        yield "DELETE", f"public.{table}"
    for table in sorted(_MANAGED | _CORRECTED):
        yield "INSERT, UPDATE", f"public.{table}"
    for table in sorted(_OF_RESIDENTS):
        yield _ALL, f"public.{table}"
    yield "DELETE", "public.payload"
    yield "INSERT", f"{BESIDE}.erased"


def _of_programme() -> Iterator[Grant]:
    for table in sorted(_LESSONS):
        yield _ALL, f"public.{table}"


_OF = {
    Role.DESK: _of_desk,
    Role.COORDINATOR: _of_coordinator,
    Role.ADMINISTRATOR: _of_administrator,
    Role.PROGRAMME: _of_programme,
}


@cache
def _about_people() -> frozenset[str]:
    found = {TABLES[Resident], TABLES[Visit]}
    for table in metadata.sorted_tables:
        if any(key.column.table in found for key in table.foreign_keys):
            found.add(table)
    return frozenset(table.name for table in found & set(TABLES.values()))


@cache
def _records() -> tuple[str, ...]:
    return tuple(sorted(table.name for table in TABLES.values()))
