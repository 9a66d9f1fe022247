"""Words for civic integration; official terms stay as they are."""

from __future__ import annotations

from meedoenbalie.domain.civic_integration.codes import (
    CivicGroup,
    Ending,
    Fact,
    Leerroute,
    Part,
    Purpose,
    Reason,
    Regime,
    State,
)
from meedoenbalie.i18n import _


def regime(value: Regime) -> str:
    """The act, as everybody calls it."""
    return {Regime.WI2013: "Wi2013", Regime.WI2021: "Wi2021"}[value]


def group(value: CivicGroup) -> str:
    """Why somebody may stay, as far as the duty asks."""
    return {
        CivicGroup.ASYLUM: _("asielstatushouder (of familie daarvan)"),
        CivicGroup.FAMILY: _("gezinsmigrant"),
        CivicGroup.OTHER: _("overige migrant"),
    }[value]


def route(value: Leerroute) -> str:
    """The route of the Wi2021."""
    return {
        Leerroute.B1: _("B1-route"),
        Leerroute.ONDERWIJS: _("onderwijsroute"),
        Leerroute.Z: _("Z-route (zelfredzaamheid)"),
    }[value]


def part(value: Part) -> str:
    """A part of the programme besides the level of Dutch."""
    return {
        Part.PVT: _("PVT: participatieverklaring"),
        Part.MAP: _("MAP: arbeidsmarkt en participatie"),
        Part.KNM: _("KNM: kennis van de Nederlandse maatschappij"),
        Part.ONA: _("ONA: oriëntatie op de arbeidsmarkt"),
    }[value]


def ending(value: Ending) -> str:
    """How the duty ended or was suspended."""
    return {
        Ending.VOLDAAN: _("voldaan"),
        Ending.ONTHEFFING: _("ontheffing"),
        Ending.VRIJSTELLING: _("vrijstelling"),
        Ending.TIJDELIJKE_VRIJSTELLING: _("tijdelijke vrijstelling"),
        Ending.AANTOONBARE_INSPANNING: _("ontheffing om inspanning"),
        Ending.OVERLEDEN: _("overleden"),
        Ending.VERTROKKEN: _("vertrokken uit Nederland"),
        Ending.NEDERLANDER: _("Nederlander geworden"),
        Ending.ONTERECHT_OPGELEGD: _("onterecht opgelegd"),
    }[value]


def purpose(value: Purpose) -> str:
    """Why the desk records civic integration of somebody."""
    return {
        Purpose.GUIDANCE: _("samen bijhouden wat er nog moet"),
        Purpose.COMBINING: _("taalles en meedoen combineren"),
        Purpose.RULING: _("vertellen over een uitspraak"),
    }[value]


def reason(value: Reason) -> str:
    """A reason of outflow, as the national figures name them."""
    return {
        Reason.MET: _("voldaan"),
        Reason.EXEMPT: _("(tijdelijk) vrijgesteld"),
        Reason.DISPENSED: _("ontheven"),
        Reason.OTHER: _("overig"),
    }[value]


def state(value: State) -> str:
    """Where the duty stands."""
    return {
        State.ONGOING: _("plicht loopt"),
        State.SUSPENDED: _("plicht staat stil"),
        State.ENDED: _("plicht is geëindigd"),
        State.NOT_OBLIGED: _("geen plicht"),
    }[value]


def fact(value: Fact) -> str:
    """Something that has to be asked, as it is called in the form."""
    return {
        Fact.DUTY_FROM: _("Plicht sinds"),
        Fact.GROUP: _("Groep"),
        Fact.TURKISH_WITH_MVV: _("Turkse nationaliteit en met mvv gekomen"),
        Fact.ROUTE: _("Leerroute"),
        Fact.LEVEL: _("Niveau gehaald"),
        Fact.ENDING: _("Hoe de plicht eindigde"),
        Fact.ENDED_ON: _("Geëindigd op"),
        Fact.SUSPENDED_UNTIL: _("Vrijgesteld tot en met"),
        Fact.EXTENDED_UNTIL: _("Termijn verlengd tot en met"),
    }[value]
