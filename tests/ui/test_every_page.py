"""Every page, in four looks that hold every theme, size and language beside each other.

Nothing is cut off, every letter has a size of the scale, every text can be told from its ground,
and a screen reader says everything, in the order in which it stands there.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from meedoenbalie.clock import TODAY_VARIABLE
from meedoenbalie.ui import accessible, registry, screenshots, style
from meedoenbalie.ui.preferences import Preferences
from tests.made_demo import copy_demo
from tests.opened_desk import TODAY
from tests.ui import cut_off, legible, out_of_order, unsaid

PAGES = {"unlock", "new_desk", "server_desk"} | {entry.key for entry in registry.PAGES}
LOOKS = [
    Preferences("light", 1.0, "nl"),
    Preferences("dark", 1.0, "en"),
    Preferences("light", 2.0, "en"),
    Preferences("dark", 2.0, "nl"),
]


@pytest.fixture(autouse=True)
def as_before(qapp: QApplication, look: None) -> Iterator[None]:
    """Leave the application in the look that the other tests expect."""
    accessible.install()
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)
    style.apply(qapp, Preferences(look="light"))


@pytest.mark.parametrize("preferences", LOOKS, ids=lambda one: f"{one.look}-{one.scale:g}")
def test_every_page_can_be_read_and_heard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, preferences: Preferences
) -> None:
    monkeypatch.setenv(TODAY_VARIABLE, TODAY.isoformat())
    problems: list[str] = []
    seen: set[str] = set()
    for window, page in screenshots.visit(copy_demo(tmp_path), [preferences]):
        # Qt lays out again what got other words, from the inside to the outside.
        for _round in range(5):
            QApplication.processEvents()
        for check in (cut_off, legible, unsaid, out_of_order):
            problems += [f"{page}: {what}" for what in check.problems(window)]
        seen.add(page)
    assert not problems, "\n".join(problems)
    assert seen == PAGES
