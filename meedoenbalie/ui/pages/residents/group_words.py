"""The conditions of a group in words, and what each takes with it when it goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from meedoenbalie.domain.people import DutchLevel
from meedoenbalie.i18n import _, formats, labels, ngettext
from meedoenbalie.i18n.free_time import availability_text
from meedoenbalie.services.groups import ConsentState, GroupFilter


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: its words, and the fields of the filter that it stands for."""

    words: str
    fields: tuple[str, ...]


def conditions(wanted: GroupFilter) -> Iterator[Condition]:
    """Yield what a group asks: who they are, then what happened."""
    yield from _who(wanted)
    yield from _what_happened(wanted)


def _who(wanted: GroupFilter) -> Iterator[Condition]:
    if wanted.departed:
        yield Condition(_("Vertrokken"), ("departed",))
    if wanted.minimum_age is not None or wanted.maximum_age is not None:
        yield Condition(_ages(wanted), ("minimum_age", "maximum_age", "age_on"))
    if wanted.levels:
        yield Condition(levels_text(wanted.levels), ("levels",))
    for phase in wanted.phases:
        yield Condition(labels.phase(phase), ("phases",))
    if wanted.language:
        yield Condition(formats.language_name(wanted.language), ("language",))
    if wanted.free:
        words = _("vrij: {when}").format(when=availability_text(wanted.free))
        yield Condition(words, ("free",))


def _what_happened(wanted: GroupFilter) -> Iterator[Condition]:
    if wanted.waiting_weeks is not None:
        weeks = wanted.waiting_weeks
        words = ngettext("wacht langer dan {n} week", "wacht langer dan {n} weken", weeks)
        yield Condition(words.format(n=weeks), ("waiting_weeks",))
    if wanted.not_informed:
        yield Condition(_("nog niet voorgelicht"), ("not_informed",))
    if wanted.without_referral:
        yield Condition(_("zonder doorverwijzing"), ("without_referral",))
    if wanted.consent is not None:
        yield Condition(consent_text(wanted.consent), ("consent",))


def consent_text(state: ConsentState) -> str:
    """Return the state of consent in words."""
    return {
        ConsentState.HOLDS: _("toestemming geldt"),
        ConsentState.REFUSED: _("zei nee tegen delen"),
        ConsentState.THINKING: _("denkt nog na over delen"),
        ConsentState.NOT_ASKED: _("toestemming nog niet gevraagd"),
    }[state]


def levels_text(levels: tuple[DutchLevel, ...]) -> str:
    """Return a range of levels: *A1 t/m B1*."""
    first, last = min(levels, key=_rank), max(levels, key=_rank)
    if first is last:
        return first.value
    return _("{first} t/m {last}").format(first=first.value, last=last.value)


def _ages(wanted: GroupFilter) -> str:
    low, high = wanted.minimum_age, wanted.maximum_age
    if low == high:
        words = _("{low} jaar")
    elif high is None:
        words = _("vanaf {low} jaar")
    elif low is None:
        words = _("tot en met {high} jaar")
    else:
        words = _("{low} t/m {high} jaar")
    said = words.format(low=low, high=high)
    if wanted.age_on is None:
        return said
    return _("{age} op {day}").format(age=said, day=formats.numeric_day(wanted.age_on))


def _rank(level: DutchLevel) -> int:
    return level.rank
