"""Which one change would let the most residents start: worked out when somebody asks for it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from meedoenbalie.domain.matching.what_if import LONG_WAIT
from meedoenbalie.i18n import _, coverage, ngettext
from meedoenbalie.services.coverage import Unlocking
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.cards import Card, CardRow


class ChangesCard(Card):
    """The ten best changes, or a button that works them out."""

    wanted = Signal()
    """The changes are wanted."""

    def __init__(self) -> None:
        super().__init__(_("Wat het meest zou helpen"), "lightbulb")
        self.start = Button(_("&Doorrekenen"), "play", "primary", self.wanted.emit)
        self.add_footer(self.start)
        self.found: tuple[Unlocking, ...] | None = None
        self.forget()

    def forget(self) -> None:
        """Show nothing, because something changed or nobody asked yet."""
        self.found = None
        self.start.setEnabled(True)
        self.show_footer(True)
        self.set_rows(
            (),
            _(
                "Het programma probeert elke nieuwe groep en elke wijziging van het aanbod, en "
                "rekent precies uit hoeveel bewoners er meer kunnen beginnen. Dat kan even duren; "
                "u kunt het stoppen."
            ),
        )

    def busy(self) -> None:
        """Say that the changes are being worked out."""
        self.start.setEnabled(False)
        self.set_rows((), _("Bezig met doorrekenen…"))

    def show_changes(self, found: Sequence[Unlocking]) -> None:
        """Show the changes, best first."""
        self.found = tuple(found)
        self.show_footer(False)
        rows = [
            CardRow(each, coverage.proposal(each.proposal), sentence(each)) for each in self.found
        ]
        self.set_rows(rows, _("Geen enkele wijziging laat nu meer bewoners beginnen."))


def sentence(each: Unlocking) -> str:
    """Say what a change does: who can start, whom it fits, and who loses."""
    gained, fitting, lost = len(each.gained), len(each.fitting), len(each.lost)
    parts = [
        ngettext("{n} bewoner kan beginnen", "{n} bewoners kunnen beginnen", gained).format(
            n=gained
        ),
        ngettext(
            "past bij {n} zonder plaats, van wie {long} langer dan {weeks} weken wacht",
            "past bij {n} zonder plaats, van wie {long} langer dan {weeks} weken wachten",
            fitting,
        ).format(n=fitting, long=each.long_fitting, weeks=LONG_WAIT),
        ngettext(
            "{n} bewoner verliest een plaats", "{n} bewoners verliezen een plaats", lost
        ).format(n=lost)
        if lost
        else _("niemand verliest een plaats"),
    ]
    return " · ".join(parts)
