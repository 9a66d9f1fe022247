"""Asking live queries of the desk's own data, those who were erased since counted in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from meedoenbalie.domain.lesson_figures import seen_week
from meedoenbalie.domain.live_count import answer, erased_counts
from meedoenbalie.domain.live_query import Query
from meedoenbalie.storage.queries.live_facts import counted_facts, facts_at
from meedoenbalie.storage.unit_of_work import Reader

Ask = Callable[[Query], dict[str, int]]


def as_known_at(reader: Reader, moment: datetime) -> Ask:
    """Return what answers queries from what was known at a moment; it reads the store once."""
    facts, gone = facts_at(reader, moment), counted_facts(reader)
    seen = seen_week(moment.date())

    def ask(query: Query) -> dict[str, int]:
        counts = answer(query, facts, seen)
        added = erased_counts(query, gone, seen) or {}
        return {name: count + added.get(name, 0) for name, count in counts.items()}

    return ask
