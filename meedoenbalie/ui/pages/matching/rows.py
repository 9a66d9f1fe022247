"""Which rows the advice shows, in groups: what was chosen, what fits, nearly fits, and doesn't.

Of each group the first are judged and shown, the rest on demand: there may be thousands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from meedoenbalie.domain.matching.changes import Change, MoreTime, TravelAccepted
from meedoenbalie.domain.matching.explain import Match
from meedoenbalie.domain.matching.facts import Verdict as Judged
from meedoenbalie.domain.matching.ranking import Line
from meedoenbalie.domain.matching.score import Fit
from meedoenbalie.domain.matching.weekplan import PLANNED, WeekPlan
from meedoenbalie.domain.offers import OfferKind
from meedoenbalie.i18n import _, labels, ngettext
from meedoenbalie.services import matching_text
from meedoenbalie.services.matching import MatchList
from meedoenbalie.ui.pages.matching.entries import (
    NO,
    Entry,
    Heading,
    More,
    Row,
    Tab,
    entry_of,
)

AT_ONCE = 40
"""How many of a group are shown before somebody asks for more."""
_MOST_HELP = 3
_LOOKED_AT_FOR_HELP = 300

Shown = Mapping[str, int]
"""How many of a group are shown, by the key of the group; ``AT_ONCE`` when it isn't named."""


def tab_titles(found: MatchList) -> dict[Tab, str]:
    """Return the tabs that there are, with how many entries each has."""
    counts = Counter(line.offer.kind for line in found.matches.lines)
    titles = {
        Tab.PLANS: _("Weekplannen {n}").format(n=len(found.plans.plans)),
        Tab.MDT: _("MDT-trajecten {n}").format(n=counts[OfferKind.MDT_TRAJECT]),
        Tab.LANGUAGE: _("Taalcursussen {n}").format(n=counts[OfferKind.LANGUAGE_COURSE]),
    }
    if counts[OfferKind.ACTIVITY]:
        titles[Tab.ACTIVITY] = _("Activiteiten {n}").format(n=counts[OfferKind.ACTIVITY])
    return titles


def short_titles(found: MatchList) -> dict[Tab, str]:
    """Return the same in few letters."""
    counts = Counter(line.offer.kind for line in found.matches.lines)
    titles = {Tab.PLANS: _("Plannen {n}").format(n=len(found.plans.plans))}
    for tab, kind in (
        (Tab.MDT, OfferKind.MDT_TRAJECT),
        (Tab.LANGUAGE, OfferKind.LANGUAGE_COURSE),
        (Tab.ACTIVITY, OfferKind.ACTIVITY),
    ):
        titles[tab] = f"{labels.offer_kind_short(kind)} {counts[kind]}"
    return titles


def rows_of(found: MatchList, tab: Tab, shown: Shown) -> tuple[Row, ...]:
    """Return the rows of a tab: what was chosen on top, then the order of the program."""
    return _Rows(found, tab, shown).rows()


