"""What was printed for outside: kept apart from the journal, because it is never undone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, insert, select

from meedoenbalie.domain.publication.table import Cell
from meedoenbalie.storage.rows import printed_sheet

Shown = Mapping[Cell, int | None]


def sheets(connection: Connection) -> list[Shown]:
    """Return what each print showed, oldest first; None is a count that it hid."""
    found = connection.scalars(select(printed_sheet.c.cells).order_by(printed_sheet.c.id))
    return [{(row, name): shown for row, name, shown in json.loads(cells)} for cells in found]


def keep(connection: Connection, actor: str, at: datetime, kind: str, shown: Shown) -> None:
    """Keep what a print shows."""
    cells = json.dumps([[*cell, count] for cell, count in sorted(shown.items())])
    connection.execute(
        insert(printed_sheet), {"at": at, "actor": actor, "kind": kind, "cells": cells}
    )
