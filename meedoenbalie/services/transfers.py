"""A resident moves to another azc, and the dossier moves along, as a file for that desk alone.

Basis: the desks do the same public task for the same person (AVG art. 6(1)(e)), so moving asks no
consent of its own; a resident who limited the use of their data (art. 18) isn't handed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar, cast
from uuid import UUID

from meedoenbalie.domain.attendance import Attendance
from meedoenbalie.domain.consent import Consent
from meedoenbalie.domain.experiences import Experience
from meedoenbalie.domain.offers import Offer, Provider
from meedoenbalie.domain.people import Contact, Resident, Site
from meedoenbalie.domain.record import Record, new_id
from meedoenbalie.domain.referrals import (
    InformationGiven,
    Referral,
    ReferralEvent,
    Standing,
    standing_of,
)
from meedoenbalie.domain.transfers import (
    AHEAD,
    TERM,
    Direction,
    KnownDesk,
    TakenBundle,
    Transfer,
)
from meedoenbalie.exchange.codes import key_of
from meedoenbalie.exchange.transfer import (
    MOST_BYTES,
    Bundle,
    RefusedTransfer,
    pack,
    unpack,
)
from meedoenbalie.reports.files import write_whole
from meedoenbalie.services.desk import DESK_ROLES, Desk, Done
from meedoenbalie.services.desk_keys import card_of, own_key
from meedoenbalie.services.doubles import LikelyDouble, likely_doubles_of, person_of
from meedoenbalie.services.one_site import the_site
from meedoenbalie.services.referring import next_reference as next_referral
from meedoenbalie.services.registration import next_reference as next_resident
from meedoenbalie.services.rights import refuse_restricted
from meedoenbalie.storage.errors import UnknownRecord
from meedoenbalie.storage.unit_of_work import Reader, UnitOfWork

R = TypeVar("R", bound=Record)

# What was asked of, or decided by, the sending desk stays there.
_STAYS = {
    "departed_on": None,
    "keep_until": None,
    "access_asked_on": None,
    "restricted_since": None,
    "restriction": "",
}


@dataclass(frozen=True, slots=True)
class MovedReferral:
    """A referral that comes along: to what, with whom, and where it stands."""

    offer: Offer
    provider: Provider
    standing: Standing


@dataclass(frozen=True, slots=True)
class Preview:
    """What a bundle holds, before anything of it is written.

    ``doubles`` are residents of this desk who may be the same person; ``returns`` says that one
    of them certainly is: the same pseudonym is here already.
    """

    bundle_id: UUID
    sender: str
    made_at: datetime
    resident: Resident
    referrals: tuple[MovedReferral, ...]
    consents: int
    contacts: int
    doubles: tuple[LikelyDouble, ...]
    returns: Resident | None

    @property
    def open_referrals(self) -> tuple[MovedReferral, ...]:
        """The referrals that go on here."""
        return tuple(one for one in self.referrals if one.standing.is_open)


@dataclass(frozen=True, slots=True)
class TakenIn:
    """The resident as this desk has them now, and of how many offers it didn't know yet."""

    resident: Resident
    referrals: int
    new_offers: int
    sender: str


def hand_over(desk: Desk, resident_id: UUID, to: str, out: Path) -> Done[Transfer]:
    """Write the dossier of a resident for one other desk, and note here that it left.

    From then on the resident has left this azc, and the term of retention runs. ``to`` is the name
    of a pinned desk. Raises UnknownRecord (also without keys of the own desk), Restricted,
    NotAllowed and OSError; then nothing is noted.
    """
    with desk.write("hand_over_dossier") as uow:
        resident = uow.get(Resident, resident_id)
        refuse_restricted(resident)
        key = own_key(uow)
        receiver = uow.first(KnownDesk, name=to.strip())
        if receiver is None:
            raise UnknownRecord("known_desk")
        site = uow.get(Site, resident.site_id)
        bundle = Bundle(
            id=new_id(),
            made_at=desk.clock.now(),
            sender=card_of(key, site.name),
            receiver=card_of(receiver).fingerprint,
            records=_records_of(uow, resident),
        )
        made = uow.insert(
            Transfer(
                resident_id=resident.id,
                direction=Direction.OUT,
                desk=receiver.name,
                fingerprint=bundle.receiver,
                bundle_id=bundle.id,
                at=bundle.made_at,
                by=desk.user.name,
            )
        )
        if resident.departed_on is None:
            uow.update(resident, departed_on=desk.clock.today())
        write_whole(out, pack(bundle, key.signing_secret, receiver.recipient))
    return Done(made, frozenset(uow.changed))


