"""What each role may do is what the documentation says, tried out on a real store."""

from __future__ import annotations

import pytest

from meedoenbalie.domain.people import Role
from tests.services.role_table import table, who_may, written


@pytest.fixture(scope="module")
def allowed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, frozenset[Role]]:
    return who_may(tmp_path_factory.mktemp("rollen"))


def test_the_table_says_what_happens(allowed: dict[str, frozenset[Role]]) -> None:
    assert written() == table(allowed), "look why, then: python -m tests.services.role_table"


def test_the_programme_team_gets_nothing_about_residents(
    allowed: dict[str, frozenset[Role]],
) -> None:
    about_residents = (
        "referring.", "matching.", "informing.", "inzage.", "worklist.", "doubles.", "rights.",
        "importing.", "sending.", "verifying.", "catalogue.", "leaflets.",
        "registration.dossier", "registration.find", "registration.resident", "registration.place",
        "registration.register", "registration.change", "registration.record", "erasing.erase",
        "erasing.what", "reporting.weekly", "drafts.open_drafts",
    )  # fmt: skip
    reached = [name for name, roles in allowed.items() if name.startswith(about_residents)]
    assert len(reached) > 40
    assert [name for name in reached if Role.PROGRAMME in allowed[name]] == []


def test_only_an_administrator_manages_users(allowed: dict[str, frozenset[Role]]) -> None:
    for name in ("invite", "give_code", "change_roles", "withdraw", "set_recovery_code"):
        assert allowed[f"people.{name}"] == {Role.ADMINISTRATOR}


def test_an_administrator_alone_records_nothing_about_residents(
    allowed: dict[str, frozenset[Role]],
) -> None:
    for name in (
        "registration.register_resident",
        "registration.change_resident",
        "registration.record_contact",
        "referring.record_event",
        "consents.record_consent",
        "consents.withdraw_consent",
        "follow_ups.plan",
        "follow_ups.do",
        "hand_overs.hand_over",
        "growing_up.keep_up",
        "informing.give_information",
        "importing.import_file",
    ):
        assert allowed[name] == {Role.DESK, Role.COORDINATOR}


def test_each_service_is_tried_as_each_role(allowed: dict[str, frozenset[Role]]) -> None:
    assert len(allowed) > 70
    assert all(roles for roles in allowed.values())
