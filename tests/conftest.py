"""What holds for every test of this project."""

import os
from collections.abc import Iterator

import pytest

from meedoenbalie.i18n import set_language

# Qt reads this when the first application object is made: a test never needs a screen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def dutch() -> Iterator[None]:
    """Start every test in the default language and leave nothing to the next."""
    set_language("nl")
    yield
    set_language("nl")
