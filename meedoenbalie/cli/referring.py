"""Referring a resident to an offer, and recording what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Annotated, TypeVar

import typer

from meedoenbalie.cli.shell import (
    StoreOption,
    UserOption,
    day_option,
    opened,
    say,
    show,
)
from meedoenbalie.domain.names import fold
from meedoenbalie.domain.referrals import (
    ENDED_WITHOUT_SUCCESS,
    EventKind,
    Outcome,
    Reason,
)
from meedoenbalie.i18n import _, labels
from meedoenbalie.services import catalogue, referring, registration

E = TypeVar("E", bound=StrEnum)

ConsentOption = Annotated[
    date | None,
    day_option("--consent-on", _("Dag van de toestemming om gegevens te delen.")),
]
ReceiverOption = Annotated[
    str,
    typer.Option(
        "--receiver", metavar="NAAM", help=_("Wie bij de aanbieder de doorverwijzing krijgt.")
    ),
]
GuardianOption = Annotated[
    date | None,
    day_option("--guardian-on", _("Dag waarop ouder of voogd akkoord gaf; nodig onder de 16.")),
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(
        "refer",
        help=_(
            "Zet een doorverwijzing klaar. Met toestemming en ontvanger is die meteen verstuurd."
        ),
    )(refer)
    app.command("event", help=_("Legt vast wat er met een doorverwijzing gebeurde."))(event)


def refer(
    context: typer.Context,
    resident: Annotated[
        str, typer.Argument(metavar="BEWONER", help=_("Nummer van de bewoner, zoals RTW-0007."))
    ],
    offer: Annotated[str, typer.Argument(metavar="AANBOD", help=_("Code van het aanbod."))],
    store: StoreOption,
    consent_on: ConsentOption = None,
    receiver: ReceiverOption = "",
    guardian_on: GuardianOption = None,
    user: UserOption = None,
) -> None:
    """Put a referral ready, and send it when consent or a receiver is given: both, or nothing."""
    with opened(context, store, user) as desk:
        person = registration.resident_by_reference(desk, resident)
        wanted = catalogue.offer_by_code(desk, offer)
        with desk.together("prepare_referral") as joined:
            prepared = referring.prepare_referral(joined, person.id, wanted.id).result
            if consent_on is not None or receiver:
                referring.record_event(
                    joined,
                    prepared.referral.id,
                    EventKind.SENT,
                    consent_on=consent_on,
                    guardian_agreed_on=guardian_on,
                    receiver=receiver,
                )
        show(prepared.referral.reference)
        if prepared.second_open:
            say(_("Let op: er loopt al een doorverwijzing van deze bewoner naar dit aanbod."))


def event(
    context: typer.Context,
    referral: Annotated[
        str, typer.Argument(metavar="DOORVERWIJZING", help=_("Nummer, zoals D0019."))
    ],
    kind: Annotated[
        str,
        typer.Argument(
            metavar="GEBEURTENIS",
            help=_("Wat er gebeurde: een code (accepted) of een woord (Aangenomen)."),
        ),
    ],
    store: StoreOption,
    on: Annotated[
        date | None, day_option("--on", _("Dag waarop het gebeurde; anders vandaag."))
    ] = None,
    by: Annotated[str, typer.Option("--by", metavar="NAAM", help=_("Wie het meldde."))] = "",
    channel: Annotated[
        str, typer.Option("--channel", metavar="TEKST", help=_("Hoe het gemeld is."))
    ] = "",
    consent_on: ConsentOption = None,
    guardian_on: GuardianOption = None,
    receiver: ReceiverOption = "",
    reason: Annotated[
        str, typer.Option("--reason", metavar="REDEN", help=_("Waarom het ophield: code of woord."))
    ] = "",
    outcome: Annotated[
        str, typer.Option("--outcome", metavar="UITKOMST", help=_("Is het doel bereikt?"))
    ] = "",
    told_on: Annotated[
        date | None,
        day_option("--told-on", _("Dag waarop de jongere de uitkomst hoorde.")),
    ] = None,
    note: Annotated[str, typer.Option("--note", metavar="TEKST", help=_("Toelichting."))] = "",
    user: UserOption = None,
) -> None:
    """Record one step of a referral."""
    step = _coded(EventKind, (labels.event, _state_short, labels.event_button), kind, "GEBEURTENIS")
    why = _coded(Reason, (labels.reason,), reason, "--reason") if reason else None
    result = _coded(Outcome, (labels.outcome,), outcome, "--outcome") if outcome else None
    with opened(context, store, user) as desk:
        found = referring.referral_by_reference(desk, referral)
        recorded = referring.record_event(
            desk,
            found.id,
            step,
            happened_on=on,
            reported_by=by,
            channel=channel,
            consent_on=consent_on,
            guardian_agreed_on=guardian_on,
            receiver=receiver,
            reason=why,
            outcome=result,
            told_on=told_on,
            note=note,
        ).result
    show(f"{found.reference} {labels.event(recorded.kind)}")
    if step.state in ENDED_WITHOUT_SUCCESS and why is None:
        say(_("Let op: er is geen reden vastgelegd. Noem de reden met --reason."))


def _state_short(kind: EventKind) -> str:
    return labels.event(kind) if kind.state is None else labels.state_short(kind.state)


def _coded(codes: type[E], words: tuple[Callable[[E], str], ...], text: str, where: str) -> E:
    """Return the value that a code or a word for it stands for. Raises typer.BadParameter."""
    wanted = fold(text.strip())
    for code in codes:
        if wanted in {fold(code.value), *(fold(word(code)) for word in words)}:
            return code
    raise typer.BadParameter(
        _("‘{text}’ is niet bekend. Kies uit: {choices}").format(
            text=text, choices=", ".join(codes)
        ),
        param_hint=where,
    )
