"""The programme team's key: desks encrypt to its public half, the secret half is sealed.

Both files are those of age, so that its own tools can read them: a key on a line, and what only
this program needs behind ``#``. ``programme.key`` is sealed with the team's passphrase. Beside the
key of age stands an Ed25519 key with which the team vouches for the next one: age can't sign.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from pathlib import Path

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from meedoenbalie.clock import Clock
from meedoenbalie.exchange.data_set import fingerprint, new_recipient, new_signing_key
from meedoenbalie.exchange.key_statements import Said, Statement, hear_all, say
from meedoenbalie.reports.files import write_whole
from meedoenbalie.services.stores import MINIMUM_PASSPHRASE, WeakPassphrase
from meedoenbalie.storage.errors import DamagedSlot, NotAStore, StoreExists, WrongPassphrase
from meedoenbalie.storage.keys import (
    KdfCost,
    calibrated_cost,
    seal,
    slot_from_json,
    slot_to_json,
    unseal,
)

PUBLIC, SECRET = "programme.pub", "programme.key"
OWNER = "programma"
"""Who speaks in the statements of the team's keys."""

_NAME = "programmateam"
_SIGNING, _STATEMENT = "# signing: ", "# statement: "
_MOST_BYTES = 100_000


@dataclass(frozen=True, slots=True)
class ProgrammeCard:
    """The public half of the team's key, as the file holds it.

    ``recipient`` is the key of age, ``signing`` the Ed25519 key in base64, empty in a file from
    before there was one; ``statements`` are what earlier keys said.
    """

    recipient: str
    signing: str = ""
    statements: tuple[Statement, ...] = ()

    @property
    def both(self) -> str:
        """Both public keys as one text: what a statement names and people compare."""
        return f"{self.signing} {self.recipient}".strip()

    @property
    def fingerprint(self) -> str:
        """The groups by which people compare both keys at once."""
        return fingerprint(self.both)


@dataclass(frozen=True, slots=True)
class Renewed:
    """Keys that took the place of others: where the public half lies, and both fingerprints."""

    public: Path
    old: str
    new: str


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
    secret, _public = new_recipient()
    signing, _verifying = new_signing_key()
    folder.mkdir(parents=True, exist_ok=True)
    _write(secret_file, _Kept((secret,), signing, ()), passphrase, cost)
    return public_file, secret_file


def renew_programme_keys(
    secret_file: Path,
    passphrase: str,
    clock: Clock,
    *,
    revoke: bool = False,
    cost: KdfCost | None = None,
) -> Renewed:
    """Make new keys in the place of those in a file, and write ``programme.pub`` beside it.

    The old key vouches for the new one, and sets that were encrypted to it still open. With
    ``revoke`` it says instead that nobody should use it any more; what was encrypted to it then
    opens no longer, so read in first what came. Raises WrongPassphrase, NotAStore and OSError.
    """
    kept = _open(secret_file, passphrase)
    old = _public(kept)
    secret, recipient = new_recipient()
    signing, verifying = new_signing_key()
    new = ProgrammeCard(recipient, verifying)
    told = kept.statements
    if kept.signing:
        said = Said.REVOKED if revoke else Said.ROLLED
        text = "" if revoke else new.both
        told = (*told, say(kept.signing, said, OWNER, text, clock.now().isoformat()))
    older = () if revoke else kept.secrets
    _write(secret_file, _Kept((secret, *older), signing, told), passphrase, cost)
    return Renewed(secret_file.with_name(PUBLIC), old.fingerprint, new.fingerprint)


def read_programme_card(path: Path) -> ProgrammeCard:
    """Return the public key in a file. Raises NotAStore when it doesn't hold one, and OSError."""
    with path.open("rb") as file:
        data = file.read(_MOST_BYTES + 1)
    try:
        lines = data.decode("ascii").splitlines()
        (recipient,) = [line.strip() for line in lines if line.strip() and line[0] != "#"]
        pyrage.x25519.Recipient.from_str(recipient)
        signing = _behind(_SIGNING, lines)
        card = ProgrammeCard(
            recipient,
            signing[0] if signing else "",
            hear_all(_behind(_STATEMENT, lines), OWNER),
        )
    except (ValueError, pyrage.RecipientError) as error:
        raise NotAStore("public_key") from error
    if len(data) > _MOST_BYTES or len(card.signing) > 64:
        raise NotAStore("public_key")
    return card


def read_public_key(path: Path) -> str:
    """Return the key of age in a public file. Raises NotAStore and OSError."""
    return read_programme_card(path).recipient


def open_secret_key(path: Path, passphrase: str) -> str:
    """Return the secret keys, a line for each, the present one first.

    Raises WrongPassphrase, NotAStore and OSError.
    """
    return "\n".join(_open(path, passphrase).secrets)


def own_fingerprint(path: Path, passphrase: str) -> str | None:
    """Return the fingerprint that desks compare, of the key in a secret file.

    None for a file that doesn't open with this passphrase.
    """
    try:
        return _public(_open(path, passphrase)).fingerprint
    except (WrongPassphrase, NotAStore, OSError):
        return None


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is sealed in the secret file. Files from before hold a secret key and nothing else."""

    secrets: tuple[str, ...]
    signing: str
    statements: tuple[str, ...]


def _open(path: Path, passphrase: str) -> _Kept:
    try:
        slot = slot_from_json(json.loads(path.read_text(encoding="ascii")))
    except (ValueError, DamagedSlot) as error:
        raise NotAStore("secret_key") from error
    lines = unseal(slot, passphrase).decode("ascii").splitlines()
    signing = _behind(_SIGNING, lines)
    secrets = tuple(line for line in lines if line and line[0] != "#")
    return _Kept(secrets, signing[0] if signing else "", tuple(_behind(_STATEMENT, lines)))


def _write(path: Path, kept: _Kept, passphrase: str, cost: KdfCost | None) -> None:
    """Write the secret file first: a public one without it would make sets that nobody can open."""
    told = [f"{_STATEMENT}{text}" for text in kept.statements]
    secret = "\n".join([*kept.secrets, f"{_SIGNING}{kept.signing}", *told])
    slot = seal(_NAME, passphrase, secret.encode("ascii"), cost or calibrated_cost())
    write_whole(path, json.dumps(slot_to_json(slot), indent=1).encode("ascii"))
    card = _public(kept)
    lines = [card.recipient, f"{_SIGNING}{card.signing}", *told]
    write_whole(path.with_name(PUBLIC), ("\n".join(lines) + "\n").encode("ascii"))


def _public(kept: _Kept) -> ProgrammeCard:
    recipient = str(pyrage.x25519.Identity.from_str(kept.secrets[0]).to_public())
    if not kept.signing:
        return ProgrammeCard(recipient)
    signing = Ed25519PrivateKey.from_private_bytes(base64.b64decode(kept.signing))
    public = base64.b64encode(signing.public_key().public_bytes_raw()).decode("ascii")
    return ProgrammeCard(recipient, public, hear_all(kept.statements, OWNER))


def _behind(mark: str, lines: list[str]) -> list[str]:
    return [line.removeprefix(mark).strip() for line in lines if line.startswith(mark)]
