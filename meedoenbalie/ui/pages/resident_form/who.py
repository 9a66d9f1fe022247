"""Who stands in a form that is being filled in, for looking whether they are there already."""

from __future__ import annotations

from collections.abc import Mapping

from meedoenbalie.services.doubles import Person
from meedoenbalie.ui.pages.resident_form import parsing
from meedoenbalie.ui.pages.resident_form.bound import Bound


def typed_person(bound: Mapping[str, Bound]) -> Person | None:
    """Return who stands in a form so far; None as long as there is no name."""

    def text(name: str) -> str:
        return str(bound[name].raw()).strip() if name in bound else ""

    try:
        day, year = parsing.born(text("birth_date"))
    except parsing.Unreadable:
        day, year = None, None
    if not (text("given_name") or text("family_name")):
        return None
    return Person(
        key="",
        given_name=text("given_name"),
        family_name=text("family_name"),
        native_name=text("native_name"),
        birth_date=day,
        birth_year=year,
        v_number=text("v_number"),
    )
