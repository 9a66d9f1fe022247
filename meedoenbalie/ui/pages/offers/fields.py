"""The inputs of the offer form: an offer goes in, the values of a record come out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt

from meedoenbalie.domain.lesson_days import SchoolRegion
from meedoenbalie.domain.offers import Offer, OfferKind, WorkPermit
from meedoenbalie.domain.people import DutchLevel, ResidencePhase, Site
from meedoenbalie.domain.week import WeekSchedule
from meedoenbalie.i18n import _, formats, labels, lesson_words
from meedoenbalie.services.catalogue import OfferLine
from meedoenbalie.ui.pages.offers import inputs
from meedoenbalie.ui.pages.offers.inputs import Input
from meedoenbalie.ui.pages.offers.term_fields import term_inputs
from meedoenbalie.ui.pages.offers.typed import (
    cost_text,
    next_code,
    read_cost,
    read_schedule,
    schedule_text,
)
from meedoenbalie.ui.pages.resident_form import parsing
from meedoenbalie.ui.pages.resident_form.parsing import Unreadable

_MOST_PLACES = 100_000
_MOST_MINUTES = 600
_TRAVEL = "travel "


class Problems(ValueError):
    """What is wrong in the form, by name of the input."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__(", ".join(problems))
        self.problems = problems


class OfferFields:
    """Every input by the name of its field in the record; ``provider`` and travel are apart.

    ``on_week`` is called when another kind is chosen or something is typed in the week schedule.
    """

    def __init__(
        self,
        today: date,
        sites: Iterable[Site],
        known: Iterable[OfferLine],
        on_week: Callable[[], object],
    ) -> None:
        lines = tuple(known)
        self._codes = frozenset(each.offer.code for each in lines)
        self._before: Offer | None = None
        self._suggested = ""
        self._sites = tuple(sites)

        def kind_chosen() -> None:
            self._suggest_code()
            on_week()

        providers = {each.provider.name for each in lines}
        self.inputs = {
            "kind": inputs.choice(_("Soort"), _kinds(), on_change=kind_chosen),
            "title": inputs.line(_("Titel"), optional=False),
            "provider": inputs.line(_("Aanbieder"), optional=False, known=providers),
            "schedule": inputs.typed(
                _("Weekrooster"),
                schedule_text,
                read_schedule,
                hint=_("Zoals u het zegt: ma en wo 13:00-15:30, of flexibel, 8 uur per week."),
                on_change=on_week,
            ),
            **_rest(today),
            **term_inputs(),
        }
        for site in self._sites:
            self.inputs[_TRAVEL + site.code] = inputs.number(
                _("Reistijd vanaf {site}").format(site=site.name),
                _MOST_MINUTES,
                hint=_("Minuten, enkele reis. Mag leeg blijven."),
            )
        self.inputs["active"].show(True)
        self._suggest_code()
        self.saved()

    @property
    def travel(self) -> tuple[str, ...]:
        """The names of the inputs for the way from each site."""
        return tuple(_TRAVEL + site.code for site in self._sites)

    def fill(self, line: OfferLine) -> None:
        """Show an offer that there is already."""
        self._before = line.offer
        self._codes -= {line.offer.code}
        for name, each in self.inputs.items():
            if name.startswith(_TRAVEL):
                each.show(line.offer.travel_minutes.get(name.removeprefix(_TRAVEL)))
            elif name != "provider":
                each.show(getattr(line.offer, name))
        self.inputs["provider"].show(line.provider.name)
        self.saved()

    def label(self, name: str) -> str:
        """Return what an input is called."""
        return self.inputs[name].box.accessibleName() or name

    def kind(self) -> OfferKind:
        """Return the kind that is chosen now."""
        return OfferKind(self.inputs["kind"].read())

    def week(self) -> WeekSchedule:
        """Return the week as it is typed now. Raises Unreadable."""
        schedule = self.inputs["schedule"]
        if self._before is not None and schedule.raw() == schedule_text(self._before.schedule):
            return self._before.schedule
        week: WeekSchedule = schedule.read()
        return week

    def values(self) -> tuple[str, dict[str, Any]]:
        """Return the name of the provider and the values of the record. Raises Problems."""
        values: dict[str, Any] = {}
        problems: dict[str, str] = {}
        for name, each in self.inputs.items():
            try:
                values[name] = self.week() if name == "schedule" else each.read()
            except Unreadable as error:
                problems[name] = str(error)
        if values.get("code") in self._codes:
            problems["code"] = _("Deze code is al in gebruik. Kies een andere.")
        if problems:
            raise Problems(problems)
        if values["places"] is None:
            values["places_confirmed_on"] = None
        values["travel_minutes"] = self._travel_minutes(values)
        values["latitude"], values["longitude"] = values.pop("position") or (None, None)
        return values.pop("provider"), values

    def changed(self) -> bool:
        """Tell whether something was typed that is not saved."""
        return self._raw() != self._first

    def saved(self) -> None:
        """What is in the form is saved now."""
        self._first = self._raw()

    def show_problems(self, problems: dict[str, str]) -> None:
        """Show what is wrong at the inputs, and go to the first of them."""
        for name, each in self.inputs.items():
            each.set_error(problems.get(name, ""))
        first = next((self.inputs[name] for name in self.inputs if name in problems), None)
        if first is not None:
            first.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _travel_minutes(self, values: dict[str, Any]) -> dict[str, int]:
        minutes = dict(self._before.travel_minutes) if self._before is not None else {}
        for site in self._sites:
            typed = values.pop(_TRAVEL + site.code)
            minutes.pop(site.code, None)
            if typed is not None:
                minutes[site.code] = typed
        return minutes

    def _suggest_code(self) -> None:
        code = self.inputs["code"]
        if self._before is None and code.raw() == self._suggested:
            self._suggested = next_code(self.kind(), self._codes)
            code.show(self._suggested)

    def _raw(self) -> tuple[object, ...]:
        return tuple(each.raw() for each in self.inputs.values())


