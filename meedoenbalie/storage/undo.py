"""What it takes to reverse a step, and which rows stand in the way.

A row may go back when it is as the step left it (its version, or what it holds), and nothing that
stays depends on it. Versions go on counting up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from uuid import UUID

from meedoenbalie.domain.record import Record
from meedoenbalie.domain.referrals import Referral, ReferralEvent
from meedoenbalie.storage.dialect import dialect_of
from meedoenbalie.storage.history import Entry, entries_after
from meedoenbalie.storage.rows import TABLES, metadata
from meedoenbalie.storage.undo_obstacles import live_rows, obstacles
from meedoenbalie.storage.undo_plan import Net, Obstacle, Plan, net_of
from meedoenbalie.storage.unit_of_work import Reader, UnitOfWork


def plan_of(reader: Reader, entries: Sequence[Entry], *, field_by_field: bool = False) -> Plan:
    """Return how a step would be reversed, and what can't go back.

    ``field_by_field``: of a row that was changed later, the fields go back that still hold what the
    step put there; without it such a row stands in the way.
    Events of referrals are never deleted: they come back in ``events`` for the rules of referring.
    Only a referral that was read from a file goes as a whole, with the events of the same file.
    """
    plan = Plan()
    nets = net_of(entries)
    whole = {net.id for net in nets if net.kind is Referral and net.bulk and net.before is None}
    by_kind: dict[type[Record], list[Net]] = defaultdict(list)
    for net in nets:
        by_kind[net.kind].append(net)
    for kind, of_kind in by_kind.items():
        live = live_rows(reader, kind, [net.id for net in of_kind])
        changed = _changed(reader, of_kind, live)
        erased = _erased(reader, of_kind, live)
        for net in of_kind:
            _place(
                plan,
                net,
                live.get(net.id),
                whole,
                is_changed=net.id in changed,
                is_erased=net.id in erased,
            )
            left = changed.get(net.id)
            if field_by_field and left is not None and net.before is not None:
                _go_back_where_untouched(plan, live[net.id], net.before, left)
    while _settle(reader, plan):
        pass
    return plan


def carry_out(uow: UnitOfWork, plan: Plan) -> None:
    """Write what a plan says. Raises StaleRecord."""
    # Numbers that move from one row to another need the old one gone first, and rows that point to
    # each other need an order that is the other way round.
    dialect_of(uow.connection).defer_references(uow.connection)
    people = _people_of(uow, plan)
    for records in _in_order(plan.remove.values(), reverse=True):
        uow.delete_many([(record, people.get(_referral_of(record))) for record in records])
    for now, before in plan.change.values():
        values = {name: value for name, value in dict(before).items() if name != "version"}
        uow.update(now, people.get(_referral_of(now)), **values)
    for records in _in_order(plan.put_back.values()):
        versions: dict[int, list[Record]] = defaultdict(list)
        for record in records:
            versions[record.version + 1].append(record.changed(version=record.version + 1))
        for same in versions.values():
            uow.insert_many(same)


def _place(
    plan: Plan,
    net: Net,
    now: Record | None,
    whole: Collection[UUID],
    *,
    is_changed: bool,
    is_erased: bool,
) -> None:
    if net.lost:
        plan.keep(Obstacle("erased", net.row))
    elif net.left is None:
        if now is not None:
            plan.keep(Obstacle("changed", net.row, now))
        elif net.before is not None:
            plan.put_back[net.row] = net.before
    elif now is None:
        plan.keep(Obstacle("erased" if is_erased else "gone", net.row, net.before))
    elif isinstance(now, ReferralEvent) and net.before is None and now.referral_id not in whole:
        plan.events.append(now)
    elif isinstance(now, Referral) and net.before is None and now.id not in whole:
        return  # Its events stay, so it stays: the first of them tells that it was an error.
    elif is_changed:
        plan.keep(Obstacle("changed", net.row, now))
    elif net.before is None:
        plan.remove[net.row] = now
    else:
        plan.change[net.row] = (now, net.before)


def _go_back_where_untouched(plan: Plan, now: Record, before: Record, left: Record) -> None:
    fields = type(now).model_fields.keys() - {"version"}
    values = {
        name: getattr(before, name)
        for name in fields
        if getattr(now, name) == getattr(left, name) != getattr(before, name)
    }
    row = (TABLES[type(now)].name, now.id)
    del plan.obstacles[row]
    if values:
        plan.change[row] = (now, now.changed(**values))


def _changed(
    reader: Reader, nets: Sequence[Net], live: Mapping[UUID, Record]
) -> dict[UUID, Record | None]:
    """Return the rows that hold something else than the step left in them, with what that was.

    A row that was changed and changed back has another version and holds the same: what the step
    left is the image before the next change.
    """
    doubtful = {net.id: net for net in nets if net.id in live and live[net.id].version != net.left}
    if not doubtful:
        return {}
    first = min(net.last for net in doubtful.values())
    left: dict[UUID, Record | None] = {}
    for one in entries_after(reader, first, nets[0].kind, list(doubtful)):
        if one.id > doubtful[one.ids[0]].last:
            left.setdefault(one.ids[0], one.before)
    return {
        identifier: left.get(identifier)
        for identifier in doubtful
        if not _holds_the_same(live[identifier], left.get(identifier))
    }


def _erased(reader: Reader, nets: Sequence[Net], live: Mapping[UUID, Record]) -> set[UUID]:
    gone = {net.id: net for net in nets if net.left is not None and net.id not in live}
    if not gone:
        return set()
    first = min(net.last for net in gone.values())
    later = entries_after(reader, first, nets[0].kind, list(gone))
    return {one.ids[0] for one in later if one.op == "erase"}


def _holds_the_same(now: Record, before: Record | None) -> bool:
    return before is not None and now == before.changed(version=now.version)


def _settle(reader: Reader, plan: Plan) -> bool:
    """Keep what something else depends on; tell whether that kept anything."""
    found = obstacles(reader, plan)
    for obstacle in found:
        plan.keep(obstacle)
    for row, record in list(plan.remove.items()):
        # A history isn't taken apart: the events of a referral that stays, stay.
        if isinstance(record, ReferralEvent):
            referral = (TABLES[Referral].name, record.referral_id)
            if referral in plan.obstacles:
                del plan.remove[row]
                found.append(plan.obstacles[referral])
    return bool(found)


def _in_order(records: Iterable[Record], *, reverse: bool = False) -> Iterator[list[Record]]:
    """Yield records kind by kind, those that others point to first."""
    by_table: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        by_table[TABLES[type(record)].name].append(record)
    tables = metadata.sorted_tables
    for table in reversed(tables) if reverse else tables:
        if table.name in by_table:
            yield by_table[table.name]


def _referral_of(record: Record) -> UUID | None:
    return record.referral_id if isinstance(record, ReferralEvent) else None


def _people_of(reader: Reader, plan: Plan) -> dict[UUID | None, UUID]:
    """Return whom the referrals of the events in a plan are about."""
    going = [*plan.remove.values(), *(now for now, _before in plan.change.values())]
    wanted = list({one.referral_id for one in going if isinstance(one, ReferralEvent)})
    found = live_rows(reader, Referral, wanted).values()
    return {one.id: one.resident_id for one in found if isinstance(one, Referral)}
