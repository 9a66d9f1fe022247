"""Which stores this user opened last: where they are and the moments, nothing from inside them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from meedoenbalie.clock import Clock
from meedoenbalie.domain.server_place import ServerPlace
from meedoenbalie.paths import config_folder, own_home

_KEPT = 8


@dataclass(frozen=True, slots=True)
class RecentStore:
    """A store that was opened before; ``opened_at`` is in UTC.

    Of one on a server ``path`` is the folder of what belongs beside it, and ``server`` tells where
    it is and who opened it.
    """

    path: Path
    opened_at: datetime
    server: ServerPlace | None = None

    @property
    def is_there(self) -> bool:
        """Whether it can be shown: a server isn't asked for that."""
        return self.server is not None or self.path.is_file()


def recent_stores() -> list[RecentStore]:
    """Return the stores that are still there, the last opened first."""
    found = [store for store in map(_read, _stored()) if store and store.is_there]
    return sorted(found, key=lambda store: store.opened_at, reverse=True)


def remember(path: Path, clock: Clock, server: ServerPlace | None = None) -> None:
    """Put a store on top of the list. A list that can't be written is no reason to stop."""
    kept = [store for store in recent_stores() if store.path != path.absolute()]
    stores = [RecentStore(path.absolute(), clock.now(), server), *kept][:_KEPT]
    try:
        _write(stores)
    except OSError:
        return


def forget(path: Path) -> None:
    """Take a store off the list; the store itself stays."""
    kept = [store for store in recent_stores() if store.path != path.absolute()]
    try:
        _write(kept)
    except OSError:
        return


def _file() -> Path:
    return config_folder() / "recent.json"


def _stored() -> list[Any]:
    try:
        stored = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return stored if isinstance(stored, list) else []


def _read(item: Any) -> RecentStore | None:
    try:
        moment = datetime.fromisoformat(item["opened_at"])
        path = Path(item["path"])
        # A stick has another letter on another computer: its own stores are told by their place.
        home = own_home()
        where = home / path if home is not None else path
        server = ServerPlace(*map(str, item["server"])) if "server" in item else None
        return RecentStore(where, moment.astimezone(UTC), server)
    except (KeyError, TypeError, ValueError):
        return None


def _write(stores: list[RecentStore]) -> None:
    path = _file()
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_text(json.dumps([*map(_item, stores)], ensure_ascii=False, indent=1), "utf-8")
    part.replace(path)


def _item(store: RecentStore) -> dict[str, Any]:
    item = {"path": _told(store.path), "opened_at": store.opened_at.isoformat()}
    return item if store.server is None else {**item, "server": list(store.server)}


def _told(path: Path) -> str:
    home = own_home()
    if home is not None and path.is_relative_to(home.absolute()):
        return str(path.relative_to(home.absolute()))
    return str(path)
