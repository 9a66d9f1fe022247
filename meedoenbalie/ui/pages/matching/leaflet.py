"""Making the leaflet of an offer, or of the two of a week plan, for the chosen resident."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from meedoenbalie.domain.referrals import InformationGiven
from meedoenbalie.services import informing
from meedoenbalie.services.desk import Desk, Done
from meedoenbalie.ui.pages.matching.entries import Entry


def make(
    desk: Desk, resident_id: UUID, entry: Entry, language: str, out: Path, *, demo: bool
) -> Done[InformationGiven]:
    """Write the leaflet and record that the resident was told; both offers of a plan count.

    Runs in the database thread. Raises what ``services.leaflets.make_leaflet`` raises.
    """
    # Typst takes long to load, and most talks need no leaflet.
    from meedoenbalie.services.leaflets import CHANNEL, make_leaflet

    plan = entry.plan
    slots = {part.match.offer.id: part.slots for part in plan.parts} if plan else {}
    first, *others = [match.offer for match in entry.new]
    with desk.together("give_information") as joined:
        for offer in others:
            informing.give_information(joined, resident_id, offer.id, language, CHANNEL)
        return make_leaflet(
            joined,
            resident_id,
            first.id,
            language,
            out,
            slots=slots.get(first.id, ()),
            beside_id=others[0].id if others else None,
            beside_slots=slots.get(others[0].id, ()) if others else (),
            person=desk.user.name,
            demo=demo,
        )
