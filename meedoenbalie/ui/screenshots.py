"""Draws every page: ``python -m meedoenbalie.ui.screenshots OUT [PAGE …]``.

Writes ``PAGE-data-look-scale-language.png`` for an empty desk, the demonstration, and one where
everything is long and much; light and dark, text at 100% and 200%, Dutch and English. Each of these
can be narrowed: ``--data full --look dark --scale 2 --language nl``. Everybody on the pictures is
invented.
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from meedoenbalie.clock import clock_from_environment
from meedoenbalie.demo.crowded import crowd
from meedoenbalie.demo.folder import demo_folder, open_demo
from meedoenbalie.demo.programme import send_and_collect
from meedoenbalie.domain.offers import OfferKind
from meedoenbalie.domain.people import Site
from meedoenbalie.domain.server_place import ServerPlace
from meedoenbalie.i18n import LANGUAGES, set_language
from meedoenbalie.services import catalogue, messages, referring, registration, stores
from meedoenbalie.services.civic_cohorts import Division, civic_cohorts
from meedoenbalie.services.stores import LEAST_COST
from meedoenbalie.ui import app as application
from meedoenbalie.ui import fonts, registry, style
from meedoenbalie.ui.context import AppContext, OpenedDesk, RecentStore, Servers
from meedoenbalie.ui.main_window import MainWindow
from meedoenbalie.ui.pages.collection.door import Wanted
from meedoenbalie.ui.preferences import Preferences, ThemeChoice

if TYPE_CHECKING:
    from uuid import UUID

    from meedoenbalie.services.desk import Desk
    from meedoenbalie.ui.desk_shell import DeskShell

Data = Literal["empty", "normal", "full"]
"""How much there is on the desk that is drawn."""

DATA: tuple[Data, ...] = ("empty", "normal", "full")
_LOOKS: tuple[ThemeChoice, ...] = ("light", "dark")
_SCALES = (1.0, 2.0)
VARIANTS = tuple(
    Preferences(look, scale, language)
    for look, scale, language in product(_LOOKS, _SCALES, LANGUAGES)
)
_SIZE = (1280, 800)


@dataclass(frozen=True, slots=True)
class Scene:
    """An opened desk, and what the pages that are about one thing show of it."""

    store: Path
    opened: OpenedDesk
    targets: dict[str, object] = field(default_factory=dict)


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw pages into the folder that the first argument names; return the exit code."""
    parser = ArgumentParser(prog="python -m meedoenbalie.ui.screenshots")
    parser.add_argument("out", metavar="OUT", type=Path)
    parser.add_argument("pages", metavar="PAGE", nargs="*")
    parser.add_argument("--data", choices=DATA, nargs="+", default=DATA)
    parser.add_argument("--look", choices=_LOOKS, nargs="+", default=_LOOKS)
    parser.add_argument("--scale", type=float, nargs="+", default=_SCALES)
    parser.add_argument("--language", choices=LANGUAGES, nargs="+", default=LANGUAGES)
    given = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    given.out.mkdir(parents=True, exist_ok=True)
    looks = [Preferences(*one) for one in product(given.look, given.scale, given.language)]
    for data in given.data:
        with TemporaryDirectory() as folder:
            for file in draw(Path(folder), given.out, looks, data, given.pages):
                sys.stdout.write(f"{file}\n")
    return 0


def draw(
    folder: Path,
    out: Path,
    variants: Sequence[Preferences] = VARIANTS,
    data: Data = "normal",
    pages: Collection[str] = (),
) -> Iterator[Path]:
    """Make a desk in ``folder``, draw its pages into ``out`` and yield each file.

    ``pages`` are the keys of those that are wanted; all when there are none.
    """
    for window, page in visit(folder, variants, data, pages):
        look, scale, language = window.preferences
        file = out / f"{page}-{data}-{look}-{scale:g}-{language}.png"
        window.grab().save(str(file))
        yield file


