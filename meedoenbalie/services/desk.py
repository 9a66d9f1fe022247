"""The desk at work: an opened store, who works in it, and what day it is.

It is the first argument of every use case.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Generic, TypeVar
from uuid import UUID

from meedoenbalie.clock import Clock
from meedoenbalie.domain.people import Role, User
from meedoenbalie.storage.database import Database
from meedoenbalie.storage.unit_of_work import (
    Reader,
    UnitOfWork,
    note_access,
    reading,
    unit_of_work,
)

T = TypeVar("T")

DESK_ROLES = frozenset({Role.DESK, Role.COORDINATOR})
"""Who works with residents: what a use case asks when it says nothing else."""
READERS = DESK_ROLES | {Role.ADMINISTRATOR}
"""Who may read about residents; the administrator to erase, to show what is held, to restore."""
EVERYONE = frozenset(Role)


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What a use case made, and the tables it changed: views refresh only what shows them."""

    result: T
    changed: frozenset[str]


class NotAllowed(Exception):
    """The user's roles don't include what this use case asks. ``action`` is its code."""

    def __init__(self, action: str) -> None:
        super().__init__(action)
        self.action = action


@dataclass(frozen=True, slots=True)
class Desk:
    """An opened store, its user and its clock.

    ``joined`` is the transaction that use cases share inside ``together``.
    """

    database: Database
    user: User
    clock: Clock
    joined: UnitOfWork | None = None

    @contextmanager
    def read(self, action: str = "read", roles: frozenset[Role] = READERS) -> Iterator[Reader]:
        """Read in one transaction. Raises NotAllowed when the user has none of the roles."""
        self._require(roles, action)
        if self.joined is not None:
            yield self.joined
            return
        with reading(self.database) as reader:
            yield reader

    @contextmanager
    def together(self, action: str, label: str = "") -> Iterator[Desk]:
        """Make several use cases one transaction and one step of the journal: all, or nothing.

        They are called with the desk that this yields. An error of one of them must leave the
        block, or what it had done already would stay. Raises NotAllowed.
        """
        with self.write(action, label) as uow:
            yield replace(self, joined=uow)

    @contextmanager
    def write(
        self,
        action: str,
        label: str = "",
        roles: frozenset[Role] = DESK_ROLES,
        undoes: int | None = None,
    ) -> Iterator[UnitOfWork]:
        """Change records in one transaction and one step of the journal.

        ``label`` adds something to the action's name and holds nothing personal; ``undoes`` is the
        number of the step that this one reverses.
        Raises NotAllowed when the user has none of the roles.
        """
        self._require(roles, action)
        if self.joined is not None:
            yield self.joined
            return
        now = self.clock.now()
        with unit_of_work(self.database, self.user.name, now, action, label, undoes) as uow:
            yield uow

    def note(
        self, action: str, *subjects: UUID | None, roles: frozenset[Role] = DESK_ROLES
    ) -> None:
        """Write down that personal data are read or printed; ``subjects`` are whom they are about.

        Raises NotAllowed when the user has none of the roles, which is written down too.
        """
        self._require(roles, action)
        self._log(action, *subjects)

    def may(self, roles: frozenset[Role]) -> bool:
        """Tell whether the user has one of the roles, without writing anything down."""
        return bool(roles & set(self.user.roles))

    def _require(self, roles: frozenset[Role], action: str) -> None:
        if not self.may(roles):
            self._log(action, refused=True)
            raise NotAllowed(action)

    def _log(self, action: str, *subjects: UUID | None, refused: bool = False) -> None:
        # Inside another transaction a second one would wait for it for ever.
        if self.joined is None:
            now = self.clock.now()
            note_access(self.database, self.user.name, now, action, subjects or (None,), refused)
