"""The commands together, and what becomes of an error: a sentence and an exit code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from meedoenbalie import __version__, log
from meedoenbalie.cli import (
    allocating,
    backups,
    cohorts,
    demo,
    duplicates,
    editions,
    erasing,
    exporting,
    importing,
    informing,
    listing,
    matching,
    moving,
    programme,
    proving,
    referring,
    reporting,
    set_weeks,
    stores,
    transferring,
    trust,
    weeks,
)
from meedoenbalie.cli.shell import CommandRefused, Shell, say
from meedoenbalie.i18n import _
from meedoenbalie.services.messages import explain

PROGRAM = "meedoenbalie"
WRONG_USE = 2


def command_line() -> typer.Typer:
    """Return the command line with all its commands."""
    app = typer.Typer(
        name=PROGRAM,
        help=_("Meedoenbalie op de opdrachtregel. Zonder opdracht opent het venster."),
        add_completion=False,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["--help", "-h"]},
    )
    app.callback()(_before_commands)
    for module in (
        *(stores, demo, importing, exporting, listing, matching),
        *(informing, weeks, referring, reporting, programme, set_weeks, duplicates, allocating),
        *(trust, proving, backups, erasing, cohorts, editions, transferring, moving),
    ):
        module.register(app)
    return app


def _before_commands(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            help=_("Zegt welke versie dit is."),
            is_eager=True,
            callback=lambda asked: _tell_version(asked=asked),
        ),
    ] = False,
) -> None:
    """Take what stands before a command."""


def _tell_version(*, asked: bool) -> None:
    if asked:
        typer.echo(f"Meedoenbalie {__version__}")
        raise typer.Exit


def run(arguments: Sequence[str], shell: Shell) -> int:
    """Do what the arguments say and return the exit code: 0 done, 1 refused, 2 wrong use."""
    try:
        command_line()(list(arguments), obj=shell, prog_name=PROGRAM)
    except SystemExit as done:
        # Typer has more codes: one for Ctrl+C, for instance.
        return done.code if done.code in {0, WRONG_USE} else 1
    except Exception as error:  # noqa: BLE001  (whatever it is becomes a sentence)
        message = str(error) if isinstance(error, CommandRefused) else explain(error)
        if message is None:
            message = _("Er ging iets mis dat niet mocht gebeuren. Er is niets half opgeslagen.")
            file = log.unexpected(error)
            if file is not None:
                message += " " + _("Waar het misging staat in {file}.").format(file=file)
        say(message)
        return 1
    return 0
