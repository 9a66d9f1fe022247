"""Lists of residents, and one resident's dossier."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select, union_all

from meedoenbalie.domain.attendance import Attendance
from meedoenbalie.domain.choices import MOST_RANKED, OwnChoice
from meedoenbalie.domain.civic_integration.record import CivicIntegration
from meedoenbalie.domain.companions import Companion
from meedoenbalie.domain.consent import Consent, ConsentPurpose
from meedoenbalie.domain.experiences import Experience
from meedoenbalie.domain.follow_ups import FollowUp, FollowUpKind, HandOver
from meedoenbalie.domain.merged import FormerDossier, NotDouble
from meedoenbalie.domain.offers import Offer, Provider
from meedoenbalie.domain.people import Contact, DutchLevel, Resident, Site
from meedoenbalie.domain.places import PlaceHold
from meedoenbalie.domain.referrals import (
    InformationGiven,
    Referral,
    ReferralEvent,
    ReferralState,
    Standing,
    standing_of,
)
from meedoenbalie.domain.transfers import Transfer
from meedoenbalie.domain.visits import Visit
from meedoenbalie.storage.queries.numbers import last_number
from meedoenbalie.storage.queries.referrals import events_of
from meedoenbalie.storage.rows import TABLES
from meedoenbalie.storage.unit_of_work import Reader

_RESIDENT = TABLES[Resident]
_FORMER = TABLES[FormerDossier]
_CONTACT = TABLES[Contact]
_INFORMED = TABLES[InformationGiven]


@dataclass(frozen=True, slots=True)
class ResidentLine:
    """One line of a list of residents."""

    id: UUID
    reference: str
    given_name: str
    family_name: str
    birth_date: date | None
    birth_year: int | None
    languages: tuple[str, ...]
    dutch_level: DutchLevel | None
    guardian: str
    state: ReferralState | None
    informed: bool
    last_contact: datetime | None


def resident_lines(reader: Reader, identifiers: list[UUID]) -> list[ResidentLine]:
    """Return the lines of these residents, in the given order."""
    columns = select(
        _RESIDENT.c.id,
        _RESIDENT.c.reference,
        _RESIDENT.c.given_name,
        _RESIDENT.c.family_name,
        _RESIDENT.c.birth_date,
        _RESIDENT.c.birth_year,
        _RESIDENT.c.languages,
        _RESIDENT.c.dutch_level,
        _RESIDENT.c.guardian,
    ).where(_RESIDENT.c.id.in_(identifiers))
    latest = _latest_states(reader, identifiers)
    informed = set(
        reader.connection.scalars(
            select(_INFORMED.c.resident_id).where(_INFORMED.c.resident_id.in_(identifiers))
        )
    )
    spoken = {
        row[0]: row[1]
        for row in reader.connection.execute(
            select(_CONTACT.c.resident_id, func.max(_CONTACT.c.at))
            .where(_CONTACT.c.resident_id.in_(identifiers))
            .group_by(_CONTACT.c.resident_id)
        )
    }
    lines = {
        row.id: ResidentLine(*row, latest.get(row.id), row.id in informed, spoken.get(row.id))
        for row in reader.connection.execute(columns)
    }
    return [lines[identifier] for identifier in identifiers if identifier in lines]


def first_contacts(reader: Reader) -> dict[UUID, date]:
    """Return the day (UTC) of the first talk with each resident who was ever spoken to."""
    first = select(_CONTACT.c.resident_id, func.min(_CONTACT.c.at)).group_by(_CONTACT.c.resident_id)
    return {row[0]: row[1].date() for row in reader.connection.execute(first)}


def _latest_states(reader: Reader, residents: list[UUID]) -> dict[UUID, ReferralState | None]:
    """The state of each resident's referral in which something was recorded last."""
    latest: dict[UUID, tuple[date, ReferralState | None]] = {}
    referrals = reader.find(Referral, resident_id=residents)
    events = events_of(reader, referrals)
    for referral in referrals:
        standing = standing_of(events[referral.id])
        when = standing.last_on or date.min
        known = latest.get(referral.resident_id)
        if known is None or when >= known[0]:
            latest[referral.resident_id] = (when, standing.state)
    return {resident: state for resident, (_when, state) in latest.items()}


