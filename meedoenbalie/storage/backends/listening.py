"""Hearing from the server that another desk changed something, on a connection of its own.

Only the names of tables travel. The thread goes on trying while there is no connection, and says
so when it goes and when it is back.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Collection
from typing import Any

import psycopg
from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from meedoenbalie.storage.errors import StoreError
from meedoenbalie.storage.rows import TABLES

CHANNEL = "meedoenbalie"
_LOOKS_UP = 0.5
"""Seconds after which the thread looks whether it has to stop."""
_TRIES_AGAIN = 2.0
_TELL = text(f"SELECT pg_notify('{CHANNEL}', :said)")

Told = Callable[[frozenset[str]], object]
Reachable = Callable[[bool], object]


def tell(connection: Connection, sender: str, tables: Collection[str]) -> None:
    """Tell all desks which tables a transaction changed, when it commits."""
    connection.execute(_TELL, {"said": json.dumps([sender, sorted(tables)])})


class Listener:
    """Calls ``told`` with tables that another desk changed, from a thread of its own.

    ``reachable`` hears False when the server is gone and True when it is back; then anything may
    have changed, and ``told`` gets all tables. ``connect`` returns a connection of the driver that
    nobody else uses.
    """

    def __init__(
        self, connect: Callable[[], Any], sender: str, told: Told, reachable: Reachable
    ) -> None:
        self._connect = connect
        self._sender = sender
        self._told = told
        self._reachable = reachable
        self._over = threading.Event()
        self.listening = threading.Event()
        """Set while it hears what is told."""
        threading.Thread(target=self._run, name="listener", daemon=True).start()

    def stop(self) -> None:
        """Hear nothing more."""
        self._over.set()

    def _run(self) -> None:
        lost = False
        while not self._over.is_set():
            try:
                driver = self._connect()
                try:
                    driver.execute(f"LISTEN {CHANNEL}")
                    self.listening.set()
                    if lost:
                        lost = False
                        self._say(self._reachable, True)
                        self._say(self._told, frozenset(table.name for table in TABLES.values()))
                    self._hear(driver)
                finally:
                    driver.close()
            except (psycopg.Error, SQLAlchemyError, StoreError):
                self.listening.clear()
                if not lost:
                    lost = True
                    self._say(self._reachable, False)
                self._over.wait(_TRIES_AGAIN)

    def _hear(self, driver: Any) -> None:
        while not self._over.is_set():
            for notice in driver.notifies(timeout=_LOOKS_UP):
                self._pass_on(notice.payload)

    def _pass_on(self, payload: str) -> None:
        # Any role of the database may say anything on a channel.
        try:
            sender, tables = json.loads(payload)
            changed = frozenset(map(str, tables))
        except (ValueError, TypeError, RecursionError):
            return
        if sender != self._sender:
            self._say(self._told, changed)

    def _say(self, to: Callable[[Any], object], what: object) -> None:
        if not self._over.is_set():
            to(what)
