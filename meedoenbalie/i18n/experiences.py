"""Experiences in words for the desk: moments, ways, and the answers as they were read."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from meedoenbalie.domain.experiences import Experience, Feeling, Hard, Helps, Moment, Way
from meedoenbalie.i18n import _
from meedoenbalie.i18n.experience_texts import FEELING, HARD, HELPS, Asked, answer_key, desk_texts


def moment(value: Moment) -> str:
    """When somebody was asked."""
    return {
        Moment.START: _("begin"),
        Moment.HALFWAY: _("halverwege"),
        Moment.END: _("einde"),
    }[value]


def way(value: Way) -> str:
    """How somebody answered."""
    return {Way.SCREEN: _("op het scherm"), Way.PAPER: _("op papier")}[value]


def feeling(value: Feeling) -> str:
    """How it is there, as the answer was read."""
    return _answer(FEELING, value)


def helps(value: Helps) -> str:
    """What helps, as the answer was read."""
    return _answer(HELPS, value)


def hard(value: Hard) -> str:
    """What makes it hard, as the answer was read."""
    return _answer(HARD, value)


def answers(one: Experience) -> Iterator[str]:
    """Yield what was said, question by question; that somebody doesn't want to is an answer."""
    if one.declined:
        yield _("wil niet antwoorden")
    if one.feeling is not None:
        yield feeling(one.feeling)
    if one.helps:
        yield _("helpt: {answers}").format(answers=", ".join(map(helps, one.helps)))
    if one.hard:
        yield _("moeilijk: {answers}").format(answers=", ".join(map(hard, one.hard)))


def _answer(asked: Asked, value: StrEnum) -> str:
    return desk_texts()[answer_key(asked, value)]
