"""Each criterion's result as a sentence."""

from __future__ import annotations

from meedoenbalie.domain.matching.facts import (
    AgeFacts,
    Clash,
    CriterionResult,
    Facts,
    InterestFacts,
    LevelFacts,
    LoadFacts,
    PhaseFacts,
    PlacesFacts,
    StartFacts,
    TravelFacts,
    Verdict,
    WeekFacts,
)
from meedoenbalie.domain.offers import WorkPermit
from meedoenbalie.domain.people import TravelMeans
from meedoenbalie.domain.week import ScheduleKind, TimeSlot
from meedoenbalie.i18n import _, formats, labels, ngettext
from meedoenbalie.services.matching_text.terms import term_reason
from meedoenbalie.services.matching_text.words import (
    appointment,
    isolated,
    joined,
    levels,
    phases,
)


def reason(result: CriterionResult[Facts], name: str) -> str:
    """Return a criterion's result as a sentence about somebody called ``name``."""
    facts, verdict = result.facts, result.verdict
    match facts:
        case StartFacts():
            text = _start(facts)
        case AgeFacts():
            text = _age(facts, verdict)
        case LevelFacts():
            text = _level(facts, verdict, name)
        case PhaseFacts():
            text = _phase(facts, verdict, name)
        case WeekFacts():
            text = _week(facts, verdict, name)
        case PlacesFacts():
            text = _places(facts)
        case TravelFacts():
            text = _travel(facts, verdict, name)
        case LoadFacts():
            text = _load(facts, verdict, name)
        case InterestFacts():
            text = _interests(facts)
        case _:
            text = term_reason(facts, verdict, name)
    return text


def _start(facts: StartFacts) -> str:
    if not facts.active:
        return _("Wordt nu niet aangeboden")
    if facts.ended_on is not None:
        return _("Afgelopen op {day}").format(day=formats.day(facts.ended_on))
    if facts.on is None:
        return _("Er is geen startmoment meer bekend")
    if not facts.stated:
        return _("Startmoment niet bekend, vraag het de aanbieder")
    if facts.any_time:
        return _("Starten kan elk moment")
    return _("Start {day}").format(day=formats.day(facts.on))


def _age(facts: AgeFacts, verdict: Verdict) -> str:
    allowed = _ages(facts.minimum, facts.maximum)
    if facts.lowest is None:
        text = _("Geboortedatum niet bekend, {allowed}").format(allowed=allowed)
    elif facts.lowest != facts.highest:
        text = _("Leeftijd {lowest} of {highest}, {allowed}").format(
            lowest=facts.lowest, highest=facts.highest, allowed=allowed
        )
    elif verdict is Verdict.FITS_NOT:
        text = _("Leeftijd {age} bij de start, {allowed}").format(age=facts.lowest, allowed=allowed)
    else:
        text = _("Leeftijd {age}, {allowed}").format(age=facts.lowest, allowed=allowed)
    if not facts.guardian_needed:
        return text
    if facts.guardian_known:
        return _("{text}. Ouder of voogd is bekend").format(text=text)
    return _("{text}. Ouder of voogd is nog niet bekend").format(text=text)


def _ages(minimum: int | None, maximum: int | None) -> str:
    if minimum is None and maximum is None:
        return _("elke leeftijd mag")
    if maximum is None:
        return _("mag vanaf {minimum}").format(minimum=minimum)
    if minimum is None:
        return _("mag t/m {maximum}").format(maximum=maximum)
    return _("mag {minimum} t/m {maximum}").format(minimum=minimum, maximum=maximum)


def _level(facts: LevelFacts, verdict: Verdict, name: str) -> str:
    lowest, highest = facts.level_from, facts.level_to
    has = labels.level(facts.level)
    if lowest is None and highest is None:
        return _("Geen niveau Nederlands nodig")
    if verdict is Verdict.FITS:
        return _("Nederlands {level} past").format(level=has)
    asked = levels(lowest, highest)
    if facts.learns_to_read:
        return _("Voor wie leert lezen: {levels}. {name} heeft {level} en leest nog niet").format(
            levels=asked, name=name, level=has
        )
    if facts.level is None:
        return _("Niveau Nederlands niet bekend, gevraagd: {levels}").format(levels=asked)
    below = lowest is not None and facts.level.rank < lowest.rank
    if not below:
        return _("Voor Nederlands {levels}. {name} heeft al {level}").format(
            levels=asked, name=name, level=has
        )
    if facts.on is None:
        text = _("Vraagt Nederlands {levels}. {name} heeft nu {level}").format(
            levels=asked, name=name, level=has
        )
    else:
        text = _("Start {day} en vraagt Nederlands {levels}. {name} heeft nu {level}").format(
            day=formats.day(facts.on), levels=asked, name=name, level=has
        )
    if not facts.support:
        return text
    return _("{text}. Hulp in het {languages} is er wel").format(
        text=text, languages=joined(formats.language_name(code) for code in facts.support)
    )


def _phase(facts: PhaseFacts, verdict: Verdict, name: str) -> str:
    if facts.phase is None and verdict is Verdict.UNKNOWN:
        return _("Verblijfsfase niet bekend")
    if facts.allowed and facts.phase is not None and facts.phase not in facts.allowed:
        return _("Alleen voor: {phases}. {name}: {phase}").format(
            phases=phases(facts.allowed), name=name, phase=labels.phase(facts.phase)
        )
    if verdict is Verdict.FITS:
        if facts.permit_needed:
            return _("De verklaring vrijwilligerswerk is er")
        return _("Verblijfsfase past")
    return _permit(facts, verdict)


