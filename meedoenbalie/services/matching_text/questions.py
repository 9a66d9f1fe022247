"""Changes as questions: with yes to all of them an offer fits."""

from __future__ import annotations

from collections.abc import Iterable

from meedoenbalie.domain.matching.changes import (
    BornBetween,
    CertificateReady,
    Change,
    CommitmentMoved,
    FreeOn,
    GuardianAgrees,
    LaterStart,
    LevelKnown,
    LevelReached,
    LiteracyKnown,
    LiteracyReached,
    OtherChange,
    PermitConfirmed,
    PhaseKnown,
    PlaceFree,
    ResidentChange,
    TimesSuit,
    TravelAccepted,
)
from meedoenbalie.domain.offers import WorkPermit
from meedoenbalie.i18n import _, formats, labels, ngettext
from meedoenbalie.services.matching_text.terms import certificate_question, literacy_question
from meedoenbalie.services.matching_text.words import appointment, joined, levels, phases


def changes(needed: Iterable[Change], name: str) -> list[str]:
    """Return the questions about somebody called ``name``; a single one says that it is enough."""
    questions = [question(change, name) for change in needed]
    if len(questions) == 1:
        return [_("{question} Dan past dit.").format(question=questions[0])]
    return questions


def question(change: Change, name: str) -> str:
    """Return the question that a change comes down to."""
    if isinstance(change, ResidentChange):
        return _of_resident(change, name)
    return _of_others(change, name)


def _of_resident(change: ResidentChange, name: str) -> str:
    match change:
        case BornBetween():
            text = _born(change, name)
        case LevelKnown():
            text = _level_known(change, name)
        case LevelReached():
            text = _level_reached(change, name)
        case LiteracyKnown() | LiteracyReached():
            text = literacy_question(change, name)
        case PhaseKnown():
            text = _("Is de verblijfsfase: {phases}?").format(phases=phases(change.phases))
        case FreeOn():
            text = _free_on(change, name)
        case CommitmentMoved():
            text = _("Kan {commitment} op een ander moment?").format(
                commitment=appointment(change.commitment)
            )
        case TravelAccepted():
            text = ngettext(
                "Kan {name} {n} minuut reizen?", "Kan {name} {n} minuten reizen?", change.minutes
            ).format(name=name, n=change.minutes)
        case _:
            text = _("Heeft {name} {hours} per week?").format(
                name=name, hours=formats.duration(change.minutes)
            )
    return text


def _of_others(change: OtherChange, name: str) -> str:
    match change:
        case GuardianAgrees():
            text = _("Gaat een ouder of voogd akkoord?")
        case LaterStart():
            text = _("Kan {name} wachten tot de start op {day}?").format(
                name=name, day=formats.full_day(change.on)
            )
        case PermitConfirmed():
            text = _permit(change)
        case CertificateReady():
            text = certificate_question(change)
        case TimesSuit():
            text = _("Vraag de aanbieder naar de tijden. Passen die bij {name}?").format(name=name)
        case PlaceFree():
            text = _place_free(change)
        case _:
            text = ngettext(
                "Is de reis hoogstens {n} minuut?",
                "Is de reis hoogstens {n} minuten?",
                change.at_most,
            ).format(n=change.at_most)
    return text


def _born(change: BornBetween, name: str) -> str:
    latest = formats.full_day(change.latest)
    if change.earliest is None:
        return _("Is {name} geboren op of voor {latest}?").format(name=name, latest=latest)
    return _("Is {name} geboren van {earliest} t/m {latest}?").format(
        name=name, earliest=formats.full_day(change.earliest), latest=latest
    )


def _level_known(change: LevelKnown, name: str) -> str:
    if change.highest is None:
        return _("Heeft {name} minstens Nederlands {level}?").format(
            name=name, level=labels.level(change.lowest)
        )
    return _("Heeft {name} Nederlands {levels}?").format(
        name=name, levels=levels(change.lowest, change.highest)
    )


def _level_reached(change: LevelReached, name: str) -> str:
    level = labels.level(change.level)
    if change.by is None:
        return _("Haalt {name} eerst Nederlands {level}?").format(name=name, level=level)
    return _("Haalt {name} Nederlands {level} vóór {day}?").format(
        name=name, level=level, day=formats.day(change.by)
    )


def _free_on(change: FreeOn, name: str) -> str:
    when = formats.slots(change.slots)
    if change.whole:
        when = joined(
            _("{weekday}{daypart}").format(
                weekday=labels.weekday(day), daypart=labels.daypart(daypart)
            )
            for day, daypart in change.dayparts
        )
    return _("Kan {name} op {when}?").format(name=name, when=when)


def _permit(change: PermitConfirmed) -> str:
    if change.expired is not None:
        return _("Wordt de verklaring vrijwilligerswerk verlengd na {day}?").format(
            day=formats.day(change.expired)
        )
    if change.now is WorkPermit.REQUESTED:
        return _("Heeft UWV de ontvangst van de aanvraag bevestigd?")
    if change.now is WorkPermit.NO:
        return _(
            "Vraagt de organisatie een verklaring vrijwilligerswerk aan, "
            "en bevestigt UWV de ontvangst?"
        )
    return _("Heeft de organisatie een verklaring vrijwilligerswerk, of de bevestiging van UWV?")


def _place_free(change: PlaceFree) -> str:
    if change.full:
        return _("Komt er een plaats vrij?")
    return _("Vraag de aanbieder naar de plaatsen. Is er een plaats?")
