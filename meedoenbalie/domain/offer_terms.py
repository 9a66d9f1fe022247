"""The terms of an offer: who applies for a paper, who pays, and in which form it is given."""

from __future__ import annotations

from enum import StrEnum


class Applicant(StrEnum):
    """Who applies for a verklaring vrijwilligerswerk or a VOG."""

    PROVIDER = "aanbieder"
    DESK = "balie"
    PARTICIPANT = "deelnemer"


class CertificateState(StrEnum):
    """How far the provider says to be with the VOG for this work."""

    READY = "geregeld"
    REQUESTED = "aangevraagd"
    NOT_YET = "nog_niet"


class CostPayer(StrEnum):
    """Who pays what taking part costs."""

    PARTICIPANT = "deelnemer"
    PROVIDER = "aanbieder"
    MUNICIPALITY = "gemeente"
    COA = "coa"
    FUND = "fonds"


class OfferForm(StrEnum):
    """In which form an offer is given; several may hold."""

    DAY = "day"
    EVENING = "evening"
    WEEKEND = "weekend"
    ONLINE = "online"
    BLENDED = "blended"
    WORK_FLOOR = "work_floor"
    LANGUAGE_CAFE = "language_cafe"
    BUDDY = "buddy"
