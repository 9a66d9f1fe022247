"""Is a store as it was promised to be? Everything that is looked at after a fault."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from meedoenbalie.domain.people import Contact, Resident
from meedoenbalie.services import drafts
from meedoenbalie.services.backing_up import backup_folder
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.registration import (
    ResidentQuery,
    find_residents,
    register_resident,
    sites,
)
from meedoenbalie.services.stores import open_store
from meedoenbalie.services.verifying import verify
from meedoenbalie.storage import backup as files
from meedoenbalie.storage.backends.file import file_of
from meedoenbalie.storage.chain import hash_of_step
from meedoenbalie.storage.erased_list import list_of
from meedoenbalie.storage.errors import BackupDamaged, StoreError, WrongPassphrase
from meedoenbalie.storage.keys import KeyFile
from torture.hour import DRAFT, PAIR, ROWS, USER, Promise, Work, clock

MOST_UNSEEN = 1
"""How many steps beyond the last promise there may be: the one that was being done."""
_IMPORTED = "L-"


def violations(work: Work, in_flight: bool) -> Iterator[str]:
    """Open the store in the folder of ``work``, hold it against its promise, and go on working.

    ``in_flight`` tells that something was being done when the fault came. Yields what isn't right.
    """
    promise = work.promise
    yield from _keys(work)
    try:
        desk = _opened(work.path, promise)
    except Exception as error:  # noqa: BLE001  whatever it is, a store that does not open is told
        yield f"does not open: {error!r}"
        return
    with desk.database:
        try:
            yield from _chain(desk, promise, in_flight)
            yield from _whole_units(desk)
            yield from _beside_the_chain(desk, promise)
            yield from _backups(desk, promise)
            register_resident(desk, sites(desk)[0].id, given_name="Daarna")
            yield from (f"verify: {problem.code}" for problem in verify(desk).problems)
        except Exception as error:  # noqa: BLE001  nobody can work with it
            yield f"fails when it is used: {error!r}"


def _keys(work: Work) -> Iterator[str]:
    try:
        keys = KeyFile(work.path)
    except StoreError as error:
        yield f"key file: {error!r}"
        return
    if keys.damaged or USER not in keys.names or not keys.has_recovery:
        yield "key file isn't whole"


def _opened(path: Path, promise: Promise) -> Desk:
    right = promise.passphrases[-1]
    for passphrase in promise.passphrases:
        with suppress(WrongPassphrase):
            KeyFile(path).unlock(USER, passphrase)
            right = passphrase
    return open_store(path, USER, right, clock())


def _chain(desk: Desk, promise: Promise, in_flight: bool) -> Iterator[str]:
    ends = ((promise.step, promise.head), *promise.forks)
    with desk.read() as reader:
        last = reader.head().step
        held = [step for step, head in ends if (hash_of_step(reader, step) or b"").hex() == head]
    if not held:
        yield f"step {promise.step} was acknowledged and isn't there"
        return
    # A back-up that was put in place forgets again whoever was erased: one step more.
    most = (MOST_UNSEEN + len(promise.forks)) if in_flight else 0
    if last - max(held) > most:
        yield f"{last - max(held)} steps more than were acknowledged"


def _whole_units(desk: Desk) -> Iterator[str]:
    with desk.read() as reader:
        people = reader.find(Resident)
        talks = Counter(contact.resident_id for contact in reader.find(Contact))
    for person in people:
        if person.family_name.startswith(PAIR) and talks[person.id] != 1:
            yield "a resident without the talk of the same unit"
    imported = [person for person in people if person.reference.startswith(_IMPORTED)]
    gone = int(list_of(desk.database.path).exists())
    if imported and len(imported) < ROWS - gone:
        yield f"{len(imported)} of {ROWS} imported rows"
    found = find_residents(desk, ResidentQuery(words="semhar", present_only=False, limit=1000))
    if len(found) != len(imported):
        yield "search finds others than there are"


def _beside_the_chain(desk: Desk, promise: Promise) -> Iterator[str]:
    kept = {str(draft.id): draft for draft in drafts.mine(desk)}
    for identifier in promise.drafts:
        if identifier not in kept or kept[identifier].typed.get("summary") != DRAFT:
            yield "a half-typed form is gone"
    with desk.read() as reader:
        for reference in promise.erased:
            if reader.find(Resident, reference=reference):
                yield "somebody who was erased is there"
    if promise.erased:
        said = json.loads(list_of(desk.database.path).read_text(encoding="utf-8"))
        if len({UUID(line["subject"]) for line in said["erased"]}) < len(promise.erased):
            yield "somebody who was erased isn't on the list"


def _backups(desk: Desk, promise: Promise) -> Iterator[str]:
    folder = backup_folder(desk)
    found = files.backups_in(folder) if folder.is_dir() else []
    for backup in found:
        if backup.proved_at is None:
            continue
        try:
            files.prove(
                backup, file_of(desk.database), clock().now(), folder / "scratch", _no_progress
            )
        except (BackupDamaged, OSError) as error:
            yield f"a back-up says that it is proved: {error!r}"
    proved = {backup.path.name for backup in found if backup.proved_at is not None}
    yield from (
        f"{name} was acknowledged and isn't proved"
        for name in promise.backups
        if name not in proved
    )


def _no_progress(_done: int, _total: int) -> None:
    pass
