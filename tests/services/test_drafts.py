"""Half-typed forms: kept as typed, found again, erased with their subject, never with a BSN."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from meedoenbalie.domain.people import Role, Site, User
from meedoenbalie.services import drafts
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.registration import register_resident
from meedoenbalie.services.stores import open_store
from meedoenbalie.storage import drafts as stored
from tests.opened_desk import PASSPHRASE, place_of

BSN = "111222333"
TYPED = {
    "given_name": "Semhar",
    "birth_date": "31-02-20",
    "languages": ["tir", "eng"],
    "commitments": [["TU", "9:00", "", "zwemles"]],
    "weekly_minutes": None,
}


def head(desk: Desk) -> int:
    with desk.read() as reader:
        return reader.head().step


def test_a_draft_comes_back_as_it_was_typed_unreadable_parts_too(desk: Desk) -> None:
    drafts.keep(desk, uuid4(), "resident_form", TYPED, about="new", version=3)
    desk.database.close()
    again = open_store(place_of(desk), "Marleen", PASSPHRASE, desk.clock)
    with again.database:
        found = drafts.mine(again)
    assert [(one.typed, one.about, one.version, one.at) for one in found] == [
        (TYPED, "new", 3, desk.clock.now())
    ]


def test_typing_on_replaces_the_draft_and_leaves_the_journal_alone(desk: Desk) -> None:
    before, identifier = head(desk), uuid4()
    for name in ("Sem", "Semhar"):
        drafts.keep(desk, identifier, "resident_form", {"given_name": name})
    assert [one.typed for one in drafts.mine(desk)] == [{"given_name": "Semhar"}]
    assert head(desk) == before


def test_any_number_of_drafts_of_one_form_wait_side_by_side(desk: Desk) -> None:
    first, second = uuid4(), uuid4()
    drafts.keep(desk, first, "resident_form", {"given_name": "Semhar"})
    drafts.keep(desk, second, "resident_form", {"given_name": "Filmon"})
    assert {one.id for one in drafts.mine(desk)} == {first, second}
    chosen = drafts.latest(desk, "resident_form", identifier=first)
    assert chosen is not None
    assert chosen.typed == {"given_name": "Semhar"}
    assert drafts.latest(desk, "resident_form", "another record") is None


def test_a_colleague_sees_nothing_of_it_and_cannot_drop_it(desk: Desk) -> None:
    identifier = uuid4()
    drafts.keep(desk, identifier, "lesson", {"tip": "Bel samen."})
    joost = replace(desk, user=User(name="Joost", roles=(Role.DESK,)))
    assert drafts.mine(joost) == []
    drafts.drop(joost, identifier)
    assert len(drafts.mine(desk)) == 1
    drafts.drop(desk, identifier)
    assert drafts.mine(desk) == []


@pytest.mark.parametrize(
    "value", [BSN, f"nummer {BSN[:4]}.{BSN[4:6]}.{BSN[6:]}", int(BSN), [["x", BSN]]]
)
def test_a_field_with_something_like_a_bsn_is_left_out_and_named(desk: Desk, value: object) -> None:
    left_out = drafts.keep(desk, uuid4(), "contact", {"summary": "Gesproken", "detail": value})
    assert left_out == ("detail",)
    assert [one.typed for one in drafts.mine(desk)] == [{"summary": "Gesproken"}]


def test_a_draft_of_nothing_but_a_bsn_is_not_kept_and_an_older_one_goes(desk: Desk) -> None:
    identifier = uuid4()
    drafts.keep(desk, identifier, "contact", {"summary": "Gesproken"})
    assert drafts.keep(desk, identifier, "contact", {"summary": BSN}) == ("summary",)
    assert drafts.mine(desk) == []


def test_drafts_name_whom_they_are_about_and_go_with_that_person(desk: Desk, site: Site) -> None:
    semhar = register_resident(desk, site.id, given_name="Semhar", family_name="Tesfay").result
    keep_one(desk, "contact", semhar.id)
    keep_one(desk, "offer_form", None)
    named = {one.draft.kind: one.name for one in drafts.open_drafts(desk)}
    assert named == {"contact": "Semhar Tesfay", "offer_form": ""}
    with desk.database.writing() as connection:
        stored.drop_about(connection, semhar.id)
    assert [one.kind for one in drafts.mine(desk)] == ["offer_form"]


def keep_one(desk: Desk, kind: str, subject: UUID | None) -> None:
    drafts.keep(desk, uuid4(), kind, {"text": "half"}, subject_id=subject)
