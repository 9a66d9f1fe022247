"""Which referrals the list shows, and in which order (07)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from PySide6.QtWidgets import QWidget

from meedoenbalie.domain.names import fold
from meedoenbalie.domain.people import Site
from meedoenbalie.domain.referrals import ReferralState
from meedoenbalie.i18n import _
from meedoenbalie.services.referring import ReferralLine
from meedoenbalie.ui.memory import Memory
from meedoenbalie.ui.widgets.chips import FilterChip

_ORDER = {state: place for place, state in enumerate(ReferralState)}


class Show(StrEnum):
    """The groups that a desk works through."""

    ALL = "all"
    OPEN = "open"
    NO_RESPONSE = "no_response"
    TO_TELL = "to_tell"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Listed:
    """A referral on a day; ``silent_days`` when it waits beyond the term of its site.

    ``groups`` are those it belongs to, ``folded`` is what it is found by. Both are worked out where
    the list is read, because the window asks them of every row at each key.
    """

    line: ReferralLine
    today: date
    silent_days: int | None
    groups: frozenset[Show]
    folded: str

    @property
    def days(self) -> int | None:
        """Days since the referral reached its state."""
        since = self.line.standing.since
        return None if since is None else max(0, (self.today - since).days)

    @property
    def to_tell(self) -> bool:
        """Tell whether it ended and the young person hasn't heard the outcome yet."""
        return Show.TO_TELL in self.groups


def having(rows: Sequence[Listed], show: Show, words: str) -> list[Listed]:
    """Return the rows of a group that have each typed word in the names or the reference."""
    typed = fold(words).split()
    return [row for row in rows if show in row.groups and all(word in row.folded for word in typed)]


def listed(lines: Iterable[ReferralLine], sites: Mapping[UUID, Site], today: date) -> list[Listed]:
    """Return referrals: those without response first, then by state along their way.

    The longest waiting comes first.
    """
    rows = [_listed(line, sites[line.site_id].response_days, today) for line in lines]
    rows.sort(key=_place)
    return rows


def counts_of(rows: Iterable[Listed]) -> Counter[Show]:
    """Return how many referrals each group has."""
    return Counter(show for row in rows for show in row.groups)


def _listed(line: ReferralLine, term: int, today: date) -> Listed:
    standing = line.standing
    silent = standing.days_without_response(today, term)
    groups = {Show.ALL}
    if standing.is_open:
        groups.add(Show.OPEN)
    if silent is not None:
        groups.add(Show.NO_RESPONSE)
    if standing.is_ended:
        groups.add(Show.ENDED)
        if not standing.closed_loop:
            groups.add(Show.TO_TELL)
    text = (
        f"{line.resident_name} {line.resident_reference} {line.offer_title} "
        f"{line.provider_name} {line.reference}"
    )
    return Listed(line, today, silent, frozenset(groups), fold(text))


def _place(row: Listed) -> tuple[bool, int, date, str]:
    standing = row.line.standing
    state = _ORDER[standing.state] if standing.state is not None else -1
    return row.silent_days is None, state, standing.since or date.max, row.line.reference


class ShowChips:
    """One chip a group with its number; one is always on. ``on_change`` comes after a choice."""

    def __init__(self, on_change: Callable[[], object], memory: Memory) -> None:
        self._on_change = on_change
        self._memory = memory
        kept = memory.recall().get("show")
        self.chosen = next((show for show in Show if show == kept), Show.ALL)
        self.chips = {show: FilterChip(words, count=0) for show, words in _words().items()}
        for show, chip in self.chips.items():
            chip.clicked.connect(lambda _on, group=show: self._clicked(group))
        self._mark()

    def widgets(self) -> tuple[QWidget, ...]:
        """Return the chips in the order shown."""
        return tuple(self.chips.values())

    def set_counts(self, counts: Counter[Show]) -> None:
        """Show how many referrals each group has."""
        for show, words in _words().items():
            self.chips[show].set_text(words, counts[show])

    def choose(self, show: Show) -> None:
        """Show a group."""
        self.chosen = show
        self._mark()
        self._on_change()

    def _clicked(self, show: Show) -> None:
        # What another page asks to be shown is for once; what somebody chooses stays.
        self._memory.keep({"show": show.value})
        self.choose(show)

    def _mark(self) -> None:
        for show, chip in self.chips.items():
            chip.setChecked(show is self.chosen)


def _words() -> dict[Show, str]:
    return {
        Show.ALL: _("Alle"),
        Show.OPEN: _("Open"),
        Show.NO_RESPONSE: _("Geen reactie"),
        Show.TO_TELL: _("Nog terugkoppelen"),
        Show.ENDED: _("Beëindigd"),
    }
