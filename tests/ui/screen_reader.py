"""Lets a screen reader play steps on the real program, on a real bus and a screen of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from meedoenbalie.bootstrap import LANGUAGE_VARIABLE
from meedoenbalie.clock import TODAY_VARIABLE
from meedoenbalie.paths import HOME_VARIABLE
from tests.opened_desk import TODAY

_DRIVER = Path(__file__).with_name("at_spi_driver.py")


def step(do: str, role: str, name: str, **rest: Any) -> dict[str, Any]:
    """Return one step, as at_spi_driver.py tells them."""
    return {"do": do, "role": role, "name": name, **rest}


def play(steps: list[dict[str, Any]], home: Path | None = None) -> dict[str, Any]:
    """Do ``steps`` on the program; what was found comes back. ``home`` is the user's folder."""
    session = ("xvfb-run", "-a", "-s", "-screen 0 1280x900x24", "dbus-run-session", "--")
    program = (sys.executable, "-m", "meedoenbalie")
    surroundings = {**os.environ, TODAY_VARIABLE: TODAY.isoformat(), LANGUAGE_VARIABLE: "nl"}
    if home is not None:
        del surroundings[HOME_VARIABLE]
        surroundings["HOME"] = str(home)
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
    # A service that the session starts may say something first.
    answer: dict[str, Any] = json.loads(played.stdout.splitlines()[-1])
    return answer
