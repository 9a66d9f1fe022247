"""A desk finds a group by combined conditions, keeps it under a name, and acts on it at once."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from pydantic import ValidationError
from sqlalchemy import select

from meedoenbalie.domain.consent import Consent, ConsentAnswer, ConsentPurpose
from meedoenbalie.domain.groups import ConsentState, GroupFilter, born_by
from meedoenbalie.domain.offers import Offer, OfferKind
from meedoenbalie.domain.people import DutchLevel, ResidencePhase, Resident, Role, Site, age_on
from meedoenbalie.domain.referrals import EventKind, InformationGiven
from meedoenbalie.domain.week import Daypart, FreeDaypart, Weekday
from meedoenbalie.services import catalogue, groups, informing, referring, registration, rights
from meedoenbalie.services.desk import Desk, NotAllowed
from meedoenbalie.services.registration import ResidentQuery, find_residents
from meedoenbalie.services.undoing import undo
from meedoenbalie.storage.errors import UnknownRecord
from meedoenbalie.storage.rows import access
from tests.opened_desk import TODAY

TUESDAY_EVENING = FreeDaypart(day=Weekday.TUESDAY, daypart=Daypart.EVENING)


def register(desk: Desk, site: Site, name: str, **values: Any) -> Resident:
    return registration.register_resident(desk, site.id, given_name=name, **values).result


def an_offer(desk: Desk) -> Offer:
    return catalogue.add_offer(
        desk, "De Schakel", code="M01", kind=OfferKind.MDT_TRAJECT, title="Techniek"
    ).result


def names(desk: Desk, site: Site, words: str = "", **conditions: Any) -> list[str]:
    """The first names in the list of a group."""
    query = ResidentQuery(
        site_id=site.id, words=words, group=GroupFilter(**conditions), on=desk.clock.today()
    )
    lines = registration.resident_lines(desk, find_residents(desk, query))
    return [line.given_name for line in lines]


def test_conditions_are_combined(desk: Desk, site: Site) -> None:
    register(
        desk,
        site,
        "Semhar",
        birth_date=date(2007, 3, 3),
        dutch_level=DutchLevel.A1,
        residence_phase=ResidencePhase.STATUS_HOLDER,
        languages=("tir",),
        availability=(TUESDAY_EVENING,),
    )
    register(desk, site, "Hodan", birth_date=date(2004, 1, 1), dutch_level=DutchLevel.A1)
    register(desk, site, "Amal", birth_year=2008, preferred_language="ara")
    register(desk, site, "Yusuf")
    assert names(desk, site) == ["Amal", "Hodan", "Semhar", "Yusuf"]
    # Semhar turns 19 tomorrow; of Amal only the year is known, so she may be 17 still.
    assert names(desk, site, minimum_age=18, maximum_age=18) == ["Semhar"]
    tomorrow = TODAY + timedelta(1)
    assert names(desk, site, minimum_age=18, maximum_age=18, age_on=tomorrow) == []
    assert names(desk, site, maximum_age=17) == ["Amal"]
    assert names(desk, site, minimum_age=18) == ["Hodan", "Semhar"]
    assert names(desk, site, levels=(DutchLevel.A1,)) == ["Hodan", "Semhar"]
    assert names(desk, site, levels=(DutchLevel.A1,), free=(TUESDAY_EVENING,)) == ["Semhar"]
    assert names(desk, site, phases=(ResidencePhase.STATUS_HOLDER,)) == ["Semhar"]
    assert names(desk, site, language="ara") == ["Amal"]
    assert names(desk, site, language="tir") == ["Semhar"]
    assert names(desk, site, words="hod", levels=(DutchLevel.A1,)) == ["Hodan"]
    assert names(desk, site, words="amal", levels=(DutchLevel.A1,)) == []


def test_who_left_is_a_group_of_its_own(desk: Desk, site: Site) -> None:
    register(desk, site, "Semhar", departed_on=TODAY)
    register(desk, site, "Hodan")
    assert names(desk, site) == ["Hodan"]
    assert names(desk, site, departed=True) == ["Semhar"]


def test_who_was_not_informed_or_referred_yet(desk: Desk, site: Site) -> None:
    offer = an_offer(desk)
    told, referred, mistake = (register(desk, site, name) for name in ("Ali", "Bana", "Cawo"))
    register(desk, site, "Dina")
    informing.give_information(desk, told.id, offer.id, "ara")
    referring.prepare_referral(desk, referred.id, offer.id)
    wrong = referring.prepare_referral(desk, mistake.id, offer.id).result.referral
    referring.record_event(desk, wrong.id, EventKind.ENTERED_IN_ERROR)
    assert names(desk, site, not_informed=True) == ["Bana", "Cawo", "Dina"]
    # What was entered in error never was a referral.
    assert names(desk, site, without_referral=True) == ["Ali", "Cawo", "Dina"]
    assert names(desk, site, without_referral=True, not_informed=True) == ["Cawo", "Dina"]


def test_who_waits_longer_than_some_weeks(desk: Desk, site: Site) -> None:
    register(desk, site, "Ali", arrival_date=TODAY - timedelta(weeks=3))
    register(desk, site, "Bana", arrival_date=TODAY - timedelta(weeks=3, days=1))
    spoken = register(desk, site, "Cawo")
    registration.record_contact(
        desk, spoken.id, "Eerste gesprek", at=desk.clock.now() - timedelta(weeks=5)
    )
    register(desk, site, "Dina")
    placed = register(desk, site, "Elif", arrival_date=TODAY - timedelta(weeks=20))
    assert names(desk, site, waiting_weeks=3) == ["Bana", "Cawo", "Elif"]
    _place(desk, placed)
    assert names(desk, site, waiting_weeks=3) == ["Bana", "Cawo"]


def _place(desk: Desk, resident: Resident) -> None:
    offer = an_offer(desk)
    with desk.write("try") as uow:
        uow.insert(
            Consent(
                resident_id=resident.id,
                provider_id=offer.provider_id,
                answer=ConsentAnswer.YES,
                answered_on=TODAY,
            )
        )
    referral = referring.prepare_referral(desk, resident.id, offer.id).result.referral
    referring.record_event(desk, referral.id, EventKind.SENT, consent_on=TODAY, receiver="Rob Hoek")
    referring.record_event(desk, referral.id, EventKind.ACCEPTED)


def test_the_last_answer_about_a_provider_is_the_consent(desk: Desk, site: Site) -> None:
    provider = an_offer(desk).provider_id
    people = {name: register(desk, site, name) for name in ("Ali", "Bana", "Cawo", "Dina", "Elif")}
    yes, no, thinking = ConsentAnswer.YES, ConsentAnswer.NO, ConsentAnswer.THINKING
    earlier = TODAY - timedelta(30)
    answers = [
        ("Ali", yes, earlier, 1, None),
        ("Bana", yes, earlier, 1, None),
        ("Bana", no, TODAY, 2, None),
        ("Cawo", no, TODAY, 1, None),
        ("Cawo", thinking, TODAY, 2, None),
        ("Dina", yes, earlier, 1, TODAY - timedelta(1)),
    ]
    refer, progress = ConsentPurpose.REFERRAL, ConsentPurpose.PROGRESS
    # What is said about hearing how it goes says nothing about referring.
    asked = [(*one, refer) for one in answers]
    asked += [("Ali", no, TODAY, 2, None, progress), ("Elif", yes, TODAY, 1, None, progress)]
    with desk.write("try") as uow:
        for name, answer, day, number, until, purpose in asked:
            uow.insert(
                Consent(
                    resident_id=people[name].id,
                    provider_id=provider,
                    purpose=purpose,
                    answer=answer,
                    answered_on=day,
                    sequence=number,
                    valid_until=until,
                )
            )
    assert names(desk, site, consent=ConsentState.HOLDS) == ["Ali"]
    assert names(desk, site, consent=ConsentState.REFUSED) == ["Bana"]
    assert names(desk, site, consent=ConsentState.THINKING) == ["Cawo"]
    assert names(desk, site, consent=ConsentState.NOT_ASKED) == ["Elif"]


@given(
    born=st.dates(date(1900, 1, 1), date(2030, 12, 31)),
    day=st.dates(date(2000, 1, 1), date(2030, 12, 31)),
    age=st.integers(0, 120),
)
def test_who_was_born_by_a_day_has_the_age(born: date, day: date, age: int) -> None:
    counted = age_on(born, None, day)
    assert counted is not None
    assert (born <= born_by(day, age)) == (counted >= age)


@given(
    born=st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2026, 3, 2))),
    year=st.one_of(st.none(), st.integers(1990, 2026)),
    low=st.one_of(st.none(), st.integers(0, 40)),
    more=st.one_of(st.none(), st.integers(0, 10)),
)
def test_a_group_by_age_counts_as_everything_does(
    born: date | None, year: int | None, low: int | None, more: int | None
) -> None:
    high = None if more is None else (low or 0) + more
    age = age_on(born, year, TODAY)
    wanted = (low is None and high is None) or (
        age is not None and (low is None or age >= low) and (high is None or age <= high)
    )
    assert _sql_says(born, year, GroupFilter(minimum_age=low, maximum_age=high)) == wanted


def _sql_says(born: date | None, year: int | None, wanted: GroupFilter) -> bool:
    from sqlalchemy import create_engine

    from meedoenbalie.storage.queries.groups import conditions_of
    from meedoenbalie.storage.rows import TABLES

    table = TABLES[Resident]
    who = Resident(
        site_id=UUID(int=1), reference="X", given_name="A", birth_date=born, birth_year=year
    )
    engine = create_engine("sqlite://", json_serializer=lambda _value: "[]")
    with engine.begin() as connection:
        table.create(connection)
        connection.execute(table.insert(), dict(who.__dict__))
        query = select(table.c.id).where(*conditions_of(wanted, TODAY))
        return connection.execute(query).first() is not None


def test_a_group_is_kept_for_the_desk_or_for_oneself(desk: Desk, site: Site) -> None:
    evening = GroupFilter(free=(TUESDAY_EVENING,), levels=(DutchLevel.A1,), age_on=TODAY)
    groups.save_group(desk, "Dinsdagavond", evening)
    groups.save_group(desk, "Van mij", GroupFilter(not_informed=True), shared=False)
    kept = groups.saved_groups(desk)
    assert [(group.name, group.owner) for group in kept] == [
        ("Dinsdagavond", ""),
        ("Van mij", "Marleen"),
    ]
    assert kept[0].conditions == evening
    with desk.write("try") as uow:
        uow.update(kept[1], owner="Joost")
    assert [group.name for group in groups.saved_groups(desk)] == ["Dinsdagavond"]
    groups.save_group(desk, "Dinsdagavond", GroupFilter(departed=True))
    (only,) = groups.saved_groups(desk)
    assert only.conditions == GroupFilter(departed=True)
    groups.remove_group(desk, only.id, only.version)
    assert groups.saved_groups(desk) == []
    undo(desk)
    assert [group.name for group in groups.saved_groups(desk)] == ["Dinsdagavond"]


def test_a_name_and_a_range_of_ages_must_be_right(desk: Desk) -> None:
    with pytest.raises(ValidationError, match="minimum_above_maximum"):
        GroupFilter(minimum_age=20, maximum_age=18)
    with pytest.raises(ValidationError):
        groups.save_group(desk, "  ", GroupFilter())
    with pytest.raises(ValidationError, match="bsn_like"):
        groups.save_group(desk, "bsn 111222333", GroupFilter())


def test_a_group_is_informed_in_one_step(desk: Desk, site: Site) -> None:
    offer = an_offer(desk)
    people = [register(desk, site, name) for name in ("Ali", "Bana", "Cawo")]
    rights.restrict_use(desk, people[1].id, "op verzoek")
    done = groups.inform_many(desk, [who.id for who in people], offer.id, "tir", "bijeenkomst")
    given_to, passed_over = done.result
    assert [item.resident_id for item in given_to] == [people[0].id, people[2].id]
    assert passed_over == 1
    assert {(item.language, item.channel) for item in given_to} == {("tir", "bijeenkomst")}
    undo(desk)
    with desk.read() as reader:
        assert reader.count(InformationGiven) == 0


def test_an_unknown_resident_stops_all_of_it(desk: Desk, site: Site) -> None:
    who, offer = register(desk, site, "Ali"), an_offer(desk)
    with pytest.raises(UnknownRecord):
        groups.inform_many(desk, [who.id, site.id], offer.id, "tir")
    with desk.read() as reader:
        assert reader.count(InformationGiven) == 0


def test_a_list_to_invite_leaves_out_whose_data_may_not_be_used(desk: Desk, site: Site) -> None:
    one, other = register(desk, site, "Ali"), register(desk, site, "Bana")
    rights.restrict_use(desk, other.id, "op verzoek")
    assert groups.without_restricted(desk, [other.id, one.id]) == [
        registration.dossier(desk, one.id).resident
    ]
    assert looked_up(desk, "invite_group") == [one.id]


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_an_export_has_no_live_formula_and_leaves_a_trace(
    desk: Desk, site: Site, tmp_path: Path, ending: str
) -> None:
    evil = register(desk, site, "=1+1", family_name="@SUM(A1)", contact_value="+31612345678")
    plain = register(desk, site, "Ali", birth_date=date(2007, 1, 1), languages=("tir",))
    path = tmp_path / f"lijst.{ending}"
    assert groups.export_residents(desk, [plain.id, evil.id], path) == 2
    rows = read_back(path)
    assert [row[0] for row in rows[1:]] == [plain.reference, evil.reference]
    assert [str(cell) for cell in rows[1][1:5]] == ["Ali", "", "19", "Tigrinya"]
    if ending == "xlsx":
        sheet = load_workbook(path).worksheets[0]
        assert {cell.data_type for row in sheet for cell in row} <= {"s", "n"}
        assert rows[2][1:3] == ["=1+1", "@SUM(A1)"]
        assert "Persoonsgegevens" in str(sheet.oddHeader.right.text)
    else:
        assert rows[2][1:3] == ["'=1+1", "'@SUM(A1)"]
        assert rows[2][-1] == "'+31612345678"
    assert looked_up(desk, "export_group") == [plain.id, evil.id]


def read_back(path: Path) -> list[list[object]]:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [list(row) for row in csv.reader(file, delimiter=";")]
    sheet = load_workbook(path).worksheets[0]
    return [["" if v is None else v for v in row] for row in sheet.iter_rows(values_only=True)]


def looked_up(desk: Desk, action: str) -> list[UUID | None]:
    """Whom the access log names for an action, in order."""
    with desk.read() as reader:
        return list(
            reader.connection.scalars(
                select(access.c.subject_id)
                .where(access.c.action == action, access.c.refused == 0)
                .order_by(access.c.id)
            )
        )


def test_only_who_works_at_the_desk_exports(desk: Desk, site: Site, tmp_path: Path) -> None:
    who = register(desk, site, "Ali")
    for role in (Role.ADMINISTRATOR, Role.PROGRAMME):
        other = Desk(desk.database, desk.user.changed(roles=(role,)), desk.clock)
        with pytest.raises(NotAllowed):
            groups.export_residents(other, [who.id], tmp_path / "lijst.csv")
    assert list(tmp_path.glob("*.csv")) == []
    assert looked_up(desk, "export_group") == []
