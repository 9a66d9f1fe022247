"""The programme team's key: desks encrypt to its public half, the secret half is sealed."""

from __future__ import annotations

import json
from pathlib import Path

from meedoenbalie.exchange.data_set import fingerprint, new_recipient
from meedoenbalie.reports.files import write_whole
from meedoenbalie.services.stores import MINIMUM_PASSPHRASE, WeakPassphrase
from meedoenbalie.storage.errors import DamagedSlot, NotAStore, StoreExists
from meedoenbalie.storage.keys import (
    KdfCost,
    calibrated_cost,
    seal,
    slot_from_json,
    slot_to_json,
    unseal,
)

_NAME = "programmateam"
PUBLIC, SECRET = "programme.pub", "programme.key"


def make_programme_keys(
    folder: Path, passphrase: str, cost: KdfCost | None = None
) -> tuple[Path, Path]:
    """Write ``programme.pub`` and ``programme.key`` in a folder and return where they are.

    Raises StoreExists when one is there already, WeakPassphrase and OSError.
    """
    public_file, secret_file = folder / PUBLIC, folder / SECRET
    if public_file.exists() or secret_file.exists():
        raise StoreExists(PUBLIC)
    if len(passphrase) < MINIMUM_PASSPHRASE:
        raise WeakPassphrase("short")
    secret, public = new_recipient()
    slot = seal(_NAME, passphrase, secret.encode("ascii"), cost or calibrated_cost())
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(secret_file, json.dumps(slot_to_json(slot), indent=1).encode("ascii"))
    write_whole(public_file, (public + "\n").encode("ascii"))
    return public_file, secret_file


def read_public_key(path: Path) -> str:
    """Return a public key. Raises NotAStore when the file doesn't hold one, and OSError."""
    try:
        text = path.read_text(encoding="ascii").strip()
    except UnicodeDecodeError as error:
        raise NotAStore("public_key") from error
    if not text.startswith("age1") or len(text) > 200:
        raise NotAStore("public_key")
    return text


def open_secret_key(path: Path, passphrase: str) -> str:
    """Return the secret key. Raises WrongPassphrase, NotAStore and OSError."""
    try:
        slot = slot_from_json(json.loads(path.read_text(encoding="ascii")))
    except (ValueError, DamagedSlot) as error:
        raise NotAStore("secret_key") from error
    return unseal(slot, passphrase).decode("ascii")


def fingerprint_of(public_key: str) -> str:
    """Return the groups by which people compare a key, on paper or by phone."""
    return fingerprint(public_key)
