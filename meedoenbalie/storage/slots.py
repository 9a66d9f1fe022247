"""One key slot: a secret wrapped with a passphrase or a code, and what it takes to unwrap it.

Argon2id stretches the passphrase, AES-256-GCM wraps the secret. What the slot says about itself
(name, kind, cost, last day) is bound to it: who changes that has a slot that no longer opens.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import time
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from meedoenbalie.storage.errors import DamagedSlot, WrongPassphrase

KEY_BYTES = 32
RECOVERY_NAME = ""
BOUND = 2
"""Version of a slot of which everything it says is bound to it; in version 1 only the name was."""

_MEMORY_KIB = 64 * 1024
_MOST_MEMORY_KIB, _MOST_PASSES, _MOST_LANES = 512 * 1024, 100, 8

SlotKind = Literal["passphrase", "recovery", "code"]
"""What opens a slot: a user's passphrase, the recovery code, or a one-time code."""


@dataclass(frozen=True, slots=True)
class KdfCost:
    """Cost of Argon2id: memory in KiB, number of passes, lanes."""

    memory_kib: int = _MEMORY_KIB
    passes: int = 3
    lanes: int = 2

    def is_bearable(self) -> bool:
        """Tell whether this program would ever ask it: at most 512 MiB, 100 passes, 8 lanes.

        A changed slot must not make the computer use all of its memory.
        """
        return (
            1 <= self.lanes <= _MOST_LANES
            and 8 * self.lanes <= self.memory_kib <= _MOST_MEMORY_KIB
            and 1 <= self.passes <= _MOST_PASSES
        )


LEAST_COST = KdfCost(memory_kib=8, passes=1, lanes=1)


def calibrated_cost(seconds: float = 1.0, memory_kib: int = _MEMORY_KIB) -> KdfCost:
    """Return a cost that takes about so many seconds on this machine, with at least 64 MiB."""
    # The first pass also has to get the memory, so the others are measured apart from it.
    first = _seconds_for(KdfCost(memory_kib, 1))
    one_more = max((_seconds_for(KdfCost(memory_kib, 4)) - first) / 3, 1e-4)
    return KdfCost(memory_kib, max(2, min(60, round(1 + (seconds - first) / one_more))))


def _seconds_for(cost: KdfCost) -> float:
    started = time.perf_counter()
    _stretch("meten", b"0" * 16, cost)
    return time.perf_counter() - started


@dataclass(frozen=True, slots=True)
class Slot:
    """A secret wrapped with a passphrase. Binary fields are base64.

    ``expires_on`` is the last day of a one-time code as an ISO date, else empty.
    """

    name: str
    salt: str
    nonce: str
    wrapped: str
    memory_kib: int
    passes: int
    lanes: int
    kind: SlotKind = "passphrase"
    expires_on: str = ""
    version: int = 1

    @property
    def cost(self) -> KdfCost:
        """What it costs to try a passphrase."""
        return KdfCost(self.memory_kib, self.passes, self.lanes)

    def bound(self) -> bytes:
        """Return what is authenticated together with the wrapped secret."""
        if self.version < BOUND:
            return self.name.encode("utf-8")
        said = (self.version, self.kind, self.name, asdict(self.cost), self.expires_on)
        return json.dumps(said, ensure_ascii=False, sort_keys=True).encode("utf-8")


def seal(
    name: str,
    secret: str,
    data_key: bytes,
    cost: KdfCost,
    kind: SlotKind = "passphrase",
    expires_on: str = "",
) -> Slot:
    """Wrap a key with a passphrase; what the slot says of itself is bound to it."""
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    empty = Slot(name, _text(salt), _text(nonce), "", *_parts(cost), kind, expires_on, BOUND)
    wrapped = AESGCM(_stretch(secret, salt, cost)).encrypt(nonce, data_key, empty.bound())
    return Slot(
        name, empty.salt, empty.nonce, _text(wrapped), *_parts(cost), kind, expires_on, BOUND
    )


def unseal(slot: Slot, secret: str) -> bytes:
    """Return the wrapped key. Raises WrongPassphrase, and DamagedSlot for a damaged slot."""
    if not slot.cost.is_bearable():
        raise DamagedSlot(slot.name)
    try:
        key = _stretch(secret, base64.b64decode(slot.salt, validate=True), slot.cost)
        nonce = base64.b64decode(slot.nonce, validate=True)
        wrapped = base64.b64decode(slot.wrapped, validate=True)
        return AESGCM(key).decrypt(nonce, wrapped, slot.bound())
    except InvalidTag as error:
        raise WrongPassphrase(slot.name) from error
    except ValueError as error:
        raise DamagedSlot(slot.name) from error


def slot_to_json(slot: Slot) -> dict[str, Any]:
    """Return a slot as it is stored, with a sum by which damage shows before anybody types."""
    said = asdict(slot)
    return {**said, "sum": _sum(said)}


def slot_from_json(stored: Any) -> Slot:
    """Return a stored slot. Raises DamagedSlot, with the name as far as it can be read."""
    if not isinstance(stored, dict):
        raise DamagedSlot("")
    name = stored.get("name")
    said = {key: value for key, value in stored.items() if key != "sum"}
    if said.get("version", 1) >= BOUND and stored.get("sum") != _sum(said):
        raise DamagedSlot(str(name or ""))
    try:
        slot = Slot(**said)
    except TypeError as error:
        raise DamagedSlot(str(name or "")) from error
    numbers = (slot.memory_kib, slot.passes, slot.lanes)
    words = (slot.name, slot.salt, slot.nonce, slot.wrapped, slot.expires_on)
    if (
        not all(isinstance(number, int) for number in numbers)
        or not all(isinstance(word, str) for word in words)
        or slot.kind not in get_args(SlotKind)
        or not slot.cost.is_bearable()
    ):
        raise DamagedSlot(str(name or ""))
    return slot


def _sum(said: dict[str, Any]) -> str:
    whole = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(whole.encode("utf-8")).hexdigest()[:16]


def _parts(cost: KdfCost) -> tuple[int, int, int]:
    return cost.memory_kib, cost.passes, cost.lanes


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _stretch(secret: str, salt: bytes, cost: KdfCost) -> bytes:
    return hash_secret_raw(
        secret.encode("utf-8"), salt, cost.passes, cost.memory_kib, cost.lanes, KEY_BYTES, Type.ID
    )
