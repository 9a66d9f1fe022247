"""Listing what a store holds."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from meedoenbalie.cli import records
from meedoenbalie.cli.shell import (
    JsonOption,
    StoreOption,
    UserOption,
    opened,
    say,
    show_json,
    show_table,
)
from meedoenbalie.domain.lessons import headline
from meedoenbalie.domain.names import fold
from meedoenbalie.i18n import _, formats, labels
from meedoenbalie.services import catalogue, lessons, referring, registration
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.importing import ImportKind


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("list", help=_("Toont bewoners, aanbod, doorverwijzingen of geleerde lessen."))(
        list_records
    )


def list_records(
    context: typer.Context,
    kind: Annotated[ImportKind, typer.Argument(help=_("Wat u wilt zien."), show_default=False)],
    store: StoreOption,
    search: Annotated[
        str, typer.Option("--search", metavar="TEKST", help=_("Alleen waar deze woorden in staan."))
    ] = "",
    user: UserOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the records of one kind."""
    with opened(context, store, user, beside=True) as desk:
        if as_json:
            show_json(_AS_JSON[kind](desk, search))
            return
        heads, rows = _AS_TABLE[kind](desk, search)
    show_table(heads, rows)
    if not rows:
        say(_("Niets gevonden."))


def _residents_json(desk: Desk, search: str) -> list[dict[str, Any]]:
    codes = {site.id: site.code for site in registration.sites(desk)}
    found = registration.find_resident_records(desk, search)
    return [records.resident(resident, codes[resident.site_id]) for resident in found]


def _residents_table(desk: Desk, search: str) -> tuple[list[str], list[list[str]]]:
    codes = {site.id: site.code for site in registration.sites(desk)}
    rows = [
        [
            resident.reference,
            resident.full_name,
            records.iso(resident.birth_date) or str(resident.birth_year or ""),
            labels.level(resident.dutch_level),
            ", ".join(map(formats.language_name, resident.languages)),
            codes[resident.site_id],
        ]
        for resident in registration.find_resident_records(desk, search)
    ]
    heads = [_("Nummer"), _("Naam"), _("Geboren"), _("Nederlands"), _("Talen"), _("Locatie")]
    return heads, rows


def _offers_json(desk: Desk, search: str) -> list[dict[str, Any]]:
    return [records.offer(line) for line in catalogue.find_offers(desk, search)]


def _offers_table(desk: Desk, search: str) -> tuple[list[str], list[list[str]]]:
    rows = [
        [
            line.offer.code,
            labels.offer_kind_short(line.offer.kind),
            line.offer.title,
            line.provider.name,
            line.offer.schedule.text or formats.slots(line.offer.schedule.slots),
            "?" if line.offer.places is None else str(line.offer.places),
        ]
        for line in catalogue.find_offers(desk, search)
    ]
    heads = [_("Code"), _("Soort"), _("Titel"), _("Aanbieder"), _("Weekrooster"), _("Plaatsen")]
    return heads, rows


def _referrals(desk: Desk, search: str) -> list[referring.ReferralLine]:
    words = fold(search).split()
    return [
        line
        for line in referring.find_referrals(desk)
        if all(word in records.text_of(line) for word in words)
    ]


def _referrals_json(desk: Desk, search: str) -> list[dict[str, Any]]:
    return [records.referral(line) for line in _referrals(desk, search)]


def _referrals_table(desk: Desk, search: str) -> tuple[list[str], list[list[str]]]:
    rows = [
        [
            line.reference,
            f"{line.resident_reference} {line.resident_name}",
            f"{line.offer_code} {line.offer_title}",
            "" if line.standing.state is None else labels.state_short(line.standing.state),
            records.iso(line.standing.since) or "",
            _told(line),
        ]
        for line in _referrals(desk, search)
    ]
    heads = [
        _("Doorverwijzing"),
        _("Bewoner"),
        _("Aanbod"),
        _("Status"),
        _("Sinds"),
        _("Teruggekoppeld"),
    ]
    return heads, rows


def _told(line: referring.ReferralLine) -> str:
    if not line.standing.is_ended:
        return "–"
    return records.iso(line.standing.told_on) or _("nog terugkoppelen")


def _lessons_json(desk: Desk, search: str) -> list[dict[str, Any]]:
    return [records.lesson(lesson) for lesson in lessons.find_lessons(desk, search)]


def _lessons_table(desk: Desk, search: str) -> tuple[list[str], list[list[str]]]:
    rows = [
        [
            lesson.number,
            labels.lesson_phase(lesson.phase),
            labels.working_element(lesson.element),
            headline(lesson.tip, lesson.situation),
            lesson.site_name,
        ]
        for lesson in lessons.find_lessons(desk, search)
    ]
    return [_("Nummer"), _("Fase"), _("Werkzaam element"), _("Tip"), _("Locatie")], rows


_AS_JSON = {
    ImportKind.RESIDENTS: _residents_json,
    ImportKind.OFFERS: _offers_json,
    ImportKind.REFERRALS: _referrals_json,
    ImportKind.LESSONS: _lessons_json,
}
_AS_TABLE = {
    ImportKind.RESIDENTS: _residents_table,
    ImportKind.OFFERS: _offers_table,
    ImportKind.REFERRALS: _referrals_table,
    ImportKind.LESSONS: _lessons_table,
}
