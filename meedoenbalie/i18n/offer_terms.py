"""The terms of an offer in words: papers, costs, forms and groups."""

from __future__ import annotations

from meedoenbalie.domain.offer_terms import Applicant, CertificateState, CostPayer, OfferForm
from meedoenbalie.domain.people import Literacy
from meedoenbalie.i18n import _, pgettext


def applicant(value: Applicant) -> str:
    """Who applies for a paper."""
    return {
        Applicant.PROVIDER: _("de aanbieder"),
        Applicant.DESK: _("de balie"),
        Applicant.PARTICIPANT: _("de jongere zelf"),
    }[value]


def certificate_state(value: CertificateState) -> str:
    """How far the provider says to be with the VOG."""
    return {
        CertificateState.READY: _("geregeld"),
        CertificateState.REQUESTED: _("aangevraagd"),
        CertificateState.NOT_YET: _("nog niet aangevraagd"),
    }[value]


def cost_payer(value: CostPayer) -> str:
    """Who pays what taking part costs."""
    return {
        CostPayer.PARTICIPANT: _("de jongere zelf"),
        CostPayer.PROVIDER: _("de aanbieder"),
        CostPayer.MUNICIPALITY: _("de gemeente"),
        CostPayer.COA: _("het COA"),
        CostPayer.FUND: _("een fonds"),
    }[value]


def form(value: OfferForm) -> str:
    """In which form an offer is given."""
    return {
        OfferForm.DAY: pgettext("form of an offer", "overdag"),
        OfferForm.EVENING: pgettext("form of an offer", "avond"),
        OfferForm.WEEKEND: pgettext("form of an offer", "weekend"),
        OfferForm.ONLINE: pgettext("form of an offer", "online"),
        OfferForm.BLENDED: _("deels online"),
        OfferForm.WORK_FLOOR: _("op de werkvloer"),
        OfferForm.LANGUAGE_CAFE: _("taalcafé"),
        OfferForm.BUDDY: _("maatje"),
    }[value]


def literacy_needed(value: Literacy) -> str:
    """The least reading and writing that an offer asks."""
    return {
        Literacy.ILLITERATE: _("lezen en schrijven is niet nodig"),
        Literacy.OTHER_SCRIPT: _("lezen en schrijven, in welk schrift ook"),
        Literacy.LITERATE: _("lezen en schrijven in ons schrift"),
    }[value]


def group(lowest: int | None, highest: int | None) -> str:
    """With how many one takes part; empty when nobody said so."""
    if lowest == 1 and highest == 1:
        return _("alleen, zonder groep")
    if lowest is not None and highest is not None:
        if lowest == highest:
            return _("groep van {n}").format(n=lowest)
        return _("groep van {lowest} tot {highest}").format(lowest=lowest, highest=highest)
    if highest is not None:
        return _("groep van hoogstens {n}").format(n=highest)
    return _("groep van minstens {n}").format(n=lowest) if lowest is not None else ""
