"""The only place where things are wired together: which front end runs, on which clock.

Nothing but the standard library is imported before it is known which of the two is needed: the
window must not wait for the command line, and the command line must run without Qt.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from meedoenbalie.clock import TODAY_VARIABLE, Clock, clock_from_environment
from meedoenbalie.domain.own_files import is_own_file
from meedoenbalie.i18n import LANGUAGES, _, set_language
from meedoenbalie.paths import data_folder, stores_folder
from meedoenbalie.system import SYSTEM

if TYPE_CHECKING:
    from meedoenbalie.domain.server_place import ServerPlace
    from meedoenbalie.services.desk import Desk
    from meedoenbalie.services.stores import KdfCost
    from meedoenbalie.ui.context import AppContext, OpenedDesk, RecentStore
    from meedoenbalie.ui.tasks import Progress

LANGUAGE_VARIABLE = "MEEDOENBALIE_LANGUAGE"
WINDOW_ON_DEMO = "--demo"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    _speak_utf8()
    wanted = os.environ.get(LANGUAGE_VARIABLE, "")
    if wanted in LANGUAGES:
        set_language(wanted)
    elif wanted:
        _complain(
            _("{name}: kies {codes}, niet ‘{value}’.").format(
                name=LANGUAGE_VARIABLE, codes=" / ".join(LANGUAGES), value=wanted
            )
        )
        return 2
    try:
        clock = clock_from_environment()
    except ValueError:
        _complain(
            _("{name} is geen datum. Schrijf een dag zo: 2026-03-02.").format(name=TODAY_VARIABLE)
        )
        return 2
    file = Path(given[0]) if len(given) == 1 and is_own_file(given[0]) else None
    if file is not None or given in ([], [WINDOW_ON_DEMO]):
        if has_screen():
            return show_window(clock, on_demo=given == [WINDOW_ON_DEMO], file=file)
        if file is not None:
            _complain(_("Om {name} te openen is een scherm nodig.").format(name=file.name))
            return 1
        _complain(
            "Geen scherm gevonden: de demo draait nu zonder venster.\n"
            "No screen found: running the demo without a window."
        )
        given = ["demo"]
    return _command(given, clock)


def has_screen() -> bool:
    """Tell whether a window can be shown."""
    return SYSTEM.has_screen(os.environ)


def _command(arguments: list[str], clock: Clock) -> int:
    from meedoenbalie.cli.app import run
    from meedoenbalie.cli.shell import Shell, ask_hidden

    return run(arguments, Shell(clock, ask_hidden))


def show_window(
    clock: Clock,
    *,
    on_demo: bool = False,
    file: Path | None = None,
    on_painted: Callable[[], None] | None = None,
) -> int:
    """Show the window until it is closed and return the exit code; see ``ui.app.run``."""
    from meedoenbalie.ui import collector

    # What is imported now stays until the end: looking whether it can go took a tenth of the start.
    collector.only_when_asked()
    from meedoenbalie.ui.app import run

    return run(window_context(clock), on_demo=on_demo, file=file, on_painted=on_painted)


def window_context(clock: Clock, cost: KdfCost | None = None) -> AppContext:
    """Return what the window needs. The services behind it are imported when they are called.

    ``cost`` is what a new key slot costs; None: what fits this machine.
    """
    from meedoenbalie.domain.passphrases import MINIMUM_PASSPHRASE
    from meedoenbalie.ui.context import AppContext, Servers

    door = _Door(clock, cost)
    return AppContext(
        recent=door.recent,
        users_of=door.users_of,
        open_store=door.open_store,
        recover_store=door.recover_store,
        newcomers_of=door.newcomers_of,
        join_store=door.join_store,
        recovery_proved=door.recovery_proved,
        create_store=door.create_store,
        open_demo=door.open_demo,
        close=door.close,
        explain=door.explain,
        warm_up=door.warm_up,
        new_store_folder=stores_folder(),
        minimum_passphrase=MINIMUM_PASSPHRASE,
        wait_of=door.wait_of,
        back_up=door.back_up,
        asks_for_backup=door.asks_for_backup,
        backup_users=door.backup_users,
        restore=door.restore,
        open_practice=door.open_practice,
        servers=Servers(door.open_on_server, door.create_on_server, door.field_of),
    )


class _Door:
    """The calls of the first screen, on one clock."""

    def __init__(self, clock: Clock, cost: KdfCost | None) -> None:
        self.clock = clock
        self.cost = cost

    def recent(self) -> list[RecentStore]:
        from meedoenbalie.services import recent
        from meedoenbalie.ui.context import RecentStore

        return [
            RecentStore(store.path, store.path.stem, store.opened_at, store.server)
            for store in recent.recent_stores()
        ]

    def users_of(self, path: Path) -> tuple[str, ...]:
        from meedoenbalie.services import stores

        return stores.users_of(path)

    def open_store(self, path: Path, user: str, passphrase: str) -> OpenedDesk:
        from meedoenbalie.services import stores

        return self._opened(stores.open_store(path, user, passphrase, self.clock))

    def recover_store(self, path: Path, code: str, user: str, passphrase: str) -> OpenedDesk:
        from meedoenbalie.services import stores

        return self._opened(
            stores.recover_store(path, code, user, passphrase, self.clock, self.cost)
        )

    def newcomers_of(self, path: Path) -> tuple[str, ...]:
        from meedoenbalie.services import stores

        return stores.newcomers_of(path, self.clock)

    def join_store(self, path: Path, user: str, code: str, passphrase: str) -> OpenedDesk:
        from meedoenbalie.services import stores

        return self._opened(stores.join_store(path, user, code, passphrase, self.clock, self.cost))

    def recovery_proved(self, opened: OpenedDesk) -> None:
        from meedoenbalie.services import people

        people.note_recovery_proof(opened.desk)

    def create_store(
        self, path: Path, site_code: str, site_name: str, user: str, passphrase: str
    ) -> OpenedDesk:
        from meedoenbalie.domain.people import Site
        from meedoenbalie.services import stores

        site = Site(code=site_code, name=site_name)
        made = stores.create_store(path, user, passphrase, self.clock, [site], self.cost)
        return self._opened(made.desk, made.recovery_code)

    def open_on_server(self, place: ServerPlace, password: str) -> OpenedDesk:
        from meedoenbalie.services import server_places, stores

        address = server_places.address_of(place)
        return self._opened(stores.open_store(address, place.user, password, self.clock))

    def create_on_server(
        self, place: ServerPlace, password: str, site_code: str, site_name: str
    ) -> OpenedDesk:
        from meedoenbalie.domain.people import Site
        from meedoenbalie.services import server_places, stores

        address, site = server_places.address_of(place), Site(code=site_code, name=site_name)
        made = stores.create_store(address, place.user, password, self.clock, [site])
        return self._opened(made.desk)

    def field_of(self, error: BaseException) -> str:
        from meedoenbalie.services import server_places

        return server_places.field_of(error)

    def open_demo(self, progress: Progress) -> OpenedDesk:
        from meedoenbalie.demo import folder

        return self._opened(folder.open_demo(data_folder() / "demo", self.clock, progress=progress))

    def open_practice(self, progress: Progress) -> OpenedDesk:
        from meedoenbalie.demo import folder

        # Made anew each time: nobody meets what somebody else tried.
        path = data_folder() / "practice"
        _made, desk = folder.make_demo(
            path, self.clock, sites=1, cost=self.cost or folder.COST, progress=progress
        )
        return self._opened(desk)._replace(practice=True)

    def _opened(self, desk: Desk, recovery_code: str = "") -> OpenedDesk:
        from meedoenbalie.demo.folder import is_demo
        from meedoenbalie.services import recent, registration, server_places
        from meedoenbalie.services.settings import settings_of
        from meedoenbalie.ui.context import OpenedDesk

        path = desk.database.path
        demo = is_demo(path)
        if not demo:
            recent.remember(path, self.clock, server_places.place_of(desk))
        sites, chosen = tuple(registration.sites(desk)), settings_of(desk)
        return OpenedDesk(desk, path, sites, demo, recovery_code, settings=chosen)

    def wait_of(self, path: Path) -> int:
        from meedoenbalie.services.attempts import Attempts

        return Attempts().seconds_to_wait(path)

    def back_up(self, opened: OpenedDesk, progress: Progress) -> None:
        from meedoenbalie.services import backing_up, forgetting

        desk = opened.desk
        # Of a server whoever manages it makes the back-ups.
        if opened.demo or desk.database.closed or desk.database.on_server:
            return
        # First, so that the names of a walk-in that is over aren't in the copy.
        forgetting.forget_names_at_closing(desk)
        if backing_up.is_due(desk, backing_up.last_proved(desk), closing=True):
            backing_up.back_up(desk, progress=progress)

    def asks_for_backup(self, error: BaseException) -> bool:
        from meedoenbalie.services import restoring

        return restoring.helps_against(error)

    def backup_users(self, backup: Path) -> tuple[str, ...]:
        from meedoenbalie.services import restoring

        return restoring.users_in(backup)

    def restore(self, path: Path, backup: Path, user: str, passphrase: str) -> OpenedDesk:
        from meedoenbalie.services import restoring, stores

        restoring.restore_at(path, backup, user or None, passphrase, self.clock)
        return self._opened(stores.open_store(path, user or None, passphrase, self.clock))

    def close(self, opened: OpenedDesk) -> None:
        from meedoenbalie.services import stores

        stores.close_store(opened.desk)
        if opened.practice:
            from meedoenbalie.demo.folder import demo_folder

            demo_folder(opened.path.parent).clear()

    def explain(self, error: BaseException) -> str | None:
        from meedoenbalie.services import messages

        return messages.explain(error)

    def warm_up(self) -> None:
        from importlib import import_module

        for name in ("stores", "registration", "catalogue", "referring", "worklist", "messages"):
            import_module(f"meedoenbalie.services.{name}")
        # The names of days and months in the language of the window are read at the first date.
        formats = import_module("meedoenbalie.i18n.formats")
        formats.long_day(self.clock.today())


def _speak_utf8() -> None:
    # A Windows console has another encoding by default, and a bundle without a console no streams.
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _complain(text: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(text + "\n")
