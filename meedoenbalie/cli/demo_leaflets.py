"""The leaflets of the demonstration: at every azc one a language, for somebody who reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from meedoenbalie.cli.shell import say
from meedoenbalie.demo.folder import DemoFolder
from meedoenbalie.demo.words import words
from meedoenbalie.domain.matching.weekplan import WeekPlan
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.i18n import _, formats
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.leaflets import language_for, languages, make_leaflet
from meedoenbalie.services.matching import matches_for
from meedoenbalie.services.registration import find_resident_records

LEAFLET = "demo-folder-{site}-{language}.pdf"
_HOURS = "di en do 13:00-17:00"
_LOOKED_AT = 6


def make_leaflets(desk: Desk, folder: DemoFolder, sites: Sequence[Site]) -> None:
    """Give residents the leaflet of their best week plan, in the language that they read."""
    here = [one for one in find_resident_records(desk) if one.departed_on is None]
    for site in sites:
        made = [
            _given(desk, folder, site, tag, [one for one in here if one.site_id == site.id])
            for tag in (language.tag for language in languages())
        ]
        names = ", ".join(formats.language_name(tag) for tag in made if tag)
        say(_("Folders van {site}: {languages}.").format(site=site.name, languages=names))


def _given(
    desk: Desk, folder: DemoFolder, site: Site, tag: str, residents: Sequence[Resident]
) -> str:
    """Make the leaflet in one language; nothing when nobody who reads it has a week plan."""
    for person, plan in _planned(desk, tag, residents):
        make_leaflet(
            desk,
            person.id,
            plan.mdt.offer.id,
            tag,
            folder.add(LEAFLET.format(site=site.code, language=tag)),
            slots=plan.mdt_slots,
            beside_id=plan.language.offer.id,
            beside_slots=plan.language_slots,
            person=_staff()[site.code],
            hours=_HOURS,
            demo=True,
        )
        return tag
    return ""


def _staff() -> dict[str, str]:
    return {place["code"]: place["staff"][0] for place in words("places")["sites"]}


def _planned(
    desk: Desk, tag: str, residents: Sequence[Resident]
) -> Iterator[tuple[Resident, WeekPlan]]:
    readers = [one for one in residents if language_for(one) == tag]
    for person in readers[:_LOOKED_AT]:
        plans = matches_for(desk, person.id, most_plans=1).plans.plans
        if plans:
            yield person, plans[0]