@dataclass(frozen=True, slots=True)
class _Rows:
    found: MatchList
    tab: Tab
    shown: Shown

    @property
    def name(self) -> str:
        return matching_text.called(self.found.resident)

    def rows(self) -> tuple[Row, ...]:
        kinds = PLANNED if self.tab.kind is None else (self.tab.kind,)
        ranks, refused = self.found.choices.ranks, self.found.choices.refused
        lines = [line for line in self.found.matches.lines if line.offer.kind in kinds]
        chosen = [line for line in lines if line.offer.id in ranks]
        said_no = [line for line in lines if line.offer.id in refused]
        open_lines = [line for line in lines if line.offer.id not in {*ranks, *refused}]
        good: Sequence[WeekPlan | Match] = self.found.plans.plans
        more: list[Row] = []
        if self.tab is not Tab.PLANS:
            able = [line for line in open_lines if line.fit is not Fit.FITS_NOT]
            good = [*(line.match for line in chosen), *self._first("good", able)]
            more = self._more("good", able)
        rows = self._no_to_all()
        on_top = [each for each in good if self._is_chosen(each) or not _needs_change(each)]
        nearly = [self._entry(each) for each in good if each not in on_top]
        rows += [self._entry(each, n) for n, each in enumerate(on_top, start=1)]
        if not good:
            rows.append(self._nothing(lines))
        rows += _group("nearly", _nearly_words(nearly), nearly) + more
        if self.tab is Tab.PLANS:
            apart = [self._entry(match) for match in self.found.plans.left_out]
            rows += _group("apart", _("Past, maar nog in geen weekplan"), apart)
        rows += self._lines(
            "not",
            _("Past niet · nu helpt geen kleine wijziging"),
            [line for line in open_lines if line.fit is Fit.FITS_NOT],
        )
        words = _("{name} zei nee · blijft hier staan, wordt niet voorgesteld")
        return (*rows, *self._lines("no", words.format(name=self.name), said_no))

    def _entry(self, each: WeekPlan | Match, number: int | None = None) -> Entry:
        running = self.found.ground.running if isinstance(each, WeekPlan) else ()
        return entry_of(each, self.name, self.found.choices, number, running)

    def _is_chosen(self, each: WeekPlan | Match) -> bool:
        return self._entry(each).choice not in (None, NO)

    def _first(self, key: str, lines: Sequence[Line]) -> list[Match]:
        return [line.match for line in lines[: self.shown.get(key, AT_ONCE)]]

    def _more(self, key: str, lines: Sequence[Line]) -> list[Row]:
        hidden = len(lines) - self.shown.get(key, AT_ONCE)
        if hidden <= 0:
            return []
        words = ngettext("Nog {n}. Enter toont meer.", "Nog {n}. Enter toont meer.", hidden)
        return [More(key, words.format(n=hidden))]

    def _lines(self, key: str, text: str, lines: Sequence[Line]) -> list[Row]:
        entries = [self._entry(match) for match in self._first(key, lines)]
        return [*_group(key, text, entries), *self._more(key, lines)]

    def _no_to_all(self) -> list[Row]:
        if not self.found.choices.no_to_all:
            return []
        text = _("{name} zei nee tegen alles wat is voorgesteld").format(name=self.name)
        return [
            Heading(
                "no to all",
                text,
                (_("Kiest {name} toch iets? Dan vervalt dit nee.").format(name=self.name),),
            )
        ]

    def _nothing(self, lines: Sequence[Line]) -> Heading:
        """Say that nothing fits, and which single changes would make most of it fit."""
        words = {
            Tab.PLANS: _("Geen MDT-traject en taalcursus passen samen in één week."),
            Tab.MDT: _("Geen MDT-traject past nu."),
            Tab.LANGUAGE: _("Geen taalcursus past nu."),
            Tab.ACTIVITY: _("Geen activiteit past nu."),
        }[self.tab]
        if self.tab is Tab.PLANS and self._conditions:
            again = _("Maak een dagdeel vrij, of haal een voorwaarde weg.")
            return Heading("nothing", _("Geen weekplan met deze voorwaarden."), (again,))
        judged = [line.match for line in islice(lines, _LOOKED_AT_FOR_HELP)]
        alone = [match.changes[0] for match in judged if len(match.changes) == 1]
        would_fit = Counter(
            {change: sum(_covers(change, other) for other in alone) for change in alone}
        )
        helps = tuple(
            ngettext(
                "{question} Dan past er {n} uit het aanbod.",
                "{question} Dan passen er {n} uit het aanbod.",
                n,
            ).format(question=matching_text.question(change, self.name), n=n)
            for change, n in would_fit.most_common(_MOST_HELP)
        )
        return Heading("nothing", words, helps or (_("Kijk hieronder bij elk aanbod waarom."),))

    @property
    def _conditions(self) -> bool:
        conditions = self.found.plans.conditions
        own = conditions.without - self.found.choices.refused
        return bool(conditions.pinned or own or conditions.free)


def _group(key: str, text: str, entries: Sequence[Entry]) -> list[Row]:
    return [Heading(key, text), *entries] if entries else []


def _nearly_words(entries: Sequence[Entry]) -> str:
    if all(len(entry.hints) == 1 for entry in entries):
        return _("Net niet · één wijziging is genoeg, nagerekend")
    return _("Net niet · één of meer wijzigingen zijn genoeg, nagerekend")


def _covers(change: Change, other: Change) -> bool:
    """Tell whether the other is true with this one: who can travel 50 minutes can travel 40."""
    for kind in (TravelAccepted, MoreTime):
        if isinstance(change, kind) and isinstance(other, kind):
            return other.minutes <= change.minutes
    return change == other


def _needs_change(each: WeekPlan | Match) -> bool:
    """Tell whether something is known to be in the way, not merely unknown."""
    if isinstance(each, WeekPlan):
        return each.load.over or any(_needs_change(part.match) for part in each.parts)
    return any(result.verdict is Judged.FITS_NOT for result in each.judgement.blocking)
