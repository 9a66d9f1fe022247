"""The week of an entry beside the list (05): the planner, the load, and what was told already."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from meedoenbalie.domain.matching.explain import Match
from meedoenbalie.domain.matching.rules import travel_minutes
from meedoenbalie.domain.matching.weekload import wanted_minutes, weekly_travel
from meedoenbalie.domain.offers import Offer, OfferKind
from meedoenbalie.domain.week import MINUTES_A_DAY, Commitment, TimeSlot
from meedoenbalie.i18n import _, formats
from meedoenbalie.services.matching import MatchList
from meedoenbalie.services.registration import Dossier
from meedoenbalie.ui.pages.matching.entries import Entry
from meedoenbalie.ui.pages.offer_look import block_kind, schedule_words, slot_block
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.load_bar import LoadBar
from meedoenbalie.ui.widgets.reasons import ReasonList
from meedoenbalie.ui.widgets.text import Text
from meedoenbalie.ui.widgets.week import WeekBlock, kind_name
from meedoenbalie.ui.widgets.week_planner import WeekPlanner


class WeekSide(QWidget):
    """Title, week, load in hours, and which of the offers the resident was told about."""

    def __init__(self, found: MatchList, entry: Entry, dossier: Dossier) -> None:
        super().__init__()
        now = theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(4))
        column.addWidget(Text(entry.name, "section", wrap=True))
        column.addWidget(Text(_subtitle(entry), "caption", "ink2", wrap=True))
        self.planner = WeekPlanner(week_blocks(found, entry))
        self.planner.setMinimumHeight(now.px(280))
        column.addWidget(self.planner, 1)
        column.addSpacing(now.px(6))
        self.load = LoadBar()
        load = load_of(found, entry)
        self.load.set_load(
            mdt=load.mdt,
            language=load.language,
            travel=load.travel,
            own=load.own,
            limit=load.limit,
            advice=_advice(found),
        )
        column.addWidget(self.load)
        beside = entry.plan.load.activities if entry.plan else 0
        if beside:
            words = _("MDT telt {hours} aan activiteiten mee")
            column.addWidget(
                Text(words.format(hours=formats.duration(beside)), "caption", "ink2", wrap=True)
            )
        unknown = _not_drawn(entry)
        if unknown:
            column.addWidget(ReasonList([("unknown", text) for text in unknown]))
        told = _told(entry, dossier)
        if told:
            column.addWidget(ReasonList([("fits", text) for text in told]))


@dataclass(frozen=True, slots=True)
class Minutes:
    """What a week holds, in minutes, and the limit of what is bearable and wanted.

    ``mdt`` counts activities too: both are drawn solid.
    """

    mdt: int
    language: int
    travel: int
    own: int
    limit: int


def load_of(found: MatchList, entry: Entry) -> Minutes:
    """Return the load of a week plan, or of one offer beside the own appointments.

    What isn't known counts as nothing: :class:`WeekSide` says so in words.
    """
    own = sum(commitment.minutes for commitment in found.resident.commitments)
    rules = found.context.rules
    wanted = wanted_minutes(found.resident, rules)
    most = rules.weekly_limit_minutes
    limit = most if wanted is None else min(most, wanted)
    if entry.plan is not None:
        load = entry.plan.load
        solid = (load.mdt or 0) + load.activities
        return Minutes(solid, load.language or 0, load.travel, load.own, limit)
    offer = entry.matches[0].offer
    minutes = offer.schedule.weekly_minutes or 0
    travel = weekly_travel(offer, slots_of(entry, entry.matches[0]), found.context)
    if offer.kind is OfferKind.LANGUAGE_COURSE:
        return Minutes(0, minutes, travel, own, limit)
    return Minutes(minutes, 0, travel, own, limit)


def slots_of(entry: Entry, match: Match) -> tuple[TimeSlot, ...]:
    """Return the times of an offer in this entry: the plan's, or the choice that fits best."""
    if entry.plan is not None:
        return next(part.slots for part in entry.plan.parts if part.match is match)
    return match.judgement.week.facts.slots


