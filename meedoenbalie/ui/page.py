"""What a page is, and what the window offers it."""

from __future__ import annotations

from collections.abc import Set
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from PySide6.QtWidgets import QWidget

from meedoenbalie.ui.tasks import Tasks

if TYPE_CHECKING:
    from pathlib import Path

    from meedoenbalie.domain.drafts import FormDraft
    from meedoenbalie.domain.people import Site
    from meedoenbalie.services.desk import Desk
    from meedoenbalie.ui.backup_keeper import BackupKeeper
    from meedoenbalie.ui.preferences import Preferences

Changes = Set[str]
"""The names of the tables that a write changed, as ``Done.changed`` tells."""


class Shell(Protocol):
    """The window as a page sees it."""

    desk: Desk
    tasks: Tasks
    backups: BackupKeeper
    site: Site | None
    """The azc that the pages show; None shows all of this store.

    Another choice refreshes every page with ``{"site"}``.
    """

    @property
    def demo(self) -> bool:
        """Whether the data were made up: what is printed says so."""

    def practise(self) -> None:
        """Open a throw-away desk to practise in; this one waits behind it."""

    @property
    def looking_along(self) -> bool:
        """Whether a resident looks along; switching refreshes with ``{"shared_view"}``."""

    def toggle_shared_view(self) -> None:
        """Switch *Samen kijken* on or off; it asks nothing."""

    def has(self, key: str) -> bool:
        """Return whether there is a page with that key, so that a button can be left out."""

    def go(self, key: str, target: object = None) -> None:
        """Show another page; ``target`` is handed to its ``open_target``."""

    def back(self) -> None:
        """Show the page from which this one was reached."""

    def saved(self, text: str, changes: Changes = frozenset()) -> None:
        """Say in the status bar what was saved and refresh every page that shows it."""

    def say(self, text: str) -> None:
        """Say something in the status bar and to a screen reader."""

    def turn_around(self, screen: QWidget) -> None:
        """Show only ``screen``, to somebody who may see nothing else, until it is locked.

        It can be left in one way: by locking (``lock``, or Ctrl+L), and so with a passphrase.
        """

    def lock(self) -> None:
        """Lock the desk, as Ctrl+L does."""

    def leave(self, parting: str, to: Path | None = None) -> None:
        """Lock, because the store is done with, and say why on the first screen.

        ``to`` is the store that is offered there instead, one of those opened last.
        """

    def set_count(self, key: str, count: int | None) -> None:
        """Set the number beside a page in the navigation; None takes it away."""

    def set_site(self, site: Site) -> None:
        """Show an azc of this store, or the one that is shown as it is now."""

    def unsaved(self) -> bool:
        """Return whether any page holds something that is not saved."""

    def take_typed(self, kind: str, about: str, wanted: UUID | None) -> FormDraft | None:
        """Return what stood in such a form of a window that was made anew; only once."""

    def use_preferences(self, preferences: Preferences) -> None:
        """Put another look, text size or language into force; the last two make a new window."""


class Page(QWidget):
    """Base of every page. A page is made when it is first shown and lives until locking.

    ``shows_others`` says that people stand on it who must not be seen when a resident looks along
    (*Samen kijken*): the window covers such a page then. A page that shows one person, or that
    hides the rest itself when ``shell.looking_along``, sets it to False.
    """

    shows_others = True

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell

    def title(self) -> str:
        """Return the name of the page as its head says it."""
        raise NotImplementedError

    def shown(self) -> None:
        """Called each time the page comes on the screen: start reading what it shows."""

    def refresh(self, changed: Changes) -> None:
        """Called when something was saved elsewhere; read again what ``changed`` touches.

        A page that is not on the screen is called just before its next :meth:`shown`.
        """

    def open_target(self, target: object) -> None:
        """Show one thing: a resident, an offer, a referral, whatever the page is about."""

    def search_field(self) -> QWidget | None:
        """Return the field that Ctrl+F goes to."""
        return None

    def panes(self) -> tuple[QWidget, ...]:
        """Return what F6 walks through, in reading order."""
        return ()

    def print_document(self) -> bool:
        """Print or make the PDF of this screen (Ctrl+P); return False when it has none."""
        return False

    def help_part(self) -> str:
        """Return the heading that F1 opens in the chapter of this page; empty: the whole of it."""
        return ""

    def person(self) -> UUID | None:
        """Return the one resident on this page, or None when it is about nobody yet."""
        return None

    def place(self) -> object:
        """Return what :meth:`open_target` takes to show the same thing again, such as an id."""
        return None

    def unsaved(self) -> bool:
        """Return whether something typed here would be lost when the window is made again."""
        return False