def _permit(facts: PhaseFacts, verdict: Verdict) -> str:
    if verdict is Verdict.FITS_NOT:
        return _("Geen verklaring vrijwilligerswerk. UWV vraagt die voor asielzoekers")
    if facts.permit_expired is not None:
        return _("De verklaring vrijwilligerswerk geldt tot en met {day}, vóór de start").format(
            day=formats.day(facts.permit_expired)
        )
    if facts.permit is WorkPermit.REQUESTED:
        return _(
            "Verklaring vrijwilligerswerk aangevraagd. "
            "Beginnen mag zodra UWV de ontvangst bevestigt"
        )
    if facts.permit is WorkPermit.NO:
        return _("Geen verklaring vrijwilligerswerk. Vraag UWV of die in beroep nodig is")
    return _("Niet bekend of er een verklaring vrijwilligerswerk van UWV is")


def _week(facts: WeekFacts, verdict: Verdict, name: str) -> str:
    if facts.kind is ScheduleKind.UNKNOWN:
        return _("Tijden nog niet bekend")
    if facts.kind is ScheduleKind.FLEXIBLE:
        return _("Tijden in overleg")
    if verdict is Verdict.FITS:
        if not facts.availability_known:
            return _("Niets botst. Wanneer {name} kan, is nog niet gevraagd").format(name=name)
        return _("Week past, niets botst")
    parts = [_clash(clash) for clash in facts.clashes[:1]]
    if facts.outside:
        parts.append(
            ngettext(
                "{slots} valt buiten de tijden die {name} kan",
                "{slots} vallen buiten de tijden die {name} kan",
                len(facts.outside),
            ).format(slots=_times(facts.outside), name=name)
        )
    return ". ".join(parts)


def _clash(clash: Clash) -> str:
    text = (
        _("{slot} botst met {commitment}")
        if clash.slot.overlaps(clash.commitment)
        else _("{slot} ligt te dicht bij {commitment}")
    )
    return text.format(slot=_times((clash.slot,)), commitment=appointment(clash.commitment))


def _times(slots: tuple[TimeSlot, ...]) -> str:
    if len(slots) == 1:
        slot = slots[0]
        return _("{weekday} {start}–{end}").format(
            weekday=labels.weekday(slot.day).capitalize(),
            start=formats.clock(slot.start),
            end=formats.clock(slot.end),
        )
    text = formats.slots(slots)
    return text[:1].upper() + text[1:]


def _places(facts: PlacesFacts) -> str:
    if facts.places is None:
        return _("Plaatsen niet bekend")
    if facts.places == 0:
        return _("Geen plaats vrij")
    text = ngettext("{n} plaats", "{n} plaatsen", facts.places).format(n=facts.places)
    if not facts.stale:
        return text
    if facts.confirmed_days is None:
        return _("{places}, nooit bevestigd. Vraag of dat klopt").format(places=text)
    return _("{places}, {age} geleden bevestigd. Vraag of dat nog klopt").format(
        places=text, age=formats.days_ago(facts.confirmed_days)
    )


def _travel(facts: TravelFacts, verdict: Verdict, name: str) -> str:
    if facts.minutes is None:
        return _("Reistijd niet bekend")
    if facts.minutes == 0 and facts.online:
        return _("Online, reizen hoeft niet")
    text = _minutes(facts.minutes, facts.means)
    if verdict is Verdict.FITS:
        return text
    if facts.means is not None:
        return _("{text}, meer dan {limit}. Zoek de echte reistijd op").format(
            text=text, limit=facts.limit
        )
    if facts.limit_stated:
        return _("{text}, {name} wil hoogstens {limit}").format(
            text=text, name=name, limit=facts.limit
        )
    return _("{text}. Vraag of dat kan, het is meer dan {limit}").format(
        text=text, limit=facts.limit
    )


def _minutes(minutes: int, estimated_by: TravelMeans | None) -> str:
    if estimated_by is TravelMeans.BICYCLE:
        return _("Geschat {n} minuten fietsen").format(n=minutes)
    if estimated_by is TravelMeans.WALKING:
        return _("Geschat {n} minuten lopen").format(n=minutes)
    return ngettext("{n} minuut reizen", "{n} minuten reizen", minutes).format(n=minutes)


def _load(facts: LoadFacts, verdict: Verdict, name: str) -> str:
    if facts.minutes is None:
        return _("Uren per week niet bekend")
    asked = formats.duration(facts.minutes)
    if facts.available is None:
        return _("{hours} per week").format(hours=asked)
    if verdict is Verdict.FITS:
        return _("{hours} per week past").format(hours=asked)
    return _("Vraagt {hours} per week, {name} heeft {available}").format(
        hours=asked, name=name, available=formats.duration(facts.available)
    )


def _interests(facts: InterestFacts) -> str:
    if facts.met:
        return ", ".join(
            _("Wens {place}: {wish}").format(place=place, wish=isolated(wish))
            for place, wish in facts.met
        )
    if not facts.total:
        return _("Nog geen wensen bekend")
    return ngettext(
        "De wens is hier niet herkend", "Geen van de {n} wensen is hier herkend", facts.total
    ).format(n=facts.total)