def week_blocks(found: MatchList, entry: Entry) -> tuple[WeekBlock, ...]:
    """Return everything in the week: offers with the way there and back, own appointments."""
    blocks: list[WeekBlock] = []
    clashing: set[Commitment] = set()
    for match in entry.matches:
        clashes = match.judgement.week.facts.clashes
        clashing |= {clash.commitment for clash in clashes}
        in_the_way = {clash.slot for clash in clashes}
        way = travel_minutes(match.offer, found.context) or 0
        for slot in slots_of(entry, match):
            block = slot_block(slot, match.offer.kind, match.offer.title)
            blocks += _way(slot, way)
            blocks.append(_marked(block) if slot in in_the_way else block)
    # In a plan what runs already is drawn as itself, not as an appointment.
    who = found.resident if entry.plan is None else found.ground.resident
    for own in who.commitments:
        block = WeekBlock(own.day.number, own.start, own.end, "own", _own_label(own))
        blocks.append(_marked(block) if own in clashing else block)
    return tuple(dict.fromkeys(blocks))


def _marked(block: WeekBlock) -> WeekBlock:
    return WeekBlock(
        block.day, block.start, block.end, block.kind, block.label, block.detail, conflict=True
    )


def _way(slot: TimeSlot, minutes: int) -> list[WeekBlock]:
    if not minutes:
        return []
    day = slot.day.number
    return [
        WeekBlock(day, max(0, slot.start - minutes), slot.start, "travel"),
        WeekBlock(day, slot.end, min(MINUTES_A_DAY, slot.end + minutes), "travel"),
    ]


def _own_label(own: Commitment) -> str:
    return own.label[:1].upper() + own.label[1:] if own.label else _("Vaste afspraak")


def _subtitle(entry: Entry) -> str:
    parts = [" + ".join(match.offer.title for match in entry.matches)] if entry.plan else []
    starts = [match.judgement.start.facts.on for match in entry.matches]
    known = [start for start in starts if start is not None]
    if known and len(known) == len(starts):
        parts.append(_("vanaf {day}").format(day=formats.full_day(max(known))))
    for match in entry.matches:
        parts += _duration(match.offer)
    return " · ".join(parts)


def _duration(offer: Offer) -> list[str]:
    kind = kind_name(block_kind(offer.kind))
    if offer.hours_total is not None:
        return [_("{hours} u {kind}").format(hours=offer.hours_total, kind=kind)]
    if offer.weeks is not None:
        return [_("{weeks} weken {kind}").format(weeks=offer.weeks, kind=kind)]
    return []


def _advice(found: MatchList) -> str:
    longest = sorted(found.resident.commitments, key=lambda own: -own.minutes)[:2]
    if not longest:
        return _("Een lichtere combinatie houdt iemand langer vol.")
    names = ", ".join(f"{_own_label(own)} ({formats.duration(own.minutes)})" for own in longest)
    return _("Wat kan op een ander moment of korter? {appointments}").format(appointments=names)


def _not_drawn(entry: Entry) -> list[str]:
    """Say what the week doesn't show because nobody knows it, or because it is agreed later."""
    said: list[str] = []
    for match in entry.matches:
        offer = match.offer
        if not slots_of(entry, match):
            said.append(
                _("{title}: {times}").format(
                    title=offer.title, times=schedule_words(offer.schedule)
                )
            )
        elif offer.schedule.weekly_minutes is None:
            said.append(_("{title}: uren niet bekend").format(title=offer.title))
    return said


def _told(entry: Entry, dossier: Dossier) -> list[str]:
    """Say about which of these offers the resident was told, the last time of each."""
    wanted = {match.offer.id for match in entry.matches}
    seen: set[UUID] = set()
    said: list[str] = []
    for given, offer in dossier.informed:
        if offer.id in wanted and offer.id not in seen:
            seen.add(offer.id)
            text = _("Voorgelicht over {title} op {day}").format(
                title=offer.title, day=formats.full_day(given.given_on)
            )
            if given.language:
                text = _("{text}, in het {language}").format(
                    text=text, language=formats.language_name(given.language)
                )
            said.append(text)
    return said
