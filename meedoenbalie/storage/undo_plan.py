"""How the rows of a step go back: what it did in all, and what is planned for each row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from meedoenbalie.domain.record import Record
from meedoenbalie.domain.referrals import ReferralEvent
from meedoenbalie.storage.history import Entry
from meedoenbalie.storage.rows import TABLES

Row = tuple[str, UUID]
"""A table and the identifier of one of its rows."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A row that can't go back.

    ``code`` is changed (later), gone, erased, in_use (by ``by``), missing (what it belongs to) or
    taken (a number or name that another row has now); ``record`` is the row, ``by`` the other.
    """

    code: str
    row: Row
    record: Record | None = None
    by: Record | None = None


@dataclass(frozen=True, slots=True)
class Net:
    """What a step did to a row in all: its state before (None: it wasn't there) and after.

    ``left`` is the version that the step left behind, None when it took the row away; ``last`` is
    the entry that did it.
    """

    kind: type[Record]
    id: UUID
    before: Record | None
    left: int | None
    last: int
    bulk: bool
    lost: bool

    @property
    def row(self) -> Row:
        """The table and the identifier."""
        return TABLES[self.kind].name, self.id


@dataclass(slots=True)
class Plan:
    """How the rows of a step go back. ``remove`` and ``change`` hold the rows as they are now."""

    remove: dict[Row, Record] = field(default_factory=dict)
    change: dict[Row, tuple[Record, Record]] = field(default_factory=dict)
    put_back: dict[Row, Record] = field(default_factory=dict)
    events: list[ReferralEvent] = field(default_factory=list)
    obstacles: dict[Row, Obstacle] = field(default_factory=dict)

    def keep(self, obstacle: Obstacle) -> None:
        """Leave a row as it is."""
        self.obstacles[obstacle.row] = obstacle
        for planned in (self.remove, self.change, self.put_back):
            planned.pop(obstacle.row, None)

    def is_empty(self) -> bool:
        """Tell whether no row would change; events go their own way."""
        return not (self.remove or self.change or self.put_back)


def net_of(entries: Iterable[Entry]) -> list[Net]:
    """Return what the entries of one step did in all, row by row."""
    found: dict[Row, Net] = {}
    for one in entries:
        for identifier in one.ids:
            row = (TABLES[one.kind].name, identifier)
            earlier = found.get(row)
            found[row] = Net(
                one.kind,
                identifier,
                earlier.before if earlier else one.before,
                None if one.op == "delete" else one.version_after,
                one.id,
                one.bulk,
                one.lost or (earlier is not None and earlier.lost),
            )
    return [
        net for net in found.values() if net.lost or net.before is not None or net.left is not None
    ]
