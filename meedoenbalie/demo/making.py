"""Making the store of the demonstration: every record through a service, day after day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

from meedoenbalie.clock import LOCAL_ZONE, Clock, fixed_clock
from meedoenbalie.demo.civic import kept_track
from meedoenbalie.demo.figures import figures
from meedoenbalie.demo.held import held
from meedoenbalie.demo.history import History, Step, by_day
from meedoenbalie.demo.offers import HISTORY, PlannedOffer, offers
from meedoenbalie.demo.people import residents
from meedoenbalie.demo.stories import workday
from meedoenbalie.demo.tasks import tasks
from meedoenbalie.demo.words import words
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident, Site, User
from meedoenbalie.services.catalogue import add_offer, confirm_places
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.lessons import add_lesson
from meedoenbalie.services.registration import register_resident
from meedoenbalie.services.stores import ALL_DESK_ROLES, KdfCost, create_store

MOST_SITES = 6
FEWEST_RESIDENTS, MOST_RESIDENTS = 62, 74
ACTION = "demo"
_LATEST = 3
"""Answers about places that are told; what was said before them nobody asks for."""
_OPENS_AT = 8 * 60 + 30

Progress = Callable[[int, int], None]
"""Called with how many days of history are done, and how many there are."""


def make_store(
    path: Path,
    passphrase: str,
    clock: Clock,
    *,
    sites: int,
    seed: int,
    cost: KdfCost | None = None,
    progress: Progress = lambda _done, _total: None,
) -> Desk:
    """Make a store with a fictional desk and return it, open.

    ``sites`` centres, 1 to ``MOST_SITES``, share one store. The same seed on the same day makes the
    same people, offers and history. Raises what ``create_store`` raises.
    """
    today = clock.today()
    begin = workday(today - HISTORY)
    places = words("places")["sites"][:sites]
    centres = [
        Site(
            code=place["code"],
            name=place["name"],
            latitude=float(place["latitude"]),
            longitude=float(place["longitude"]),
        )
        for place in places
    ]
    made = create_store(
        path, places[0]["staff"][0], passphrase, fixed_clock(begin), sites=centres, cost=cost
    )
    desk = replace(made.desk, clock=clock)
    try:
        rng = Random(f"offers {seed}")
        planned = offers(rng, centres, today)
        catalogue = _add_offers(_on(desk, begin, _OPENS_AT), planned)
        steps = _confirmations(planned, catalogue, begin) + _lessons(places, today)
        steps.append(figures(today))
        for place, centre in zip(places, centres, strict=True):
            own = Random(f"{centre.code} {seed}")
            count = own.randint(FEWEST_RESIDENTS, MOST_RESIDENTS)
            people = residents(own, centre, count, today)
            planner = History(own, people, catalogue, centre.code, today)
            staff = [User(name=name, roles=ALL_DESK_ROLES) for name in place["staff"]]
            steps += [_registered(person, begin) for person in people]
            steps += [_by(own.choice(staff), step) for step in planner.plan()]
            steps.append(held(people, catalogue, centre.code, staff[0], today))
            civic = kept_track(people, Random(f"civic {centre.code} {seed}"), today)
            steps += [_by(staff[0], step) for step in civic]
            steps += tasks(Random(f"tasks {centre.code} {seed}"), people, staff, today)
        _work(desk, steps, progress)
    except BaseException:
        desk.database.close()
        raise
    return desk


def _add_offers(desk: Desk, planned: Sequence[PlannedOffer]) -> list[Offer]:
    with desk.together(ACTION) as joined:
        return [add_offer(joined, one.provider, **one.values).result for one in planned]


def _confirmations(
    planned: Sequence[PlannedOffer], catalogue: Sequence[Offer], begin: date
) -> list[Step]:
    return [
        Step(max(day, begin), _OPENS_AT + 20, _confirmed(offer, places, start))
        for number, (one, offer) in enumerate(zip(planned, catalogue, strict=True))
        for day, places, start in _answers(one, offer, by_start=number % 2 == 0)
    ]


def _answers(
    one: PlannedOffer, offer: Offer, *, by_start: bool
) -> Iterator[tuple[date, int, date | None]]:
    """Yield day, places and start: of some offers the provider tells each coming start apart.

    A later start was asked for longer ago, so that figures have different ages.
    """
    last = one.confirmations[-1:]
    ahead = sorted(start for day, _places in last for start in offer.start_dates if start >= day)
    for place, start in enumerate(ahead if by_start else ()):
        for day, places in one.confirmations[-1 - place :][:1]:
            yield day, places + place, start
    yield from ((day, places, None) for day, places in one.confirmations[-_LATEST:])


def _confirmed(offer: Offer, places: int, start: date | None) -> Callable[[Desk], object]:
    return lambda desk: confirm_places(desk, offer.id, places, start=start)


def _registered(person: Resident, begin: date) -> Step:
    day = max(begin, person.arrival_date or begin)
    values = person.model_dump(exclude={"site_id", "version"})
    return Step(day, _OPENS_AT, lambda desk: register_resident(desk, person.site_id, **values))


def _lessons(places: Sequence[dict[str, str]], today: date) -> list[Step]:
    return [
        _learned(number, item, places[number % len(places)]["name"], today)
        for number, item in enumerate(words("lessons")["lessons"], start=1)
    ]


def _learned(number: int, item: dict[str, Any], site: str, today: date) -> Step:
    values: dict[str, Any] = {name: item[name] for name in item if name != "weeks_ago"}
    day = workday(today - timedelta(weeks=int(str(item["weeks_ago"])), days=number % 5))
    values |= {"number": f"L{number:02d}", "site_name": site, "learned_on": day}
    return Step(day, 16 * 60, lambda desk: add_lesson(desk, **values))


def _by(user: User, step: Step) -> Step:
    return replace(step, act=lambda desk: step.act(replace(desk, user=user)))


def _work(desk: Desk, steps: Sequence[Step], progress: Progress) -> None:
    """Do the steps, each day in one transaction and on the clock of that day."""
    days = list(by_day(steps))
    for done, (day, of_day) in enumerate(days):
        progress(done, len(days))
        with _on(desk, day, _OPENS_AT).together(ACTION) as joined:
            for step in of_day:
                step.act(replace(joined, clock=_on(desk, day, step.minute).clock))
    progress(len(days), len(days))


def _on(desk: Desk, day: date, minute: int) -> Desk:
    """Return the desk as it was on a day at a minute since midnight; never later than now."""
    moment = datetime.combine(day, time(minute // 60, minute % 60), LOCAL_ZONE)
    moment = min(moment.astimezone(desk.clock.now().tzinfo), desk.clock.now())
    return replace(desk, clock=Clock(lambda: moment))
