"""The key file of a store: a random data key, wrapped for each user and for the recovery code.

The data key opens the store; a passphrase never is the key itself, so that it can be changed
without writing the store again. The slots lie beside the store, in ``STORE.keys``, because the
store itself can't be read before the key is there: a line that says the format, then a line for
each slot, so that a damaged line leaves the other users their way in. No earlier version of the
file is kept, or a slot that was taken away would still lie there.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from meedoenbalie.paths import KEYS_SUFFIX
from meedoenbalie.storage.codes import (
    is_join_code,
    is_recovery_code,
    new_join_code,
    new_recovery_code,
    signs_of,
)
from meedoenbalie.storage.disk import whole_file
from meedoenbalie.storage.errors import (
    CodeExpired,
    DamagedSlot,
    NewerStore,
    NotAStore,
    StoreMissing,
    WrongPassphrase,
)
from meedoenbalie.storage.slots import (
    KEY_BYTES,
    LEAST_COST,
    RECOVERY_NAME,
    KdfCost,
    Slot,
    SlotKind,
    calibrated_cost,
    seal,
    slot_from_json,
    slot_to_json,
    unseal,
)

__all__ = [
    "LEAST_COST",
    "KdfCost",
    "KeyFile",
    "Slot",
    "calibrated_cost",
    "is_join_code",
    "is_recovery_code",
    "key_file_of",
    "new_data_key",
    "new_join_code",
    "new_recovery_code",
    "seal",
    "slot_from_json",
    "slot_to_json",
    "unseal",
]

FORMAT = 2


def key_file_of(store: Path) -> Path:
    """Return where the key slots of a store lie. Raises StoreMissing for a path without a name."""
    if not store.name:
        raise StoreMissing("store_missing")
    return store.with_name(store.name + KEYS_SUFFIX)


def new_data_key() -> bytes:
    """Return a random data key of 32 bytes."""
    return secrets.token_bytes(KEY_BYTES)


class KeyFile:
    """The key slots of one store.

    Raises StoreMissing when there is no key file, NotAStore when no slot of it can be read, and
    NewerStore.
    """

    def __init__(self, store: Path) -> None:
        self.path = key_file_of(store)
        self._slots: dict[tuple[SlotKind, str], Slot] = {}
        # As they are: somebody may still be able to read more of them.
        self._damaged: list[tuple[str, bytes]] = []
        try:
            data = self.path.read_bytes()
        except FileNotFoundError as error:
            raise StoreMissing("key_file_missing") from error
        except OSError as error:
            raise NotAStore("key_file_unreadable") from error
        for line, stored in _stored_slots(data):
            try:
                slot = slot_from_json(stored)
            except DamagedSlot as error:
                self._damaged.append((error.name, line))
            else:
                self._slots[_key_of(slot)] = slot
        if not self._slots:
            raise NotAStore("key_file_unreadable")

    @staticmethod
    def create(store: Path, data_key: bytes, name: str, passphrase: str, cost: KdfCost) -> KeyFile:
        """Write a key file with one user's slot."""
        _write(key_file_of(store), [_line(seal(name, passphrase, data_key, cost))])
        return KeyFile(store)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the users that have a slot with a passphrase."""
        return tuple(name for kind, name in self._slots if kind == "passphrase")

    @property
    def damaged(self) -> tuple[str, ...]:
        """Names of the users whose slot is damaged, as far as their names can be read."""
        return tuple(name for name, _ in self._damaged if name and name not in self.names)

    @property
    def has_recovery(self) -> bool:
        """Whether a recovery code was made for this store."""
        return ("recovery", RECOVERY_NAME) in self._slots

    def codes(self) -> dict[str, date]:
        """Return who has a one-time code, and its last day."""
        return {
            name: date.fromisoformat(slot.expires_on)
            for (kind, name), slot in self._slots.items()
            if kind == "code"
        }

    def unlock(self, name: str, passphrase: str) -> bytes:
        """Return the data key. Raises WrongPassphrase and DamagedSlot."""
        return self._open("passphrase", name, passphrase)

    def unlock_with_code(self, code: str) -> bytes:
        """Return the data key for the recovery code. Raises WrongPassphrase and DamagedSlot."""
        return self._open("recovery", RECOVERY_NAME, signs_of(code))

    def unlock_with_join_code(self, name: str, code: str, today: date) -> bytes:
        """Return the data key for a one-time code.

        Raises CodeExpired after its last day, WrongPassphrase and DamagedSlot.
        """
        last = self.codes().get(name)
        if last is not None and last < today:
            raise CodeExpired(name)
        return self._open("code", name, signs_of(code))

    def set_passphrase(self, name: str, passphrase: str, data_key: bytes, cost: KdfCost) -> None:
        """Give a user a (new) slot; the store itself isn't written again.

        A one-time code of this user stops working.
        """
        self._put(seal(name, passphrase, data_key, cost), without=(("code", name),))

    def set_recovery_code(self, code: str, data_key: bytes, cost: KdfCost) -> None:
        """Give the store a (new) recovery code; an earlier one stops working."""
        self._put(seal(RECOVERY_NAME, signs_of(code), data_key, cost, "recovery"))

    def set_join_code(
        self, name: str, code: str, data_key: bytes, cost: KdfCost, last_day: date
    ) -> None:
        """Give a user a one-time code that works up to and including a day."""
        self._put(seal(name, signs_of(code), data_key, cost, "code", last_day.isoformat()))

    def remove(self, name: str) -> None:
        """Take every slot of a user away."""
        gone: tuple[tuple[SlotKind, str], ...] = (("passphrase", name), ("code", name))
        self._damaged = [kept for kept in self._damaged if kept[0] != name]
        self._save({key: slot for key, slot in self._slots.items() if key not in gone})

    def drop_expired(self, today: date) -> None:
        """Take away the one-time codes whose last day is over."""
        over = {("code", name) for name, last in self.codes().items() if last < today}
        if over:
            self._save({key: slot for key, slot in self._slots.items() if key not in over})

    def _open(self, kind: SlotKind, name: str, secret: str) -> bytes:
        slot = self._slots.get((kind, name))
        if slot is not None:
            return unseal(slot, secret)
        if kind == "passphrase" and name in self.damaged:
            raise DamagedSlot(name)
        raise WrongPassphrase(name)

    def _put(self, slot: Slot, without: tuple[tuple[SlotKind, str], ...] = ()) -> None:
        if slot.kind == "passphrase":
            self._damaged = [kept for kept in self._damaged if kept[0] != slot.name]
        kept_slots = {key: known for key, known in self._slots.items() if key not in without}
        self._save({**kept_slots, _key_of(slot): slot})

    def _save(self, slots: dict[tuple[SlotKind, str], Slot]) -> None:
        damaged = [line for _, line in self._damaged]
        _write(self.path, [*(_line(slot) for slot in slots.values()), *damaged])
        self._slots = slots


def _key_of(slot: Slot) -> tuple[SlotKind, str]:
    kind: SlotKind = "recovery" if slot.name == RECOVERY_NAME else slot.kind
    return kind, slot.name


def _stored_slots(data: bytes) -> Iterator[tuple[bytes, Any]]:
    """Yield each stored slot with its line. Raises NewerStore."""
    whole = _parsed(data)
    if isinstance(whole, dict) and whole.get("format") == 1:
        for stored in whole.get("slots", ()):
            yield json.dumps(stored).encode("utf-8"), stored
        return
    for line in data.splitlines():
        stored = _parsed(line)
        if isinstance(stored, dict) and "format" in stored:
            if stored["format"] != FORMAT:
                raise NewerStore("key_file")
        elif line.strip():
            yield line, stored


def _parsed(data: bytes) -> Any:
    try:
        return json.loads(data)
    except ValueError:
        return None


def _line(slot: Slot) -> bytes:
    return json.dumps(slot_to_json(slot), ensure_ascii=False).encode("utf-8")


def _write(path: Path, lines: list[bytes]) -> None:
    head = json.dumps({"format": FORMAT}).encode("ascii")
    with whole_file(path) as file:
        file.write(b"\n".join((head, *lines, b"")))
