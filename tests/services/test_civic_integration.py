"""Civic integration: recorded for a reason, told in person, counted, and kept from others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.civic_integration.codes import Reason, Regime, State
from meedoenbalie.domain.civic_integration.record import CivicIntegration
from meedoenbalie.domain.follow_ups import FollowUp, FollowUpKind
from meedoenbalie.domain.people import Resident, Role, Site
from meedoenbalie.paths import resource_path
from meedoenbalie.services import changes, erasing, follow_ups, inzage, merging, rights, undoing
from meedoenbalie.services.civic_cohorts import Division, civic_cohorts, people_behind
from meedoenbalie.services.civic_integration import (
    NoRuling,
    civic_standing,
    forget_civic,
    keep_civic_up,
    people_of_the_ruling,
    record_civic,
    tell_ruling,
)
from meedoenbalie.services.civic_rules import NATIONAL_FILE, RULES_FILE
from meedoenbalie.services.desk import Desk, NotAllowed
from meedoenbalie.services.matching_rules import InvalidRules
from meedoenbalie.storage.errors import StaleRecord, UnknownRecord
from tests.opened_desk import TODAY
from tests.ui.pages.making import add_resident

GUIDED: dict[str, Any] = {
    "purpose": "guidance",
    "civic_group": "asielstatushouder",
    "duty_from": date(2024, 5, 1),
    "route": "b1",
    "level_reached": "A1",
}
RULED = {**GUIDED, "civic_group": "gezinsmigrant", "turkish_with_mvv": True}
MET = {**GUIDED, "ending": "voldaan", "ended_on": date(2025, 6, 1)}


@pytest.fixture
def resident(desk: Desk, site: Site) -> Resident:
    return add_resident(desk, site)


def tomorrow(desk: Desk, days: int) -> Desk:
    return replace(desk, clock=fixed_clock(TODAY + timedelta(days=days)))


def asked(desk: Desk) -> list[tuple[FollowUpKind, date]]:
    with desk.read() as reader:
        found = reader.find(FollowUp, order_by="due_on", done_on=None)
    return [(one.kind, one.due_on) for one in found]


def test_what_is_recorded_is_judged_changed_and_undone(desk: Desk, resident: Resident) -> None:
    assert civic_standing(desk, resident.id).record is None
    done = record_civic(desk, resident.id, GUIDED)
    assert done.changed == {"civic_integration"}
    standing = civic_standing(desk, resident.id)
    assert standing.found is not None
    assert standing.found.regime.value is Regime.WI2021
    assert standing.found.state.value is State.ONGOING
    assert standing.found.term_end.value == date(2027, 5, 1)
    assert standing.found.term_end.rule is not None
    assert "termijn van drie jaar" in standing.found.term_end.rule.source
    record_civic(desk, resident.id, MET, version=done.result.version)
    with pytest.raises(StaleRecord):
        record_civic(desk, resident.id, GUIDED, version=done.result.version)
    found = civic_standing(desk, resident.id).found
    assert found is not None
    assert (found.state.value, found.reason) == (State.ENDED, Reason.MET)
    undoing.undo(desk)
    undoing.undo(desk)
    assert civic_standing(desk, resident.id).record is None


def test_without_a_reason_or_with_days_that_cannot_be_nothing_is_recorded(
    desk: Desk, resident: Resident
) -> None:
    without = {name: value for name, value in GUIDED.items() if name != "purpose"}
    for wrong in (
        without,
        {**GUIDED, "ended_on": date(2025, 1, 1)},
        {**MET, "ended_on": date(2023, 1, 1)},
        {**GUIDED, "suspended_until": date(2026, 1, 1)},
        {**GUIDED, "extended_until": date(2024, 5, 1)},
    ):
        with pytest.raises(ValidationError):
            record_civic(desk, resident.id, wrong)
    rights.restrict_use(desk, resident.id, "op verzoek")
    with pytest.raises(rights.Restricted):
        record_civic(desk, resident.id, GUIDED)
    assert civic_standing(desk, resident.id).record is None


def test_a_term_that_ends_within_half_a_year_becomes_a_follow_up(
    desk: Desk, resident: Resident
) -> None:
    record_civic(desk, resident.id, {**GUIDED, "duty_from": date(2023, 9, 3)})
    assert asked(desk) == []
    later = tomorrow(desk, 1)
    assert keep_civic_up(later).result == 1
    assert keep_civic_up(later).result == 0
    assert asked(desk) == [(FollowUpKind.CIVIC_TERM, date(2026, 3, 3))]
    # More time: the task goes. It comes back for the new day alone.
    longer = {"duty_from": date(2023, 9, 3), "extended_until": date(2027, 9, 3)}
    record_civic(later, resident.id, {**GUIDED, **longer})
    assert asked(desk) == []
    undoing.undo(later)
    assert len(asked(desk)) == 1
    record_civic(later, resident.id, {**MET, "duty_from": date(2023, 9, 3)})
    assert asked(desk) == []


def test_what_was_ticked_off_does_not_come_back(desk: Desk, resident: Resident) -> None:
    record_civic(desk, resident.id, {**GUIDED, "duty_from": date(2023, 5, 1)})
    with desk.read() as reader:
        (one,) = reader.find(FollowUp)
    follow_ups.do(desk, one.id, one.version)
    assert keep_civic_up(tomorrow(desk, 1)).result == 0
    assert asked(desk) == []


def test_the_ruling_is_told_in_person_and_the_list_says_to_whom_and_when(
    desk: Desk, site: Site, resident: Resident
) -> None:
    other = add_resident(desk, site, "Hodan Abdi")
    record_civic(desk, other.id, GUIDED)
    record_civic(desk, resident.id, RULED)
    assert asked(desk) == [(FollowUpKind.CIVIC_RULING, TODAY)]
    with pytest.raises(NoRuling):
        tell_ruling(desk, other.id, ruling=True, costs=True)
    (listed,) = people_of_the_ruling(desk)
    assert (listed.resident.id, listed.tell_ruling, listed.tell_costs) == (resident.id, True, True)
    assert listed.ruling.decided_on == date(2024, 9, 4)
    tell_ruling(desk, resident.id, ruling=True, costs=False)
    assert len(asked(desk)) == 1, "about costs made still has to be told"
    tell_ruling(desk, resident.id, ruling=False, costs=True, on=TODAY - timedelta(days=1))
    assert asked(desk) == []
    (listed,) = people_of_the_ruling(desk, site.id)
    assert (listed.tell_ruling, listed.tell_costs) == (False, False)
    assert listed.record.ruling_told_on == TODAY
    assert listed.record.costs_told_on == TODAY - timedelta(days=1)
    assert listed.record.told_by == desk.user.name


def test_who_limited_the_use_of_their_data_is_counted_nowhere_and_on_no_list(
    desk: Desk, resident: Resident
) -> None:
    record_civic(desk, resident.id, RULED)
    rights.restrict_use(desk, resident.id, "Alleen bewaren.")
    assert people_of_the_ruling(desk) == ()
    assert civic_cohorts(desk).not_obliged == 0
    rights.lift_restriction(desk, resident.id)
    assert len(people_of_the_ruling(desk)) == 1
    assert civic_cohorts(desk).not_obliged == 1


def test_it_is_shown_on_request_kept_in_the_history_and_erased_with_the_person(
    desk: Desk, site: Site, resident: Resident
) -> None:
    record_civic(desk, resident.id, RULED)
    held = inzage.held_about(desk, resident.id)
    part = next(one for one in inzage.parts_of_inzage(held) if one.key == "civic")
    told = {item.label: item.value for item in part.items}
    assert told["Groep"] == "gezinsmigrant"
    assert told["Turkse nationaliteit en met mvv gekomen"] == "ja"
    assert told["Plicht sinds"] == "1 mei 2024"
    assert inzage.as_json(held)["civic_integration"]["route"] == "b1"
    found = [(one.what, one.record) for one in changes.resident_changes(desk, resident.id)]
    assert ("inburgering vastgelegd", "inburgering") in found
    other = add_resident(desk, site, "Semhar T")
    record_civic(desk, other.id, GUIDED)
    merging.merge(desk, other.id, resident.id)
    kept = civic_standing(desk, other.id).record
    assert kept is not None
    assert kept.turkish_with_mvv is None, "of two the one of the dossier that stays counts"
    erasing.erase(desk, other.id)
    with desk.read() as reader:
        assert reader.find(CivicIntegration) == []


def test_the_reason_is_gone_so_the_record_goes_with_its_tasks(
    desk: Desk, resident: Resident
) -> None:
    record_civic(desk, resident.id, RULED)
    forget_civic(desk, resident.id)
    assert asked(desk) == []
    assert civic_standing(desk, resident.id).record is None
    undoing.undo(desk)
    assert civic_standing(desk, resident.id).record is not None


def fill(desk: Desk, site: Site, number: int, facts: dict[str, Any]) -> None:
    for index in range(number):
        who = add_resident(desk, site, f"Bewoner {facts['purpose']} {index}")
        record_civic(desk, who.id, facts)


def test_cohorts_are_counted_beside_the_national_figures(desk: Desk, site: Site) -> None:
    fill(desk, site, 3, MET)
    fill(desk, site, 9, GUIDED)
    fill(desk, site, 2, RULED)
    fill(desk, site, 1, {**GUIDED, "duty_from": date(2020, 5, 1)})
    fill(desk, site, 1, {**GUIDED, "duty_from": None})
    found = civic_cohorts(desk)
    old, new = found.lines[Division.COHORT]
    assert (old.act, old.year, old.inflow, old.outflow) == (Regime.WI2013, 2020, 1, 0)
    assert old.outflow_share is None, "of one person there is no share"
    assert (new.act, new.year, new.inflow, new.outflow, new.ongoing) == (
        Regime.WI2021,
        2024,
        12,
        3,
        9,
    )
    assert new.reasons == {**dict.fromkeys(Reason, 0), Reason.MET: 3}
    assert new.outflow_share is not None
    assert new.outflow_share.value == 0.25
    assert new.outflow_share.low < 0.25 < new.outflow_share.high
    assert (found.no_day, found.not_obliged) == (1, 2)
    assert len(people_behind(desk, new)) == 12
    assert found.national.inflow == 111_639
    assert not found.national_is_old
    assert civic_cohorts(desk, "RTW").lines == found.lines
    with pytest.raises(UnknownRecord):
        civic_cohorts(desk, "XXX")


def test_who_may_see_nobody_gets_counts_as_they_may_be_published(desk: Desk, site: Site) -> None:
    fill(desk, site, 3, MET)
    fill(desk, site, 12, GUIDED)
    fill(desk, site, 1, RULED)
    team = replace(desk, user=desk.user.changed(roles=(Role.PROGRAMME,)))
    found = civic_cohorts(team)
    (line,) = found.lines[Division.COHORT]
    assert not found.exact
    assert (line.inflow, line.outflow, line.ongoing, line.outflow_share) == (15, None, None, None)
    assert line.who == ()
    assert found.not_obliged is None
    for reading in (people_of_the_ruling, keep_civic_up):
        with pytest.raises(NotAllowed):
            reading(team)
    with pytest.raises(NotAllowed):
        people_behind(team, line)


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (RULES_FILE, "years = 3", "years = 0", "term.0.years"),
        (RULES_FILE, 'regime = "wi2013"', 'regime = "wi2020"', "regime.0.regime"),
        (RULES_FILE, "[[notice]]", "[[notices]]", "notice"),
        (NATIONAL_FILE, "inflow = 111639", "inflow = -1", "inflow"),
        (NATIONAL_FILE, 'act = "wi2021"', 'act = 2021"', "civic_national.toml"),
    ],
)
def test_a_file_beside_the_store_replaces_ours_and_a_wrong_one_is_refused_by_name(
    desk: Desk, name: str, old: str, new: str, said: str
) -> None:
    own = desk.database.path.parent.joinpath(*Path(name).parts)
    own.parent.mkdir()
    text = resource_path(name).read_text(encoding="utf-8")
    own.write_text(text.replace("inflow = 111639", "inflow = 120000"), encoding="utf-8")
    if name == NATIONAL_FILE:
        assert civic_cohorts(desk).national.inflow == 120_000
    own.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(InvalidRules, match=said):
        civic_cohorts(desk)
