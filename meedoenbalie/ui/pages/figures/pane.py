"""What a tab of Cijfers is: cards in two columns that scroll; a tab is one module with one pane."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeVar

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.i18n.outside import differs_lines
from meedoenbalie.services.outside_prints import Differs
from meedoenbalie.ui.page import Changes, Shell
from meedoenbalie.ui.pages.outcome import Outcome
from meedoenbalie.ui.pages.saved_file import ask_where, documents, made_notice
from meedoenbalie.ui.shapes.two_columns import TwoColumns
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.cards import Card
from meedoenbalie.ui.widgets.text import Text

T = TypeVar("T")


class Paper(NamedTuple):
    """The words of pages for others: name of the file, where it goes, and what is being done."""

    file: str
    ask: str
    making: str
    made: str


class Pane(TwoColumns):
    """The content of a tab: a main column and a side column, below each other when narrow.

    A tab reads its figures (``read``) when it first comes in front, and again when a record of
    ``about`` was saved. ``prints`` tells that ``print_document`` makes pages for others.
    """

    about: frozenset[str] = frozenset()
    prints = False

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self._current = False
        self._changes = 0
        self.outcome = Outcome()
        self.main.addLayout(self.outcome)

    @property
    def site_code(self) -> str | None:
        """The code of the azc that the window shows; None shows all."""
        return None if self.shell.site is None else self.shell.site.code

    def started(self) -> None:
        """Called each time the tab comes in front."""
        if not self._current:
            self.read()

    def changed(self, changed: Changes) -> None:
        """Called when something was saved elsewhere."""
        if self.about & changed:
            self._current = False
            self._changes += 1
            self.forget()
            if self.isVisible():
                self.read()

    def read(self) -> None:
        """Read the figures and show them, by ``fetch``."""
        raise NotImplementedError

    def forget(self) -> None:
        """Take away what no longer holds, before the figures are read again."""

    def fetch(self, work: Callable[[], T], show: Callable[[T], None]) -> None:
        """Do the reading beside the window and show what it returns, or say why it failed."""
        before = self._changes

        def arrived(found: T) -> None:
            # What was saved while this was read isn't in it.
            self._current = before == self._changes
            self.outcome.clear()
            show(found)

        self.shell.tasks.read(work, arrived, self.failed, key=type(self).__name__)

    def may_be_shared(self) -> bool:
        """Tell whether what is shown now may be published as it is."""
        return False

    def print_words(self) -> str:
        """Return the words of the button that prints."""
        return _("Voor de &gemeente…")

    def print_document(self) -> bool:
        """Print what the tab shows; return False when it has no print."""
        return False

    def make_paper(self, paper: Paper, make: Callable[[Path], Differs]) -> None:
        """Ask where the pages go, make them there, and say what differs from the numbers of now."""
        name = f"{paper.file}-{self.site_code or _('alle')}.pdf"
        out = ask_where(self, paper.ask, documents() / name, _("PDF (*.pdf)"))
        if out is not None:
            self.shell.tasks.write(
                lambda: make(out),
                lambda differs: self.outcome.say(
                    made_notice(paper.made, out, *differs_lines(differs))
                ),
                self.failed,
                label=paper.making,
            )

    def failed(self, error: Exception) -> bool:
        """Say in words why something failed; return False for what nobody foresaw."""
        return self.outcome.explain(error)

    def parts(self) -> tuple[QWidget, ...]:
        """Return what F6 walks through."""
        return (self,)


def column(gap: int = 10) -> tuple[QWidget, QVBoxLayout]:
    """Return the inside of a card, and the column in which its parts stand ``gap`` pixels apart."""
    inside = QWidget()
    parts = QVBoxLayout(inside)
    parts.setContentsMargins(0, 0, 0, 0)
    parts.setSpacing(theme().px(gap))
    return inside, parts


def at_left(widget: QWidget) -> QHBoxLayout:
    """Return a row with a choice at its left, as wide as it asks for."""
    row = QHBoxLayout()
    row.addWidget(widget)
    row.addStretch(1)
    return row


def how_card(*lines: str) -> Card:
    """Return the card that says how the figures of a tab are counted."""
    card = Card(_("Hoe dit is geteld"), "info")
    card.add(Text("\n\n".join(lines), "caption", "ink2", wrap=True))
    # A card is no higher than it asks for; lines that wrap ask for more once they know their width.
    card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return card
