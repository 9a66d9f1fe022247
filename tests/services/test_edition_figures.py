"""Figures go along in an edition as they were published, and no small count among them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from meedoenbalie.collection.collected import RefusedArrival
from meedoenbalie.domain.edition_figures import EditionFigure, as_text, from_text
from meedoenbalie.domain.editions import Edition
from meedoenbalie.domain.lesson_figures import intervals, refusal, shown
from meedoenbalie.domain.lessons import LessonStatus
from meedoenbalie.domain.live_query import Contrast, Measure, Query
from meedoenbalie.domain.people import Site
from meedoenbalie.domain.referrals import Reason
from meedoenbalie.exchange.edition_file import RefusedEdition, pack_edition, read_edition
from meedoenbalie.i18n import figure_words
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.editions import take_edition, taken_here
from meedoenbalie.services.lesson_figures import add_figure, figures_of
from meedoenbalie.services.lessons import change_lesson
from meedoenbalie.services.making_editions import make_edition
from meedoenbalie.services.programme_keys import make_programme_keys
from meedoenbalie.storage.keys import LEAST_COST
from tests.opened_desk import new_store
from tests.services.test_data_sets import TEAM, Team
from tests.services.test_editions import SEED, a_lesson, published, sent, taken, written
from tests.services.test_proving import STARTED, filled

COMPARED = STARTED.changed(contrast=Contrast.COMPANY)
COUNTED, WHY = Query(measure=Measure.COUNTS), Query(measure=Measure.REASONS)


def a_figure(query: Query = STARTED, **counts: int | None) -> EditionFigure:
    told = counts or {"reached": 25, "base": 35}
    return EditionFigure(
        caption="Wie begon", query=query, shown=told, frozen_at="2026-03-02T12:00:00+00:00"
    )


@pytest.fixture
def team(tmp_path: Path) -> Team:
    make_programme_keys(tmp_path / "team", TEAM, LEAST_COST)
    return Team(tmp_path / "team")


def test_a_receiving_desk_sees_the_figures_as_they_were_frozen(
    desk: Desk, site: Site, team: Team, tmp_path: Path
) -> None:
    lesson = published(desk, site, "L01", "Laat iemand meegaan.")
    change_lesson(desk, lesson.id, status=LessonStatus.DRAFT)
    filled(desk)
    add_figure(desk, lesson.id, "Samen begon vaker", COMPARED)
    add_figure(desk, lesson.id, "Zo vaak", COUNTED)
    change_lesson(desk, lesson.id, status=LessonStatus.PUBLISHED)
    team.collect(sent(desk, team, tmp_path / "a.age"))
    made = make_edition(team.collection, TEAM, desk.clock, tmp_path / "1.editie")

    other = new_store(tmp_path / "ander.db", "EV", "azc Esveld")
    take_edition(other, tmp_path / "1.editie", made.fingerprint)
    [there] = taken_here(other).lessons
    frozen = {one.figure.caption: one.figure for one in figures_of(desk, lesson.id) if one.figure}
    assert [one.caption for one in there.figures] == sorted(frozen)
    for one in there.figures:
        kept = frozen[one.caption]
        assert kept.counts is not None
        assert kept.frozen_at is not None
        assert (one.query, one.frozen_at) == (kept.query, kept.frozen_at.isoformat())
        assert one.shown == shown(kept.query, kept.counts)
        assert one.shown != kept.counts, "what goes along is hidden and rounded"
    told = figure_words.as_published(there.figures[0])
    assert told.startswith("Samen met een vriend – van –, "), "two of them didn't start: too few"
    assert "Geteld op 2 maart 2026." in told
    other.database.close()


def test_what_is_shown_comes_with_its_margin_and_its_question() -> None:
    told = figure_words.as_published(a_figure(STARTED.changed(first_week="2025-W31")))
    assert told.startswith("25 van 35. 71% (marge ")
    assert "Van verwezen naar gestart, 2025-W31 t/m nu. Geteld op 2 maart 2026." in told


def test_a_figure_that_is_still_live_stays_at_the_desk(
    desk: Desk, site: Site, team: Team, tmp_path: Path
) -> None:
    published(desk, site, "L01", "Laat iemand meegaan.")
    team.collect(sent(desk, team, tmp_path / "a.age"))
    made = make_edition(team.collection, TEAM, desk.clock, tmp_path / "1.editie")
    assert made.edition.lessons[0].figures == ()


@pytest.mark.parametrize(
    ("query", "counts"),
    [
        (STARTED, {"reached": 5, "base": 35}),
        (STARTED, {"reached": 26, "base": 35}),
        (STARTED, {"reached": 30, "base": 35}),
        (STARTED, {"reached": None, "base": 35}),
        (STARTED, {"reached": 25}),
        (STARTED, {"reached": 25, "base": 35, "name": 10}),
        (COUNTED, {"started": 4}),
        (COUNTED, {"Semhar": 10}),
        (WHY, {Reason.FULL.value: 7}),
        (WHY, {"full": -10}),
    ],
)
def test_a_count_that_may_not_be_told_is_refused(query: Query, counts: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="not_suppressed"):
        a_figure(query, **counts)


@given(
    query=st.sampled_from([STARTED, COMPARED]),
    arms=st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)), min_size=2, max_size=2),
)
def test_what_a_desk_prints_always_passes(query: Query, arms: list[tuple[int, int]]) -> None:
    names = ("with.", "without.") if query.compares else ("",)
    counts: dict[str, int] = {}
    for name, (part, rest) in zip(names, arms, strict=False):
        counts |= {f"{name}reached": part, f"{name}base": part + rest}
    made = a_figure(query, **shown(query, counts))
    assert from_text(as_text([made])) == (made,)
    assert intervals(query, counts) is not None
    assert refusal(query, counts) is None or made.shown


@given(counts=st.dictionaries(st.sampled_from([one.value for one in Reason]), st.integers(0, 60)))
def test_reasons_as_they_are_printed_always_pass(counts: dict[str, int]) -> None:
    made = EditionFigure(
        caption="Waarom", query=WHY, shown=shown(WHY, counts), frozen_at="2026-03-02"
    )
    assert from_text(as_text([made])) == (made,)


def test_a_team_refuses_a_set_with_a_small_count(
    desk: Desk, site: Site, team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(desk, site, "L01", "Laat iemand meegaan.")
    small = json.loads(as_text([a_figure()]))
    small[0]["shown"]["reached"] = 3
    monkeypatch.setattr(
        "meedoenbalie.storage.queries.data_sets.as_text", lambda _figures: json.dumps(small)
    )
    monkeypatch.setattr("meedoenbalie.services.sending.from_text", lambda _text: ())
    [refused] = team.results(sent(desk, team, tmp_path / "a.age"))
    assert refused.code == RefusedArrival("implausible").code


def test_a_name_above_a_figure_keeps_a_set_from_going(
    desk: Desk, site: Site, team: Team, tmp_path: Path
) -> None:
    from meedoenbalie.services.sending import NotSafeToSend

    lesson = published(desk, site, "L01", "Laat iemand meegaan.")
    filled(desk)
    add_figure(desk, lesson.id, "Mail wie@azc.nl", COUNTED)
    with pytest.raises(NotSafeToSend):
        sent(desk, team, tmp_path / "a.age")


def test_an_edition_with_a_small_count_is_refused_whoever_signed_it(
    desk: Desk, tmp_path: Path
) -> None:
    lesson = a_lesson().changed(figures=(a_figure(),))
    data = Edition(number=1, made_at="2026-03-02", lessons=(lesson,))
    small = data.model_copy(
        update={
            "lessons": (
                lesson.model_copy(
                    update={"figures": (a_figure().model_copy(update={"shown": {"reached": 3}}),)}
                ),
            )
        }
    )
    file = tmp_path / "1.editie"
    file.write_bytes(pack_edition(small, SEED))
    with pytest.raises(RefusedEdition, match="damaged"):
        take_edition(desk, file)
    file.write_bytes(pack_edition(data, SEED))
    assert taken(desk, file) == 1


@given(position=st.integers(0, 10_000), bit=st.integers(0, 7))
@settings(max_examples=60)
def test_no_flipped_bit_brings_another_figure(position: int, bit: int) -> None:
    lesson = a_lesson().changed(figures=(a_figure(), a_figure(COUNTED, started=40)))
    edition = Edition(number=1, made_at="2026-03-02", lessons=(lesson,))
    data = bytearray(pack_edition(edition, SEED))
    data[position % len(data)] ^= 1 << bit
    try:
        assert read_edition(bytes(data)).edition == edition
    except RefusedEdition:
        return


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations([1, 2, 2, 1]))
def test_figures_arrive_in_any_order_and_twice_without_harm(
    tmp_path_factory: pytest.TempPathFactory, order: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("volgorde")
    desk = new_store(folder / "balie.db", "RTW", "azc Rietwaard")
    newer = a_lesson().changed(figures=(a_figure(reached=40, base=60),))
    files = {
        1: written(folder, 1, a_lesson().changed(figures=(a_figure(),))),
        2: written(folder, 2, newer),
    }
    for number in order:
        taken(desk, files[number])
    assert taken_here(desk).lessons == (newer,)
    desk.database.close()
