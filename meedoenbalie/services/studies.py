"""What the data of a desk adds to the three studies; see ``domain/studies.py``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from meedoenbalie.domain.civic_integration.codes import CivicGroup
from meedoenbalie.domain.civic_integration.record import CivicIntegration
from meedoenbalie.domain.lessons import LearnedLesson, LessonStatus, WorkingElement
from meedoenbalie.domain.offers import Offer, OfferKind, Provider
from meedoenbalie.domain.people import Site
from meedoenbalie.domain.providers import Agreement
from meedoenbalie.domain.referrals import Referral
from meedoenbalie.domain.studies import Market, Perspective, Studies, perspectives_of
from meedoenbalie.services.coverage import coverage
from meedoenbalie.services.desk import DESK_ROLES, Desk
from meedoenbalie.services.funnel import FunnelPeriod
from meedoenbalie.storage.errors import UnknownRecord
from meedoenbalie.storage.queries.experiences import said_in
from meedoenbalie.storage.unit_of_work import Reader

__all__ = ["Market", "Perspective", "Studies", "studies"]


def studies(desk: Desk, period: FunnelPeriod, site_code: str | None = None) -> Studies:
    """Return what the data adds to the three studies, of one site or all.

    Raises NotAllowed, UnknownRecord, and InvalidRules for a rule file that can't be used.
    """
    found = coverage(desk, site_code)
    with desk.read("studies", DESK_ROLES) as reader:
        site = None if site_code is None else reader.first(Site, code=site_code)
        if site is None and site_code is not None:
            raise UnknownRecord("site")
        said = said_in(reader, period.first, period.last, None if site is None else site.id)
        groups = _groups_of(reader, [one.referral_id for one in said])
        running = [one for one in reader.find(Offer) if one.active]
        agreed = {one.provider_id for one in reader.find(Agreement) if one.risks}
        known = {one.id for one in reader.find(Provider)} & {one.provider_id for one in running}
        lessons = Counter(
            one.element
            for one in reader.find(LearnedLesson)
            if one.status is LessonStatus.PUBLISHED
        )
    return Studies(
        day=found.day,
        first=period.first,
        last=period.last,
        perspectives=perspectives_of(said, groups),
        market={kind: Market(found.of(kind).people, found.places[kind]) for kind in OfferKind},
        providers=len(known),
        providers_with_risks=len(known & agreed),
        lessons={element: lessons[element] for element in WorkingElement},
    )


def _groups_of(reader: Reader, referral_ids: Iterable[UUID]) -> dict[UUID, CivicGroup | None]:
    referrals = reader.find(Referral, id=list(set(referral_ids)))
    people = {one.resident_id for one in referrals}
    groups = {
        one.resident_id: one.civic_group
        for one in reader.find(CivicIntegration, resident_id=list(people))
    }
    return {one.id: groups.get(one.resident_id) for one in referrals}
