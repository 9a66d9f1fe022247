"""The file of a gegevensset: a Frictionless Data Package, signed, then encrypted with age.

Inside the encryption lies a zip with ``datapackage.json`` (who sends it, the code book, a SHA-256
of each part), a Parquet and a CSV file per table, and ``signature`` (Ed25519 over
datapackage.json). Nothing of it is ever unpacked to disk. A withdrawal is the same without tables.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from meedoenbalie.domain.data_sets import CODEBOOK, CODEBOOK_VERSION, fields_of, tables_of
from meedoenbalie.exchange.key_statements import Statement, hear_all

Row = Sequence[str | int]

# A site of 2,000 residents and ten years of referrals stays far below this.
MOST_BYTES = 512 * 1024 * 1024
_PACKAGE = "datapackage.json"
_SIGNATURE = "signature"
_PROFILE = "meedoenbalie-gegevensset"
_WITHDRAWAL = "meedoenbalie-intrekking"


class RefusedDataSet(Exception):
    """A data set can't be trusted or read; ``code`` says why and nothing of it is kept.

    Codes: not_for_this_key, damaged, unsigned, changed, foreign, newer_codebook, unknown_field.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends a data set: the site, the number of the set, and when it was made (ISO, UTC).

    ``statements`` are what earlier keys of the site said of the one that signs now.
    """

    site: str
    site_name: str
    number: int
    made_at: str
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DataSet:
    """A data set as it was read: its sender, Parquet files by table, and who signed.

    A set of an older code book lacks the tables that came later.
    """

    sender: Sender
    parquet: Mapping[str, bytes]
    lessons: tuple[dict[str, str], ...]
    public_key: str
    digest: str
    codebook: int
    statements: tuple[Statement, ...] = ()

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the key that signed."""
        return fingerprint(self.public_key)


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """An azc takes back its set with the number of ``sender``, and all before it."""

    sender: Sender
    public_key: str
    statements: tuple[Statement, ...] = ()

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the key that signed."""
        return fingerprint(self.public_key)


def new_signing_key() -> tuple[str, str]:
    """Return a new private and public key, in base64."""
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes_raw()
    public = key.public_key().public_bytes_raw()
    return base64.b64encode(private).decode("ascii"), base64.b64encode(public).decode("ascii")


def new_recipient() -> tuple[str, str]:
    """Return a new secret and public key of age."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def fingerprint(public_key: str) -> str:
    """Return eight groups of four hexadecimal digits by which people compare a key."""
    digest = hashlib.sha256(public_key.strip().encode("utf-8")).hexdigest().upper()[:32]
    return " ".join(digest[i : i + 4] for i in range(0, 32, 4))


