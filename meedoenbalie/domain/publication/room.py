"""How far a hidden cell can surely move: a quick proof that spares most linear programs.

Seen from the true counts, a cell can go up by what others of its sum can go down together, and the
other way round, each within what is part of what. Every such table fits what is shown, so the room
is never more than what ``audit`` finds; where it is enough nothing needs to be solved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set

from meedoenbalie.domain.publication.table import Bounds, Cell, Table


def room_of(
    table: Table, hidden: Set[Cell], asked: Iterable[Cell], withheld: Set[int], known: Bounds
) -> Mapping[Cell, int]:
    """Return for each asked cell how many counts it can surely have, less one.

    A cell that no sum or more than one sum holds gets nought: that is for the audit.
    """
    down, up = _down(table, hidden, known), _up(table, hidden, known)
    held: dict[Cell, list[int]] = defaultdict(list)
    lower, higher = dict[int, int](), dict[int, int]()
    for number, group in enumerate(table.sums):
        if number not in withheld:
            inside = [cell for cell in group if cell in hidden]
            lower[number] = sum(down[cell] for cell in inside)
            higher[number] = sum(up[cell] for cell in inside)
            for cell in inside:
                held[cell].append(number)
    # Others of a sum that are held by a second sum can't move freely.
    mixed = {number for numbers in held.values() if len(numbers) > 1 for number in numbers}
    wholes: dict[Cell, list[Cell]] = defaultdict(list)
    for part, whole in table.nested:
        wholes[part].append(whole)

    def rise(cell: Cell) -> int:
        """How far a cell goes up, while others of its sum go down."""
        (number,) = held[cell]
        top = known[cell][1] if cell in known else None
        free = up[cell]
        # A part goes further up together with its hidden whole: others of that sum go down then.
        if top is None and len(wholes[cell]) == 1:
            (whole,) = wholes[cell]
            if len(held[whole]) == 1 and held[whole][0] not in mixed | {number}:
                free += rise(whole)
        return min(free, lower[number] - down[cell])

    room = {}
    for cell in asked:
        if len(held[cell]) != 1 or held[cell][0] in mixed:
            room[cell] = 0
            continue
        (number,) = held[cell]
        room[cell] = rise(cell) + min(down[cell], higher[number] - up[cell])
    return room


def _down(table: Table, hidden: Set[Cell], known: Bounds) -> dict[Cell, int]:
    least = {cell: known[cell][0] if cell in known else 0 for cell in hidden}
    for part, whole in table.nested:
        if whole in least:
            least[whole] = max(least[whole], table.counts[part])
    return {cell: max(0, table.counts[cell] - low) for cell, low in least.items()}


def _up(table: Table, hidden: Set[Cell], known: Bounds) -> dict[Cell, int]:
    most = dict.fromkeys(hidden, sum(table.counts.values()))
    for cell in most:
        top = known[cell][1] if cell in known else None
        most[cell] = most[cell] if top is None else min(most[cell], top)
    for part, whole in table.nested:
        if part in most:
            most[part] = min(most[part], table.counts[whole])
    return {cell: max(0, high - table.counts[cell]) for cell, high in most.items()}
