"""The desk at work: an opened store, who works in it, and what day it is.

It is the first argument of every use case.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

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
    def read(self) -> Iterator[Reader]:
        """Read in one transaction."""
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
        self, action: str, label: str = "", roles: frozenset[Role] = DESK_ROLES
    ) -> Iterator[UnitOfWork]:
        """Change records in one transaction and one step of the journal.

        ``label`` adds something to the action's name and holds nothing personal.
        Raises NotAllowed when the user has none of the roles.
        """
        if not roles & set(self.user.roles):
            # Inside another transaction a second one would wait for it for ever.
            if self.joined is None:
                note_access(self.database, self.user.name, self.clock.now(), action, refused=True)
            raise NotAllowed(action)
        if self.joined is not None:
            yield self.joined
            return
        with unit_of_work(self.database, self.user.name, self.clock.now(), action, label) as uow:
            yield uow
