"""How users come in: by a key slot beside the file, or as a role of the server."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection

from meedoenbalie.domain.people import User
from meedoenbalie.storage.keys import KeyFile, calibrated_cost, new_join_code
from meedoenbalie.storage.slots import KdfCost


@dataclass(frozen=True, slots=True)
class Known:
    """Who can come in: by a secret of their own, or with a one-time code until its last day.

    ``damaged`` are those whose way in can't be read. ``sites`` are the only ones that somebody
    sees, as far as the one who asks may know; who isn't in it sees all.
    """

    names: tuple[str, ...]
    codes: Mapping[str, date]
    damaged: tuple[str, ...] = ()
    sites: Mapping[str, frozenset[UUID]] = field(default_factory=dict)


class WaysIn(ABC):
    """The ways into one store.

    Those that change something take the connection of the unit of work that they belong to.
    """

    @abstractmethod
    def known(self, connection: Connection) -> Known:
        """Return who can come in. Raises NotAStore."""

    @abstractmethod
    def let_in(
        self, connection: Connection, own: tuple[str, str], user: User, last_day: date
    ) -> str:
        """Give a user a first secret, and return it.

        ``own`` are name and secret of who does this, asked once more. Raises WrongPassphrase.
        """

    @abstractmethod
    def take_away(self, connection: Connection, name: str) -> None:
        """Let a user in no more. Raises OSError and StoreTrouble."""

    @abstractmethod
    def change(self, connection: Connection, name: str, old: str, new: str) -> None:
        """Give a user another secret. Raises WrongPassphrase."""

    @abstractmethod
    def keep_to(
        self, connection: Connection, user: User, sites: Collection[UUID] | None = None
    ) -> None:
        """Hold a user to their roles, and to some sites; None leaves the sites as they are."""


class KeySlots(WaysIn):
    """Key slots: whoever has one has the key of the whole file, whatever their roles."""

    def __init__(self, store: Path, cost: KdfCost | None = None) -> None:
        self._store = store
        self._cost = cost

    def known(self, connection: Connection) -> Known:
        """Return whose slots there are."""
        del connection
        keys = KeyFile(self._store)
        return Known(keys.names, keys.codes(), keys.damaged)

    def let_in(
        self, connection: Connection, own: tuple[str, str], user: User, last_day: date
    ) -> str:
        """Make a slot with a one-time code, that works until a day."""
        del connection
        keys = KeyFile(self._store)
        key, code = keys.unlock(*own), new_join_code()
        keys.set_join_code(user.name, code, key, self._cost or calibrated_cost(), last_day)
        return code

    def take_away(self, connection: Connection, name: str) -> None:
        """Take the slots of a user away."""
        del connection
        KeyFile(self._store).remove(name)

    def change(self, connection: Connection, name: str, old: str, new: str) -> None:
        """Wrap the key with another passphrase."""
        del connection
        keys = KeyFile(self._store)
        key = keys.unlock(name, old)
        keys.set_passphrase(name, new, key, self._cost or calibrated_cost())

    def keep_to(
        self, connection: Connection, user: User, sites: Collection[UUID] | None = None
    ) -> None:
        """Do nothing: a file can't hold anybody to less than all of it."""