def look_into(desk: Desk, path: Path) -> Preview:
    """Return what a bundle holds; nothing is written. Raises RefusedTransfer and OSError."""
    desk.note("look_at_transfer")
    data = _read(path)
    with desk.read("look_at_transfer", DESK_ROLES) as reader:
        bundle, sender = _open(desk, reader, data)
        resident = _only(bundle)
        returns = reader.first(Resident, pseudonym=resident.pseudonym)
    likely = likely_doubles_of(desk, person_of(resident, "", resident.reference))
    offers = {one.id: one for one in _of(bundle.records, "offers", Offer)}
    providers = {one.id: one for one in _of(bundle.records, "providers", Provider)}
    return Preview(
        bundle_id=bundle.id,
        sender=sender.name,
        made_at=bundle.made_at,
        resident=resident,
        referrals=tuple(
            MovedReferral(
                offers[one.offer_id],
                providers[offers[one.offer_id].provider_id],
                _standing(bundle, one.id),
            )
            for one in _of(bundle.records, "referrals", Referral)
        ),
        consents=len(bundle.records["consents"]),
        contacts=len(bundle.records["contacts"]),
        doubles=tuple(likely),
        returns=returns,
    )


def take_in(
    desk: Desk, path: Path, site_code: str | None = None, previewed: UUID | None = None
) -> Done[TakenIn]:
    """Take a dossier in as a resident of an azc of this desk, wholly or not at all.

    The resident gets a number of this desk and keeps the pseudonym, unless it is here already:
    then the two dossiers are doubles and are merged as such. A provider or offer of the same name
    is the one that is here; another one comes along, as an offer that isn't proposed to anybody.
    ``previewed`` is the bundle that somebody looked into: another file in its place is refused.
    Raises RefusedTransfer, UnknownRecord, NotAllowed and OSError.
    """
    with desk.write("take_in_dossier") as uow:
        bundle, sender = _open(desk, uow, _read(path))
        if previewed is not None and bundle.id != previewed:
            raise RefusedTransfer("other_file", bundle.sender.fingerprint)
        site = the_site(uow, site_code)
        before = uow.count(Offer)
        ids = _places_for(uow, bundle)
        resident = _resident_here(uow, _only(bundle), site, ids)
        uow.insert(resident)
        _store(uow, bundle, ids)
        uow.insert(
            Transfer(
                resident_id=resident.id,
                direction=Direction.IN,
                desk=sender.name,
                fingerprint=bundle.sender.fingerprint,
                bundle_id=bundle.id,
                at=desk.clock.now(),
                by=desk.user.name,
            )
        )
        uow.insert(TakenBundle(bundle_id=bundle.id, taken_on=desk.clock.today()))
        taken = TakenIn(
            resident=resident,
            referrals=len(bundle.records["referrals"]),
            new_offers=uow.count(Offer) - before,
            sender=sender.name,
        )
    return Done(taken, frozenset(uow.changed))


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def _open(desk: Desk, reader: Reader, data: bytes) -> tuple[Bundle, KnownDesk]:
    key = own_key(reader)
    pinned = {card_of(one).fingerprint: one for one in reader.find(KnownDesk)}
    known = {fingerprint: one.signing for fingerprint, one in pinned.items()}
    bundle = unpack(data, key.reading_secret, card_of(key).fingerprint, known)
    sender, now = bundle.sender.fingerprint, desk.clock.now()
    if reader.count(TakenBundle, bundle_id=bundle.id):
        raise RefusedTransfer("taken_before", sender)
    if now - bundle.made_at > TERM:
        raise RefusedTransfer("stale", sender)
    if bundle.made_at - now > AHEAD:
        raise RefusedTransfer("ahead", sender)
    return bundle, pinned[sender]


