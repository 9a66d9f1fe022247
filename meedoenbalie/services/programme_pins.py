"""Which key of the programme team a desk encrypts to: pinned, and another only after a comparison.

A file ``programme.pub`` that somebody swapped would give every set to them. So the first key that
is used is pinned in the store, and another one waits until people compared its fingerprint.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from meedoenbalie.domain.data_sets import ProgrammeKey
from meedoenbalie.domain.people import Role
from meedoenbalie.exchange.key_statements import revoked_by, vouched
from meedoenbalie.services.desk import READERS, Desk, Done
from meedoenbalie.services.programme_keys import ProgrammeCard, read_programme_card
from meedoenbalie.storage.unit_of_work import Reader, UnitOfWork

PINNING_ROLES = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})


class Standing(StrEnum):
    """How a key of the team stands to the one that is pinned here."""

    FIRST = "first"
    """None is pinned yet."""
    PINNED = "pinned"
    """It is the pinned one."""
    VOUCHED = "vouched"
    """Another, and the pinned one vouches for it."""
    OTHER = "other"
    """Another, and nothing vouches for it: somebody may have swapped the file."""
    AFTER_REVOKED = "after_revoked"
    """Another, and the team revoked the pinned one."""
    REVOKED = "revoked"
    """The team revoked this very key."""


class OtherProgrammeKey(Exception):
    """A key of the team that may not be used; ``old`` and ``new`` are both fingerprints."""

    def __init__(self, standing: Standing, old: str, new: str) -> None:
        super().__init__(standing.value)
        self.standing = standing
        self.old = old
        self.new = new


@dataclass(frozen=True, slots=True)
class Judged:
    """A file with the team's key, beside what is pinned; ``old`` is empty when nothing is."""

    card: ProgrammeCard
    standing: Standing
    old: str

    @property
    def usable(self) -> bool:
        """Whether a set may be encrypted to it now."""
        return self.standing in (Standing.FIRST, Standing.PINNED)


def judge_key(desk: Desk, path: Path) -> Judged:
    """Return how the key in a file stands to the pinned one. Raises NotAStore and OSError."""
    with desk.read("read_desks", READERS) as reader:
        return _judged(reader, read_programme_card(path))


def pin_key(desk: Desk, path: Path, compared: str) -> Done[ProgrammeKey]:
    """Pin the team's key in a file; ``compared`` is its fingerprint, as the team told it.

    Raises OtherProgrammeKey when that isn't the fingerprint, or the team revoked the key, and
    NotAStore and OSError.
    """
    with desk.write("pin_programme_key", roles=PINNING_ROLES) as uow:
        card = read_programme_card(path)
        judged = _judged(uow, card)
        if _plain(compared) != _plain(card.fingerprint) or judged.standing is Standing.REVOKED:
            raise OtherProgrammeKey(judged.standing, judged.old, card.fingerprint)
        pinned = _pin(desk, uow, judged)
    return Done(pinned, frozenset(uow.changed))


def use_key(uow: UnitOfWork, desk: Desk, card: ProgrammeCard) -> None:
    """Let a set be encrypted to a key: the pinned one, or the first. Raises OtherProgrammeKey."""
    judged = _judged(uow, card)
    if not judged.usable:
        raise OtherProgrammeKey(judged.standing, judged.old, card.fingerprint)
    _pin(desk, uow, judged)


def _judged(reader: Reader, card: ProgrammeCard) -> Judged:
    keys = reader.find(ProgrammeKey, order_by="pinned_on")
    now = next((key for key in keys if key.ended_on is None), None)
    old = card_of(now).fingerprint if now is not None else ""
    return Judged(card, _standing(card, keys, now), old)


def _standing(card: ProgrammeCard, keys: list[ProgrammeKey], now: ProgrammeKey | None) -> Standing:
    revoked = revoked_by(card.statements)
    before = {key.recipient for key in keys if key.revoked}
    before |= {key.recipient for key in keys if key.signing and key.signing in revoked}
    if card.recipient in before or card.signing in revoked:
        return Standing.REVOKED
    if now is None:
        # After a revocation nothing is pinned, but what follows is never a first key.
        return Standing.AFTER_REVOKED if keys else Standing.FIRST
    if (now.recipient, now.signing) == (card.recipient, card.signing):
        return Standing.PINNED
    if now.recipient in before:
        return Standing.AFTER_REVOKED
    follows = bool(now.signing) and vouched(card.statements, now.signing, card.both)
    return Standing.VOUCHED if follows else Standing.OTHER


def _pin(desk: Desk, uow: UnitOfWork, judged: Judged) -> ProgrammeKey:
    card, today = judged.card, desk.clock.today()
    revoked = revoked_by(card.statements)
    for key in uow.find(ProgrammeKey):
        if (key.recipient, key.signing, key.ended_on) == (card.recipient, card.signing, None):
            return key
        ended, told = key.ended_on or today, key.revoked or key.signing in revoked
        if (ended, told) != (key.ended_on, key.revoked):
            uow.update(key, ended_on=ended, revoked=told)
    return uow.insert(
        ProgrammeKey(
            recipient=card.recipient,
            signing=card.signing,
            pinned_on=today,
            pinned_by=desk.user.name,
        )
    )


def card_of(key: ProgrammeKey) -> ProgrammeCard:
    """Return the public halves of a pinned key."""
    return ProgrammeCard(key.recipient, key.signing)


def _plain(fingerprint: str) -> str:
    return "".join(fingerprint.split()).upper()
