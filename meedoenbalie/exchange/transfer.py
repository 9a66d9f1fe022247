"""The file in which a dossier moves to another desk, and the file by which desks know each other.

A bundle is encrypted with age for the receiving desk alone. Inside lies an Ed25519 signature and
what it was made over: JSON with who sends it, for which desk, when, and the records. The receiver
is signed along, so that whoever may read a bundle can't pass it on as if it were meant for another.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pydantic import ValidationError

from meedoenbalie.domain.attendance import Attendance
from meedoenbalie.domain.consent import Consent
from meedoenbalie.domain.experiences import Experience
from meedoenbalie.domain.offers import Offer, Provider
from meedoenbalie.domain.people import Contact, Resident
from meedoenbalie.domain.record import Record
from meedoenbalie.domain.referrals import InformationGiven, Referral, ReferralEvent
from meedoenbalie.exchange.data_set import fingerprint

SCHEMA = 1
MOST_BYTES = 32 * 1024 * 1024
"""A dossier of ten years stays far below this."""

CARRIED: dict[str, type[Record]] = {
    "residents": Resident,
    "providers": Provider,
    "offers": Offer,
    "consents": Consent,
    "contacts": Contact,
    "informed": InformationGiven,
    "referrals": Referral,
    "events": ReferralEvent,
    "attendance": Attendance,
    "experiences": Experience,
}
"""What moves along, those that are pointed to first."""

_BUNDLE, _DESK = "meedoenbalie-overdracht", "meedoenbalie-balie"
_SIGNATURE_BYTES = 64


class RefusedTransfer(Exception):
    """A bundle or the file of a desk is refused; ``code`` says why and nothing of it is kept.

    Codes: unreadable, damaged, not_for_this_key, other_desk, unknown_sender, changed,
    newer_schema, stale, ahead, taken_before, other_file, no_desk_file, other_fingerprint, own_desk.
    ``fingerprint`` is that of the desk that it is about, where one is known.
    """

    def __init__(self, code: str, fingerprint: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.fingerprint = fingerprint


@dataclass(frozen=True, slots=True)
class DeskCard:
    """What another desk may know of a desk: its name and the public halves of its keys."""

    name: str
    signing: str
    recipient: str

    @property
    def fingerprint(self) -> str:
        """The groups by which people compare both keys at once."""
        return fingerprint(f"{self.signing} {self.recipient}")


@dataclass(frozen=True, slots=True)
class Bundle:
    """A dossier on its way; ``records`` by the names of ``CARRIED``, ``made_at`` in UTC."""

    id: UUID
    made_at: datetime
    sender: DeskCard
    receiver: str
    records: Mapping[str, tuple[Record, ...]]


def write_card(card: DeskCard, signing_secret: str) -> bytes:
    """Return the file by which another desk knows this one, signed by itself."""
    about = {
        "profile": _DESK,
        "schema": SCHEMA,
        "name": card.name,
        "signing": card.signing,
        "recipient": card.recipient,
    }
    signature = _sign(_DESK, _json(about), signing_secret)
    return _json({**about, "signature": base64.b64encode(signature).decode("ascii")}) + b"\n"


def read_card(data: bytes) -> DeskCard:
    """Return the desk that a file tells of. Raises RefusedTransfer."""
    try:
        about = _object(data)
        signature = base64.b64decode(about.pop("signature"), validate=True)
        if about["profile"] != _DESK:
            raise RefusedTransfer("no_desk_file")
        if int(about["schema"]) > SCHEMA:
            raise RefusedTransfer("newer_schema")
        card = _card(about)
        pyrage.x25519.Recipient.from_str(card.recipient)
        _verify(_DESK, _json(about), signature, card.signing)
    except (InvalidSignature, *_MALFORMED) as error:
        raise RefusedTransfer("no_desk_file") from error
    return card


def pack(bundle: Bundle, signing_secret: str, recipient: str) -> bytes:
    """Return a bundle, signed and then encrypted for the public key of age of one desk."""
    body = _json(
        {
            "profile": _BUNDLE,
            "schema": SCHEMA,
            "bundle": str(bundle.id),
            "made_at": bundle.made_at.isoformat(),
            "sender": {
                "name": bundle.sender.name,
                "signing": bundle.sender.signing,
                "recipient": bundle.sender.recipient,
            },
            "receiver": bundle.receiver,
            "records": {
                name: [record.model_dump(mode="json") for record in bundle.records.get(name, ())]
                for name in CARRIED
            },
        }
    )
    reader = pyrage.x25519.Recipient.from_str(recipient)
    sealed: bytes = pyrage.encrypt(_sign(_BUNDLE, body, signing_secret) + body, [reader])
    return sealed


def unpack(data: bytes, reading_secret: str, receiver: str, known: Mapping[str, str]) -> Bundle:
    """Return the bundle in a file, after everything about it was checked that needs no clock.

    ``receiver`` is the fingerprint of the desk that reads, ``known`` the signing key of each desk
    that it pinned, by fingerprint. Nothing is believed before the signature of a pinned desk
    stands under it. Raises RefusedTransfer.
    """
    if len(data) > MOST_BYTES:
        raise RefusedTransfer("damaged")
    try:
        plain: bytes = pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(reading_secret)])
    except pyrage.DecryptError as error:
        code = "not_for_this_key" if "matching keys" in str(error).lower() else "damaged"
        raise RefusedTransfer(code) from error
    signature, body = plain[:_SIGNATURE_BYTES], plain[_SIGNATURE_BYTES:]
    try:
        about = _object(body)
        if about["profile"] != _BUNDLE:
            raise RefusedTransfer("damaged")
        sender = _card(about["sender"])
        if sender.fingerprint not in known:
            raise RefusedTransfer("unknown_sender", sender.fingerprint)
        _verify(_BUNDLE, body, signature, known[sender.fingerprint])
        if int(about["schema"]) > SCHEMA:
            raise RefusedTransfer("newer_schema", sender.fingerprint)
        if about["receiver"] != receiver:
            raise RefusedTransfer("other_desk", sender.fingerprint)
        made_at = datetime.fromisoformat(about["made_at"])
        if made_at.tzinfo is None:
            raise RefusedTransfer("damaged")
        return Bundle(
            id=UUID(about["bundle"]),
            made_at=made_at,
            sender=sender,
            receiver=receiver,
            records=_records(about["records"]),
        )
    except InvalidSignature as error:
        raise RefusedTransfer("changed") from error
    except _MALFORMED as error:
        raise RefusedTransfer("damaged") from error


# What reading something that others made may raise; ValidationError is a ValueError.
_MALFORMED = (
    *(ValueError, KeyError, TypeError, AttributeError, RecursionError, ValidationError),
    pyrage.RecipientError,
)


def _card(about: Any) -> DeskCard:
    name, signing, recipient = (str(about[key]) for key in ("name", "signing", "recipient"))
    if not 0 < len(name) <= 120 or max(len(signing), len(recipient)) > 120:
        raise ValueError("length")
    return DeskCard(name, signing, recipient)


def _records(about: Any) -> dict[str, tuple[Record, ...]]:
    if set(about) != set(CARRIED):
        raise ValueError("tables")
    found = {
        name: tuple(kind.model_validate(record) for record in about[name])
        for name, kind in CARRIED.items()
    }
    _require_whole(found)
    return found


def _require_whole(found: Mapping[str, tuple[Record, ...]]) -> None:
    """Raise ValueError unless the records are about one resident and point to each other alone."""
    if len(found["residents"]) != 1:
        raise ValueError("residents")
    ids = {name: {record.id for record in records} for name, records in found.items()}
    if sum(map(len, ids.values())) != len(set().union(*ids.values())):
        raise ValueError("identifiers")
    if sum(map(len, ids.values())) != sum(map(len, found.values())):
        raise ValueError("identifiers")
    for field, name in _POINTS.items():
        for records in found.values():
            for record in records:
                if field in type(record).model_fields and getattr(record, field) not in ids[name]:
                    raise ValueError(field)


_POINTS = {
    "resident_id": "residents",
    "provider_id": "providers",
    "offer_id": "offers",
    "referral_id": "referrals",
}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True).encode("utf-8")


def _object(data: bytes) -> dict[str, Any]:
    found = json.loads(data.decode("utf-8"))
    if not isinstance(found, dict):
        raise TypeError("object")
    return found


def _sign(purpose: str, body: bytes, secret: str) -> bytes:
    # The purpose goes along, so that a signature under one kind of file is none under another.
    key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(secret))
    return key.sign(purpose.encode("ascii") + b"\0" + body)


def _verify(purpose: str, body: bytes, signature: bytes, public: str) -> None:
    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public, validate=True))
    key.verify(signature, purpose.encode("ascii") + b"\0" + body)
