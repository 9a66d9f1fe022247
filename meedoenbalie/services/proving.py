"""Counting the figures of a handreiking again: the same, or what was and what is.

A figure is what was known when it was frozen. What is written down later doesn't change it; a
correction of what was known then does, and so does whoever moved to another azc, was taken together
with a double, or got another birth date. Of erased people counts stay; a figure that these can't
answer says how many were erased since.
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from meedoenbalie.domain.lesson_figures import (
    LessonFigure,
    PrintedFigure,
    Shown,
    seal,
    seen_week,
    shown,
)
from meedoenbalie.domain.live_count import erased_counts
from meedoenbalie.domain.live_query import Counts
from meedoenbalie.reports.problems import NoProof
from meedoenbalie.reports.proof_file import read
from meedoenbalie.services.asking import Ask, as_known_at
from meedoenbalie.services.collecting import opened
from meedoenbalie.services.desk import READERS, Desk
from meedoenbalie.services.printed_figures import PURPOSE, known_seals

__all__ = ["NoProof", "Proven", "Verdict", "verify_by_collection", "verify_by_desk"]


class Verdict(StrEnum):
    """What came of counting again.

    ``altered``: the counts are right, but what the file says of the figure isn't what was frozen.
    ``unknown``: nobody can tell, for people were erased since, or no gegevensset holds what it
    asks.
    """

    EQUAL = "equal"
    DIFFERS = "differs"
    ALTERED = "altered"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Proven:
    """One figure counted again. ``was`` and ``now`` are exact where the store still has both.

    ``erased`` is how many people were erased since it was frozen.
    """

    figure: PrintedFigure
    verdict: Verdict
    was: Shown
    now: Shown
    erased: int = 0


def verify_by_desk(desk: Desk, file: Path) -> list[Proven]:
    """Count the figures of a file again in the store.

    Raises NoProof, ErasureListDamaged and OSError.
    """
    figures = read(file)
    with desk.read("verify_handreiking", READERS) as reader:
        keys = known_seals(desk, reader)
        kept = {str(one.id): one for one in reader.find(LessonFigure)}
        erased = desk.database.erased()
        asking: dict[datetime, Ask] = {}
        found = []
        for figure in figures:
            if figure.frozen_at not in asking:
                asking[figure.frozen_at] = as_known_at(reader, figure.frozen_at)
            since = sum(at > figure.frozen_at for at in erased.values())
            # Nothing to add is an answer too; None says that counts can't tell.
            lost = since if erased_counts(figure.query, (), "") is None else 0
            counts = asking[figure.frozen_at](figure.query)
            found.append(_judge(keys, figure, counts, kept.get(figure.id), lost))
    return found


def verify_by_collection(path: Path, passphrase: str, file: Path) -> list[Proven]:
    """Count the figures of a file again in a collection. Raises NoProof and what ``opened`` raises.

    A gegevensset doesn't say when something was written down: what a newer one adds to weeks that
    were counted shows as a difference.
    """
    from meedoenbalie.collection.live_query import CannotAnswer
    from meedoenbalie.collection.live_query import answer as ask

    figures = read(file)
    found = []
    with opened(path, passphrase) as collection:
        keys = [collection.derived_key(PURPOSE)]
        for figure in figures:
            try:
                counts = ask(collection, figure.query, seen_week(figure.frozen_at.date()))
            except CannotAnswer:
                found.append(Proven(figure, Verdict.UNKNOWN, figure.shown, {}))
                continue
            found.append(_judge(keys, figure, counts, None, 0))
    return found


def _judge(
    keys: Sequence[bytes],
    figure: PrintedFigure,
    counts: Counts,
    kept: LessonFigure | None,
    erased: int,
) -> Proven:
    printed = shown(figure.query, counts)
    if any(_sealed(key, figure, counts) for key in keys):
        verdict = Verdict.EQUAL if printed == dict(figure.shown) else Verdict.ALTERED
        return Proven(figure, verdict, figure.shown, printed, erased)
    was = None if kept is None else kept.counts
    if was is not None and was == counts:
        return Proven(figure, Verdict.ALTERED, figure.shown, printed, erased)
    verdict = Verdict.UNKNOWN if erased else Verdict.DIFFERS
    return Proven(figure, verdict, figure.shown if was is None else was, counts, erased)


def _sealed(key: bytes, figure: PrintedFigure, counts: Counts) -> bool:
    made = seal(key, figure.id, figure.query, counts, figure.frozen_at)
    return hmac.compare_digest(made, figure.seal)
