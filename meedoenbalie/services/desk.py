"""The desk at work: an opened store, who works in it, and what day it is.

It is the first argument of every use case.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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
    """An opened store, its user and its clock."""

    database: Database
    user: User
    clock: Clock

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """Read in one transaction."""
        with reading(self.database) as reader:
            yield reader

    @contextmanager
    def write(
        self, action: str, label: str = "", roles: frozenset[Role] = DESK_ROLES
    ) -> Iterator[UnitOfWork]:
        """Change records in one transaction and one step of the journal.

        ``label`` adds something to the action's name and holds nothing personal.
        Raises NotAllowed when the user has none of the roles.
        """
        if not roles & set(self.user.roles):
            note_access(self.database, self.user.name, self.clock.now(), action, refused=True)
            raise NotAllowed(action)
        with unit_of_work(self.database, self.user.name, self.clock.now(), action, label) as uow:
            yield uow
