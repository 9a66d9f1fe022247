"""The keys of the own desk, and those of other desks that somebody compared."""

from __future__ import annotations

from pathlib import Path

from meedoenbalie.domain.people import Role
from meedoenbalie.domain.transfers import DeskKey, KnownDesk
from meedoenbalie.exchange.data_set import new_recipient, new_signing_key
from meedoenbalie.exchange.transfer import DeskCard, RefusedTransfer, read_card, write_card
from meedoenbalie.reports.files import write_whole
from meedoenbalie.services.desk import READERS, Desk, Done
from meedoenbalie.services.one_site import the_site
from meedoenbalie.storage.errors import UnknownRecord
from meedoenbalie.storage.unit_of_work import Reader

KEEPERS = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})

MOST_CARD_BYTES = 10_000


def write_desk_card(desk: Desk, out: Path, site_code: str | None = None) -> Done[DeskCard]:
    """Write the file by which another desk knows this one, and make the keys at the first time.

    ``site_code`` says under which name; it may be left out where the store has one azc. Raises
    UnknownRecord, NotAllowed and OSError.
    """
    with desk.write("make_desk_key", roles=KEEPERS) as uow:
        site = the_site(uow, site_code)
        key = uow.first(DeskKey)
        if key is None:
            signing_secret, signing = new_signing_key()
            reading_secret, recipient = new_recipient()
            key = uow.insert(
                DeskKey(
                    signing_secret=signing_secret,
                    signing=signing,
                    reading_secret=reading_secret,
                    recipient=recipient,
                )
            )
        card = DeskCard(site.name, key.signing, key.recipient)
        write_whole(out, write_card(card, key.signing_secret))
    return Done(card, frozenset(uow.changed))


def read_desk_card(path: Path) -> DeskCard:
    """Return the desk that a file tells of. Raises RefusedTransfer and OSError."""
    with path.open("rb") as file:
        data = file.read(MOST_CARD_BYTES + 1)
    if len(data) > MOST_CARD_BYTES:
        raise RefusedTransfer("no_desk_file")
    return read_card(data)


def trust_desk(desk: Desk, path: Path, compared: str) -> Done[KnownDesk]:
    """Pin another desk. ``compared`` is its fingerprint, as that desk itself told it.

    A desk of the same name gets the new keys: from then on the old ones are foreign. Raises
    RefusedTransfer, NotAllowed and OSError.
    """
    with desk.write("trust_desk", roles=KEEPERS) as uow:
        card = read_desk_card(path)
        if _plain(compared) != _plain(card.fingerprint):
            raise RefusedTransfer("other_fingerprint", card.fingerprint)
        own = uow.first(DeskKey)
        if own is not None and card_of(own).fingerprint == card.fingerprint:
            raise RefusedTransfer("own_desk", card.fingerprint)
        known = KnownDesk(
            name=card.name,
            signing=card.signing,
            recipient=card.recipient,
            pinned_on=desk.clock.today(),
            pinned_by=desk.user.name,
        )
        before = uow.first(KnownDesk, name=card.name)
        if before is None:
            stored = uow.insert(known)
        else:
            values = known.model_dump(exclude={"id", "version"})
            stored = uow.update(before, **values)
    return Done(stored, frozenset(uow.changed))


def own_card(desk: Desk) -> DeskCard | None:
    """Return the public halves of the keys of this desk, without a name; None before they exist."""
    with desk.read("read_desks", READERS) as reader:
        key = reader.first(DeskKey)
        return card_of(key) if key is not None else None


def known_desks(desk: Desk) -> list[KnownDesk]:
    """Return the desks that were pinned, by name."""
    with desk.read("read_desks", READERS) as reader:
        return reader.find(KnownDesk, order_by="name")


def card_of(record: DeskKey | KnownDesk, name: str = "") -> DeskCard:
    """Return the public halves of the keys of a desk; ``name`` is for the own one."""
    called = record.name if isinstance(record, KnownDesk) else name
    return DeskCard(called, record.signing, record.recipient)


def own_key(reader: Reader) -> DeskKey:
    """Return the keys of this desk. Raises UnknownRecord while there are none."""
    key = reader.first(DeskKey)
    if key is None:
        raise UnknownRecord("desk_key")
    return key


def _plain(fingerprint: str) -> str:
    return "".join(fingerprint.split()).upper()