def _kinds() -> list[tuple[str, object]]:
    return [(labels.offer_kind(kind), kind) for kind in OfferKind]


def _rest(today: date) -> dict[str, Input]:
    any_level: list[tuple[str, object]] = [(_("geen eis"), None)]
    levels = any_level + [(level.value, level) for level in DutchLevel]
    unknown: list[tuple[str, object]] = [(_("niet bekend"), None)]
    permits = unknown + [(labels.work_permit(permit), permit) for permit in WorkPermit]
    certificates = [*unknown, (_("nodig"), True), (_("niet nodig"), False)]
    return {
        "code": inputs.line(_("Code"), optional=False),
        "description": inputs.paragraph(_("Omschrijving")),
        "work_kind": inputs.line(_("Soort werk")),
        "place": inputs.line(_("Plaats")),
        "address": inputs.line(
            _("Adres"), hint=_("Waar de jongere naartoe gaat. Komt op de folder.")
        ),
        "start_dates": inputs.days(_("Instroommomenten"), today, _("&Startdatum toevoegen")),
        "continuous_intake": inputs.tick(_("Instromen kan het hele jaar")),
        "ends_on": inputs.typed(
            _("Loopt tot en met"), _day_text, parsing.day, hint=_("Dag-maand-jaar.")
        ),
        "holiday_region": inputs.choice(
            _("Stopt in de schoolvakanties"),
            [
                (_("nee, of niet bekend"), None),
                *((lesson_words.region(region), region) for region in SchoolRegion),
            ],
        ),
        "weeks": inputs.number(_("Duur in weken"), 520),
        "hours_total": inputs.number(_("Uren in totaal"), 5000),
        "minimum_age": inputs.number(_("Leeftijd vanaf"), 120),
        "maximum_age": inputs.number(_("Leeftijd tot en met"), 120),
        "level_from": inputs.choice(_("Nederlands vanaf"), levels),
        "level_to": inputs.choice(_("Nederlands tot en met"), levels),
        "support_languages": inputs.spoken(_("Hulp in andere talen")),
        "residence_phases": inputs.several(
            _("Alleen voor wie in deze fase is"),
            [(labels.phase(phase), phase) for phase in ResidencePhase],
            hint=_("Niets aangevinkt: voor iedereen."),
        ),
        "places": inputs.number(_("Plaatsen vrij"), _MOST_PLACES),
        "places_total": inputs.number(_("Plaatsen in totaal"), _MOST_PLACES),
        "places_confirmed_on": inputs.day(_("Bevestigd op"), today),
        "work_permit": inputs.choice(_("Verklaring vrijwilligerswerk"), permits),
        "conduct_certificate": inputs.choice(_("VOG"), certificates),
        "cost_cents": inputs.typed(
            _("Kosten voor de jongere"),
            cost_text,
            read_cost,
            hint=_("Schrijf gratis alleen als de aanbieder dat zegt."),
        ),
        "contact_name": inputs.line(_("Contactpersoon")),
        "phone": inputs.line(_("Telefoon")),
        "email": inputs.line(_("E-mail")),
        "active": inputs.tick(_("Dit aanbod loopt: er kan naar verwezen worden")),
    }


def _day_text(day: date | None) -> str:
    return "" if day is None else formats.numeric_day(day)
