"""The markup of a lesson in words: what a box is called, and what no page can show."""

from __future__ import annotations

from collections.abc import Iterable

from meedoenbalie.domain.markup import BoxKind, Spot, Unprintable
from meedoenbalie.i18n import _, pgettext


def box_title(kind: BoxKind) -> str:
    """Return what stands above a box."""
    return {
        BoxKind.TIP: _("Tip"),
        BoxKind.MIND: _("Let op"),
        BoxKind.EXAMPLE: pgettext("kader in een tekst", "Voorbeeld"),
        BoxKind.CHECKLIST: _("Checklist"),
    }[kind]


def spot(found: Spot) -> str:
    """Say in which line something can't be printed, and what to do."""
    what = {
        Unprintable.IMAGE: _(
            "Een plaatje kan er niet bij. Haal het weg, of vertel wat erop staat."
        ),
        Unprintable.HTML: _("HTML kan er niet bij. Haal de tekens < en > weg."),
        Unprintable.TABLE: _("Een tabel kan er niet bij. Maak er een lijst van, of een cijfer."),
        Unprintable.LINK: _("Dit adres werkt niet. Begin met https:// of mailto:"),
        Unprintable.BOX: _(
            "Wat voor kader is dit? Begin met Tip: of Let op: of Voorbeeld: of Checklist:"
        ),
        Unprintable.SIGN: _("Er staat een teken in dat geen tekst is. Typ deze regel opnieuw."),
    }[found.what]
    return _("Regel {n}: {what}").format(n=found.line, what=what)


def spots(found: Iterable[Spot]) -> str:
    """Say all that can't be printed in one field."""
    return " ".join(map(spot, found))
