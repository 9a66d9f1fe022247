"""The yearly report of the programme team, for itself or for the world.

Typst takes long to load, so it is imported where it is used.
"""

from __future__ import annotations

from pathlib import Path

from meedoenbalie.clock import Clock
from meedoenbalie.domain.handreiking import IssuedFigures
from meedoenbalie.reports.files import write_whole
from meedoenbalie.services.year_publication import UnknownYear, view_of_year

__all__ = ["UnknownYear", "print_year"]


def print_year(
    path: Path,
    passphrase: str,
    clock: Clock,
    out: Path,
    year: int | None = None,
    *,
    publish: bool = False,
    demo: bool = False,
) -> IssuedFigures | None:
    """Write the report of a year, the latest by default; return how a publication was registered.

    Raises UnknownYear, what ``collecting.opened`` raises, CannotTypeset, FontMissing and OSError:
    then ``out`` is as it was.
    """
    from meedoenbalie.reports.programme_year import render

    view, issued = view_of_year(path, passphrase, clock, year, publish=publish)
    write_whole(out, render(view, clock.today(), demo))
    return issued
