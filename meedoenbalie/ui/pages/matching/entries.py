"""The advice as rows of a list: what fits, what nearly fits, what doesn't, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from meedoenbalie.domain.matching.changes import Change, MoreTime, TravelAccepted
from meedoenbalie.domain.matching.explain import Match
from meedoenbalie.domain.matching.facts import Verdict as Judged
from meedoenbalie.domain.matching.score import Fit
from meedoenbalie.domain.matching.weekplan import WeekPlan
from meedoenbalie.domain.offers import OfferKind
from meedoenbalie.i18n import _, formats, ngettext
from meedoenbalie.services import matching_text
from meedoenbalie.services.matching import MatchList
from meedoenbalie.ui.pages.matching.reasons import offer_reasons, plan_reasons
from meedoenbalie.ui.pages.offer_look import Cells, glyph_cells, slot_block
from meedoenbalie.ui.widgets.reasons import Verdict, spoken_sign
from meedoenbalie.ui.widgets.week import cells_of

_MOST_HELP = 3


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

    ``number`` is its place among what fits; without one it is told in short.
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

    @property
    def name(self) -> str:
        """What the entry is called in a sentence."""
        if self.plan is not None and self.number is not None:
            return _("Weekplan {n}").format(n=self.number)
        return self.title


Row = Heading | Entry


def tab_titles(found: MatchList) -> dict[Tab, str]:
    """Return the tabs that there are, with how many entries each has."""
    counts = Counter(match.offer.kind for match in found.matches)
    titles = {
        Tab.PLANS: _("Weekplannen {n}").format(n=len(found.plans.plans)),
        Tab.MDT: _("MDT-trajecten {n}").format(n=counts[OfferKind.MDT_TRAJECT]),
        Tab.LANGUAGE: _("Taalcursussen {n}").format(n=counts[OfferKind.LANGUAGE_COURSE]),
    }
    if counts[OfferKind.ACTIVITY]:
        titles[Tab.ACTIVITY] = _("Activiteiten {n}").format(n=counts[OfferKind.ACTIVITY])
    return titles


def rows_of(found: MatchList, tab: Tab) -> tuple[Row, ...]:
    """Return the rows of a tab, best first."""
    name = matching_text.called(found.resident)
    kinds = (OfferKind.MDT_TRAJECT, OfferKind.LANGUAGE_COURSE) if tab.kind is None else (tab.kind,)
    matches = [match for match in found.matches if match.offer.kind in kinds]
    good: Sequence[WeekPlan | Match] = found.plans.plans
    if tab is not Tab.PLANS:
        good = [match for match in matches if match.fit is not Fit.FITS_NOT]
    fitting = [each for each in good if not _needs_change(each)]
    nearly = [_entry(each, name) for each in good if _needs_change(each)]
    rows: list[Row] = [_entry(each, name, n) for n, each in enumerate(fitting, start=1)]
    if not good:
        rows.append(_nothing(matches, tab, name))
    rows += _group("nearly", _nearly_words(nearly), nearly)
    if tab is Tab.PLANS:
        apart = [_entry(match, name) for match in found.plans.left_out]
        rows += _group("apart", _("Past, maar nog in geen weekplan"), apart)
    refused = [_entry(match, name) for match in matches if match.fit is Fit.FITS_NOT]
    rows += _group("not", _("Past niet · nu helpt geen kleine wijziging"), refused)
    return tuple(rows)


def spoken(row: Row) -> str:
    """Return all that a row says, for screen readers."""
    if isinstance(row, Heading):
        return ". ".join((row.text, *row.helps))
    parts = [row.title, fit_text(row.fit), row.meta]
    parts += [f"{spoken_sign(verdict)}: {text}" for verdict, text in row.reasons]
    parts += [f"{spoken_sign('hint')}: {hint}" for hint in row.hints]
    first = "" if row.number is None else f"{row.number}. "
    return first + ". ".join(part for part in parts if part)


def fit_text(fit: Fit) -> str:
    """Return a verdict in words."""
    return {
        Fit.FITS: _("Past"),
        Fit.FITS_IF: _("Past als…"),
        Fit.FITS_NOT: _("Past niet"),
    }[fit]


def _group(key: str, text: str, entries: Sequence[Entry]) -> list[Row]:
    return [Heading(key, text), *entries] if entries else []


def _nearly_words(entries: Sequence[Entry]) -> str:
    if all(len(entry.hints) == 1 for entry in entries):
        return _("Net niet · één wijziging is genoeg, nagerekend")
    return _("Net niet · één of meer wijzigingen zijn genoeg, nagerekend")


def _nothing(matches: Sequence[Match], tab: Tab, name: str) -> Heading:
    """Say that nothing fits, and which single changes would make most of it fit."""
    words = {
        Tab.PLANS: _("Geen MDT-traject en taalcursus passen samen in één week."),
        Tab.MDT: _("Geen MDT-traject past nu."),
        Tab.LANGUAGE: _("Geen taalcursus past nu."),
        Tab.ACTIVITY: _("Geen activiteit past nu."),
    }[tab]
    alone = [match.changes[0] for match in matches if len(match.changes) == 1]
    would_fit = Counter(
        {change: sum(_covers(change, other) for other in alone) for change in alone}
    )
    helps = tuple(
        ngettext(
            "{question} Dan past er {n} uit het aanbod.",
            "{question} Dan passen er {n} uit het aanbod.",
            n,
        ).format(question=matching_text.question(change, name), n=n)
        for change, n in would_fit.most_common(_MOST_HELP)
    )
    return Heading("nothing", words, helps or (_("Kijk hieronder bij elk aanbod waarom."),))


def _covers(change: Change, other: Change) -> bool:
    """Tell whether the other is true with this one: who can travel 50 minutes can travel 40."""
    for kind in (TravelAccepted, MoreTime):
        if isinstance(change, kind) and isinstance(other, kind):
            return other.minutes <= change.minutes
    return change == other


def _needs_change(each: WeekPlan | Match) -> bool:
    """Tell whether something is known to be in the way, not merely unknown."""
    if isinstance(each, WeekPlan):
        return each.load.over or _needs_change(each.mdt) or _needs_change(each.language)
    return any(result.verdict is Judged.FITS_NOT for result in each.judgement.blocking)


def _entry(each: WeekPlan | Match, name: str, number: int | None = None) -> Entry:
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
        meta=_meta(matches),
        mdt=mdt,
        language=language,
        reasons=plan_reasons(plan, name, full=full)
        if plan is not None
        else offer_reasons(matches[0], name, full=full),
        hints=tuple(matching_text.changes(changes, name)),
        matches=matches,
        plan=plan,
        number=number,
    )


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
