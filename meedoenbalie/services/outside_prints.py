"""What goes from a desk to the world on paper, held beside all that it printed before.

The store keeps what each print showed, never what was behind it. In it are counts that anybody may
know, so it isn't erased with a person, and nobody can undo it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from meedoenbalie.domain.people import Site
from meedoenbalie.domain.publication.printed import Beside, Differs
from meedoenbalie.services.desk import Desk
from meedoenbalie.storage import printed_sheets
from meedoenbalie.storage.unit_of_work import Reader

__all__ = ["Differs", "Sheet", "beside_earlier", "row_of"]


class Sheet(StrEnum):
    """What is printed for outside."""

    HANDREIKING = "handreiking"
    COVERAGE = "coverage"
    VOORTGANG = "voortgang"


@contextmanager
def beside_earlier(desk: Desk, sheet: Sheet) -> Iterator[Beside]:
    """Hold the counts of a print beside earlier ones; it is kept when the block ends.

    Kept before it is printed: a print that fails afterwards makes the next one too careful, never
    too free. Whoever prints at the same moment waits, and is held beside this one. An error in the
    block keeps nothing.
    """
    with desk.database.writing() as connection:
        beside = Beside(printed_sheets.sheets(connection))
        yield beside
        if beside.tells_more:
            now = desk.clock.now()
            printed_sheets.keep(connection, desk.user.name, now, sheet.value, beside.cells)


def row_of(reader: Reader, site_code: str | None) -> str:
    """Return the row of a print of one site or all: one site that is all isn't a part of it."""
    return site_code if site_code is not None and reader.count(Site) > 1 else ""