def to_csv(table: str, rows: Sequence[Row]) -> bytes:
    """Return rows of a table of the code book as CSV with a header, in UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(fields_of(table))
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")


def pack(
    sender: Sender,
    csv_files: Mapping[str, bytes],
    parquet: Mapping[str, bytes],
    private_key: str,
    recipient: str,
) -> bytes:
    """Return the bytes of an encrypted, signed data set.

    ``csv_files`` and ``parquet`` hold the same tables. Raises ValueError for a recipient that isn't
    a public key of age.
    """
    return _sealed(sender, _PROFILE, csv_files, parquet, private_key, recipient)


def pack_withdrawal(sender: Sender, private_key: str, recipient: str) -> bytes:
    """Return the bytes of an encrypted, signed withdrawal of a set and all before it.

    Raises ValueError for a recipient that isn't a public key of age.
    """
    return _sealed(sender, _WITHDRAWAL, {}, {}, private_key, recipient)


def _sealed(
    sender: Sender,
    profile: str,
    csv_files: Mapping[str, bytes],
    parquet: Mapping[str, bytes],
    private_key: str,
    recipient: str,
) -> bytes:
    files = {f"{table}.parquet": data for table, data in parquet.items()}
    files |= {f"{table}.csv": data for table, data in csv_files.items()}
    key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(private_key))
    public = base64.b64encode(key.public_key().public_bytes_raw()).decode("ascii")
    package = _package(sender, profile, files, public)
    signature = base64.b64encode(key.sign(package))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {_PACKAGE: package, _SIGNATURE: signature, **files}.items():
            # A fixed moment: the same content gives the same bytes before encryption.
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)
    try:
        reader = pyrage.x25519.Recipient.from_str(recipient.strip())
    except pyrage.RecipientError as error:
        raise ValueError("recipient") from error
    encrypted: bytes = pyrage.encrypt(buffer.getvalue(), [reader])
    return encrypted


def decrypt(data: bytes, secret: str) -> bytes:
    """Return the package in a data set. Raises RefusedDataSet.

    ``secret`` holds a secret key of age on each line, as an identity file does: the present one
    and those before it. Empty lines and those with ``#`` are passed over.
    """
    lines = [line.strip() for line in secret.splitlines()]
    keys = [line for line in lines if line and not line.startswith("#")]
    try:
        plain: bytes = pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(key) for key in keys])
    except pyrage.DecryptError as error:
        code = "not_for_this_key" if "matching keys" in str(error).lower() else "damaged"
        raise RefusedDataSet(code) from error
    return plain


def verify(package: bytes) -> DataSet:
    """Check the signature and every part of a data set and return it. Raises RefusedDataSet."""
    found = verify_any(package)
    if not isinstance(found, DataSet):
        raise RefusedDataSet("foreign")
    return found


def verify_any(package: bytes) -> DataSet | Withdrawal:
    """Check the signature and every part of what an azc sent. Raises RefusedDataSet."""
    files = _files(package)
    description, signature = files.pop(_PACKAGE, None), files.pop(_SIGNATURE, None)
    if description is None:
        raise RefusedDataSet("damaged")
    if signature is None:
        raise RefusedDataSet("unsigned")
    try:
        about: dict[str, Any] = json.loads(description)
        public_key = str(about["meedoenbalie"]["public_key"])
        Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key)).verify(
            base64.b64decode(signature), description
        )
    except InvalidSignature as error:
        raise RefusedDataSet("changed") from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise RefusedDataSet("damaged") from error
    return _read(about, files, public_key, hashlib.sha256(description).hexdigest())


def _read(
    about: dict[str, Any], files: dict[str, bytes], public_key: str, digest: str
) -> DataSet | Withdrawal:
    try:
        profile = about["profile"]
        if profile not in (_PROFILE, _WITHDRAWAL):
            raise RefusedDataSet("foreign")
        details = about["meedoenbalie"]
        codebook = int(details["codebook"])
        if profile == _PROFILE and codebook > CODEBOOK_VERSION:
            raise RefusedDataSet("newer_codebook")
        hashes = {str(item["path"]): str(item["hash"]) for item in about["resources"]}
        sender = _sender(details)
        statements = hear_all(sender.statements, sender.site)
    except (ValueError, KeyError, TypeError) as error:
        raise RefusedDataSet("damaged") from error
    if profile == _WITHDRAWAL:
        if files or hashes:
            raise RefusedDataSet("changed")
        return Withdrawal(sender, public_key, statements)
    if set(hashes) != set(files):
        raise RefusedDataSet("changed")
    for name, data in files.items():
        if hashes[name] != f"sha256:{hashlib.sha256(data).hexdigest()}":
            raise RefusedDataSet("changed")
    tables = tables_of(codebook)
    if set(hashes) != {f"{table}.{kind}" for table in tables for kind in ("csv", "parquet")}:
        raise RefusedDataSet("unknown_field")
    return DataSet(
        sender=sender,
        parquet={table: files[f"{table}.parquet"] for table in tables},
        lessons=_lessons(files["lessons.csv"]),
        public_key=public_key,
        digest=digest,
        codebook=codebook,
        statements=statements,
    )


def _sender(details: dict[str, Any]) -> Sender:
    made_at = str(details["made_at"])
    if datetime.fromisoformat(made_at).tzinfo is None:
        raise ValueError("made_at")
    return Sender(
        site=str(details["site"]),
        site_name=str(details["site_name"]),
        number=int(details["number"]),
        made_at=made_at,
        statements=tuple(map(str, details.get("statements", ()))),
    )


def _files(package: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            if sum(item.file_size for item in archive.infolist()) > MOST_BYTES:
                raise RefusedDataSet("damaged")
            return {item.filename: archive.read(item) for item in archive.infolist()}
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError) as error:
        raise RefusedDataSet("damaged") from error


def _lessons(data: bytes) -> tuple[dict[str, str], ...]:
    text = io.StringIO(data.decode("utf-8"), newline="")
    return tuple({str(k): str(v) for k, v in row.items()} for row in csv.DictReader(text))


def _package(sender: Sender, profile: str, files: Mapping[str, bytes], public_key: str) -> bytes:
    about = {
        "profile": profile,
        "name": f"gegevensset-{sender.site.lower()}-{sender.number}",
        "created": sender.made_at,
        "meedoenbalie": {
            "site": sender.site,
            "site_name": sender.site_name,
            "number": sender.number,
            "made_at": sender.made_at,
            "codebook": CODEBOOK_VERSION,
            "public_key": public_key,
            **({"statements": list(sender.statements)} if sender.statements else {}),
        },
        "resources": [
            {
                "name": name.replace(".", "-"),
                "path": name,
                "bytes": len(data),
                "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
                "schema": {
                    "fields": [
                        {
                            "name": field.name,
                            "type": field.type,
                            "title": field.purpose_nl,
                            "description": field.purpose_en,
                        }
                        for field in CODEBOOK
                        if field.table == name.partition(".")[0]
                    ]
                },
            }
            for name, data in sorted(files.items())
        ],
    }
    return json.dumps(about, ensure_ascii=False, indent=1).encode("utf-8")
