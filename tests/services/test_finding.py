"""Search finds whatever somebody may see: names in any spelling, and what was written down."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from meedoenbalie.domain.lessons import LessonPhase, WorkingElement
from meedoenbalie.domain.offers import OfferKind
from meedoenbalie.domain.people import Resident, Role, Site
from meedoenbalie.domain.referrals import EventKind
from meedoenbalie.services import catalogue, erasing, finding, lessons, referring, registration
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.registration import ResidentQuery, find_residents
from tests.opened_desk import TODAY


def register(desk: Desk, site: Site, given: str, family: str = "", **values: Any) -> Resident:
    return registration.register_resident(
        desk, site.id, given_name=given, family_name=family, **values
    ).result


def named(desk: Desk, words: str) -> list[str]:
    found = finding.find_anything(desk, words)
    lines = [*found.residents, *found.mentioned]
    return [f"{line.given_name} {line.family_name}".strip() for line in lines]


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Mohammed", "muhammad"),
        ("Mohammed", "Mohamad"),
        ("Tesfay", "tesfai"),
        ("Yusuf", "youssef"),
        ("Yusuf", "yousse"),
        ("Gülşen", "gulsen"),
        ("Abdulrahman", "abd al rahman"),
        ("Abdelrahman", "abdul rahman"),
        ("Oleksandr", "alexander"),
        ("Олександр", "aleksander"),
        ("محمد", "mohamed"),
        ("Mohamed", "محمد"),
        ("يوسف", "يوس"),
    ],
)
def test_a_name_is_found_in_another_spelling_or_script(
    desk: Desk, site: Site, written: str, typed: str
) -> None:
    register(desk, site, written, "Haile")
    register(desk, site, "Bisrat", "Weldemichael")
    assert named(desk, typed) == [f"{written} Haile"]


def test_who_is_called_so_comes_before_who_sounds_so_and_who_was_written_about(
    desk: Desk, site: Site
) -> None:
    register(desk, site, "Bana", notes="vriendin van Yusuf")
    register(desk, site, "Youssef")
    register(desk, site, "Yusufa")
    register(desk, site, "Yusuf")
    assert named(desk, "yusuf") == ["Yusuf", "Yusufa", "Youssef", "Bana"]
    found = finding.find_anything(desk, "yusuf")
    assert [line.given_name for line in found.mentioned] == ["Bana"]


def test_notes_own_words_and_talks_are_searched_by_parts_of_words(desk: Desk, site: Site) -> None:
    noted = register(desk, site, "Ali", notes="Repareert graag in de fietswerkplaats")
    register(desk, site, "Bana", own_words="Ik wil later kapster worden")
    talked = register(desk, site, "Cawo")
    registration.record_contact(desk, talked.id, "Even langs", "Vroeg naar een zwemdiploma")
    assert named(desk, "werkplaats") == ["Ali"]
    assert named(desk, "kapster") == ["Bana"]
    assert named(desk, "zwem") == named(desk, "diploma") == ["Cawo"]
    assert named(desk, "ali werkplaats") == ["Ali"]
    registration.change_resident(desk, noted.id, noted.version, notes="")
    assert named(desk, "werkplaats") == []


def test_who_left_comes_after_who_is_here(desk: Desk, site: Site) -> None:
    register(desk, site, "Ali", "Aden", departed_on=TODAY)
    register(desk, site, "Ali", "Warsame")
    assert named(desk, "ali") == ["Ali Warsame", "Ali Aden"]


@pytest.mark.parametrize("limit", [2, 3, 100])
def test_others_with_the_same_name_at_another_site_push_nobody_out(
    desk: Desk, site: Site, limit: int
) -> None:
    with desk.write("add_site") as uow:
        elsewhere = uow.insert(Site(code="VDW", name="azc Veldwijker"))
    for _one in range(3):
        register(desk, elsewhere, "Ali", "Aden")
    here = {register(desk, site, "Ali", family).id for family in ("Warsame", "Farah")}
    register(desk, site, "Ali", "Abdi", departed_on=TODAY)
    query = ResidentQuery(site_id=site.id, words="ali", limit=limit)
    assert set(find_residents(desk, query)) == here


def test_an_erased_person_is_found_by_nothing(desk: Desk, site: Site) -> None:
    gone = register(desk, site, "Mohammed", notes="fietswerkplaats")
    registration.record_contact(desk, gone.id, "Zwemles", "Vroeg naar zwemles")
    erasing.erase(desk, gone.id)
    for words in ("mohammed", "muhammad", "fiets", "werkplaats", "zwemles"):
        assert named(desk, words) == []
        assert find_residents(desk, ResidentQuery(words=words, present_only=False)) == []


@pytest.fixture
def busy(desk: Desk, site: Site) -> Desk:
    """A desk with a resident, an offer, a referral between them and a lesson."""
    who = register(desk, site, "Semhar", "Tesfay")
    kitchen = catalogue.add_offer(
        desk, "De Schakel", code="M01", kind=OfferKind.MDT_TRAJECT, title="Keuken van de wijk"
    ).result
    catalogue.add_offer(
        desk, "Taalhuis", code="T01", kind=OfferKind.LANGUAGE_COURSE, title="Avondcursus"
    )
    referral = referring.prepare_referral(desk, who.id, kitchen.id).result.referral
    referring.record_event(desk, referral.id, EventKind.WITHDRAWN, note="Liever in het voorjaar")
    lessons.add_lesson(
        desk,
        phase=LessonPhase.INTAKE,
        element=WorkingElement.CONTACT,
        situation="Een tolk was er niet.",
        tip="Bel de tolkentelefoon een dag eerder.",
    )
    return desk


def test_offers_are_found_by_title_code_and_provider(busy: Desk) -> None:
    for words in ("keuken", "m01", "schakel", "wijk keu"):
        assert [offer.code for offer in finding.find_anything(busy, words).offers] == ["M01"]
    assert [offer.code for offer in finding.find_anything(busy, "cursus").offers] == ["T01"]


def test_referrals_are_found_by_whom_where_to_and_note(busy: Desk) -> None:
    for words in ("semhar", "semhar keuken", "keuken tesfai", "voorjaar"):
        (line,) = finding.find_anything(busy, words).referrals
        assert line.offer_code == "M01"
    assert finding.find_anything(busy, "semhar avondcursus").referrals == []


def test_lessons_are_found_by_their_words(busy: Desk) -> None:
    for words in ("tolkentelefoon", "telefoon", "L01"):
        (lesson,) = finding.find_anything(busy, words).lessons
        assert lesson.number == "L01"


def test_each_role_finds_what_it_may_read(busy: Desk) -> None:
    def as_role(*roles: Role) -> finding.Found:
        desk = replace(busy, user=busy.user.changed(roles=roles))
        found = [finding.find_anything(desk, words) for words in ("semhar", "keuken", "tolk")]
        return finding.Found(
            residents=[line for each in found for line in each.residents],
            offers=[offer for each in found for offer in each.offers],
            referrals=[line for each in found for line in each.referrals],
            lessons=[lesson for each in found for lesson in each.lessons],
        )

    for role in (Role.DESK, Role.COORDINATOR, Role.ADMINISTRATOR):
        everything = as_role(role)
        assert everything.residents
        assert everything.offers
        assert everything.referrals
    team = as_role(Role.PROGRAMME)
    assert (team.residents, team.offers, team.referrals) == ([], [], [])
    assert team.lessons


def test_nobody_is_named_when_people_are_left_out(busy: Desk) -> None:
    found = finding.find_anything(busy, "semhar", people=False)
    assert [*found.residents, *found.mentioned, *found.referrals] == []
    assert finding.find_anything(busy, "keuken", people=False).offers


@pytest.mark.parametrize("words", ["", "  ", '"', "*", "a AND b", "name:x", "(", "'", "^a", "-"])
def test_any_signs_may_be_typed(busy: Desk, words: str) -> None:
    finding.find_anything(busy, words)
