"""The window by role and visible name, as a screen reader uses it: the real program, a real bus."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from meedoenbalie.bootstrap import LANGUAGE_VARIABLE
from meedoenbalie.clock import TODAY_VARIABLE, fixed_clock
from meedoenbalie.domain.people import Site
from meedoenbalie.services import recent, registration
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.stores import create_store, open_store
from meedoenbalie.storage.keys import LEAST_COST
from tests.opened_desk import PASSPHRASE, TODAY
from tests.ui.pages.making import add_offer, add_resident

_DRIVER = Path(__file__).with_name("at_spi_driver.py")
_CLOCK = fixed_clock(TODAY)


def _step(do: str, role: str, name: str, **rest: Any) -> dict[str, Any]:
    return {"do": do, "role": role, "name": name, **rest}


def _play(steps: list[dict[str, Any]]) -> dict[str, Any]:
    """Let the screen reader do ``steps`` on the program; what it found comes back."""
    session = ("xvfb-run", "-a", "-s", "-screen 0 1280x900x24", "dbus-run-session", "--")
    program = (sys.executable, "-m", "meedoenbalie")
    surroundings = {**os.environ, TODAY_VARIABLE: TODAY.isoformat(), LANGUAGE_VARIABLE: "nl"}
    played = subprocess.run(
        [*session, "/usr/bin/python3", str(_DRIVER), *program],
        input=json.dumps(steps),
        env=surroundings,
        cwd=_DRIVER.parents[2],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert played.returncode == 0, played.stderr
    answer: dict[str, Any] = json.loads(played.stdout)
    return answer


_UNLOCK = (
    _step("type", "password text", "Wachtzin", text=PASSPHRASE),
    _step("press", "button", "Ontgrendelen"),
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
        _step("press", "radio button", "Bewoners"),
        _step("type", "text", "Typ een naam, nummer of woord", text="tesf"),
        _step("rows", "table", "Bewoners", rows=["Selam Tesfay"]),
        _step("type", "text", "Typ een naam, nummer of woord", text=""),
        _step("rows", "table", "Bewoners", rows=["Omar Haddad", "Selam Tesfay"]),
        _step("press", "button", "Bewoner toevoegen"),
        _step("type", "text", "Voornaam", text="Yonas"),
        _step("press", "button", "Opslaan"),
        _step("rows", "table", "Bewoners", rows=["Omar Haddad", "Selam Tesfay", "Yonas"]),
        _step("see", "button", "Bewoner toevoegen"),
    ]
    played = _play(steps)

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
        _step("press", "check box", "Samen kijken"),
        _step("press", "check box", "Samen kijken aan"),
        _step("press", "radio button", "Matchen"),
        _step("press", "list item", "Semhar Tesfay, 19 jaar · Tigrinya · A1"),
        _step("see", "label", "Semhar Tesfay"),
        _step("press", "button", "Doorverwijzen…"),
        _step("press", "button", "MDT klaarzetten"),
        _step("press", "radio button", "Vandaag"),
        _step("press", "button", "Weekrapport maken"),
        _step("see", "button", "PDF maken"),
    ]
    played = _play(steps)

    assert played == {"done": len(steps), "problem": "", "screen": []}
    with _reopened(store) as desk:
        (made,) = registration.dossier(desk, semhar.id).referrals
    assert made.offer.title == "Samen in de buurt"
