"""The results on the terms of an offer as sentences: reading, the VOG, costs, and company."""

from __future__ import annotations

from meedoenbalie.domain.matching.changes import CertificateReady, LiteracyKnown, LiteracyReached
from meedoenbalie.domain.matching.facts import (
    CertificateFacts,
    CompanyFacts,
    CostFacts,
    LiteracyFacts,
    Verdict,
)
from meedoenbalie.domain.offer_terms import CertificateState
from meedoenbalie.domain.people import Company, Literacy
from meedoenbalie.i18n import _, formats, labels, offer_terms

TermFacts = LiteracyFacts | CertificateFacts | CostFacts | CompanyFacts
"""What a sentence here is about."""


def term_reason(facts: TermFacts, verdict: Verdict, name: str) -> str:
    """Return a result on one of the terms as a sentence about somebody called ``name``."""
    match facts:
        case LiteracyFacts():
            return _literacy(facts, verdict, name)
        case CertificateFacts():
            return _certificate(facts, verdict)
        case CostFacts():
            return _cost(facts)
        case CompanyFacts():
            return _company(facts, name)


def literacy_question(change: LiteracyKnown | LiteracyReached, name: str) -> str:
    """Return the question whether somebody reads well enough, or learns it first."""
    ours = change.least is Literacy.LITERATE
    if isinstance(change, LiteracyKnown):
        if ours:
            return _("Leest en schrijft {name} ons schrift?").format(name=name)
        return _("Leest en schrijft {name} een schrift, welk ook?").format(name=name)
    if ours:
        return _("Leert {name} eerst ons schrift lezen en schrijven?").format(name=name)
    return _("Leert {name} eerst lezen en schrijven?").format(name=name)


def certificate_question(change: CertificateReady) -> str:
    """Return the question whether the VOG is there in time, or one can begin later."""
    by = formats.day(change.by)
    if change.later is None:
        return _("Is de VOG er vóór de start op {day}?").format(day=by)
    return _("Is de VOG er vóór de start op {day}, of kan het op {later}?").format(
        day=by, later=formats.day(change.later)
    )


def _literacy(facts: LiteracyFacts, verdict: Verdict, name: str) -> str:
    if facts.needed is None:
        return _("Niet bekend of lezen en schrijven nodig is")
    if facts.needed is Literacy.ILLITERATE:
        return _("Lezen en schrijven is niet nodig")
    asked = offer_terms.literacy_needed(facts.needed)
    if facts.level is not None:
        return _("Vraagt {asked}. Dat hoort bij Nederlands {level}").format(
            asked=asked, level=labels.level(facts.level)
        )
    if facts.literacy is None:
        return _("Vraagt {asked}. Dat is {name} nog niet gevraagd").format(asked=asked, name=name)
    if verdict is Verdict.FITS:
        return _("Lezen en schrijven past")
    return _("Vraagt {asked}. {name} {literacy}").format(
        asked=asked, name=name, literacy=labels.literacy(facts.literacy)
    )


def _certificate(facts: CertificateFacts, verdict: Verdict) -> str:
    if facts.needed is None:
        return _("Niet bekend of een VOG nodig is")
    if not facts.needed:
        return _("Een VOG is niet nodig")
    if facts.holds:
        return _("De VOG is geregeld")
    words = _("Een VOG is nodig")
    if facts.state is CertificateState.READY and facts.until is not None:
        words = _("De VOG geldt tot en met {day}, dat is vóór de start").format(
            day=formats.day(facts.until)
        )
    elif facts.state is not None:
        words = _("Een VOG is nodig: {state}").format(
            state=offer_terms.certificate_state(facts.state)
        )
    if facts.applicant is not None:
        words = _("{words}. Aanvragen doet {who}").format(
            words=words, who=offer_terms.applicant(facts.applicant)
        )
    ready = formats.day(facts.ready)
    if verdict is Verdict.FITS:
        if facts.on is None:
            return _("{words}. Wie nu aanvraagt, kan beginnen rond {ready}").format(
                words=words, ready=ready
            )
        return _("{words}. Dat kan nog vóór de start").format(words=words)
    return _("{words}. Nu aangevraagd is die er rond {ready}, na de start").format(
        words=words, ready=ready
    )


def _cost(facts: CostFacts) -> str:
    if facts.cents == 0:
        return _("Gratis")
    amount = "" if facts.cents is None else formats.money(facts.cents)
    if facts.payer is None:
        if not amount:
            return _("Kosten niet bekend, vraag het de aanbieder")
        return _("Kost {amount}. Vraag wie dat betaalt").format(amount=amount)
    who = offer_terms.cost_payer(facts.payer)
    if not amount:
        return _("Kosten betaalt {who}").format(who=who)
    return _("Kost {amount}, dat betaalt {who}").format(amount=amount, who=who)


def _company(facts: CompanyFacts, name: str) -> str:
    size = offer_terms.group(facts.group_from, facts.group_to)
    if not size:
        return _("Niet bekend of het alleen of in een groep is")
    words = size[:1].upper() + size[1:]
    if facts.suits is None or facts.wanted is None:
        return words
    if facts.suits:
        return _("{group}, zoals {name} graag wil").format(group=words, name=name)
    if facts.wanted is Company.ALONE:
        return _("{group}, {name} doet liever alleen mee").format(group=words, name=name)
    return _("{group}, {name} doet liever samen mee").format(group=words, name=name)
