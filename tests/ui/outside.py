"""What lies before a desk: unlocking and making one. Behind it is only the desk that is given."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import cast

from meedoenbalie.services.desk import Desk
from meedoenbalie.ui.context import AppContext, OpenedDesk, RecentStore
from meedoenbalie.ui.tasks import Progress

PASSPHRASE = "paard fiets wolk brood"
CODE = "K7QM-4TXA-9WPE-HN3C-R8VD-6YKL"
JOIN_CODE = "K7QM-4TXA-9WPE-HN3C"
WRONG = "Deze wachtzin klopt niet. Er is niets veranderd."
WRONG_CODE = "Deze herstelcode klopt niet. Er is niets veranderd."


class WrongSecretError(Exception):
    """The passphrase or the code does not fit."""


@dataclass
class Outside:
    """Answers the calls of the first screen and remembers them."""

    folder: Path
    desk: Desk | None = None
    recent: list[RecentStore] = field(default_factory=list)
    passphrase: str = PASSPHRASE
    calls: list[tuple[object, ...]] = field(default_factory=list)
    threads: set[str] = field(default_factory=set)
    newcomers: tuple[str, ...] = ()
    full_disk: bool = False
    broken: bool = False
    half_way: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.go_on.set()

    def context(self) -> AppContext:
        """The calls as the window wants them."""
        return AppContext(
            recent=lambda: self.recent,
            users_of=lambda _path: ("Marleen de Wit", "Joost Bakker"),
            open_store=self.open_store,
            recover_store=self.recover_store,
            newcomers_of=lambda _path: self.newcomers,
            join_store=self.join_store,
            recovery_proved=lambda opened: self.calls.append(("proved", opened.path.name)),
            create_store=self.create_store,
            open_demo=self.open_demo,
            close=lambda opened: self.calls.append(("close", opened.path)),
            explain=self.explain,
            warm_up=lambda: None,
            new_store_folder=self.folder,
            minimum_passphrase=12,
        )

    def remember(self, name: str = "dijkhorst") -> Path:
        """Have a store used before on this computer."""
        path = self.folder / f"{name}.meedoen"
        path.write_bytes(b"encrypted")
        self.recent.append(RecentStore(path, f"azc {name.title()}"))
        return path

    def open_store(self, path: Path, user: str, passphrase: str) -> OpenedDesk:
        """Open with the right passphrase only."""
        self._called("open", path, user, passphrase)
        if self.broken:
            raise ZeroDivisionError
        if passphrase != self.passphrase:
            raise WrongSecretError(WRONG)
        return self._opened(path, user)

    def recover_store(self, path: Path, code: str, user: str, passphrase: str) -> OpenedDesk:
        """Open with the right code and take over the passphrase."""
        self._called("recover", path, code, user)
        if code != CODE:
            raise WrongSecretError(WRONG_CODE)
        self.passphrase = passphrase
        return self._opened(path, user)

    def join_store(self, path: Path, user: str, code: str, passphrase: str) -> OpenedDesk:
        """Open with the right one-time code only."""
        self._called("join", path, user, code, passphrase)
        if code != JOIN_CODE:
            raise WrongSecretError(WRONG_CODE)
        return self._opened(path, user)

    def create_store(
        self, path: Path, site_code: str, site_name: str, user: str, passphrase: str
    ) -> OpenedDesk:
        """Make a store, unless the disk is full."""
        self._called("create", path.name, site_code, site_name, user, passphrase)
        if self.full_disk:
            raise OSError("disk full")
        return self._opened(path, user)._replace(recovery_code=CODE)

    def open_demo(self, progress: Progress) -> OpenedDesk:
        """Make the demonstration in two steps."""
        self._called("demo")
        if self.full_disk:
            raise OSError("disk full")
        self.half_way.set()
        self.go_on.wait()
        progress(1, 2)
        return self._opened(self.folder / "demo.db", "Marleen")._replace(demo=True)

    @staticmethod
    def explain(error: BaseException) -> str | None:
        """Words for what can be expected."""
        if isinstance(error, WrongSecretError):
            return str(error)
        if isinstance(error, OSError):
            return "De schijf is vol. De balie is niet gemaakt."
        return None

    def _called(self, *call: object) -> None:
        self.calls.append(call)
        self.threads.add(threading.current_thread().name)

    def _opened(self, path: Path, user: str) -> OpenedDesk:
        if self.desk is not None:
            return OpenedDesk(self.desk, path, ())
        person = SimpleNamespace(name=user, roles=())
        return OpenedDesk(cast(Desk, SimpleNamespace(user=person)), path, ())
