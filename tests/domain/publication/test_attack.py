"""Somebody who knows every resident of the demonstration learns nothing from publications."""

from datetime import date
from pathlib import Path

import pytest

from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.publication.rules import CBS
from meedoenbalie.domain.referrals import EventKind, Referral, ReferralEvent
from tests.domain.publication.attack import Person, attack, publish_all
from tests.made_demo import opened_demo


@pytest.fixture
def people(tmp_path: Path) -> list[Person]:
    """Every resident of the demonstration, as somebody who lives next door knows them."""
    desk = opened_demo(tmp_path)
    with desk.read() as reader:
        residents = list(reader.find(Resident))
        whose = {referral.id: referral.resident_id for referral in reader.find(Referral)}
        events = list(reader.find(ReferralEvent))
    desk.database.close()
    referred = {whose[event.referral_id] for event in events if event.kind is EventKind.SENT}
    return [
        Person(
            site=str(each.site_id),
            age=str(each.birth_date.year if each.birth_date else each.birth_year),
            week=_week(each.arrival_date),
            languages=",".join(each.languages),
            referred=each.id in referred,
        )
        for each in residents
    ]


def test_the_attack_succeeds_on_exact_tables_and_is_no_better_than_guessing_on_published_ones(
    people: list[Person],
) -> None:
    weeks = sorted({person.week for person in people if person.week})[-6:]
    groups, weekly = publish_all(people, weeks, None)
    ungated = attack(people, groups, weekly)
    assert ungated.rightly == ungated.claimed > len(people) * 0.9
    assert ungated.right > ungated.guessing
    assert attack(people, {}, weekly).rightly > 0, "weeks side by side are enough"
    groups, weekly = publish_all(people, weeks, CBS)
    assert len(weekly) > 1
    gated = attack(people, groups, weekly)
    assert gated.right <= gated.guessing
    assert gated.claimed == 0


def _week(day: date | None) -> str:
    return "" if day is None else f"{day.isocalendar().year}-W{day.isocalendar().week:02}"
