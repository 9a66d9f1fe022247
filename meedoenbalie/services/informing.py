"""Informing residents about offers (voorlichting)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.referrals import InformationGiven
from meedoenbalie.services.desk import Desk, Done
from meedoenbalie.services.rights import refuse_restricted


def give_information(
    desk: Desk,
    resident_id: UUID,
    offer_id: UUID,
    language: str,
    channel: str = "",
    on: date | None = None,
) -> Done[InformationGiven]:
    """Record that a resident was told about an offer, in which language (ISO 639-3) and how.

    Raises UnknownRecord and Restricted.
    """
    with desk.write("give_information") as uow:
        resident = uow.get(Resident, resident_id)
        refuse_restricted(resident)
        given = uow.insert(
            InformationGiven(
                resident_id=resident.id,
                offer_id=uow.get(Offer, offer_id).id,
                given_on=on or desk.clock.today(),
                language=language,
                channel=channel,
                by=desk.user.name,
            )
        )
    return Done(given, frozenset(uow.changed))
