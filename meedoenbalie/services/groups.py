"""Groups of residents: kept under a name, and what one does with a selection."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from meedoenbalie.domain.groups import ConsentState, GroupFilter, SavedGroup
from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.referrals import InformationGiven
from meedoenbalie.exchange.table_out import write_table
from meedoenbalie.i18n import _, formats, labels
from meedoenbalie.services.desk import DESK_ROLES, Desk, Done
from meedoenbalie.services.informing import give_information
from meedoenbalie.services.rights import Restricted
from meedoenbalie.storage.errors import StaleRecord
from meedoenbalie.storage.queries import groups as queries
from meedoenbalie.storage.unit_of_work import Reader

__all__ = [
    "ConsentState",
    "GroupFilter",
    "SavedGroup",
    "export_residents",
    "inform_many",
    "remove_group",
    "save_group",
    "saved_groups",
    "without_restricted",
]

_AT_ONCE = 1000


def saved_groups(desk: Desk) -> list[SavedGroup]:
    """Return the groups of the desk and this user's own, by name."""
    with desk.read("read_groups", DESK_ROLES) as reader:
        return queries.saved_groups(reader, desk.user.name)


def save_group(
    desk: Desk, name: str, conditions: GroupFilter, *, shared: bool = True
) -> Done[SavedGroup]:
    """Keep conditions under a name, for the desk or for this user; the same name is replaced.

    Raises pydantic.ValidationError.
    """
    owner = "" if shared else desk.user.name
    with desk.write("save_group") as uow:
        known = uow.first(SavedGroup, name=name.strip(), owner=owner)
        if known is not None:
            group = uow.update(known, conditions=conditions)
        else:
            group = uow.insert(SavedGroup(name=name.strip(), owner=owner, conditions=conditions))
    return Done(group, frozenset(uow.changed))


def remove_group(desk: Desk, group_id: UUID, version: int) -> Done[None]:
    """Take a kept group away; its residents stay. Raises StaleRecord and UnknownRecord."""
    with desk.write("remove_group") as uow:
        group = uow.get(SavedGroup, group_id)
        if group.version != version or group.owner not in ("", desk.user.name):
            raise StaleRecord("saved_group")
        uow.delete(group)
    return Done(None, frozenset(uow.changed))


def inform_many(
    desk: Desk,
    resident_ids: Sequence[UUID],
    offer_id: UUID,
    language: str,
    channel: str = "",
) -> Done[tuple[list[InformationGiven], int]]:
    """Record in one step that residents heard about an offer together, in one language.

    Whose data may not be used is passed over; how many is told with what was recorded.
    Raises UnknownRecord; then nothing is recorded.
    """
    given: list[InformationGiven] = []
    passed_over = 0
    with (
        desk.together("inform_group") as joined,
        joined.write("inform_group") as uow,
    ):
        for resident_id in resident_ids:
            try:
                given.append(
                    give_information(joined, resident_id, offer_id, language, channel).result
                )
            except Restricted:
                passed_over += 1
    return Done((given, passed_over), frozenset(uow.changed))


def without_restricted(desk: Desk, resident_ids: Sequence[UUID]) -> list[Resident]:
    """Return whom one may invite: those whose data may be used (AVG art. 18), in this order.

    It is written down of each that the list was made.
    """
    with desk.read("invite_group", DESK_ROLES) as reader:
        people = [who for who in _in_order(reader, resident_ids) if who.restricted_since is None]
    if people:
        desk.note("invite_group", *(who.id for who in people))
    return people


def export_residents(desk: Desk, resident_ids: Sequence[UUID], path: Path) -> int:
    """Write a list to work on in a spreadsheet: a workbook for .xlsx, else CSV. Return how many.

    No cell is a live formula, and notes stay out. It is written down of each resident that they
    were exported. Raises NotAllowed and OSError.
    """
    with desk.read("export_group", DESK_ROLES) as reader:
        people = _in_order(reader, resident_ids)
    # First what nobody may forget: a list that left the program without a trace is worse.
    desk.note("export_group", *(who.id for who in people))
    day = desk.clock.today()
    heads = [
        _("Nummer"),
        _("Voornaam"),
        _("Achternaam"),
        _("Leeftijd"),
        _("Talen"),
        _("Niveau Nederlands"),
        _("Verblijfsfase"),
        _("Contact via"),
        _("Telefoon of e-mail"),
    ]
    write_table(
        path, heads, (_row(who, who.age_on(day)) for who in people), mark=_("Persoonsgegevens")
    )
    return len(people)


def _row(who: Resident, age: int | None) -> list[str | int]:
    return [
        who.reference,
        who.given_name,
        who.family_name,
        "" if age is None else age,
        ", ".join(formats.language_name(code) for code in who.languages),
        who.dutch_level.value if who.dutch_level else "",
        labels.phase(who.residence_phase) if who.residence_phase else "",
        who.contact_channel,
        who.contact_value,
    ]


def _in_order(reader: Reader, resident_ids: Sequence[UUID]) -> list[Resident]:
    found: dict[UUID, Resident] = {}
    for start in range(0, len(resident_ids), _AT_ONCE):
        some = list(resident_ids[start : start + _AT_ONCE])
        found |= {who.id: who for who in reader.find(Resident, id=some)}
    return [found[each] for each in resident_ids if each in found]
