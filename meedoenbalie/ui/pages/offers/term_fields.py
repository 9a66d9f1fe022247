"""The inputs for the terms of an offer: form, group, reading, papers, costs, and where it is."""

from __future__ import annotations

from datetime import date

from meedoenbalie.domain.located import read_position
from meedoenbalie.domain.offer_terms import Applicant, CertificateState, CostPayer, OfferForm
from meedoenbalie.domain.people import Literacy
from meedoenbalie.i18n import _, formats, offer_terms
from meedoenbalie.ui.pages.offers import inputs
from meedoenbalie.ui.pages.offers.inputs import Input
from meedoenbalie.ui.pages.resident_form import parsing
from meedoenbalie.ui.pages.resident_form.parsing import Unreadable

_MOST_TOGETHER = 1000


def term_inputs() -> dict[str, Input]:
    """Return an input for each term, by the name of its field; all of them may stay unknown.

    ``position`` stands for latitude and longitude together.
    """
    unknown: list[tuple[str, object]] = [(_("niet bekend"), None)]
    whether = [*unknown, (_("ja"), True), (_("nee"), False)]
    who = [*unknown, *((offer_terms.applicant(one), one) for one in Applicant)]
    states = [*unknown, *((offer_terms.certificate_state(one), one) for one in CertificateState)]
    payers = [*unknown, *((offer_terms.cost_payer(one), one) for one in CostPayer)]
    reading = [*unknown, *((offer_terms.literacy_needed(one), one) for one in Literacy)]
    return {
        "position": inputs.typed(
            _("Coördinaten"),
            position_text,
            read_typed_position,
            hint=_("Breedte en lengte, uit een kaart: 52,0907; 5,1214. Voor een geschatte reis."),
        ),
        "literacy_needed": inputs.choice(_("Lezen en schrijven nodig"), reading),
        "forms": inputs.several(
            _("Vorm"),
            [(offer_terms.form(form), form) for form in OfferForm],
            hint=_("Meer mag. Niets aangevinkt: niet bekend."),
            columns=2,
        ),
        "group_from": inputs.number(_("Groep vanaf"), _MOST_TOGETHER),
        "group_to": inputs.number(
            _("Groep tot en met"),
            _MOST_TOGETHER,
            hint=_("Alleen, zonder groep: 1 en 1. Mag leeg blijven."),
        ),
        "first_step": inputs.choice(_("Telt als eerste stap"), whether),
        "childcare": inputs.choice(_("Kinderopvang"), whether),
        "accessible": inputs.choice(_("Toegankelijk met een rolstoel"), whether),
        "tuned_to": inputs.typed(
            _("Afgestemd op"),
            ", ".join,
            read_codes,
            hint=_("Codes van het werk of de cursus, zoals de aanbieder het zegt: M03, M07."),
        ),
        "cost_payer": inputs.choice(_("Wie betaalt"), payers),
        "work_permit_applicant": inputs.choice(_("Wie vraagt de verklaring aan"), who),
        "work_permit_valid_until": _until(_("Verklaring geldig tot en met")),
        "certificate_state": inputs.choice(_("Stand van de VOG"), states),
        "certificate_applicant": inputs.choice(_("Wie vraagt de VOG aan"), who),
        "certificate_valid_until": _until(_("VOG geldig tot en met")),
    }


def read_codes(text: str) -> tuple[str, ...]:
    """Return the codes in a text, each once."""
    words = text.replace(";", ",").split(",")
    return tuple(dict.fromkeys(word.strip() for word in words if word.strip()))


def read_typed_position(text: str) -> tuple[float, float] | None:
    """Return latitude and longitude, None for nothing. Raises Unreadable."""
    if not text.strip():
        return None
    try:
        return read_position(text)
    except ValueError as error:
        raise Unreadable(
            _("Dit zijn geen coördinaten. Schrijf breedte en lengte: 52,0907; 5,1214.")
        ) from error


def position_text(position: tuple[float, float] | None) -> str:
    """Return a position as one types it."""
    if position is None:
        return ""
    return "; ".join(f"{degrees:.6f}".rstrip("0").rstrip(".") for degrees in position).replace(
        ".", ","
    )


def _until(label: str) -> Input:
    return inputs.typed(label, _day_text, parsing.day, hint=_("Dag-maand-jaar."))


def _day_text(day: date | None) -> str:
    return "" if day is None else formats.numeric_day(day)
