"""Lessons go back to the desks, are tried elsewhere, and the next edition says with what result."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meedoenbalie.domain.edition_differences import Kind, Mark, differences, marked
from meedoenbalie.domain.editions import Edition, EditionLesson, TriedResult
from meedoenbalie.domain.lessons import LearnedLesson, LessonPhase, LessonStatus, WorkingElement
from meedoenbalie.domain.people import Role, Site
from meedoenbalie.exchange.edition_file import RefusedEdition, pack_edition, read_edition
from meedoenbalie.services.collecting import opened
from meedoenbalie.services.desk import Desk, NotAllowed
from meedoenbalie.services.editions import (
    OtherKey,
    forget_tried,
    look_at_edition,
    note_tried,
    take_edition,
    taken_here,
)
from meedoenbalie.services.handreiking import guide_of_collection
from meedoenbalie.services.making_editions import RefusedLesson, editions_of, make_edition
from meedoenbalie.services.messages import explain
from meedoenbalie.services.programme_keys import make_programme_keys
from meedoenbalie.services.sending import release_data_set
from meedoenbalie.services.undoing import undo
from meedoenbalie.storage.errors import UnknownRecord
from meedoenbalie.storage.keys import LEAST_COST
from tests.opened_desk import TODAY, new_store
from tests.services.test_data_sets import TEAM, Team

SEED, OTHER_SEED = bytes(range(32)), bytes(range(1, 33))


def a_lesson(site: str = "EV", number: str = "L01", tip: str = "Teken de week.") -> EditionLesson:
    return EditionLesson(
        site=site,
        number=number,
        phase=LessonPhase.MATCHING,
        element=WorkingElement.CONTENT,
        situation="De week was vol.",
        tip=tip,
        site_name=f"azc {site}",
    )


def written(folder: Path, number: int, *lessons: EditionLesson, seed: bytes = SEED) -> Path:
    edition = Edition(number=number, made_at=f"2026-03-{number:02d}", lessons=lessons)
    file = folder / f"{number}-{seed[0]}.editie"
    file.write_bytes(pack_edition(edition, seed))
    return file


def taken(desk: Desk, file: Path) -> int:
    return take_edition(desk, file, read_edition(file.read_bytes()).fingerprint).result


@pytest.fixture
def team(tmp_path: Path) -> Team:
    make_programme_keys(tmp_path / "team", TEAM, LEAST_COST)
    return Team(tmp_path / "team")


def test_a_key_is_compared_once_and_another_one_is_refused(desk: Desk, tmp_path: Path) -> None:
    file = written(tmp_path, 1, a_lesson())
    seen = look_at_edition(desk, file)
    assert (seen.compare, seen.newer, [one.kind for one in seen.changes]) == (
        True,
        True,
        [Kind.ADDED],
    )
    with pytest.raises(OtherKey) as refused:
        take_edition(desk, file)
    assert seen.fingerprint in str(explain(refused.value))
    with pytest.raises(OtherKey):
        take_edition(desk, file, "0000 " + seen.fingerprint)
    assert taken_here(desk).lessons == ()
    assert take_edition(desk, file, seen.fingerprint).result == 1
    assert take_edition(desk, written(tmp_path, 2, a_lesson(), a_lesson("MD"))).result == 2
    foreign = written(tmp_path, 9, seed=OTHER_SEED)
    with pytest.raises(OtherKey):
        take_edition(desk, foreign)
    assert len(taken_here(desk).lessons) == 2


def test_the_newest_edition_counts_and_what_was_withdrawn_goes(
    desk: Desk, site: Site, tmp_path: Path
) -> None:
    first = written(tmp_path, 1, a_lesson(), a_lesson("MD"), a_lesson(site.code))
    taken(desk, first)
    assert [one.name for one in taken_here(desk).lessons] == ["EV/L01", "MD/L01"]
    second = written(tmp_path, 2, a_lesson(tip="Teken de week samen."))
    assert [one.kind for one in look_at_edition(desk, second).changes] == [Kind.CHANGED, Kind.GONE]
    assert taken(desk, second) == 1
    assert taken_here(desk).lessons[0].tip == "Teken de week samen."
    assert not take_edition(desk, first).changed, "an older one changes nothing"
    assert not look_at_edition(desk, first).newer
    undo(desk)
    assert len(taken_here(desk).lessons) == 2


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations([1, 2, 3, 3, 2]))
def test_editions_arrive_in_any_order_and_twice_without_harm(
    tmp_path_factory: pytest.TempPathFactory, order: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("volgorde")
    desk = new_store(folder / "balie.db", "RTW", "azc Rietwaard")
    files = {
        1: written(folder, 1, a_lesson(), a_lesson("MD")),
        2: written(folder, 2, a_lesson(tip="Anders.")),
        3: written(folder, 3, a_lesson("ZH"), a_lesson("MD", "L07")),
    }
    for number in order:
        taken(desk, files[number])
    assert [one.name for one in taken_here(desk).lessons] == ["MD/L07", "ZH/L01"]
    desk.database.close()


def test_what_was_tried_is_written_changed_and_taken_away(
    desk: Desk, site: Site, tmp_path: Path
) -> None:
    taken(desk, written(tmp_path, 1, a_lesson()))
    note_tried(desk, site.id, "EV", "L01", TriedResult.TOO_EARLY, TODAY, "Vorige week begonnen")
    kept = note_tried(desk, site.id, "EV", "L01", TriedResult.HELPED, TODAY).result
    (found,) = taken_here(desk, site.id).tried.values()
    assert (found.id, found.result, found.note) == (kept.id, TriedResult.HELPED, "")
    with pytest.raises(ValueError, match="date_in_future"):
        note_tried(desk, site.id, "EV", "L01", TriedResult.NOT, TODAY + timedelta(days=1))
    with pytest.raises(UnknownRecord):
        note_tried(desk, site.id, "EV", "L99", TriedResult.NOT, TODAY)
    taken(desk, written(tmp_path, 2, a_lesson(tip="Anders gezegd.")))
    assert taken_here(desk, site.id).tried.keys() == {"EV/L01"}, "a newer edition keeps it"
    forget_tried(desk, kept.id)
    assert taken_here(desk, site.id).tried == {}
    undo(desk)
    assert taken_here(desk, site.id).tried.keys() == {"EV/L01"}


def test_who_only_reads_takes_nothing_in(desk: Desk, site: Site, tmp_path: Path) -> None:
    file = written(tmp_path, 1, a_lesson())
    reader = replace(desk, user=desk.user.changed(roles=(Role.ADMINISTRATOR,)))
    code = look_at_edition(reader, file).fingerprint
    with pytest.raises(NotAllowed):
        take_edition(reader, file, code)


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda data: data[:-30], "damaged"),
        (lambda _data: b"geen zip", "damaged"),
        (lambda data: rewritten(data, {"signature": None}), "unsigned"),
        (lambda data: rewritten(data, {"editie.json": None}), "foreign"),
        (lambda data: rewritten(data, {"signature": b"AAAA"}), "changed"),
        (
            lambda data: rewritten(data, {"editie.json": ("Teken", "Steken")}),
            "changed",
        ),
    ],
)
def test_a_file_that_cannot_be_trusted_is_refused_and_nothing_is_written(
    desk: Desk, tmp_path: Path, spoil: object, code: str
) -> None:
    assert callable(spoil)
    file = written(tmp_path, 1, a_lesson())
    fingerprint = look_at_edition(desk, file).fingerprint
    file.write_bytes(spoil(file.read_bytes()))
    with pytest.raises(RefusedEdition) as refused:
        take_edition(desk, file, fingerprint)
    assert refused.value.code == code
    assert explain(refused.value)
    assert taken_here(desk).edition is None


def rewritten(data: bytes, changes: dict[str, object]) -> bytes:
    """Return the file with a part left out (None), replaced, or with one word for another."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            change = changes.get(name, old.read(name))
            if isinstance(change, tuple):
                change = old.read(name).replace(*(word.encode() for word in change))
            if isinstance(change, bytes):
                new.writestr(name, change)
    return out.getvalue()


