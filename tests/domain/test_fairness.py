"""Groups are compared with intervals, a small one never by a share, and nobody can be found."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meedoenbalie.domain.fairness import (
    OTHERS,
    Dimension,
    Group,
    Member,
    Stage,
    gaps,
    groups_of,
    published,
)
from meedoenbalie.domain.intervals import difference, share


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_of_a_share_is_that_of_the_published_table(
    part: int, whole: int, low: float, high: float
) -> None:
    """Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3."""
    found = share(part, whole)
    assert [found.low, found.high] == pytest.approx([low, high], abs=5e-5)


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((10, 10), (0, 20), 0.6791, 1.0),
    ],
)
def test_the_interval_of_a_difference_is_that_of_the_published_table(
    one: tuple[int, int], other: tuple[int, int], low: float, high: float
) -> None:
    """Newcombe, Statistics in Medicine 17 (1998) 873-890, table II, method 10."""
    found = difference(share(*one), share(*other))
    assert [found.low, found.high] == pytest.approx([low, high], abs=5e-5)


@given(st.integers(0, 200), st.integers(1, 200))
def test_a_share_lies_within_its_interval(part: int, whole: int) -> None:
    part = min(part, whole)
    found = share(part, whole)
    assert 0 <= found.low <= found.value <= found.high <= 1
    assert found.value == part / whole


@pytest.mark.parametrize(("part", "whole"), [(1, 0), (-1, 3), (4, 3)])
def test_what_is_no_share_is_refused(part: int, whole: int) -> None:
    with pytest.raises(ValueError, match="not_a_share"):
        share(part, whole)


def members(key: str, count: int, reached: int, dimension: Dimension) -> list[Member]:
    stages = frozenset({Stage.OFFERED, Stage.REFERRED})
    start = sum(map(ord, key)) * 1000
    return [
        Member(
            UUID(int=start + number),
            {dimension: key},
            stages if number < reached else frozenset(),
        )
        for number in range(count)
    ]


def test_a_small_group_has_no_share() -> None:
    nine, ten = groups_of(
        Dimension.AGE,
        [*members("12-15", 9, 9, Dimension.AGE), *members("18-22", 10, 4, Dimension.AGE)],
    )
    assert nine.share(Stage.REFERRED) is None
    shown = ten.share(Stage.REFERRED)
    assert shown is not None
    assert shown.value == 0.4


def test_languages_of_a_few_stand_together_and_last() -> None:
    found = groups_of(
        Dimension.LANGUAGE,
        [
            *members("tir", 12, 5, Dimension.LANGUAGE),
            *members("amh", 4, 1, Dimension.LANGUAGE),
            *members("pus", 3, 2, Dimension.LANGUAGE),
        ],
    )
    assert [(group.key, group.base, group.reached[Stage.REFERRED]) for group in found] == [
        ("tir", 12, 5),
        (OTHERS, 7, 3),
    ]


def test_a_gap_is_told_when_it_is_large_and_no_chance() -> None:
    people = [*members("alfa", 30, 6, Dimension.LEVEL), *members("a1", 60, 42, Dimension.LEVEL)]
    (gap, again) = gaps(Dimension.LEVEL, groups_of(Dimension.LEVEL, people))
    assert {gap.stage, again.stage} == {Stage.OFFERED, Stage.REFERRED}
    assert (gap.group.key, gap.rest.base) == ("alfa", 60)
    assert gap.apart.value == pytest.approx(-0.5)
    assert gap.apart.high < 0


def test_a_difference_that_may_be_chance_is_left_alone() -> None:
    people = [*members("alfa", 10, 4, Dimension.LEVEL), *members("a1", 10, 6, Dimension.LEVEL)]
    assert gaps(Dimension.LEVEL, groups_of(Dimension.LEVEL, people)) == ()


def test_a_certain_difference_of_a_few_points_is_left_alone() -> None:
    many = [
        Group("a", frozenset(UUID(int=n) for n in range(4000)), dict.fromkeys(Stage, 2000)),
        Group("b", frozenset(UUID(int=n) for n in range(4000, 8000)), dict.fromkeys(Stage, 2200)),
    ]
    assert gaps(Dimension.SITE, many) == ()


@given(st.lists(st.tuples(st.integers(1, 40), st.integers(0, 40)), min_size=1, max_size=6))
def test_what_is_published_gives_no_small_number_away(sizes: list[tuple[int, int]]) -> None:
    groups = [
        Group(
            str(number),
            frozenset(UUID(int=100 * number + one) for one in range(base)),
            dict.fromkeys(Stage, min(base, reached)),
        )
        for number, (base, reached) in enumerate(sizes)
    ]
    hidden = 0
    for group, shown in zip(groups, published(groups), strict=True):
        hidden += shown.base is None
        for stage in Stage:
            real, told = group.reached[stage], shown.reached[stage]
            assert told is None or (told % 5 == 0 and shown.base is not None)
            if 0 < real < 10 or 0 < group.base - real < 10:
                assert told is None
            part = shown.share(stage)
            assert part is None or 0 < part < 1
        assert shown.base is None or group.base >= 10
    # Hidden alone it could be reckoned back from a total.
    assert hidden != 1 or len(groups) == 1
