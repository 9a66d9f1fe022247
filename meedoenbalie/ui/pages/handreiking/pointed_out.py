"""What in a lesson may be about a person, and that somebody looked at it and it isn't."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from meedoenbalie.domain.personal_details import Detail, Pointed
from meedoenbalie.i18n import _
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.notices import Notice


class PointedOut(QWidget):
    """Hidden until something is pointed out."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(8))
        self._notice = Notice("", "", "attention")
        column.addWidget(self._notice)
        self.box = QCheckBox(_("Ik keek het na: dit gaat over &niemand"))
        column.addWidget(self.box)
        self._found: tuple[Pointed, ...] = ()
        self.hide()

    @property
    def nobody(self) -> bool:
        """Whether somebody said that what was pointed out is about nobody."""
        return self.isVisible() and self.box.isChecked()

    def show_found(self, found: Sequence[Pointed]) -> None:
        """Point out what was found."""
        self._found = tuple(found)
        words = ", ".join(f"‘{one.text}’ ({_what(one.detail)})" for one in found)
        self._notice.set_message(
            _("Gaat dit over een persoon?"),
            _("{found}. Haal het weg: anderen lezen de handreiking.").format(found=words),
        )
        self.box.setChecked(False)
        self.show()

    def problems(self) -> dict[str, str]:
        """Return what stands at each field."""
        return {one.field: _("Hier staat ‘{text}’.").format(text=one.text) for one in self._found}

    def clear(self) -> None:
        """Point out nothing any more."""
        self._found = ()
        self.box.setChecked(False)
        self.hide()


def _what(detail: Detail) -> str:
    return {
        Detail.NAME: _("naam van een bewoner"),
        Detail.DAY: _("een datum"),
        Detail.MAIL: _("een e-mailadres"),
        Detail.NUMBER: _("een nummer"),
    }[detail]
