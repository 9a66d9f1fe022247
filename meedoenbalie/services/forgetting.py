"""The names of the walk-in go at the end of the day; the numbers stay.

AVG art. 5(1)(e): a name is kept no longer than it takes to call somebody.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from meedoenbalie.clock import LOCAL_ZONE
from meedoenbalie.domain.settings import NamesUntil
from meedoenbalie.domain.visits import Visit
from meedoenbalie.services.desk import EVERYONE, Desk
from meedoenbalie.services.settings import settings_of
from meedoenbalie.storage import wiping
from meedoenbalie.storage.unit_of_work import unit_of_work

__all__ = ["forget_names", "forget_names_at_closing"]


def forget_names(desk: Desk) -> int:
    """Wipe the names of days that are over; return how many visits that were.

    Called when a store is opened, for whoever opens it. Raises StoreTrouble.
    """
    return _forget(desk, desk.clock.today())


def forget_names_at_closing(desk: Desk) -> int:
    """Wipe names when a store is closed or locked; return how many visits that were.

    When nobody waits any more and nobody sits at the table, the walk-in of today is over as well.
    Otherwise the choice of the desk says whether those who were served are forgotten already.
    """
    today = desk.clock.today()
    with desk.read("forget_names", EVERYONE) as reader:
        busy = any(not visit.is_over for visit in reader.find(Visit, day=today))
    if not busy:
        return _forget(desk, today + timedelta(days=1))
    served = settings_of(desk).names_until is NamesUntil.LOCKING
    return _forget(desk, today, lambda visit: served and visit.is_over)


def _forget(desk: Desk, before: date, also: Callable[[Visit], bool] = lambda _visit: False) -> int:
    midnight = datetime.combine(before, time(), LOCAL_ZONE)
    with desk.read("forget_names", EVERYONE) as reader:
        names = wiping.names_before(reader, before, midnight, also)
    if not names:
        return 0
    now = desk.clock.now()
    with unit_of_work(desk.database, desk.user.name, now, "forget_names") as uow:
        names = wiping.names_before(uow, before, midnight, also)
        wiping.wipe(uow, names)
    desk.database.fold_log()
    return len(names.visits)
