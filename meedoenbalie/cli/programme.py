"""Data sets from desks to the programme team, and the figures of all azc's together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from meedoenbalie.cli import programme_keys, transferring
from meedoenbalie.cli.shell import (
    CommandRefused,
    JsonOption,
    Shell,
    StoreOption,
    UserOption,
    opened,
    passphrase,
    say,
    shell_of,
    show,
    show_json,
    table_lines,
)
from meedoenbalie.domain.civic_integration.codes import Regime
from meedoenbalie.domain.league import Comparison, Gauge, compare
from meedoenbalie.domain.publication.merging import JOIN, Pair
from meedoenbalie.domain.set_weeks import Overlap
from meedoenbalie.i18n import _, civic, formats, labels, league
from meedoenbalie.services import collecting
from meedoenbalie.services.collecting import (
    MEASURES,
    CohortCounts,
    Figures,
    collect,
    figures,
    sites_of,
)
from meedoenbalie.services.collection_out import write_internal, write_published
from meedoenbalie.services.programme_messages import arrival
from meedoenbalie.services.publication_messages import conflict_lines, remedy_lines
from meedoenbalie.services.publication_rules import UnknownRuleSet
from meedoenbalie.services.publishing import (
    Cure,
    Publication,
    StoppedPublication,
    publish_figures,
)
from meedoenbalie.services.sending import release_data_set, withdraw_data_set
from meedoenbalie.services.set_messages import overlap_words
from meedoenbalie.services.set_weeks import weeks_of

CollectionArgument = Annotated[
    Path, typer.Argument(metavar="VERZAMELING.duckdb", help=_("Het bestand van de verzameling."))
]

TeamKeyOption = Annotated[
    Path, typer.Option("--to", metavar="programme.pub", help=_("Sleutel van het team."))
]
SetSiteOption = Annotated[
    str | None, typer.Option("--site", metavar="CODE", help=_("Van welk azc de set is."))
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    keys = typer.Typer(name="keys", help=_("Maakt sleutels."), no_args_is_help=True)
    programme_keys.register_keys(keys)
    transferring.register_keys(keys)
    app.add_typer(keys)
    app.command("release", help=_("Maakt een gegevensset voor het programmateam."))(release)
    app.command("withdraw", help=_("Trekt de laatste gegevensset van een azc in."))(withdraw)
    app.command("collect", help=_("Leest gegevenssets in een verzameling."))(collect_files)
    app.command("leave-out", help=_("Laat de set van een azc niet meer meetellen."))(leave_out)
    app.command("figures", help=_("De cijfers per azc en samen."))(show_figures)


def release(
    context: typer.Context,
    store: StoreOption,
    to: TeamKeyOption,
    out: Annotated[Path, typer.Option("--out", metavar="BESTAND", help=_("Waar de set komt."))],
    site: SetSiteOption = None,
    user: UserOption = None,
) -> None:
    """Write the encrypted, signed data set of a site."""
    with opened(context, store, user) as desk:
        sent = release_data_set(desk, to, out, site).result
    show(str(out))
    say(
        _(
            "Gegevensset {number}: {residents} bewoners, {referrals} doorverwijzingen, "
            "{lessons} lessen. Zonder namen. U stuurt het bestand zelf."
        ).format(
            number=sent.number,
            residents=sent.residents,
            referrals=sent.referrals,
            lessons=sent.lessons,
        )
    )


def withdraw(
    context: typer.Context,
    store: StoreOption,
    to: TeamKeyOption,
    out: Annotated[
        Path, typer.Option("--out", metavar="BESTAND", help=_("Waar de intrekking komt."))
    ],
    site: SetSiteOption = None,
    user: UserOption = None,
) -> None:
    """Write the signed word that the last set of a site no longer counts."""
    with opened(context, store, user) as desk:
        sent = withdraw_data_set(desk, to, out, site).result
    show(str(out))
    say(
        _(
            "Ingetrokken: set {number} en alle sets ervoor. U stuurt het bestand zelf. Daarna telt "
            "alleen een nieuwe set."
        ).format(number=sent.number)
    )


def leave_out(
    context: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help=_("Welk azc."))],
    collection: Annotated[
        Path, typer.Option("--in", metavar="VERZAMELING.duckdb", help=_("De verzameling."))
    ],
    again: Annotated[
        bool, typer.Option("--undo", help=_("Laat sets die het team wegliet weer toe."))
    ] = False,
) -> None:
    """Let the set of a site count no more, or let it be read in again."""
    shell = shell_of(context)
    secret = passphrase(shell, _("Wachtzin van het programmateam"))
    if again:
        collecting.let_in_again(collection, secret, shell.clock, code)
        say(_("Weer toegelaten: {site}. Lees het bestand opnieuw in.").format(site=code))
        return
    number = collecting.leave_out(collection, secret, shell.clock, code)
    say(
        _("Weggelaten: set {number} van {site}. Een nieuwere set telt weer mee.").format(
            number=number, site=code
        )
    )


def collect_files(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="BESTAND…", help=_("Gegevenssets."))],
    into: Annotated[
        Path, typer.Option("--into", metavar="VERZAMELING.duckdb", help=_("De verzameling."))
    ],
    key: Annotated[
        Path, typer.Option("--key", metavar="programme.key", help=_("Sleutel van het team."))
    ],
    confirm: Annotated[
        list[str] | None,
        typer.Option(
            "--confirm",
            metavar="VINGERAFDRUK",
            help=_("Nieuwe sleutel van een azc die u met het azc vergeleken hebt."),
        ),
    ] = None,
) -> None:
    """Collect data sets; each wholly or not at all."""
    shell = shell_of(context)
    secret = passphrase(shell, _("Wachtzin van het programmateam"))
    twice: list[Overlap] = []
    results = collect(
        files,
        into,
        key,
        secret,
        overlapping=twice.append,
        confirmed=frozenset(confirm or ()),
        cost=shell.cost,
    )
    for result in results:
        say(f"{result.file}: {arrival(result)}")
    for overlap in twice:
        say(overlap_words(overlap))
    if not all(result.refused for result in results):
        show(str(into))
    if any(result.refused for result in results):
        raise CommandRefused(_("Niet alles is ingelezen. Van een geweigerde set is niets bewaard."))


def show_figures(
    context: typer.Context,
    collection: CollectionArgument,
    publish: Annotated[
        bool,
        typer.Option(
            "--publish",
            help=_("Publiceert: verbergt kleine aantallen, rondt af en onthoudt wat getoond is."),
        ),
    ] = False,
    cure: Annotated[
        Cure | None,
        typer.Option(
            "--cure", help=_("Wat te doen als een eerdere publicatie samen met deze te veel zegt.")
        ),
    ] = None,
    rules: Annotated[
        str | None,
        typer.Option(
            "--rules",
            metavar="REGELS",
            help=_("Regels: cbs, acht of streng. Zonder: die van de vorige publicatie."),
        ),
    ] = None,
    merge: Annotated[
        list[str] | None,
        typer.Option(
            "--merge",
            metavar="CODE+CODE",
            help=_("Neemt twee azc’s samen. Zonder: zoals in de vorige publicatie."),
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="BESTAND.xlsx", help=_("Schrijft ze ook als Excel.")),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Print the figures: exact for the team, or published and registered."""
    shell = shell_of(context)
    secret = passphrase(shell, _("Wachtzin van het programmateam"))
    made = _publish(shell, collection, secret, cure, rules, _pairs(merge)) if publish else None
    found = made.figures if made is not None else figures(collection, secret)
    if out is not None:
        names = {one.code: one.name for one in sites_of(collection, secret)}
        if made is not None:
            write_published(made, names, shell.clock, out)
        else:
            weeks = weeks_of(collection, secret, shell.clock)
            write_internal(found, names, weeks, shell.clock, out)
        say(_("Geschreven: {file}").format(file=out))
    if as_json:
        show_json(_as_json(found, exact=not publish))
        return
    tell_figures(found, show)
    tell_comparisons(found, show, exact=not publish)
    if publish:
        say(_("Niet getoond (–): te weinig mensen, of weggelaten zodat terugrekenen niet kan."))
    else:
        say(_("Echte aantallen, alleen voor het team. Gebruik --publish voor wat naar buiten mag."))


