"""Two azc's taken together where that costs less than hiding, beside what was shown apart."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meedoenbalie.clock import fixed_clock
from meedoenbalie.collection.parquet import to_parquet
from meedoenbalie.domain.data_sets import TABLES
from meedoenbalie.domain.publication.audit import bounds_of
from meedoenbalie.domain.publication.differencing import Leak
from meedoenbalie.domain.publication.gate import pass_gate
from meedoenbalie.domain.publication.merging import (
    joined,
    merged,
    proposals,
    shown_cells,
    told_by_sums,
    with_known_sums,
)
from meedoenbalie.domain.publication.rules import CBS
from meedoenbalie.domain.publication.table import Table, table_of_figures
from meedoenbalie.exchange.data_set import Sender, new_signing_key, pack, to_csv
from meedoenbalie.services.collecting import collect, overview
from meedoenbalie.services.programme_keys import make_programme_keys, read_public_key
from meedoenbalie.services.publication_messages import remedy_lines
from meedoenbalie.services.publishing import Cure, StoppedPublication, publish_figures
from meedoenbalie.storage.keys import LEAST_COST
from tests.opened_desk import TODAY

TEAM = "wij tellen alles samen"
CLOCK = fixed_clock(TODAY)
SITES = ("DH", "EV", "LL", "MD")
PAIR = ("EV", "LL")

Arrive = Callable[..., None]


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    make_programme_keys(tmp_path, TEAM, LEAST_COST)
    return tmp_path / "alles.duckdb"


@pytest.fixture
def arrive(collection: Path) -> Arrive:
    """Let azc's send a set of so many residents, all of whom were informed."""
    keys = {site: new_signing_key()[0] for site in SITES}
    numbers = dict.fromkeys(SITES, 0)
    public = read_public_key(collection.with_name("programme.pub"))

    def arrive(**people: int) -> None:
        for site, count in people.items():
            numbers[site] += 1
            names = [f"{site}-{n}" for n in range(count)]
            residents = [(n, "18-22", "tir", "A1", "", "2026-W01") for n in names]
            informed = [(n, "M1", "tir", "2026-W05") for n in names]
            tables = {table: to_csv(table, ()) for table in TABLES}
            tables["residents"] = to_csv("residents", residents)
            tables["informed"] = to_csv("informed", informed)
            sender = Sender(site, f"azc {site}", numbers[site], "2026-03-02T10:00:00+00:00")
            file = collection.with_name(f"{site}.age")
            file.write_bytes(pack(sender, tables, to_parquet(tables), keys[site], public))
            key = collection.with_name("programme.key")
            (result,) = collect([file], collection, key, TEAM, cost=LEAST_COST)
            assert result.code == "collected"

    return arrive


def test_two_small_azcs_are_proposed_together_and_show_more_so(
    collection: Path, arrive: Arrive
) -> None:
    arrive(DH=60, EV=8, LL=7, MD=50)
    before = overview(collection, TEAM)
    assert before.published.sites["EV"]["residents"] is None
    (best, *_others) = before.proposals
    assert best.pair == PAIR
    assert best.gained > 0
    made = publish_figures(collection, TEAM, CLOCK, more=best.pair)
    assert set(made.figures.sites) == {"DH", "MD", "EV+LL"}
    assert made.figures.sites["EV+LL"]["residents"] == 15
    assert made.figures.total["residents"] == 125
    # They stay together in what is shown and in the next publication.
    assert "EV+LL" in overview(collection, TEAM).published.sites
    assert not publish_figures(collection, TEAM, CLOCK).new


def test_apart_after_together_is_stopped_where_the_sum_gives_one_away(
    collection: Path, arrive: Arrive
) -> None:
    arrive(DH=60, EV=30, LL=7, MD=8)
    publish_figures(collection, TEAM, CLOCK, pairs=[PAIR])
    with pytest.raises(StoppedPublication) as stopped:
        publish_figures(collection, TEAM, CLOCK, pairs=[])
    assert {each.leak for each in stopped.value.conflicts} == {Leak.HIDDEN_NOW}
    assert {each.cell[0] for each in stopped.value.conflicts} == {"LL", "MD"}


def test_together_after_apart_is_stopped_where_the_sum_gives_one_away(
    collection: Path, arrive: Arrive
) -> None:
    arrive(DH=60, EV=30, LL=7, MD=8)
    publish_figures(collection, TEAM, CLOCK)
    with pytest.raises(StoppedPublication) as stopped:
        publish_figures(collection, TEAM, CLOCK, pairs=[PAIR])
    assert {each.leak for each in stopped.value.conflicts} >= {Leak.HIDDEN_THEN}


def test_a_few_newcomers_are_cured_by_taking_the_azc_together_with_one_that_changed_more(
    collection: Path, arrive: Arrive
) -> None:
    arrive(DH=60, EV=40, LL=70, MD=50)
    publish_figures(collection, TEAM, CLOCK)
    arrive(EV=46, LL=120)
    with pytest.raises(StoppedPublication) as stopped:
        publish_figures(collection, TEAM, CLOCK)
    found = {remedy.cure: remedy for remedy in stopped.value.remedies}
    assert found[Cure.MERGE].pair == PAIR
    assert any(
        "--cure merge: Neem EV en LL samen" in line for line in remedy_lines([*found.values()])
    )
    costs = [remedy.cells_lost for remedy in stopped.value.remedies]
    assert costs == sorted(costs)
    made = publish_figures(collection, TEAM, CLOCK, Cure.MERGE)
    assert made.figures.sites["EV+LL"]["residents"] == 165
    # And apart again the sum would tell of the six.
    assert not publish_figures(collection, TEAM, CLOCK).new


def table(rows: dict[str, int]) -> Table:
    return table_of_figures({code: {"residents": n} for code, n in rows.items()}, {}, "x", set())


@given(st.fixed_dictionaries({site: st.integers(0, 60) for site in SITES}))
@settings(max_examples=60, deadline=None)
def test_taking_together_adds_up_and_a_proposal_always_shows_more(rows: dict[str, int]) -> None:
    apart = table(rows)
    sites = {code: {"residents": n} for code, n in rows.items()}
    assert (
        joined(apart, PAIR).counts
        == table({row: count["residents"] for row, count in merged(sites, [PAIR]).items()}).counts
    )
    plain = pass_gate(apart, CBS)
    for one in proposals(apart, SITES, CBS):
        gated = pass_gate(joined(apart, one.pair), CBS)
        assert shown_cells(gated.shown) == shown_cells(plain.shown) + one.gained
        assert not gated.exposed
        told = told_by_sums(apart, plain.shown, plain.small, plain.withheld, [one.pair], CBS)
        known = with_known_sums(apart, [one.pair])
        bounds = bounds_of(known, plain.hidden, sorted(plain.small - told), plain.withheld)
        for cell, (low, high) in bounds.items():
            assert high - low >= CBS.protection or cell in plain.exposed
