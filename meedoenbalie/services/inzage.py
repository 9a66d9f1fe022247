"""Inzage: all that is held about one person, with why, with whom it was shared, and who saw it.

Source: AVG art. 15: the data, the purposes, the recipients, how long, the rights, and where to
complain.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from meedoenbalie.domain.data_sets import DataSetSent
from meedoenbalie.domain.offers import Provider
from meedoenbalie.domain.people import Role
from meedoenbalie.domain.retention import erase_on
from meedoenbalie.i18n import speaking
from meedoenbalie.i18n.reasons import resident_reasons
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.erasing import providers_told
from meedoenbalie.services.inzage_parts import Part, parts_of
from meedoenbalie.services.inzage_words import Item
from meedoenbalie.services.settings import settings_of
from meedoenbalie.storage import erasure
from meedoenbalie.storage.erasure import Change, Look
from meedoenbalie.storage.queries.residents import Dossier, dossier

__all__ = [
    "Change",
    "Inzage",
    "Item",
    "Look",
    "Part",
    "as_json",
    "held_about",
    "look_at",
    "parts_of_inzage",
    "print_inzage",
    "save_json",
]

_ROLES = frozenset({Role.DESK, Role.COORDINATOR, Role.ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class Inzage:
    """All that is held about one person.

    ``told`` are the providers that got data, ``sets`` the data sets that went to the programme team
    since the person is known. ``erase_on`` is when erasing is proposed; None for who hasn't left.
    """

    dossier: Dossier
    told: tuple[Provider, ...]
    sets: tuple[DataSetSent, ...]
    changes: tuple[Change, ...]
    looks: tuple[Look, ...]
    drafts: int
    keep_months: int
    erase_on: date | None
    today: date


def held_about(desk: Desk, resident_id: UUID) -> Inzage:
    """Return all that is held about a resident. Raises UnknownRecord and NotAllowed."""
    keep_months = settings_of(desk).keep_months
    with desk.read("look_at_rights", _ROLES) as reader:
        held = dossier(reader, resident_id)
        records = erasure.belongings(reader, held.resident)
        kept = erasure.kept_of(reader, records)
        return Inzage(
            dossier=held,
            told=providers_told(reader, resident_id),
            sets=tuple(
                sent
                for sent in reader.find(
                    DataSetSent, order_by="number", site_id=held.resident.site_id
                )
                if kept.since is None or sent.made_at >= kept.since
            ),
            changes=tuple(erasure.changes_of(reader, records)),
            looks=tuple(erasure.looks_at(reader, resident_id)),
            drafts=kept.drafts,
            keep_months=keep_months,
            erase_on=erase_on(held.resident, keep_months),
            today=desk.clock.today(),
        )


def look_at(desk: Desk, resident_id: UUID) -> Inzage:
    """Return the same for the screen, and note that somebody looked at all of it."""
    desk.note("look_at_rights", resident_id, roles=_ROLES)
    return held_about(desk, resident_id)


def parts_of_inzage(inzage: Inzage) -> tuple[Part, ...]:
    """Return what is held, part by part, in the language of the user."""
    return parts_of(
        inzage.dossier, inzage.told, inzage.sets, inzage.changes, inzage.looks, inzage.drafts
    )


def print_inzage(
    desk: Desk, resident_id: UUID, out: Path, json_file: Path | None = None, *, demo: bool = False
) -> Inzage:
    """Write the inzage as PDF in plain Dutch, and as JSON where a file for it is named.

    Both hold personal data and lie nowhere else. Raises UnknownRecord, NotAllowed, CannotTypeset,
    FontMissing and OSError; then the PDF that was there is as it was.
    """
    # Typst is loaded when something is printed: no page of the window waits for it.
    from meedoenbalie.reports.files import write_whole
    from meedoenbalie.reports.inzage import InzageSheet, render

    inzage = held_about(desk, resident_id)
    resident = inzage.dossier.resident
    with speaking("nl"):
        pdf = render(
            InzageSheet(
                name=resident.full_name,
                site_name=inzage.dossier.site.name,
                language=resident.preferred_language or "",
                sections=tuple(
                    (part.key, part.heading, part.why, part.shared, part.rows)
                    for part in parts_of_inzage(inzage)
                ),
                keep_months=inzage.keep_months,
                today=inzage.today,
                demo=demo,
            )
        )
    desk.note("print_access", resident_id, roles=_ROLES)
    write_whole(out, pdf)
    if json_file is not None:
        write_whole(json_file, _json(inzage))
    return inzage


def save_json(desk: Desk, resident_id: UUID, out: Path) -> Inzage:
    """Write the inzage as JSON alone. Raises UnknownRecord, NotAllowed and OSError."""
    from meedoenbalie.reports.files import write_whole

    inzage = held_about(desk, resident_id)
    desk.note("print_access", resident_id, roles=_ROLES)
    write_whole(out, _json(inzage))
    return inzage


def _json(inzage: Inzage) -> bytes:
    text = json.dumps(as_json(inzage), ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def as_json(inzage: Inzage) -> dict[str, Any]:
    """Return all that is held for programs: English keys, days and moments as ISO 8601."""
    held = inzage.dossier
    resident = held.resident.model_dump(mode="json")
    reasons = resident_reasons()
    return {
        "made_on": inzage.today.isoformat(),
        "site": {"code": held.site.code, "name": held.site.name},
        "resident": {
            name: {"value": value, "reason": reasons.get(name, "")}
            for name, value in resident.items()
        },
        "contacts": [item.model_dump(mode="json") for item in held.contacts],
        "informed": [
            {**item.model_dump(mode="json"), "offer": offer.title} for item, offer in held.informed
        ],
        "choices": [
            {**item.model_dump(mode="json"), "offer": offer.title if offer else None}
            for item, offer in held.choices
        ],
        "held_places": [
            {**item.model_dump(mode="json"), "offer": offer.title}
            for item, offer in held.held_places
        ],
        "companions": [item.model_dump(mode="json") for item in held.companions],
        "consents": [
            {**item.model_dump(mode="json"), "provider": provider.name}
            for item, provider in held.consents
        ],
        "referrals": [
            {
                **item.referral.model_dump(mode="json"),
                "offer": item.offer.title,
                "provider": item.provider.name,
                "state": item.standing.state,
                "events": [event.model_dump(mode="json") for event in item.events],
                "attendance": [week.model_dump(mode="json") for week in item.attendance],
                "experiences": [said.model_dump(mode="json") for said in item.experiences],
            }
            for item in held.referrals
        ],
        "civic_integration": held.civic.model_dump(mode="json") if held.civic else None,
        "follow_ups": [item.model_dump(mode="json") for item in held.follow_ups],
        "hand_overs": [item.model_dump(mode="json") for item in held.hand_overs],
        "former_dossiers": [item.model_dump(mode="json") for item in held.former],
        "not_double": [{"said_on": item.said_on.isoformat()} for item in held.not_double],
        "transfers": [item.model_dump(mode="json") for item in held.transfers],
        "visits": [item.model_dump(mode="json") for item in held.visits],
        "shared_with": [provider.name for provider in inzage.told],
        "data_sets": [
            {"number": sent.number, "made_at": sent.made_at.isoformat()} for sent in inzage.sets
        ],
        "changes": [
            {
                "at": change.at.isoformat(),
                "by": change.actor,
                "action": change.action,
                "record": change.kind,
                "before": json.loads(change.before) if change.before else None,
            }
            for change in inzage.changes
        ],
        "read_by": [
            {"at": look.at.isoformat(), "by": look.actor, "action": look.action}
            for look in inzage.looks
        ],
        "half_typed_forms": inzage.drafts,
        "erasure_proposed_on": inzage.erase_on.isoformat() if inzage.erase_on else None,
    }
