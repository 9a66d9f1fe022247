"""Two desks change one resident: the second hears what changed, and nothing is overwritten."""

from dataclasses import replace

import pytest

from meedoenbalie.domain.people import DutchLevel, Site, User
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.edited_at_once import changed_meanwhile
from meedoenbalie.services.registration import change_resident, dossier, register_resident
from meedoenbalie.services.undoing import undo
from meedoenbalie.storage.errors import StaleRecord
from tests.real_server import OwnStore, RealServer


def test_the_second_is_refused_and_hears_field_by_field_what_changed(
    desk: Desk, site: Site
) -> None:
    shown = register_resident(desk, site.id, given_name="Semhar", contact_value="06 0001").result
    joost = replace(desk, user=User(name="Joost", roles=desk.user.roles))
    others = {"family_name": "Tesfai", "contact_value": "06 0002", "dutch_level": DutchLevel.A2}
    change_resident(joost, shown.id, shown.version, **others)
    typed = {"family_name": "Tesfay", "contact_value": "06 0002", "notes": "fietst"}
    with pytest.raises(StaleRecord):
        change_resident(desk, shown.id, shown.version, **typed)
    assert dossier(desk, shown.id).resident.family_name == "Tesfai"

    found = changed_meanwhile(desk, shown, typed)
    assert (found.by, found.resident.version) == ("Joost", shown.version + 1)
    said = {one.name: (one.label, one.was, one.theirs, one.mine) for one in found.fields}
    assert said == {
        "family_name": ("Achternaam", "", "Tesfai", "Tesfay"),
        # The same from both, and what only the other changed, is nothing to choose.
        "contact_value": ("Telefoon of e-mail", "06 0001", "06 0002", None),
        "dutch_level": ("Niveau Nederlands", "", "A2", None),
    }
    assert [one.name for one in found.to_choose] == ["family_name"]
    chosen = {**typed, "family_name": "Tesfai"}
    after = change_resident(desk, shown.id, found.resident.version, **chosen).result
    assert (after.family_name, after.notes, after.dutch_level) == (
        "Tesfai",
        "fietst",
        DutchLevel.A2,
    )


def test_what_was_changed_and_changed_back_leaves_nothing_to_tell(desk: Desk, site: Site) -> None:
    shown = register_resident(desk, site.id, given_name="Semhar").result
    change_resident(desk, shown.id, shown.version, notes="fietst")
    undo(desk)
    found = changed_meanwhile(desk, shown, {"notes": "loopt"})
    assert found.fields == ()
    change_resident(desk, shown.id, found.resident.version, notes="loopt")


def test_two_desks_on_one_server_wait_for_each_other_and_the_second_is_told(
    server: RealServer, own_store: OwnStore, server_desk: Desk
) -> None:
    with server_desk.read() as reader:
        (site,) = reader.find(Site)
    shown = register_resident(server_desk, site.id, given_name="Semhar").result
    other = server.opened(own_store.address)
    with other.database:
        change_resident(other, shown.id, shown.version, notes="fietst")
        with pytest.raises(StaleRecord):
            change_resident(server_desk, shown.id, shown.version, notes="loopt")
        found = changed_meanwhile(server_desk, shown, {"notes": "loopt"})
    assert [(one.theirs, one.mine) for one in found.to_choose] == [("fietst", "loopt")]
