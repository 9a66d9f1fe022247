"""The words of civic integration as codes; official Dutch terms stay Dutch."""

from __future__ import annotations

from enum import StrEnum


class Regime(StrEnum):
    """The act under which the duty falls, by the day on which it arose."""

    WI2013 = "wi2013"
    WI2021 = "wi2021"


class CivicGroup(StrEnum):
    """Why somebody may stay, as far as the duty asks: asylum, family, or something else."""

    ASYLUM = "asielstatushouder"
    FAMILY = "gezinsmigrant"
    OTHER = "overig"


class Leerroute(StrEnum):
    """The route of the Wi2021: B1, education, or self-reliance (*zelfredzaamheid*)."""

    B1 = "b1"
    ONDERWIJS = "onderwijs"
    Z = "z"


class Part(StrEnum):
    """A part of the programme besides the level of Dutch.

    Declaration of participation, module on work and taking part, knowledge of Dutch society, and
    orientation on the labour market (Wi2013).
    """

    PVT = "pvt"
    MAP = "map"
    KNM = "knm"
    ONA = "ona"


class Ending(StrEnum):
    """How the duty ended or was suspended, as DUO decided it."""

    VOLDAAN = "voldaan"
    ONTHEFFING = "ontheffing"
    VRIJSTELLING = "vrijstelling"
    TIJDELIJKE_VRIJSTELLING = "tijdelijke_vrijstelling"
    AANTOONBARE_INSPANNING = "aantoonbare_inspanning"
    OVERLEDEN = "overleden"
    VERTROKKEN = "vertrokken"
    NEDERLANDER = "nederlander"
    ONTERECHT_OPGELEGD = "onterecht_opgelegd"


class Purpose(StrEnum):
    """Why the desk records civic integration of somebody: without a reason it does not."""

    GUIDANCE = "guidance"
    COMBINING = "combining"
    RULING = "ruling"


class Effect(StrEnum):
    """What an ending does to the duty."""

    ENDED = "ended"
    SUSPENDED = "suspended"


class Reason(StrEnum):
    """A reason of outflow as the national figures name them; ``OTHER`` is the rest of them."""

    MET = "met"
    EXEMPT = "exempt"
    DISPENSED = "dispensed"
    OTHER = "other"


class State(StrEnum):
    """Where the duty stands."""

    ONGOING = "ongoing"
    SUSPENDED = "suspended"
    ENDED = "ended"
    NOT_OBLIGED = "not_obliged"


class Fact(StrEnum):
    """Something that has to be asked before a rule can say more."""

    DUTY_FROM = "duty_from"
    GROUP = "civic_group"
    TURKISH_WITH_MVV = "turkish_with_mvv"
    ROUTE = "route"
    LEVEL = "level_reached"
    ENDING = "ending"
    ENDED_ON = "ended_on"
    SUSPENDED_UNTIL = "suspended_until"
    EXTENDED_UNTIL = "extended_until"
