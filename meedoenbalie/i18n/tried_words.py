"""What came of a lesson that was tried, and what differs between editions, in words."""

from __future__ import annotations

from collections.abc import Mapping

from meedoenbalie.domain.edition_differences import Kind
from meedoenbalie.domain.editions import TriedResult
from meedoenbalie.i18n import _, ngettext


def result(one: TriedResult) -> str:
    """Return the name of a result."""
    return {
        TriedResult.HELPED: _("hielp"),
        TriedResult.PARTLY: _("hielp deels"),
        TriedResult.NOT: _("hielp niet"),
        TriedResult.TOO_EARLY: _("te vroeg om te zeggen"),
    }[one]


def tried_in(counts: Mapping[TriedResult, int]) -> str:
    """Return in how many azc's a lesson was tried, and with what result; empty for none."""
    number = sum(counts.values())
    if not number:
        return ""
    text = ngettext(
        "Geprobeerd in {n} azc: {results}.", "Geprobeerd in {n} azc’s: {results}.", number
    )
    alone = number == 1
    parts = (
        result(one) if alone else f"{result(one)} {counts[one]}"
        for one in TriedResult
        if counts.get(one)
    )
    return text.format(n=number, results=", ".join(parts))


def difference_kind(kind: Kind) -> str:
    """Return what happened to a lesson between two editions."""
    return {
        Kind.ADDED: _("nieuw"),
        Kind.CHANGED: _("anders verwoord"),
        Kind.GONE: _("vervallen"),
    }[kind]
