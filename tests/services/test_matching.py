"""Matching at the desk: what is read, what is left out, and what scripts get."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from meedoenbalie.domain.consent import ConsentAnswer
from meedoenbalie.domain.matching.facts import Criterion
from meedoenbalie.domain.matching.score import Fit
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.domain.referrals import EventKind
from meedoenbalie.paths import resource_path
from meedoenbalie.services.catalogue import add_offer
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.matching import MatchList, as_json, matches_for
from meedoenbalie.services.matching_rules import (
    RULES_FILE,
    InvalidRules,
    matching_rules,
    rules_on,
    rules_path,
)
from meedoenbalie.services.matching_text import reason
from meedoenbalie.services.referring import prepare_referral, record_consent, record_event
from meedoenbalie.services.registration import register_resident
from meedoenbalie.storage.errors import UnknownRecord
from tests.domain.matching.builders import (
    DAY,
    SITE,
    course,
    either,
    fixed,
    flexible,
    free,
    offer,
    resident,
    slot,
)


def registered(desk: Desk, site: Site, **values: Any) -> Resident:
    return register_resident(
        desk,
        site.id,
        **{
            "given_name": "Semhar",
            "birth_date": date(2007, 1, 15),
            "dutch_level": "A1",
            "residence_phase": "status_holder",
            **values,
        },
    ).result


def offered(desk: Desk, what: Offer) -> Offer:
    values = what.model_dump(exclude={"id", "version", "provider_id"})
    return add_offer(desk, "Buurthuis De Wending", **values).result


def codes(found: MatchList, fit: Fit) -> list[str]:
    return [one.offer.code for one in found.of(fit)]


def referred(desk: Desk, who: Resident, what: Offer, *events: EventKind) -> None:
    made = prepare_referral(desk, who.id, what.id).result.referral
    record_consent(desk, who.id, what.provider_id, ConsentAnswer.YES)
    for event in events:
        record_event(desk, made.id, event, receiver="Joke")


# What the desk reads


def test_a_resident_is_matched_with_everything_the_desk_offers(desk: Desk, site: Site) -> None:
    who = registered(desk, site)
    for what in (offer(), course(), course(code="T02", level_from="B1", level_to="B2")):
        offered(desk, what)
    found = matches_for(desk, who.id)
    assert sorted(codes(found, Fit.FITS)) == ["M01", "T01"]
    assert codes(found, Fit.FITS_NOT) == ["T02"]
    assert [plan.fit for plan in found.plans.plans] == [Fit.FITS]
    assert found.providers[found.matches[0].offer.provider_id].name == "Buurthuis De Wending"


def test_an_unknown_resident_is_no_match_list(desk: Desk) -> None:
    with pytest.raises(UnknownRecord):
        matches_for(desk, resident().id)


def test_matching_goes_by_the_way_from_ones_own_azc(desk: Desk, site: Site) -> None:
    offered(desk, offer(travel_minutes={"VDW": 5, SITE: 90}))
    who = registered(desk, site, max_travel_minutes=30)
    assert codes(matches_for(desk, who.id), Fit.FITS_NOT) == ["M01"]


def test_an_offer_with_an_open_referral_is_left_out_and_named(desk: Desk, site: Site) -> None:
    who = registered(desk, site)
    first, _second = offered(desk, offer()), offered(desk, offer(code="M02"))
    referred(desk, who, first, EventKind.SENT)
    found = matches_for(desk, who.id)
    assert [one.offer.code for one in found.matches] == ["M02"]
    assert [line.offer_code for line in found.referred] == ["M01"]


def test_an_offer_whose_referral_ended_can_be_tried_again(desk: Desk, site: Site) -> None:
    who = registered(desk, site)
    referred(desk, who, offered(desk, offer()), EventKind.SENT, EventKind.DECLINED)
    found = matches_for(desk, who.id)
    assert [one.offer.code for one in found.matches] == ["M01"]
    assert found.referred == ()


def test_the_times_of_what_one_takes_part_in_are_taken(desk: Desk, site: Site) -> None:
    who = registered(desk, site)
    mine = offered(desk, offer(title="Samen koken"))
    offered(desk, course(schedule=fixed(slot("MO", 14, 16))))
    assert codes(matches_for(desk, who.id), Fit.FITS) == ["M01", "T01"]
    referred(desk, who, mine, EventKind.SENT, EventKind.ACCEPTED, EventKind.STARTED)
    (only,) = matches_for(desk, who.id).matches
    assert only.fit is Fit.FITS_IF
    assert "Samen koken" in reason(only.judgement.week, "Semhar")


def test_of_what_has_several_choices_none_is_assumed_to_be_taken(desk: Desk, site: Site) -> None:
    who = registered(desk, site)
    choices = either((slot("MO", 13, 15),), (slot("TU", 13, 15),))
    mine = offered(desk, offer(schedule=choices))
    offered(desk, course(schedule=fixed(slot("MO", 14, 16))))
    referred(desk, who, mine, EventKind.SENT, EventKind.ACCEPTED)
    assert codes(matches_for(desk, who.id), Fit.FITS) == ["T01"]


# What scripts read


def test_scripts_read_offers_with_reasons_and_plans_with_their_week(desk: Desk, site: Site) -> None:
    who = registered(desk, site, availability=free("MO afternoon"), interests=("koken",))
    offered(desk, offer(title="Samen koken"))
    offered(desk, course())
    offered(desk, course(code="T02", level_from="B1", level_to="B2"))
    read = json.loads(json.dumps(as_json(matches_for(desk, who.id))))
    assert list(read) == ["offers", "week_plans"]
    best, second, third = read["offers"]
    assert list(best) == ["offer", "verdict", "score", "choice", "reasons", "changes"]
    assert (best["offer"], best["verdict"], best["changes"]) == ("M01", "fits", [])
    assert [list(each) for each in best["reasons"]] == [["criterion", "verdict", "text"]] * len(
        Criterion
    )
    assert (second["offer"], second["verdict"]) == ("T01", "fits_if")
    assert second["changes"] == ["Kan Semhar op dinsdagochtend? Dan past dit."]
    assert (third["offer"], third["verdict"], third["changes"]) == ("T02", "fits_not", [])
    assert read["week_plans"] == [
        {
            "offers": ["M01", "T01"],
            "weekly_minutes": 270,
            "slots": [["MO", "13:00", "15:00"], ["TU", "09:30", "12:00"]],
            "tuned": False,
        }
    ]


def test_a_plan_of_which_the_hours_are_not_known_says_so(desk: Desk, site: Site) -> None:
    who = registered(desk, site)
    offered(desk, offer(schedule=flexible(None)))
    offered(desk, course())
    (plan,) = as_json(matches_for(desk, who.id))["week_plans"]
    assert plan["weekly_minutes"] is None


# The rules and their file


def test_every_rule_of_the_program_has_a_source_and_a_day() -> None:
    path = resource_path(RULES_FILE)
    for rule in rules_on(path, DAY):
        assert len(rule.source) > 20
    assert matching_rules(path, DAY).mdt_maximum_age == 30
    assert matching_rules(path, date(1990, 1, 1)).mdt_maximum_age == 30


def test_a_file_beside_the_store_replaces_the_rules(desk: Desk, site: Site) -> None:
    own = desk.database.path.parent / "rules" / "matching.json"
    own.parent.mkdir()
    read = json.loads(resource_path(RULES_FILE).read_text(encoding="utf-8"))
    newer = {
        "name": "default_travel_minutes",
        "value": 10,
        "valid_from": "2026-03-01",
        "source": "Afspraak van de locatie, februari 2026",
    }
    own.write_text(json.dumps({**read, "rules": [*read["rules"], newer]}), encoding="utf-8")
    assert rules_path(desk.database.path) == own
    assert matching_rules(own, date(2026, 2, 28)).default_travel_minutes == 45
    offered(desk, offer())
    assert codes(matches_for(desk, registered(desk, site).id), Fit.FITS_IF) == ["M01"]


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        ("geen json", ""),
        ('{"rules": [{"name": "rest_minutes"}]}', ""),
        ('{"rules": []}', "mdt_minimum_age"),
    ],
)
def test_a_rule_file_that_cannot_be_used_is_named(tmp_path: Path, content: str, rule: str) -> None:
    file = tmp_path / "matching.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(InvalidRules) as refused:
        matching_rules(file, DAY)
    assert (refused.value.file, refused.value.rule) == ("matching.json", rule)


def test_an_older_own_file_keeps_its_values_and_gets_the_newer_names(tmp_path: Path) -> None:
    """A desk that wrote its own file before the VOG was judged goes on working."""
    read = json.loads(resource_path(RULES_FILE).read_text(encoding="utf-8"))
    older = [
        {**rule, "value": {"interests": 1, "travel": 2, "start": 3, "load": 4, "places": 5}}
        if rule["name"] == "weights"
        else rule
        for rule in read["rules"]
        if rule["name"] not in {"certificate_weeks", "reads_from_level", "detour_percent"}
    ]
    file = tmp_path / "matching.json"
    file.write_text(json.dumps({"rules": older}), encoding="utf-8")
    rules = matching_rules(file, DAY)
    assert (rules.certificate_weeks, rules.detour_percent) == (4, 130)
    assert (rules.weights.places, rules.weights.cost, rules.weights.company) == (5, 5, 5)
