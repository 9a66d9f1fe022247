"""A proposal on paper, as the screen shows it: a workbook that prints on A4."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from meedoenbalie.exchange.sheets_out import Sheet, workbook
from meedoenbalie.i18n import _
from meedoenbalie.reports.files import write_whole
from meedoenbalie.reports.weekly_words import private_mark
from meedoenbalie.services.desk import Desk

_WIDTHS = (28.0, 42.0, 30.0, 40.0)


def write_proposal(
    desk: Desk, summary: str, rows: Sequence[tuple[str, str, str, str]], out: Path
) -> Path:
    """Write who gets which place, why, and what to mind, as XLSX; note that it was printed.

    ``rows`` are those of the screen, in its order. Raises NotAllowed and OSError.
    """
    desk.note("print_division")
    title = _("Voorstel voor de verdeling")
    sheet = Sheet(
        name=_("Verdeling"),
        title=title,
        subtitle=summary,
        heads=(_("Bewoner"), _("Voorstel"), _("Waarom"), _("Opmerking")),
        rows=rows,
        widths=_WIDTHS,
        below=(_("Dit is een voorstel: er is niets verstuurd."),),
    )
    mark = ". ".join(private_mark())
    write_whole(out, workbook([sheet], title, desk.clock.today(), mark, title))
    return out
