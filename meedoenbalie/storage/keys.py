"""Key slots: a random data key, wrapped for each user and for the recovery code.

The data key opens the store; a passphrase never is the key itself, so that it can be changed
without writing the store again. Slots lie beside the store, in ``STORE.keys``, because the store
itself can't be read before the key is there. Argon2id stretches the passphrase, AES-256-GCM wraps
the key; the parameters are kept in each slot.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from meedoenbalie.storage.errors import NotAStore, StoreMissing, WrongPassphrase

KEY_BYTES = 32
FORMAT = 1
RECOVERY_NAME = ""
# Without the signs that look alike on paper: I, L, O, S, U, 0 and 1. The number that is left, 29,
# is prime, so that the check sign notices every single mistake and every swap.
_ALPHABET = "ABCDEFGHJKMNPQRTVWXYZ23456789"
_GROUPS, _GROUP = 6, 4
_MEMORY_KIB = 64 * 1024


@dataclass(frozen=True, slots=True)
class KdfCost:
    """Cost of Argon2id: memory in KiB, number of passes, lanes."""

    memory_kib: int = _MEMORY_KIB
    passes: int = 3
    lanes: int = 2


LEAST_COST = KdfCost(memory_kib=8, passes=1, lanes=1)


def calibrated_cost(seconds: float = 1.0, memory_kib: int = _MEMORY_KIB) -> KdfCost:
    """Return a cost that takes about so many seconds on this machine, with at least 64 MiB."""
    started = time.perf_counter()
    _stretch("meten", b"0" * 16, KdfCost(memory_kib, 1))
    one_pass = max(time.perf_counter() - started, 1e-4)
    return KdfCost(memory_kib, max(2, min(60, round(seconds / one_pass))))


@dataclass(frozen=True, slots=True)
class Slot:
    """A secret wrapped with a passphrase, and what it takes to unwrap it."""

    name: str
    salt: str
    nonce: str
    wrapped: str
    memory_kib: int
    passes: int
    lanes: int

    @property
    def cost(self) -> KdfCost:
        """What it costs to try a passphrase."""
        return KdfCost(self.memory_kib, self.passes, self.lanes)


def key_file_of(store: Path) -> Path:
    """Return where the key slots of a store lie."""
    return store.with_name(store.name + ".keys")


def new_data_key() -> bytes:
    """Return a random data key of 32 bytes."""
    return secrets.token_bytes(KEY_BYTES)


def new_recovery_code() -> str:
    """Return a code of six groups of four signs; the last sign is a check on the others."""
    signs = "".join(secrets.choice(_ALPHABET) for _ in range(_GROUPS * _GROUP - 1))
    signs += _check_sign(signs)
    return "-".join(signs[i : i + _GROUP] for i in range(0, len(signs), _GROUP))


def is_recovery_code(text: str) -> bool:
    """Tell whether a text was typed over without mistakes from a printed code."""
    signs = _signs(text)
    return len(signs) == _GROUPS * _GROUP and _check_sign(signs[:-1]) == signs[-1]


def _signs(text: str) -> str:
    return "".join(sign for sign in text.upper() if sign in _ALPHABET)


def _check_sign(signs: str) -> str:
    total = sum((place + 1) * _ALPHABET.index(sign) for place, sign in enumerate(signs))
    return _ALPHABET[total % len(_ALPHABET)]


def _stretch(secret: str, salt: bytes, cost: KdfCost) -> bytes:
    return hash_secret_raw(
        secret.encode("utf-8"), salt, cost.passes, cost.memory_kib, cost.lanes, KEY_BYTES, Type.ID
    )


class KeyFile:
    """The key slots of one store.

    Raises StoreMissing when there is no key file and NotAStore when it can't be read.
    """

    def __init__(self, store: Path) -> None:
        self.path = key_file_of(store)
        try:
            data: dict[str, Any] = json.loads(self.path.read_text(encoding="utf-8"))
            if data["format"] != FORMAT:
                raise NotAStore("key_file_format")
            self._slots = {slot["name"]: Slot(**slot) for slot in data["slots"]}
        except FileNotFoundError as error:
            raise StoreMissing("key_file_missing") from error
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise NotAStore("key_file_unreadable") from error

    @staticmethod
    def create(store: Path, data_key: bytes, name: str, passphrase: str, cost: KdfCost) -> KeyFile:
        """Write a key file with one user's slot."""
        _write(key_file_of(store), {name: seal(name, passphrase, data_key, cost)})
        return KeyFile(store)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the users that have a slot."""
        return tuple(name for name in self._slots if name != RECOVERY_NAME)

    @property
    def has_recovery(self) -> bool:
        """Whether a recovery code was made for this store."""
        return RECOVERY_NAME in self._slots

    def unlock(self, name: str, passphrase: str) -> bytes:
        """Return the data key. Raises WrongPassphrase."""
        return self._open(name, passphrase)

    def unlock_with_code(self, code: str) -> bytes:
        """Return the data key for the recovery code. Raises WrongPassphrase."""
        return self._open(RECOVERY_NAME, _signs(code))

    def set_passphrase(self, name: str, passphrase: str, data_key: bytes, cost: KdfCost) -> None:
        """Give a user a (new) slot; the store itself isn't written again."""
        self._save({**self._slots, name: seal(name, passphrase, data_key, cost)})

    def set_recovery_code(self, code: str, data_key: bytes, cost: KdfCost) -> None:
        """Give the store a (new) recovery code; an earlier one stops working."""
        slot = seal(RECOVERY_NAME, _signs(code), data_key, cost)
        self._save({**self._slots, RECOVERY_NAME: slot})

    def _open(self, name: str, secret: str) -> bytes:
        slot = self._slots.get(name)
        if slot is None:
            raise WrongPassphrase(name)
        return unseal(slot, secret)

    def _save(self, slots: dict[str, Slot]) -> None:
        _write(self.path, slots)
        self._slots = slots


def seal(name: str, secret: str, data_key: bytes, cost: KdfCost) -> Slot:
    """Wrap a key with a passphrase; ``name`` is bound to it."""
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    wrapped = AESGCM(_stretch(secret, salt, cost)).encrypt(nonce, data_key, name.encode("utf-8"))

    def text(data: bytes) -> str:
        return base64.b64encode(data).decode("ascii")

    return Slot(
        name, text(salt), text(nonce), text(wrapped), cost.memory_kib, cost.passes, cost.lanes
    )


def unseal(slot: Slot, secret: str) -> bytes:
    """Return the wrapped key. Raises WrongPassphrase, and NotAStore for a damaged slot."""
    try:
        key = _stretch(secret, base64.b64decode(slot.salt), slot.cost)
        return AESGCM(key).decrypt(
            base64.b64decode(slot.nonce),
            base64.b64decode(slot.wrapped),
            slot.name.encode("utf-8"),
        )
    except InvalidTag as error:
        raise WrongPassphrase(slot.name) from error
    except ValueError as error:
        raise NotAStore("key_slot_damaged") from error


def _write(path: Path, slots: dict[str, Slot]) -> None:
    data = {"format": FORMAT, "slots": [asdict(slot) for slot in slots.values()]}
    part = path.with_name(path.name + ".part")
    with part.open("w", encoding="utf-8", newline="\n") as file:
        json.dump(data, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
