"""The weekly referral report: figures at Sunday 24:00, and lists to work through on Monday."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import pytest
from sqlalchemy import select

from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.consent import ConsentAnswer
from meedoenbalie.domain.iso_week import IsoWeek
from meedoenbalie.domain.offers import Offer, Provider
from meedoenbalie.domain.people import Resident, Role, Site
from meedoenbalie.domain.referrals import (
    EventKind,
    Happened,
    Reason,
    Referral,
    ReferralEvent,
    replay,
    standing_of,
)
from meedoenbalie.domain.week import TimeSlot, Weekday, WeekSchedule
from meedoenbalie.domain.weekly import first_day_counted
from meedoenbalie.domain.weekly import weekly_figures as count
from meedoenbalie.services.catalogue import add_offer, change_offer
from meedoenbalie.services.desk import Desk, NotAllowed
from meedoenbalie.services.informing import give_information
from meedoenbalie.services.messages import explain
from meedoenbalie.services.referring import (
    prepare_referral,
    record_consent,
    record_event,
    retract_event,
)
from meedoenbalie.services.registration import add_site, register_resident
from meedoenbalie.services.reporting import (
    CannotReport,
    last_full_week,
    weekly_figures,
    weekly_report,
)
from meedoenbalie.services.weekly_lists import may_wait
from meedoenbalie.storage.errors import UnknownRecord
from meedoenbalie.storage.queries.weekly import histories as stored_histories
from meedoenbalie.storage.rows import access
from tests.domain.histories import history
from tests.opened_desk import TODAY
from tests.reports.pdf_text import texts

K = EventKind
LAST_WEEK = "2026-W09"
MONDAY = date(2026, 2, 23)
SUNDAY = date(2026, 3, 1)


def at(desk: Desk, day: date) -> Desk:
    return replace(desk, clock=fixed_clock(day))


def an_offer(desk: Desk, code: str = "M01", **values: Any) -> Offer:
    offer = {"kind": "mdt_traject", "title": "Techniek voor elkaar", "places": 3}
    confirmed = {"places_confirmed_on": TODAY - timedelta(days=3)}
    return add_offer(desk, "De Schakel", **{"code": code, **offer, **confirmed, **values}).result


def a_resident(desk: Desk, site: Site, name: str = "Hodan Warsame", **values: Any) -> Resident:
    given, _space, family = name.partition(" ")
    who = {"given_name": given, "family_name": family, "birth_date": date(2004, 5, 6), **values}
    return register_resident(desk, site.id, **who).result


def refer(
    desk: Desk, who: Resident, offer: Offer, *steps: tuple[EventKind, date], **of_last: Any
) -> list[ReferralEvent]:
    """Put a referral ready on the day of its first step, and record the others on theirs."""
    events = []
    referral = prepare_referral(at(desk, steps[0][1]), who.id, offer.id).result.referral
    for kind, day in steps[1:]:
        values = dict(of_last) if (kind, day) == steps[-1] else {}
        if kind is K.SENT:
            values |= {"consent_on": day, "receiver": "Els"}
        events.append(record_event(at(desk, day), referral.id, kind, **values).result)
    return events


@pytest.fixture
def offer(desk: Desk) -> Offer:
    return an_offer(desk)


@pytest.fixture
def hodan(desk: Desk, site: Site) -> Resident:
    return a_resident(desk, site)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "week.pdf"


def test_the_figures_are_those_of_the_last_full_week(
    desk: Desk, hodan: Resident, offer: Offer
) -> None:
    give_information(desk, hodan.id, offer.id, "som", on=MONDAY)
    refer(desk, hodan, offer, (K.DRAFT, MONDAY), (K.SENT, MONDAY), (K.ACCEPTED, SUNDAY))
    refer(desk, hodan, offer, (K.DRAFT, TODAY), (K.SENT, TODAY))
    assert str(last_full_week(desk)) == LAST_WEEK
    found = weekly_figures(desk)
    assert (found.this.informed, found.this.sent, found.this.answered) == (1, 1, 1)
    assert found.open_referrals == 1
    assert found.as_of == SUNDAY
    assert weekly_figures(desk, iso_week="2026-W10").this.sent == 1


def test_a_step_that_is_put_right_on_monday_leaves_the_week_before(
    desk: Desk, hodan: Resident, offer: Offer
) -> None:
    sent, *_later = refer(desk, hodan, offer, (K.DRAFT, MONDAY), (K.SENT, MONDAY))
    assert weekly_figures(desk).this.sent == 1
    retract_event(desk, sent.id, "Was voor een ander")
    assert weekly_figures(desk).this.sent == 0


def test_each_azc_has_its_own_figures_and_together_they_are_all(
    desk: Desk, site: Site, offer: Offer
) -> None:
    other = add_site(desk, "KLD", "azc Kleindorp").result
    for where in (site, other, other):
        who = a_resident(desk, where)
        refer(desk, who, offer, (K.DRAFT, MONDAY), (K.SENT, MONDAY))
        give_information(desk, who.id, offer.id, "ara", on=SUNDAY)
    for code, number in (("RTW", 1), ("KLD", 2), (None, 3)):
        found = weekly_figures(desk, code)
        assert (found.this.sent, found.this.informed) == (number, number)
        assert found.site_code == code


def test_what_the_query_leaves_out_never_counts(desk: Desk, site: Site, offer: Offer) -> None:
    """Two years of steps and corrections: the figures are the same with and without the filter."""
    dice = random.Random(1)
    who = a_resident(desk, site)
    referrals = []
    everything: dict[UUID, list[ReferralEvent]] = {}
    for number in range(120):
        referral = Referral(
            id=uuid5(UUID(int=3), str(number)),
            reference=f"D{number:04d}",
            resident_id=who.id,
            offer_id=offer.id,
        )
        moves = [(dice.randrange(7), dice.randrange(40)) for _move in range(dice.randrange(9))]
        first = date(2024, 1, 1) + timedelta(days=dice.randrange(700))
        referrals.append(referral)
        everything[referral.id] = history(referral.id, first, moves)
    with desk.write("import") as uow:
        uow.insert_many(referrals)
        uow.insert_many([event for events in everything.values() for event in events])
    today = max(event.happened_on for events in everything.values() for event in events)
    waiting = {key for key, events in everything.items() if may_wait(standing_of(events))}
    left_out = 0
    for back in range(0, 100, 3):
        week = IsoWeek.of(today).earlier(back)
        with desk.read() as reader:
            found = stored_histories(reader, site.id, first_day_counted(week))
        assert _figures(found, week, today) == _figures(everything, week, today)
        assert waiting <= set(found)
        left_out += len(everything) - len(found)
    assert left_out


def _figures(
    events: Mapping[UUID, Sequence[Happened]], week: IsoWeek, today: date
) -> dict[str, object]:
    return count([tuple(replay(item)) for item in events.values()], [], week, today).as_json()


@pytest.mark.parametrize(
    ("week", "code", "says"),
    [
        ("maart", "malformed_week", "‘maart’ is geen week"),
        ("2026-W54", "malformed_week", "2026-W10"),
        ("2026-W11", "week_ahead", "moet nog beginnen"),
    ],
)
def test_a_week_that_can_t_be_is_refused_in_words(
    desk: Desk, out: Path, week: str, code: str, says: str
) -> None:
    with pytest.raises(CannotReport) as refused:
        weekly_report(desk, None, week, out)
    assert refused.value.code == code
    assert says in (explain(refused.value) or "")
    assert not out.exists()


def test_an_unknown_azc_is_refused(desk: Desk, out: Path) -> None:
    with pytest.raises(UnknownRecord, match="site"):
        weekly_report(desk, "XXX", None, out)
    assert not out.exists()


def test_an_empty_desk_gets_a_sheet_that_says_so(desk: Desk, out: Path) -> None:
    printed = weekly_report(desk, None, None, out)
    (page,) = texts(out)
    assert str(printed.week) == LAST_WEEK
    assert "azc Rietwaard · week 9 · maandag 23 februari t/m zondag 1 maart 2026, 24:00" in page
    assert "er is nog niets beëindigd" in page
    assert "Niemand. Geen antwoord is te laat, en elke uitkomst is teruggekoppeld." in page
    assert "Niemand is aangenomen en moet nog starten." in page
    assert "Geen. Alle opgaven zijn recent genoeg." in page
    assert "Persoonsgegevens" in page
    assert "Na gebruik vernietigen" in page
    assert "1 van 1" in page
    assert "voorlopig" not in page
    assert "demogegevens" not in page


def test_the_figures_stand_on_the_sheet(
    desk: Desk, hodan: Resident, offer: Offer, out: Path
) -> None:
    for _time in range(2):
        give_information(desk, hodan.id, offer.id, "som", on=MONDAY)
    refer(desk, hodan, offer, (K.DRAFT, MONDAY), (K.SENT, MONDAY), (K.ACCEPTED, SUNDAY))
    before = MONDAY - timedelta(days=3)
    refer(desk, hodan, offer, (K.DRAFT, before), (K.SENT, before), (K.DECLINED, MONDAY))
    weekly_report(desk, None, None, out)
    (page,) = texts(out)
    assert "Voorgelicht aan 1 bewoner 2 0 0,0" in page
    assert "Verwezen 1 1 0,2" in page
    assert "Beantwoord door aanbieder 2 0 0,0" in page
    assert "0 van de 1 beëindigde is teruggekoppeld 0% – –" in page
    assert "Op zondag 24:00: 1 open, en 1 beëindigd in 2026." in page


def test_who_is_stuck_is_listed_with_what_to_do(desk: Desk, site: Site, out: Path) -> None:
    offer = an_offer(desk)
    provider = _provider(desk, offer)

    def days_ago(days: int) -> date:
        return TODAY - timedelta(days=days)

    def sent(name: str, days: int) -> None:
        who = a_resident(desk, site, name)
        refer(desk, who, offer, (K.DRAFT, days_ago(days)), (K.SENT, days_ago(days)))

    sent("Noor Waits", 10)
    sent("Emre Yıldız", 11)
    sent("Hodan Warsame", 15)
    refer(
        desk,
        a_resident(desk, site, "Idris Osman"),
        offer,
        (K.DRAFT, days_ago(9)),
        (K.SENT, days_ago(9)),
        (K.DECLINED, days_ago(4)),
        reason=Reason.FULL,
    )
    child = a_resident(desk, site, "Zahra Rahimi", birth_date=date(2012, 1, 1))
    for who, answer in (
        (child, ConsentAnswer.YES),
        (a_resident(desk, site, "Amal Nasser"), ConsentAnswer.YES),
        (a_resident(desk, site, "Leyla Demir"), ConsentAnswer.NO),
        (a_resident(desk, site, "Maryam Sharif"), None),
    ):
        refer(desk, who, offer, (K.DRAFT, TODAY))
        if answer is not None:
            record_consent(desk, who.id, provider.id, answer)
    weekly_report(desk, None, None, out)
    (page,) = texts(out)
    listed = page[page.index("1. Wie zit vast?") : page.index("2. Wie begint")]
    assert "lijsten: stand maandag 2 maart 2026" in listed
    assert _in_order(
        listed,
        "Hodan Warsame Techniek voor elkaar De Schakel 15 dagen bellen",
        "Emre Yıldız Techniek voor elkaar De Schakel 11 dagen herinneren",
        "Idris Osman Techniek voor elkaar: afgewezen vol 26 feb terugkoppelen",
        "Zahra Rahimi Techniek voor elkaar De Schakel 2 mrt voogd vragen",
        "Amal Nasser Techniek voor elkaar De Schakel 2 mrt versturen",
        "Leyla Demir Techniek voor elkaar De Schakel 2 mrt intrekken",
        "Maryam Sharif",
    )
    assert "toestemming" in listed
    assert "Noor Waits" not in page


def test_care_or_health_is_not_printed_beside_a_name(
    desk: Desk, hodan: Resident, offer: Offer, out: Path
) -> None:
    refer(desk, hodan, offer, (K.DRAFT, MONDAY), (K.WITHDRAWN, MONDAY), reason=Reason.CARE)
    weekly_report(desk, None, None, out)
    (page,) = texts(out)
    assert "Techniek voor elkaar: ingetrokken zie dossier" in page
    assert "gezondheid" not in page


def test_who_begins_soon_is_listed_by_day_and_time(desk: Desk, site: Site, out: Path) -> None:
    tuesday = WeekSchedule(slots=(TimeSlot(day=Weekday.TUESDAY, start=570, end=720),))
    offers = [
        an_offer(desk, "M01", schedule=tuesday, start_dates=(date(2026, 3, 10),)),
        an_offer(desk, "M02", schedule=tuesday, continuous_intake=True),
        an_offer(desk, "M03", start_dates=(date(2026, 2, 27),)),
        an_offer(desk, "M04"),
    ]
    names = ("Khaled Mansour", "Bahar Ahmadi", "Amal Nasser", "Noor Al-Sayed")
    for name, offer in zip(names, offers, strict=True):
        who = a_resident(desk, site, name)
        refer(desk, who, offer, (K.DRAFT, MONDAY), (K.SENT, MONDAY), (K.ACCEPTED, MONDAY))
    weekly_report(desk, None, None, out)
    (page,) = texts(out)
    listed = page[page.index("2. Wie begint") : page.index("3. Plaatsen")]
    assert "aangenomen, nog niet gestart: 4" in listed
    assert _in_order(
        listed,
        "Amal Nasser vr 27 feb: gestart?",
        "Bahar Ahmadi vanaf di 3 mrt, 9:30",
        "Khaled Mansour di 10 mrt, 9:30",
        "Noor Al-Sayed nog afspreken",
    )


def test_places_that_nobody_confirmed_lately_are_listed(desk: Desk, out: Path) -> None:
    ages = (("M01", 14), ("M02", 15), ("M03", 40))
    for code, days in ages:
        confirmed = TODAY - timedelta(days=days)
        an_offer(desk, code, title=f"Aanbod {code}", places_confirmed_on=confirmed, phone="0600 1")
    an_offer(desk, "M04", title="Aanbod M04", places_confirmed_on=None)
    an_offer(desk, "M05", title="Aanbod M05", places_confirmed_on=None, active=False)
    over = an_offer(desk, "M06", title="Aanbod M06", places_confirmed_on=None)
    change_offer(desk, over.id, ends_on=TODAY - timedelta(days=1))
    weekly_report(desk, None, None, out)
    (page,) = texts(out)
    listed = page[page.index("3. Plaatsen") :]
    assert "niet bevestigd in de laatste 14 dagen" in listed
    assert _in_order(
        listed,
        "Aanbod M04 De Schakel nog nooit",
        "Aanbod M03 De Schakel 5 weken geleden 0600 1",
        "Aanbod M02 De Schakel 15 dagen geleden 0600 1",
    )
    assert not [code for code in ("M01", "M05", "M06") if code in listed]


def test_a_week_that_still_runs_says_so(
    desk: Desk, hodan: Resident, offer: Offer, out: Path
) -> None:
    refer(desk, hodan, offer, (K.DRAFT, TODAY), (K.SENT, TODAY))
    printed = weekly_report(desk, None, "2026-W10", out, demo=True)
    (page,) = texts(out)
    assert printed.figures.provisional
    assert "voorlopig" in page[: page.index("Deze week in één blik")]
    assert "Deze week loopt nog. Tot en met ma 2 mrt: 1 open" in page
    assert "24:00" not in page
    assert "demogegevens, alle personen zijn verzonnen" in page


def test_all_azcs_together_say_at_which_azc_somebody_lives(
    desk: Desk, site: Site, offer: Offer, out: Path
) -> None:
    other = add_site(desk, "KLD", "azc Kleindorp").result
    for where, name in ((site, "Hodan Warsame"), (other, "Emre Demir")):
        who = a_resident(desk, where, name)
        refer(desk, who, offer, (K.DRAFT, MONDAY), (K.WITHDRAWN, MONDAY))
    weekly_report(desk, None, None, out)
    (page,) = texts(out)
    assert "alle locaties · week 9" in page
    assert "Hodan Warsame RTW" in page
    assert "Emre Demir KLD" in page
    weekly_report(desk, "KLD", None, out)
    (page,) = texts(out)
    assert "azc Kleindorp · week 9" in page
    assert "Hodan" not in page


def test_the_same_data_on_the_same_day_make_the_same_bytes(
    desk: Desk, hodan: Resident, offer: Offer, tmp_path: Path
) -> None:
    refer(desk, hodan, offer, (K.DRAFT, MONDAY), (K.SENT, MONDAY))
    first, second, third = (tmp_path / f"{name}.pdf" for name in ("1", "2", "3"))
    weekly_report(desk, None, None, first)
    weekly_report(desk, None, None, second)
    assert first.read_bytes() == second.read_bytes()
    refer(desk, hodan, offer, (K.DRAFT, TODAY))
    weekly_report(desk, None, None, third)
    assert third.read_bytes() != first.read_bytes()


def test_the_footer_carries_the_head_of_the_journal(desk: Desk, out: Path) -> None:
    weekly_report(desk, None, None, out)
    with desk.read() as reader:
        head = reader.head()
    code = head.hash.hex()[:12]
    (page,) = texts(out)
    assert f"Controlepunt journaal: {code[:4]} {code[4:8]} {code[8:]} · {head.step} stap" in page


def test_printing_is_written_down_apart_from_the_journal(desk: Desk, out: Path) -> None:
    with desk.read() as reader:
        before = reader.head()
    weekly_report(desk, None, None, out)
    with desk.read() as reader:
        assert reader.head() == before
        noted = reader.connection.execute(select(access.c.actor, access.c.action)).all()
    assert [tuple(row) for row in noted] == [("Marleen", "print_weekly_report")]


def test_the_programme_team_may_not_print_names(desk: Desk, out: Path) -> None:
    team = replace(desk, user=desk.user.changed(roles=(Role.PROGRAMME,)))
    with pytest.raises(NotAllowed):
        weekly_report(team, None, None, out)
    assert not out.exists()
    with desk.read() as reader:
        assert list(reader.connection.scalars(select(access.c.refused))) == [1]


def test_a_long_report_has_its_headings_and_its_mark_on_every_page(
    desk: Desk, site: Site, offer: Offer, out: Path
) -> None:
    residents = [
        Resident(site_id=site.id, reference=f"RTW-{number:04d}", given_name=f"Jongere {number}")
        for number in range(120)
    ]
    referrals = [
        Referral(reference=f"D{number:04d}", resident_id=who.id, offer_id=offer.id)
        for number, who in enumerate(residents)
    ]
    with desk.write("import") as uow:
        uow.insert_many(residents)
        uow.insert_many(referrals)
        uow.insert_many(
            [event for item in referrals for event in history(item.id, MONDAY, [(2, 0)])]
        )
    weekly_report(desk, None, None, out)
    pages = texts(out)
    assert len(pages) > 3
    for number, page in enumerate(pages, 1):
        assert f"{number} van {len(pages)}" in page
        assert "Na gebruik vernietigen" in page
        assert "Bewoner Aanbod" in page
    assert "1. Wie zit vast? vervolg" in pages[1]
    together = " ".join(pages)
    assert all(f"Jongere {number} " in together for number in range(120))


def test_somebody_without_a_name_in_our_letters_is_called_by_number(
    desk: Desk, site: Site, offer: Offer, out: Path
) -> None:
    who = register_resident(desk, site.id, given_name="علي", birth_date=date(2004, 1, 1)).result
    refer(desk, who, offer, (K.DRAFT, MONDAY), (K.WITHDRAWN, MONDAY))
    weekly_report(desk, None, None, out)
    (page,) = texts(out)
    assert f"{who.reference} Techniek voor elkaar: ingetrokken" in page


@pytest.fixture
def old_report(out: Path) -> Iterator[Path]:
    out.write_bytes(b"last week")
    yield out
    assert out.read_bytes() == b"last week"
    assert sorted(path.name for path in out.parent.glob("*.p*")) == ["week.pdf"]


def test_a_file_that_is_open_elsewhere_is_left_alone(
    desk: Desk, old_report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def in_use(_self: Path, _target: Path) -> Path:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "replace", in_use)
    with pytest.raises(CannotReport) as refused:
        weekly_report(desk, None, None, old_report)
    assert "week.pdf is nog open" in (explain(refused.value) or "")


def test_a_full_disk_leaves_nothing_behind(
    desk: Desk, old_report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        weekly_report(desk, None, None, old_report)


def test_a_folder_that_isn_t_there_is_told(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(CannotReport) as refused:
        weekly_report(desk, None, None, tmp_path / "rapporten" / "week.pdf")
    assert refused.value.code == "folder_missing"
    assert "De map rapporten bestaat niet" in (explain(refused.value) or "")


def _provider(desk: Desk, offer: Offer) -> Provider:
    with desk.read() as reader:
        return reader.get(Provider, offer.provider_id)


def _in_order(text: str, *parts: str) -> bool:
    places = [text.find(part) for part in parts]
    assert -1 not in places, [part for part, place in zip(parts, places, strict=True) if place < 0]
    return places == sorted(places)
