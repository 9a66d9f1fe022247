"""What one changed offer does to who can start, against working everything out anew.

2,000 residents, 1,000 offers, 100 changes of every sort. The baseline is the same engine from
scratch: all pairs, and who can start, once for each change; it is measured on a few of them and
their answers are held against the incremental ones.
"""

from __future__ import annotations

from benchmarks.crowd import circumstances, people, supply
from benchmarks.measure import Result, in_turns, once
from meedoenbalie.domain.matching.coverage import Group
from meedoenbalie.domain.matching.proposals import Proposal, changes_of, new_groups
from meedoenbalie.domain.matching.what_if import Base, best_effects, effects

RESIDENTS, OFFERS, CHANGES, ANEW = 2_000, 1_000, 100, 5


def run() -> list[Result]:
    around = circumstances()
    who, what = people(RESIDENTS, 1), supply(OFFERS, 2)
    weeks = [(around.day - one.arrival_date).days // 7 for one in who if one.arrival_date]
    room = [each.places or 0 for each in what]
    groups = [Group(who, weeks, around)]
    base = Base(groups, what, room)
    proposals = [
        change
        for offer, left in zip(what, room, strict=True)
        for change in changes_of(offer, left, around.rules)
    ] + list(new_groups([around.site]))
    some = proposals[:: len(proposals) // CHANGES][:CHANGES]
    found = effects(base, some)
    few = range(0, CHANGES, CHANGES // ANEW)

    def anew() -> None:
        for place in few:
            now = from_scratch(base, some[place])
            wanted = base.placing.placed + found[place].difference.net
            if now.placing.placed != wanted:
                raise AssertionError(f"anew {now.placing.placed}, from what is known {wanted}")

    ours, few_anew = in_turns(lambda: effects(base, some), anew, rounds=3)
    every = few_anew * CHANGES / len(few)
    best = once(lambda: best_effects(base, proposals, 10))
    unit = f"{RESIDENTS:,} x {OFFERS:,}"
    return [
        Result(f"{unit}, {CHANGES} changes", ours, "each matched from scratch", every, 0.1),
        Result(
            f"the ten best of {len(proposals):,} changes",
            best,
            "each matched from scratch",
            few_anew / len(few) * len(proposals),
        ),
    ]


def from_scratch(base: Base, proposal: Proposal) -> Base:
    """Match everybody with everything again, the offer changed."""
    offers, room = list(base.offers), list(base.room)
    if proposal.before is None:
        offers.append(proposal.after)
        room.append(proposal.room)
    else:
        place = next(i for i, each in enumerate(offers) if each.id == proposal.before.id)
        offers[place], room[place] = proposal.after, proposal.room
    return Base(base.groups, offers, room)
