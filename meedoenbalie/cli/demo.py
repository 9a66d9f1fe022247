"""The whole main job on a fictional desk, without a window."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from meedoenbalie.cli import importing, matching
from meedoenbalie.cli.demo_leaflets import make_leaflets
from meedoenbalie.cli.demo_programme import send_collect_and_publish
from meedoenbalie.cli.shell import say, shell_of, show
from meedoenbalie.demo import files
from meedoenbalie.demo.folder import COST, FACT, SEED, SITES, DemoFolder, make_demo
from meedoenbalie.demo.making import MOST_SITES
from meedoenbalie.demo.people import ADULT
from meedoenbalie.demo.programme import COLLECTION
from meedoenbalie.domain.consent import ConsentAnswer
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.referrals import EventKind
from meedoenbalie.i18n import _, labels
from meedoenbalie.services import informing, referring, registration
from meedoenbalie.services.coverage import print_coverage
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.importing import ImportKind, import_file
from meedoenbalie.services.matching import matches_for
from meedoenbalie.services.reporting import weekly_report

_FOLDER = Path("demo")
_LOOKED_AT = 40


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("demo", help=_("Doet het hele werk op een verzonnen balie, zonder venster."))(demo)


def demo(
    context: typer.Context,
    out: Annotated[
        Path, typer.Option("--out", metavar="MAP", help=_("Waar de bestanden komen."))
    ] = _FOLDER,
    sites: Annotated[
        int,
        typer.Option("--sites", metavar="AANTAL", min=1, max=MOST_SITES, help=_("Hoeveel azc's.")),
    ] = SITES,
    seed: Annotated[
        int, typer.Option("--seed", metavar="GETAL", help=_("Zelfde getal, zelfde mensen."))
    ] = SEED,
) -> None:
    """Make a desk, import, match, refer, inform, report, collect; print every file made."""
    shell = shell_of(context)
    say(_("Demo: alle personen zijn verzonnen."))
    folder, desk = make_demo(out, shell.clock, sites=sites, seed=seed, cost=shell.cost or COST)
    with desk.database:
        centres = registration.sites(desk)
        say(
            _("Balie gemaakt met {sites} azc's en {residents} bewoners.").format(
                sites=len(centres), residents=len(registration.find_resident_records(desk))
            )
        )
        _import(desk, folder, centres[0].code)
        _match_and_refer(desk)
        make_leaflets(desk, folder, centres)
        for site in centres:
            target = folder.add(files.REPORT.format(site=site.code))
            printed = weekly_report(desk, site.code, None, target, demo=True)
            say(
                _("Weekrapport {week} van {site} gemaakt.").format(
                    week=printed.week, site=site.name
                )
            )
        print_coverage(desk, folder.add(files.COVERAGE), demo=True)
        say(_("Blad voor de gemeente gemaakt."))
        send_collect_and_publish(shell, desk, folder, centres)
    for name in (*folder.files, f"{folder.store.name}.keys", f"{COLLECTION}.keys", FACT):
        show(str(folder.path / name))


def _import(desk: Desk, folder: DemoFolder, site: str) -> None:
    today = desk.clock.today()
    for kind, name, text in (
        (ImportKind.RESIDENTS, files.RESIDENTS, files.residents_csv(site, today)),
        (ImportKind.OFFERS, files.OFFERS, files.offers_csv(site, today)),
    ):
        path = folder.add(name)
        path.write_text(text, encoding="utf-8", newline="")
        say(_("Inlezen: {file}").format(file=name))
        importing.tell(import_file(desk, kind, path, site))


def _match_and_refer(desk: Desk) -> None:
    """Go on with the adult whose best week plan is the best of the first few."""
    today = desk.clock.today()
    found = [
        matches_for(desk, person.id)
        for person in registration.find_resident_records(desk)[:_LOOKED_AT]
        if (person.age_on(today) or 0) >= ADULT and person.departed_on is None
    ]
    free = [one for one in found if one.plans.plans and not one.referred]
    if not free:
        say(_("Er is vandaag niemand met een weekplan."))
        return
    best = max(free, key=lambda one: one.plans.plans[0].points)
    say(_("Matchen: {name}").format(name=best.resident.reference))
    matching.tell(best)
    _refer(desk, best.resident, best.plans.plans[0].mdt.offer)


def _refer(desk: Desk, person: Resident, offer: Offer) -> None:
    with desk.together("prepare_referral") as joined:
        language = person.preferred_language or ""
        informing.give_information(joined, person.id, offer.id, language, "folder")
        referring.record_consent(
            joined, person.id, offer.provider_id, ConsentAnswer.YES, language=language
        )
        referral = referring.prepare_referral(joined, person.id, offer.id).result.referral
        for kind in (EventKind.SENT, EventKind.ACCEPTED):
            referring.record_event(joined, referral.id, kind, receiver=offer.contact_name)
            say(
                _("Doorverwijzing {reference} naar {offer}: {state}").format(
                    reference=referral.reference, offer=offer.title, state=labels.event(kind)
                )
            )