def visit(
    folder: Path,
    variants: Sequence[Preferences],
    data: Data = "normal",
    pages: Collection[str] = (),
    size: tuple[int, int] = _SIZE,
) -> Iterator[tuple[MainWindow, str]]:
    """Make a desk in ``folder`` and yield window and name when a page stands there.

    ``size`` is that of the window in pixels.
    """
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = application.make_application()
    fonts.register_other_scripts()
    scene = _empty(folder) if data == "empty" else _demonstration(folder, crowded=data == "full")
    try:
        for preferences in variants:
            set_language(preferences.language)
            style.apply(app, preferences)
            context = _context(folder, scene)
            window = MainWindow(context, registry.add_pages, preferences, _stop)
            window.resize(*size)
            window.show()
            try:
                for page in _pages(window, scene, pages):
                    yield window, page
            finally:
                window.close()
                # What waits to be deleted would be styled by the next visit, and end the program.
                QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    finally:
        scene.opened.desk.database.close()


def _empty(folder: Path) -> Scene:
    """Make a desk with one site and nothing else."""
    store, clock = folder / "leeg.meedoen", clock_from_environment()
    site = Site(code="LEE", name="azc Leegstede")
    passphrase = "een wachtzin van niemand"  # noqa: S105  (of a desk without anybody)
    made = stores.create_store(store, "Marleen de Wit", passphrase, clock, [site], LEAST_COST)
    return Scene(store, OpenedDesk(made.desk, store, (site,)))


def _demonstration(folder: Path, *, crowded: bool) -> Scene:
    """Make the demonstration desk, with a collection, and with much more when it is crowded."""
    desk = open_demo(folder, clock_from_environment(), cost=LEAST_COST)
    sites = tuple(registration.sites(desk))
    opened = OpenedDesk(desk, desk.database.path, sites, demo=True)
    demo = demo_folder(folder)
    collection, key, _arrived = send_and_collect(desk, demo, sites, LEAST_COST)
    about = crowd(desk, sites[0]) if crowded else None
    team = Wanted(collection, key, demo.passphrase())
    return Scene(demo.store, opened, _targets(desk, about) | {"collection": team})


def _pages(window: MainWindow, scene: Scene, wanted: Collection[str]) -> Iterator[str]:
    """Bring one page after the other to the front and yield its name when it stands there."""
    _until(window.idle)
    if not wanted or "unlock" in wanted:
        yield "unlock"
    window.show_new_desk()
    _until(window.idle)
    if not wanted or "new_desk" in wanted:
        yield "new_desk"
    window.show_server_desk(ServerPlace("db.voorbeeld.nl", "", "rietwaard", "Marleen"))
    _until(window.idle)
    if not wanted or "server_desk" in wanted:
        yield "server_desk"
    window.show_desk(scene.opened)
    shell = window.shell
    if shell is None:
        raise RuntimeError("the desk did not open")
    for key in shell.page_keys():
        if wanted and key not in wanted:
            continue
        if shell.looking_along:
            shell.toggle_shared_view()
        shell.go(key, scene.targets.get(key))
        _until(lambda: _is_still(shell))
        if shell.current_key() == key:
            yield key


def _targets(desk: Desk, about: tuple[UUID, UUID] | None) -> dict[str, object]:
    """Return somebody and something to show on the pages that are about one thing."""
    resident, offer = about or _one_of(desk)
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


def _one_of(desk: Desk) -> tuple[UUID, UUID]:
    """Return a resident who was referred, and an MDT-traject."""
    here = set(registration.find_residents(desk, registration.ResidentQuery()))
    lines = referring.find_referrals(desk)
    resident = next(line.resident_id for line in lines if line.resident_id in here)
    return resident, catalogue.find_offers(desk, kind=OfferKind.MDT_TRAJECT)[0].offer.id


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


def _context(folder: Path, scene: Scene) -> AppContext:
    """Return the calls of a first screen on which nothing is really opened or made."""

    def not_here(*_arguments: object) -> OpenedDesk:
        return scene.opened

    return AppContext(
        recent=lambda: [RecentStore(scene.store, scene.opened.sites[0].name)],
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
        servers=Servers(not_here, not_here, lambda _error: ""),
    )


if __name__ == "__main__":
    sys.exit(main())
