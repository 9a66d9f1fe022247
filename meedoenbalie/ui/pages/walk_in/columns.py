"""The rows of the queue: what each column says, also to a screen reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from meedoenbalie.domain.visits import VisitPurpose
from meedoenbalie.i18n import _, formats, labels, ngettext
from meedoenbalie.services.next_step import Step
from meedoenbalie.services.recognising import Known
from meedoenbalie.services.walk_in import Waiting, WalkIn, minutes_waiting
from meedoenbalie.ui.paint import Chip, paint_chip, paint_text
from meedoenbalie.ui.table_model import Column


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One who waits: the place in the queue from 1, how long (minutes), and whether hidden."""

    waiting: Waiting
    place: int
    minutes: int
    hidden: bool

    @property
    def id(self) -> UUID:
        """The visit."""
        return self.waiting.visit.id

    @property
    def name(self) -> str:
        """The first name, or only the place while a resident looks along."""
        if self.hidden:
            return _("Bezoeker {n}").format(n=self.place)
        return self.waiting.visit.given_name


def queue_rows(seen: WalkIn, *, hidden: bool) -> list[QueueRow]:
    """Return the rows of the queue; ``hidden`` shows no names."""
    return [
        QueueRow(one, place, minutes_waiting(one.visit, seen.now), hidden)
        for place, one in enumerate(seen.waiting, start=1)
    ]


def columns() -> tuple[Column[QueueRow], ...]:
    """Return the columns of the queue."""

    def named(
        header: str, text: Callable[[QueueRow], str], below: Callable[[QueueRow], str] | None = None
    ) -> Callable[[QueueRow], str]:
        def said(row: QueueRow) -> str:
            parts = (text(row), below(row) if below else "")
            return f"{header}: {', '.join(part for part in parts if part)}"

        return said

    place, name, language = _("Plaats"), _("Voornaam"), _("Taal")
    came, waits, purpose, known = _("Binnen"), _("Wacht"), _("Komt voor"), _("Weten we al")
    return (
        Column(
            "",
            lambda row: str(row.place),
            36,
            right=True,
            strong=True,
            spoken=named(place, lambda row: str(row.place)),
        ),
        Column(
            name,
            lambda row: row.name,
            100,
            strong=True,
            spoken=named(name, lambda row: row.name),
            tooltip=lambda row: row.name,
        ),
        Column(
            language,
            _own_name,
            92,
            subtitle=_language,
            spoken=named(language, _own_name, _language),
        ),
        Column(came, _arrived, 76, right=True, spoken=named(came, _arrived)),
        Column(waits, _waits, 66, right=True, spoken=named(waits, _waits)),
        Column(
            purpose,
            lambda row: _chip(row).text,
            136,
            paint=_paint_purpose,
            spoken=named(purpose, lambda row: _chip(row).text),
        ),
        Column(
            known,
            known_words,
            paint=_paint_known,
            spoken=named(known, known_words),
            tooltip=known_words,
        ),
    )


def known_words(row: QueueRow) -> str:
    """Say what the desk knows of somebody already, or whom it may be."""
    if row.hidden:
        return ""
    if row.waiting.known is not None:
        return _of_known(row.waiting.known)
    maybe = row.waiting.maybe
    if not maybe:
        return _("nieuw")
    if len(maybe) == 1:
        return _("misschien {name}").format(name=maybe[0].full_name)
    number = len(maybe)
    return ngettext("{n} bewoner heet ook zo", "{n} bewoners heten ook zo", number).format(n=number)


def _of_known(known: Known) -> str:
    urgent = {
        Step.RESTRICTED: _("gebruik van gegevens beperkt"),
        Step.TELL: _("uitkomst nog vertellen"),
        Step.CHECK_START: _("vraag hoe het begon"),
        Step.SEND: _("doorverwijzing staat klaar"),
        Step.ASK_CONSENT: _("nog toestemming vragen"),
        Step.ASK_GUARDIAN: _("voogd nog vragen"),
        Step.REMIND: _("aanbieder reageert niet"),
    }.get(known.next.step)
    if urgent:
        return urgent
    if known.last_contact is None:
        return _("in Bewoners, nog niet gesproken")
    return _("gesproken op {day}").format(day=formats.day(known.last_contact.date()))


def _own_name(row: QueueRow) -> str:
    code = row.waiting.visit.language
    return formats.own_language_name(code) if code else _("niet gevraagd")


def _language(row: QueueRow) -> str:
    code = row.waiting.visit.language
    name = formats.language_name(code) if code else ""
    return "" if name == _own_name(row) else name


def _arrived(row: QueueRow) -> str:
    return formats.time_of(row.waiting.visit.arrived_at)


def _waits(row: QueueRow) -> str:
    return formats.duration(row.minutes)


def _chip(row: QueueRow) -> Chip:
    purpose = row.waiting.visit.purpose
    text = labels.visit_purpose(purpose)
    if purpose is VisitPurpose.LEAFLET:
        return Chip(text, "warn", "warn-soft", "file-text")
    icon = "message-square" if purpose is VisitPurpose.TALK else "circle-question-mark"
    return Chip(text, "ink2", "sunken", icon)


def _paint_purpose(painter: QPainter, rect: QRect, row: QueueRow, _selected: bool) -> None:
    paint_chip(painter, rect, _chip(row))


def _paint_known(painter: QPainter, rect: QRect, row: QueueRow, _selected: bool) -> None:
    paint_text(painter, rect, known_words(row), "caption", "ink2")
