"""The advice as rows of a list: what fits, what nearly fits, what doesn't, and why."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal
from uuid import UUID

from meedoenbalie.domain.choices import Choices
from meedoenbalie.domain.matching.changes import Change
from meedoenbalie.domain.matching.explain import Match
from meedoenbalie.domain.matching.score import Fit
from meedoenbalie.domain.matching.weekplan import PLANNED, WeekPlan
from meedoenbalie.domain.offers import OfferKind
from meedoenbalie.i18n import _, formats, labels, ngettext
from meedoenbalie.services import matching_text
from meedoenbalie.ui.pages.matching.reasons import offer_reasons, plan_reasons
from meedoenbalie.ui.pages.offer_look import Cells, glyph_cells, slot_block
from meedoenbalie.ui.widgets.reasons import Verdict, spoken_sign
from meedoenbalie.ui.widgets.week import cells_of

NO: Literal["no"] = "no"
Choice = int | Literal["no"] | None
"""First, second or third choice, a no, or none."""


class Tab(StrEnum):
    """What the list shows."""

    PLANS = "plans"
    MDT = "mdt"
    LANGUAGE = "language"
    ACTIVITY = "activity"

    @property
    def kind(self) -> OfferKind | None:
        """The kind of offer; None for week plans, which take one of two kinds."""
        return _KIND.get(self)


_KIND = {
    Tab.MDT: OfferKind.MDT_TRAJECT,
    Tab.LANGUAGE: OfferKind.LANGUAGE_COURSE,
    Tab.ACTIVITY: OfferKind.ACTIVITY,
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A line between groups, or with ``helps`` what would help when nothing fits."""

    key: str
    text: str
    helps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A week plan, or one offer. ``hints`` are the changes with which it fits.

    ``number`` is its place among what fits; without one it is told in short. ``choice`` is the
    young person's own: 1 to 3, or ``NO``.
    """

    key: str
    title: str
    fit: Fit
    meta: str
    mdt: Cells
    language: Cells
    reasons: tuple[tuple[Verdict, str], ...]
    hints: tuple[str, ...]
    matches: tuple[Match, ...]
    plan: WeekPlan | None = None
    number: int | None = None
    choice: Choice = None
    running: frozenset[UUID] = frozenset()

    @property
    def new(self) -> tuple[Match, ...]:
        """The offers to which the young person isn't referred yet."""
        return tuple(one for one in self.matches if one.offer.id not in self.running)

    @property
    def name(self) -> str:
        """What the entry is called in a sentence."""
        if self.plan is not None and self.number is not None:
            return _("Weekplan {n}").format(n=self.number)
        return self.title


@dataclass(frozen=True, slots=True)
class More:
    """There is more of a group; Enter shows it."""

    key: str
    text: str


Row = Heading | Entry | More


def spoken(row: Row) -> str:
    """Return all that a row says, for screen readers."""
    if isinstance(row, More):
        return row.text
    if isinstance(row, Heading):
        return ". ".join((row.text, *row.helps))
    parts = [row.title, choice_text(row.choice), fit_text(row.fit), row.meta]
    parts += [f"{spoken_sign(verdict)}: {text}" for verdict, text in row.reasons]
    parts += [f"{spoken_sign('hint')}: {hint}" for hint in row.hints]
    first = "" if row.number is None else f"{row.number}. "
    return first + ". ".join(part for part in parts if part)


def choice_text(choice: Choice) -> str:
    """Return the young person's own choice in words; empty without one."""
    if choice is None:
        return ""
    words = labels.choice(None if choice == NO else choice)
    return _("Eigen keus: {choice}").format(choice=formats.inside(words))


def fit_text(fit: Fit) -> str:
    """Return a verdict in words."""
    return {
        Fit.FITS: _("Past"),
        Fit.FITS_IF: _("Past als…"),
        Fit.FITS_NOT: _("Past niet"),
    }[fit]


def entry_of(
    each: WeekPlan | Match,
    name: str,
    choices: Choices,
    number: int | None = None,
    running: Collection[UUID] = (),
) -> Entry:
    """Return a week plan or an offer as a row; ``name`` is what the young person is called.

    ``running`` are offers of a plan that the young person is referred to already.
    """
    full = number is not None
    plan = each if isinstance(each, WeekPlan) else None
    matches = tuple(part.match for part in each.parts) if isinstance(each, WeekPlan) else (each,)
    changes: dict[Change, None] = dict.fromkeys(c for match in matches for c in match.changes)
    if plan is not None and plan.more_time is not None:
        changes[plan.more_time] = None
    mdt, language = glyph_cells(*(match.offer for match in matches))
    if plan is not None:
        mdt, language = _cells(plan)
    return Entry(
        key="+".join(match.offer.code for match in matches),
        title=" + ".join(match.offer.title for match in matches),
        fit=each.fit,
        meta=_meta([one for one in matches if one.offer.id not in running]),
        mdt=mdt,
        language=language,
        reasons=plan_reasons(plan, name, running, full=full)
        if plan is not None
        else offer_reasons(matches[0], name, full=full),
        hints=tuple(matching_text.changes(changes, name)),
        matches=matches,
        plan=plan,
        number=number,
        choice=choice_of(choices, [one for one in matches if one.offer.id not in running]),
        running=frozenset(running),
    )


def choice_of(choices: Choices, matches: Sequence[Match]) -> Choice:
    """Return what the young person chose of an offer, or of those of a plan together.

    An activity that came in beside a traject and a course needn't be chosen by itself.
    """
    if choices.refuses(match.offer.id for match in matches):
        return NO
    planned = [match.offer.id for match in matches if match.offer.kind in PLANNED]
    return choices.rank_of(planned or [match.offer.id for match in matches])


def _cells(plan: WeekPlan) -> tuple[Cells, Cells]:
    blocks = [slot_block(slot, one.match.offer.kind) for one in plan.parts for slot in one.slots]
    return cells_of(blocks, "mdt"), cells_of(blocks, "language")


def _meta(matches: Sequence[Match]) -> str:
    starts = [match.judgement.start.facts for match in matches]
    latest = max((facts.on for facts in starts if facts.on is not None), default=None)
    if any(facts.on is None or not facts.stated for facts in starts) or latest is None:
        when = _("start niet bekend")
    elif all(facts.any_time for facts in starts):
        when = _("start elk moment")
    else:
        when = _("start {day}").format(day=formats.day(latest))
    places = [_places(match) for match in matches]
    return _("{start} · {places}").format(start=when, places=_(" en ").join(places))


def _places(match: Match) -> str:
    facts = match.judgement.places.facts
    if facts.places is None:
        return _("plaatsen niet bekend")
    if facts.places == 0:
        return _("vol")
    words = ngettext("{n} plaats", "{n} plaatsen", facts.places).format(n=facts.places)
    return _("{places}, niet zeker").format(places=words) if facts.stale else words
