"""The window by role and visible name, as a screen reader uses it: the real program, a real bus."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from meedoenbalie.bootstrap import LANGUAGE_VARIABLE
from meedoenbalie.clock import TODAY_VARIABLE, fixed_clock
from meedoenbalie.domain.people import Site
from meedoenbalie.services import recent, registration
from meedoenbalie.services.stores import create_store
from meedoenbalie.storage.keys import LEAST_COST
from tests.opened_desk import PASSPHRASE, TODAY

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


@pytest.mark.usefixtures("screen_reader")
def test_somebody_who_cannot_see_the_window_unlocks_finds_a_resident_and_begins_another(
    tmp_path: Path,
) -> None:
    store = tmp_path / "rietwaard.meedoen"
    site = Site(code="RTW", name="azc Rietwaard")
    desk = create_store(store, "Marleen", PASSPHRASE, _CLOCK, [site], LEAST_COST).desk
    where = registration.sites(desk)[0].id
    registration.register_resident(desk, where, given_name="Selam", family_name="Tesfay")
    registration.register_resident(desk, where, given_name="Omar", family_name="Haddad")
    desk.database.close()
    recent.remember(store, _CLOCK)

    steps = [
        _step("type", "password text", "Wachtzin", text=PASSPHRASE),
        _step("press", "button", "Ontgrendelen"),
        _step("press", "radio button", "Bewoners"),
        _step("type", "text", "Typ een naam of nummer", text="tesf"),
        _step("rows", "list", "Bewoners", rows=["Selam Tesfay"]),
        _step("type", "text", "Typ een naam of nummer", text=""),
        _step("rows", "list", "Bewoners", rows=["Omar Haddad", "Selam Tesfay"]),
        _step("press", "button", "Bewoner toevoegen"),
        _step("type", "text", "Voornaam", text="Yonas"),
    ]
    played = _play(steps)

    assert played == {"done": len(steps), "problem": "", "screen": []}
