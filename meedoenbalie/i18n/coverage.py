"""Words for demand and places: bands of the level, parts of the week, and what could change."""

from __future__ import annotations

from meedoenbalie.domain.matching.bands import Band
from meedoenbalie.domain.matching.coverage import WeekPart
from meedoenbalie.domain.matching.proposals import Change, Proposal
from meedoenbalie.domain.offers import OfferKind
from meedoenbalie.i18n import _, formats, labels, ngettext


def band(value: Band) -> str:
    """A band of the level of Dutch, in a heading."""
    return {
        Band.ALFA: _("Alfa"),
        Band.A0: "A0",
        Band.A1: "A1",
        Band.A2: "A2",
        Band.B1: _("B1 en hoger"),
        Band.UNKNOWN: _("Niet bekend"),
    }[value]


def part_of_week(part: WeekPart) -> str:
    """A part of the week: *dinsdagavond*."""
    day, daypart = part
    return _("{day}{part}").format(day=labels.weekday(day), part=labels.daypart(daypart))


def kinds(value: OfferKind) -> str:
    """A kind of offer, in the plural."""
    return {
        OfferKind.MDT_TRAJECT: _("MDT-trajecten"),
        OfferKind.LANGUAGE_COURSE: _("Taalcursussen"),
        OfferKind.ACTIVITY: _("Activiteiten"),
    }[value]


def proposal(value: Proposal) -> str:
    """What could change, in a few words."""
    if value.before is None:
        return _new_group(value)
    after = value.after
    if value.change is Change.TIME and value.moved is not None and value.to is not None:
        words = _("{to} in plaats van {moved}").format(
            to=formats.slot(value.to), moved=formats.slot(value.moved)
        )
    elif value.change is Change.LEVEL:
        words = _("al vanaf {level}").format(level=labels.level(after.level_from))
    elif value.change is Change.AGES:
        words = _ages(after.minimum_age, after.maximum_age)
    elif value.change is Change.PERMIT:
        words = _("met een verklaring vrijwilligerswerk")
    elif value.change is Change.ANOTHER_GROUP:
        words = _("nog een groep, {n} plaatsen erbij").format(n=value.extra)
    else:
        words = ngettext("{n} plaats erbij", "{n} plaatsen erbij", value.extra).format(
            n=value.extra
        )
    return _("{offer}: {words}").format(offer=value.before.title, words=words)


def _new_group(value: Proposal) -> str:
    when = part_of_week(value.part) if value.part else ""
    level = band(value.band) if value.band else ""
    if value.after.kind is OfferKind.LANGUAGE_COURSE:
        return _("Een nieuwe taalcursus {level} op {when}").format(level=level, when=when)
    if value.after.kind is OfferKind.MDT_TRAJECT:
        if value.band is Band.UNKNOWN:
            return _("Een nieuw MDT-traject zonder taaleis op {when}").format(when=when)
        return _("Een nieuw MDT-traject vanaf {level} op {when}").format(level=level, when=when)
    if value.band is Band.UNKNOWN:
        return _("Een nieuwe activiteit zonder taaleis op {when}").format(when=when)
    return _("Een nieuwe activiteit vanaf {level} op {when}").format(level=level, when=when)


def _ages(minimum: int | None, maximum: int | None) -> str:
    if minimum is None and maximum is None:
        return _("voor alle leeftijden")
    if maximum is None:
        return _("vanaf {age} jaar").format(age=minimum)
    if minimum is None:
        return _("tot en met {age} jaar").format(age=maximum)
    return _("van {low} tot en met {high} jaar").format(low=minimum, high=maximum)
