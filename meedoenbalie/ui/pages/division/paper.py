"""A proposal on paper: asking where it goes, and writing it as it stands on the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from meedoenbalie.i18n import _
from meedoenbalie.services import messages
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.pages.division import words
from meedoenbalie.ui.pages.division.rows import Row
from meedoenbalie.ui.pages.saved_file import ask_where, documents, made_notice
from meedoenbalie.ui.widgets.notices import Notice


def print_rows(
    shell: Shell,
    parent: QWidget,
    summary: str,
    rows: Sequence[Row],
    say: Callable[[Notice], None],
) -> None:
    """Write the rows as a workbook where the user says, and ``say`` how that went."""
    name = _("verdeling-{day}").format(day=shell.desk.clock.today().isoformat())
    first = documents() / f"{name}.xlsx"
    out = ask_where(parent, _("Voorstel opslaan"), first, "Excel (*.xlsx)")
    if out is None:
        return
    desk = shell.desk
    cells = [(row.name, words.place(row.seat), _why(row), row.note) for row in rows]

    def work() -> Path:
        from meedoenbalie.services.division_sheet import write_proposal

        return write_proposal(desk, summary, cells, out)

    def failed(error: Exception) -> bool:
        text = messages.explain(error)
        if text is not None:
            say(Notice(text, "", "danger"))
        return text is not None

    shell.tasks.write(
        work,
        lambda path: say(made_notice(_("Het voorstel is gemaakt."), path)),
        failed,
        label=_("Voorstel opslaan"),
    )


def _why(row: Row) -> str:
    return row.why if row.seat is None else f"{row.why} ({words.points(row.points)})"
