"""On the command line: the figures of a handreiking, counted again."""

from pathlib import Path

import pytest

from meedoenbalie.services.desk import Desk
from meedoenbalie.services.referring import retract_event
from tests.cli.conftest import Terminal
from tests.services.test_proving import STARTED, a_start, filled, guide


@pytest.fixture
def file(desk: Desk, tmp_path: Path) -> Path:
    filled(desk)
    return guide(desk, tmp_path, STARTED)


def test_each_figure_has_its_line_and_one_corrected_event_fails(
    terminal: Terminal, desk: Desk, file: Path
) -> None:
    store = desk.database.path
    right = terminal("verify-handreiking", file, "--store", store)
    assert right.code == 0
    assert right.out.splitlines()[0] == "1. klopt: Cijfer share (2 maart 2026)"
    assert "Alle 3 cijfers kloppen." in right.err
    retract_event(desk, a_start(desk).id, "hoorde bij een ander")
    wrong = terminal("verify-handreiking", file, "--store", store)
    assert wrong.code == 1
    assert "1. klopt niet: Cijfer share (2 maart 2026). Was 23 van 44; is 22 van 44." in wrong.out
    told = terminal("verify-handreiking", file, "--store", store, "--json").json
    assert [one["verdict"] for one in told] == ["differs", "differs", "equal"]


def test_wrong_use_and_a_file_without_figures_are_told_apart(
    terminal: Terminal, desk: Desk, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    empty = tmp_path / "brief.pdf"
    empty.write_text("geen pdf", encoding="ascii")
    assert terminal("verify-handreiking", empty).code == 2
    refused = terminal("verify-handreiking", empty, "--store", desk.database.path)
    assert refused.code == 1
    assert "Dit bestand is geen PDF" in refused.err
    assert caplog.records == [], "the library says nothing beside it"
