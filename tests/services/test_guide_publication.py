"""What a handreiking of all azc's tells goes to the world, and is held beside all publications."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.handreiking import Guide
from meedoenbalie.domain.lessons import LessonPhase, LessonStatus, WorkingElement
from meedoenbalie.domain.live_query import Measure, Query
from meedoenbalie.domain.people import Site
from meedoenbalie.domain.publication.differencing import Leak
from meedoenbalie.domain.referrals import EventKind, Reason
from meedoenbalie.reports.problems import NoProof
from meedoenbalie.services.catalogue import add_offer, find_offers
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.handreiking import guide_of_collection, make_handreiking
from meedoenbalie.services.informing import give_information
from meedoenbalie.services.lesson_figures import add_figure
from meedoenbalie.services.lessons import add_lesson, change_lesson
from meedoenbalie.services.programme_keys import make_programme_keys
from meedoenbalie.services.proving import verify_by_collection
from meedoenbalie.services.publication_messages import guide_lines
from meedoenbalie.services.publishing import Cure, StoppedPublication, publish_figures
from meedoenbalie.services.referring import prepare_referral, record_event
from meedoenbalie.services.registration import register_resident
from meedoenbalie.services.sending import release_data_set
from meedoenbalie.storage.keys import LEAST_COST
from tests.opened_desk import TODAY
from tests.services.test_data_sets import TEAM, Team

CLOCK = fixed_clock(TODAY)


@pytest.fixture
def team(tmp_path: Path) -> Team:
    make_programme_keys(tmp_path / "team", TEAM, LEAST_COST)
    return Team(tmp_path / "team")


def refer(desk: Desk, site: Site, people: int, reason: Reason) -> None:
    """So many young people are informed and referred, and it ends for this reason."""
    offers = find_offers(desk)
    offer = (
        offers[0].offer
        if offers
        else add_offer(desk, "Buurt", code="M1", kind="mdt_traject", title="Buurt").result
    )
    for _each in range(people):
        resident = register_resident(desk, site.id, given_name="Hodan").result
        give_information(desk, resident.id, offer.id, "som")
        referral = prepare_referral(desk, resident.id, offer.id).result.referral
        record_event(desk, referral.id, EventKind.SENT, consent_on=TODAY, receiver="Els")
        record_event(desk, referral.id, EventKind.DECLINED, reason=reason)


def send(desk: Desk, team: Team) -> None:
    file = team.folder / "set.age"
    file.unlink(missing_ok=True)
    release_data_set(desk, team.public, file)
    assert team.collect(file) == ["collected"]


def guide(team: Team) -> Guide:
    return guide_of_collection(team.collection, TEAM, CLOCK)


def test_the_figures_of_an_edition_are_a_publication_and_the_same_ones_count_once(
    desk: Desk, site: Site, team: Team
) -> None:
    refer(desk, site, 23, Reason.FULL)
    refer(desk, site, 14, Reason.NOT_SUITABLE)
    send(desk, team)
    first = guide(team)
    assert first.issued is not None
    assert (first.issued.number, first.issued.conflicts) == (1, ())
    assert first.count("referred") == 35
    assert dict(first.counted_reasons().cells) == {"full": 25, "not_suitable": 15}
    again = guide(team)
    assert again.issued is not None
    assert again.issued.number == 1
    assert publish_figures(team.collection, TEAM, CLOCK).number == 2
    assert publish_figures(team.collection, TEAM, CLOCK).new is False


def test_three_newcomers_between_two_editions_are_never_to_be_told_apart(
    desk: Desk, site: Site, team: Team, tmp_path: Path
) -> None:
    refer(desk, site, 22, Reason.FULL)
    refer(desk, site, 14, Reason.NOT_SUITABLE)
    send(desk, team)
    assert guide(team).count("referred") == 35
    refer(desk, site, 3, Reason.FULL)
    send(desk, team)
    second = guide(team)
    assert second.issued is not None
    assert second.issued.number == 2
    assert {each.leak for each in second.issued.conflicts} >= {Leak.SMALL_CHANGE}
    assert second.count("referred") is None
    assert second.counted_reasons().cells["full"] is None
    said = guide_lines(second.issued)
    assert "publicatie 2" in said[0]
    assert any("het verschil met publicatie 1 is een klein groepje" in line for line in said)
    out = tmp_path / "handreiking.pdf"
    make_handreiking(second, out)
    # Nothing in the file, sealed figures included, tells what is hidden on paper.
    with pytest.raises(NoProof):
        verify_by_collection(team.collection, TEAM, out)
    refer(desk, site, 30, Reason.FULL)
    send(desk, team)
    assert guide(team).count("referred") == 70


def test_published_figures_are_held_beside_the_edition_that_went_before(
    desk: Desk, site: Site, team: Team
) -> None:
    refer(desk, site, 22, Reason.FULL)
    refer(desk, site, 14, Reason.NOT_SUITABLE)
    send(desk, team)
    guide(team)
    refer(desk, site, 3, Reason.FULL)
    send(desk, team)
    with pytest.raises(StoppedPublication) as stopped:
        publish_figures(team.collection, TEAM, CLOCK)
    assert {(each.cell, each.number) for each in stopped.value.conflicts} == {
        (("", "reason:full"), 1)
    }
    cured = publish_figures(team.collection, TEAM, CLOCK, Cure.HIDE)
    assert cured.figures.reasons["full"] is None


def test_ten_lessons_tell_no_figures_and_are_no_publication(
    desk: Desk, site: Site, team: Team
) -> None:
    refer(desk, site, 22, Reason.FULL)
    send(desk, team)
    ten = guide_of_collection(team.collection, TEAM, CLOCK, figures=False)
    assert (ten.issued, ten.proof) == (None, ())
    assert publish_figures(team.collection, TEAM, CLOCK).number == 1


def counted_lesson(desk: Desk) -> None:
    """Publish a lesson with a figure of what was reached, frozen as it is now."""
    lesson = add_lesson(
        desk,
        phase=LessonPhase.ACTIVATION,
        element=WorkingElement.CONTACT,
        situation="De eerste keer is eng.",
        tip="Laat iemand meegaan.",
    ).result
    add_figure(desk, lesson.id, "Zo vaak ging het door", Query(measure=Measure.COUNTS))
    change_lesson(desk, lesson.id, status=LessonStatus.PUBLISHED)


def test_figures_of_lessons_are_printed_as_their_azc_published_them(
    desk: Desk, site: Site, team: Team, tmp_path: Path
) -> None:
    refer(desk, site, 23, Reason.FULL)
    counted_lesson(desk)
    send(desk, team)
    found = guide(team)
    [figure] = found.lessons[0].figures
    assert (figure.shown["referred"], figure.shown["started"]) == (25, 0)
    assert list(figure.shown)[:2] == ["informed", "referred"]
    out = tmp_path / "handreiking.pdf"
    make_handreiking(found, out)
    words = " ".join(page.extract_text() for page in PdfReader(out).pages)
    assert "Zo vaak ging het door" in words
    # Its exact counts stay at the azc, so here is nothing to prove it by.
    proved = verify_by_collection(team.collection, TEAM, out)
    assert {one.figure.caption for one in proved} == {""}
    again = guide(team)
    assert again.issued is not None
    assert again.issued.number == 1


def test_a_figure_of_a_lesson_that_gives_newcomers_away_is_left_out(
    desk: Desk, site: Site, team: Team
) -> None:
    refer(desk, site, 36, Reason.FULL)
    send(desk, team)
    assert guide(team).count("referred") == 35
    refer(desk, site, 3, Reason.FULL)
    counted_lesson(desk)
    send(desk, team)
    found = guide(team)
    assert found.lessons[0].figures == ()
    assert found.issued is not None
    assert found.issued.left_out == 1
    assert any("1 cijfer van een les is weggelaten" in line for line in guide_lines(found.issued))
