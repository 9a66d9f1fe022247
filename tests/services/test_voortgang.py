"""Voortgang: two tagged pages for anybody, in which nobody can be found; and what stands on it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest

from meedoenbalie.domain.civic_integration.codes import CivicGroup
from meedoenbalie.domain.offers import OfferKind
from meedoenbalie.domain.people import Site
from meedoenbalie.domain.referrals import EventKind
from meedoenbalie.i18n import set_language
from meedoenbalie.services.civic_integration import record_civic
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.experiences import (
    Feeling,
    Hard,
    Helps,
    Moment,
    Said,
    Way,
    record_experience,
)
from meedoenbalie.services.flexible_language import flexible_language
from meedoenbalie.services.funnel import last_year
from meedoenbalie.services.providers import record_agreement
from meedoenbalie.services.referring import record_event
from meedoenbalie.services.studies import studies
from meedoenbalie.services.voortgang import print_voortgang
from meedoenbalie.storage.errors import UnknownRecord
from tests.made_demo import opened_demo
from tests.reports.pdf_tags import read_tags
from tests.ui.pages.making import add_offer, add_resident, days_ago, refer


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Desk]:
    made = opened_demo(tmp_path)
    yield made
    made.database.close()


def text_of(path: Path) -> tuple[str, int]:
    reader = pypdf.PdfReader(io.BytesIO(path.read_bytes()))
    words = " ".join(page.extract_text() for page in reader.pages)
    return " ".join(words.split()), len(reader.pages)


def test_two_tagged_pages_in_both_languages_and_the_same_bytes_again(
    demo: Desk, tmp_path: Path
) -> None:
    first, again, english = (tmp_path / name for name in ("a.pdf", "b.pdf", "c.pdf"))
    print_voortgang(demo, first, demo=True)
    print_voortgang(demo, again, demo=True)
    assert first.read_bytes() == again.read_bytes()
    words, pages = text_of(first)
    assert pages == 2
    for told in ("111.639", "10%", "41%", "33%", "20%", "DUO beslist", "fictief voorbeeld"):
        assert told in words
    tagged = read_tags(first.read_bytes())
    assert (tagged.part, tagged.lang, tagged.marked) == ("1", "nl", True)
    assert len(tagged.of("Table")) == 2
    (chart,) = tagged.of("Figure")
    assert "(tijdelijk) vrijgesteld 41%" in chart.alt
    set_language("en")
    try:
        print_voortgang(demo, english)
    finally:
        set_language("nl")
    words, pages = text_of(english)
    assert (pages, "DUO decides" in words, "fictief" in words) == (2, True, False)


def test_a_desk_with_nobody_still_makes_two_pages_beside_the_country(
    desk: Desk, tmp_path: Path
) -> None:
    print_voortgang(desk, tmp_path / "leeg.pdf", "RTW")
    words, pages = text_of(tmp_path / "leeg.pdf")
    assert (pages, "111.639" in words, "azc Rietwaard" in words) == (2, True, True)
    with pytest.raises(UnknownRecord):
        print_voortgang(desk, tmp_path / "geen.pdf", "XXX")
    assert not (tmp_path / "geen.pdf").exists()


def test_a_learner_combines_when_the_course_and_taking_part_run_together(
    desk: Desk, site: Site
) -> None:
    traject = add_offer(desk, "M01", "Techniek", weeks=20)
    course = add_offer(desk, "T01", "Taal", kind=OfferKind.LANGUAGE_COURSE, weeks=20)
    for number in range(3):
        who = add_resident(desk, site, f"Bewoner {number}")
        for offer in (course, traject)[: 2 if number == 0 else 1]:
            referral = refer(desk, who, offer, days=30)
            for days, kind in ((28, EventKind.ACCEPTED), (21, EventKind.STARTED)):
                record_event(days_ago(desk, days), referral.id, kind)
    found = flexible_language(desk, last_year(desk)).found
    assert (found.learners.combined, found.learners.alone) == (1, 2)
    assert flexible_language(desk, last_year(desk), "RTW").found == found
    with pytest.raises(UnknownRecord):
        flexible_language(desk, last_year(desk), "XXX")


def test_the_lenses_tell_what_each_group_says_and_who_agreed_on_risks(
    desk: Desk, site: Site
) -> None:
    traject = add_offer(desk, "M01", "Techniek", weeks=20)
    for number in range(11):
        who = add_resident(desk, site, f"Bewoner {number}")
        group = "asielstatushouder" if number < 10 else "gezinsmigrant"
        record_civic(desk, who.id, {"purpose": "guidance", "civic_group": group})
        referral = refer(desk, who, traject, days=30)
        for days, kind in ((28, EventKind.ACCEPTED), (21, EventKind.STARTED)):
            record_event(days_ago(desk, days), referral.id, kind)
        feeling = Feeling.GOOD if number % 2 else Feeling.SO_SO
        said = Said(feeling, (Helps.DUTCH,), (Hard.TRAVEL,) if number else (Hard.NOTHING,))
        record_experience(desk, referral.id, Moment.START, said, "tir", Way.PAPER)
    record_agreement(desk, traject.provider_id, risks="Ziekte: het traject wacht.")
    found = studies(desk, last_year(desk))
    holders = found.perspectives[CivicGroup.ASYLUM]
    assert (holders.answers, holders.good) == (10, 5)
    assert holders.share_good is not None
    assert holders.share_good.value == 0.5
    assert (holders.helps, holders.hard) == (Helps.DUTCH, Hard.TRAVEL)
    family = found.perspectives[CivicGroup.FAMILY]
    assert (family.answers, family.share_good) == (1, None), "of one person no share is told"
    assert (found.providers_with_risks, found.providers) == (1, 1)
    assert found.market[OfferKind.MDT_TRAJECT].people == 0, "everybody goes there already"
