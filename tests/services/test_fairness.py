"""Eerlijkheid: who came how far, by group, with the criteria behind a large gap."""

from __future__ import annotations

from datetime import date

import pytest

from meedoenbalie.domain.fairness import OTHERS, Dimension, Group, Stage
from meedoenbalie.domain.matching.facts import Criterion
from meedoenbalie.domain.people import Site
from meedoenbalie.domain.referrals import EventKind
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.fairness import fairness
from meedoenbalie.services.informing import give_information
from meedoenbalie.services.registration import add_site
from meedoenbalie.services.rights import restrict_use
from meedoenbalie.storage.errors import UnknownRecord
from tests.domain.matching.builders import course, offer
from tests.services.test_allocating import offered, referred, registered


def group(desk: Desk, dimension: Dimension, key: str, code: str | None = None) -> Group:
    return next(one for one in fairness(desk, code).groups[dimension] if one.key == key)


def test_how_far_somebody_came_is_told_by_what_happened(desk: Desk, site: Site) -> None:
    what = offered(desk, offer())
    told, sent, begun, wrong, nothing = (
        registered(desk, site, given_name=f"Persoon {number}") for number in range(5)
    )
    give_information(desk, told.id, what.id, "nl")
    referred(desk, sent, what, EventKind.SENT)
    referred(desk, begun, what, EventKind.SENT, EventKind.ACCEPTED, EventKind.STARTED)
    referred(desk, wrong, what, EventKind.ENTERED_IN_ERROR)
    found = group(desk, Dimension.LEVEL, "a1")
    assert (found.base, nothing.id in found.members) == (5, True)
    assert found.reached == {Stage.OFFERED: 3, Stage.REFERRED: 2, Stage.STARTED: 1}


def test_who_has_left_or_may_not_be_used_is_not_counted(desk: Desk, site: Site) -> None:
    registered(desk, site)
    restrict_use(desk, registered(desk, site, given_name="Zahra").id, "op verzoek")
    registered(desk, site, given_name="Weg", departed_on=date(2026, 2, 1))
    assert fairness(desk).people == 1


def test_sites_are_compared_over_all_and_the_rest_within_one(desk: Desk, site: Site) -> None:
    registered(desk, site, preferred_language="tir")
    other = add_site(desk, "GRB", "azc Grensbeek").result
    registered(desk, other, given_name="Aylin", languages=("tur",))
    assert group(desk, Dimension.SITE, site.code, "GRB").base == 1
    assert [one.key for one in fairness(desk, "GRB").groups[Dimension.LANGUAGE]] == ["tur"]
    assert [one.key for one in fairness(desk).groups[Dimension.LANGUAGE]] == [OTHERS]
    with pytest.raises(UnknownRecord):
        fairness(desk, "XXX")


def test_a_large_gap_comes_with_the_criterion_that_stands_in_the_way(
    desk: Desk, site: Site
) -> None:
    what = offered(desk, course(places=40, level_from="A1", level_to="A2"))
    for number in range(14):
        registered(desk, site, given_name=f"Alfa {number}", dutch_level="Alfa A")
        there = registered(desk, site, given_name=f"A1 {number}")
        if number < 9:
            referred(desk, there, what, EventKind.SENT)
    found = fairness(desk)
    (explained, _again) = [each for each in found.gaps if each.gap.dimension is Dimension.LEVEL]
    assert explained.gap.group.key == "alfa"
    assert explained.gap.apart.value == pytest.approx(-9 / 14)
    (reason,) = explained.reasons
    assert (reason.criterion, reason.group, reason.rest) == (Criterion.LEVEL, 1.0, 0.0)


def test_a_gap_that_the_criteria_do_not_tell_has_no_reasons(desk: Desk, site: Site) -> None:
    what = offered(desk, offer(places=40))
    for number in range(14):
        registered(desk, site, given_name=f"So {number}", preferred_language="som")
        there = registered(desk, site, given_name=f"Ti {number}", preferred_language="tir")
        if number < 9:
            referred(desk, there, what, EventKind.SENT)
    explained = fairness(desk).gaps[0]
    assert (explained.gap.dimension, explained.gap.group.key) == (Dimension.LANGUAGE, "som")
    assert explained.reasons == ()


def test_published_numbers_hide_what_is_small(desk: Desk, site: Site) -> None:
    for number in range(12):
        registered(desk, site, given_name=f"A {number}")
    registered(desk, site, given_name="Enig", dutch_level="B1")
    shown = fairness(desk).published[Dimension.LEVEL]
    assert {one.key: one.base for one in shown} == {"a1": None, "b1": None}
