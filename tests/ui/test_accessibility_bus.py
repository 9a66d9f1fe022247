"""The window by role and visible name, as a screen reader uses it: the real program, a real bus."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.people import Site
from meedoenbalie.services import recent, registration
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.stores import create_store, open_store
from meedoenbalie.storage.keys import LEAST_COST
from tests.opened_desk import PASSPHRASE, TODAY
from tests.ui.pages.making import add_offer, add_resident
from tests.ui.screen_reader import play, step

_CLOCK = fixed_clock(TODAY)


_UNLOCK = (
    step("type", "password text", "Wachtzin", text=PASSPHRASE),
    step("press", "button", "Ontgrendelen"),
)


@contextmanager
def _made(store: Path) -> Iterator[Desk]:
    """A new desk, closed and remembered as the last one when what it holds is in it."""
    site = Site(code="RTW", name="azc Rietwaard")
    desk = create_store(store, "Marleen", PASSPHRASE, _CLOCK, [site], LEAST_COST).desk
    yield desk
    desk.database.close()
    recent.remember(store, _CLOCK)


@contextmanager
def _reopened(store: Path) -> Iterator[Desk]:
    """The desk as the program left it."""
    desk = open_store(store, "Marleen", PASSPHRASE, _CLOCK)
    yield desk
    desk.database.close()


@pytest.mark.usefixtures("screen_reader")
def test_somebody_who_cannot_see_the_window_unlocks_finds_a_resident_and_registers_another(
    tmp_path: Path,
) -> None:
    store = tmp_path / "rietwaard.meedoen"
    with _made(store) as desk:
        where = registration.sites(desk)[0].id
        registration.register_resident(desk, where, given_name="Selam", family_name="Tesfay")
        registration.register_resident(desk, where, given_name="Omar", family_name="Haddad")

    steps = [
        *_UNLOCK,
        step("press", "radio button", "Bewoners"),
        step("type", "text", "Typ een naam, nummer of woord", text="tesf"),
        step("rows", "table", "Bewoners", rows=["Selam Tesfay"]),
        step("type", "text", "Typ een naam, nummer of woord", text=""),
        step("rows", "table", "Bewoners", rows=["Omar Haddad", "Selam Tesfay"]),
        step("press", "button", "Bewoner toevoegen"),
        step("type", "text", "Voornaam", text="Yonas"),
        step("press", "button", "Opslaan"),
        step("rows", "table", "Bewoners", rows=["Omar Haddad", "Selam Tesfay", "Yonas"]),
        step("see", "button", "Bewoner toevoegen"),
    ]
    played = play(steps)

    assert played == {"done": len(steps), "problem": "", "screen": []}
    with _reopened(store) as desk:
        names = {resident.full_name for resident in registration.find_resident_records(desk)}
    assert names == {"Omar Haddad", "Selam Tesfay", "Yonas"}


@pytest.mark.usefixtures("screen_reader")
def test_somebody_who_cannot_see_the_window_matches_refers_and_goes_to_the_weekly_report(
    tmp_path: Path,
) -> None:
    store = tmp_path / "rietwaard.meedoen"
    with _made(store) as desk:
        site = registration.sites(desk)[0]
        add_resident(desk, site, "Omar Haddad")
        semhar = add_resident(desk, site, "Semhar Tesfay")
        add_offer(desk, "M01", "Samen in de buurt")
        add_offer(desk, "T01", "Taal aan tafel", "di 09:00-11:00")

    steps = [
        *_UNLOCK,
        step("press", "check box", "Samen kijken"),
        step("press", "check box", "Samen kijken aan"),
        step("press", "radio button", "Matchen"),
        step("press", "list item", "Semhar Tesfay, 19 jaar · Tigrinya · A1"),
        step("see", "label", "Semhar Tesfay"),
        step("press", "button", "Doorverwijzen…"),
        step("press", "button", "MDT klaarzetten"),
        step("press", "radio button", "Vandaag"),
        step("press", "button", "Weekrapport maken"),
        step("see", "button", "PDF maken"),
    ]
    played = play(steps)

    assert played == {"done": len(steps), "problem": "", "screen": []}
    with _reopened(store) as desk:
        (made,) = registration.dossier(desk, semhar.id).referrals
    assert made.offer.title == "Samen in de buurt"
