"""The list of who was erased, beside the store and outside its back-ups: ``STORE.erased``.

A back-up made before an erasure still holds the person; the list makes a restored one forget again.
It holds random identifiers and moments only, under a code (HMAC-SHA256) that nobody can make
without the data key of the store, so that a line can't be left out unnoticed.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from uuid import UUID

from meedoenbalie.storage.disk import whole_file
from meedoenbalie.storage.errors import ErasureListDamaged

FORMAT = 1
PURPOSE = b"meedoenbalie erasure list"
"""What the key of the code is derived for."""


def list_of(store: Path) -> Path:
    """Return where the list of a store lies."""
    return store.with_name(store.name + ".erased")


def read(store: Path, key: bytes) -> dict[UUID, datetime]:
    """Return who was erased and when; nobody without a file. Raises ErasureListDamaged."""
    path = list_of(store)
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        lines = data["erased"]
        told = bytes.fromhex(data["code"])
        if data["format"] != FORMAT or not hmac.compare_digest(told, _code(key, lines)):
            raise ErasureListDamaged(path.name)
        return {UUID(line["subject"]): datetime.fromisoformat(line["at"]) for line in lines}
    except FileNotFoundError:
        return {}
    except (ValueError, KeyError, TypeError) as error:
        raise ErasureListDamaged(path.name) from error


def write(store: Path, key: bytes, erased: Mapping[UUID, datetime]) -> None:
    """Write the list anew: all of it, or the earlier one stays. Raises OSError."""
    path = list_of(store)
    lines = [
        {"subject": str(subject), "at": at.isoformat()}
        for subject, at in sorted(erased.items(), key=lambda item: (item[1], item[0]))
    ]
    data = {"format": FORMAT, "erased": lines, "code": _code(key, lines).hex()}
    with whole_file(path) as file:
        file.write(json.dumps(data, indent=1).encode("utf-8"))


def _code(key: bytes, lines: object) -> bytes:
    said = json.dumps(lines, sort_keys=True).encode("utf-8")
    return hmac.new(key, said, hashlib.sha256).digest()
