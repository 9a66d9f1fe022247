"""Figures of lessons in the handreiking: a chart, a table, a description, and the proof."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from meedoenbalie.domain.handreiking import Guide, GuideLesson
from meedoenbalie.domain.lesson_figures import PrintedFigure, shown_arms, shown_share
from meedoenbalie.domain.live_query import SHARES, Measure
from meedoenbalie.i18n import _, figure_words, formats, pgettext
from meedoenbalie.reports import lessons_inside
from meedoenbalie.reports.proof_file import NAME, written


def charts(lessons: Iterable[GuideLesson]) -> list[dict[str, Any]]:
    """Return the figures of lessons as data for ``figures.typ``."""
    return [chart(figure) for lesson in lessons for figure in lesson.figures]


def chart(figure: PrintedFigure) -> dict[str, Any]:
    """Return one frozen figure: rows with their cells, and what a screen reader says of it."""
    share = figure.query.measure in SHARES
    rows = _share_rows(figure) if share else _count_rows(figure)
    head = (
        [_("Groep"), _("Gehaald"), pgettext("basis van een deel", "Van"), _("Deel"), _("Marge")]
        if share
        else [_("Wat"), _("Aantal")]
    )
    said = ". ".join(
        f"{row['label']}: "
        + ", ".join(f"{word} {cell}" for word, cell in zip(head[1:], row["cells"], strict=True))
        for row in rows
    )
    day = formats.full_day(figure.frozen_at.date())
    note = _("Geteld op {day}. Kleine aantallen zijn verborgen, andere afgerond op 5.").format(
        day=day
    )
    if share:
        note += " " + _("De lijn is de marge: daar ligt het deel met 95 % zekerheid tussen.")
    return {
        "title": figure.caption,
        "caption": figure_words.told_first(figure.query) + ".",
        "share": share,
        "head": head,
        "rows": rows,
        "alt": _("Staafdiagram. {rows}.").format(rows=said),
        "note": note,
    }


def inside(guide: Guide) -> dict[str, Any]:
    """Return what is attached to an edition: its lessons, and its figures where it has any."""
    lessons = {
        "name": lessons_inside.NAME,
        "text": lessons_inside.written(guide),
        "description": _("De lessen van deze handreiking, om een volgende mee te vergelijken"),
    }
    return {"inside": [lessons, *_proof(guide)]}


def _proof(guide: Guide) -> list[dict[str, str]]:
    # Those of another azc are sealed there: nobody can prove them here.
    figures = [one for lesson in guide.lessons for one in lesson.figures if one.seal]
    figures += guide.proof
    if not figures:
        return []
    description = _("De cijfers van deze handreiking en hoe ze zijn geteld")
    return [{"name": NAME, "text": written(figures), "description": description}]


def _share_rows(figure: PrintedFigure) -> list[dict[str, Any]]:
    rows = []
    words = figure_words.arms(figure.query)
    for label, (part, whole) in zip(words, shown_arms(figure.query, figure.shown), strict=True):
        found = shown_share(part, whole)
        rows.append(
            {
                "label": label,
                "value": found and round(found.value * 100),
                "low": found and round(found.low * 100),
                "high": found and round(found.high * 100),
                "shown": formats.percent(found.value) if found else _("niet getoond"),
                "cells": [
                    _number(part),
                    _number(whole),
                    formats.percent(found.value) if found else "–",
                    f"{formats.percent(found.low)} – {formats.percent(found.high)}"
                    if found
                    else "–",
                ],
            }
        )
    return rows


def _count_rows(figure: PrintedFigure) -> list[dict[str, Any]]:
    return [
        {
            "label": figure_words.key(figure.query, code),
            "value": count,
            "low": None,
            "high": None,
            "shown": _number(count),
            "cells": [_number(count)],
        }
        for code, count in _ordered(figure)
    ]


def _ordered(figure: PrintedFigure) -> list[tuple[str, int | None]]:
    found = list(figure.shown.items())
    if figure.query.measure is Measure.COUNTS:
        return found
    # Hidden ones by name: an order by count would tell which of them is larger.
    return sorted(found, key=lambda item: (-1 if item[1] is None else -item[1] - 2, item[0]))


def _number(count: int | None) -> str:
    return _("niet getoond") if count is None else formats.number(count)
