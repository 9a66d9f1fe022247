"""Why a publication was stopped and what can be done, in the words of the user."""

from __future__ import annotations

from collections.abc import Sequence

from meedoenbalie.domain.civic_integration.codes import Regime
from meedoenbalie.domain.figures import MEASURES
from meedoenbalie.domain.handreiking import IssuedFigures
from meedoenbalie.domain.publication.differencing import Conflict, Cure, Leak, Remedy
from meedoenbalie.domain.publication.table import COHORT, REASON, Cell, cohort_of
from meedoenbalie.i18n import _, civic, labels, ngettext

MOST_NAMED = 5


def conflict_lines(conflicts: Sequence[Conflict]) -> list[str]:
    """Say which cells an earlier publication and this one give away together; first the outcome."""
    return [_("Deze publicatie is tegengehouden. Er is niets gepubliceerd."), *_named(conflicts)]


def guide_lines(issued: IssuedFigures) -> list[str]:
    """Say as which publication the figures of a handreiking count, and what it had to hide."""
    lines = [
        _(
            "De cijfers in deze handreiking zijn publicatie {number}, en zijn bewaard in de "
            "verzameling."
        ).format(number=issued.number)
    ]
    return [*lines, *_hidden_lines(issued), *_left_out_lines(issued)]


def _left_out_lines(issued: IssuedFigures) -> list[str]:
    if not issued.left_out:
        return []
    words = ngettext(
        "{n} cijfer van een les is weggelaten: naast wat gepubliceerd is zou het een klein "
        "groepje verraden.",
        "{n} cijfers van lessen zijn weggelaten: naast wat gepubliceerd is zouden ze een klein "
        "groepje verraden.",
        issued.left_out,
    )
    return [words.format(n=issued.left_out)]


def year_lines(issued: IssuedFigures) -> list[str]:
    """Say as which publication a yearly report counts, and what it had to hide."""
    first = _("Dit jaarverslag is publicatie {number}, en is bewaard in de verzameling.")
    return [first.format(number=issued.number), *_hidden_lines(issued)]


def _hidden_lines(issued: IssuedFigures) -> list[str]:
    if not issued.conflicts:
        return []
    words = _("Naast eerdere publicaties zouden ze te veel zeggen. Niet getoond is:")
    return [words, *_named(issued.conflicts)]


def _named(conflicts: Sequence[Conflict]) -> list[str]:
    lines = [_conflict(each) for each in conflicts[:MOST_NAMED]]
    more = len(conflicts) - MOST_NAMED
    if more > 0:
        lines.append(
            ngettext("En nog {n} cijfer.", "En nog {n} cijfers.", more).format(n=more),
        )
    return lines


def remedy_lines(remedies: Sequence[Remedy]) -> list[str]:
    """Say what helps, cheapest first."""
    if not remedies:
        return [_("Wacht met publiceren tot er meer veranderd is.")]
    lines = [
        f"--cure {remedy.cure.value}: {remedy_words(remedy)}"
        for remedy in sorted(remedies, key=lambda each: each.cells_lost)
    ]
    return [_("Zo lost u dit op:"), *lines, _("Of wacht tot er meer veranderd is.")]


def remedy_words(remedy: Remedy) -> str:
    """Say what a cure does and how many cells it costs."""
    does = {
        Cure.KEEP: _("Laat bij kleine verschillen het vorige cijfer staan."),
        Cure.HIDE: _("Verberg de cijfers die weinig veranderden."),
        Cure.MERGE: _("Neem {pair} samen, in deze en in volgende publicaties.").format(
            pair=pair_words(remedy.pair)
        ),
    }[remedy.cure]
    cost = ngettext("Kost {n} cel.", "Kost {n} cellen.", remedy.cells_lost)
    return f"{does} {cost.format(n=remedy.cells_lost)}"


def pair_words(pair: tuple[str, str] | None) -> str:
    """Name two azc's that are taken together."""
    return _("{one} en {other}").format(one=pair[0], other=pair[1]) if pair else ""


def _conflict(conflict: Conflict) -> str:
    words = {
        Leak.SMALL_CHANGE: _(
            "{cell}: het verschil met publicatie {number} is een klein groepje. Zo zijn mensen te "
            "herkennen."
        ),
        Leak.ALL_ALIKE: _(
            "{cell}: van wie erbij kwam sinds publicatie {number} deed iedereen of niemand mee aan "
            "een stap. Dat zegt iets over ieder van hen."
        ),
        Leak.HIDDEN_NOW: _(
            "{cell}: niet getoond, maar uit te rekenen met publicatie {number} ernaast."
        ),
        Leak.HIDDEN_THEN: _(
            "{cell}: was verborgen in publicatie {number}, en is nu uit te rekenen."
        ),
        Leak.FEW_LEFT: _(
            "{cell}: wie aftrekt wat tot en met publicatie {number} van jaren en azc’s getoond is, "
            "houdt een klein groepje over."
        ),
    }[conflict.leak]
    return words.format(cell=cell_words(conflict.cell), number=conflict.number)


def _of_year(site: str, name: str) -> str:
    if site and name in MEASURES:
        return f"{site}, {labels.measure(name)}"
    return site or _("Alle azc’s samen")


def cell_words(cell: Cell) -> str:
    """Name a cell: the azc and the figure, or the reason."""
    site, name = cell
    of_year, _colon, rest = name.partition(":")
    if of_year.isdigit():
        return _("{cell}, jaar {year}").format(cell=_of_year(site, rest), year=of_year)
    if name.startswith(REASON):
        return _("Reden van alle azc’s samen")
    if name.startswith(COHORT):
        act, year, _part = cohort_of(cell)
        return _("Inburgering, cohort {year} ({act})").format(
            year=year, act=civic.regime(Regime(act))
        )
    return f"{site or _('Alle azc’s samen')}, {labels.measure(name)}"
