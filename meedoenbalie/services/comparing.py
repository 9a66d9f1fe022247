"""Two editions beside each other: which lessons are new, gone or worded otherwise.

An edition is a signed file for the desks, a handreiking that was printed (its PDF carries its
lessons), or what would be printed now.
"""

from __future__ import annotations

from pathlib import Path

from meedoenbalie.domain.edition_differences import Difference, differences
from meedoenbalie.domain.editions import EditionLesson
from meedoenbalie.exchange.edition_file import MOST_BYTES, RefusedEdition, read_edition
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.handreiking import guide_of_desk

__all__ = ["compare_files", "since", "since_if_there"]

_PDF = b"%PDF"


def compare_files(before: Path, after: Path) -> tuple[Difference, ...]:
    """Return what differs between two files. Raises RefusedEdition, NoProof and OSError."""
    return differences(_lessons_of(before), _lessons_of(after))


def since(desk: Desk, file: Path) -> tuple[Difference, ...]:
    """Return what differs between a file and what this desk would print now.

    Raises what ``compare_files`` raises.
    """
    from meedoenbalie.reports.lessons_inside import as_edition

    return differences(_lessons_of(file), as_edition(guide_of_desk(desk)))


def since_if_there(desk: Desk, file: Path) -> tuple[Difference, ...] | None:
    """Return what differs with a file that is about to be written over; None where nothing tells.

    Whatever stands there is no reason not to write.
    """
    from meedoenbalie.reports.problems import NoProof

    try:
        return since(desk, file) if file.is_file() else None
    except (NoProof, RefusedEdition, OSError):
        return None


def _lessons_of(file: Path) -> tuple[EditionLesson, ...]:
    from meedoenbalie.reports.lessons_inside import read

    if file.stat().st_size > MOST_BYTES:
        raise RefusedEdition("damaged")
    with file.open("rb") as opened:
        printed = opened.read(len(_PDF)) == _PDF
    return read(file) if printed else read_edition(file.read_bytes()).edition.lessons
