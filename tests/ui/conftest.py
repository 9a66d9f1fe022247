"""What the tests of the window share."""

from tests.ui.pages.frame import look

__all__ = ["look"]
