"""Matching one resident: which offers fit and why, and which make one week together."""

from __future__ import annotations

from typing import Annotated

import typer

from meedoenbalie.cli.shell import (
    JsonOption,
    StoreOption,
    UserOption,
    opened,
    say,
    show,
    show_json,
)
from meedoenbalie.domain.matching.explain import Match
from meedoenbalie.domain.matching.facts import Verdict
from meedoenbalie.domain.matching.score import Fit
from meedoenbalie.domain.matching.weekplan import WeekPlan
from meedoenbalie.i18n import _, formats
from meedoenbalie.services import matching_text
from meedoenbalie.services.matching import MatchList, as_json, matches_for
from meedoenbalie.services.registration import resident_by_reference

MOST_OFFERS = 5
MOST_PLANS = 3
_SIGNS = {Verdict.FITS: "+", Verdict.UNKNOWN: "?", Verdict.FITS_NOT: "-"}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("match", help=_("Toont welk aanbod bij een bewoner past, en waarom."))(match)


def match(
    context: typer.Context,
    resident: Annotated[
        str, typer.Argument(metavar="BEWONER", help=_("Nummer van de bewoner, zoals RTW-0007."))
    ],
    store: StoreOption,
    user: UserOption = None,
    json: JsonOption = False,
) -> None:
    """Match a resident with every offer."""
    with opened(context, store, user, beside=True) as desk:
        person = resident_by_reference(desk, resident)
        found = matches_for(desk, person.id)
    if json:
        show_json(as_json(found))
    else:
        tell(found)


def tell(found: MatchList) -> None:
    """Print the best offers with their reasons, and the best week plans."""
    name = matching_text.called(found.resident)
    fitting, nearly = found.of(Fit.FITS), found.of(Fit.FITS_IF)
    for one in (*fitting, *nearly)[:MOST_OFFERS]:
        _tell_offer(one, name)
    for number, plan in enumerate(found.plans.plans[:MOST_PLANS], start=1):
        _tell_plan(number, plan)
    say(
        _("{name}: {fits} past, {nearly} past als er iets verandert, {total} bekeken.").format(
            name=found.resident.reference,
            fits=len(fitting),
            nearly=len(nearly),
            total=len(found.matches),
        )
    )


def _tell_offer(found: Match, name: str) -> None:
    verdict = {Fit.FITS: _("past"), Fit.FITS_IF: _("past als…"), Fit.FITS_NOT: _("past niet")}
    show(f"{found.offer.code} {found.offer.title} · {verdict[found.fit]}")
    for result in found.judgement:
        show(f"  {_SIGNS[result.verdict]} {matching_text.reason(result, name)}")
    for question in matching_text.changes(found.changes, name):
        show(f"  > {question}")


def _tell_plan(number: int, plan: WeekPlan) -> None:
    show(
        _("Weekplan {number}: {offers}").format(
            number=number, offers=" + ".join(offer.title for offer in plan.offers)
        )
    )
    times = formats.slots(tuple(slot for part in plan.parts for slot in part.slots))
    hours = formats.duration(plan.load.total)
    show(f"  {times or _('tijden nog af te spreken')} · {hours} {_('per week')}")
