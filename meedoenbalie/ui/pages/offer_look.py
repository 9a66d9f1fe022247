"""How an offer looks wherever it is shown: its chip, its week, and the words for its limits."""

from __future__ import annotations

from datetime import date

from meedoenbalie.domain.offers import Offer, OfferKind
from meedoenbalie.domain.people import DutchLevel
from meedoenbalie.domain.week import ScheduleKind, TimeSlot, WeekSchedule
from meedoenbalie.i18n import _, formats, labels
from meedoenbalie.ui.paint import Chip, language_chip, mdt_chip
from meedoenbalie.ui.widgets.week import BlockKind, Cell, WeekBlock, cells_of

Cells = frozenset[Cell]


def kind_chip(kind: OfferKind, *, full: bool = False) -> Chip:
    """Return the chip that says what kind of offer it is, in one word unless ``full``."""
    text = labels.offer_kind(kind) if full else labels.offer_kind_short(kind)
    match kind:
        case OfferKind.MDT_TRAJECT:
            return mdt_chip(text)
        case OfferKind.LANGUAGE_COURSE:
            return language_chip(text)
        case OfferKind.ACTIVITY:
            return Chip(text, "ink2", "sunken", "users")


def block_kind(kind: OfferKind) -> BlockKind:
    """Return how the hours of an offer are drawn: language courses hollow, the rest solid."""
    return "language" if kind is OfferKind.LANGUAGE_COURSE else "mdt"


def blocks_of(offer: Offer) -> tuple[WeekBlock, ...]:
    """Return the week of an offer; of several choices each, with its number in the details."""
    return schedule_blocks(offer.schedule, offer.kind)


def schedule_blocks(schedule: WeekSchedule, kind: OfferKind) -> tuple[WeekBlock, ...]:
    """The same for a schedule that belongs to no offer yet."""
    choices = schedule.choices
    made: list[WeekBlock] = []
    for number, slots in enumerate(choices, start=1):
        detail = ""
        if len(choices) > 1:
            detail = _("keuze {n} van {total}").format(n=number, total=len(choices))
        made.extend(slot_block(slot, kind, detail) for slot in slots)
    return tuple(dict.fromkeys(made))


def slot_block(slot: TimeSlot, kind: OfferKind, detail: str = "") -> WeekBlock:
    """Return one stretch of an offer's week."""
    label = labels.offer_kind_short(kind)
    return WeekBlock(slot.day.number, slot.start, slot.end, block_kind(kind), label, detail)


def glyph_cells(*offers: Offer) -> tuple[Cells, Cells]:
    """Return the parts of days of the solid offers and of the language courses, for a glyph."""
    blocks = [block for offer in offers for block in blocks_of(offer)]
    return cells_of(blocks, "mdt"), cells_of(blocks, "language")


def schedule_words(schedule: WeekSchedule) -> str:
    """Return a schedule in words: *ma en wo 13:00–15:30 · 5 u per week*, or what is not known."""
    parts = [_(" of ").join(formats.slots(slots) for slots in schedule.choices)]
    if schedule.approximate and schedule.choices:
        parts.append(_("bij benadering"))
    if not schedule.choices:
        flexible = schedule.kind is ScheduleKind.FLEXIBLE
        parts = [_("in overleg") if flexible else _("tijden niet bekend")]
    if schedule.monthly:
        parts.append(_("elke maand"))
    elif schedule.interval_weeks == 2:
        parts.append(_("om de week"))
    elif schedule.interval_weeks > 2:
        parts.append(_("elke {n} weken").format(n=schedule.interval_weeks))
    if schedule.weekly_minutes is not None:
        hours = formats.duration(schedule.weekly_minutes)
        parts.append(_("{hours} per week").format(hours=hours))
    if schedule.online:
        parts.append(_("online"))
    return " · ".join(parts)


def level_words(lowest: DutchLevel | None, highest: DutchLevel | None) -> str:
    """Return the Dutch that is asked: *geen eis*, *vanaf A1*, *A1–A2*, *Alfa A–C*."""
    if lowest is None and highest is None:
        return _("geen eis")
    if highest is None:
        return _("vanaf {level}").format(level=labels.level(lowest))
    if lowest is None:
        return _("tot en met {level}").format(level=labels.level(highest))
    if lowest is highest:
        return labels.level(lowest)
    literacy, _space, step = labels.level(highest).partition(" ")
    if step and labels.level(lowest).startswith(f"{literacy} "):
        return f"{labels.level(lowest)}–{step}"
    return f"{labels.level(lowest)}–{labels.level(highest)}"


def age_words(lowest: int | None, highest: int | None) -> str:
    """Return the ages at the start: *12–30*, *vanaf 16*, or a dash when every age may come."""
    if lowest is None and highest is None:
        return "–"
    if highest is None:
        return _("vanaf {age}").format(age=lowest)
    if lowest is None:
        return _("t/m {age}").format(age=highest)
    return f"{lowest}–{highest}"


def start_words(offer: Offer, today: date) -> str:
    """Return when one can start: *7 dec*, *loopt* when at any moment, a dash when no more."""
    start = offer.next_start(today)
    if start is None:
        return "–"
    if start == today and start not in offer.start_dates:
        return _("loopt") if offer.continuous_intake else "?"
    return (
        formats.day(start)
        if start.year == today.year or (start - today).days < 200
        else (formats.full_day(start))
    )
