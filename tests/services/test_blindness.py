"""Nationality, religion, ethnicity and health change nothing: no advice, no place, no week.

The program has no field for them, so a desk can only write them down in words. Two desks that
differ in all such words, and in names and languages, say the same of the same people.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.matching import bands, coverage, explain, placing, proposals, what_if
from meedoenbalie.domain.people import Site
from meedoenbalie.domain.record import Record
from meedoenbalie.services.allocating import allocate_desk
from meedoenbalie.services.civic_integration import record_civic
from meedoenbalie.services.coverage import best_changes
from meedoenbalie.services.coverage import coverage as coverage_of
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.matching import as_json, matches_for
from meedoenbalie.services.registration import register_resident
from meedoenbalie.services.stores import LEAST_COST, create_store
from meedoenbalie.storage.rows import TABLES
from tests.domain.matching.builders import course, fixed, free, offer, slot
from tests.opened_desk import PASSPHRASE, TODAY
from tests.services.test_allocating import offered

FORBIDDEN = (
    *("nation", "religi", "ethni", "health", "medical", "sex", "gender", "race"),
    *("turk", "civic"),
)

# What somebody could have written, one way and the other.
ONE: dict[str, Any] = {
    "family_name": "Tesfay",
    "native_name": "ሰምሃር",
    "languages": ("tir", "eng"),
    "preferred_language": "tir",
    "notes": "Eritrese nationaliteit, orthodox christen, Tigrinya, gezond.",
    "own_words": "Ik ben christen en ik kom uit Eritrea.",
    "contact_value": "0612345678",
}
OTHER: dict[str, Any] = {
    "family_name": "Al-Hassan",
    "native_name": "سمهر",
    "languages": ("ara", "kmr"),
    "preferred_language": "ara",
    "notes": "Syrische nationaliteit, moslim, Koerdisch, suikerziekte en een rolstoel.",
    "own_words": "Ik ben moslim, ik ben ziek en ik kom uit Syrië.",
    "contact_value": "0687654321",
}


@contextmanager
def desk_of(path: Path, words: dict[str, Any]) -> Iterator[tuple[Desk, list[Any]]]:
    site = Site(code="RTW", name="azc Rietwaard")
    made = create_store(path, "Marleen", PASSPHRASE, fixed_clock(TODAY), [site], LEAST_COST)
    with (desk := made.desk).database:
        people = [
            register_resident(
                desk,
                site.id,
                given_name=f"Persoon {number}",
                birth_date=date(2005, 1 + number, 1),
                dutch_level=level,
                residence_phase="status_holder",
                availability=free("MO afternoon", "TU morning", "TU evening", "SA morning"),
                interests=("koken",) if number % 2 else ("voetbal",),
                weekly_minutes=900,
                arrival_date=date(2025, 1 + number, 1),
                **words,
            ).result
            for number, level in enumerate(("A1", "A1", "A2", "A0", "A1", "A2"))
        ]
        offered(desk, offer(places=2, title="Samen koken"))
        offered(desk, course(places=2))
        offered(desk, course(code="T02", places=1, schedule=fixed(slot("TU", 19, 21))))
        yield desk, people


def told(desk: Desk, people: list[Any]) -> dict[str, Any]:
    """Everything that the program says of these people, by their numbers."""
    number = {one.id: place for place, one in enumerate(people)}
    advice = []
    for one in people:
        said = as_json(matches_for(desk, one.id))
        # Help in a language that somebody speaks is told, and decides nothing.
        for each in said["offers"]:
            for reason in each["reasons"]:
                del reason["text"]
        advice.append(said)
    division = allocate_desk(desk)
    found = coverage_of(desk)
    return {
        "advice and week plans": advice,
        "division": [
            (number[one.resident.id], one.offer.code, one.points) for one in division.placements
        ],
        "coverage": [
            [[number[who] for who in cell.people] for row in kind.rows for cell in row.cells]
            for kind in found.kinds
        ],
        "changes": [
            (each.proposal.change, each.proposal.after.code, [number[o.resident.id] for o in part])
            for each in best_changes(desk)
            for part in (each.gained, each.lost, each.fitting)
        ],
    }


def test_civic_integration_changes_nothing_either(tmp_path: Path) -> None:
    with desk_of(tmp_path / "een.db", ONE) as (desk, people):
        before = told(desk, people)
        for one, (group, turkish) in zip(
            people, cycle([("gezinsmigrant", True), ("asielstatushouder", None)]), strict=False
        ):
            values = {
                "purpose": "guidance",
                "civic_group": group,
                "turkish_with_mvv": turkish,
                "duty_from": date(2023, 5, 1),
                "route": "z",
                "level_reached": "C1",
            }
            record_civic(desk, one.id, values)
        assert told(desk, people) == before


def test_what_is_written_of_origin_faith_and_health_changes_nothing(tmp_path: Path) -> None:
    with desk_of(tmp_path / "een.db", ONE) as (desk, people):
        one = told(desk, people)
    with desk_of(tmp_path / "ander.db", OTHER) as (desk, people):
        other = told(desk, people)
    assert one["advice and week plans"][0]["week_plans"]
    assert one["division"]
    assert one["changes"]
    assert one == other


@pytest.mark.parametrize("kind", TABLES, ids=lambda kind: kind.__name__)
def test_where_such_a_field_exists_at_all_matching_does_not_know_the_record(
    kind: type[Record],
) -> None:
    """Nothing of the kind stands on a record that matching imports."""
    fields = [name for name in kind.model_fields if any(word in name for word in FORBIDDEN)]
    if fields:
        for module in (bands, coverage, explain, placing, proposals, what_if):
            assert kind.__name__ not in vars(module)
