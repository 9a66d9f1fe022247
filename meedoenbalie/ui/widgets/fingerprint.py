"""The fingerprint of a key, as people read it out."""

from __future__ import annotations

from PySide6.QtCore import Qt

from meedoenbalie.i18n import _
from meedoenbalie.ui.widgets.text import Text


class Fingerprint(Text):
    """Eight groups of four signs, on two lines; they can be selected."""

    def __init__(self) -> None:
        super().__init__("", "body_strong")
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def show_code(self, code: str) -> None:
        """Show a fingerprint; without one nothing is seen."""
        groups = code.split()
        half = len(groups) // 2
        self.setText("\n".join((" ".join(groups[:half]), " ".join(groups[half:]))))
        self.setAccessibleName(_("Vingerafdruk: {code}").format(code=code))
        self.setVisible(bool(groups))
