"""Worked by hand: what the rules say of somebody, each case with the source it was taken from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from meedoenbalie.domain.civic_integration.assess import Assessment, Finding, assess, must_be_told
from meedoenbalie.domain.civic_integration.codes import (
    CivicGroup,
    Ending,
    Fact,
    Leerroute,
    Part,
    Purpose,
    Reason,
    Regime,
    State,
)
from meedoenbalie.domain.civic_integration.record import CivicIntegration
from meedoenbalie.domain.people import DutchLevel
from meedoenbalie.paths import resource_path
from meedoenbalie.services.civic_rules import RULES_FILE, read_rules

RULES = read_rules(resource_path(RULES_FILE))
TODAY = date(2026, 3, 2)
SOMEBODY = UUID(int=7)

SPLIT = "Stcrt. 2021, 49155"
LETTER = "verzamelbrief inburgering, zomer 2025"
COUNCIL = "Raad van State, 4 september 2024"
WI2021 = "Wet inburgering 2021"
WI2013 = "Wet inburgering 2013"
CHOICE = "Keuze van het programma"

ASYLUM, FAMILY, OTHER = CivicGroup.ASYLUM, CivicGroup.FAMILY, CivicGroup.OTHER
OLD, NEW = Regime.WI2013, Regime.WI2021
UNKNOWN = object()
"""Expected of an outcome: nothing can be told."""


@dataclass(frozen=True)
class Case:
    """Facts of somebody on a day, and what the rules must say; only what is named is looked at."""

    name: str
    source: str
    facts: dict[str, Any]
    expected: dict[str, Any] = field(default_factory=dict)
    day: date = TODAY


def case(
    name: str, source: str, facts: dict[str, Any], /, day: date = TODAY, **expected: Any
) -> Case:
    return Case(name, source, facts, expected, day)


def duty(
    year: int, month: int = 1, day: int = 1, group: CivicGroup | None = ASYLUM, **more: Any
) -> dict[str, Any]:
    return {"duty_from": date(year, month, day), "civic_group": group, **more}


CASES = (
    # The act, by the day on which the duty arose.
    case("last day of the old act", SPLIT, duty(2021, 12, 31), regime=OLD, cohort=2021),
    case("first day of the new act", SPLIT, duty(2022, 1, 1), regime=NEW, cohort=2022),
    case("a year into the new act", SPLIT, duty(2023, 5, 9), regime=NEW, cohort=2023),
    case("first day of the old act", WI2013, duty(2013, 1, 1), regime=OLD, cohort=2013),
    case(
        "before all acts: a slip",
        SPLIT,
        duty(2012, 12, 31),
        regime=UNKNOWN,
        asks_for=Fact.DUTY_FROM,
    ),
    case(
        "no day of the duty",
        SPLIT,
        {"civic_group": ASYLUM},
        regime=UNKNOWN,
        cohort=None,
        obliged=UNKNOWN,
        state=UNKNOWN,
        term_end=UNKNOWN,
    ),
    case("the day of today", SPLIT, duty(2026, 3, 2), regime=NEW, cohort=2026, obliged=True),
    # Obliged or not, by group.
    case("asylum status holder, new act", WI2021, duty(2024), obliged=True, state=State.ONGOING),
    case("asylum status holder, old act", WI2013, duty(2019), obliged=True, state=State.ONGOING),
    case("other migrant", WI2021, duty(2024, group=OTHER), obliged=True, state=State.ONGOING),
    case(
        "group not known",
        WI2021,
        duty(2024, group=None),
        obliged=UNKNOWN,
        state=UNKNOWN,
        asks_for=Fact.GROUP,
    ),
    case(
        "family, not asked about mvv",
        COUNCIL,
        duty(2024, group=FAMILY),
        obliged=UNKNOWN,
        state=UNKNOWN,
        asks_for=Fact.TURKISH_WITH_MVV,
    ),
    case(
        "family, not Turkish with mvv",
        COUNCIL,
        duty(2024, group=FAMILY, turkish_with_mvv=False),
        obliged=True,
        state=State.ONGOING,
    ),
    # The ruling of 4 September 2024.
    case(
        "family, Turkish with mvv, new act",
        COUNCIL,
        duty(2023, group=FAMILY, turkish_with_mvv=True),
        obliged=False,
        state=State.NOT_OBLIGED,
        term_end=UNKNOWN,
        reason=None,
        to_tell=(True, True),
    ),
    case(
        "family, Turkish with mvv, old act",
        COUNCIL,
        duty(2018, group=FAMILY, turkish_with_mvv=True),
        obliged=False,
        state=State.NOT_OBLIGED,
    ),
    case(
        "day unknown, ruling still holds",
        COUNCIL,
        {"civic_group": FAMILY, "turkish_with_mvv": True},
        obliged=False,
        state=State.NOT_OBLIGED,
        regime=UNKNOWN,
    ),
    case(
        "asylum, Turkish with mvv: not this ruling",
        COUNCIL,
        duty(2023, turkish_with_mvv=True),
        obliged=True,
        ruling=False,
    ),
    case(
        "other, Turkish with mvv: not this ruling",
        COUNCIL,
        duty(2023, group=OTHER, turkish_with_mvv=True),
        obliged=True,
        ruling=False,
    ),
    case(
        "the day before the ruling",
        COUNCIL,
        duty(2023, group=FAMILY, turkish_with_mvv=True),
        day=date(2024, 9, 3),
        obliged=True,
        ruling=False,
    ),
    case(
        "the day of the ruling",
        COUNCIL,
        duty(2023, group=FAMILY, turkish_with_mvv=True),
        day=date(2024, 9, 4),
        obliged=False,
        ruling=True,
    ),
    case(
        "before the ruling nobody has to be asked",
        COUNCIL,
        duty(2023, group=FAMILY),
        day=date(2024, 9, 3),
        obliged=True,
    ),
    case(
        "told about the ruling, not about costs",
        LETTER,
        duty(2023, group=FAMILY, turkish_with_mvv=True, ruling_told_on=date(2025, 5, 1)),
        to_tell=(False, True),
    ),
    case(
        "told about both",
        LETTER,
        duty(
            2023,
            group=FAMILY,
            turkish_with_mvv=True,
            ruling_told_on=date(2025, 5, 1),
            costs_told_on=date(2025, 6, 1),
        ),
        to_tell=(False, False),
    ),
    case(
        "nobody to tell without the ruling",
        LETTER,
        duty(2023, group=FAMILY, turkish_with_mvv=False),
        to_tell=(False, False),
    ),
    case(
        "met before the ruling: still no duty",
        COUNCIL,
        duty(
            2022,
            group=FAMILY,
            turkish_with_mvv=True,
            ending=Ending.VOLDAAN,
            ended_on=date(2024, 1, 5),
        ),
        obliged=False,
        state=State.NOT_OBLIGED,
        reason=None,
    ),
    # The term of three years.
    case("three years under the new act", LETTER, duty(2024, 4, 15), term_end=date(2027, 4, 15)),
    case("three years under the old act", WI2013, duty(2020, 4, 15), term_end=date(2023, 4, 15)),
    case(
        "a leap day ends on the last of February",
        LETTER,
        duty(2024, 2, 29),
        term_end=date(2027, 2, 28),
    ),
    case(
        "extended by a year",
        WI2021 + ", art. 12",
        duty(2023, 4, 15, extended_until=date(2027, 4, 15)),
        term_end=date(2027, 4, 15),
    ),
    case(
        "an extension before the plain end changes nothing",
        WI2021,
        duty(2024, 4, 15, extended_until=date(2025, 1, 1)),
        term_end=date(2027, 4, 15),
    ),
    case(
        "no term after the end",
        LETTER,
        duty(2023, ending=Ending.VOLDAAN, ended_on=date(2025, 3, 1)),
        term_end=UNKNOWN,
        state=State.ENDED,
    ),
    case(
        "no term while it stands still",
        WI2021,
        duty(
            2023,
            ending=Ending.TIJDELIJKE_VRIJSTELLING,
            ended_on=date(2025, 9, 1),
            suspended_until=date(2026, 9, 1),
        ),
        term_end=UNKNOWN,
        state=State.SUSPENDED,
    ),
    case(
        "after standing still only DUO's letter tells",
        WI2021,
        duty(
            2023,
            ending=Ending.TIJDELIJKE_VRIJSTELLING,
            ended_on=date(2024, 9, 1),
            suspended_until=date(2025, 9, 1),
        ),
        state=State.ONGOING,
        term_end=UNKNOWN,
        asks_for=Fact.EXTENDED_UNTIL,
    ),
    case(
        "after standing still, with the letter",
        WI2021,
        duty(
            2023,
            ending=Ending.TIJDELIJKE_VRIJSTELLING,
            ended_on=date(2024, 9, 1),
            suspended_until=date(2025, 9, 1),
            extended_until=date(2027, 1, 1),
        ),
        state=State.ONGOING,
        term_end=date(2027, 1, 1),
    ),
    # How the duty ends, and where the national figures count it.
    case(
        "met, new act",
        LETTER,
        duty(2022, ending=Ending.VOLDAAN, ended_on=date(2025, 1, 7)),
        obliged=False,
        state=State.ENDED,
        reason=Reason.MET,
    ),
    case(
        "met, old act",
        WI2013,
        duty(2017, ending=Ending.VOLDAAN, ended_on=date(2020, 1, 7)),
        state=State.ENDED,
        reason=Reason.MET,
    ),
    case(
        "dispensation",
        WI2021,
        duty(2022, ending=Ending.ONTHEFFING, ended_on=date(2025, 1, 7)),
        state=State.ENDED,
        reason=Reason.DISPENSED,
    ),
    case(
        "dispensation, old act",
        WI2013,
        duty(2018, ending=Ending.ONTHEFFING, ended_on=date(2021, 1, 7)),
        state=State.ENDED,
        reason=Reason.DISPENSED,
    ),
    case(
        "exemption by a diploma",
        WI2021,
        duty(2022, ending=Ending.VRIJSTELLING, ended_on=date(2025, 1, 7)),
        state=State.ENDED,
        reason=Reason.EXEMPT,
    ),
    case(
        "exemption, old act",
        WI2013,
        duty(2018, ending=Ending.VRIJSTELLING, ended_on=date(2020, 1, 7)),
        state=State.ENDED,
        reason=Reason.EXEMPT,
    ),
    case(
        "temporary exemption counts as outflow",
        LETTER,
        duty(
            2023,
            ending=Ending.TIJDELIJKE_VRIJSTELLING,
            ended_on=date(2025, 9, 1),
            suspended_until=date(2026, 9, 1),
        ),
        state=State.SUSPENDED,
        reason=Reason.EXEMPT,
    ),
    case(
        "the last day of a temporary exemption",
        LETTER,
        duty(
            2023,
            ending=Ending.TIJDELIJKE_VRIJSTELLING,
            ended_on=date(2025, 9, 1),
            suspended_until=TODAY,
        ),
        state=State.SUSPENDED,
        reason=Reason.EXEMPT,
    ),
    case(
        "a temporary exemption that is over",
        LETTER,
        duty(
            2023,
            ending=Ending.TIJDELIJKE_VRIJSTELLING,
            ended_on=date(2024, 9, 1),
            suspended_until=date(2026, 3, 1),
        ),
        state=State.ONGOING,
        reason=None,
    ),
    case(
        "a temporary exemption without its end",
        LETTER,
        duty(2023, ending=Ending.TIJDELIJKE_VRIJSTELLING, ended_on=date(2025, 9, 1)),
        state=State.SUSPENDED,
        asks_for=Fact.SUSPENDED_UNTIL,
    ),
    case(
        "demonstrable effort, old act",
        WI2013,
        duty(2018, ending=Ending.AANTOONBARE_INSPANNING, ended_on=date(2022, 1, 7)),
        state=State.ENDED,
        reason=Reason.DISPENSED,
    ),
    case(
        "demonstrable effort is not of the new act",
        WI2021,
        duty(2022, ending=Ending.AANTOONBARE_INSPANNING, ended_on=date(2025, 1, 7)),
        state=UNKNOWN,
        obliged=UNKNOWN,
        reason=None,
        asks_for=Fact.ENDING,
    ),
    case(
        "died",
        "Einde van de plicht",
        duty(2022, ending=Ending.OVERLEDEN, ended_on=date(2025, 1, 7)),
        state=State.ENDED,
        reason=Reason.OTHER,
    ),
    case(
        "left the country",
        "Einde van de plicht",
        duty(2022, ending=Ending.VERTROKKEN, ended_on=date(2025, 1, 7)),
        state=State.ENDED,
        reason=Reason.OTHER,
    ),
    case(
        "became Dutch",
        "Einde van de plicht",
        duty(2022, ending=Ending.NEDERLANDER, ended_on=date(2025, 1, 7)),
        state=State.ENDED,
        reason=Reason.OTHER,
    ),
    case(
        "wrongly imposed",
        "Onterecht opgelegd",
        duty(2022, ending=Ending.ONTERECHT_OPGELEGD, ended_on=date(2025, 1, 7)),
        state=State.ENDED,
        reason=Reason.OTHER,
    ),
    case(
        "an ending that is still to come",
        LETTER,
        duty(2023, ending=Ending.VOLDAAN, ended_on=date(2026, 3, 3)),
        state=State.ONGOING,
        reason=None,
    ),
    case(
        "an ending of today",
        LETTER,
        duty(2023, ending=Ending.VOLDAAN, ended_on=TODAY),
        state=State.ENDED,
        reason=Reason.MET,
    ),
    case(
        "an ending without its day",
        LETTER,
        duty(2023, ending=Ending.VOLDAAN),
        state=State.ENDED,
        asks_for=Fact.ENDED_ON,
    ),
    case(
        "an ending of a group that isn't known",
        LETTER,
        duty(2023, group=None, ending=Ending.VOLDAAN, ended_on=date(2025, 1, 7)),
        state=State.ENDED,
        obliged=False,
    ),
    # What is left to do.
    case(
        "B1 route, nothing done",
        WI2021,
        duty(2024, route=Leerroute.B1, level_reached=DutchLevel.A1),
        left=((Part.PVT, Part.MAP, Part.KNM), DutchLevel.B1),
    ),
    case(
        "B1 route, level reached",
        WI2021,
        duty(
            2024, route=Leerroute.B1, level_reached=DutchLevel.B1, parts_done=(Part.PVT, Part.MAP)
        ),
        left=((Part.KNM,), None),
    ),
    case(
        "B1 route, all done: still DUO's to say",
        WI2021,
        duty(
            2024,
            route=Leerroute.B1,
            level_reached=DutchLevel.B2,
            parts_done=(Part.PVT, Part.MAP, Part.KNM),
        ),
        left=((), None),
        state=State.ONGOING,
    ),
    case(
        "education route has no MAP",
        WI2021,
        duty(2024, route=Leerroute.ONDERWIJS, level_reached=DutchLevel.A2),
        left=((Part.PVT, Part.KNM), DutchLevel.B1),
    ),
    case(
        "Z route counts hours, no level",
        WI2021,
        duty(2024, route=Leerroute.Z),
        left=((Part.PVT, Part.MAP, Part.KNM), None),
    ),
    case(
        "Z route, done with PVT",
        WI2021,
        duty(2024, route=Leerroute.Z, parts_done=(Part.PVT,)),
        left=((Part.MAP, Part.KNM), None),
    ),
    case("no route yet", WI2021, duty(2024), left=UNKNOWN, asks_for=Fact.ROUTE),
    case(
        "old act: A2, with ONA",
        WI2013,
        duty(2020, level_reached=DutchLevel.A1),
        left=((Part.PVT, Part.KNM, Part.ONA), DutchLevel.A2),
    ),
    case(
        "old act: A2 reached",
        WI2013,
        duty(2020, level_reached=DutchLevel.A2, parts_done=(Part.PVT, Part.KNM)),
        left=((Part.ONA,), None),
    ),
    case(
        "old act asks for no route",
        WI2013,
        duty(2020, route=Leerroute.B1, level_reached=DutchLevel.A2),
        left=((Part.PVT, Part.KNM, Part.ONA), None),
    ),
    case(
        "level not known",
        WI2021,
        duty(2024, route=Leerroute.B1),
        left=((Part.PVT, Part.MAP, Part.KNM), DutchLevel.B1),
        asks_for=Fact.LEVEL,
    ),
    case(
        "nothing left after the end",
        LETTER,
        duty(2023, route=Leerroute.B1, ending=Ending.VOLDAAN, ended_on=date(2025, 3, 1)),
        left=UNKNOWN,
    ),
    case(
        "nothing to do without a duty",
        COUNCIL,
        duty(2023, group=FAMILY, turkish_with_mvv=True),
        left=UNKNOWN,
    ),
)


def record_with(facts: dict[str, Any]) -> CivicIntegration:
    values = {"purpose": Purpose.GUIDANCE, "noted_on": TODAY, **facts}
    return CivicIntegration(resident_id=SOMEBODY, **values)


def outcome(record: CivicIntegration, found: Assessment, what: str) -> Any:
    if what == "ruling":
        return found.ruling is not None
    if what == "to_tell":
        return must_be_told(record, found)
    if what == "left":
        to_do = found.to_do.value
        return None if to_do is None else (to_do.parts, to_do.level)
    outcome = getattr(found, what)
    return outcome.value if isinstance(outcome, Finding) else outcome


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.name)
def test_worked_by_hand(one: Case) -> None:
    record = record_with(one.facts)
    found = assess(record, RULES, one.day)
    expected = dict(one.expected)
    asked = expected.pop("asks_for", None)
    assert expected or asked, "a case looks at something"
    if asked is not None:
        assert asked in found.asks
    told = {what: outcome(record, found, what) for what in expected}
    assert told == {what: None if to is UNKNOWN else to for what, to in expected.items()}


def test_there_are_cases_enough_each_with_its_source_and_its_own_name() -> None:
    assert len(CASES) >= 60
    assert len({one.name for one in CASES}) == len(CASES)
    assert all(one.source for one in CASES)


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.name)
def test_what_is_told_bears_its_rule_and_what_is_not_known_is_asked(one: Case) -> None:
    found = assess(record_with(one.facts), RULES, one.day)
    for finding in (found.regime, found.obliged, found.state, found.term_end, found.to_do):
        if finding.value is None:
            assert finding.asks or finding.rule is not None
        else:
            assert finding.rule is not None
            assert finding.rule.source
            assert finding.rule.valid_from <= one.day
