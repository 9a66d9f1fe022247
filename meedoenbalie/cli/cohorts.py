"""Civic integration in cohorts, beside the national figures."""

from __future__ import annotations

from collections.abc import Iterator

import typer

from meedoenbalie.cli.shell import (
    JsonOption,
    SiteOption,
    StoreOption,
    UserOption,
    opened,
    say,
    show,
    show_json,
    show_table,
)
from meedoenbalie.i18n import _, civic, formats, ngettext
from meedoenbalie.services.civic_cohorts import Cohorts, Division, civic_cohorts


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("cohorts", help=_("Inburgering per cohort, naast de landelijke cijfers."))(cohorts)


def cohorts(
    context: typer.Context,
    store: StoreOption,
    site: SiteOption = None,
    user: UserOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print inflow, outflow by reason and who goes on, by act and cohort."""
    with opened(context, store, user, beside=True) as desk:
        found = civic_cohorts(desk, site)
    if as_json:
        show_json(_as_json(found))
        return
    show_table(
        (_("Wet"), _("Cohort"), _("Instroom"), _("Uitstroom"), _("Loopt nog"), _("Deel uit")),
        _rows(found),
    )
    if not found.lines[Division.COHORT]:
        show(_("Van niemand is inburgering vastgelegd."))
    if found.not_obliged:
        text = ngettext(
            "Geen plicht door een uitspraak: {n} bewoner.",
            "Geen plicht door een uitspraak: {n} bewoners.",
            found.not_obliged,
        )
        show(text.format(n=found.not_obliged))
    if found.no_day:
        text = ngettext(
            "Niet ingedeeld: van {n} bewoner is de dag van de plicht onbekend.",
            "Niet ingedeeld: van {n} bewoners is de dag van de plicht onbekend.",
            found.no_day,
        )
        show(text.format(n=found.no_day))
    national = found.national
    show(
        _("Landelijk ({act}): {inflow} ingestroomd, {share} uitgestroomd. Bron: {source}.").format(
            act=civic.regime(national.act),
            inflow=formats.number(national.inflow),
            share=formats.percent(national.outflow_share),
            source=national.source,
        )
    )
    if found.national_is_old:
        say(_("Er zijn waarschijnlijk nieuwere landelijke cijfers."))
    say(_("De balie telt wat is vastgelegd. DUO beslist."))


def _rows(found: Cohorts) -> Iterator[tuple[str, ...]]:
    for line in found.lines[Division.COHORT]:
        part = line.outflow_share
        yield (
            civic.regime(line.act) if line.act else "",
            str(line.year),
            *(_count(n) for n in (line.inflow, line.outflow, line.ongoing)),
            formats.percent(part.value) if part else _("te klein"),
        )


def _count(number: int | None) -> str:
    return _("te klein") if number is None else formats.number(number)


def _as_json(found: Cohorts) -> dict[str, object]:
    national = found.national
    return {
        "national": {
            "inflow": national.inflow,
            "outflow_share": national.outflow_share,
            "reasons": {reason.value: part for reason, part in national.reasons.items()},
            "cohorts": {
                year: {"outflow_share": one.outflow_share} for year, one in national.cohorts.items()
            },
            "source": national.source,
            "as_of": national.as_of.isoformat(),
        },
        "own": [
            {
                "act": civic.regime(line.act) if line.act else "",
                "cohort": line.year,
                "inflow": line.inflow,
                "outflow": line.outflow,
                "ongoing": line.ongoing,
                # Only reasons by which somebody went out; null is too small to be told.
                "reasons": {reason.value: n for reason, n in line.reasons.items() if n != 0},
            }
            for line in found.lines[Division.COHORT]
        ],
    }
