"""Becoming a user of a store that is open: in a file and on a server alike."""

from __future__ import annotations

from meedoenbalie.clock import Clock
from meedoenbalie.domain.people import Role, User
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.erasing import forget_again
from meedoenbalie.services.forgetting import forget_names
from meedoenbalie.storage.database import Database
from meedoenbalie.storage.errors import AccessEnded, StoreMissing, StoreTrouble
from meedoenbalie.storage.unit_of_work import note_access, reading

ALL_DESK_ROLES = (Role.DESK, Role.COORDINATOR, Role.ADMINISTRATOR, Role.PROGRAMME)


def desk_of(database: Database, user_name: str, clock: Clock, action: str) -> Desk:
    """Return the desk of a user of a store that is up to date, and write down who came in.

    What has to be forgotten is forgotten first. Raises StoreMissing for who is no user of it and
    AccessEnded.
    """
    with reading(database) as reader:
        user = reader.first(User, name=user_name)
    if user is None:
        raise StoreMissing("user")
    if user.left_on is not None:
        note_access(database, user.name, clock.now(), action, refused=True)
        raise AccessEnded(user.name)
    desk = Desk(database, user, clock)
    for forget in (forget_again, forget_names):
        try:
            forget(desk)
        except StoreTrouble as error:
            # On a server not everybody may; whoever may forgets when they come in.
            if str(error) != "not_permitted":
                raise
    note_access(database, user.name, clock.now(), action)
    return desk