def _records_of(reader: Reader, resident: Resident) -> dict[str, tuple[Record, ...]]:
    about: dict[str, Any] = {"resident_id": resident.id}
    referrals = reader.find(Referral, order_by="reference", **about)
    of_referrals: dict[str, Any] = {"referral_id": [one.id for one in referrals]}
    informed = reader.find(InformationGiven, order_by="given_on", **about)
    consents = reader.find(Consent, order_by=("answered_on", "sequence"), **about)
    chosen = {one.offer_id for one in referrals} | {one.offer_id for one in informed}
    offers = reader.find(Offer, order_by="code", id=chosen)
    named = {one.provider_id for one in offers} | {one.provider_id for one in consents}
    providers = reader.find(Provider, order_by="name", id=named)
    return {
        "residents": (resident.changed(**_STAYS),),
        "providers": tuple(providers),
        "offers": tuple(offers),
        "consents": tuple(consents),
        "contacts": tuple(reader.find(Contact, order_by="at", **about)),
        "informed": tuple(informed),
        "referrals": tuple(referrals),
        "events": tuple(
            reader.find(ReferralEvent, order_by=("referral_id", "sequence"), **of_referrals)
        ),
        "attendance": tuple(reader.find(Attendance, order_by="week", **of_referrals)),
        "experiences": tuple(reader.find(Experience, order_by="answered_on", **of_referrals)),
    }


def _of(records: Mapping[str, tuple[Record, ...]], name: str, kind: type[R]) -> tuple[R, ...]:
    return tuple(one for one in records[name] if isinstance(one, kind))


def _only(bundle: Bundle) -> Resident:
    return cast("Resident", bundle.records["residents"][0])


def _standing(bundle: Bundle, referral_id: UUID) -> Standing:
    events = _of(bundle.records, "events", ReferralEvent)
    return standing_of(one for one in events if one.referral_id == referral_id)


def _places_for(uow: UnitOfWork, bundle: Bundle) -> dict[UUID, UUID]:
    """Return under which identifier each record of a bundle goes on here, new offers stored.

    All get new ones: the same dossier may have been here before, and stay until its term ends.
    """
    ids = {one.id: new_id() for records in bundle.records.values() for one in records}
    providers = {key_of(one.name): one for one in uow.find(Provider, order_by="name")}
    for provider in _of(bundle.records, "providers", Provider):
        here = providers.get(key_of(provider.name))
        if here is None:
            here = uow.insert(_again(provider, ids))
        ids[provider.id] = here.id
    offers = {
        (one.provider_id, key_of(one.title), one.kind): one
        for one in reversed(uow.find(Offer, order_by="code"))
    }
    codes = {one.code for one in uow.find(Offer)}
    for offer in _of(bundle.records, "offers", Offer):
        known = offers.get((ids[offer.provider_id], key_of(offer.title), offer.kind))
        if known is None:
            code = _free_code(offer.code, codes)
            codes.add(code)
            # It belongs to the region of the other azc: this desk proposes it to nobody.
            known = uow.insert(_again(offer, ids, code=code, active=False))
        ids[offer.id] = known.id
    return ids


def _free_code(code: str, taken: Iterable[str]) -> str:
    used = set(taken)
    wanted, number = code, 1
    while wanted in used:
        number += 1
        wanted = f"{code[:34]}-{number}"
    return wanted


def _resident_here(
    uow: UnitOfWork, resident: Resident, site: Site, ids: Mapping[UUID, UUID]
) -> Resident:
    known = uow.count(Resident, pseudonym=resident.pseudonym)
    here: Resident = _again(
        resident,
        ids,
        site_id=site.id,
        reference=next_resident(uow, site),
        pseudonym=new_id() if known else resident.pseudonym,
        **_STAYS,
    )
    return here


def _store(uow: UnitOfWork, bundle: Bundle, ids: Mapping[UUID, UUID]) -> None:
    """Store what points to the resident, many at once: so it goes as a whole when it is undone."""
    number = int(next_referral(uow)[1:])
    for name, records in bundle.records.items():
        if name in {"residents", "providers", "offers"}:
            continue
        stored = []
        for record in records:
            own: dict[str, Any] = {}
            if isinstance(record, Referral):
                own = {"reference": f"D{number:04d}", "group_id": None}
                number += 1
            stored.append(_again(record, ids, **own))
        uow.insert_many(stored)


def _again(record: Any, ids: Mapping[UUID, UUID], **values: Any) -> Any:
    """Return a record as it is stored here: its links lead to what is here, its version is 1."""
    links = {
        name: ids[value]
        for name, value in dict(record).items()
        if isinstance(value, UUID) and value in ids
    }
    return record.changed(**{**links, "version": 1, **values})