@given(position=st.integers(0, 10_000), bit=st.integers(0, 7))
@settings(max_examples=60)
def test_no_flipped_bit_brings_other_words(position: int, bit: int) -> None:
    edition = Edition(number=1, made_at="2026-03-02", lessons=(a_lesson(),))
    data = bytearray(pack_edition(edition, SEED))
    data[position % len(data)] ^= 1 << bit
    try:
        assert read_edition(bytes(data)).edition == edition
    except RefusedEdition:
        return


def test_the_same_edition_gives_the_same_bytes() -> None:
    edition = Edition(number=1, made_at="2026-03-02", lessons=(a_lesson(),))
    assert pack_edition(edition, SEED) == pack_edition(edition, SEED)


TEXTS = st.lists(st.sampled_from(["Teken", "de", "week", "samen", ".", "  ", "é", "\n"])).map(
    "".join
)


@given(before=TEXTS, after=TEXTS)
def test_marked_words_make_the_text_as_it_was_and_as_it_is(before: str, after: str) -> None:
    pieces = marked(before, after)
    assert "".join(text for mark, text in pieces if mark is not Mark.ADDED) == before
    assert "".join(text for mark, text in pieces if mark is not Mark.GONE) == after
    assert all(text for _mark, text in pieces)


def test_a_difference_is_of_words_and_not_of_how_often_something_was_tried() -> None:
    same = a_lesson().changed(tried={TriedResult.HELPED: 3})
    assert differences([a_lesson()], [same]) == ()


