"""The file of an edition: the lessons as JSON with a signature (Ed25519), in a zip.

Lessons are published, so nothing is encrypted; the signature says that the programme team made it.
"""

from __future__ import annotations

import base64
import binascii
import io
import json
import zipfile
import zlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pydantic import ValidationError

from meedoenbalie.domain.editions import Edition
from meedoenbalie.exchange.data_set import fingerprint

SUFFIX = ".editie"
MOST_BYTES = 64 * 1024 * 1024
FORMAT = 2

_CONTENT, _SIGNATURE = "editie.json", "signature"
_PROFILE = "meedoenbalie-editie"


class RefusedEdition(Exception):
    """A file can't be trusted or read; ``code`` says why and nothing of it is kept.

    Codes: damaged, unsigned, changed, foreign, newer.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class SignedEdition:
    """An edition as it was read, and the key (base64) that signed it."""

    edition: Edition
    public_key: str

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the key, as people compare it."""
        return fingerprint(self.public_key)


def pack_edition(edition: Edition, seed: bytes) -> bytes:
    """Return the file of an edition, signed with the key of a seed of 32 bytes.

    The same edition gives the same bytes.
    """
    key = Ed25519PrivateKey.from_private_bytes(seed)
    about = {
        "profile": _PROFILE,
        "format": FORMAT,
        "public_key": _text(key.public_key().public_bytes_raw()),
        "edition": edition.model_dump(mode="json"),
    }
    content = json.dumps(about, ensure_ascii=False, indent=1, sort_keys=True).encode("utf-8")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in ((_CONTENT, content), (_SIGNATURE, _text(key.sign(content)).encode())):
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)
    return buffer.getvalue()


def read_edition(data: bytes) -> SignedEdition:
    """Check the signature of an edition and return it. Raises RefusedEdition."""
    content, signature = _parts(data)
    try:
        about = json.loads(content)
        public_key = str(about["public_key"])
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key, validate=True))
        key.verify(base64.b64decode(signature, validate=True), content)
    except InvalidSignature as error:
        raise RefusedEdition("changed") from error
    except (ValueError, KeyError, TypeError, RecursionError, binascii.Error) as error:
        raise RefusedEdition("damaged") from error
    if about.get("profile") != _PROFILE:
        raise RefusedEdition("foreign")
    if not isinstance(about.get("format"), int) or about["format"] > FORMAT:
        raise RefusedEdition("newer")
    try:
        return SignedEdition(Edition.model_validate(about["edition"]), public_key)
    except (ValidationError, KeyError) as error:
        raise RefusedEdition("damaged") from error


def _parts(data: bytes) -> tuple[bytes, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(item.file_size for item in archive.infolist()) > MOST_BYTES:
                raise RefusedEdition("damaged")
            names = set(archive.namelist())
            if _CONTENT not in names:
                raise RefusedEdition("foreign")
            if _SIGNATURE not in names:
                raise RefusedEdition("unsigned")
            return archive.read(_CONTENT), archive.read(_SIGNATURE)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError) as error:
        raise RefusedEdition("damaged") from error


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
