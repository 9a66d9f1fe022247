"""What the owner of a key says about it, signed with that very key.

*rolled*: from now on I sign with this new key. *revoked*: trust this key no more, somebody else may
have it. Both travel along with what the owner sends, so that whoever pinned the old key can judge
the new one offline. A thief can say both too: so a new key counts only after people compared it,
and a revocation can at worst make them telephone.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

MOST_STATEMENTS = 50
"""A key that is renewed every year stays far below this."""

_PROFILE = "meedoenbalie-sleutel"


class Said(StrEnum):
    """What a statement says of the key that signed it."""

    ROLLED = "rolled"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of which the signature was checked.

    ``owner`` is the code of an azc, or ``programma``; ``key`` the Ed25519 key that signed, in
    base64; ``new`` the key that follows it, as the owner writes it, empty for a revocation; ``at``
    when it was said (ISO, UTC), by the clock of the owner.
    """

    said: Said
    owner: str
    key: str
    new: str
    at: str


def say(private_key: str, said: Said, owner: str, new: str, at: str) -> str:
    """Return the text of a signed statement; ``private_key`` in base64."""
    signer = Ed25519PrivateKey.from_private_bytes(base64.b64decode(private_key))
    key = base64.b64encode(signer.public_key().public_bytes_raw()).decode("ascii")
    body = _body(Statement(said, owner, key, new, at))
    signature = base64.b64encode(signer.sign(_signed(body))).decode("ascii")
    return json.dumps({**body, "signature": signature}, ensure_ascii=True)


_NOT_ONE = (InvalidSignature, ValueError, KeyError, TypeError, AttributeError, RecursionError)


def hear(text: str) -> Statement:
    """Return a statement whose signature is right. Raises ValueError for any other text."""
    try:
        body = {str(name): str(value) for name, value in json.loads(text).items()}
        signature = base64.b64decode(body.pop("signature"), validate=True)
        found = Statement(Said(body["said"]), body["owner"], body["key"], body["new"], body["at"])
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(found.key, validate=True))
        key.verify(signature, _signed(_body(found)))
    except _NOT_ONE as error:
        raise ValueError("statement") from error
    return found


def hear_all(texts: Sequence[str], owner: str) -> tuple[Statement, ...]:
    """Return the statements of one owner. Raises ValueError when one isn't right, or too many."""
    if len(texts) > MOST_STATEMENTS:
        raise ValueError("statement")
    found = tuple(hear(text) for text in texts)
    if any(statement.owner != owner for statement in found):
        raise ValueError("statement")
    return found


def vouched(statements: Iterable[Statement], old: str, new: str) -> bool:
    """Tell whether the signing key ``old`` was followed by ``new``, and no key was revoked."""
    told = list(statements)
    revoked = revoked_by(told)
    follows = {one.key: one.new for one in told if one.said is Said.ROLLED}
    seen: set[str] = set()
    while old in follows and old not in seen:
        if old in revoked:
            return False
        seen.add(old)
        if follows[old] == new:
            return _signs(new) not in revoked
        old = _signs(follows[old])
    return False


def revoked_by(statements: Iterable[Statement]) -> frozenset[str]:
    """Return the keys of which their owner said that they are to be trusted no more."""
    return frozenset(one.key for one in statements if one.said is Said.REVOKED)


def _signs(key: str) -> str:
    """Where a key is one to sign with and one to read with, the first is the one that signs."""
    return key.partition(" ")[0]


def _body(one: Statement) -> dict[str, str]:
    return {"said": one.said, "owner": one.owner, "key": one.key, "new": one.new, "at": one.at}


def _signed(body: dict[str, str]) -> bytes:
    return json.dumps({"profile": _PROFILE, **body}, sort_keys=True).encode("ascii")