def _pairs(given: list[str] | None) -> list[Pair] | None:
    if given is None:
        return None
    pairs = []
    for words in given:
        codes = sorted(code.strip() for code in words.split(JOIN))
        if len(codes) != 2 or not all(codes) or codes[0] == codes[1]:
            raise typer.BadParameter(_("Schrijf twee codes als DKH+HDW."), param_hint="--merge")
        pairs.append((codes[0], codes[1]))
    if len({code for pair in pairs for code in pair}) < 2 * len(pairs):
        raise typer.BadParameter(_("Een azc kan maar in één paar."), param_hint="--merge")
    return pairs


def _publish(
    shell: Shell,
    collection: Path,
    secret: str,
    cure: Cure | None,
    rules: str | None,
    pairs: list[Pair] | None,
) -> Publication:
    try:
        made = publish_figures(collection, secret, shell.clock, cure, rules, pairs)
    except UnknownRuleSet as error:
        words = _("Deze regels zijn er niet. Kies uit: {names}.").format(
            names=", ".join(error.names)
        )
        raise typer.BadParameter(words, param_hint="--rules") from error
    except StoppedPublication as stopped:
        lines = [*conflict_lines(stopped.conflicts), *remedy_lines(stopped.remedies)]
        raise CommandRefused("\n".join(lines)) from stopped
    words = (
        _("Publicatie {number} is gemaakt en bewaard in de verzameling.")
        if made.new
        else _("Dit is publicatie {number}: er is niets veranderd.")
    )
    say(words.format(number=made.number))
    return made


