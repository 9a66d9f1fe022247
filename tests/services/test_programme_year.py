"""A year of the programme: counted by azc and together, for the team or for the world."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pypdf
import pytest

from meedoenbalie.clock import fixed_clock
from meedoenbalie.collection.programme_year import year_of
from meedoenbalie.domain.experiences import Experience, Feeling, Hard, Helps, Moment, Way
from meedoenbalie.domain.people import Site
from meedoenbalie.domain.programme_year import ProgrammeYear, Waits, group_gaps, waits_of
from meedoenbalie.domain.publication.differencing import Cure, Leak
from meedoenbalie.domain.referrals import EventKind, Reason
from meedoenbalie.services.catalogue import add_offer
from meedoenbalie.services.collecting import opened
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.informing import give_information
from meedoenbalie.services.programme_keys import make_programme_keys
from meedoenbalie.services.programme_year import UnknownYear, print_year
from meedoenbalie.services.publishing import StoppedPublication, publish_figures
from meedoenbalie.services.referring import prepare_referral, record_event
from meedoenbalie.services.registration import register_resident
from meedoenbalie.services.sending import release_data_set
from meedoenbalie.services.year_publication import view_of_year
from meedoenbalie.storage.keys import LEAST_COST
from tests.opened_desk import TODAY, new_store
from tests.reports.pdf_tags import read_tags
from tests.services.test_data_sets import TEAM, Team

CLOCK = fixed_clock(TODAY)
LAST_YEAR = date(2025, 6, 2)


@pytest.fixture
def team(tmp_path: Path) -> Team:
    make_programme_keys(tmp_path / "team", TEAM, LEAST_COST)
    return Team(tmp_path / "team")


def refer(desk: Desk, people: int, starts: int, sent_on: date = LAST_YEAR, weeks: int = 1) -> None:
    """So many are informed and referred; some start after some weeks, for others it was full."""
    day = replace(desk, clock=fixed_clock(sent_on))
    with desk.read() as reader:
        (site,) = reader.find(Site)
    code = f"M{sent_on:%m%d}"
    offer = add_offer(day, "Buurt", code=code, kind="mdt_traject", title=f"Buurt {code}").result
    later = replace(desk, clock=fixed_clock(sent_on + timedelta(weeks=weeks)))
    for number in range(people):
        resident = register_resident(
            day,
            site.id,
            given_name="Hodan",
            birth_date=date(2004, 1, 1),
            languages=("som",),
            arrival_date=sent_on - timedelta(days=30),
        ).result
        give_information(day, resident.id, offer.id, "som")
        referral = prepare_referral(day, resident.id, offer.id).result.referral
        record_event(day, referral.id, EventKind.SENT, consent_on=sent_on, receiver="Els")
        if number >= starts:
            record_event(later, referral.id, EventKind.DECLINED, reason=Reason.FULL)
            continue
        record_event(later, referral.id, EventKind.ACCEPTED)
        record_event(later, referral.id, EventKind.STARTED)
        with desk.write("note_experience") as uow:
            uow.insert(
                Experience(
                    referral_id=referral.id,
                    moment=Moment.START,
                    answered_on=sent_on + timedelta(weeks=weeks + 1),
                    language="som",
                    way=Way.SCREEN,
                    feeling=Feeling.GOOD if number % 2 else Feeling.SO_SO,
                    helps=(Helps.OTHERS, Helps.DUTCH),
                    hard=(Hard.TRAVEL,),
                )
            )


def send(desk: Desk, team: Team) -> None:
    file = team.folder / f"{desk.database.path.stem}.age"
    file.unlink(missing_ok=True)
    release_data_set(desk, team.public, file)
    assert team.collect(file) == ["collected"]


def counted(team: Team, year: int) -> ProgrammeYear:
    with opened(team.collection, TEAM) as collection:
        return year_of(collection, year)


def test_a_referral_counts_in_the_year_in_which_it_was_sent(desk: Desk, team: Team) -> None:
    refer(desk, 12, starts=4, weeks=3)
    refer(desk, 5, starts=5, sent_on=date(2026, 2, 9))
    send(desk, team)
    found = counted(team, 2025)
    row = found.steps["RTW"]
    assert (row["informed"], row["referred"], row["accepted"], row["started"]) == (12, 12, 4, 4)
    assert (row["declined"], row["answered"], row["answered_soon"]) == (8, 12, 0)
    assert found.all_answers() == Waits({3: 12})
    assert found.all_starts().median == 3
    assert found.all_reasons() == {"full": 8}
    assert found.kinds == {"mdt_traject": {"referred": 12, "started": 4, "full": 8}}
    assert found.groups["language"] == {
        "som": {"residents": 12, "informed": 12, "referred": 12, "started": 4}
    }
    assert found.all_experiences() == {
        "feeling": {"": 4, "good": 2, "so_so": 2},
        "hard": {"": 4, "travel": 4},
        "helps": {"": 4, "dutch": 4, "others": 4},
    }
    assert counted(team, 2026).steps["RTW"]["referred"] == 5
    assert counted(team, 2026).groups["language"]["som"]["residents"] == 17


def test_the_last_weeks_of_a_year_belong_to_it_and_waiting_goes_on_over_new_year() -> None:
    rows = [("2025-W52", "2026-W02", 3), ("2025-W52", "2025-W52", 1), ("2026-W05", "2026-W03", 2)]
    assert waits_of(rows) == Waits({2: 3, 0: 3})
    assert waits_of(rows).within(1) == 3
    assert Waits({}).median is None


def test_what_goes_out_hides_small_counts_and_what_is_left_of_other_years(
    desk: Desk, team: Team
) -> None:
    refer(desk, 40, starts=18)
    refer(desk, 3, starts=1, sent_on=date(2026, 1, 12))
    send(desk, team)
    exact, none = view_of_year(team.collection, TEAM, CLOCK, 2025)
    assert (exact.totals["referred"], exact.number, none) == (40, 0, None)
    view, issued = view_of_year(team.collection, TEAM, CLOCK, 2025, publish=True)
    assert issued is not None
    assert (view.exact, view.number, issued.number) == (False, 1, 1)
    # 43 of all years less 40 of this one would tell of three people.
    assert view.steps["RTW"]["referred"] is None
    assert view.reasons == {"full": None}
    assert {number for row in view.kinds.values() for number in row.values()} <= {None, 0, 20, 40}
    again, same = view_of_year(team.collection, TEAM, CLOCK, 2025, publish=True)
    assert same is not None
    assert (same.number, again.number) == (1, 1)


def test_a_report_beside_an_earlier_one_hides_where_a_few_came(desk: Desk, team: Team) -> None:
    refer(desk, 40, starts=18)
    send(desk, team)
    first, _issued = view_of_year(team.collection, TEAM, CLOCK, publish=True)
    assert first.steps["RTW"]["referred"] == 40
    refer(desk, 4, starts=4, sent_on=LAST_YEAR + timedelta(weeks=4))
    send(desk, team)
    second, issued = view_of_year(team.collection, TEAM, CLOCK, publish=True)
    assert issued is not None
    assert issued.number == 2
    assert issued.conflicts
    assert second.steps["RTW"]["referred"] is None
    # 44 of all years beside the 40 that the report told would tell of four people.
    with pytest.raises(StoppedPublication) as stopped:
        publish_figures(team.collection, TEAM, CLOCK)
    assert {one.leak for one in stopped.value.conflicts} == {Leak.FEW_LEFT}
    cured = publish_figures(team.collection, TEAM, CLOCK, Cure.HIDE)
    assert cured.number == 3
    assert cured.figures.sites["RTW"]["referred"] is None


def test_the_report_is_a_tagged_pdf_that_says_for_whom_it_is(
    desk: Desk, team: Team, tmp_path: Path
) -> None:
    refer(desk, 40, starts=18)
    send(desk, team)
    other = new_store(tmp_path / "ander.db", "GRB", "azc Grubbenvorst")
    refer(other, 30, starts=3)
    send(other, team)
    other.database.close()
    out = tmp_path / "jaar.pdf"
    assert print_year(team.collection, TEAM, CLOCK, out) is None
    words = " ".join(page.extract_text() for page in pypdf.PdfReader(out).pages)
    for said in (
        "Jaarverslag 2025",
        "geef dit verslag niet door",
        "azc Grubbenvorst",
        "Van wie verwezen is, startte 30%",
        "De volgorde is zeker, een oordeel is het niet.",
        "Ik leer Nederlands",
    ):
        assert said in words, said
    tags = read_tags(out.read_bytes())
    assert tags.marked
    assert tags.title == "Jaarverslag 2025"
    assert {"Table", "TH", "H1", "H2", "Figure"} <= {tag.kind for tag in tags.tags}
    assert all(tag.alt for tag in tags.of("Figure"))
    issued = print_year(team.collection, TEAM, CLOCK, out, 2025, publish=True)
    assert issued is not None
    words = " ".join(page.extract_text() for page in pypdf.PdfReader(out).pages)
    assert "Publicatie 1" in words
    assert "geef dit verslag niet door" not in words
    with pytest.raises(UnknownYear) as unknown:
        print_year(team.collection, TEAM, CLOCK, out, 2019)
    assert unknown.value.years == (2025,)


def test_a_group_that_clearly_comes_less_far_is_named_and_a_small_one_is_not() -> None:
    def row(people: int | None, started: int) -> dict[str, int | None]:
        return {"residents": people, "informed": started, "referred": started, "started": started}

    gaps = group_gaps({"language": {"som": row(40, 4), "tir": row(60, 40), "rus": row(9, 0)}})
    assert {(gap.key, gap.stage) for gap in gaps} == {
        ("som", "informed"),
        ("som", "referred"),
        ("som", "started"),
    }
    hidden = {"language": {"som": row(40, 4), "tir": row(None, 40)}}
    assert group_gaps(hidden) == []
