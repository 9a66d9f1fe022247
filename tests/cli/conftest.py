"""A terminal: what somebody types, and what comes back."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from meedoenbalie.cli.app import run
from meedoenbalie.cli.shell import PASSPHRASE_VARIABLE, USER_VARIABLE, Shell
from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.people import Site
from meedoenbalie.services.catalogue import add_offer
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.registration import register_resident
from meedoenbalie.services.stores import LEAST_COST
from tests.opened_desk import PASSPHRASE, TODAY


@dataclass(frozen=True)
class Said:
    """The exit code, the results (stdout) and the messages for people (stderr) of a command."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass
class Terminal:
    """Types commands. ``answers`` are typed when something is asked, the last one over again."""

    capture: pytest.CaptureFixture[str]
    answers: list[str] = field(default_factory=lambda: [PASSPHRASE])
    asked: list[str] = field(default_factory=list)
    today: date = TODAY

    def ask(self, question: str) -> str:
        self.asked.append(question)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    def __call__(self, *words: str | Path) -> Said:
        self.capture.readouterr()
        code = run(
            [str(word) for word in words], Shell(fixed_clock(self.today), self.ask, LEAST_COST)
        )
        said = self.capture.readouterr()
        return Said(code, said.out, said.err)


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.delenv(PASSPHRASE_VARIABLE, raising=False)
    monkeypatch.delenv(USER_VARIABLE, raising=False)
    return Terminal(capsys)


@pytest.fixture
def store(desk: Desk, site: Site) -> Path:
    """A closed store with a resident of 19, one of 15, and an offer."""
    register_resident(
        desk,
        site.id,
        given_name="Semhar",
        family_name="Tesfay",
        birth_date=date(2006, 7, 1),
        languages=("tir", "eng"),
        dutch_level="A1",
        availability=({"day": "MO", "daypart": "morning"},),
        commitments=({"day": "TU", "start": 600, "end": 690, "label": "zwemles"},),
        notes="komt liever met z’n tweeën",
    )
    register_resident(desk, site.id, given_name="Zahra", birth_date=date(2010, 9, 1))
    add_offer(
        desk,
        "Buurtkracht",
        code="M01",
        kind="mdt_traject",
        title="Samen in de buurt",
        schedule={
            "text": "ma 13-15",
            "kind": "fixed",
            "slots": [{"day": "MO", "start": 780, "end": 900}],
            "weekly_minutes": 120,
        },
        places=3,
        places_confirmed_on=date(2026, 2, 27),
        place="Rietwaard",
        address="Dam 1",
    )
    desk.database.close()
    return desk.database.path


Listed = Callable[[str], list[dict[str, Any]]]


@pytest.fixture
def listed(terminal: Terminal, store: Path) -> Listed:
    """What ``list KIND --json`` prints."""

    def read(kind: str) -> list[dict[str, Any]]:
        records: list[dict[str, Any]] = terminal("list", kind, "--store", store, "--json").json
        return records

    return read
