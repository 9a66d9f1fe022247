"""What the window needs from the rest of the program. Bootstrap fills it in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from meedoenbalie.domain.people import Site
    from meedoenbalie.domain.server_place import ServerPlace
    from meedoenbalie.domain.settings import Settings
    from meedoenbalie.services.desk import Desk
    from meedoenbalie.ui.tasks import Progress


class RecentStore(NamedTuple):
    """A store that was opened on this computer: its name for people, and when (local time).

    Of one on a server ``path`` is what lies beside it on this computer.
    """

    path: Path
    title: str
    opened_at: datetime | None = None
    server: ServerPlace | None = None


class OpenedDesk(NamedTuple):
    """A desk that is open. ``recovery_code`` is there only when the store was just made."""

    desk: Desk
    path: Path
    sites: tuple[Site, ...]
    demo: bool = False
    recovery_code: str = ""
    practice: bool = False
    """A throw-away demonstration: it is made to practise in and thrown away when it is closed."""
    settings: Settings | None = None
    """The choices of the store; None stands for the defaults."""

    def without_code(self) -> OpenedDesk:
        """Return the same desk, the code forgotten."""
        return self._replace(recovery_code="")


class Servers(NamedTuple):
    """The calls for stores on a server; as those of AppContext."""

    open_store: Callable[[ServerPlace, str], OpenedDesk]
    """where, password"""
    create_store: Callable[[ServerPlace, str, str, str], OpenedDesk]
    """where, password, site code, site name: make a store in an empty database"""
    field_of: Callable[[BaseException], str]
    """Which field of ``ServerPlace`` an error is about, or ``password``; empty: none of them."""


class AppContext(NamedTuple):
    """The calls behind the unlock page.

    All but ``recent`` and ``wait_of`` run in the database thread. They raise what the services
    raise; ``explain`` turns an expected error into words and returns None for one that nobody
    foresaw. Opening and making also remember the store as recent.
    """

    recent: Callable[[], Sequence[RecentStore]]
    users_of: Callable[[Path], Sequence[str]]
    open_store: Callable[[Path, str, str], OpenedDesk]
    """path, user, passphrase"""
    recover_store: Callable[[Path, str, str, str], OpenedDesk]
    """path, recovery code, user, new passphrase"""
    newcomers_of: Callable[[Path], Sequence[str]]
    """Who may come in with a one-time code."""
    join_store: Callable[[Path, str, str, str], OpenedDesk]
    """path, user, one-time code, new passphrase"""
    recovery_proved: Callable[[OpenedDesk], None]
    """Keep that the code of a store just made was typed back."""
    create_store: Callable[[Path, str, str, str, str], OpenedDesk]
    """path, site code, site name, user, passphrase"""
    open_demo: Callable[[Progress], OpenedDesk]
    close: Callable[[OpenedDesk], None]
    explain: Callable[[BaseException], str | None]
    warm_up: Callable[[], None]
    """Import what the pages need, while the user types."""
    new_store_folder: Path
    minimum_passphrase: int
    wait_of: Callable[[Path], int] = lambda _path: 0
    """Seconds until a store takes another attempt after wrong passphrases; called at any time."""
    back_up: Callable[[OpenedDesk, Progress], None] | None = None
    """Make a back-up at closing, if anything changed since the last; None: never."""
    asks_for_backup: Callable[[BaseException], bool] = lambda _error: False
    """Whether a store that gives this error is missing or damaged, so that a back-up helps."""
    backup_users: Callable[[Path], Sequence[str]] = lambda _backup: ()
    """Who has a key in a back-up."""
    open_practice: Callable[[Progress], OpenedDesk] | None = None
    """Make a throw-away desk to practise in."""
    restore: Callable[[Path, Path, str, str], OpenedDesk] | None = None
    """store, back-up, user, passphrase: put a back-up in the place of a store and open it."""
    servers: Servers | None = None
    """Stores on a server; None: only files."""
