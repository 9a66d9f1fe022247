"""Draws every page on a demonstration desk: ``python -m meedoenbalie.ui.screenshots OUT``.

Writes ``PAGE-theme-scale-language.png`` for light and dark, text at 100% and 150%, Dutch and
English. Everybody on the pictures is invented.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from meedoenbalie.clock import clock_from_environment
from meedoenbalie.demo.folder import demo_folder, open_demo
from meedoenbalie.demo.programme import send_and_collect
from meedoenbalie.domain.offers import OfferKind
from meedoenbalie.i18n import LANGUAGES, set_language
from meedoenbalie.services import catalogue, messages, referring, registration, stores
from meedoenbalie.services.civic_cohorts import Division, civic_cohorts
from meedoenbalie.ui import app as application
from meedoenbalie.ui import fonts, registry, style
from meedoenbalie.ui.context import AppContext, OpenedDesk, RecentStore
from meedoenbalie.ui.main_window import MainWindow
from meedoenbalie.ui.pages.collection.door import Wanted
from meedoenbalie.ui.preferences import Preferences, ThemeChoice

if TYPE_CHECKING:
    from meedoenbalie.services.desk import Desk
    from meedoenbalie.ui.desk_shell import DeskShell

_LOOKS: tuple[ThemeChoice, ...] = ("light", "dark")
_SCALES = (1.0, 1.5)
VARIANTS = tuple(
    Preferences(look, scale, language)
    for look, scale, language in product(_LOOKS, _SCALES, LANGUAGES)
)
_SIZE = (1280, 800)


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw all pages into the folder that the first argument names; return the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if len(given) != 1:
        sys.stderr.write("python -m meedoenbalie.ui.screenshots OUT\n")
        return 2
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    out = Path(given[0])
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        for file in draw(Path(folder), out):
            sys.stdout.write(f"{file}\n")
    return 0


def draw(folder: Path, out: Path, variants: Sequence[Preferences] = VARIANTS) -> Iterator[Path]:
    """Make a demonstration in ``folder``, draw every page into ``out`` and yield each file."""
    for window, page in visit(folder, variants):
        look, scale, language = window.preferences
        file = out / f"{page}-{look}-{scale:g}-{language}.png"
        window.grab().save(str(file))
        yield file


def visit(
    folder: Path, variants: Sequence[Preferences], size: tuple[int, int] = _SIZE
) -> Iterator[tuple[MainWindow, str]]:
    """Make a demonstration in ``folder`` and yield window and name when a page stands there.

    ``size`` is that of the window in pixels.
    """
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = application.make_application()
    fonts.register_other_scripts()
    clock = clock_from_environment()
    desk = open_demo(folder, clock, cost=stores.LEAST_COST)
    opened = OpenedDesk(desk, desk.database.path, tuple(registration.sites(desk)), demo=True)
    demo = demo_folder(folder)
    collection, key, _arrived = send_and_collect(desk, demo, opened.sites, stores.LEAST_COST)
    team = Wanted(collection, key, demo.passphrase())
    try:
        for preferences in variants:
            set_language(preferences.language)
            style.apply(app, preferences)
            window = MainWindow(_context(folder, opened), registry.add_pages, preferences, _stop)
            window.resize(*size)
            window.show()
            for page in _pages(window, opened, team):
                yield window, page
            window.close()
    finally:
        desk.database.close()


def _pages(window: MainWindow, opened: OpenedDesk, team: Wanted) -> Iterator[str]:
    """Bring one page after the other to the front and yield its name when it stands there."""
    _until(window.idle)
    yield "unlock"
    window.show_new_desk()
    _until(window.idle)
    yield "new_desk"
    window.show_desk(opened)
    shell = window.shell
    if shell is None:
        raise RuntimeError("the desk did not open")
    targets = _targets(opened.desk) | {"collection": team}
    for key in shell.page_keys():
        if shell.looking_along:
            shell.toggle_shared_view()
        shell.go(key, targets.get(key))
        _until(lambda: _is_still(shell))
        if shell.current_key() == key:
            yield key


def _targets(desk: Desk) -> dict[str, object]:
    """Return somebody and something to show on the pages that are about one thing."""
    here = set(registration.find_residents(desk, registration.ResidentQuery()))
    lines = referring.find_referrals(desk)
    resident = next(line.resident_id for line in lines if line.resident_id in here)
    offer = catalogue.find_offers(desk, kind=OfferKind.MDT_TRAJECT)[0].offer.id
    cohorts = civic_cohorts(desk).lines[Division.COHORT]
    return {
        "residents": resident,
        "matching": resident,
        "refer": (resident, offer),
        "offers": offer,
        "offer_form": offer,
        "who_fits": offer,
        "offer_texts": offer,
        "resident_form": resident,
        "conversation": resident,
        "dossier_rights": resident,
        "civic": cohorts[0].who[0] if cohorts else resident,
        "transfer": resident,
    }


def _is_still(shell: DeskShell) -> bool:
    return not shell.tasks.busy()


def _until(ready: Callable[[], bool]) -> None:
    """Let Qt work until ``ready``, and once more for what that brought about."""
    for _round in range(3):
        loop = QEventLoop()
        timer = QTimer(interval=5)
        timer.timeout.connect(lambda loop=loop: loop.quit() if ready() else None)
        timer.start()
        loop.exec()


def _stop(error: Exception) -> None:
    raise error


def _context(folder: Path, opened: OpenedDesk) -> AppContext:
    """Return the calls of a first screen on which nothing is really opened or made."""
    store = demo_folder(folder).store

    def not_here(*_arguments: object) -> OpenedDesk:
        return opened

    return AppContext(
        recent=lambda: [RecentStore(store, opened.sites[0].name)],
        users_of=stores.users_of,
        open_store=not_here,
        recover_store=not_here,
        newcomers_of=lambda _path: (),
        join_store=not_here,
        recovery_proved=lambda _opened: None,
        create_store=not_here,
        open_demo=not_here,
        close=lambda _opened: None,
        explain=messages.explain,
        warm_up=lambda: None,
        new_store_folder=folder,
        minimum_passphrase=stores.MINIMUM_PASSPHRASE,
    )


if __name__ == "__main__":
    sys.exit(main())
