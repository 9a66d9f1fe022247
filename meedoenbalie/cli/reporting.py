"""Reports on paper."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from meedoenbalie.cli import yearly
from meedoenbalie.cli.shell import (
    OptionalStore,
    SiteOption,
    StoreOption,
    UserOption,
    opened,
    passphrase,
    say,
    shell_of,
    show,
)
from meedoenbalie.demo.folder import is_demo
from meedoenbalie.domain.handreiking import OpenCheck
from meedoenbalie.domain.iso_week import IsoWeek
from meedoenbalie.i18n import _, ngettext
from meedoenbalie.i18n.outside import differs_lines
from meedoenbalie.services import catalogue, referring, registration
from meedoenbalie.services.coverage import print_coverage
from meedoenbalie.services.handreiking import (
    guide_of_collection,
    guide_of_desk,
    make_handreiking,
    make_ten_lessons,
    print_handreiking,
)
from meedoenbalie.services.inzage import print_inzage
from meedoenbalie.services.letters import print_letter
from meedoenbalie.services.outside_prints import Differs
from meedoenbalie.services.publication_messages import guide_lines
from meedoenbalie.services.reporting import weekly_report
from meedoenbalie.services.voortgang import print_voortgang


def register(app: typer.Typer) -> None:
    """Add the commands."""
    reports = typer.Typer(name="report", help=_("Maakt een rapport als PDF."), no_args_is_help=True)
    reports.command("weekly", help=_("Weekrapport van de doorverwijzingen, van een locatie."))(
        weekly
    )
    reports.command("handreiking", help=_("Handreiking uit gepubliceerde lessen."))(handreiking)
    reports.command("inzage", help=_("Alles wat van een bewoner bewaard is, in gewone taal."))(
        inzage
    )
    reports.command(
        "letter", help=_("Brief aan een aanbieder, met alleen wat gedeeld mag worden.")
    )(letter)
    reports.command("coverage", help=_("Voor de gemeente: waar plaatsen tekort zijn."))(coverage)
    reports.command(
        "voortgang", help=_("Voortgang van de inburgering, naast de landelijke cijfers.")
    )(voortgang)
    yearly.register(reports)
    app.add_typer(reports)


def _week(text: str) -> str:
    try:
        return str(IsoWeek.parse(text))
    except ValueError as error:
        raise typer.BadParameter(
            _("‘{text}’ is geen week. Schrijf hem als 2026-W10.").format(text=text)
        ) from error


def weekly(
    context: typer.Context,
    store: StoreOption,
    out: Annotated[
        Path,
        typer.Option(
            "--out", metavar="BESTAND.pdf", help=_("Waar het komt; .xlsx geeft een werkblad.")
        ),
    ],
    site: SiteOption = None,
    week: Annotated[
        str | None,
        typer.Option(
            "--week", metavar="JJJJ-Www", help=_("ISO-week; anders de vorige week."), parser=_week
        ),
    ] = None,
    names: Annotated[
        bool,
        typer.Option("--names/--no-names", help=_("Namen erin, of alleen nummers van bewoners.")),
    ] = True,
    user: UserOption = None,
) -> None:
    """Print the weekly referral report."""
    with opened(context, store, user, beside=True) as desk:
        printed = weekly_report(desk, site, week, out, names=names, demo=is_demo(store))
    show(str(printed.path))
    say(_("Week {week}. Dit blad bevat persoonsgegevens.").format(week=printed.week))


def coverage(
    context: typer.Context,
    store: StoreOption,
    out: Annotated[Path, typer.Option("--out", metavar="BESTAND.pdf", help=_("Waar de PDF komt."))],
    site: SiteOption = None,
    user: UserOption = None,
) -> None:
    """Print demand against places, and what would help, for anybody to read."""
    with opened(context, store, user, beside=True) as desk:
        differs = print_coverage(desk, out, site, demo=is_demo(store))
    _may_be_shared(out, differs)


def voortgang(
    context: typer.Context,
    store: StoreOption,
    out: Annotated[Path, typer.Option("--out", metavar="BESTAND.pdf", help=_("Waar de PDF komt."))],
    site: SiteOption = None,
    user: UserOption = None,
) -> None:
    """Print civic integration, flexible language and three studies, for anybody to read."""
    with opened(context, store, user, beside=True) as desk:
        differs = print_voortgang(desk, out, site, demo=is_demo(store))
    _may_be_shared(out, differs)


def _may_be_shared(out: Path, differs: Differs) -> None:
    show(str(out))
    say(_("Kleine aantallen zijn weggelaten. Dit blad mag u delen."))
    for line in differs_lines(differs):
        say(line)


def letter(
    context: typer.Context,
    referral: Annotated[
        str,
        typer.Option(
            "--referral", metavar="VERWIJZING", help=_("Nummer van de doorverwijzing, zoals D0019.")
        ),
    ],
    store: StoreOption,
    out: Annotated[Path, typer.Option("--out", metavar="BESTAND.pdf", help=_("Waar de PDF komt."))],
    receiver: Annotated[
        str,
        typer.Option(
            "--receiver",
            metavar="NAAM",
            help=_("Aan wie; anders de contactpersoon van het aanbod."),
        ),
    ] = "",
    user: UserOption = None,
) -> None:
    """Write the letter to the provider of a referral."""
    with opened(context, store, user) as desk:
        found = referring.referral_by_reference(desk, referral)
        offer = catalogue.offer_by_code(desk, str(found.offer_id))
        to = receiver.strip() or offer.contact_name
        print_letter(desk, found.id, to, out, demo=is_demo(store))
    show(str(out))
    say(_("Dit bevat persoonsgegevens. Geef het alleen aan {receiver}.").format(receiver=to))


def inzage(
    context: typer.Context,
    resident: Annotated[
        str,
        typer.Option(
            "--resident", metavar="BEWONER", help=_("Nummer van de bewoner, zoals RTW-0007.")
        ),
    ],
    store: StoreOption,
    out: Annotated[Path, typer.Option("--out", metavar="BESTAND.pdf", help=_("Waar de PDF komt."))],
    json_file: Annotated[
        Path | None,
        typer.Option(
            "--json", metavar="BESTAND.json", help=_("Waar hetzelfde komt voor programma's.")
        ),
    ] = None,
    user: UserOption = None,
) -> None:
    """Print all that is held about one resident."""
    with opened(context, store, user) as desk:
        person = registration.resident_by_reference(desk, resident)
        print_inzage(desk, person.id, out, json_file, demo=is_demo(store))
    show(str(out))
    if json_file is not None:
        show(str(json_file))
    say(_("Dit bevat persoonsgegevens. Geef het alleen aan de persoon zelf."))


def handreiking(
    context: typer.Context,
    out: Annotated[Path, typer.Option("--out", metavar="BESTAND.pdf", help=_("Waar de PDF komt."))],
    store: OptionalStore = None,
    collection: Annotated[
        Path | None,
        typer.Option("--collection", metavar="BESTAND.duckdb", help=_("Of een verzameling.")),
    ] = None,
    ten: Annotated[bool, typer.Option("--ten", help=_("Alleen tien lessen, op één blad."))] = False,
    user: UserOption = None,
) -> None:
    """Print the handreiking of this desk, or of all azc's in a collection."""
    if (store is None) == (collection is None):
        raise typer.BadParameter(_("Noem of --store, of --collection."))
    lines: Sequence[str] = ()
    checks: tuple[OpenCheck, ...] = ()
    if collection is not None:
        shell = shell_of(context)
        secret = passphrase(shell, _("Wachtzin van het programmateam"))
        guide = guide_of_collection(collection, secret, shell.clock, figures=not ten)
        if ten:
            make_ten_lessons(guide, out)
        else:
            checks = make_handreiking(guide, out)
            lines = guide_lines(guide.issued) if guide.issued else ()
    else:
        place = store or Path()
        with opened(context, place, user, beside=True) as desk:
            if ten:
                make_ten_lessons(guide_of_desk(desk), out, is_demo(place))
            else:
                made = print_handreiking(desk, out, demo=is_demo(place))
                checks, lines = made.checks, differs_lines(made.differs)
    show(str(out))
    for line in lines:
        say(line)
    if checks:
        text = ngettext(
            "Concept: {n} controle staat nog open.",
            "Concept: {n} controles staan nog open.",
            len(checks),
        )
        say(text.format(n=len(checks)))