def _as_json(found: Figures, *, exact: bool) -> dict[str, Any]:
    """Return the figures; an act is called as in ``cohorts --json``."""
    shape = asdict(found)
    shape["comparisons"] = {
        gauge.value: _comparison_as_json(compare(gauge, found.sites, exact=exact))
        for gauge in Gauge
    }
    lists = [shape["cohorts"], *shape["site_cohorts"].values()]
    for row in (row for rows in lists for row in rows):
        row["act"] = civic.regime(Regime(row["act"]))
    return shape


def tell_figures(found: Figures, tell: Callable[[str], None]) -> None:
    """Say the figures as a table: azc's across, measures down, for a narrow terminal."""
    columns = {**found.sites, _("Samen"): found.total}
    rows = [
        [labels.measure(m), *("–" if c[m] is None else c[m] for c in columns.values())]
        for m in MEASURES
    ]
    for line in table_lines([_("Azc"), *columns], rows):
        tell(line)
    if found.cohorts:
        heads = [_("Wet"), _("Cohort"), _("Instroom"), _("Uitstroom"), _("Loopt nog")]
        tell("")
        tell(_("Inburgering, alle azc’s samen"))
        for line in table_lines(heads, [_cohort_row(one) for one in found.cohorts]):
            tell(line)


def tell_comparisons(found: Figures, tell: Callable[[str], None], *, exact: bool) -> None:
    """Say the shares of each azc with their margins, and what may be said of an order."""
    names = {code: code for code in found.sites}
    for gauge in Gauge:
        comparison = compare(gauge, found.sites, exact=exact)
        tell("")
        tell(league.of_referred(gauge))
        rows = [
            [one.site, league.share(one), league.bounds(one) or "–", league.base(one)]
            for one in comparison.shares
        ]
        for line in table_lines([_("Azc"), _("Deel"), _("Marge (95%)"), _("Van")], rows):
            tell(line)
        tell(" ".join(league.order(comparison, names)))


def _comparison_as_json(found: Comparison) -> dict[str, Any]:
    return {
        "carried": found.carried.value,
        "sure": [list(pair) for pair in found.sure],
        "pairs": found.pairs,
        "sites": {one.site: asdict(one.interval) if one.interval else None for one in found.shares},
    }


def _cohort_row(one: CohortCounts) -> list[str]:
    counts = (one.inflow, one.outflow, one.ongoing)
    shown = ("–" if count is None else formats.number(count) for count in counts)
    return [civic.regime(one.regime), str(one.cohort), *shown]
