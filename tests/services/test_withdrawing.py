"""An azc takes its set back, or the team leaves it out: then nothing of it counts any more."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.people import Site
from meedoenbalie.services.collecting import (
    leave_out,
    lessons_of,
    let_in_again,
    overview,
    pinned_of,
    revoke_key_of,
)
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.publishing import Cure, StoppedPublication, publish_figures
from meedoenbalie.services.registration import register_resident
from meedoenbalie.services.sending import (
    preview_data_set,
    release_data_set,
    withdraw_data_set,
)
from meedoenbalie.services.undoing import what_can_be_undone
from meedoenbalie.services.verifying import verify
from meedoenbalie.storage.errors import UnknownRecord
from tests.opened_desk import TODAY
from tests.services.test_data_sets import TEAM, Team, desks, sets, team

__all__ = ["desks", "sets", "team"]

CLOCK = fixed_clock(TODAY)


def codes(team: Team) -> list[str]:
    return [site.code for site in overview(team.collection, TEAM).sites]


def test_an_azc_takes_its_set_back_and_sends_a_better_one(
    team: Team, desks: list[Desk], sets: list[Path], tmp_path: Path
) -> None:
    desk = desks[0]
    team.collect(*sets)
    word = tmp_path / "intrekking.age"
    tomorrow = replace(desk, clock=fixed_clock(TODAY + timedelta(days=1)))
    done = withdraw_data_set(tomorrow, team.public, word).result
    assert (done.number, preview_data_set(desk).sent_before[0].withdrawn_at) == (
        1,
        tomorrow.clock.now(),
    )
    assert b"datapackage" not in word.read_bytes()
    assert team.collect(word, word) == ["withdrawn", "already"]
    assert codes(team) == ["EV", "MD", "ZH"]
    seen = overview(team.collection, TEAM)
    assert seen.exact.total["residents"] == 4 + 6 + 8
    assert "L-DH-published" not in [one["number"] for one in lessons_of(team.collection, TEAM)]
    assert [(one.site, one.number, one.by_team) for one in seen.withdrawals] == [("DH", 1, False)]
    assert team.collect(sets[0]) == ["taken_back"]
    # Its key stays pinned: nobody else can step into the gap.
    assert [one.code for one in pinned_of(team.collection, TEAM)] == ["DH", "EV", "MD", "ZH"]

    better = tmp_path / "beter.age"
    release_data_set(desk, team.public, better)
    assert team.collect(better, word) == ["collected", "already"]
    assert codes(team) == ["DH", "EV", "MD", "ZH"]


def test_the_word_that_comes_before_the_set_keeps_it_out(
    team: Team, desks: list[Desk], sets: list[Path], tmp_path: Path
) -> None:
    word = tmp_path / "intrekking.age"
    withdraw_data_set(desks[0], team.public, word)
    (first,) = team.results(word)
    assert (first.code, first.first) == ("withdrawn", True)
    assert first.fingerprint == preview_data_set(desks[0]).signed_by
    assert team.collect(sets[0]) == ["taken_back"]
    assert codes(team) == []
    (noted,) = overview(team.collection, TEAM).received
    assert noted.withdrawn


def test_taking_back_stands_in_the_journal_and_can_not_be_undone(
    team: Team, desks: list[Desk], sets: list[Path], tmp_path: Path
) -> None:
    desk = desks[0]
    withdraw_data_set(desk, team.public, tmp_path / "een.age")
    before = preview_data_set(desk).sent_before[0]
    withdraw_data_set(desk, team.public, tmp_path / "twee.age")
    assert preview_data_set(desk).sent_before[0] == before
    said = what_can_be_undone(desk).refusal
    assert said == "‘gegevensset ingetrokken’ kan niet ongedaan: het is al bij een ander."
    assert verify(desk).problems == ()


def test_without_a_set_there_is_nothing_to_take_back(
    team: Team, desks: list[Desk], tmp_path: Path
) -> None:
    with pytest.raises(UnknownRecord):
        withdraw_data_set(desks[0], team.public, tmp_path / "niets.age")
    assert not (tmp_path / "niets.age").exists()


def test_the_team_leaves_a_set_out_and_lets_it_in_again(team: Team, sets: list[Path]) -> None:
    team.collect(*sets)
    before = overview(team.collection, TEAM).exact
    assert leave_out(team.collection, TEAM, CLOCK, "MD") == 1
    assert codes(team) == ["DH", "EV", "ZH"]
    assert team.collect(sets[2]) == ["taken_back"]
    with pytest.raises(UnknownRecord):
        leave_out(team.collection, TEAM, CLOCK, "MD")
    let_in_again(team.collection, TEAM, CLOCK, "MD")
    with pytest.raises(UnknownRecord):
        let_in_again(team.collection, TEAM, CLOCK, "MD")
    assert team.collect(sets[2]) == ["collected"]
    seen = overview(team.collection, TEAM)
    assert seen.exact == before
    (one,) = seen.withdrawals
    assert one.by_team
    assert one.ended_at


def test_what_an_azc_took_back_the_team_can_not_let_in(
    team: Team, desks: list[Desk], sets: list[Path], tmp_path: Path
) -> None:
    team.collect(sets[0])
    leave_out(team.collection, TEAM, CLOCK, "DH")
    withdraw_data_set(desks[0], team.public, tmp_path / "word.age")
    assert team.collect(tmp_path / "word.age") == ["withdrawn"]
    let_in_again(team.collection, TEAM, CLOCK, "DH")
    assert team.collect(sets[0]) == ["taken_back"]


def test_a_revoked_key_takes_nothing_back(
    team: Team, desks: list[Desk], sets: list[Path], tmp_path: Path
) -> None:
    team.collect(sets[0])
    withdraw_data_set(desks[0], team.public, tmp_path / "word.age")
    revoke_key_of(team.collection, TEAM, "DH")
    assert team.collect(tmp_path / "word.age") == ["revoked"]
    assert codes(team) == ["DH"]


def test_a_publication_after_a_withdrawal_passes_the_gate_beside_the_one_before(
    team: Team, desks: list[Desk], tmp_path: Path
) -> None:
    for number, (desk, people) in enumerate(zip(desks, (0, 12, 14, 16), strict=True)):
        with desk.read() as reader:
            (site,) = reader.find(Site)
        for _each in range(people):
            register_resident(desk, site.id, given_name="Hodan")
        release_data_set(desk, team.public, tmp_path / f"{number}.age")
        team.collect(tmp_path / f"{number}.age")
    first = publish_figures(team.collection, TEAM, CLOCK).figures
    shown = {code: row["residents"] for code, row in first.sites.items()}
    # The two of DH are few; with EV shown beside the sum they would stand there.
    assert shown == {"DH": None, "EV": None, "MD": 20, "ZH": 25}
    leave_out(team.collection, TEAM, CLOCK, "DH")
    with pytest.raises(StoppedPublication) as stopped:
        publish_figures(team.collection, TEAM, CLOCK)
    assert ("DH", "residents") in {one.cell for one in stopped.value.conflicts}
    cures = {one.cure for one in stopped.value.remedies}
    assert Cure.HIDE in cures
    again = publish_figures(team.collection, TEAM, CLOCK, Cure.HIDE).figures
    assert "DH" not in again.sites
    assert again.sites["EV"]["residents"] is None
