"""What every command needs: the clock, the passphrase, an opened desk, and where output goes."""

from __future__ import annotations

import getpass
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from meedoenbalie.clock import Clock
from meedoenbalie.i18n import _
from meedoenbalie.services.backup_messages import recovered
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.messages import explain
from meedoenbalie.services.stores import (
    BadAddress,
    KdfCost,
    PasswordNeeded,
    Place,
    ServerAddress,
    open_store,
    place_of,
    users_of,
)

T = TypeVar("T")

PASSPHRASE_VARIABLE = "MEEDOENBALIE_PASSPHRASE_FILE"  # noqa: S105  (the name of a variable)
USER_VARIABLE = "MEEDOENBALIE_USER"


class CommandRefused(Exception):
    """A command can't be done; the message says why, in the user's words."""


@dataclass(frozen=True, slots=True)
class Shell:
    """What a command gets from outside.

    ``ask`` asks for a secret; ``cost`` is what a new key slot costs, None: what fits this machine.
    """

    clock: Clock
    ask: Callable[[str], str]
    cost: KdfCost | None = None


def shell_of(context: typer.Context) -> Shell:
    """Return the shell that ``run`` gave to this command."""
    shell = context.find_object(Shell)
    if shell is None:
        raise LookupError("a command runs through meedoenbalie.cli.app.run")
    return shell


def from_file() -> bool:
    """Tell whether the passphrase comes from a file, so that nobody is asked."""
    return bool(os.environ.get(PASSPHRASE_VARIABLE))


def passphrase(shell: Shell, question: str) -> str:
    """Return the passphrase from the file that the environment names, or else ask for it.

    One line end at the end of the file doesn't count. Raises CommandRefused and OSError.
    """
    if not from_file():
        return shell.ask(question)
    name = os.environ[PASSPHRASE_VARIABLE]
    try:
        return Path(name).read_text(encoding="utf-8-sig").removesuffix("\n")
    except UnicodeDecodeError as error:
        raise CommandRefused(
            _("Het bestand met de wachtzin is geen UTF-8: {name}").format(name=name)
        ) from error


def ask_hidden(question: str) -> str:
    """Ask for a secret on the terminal, without showing it. Raises CommandRefused without one."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise CommandRefused(
            _(
                "Hier kan niemand de wachtzin typen. "
                "Zet hem in een bestand en noem dat bestand in {variable}."
            ).format(variable=PASSPHRASE_VARIABLE)
        )
    return getpass.getpass(f"{question}: ", stream=sys.stderr)


@contextmanager
def opened(
    context: typer.Context, store: Place, user: str | None, *, beside: bool = False
) -> Iterator[Desk]:
    """Open a store for one command and close it afterwards. Raises what ``open_store`` raises.

    ``beside`` is for commands that change no records: they may run while a window is open.
    """
    shell = shell_of(context)
    desk = (
        on_server(shell, store, user, open_store)
        if isinstance(store, ServerAddress)
        else _from_file(shell, store, user, beside=beside)
    )
    with desk.database:
        if desk.database.recovered:
            say(recovered())
        yield desk


def on_server(shell: Shell, address: ServerAddress, user: str | None, act: Callable[..., T]) -> T:
    """Open or make a store on a server; ask for a password only when the server does.

    ``act`` takes the address, the user, the password and the clock. Raises what it raises.
    """
    name = user or address.user
    if not name:
        raise CommandRefused(
            _("Noem uw gebruiker van de server: in het adres (…://naam@server/…), of met --user.")
        )
    question = _("Wachtwoord van {name} op {server}").format(name=name, server=address.host)
    if from_file():
        return act(address, name, passphrase(shell, question), shell.clock)
    try:
        return act(address, name, "", shell.clock)
    except PasswordNeeded:
        return act(address, name, shell.ask(question), shell.clock)


def _from_file(shell: Shell, store: Path, user: str | None, *, beside: bool) -> Desk:
    names = users_of(store)
    if user and user not in names:
        # Their names stand readable in the file with the key slots, so this tells nobody more.
        raise CommandRefused(
            _("Niemand die ‘{name}’ heet kan deze balie openen. Wel: {names}").format(
                name=user, names=", ".join(names)
            )
        )
    if not user and len(names) > 1:
        raise CommandRefused(
            _("Deze balie heeft meer gebruikers. Noem er een met --user: {names}").format(
                names=", ".join(names)
            )
        )
    question = _("Wachtzin van {name}").format(name=user or ", ".join(names))
    secret = passphrase(shell, question)
    return open_store(store, user or None, secret, shell.clock, beside=beside)


def say(text: str) -> None:
    """Say something to a person: on stderr, so that results stay clean."""
    typer.echo(text, err=True)


def show(text: str) -> None:
    """Print a result."""
    typer.echo(text)


def show_json(value: object) -> None:
    """Print a result for scripts."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=1))


def show_table(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Print lines with aligned columns under their heads; nothing when there are no rows."""
    for line in table_lines(heads, rows):
        show(line)


def table_lines(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[str]:
    """Return lines with aligned columns under their heads; none when there are no rows."""
    cells = [[str(cell) for cell in row] for row in rows]
    if not cells:
        return []
    widths = [max(map(len, column)) for column in zip(heads, *cells, strict=True)]
    return [
        "  ".join(c.ljust(width) for c, width in zip(line, widths, strict=True)).rstrip()
        for line in (heads, *cells)
    ]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(
            _("‘{text}’ is geen datum. Schrijf hem als 2026-03-02.").format(text=text)
        ) from error


def day_option(name: str, text: str) -> Any:
    """Return an option that takes an ISO date."""
    return typer.Option(name, help=text, parser=_day, metavar="JJJJ-MM-DD")


def place(text: str) -> Place:
    """Return where a store is. Raises CommandRefused for an address that is no good."""
    try:
        return place_of(text)
    except BadAddress as error:
        raise CommandRefused(explain(error) or text) from error


StoreArgument = typer.Argument(
    metavar="BALIE",
    parser=place,
    help=_("Waar de balie komt: een bestand, bijvoorbeeld balie.db, of het adres van een server."),
)
_STORE = typer.Option(
    "--store",
    metavar="BALIE",
    parser=place,
    help=_("Het bestand van de balie, of het adres van een server."),
)
# To Typer a place is whatever the parser makes of it: it takes no unions.
StoreOption = Annotated[Any, _STORE]
OptionalStore = Annotated[Any | None, _STORE]
UserOption = Annotated[
    str | None,
    typer.Option(
        "--user",
        envvar=USER_VARIABLE,
        metavar="NAAM",
        help=_("Wie u bent; alleen nodig als de balie meer gebruikers heeft."),
    ),
]
SiteOption = Annotated[
    str | None,
    typer.Option("--site", metavar="CODE", help=_("Welk azc; anders alle in deze balie.")),
]
JsonOption = Annotated[bool, typer.Option("--json", help=_("Uitvoer voor programma's, in JSON."))]
