"""What a tab of Cijfers is: cards in two columns that scroll; a tab is one module with one pane."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.services import messages
from meedoenbalie.ui.page import Changes, Shell
from meedoenbalie.ui.shapes.two_columns import TwoColumns
from meedoenbalie.ui.widgets.cards import Card
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.notices import Notice
from meedoenbalie.ui.widgets.text import Text


class Pane(TwoColumns):
    """The content of a tab: a main column and a side column, below each other when narrow.

    ``prints`` tells that ``print_document`` makes pages for others.
    """

    prints = False

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self._outcome = QVBoxLayout()
        self.main.addLayout(self._outcome)

    @property
    def site_code(self) -> str | None:
        """The code of the azc that the window shows; None shows all."""
        return None if self.shell.site is None else self.shell.site.code

    def started(self) -> None:
        """Called each time the tab comes in front: read what it shows."""

    def changed(self, changed: Changes) -> None:
        """Called when something was saved elsewhere."""

    def may_be_shared(self) -> bool:
        """Tell whether what is shown now may be published as it is."""
        return False

    def print_words(self) -> str:
        """Return the words of the button that prints."""
        return _("Voor de &gemeente…")

    def print_document(self) -> bool:
        """Print what the tab shows; return False when it has no print."""
        return False

    def say(self, notice: Notice) -> None:
        """Show above the cards how something went."""
        clear_layout(self._outcome)
        self._outcome.addWidget(notice)

    def say_nothing(self) -> None:
        """Take away what was said."""
        clear_layout(self._outcome)

    def failed(self, error: Exception) -> bool:
        """Say in words why something failed; return False for what nobody foresaw."""
        text = messages.explain(error)
        if text is not None:
            self.say(Notice(text, "", "danger"))
        return text is not None

    def parts(self) -> tuple[QWidget, ...]:
        """Return what F6 walks through."""
        return (self,)

    def help_text(self) -> str:
        """Return what F1 says about this tab."""
        return ""


def how_card(*lines: str) -> Card:
    """Return the card that says how the figures of a tab are counted."""
    card = Card(_("Hoe dit is geteld"), "info")
    card.add(Text("\n\n".join(lines), "caption", "ink2", wrap=True))
    # A card is no higher than it asks for; lines that wrap ask for more once they know their width.
    card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return card