@dataclass(frozen=True, slots=True)
class DossierReferral:
    """A referral with where it stands and where to.

    ``attendance`` is by week, the first one first; ``experiences`` by the day of the answer.
    """

    referral: Referral
    standing: Standing
    offer: Offer
    provider: Provider
    events: tuple[ReferralEvent, ...]
    attendance: tuple[Attendance, ...] = ()
    experiences: tuple[Experience, ...] = ()


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that the desk knows of one resident; newest first.

    ``providers`` are those of the offers that are named here and of the consents.
    """

    resident: Resident
    site: Site
    referrals: tuple[DossierReferral, ...] = ()
    contacts: tuple[Contact, ...] = ()
    informed: tuple[tuple[InformationGiven, Offer], ...] = ()
    choices: tuple[tuple[OwnChoice, Offer | None], ...] = ()
    companions: tuple[Companion, ...] = ()
    consents: tuple[tuple[Consent, Provider], ...] = ()
    held_places: tuple[tuple[PlaceHold, Offer], ...] = ()
    providers: tuple[Provider, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    hand_overs: tuple[HandOver, ...] = ()
    visits: tuple[Visit, ...] = ()
    former: tuple[FormerDossier, ...] = ()
    not_double: tuple[NotDouble, ...] = ()
    civic: CivicIntegration | None = None
    transfers: tuple[Transfer, ...] = ()

    def provider_of(self, offer: Offer) -> Provider:
        """Return who runs an offer that the dossier names. Raises StopIteration for another."""
        return next(found for found in self.providers if found.id == offer.provider_id)

    def last_answer(self, provider_id: UUID, purpose: ConsentPurpose) -> Consent | None:
        """Return the last answer about a provider for a purpose; None when nobody asked."""
        return next(
            (
                consent
                for consent, provider in self.consents
                if provider.id == provider_id and consent.purpose is purpose
            ),
            None,
        )


def _attendance_of(reader: Reader, referrals: list[Referral]) -> dict[UUID, list[Attendance]]:
    found: dict[UUID, list[Attendance]] = {referral.id: [] for referral in referrals}
    for one in reader.find(Attendance, order_by="week", referral_id=list(found)):
        found[one.referral_id].append(one)
    return found


def _experiences_of(reader: Reader, referrals: list[Referral]) -> dict[UUID, list[Experience]]:
    found: dict[UUID, list[Experience]] = {referral.id: [] for referral in referrals}
    for one in reader.find(Experience, order_by="answered_on", referral_id=list(found)):
        found[one.referral_id].append(one)
    return found


def dossier(reader: Reader, resident_id: UUID) -> Dossier:
    """Return one resident's dossier. Raises UnknownRecord."""
    resident = reader.get(Resident, resident_id)
    referrals = reader.find(Referral, resident_id=resident_id)
    informed = reader.find(InformationGiven, order_by="given_on", resident_id=resident_id)
    choices = reader.find(OwnChoice, order_by="chosen_on", resident_id=resident_id)
    choices.sort(key=lambda one: one.rank or MOST_RANKED + 1)
    held = reader.find(PlaceHold, order_by="until", resident_id=resident_id)
    consents = reader.find(Consent, order_by=("answered_on", "sequence"), resident_id=resident_id)
    offers = {
        offer.id: offer
        for offer in reader.find(
            Offer,
            id={one.offer_id for one in referrals}
            | {one.offer_id for one in informed}
            | {one.offer_id for one in held}
            | {one.offer_id for one in choices if one.offer_id},
        )
    }
    providers = {
        provider.id: provider
        for provider in reader.find(
            Provider,
            id={o.provider_id for o in offers.values()} | {c.provider_id for c in consents},
        )
    }
    events = events_of(reader, referrals)
    attendance = _attendance_of(reader, referrals)
    experiences = _experiences_of(reader, referrals)
    composed = [
        DossierReferral(
            referral=referral,
            standing=standing_of(events[referral.id]),
            offer=offers[referral.offer_id],
            provider=providers[offers[referral.offer_id].provider_id],
            events=tuple(events[referral.id]),
            attendance=tuple(attendance[referral.id]),
            experiences=tuple(experiences[referral.id]),
        )
        for referral in referrals
    ]
    composed.sort(key=lambda item: item.standing.last_on or date.min, reverse=True)
    contacts = reader.find(Contact, order_by="at", resident_id=resident_id)
    return Dossier(
        resident=resident,
        site=reader.get(Site, resident.site_id),
        referrals=tuple(composed),
        contacts=tuple(reversed(contacts)),
        informed=tuple((item, offers[item.offer_id]) for item in reversed(informed)),
        companions=tuple(reader.find(Companion, resident_id=resident_id)),
        civic=next(iter(reader.find(CivicIntegration, resident_id=resident_id)), None),
        choices=tuple((one, offers[one.offer_id] if one.offer_id else None) for one in choices),
        consents=tuple((item, providers[item.provider_id]) for item in reversed(consents)),
        held_places=tuple((one, offers[one.offer_id]) for one in reversed(held)),
        providers=tuple(providers.values()),
        follow_ups=tuple(
            one
            for one in reader.find(FollowUp, order_by="due_on", resident_id=resident_id)
            if one.kind is not FollowUpKind.LATER
        ),
        former=tuple(reader.find(FormerDossier, order_by="merged_on", resident_id=resident_id)),
        not_double=tuple(
            reader.find(NotDouble, order_by="said_on", one_id=resident_id)
            + reader.find(NotDouble, order_by="said_on", other_id=resident_id)
        ),
        hand_overs=tuple(reader.find(HandOver, order_by="at", resident_id=resident_id)),
        transfers=tuple(reader.find(Transfer, order_by="at", resident_id=resident_id)),
        visits=tuple(reader.find(Visit, order_by="arrived_at", resident_id=resident_id)),
    )


def highest_number(reader: Reader, site_id: UUID, prefix: str) -> int:
    """Return the number after a prefix from which a site counts on, also of merged dossiers.

    References in another form don't count; 0 when there is none.
    """
    own, former = _RESIDENT.c.reference, _FORMER.c.reference
    of_site = (_RESIDENT.c.site_id == site_id, own.startswith(prefix, autoescape=True))
    of_former = former.startswith(prefix, autoescape=True)
    lasts = (
        reader.connection.scalar(select(func.max(own)).where(*of_site)),
        reader.connection.scalar(select(func.max(former)).where(of_former)),
    )
    last = max((one for one in lasts if one), default="").removeprefix(prefix)
    every = union_all(select(own).where(*of_site), select(former).where(of_former))
    return last_number(
        last, lambda: (one.removeprefix(prefix) for one in reader.connection.scalars(every))
    )
