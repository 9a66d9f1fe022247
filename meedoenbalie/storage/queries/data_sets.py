"""What a site sends to the programme team: coarsened rows without names or free text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from meedoenbalie.domain.data_sets import TABLES as PARTS
from meedoenbalie.domain.data_sets import age_band, iso_week
from meedoenbalie.domain.edition_figures import as_text, published_figures
from meedoenbalie.domain.editions import TriedLesson
from meedoenbalie.domain.experiences import Experience
from meedoenbalie.domain.lesson_figures import LessonFigure
from meedoenbalie.domain.lessons import LearnedLesson, LessonStatus
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.domain.referrals import (
    EventKind,
    InformationGiven,
    Referral,
    ReferralEvent,
    replay,
)
from meedoenbalie.domain.transfers import Direction, Transfer
from meedoenbalie.storage.queries.referrals import events_of
from meedoenbalie.storage.unit_of_work import Reader

Row = tuple[str | int, ...]


def rows_of(reader: Reader, site: Site, day: date) -> dict[str, list[Row]]:
    """Return the rows of each table of the code book for a site, ages as of a day.

    Whoever limited the use of their data (AVG art. 18) is not in it, nor who moved away: the desk
    that got the dossier counts them, history included, so that nobody is counted twice.
    """
    everybody = reader.find(Resident, order_by="pseudonym", site_id=site.id)
    moved = moved_away(reader)
    residents = {r.id: r for r in everybody if r.restricted_since is None and r.id not in moved}
    offers = {offer.id: offer for offer in reader.find(Offer, order_by="code")}
    parts: dict[str, list[Row]] = {part: [] for part in PARTS}
    parts["residents"] = [_resident(resident, day) for resident in residents.values()]
    informed = [
        item
        for item in reader.find(InformationGiven, order_by="given_on")
        if item.resident_id in residents
    ]
    parts["informed"] = [_informed(item, residents, offers) for item in informed]
    referrals = [r for r in reader.find(Referral) if r.resident_id in residents]
    used = {item.offer_id for item in informed} | {r.offer_id for r in referrals}
    for referral, events in zip(referrals, events_of(reader, referrals).values(), strict=True):
        resident, offer = residents[referral.resident_id], offers[referral.offer_id]
        parts["events"] += [_event(event, resident, offer) for event, _state in replay(events)]
    parts["offers"] = [
        (offer.code, offer.kind.value, offer.title) for offer in offers.values() if offer.id in used
    ]
    figures: dict[UUID, list[LessonFigure]] = {}
    for figure in reader.find(LessonFigure, order_by="caption"):
        figures.setdefault(figure.lesson_id, []).append(figure)
    parts["lessons"] = [
        _lesson(lesson, figures.get(lesson.id, []))
        for lesson in reader.find(LearnedLesson, order_by="number", status=LessonStatus.PUBLISHED)
        if lesson.site_name in ("", site.name, site.code)
    ]
    parts["experiences"] = _experiences(reader, {referral.id for referral in referrals})
    parts["tried"] = _tried(reader, site, {str(row[0]) for row in parts["lessons"]})
    return parts


def _tried(reader: Reader, site: Site, published: set[str]) -> list[Row]:
    """What came of lessons of others; the note stays. Only a published lesson is named."""
    own = {lesson.id: lesson.number for lesson in reader.find(LearnedLesson)}
    found = []
    for one in reader.find(TriedLesson, site_id=site.id):
        against = own.get(one.against_id, "") if one.against_id is not None else ""
        row = (one.origin, one.number, one.result.value, iso_week(one.tried_on))
        found.append((*row, against if against in published else ""))
    return sorted(found)


def _experiences(reader: Reader, referrals: set[UUID]) -> list[Row]:
    """How often each answer was given; an empty answer counts who answered the question."""
    counted: Counter[tuple[int, str, str, str]] = Counter()
    for one in reader.find(Experience):
        if one.declined or one.referral_id not in referrals:
            continue
        feeling = (one.feeling,) if one.feeling is not None else ()
        for question, answers in (("feeling", feeling), ("helps", one.helps), ("hard", one.hard)):
            if answers:
                for answer in ("", *answers):
                    counted[one.answered_on.year, one.moment.value, question, answer] += 1
    return [(*key, number) for key, number in sorted(counted.items())]


def moved_away(reader: Reader) -> set[UUID]:
    """Return whose dossier went to another desk and didn't come back."""
    last = {one.resident_id: one for one in reader.find(Transfer, order_by="at")}
    return {person for person, one in last.items() if one.direction is Direction.OUT}


def _resident(resident: Resident, day: date) -> Row:
    return (
        str(resident.pseudonym),
        age_band(resident.age_on(day)),
        resident.languages[0] if resident.languages else "",
        resident.dutch_level or "",
        resident.residence_phase or "",
        iso_week(resident.arrival_date),
    )


def _informed(
    item: InformationGiven, residents: dict[UUID, Resident], offers: dict[UUID, Offer]
) -> Row:
    resident, offer = residents[item.resident_id], offers[item.offer_id]
    return (str(resident.pseudonym), offer.code, item.language, iso_week(item.given_on))


def _event(event: ReferralEvent, resident: Resident, offer: Offer) -> Row:
    told = event.told_on or (event.happened_on if event.kind is EventKind.TOLD else None)
    return (
        str(event.referral_id),
        str(resident.pseudonym),
        offer.code,
        event.sequence,
        event.kind.value,
        iso_week(event.happened_on),
        event.reason or "",
        event.outcome or "",
        iso_week(told),
    )


def _lesson(lesson: LearnedLesson, figures: Sequence[LessonFigure]) -> Row:
    return (
        lesson.number,
        lesson.phase.value,
        lesson.element.value,
        lesson.situation,
        lesson.what_worked,
        lesson.tip,
        lesson.site_name,
        lesson.evidence,
        lesson.mind,
        lesson.holds_for,
        as_text(published_figures(figures)),
    )
