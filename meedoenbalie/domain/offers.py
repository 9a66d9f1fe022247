"""Providers and what a resident can be referred to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from pydantic import ValidationInfo, field_validator, model_validator

from meedoenbalie.domain.lesson_days import NO_CHANGES, LessonChanges, SchoolRegion
from meedoenbalie.domain.located import Located
from meedoenbalie.domain.offer_terms import Applicant, CertificateState, CostPayer, OfferForm
from meedoenbalie.domain.people import DutchLevel, Literacy, ResidencePhase
from meedoenbalie.domain.places import PlaceHold, PlacesFigure, held_by_start, less_held
from meedoenbalie.domain.record import EnumText, Field, JsonValue, Record, no_bsn
from meedoenbalie.domain.week import WeekSchedule


class Provider(Record):
    """An organisation that runs offers."""

    name: str = Field(min_length=1, max_length=200, unique=True, index=True)
    phone: str = Field(default="", max_length=40)
    email: str = Field(default="", max_length=200)

    _no_bsn = no_bsn("name", "phone", "email")


class OfferKind(StrEnum):
    """The three kinds of offer."""

    MDT_TRAJECT = "mdt_traject"
    LANGUAGE_COURSE = "language_course"
    ACTIVITY = "activity"


class WorkPermit(StrEnum):
    """Whether the organisation has a *verklaring vrijwilligerswerk* (UWV) for this work."""

    YES = "ja"
    NO = "nee"
    REQUESTED = "aangevraagd"


class Offer(Located):
    """Something a resident can be referred to.

    Every rule is the offer's own: ages in whole years at the start, levels inclusive,
    ``hours_total`` in hours, ``weeks`` of duration, ``travel_minutes`` one way by site code,
    ``cost_cents`` for the participant (None: not known, never "free"). An empty
    ``residence_phases`` allows every phase. ``continuous_intake``: one can start at any moment.
    ``places`` is what the provider said on ``places_confirmed_on`` to be free for the offer as a
    whole; None means not known. A start date may have a figure of its own in ``start_places``.
    In the school holidays of ``holiday_region`` it stops; None: it goes on, as far as anybody said.
    ``lesson_changes`` are lessons that are otherwise for once.
    ``place`` is the town or part of it, ``address`` where to be there, as on an envelope.

    Each of these is what the provider states, and None (or empty) when nobody asked:
    ``literacy_needed`` is the least reading and writing that is asked; ``childcare`` and
    ``accessible`` whether they are there; ``group_from`` to ``group_to`` how many take part
    together, 1 to 1 for somebody alone; ``first_step`` whether it counts as a first step, such as
    a coffee visit. A paper holds up to and including its ``*_valid_until``. ``cost_payer`` pays
    ``cost_cents``. ``tuned_to`` are the codes of offers that this one is tuned to: a course to
    the work beside it.

    Raises pydantic.ValidationError with ``minimum_above_maximum``, ``group_from_above_to``,
    ``half_a_position`` or ``bsn_like``.
    """

    provider_id: UUID = Field(foreign_key="provider.id", index=True)
    code: str = Field(min_length=1, max_length=40, unique=True, index=True)
    kind: OfferKind = Field(sa_type=EnumText(OfferKind), index=True)
    title: str = Field(min_length=1, max_length=200)
    description: str = Field(default="", max_length=4000)
    work_kind: str = Field(default="", max_length=120)
    place: str = Field(default="", max_length=200)
    address: str = Field(default="", max_length=200)
    schedule: WeekSchedule = Field(default=WeekSchedule(), sa_type=JsonValue(WeekSchedule))
    weeks: int | None = Field(default=None, ge=1, le=520)
    hours_total: int | None = Field(default=None, ge=1, le=5000)
    minimum_age: int | None = Field(default=None, ge=0, le=120)
    maximum_age: int | None = Field(default=None, ge=0, le=120)
    level_from: DutchLevel | None = Field(default=None, sa_type=EnumText(DutchLevel))
    level_to: DutchLevel | None = Field(default=None, sa_type=EnumText(DutchLevel))
    literacy_needed: Literacy | None = Field(default=None, sa_type=EnumText(Literacy))
    support_languages: tuple[str, ...] = Field(default=(), sa_type=JsonValue(tuple[str, ...]))
    residence_phases: tuple[ResidencePhase, ...] = Field(
        default=(), sa_type=JsonValue(tuple[ResidencePhase, ...])
    )
    places: int | None = Field(default=None, ge=0, le=100_000)
    places_total: int | None = Field(default=None, ge=0, le=100_000)
    places_confirmed_on: date | None = Field(default=None)
    places_asked_by: str = Field(default="", max_length=80)
    start_dates: tuple[date, ...] = Field(default=(), sa_type=JsonValue(tuple[date, ...]))
    start_places: tuple[PlacesFigure, ...] = Field(
        default=(), sa_type=JsonValue(tuple[PlacesFigure, ...])
    )
    continuous_intake: bool = Field(default=False)
    ends_on: date | None = Field(default=None)
    holiday_region: SchoolRegion | None = Field(default=None, sa_type=EnumText(SchoolRegion))
    lesson_changes: LessonChanges = Field(default=NO_CHANGES, sa_type=JsonValue(LessonChanges))
    travel_minutes: dict[str, int] = Field(default_factory=dict, sa_type=JsonValue(dict[str, int]))
    work_permit: WorkPermit | None = Field(default=None, sa_type=EnumText(WorkPermit))
    work_permit_applicant: Applicant | None = Field(default=None, sa_type=EnumText(Applicant))
    work_permit_valid_until: date | None = Field(default=None)
    conduct_certificate: bool | None = Field(default=None)
    certificate_applicant: Applicant | None = Field(default=None, sa_type=EnumText(Applicant))
    certificate_state: CertificateState | None = Field(
        default=None, sa_type=EnumText(CertificateState)
    )
    certificate_valid_until: date | None = Field(default=None)
    cost_cents: int | None = Field(default=None, ge=0, le=10_000_000)
    cost_text: str = Field(default="", max_length=200)
    cost_payer: CostPayer | None = Field(default=None, sa_type=EnumText(CostPayer))
    childcare: bool | None = Field(default=None)
    accessible: bool | None = Field(default=None)
    group_from: int | None = Field(default=None, ge=1, le=1000)
    group_to: int | None = Field(default=None, ge=1, le=1000)
    forms: tuple[OfferForm, ...] = Field(default=(), sa_type=JsonValue(tuple[OfferForm, ...]))
    first_step: bool | None = Field(default=None)
    tuned_to: tuple[str, ...] = Field(default=(), sa_type=JsonValue(tuple[str, ...]))
    contact_name: str = Field(default="", max_length=120)
    phone: str = Field(default="", max_length=40)
    email: str = Field(default="", max_length=200)
    active: bool = Field(default=True)
    external_id: str | None = Field(default=None, max_length=80)

    _no_bsn = no_bsn(
        *("code", "title", "description", "work_kind", "place", "address", "travel_minutes"),
        *("support_languages", "cost_text", "contact_name", "phone", "email", "places_asked_by"),
        "tuned_to",
    )

    @field_validator("start_places")
    @classmethod
    def _of_start_dates(
        cls, figures: tuple[PlacesFigure, ...], info: ValidationInfo
    ) -> tuple[PlacesFigure, ...]:
        """Keep one figure a start date, by day; that of a day that is no start date goes."""
        by_day = {figure.on: figure for figure in figures}
        known = sorted(set(info.data.get("start_dates", ())))
        return tuple(by_day[day] for day in known if day in by_day)

    @model_validator(mode="after")
    def _ranges_are_ranges(self) -> Self:
        if (
            self.minimum_age is not None
            and self.maximum_age is not None
            and self.minimum_age > self.maximum_age
        ):
            raise ValueError("minimum_above_maximum")
        if (
            self.group_from is not None
            and self.group_to is not None
            and self.group_from > self.group_to
        ):
            raise ValueError("group_from_above_to")
        return self

    @property
    def where(self) -> str:
        """The address with its place, which is left out where the address names it already."""
        address, place = self.address.strip(), self.place.strip()
        if not address or place in address:
            return address or place
        return f"{address}, {place}" if place else address

    @property
    def whole(self) -> PlacesFigure:
        """The places of the offer as a whole."""
        # Every value is checked already, and lists ask for this at each line they draw.
        return PlacesFigure.model_construct(
            on=None,
            places=self.places,
            total=self.places_total,
            confirmed_on=self.places_confirmed_on,
            asked_by=self.places_asked_by,
        )

    def figure(self, start: date | None) -> PlacesFigure:
        """Return the places at a start date: its own figure, or else that of the whole offer."""
        return self._own_figure(start) or self.whole

    def figures(self, day: date) -> tuple[PlacesFigure, ...]:
        """Return the figures that still matter on a day, those of start dates first, by day.

        The whole offer has one too where a start ahead has none of its own, or no start is named.
        """
        ahead = sorted({start for start in self.start_dates if start >= day})
        own = tuple(figure for figure in self.start_places if figure.on in ahead)
        return own if ahead and len(own) == len(ahead) else (*own, self.whole)

    def asked_figures(self, day: date) -> tuple[PlacesFigure, ...]:
        """Return what a provider is asked: the places at each start ahead, or of the whole offer.

        A start without a figure of its own stands there with that of the offer as a whole.
        """
        ahead = sorted({start for start in self.start_dates if start >= day})
        return tuple(self.figure(start).changed(on=start) for start in ahead) or (self.whole,)

    def with_figure(self, figure: PlacesFigure) -> dict[str, Any]:
        """Return the fields to change, so that a figure counts from now on.

        Raises ValueError for a day that is no start date.
        """
        if figure.on is None:
            return {
                "places": figure.places,
                "places_total": figure.total,
                "places_confirmed_on": figure.confirmed_on,
                "places_asked_by": figure.asked_by,
            }
        if figure.on not in self.start_dates:
            raise ValueError("start_unknown")
        others = tuple(other for other in self.start_places if other.on != figure.on)
        return {"start_places": (*others, figure)}

    def next_start(self, day: date) -> date | None:
        """Return the first day, from ``day`` on, at which one can start, or None.

        A start date that is full is passed over when a later one isn't.
        """
        if self.ends_on is not None and self.ends_on < day:
            return None
        ahead = sorted(start for start in self.start_dates if start >= day)
        if ahead:
            return next((start for start in ahead if not self.is_full(start)), ahead[0])
        return day if self.continuous_intake or not self.start_dates else None

    def starts_after(self, day: date) -> list[date]:
        """Return the later start dates that aren't full, the first one first."""
        return sorted(
            start for start in self.start_dates if start > day and not self.is_full(start)
        )

    def is_full(self, start: date) -> bool:
        """Tell whether the provider said that nobody else can start on a day."""
        own = self._own_figure(start)
        return self.places == 0 if own is None else own.full

    def next_figure(self, day: date) -> PlacesFigure:
        """Return the places at the next start from a day on."""
        return self.figure(self.next_start(day))

    def places_age(self, day: date) -> int | None:
        """Days since the provider confirmed the places at the next start; None: never."""
        return self.next_figure(day).age(day)

    def without_held(self, holds: Iterable[PlaceHold]) -> Offer:
        """Return the offer as others see it, without the places that are held for somebody.

        A hold at a start without a figure of its own is taken off the offer as a whole.
        """
        held = held_by_start(holds)
        if not held:
            return self
        own = {figure.on for figure in self.start_places}
        whole = sum(number for start, number in held.items() if start not in own)
        starts = tuple(less_held(figure, held[figure.on]) for figure in self.start_places)
        places = less_held(self.whole, whole).places
        return self.model_copy(update={"places": places, "start_places": starts})

    def oldest_age(self, day: date) -> int | None:
        """Days since the oldest figure that still matters was confirmed; None: none ever was."""
        ages = (figure.age(day) for figure in self.asked_figures(day))
        return max((age for age in ages if age is not None), default=None)

    def is_stale(self, day: date, confirm_days: int) -> bool:
        """Tell whether to ask a provider again: a figure is old, or was never confirmed."""
        return any(figure.is_stale(day, confirm_days) for figure in self.asked_figures(day))

    def _own_figure(self, start: date | None) -> PlacesFigure | None:
        return next((figure for figure in self.start_places if figure.on == start), None)
