"""How referrals to one offer went: how many, how far, and why they ended.

Who may not see persons sees published counts only: small ones hidden, and others with them where
they would give a small one away (``disclosure``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from meedoenbalie.domain.counted import Counted
from meedoenbalie.domain.disclosure import publish
from meedoenbalie.domain.referrals import ENDED_WITHOUT_SUCCESS, EventKind, Reason, ReferralState
from meedoenbalie.domain.weekly import Step

_COMPLETED = "completed"
_RUNNING = "running"


@dataclass(frozen=True, slots=True)
class OfferHistory:
    """Counts of referrals that were sent to an offer; None is hidden.

    ``accepted`` counts who was accepted at any time, ``started`` and ``completed`` likewise.
    ``reasons`` are of referrals that ended without success; the key None is for those of which no
    reason is known. ``first_on`` and ``last_on`` are the days of the first one that was sent and of
    the last thing that happened; of published counts nobody tells the days.
    """

    referred: int | None = 0
    accepted: int | None = 0
    started: int | None = 0
    completed: int | None = 0
    running: int | None = 0
    reasons: Mapping[Reason | None, int | None] = field(default_factory=dict)
    first_on: date | None = None
    last_on: date | None = None
    exact: bool = True

    @property
    def anything(self) -> bool:
        """Tell whether anybody was ever referred, as far as may be told."""
        return self.referred != 0


def history_of(
    histories: Iterable[Sequence[Step]], erased: Mapping[Counted, int], today: date
) -> OfferHistory:
    """Count the replayed events of each referral to an offer, and people who were erased.

    Of who was erased no reason is kept. What is entered in error, or was never sent, counts not.
    """
    counts: Counter[str] = Counter()
    reasons: Counter[Reason | None] = Counter()
    days: list[date] = []
    for history in histories:
        steps = [step for step in history if step[0].happened_on <= today]
        sent = next((step[0] for step in steps if step[0].kind is EventKind.SENT), None)
        if sent is None or steps[-1][1].state is ReferralState.ENTERED_IN_ERROR:
            continue
        standing = steps[-1][1]
        kinds = {event.kind for event, _after in steps}
        counts["referred"] += 1
        counts["accepted"] += bool(kinds & {EventKind.ACCEPTED, EventKind.STARTED})
        counts["started"] += EventKind.STARTED in kinds
        counts[_COMPLETED] += standing.state is ReferralState.COMPLETED
        counts[_RUNNING] += standing.is_open
        if standing.state in ENDED_WITHOUT_SUCCESS:
            reasons[standing.reason] += 1
        days += [sent.happened_on, steps[-1][0].happened_on]
    referred, started = erased.get(Counted.SENT, 0), erased.get(Counted.STARTED, 0)
    completed = erased.get(Counted.COMPLETED, 0)
    counts["referred"] += referred
    counts["started"] += started
    counts["accepted"] += max(started, erased.get(Counted.ACCEPTED, 0))
    counts[_COMPLETED] += completed
    if referred > completed:
        reasons[None] += referred - completed
    return OfferHistory(
        referred=counts["referred"],
        accepted=counts["accepted"],
        started=counts["started"],
        completed=counts[_COMPLETED],
        running=counts[_RUNNING],
        reasons=dict(reasons),
        first_on=min(days, default=None),
        last_on=max(days, default=None),
    )


def published(history: OfferHistory) -> OfferHistory:
    """Return the counts as who may not see persons may see them.

    Two divisions of the same referrals are published: how far they came, and how they stand. A
    count is shown only where no hidden part is in it, so that no difference gives one away.
    """
    steps = [history.referred, history.accepted, history.started, history.completed]
    counts = [count or 0 for count in steps]
    parts = {place: counts[place] - after for place, after in enumerate([*counts[1:], 0])}
    by_step = publish(parts).cells
    ends: dict[object, int] = {reason: n or 0 for reason, n in history.reasons.items()}
    by_end = publish(
        {**ends, _COMPLETED: history.completed or 0, _RUNNING: history.running or 0}
    ).cells
    shown = [_sum(by_step[place] for place in range(start, 4)) for start in range(4)]
    whole = publish({"all": counts[0]}).cells["all"]
    completed = None if by_end[_COMPLETED] is None else shown[3]
    return OfferHistory(
        referred=whole,
        accepted=shown[1],
        started=shown[2],
        completed=completed,
        running=by_end[_RUNNING],
        reasons={reason: by_end[reason] for reason in history.reasons},
        exact=False,
    )


def _sum(parts: Iterable[int | None]) -> int | None:
    found = list(parts)
    return None if None in found else sum(part for part in found if part is not None)
