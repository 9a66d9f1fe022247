"""Who works with this store: colleagues, their roles and their way in.

Acts that make or take away a key ask the user's own passphrase once more, so that a window that
somebody left open can't give anyone a lasting way in; the data key is read from that user's slot.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from meedoenbalie.domain.passphrases import MINIMUM_PASSPHRASE, PROVED_GROUPS
from meedoenbalie.domain.people import Role, User
from meedoenbalie.domain.settings import Settings
from meedoenbalie.services.desk import EVERYONE, Desk, Done
from meedoenbalie.services.stores import UNLOCKING, KdfCost, WeakPassphrase
from meedoenbalie.storage.backends.file import file_of
from meedoenbalie.storage.errors import WrongPassphrase
from meedoenbalie.storage.keys import (
    KeyFile,
    calibrated_cost,
    is_recovery_code,
    new_recovery_code,
)
from meedoenbalie.storage.queries.people import last_seen
from meedoenbalie.storage.unit_of_work import Reader, UnitOfWork

__all__ = [
    "ADMINISTRATORS",
    "CODE_DAYS",
    "PROVERS",
    "CannotChangeUser",
    "Colleague",
    "Invitation",
    "change_passphrase",
    "change_roles",
    "colleagues",
    "give_code",
    "invite",
    "keep_to_sites",
    "new_recovery_code",
    "note_recovery_proof",
    "prove_recovery_code",
    "set_recovery_code",
    "withdraw",
]

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
PROVERS = frozenset({Role.ADMINISTRATOR, Role.COORDINATOR})
CODE_DAYS = 7
"""A one-time code works for so many days after the day on which it was made."""


_ROLE_BYTES = 63
"""A server cuts off longer names of roles without a word. Source: PostgreSQL, NAMEDATALEN."""


class CannotChangeUser(Exception):
    """A change of a user is refused. ``code`` says why, ``name`` whom it is about."""

    def __init__(self, code: str, name: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.name = name


@dataclass(frozen=True, slots=True)
class Colleague:
    """A user and the way in: an own passphrase, a one-time code with its last day, or neither.

    ``last_in`` is the moment of the last unlocking (UTC). A ``damaged`` slot needs a new code.
    ``sites`` are the only ones that they see, on a server; empty for all.
    """

    user: User
    has_key: bool
    code_until: date | None
    last_in: datetime | None
    damaged: bool = False
    sites: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Invitation:
    """A one-time code, shown once, and the last day on which it works."""

    user: User
    code: str
    last_day: date


def colleagues(desk: Desk) -> list[Colleague]:
    """Return all users by name, those whose access ended last. Raises NotAStore."""
    with desk.read("read_users", EVERYONE) as reader:
        known = desk.database.ways_in().known(reader.connection)
        users = reader.find(User, order_by="name")
        seen = last_seen(reader, UNLOCKING)
    return sorted(
        (
            Colleague(
                user,
                user.name in known.names,
                known.codes.get(user.name),
                seen.get(user.name),
                user.name in known.damaged,
                known.sites.get(user.name, frozenset()),
            )
            for user in users
        ),
        key=lambda colleague: colleague.user.left_on is not None,
    )


def invite(
    desk: Desk,
    passphrase: str,
    name: str,
    roles: Collection[Role],
    cost: KdfCost | None = None,
    sites: Collection[UUID] = (),
) -> Done[Invitation]:
    """Add a colleague, or take back one who left, with a code that works once.

    On a server the code is a first password, and ``sites`` are the only ones that the colleague
    sees there; a file can't hold anybody to that. Only who owns the tables invites there.

    Raises CannotChangeUser (``name_taken``, ``name_long``, ``no_roles``), WrongPassphrase for
    the own passphrase, pydantic.ValidationError, NotAllowed and OSError; then nothing is changed.
    """
    name = " ".join(name.split())
    with desk.write("invite_user", roles=ADMINISTRATORS) as uow:
        wanted = _ordered(roles)
        if desk.database.on_server and len(name.encode("utf-8")) > _ROLE_BYTES:
            raise CannotChangeUser("name_long", name)
        known = uow.first(User, name=name)
        if known is None:
            user = uow.insert(User(name=name, roles=wanted))
        elif known.left_on is None:
            raise CannotChangeUser("name_taken", name)
        else:
            user = uow.update(known, roles=wanted, left_on=None)
        made = _code_for(desk, uow, user, passphrase, cost)
        desk.database.ways_in().keep_to(uow.connection, user, sites)
    return Done(made, frozenset(uow.changed))


def give_code(
    desk: Desk, passphrase: str, user_id: UUID, cost: KdfCost | None = None
) -> Done[Invitation]:
    """Give a colleague a new one-time code: the old one is over, or the passphrase is forgotten.

    The passphrase that the colleague has works until the code is used. Raises CannotChangeUser
    (``left``, ``yourself``), WrongPassphrase, UnknownRecord, NotAllowed and OSError.
    """
    desk.note("give_code", roles=ADMINISTRATORS)
    with desk.write("give_code", roles=ADMINISTRATORS) as uow:
        user = uow.get(User, user_id)
        if user.left_on is not None:
            raise CannotChangeUser("left", user.name)
        if user.id == desk.user.id:
            raise CannotChangeUser("yourself", user.name)
        made = _code_for(desk, uow, user, passphrase, cost)
    return Done(made, frozenset({"staff"}))


def change_roles(desk: Desk, user_id: UUID, roles: Collection[Role]) -> Done[User]:
    """Give a colleague other roles; own ones count from the next unlocking on.

    Raises CannotChangeUser (``no_roles``, ``last_administrator``, ``left``), UnknownRecord and
    NotAllowed.
    """
    with desk.write("change_roles", roles=ADMINISTRATORS) as uow:
        user = uow.get(User, user_id)
        if user.left_on is not None:
            raise CannotChangeUser("left", user.name)
        wanted = _ordered(roles)
        if Role.ADMINISTRATOR not in wanted:
            _require_another_administrator(desk, uow, user)
        after = uow.update(user, roles=wanted)
        desk.database.ways_in().keep_to(uow.connection, after)
    return Done(after, frozenset(uow.changed))


def keep_to_sites(desk: Desk, user_id: UUID, sites: Collection[UUID]) -> Done[User]:
    """Let a colleague see some azc's only, or all when none is given.

    A file holds nobody to that; on a server only who owns the tables may do it
    (StoreTrouble("not_permitted") for others). Raises CannotChangeUser (``left``,
    ``own_sites``), UnknownRecord and NotAllowed.
    """
    desk.note("keep_to_sites", roles=ADMINISTRATORS)
    with desk.write("keep_to_sites", roles=ADMINISTRATORS) as uow:
        user = uow.get(User, user_id)
        if user.left_on is not None:
            raise CannotChangeUser("left", user.name)
        if user.id == desk.user.id:
            raise CannotChangeUser("own_sites", user.name)
        desk.database.ways_in().keep_to(uow.connection, user, sites)
    return Done(user, frozenset({"staff"}))


def withdraw(desk: Desk, user_id: UUID) -> Done[User]:
    """End a colleague's access: the key slot goes, the name stays with what was recorded.

    Who kept a copy of both files still opens that copy. Raises CannotChangeUser
    (``last_administrator``, ``left``), UnknownRecord, NotAllowed and OSError.
    """
    with desk.write("withdraw_access", roles=ADMINISTRATORS) as uow:
        user = uow.get(User, user_id)
        if user.left_on is not None:
            raise CannotChangeUser("left", user.name)
        _require_another_administrator(desk, uow, user)
        after = uow.update(user, left_on=desk.clock.today())
        # Last: when the key file can't be written, nothing is changed.
        desk.database.ways_in().take_away(uow.connection, user.name)
    return Done(after, frozenset(uow.changed))


def change_passphrase(desk: Desk, old: str, new: str, cost: KdfCost | None = None) -> None:
    """Change the own passphrase; the store isn't written again, and stays open.

    Raises WrongPassphrase for the old one, WeakPassphrase, DamagedSlot and OSError.
    """
    if len(new) < MINIMUM_PASSPHRASE:
        raise WeakPassphrase("short")
    database = desk.database
    with database.changing_password(new), database.writing() as connection:
        database.ways_in(cost).change(connection, desk.user.name, old, new)
    desk.note("change_passphrase", roles=EVERYONE)


def set_recovery_code(
    desk: Desk, passphrase: str, code: str, typed: str, cost: KdfCost | None = None
) -> Done[Settings]:
    """Put a new recovery code into force; ``typed`` are its ``PROVED_GROUPS`` as on paper.

    The old code works until here, and then no more. Raises CannotChangeUser (``not_proved``),
    WrongPassphrase, NotAllowed and OSError.
    """
    with desk.write("set_recovery_code", roles=ADMINISTRATORS) as uow:
        groups = code.split("-")
        if not is_recovery_code(code) or typed != "-".join(groups[n - 1] for n in PROVED_GROUPS):
            raise CannotChangeUser("not_proved")
        today = desk.clock.today()
        stored = _store(uow, recovery_made_on=today, recovery_proved_on=today)
        keys = KeyFile(file_of(desk.database).path)
        key = keys.unlock(desk.user.name, passphrase)
        keys.set_recovery_code(code, key, cost or calibrated_cost())
    return Done(stored, frozenset(uow.changed))


def prove_recovery_code(desk: Desk, code: str) -> Done[Settings]:
    """Try the code on the paper and keep on which day it was right.

    Raises CannotChangeUser (``wrong_code``) and NotAllowed.
    """
    with desk.write("prove_recovery_code", roles=PROVERS) as uow:
        try:
            KeyFile(file_of(desk.database).path).unlock_with_code(code)
        except WrongPassphrase:
            raise CannotChangeUser("wrong_code") from None
        stored = _store(uow, recovery_proved_on=desk.clock.today())
    return Done(stored, frozenset(uow.changed))


def note_recovery_proof(desk: Desk) -> Done[Settings]:
    """Keep that the code of a store just made was typed back from paper. Raises NotAllowed."""
    with desk.write("prove_recovery_code", roles=ADMINISTRATORS) as uow:
        stored = _store(uow, recovery_proved_on=desk.clock.today())
    return Done(stored, frozenset(uow.changed))


def _store(uow: UnitOfWork, **values: Any) -> Settings:
    stored = uow.first(Settings)
    return uow.update(stored, **values) if stored else uow.insert(Settings(**values))


def _code_for(
    desk: Desk, uow: UnitOfWork, user: User, passphrase: str, cost: KdfCost | None
) -> Invitation:
    last_day = desk.clock.today() + timedelta(days=CODE_DAYS)
    own = (desk.user.name, passphrase)
    code = desk.database.ways_in(cost).let_in(uow.connection, own, user, last_day)
    return Invitation(user, code, last_day)


def _ordered(roles: Collection[Role]) -> tuple[Role, ...]:
    if not roles:
        raise CannotChangeUser("no_roles")
    return tuple(role for role in Role if role in roles)


def _require_another_administrator(desk: Desk, reader: Reader, user: User) -> None:
    """Refuse when without this user nobody who can come in may manage users."""
    known = desk.database.ways_in().known(reader.connection).names
    others = (
        other
        for other in reader.find(User, left_on=None)
        if other.id != user.id and Role.ADMINISTRATOR in other.roles and other.name in known
    )
    if Role.ADMINISTRATOR in user.roles and not any(others):
        raise CannotChangeUser("last_administrator", user.name)
