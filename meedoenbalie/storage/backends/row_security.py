"""Which rows a role of the server sees: those of its sites, and of the people who are there.

The server holds to it, whatever program asks. A role without sites of its own (``beside.scope``)
sees all. What points to a resident is seen by whoever sees the resident; new tables follow from
their foreign keys. The owner of the tables, who made the store, is held by none of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from uuid import UUID

from sqlalchemy import Column as _Column
from sqlalchemy import Connection, Table, Text, Uuid, delete, insert, select, text

from meedoenbalie.storage.backends.beside import BESIDE, beside
from meedoenbalie.storage.rows import TABLES, metadata

scope = Table(
    "scope",
    beside,
    _Column("role", Text, primary_key=True),
    _Column("site_id", Uuid, primary_key=True),
)

_FUNCTIONS = f"""
CREATE OR REPLACE FUNCTION {BESIDE}.my_sites() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT s.id FROM public.site s
  WHERE NOT EXISTS (SELECT FROM {BESIDE}.scope o WHERE o.role = session_user)
     OR EXISTS (SELECT FROM {BESIDE}.scope o WHERE o.role = session_user AND o.site_id = s.id)
$$;
CREATE OR REPLACE FUNCTION {BESIDE}.sees_all() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT NOT EXISTS (SELECT FROM {BESIDE}.scope o WHERE o.role = session_user)
$$;
CREATE OR REPLACE FUNCTION {BESIDE}.here(line uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT EXISTS (
    SELECT FROM public.resident r WHERE r.id = line AND r.site_id IN (SELECT {BESIDE}.my_sites()))
$$;
CREATE OR REPLACE FUNCTION {BESIDE}.elsewhere(kind text, line uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT NOT {BESIDE}.sees_all() AND EXISTS (
    SELECT FROM public.resident r WHERE r.site_id NOT IN (SELECT {BESIDE}.my_sites()) AND r.id = (
      CASE kind
        WHEN 'resident' THEN line
        WHEN 'contact' THEN (SELECT c.resident_id FROM public.contact c WHERE c.id = line)
        WHEN 'referral' THEN (SELECT f.resident_id FROM public.referral f WHERE f.id = line)
        WHEN 'referral_event' THEN (
          SELECT f.resident_id FROM public.referral f
          JOIN public.referral_event e ON e.referral_id = f.id WHERE e.id = line)
      END))
$$;
CREATE OR REPLACE FUNCTION {BESIDE}.last_reference(first text, past text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT max(f.reference) FROM public.referral f WHERE f.reference >= first AND f.reference < past
  AND has_table_privilege(session_user, 'public.referral', 'SELECT')
$$;
CREATE OR REPLACE FUNCTION {BESIDE}.every_reference() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT f.reference FROM public.referral f
  WHERE has_table_privilege(session_user, 'public.referral', 'SELECT')
$$;
"""  # noqa: S608
_MINE = f"(SELECT {BESIDE}.my_sites())"
_ALL = f"(SELECT {BESIDE}.sees_all())"
_OPEN_KINDS = ("offer", "learned_lesson")
"""What is found by its words and is about nobody."""
_READS_PEOPLE = "(SELECT has_table_privilege('public.resident', 'SELECT'))"
_DERIVED = {
    # A row that is taken away goes before its line, so the line asks where the row is, not whether.
    "search_entry": f"(kind IN {_OPEN_KINDS} OR {_READS_PEOPLE}) "
    f"AND ({_ALL} OR NOT {BESIDE}.elsewhere(kind, row_id))",
    "search_text": f"({_ALL} AND {_READS_PEOPLE}) "
    "OR EXISTS (SELECT FROM public.search_entry e WHERE e.id = rowid)",
    "list_part": f"site_id IN {_MINE}",
    "referral_standing": f"{_ALL} OR NOT {BESIDE}.elsewhere('referral', referral_id)",
    "draft": f"owner = session_user OR ({_READS_PEOPLE} AND ({_ALL} OR {BESIDE}.here(subject_id)))",
    # What somebody did themself can be undone, also where the resident is gone with it.
    "payload": f"({_READS_PEOPLE} AND ({_ALL} OR {BESIDE}.here(subject_id))) "  # noqa: S608
    "OR (subject_id IS NULL AND EXISTS (SELECT FROM public.entry e WHERE e.id = entry_id "
    "AND e.table_name <> ALL ({ruled}))) "
    "OR EXISTS (SELECT FROM public.entry e JOIN public.step s ON s.id = e.step_id "
    "WHERE e.id = entry_id AND s.actor = session_user)",
}
_CHECKED_OTHERWISE = {"payload": "true"}


def secure(connection: Connection) -> None:
    """Make the rules of all tables anew, after they were made or changed."""
    connection.execute(text(_FUNCTIONS.replace(":", r"\:")))
    for table, rule in _rules():
        check = _CHECKED_OTHERWISE.get(table, rule)
        for statement in (
            f"ALTER TABLE public.{table} ENABLE ROW LEVEL SECURITY",
            f"DROP POLICY IF EXISTS by_site ON public.{table}",
            f"CREATE POLICY by_site ON public.{table} USING ({rule}) WITH CHECK ({check})",
        ):
            connection.execute(text(statement))


def keep_to_sites(connection: Connection, role: str, sites: Collection[object]) -> None:
    """Let a role see these sites only; without any, all."""
    connection.execute(delete(scope).where(scope.c.role == role))
    if sites:
        connection.execute(insert(scope), [{"role": role, "site_id": site} for site in sites])


def sites_of_roles(connection: Connection) -> dict[str, frozenset[UUID]]:
    """Return which sites each role is held to; nobody's where the own role may not know that."""
    if not connection.scalar(_MAY_KNOW):
        return {}
    found: dict[str, set[UUID]] = {}
    for row in connection.execute(select(scope)):
        found.setdefault(row.role, set()).add(row.site_id)
    return {role: frozenset(sites) for role, sites in found.items()}


_MAY_KNOW = text(f"SELECT has_table_privilege('{BESIDE}.scope', 'SELECT')")


def secured_tables() -> frozenset[str]:
    """Return the tables of which not everybody sees every row."""
    return frozenset(table for table, _rule in _rules())


def _rules() -> Iterator[tuple[str, str]]:
    yield "site", f"id IN {_MINE}"
    ruled = {"site"}
    records = set(TABLES.values())
    for table in metadata.sorted_tables:
        if table not in records or table.name == "site":
            continue
        rules = []
        for key in sorted(table.foreign_keys, key=lambda one: one.parent.name):
            column, target = key.parent, key.column.table.name
            if target not in ruled:
                continue
            seen = (
                f"{column.name} IN {_MINE}"
                if target == "site"
                else f"EXISTS (SELECT FROM public.{target} t "
                f"WHERE t.id = {table.name}.{column.name})"
            )
            rules.append(f"({column.name} IS NULL OR {seen})" if column.nullable else seen)
        if rules:
            ruled.add(table.name)
            yield table.name, " AND ".join(rules)
    # Of a record that not everybody sees, what it was before is no more for everybody.
    names = "ARRAY[" + ", ".join(f"'{name}'" for name in sorted(ruled)) + "]"
    for name, rule in _DERIVED.items():
        yield name, rule.replace("{ruled}", names)
