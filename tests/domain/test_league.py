"""Azc's beside each other: no order is told that the numbers don't carry."""

from hypothesis import given
from hypothesis import strategies as st

from meedoenbalie.domain.league import Carried, Gauge, compare
from meedoenbalie.i18n import league

NAMES = {"DKH": "azc Dijkhorst", "HDW": "azc Heidewaard", "LVN": "azc Lisveen"}


def rows(**pairs: tuple[int | None, int | None]) -> dict[str, dict[str, int | None]]:
    return {code: {"accepted": part, "referred": whole} for code, (part, whole) in pairs.items()}


def test_shares_that_may_be_the_same_are_no_ranking() -> None:
    found = compare(Gauge.ACCEPTED, rows(DKH=(28, 50), HDW=(29, 50), LVN=(34, 55)), exact=True)
    assert (found.carried, found.sure, found.pairs) == (Carried.NOTHING, (), 3)
    strong, why = league.order(found, NAMES)
    assert strong == "Geen ranglijst: geen enkel verschil is zeker."
    assert "overlappen" in why


def test_only_the_pairs_that_lie_apart_are_named() -> None:
    found = compare(Gauge.ACCEPTED, rows(DKH=(5, 50), HDW=(29, 50), LVN=(34, 55)), exact=True)
    assert found.carried is Carried.PARTLY
    assert set(found.sure) == {("HDW", "DKH"), ("LVN", "DKH")}
    strong, why = league.order(found, NAMES)
    assert strong == "Geen ranglijst: van 2 van de 3 paren is zeker wie hoger is."
    assert "azc Heidewaard hoger dan azc Dijkhorst" in why


def test_a_small_azc_has_no_share_and_takes_no_part() -> None:
    found = compare(Gauge.ACCEPTED, rows(DKH=(3, 9), HDW=(0, 200), LVN=(200, 200)), exact=True)
    assert [one.interval is None for one in found.shares] == [True, False, False]
    assert found.carried is Carried.WHOLLY
    alone = compare(Gauge.ACCEPTED, rows(DKH=(3, 9), HDW=(0, 200)), exact=True)
    assert alone.carried is Carried.TOO_FEW


def test_what_goes_out_never_says_all_or_nobody_and_needs_a_larger_base() -> None:
    found = compare(
        Gauge.ACCEPTED,
        rows(DKH=(15, 15), HDW=(50, 50), LVN=(None, 50), MDN=(0, 50), ZHV=(25, 50)),
        exact=False,
    )
    told = {one.site: one.interval is not None for one in found.shares}
    assert told == {"DKH": False, "HDW": False, "LVN": False, "MDN": False, "ZHV": True}
    assert {league.share(one) for one in found.shares if one.site != "ZHV"} == {
        "te klein",
        "niet getoond",
    }


@given(
    st.dictionaries(st.text("ABC", min_size=1), st.tuples(st.integers(0, 60), st.integers(0, 60)))
)
def test_a_sure_pair_lies_apart_the_right_way_round_and_order_never_goes_by_value(
    pairs: dict[str, tuple[int, int]],
) -> None:
    counts = {code: (min(pair), max(pair)) for code, pair in pairs.items()}
    found = compare(Gauge.ACCEPTED, rows(**counts), exact=True)
    assert [one.site for one in found.shares] == sorted(pairs)
    by_site = {one.site: one.interval for one in found.shares}
    for high, low in found.sure:
        upper, lower = by_site[high], by_site[low]
        assert upper is not None
        assert lower is not None
        assert upper.low > lower.high
