"""A group goes to one offer together: linked, each with an own referral, answered at once."""

from __future__ import annotations

from typing import Any

import pytest

from meedoenbalie.domain.offers import OfferKind
from meedoenbalie.domain.people import Site
from meedoenbalie.domain.referrals import EventKind, Reason, Referral, ReferralState
from meedoenbalie.services import erasing, referring, rights, undoing
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.messages import explain
from meedoenbalie.services.referring_together import (
    GroupSize,
    others_of,
    record_for_group,
    refer_together,
)
from tests.ui.pages.making import add_offer, add_resident, agree, refer


def states(desk: Desk) -> list[ReferralState | None]:
    return [line.standing.state for line in referring.find_referrals(desk)]


def test_each_gets_a_draft_and_one_step_takes_them_all_back(desk: Desk, site: Site) -> None:
    offer = add_offer(desk, "A01", "Samen koken", kind=OfferKind.ACTIVITY)
    people = [add_resident(desk, site, f"Bewoner {n}") for n in range(4)]
    refer(desk, people[0], offer, days=3)
    rights.restrict_use(desk, people[3].id, "op verzoek")
    made = refer_together(desk, [one.id for one in people], offer.id).result
    assert [one.resident_id for one in made.referrals] == [one.id for one in people[:3]]
    assert made.already == (people[0].id,)
    assert made.passed_over == 1
    assert len({one.group_id for one in made.referrals}) == 1
    others = others_of(desk, made.referrals[0].id)
    assert [one.resident_name for one in others] == ["Bewoner 1", "Bewoner 2"]
    undoing.undo(desk)
    assert states(desk).count(ReferralState.DRAFT) == 0
    assert others_of(desk, made.referrals[0].id) == []


@pytest.mark.parametrize(
    ("number", "sizes", "said"),
    [
        (1, {}, (2, 6)),
        (7, {}, (2, 6)),
        (2, {"group_from": 3, "group_to": 5}, (3, 5)),
        (6, {"group_from": 3, "group_to": 5}, (3, 5)),
    ],
)
def test_a_group_of_another_size_is_refused_and_nothing_is_put_ready(
    desk: Desk, site: Site, number: int, sizes: dict[str, Any], said: tuple[int, int]
) -> None:
    offer = add_offer(desk, "A01", "Samen koken", kind=OfferKind.ACTIVITY, **sizes)
    people = [add_resident(desk, site, f"Bewoner {n}").id for n in range(number)]
    with pytest.raises(GroupSize) as refused:
        refer_together(desk, people, offer.id)
    assert (refused.value.least, refused.value.most) == said
    assert f"{said[0]} tot {said[1]} bewoners" in (explain(refused.value) or "")
    assert states(desk) == []


def test_one_answer_counts_for_all_who_can_take_it(desk: Desk, site: Site) -> None:
    offer = add_offer(desk, "A01", "Samen koken", kind=OfferKind.ACTIVITY)
    people = [add_resident(desk, site, f"Bewoner {n}") for n in range(3)]
    made = refer_together(desk, [one.id for one in people], offer.id).result.referrals
    for one, referral in zip(people[:2], made, strict=False):
        agree(desk, one, offer)
        referring.record_event(desk, referral.id, EventKind.SENT, receiver="Els Timmer")
    done = record_for_group(desk, made[0].id, EventKind.ACCEPTED, channel="telefoon")
    assert [event.referral_id for event in done.result] == [made[0].id, made[1].id]
    assert states(desk) == [ReferralState.ACCEPTED, ReferralState.ACCEPTED, ReferralState.DRAFT]
    undoing.undo(desk)
    assert states(desk) == [ReferralState.SENT, ReferralState.SENT, ReferralState.DRAFT]
    with pytest.raises(referring.Refused):
        record_for_group(desk, made[2].id, EventKind.ACCEPTED)
    assert states(desk).count(ReferralState.SENT) == 2, "then nothing is recorded"
    record_for_group(desk, made[0].id, EventKind.DECLINED, reason=Reason.FULL)
    erasing.erase(desk, people[0].id)
    with desk.read() as reader:
        assert len(reader.find(Referral)) == 2
