"""What the tests of pages share."""

from tests.ui.pages.frame import look, open_frame

__all__ = ["look", "open_frame"]
