"""What goes along: each field with an example from this set and what it is for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from meedoenbalie.domain.civic_integration.codes import CivicGroup, Regime
from meedoenbalie.domain.civic_integration.codes import Reason as Ended
from meedoenbalie.domain.data_sets import CODEBOOK
from meedoenbalie.domain.offers import OfferKind
from meedoenbalie.domain.people import ResidencePhase
from meedoenbalie.domain.referrals import EventKind, Outcome, Reason
from meedoenbalie.i18n import _, civic, formats, labels, language, ngettext
from meedoenbalie.services.sending import DataSetPreview


@dataclass(frozen=True, slots=True)
class Going:
    """One line of the table."""

    name: str
    example: str
    purpose: str


def going(preview: DataSetPreview) -> list[Going]:
    """Return the lines: a field that several tables have stands there once."""
    dutch = language() == "nl"
    purposes: dict[str, dict[str, None]] = {}
    examples: dict[str, str] = {}
    for field in CODEBOOK:
        if field.table == "lessons":
            continue
        purpose = field.purpose_nl if dutch else field.purpose_en
        purposes.setdefault(field.name, {})[purpose] = None
        value = str(preview.examples.get(field.table, {}).get(field.name, ""))
        if value and field.name not in examples:
            examples[field.name] = _example(field.name, value)
    lines = [
        Going(_field_name(name), examples.get(name, _("leeg in dit voorbeeld")), ", ".join(why))
        for name, why in purposes.items()
    ]
    count = preview.counts["lessons"]
    lessons = ngettext("{n}, gepubliceerd", "{n}, gepubliceerd", count).format(n=count)
    return [*lines, Going(_("Geleerde lessen"), lessons, _("handreiking"))]


def _example(name: str, value: str) -> str:
    show: dict[str, Callable[[str], str]] = {
        "pseudonym": _begin_of,
        "referral": _begin_of,
        "language": formats.language_name,
        "residence_phase": lambda code: labels.phase(ResidencePhase(code)),
        "event": lambda code: labels.event(EventKind(code)),
        "reason": lambda code: labels.reason(Reason(code)),
        "outcome": lambda code: labels.outcome(Outcome(code)),
        "kind": lambda code: labels.offer_kind(OfferKind(code)),
        "act": lambda code: civic.regime(Regime(code)),
        "civic_group": lambda code: civic.group(CivicGroup(code)),
        "ending": lambda code: civic.reason(Ended(code)),
    }
    return show[name](value) if name in show else value


def _begin_of(code: str) -> str:
    """The rest of a random code says no more, and doesn't fit."""
    return f"{code[:8]}…"


def _field_name(name: str) -> str:
    return {
        "pseudonym": _("Schijnnaam"),
        "age_band": _("Leeftijdsgroep"),
        "language": _("Taal"),
        "dutch_level": _("Niveau Nederlands"),
        "residence_phase": _("Verblijfsfase"),
        "arrival_week": _("Week van aankomst"),
        "offer": _("Aanbod"),
        "week": _("Week"),
        "referral": _("Nummer doorverwijzing"),
        "sequence": _("Volgorde"),
        "event": _("Stap van de doorverwijzing"),
        "reason": _("Reden"),
        "outcome": _("Uitkomst"),
        "told_week": _("Week van terugkoppelen"),
        "kind": _("Soort aanbod"),
        "title": _("Naam van het aanbod"),
        "act": _("Inburgering: wet"),
        "cohort": _("Inburgering: jaar van de plicht"),
        "civic_group": _("Inburgering: groep"),
        "ending": _("Inburgering: hoe de plicht eindigde"),
        "people": _("Inburgering: aantal"),
        "year": _("Ervaringen: jaar"),
        "moment": _("Ervaringen: moment"),
        "question": _("Ervaringen: vraag"),
        "answer": _("Ervaringen: antwoord"),
        "answers": _("Ervaringen: aantal"),
        "origin": _("Beproefde les: van welk azc"),
        "number": _("Beproefde les: nummer"),
        "result": _("Beproefde les: wat ervan kwam"),
        "against": _("Beproefde les: eigen les die het tegendeel zegt"),
    }[name]
