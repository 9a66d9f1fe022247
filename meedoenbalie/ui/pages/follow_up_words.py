"""What a follow-up says: what to do, about what, and its icon."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from meedoenbalie.domain.follow_ups import FollowUp, FollowUpKind, Repeat
from meedoenbalie.domain.people import GuardianKind, Resident
from meedoenbalie.domain.sharing import ADULT, GUARDIAN_UNDER
from meedoenbalie.i18n import _, formats, labels
from meedoenbalie.services.follow_ups import FollowUpLine


class FollowUpWords(NamedTuple):
    """What to do, what it is about, and the name of an icon."""

    title: str
    detail: str
    icon: str


def words_of(line: FollowUpLine, today: date) -> FollowUpWords:
    """Return the words of a follow-up, planned by somebody or made by a rule."""
    return {
        FollowUpKind.TURNS: _turns,
        FollowUpKind.OUTGROWS: _outgrows,
        FollowUpKind.WITHDRAWN: _withdrawn,
        FollowUpKind.PROGRESS_WITHDRAWN: _progress_withdrawn,
        FollowUpKind.CIVIC_TERM: _civic_term,
        FollowUpKind.CIVIC_RULING: _civic_ruling,
    }.get(line.follow_up.kind, _by_hand)(line, today)


def _by_hand(line: FollowUpLine, _today: date) -> FollowUpWords:
    one = line.follow_up
    name = line.resident.full_name if line.resident else ""
    repeat = labels.repeat(one.repeat) if one.repeat is not Repeat.NONE else ""
    parts = (name, line.offer.title if line.offer else "", repeat)
    return FollowUpWords(one.text, _joined(*parts), "circle-check-big")


def _turns(line: FollowUpLine, today: date) -> FollowUpWords:
    one = line.follow_up
    day = formats.day(one.about_on) if one.about_on else ""
    past = one.about_on is not None and one.about_on < today
    title = _("{name} werd {age} op {day}") if past else _("{name} wordt {age} op {day}")
    title = title.format(name=_name(line.resident), age=one.age, day=day)
    return FollowUpWords(title, _what_changes(one, line.resident), "cake")


def _what_changes(one: FollowUp, resident: Resident | None) -> str:
    if one.age == GUARDIAN_UNDER:
        return _("Vanaf dan telt de eigen toestemming, niet meer die van de voogd. Vraag die zelf.")
    if one.age == ADULT and resident is not None and resident.guardian_kind is GuardianKind.NIDOS:
        return _("Dan eindigt de voogdij van Nidos. Vraag wie daarna helpt.")
    if one.age == ADULT:
        return _("Dan meerderjarig. Kijk na wat er verandert.")
    return _("Kijk na wat er verandert.")


def _outgrows(line: FollowUpLine, _today: date) -> FollowUpWords:
    one = line.follow_up
    day = formats.day(one.about_on) if one.about_on else ""
    title = _("{name} kan bij {offer} beginnen tot en met {day}").format(
        name=_name(line.resident), offer=line.offer.title if line.offer else "", day=day
    )
    provider = line.provider.name if line.provider else ""
    most = _("bij de start hoogstens {n} jaar").format(n=one.age)
    return FollowUpWords(title, _joined(provider, most), "calendar-clock")


def _withdrawn(line: FollowUpLine, _today: date) -> FollowUpWords:
    provider = line.provider.name if line.provider else ""
    title = _("Bel {provider}: gegevens van {name} delen mag niet meer")
    return _call(line, title.format(provider=provider, name=_name(line.resident)))


def _progress_withdrawn(line: FollowUpLine, _today: date) -> FollowUpWords:
    provider = line.provider.name if line.provider else ""
    title = _("Bel {provider}: vertellen hoe het met {name} gaat mag niet meer")
    return _call(line, title.format(provider=provider, name=_name(line.resident)))


def _civic_term(line: FollowUpLine, today: date) -> FollowUpWords:
    end = line.follow_up.about_on
    past = end is not None and end < today
    title = (
        _("Inburgering van {name}: termijn voorbij")
        if past
        else _("Inburgering van {name}: termijn eindigt")
    )
    # The name has the first line: the day is what may be left for the second.
    day = (_("Sinds {day}.") if past else _("Op {day}.")).format(
        day=formats.full_day(end) if end else ""
    )
    rest = _("Kijk samen wat er nog moet. DUO beslist.")
    return FollowUpWords(title.format(name=_name(line.resident)), f"{day} {rest}", "calendar-clock")


def _civic_ruling(line: FollowUpLine, _today: date) -> FollowUpWords:
    title = _("Vertel {name} zelf over de uitspraak van {day}").format(
        name=_name(line.resident),
        day=formats.full_day(line.follow_up.about_on) if line.follow_up.about_on else "",
    )
    detail = _("Er is geen plicht om in te burgeren. Vertel ook over kosten die zijn gemaakt.")
    return FollowUpWords(title, detail, "scale")


def _call(line: FollowUpLine, title: str) -> FollowUpWords:
    offer = line.offer
    phone = (offer.phone if offer else "") or (line.provider.phone if line.provider else "")
    parts = (offer.contact_name if offer else "", phone, offer.title if offer else "")
    return FollowUpWords(title, _joined(*parts), "phone")


def _name(resident: Resident | None) -> str:
    return resident.full_name if resident else ""


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
