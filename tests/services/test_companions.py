"""Friends who go together: noted when each of them said so, and gone with any of them."""

from typing import Any

import pytest

from meedoenbalie.domain.companions import Companion, companies
from meedoenbalie.domain.matching.division import InvalidProblem
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.services.companions import go_together, leave_company
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.erasing import erase
from meedoenbalie.services.inzage import as_json, held_about
from meedoenbalie.services.merging import merge
from meedoenbalie.services.registration import register_resident
from meedoenbalie.services.rights import Restricted, restrict_use
from meedoenbalie.services.undoing import undo


def somebody(desk: Desk, site: Site, name: str, **values: Any) -> Resident:
    return register_resident(desk, site.id, given_name=name, birth_year=2007, **values).result


def groups(desk: Desk) -> list[int]:
    with desk.read() as reader:
        return [len(group) for group in companies(reader.find(Companion))]


def test_friends_are_noted_in_one_step_that_can_be_undone(desk: Desk, site: Site) -> None:
    friends = [somebody(desk, site, name) for name in ("Aylin", "Biniam", "Semhar")]
    made = go_together(desk, [one.id for one in friends])
    assert [one.noted_by for one in made.result] == [desk.user.name] * 3
    assert groups(desk) == [3]
    undo(desk)
    assert groups(desk) == []


def test_who_leaves_a_group_of_two_leaves_nobody_behind_in_it(desk: Desk, site: Site) -> None:
    friends = [somebody(desk, site, name) for name in ("Aylin", "Biniam", "Semhar")]
    go_together(desk, [one.id for one in friends])
    leave_company(desk, friends[0].id)
    assert groups(desk) == [2]
    leave_company(desk, friends[1].id)
    assert groups(desk) == []


def test_one_alone_seven_or_somebody_elses_friend_is_refused(desk: Desk, site: Site) -> None:
    seven = [somebody(desk, site, f"Bewoner {number}") for number in "ABCDEFG"]
    for wrong in (seven[:1], seven):
        with pytest.raises(InvalidProblem, match="group_size"):
            go_together(desk, [one.id for one in wrong])
    go_together(desk, [one.id for one in seven[:2]])
    with pytest.raises(InvalidProblem, match="in_two_groups"):
        go_together(desk, [one.id for one in seven[1:3]])
    restrict_use(desk, seven[4].id, "wacht op antwoord")
    with pytest.raises(Restricted):
        go_together(desk, [one.id for one in seven[3:5]])
    assert groups(desk) == [2]


def test_what_is_held_of_one_doesn_t_name_the_others(desk: Desk, site: Site) -> None:
    one, other = somebody(desk, site, "Aylin"), somebody(desk, site, "Biniam")
    go_together(desk, [one.id, other.id])
    told = as_json(held_about(desk, one.id))
    assert [own["resident_id"] for own in told["companions"]] == [str(one.id)]
    assert str(other.id) not in str(told["companions"])


def test_a_dossier_that_becomes_one_goes_on_with_its_friends(desk: Desk, site: Site) -> None:
    one, double = somebody(desk, site, "Aylin"), somebody(desk, site, "Aylin B")
    friend = somebody(desk, site, "Biniam")
    go_together(desk, [double.id, friend.id])
    merge(desk, one.id, double.id)
    with desk.read() as reader:
        assert companies(reader.find(Companion)) == [tuple(sorted((one.id, friend.id)))]


def test_who_is_erased_is_in_no_group(desk: Desk, site: Site) -> None:
    one, other = somebody(desk, site, "Aylin"), somebody(desk, site, "Biniam")
    go_together(desk, [one.id, other.id])
    erase(desk, one.id)
    with desk.read() as reader:
        assert [left.resident_id for left in reader.find(Companion)] == [other.id]
    assert groups(desk) == []
