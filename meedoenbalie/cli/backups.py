"""Making a back-up that is checked, and putting one in the place of a store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from meedoenbalie.cli.moving import SIGNS
from meedoenbalie.cli.shell import (
    JsonOption,
    Shell,
    StoreOption,
    UserOption,
    on_server,
    opened,
    passphrase,
    say,
    shell_of,
    show,
    show_json,
    show_table,
)
from meedoenbalie.clock import Clock
from meedoenbalie.i18n import _, formats, labels, ngettext
from meedoenbalie.services.backing_up import Backup, back_up
from meedoenbalie.services.backup_messages import held
from meedoenbalie.services.restoring import Outcome, preview_at, restore_at, restore_other
from meedoenbalie.services.stores import OnlyInFile, ServerAddress


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("backup", help=_("Maakt een back-up, leest die terug en controleert hem."))(backup)
    app.command("restore", help=_("Zet een back-up terug; de balie van nu wordt eerst bewaard."))(
        restore
    )


def backup(
    context: typer.Context,
    store: StoreOption,
    to: Annotated[
        Path | None, typer.Option("--to", metavar="MAP", help=_("Naar een andere map dan anders."))
    ] = None,
    user: UserOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make a back-up, restore it to a scratch place and check it; print where it lies."""
    with opened(context, store, user, beside=True) as desk:
        made = back_up(desk, to, cost=shell_of(context).cost)
    if as_json:
        show_json(_as_json(made))
        return
    if made.facts.of_server:
        _show_proof(made)
    show(str(made.path))
    say(_("Gecontroleerd: {what}.").format(what=held(made)))


def restore(
    context: typer.Context,
    backup: Annotated[
        Path, typer.Argument(metavar="BACK-UP", help=_("Het bestand dat eindigt op .back-up."))
    ],
    store: StoreOption,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Alleen kijken wat u verliest en wint."))
    ] = False,
    other: Annotated[
        bool, typer.Option("--other", help=_("Ook als het de back-up van een andere balie is."))
    ] = False,
    user: UserOption = None,
    as_json: JsonOption = False,
) -> None:
    """Put a back-up in place; never asks. With ``--dry-run`` nothing is changed."""
    if dry_run and other:
        raise typer.BadParameter(_("--dry-run en --other gaan niet samen."))
    shell = shell_of(context)
    if isinstance(store, ServerAddress):
        if other:
            raise OnlyInFile
        done = _on_server(shell, store, user, backup, dry_run=dry_run)
    else:
        secret = passphrase(shell, _("Wachtzin"))
        act = preview_at if dry_run else restore_other if other else restore_at
        done = act(store, backup, user, secret, shell.clock)
    if as_json:
        show_json(_outcome_as_json(done))
        return
    show_table(
        (_("Soort"), _("Nu"), _("Back-up"), _("Verliest"), _("Wint"), _("Anders")), _rows(done)
    )
    _tell(done, dry_run=dry_run)


def _on_server(
    shell: Shell, store: ServerAddress, user: str | None, backup: Path, *, dry_run: bool
) -> Outcome:
    # A desk in a file doesn't load the driver of a server.
    from meedoenbalie.services import server_restoring

    def act(address: ServerAddress, name: str, password: str, clock: Clock) -> Outcome:
        return server_restoring.restore_at(
            address,
            name,
            password,
            backup,
            lambda: passphrase(shell, _("Wachtwoord, van toen, van wie de back-up maakte")),
            clock,
            dry_run=dry_run,
        )

    return on_server(shell, store, user, act)


def _show_proof(made: Backup) -> None:
    facts = made.facts
    show_table(
        (_("Tabel"), _("Rijen"), _("Controlegetal")),
        [(table, facts.counts[table], told[:SIGNS]) for table, told in facts.contents.items()],
    )
    show(
        _("Journaal: {steps} stappen, hoofd {head}").format(
            steps=facts.step, head=facts.head[:SIGNS]
        )
    )


def _rows(done: Outcome) -> list[list[Any]]:
    return [
        [
            labels.record(one.kind),
            one.now if done.had_present else "?",
            one.then,
            len(one.lost),
            len(one.gained),
            len(one.changed),
        ]
        for one in done.differences
        if one.differs or one.table in {"resident", "offer", "referral"}
    ]


def _tell(done: Outcome, *, dry_run: bool) -> None:
    moment = formats.moment(done.backup.facts.moment)
    if done.steps is not None:
        text = ngettext(
            "Sinds deze back-up is er {n} wijziging.",
            "Sinds deze back-up zijn er {n} wijzigingen.",
            done.steps,
        )
        say(text.format(n=done.steps))
    if done.forgotten:
        text = ngettext(
            "{n} bewoner is sindsdien gewist en blijft gewist.",
            "{n} bewoners zijn sindsdien gewist en blijven gewist.",
            done.forgotten,
        )
        say(text.format(n=done.forgotten))
    if dry_run:
        say(_("Er is niets veranderd."))
        return
    say(_("Teruggezet: de balie zoals die was op {moment}.").format(moment=moment))
    if done.kept is not None:
        say(_("De balie van daarvoor is bewaard in {file}.").format(file=done.kept))


def _as_json(made: Backup) -> dict[str, Any]:
    facts = made.facts
    return {
        "file": str(made.path),
        "moment": facts.moment.isoformat(),
        "proved_at": made.proved_at.isoformat() if made.proved_at else None,
        "steps": facts.step,
        "head": facts.head,
        "counts": dict(facts.counts),
        **({"hashes": dict(facts.contents)} if facts.of_server else {}),
    }


def _outcome_as_json(done: Outcome) -> dict[str, Any]:
    return {
        "backup": _as_json(done.backup),
        "had_present": done.had_present,
        "steps_since": done.steps,
        "forgotten": done.forgotten,
        "kept": str(done.kept) if done.kept else None,
        "differences": [
            {
                "table": one.table,
                "now": one.now if done.had_present else None,
                "then": one.then,
                "lost": list(one.lost),
                "gained": list(one.gained),
                "changed": list(one.changed),
            }
            for one in done.differences
        ],
    }