def published(desk: Desk, site: Site, number: str, tip: str) -> LearnedLesson:
    with desk.write("add_lesson") as uow:
        return uow.insert(
            LearnedLesson(
                number=number,
                phase=LessonPhase.MATCHING,
                element=WorkingElement.CONTENT,
                situation="De week was vol.",
                tip=tip,
                site_name=site.name,
                evidence="Ervaring",
                status=LessonStatus.PUBLISHED,
            )
        )


def test_a_lesson_goes_round_and_the_next_edition_says_where_it_was_tried(
    desk: Desk, site: Site, team: Team, tmp_path: Path
) -> None:
    other = new_store(tmp_path / "ander.db", "EV", "azc Esveld")
    with other.read() as reader:
        (there,) = reader.find(Site)
    published(other, there, "L01", "Bel de dag ervoor.")
    own = published(desk, site, "L01", "Stuur liever een bericht.")
    team.collect(sent(desk, team, tmp_path / "a.age"), sent(other, team, tmp_path / "b.age"))
    first = make_edition(team.collection, TEAM, desk.clock, tmp_path / "1.editie")
    assert first.new
    assert not make_edition(team.collection, TEAM, desk.clock, tmp_path / "2.editie").new
    assert (tmp_path / "1.editie").read_bytes() == (tmp_path / "2.editie").read_bytes()

    take_edition(desk, tmp_path / "1.editie", first.fingerprint)
    assert [one.name for one in taken_here(desk).lessons] == ["EV/L01"]
    note_tried(desk, site.id, "EV", "L01", TriedResult.NOT, TODAY, "Marleen belde", own.id)
    set_two = sent(desk, team, tmp_path / "c.age")
    with team.open(set_two) as package:
        assert package.read("tried.csv").decode().splitlines()[1] == "EV,L01,not,2026-W10,L01"
        assert b"Marleen" not in package.read("tried.csv")
    assert team.collect(set_two) == ["collected"]

    second = make_edition(team.collection, TEAM, desk.clock, tmp_path / "3.editie")
    lessons = {one.name: one for one in second.edition.lessons}
    assert lessons["EV/L01"].tried == {TriedResult.NOT: 1}
    assert lessons["EV/L01"].against == ("RTW/L01",)
    assert lessons["RTW/L01"].against == ("EV/L01",)
    assert second.fingerprint == first.fingerprint
    before, after = editions_of(team.collection, TEAM)
    assert differences(before.lessons, after.lessons) == ()
    guide = guide_of_collection(team.collection, TEAM, desk.clock)
    assert [(one.tip, one.against) for one in guide.lessons] == [
        ("Bel de dag ervoor.", (("Stuur liever een bericht.", site.name),)),
        ("Stuur liever een bericht.", (("Bel de dag ervoor.", "azc Esveld"),)),
    ]
    assert guide.lessons[0].tried == {TriedResult.NOT: 1}
    other.database.close()


def sent(desk: Desk, team: Team, file: Path) -> Path:
    release_data_set(desk, team.public, file)
    return file


def test_an_edition_that_could_not_be_made_keeps_its_number_and_says_which_lesson_it_is(
    desk: Desk, site: Site, team: Team, tmp_path: Path
) -> None:
    published(desk, site, "L01", "Bel de dag ervoor.")
    team.collect(sent(desk, team, tmp_path / "a.age"))
    with pytest.raises(OSError, match="nergens"):
        make_edition(team.collection, TEAM, desk.clock, tmp_path / "nergens" / "1.editie")
    made = make_edition(team.collection, TEAM, desk.clock, tmp_path / "1.editie")
    assert (made.edition.number, len(editions_of(team.collection, TEAM))) == (1, 1)
    # Not one of ours would send it: what came in may be of a program that doesn't look.
    with opened(team.collection, TEAM) as collection:
        collection.rows("UPDATE lessons SET tip = 'Bel 123456782.'")
    with pytest.raises(RefusedLesson) as refused:
        make_edition(team.collection, TEAM, desk.clock, tmp_path / "2.editie")
    words = str(explain(refused.value))
    assert f"{site.code}/L01" in words
    assert "BSN" in words
    assert not (tmp_path / "2.editie").exists()
