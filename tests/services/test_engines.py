"""A team that outgrows one file runs the same figures on PostgreSQL, with equal answers."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

from meedoenbalie.collection.figures import Ask, cohorts, counts_by_site, reasons, weeks
from meedoenbalie.collection.programme_year import Engine, counted, year_of
from meedoenbalie.domain.data_sets import CODEBOOK, TABLES, fields_of
from meedoenbalie.services.collecting import opened
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.programme_keys import make_programme_keys
from meedoenbalie.storage.backends.address import ServerAddress
from meedoenbalie.storage.keys import LEAST_COST
from tests.opened_desk import new_store
from tests.real_server import RealServer, empty_database, server
from tests.services.test_data_sets import TEAM, Team
from tests.services.test_programme_year import LAST_YEAR, refer, send

__all__ = ["empty_database", "server"]


@pytest.fixture
def team(desk: Desk, tmp_path: Path) -> Team:
    """A team with the sets of two azc's of 2025."""
    make_programme_keys(tmp_path / "team", TEAM, LEAST_COST)
    team = Team(tmp_path / "team")
    refer(desk, 9, starts=4, weeks=3)
    send(desk, team)
    other = new_store(tmp_path / "ander.db", "GRB", "azc Grubbenvorst")
    refer(other, 6, starts=1, sent_on=LAST_YEAR.replace(month=12, day=22), weeks=2)
    send(other, team)
    other.database.close()
    return team


@pytest.fixture
def on_server(
    server: RealServer, empty_database: ServerAddress, team: Team
) -> Iterator["psycopg.Connection[Any]"]:
    """The tables of the collection, moved to a database of the server."""
    with opened(team.collection, TEAM) as collection:
        held = {
            table: collection.rows(f"SELECT site, {', '.join(fields_of(table))} FROM {table}")
            for table in TABLES
        }
    with server.manage(empty_database.database) as connection:
        for table in TABLES:
            fields = {field.name: field.type for field in CODEBOOK if field.table == table}
            names = ("site", *fields)
            columns = [
                sql.SQL(
                    "{} integer" if fields.get(name) == "integer" else '{} text COLLATE "C"'
                ).format(sql.Identifier(name))
                for name in names
            ]
            where = sql.Identifier(table)
            connection.execute(
                sql.SQL("CREATE TABLE {} ({})").format(where, sql.SQL(", ").join(columns))
            )
            insert = sql.SQL("INSERT INTO {} VALUES ({})").format(
                where, sql.SQL(", ").join([sql.Placeholder()] * len(names))
            )
            if held[table]:
                connection.cursor().executemany(insert, held[table])
        yield connection


def test_the_server_counts_a_year_as_the_file_does(
    on_server: "psycopg.Connection[Any]", team: Team
) -> None:
    with opened(team.collection, TEAM) as collection:
        sites = {site.code: site.name for site in collection.sites()}
        of_file = year_of(collection, 2025)
    assert of_file.steps["GRB"]["referred"] == 6
    assert of_file.steps["RTW"]["started"] == 4
    engine = Engine(asking(on_server), lambda query: on_server.execute(query.encode("ascii")))
    assert counted(engine, sites, 2025) == of_file
    assert counted(engine, sites, 2026).steps["GRB"]["referred"] == 0


def test_the_server_counts_all_years_together_as_the_file_does(
    on_server: "psycopg.Connection[Any]", team: Team
) -> None:
    ask = asking(on_server)
    with opened(team.collection, TEAM) as collection:
        sites, held = collection.sites(), collection.rows
        for run in (held, lambda query: on_server.execute(query.encode("ascii"))):
            run(
                "INSERT INTO civic (site, act, cohort, civic_group, ending, people) VALUES "
                "('RTW', 'wi2021', 2024, 'a', '', 5), ('RTW', 'wi2021', 2024, 'b', '', 4)"
            )
        of_file = counts_by_site(held, sites)
        assert counts_by_site(ask, sites) == of_file
        assert reasons(ask) == reasons(held) == {"full": 10}
        assert cohorts(ask) == cohorts(held)
        assert weeks(ask) == weeks(held)
    assert cohorts(ask) == [("RTW", "wi2021", 2024, "", 9)]
    assert (of_file["RTW"]["referred"], of_file["RTW"]["started"]) == (9, 4)
    assert (of_file["GRB"]["referred"], of_file["GRB"]["declined"]) == (6, 5)
    # Entered in error: neither what was sent nor why it ended counts any more.
    on_server.execute(
        "INSERT INTO events (site, referral, pseudonym, offer, sequence, event, week, reason, "
        "outcome, told_week) SELECT site, referral, pseudonym, offer, 9, 'entered_in_error', "
        "week, '', '', '' FROM events WHERE site = 'GRB' AND event = 'declined'"
    )
    assert counts_by_site(ask, sites)["GRB"]["referred"] == 1
    assert reasons(ask) == {"full": 5}


def asking(connection: "psycopg.Connection[Any]") -> Ask:
    return lambda query: connection.execute(query.encode("ascii")).fetchall()
